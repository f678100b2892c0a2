package main

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/text/language"

	"marquee/bots/terminal"
	"marquee/internal/bot"
	"marquee/internal/chat"
	"marquee/internal/config"
	"marquee/internal/film"
	"marquee/internal/lookup"
	"marquee/internal/tmdb/tmdbtest"
	"marquee/internal/wikidata/wikidatatest"
	"marquee/store"
)

// asked is a Marquee with sources on loopback, asked as from a channel.
type asked struct {
	t       *testing.T
	handler chat.Handler
	house   *house
	config  config.Config
	log     *lockedLog
	mature  bool
	within  time.Duration // what a platform waits for an answer
	at      time.Time
}

// lockedLog is what was logged so far; sources are asked in the background too.
type lockedLog struct {
	mu   sync.Mutex
	text strings.Builder
}

func (l *lockedLog) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(b)
}

func (l *lockedLog) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

func (l *lockedLog) Len() int { return len(l.String()) }

const tmdbKey = "0123456789abcdef0123456789abcdef"

// withSources opens a house whose configuration points at the doubles that are not
// nil.
func withSources(t *testing.T, at *tmdbtest.Double, wd *wikidatatest.Double, change func(*config.Config)) *asked {
	t.Helper()
	c := config.Default()
	c.Sources = []string{"catalogue"}
	if at != nil {
		c.Sources = append(c.Sources, "tmdb")
		c.TMDB.Token = config.NewSecret(tmdbKey)
		c.TMDB.APIURL, c.TMDB.ExportURL = at.URL(), at.ExportURL()
	}
	if wd != nil {
		c.Sources = append(c.Sources, "wikidata")
		c.Wikidata.APIURL, c.Wikidata.SPARQLURL, c.Wikidata.Contact = wd.APIURL(), wd.SPARQLURL(), "films@example.org"
	}
	if change != nil {
		change(&c)
	}
	a := &asked{t: t, log: &lockedLog{}, within: time.Minute, at: time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)}
	p := &program{}
	log := slog.New(slog.NewTextHandler(a.log, nil))
	h, err := p.openHouse(t.Context(), database{path: config.Memory}, log)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { h.close() })
	o, err := h.options(c, log)
	if err != nil {
		t.Fatal(err)
	}
	a.house, a.handler, a.config = h, bot.New(o), c
	return a
}

// ask types a command and returns the answer as the terminal shows it.
func (a *asked) ask(line string) string {
	a.t.Helper()
	name, rest, _ := strings.Cut(strings.TrimPrefix(line, "/"), " ")
	return a.request(chat.Request{Route: chat.NewRoute(name), Line: rest})
}

// press presses a button of the card.
func (a *asked) press(route string) string {
	a.t.Helper()
	return a.request(chat.Request{Route: route, Press: &chat.Press{ByAsker: true}})
}

func (a *asked) request(r chat.Request) string {
	a.t.Helper()
	r.At, r.Mature = a.at, a.mature
	r.Target = chat.Target{Platform: "terminal", Channel: "here"}
	ctx, cancel := context.WithTimeout(a.t.Context(), a.within)
	defer cancel()
	answer := a.handler.Answer(ctx, r)
	card := answer.Card
	if answer.Later != nil {
		later := answer.Later(ctx)
		card = &later
	}
	if card == nil {
		a.t.Fatalf("%+v gives no card", r)
	}
	return terminal.Render(*card, terminal.View{Width: 100})
}

// wants fails where an answer lacks one of the texts.
func wants(t *testing.T, answer string, texts ...string) {
	t.Helper()
	flat := strings.Join(strings.Fields(answer), " ")
	for _, text := range texts {
		if !strings.Contains(flat, text) {
			t.Errorf("there is no %q in\n%s", text, answer)
		}
	}
}

func lacks(t *testing.T, answer string, texts ...string) {
	t.Helper()
	flat := strings.Join(strings.Fields(answer), " ")
	for _, text := range texts {
		if strings.Contains(flat, text) {
			t.Errorf("there is %q in\n%s", text, answer)
		}
	}
}

func TestAnswersOfEachSource(t *testing.T) {
	at, wd := tmdbtest.New(t), wikidatatest.New(t)
	for _, test := range []struct {
		name                   string
		at                     *tmdbtest.Double
		wd                     *wikidatatest.Double
		film, releases, person []string
	}{
		{
			name: "TMDB", at: at,
			film:     []string{"themoviedb.org/movie/900001", "seems idyllic", "Source: TMDB, Never Let Me Go film page, as of"},
			releases: []string{"Source: TMDB, as of"},
			person:   []string{"themoviedb.org/person/910001", "Source: TMDB, Wikipedia"},
		},
		{
			name: "Wikidata", wd: wd,
			film:     []string{"wikidata.org/wiki/Q9000000001", "side by side", "Source: Wikidata, Never Let Me Go film page, as of"},
			releases: []string{"Source: Wikidata, as of"},
			person:   []string{"wikidata.org/wiki/Q9000000111", "Source: Wikidata, Wikipedia"},
		},
		{
			name: "both", at: at, wd: wd,
			film:     []string{"themoviedb.org/movie/900001", "seems idyllic", "Source: TMDB, Wikidata, as of"},
			releases: []string{"Source: TMDB, as of"},
			person:   []string{"themoviedb.org/person/910001", "Source: TMDB, Wikipedia"},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			a := withSources(t, test.at, test.wd, nil)
			film := a.ask("/film never let me go 2010")
			wants(t, film, "UK release 14 January 2011", "Director Mark Romanek", "Distributor Fox Searchlight (US)", "103 min")
			wants(t, film, test.film...)
			lacks(t, film, "Or did you mean", "not answering", "novel", "soundtrack")
			releases := a.ask("/releases never let me go 2010")
			wants(t, releases, "15 September 2010: US", "14 January 2011: UK", "9 February 2011: Belgium, France", "24 February 2011: Germany")
			wants(t, releases, test.releases...)
			person := a.ask("/person Keira Knightley")
			wants(t, person, "2010 Never Let Me Go", "2012 Anna Karenina")
			wants(t, person, test.person...)
			if n := strings.Count(person, "Never Let Me Go"); n != 1 {
				t.Errorf("the film stands there %d times:\n%s", n, person)
			}
			if a.log.Len() > 0 {
				t.Errorf("the log:\n%s", a.log)
			}
		})
	}
}

// TestSeedPageOfAllSources looks for every field of the film page on the cards of
// the one film that three sources tell of.
func TestSeedPageOfAllSources(t *testing.T) {
	a := withSources(t, tmdbtest.New(t), wikidatatest.New(t), nil)
	film := a.ask("/film Never Let Me Go 2010")
	id := a.resolve("Never Let Me Go", 2010)
	var all strings.Builder
	for _, part := range []string{"crew", "details", "trailers", "articles"} {
		all.WriteString(a.press("v1/film/" + id + "/" + part))
	}
	all.WriteString(a.press("v1/releases/" + id))
	wants(t, film+all.String(),
		"Drama/Romance", "R (US)", "103 min", "Fox Searchlight",
		"Keira Knightley", "Andrew Garfield", "Carey Mulligan", "Charlotte Rampling", "Nathalie Richard", "Sally Hawkins",
		"Andrea Riseborough", "Domhnall Gleeson", "Isobel Meikle-Small", "Charlie Rowe", "Ella Purnell", "Kate Bowes Renna",
		"Hannah Sharp", "Christina Carrafiell", "Oliver Parsons", "Luke Bryant", "David Sterne", "Lydia Wilson", "Chidi Chickwe",
		"Mark Romanek", "Alex Garland", "Kazuo Ishiguro", "Andrew Macdonald", "Allon Reich", "Richard Hewitt", "Tessa Ross",
		"Denis Schnegg", "Kate Dowd", "Rachael Fleming", "Steven Noble", "Adam Kimmel", "Barney Pilling", "Sian Grigg",
		"Rachel Portman", "Mark Digby", "Michelle Day",
		"Aspect ratio 2.35:1", "Fife, Scotland; London, England; Norfolk, England; Somerset, England", "Some sexuality and nudity",
		"DNA Films, Film4", "13 April 2009 to July 2009", "youtube.com/watch?v=sXiRZhDEo8A",
		"15 September 2010: US", "14 January 2011: UK", "9 February 2011: Belgium, France", "24 February 2011: Germany",
		"TMDB, Wikidata", "Never Let Me Go film page",
	)
	if n := strings.Count(all.String(), "Chidi Chickwe"); n != 1 {
		t.Errorf("the last of the cast stands there %d times", n)
	}
}

// resolve returns the number of the one film of a title and year.
func (a *asked) resolve(title string, year int) string {
	a.t.Helper()
	r, err := lookup.New(a.house.store, a.house.catalogue).ResolveFilm(a.t.Context(), title, year)
	if err != nil || r.Verdict != lookup.One {
		a.t.Fatalf("%s of %d: %+v, %v", title, year, r, err)
	}
	return r.Found.FilmID().String()
}

// oddDates is an invented film whose dates are such as sources get wrong.
const oddDates = `{"id": 990001, "title": "The Odd Almanac", "original_title": "The Odd Almanac", "original_language": "en",
	"runtime": 93, "status": "Released", "release_date": "2025-01-10", "overview": "", "adult": false, "video": false,
	"credits": {"cast": [], "crew": []},
	"release_dates": {"results": [
		{"iso_3166_1": "GB", "release_dates": [
			{"release_date": "2024-10-12T00:00:00.000Z", "type": 1, "note": "London Film Festival", "certification": "", "iso_639_1": ""},
			{"release_date": "2025-01-10T23:30:00.000Z", "type": 3, "note": "", "certification": "15 ", "iso_639_1": ""},
			{"release_date": "2025-10-01T00:00:00.000Z", "type": 3, "note": "25th anniversary", "certification": "", "iso_639_1": ""}]},
		{"iso_3166_1": "CH", "release_dates": [
			{"release_date": "2025-02-06T00:00:00.000Z", "type": 3, "iso_639_1": "de", "note": "", "certification": ""},
			{"release_date": "2025-02-12T00:00:00.000Z", "type": 3, "iso_639_1": "fr", "note": "", "certification": ""}]},
		{"iso_3166_1": "FR", "release_dates": [{"release_date": "", "type": 3}]}]}}`

// oneYear is an invented film of which only a year is known.
const oneYear = `{"id": 990002, "title": "The Vague Almanac", "original_title": "The Vague Almanac", "original_language": "en",
	"runtime": 90, "status": "Planned", "release_date": "2027-01-01", "overview": "", "adult": false, "video": false,
	"credits": {"cast": [], "crew": []},
	"release_dates": {"results": [{"iso_3166_1": "DE", "release_dates": [
		{"release_date": "2027-01-01T00:00:00.000Z", "type": 3, "note": "", "certification": "", "iso_639_1": ""}]}]}}`

func TestDatesAsTheyAre(t *testing.T) {
	at := tmdbtest.New(t)
	at.AddFilm(t, []byte(oddDates))
	at.AddFilm(t, []byte(oneYear))
	a := withSources(t, at, nil, nil)
	film := a.ask("/film The Odd Almanac")
	wants(t, film, "UK release 10 January 2025", "15 (UK)")
	lacks(t, film, "11 January 2025", "12 October 2024", "anniversary")
	wants(t, a.ask("/releases The Odd Almanac"),
		"12 October 2024: UK (premiere; London Film Festival)", "10 January 2025: UK", "1 October 2025: UK (25th anniversary)",
		"6 February 2025: Switzerland", "German", "12 February 2025: Switzerland", "French")
	wants(t, a.ask("/releases The Vague Almanac"), "2027: Germany")
	lacks(t, a.ask("/film The Vague Almanac")+a.ask("/releases The Vague Almanac"), "1 January 2027")
	a.at = time.Date(2026, 12, 20, 12, 0, 0, 0, time.UTC)
	lacks(t, a.ask("/upcoming germany"), "1 January 2027")
}

// TestFaultsOfSources breaks a source in every way, under a question that can be
// answered without it and one that cannot.
func TestFaultsOfSources(t *testing.T) {
	refused := tmdbtest.New(t)
	refused.Close()
	faults := map[string]*tmdbtest.Double{"refused": refused, "certificate": tmdbtest.NewTLS(t)}
	for name, f := range map[string]tmdbtest.Fault{
		"429": tmdbtest.Busy(""), "429 with Retry-After": tmdbtest.Busy("120"), "500": tmdbtest.Broken(), "half a body": tmdbtest.HalfBody(),
		"half an object": tmdbtest.HalfJSON(), "a page": tmdbtest.HTML(200), "silence": tmdbtest.Silence(30 * time.Second),
		"50 MB": tmdbtest.Huge(50<<20, false), "bad key": tmdbtest.Status(401, 7),
	} {
		faults[name] = tmdbtest.New(t)
		faults[name].Fail("", -1, f)
	}
	for name, at := range faults {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			a := withSources(t, at, nil, func(c *config.Config) { c.Database = "" })
			if name == "silence" {
				a.within = 3 * time.Second
			}
			begin := time.Now()
			known := a.ask("/film never let me go 2010")
			wants(t, known, "UK release 14 January 2011", "Source: Never Let Me Go film page")
			unknown := a.ask("/film Nothing That Was Ever Filmed")
			wants(t, unknown, "I could not look everywhere: TMDB")
			switch {
			case strings.HasPrefix(name, "429"):
				wants(t, known+unknown, "TMDB is asked too much just now")
			case name == "bad key":
				wants(t, known+unknown, "TMDB refuses the key of this bot")
			default:
				wants(t, known+unknown, "TMDB is not answering")
			}
			if took := time.Since(begin); took > 50*time.Second {
				t.Errorf("it took %v", took)
			}
			a.secret(known, unknown)
		})
	}
}

// secret fails where the key shows in an answer, in the log or in the database.
func (a *asked) secret(answers ...string) {
	a.t.Helper()
	for _, text := range append(answers, a.log.String()) {
		if strings.Contains(text, tmdbKey) {
			a.t.Errorf("the key shows in\n%s", text)
		}
	}
}

func TestKeyIsInNoFile(t *testing.T) {
	folder := t.TempDir()
	at := tmdbtest.New(t)
	a := withSources(t, at, nil, nil)
	kept, err := (database{path: filepath.Join(folder, "marquee.db")}).open(t.Context(), slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	a.house.live.Close()
	a.house.store.Close()
	a.house.store = kept
	o, err := a.house.options(a.config, slog.New(slog.NewTextHandler(a.log, nil)))
	if err != nil {
		t.Fatal(err)
	}
	a.handler = bot.New(o)
	wants(t, a.ask("/film never let me go 2010"), "themoviedb.org/movie/900001")
	at.Fail("", -1, tmdbtest.Broken())
	wants(t, a.ask("/film Nothing That Was Ever Filmed"), "not answering")
	a.house.live.Close()
	files, err := filepath.Glob(filepath.Join(folder, "*"))
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(b, []byte(tmdbKey)) {
			t.Errorf("the key is in %s", filepath.Base(file))
		}
	}
	a.secret()
}

// TestLastKnownFacts lets what is kept grow old, and then takes the source away.
func TestLastKnownFacts(t *testing.T) {
	at := tmdbtest.New(t)
	a := withSources(t, at, nil, nil)
	wants(t, a.ask("/film Paper Harbour"), "Paper Harbour", "Source: TMDB, as of")
	id, err := film.ParseID(a.resolve("Paper Harbour", 0))
	if err != nil {
		t.Fatal(err)
	}
	long := lookup.Asking{At: time.Now().Add(-60 * 24 * time.Hour).UTC().Truncate(time.Second), Found: true}
	for _, q := range []lookup.Question{{Film: id}, {Title: "Paper Harbour"}} {
		if err := a.house.store.NoteAsked(t.Context(), q, "TMDB", long); err != nil {
			t.Fatal(err)
		}
	}
	at.Close()
	for i := range 20 {
		answer := a.ask("/film Paper Harbour")
		wants(t, answer, "Paper Harbour", "Source: TMDB, as of")
		if strings.Contains(answer, "TMDB is not answering") {
			return
		}
		a.house.live.Ask(t.Context(), lookup.Question{Title: fmt.Sprint("Film ", i)})
	}
	t.Error("nobody is told that TMDB does not answer")
}

// TestMistakesInListedNames types the title of a film that only TMDB's list knows,
// with a mistake that TMDB's search would not forgive.
func TestMistakesInListedNames(t *testing.T) {
	at := tmdbtest.New(t)
	a := withSources(t, at, nil, nil)
	_, err := a.house.store.SaveList(t.Context(), store.ListedFilms, film.MustDate("2026-11-22"), func(yield func(store.ListedName, error) bool) {
		yield(store.ListedName{TMDB: 900002, Name: "The Lamplighter’s Tide", Popularity: 5}, nil)
	}, store.ListOptions{})
	if err != nil {
		t.Fatal(err)
	}
	list := a.handler.Suggest(t.Context(), chat.Request{Route: chat.NewRoute("film"), At: a.at}, "title", "the lampl")
	if len(list) != 1 || list[0].Value != "tmdb:900002" {
		t.Fatalf("offered while typing: %+v", list)
	}
	if n := at.Count(); n != 0 {
		t.Errorf("TMDB was asked %d times for a completion", n)
	}
	wants(t, a.ask("/film "+list[0].Value), "The Lamplighter’s Tide", "Source: TMDB")
	b := withSources(t, at, nil, nil)
	if _, err := b.house.store.SaveList(t.Context(), store.ListedFilms, film.MustDate("2026-11-22"), func(yield func(store.ListedName, error) bool) {
		yield(store.ListedName{TMDB: 900002, Name: "The Lamplighter’s Tide", Popularity: 5}, nil)
	}, store.ListOptions{}); err != nil {
		t.Fatal(err)
	}
	wants(t, b.ask("/film the lamplihgters tide"), "The Lamplighter’s Tide", "The nearest title to", "Source: TMDB")
}

// TestPlaceLanguage looks at a film of which TMDB has texts in several languages
// and where it can be watched.
func TestPlaceLanguage(t *testing.T) {
	a := withSources(t, tmdbtest.New(t), nil, func(c *config.Config) { c.Language = language.German })
	// Its German title finds it, and heads the card, with the original one beside it.
	german := a.ask("/film die gezeiten des laternenanzünders")
	wants(t, german, "des Laternenanzünders (2019)", "Original title:", "Source: TMDB")
	id := a.resolve("The Lamplighter’s Tide", 2019)
	watch := a.press("v1/film/" + id + "/watch")
	wants(t, watch, "Where to watch", "Source: JustWatch, by way of TMDB")

	english := withSources(t, tmdbtest.New(t), nil, nil)
	wants(t, english.ask("/film la marea del lampionaio"), "The Lamplighter’s Tide (2019)")
}

// TestSlowSource has TMDB take seconds for each answer: they come.
func TestSlowSource(t *testing.T) {
	if testing.Short() {
		t.Skip("it waits for seconds")
	}
	t.Parallel()
	at := tmdbtest.New(t)
	at.Fail("", -1, func(w http.ResponseWriter, r *http.Request, real http.HandlerFunc) {
		time.Sleep(9 * time.Second)
		real(w, r)
	})
	a := withSources(t, at, nil, nil)
	wants(t, a.ask("/film Paper Harbour"), "Paper Harbour", "Source: TMDB")
}

func TestSeriesAreTold(t *testing.T) {
	at, wd := tmdbtest.New(t), wikidatatest.New(t)
	at.AddSeries("The Invented Serial")
	wd.Put(wikidatatest.Item{ID: "Q9900000077", Labels: map[string]string{"en": "Zyxwvut Quorlin"},
		Claims: []wikidatatest.Claim{wikidatatest.Is("Q5398426")}})
	a := withSources(t, at, wd, nil)
	for range 2 {
		wants(t, a.ask("/film the invented serial"), "is a television series, and Marquee knows films.")
		wants(t, a.ask("/film zyxwvut quorlin"), "is a television series, and Marquee knows films.")
	}
	lacks(t, a.ask("/film the invented serials end"), "television series")
}
