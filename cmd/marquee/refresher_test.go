package main

import (
	"fmt"
	"log/slog"
	"slices"
	"testing"
	"time"

	"marquee/internal/chat"
	"marquee/internal/film"
	"marquee/internal/lookup"
	"marquee/internal/remind"
	"marquee/internal/tmdb/tmdbtest"
	"marquee/internal/wikidata/wikidatatest"
)

// almanac is an invented film to come, as TMDB tells of it.
func almanac(id int, title, british string) []byte {
	return fmt.Appendf(nil, `{"id": %d, "title": %q, "original_title": %q, "original_language": "en",
	"runtime": 93, "status": "Post Production", "release_date": %q, "overview": "", "adult": false, "video": false,
	"genres": [{"id": 18, "name": "Almanac Drama"}], "popularity": 20,
	"credits": {"cast": [], "crew": [{"id": 880001, "name": "Ida Inventsworth", "job": "Director", "credit_id": "c%d"}]},
	"release_dates": {"results": [{"iso_3166_1": "GB", "release_dates": [
		{"release_date": "%sT00:00:00.000Z", "type": 3, "note": "", "certification": "", "iso_639_1": ""}]}]}}`, id, title, title, british, id, british)
}

func (a *asked) facts(id film.ID) (out remind.Facts) {
	a.t.Helper()
	err := a.house.store.View(a.t.Context(), func(tx remind.Tx) (err error) {
		out, err = tx.Facts(id)
		return err
	})
	if err != nil {
		a.t.Fatal(err)
	}
	return out
}

func (a *asked) refresh(id film.ID) error {
	a.t.Helper()
	return refresher{a.house, a.house.book}.Refresh(a.t.Context(), id)
}

// held asks for a film of TMDB's and returns its number.
func (a *asked) held(number int) film.ID {
	a.t.Helper()
	if troubles := a.house.live.Ask(a.t.Context(), lookup.Question{Ids: film.Aliases{TMDB: number}}); len(troubles) > 0 {
		a.t.Fatal(troubles)
	}
	id, err := a.house.library.FilmByAlias(a.t.Context(), film.Aliases{TMDB: number})
	if err != nil {
		a.t.Fatal(err)
	}
	return id
}

// aged makes the answers about a film two hours old.
func (a *asked) aged(id film.ID) {
	a.t.Helper()
	old := lookup.Asking{At: time.Now().Add(-2 * time.Hour).UTC().Truncate(time.Second), Found: true}
	for _, source := range a.house.live.Sources() {
		if err := a.house.store.NoteAsked(a.t.Context(), lookup.Question{Film: id}, source, old); err != nil {
			a.t.Fatal(err)
		}
	}
}

// TestRefreshKeepsSourcesApart tests that each source's dates are its own, under
// the names whose order the Book knows.
func TestRefreshKeepsSourcesApart(t *testing.T) {
	a := withSources(t, tmdbtest.New(t), wikidatatest.New(t), nil)
	r, err := a.house.library.ResolveFilm(t.Context(), "Never Let Me Go", 2010)
	if err != nil || r.Verdict != lookup.One && r.Verdict != lookup.Leading {
		t.Fatalf("%+v, %v", r, err)
	}
	if err := a.refresh(r.Found.FilmID()); err != nil {
		t.Fatal(err)
	}
	british := make(map[string][]string)
	for _, d := range a.facts(r.Found.FilmID()).Dates {
		if !slices.Contains(dateSources(), d.Source) {
			t.Errorf("a source that has no place in the order: %q", d.Source)
		}
		if d.Region == "GB" {
			british[d.Source] = append(british[d.Source], d.Latest.String())
		}
	}
	for _, source := range []string{"TMDB", "Wikidata", builtIn} {
		if !slices.Contains(british[source], "2011-01-14") {
			t.Errorf("%s has the dates %v in the UK", source, british[source])
		}
	}
}

// TestRefreshHearsOfMoves tests that a date which moves begins to settle, and that
// nothing changes while the source is down.
func TestRefreshHearsOfMoves(t *testing.T) {
	at := tmdbtest.New(t)
	at.AddFilm(t, almanac(990101, "The Moving Almanac", "2027-05-07"))
	a := withSources(t, at, nil, nil)
	id := a.held(990101)
	date := func() remind.SourceDate {
		t.Helper()
		facts := a.facts(id)
		if len(facts.Dates) != 1 {
			t.Fatalf("dates: %+v", facts.Dates)
		}
		return facts.Dates[0]
	}
	check := func(stood, latest string) {
		t.Helper()
		if d := date(); d.Source != "TMDB" || d.Stood.String() != stood || d.Latest.String() != latest {
			t.Errorf("%s says %s, and before %s; want %s, and before %s", d.Source, d.Latest, d.Stood, latest, stood)
		}
	}
	refresh := func() error {
		a.aged(id)
		return a.refresh(id)
	}
	if err := refresh(); err != nil {
		t.Fatal(err)
	}
	check("2027-05-07", "2027-05-07")
	at.AddFilm(t, almanac(990101, "The Moving Almanac", "2027-06-11"))
	at.Fail("", -1, tmdbtest.Broken())
	if err := refresh(); err == nil {
		t.Error("a source that is down refreshes a film")
	}
	check("2027-05-07", "2027-05-07")
	at.Heal()
	if err := refresh(); err != nil {
		t.Fatal(err)
	}
	check("2027-05-07", "2027-06-11")
	if err := a.refresh(film.ID(123456789)); err != nil {
		t.Errorf("a film that nobody knows: %v", err)
	}
}

// TestImportedFromASource tests that what was imported from Wikidata is Wikidata's,
// so that its later word is a move, and anything else goes before all sources.
func TestImportedFromASource(t *testing.T) {
	a := withSources(t, nil, nil, nil)
	for source, want := range map[string]string{"Wikidata": "Wikidata", "my films": imported} {
		f := film.Film{Title: "Import of " + source, Year: 2027, Releases: []film.Release{{Region: "GB", Date: film.MustDate("2027-01-08")}}}
		if _, err := a.house.store.SaveFilms(t.Context(), func(yield func(film.Film, error) bool) { yield(f, nil) }, film.Origin{Source: source}); err != nil {
			t.Fatal(err)
		}
		r, err := a.house.library.ResolveFilm(t.Context(), f.Title, 0)
		if err != nil {
			t.Fatal(err)
		}
		if err := a.refresh(r.Found.FilmID()); err != nil {
			t.Fatal(err)
		}
		if facts := a.facts(r.Found.FilmID()); len(facts.Dates) != 1 || facts.Dates[0].Source != want {
			t.Errorf("imported from %q: %+v", source, facts.Dates)
		}
	}
}

// TestFindsFilms tests that films which nobody has asked for are found at the
// sources: of a person, a region and a genre.
func TestFindsFilms(t *testing.T) {
	at := tmdbtest.New(t)
	today := film.DateOf(time.Now().UTC())
	soon := today.AddDays(40).String()
	a := withSources(t, at, nil, nil)
	find := func(s remind.Subject) []film.ID {
		t.Helper()
		ids, err := finder{a.house, []film.Region{"GB"}, slog.New(slog.DiscardHandler)}.Matching(t.Context(), s, today, today.AddDays(400), 100)
		if err != nil {
			t.Fatal(err)
		}
		return ids
	}
	at.AddFilm(t, almanac(990201, "The First Almanac", today.AddDays(10).String()))
	first := a.held(990201)
	f, err := a.house.library.Film(t.Context(), first)
	if err != nil || len(f.Credits) != 1 {
		t.Fatalf("%+v, %v", f.Credits, err)
	}
	at.AddFilm(t, almanac(990202, "The Second Almanac", soon))
	ids := find(remind.Person(f.Credits[0].Person))
	if len(ids) != 2 || !slices.Contains(ids, first) {
		t.Errorf("of the person: %v", ids)
	}
	at.AddFilm(t, almanac(990203, "The Third Almanac", soon))
	if ids := find(remind.WholeRegion("GB")); len(ids) < 3 {
		t.Errorf("of the region: %v", ids)
	}
	if ids := find(remind.Genre("almanac DRAMA")); len(ids) != 3 {
		t.Errorf("of the genre: %v", ids)
	}
	if ids := find(remind.Genre("Almanac Comedy")); len(ids) != 0 {
		t.Errorf("of a genre that there is not: %v", ids)
	}
}

// TestChangesOfTMDB tests that a followed film which TMDB lists as changed is looked
// at again at once, others are not, and that TMDB is asked once an hour.
func TestChangesOfTMDB(t *testing.T) {
	at := tmdbtest.New(t)
	at.AddFilm(t, almanac(990301, "The Followed Almanac", "2027-09-03"))
	at.AddFilm(t, almanac(990302, "The Other Almanac", "2027-09-03"))
	a := withSources(t, at, nil, nil)
	id, other := a.held(990301), a.held(990302)
	if err := a.refresh(id); err != nil {
		t.Fatal(err)
	}
	now := time.Now()
	if _, _, err := a.house.book.Subscribe(t.Context(), remind.NewSubscription(chat.Target{Platform: "discord", Server: "1", Channel: "2"}, remind.Film(id)), now); err != nil {
		t.Fatal(err)
	}
	client, err := newTMDB(a.config, nil)
	if err != nil {
		t.Fatal(err)
	}
	tracker := remind.NewTracker(a.house.book, refresher{a.house, a.house.book}, nil)
	if n, err := tracker.Tick(t.Context(), now); n != 1 || err != nil {
		t.Fatalf("at first %d films are refreshed, %v", n, err)
	}
	c := changes{a.house, client, tracker}
	for _, number := range []int{990301, 990302, 47964} {
		at.AddChange(number, now)
	}
	due := func() (ids []film.ID) {
		t.Helper()
		if err := c.run(t.Context(), now); err != nil {
			t.Fatal(err)
		}
		err := a.house.store.View(t.Context(), func(tx remind.Tx) (err error) {
			ids, err = tx.ToCheck(now, 100)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return ids
	}
	if ids := due(); !slices.Equal(ids, []film.ID{id}) {
		t.Errorf("%v are to be refreshed; %s is followed and %s is not", ids, id, other)
	}
	asked := at.Count()
	if due(); at.Count() != asked {
		t.Error("TMDB is asked twice within an hour")
	}
	now = now.Add(time.Hour)
	if due(); at.Count() == asked {
		t.Error("TMDB is not asked again after an hour")
	}
}
