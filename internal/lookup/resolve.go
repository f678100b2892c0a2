package lookup

import (
	"context"
	"slices"

	"marquee/internal/film"
)

// A Verdict says how sure it is which film or person is meant.
type Verdict uint8

const (
	// None: nothing fits. Others holds the nearest names.
	None Verdict = iota
	// One: Found is meant, and nothing else could be.
	One
	// Leading: Found is most likely meant; Others could be.
	Leading
	// Several: one of Others is meant, and it cannot be said which.
	Several
)

// A Resolution is what a typed name turned out to mean.
type Resolution struct {
	Verdict Verdict
	Found   film.Listing   // of One and Leading
	Others  []film.Listing // the likeliest first
	// Guessed says that the name was not typed as it is written, but for case,
	// accents, punctuation, articles and the way of writing numbers.
	Guessed bool
	// YearMissed says that a year was asked for in which nothing of that name
	// came out; the other fields then go without the year.
	YearMissed bool
	// Query is what was looked for.
	Query Query
}

// Bounds of what is gathered and given.
const (
	maxOthers  = 24
	maxNearest = 3
)

// rivalry is how much further off than the best name another may be and still
// be offered beside it, and tie how much further and still be as likely, of
// names that were not typed as they are; one that was ties with its like alone.
const (
	rivalry = 1.0
	tie     = 0.15
)

// ResolveFilm finds the film that somebody means by a title, an id or a link;
// year is one asked for apart, or 0. An id that no shelf knows gives None. It
// fails only when a shelf cannot be read.
func (l *Library) ResolveFilm(ctx context.Context, title string, year int) (Resolution, error) {
	q := ParseQuery(title, year)
	if q.ID != 0 || !q.Alias.IsZero() {
		return l.filmByID(ctx, q)
	}
	return l.resolve(ctx, q, Shelf.Films)
}

// ResolvePerson finds the person that somebody means by a name or an id of
// ours. It fails only when a shelf cannot be read.
func (l *Library) ResolvePerson(ctx context.Context, name string) (Resolution, error) {
	q := ParseQuery(name, 0)
	if q.ID != 0 || !q.Alias.IsZero() {
		return l.personByID(ctx, q)
	}
	q.Year = 0
	return l.resolve(ctx, q, Shelf.People)
}

func (l *Library) resolve(ctx context.Context, q Query, index func(Shelf) Index) (Resolution, error) {
	all, err := l.gather(ctx, q.Name, index)
	if err != nil {
		return Resolution{}, err
	}
	// A number behind a title is a part of it where that title exists
	// ("Blade Runner 2049"), else the year.
	if split, ok := q.SplitYear(); ok && !slices.ContainsFunc(all, candidate.same) {
		apart, err := l.gather(ctx, split.Name, index)
		if err != nil {
			return Resolution{}, err
		}
		if slices.ContainsFunc(apart, func(c candidate) bool { return c.same() || c.Year == split.Year }) || len(all) == 0 {
			q, all = split, apart
		}
	}
	r := Resolution{Query: q}
	if q.Year != 0 {
		of := ofYear(all, q.Year)
		r.YearMissed = len(of) == 0 && len(all) > 0
		if !r.YearMissed {
			all = of
		}
	}
	return decide(r, all), nil
}

// ofYear returns the candidates of a year, or, where there are none, those one
// year off: catalogues differ by a year between first showing and release.
func ofYear(all []candidate, year int) []candidate {
	for off := range 2 {
		of := slices.DeleteFunc(slices.Clone(all), func(c candidate) bool {
			return c.Year != year-off && c.Year != year+off
		})
		if len(of) > 0 {
			return of
		}
	}
	return nil
}

// decide says which of the candidates, all of them plausible and in order of
// cost, is meant.
//
// A name that was typed as it is goes before all others; of several such the
// one meant is the one that clearly leads (Leads), else it has to be asked.
// Names that may have been meant all the same are offered beside it
// (candidate.beside). Where no name was typed
// as it is, the nearest one is meant when every other is further off by more
// than a tie, or when it clearly leads those that are not; but when too little of
// it was typed rightly to be sure (typed.surely), it is asked for as well.
func decide(r Resolution, all []candidate) Resolution {
	if len(all) == 0 {
		return r
	}
	best := all[0].cost
	r.Guessed = !all[0].same()
	var tied, rivals []candidate
	for _, c := range all {
		switch {
		case c.cost == best, r.Guessed && c.cost <= best+tie:
			tied = append(tied, c)
		case c.same(), r.Guessed && c.cost <= best+rivalry, !r.Guessed && c.beside(all[0]):
			rivals = append(rivals, c)
		}
	}
	slices.SortStableFunc(tied, func(a, b candidate) int { return byPopularity(a.Listing, b.Listing) })
	found := len(tied) == 1 || Leads(tied[0].Popularity, tied[1].Popularity)
	if r.Guessed && !tied[0].sure {
		found = false
	}
	likely := append(tied, rivals...)
	if found {
		r.Found = likely[0].Listing
		likely = likely[1:]
	}
	for _, c := range likely[:min(len(likely), maxOthers)] {
		r.Others = append(r.Others, c.Listing)
	}
	switch {
	case found && len(r.Others) == 0:
		r.Verdict = One
	case found:
		r.Verdict = Leading
	default:
		r.Verdict = Several
	}
	return r
}

// beside reports whether c may be meant though another name was typed as it is:
// a name within one letter of it, or one that goes on from it and clearly leads
// it, as the films of "The Lord of the Rings" do the older one of that name.
func (c candidate) beside(exact candidate) bool {
	if c.part {
		return c.begins && c.mistakes == 0 && Leads(c.Popularity, exact.Popularity)
	}
	return c.cost <= exact.cost+rivalry && c.numbers
}
