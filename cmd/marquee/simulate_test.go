package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"marquee/internal/chat"
	"marquee/internal/config"
	"marquee/internal/film"
	"marquee/internal/remind"
	"marquee/store"
)

// TestSimulateDatabase simulates what is subscribed in a database, which another
// process serves meanwhile, and leaves it as it was.
func TestSimulateDatabase(t *testing.T) {
	dir := t.TempDir()
	db := filepath.Join(dir, "subscribed.db")
	kept, err := store.Open(t.Context(), db, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer kept.Close()
	unlock, err := lock(t.Context(), kept)
	if err != nil {
		t.Fatal(err)
	}
	defer unlock()
	now := time.Date(2027, 3, 1, 8, 0, 0, 0, time.UTC)
	book := newBook(kept, config.Default(), nil)
	f := film.Film{ID: film.FirstLocalID, Title: "The Coming Almanac", Year: 2027, Releases: []film.Release{{Region: "FR", Date: film.MustDate("2027-03-31")}}}
	if err := book.Observe(t.Context(), "TMDB", f, now); err != nil {
		t.Fatal(err)
	}
	place := chat.Target{Platform: "discord", Server: "11", Channel: "22", Thread: "33"}
	sub := remind.NewSubscription(place, remind.Film(f.ID))
	sub.Regions = []film.Region{"FR"}
	if _, _, err := book.Subscribe(t.Context(), sub, now); err != nil {
		t.Fatal(err)
	}

	out, err := os.Create(filepath.Join(dir, "out"))
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	p := &program{args: []string{"simulate", "--from", "2027-03-01", "--to", "2027-04-01", "--db", db}, stdin: os.Stdin, stdout: out, stderr: &log{},
		env: config.NewEnv([]string{"MARQUEE_SOURCES=catalogue"})}
	if status := p.run(t.Context()); status != exitDone {
		t.Errorf("exit status %d: %s", status, p.stderr)
	}
	text, err := os.ReadFile(out.Name())
	if err != nil {
		t.Fatal(err)
	}
	// Summer time begins between the two.
	want := `Wed 24 March 2027 09:00 GMT (2027-03-24T09:00:00Z)  discord server 11 channel 22 thread 33
    The Coming Almanac (2027): France, 31 March 2027, 7 days ahead
Wed 31 March 2027 09:00 BST (2027-03-31T08:00:00Z)  discord server 11 channel 22 thread 33
    The Coming Almanac (2027): France, 31 March 2027, on the day

2 posts from 2027-03-01 to 2027-04-01
`
	if string(text) != want {
		t.Errorf("it says\n%s\nwant\n%s", text, want)
	}
	err = kept.View(t.Context(), func(tx remind.Tx) error {
		totals, err := tx.Totals()
		records, err2 := tx.Records(1, f.ID)
		if len(totals) > 0 || len(records) > 0 || err2 != nil {
			t.Errorf("the ledger has %v, %v, %v", totals, records, err2)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
	if said := p.stderr.(*log).String(); strings.TrimSpace(said) != "" {
		t.Errorf("on standard error: %s", said)
	}
}
