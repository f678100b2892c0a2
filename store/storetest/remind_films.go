package storetest

import (
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"marquee/internal/film"
	"marquee/internal/remind"
)

// drama is a film of 2027 by person 9.
var drama = film.Film{ID: 7, Title: "The Harbour", Year: 2027, Genres: []string{"Drama"}, Popularity: film.PopularityOf(5),

	Credits: film.Credits{{Job: film.Director, Name: "Ann Able", Person: 9}, {Job: film.Writer, Name: "Bob Baker"}}}

func know(t *testing.T, s Reminders, f film.Film, region film.Region, day string) {
	t.Helper()
	update(t, s, func(tx remind.Tx) error {
		d := film.MustDate(day)
		return errors.Join(tx.SaveFilm("tmdb", &f), tx.SaveStatus(f.ID, remind.SourceStatus{Source: "tmdb", LatestSince: noon}),
			tx.SaveDate(f.ID, remind.SourceDate{Source: "tmdb", Region: region, Kind: film.Theatrical, Stood: d, StoodSince: noon, Latest: d, LatestSince: noon}))
	})
}

func filmsPlanAnew(t *testing.T, s Reminders) {
	p := place(t, s)
	know(t, s, drama, "GB", "2027-03-05")
	for _, subject := range []remind.Subject{remind.Film(7), remind.Person(9), remind.Genre("drama"), remind.WholeRegion("GB"), remind.Genre("comedy"), remind.Film(8)} {
		id := keepSubscription(t, s, p.ID, remind.NewSubscription(lobby, subject))
		wide := subject.Kind >= remind.OfGenre
		for _, from := range []film.Date{{}, film.MustDate("2027-03-05")} {
			update(t, s, func(tx remind.Tx) error {
				return errors.Join(tx.Plan(id, noon.AddDate(2, 0, 0)), tx.ReplanFilm(7, from))
			})
			reached := subject.Key() != remind.Genre("comedy").Key() && subject != remind.Film(8)
			awake(t, s, noon, reached && (!wide || from.IsZero()))
			awake(t, s, time.Date(2027, 2, 23, 0, 0, 0, 0, time.UTC), reached)
		}
		update(t, s, func(tx remind.Tx) error { return tx.RemoveSubscription(id) })
	}
}

func factsComeBack(t *testing.T, s Reminders) {
	want := remind.Facts{Film: 7, Title: "The Harbour", Year: 2027, Popularity: film.PopularityOf(5),
		Statuses: []remind.SourceStatus{{Source: "tmdb", Known: true, Latest: true, LatestSince: noon}},
		Dates: []remind.SourceDate{{Source: "tmdb", Region: "GB", Kind: film.Limited, Stood: film.MustDate("2027"), StoodSince: noon,
			Latest: film.MustDate("2027-03-05"), LatestSince: noon.Add(time.Hour), Certificate: "15", Note: "a note"}},
		Changes: []remind.Change{{Film: 7, Source: "tmdb", Region: "GB", Kind: film.Limited, What: remind.FirstDate,
			New: film.MustDate("2027"), Seen: noon, Stood: noon.Add(time.Hour), Counts: true}},
	}
	update(t, s, func(tx remind.Tx) (err error) {
		want.Changes[0].ID, err = tx.AddChange(func() remind.Change {
			tx.SaveFilm("tmdb", &drama)
			return want.Changes[0]
		}())
		return errors.Join(err, tx.SaveStatus(7, want.Statuses[0]), tx.SaveDate(7, want.Dates[0]))
	})
	update(t, s, func(tx remind.Tx) error {
		got, err := tx.Facts(7)
		if diff := cmp.Diff(want, got, cmp.AllowUnexported(film.Date{}, film.Popularity{})); diff != "" {
			t.Error(diff)
		}
		none, err2 := tx.Facts(99)
		if none.Film != 99 || len(none.Dates) > 0 {
			t.Errorf("of an unknown film: %+v", none)
		}
		ids, err3 := tx.Unsettled(noon, 10)
		if !slices.Equal(ids, []film.ID{7}) {
			t.Errorf("unsettled: %v", ids)
		}
		ids, err4 := tx.ChangedSince(noon.Add(time.Hour))
		if !slices.Equal(ids, []film.ID{7}) {
			t.Errorf("changed: %v", ids)
		}
		return errors.Join(err, err2, err3, err4)
	})
}

func subjectsReachFilms(t *testing.T, s Reminders) {
	know(t, s, drama, "GB", "2027-03-05")
	adult := drama
	adult.ID, adult.Adult = 8, true
	know(t, s, adult, "GB", "2027-03-05")
	first, last := film.MustDate("2027-03-01"), film.MustDate("2027-03-05")
	for _, tt := range []struct {
		subject remind.Subject
		jobs    []film.Job
		regions []film.Region
		reaches bool
		found   bool
	}{
		{remind.Film(7), nil, []film.Region{"GB"}, true, true},
		{remind.Person(9), nil, []film.Region{"GB"}, true, true},
		{remind.Person(9), []film.Job{film.Writer, film.Director}, []film.Region{"GB"}, true, true},
		{remind.Person(9), []film.Job{film.Writer}, []film.Region{"GB"}, false, false},
		{remind.Person(9), nil, []film.Region{"DE"}, true, false},
		{remind.Genre("DRAMA"), nil, []film.Region{"DE", "GB"}, true, true},
		{remind.Genre("Comedy"), nil, []film.Region{"GB"}, false, false},
		{remind.WholeRegion("GB"), nil, []film.Region{"GB"}, true, true},
		{remind.WholeRegion("DE"), nil, []film.Region{"DE"}, false, false},
	} {
		update(t, s, func(tx remind.Tx) error {
			reaches, err := tx.Reaches(tt.subject, tt.jobs, 7)
			ids, err2 := tx.FilmsOf(tt.subject, tt.jobs, tt.regions, first, last)
			early, err3 := tx.FilmsOf(tt.subject, tt.jobs, tt.regions, first.AddDays(-9), last.AddDays(-1))
			want := []film.ID(nil)
			if tt.found {
				want = []film.ID{7}
			}
			if reaches != tt.reaches || !slices.Equal(ids, want) || len(early) > 0 && tt.subject.Kind != remind.OfFilm {
				t.Errorf("%s %v %v: %v, %v, and before its day %v", tt.subject.Key(), tt.jobs, tt.regions, reaches, ids, early)
			}
			return errors.Join(err, err2, err3)
		})
	}
}

func filmsBecomeOne(t *testing.T, s Reminders) {
	p := place(t, s)
	know(t, s, drama, "GB", "2027-03-05")
	id := keepSubscription(t, s, p.ID, remind.NewSubscription(lobby, remind.Film(7)))
	update(t, s, func(tx remind.Tx) error {
		_, err := tx.AddDelivery(said(p.ID, "KEY1"))
		return errors.Join(err, tx.MergeFilms(7, 3))
	})
	update(t, s, func(tx remind.Tx) error {
		sub, err := tx.Subscription(id)
		records, err2 := tx.Records(p.ID, 3)
		facts, err3 := tx.Facts(3)
		if sub.Subject != remind.Film(3) || len(records) != 1 || len(facts.Dates) != 1 || facts.Title != drama.Title {
			t.Errorf("%+v, %+v, %+v", sub, records, facts)
		}
		return errors.Join(err, err2, err3)
	})
}
