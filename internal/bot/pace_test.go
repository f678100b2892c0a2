package bot

import (
	"fmt"
	"testing"
	"time"

	"marquee/internal/chat"
)

func TestPace(t *testing.T) {
	p := newPacer(Pace{Burst: 3, Every: time.Second})
	noon := time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)
	ask := func(person string, after time.Duration) bool {
		return p.allow(chat.Request{Asker: chat.Person{ID: person}, At: noon.Add(after)})
	}
	for i, want := range []bool{true, true, true, false, false} {
		if got := ask("ann", 0); got != want {
			t.Errorf("request %d at once: allowed %v, want %v", i+1, got, want)
		}
	}
	if !ask("bob", 0) {
		t.Error("somebody else is slowed down as well")
	}
	if ask("ann", 500*time.Millisecond) {
		t.Error("allowed too early")
	}
	if !ask("ann", time.Second) {
		t.Error("still slowed down after a second")
	}
	for i := range 10_000 {
		ask(fmt.Sprint("passer-by ", i), 2*time.Second)
	}
	ask("ann", time.Minute)
	if n := len(p.people); n != 1 {
		t.Errorf("%d people are remembered after a minute of silence", n)
	}
	for range 100 {
		if !newPacer(Pace{}).allow(chat.Request{At: noon}) {
			t.Error("the zero Pace limits")
		}
	}
}
