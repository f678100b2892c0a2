package wikidata

import (
	"context"
	"errors"
	"slices"
	"testing"
	"testing/synctest"
	"time"
)

func TestWhoWaitsGoesBeforeTheBackground(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var line turn
		if err := line.take(t.Context(), true); err != nil {
			t.Fatal(err)
		}
		var order []string
		ask := func(name string, background bool) {
			go func() {
				if err := line.take(t.Context(), background); err != nil {
					t.Error(err)
				}
				order = append(order, name)
				line.give()
			}()
			synctest.Wait()
		}
		ask("export 1", true)
		ask("film 1", false)
		ask("export 2", true)
		ask("film 2", false)
		gone, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if err := line.take(gone, false); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("who has no time left got %v", err)
		}
		line.give()
		synctest.Wait()
		if want := []string{"film 1", "film 2", "export 1", "export 2"}; !slices.Equal(order, want) {
			t.Errorf("the order was %q, want %q", order, want)
		}
		if err := line.take(t.Context(), false); err != nil {
			t.Error(err)
		}
	})
}

func TestMemoryForgetsAfterADay(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := newMemory[string](2)
		m.get(nil)
		m.put("Q1", "one")
		if known, missing := m.get([]string{"Q1", "Q2"}); known["Q1"] != "one" || !slices.Equal(missing, []string{"Q2"}) {
			t.Errorf("got %v, missing %v", known, missing)
		}
		time.Sleep(memoryAge + time.Second)
		if known, _ := m.get([]string{"Q1"}); len(known) != 0 {
			t.Errorf("it still knows %v", known)
		}
		for _, id := range []string{"Q1", "Q2", "Q3"} {
			m.put(id, id)
		}
		if len(m.kept) > 2 {
			t.Errorf("it keeps %d", len(m.kept))
		}
	})
}
