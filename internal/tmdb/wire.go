package tmdb

// The types below are the wire's, with the fields that are used. Every one may
// be absent, null or empty.

// A shortFilm is a film in a list.
type shortFilm struct {
	ID               number   `json:"id"`
	Title            string   `json:"title"`
	OriginalTitle    string   `json:"original_title"`
	OriginalLanguage string   `json:"original_language"`
	Overview         string   `json:"overview"`
	PosterPath       string   `json:"poster_path"`
	ReleaseDate      string   `json:"release_date"`
	GenreIDs         []number `json:"genre_ids"`
	Adult            bool     `json:"adult"`
	VoteCount        *number  `json:"vote_count"`
	VoteAverage      number   `json:"vote_average"`
}

// A wholeFilm is a film with what can be appended to it.
type wholeFilm struct {
	shortFilm
	IMDb       string   `json:"imdb_id"`
	Status     string   `json:"status"`
	Runtime    number   `json:"runtime"`
	Tagline    string   `json:"tagline"`
	Budget     number   `json:"budget"`
	Revenue    number   `json:"revenue"`
	Genres     []named  `json:"genres"`
	Companies  []named  `json:"production_companies"`
	Collection *named   `json:"belongs_to_collection"`
	Spoken     []spoken `json:"spoken_languages"`

	External struct {
		IMDb     string `json:"imdb_id"`
		Wikidata string `json:"wikidata_id"`
	} `json:"external_ids"`
	Credits struct {
		Cast []castMember `json:"cast"`
		Crew []crewMember `json:"crew"`
	} `json:"credits"`
	ReleaseDates struct {
		Results []regionDates `json:"results"`
	} `json:"release_dates"`
	Videos struct {
		Results []video `json:"results"`
	} `json:"videos"`
	Watch struct {
		Results map[string]offers `json:"results"`
	} `json:"watch/providers"`
	Translations struct {
		Translations []translation `json:"translations"`
	} `json:"translations"`
	Alternative struct {
		Titles []alternative `json:"titles"`
	} `json:"alternative_titles"`
	Similar struct {
		Results []shortFilm `json:"results"`
	} `json:"similar"`
}

type named struct {
	ID   number `json:"id"`
	Name string `json:"name"`
}

type spoken struct {
	Code string `json:"iso_639_1"`
}

type castMember struct {
	ID        number `json:"id"`
	Name      string `json:"name"`
	Character string `json:"character"`
	Order     number `json:"order"`
}

type crewMember struct {
	ID   number `json:"id"`
	Name string `json:"name"`
	Job  string `json:"job"`
}

type regionDates struct {
	Region string        `json:"iso_3166_1"`
	Dates  []releaseDate `json:"release_dates"`
}

type releaseDate struct {
	Certification string `json:"certification"`
	Language      string `json:"iso_639_1"`
	Note          string `json:"note"`
	Date          string `json:"release_date"`
	Type          number `json:"type"`
}

type video struct {
	Language string `json:"iso_639_1"`
	Name     string `json:"name"`
	Key      string `json:"key"`
	Site     string `json:"site"`
	Type     string `json:"type"`
	Official bool   `json:"official"`
}

type offers struct {
	Link     string     `json:"link"`
	Flatrate []provider `json:"flatrate"`
	Free     []provider `json:"free"`
	Ads      []provider `json:"ads"`
	Rent     []provider `json:"rent"`
	Buy      []provider `json:"buy"`
}

type provider struct {
	Name string `json:"provider_name"`
}

type translation struct {
	Region   string `json:"iso_3166_1"`
	Language string `json:"iso_639_1"`
	Data     struct {
		Title    string `json:"title"`
		Tagline  string `json:"tagline"`
		Overview string `json:"overview"`
	} `json:"data"`
}

type alternative struct {
	Region string `json:"iso_3166_1"`
	Title  string `json:"title"`
}

// A shortPerson is a person in a list.
type shortPerson struct {
	ID           number `json:"id"`
	Name         string `json:"name"`
	OriginalName string `json:"original_name"`
	ProfilePath  string `json:"profile_path"`
	Adult        bool   `json:"adult"`
}

// A wholePerson is a person with their credits.
type wholePerson struct {
	shortPerson
	IMDb        string   `json:"imdb_id"`
	AlsoKnownAs []string `json:"also_known_as"`
	Birthday    string   `json:"birthday"`
	Deathday    string   `json:"deathday"`
	Birthplace  string   `json:"place_of_birth"`
	External    struct {
		IMDb     string `json:"imdb_id"`
		Wikidata string `json:"wikidata_id"`
	} `json:"external_ids"`
	Credits struct {
		Cast []personCredit `json:"cast"`
		Crew []personCredit `json:"crew"`
	} `json:"movie_credits"`
}

// A personCredit is a film with what the person did on it.
type personCredit struct {
	shortFilm
	Character string `json:"character"`
	Job       string `json:"job"`
}

// A page is a part of a list.
type page[T any] struct {
	Page    number `json:"page"`
	Pages   number `json:"total_pages"`
	Results []T    `json:"results"`
}
