package tmdb_test

import (
	"encoding/json"
	"errors"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/language"

	"marquee/internal/film"
)

// recorded returns a recorded answer of TMDB's. The recordings are not part of
// the repository: they lie beside it, in shared/fixtures/tmdb, or the test is
// skipped.
func recorded(t testing.TB, name string) []byte {
	t.Helper()
	root, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(root, "go.mod")); err == nil {
			break
		}
		if root == filepath.Dir(root) {
			t.Fatal("no go.mod above the test")
		}
		root = filepath.Dir(root)
	}
	b, err := os.ReadFile(filepath.Join(root, "..", "shared", "fixtures", "tmdb", name+".json"))
	if errors.Is(err, os.ErrNotExist) {
		t.Skip("the recorded answers are not there")
	}
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// appended puts recorded parts into a recorded answer, as TMDB does.
func appended(t testing.TB, name string, parts map[string]string) string {
	t.Helper()
	var whole map[string]json.RawMessage
	if err := json.Unmarshal(recorded(t, name), &whole); err != nil {
		t.Fatal(err)
	}
	for part, from := range parts {
		whole[part] = recorded(t, from)
	}
	b, err := json.Marshal(whole)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func recordedFilm(t testing.TB) string {
	return appended(t, "movie_47964_details_en", map[string]string{
		"credits": "movie_47964_credits", "release_dates": "movie_47964_release_dates", "videos": "movie_47964_videos",
		"translations": "movie_47964_translations", "alternative_titles": "movie_47964_alternative_titles_US",
		"watch/providers": "movie_47964_watch_providers",
	})
}

func TestRecordedFilm(t *testing.T) {
	f := fetch(t, say(200, recordedFilm(t)).client(t), film.Aliases{TMDB: 47964})
	same(t, "headline", []any{f.Title, f.Year, f.Minutes, f.Ids.IMDb, f.Genres, f.Status, f.Collection},
		[]any{"A Good Day to Die Hard", 2013, 98, "tt1606378", []string{"Action", "Thriller"}, film.Released, "Die Hard Collection"})
	same(t, "money", []film.Money{f.Budget, f.BoxOffice}, []film.Money{{Amount: 92_000_000, Currency: "USD"}, {Amount: 304_654_182, Currency: "USD"}})
	regions := make(map[film.Region]bool)
	for _, r := range f.Releases {
		regions[r.Region] = true
	}
	if len(regions) != 66 || len(f.Releases) != 74 {
		t.Errorf("%d dates in %d regions", len(f.Releases), len(regions))
	}
	of := func(r film.Region) []string {
		g := f
		g.Releases = nil
		for _, x := range f.Releases {
			if x.Region == r {
				g.Releases = append(g.Releases, x)
			}
		}
		return dates(&g)
	}
	same(t, "France", of("FR"), []string{"FR 2013-02-20 theatrical, fr, 16", "FR 2021-02-23 digital, Disney+", "FR 2013-06-26 physical, DVD & Blu-Ray"})
	same(t, "UK", of("GB"), []string{"GB 2013-02-14 theatrical, 12A"})
	same(t, "US", of("US"), []string{"US 2013-02-14 theatrical, R"})
	if c, ok := f.CertificateIn("GB"); !ok || c.Mark != "12A" {
		t.Errorf("certificate in the UK: %+v", c)
	}

	cast := f.Credits.By(film.Cast)
	if len(cast) != 48 || cast[0].Name != "Bruce Willis" || cast[0].As != "John McClane" || cast[0].Ids.TMDB != 62 {
		t.Errorf("%d in the cast, first %+v", len(cast), cast[0])
	}
	if len(f.Credits) < 48+500 {
		t.Errorf("%d credits of 48 and 512", len(f.Credits))
	}
	for job, want := range map[film.Job][]string{
		film.Director: {"John Moore"}, film.Writer: {"Skip Woods (screenplay)", "Roderick Thorp (characters)"},
		film.Producer: {"Alex Young", "Wyck Godfrey"}, film.Editor: {"Dan Zimmerman"}, film.Music: {"Marco Beltrami"},
		film.Casting: {"Deborah Aquila", "Tricia Wood", "Lina Todd"}, film.SetDecoration: {"Jille Azis"},
	} {
		same(t, job.String(), credits(&f, job), want)
	}

	var videos []string
	for _, v := range f.Trailers[:5] {
		videos = append(videos, v.Name)
	}
	same(t, "trailers first", videos, []string{"Valentine's Day Trailer", "Official Trailer 2", "Official Trailer 1", "Official Teaser Trailer",
		"Bruce Willis on A Good Day to Die Hard | Film4 Interview Special"})
	same(t, "other titles", f.OtherTitles, []film.OtherTitle{{Title: "Die Hard 5", Region: "US"}, {Title: "Die Hard 5: A Good Day to Die Hard", Region: "US"}})

	for tag, want := range map[string]string{
		"it": "Die Hard - Un buon giorno per morire", "de": "Stirb langsam - Ein guter Tag zum Sterben",
		"pt-BR": "Duro de Matar: Um Bom Dia para Morrer", "pt-PT": "Die Hard: Nunca é Bom Dia para Morrer",
		"fr-CA": "Une belle journée pour crever", "fr": "Die Hard : Belle journée pour mourir",
	} {
		if got := f.In(language.MustParse(tag)).Title; got != want {
			t.Errorf("in %s it is %q, want %q", tag, got, want)
		}
	}
	if s := f.In(language.Italian).Synopsis; !strings.HasPrefix(s, "McClane arriva a Mosca") {
		t.Errorf("in Italian: %.60q", s)
	}
	disney := false
	for _, o := range f.OffersIn("AR") {
		disney = disney || o.Kind == film.Stream && o.Provider == "Disney Plus"
	}
	if !disney {
		t.Errorf("in Argentina: %+v", f.OffersIn("AR"))
	}
}

func TestRecordedFilmsWithLittle(t *testing.T) {
	for _, tt := range []struct {
		name string
		id   int
		want []any // title, year, minutes, dates
	}{
		{"adam_movie_blank_release_date", 9443, []any{"Chariots of Fire", 0, 124, 0}},
		{"movie_latest_sparse", 1744731, []any{"Sylvain Émard: Thinker of Movement", 0, 4, 0}},
		{"movie_168259_details_de", 168259, []any{"Fast & Furious 7", 2015, 137, 0}},
		{"movie_47964_details_it", 47964, []any{"Die Hard - Un buon giorno per morire", 2013, 97, 0}},
	} {
		f := fetch(t, say(200, string(recorded(t, tt.name))).client(t), film.Aliases{TMDB: tt.id})
		same(t, tt.name, []any{f.Title, f.Year, f.Minutes, len(f.Releases)}, tt.want)
	}
}

func TestRecordedPerson(t *testing.T) {
	body := appended(t, "person_62_details_da", map[string]string{"movie_credits": "person_62_movie_credits"})
	p, err := say(200, body).client(t).Person(t.Context(), film.Aliases{TMDB: 62})
	if err != nil {
		t.Fatal(err)
	}
	same(t, "person", []any{p.Name, p.Born, p.Died, p.Birthplace, p.Ids.IMDb, p.OtherNames},
		[]any{"Bruce Willis", film.MustDate("1955-03-19"), film.Date{}, "Idar-Oberstein, West Germany [now Germany]", "nm0000246", []string{"Walter Bruce Willis"}})
	byJob := make(map[film.Job]int)
	var fifth, hawk film.PersonCredit
	for _, c := range p.Filmography {
		byJob[c.Job]++
		switch {
		case c.Ids.TMDB == 18:
			fifth = c
		case c.Ids.TMDB == 9292 && c.Job == film.Writer:
			hawk = c
		}
	}
	if byJob[film.Cast] != 165 || len(p.Filmography) != 165+9 {
		t.Errorf("%d credits, of them %v", len(p.Filmography), byJob)
	}
	same(t, "The Fifth Element", []any{fifth.Title, fifth.Year, fifth.Date, fifth.As}, []any{"The Fifth Element", 1997, film.MustDate("1997-05-02"), "Korben Dallas"})
	same(t, "Hudson Hawk", []any{hawk.Title, hawk.Note}, []any{"Hudson Hawk", "story"})
}

func TestRecordedLists(t *testing.T) {
	c := say(200, string(recorded(t, "search_movie_007_p1"))).client(t)
	films, err := c.SearchFilms(t.Context(), "007", 0)
	if err != nil || len(films) == 0 {
		t.Fatal(films, err)
	}
	first := films[0]
	same(t, "first of the search", []any{first.Ids.TMDB, first.Title, first.OriginalTitle, first.OriginalLanguage, first.Year, first.Genres},
		[]any{649110, "Conductor 007", "Εισπράκτωρ 007", "el", 1966, []string{"Comedy"}})
	films, err = say(200, string(recorded(t, "discover_movie_region_BR"))).client(t).
		Coming(t.Context(), "BR", nil, film.MustDate("2026-07"), film.MustDate("2026-12"), 2)
	if err != nil {
		t.Fatal(err)
	}
	same(t, "coming", names(films), []string{"Spider-Man: Brand New Day 2026", "The Odyssey 2026"})
	films, err = say(200, string(recorded(t, "discover_movie_empty"))).client(t).
		Coming(t.Context(), "BR", nil, film.MustDate("2026-07"), film.MustDate("2026-12"), 2)
	if err != nil || len(films) != 0 {
		t.Error(films, err)
	}
	people, err := say(200, string(recorded(t, "search_person_willis"))).client(t).SearchPeople(t.Context(), "Willis")
	if err != nil || len(people) == 0 || people[0].Name != "Bruce Willis" || people[0].Ids.TMDB != 62 {
		t.Error(people, err)
	}
	changes := recorded(t, "movie_changes_p1")
	ids, err := wire(func(r *http.Request) (*http.Response, error) {
		if r.URL.Query().Get("page") != "1" {
			return answer(r, 200, `{"page":2,"results":[]}`), nil
		}
		return answer(r, 200, string(changes)), nil
	}).client(t).Changed(t.Context(), film.MustDate("2026-11-22").In(time.UTC, 0, 0), film.MustDate("2026-11-23").In(time.UTC, 0, 0))
	if err != nil || len(ids) == 0 || ids[0] != 1235780 {
		t.Error(ids, err)
	}
	var asked []string
	found := recorded(t, "find_imdb_tt0088247")
	_, err = wire(func(r *http.Request) (*http.Response, error) {
		asked = append(asked, r.URL.Path)
		if strings.Contains(r.URL.Path, "/find/") {
			return answer(r, 200, string(found)), nil
		}
		return answer(r, 404, string(recorded(t, "error_404_code34_movie"))), nil
	}).client(t).Film(t.Context(), film.Aliases{IMDb: "tt0088247"})
	if !errors.Is(err, film.ErrNotFound) {
		t.Error(err)
	}
	same(t, "paths", asked, []string{"/3/find/tt0088247", "/3/movie/218"})
}

func TestRecordedErrors(t *testing.T) {
	for name, want := range map[string]struct {
		status int
		err    error
	}{
		"error_401_code7": {401, film.ErrRefused}, "error_404_code34_movie": {404, film.ErrNotFound},
		"error_400_code22": {400, film.ErrDown}, "error_429_code25_SYNTHETIC": {429, film.ErrBusy},
	} {
		_, err := say(want.status, string(recorded(t, name))).client(t).Film(t.Context(), film.Aliases{TMDB: 999999999})
		if !errors.Is(err, want.err) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// The genres that short records have by number are those that TMDB lists.
func TestRecordedGenres(t *testing.T) {
	var list struct {
		Genres []struct {
			ID   int
			Name string
		}
	}
	if err := json.Unmarshal(recorded(t, "genre_movie_list_en"), &list); err != nil {
		t.Fatal(err)
	}
	for _, g := range list.Genres {
		body, _ := json.Marshal(map[string]any{"page": 1, "results": []any{map[string]any{"id": 7, "title": "x", "genre_ids": []int{g.ID}}}})
		films, err := say(200, string(body)).client(t).SearchFilms(t.Context(), "x", 0)
		if err != nil || len(films) != 1 || len(films[0].Genres) != 1 || films[0].Genres[0] != g.Name {
			t.Errorf("genre %d is %q: %+v, %v", g.ID, g.Name, films, err)
		}
	}
	if len(list.Genres) != 19 {
		t.Errorf("%d genres", len(list.Genres))
	}
}
