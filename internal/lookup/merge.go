package lookup

import (
	"cmp"
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
	fillList(&m, "offers", &m.out.Offers, second.Offers)
	fillList(&m, "similar", &m.out.Similar, second.Similar)
	m.out.Adult = first.Adult || second.Adult

	m.titles()
	m.texts()
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
		// The reason behind a mark that both tell is worth having.
		for i := range out {
			if out[i].Region == c.Region && out[i].Mark == c.Mark && out[i].Reason == "" {
				out[i].Reason = c.Reason
			}
		}
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

// texts adds those of the languages that only the second film has.
func (m *merger) texts() {
	out := slices.Clone(m.out.Texts)
	for _, t := range m.from.Texts {
		if !slices.ContainsFunc(m.out.Texts, func(x film.LocalText) bool { return x.Language == t.Language }) {
			out = append(out, t)
		}
	}
	if len(m.out.Texts) == 0 && len(out) > 0 {
		m.took("texts")
	}
	m.out.Texts = out
}

// releases adds those of the second film that the first does not tell: by region
// and by how the film comes out, since a source that knows a festival's date in a
// region need not know the one on which it opens there. Of a region and a way
// that both tell, the first's dates stay, unless they are vague and the second's
// are days of that same time.
func (m *merger) releases() {
	ours := make([]film.Release, 0, len(m.out.Releases))
	for _, r := range m.out.Releases {
		ours = append(ours, withOrigin(r, &m.out))
	}
	var theirs []film.Release
	for _, r := range m.from.Releases {
		told := false
		for _, x := range ours {
			told = told || x.Region == r.Region && sameWay(x.Kind, r.Kind) && !moreExact(r, ours) ||
				x.Region == r.Region && x.Date == r.Date && r.Kind == film.Unspecified
		}
		if !told {
			theirs = append(theirs, withOrigin(r, m.from))
		}
	}
	ours = slices.DeleteFunc(ours, func(x film.Release) bool {
		return slices.ContainsFunc(theirs, func(r film.Release) bool {
			return x.Region == r.Region && sameWay(x.Kind, r.Kind) && within(r.Date, x.Date)
		})
	})
	m.out.Releases = append(ours, theirs...)
}

// sameWay reports whether two kinds may be of one release: those in cinemas are
// one, and a kind that is not told may be any but a premiere.
func sameWay(a, b film.ReleaseKind) bool {
	cinema := func(k film.ReleaseKind) bool { return k == film.Theatrical || k == film.Limited }
	switch {
	case a == b, cinema(a) && cinema(b):
		return true
	case a == film.Unspecified:
		return b != film.Premiere
	case b == film.Unspecified:
		return a != film.Premiere
	}
	return false
}

// within reports whether an exact date lies in the time that a vague one names.
func within(exact, vague film.Date) bool {
	return exact.Precision() > vague.Precision() &&
		vague.First().Compare(exact.First()) <= 0 && exact.Last().Compare(vague.Last()) <= 0
}

// moreExact reports whether every date that ours have of r's region and way is a
// vague one that r's lies in.
func moreExact(r film.Release, ours []film.Release) bool {
	for _, x := range ours {
		if x.Region == r.Region && sameWay(x.Kind, r.Kind) && !within(r.Date, x.Date) {
			return false
		}
	}
	return true
}

// withOrigin returns the release with who said it, where it does not say so
// itself.
func withOrigin(r film.Release, of *film.Film) film.Release {
	if r.Origin == (film.Origin{}) {
		r.Origin = of.OriginOf("releases")
	}
	return r
}

// MergeAll returns what records of one film say together, the most trusted first.
// The zero Film is nothing.
func MergeAll(records ...film.Film) film.Film {
	var out film.Film
	for i, f := range records {
		if i == 0 {
			out = f
			continue
		}
		out = Merge(out, f)
	}
	return out
}

// MergePeople returns what two records of one person say together, each film and
// job once. The first goes before the second.
func MergePeople(first, second film.Person) film.Person {
	out := first
	out.Ids = first.Ids.Or(second.Ids)
	out.Name = cmp.Or(first.Name, second.Name)
	if out.Born.IsZero() {
		out.Born = second.Born
	}
	if out.Died.IsZero() {
		out.Died = second.Died
	}
	out.Birthplace = cmp.Or(first.Birthplace, second.Birthplace)
	out.Portrait = cmp.Or(first.Portrait, second.Portrait)
	out.OtherNames = slices.Clone(first.OtherNames)
	for _, n := range append([]string{second.Name}, second.OtherNames...) {
		if n != "" && n != out.Name && !slices.Contains(out.OtherNames, n) {
			out.OtherNames = append(out.OtherNames, n)
		}
	}
	if out.Origin == (film.Origin{}) {
		out.Origin = second.Origin
	}
	out.Filmography = mergeWork(first.Filmography, second.Filmography)
	return out
}

// mergeWork returns the credits of both lists, each film and job once.
func mergeWork(first, second []film.PersonCredit) []film.PersonCredit {
	out := slices.Clone(first)
	byTitle := make(map[string][]int, len(first))
	add := func(i int) {
		key := film.Fold(out[i].Title)
		byTitle[key] = append(byTitle[key], i)
	}
	for i := range out {
		add(i)
	}
	byFilm := make(map[film.ID][]int)
	for i, c := range out {
		if c.Film != 0 {
			byFilm[c.Film] = append(byFilm[c.Film], i)
		}
	}
	byIds := make(map[film.Aliases][]int)
	for i, c := range out {
		if !c.Ids.IsZero() {
			byIds[c.Ids] = append(byIds[c.Ids], i)
		}
	}
	for _, c := range second {
		at := -1
		for _, list := range [][]int{byTitle[film.Fold(c.Title)], byFilm[c.Film], byIds[c.Ids]} {
			for _, i := range list {
				if out[i].Job == c.Job && sameWork(out[i], c) {
					at = i
				}
			}
		}
		if at < 0 {
			out = append(out, c)
			continue
		}
		x := &out[at]
		if x.Film == 0 {
			x.Film = c.Film
		}
		x.Ids = x.Ids.Or(c.Ids)
		x.As, x.Note = cmp.Or(x.As, c.As), cmp.Or(x.Note, c.Note)
		if x.Year == 0 {
			x.Year = c.Year
		}
		if x.Date.IsZero() {
			x.Date = c.Date
		}
	}
	return out
}
