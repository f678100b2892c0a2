package storetest

import (
	"errors"
	"slices"
	"testing"
	"time"

	"marquee/internal/chat"
	"marquee/internal/film"
	"marquee/internal/lookup"
	"marquee/internal/remind"
)

var asked = time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)

// TestRecords tests what is kept of what sources say.
func TestRecords(t *testing.T, e Engine) {
	cases(t, e, map[string]func(*testing.T, Store){
		"of two sources":            recordsOfSources,
		"beside an import":          recordsAndImports,
		"two films become one":      recordsJoinFilms,
		"namesakes stay apart":      recordsTellNamesakesApart,
		"of people":                 recordsOfPeople,
		"followed films become one": recordsJoinFollowed,
		"forgotten":                 recordsForgotten,
		"questions":                 questionsAsked,
	})
}

// recordsOfSources keeps what two sources say of one film, in either order, and
// reads it as one.
func recordsOfSources(t *testing.T, s Store) {
	ctx := t.Context()
	second := film.Film{
		Title: "The Lantern Keeper", Year: 2031, Ids: film.Aliases{TMDB: 900, Wikidata: "Q900000001"},
		AspectRatio: "2.39:1", Minutes: 99,
		Origin: film.Origin{Source: "Wikidata"},
	}
	first := film.Film{
		Title: "The Lantern Keeper", Year: 2031, Ids: film.Aliases{TMDB: 900, IMDb: "tt9000001"}, Minutes: 101,
		Credits: film.Credits{{Job: film.Cast, Name: "Ada Invented", Ids: film.Aliases{TMDB: 77}}},
		Origin:  film.Origin{Source: "TMDB"},
	}
	id, err := s.KeepFilm(ctx, "Wikidata", second, asked)
	must(t, err)
	again, err := s.KeepFilm(ctx, "TMDB", first, asked)
	must(t, err)
	if again != id {
		t.Fatalf("the second source's record is the film %s, not %s", again, id)
	}
	f, err := s.Film(ctx, id)
	must(t, err)
	if f.Minutes != 101 || f.AspectRatio != "2.39:1" || f.OriginOf("aspect_ratio").Source != "Wikidata" || f.OriginOf("minutes").Source != "TMDB" {
		t.Errorf("together they say %d minutes (%s) and %s (%s)", f.Minutes, f.OriginOf("minutes").Source, f.AspectRatio, f.OriginOf("aspect_ratio").Source)
	}
	if want := (film.Aliases{IMDb: "tt9000001", TMDB: 900, Wikidata: "Q900000001"}); f.Ids != want {
		t.Errorf("aliases %+v, want %+v", f.Ids, want)
	}
	// What a source no longer says is gone.
	second.AspectRatio = ""
	_, err = s.KeepFilm(ctx, "Wikidata", second, asked.Add(time.Hour))
	must(t, err)
	if f, err = s.Film(ctx, id); err != nil || f.AspectRatio != "" || f.Minutes != 101 {
		t.Errorf("after the second source took back the ratio: %q, %d minutes, %v", f.AspectRatio, f.Minutes, err)
	}
}

// recordsAndImports keeps a source's word beside what was imported, whichever
// came first.
func recordsAndImports(t *testing.T, s Store) {
	ctx := t.Context()
	imported := film.Film{Title: "Harbour Lights", Year: 2030, Ids: film.Aliases{TMDB: 901}, Synopsis: "As imported."}
	save(t, s, imported)
	id, err := s.KeepFilm(ctx, "TMDB", film.Film{Title: "Harbour Lights", Year: 2030, Ids: film.Aliases{TMDB: 901},
		Synopsis: "As TMDB says.", Minutes: 90, Origin: film.Origin{Source: "TMDB"}}, asked)
	must(t, err)
	f, err := s.Film(ctx, id)
	must(t, err)
	if f.Synopsis != "As imported." || f.Minutes != 90 {
		t.Errorf("imported and then kept: %q, %d minutes", f.Synopsis, f.Minutes)
	}
	imported.Synopsis = "Imported anew."
	save(t, s, imported)
	if f, err = s.Film(ctx, id); err != nil || f.Synopsis != "Imported anew." || f.Minutes != 90 {
		t.Errorf("imported again: %q, %d minutes, %v", f.Synopsis, f.Minutes, err)
	}
}

// recordsJoinFilms shows two films to be one by a later record.
func recordsJoinFilms(t *testing.T, s Store) {
	ctx := t.Context()
	older, err := s.KeepFilm(ctx, "Wikidata", film.Film{Title: "Tin Sea", Year: 2029, Ids: film.Aliases{Wikidata: "Q900000002"}, AspectRatio: "1.66:1"}, asked)
	must(t, err)
	younger, err := s.KeepFilm(ctx, "TMDB", film.Film{Title: "Tin Sea", Year: 2029, Ids: film.Aliases{TMDB: 902}, Minutes: 80}, asked)
	must(t, err)
	if older == younger {
		t.Fatal("two records without a shared alias became one film")
	}
	one, err := s.KeepFilm(ctx, "TMDB", film.Film{Title: "Tin Sea", Year: 2029, Ids: film.Aliases{TMDB: 902, Wikidata: "Q900000002"}, Minutes: 80}, asked)
	must(t, err)
	if one != older {
		t.Errorf("they became %s, not the older %s", one, older)
	}
	for _, id := range []film.ID{older, younger} {
		if f, err := s.Film(ctx, id); err != nil || f.ID != older || f.Minutes != 80 || f.AspectRatio != "1.66:1" {
			t.Errorf("film %s is %s with %d minutes and %q, %v", id, f.ID, f.Minutes, f.AspectRatio, err)
		}
	}
}

// recordsTellNamesakesApart keeps two people of one name, who have aliases, apart.
func recordsTellNamesakesApart(t *testing.T, s Store) {
	ctx := t.Context()
	keep := func(tmdb, person int) film.PersonID {
		id, err := s.KeepFilm(ctx, "TMDB", film.Film{Title: "Film", Year: tmdb, Ids: film.Aliases{TMDB: tmdb},
			Credits: film.Credits{{Job: film.Director, Name: "Sam Twice", Ids: film.Aliases{TMDB: person}}}}, asked)
		must(t, err)
		f, err := s.Film(ctx, id)
		must(t, err)
		return f.Credits[0].Person
	}
	a, b, c := keep(1990, 11), keep(1991, 12), keep(1992, 11)
	if a == b || a != c {
		t.Errorf("namesakes are %s and %s, the first again is %s", a, b, c)
	}
}

// recordsOfPeople keeps a person with films that are not held, and finds them by
// each of their names.
func recordsOfPeople(t *testing.T, s Store) {
	ctx := t.Context()
	filmID, err := s.KeepFilm(ctx, "TMDB", film.Film{Title: "Held", Year: 2001, Ids: film.Aliases{TMDB: 903},
		Credits: film.Credits{{Job: film.Cast, Name: "Vera Plain", Ids: film.Aliases{TMDB: 21}}}}, asked)
	must(t, err)
	id, err := s.KeepPerson(ctx, "TMDB", film.Person{Name: "Vera Plain", OtherNames: []string{"Вера Плейн"}, Ids: film.Aliases{TMDB: 21},
		Born: film.MustDate("1970-05-01"), Filmography: []film.PersonCredit{
			{Ids: film.Aliases{TMDB: 903}, Title: "Held", Year: 2001, Job: film.Cast},
			{Ids: film.Aliases{TMDB: 904}, Title: "Not Held", Year: 2003, Job: film.Director, Popularity: film.PopularityOf(50)},
		}, Origin: film.Origin{Source: "TMDB"}}, asked)
	must(t, err)
	p, err := s.Person(ctx, id)
	must(t, err)
	if len(p.Filmography) != 2 || p.Filmography[0].Film != filmID || p.Filmography[1].Film != 0 || p.Born.String() != "1970-05-01" {
		t.Errorf("the person is %+v", p)
	}
	for _, name := range []string{"Vera Plain", "Вера Плейн"} {
		list, err := s.People().Named(ctx, film.SearchKeys(name), 5)
		must(t, err)
		if len(list) != 1 || list[0].PersonID() != id || list[0].Detail != "Not Held, Held" {
			t.Errorf("%s leads to %+v", name, list)
		}
	}
	if got, err := s.PersonByAlias(ctx, film.Aliases{TMDB: 21}); err != nil || got != id {
		t.Errorf("by the alias: %s, %v", got, err)
	}
	if _, err := s.PersonByAlias(ctx, film.Aliases{TMDB: 22}); !errors.Is(err, film.ErrNotFound) {
		t.Errorf("by an alias that nobody has: %v", err)
	}
}

// questionsAsked keeps when a question was put to a source.
func questionsAsked(t *testing.T, s Store) {
	ctx := t.Context()
	q := lookup.Question{Title: "Never Let Me Go", Year: 2010}
	must(t, s.NoteAsked(ctx, q, "TMDB", lookup.Asking{At: asked, Found: false}))
	must(t, s.NoteAsked(ctx, q, "TMDB", lookup.Asking{At: asked.Add(time.Minute), Found: true}))
	got, err := s.Asked(ctx, lookup.Question{Title: "never let me go!", Year: 2010})
	must(t, err)
	if len(got) != 1 || !got["TMDB"].At.Equal(asked.Add(time.Minute)) || !got["TMDB"].Found {
		t.Errorf("asked %+v", got)
	}
	if got, err := s.Asked(ctx, lookup.Question{Title: "Never Let Me Go"}); err != nil || len(got) != 0 {
		t.Errorf("of another year: %+v, %v", got, err)
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// recordsForgotten forgets what a source said long ago, and nothing else.
func recordsForgotten(t *testing.T, s Store) {
	ctx := t.Context()
	keep := func(source string, f film.Film, at time.Time) film.ID {
		id, err := s.KeepFilm(ctx, source, f, at)
		must(t, err)
		return id
	}
	both := keep("TMDB", film.Film{Title: "Both", Year: 2001, Ids: film.Aliases{TMDB: 1}, Tagline: "Old."}, asked)
	keep("Wikidata", film.Film{Title: "Both", Year: 2001, Ids: film.Aliases{TMDB: 1}, AspectRatio: "4:3"}, asked)
	alone := keep("TMDB", film.Film{Title: "Alone", Year: 2002, Ids: film.Aliases{TMDB: 2}, Tagline: "Old."}, asked)
	fresh := keep("TMDB", film.Film{Title: "Fresh", Year: 2003, Ids: film.Aliases{TMDB: 3}, Tagline: "New."}, asked.Add(48*time.Hour))
	person, err := s.KeepPerson(ctx, "TMDB", film.Person{Name: "Ada Invented", Ids: film.Aliases{TMDB: 4}, Born: film.MustDate("1970")}, asked)
	must(t, err)
	must(t, s.NoteAsked(ctx, lookup.Question{Title: "Both"}, "TMDB", lookup.Asking{At: asked, Found: true}))
	n, err := s.ForgetRecords(ctx, "TMDB", asked.Add(24*time.Hour))
	must(t, err)
	if n != 3 {
		t.Errorf("forgot %d records, want 3", n)
	}
	if f := filmOf(t, s, both); f.Tagline != "" || f.AspectRatio != "4:3" || f.Ids.TMDB != 1 {
		t.Errorf("what two said is %+v", f)
	}
	if f := filmOf(t, s, alone); f.Tagline != "" || f.Title != "Alone" || f.Year != 2002 || f.Ids.TMDB != 2 {
		t.Errorf("what one said is %+v", f)
	}
	if f := filmOf(t, s, fresh); f.Tagline != "New." {
		t.Errorf("what was said later is %+v", f)
	}
	if p := personOf(t, s, person); !p.Born.IsZero() || p.Ids.TMDB != 4 {
		t.Errorf("the person is %+v", p)
	}
	if got, err := s.Asked(ctx, lookup.Question{Title: "Both"}); err != nil || len(got) != 0 {
		t.Errorf("asked %+v, %v", got, err)
	}
}

// recordsJoinFollowed shows two films, and two people, that are followed to be one
// each: what is followed is the older one from then on, once.
func recordsJoinFollowed(t *testing.T, s Store) {
	ctx := t.Context()
	book := remind.New(s.(remind.Store), remind.Options{Sources: []string{"TMDB", "Wikidata"}})
	place := chat.Target{Platform: "discord", Server: "1", Channel: "2"}
	keep := func(source string, f film.Film) film.Film {
		id, err := s.KeepFilm(ctx, source, f, asked)
		must(t, err)
		out, err := s.Film(ctx, id)
		must(t, err)
		return out
	}
	first := keep("Wikidata", film.Film{Title: "Tin Sea", Year: 2029, Ids: film.Aliases{Wikidata: "Q900000002"},
		Credits: film.Credits{{Job: film.Director, Name: "Ada Invented", Ids: film.Aliases{Wikidata: "Q900000003"}}}})
	second := keep("TMDB", film.Film{Title: "Tin Sea", Year: 2029, Ids: film.Aliases{TMDB: 902},
		Credits: film.Credits{{Job: film.Director, Name: "Ada Invented", Ids: film.Aliases{TMDB: 903}}}})
	for _, subject := range []remind.Subject{remind.Film(first.ID), remind.Film(second.ID), remind.Person(first.Credits[0].Person), remind.Person(second.Credits[0].Person)} {
		_, added, err := book.Subscribe(ctx, remind.NewSubscription(place, subject), asked)
		must(t, err)
		if !added {
			t.Fatalf("%s is followed already", subject.Key())
		}
	}
	keep("TMDB", film.Film{Title: "Tin Sea", Year: 2029, Ids: film.Aliases{TMDB: 902, Wikidata: "Q900000002"},
		Credits: film.Credits{{Job: film.Director, Name: "Ada Invented", Ids: film.Aliases{TMDB: 903, Wikidata: "Q900000003"}}}})
	list, err := book.List(ctx, place)
	must(t, err)
	want := []string{remind.Film(first.ID).Key(), remind.Person(first.Credits[0].Person).Key()}
	var got []string
	for _, sub := range list {
		got = append(got, sub.Subject.Key())
	}
	if !slices.Equal(got, want) {
		t.Errorf("followed are %v, want %v", got, want)
	}
}
