package lookup_test

import (
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"marquee/internal/catalogue"
	"marquee/internal/film"
	"marquee/internal/lookup"
	"marquee/store"
)

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
