package lookup_test

import (
	"context"
	"errors"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"marquee/internal/catalogue"
	"marquee/internal/film"
	"marquee/internal/lookup"
	"marquee/store"
)

// source is a source that knows a few films and people, or does not answer.
type source struct {
	name   string
	films  []film.Film
	people []film.Person
	fail   error
	silent bool

	mu    sync.Mutex
	calls int
}

func (s *source) Name() string { return s.name }

func (s *source) answer(ctx context.Context) error {
	s.mu.Lock()
	s.calls++
	s.mu.Unlock()
	if s.silent {
		<-ctx.Done()
		return ctx.Err()
	}
	return s.fail
}

func (s *source) SearchFilms(ctx context.Context, title string, _ int) (out []film.Film, err error) {
	for _, f := range s.films {
		if slices.ContainsFunc(f.Names(), func(n string) bool { return film.Fold(n) == film.Fold(title) }) {
			out = append(out, film.Film{Title: f.Title, Year: f.Year, Ids: f.Ids, OtherTitles: f.OtherTitles})
		}
	}
	return out, s.answer(ctx)
}

func (s *source) Film(ctx context.Context, ids film.Aliases) (film.Film, error) {
	if err := s.answer(ctx); err != nil {
		return film.Film{}, err
	}
	for _, f := range s.films {
		if f.Ids.Shares(ids) {
			f.Origin = film.Origin{Source: s.name, AsOf: film.DateOf(time.Now().UTC())}
			return f, nil
		}
	}
	return film.Film{}, film.ErrNotFound
}

func (s *source) SearchPeople(ctx context.Context, name string) (out []film.Person, err error) {
	for _, p := range s.people {
		if film.Fold(p.Name) == film.Fold(name) {
			out = append(out, film.Person{Name: p.Name, Ids: p.Ids})
		}
	}
	return out, s.answer(ctx)
}

func (s *source) Person(ctx context.Context, ids film.Aliases) (film.Person, error) {
	if err := s.answer(ctx); err != nil {
		return film.Person{}, err
	}
	for _, p := range s.people {
		if p.Ids.Shares(ids) {
			return p, nil
		}
	}
	return film.Person{}, film.ErrNotFound
}

func (s *source) Coming(ctx context.Context, region film.Region, _ []film.ReleaseKind, first, last film.Date, _ int) (out []film.Film, err error) {
	for _, f := range s.films {
		for _, r := range f.Releases {
			if r.Region == region && first.Compare(r.Date) <= 0 && r.Date.Compare(last) <= 0 {
				out = append(out, film.Film{Title: f.Title, Year: f.Year, Ids: f.Ids})
			}
		}
	}
	return out, s.answer(ctx)
}

// asked returns how often the source was asked since the last time.
func (s *source) asked() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := s.calls
	s.calls = 0
	return n
}

// live is a library of a store and the bundled films, with sources.
func live(t *testing.T, sources ...lookup.Source) (*lookup.Library, *lookup.Live) {
	t.Helper()
	kept, err := store.OpenMemory(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { kept.Close() })
	library := lookup.New(kept, bundled(t))
	l := lookup.NewLive(lookup.LiveOptions{Library: library, Keeper: kept, Sources: sources})
	t.Cleanup(l.Close)
	return library, l
}

var bundled = func() func(*testing.T) *catalogue.Catalogue {
	open := sync.OnceValues(catalogue.Open)
	return func(t *testing.T) *catalogue.Catalogue {
		c, err := open()
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
}()

// seedAt is the seed film as a source that knows it under its own number says it.
func seedAt(ids film.Aliases) film.Film {
	return film.Film{
		Title: "Never Let Me Go", Year: 2010, Ids: ids, Minutes: 103, OriginalLanguage: "en",
		Credits: film.Credits{
			{Job: film.Cast, Name: "Carey Mulligan", Ids: film.Aliases{TMDB: 1}},
			{Job: film.Cast, Name: "Andrew Garfield", Ids: film.Aliases{TMDB: 2}},
			{Job: film.Cast, Name: "Keira Knightley", Ids: film.Aliases{TMDB: 3}},
			{Job: film.OtherJob, Name: "Paula Invented", Note: "Foley Artist", Ids: film.Aliases{TMDB: 4}},
		},
	}
}

func ask(t *testing.T, l *lookup.Live, q lookup.Question) {
	t.Helper()
	if troubles := l.Ask(t.Context(), q); len(troubles) > 0 {
		t.Fatalf("asking %s: %v", q, troubles)
	}
}

func TestAskedFilmIsTheBundledOne(t *testing.T) {
	at := &source{name: "TMDB", films: []film.Film{
		seedAt(film.Aliases{TMDB: 101}),
		{Title: "Never Let Me Go", Year: 1953, Ids: film.Aliases{TMDB: 102}, Minutes: 12, OriginalLanguage: "fr"},
	}}
	library, l := live(t, at)
	before, err := library.ResolveFilm(t.Context(), "Never Let Me Go", 2010)
	if err != nil || before.Verdict != lookup.One {
		t.Fatalf("without the source: %+v, %v", before, err)
	}
	q := lookup.Question{Title: "Never Let Me Go"}
	if state, _, err := l.State(t.Context(), q); err != nil || state != lookup.Open {
		t.Fatalf("state %d, %v before anybody asked", state, err)
	}
	ask(t, l, q)
	f, err := library.Film(t.Context(), before.Found.FilmID())
	if err != nil || f.Ids.TMDB != 101 {
		t.Fatalf("the bundled film is %+v at the source, %v", f.Ids, err)
	}
	for _, c := range f.Credits.By(film.OtherJob) {
		if c.Name == "Paula Invented" && f.OriginOf(film.JobField(film.OtherJob)).Source != "TMDB" {
			t.Errorf("what the source adds is said by %s", f.OriginOf(film.JobField(film.OtherJob)).Source)
		}
	}
	// The people on both are the same people.
	mulligan, err := library.ResolvePerson(t.Context(), "Carey Mulligan")
	if err != nil || mulligan.Verdict != lookup.One {
		t.Fatalf("Carey Mulligan is %+v, %v", mulligan, err)
	}
	if id, err := library.PersonByAlias(t.Context(), film.Aliases{TMDB: 1}); err != nil || id != mulligan.Found.PersonID() {
		t.Errorf("the source's Carey Mulligan is %s, %v, not %s", id, err, mulligan.Found.PersonID())
	}
	// The other film of that title stays another, and is not joined with the
	// bundled one of 1953 for its title alone.
	others, err := library.ResolveFilm(t.Context(), "Never Let Me Go", 1953)
	if err != nil || others.Found.Number == before.Found.Number || len(others.Others) != 1 {
		t.Errorf("of 1953: %+v, %v, want two", others, err)
	}
	// And nobody asks twice.
	at.asked()
	ask(t, l, q)
	if n := at.asked(); n != 0 {
		t.Errorf("asked %d times for what is fresh", n)
	}
}

func TestKeyAddedLaterOrphansNothing(t *testing.T) {
	wikidata := &source{name: "Wikidata", films: []film.Film{{
		Title: "Tin Sea", Year: 2029, Ids: film.Aliases{Wikidata: "Q900000001"}, Minutes: 95, OriginalLanguage: "cs", AspectRatio: "1.66:1",
		Credits: film.Credits{{Job: film.Director, Name: "Ada Invented", Ids: film.Aliases{Wikidata: "Q900000002"}}},
	}}}
	tmdb := &source{name: "TMDB", films: []film.Film{{
		Title: "Tin Sea", Year: 2030, Ids: film.Aliases{TMDB: 7}, Minutes: 97, OriginalLanguage: "cs", Tagline: "It rusts.",
		Credits: film.Credits{{Job: film.Director, Name: "Ada Invented", Ids: film.Aliases{TMDB: 8}}},
	}}}
	kept, err := store.OpenMemory(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer kept.Close()
	library := lookup.New(kept)
	first := lookup.NewLive(lookup.LiveOptions{Library: library, Keeper: kept, Sources: []lookup.Source{wikidata}})
	ask(t, first, lookup.Question{Title: "Tin Sea"})
	first.Close()
	before, err := library.ResolveFilm(t.Context(), "Tin Sea", 0)
	if err != nil || before.Verdict != lookup.One {
		t.Fatalf("with Wikidata alone: %+v, %v", before, err)
	}
	director := func() film.PersonID {
		f, err := library.Film(t.Context(), before.Found.FilmID())
		if err != nil {
			t.Fatal(err)
		}
		return f.Credits.By(film.Director)[0].Person
	}
	was := director()

	second := lookup.NewLive(lookup.LiveOptions{Library: library, Keeper: kept, Sources: []lookup.Source{tmdb, wikidata}})
	defer second.Close()
	ask(t, second, lookup.Question{Film: before.Found.FilmID()})
	f, err := library.Film(t.Context(), before.Found.FilmID())
	if err != nil || f.Tagline != "It rusts." || f.AspectRatio != "1.66:1" || f.Ids != (film.Aliases{TMDB: 7, Wikidata: "Q900000001"}) {
		t.Errorf("with a key: %+v, %v", f, err)
	}
	if now := director(); now != was {
		t.Errorf("the director is %s, and was %s", now, was)
	}
	if p, err := library.PersonByAlias(t.Context(), film.Aliases{TMDB: 8}); err != nil || p != was {
		t.Errorf("by TMDB's number the director is %s, %v", p, err)
	}
}

func TestDeadSourceCostsNobodyItsTimeout(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		silent := &source{name: "TMDB", silent: true}
		_, l := live(t, silent)
		begin := time.Now()
		for i := range 3 {
			troubles := l.Ask(t.Context(), lookup.Question{Title: "Heat", Year: 1990 + i})
			if !troubles.Is(film.ErrDown) {
				t.Fatalf("a silent source gives %v", troubles)
			}
		}
		if took := time.Since(begin); took > 46*time.Second {
			t.Errorf("three questions took %v", took)
		}
		silent.asked()
		begin = time.Now()
		q := lookup.Question{Title: "Heat"}
		troubles := l.Ask(t.Context(), q)
		if n := silent.asked(); n != 0 || !troubles.Is(film.ErrDown) || time.Since(begin) != 0 {
			t.Errorf("while it rests it was asked %d times, in %v, %v", n, time.Since(begin), troubles)
		}
		if state, resting, err := l.State(t.Context(), q); err != nil || state != lookup.Fresh || len(resting) != 1 {
			t.Errorf("state %d, resting %v, %v", state, resting, err)
		}
		time.Sleep(31 * time.Second)
		silent.silent = false
		if troubles := l.Ask(t.Context(), q); len(troubles) != 0 || silent.asked() != 1 {
			t.Errorf("after its rest: %v", troubles)
		}
	})
}

func TestOldAnswers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		at := &source{name: "TMDB", films: []film.Film{{Title: "Harbour Lights", Year: 1961, Ids: film.Aliases{TMDB: 9}, Minutes: 90,
			Releases: []film.Release{{Region: "GB", Date: film.MustDate("1961-03-02")}}}}}
		library, l := live(t, at)
		ask(t, l, lookup.Question{Title: "Harbour Lights"})
		r, err := library.ResolveFilm(t.Context(), "Harbour Lights", 0)
		if err != nil || r.Verdict != lookup.One {
			t.Fatalf("%+v, %v", r, err)
		}
		q := lookup.Question{Film: r.Found.FilmID()}
		nobody := lookup.Question{Title: "Nothing of that name"}
		ask(t, l, nobody)
		state := func(q lookup.Question) lookup.State {
			s, _, err := l.State(t.Context(), q)
			if err != nil {
				t.Fatal(err)
			}
			return s
		}
		time.Sleep(5 * time.Hour)
		if state(q) != lookup.Fresh || state(nobody) != lookup.Fresh {
			t.Error("after five hours they are old")
		}
		time.Sleep(2 * time.Hour)
		if state(nobody) == lookup.Fresh {
			t.Error("a title that was not found is not looked for again")
		}
		time.Sleep(8 * 24 * time.Hour)
		if state(q) != lookup.Stale {
			t.Error("after a week the film is not stale")
		}
		at.films[0].Minutes = 91
		l.Behind(q)
		synctest.Wait()
		if f, err := library.Film(t.Context(), r.Found.FilmID()); err != nil || f.Minutes != 91 || state(q) != lookup.Fresh {
			t.Errorf("refreshed behind: %d minutes, %v", f.Minutes, err)
		}
	})
}

func TestAskedPerson(t *testing.T) {
	at := &source{name: "TMDB", people: []film.Person{
		{Name: "Carey Mulligan", Ids: film.Aliases{TMDB: 1}, Born: film.MustDate("1985-05-28"), Filmography: []film.PersonCredit{
			{Ids: film.Aliases{TMDB: 101}, Title: "Never Let Me Go", Year: 2010, Job: film.Cast},
			{Ids: film.Aliases{TMDB: 104}, Title: "An Invented Film", Year: 2033, Job: film.Cast},
		}},
		{Name: "Carey Mulligan", Ids: film.Aliases{TMDB: 5}, Filmography: []film.PersonCredit{
			{Ids: film.Aliases{TMDB: 105}, Title: "Another Invented Film", Year: 1950, Job: film.Editor},
		}},
	}}
	library, l := live(t, at)
	before, err := library.ResolvePerson(t.Context(), "Carey Mulligan")
	if err != nil || before.Verdict != lookup.One {
		t.Fatalf("%+v, %v", before, err)
	}
	ask(t, l, lookup.Question{Person: before.Found.PersonID()})
	p, err := library.Person(t.Context(), before.Found.PersonID())
	if err != nil || p.Born.IsZero() || p.Ids.TMDB != 1 {
		t.Fatalf("%+v, %v", p.Ids, err)
	}
	var seed, invented int
	for _, c := range p.Filmography {
		switch c.Title {
		case "Never Let Me Go":
			seed++
		case "An Invented Film":
			invented++
		case "Another Invented Film":
			t.Error("a namesake's film is among them")
		}
	}
	if seed != 1 || invented != 1 {
		t.Errorf("the film that both know stands there %d times, the new one %d times", seed, invented)
	}
	both, err := library.ResolvePerson(t.Context(), "Carey Mulligan")
	if err != nil || both.Verdict == lookup.One {
		t.Errorf("with a namesake: %+v, %v", both, err)
	}
}

func TestAdultFilmsStayHidden(t *testing.T) {
	at := &source{name: "TMDB", films: []film.Film{{Title: "Late Harbour", Year: 1980, Ids: film.Aliases{TMDB: 10}, Minutes: 70, Adult: true}}}
	library, l := live(t, at)
	ask(t, l, lookup.Question{Title: "Late Harbour"})
	r, err := library.Mature().ResolveFilm(t.Context(), "Late Harbour", 0)
	if err != nil || r.Verdict != lookup.One {
		t.Fatalf("where it may be shown: %+v, %v", r, err)
	}
	if hidden, err := library.ResolveFilm(t.Context(), "Late Harbour", 0); err != nil || hidden.Verdict != lookup.None {
		t.Errorf("elsewhere: %+v, %v", hidden, err)
	}
	if _, err := library.Film(t.Context(), r.Found.FilmID()); !errors.Is(err, film.ErrNotFound) {
		t.Errorf("by its number: %v", err)
	}
	if list, err := library.SuggestFilms(t.Context(), "late har", 5); err != nil || len(list) != 0 {
		t.Errorf("completed: %v, %v", list, err)
	}
}

func TestAskerWhoLeavesFailsNobody(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		slow := &slowSource{source: source{name: "TMDB", films: []film.Film{{Title: "Slow", Year: 1999, Ids: film.Aliases{TMDB: 11}, Minutes: 80}}}}
		library, l := live(t, slow)
		q := lookup.Question{Title: "Slow"}
		ctx, leave := context.WithCancel(t.Context())
		var waiting sync.WaitGroup
		waiting.Go(func() { l.Ask(ctx, q) })
		waiting.Go(func() {
			if troubles := l.Ask(t.Context(), q); len(troubles) > 0 {
				t.Errorf("who stayed got %v", troubles)
			}
		})
		time.Sleep(time.Second)
		leave()
		waiting.Wait()
		if r, err := library.ResolveFilm(t.Context(), "Slow", 1999); err != nil || r.Found.Name != "Slow" {
			t.Errorf("%+v, %v", r, err)
		}
		if n := slow.asked(); n != 2 { // the search, and the film
			t.Errorf("asked %d times", n)
		}
	})
}

// slowSource takes two seconds for each answer.
type slowSource struct{ source }

func (s *slowSource) SearchFilms(ctx context.Context, title string, year int) ([]film.Film, error) {
	time.Sleep(2 * time.Second)
	return s.source.SearchFilms(ctx, title, year)
}

// TestFilmFirstAndThenItsPerson meets somebody first in the credits of a film that
// the bundle does not have, and then by name: it is the bundled person.
func TestFilmFirstAndThenItsPerson(t *testing.T) {
	at := &source{name: "TMDB",
		films: []film.Film{{Title: "An Invented Film", Year: 2033, Ids: film.Aliases{TMDB: 104}, Minutes: 90,
			Credits: film.Credits{{Job: film.Cast, Name: "Carey Mulligan", Ids: film.Aliases{TMDB: 1}}}}},
		people: []film.Person{{Name: "Carey Mulligan", Ids: film.Aliases{TMDB: 1}, Filmography: []film.PersonCredit{
			{Ids: film.Aliases{TMDB: 101}, Title: "Never Let Me Go", Year: 2010, Job: film.Cast},
			{Ids: film.Aliases{TMDB: 104}, Title: "An Invented Film", Year: 2033, Job: film.Cast},
		}}},
	}
	library, l := live(t, at)
	before, err := library.ResolvePerson(t.Context(), "Carey Mulligan")
	if err != nil || before.Verdict != lookup.One {
		t.Fatalf("%+v, %v", before, err)
	}
	ask(t, l, lookup.Question{Title: "An Invented Film"})
	ask(t, l, lookup.Question{Name: "Carey Mulligan"})
	after, err := library.ResolvePerson(t.Context(), "Carey Mulligan")
	if err != nil || after.Verdict != lookup.One || after.Found.Number != before.Found.Number {
		t.Errorf("afterwards %+v, %v", after, err)
	}
	if id, err := library.PersonByAlias(t.Context(), film.Aliases{TMDB: 1}); err != nil || id != before.Found.PersonID() {
		t.Errorf("by TMDB's number %s, %v", id, err)
	}
}

// TestHalfAnAnswerIsNone has one of two namesakes fail: the source is told to be in
// trouble, and asked again.
func TestHalfAnAnswerIsNone(t *testing.T) {
	at := &source{name: "TMDB", films: []film.Film{
		{Title: "Twin", Year: 2001, Ids: film.Aliases{TMDB: 1}, Minutes: 90},
		{Title: "Twin", Year: 2021, Ids: film.Aliases{TMDB: 2}, Minutes: 95},
	}}
	half := &halfSource{source: at, broken: 2}
	library, l := live(t, half)
	q := lookup.Question{Title: "Twin"}
	if troubles := l.Ask(t.Context(), q); !troubles.Is(film.ErrDown) {
		t.Errorf("troubles %v", troubles)
	}
	if state, _, err := l.State(t.Context(), q); err != nil || state != lookup.Open {
		t.Errorf("state %d, %v after half an answer", state, err)
	}
	half.broken = 0
	ask(t, l, q)
	if r, err := library.ResolveFilm(t.Context(), "Twin", 0); err != nil || r.Verdict != lookup.Several {
		t.Errorf("%+v, %v", r, err)
	}
}

// halfSource does not answer for one film.
type halfSource struct {
	*source
	broken int
}

func (s *halfSource) Film(ctx context.Context, ids film.Aliases) (film.Film, error) {
	if ids.TMDB == s.broken {
		return film.Film{}, film.ErrDown
	}
	return s.source.Film(ctx, ids)
}

// TestNumberTakenBack has a source make one film of two, under the other number:
// the film here stays one.
func TestNumberTakenBack(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := film.Film{Title: "Harbour Lights", Year: 1961, Ids: film.Aliases{TMDB: 9}, Minutes: 90, OriginalLanguage: "en",
			Credits: film.Credits{{Job: film.Cast, Name: "A B", Ids: film.Aliases{TMDB: 3}}, {Job: film.Cast, Name: "C D", Ids: film.Aliases{TMDB: 4}}}}
		at := &source{name: "TMDB", films: []film.Film{f}}
		wikidata := f
		wikidata.Ids = film.Aliases{Wikidata: "Q900000009"}
		wikidata.Credits = film.Credits{{Job: film.Cast, Name: "A B", Ids: film.Aliases{Wikidata: "Q900000003"}}, {Job: film.Cast, Name: "C D", Ids: film.Aliases{Wikidata: "Q900000004"}}}
		library, l := live(t, at, &source{name: "Wikidata", films: []film.Film{wikidata}})
		ask(t, l, lookup.Question{Title: "Harbour Lights"})
		r, err := library.ResolveFilm(t.Context(), "Harbour Lights", 0)
		if err != nil || r.Verdict != lookup.One {
			t.Fatalf("%+v, %v", r, err)
		}
		time.Sleep(15 * 24 * time.Hour)
		at.films[0].Ids.TMDB = 10
		ask(t, l, lookup.Question{Film: r.Found.FilmID()})
		f, err = library.Film(t.Context(), r.Found.FilmID())
		if err != nil || f.Ids != (film.Aliases{TMDB: 10, Wikidata: "Q900000009"}) {
			t.Errorf("the film is %+v, %v", f.Ids, err)
		}
		if again, err := library.ResolveFilm(t.Context(), "Harbour Lights", 0); err != nil || again.Verdict != lookup.One {
			t.Errorf("there are %+v, %v", again, err)
		}
	})
}
