package main

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"marquee/internal/chat"
	"marquee/internal/config"
	"marquee/internal/film"
	"marquee/internal/lookup"
	"marquee/internal/remind"
	"marquee/internal/settings"
	"marquee/store"
)

// here is where a subscription on the line posts.
var here = chat.Target{Platform: "simulation", Channel: "here"}

// A line is a subscription on the command line, in a store of its own.
type line struct {
	house    *house
	config   config.Config
	settings settings.Settings
	sub      remind.Subscription
	store    *store.Store // nil until it has begun
}

// subscribing reads a subscription.
func (h *house) subscribing(ctx context.Context, s simulation, c config.Config, defaults settings.Settings) (*line, error) {
	subject, err := h.subject(ctx, s.subscribe)
	if err != nil {
		return nil, err
	}
	l := &line{house: h, config: c, settings: defaults, sub: remind.NewSubscription(here, subject)}
	if s.regions != "" {
		if l.sub.Regions, err = film.ParseRegions(s.regions); err != nil {
			return nil, cannot("--regions: %v; write codes or names, such as GB,France", err)
		}
	}
	if s.kinds != "" {
		l.sub.Kinds = nil
		for text := range strings.SplitSeq(s.kinds, ",") {
			k, err := film.ParseReleaseKind(text)
			if err != nil {
				return nil, cannot("--kinds: %v", err)
			}
			l.sub.Kinds = append(l.sub.Kinds, k)
		}
	}
	if s.days != "" {
		l.sub.Leads = nil
		for text := range strings.SplitSeq(s.days, ",") {
			n, err := strconv.Atoi(strings.TrimSpace(text))
			if err != nil || n < 0 || n > remind.MaxLead {
				return nil, cannot("--days: %q is no number from 0 to %d; write some like 30,7,0", text, remind.MaxLead)
			}
			l.sub.Leads = append(l.sub.Leads, n)
		}
	}
	return l, l.sub.Check()
}

func cannot(format string, args ...any) error { return lineError(fmt.Sprintf(format, args...)) }

// subject reads what is followed: a kind and a name.
func (h *house) subject(ctx context.Context, typed string) (remind.Subject, error) {
	kind, name, _ := strings.Cut(strings.TrimSpace(typed), " ")
	name = strings.TrimSpace(name)
	if name == "" || len(name) > lookup.MaxName {
		return remind.Subject{}, cannot("--subscribe wants film TITLE, person NAME, genre NAME or region NAME, not %.40q", typed)
	}
	switch strings.ToLower(kind) {
	case "film":
		r, err := h.library.ResolveFilm(ctx, name, 0)
		found, err := meant(r, err, "film", name)
		return remind.Film(found.FilmID()), err
	case "person":
		r, err := h.library.ResolvePerson(ctx, name)
		found, err := meant(r, err, "person", name)
		return remind.Person(found.PersonID()), err
	case "genre":
		return remind.Genre(name), nil
	case "region":
		r, err := film.ParseRegion(name)
		if err != nil {
			return remind.Subject{}, cannot("there is no region %q; write a code or a name, such as GB or France", name)
		}
		return remind.WholeRegion(r), nil
	}
	return remind.Subject{}, cannot("%q cannot be followed, only a film, a person, a genre or a region", kind)
}

// meant returns what a name surely means.
func meant(r lookup.Resolution, err error, what, name string) (film.Listing, error) {
	switch {
	case err != nil:
		return film.Listing{}, err
	case r.Verdict == lookup.One || r.Verdict == lookup.Leading && !r.Guessed:
		return r.Found, nil
	case r.Verdict == lookup.None:
		return film.Listing{}, fmt.Errorf("no %s %q is known here; marquee chat -c '/%s %s' asks the sources", what, name, what, name)
	}
	names := make([]string, 0, 5)
	for _, o := range append([]film.Listing{r.Found}, r.Others...) {
		if o.Name == "" || len(names) == cap(names) {
			continue
		}
		if o.Year != 0 {
			o.Name = fmt.Sprintf("%s (%d)", o.Name, o.Year)
		}
		names = append(names, o.Name)
	}
	return film.Listing{}, fmt.Errorf("%q may mean %s", name, strings.Join(names, " or "))
}

// period returns the days to simulate. Where none is given, those of a film are
// from its first reminder to its last release.
func (l *line) period(ctx context.Context, first, last film.Date) (film.Date, film.Date) {
	if l.sub.Subject.Kind != remind.OfFilm || !first.IsZero() || !last.IsZero() {
		return orToday(first, last)
	}
	f, err := l.house.library.Mature().Film(ctx, l.sub.Subject.Film)
	if err != nil {
		return orToday(first, last)
	}
	regions := l.sub.Regions
	if len(regions) == 0 {
		regions = l.settings.Regions
	}
	for _, r := range f.Releases {
		if r.Date.Precision() != film.PrecisionDay || !slices.Contains(regions, r.Region) {
			continue
		}
		if first.IsZero() || r.Date.Before(first) {
			first = r.Date
		}
		if last.IsZero() || last.Before(r.Date) {
			last = r.Date
		}
	}
	if first.IsZero() {
		return orToday(first, last)
	}
	return first.AddDays(-l.sub.Leads[0]), last
}

// begin makes the subscription at the beginning of the first day, with what is
// known of its films.
func (l *line) begin(ctx context.Context, first, last film.Date) (*remind.Book, error) {
	var err error
	if l.store, err = store.OpenMemory(ctx); err != nil {
		return nil, err
	}
	c := l.config
	c.Timezone, c.AnnounceAt = l.settings.Zone, l.settings.Hour
	book := newBook(l.store, c, nil)
	at := first.In(l.settings.Location(), 0, 0)
	quiet := *l.house
	quiet.live = nil // no source is asked
	ids, err := finder{house: &quiet}.Matching(ctx, l.sub.Subject, first, last.AddDays(l.sub.Leads[0]+7), mostSeen)
	if err != nil {
		return nil, err
	}
	for _, id := range ids {
		told, err := l.house.told(ctx, id)
		if err != nil {
			return nil, err
		}
		for _, t := range told {
			if err := book.Observe(ctx, t.source, t.film, at); err != nil {
				return nil, err
			}
		}
	}
	_, _, err = book.Subscribe(ctx, l.sub, at)
	return book, err
}

func (l *line) close() {
	if l.store != nil {
		_ = l.store.Close() // it was in memory
	}
}
