package bot_test

import (
	"context"
	"strings"
	"testing"

	"marquee/internal/bot"
	"marquee/internal/bot/bottest"
	"marquee/internal/chat"
	"marquee/internal/film"
	"marquee/internal/lookup"
)

const mists = `{"title": "Mist", "year": 2026}
{"title": "Mist in Mexico", "year": 2026}
`

// Too many regions behind a title are refused, also where the title is asked for.
func TestTooManyRegionsBehindATitle(t *testing.T) {
	w := bottest.NewWorld(t)
	d := bottest.NewDirect(t, w.Handler, true)
	d.Allow("ann", chat.ManageChannel)
	var codes []string
	for _, r := range film.Regions()[:30] {
		codes = append(codes, string(r))
	}
	for _, title := range []string{"King Kong", "Never Let Me Go"} {
		d.Say("ann", "/subscribe "+title+" in "+strings.Join(codes, ", "))
		if seen := d.Sees("ann"); !strings.Contains(seen.Text, "That is more than 25 regions.") {
			t.Errorf("%s: %s", title, seen.Text)
		}
	}
}

// A title that is not typed as it is written is asked for. The regions behind it
// stay, but where they are the end of the title chosen.
func TestRegionsBehindATitleThatIsAskedFor(t *testing.T) {
	for _, tt := range []struct{ line, label, want string }{
		{"/subscribe Nevr Let Me Go in DE", "Never Let Me Go (2010)", "Germany; theatrical"},
		{"/subscribe Mistt in Mexico", "Mist (2026)", "Mexico; theatrical"},
		{"/subscribe Mistt in Mexico", "Mist in Mexico (2026)", "UK (as set here); theatrical"},
	} {
		w := bottest.NewWorld(t)
		if err := w.Bring("mists.jsonl", mists); err != nil {
			t.Fatal(err)
		}
		d := bottest.NewDirect(t, w.Handler, true)
		d.Allow("ann", chat.ManageChannel)
		d.Say("ann", tt.line)
		if seen := d.Sees("ann"); !strings.Contains(seen.Text, "Which one?") {
			t.Errorf("%s: %s", tt.line, seen.Text)
		}
		if err := d.Pick("ann", tt.label); err != nil {
			t.Errorf("%s: %v", tt.line, err)
			continue
		}
		if seen := d.Sees("ann"); !strings.Contains(seen.Text, tt.want) {
			t.Errorf("%s, then %s: %s", tt.line, tt.label, seen.Text)
		}
	}
}

// A choice is offered once, though line and title both lead to it.
func TestOneEntryAFilm(t *testing.T) {
	d := bottest.NewDirect(t, bottest.NewWorld(t).Handler, true)
	d.Allow("ann", chat.ManageChannel)
	d.Say("ann", "/subscribe The Lord of the Rings: The Fellowship of the Rnig in GB")
	seen := make(map[string]bool)
	for _, l := range d.Sees("ann").Labels {
		if seen[l] {
			t.Errorf("%s is offered twice", l)
		}
		seen[l] = true
	}
	if !seen["The Lord of the Rings: The Fellowship of the Ring (2001)"] {
		t.Errorf("it is not offered: %v", seen)
	}
}

// A form shows a role's id; saved as it is, the role keeps its name.
func TestAMentionKeepsItsNameInTheForm(t *testing.T) {
	d := bottest.NewDirect(t, bottest.NewWorld(t).Handler, true)
	d.Allow("ann", chat.ManageChannel)
	d.Say("ann", "/subscribe film:Never Let Me Go mention:<!subteam^S0123ABCD|@cinema>")
	for _, tt := range []struct {
		fields map[string]string
		calls  bool
	}{{map[string]string{"Regions": "FR"}, true}, {map[string]string{"Role to call": ""}, false}} {
		if err := d.Press("ann", "Edit"); err != nil {
			t.Fatal(err)
		}
		if err := d.Fill("ann", tt.fields); err != nil {
			t.Fatal(err)
		}
		if seen := d.Sees("ann"); strings.Contains(seen.Text, "calls @cinema") != tt.calls {
			t.Errorf("%v: %s", tt.fields, seen.Text)
		}
	}
}

// A whole region is its own region: its form asks for none.
func TestTheFormOfAWholeRegion(t *testing.T) {
	d := bottest.NewDirect(t, bottest.NewWorld(t).Handler, true)
	d.Allow("ann", chat.ManageChannel)
	d.Say("ann", "/subscribe everything:Germany")
	if err := d.Press("ann", "Edit"); err != nil {
		t.Fatal(err)
	}
	if err := d.Fill("ann", map[string]string{"Regions": "FR"}); err == nil {
		t.Error("its form has a field for regions")
	}
	if err := d.Fill("ann", map[string]string{"Posts": "daily"}); err != nil {
		t.Fatal(err)
	}
	if seen := d.Sees("ann"); !strings.Contains(seen.Text, "one post a day") {
		t.Error(seen.Text)
	}
}

// shelfAbroad is a source that knows one film more than the library does.
type shelfAbroad struct {
	lookup.Source // what a film is looked up by is all that is asked for
	film          film.Film
}

func (s shelfAbroad) Name() string { return "TMDB" }

func (s shelfAbroad) SearchFilms(_ context.Context, title string, _ int) ([]film.Film, error) {
	if film.Fold(title) != film.Fold(s.film.Title) {
		return nil, nil
	}
	return []film.Film{s.film}, nil
}

func (s shelfAbroad) Film(_ context.Context, ids film.Aliases) (film.Film, error) {
	if !s.film.Ids.Shares(ids) {
		return film.Film{}, film.ErrNotFound
	}
	return s.film, nil
}

// The library knows a film of the title without the region. That the line as a
// whole is one too, the sources know.
func TestTheWholeLineIsLookedForAbroad(t *testing.T) {
	w := bottest.NewWorld(t)
	if err := w.Bring("mist.jsonl", `{"title": "Mist", "year": 2026}`); err != nil {
		t.Fatal(err)
	}
	abroad := shelfAbroad{film: film.Film{Title: "Mist in Mexico", Year: 2026, Ids: film.Aliases{TMDB: 990001}}}
	live := lookup.NewLive(lookup.LiveOptions{Library: w.Library, Keeper: w.Store, Sources: []lookup.Source{abroad}})
	t.Cleanup(live.Close)
	b := bot.New(bot.Options{Library: w.Library, Live: live, Book: w.Book, Settings: w.Store, Defaults: bottest.Defaults()})
	d := bottest.NewDirect(t, b, true)
	d.Allow("ann", chat.ManageChannel)
	d.Say("ann", "/subscribe Mist in Mexico")
	if seen := d.Sees("ann"); !strings.Contains(seen.Text, "Subscribed") || !strings.Contains(seen.Text, "Mist in Mexico (2026)") {
		t.Error(seen.Text)
	}
}
