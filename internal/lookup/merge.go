package lookup

import (
	"maps"
	"slices"

	"marquee/internal/film"
)

// Merge returns what two records of one film say together. The first goes
// before the second: each field that it leaves empty is taken from the second,
// with its origin. Credits are taken job by job, and certificates and releases
// region by region, so that two sources which differ by a day do not read as two
// releases.
func Merge(first, second film.Film) film.Film {
	m := merger{out: first, from: &second}
	m.out.Ids = first.Ids.Or(second.Ids)
	m.out.Origins = maps.Clone(first.Origins)
	m.out.Credits = slices.Clone(first.Credits)

	fill(&m, "year", &m.out.Year, second.Year)
	fill(&m, "original_title", &m.out.OriginalTitle, second.OriginalTitle)
	fill(&m, "original_language", &m.out.OriginalLanguage, second.OriginalLanguage)
	fill(&m, "popularity", &m.out.Popularity, second.Popularity)
	fill(&m, "status", &m.out.Status, second.Status)
	fill(&m, "minutes", &m.out.Minutes, second.Minutes)
	fill(&m, "tagline", &m.out.Tagline, second.Tagline)
	fill(&m, "synopsis", &m.out.Synopsis, second.Synopsis)
	fill(&m, "aspect_ratio", &m.out.AspectRatio, second.AspectRatio)
	fill(&m, "production", &m.out.Production, second.Production)
	fill(&m, "collection", &m.out.Collection, second.Collection)
	fill(&m, "budget", &m.out.Budget, second.Budget)
	fill(&m, "box_office", &m.out.BoxOffice, second.BoxOffice)
	fill(&m, "poster", &m.out.Poster, second.Poster)
	fill(&m, "score", &m.out.Score, second.Score)

	fillList(&m, "languages", &m.out.Languages, second.Languages)
	fillList(&m, "genres", &m.out.Genres, second.Genres)
	fillList(&m, "distributors", &m.out.Distributors, second.Distributors)
	fillList(&m, "filming_locations", &m.out.FilmingLocations, second.FilmingLocations)
	fillList(&m, "production_companies", &m.out.ProductionCompanies, second.ProductionCompanies)
	fillList(&m, "articles", &m.out.Articles, second.Articles)
	fillList(&m, "trailers", &m.out.Trailers, second.Trailers)

	m.titles()
	m.certificates()
	m.credits()
	m.releases()
	return m.out
}

// merger carries the film that is being put together and the one it takes from.
type merger struct {
	out  film.Film
	from *film.Film
}

// took notes that a field's facts come from the second film.
func (m *merger) took(field film.Field) {
	origin := m.from.OriginOf(field)
	if origin == m.out.OriginOf(field) {
		return
	}
	if m.out.Origins == nil {
		m.out.Origins = make(map[film.Field]film.Origin)
	}
	m.out.Origins[field] = origin
}

func fill[V comparable](m *merger, field film.Field, to *V, from V) {
	var none V
	if *to == none && from != none {
		*to = from
		m.took(field)
	}
}

func fillList[V any](m *merger, field film.Field, to *[]V, from []V) {
	if len(*to) == 0 && len(from) > 0 {
		*to = from
		m.took(field)
	}
}

// titles adds the names that only the second film has, its title among them.
func (m *merger) titles() {
	out := slices.Clone(m.out.OtherTitles)
	known := m.out.Names()
	for _, t := range append([]film.OtherTitle{{Title: m.from.Title}}, m.from.OtherTitles...) {
		if !slices.Contains(known, t.Title) {
			known = append(known, t.Title)
			out = append(out, t)
		}
	}
	m.out.OtherTitles = out
}

func (m *merger) certificates() {
	out := slices.Clone(m.out.Certificates)
	for _, c := range m.from.Certificates {
		if !slices.ContainsFunc(m.out.Certificates, func(x film.Certificate) bool { return x.Region == c.Region }) {
			out = append(out, c)
		}
	}
	if len(m.out.Certificates) == 0 && len(out) > 0 {
		m.took("certificates")
	}
	m.out.Certificates = out
}

func (m *merger) credits() {
	for _, job := range film.Jobs() {
		theirs := m.from.Credits.By(job)
		if len(m.out.Credits.By(job)) == 0 && len(theirs) > 0 {
			m.out.Credits = append(m.out.Credits, theirs...)
			m.took(film.JobField(job))
		}
	}
	slices.SortStableFunc(m.out.Credits, func(a, b film.Credit) int { return int(a.Job) - int(b.Job) })
}

func (m *merger) releases() {
	out := make([]film.Release, 0, len(m.out.Releases)+len(m.from.Releases))
	theirs := make(map[film.Region]bool)
	for _, r := range m.out.Releases {
		theirs[r.Region] = true
		out = append(out, withOrigin(r, &m.out))
	}
	for _, r := range m.from.Releases {
		if !theirs[r.Region] {
			out = append(out, withOrigin(r, m.from))
		}
	}
	m.out.Releases = out
}

// withOrigin returns the release with who said it, where it does not say so
// itself.
func withOrigin(r film.Release, of *film.Film) film.Release {
	if r.Origin == (film.Origin{}) {
		r.Origin = of.OriginOf("releases")
	}
	return r
}

// mergePeople returns what two records of one person say together.
func mergePeople(first, second film.Person) film.Person {
	type work struct {
		film film.ID
		job  film.Job
	}
	out := first
	out.Ids = first.Ids.Or(second.Ids)
	if out.Born.IsZero() {
		out.Born = second.Born
	}
	if out.Died.IsZero() {
		out.Died = second.Died
	}
	out.Filmography = slices.Clone(first.Filmography)
	known := make(map[work]bool)
	for _, c := range first.Filmography {
		known[work{c.Film, c.Job}] = true
	}
	for _, c := range second.Filmography {
		if !known[work{c.Film, c.Job}] {
			out.Filmography = append(out.Filmography, c)
		}
	}
	return out
}
