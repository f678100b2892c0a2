package tmdb_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"golang.org/x/text/language"

	"marquee/internal/film"
	"marquee/internal/tmdb"
	"marquee/internal/tmdb/tmdbtest"
)

// dates writes releases one to a line, in the order in which they come.
func dates(f *film.Film) []string {
	var out []string
	for _, r := range f.Releases {
		line := fmt.Sprintf("%s %s %s", r.Region, r.Date, r.Kind)
		for _, more := range []string{strings.Join(r.Languages, "+"), r.Certificate, r.Note} {
			if more != "" {
				line += ", " + more
			}
		}
		out = append(out, line)
	}
	return out
}

func credits(f *film.Film, j film.Job) []string {
	var out []string
	for _, c := range f.Credits.By(j) {
		line := c.Name
		if c.As != "" {
			line += " as " + c.As
		}
		if c.Note != "" {
			line += " (" + c.Note + ")"
		}
		out = append(out, line)
	}
	return out
}

func same(t *testing.T, what string, got, want any) {
	t.Helper()
	if d := cmp.Diff(want, got, cmpopts.EquateComparable(film.Date{}, film.Popularity{})); d != "" {
		t.Errorf("%s (-want +got):\n%s", what, d)
	}
}

func TestFilmTellsThePage(t *testing.T) {
	today := film.DateOf(time.Now().UTC())
	f := fetch(t, ofDouble(t, tmdbtest.New(t)), film.Aliases{TMDB: neverLetMeGo})
	same(t, "headline", []any{f.Title, f.Year, f.Minutes, f.Genres, f.Status, f.ProductionCompanies},
		[]any{"Never Let Me Go", 2010, 103, []string{"Drama", "Romance"}, film.Released, []string{"DNA Films", "Film4"}})
	for job, want := range map[film.Job][]string{
		film.Director:          {"Mark Romanek"},
		film.Writer:            {"Alex Garland", "Kazuo Ishiguro"},
		film.Producer:          {"Alex Garland", "Andrew Macdonald", "Allon Reich"},
		film.CoProducer:        {"Richard Hewitt"},
		film.ExecutiveProducer: {"Mark Romanek", "Tessa Ross"},
		film.ArtDirection:      {"Denis Schnegg"},
		film.Casting:           {"Kate Dowd"},
		film.CostumeDesign:     {"Rachael Fleming", "Steven Noble"},
		film.Photography:       {"Adam Kimmel"},
		film.Editor:            {"Barney Pilling"},
		film.MakeUp:            {"Sian Grigg"},
		film.Music:             {"Rachel Portman"},
		film.ProductionDesign:  {"Mark Digby"},
		film.SetDecoration:     {"Michelle Day"},
		film.OtherJob:          nil,
	} {
		same(t, job.String(), credits(&f, job), want)
	}
	cast := f.Credits.By(film.Cast).Names()
	if len(cast) != 19 || cast[0] != "Keira Knightley" || cast[18] != "Chidi Chickwe" {
		t.Errorf("cast: %q", cast)
	}
	same(t, "releases", dates(&f), []string{"GB 2011-01-14 theatrical", "BE 2011-02-09 theatrical",
		"FR 2011-02-09 theatrical", "DE 2011-02-24 theatrical", "US 2010-09-15 theatrical, R"})
	same(t, "certificates", f.Certificates, []film.Certificate{{Region: "US", Mark: "R"}})
	if o := f.Origin; o.Source != tmdb.Name || o.AsOf.Before(today) {
		t.Errorf("origin %+v", o)
	}
}

func TestFilmTellsAllThatTMDBHas(t *testing.T) {
	f := fetch(t, ofDouble(t, tmdbtest.New(t)), film.Aliases{TMDB: tide2019})
	same(t, "ids", f.Ids, film.Aliases{IMDb: "tt990000021", TMDB: tide2019, Wikidata: "Q9900000021"})
	same(t, "titles", []string{f.Title, f.OriginalTitle, f.OriginalLanguage, f.Tagline, f.Collection},
		[]string{"The Lamplighter’s Tide", "La marée de l’allumeur", "fr", "The sea keeps its own hours.", "The Harbour Collection"})
	same(t, "languages, without cn and xx", f.Languages, []string{"fr", "yue"})
	same(t, "other titles, without the region of the Soviet Union", f.OtherTitles,
		[]film.OtherTitle{{Title: "Lamplighter", Region: "US"}, {Title: "Прилив фонарщика"}})
	same(t, "money", []film.Money{f.Budget, f.BoxOffice}, []film.Money{{Amount: 4000000, Currency: "USD"}, {Amount: 9100000, Currency: "USD"}})
	same(t, "score", f.Score, film.Score{Value: 7.4, Votes: 1203})
	if n, known := f.Popularity.Count(); n != 1203 || !known {
		t.Errorf("popularity %d, %t; want the votes", n, known)
	}
	same(t, "poster", f.Poster, "https://image.tmdb.org/t/p/w500/lamplighterInvented.jpg")
	same(t, "cast", credits(&f, film.Cast), []string{"Odile Invented as Maren Vauquelin", "Tobias Madeup as The Keeper / Old Keeper", "Ines Fictive"})
	same(t, "writers", credits(&f, film.Writer), []string{"Perrine Imagined (screenplay)", "Anselm Nobody (novel)"})
	same(t, "other jobs", credits(&f, film.OtherJob), []string{"Max Imaginary (Stunts)"})
	if id := f.Credits.By(film.Director)[0].Ids.TMDB; id == 0 || id != f.Credits.By(film.Writer)[0].Ids.TMDB {
		t.Errorf("the director's id is %d, which is not that of the writer", id)
	}
	same(t, "releases: no blank date, none of XK, one a language, the anniversary beside the first", dates(&f), []string{
		"DE 2019-02-12 premiere, Festival of the Invented", "DE 2019-05-09 theatrical, 12",
		"CH 2019-05-02 theatrical, de, 12", "CH 2019-05-08 theatrical, fr, 12",
		"FR 2019-03-20 theatrical, U", "FR 2024-03-20 theatrical, 5th anniversary", "FR 2019-07-20 digital",
		"SG 2019-06-06 theatrical, M18", "US 2019-08-16 limited, PG-13", "US 2019-11-05 physical",
		"GB 2019-06-14 theatrical, 12A"})
	same(t, "certificates", f.Certificates, []film.Certificate{{Region: "DE", Mark: "12"}, {Region: "CH", Mark: "12"},
		{Region: "FR", Mark: "U"}, {Region: "SG", Mark: "M18"}, {Region: "US", Mark: "PG-13"}, {Region: "GB", Mark: "12A"}})
	same(t, "trailers", f.Trailers, []film.Trailer{{Name: "Bande-annonce", YouTube: "trailerOff1", Language: "fr"},
		{Name: "Teaser", YouTube: "teaserOff01", Language: "en"}, {Name: "Fan trailer", YouTube: "trailFan001", Language: "en"},
		{Name: "A clip", YouTube: "clipInvent1", Language: "en"}})
	const page = "https://www.themoviedb.org/movie/900002/watch?locale="
	same(t, "offers", f.Offers, []film.Offer{
		{Region: "FR", Kind: film.Stream, Provider: "Invented Stream", URL: page + "FR"},
		{Region: "FR", Kind: film.Rent, Provider: "Made-up Rentals", URL: page + "FR"},
		{Region: "FR", Kind: film.Rent, Provider: "Invented Shop", URL: page + "FR"},
		{Region: "FR", Kind: film.Buy, Provider: "Invented Shop", URL: page + "FR"},
		{Region: "GB", Kind: film.Free, Provider: "Fictive Free", URL: page + "GB"},
		{Region: "GB", Kind: film.Ads, Provider: "Fictive Ads", URL: page + "GB"}})
	same(t, "origin of the offers", f.OriginOf("offers").Source, tmdb.OffersFrom)
	same(t, "similar, without the pornographic one", f.Similar,
		[]film.Related{{Ids: film.Aliases{TMDB: paperHarbour}, Title: "Paper Harbour", Year: 2027}})
	var tags []string
	for _, text := range f.Texts {
		tags = append(tags, text.Language)
	}
	same(t, "tags of the texts", tags, []string{"de-DE", "pt-BR", "it-IT", "de-AT"})
	same(t, "title for readers of German", f.In(language.German).Title, "Die Gezeiten des Laternenanzünders")
	same(t, "title for readers of Portuguese", f.In(language.BrazilianPortuguese).Title, "A Maré do Acendedor")
}

func TestFilmWithHardlyAnything(t *testing.T) {
	f := fetch(t, ofDouble(t, tmdbtest.New(t)), film.Aliases{TMDB: sparseFilm})
	want := film.Film{Ids: film.Aliases{TMDB: sparseFilm}, Title: "Nobody’s Weather", OriginalTitle: "Nobody’s Weather",
		Minutes: 64, Status: film.Rumoured, Origin: f.Origin}
	same(t, "film", f, want)
	if _, known := f.Popularity.Count(); known {
		t.Error("a popularity of null is known")
	}
}

// A 1 January stands for its year where nothing speaks for the day.
func TestNewYearsDay(t *testing.T) {
	date := func(region, day, cert, note string) string {
		return fmt.Sprintf(`{"iso_3166_1":%q,"release_dates":[{"type":3,"release_date":"%sT00:00:00.000Z","certification":%q,"note":%q}]}`, region, day, cert, note)
	}
	for _, tt := range []struct {
		name string
		in   []string
		want []string
	}{
		{"alone", []string{date("GB", "1966-01-01", "", "")}, []string{"GB 1966 theatrical"}},
		{"in two regions and nothing else", []string{date("GB", "1966-01-01", "", ""), date("IE", "1966-01-01", "", "")},
			[]string{"GB 1966 theatrical", "IE 1966 theatrical"}},
		{"with a certificate", []string{date("US", "2010-01-01", "R", "")}, []string{"US 2010-01-01 theatrical, R"}},
		{"with a note", []string{date("US", "2010-01-01", "", "New York")}, []string{"US 2010-01-01 theatrical, New York"}},
		{"beside another day", []string{date("US", "2010-01-01", "", ""), date("GB", "2010-02-05", "", "")},
			[]string{"US 2010-01-01 theatrical", "GB 2010-02-05 theatrical"}},
		{"another day alone", []string{date("US", "2010-01-02", "", "")}, []string{"US 2010-01-02 theatrical"}},
		{"a blank certificate counts as none", []string{date("US", "2010-01-01", " ", "")}, []string{"US 2010 theatrical"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			body := `{"id":7,"title":"Invented","release_dates":{"results":[` + strings.Join(tt.in, ",") + `]}}`
			f := fetch(t, say(200, body).client(t), film.Aliases{TMDB: 7})
			same(t, "dates", dates(&f), tt.want)
		})
	}
}

// A day is taken as it is written, in whatever zone the machine is.
func TestDaysAreNotShifted(t *testing.T) {
	for in, want := range map[string][]string{
		"2013-02-14T00:00:00.000Z":      {"GB 2013-02-14 theatrical"},
		"2013-02-14T23:59:59.000-11:00": {"GB 2013-02-14 theatrical"},
		"2013-02-14":                    {"GB 2013-02-14 theatrical"},
		"2013-02-14 00:00:00 UTC":       {"GB 2013-02-14 theatrical"},
		"":                              nil, "0000-00-00": nil, "2013-02-30T00:00:00.000Z": nil, "2013-02-143": nil, "2013": nil,
	} {
		body := `{"id":7,"title":"Invented","release_dates":{"results":[{"iso_3166_1":"GB","release_dates":[{"type":3,"release_date":"` + in + `"}]}]}}`
		f := fetch(t, say(200, body).client(t), film.Aliases{TMDB: 7})
		same(t, in, dates(&f), want)
	}
}

// What is too long, broken or of another type is made fit or left out.
func TestOddFilmsPassTheCheck(t *testing.T) {
	long := strings.Repeat("é", 30_000)
	body := `{"id":"7","title":"  Two\nlines\u0000 ","original_title":"` + long + `","overview":"a\r\nb\u0007` + long + `","original_language":"zzzz",
		"runtime":999999,"vote_average":"99","vote_count":3,"budget":-5,"revenue":1e300,"imdb_id":"tt1/../2","poster_path":"/../x?y",
		"genres":"none","adult":"yes","status":7,"production_companies":[{"name":" "},{"name":"` + long + `"},5],
		"external_ids":{"wikidata_id":"Q0"},
		"credits":{"cast":[{"name":""},{"id":-4,"name":"A","character":"` + long + `","order":"2"},{"id":3,"name":"B","order":1}],"crew":{"a":1}},
		"release_dates":{"results":[{"iso_3166_1":"us","release_dates":[{"type":"3","release_date":"2010-01-05","certification":"` + long + `","iso_639_1":"xyzzy"},{"type":9,"release_date":"2010-01-05"}]}]},
		"videos":{"results":[{"site":"YouTube","key":"\"><script>","type":"Trailer"}]},
		"watch/providers":{"results":{"GB":{"link":"javascript:alert(1)","flatrate":[{"provider_name":"P"},{"provider_name":"P"},{"provider_name":""}]}}},
		"translations":{"translations":[{"iso_639_1":"de","iso_3166_1":"XK","data":{"title":"T"}},{"iso_639_1":"!!","data":{"title":"T"}}]},
		"similar":{"results":[{"id":0,"title":"x"},{"id":4}]}}`
	f := fetch(t, say(200, body).client(t), film.Aliases{TMDB: 7})
	same(t, "title", f.Title, "Two lines")
	same(t, "cast", credits(&f, film.Cast)[0], "B")
	same(t, "dates", len(f.Releases), 1)
	same(t, "offers", f.Offers, []film.Offer{{Region: "GB", Kind: film.Stream, Provider: "P"}})
	same(t, "texts", f.Texts, []film.LocalText{{Language: "de", Title: "T"}})
	same(t, "what is left out", []any{f.Ids, f.Poster, f.Trailers, f.Similar, f.Budget, f.Score.Votes, f.Minutes},
		[]any{film.Aliases{TMDB: 7}, "", []film.Trailer(nil), []film.Related(nil), film.Money{}, 0, 0})
}

// One person in one job stands once, but with each part and each way of writing.
func TestCreditsStandOnce(t *testing.T) {
	body := `{"id":7,"title":"Invented","credits":{
		"cast":[{"id":2,"name":"B","character":"Twin","order":5},{"id":2,"name":"B","character":"Other twin","order":6},{"id":1,"name":"A","order":0}],
		"crew":[{"id":3,"name":"C","job":"Screenplay"},{"id":3,"name":"C","job":"Story"},{"id":3,"name":"C","job":"Story"},{"id":4,"name":"C","job":"Story"},{"id":3,"name":"C","job":"Director"},{"id":3,"name":"C","job":"Second Unit Director"}]}}`
	f := fetch(t, say(200, body).client(t), film.Aliases{TMDB: 7})
	same(t, "cast", credits(&f, film.Cast), []string{"A", "B as Twin", "B as Other twin"})
	same(t, "writers, of whom two have one name", credits(&f, film.Writer), []string{"C (screenplay)", "C (story)", "C (story)"})
	same(t, "directors", credits(&f, film.Director), []string{"C"})
	same(t, "others", credits(&f, film.OtherJob), []string{"C (Second Unit Director)"})
}

func TestFilmByOtherIds(t *testing.T) {
	d := tmdbtest.New(t)
	c := ofDouble(t, d)
	for _, ids := range []film.Aliases{{IMDb: "tt990000021"}, {Wikidata: "Q9900000021"}, {IMDb: "tt0000001", Wikidata: "Q9900000021"}} {
		if f := fetch(t, c, ids); f.Ids.TMDB != tide2019 {
			t.Errorf("%+v is film %d", ids, f.Ids.TMDB)
		}
	}
	asked := d.Count()
	for _, ids := range []film.Aliases{{}, {TMDB: -1}, {IMDb: "tt1/../../person/5"}, {IMDb: "nm990000031"}, {Wikidata: "Q1%2F2"}} {
		if _, err := c.Film(t.Context(), ids); !errors.Is(err, film.ErrNotFound) {
			t.Errorf("%+v: %v", ids, err)
		}
	}
	if d.Count() != asked {
		t.Errorf("ids that are none were asked for: %q", d.Requests()[asked:])
	}
	for _, ids := range []film.Aliases{{TMDB: 5}, {IMDb: "tt0000001"}} {
		if _, err := c.Film(t.Context(), ids); !errors.Is(err, film.ErrNotFound) {
			t.Errorf("%+v: %v", ids, err)
		}
	}
}

func TestFilmIsOneRequest(t *testing.T) {
	d := tmdbtest.New(t)
	fetch(t, ofDouble(t, d), film.Aliases{TMDB: tide2019})
	if asked := d.Requests(); len(asked) != 1 || strings.Count(asked[0], "%2C") >= 20 {
		t.Errorf("%q", asked)
	}
}

func TestEveryFilmOfTheDoublePassesTheCheck(t *testing.T) {
	c := ofDouble(t, tmdbtest.New(t))
	for id := neverLetMeGo; id <= sparseFilm; id++ {
		fetch(t, c, film.Aliases{TMDB: id})
	}
	if f := fetch(t, c, film.Aliases{TMDB: adultFilm}); !f.Adult {
		t.Error("not marked as pornographic")
	}
	if f := fetch(t, c, film.Aliases{TMDB: tide1966}); !slices.Equal(dates(&f), []string{"GB 1966 theatrical"}) {
		t.Errorf("%q", dates(&f))
	}
}
