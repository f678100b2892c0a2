package storetest

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"marquee/internal/film"
	"marquee/internal/settings"
)

// TestReopen tests what is left of a store after it is closed.
func TestReopen(t *testing.T, e Engine) {
	if e.Reopen == nil {
		t.Skip("nothing is left of this store")
	}
	s := e.Open(t)
	save(t, s, everything, film.Film{Title: "Saltmarsh", Ids: film.Aliases{TMDB: 1}})
	save(t, s, film.Film{ID: 42, Title: "Saltmarsh", Ids: film.Aliases{TMDB: 1}})
	saveChannel(t, s, lobby, full)
	before, counts := filmOf(t, s, firstLocal), stats(t, s)

	s = e.Reopen(t, s)
	if diff := cmp.Diff(before, filmOf(t, s, firstLocal), cmp.AllowUnexported(film.Date{}, film.Popularity{})); diff != "" {
		t.Errorf("film (-before +after):\n%s", diff)
	}
	if got := stats(t, s); got != counts {
		t.Errorf("counted %+v, before %+v", got, counts)
	}
	checkSettings(t, s, lobby, full, settings.Settings{})
	if f := filmOf(t, s, firstLocal+1); f.ID != 42 {
		t.Errorf("a number that gave way leads to %s", f.ID)
	}
	if f := film1(t, s, "La lanterne d'Oum"); f.ID != firstLocal {
		t.Errorf("a title leads to %s", f.ID)
	}
	save(t, s, film.Film{Title: "Seagrass", Credits: cast("Dov Ambergate")})
	f := film1(t, s, "Seagrass")
	if f.ID != firstLocal+2 || f.Credits[0].Person != film.FirstLocalID+3 {
		t.Errorf("the next numbers are %s and %s", f.ID, f.Credits[0].Person)
	}
}
