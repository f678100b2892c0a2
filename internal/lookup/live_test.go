package lookup_test

import (
	"context"
	"errors"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"marquee/internal/film"
	"marquee/internal/lookup"
	"marquee/store"
)

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

func ask(t *testing.T, l *lookup.Live, q lookup.Question) {
	t.Helper()
	if troubles := l.Ask(t.Context(), q); len(troubles) > 0 {
		t.Fatalf("asking %s: %v", q, troubles)
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
