package store

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"marquee/internal/film"
)

// TestConsistency saves films in many rounds, in each of which some are new,
// some are changed, some turn out to be one, and some are refused, and checks
// that every table says the same.
func TestConsistency(t *testing.T) {
	s, err := Open(t.Context(), filepath.Join(t.TempDir(), "marquee.db"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	words := strings.Fields("amber brook cinder dale ember fern grove hollow")
	person := func(n int) film.Credit {
		c := film.Credit{Name: words[n%8] + " " + words[n*5%7]}
		switch n % 5 {
		case 0:
			c.Ids.IMDb = fmt.Sprintf("nm%07d", n%16)
		case 1:
			c.Person = film.PersonID(1 + n%8)
		case 2:
			c.Ids = film.Aliases{IMDb: fmt.Sprintf("nm%07d", n%16), TMDB: 1 + n%16}
		}
		return c
	}
	for round := range 40 {
		var films []film.Film
		for i := range 4 {
			n := round*7 + i*13
			f := film.Film{
				Title: words[n%8] + " " + words[n/8%8], Year: 2000 + n%3,
				OtherTitles: []film.OtherTitle{{Title: "The " + words[n/3%8]}},
				Credits:     film.Credits{person(n), person(n + 5)},
				Releases:    []film.Release{{Region: "GB", Date: film.MustDate("2026")}},
			}
			switch n % 5 {
			case 0:
				f.Ids.TMDB = 1 + n%20
			case 1:
				f.ID = film.ID(1 + n%10)
				f.Popularity = film.PopularityOf(n)
			case 2:
				f.Ids = film.Aliases{TMDB: 1 + n%20, IMDb: fmt.Sprintf("tt%07d", n%6)}
			}
			films = append(films, f)
		}
		_, err := s.SaveFilms(t.Context(), func(yield func(film.Film, error) bool) {
			for _, f := range films {
				if !yield(f, nil) {
					return
				}
			}
		}, film.Origin{Source: "test"})
		if err != nil {
			t.Logf("round %d: %v", round, err)
		}
		consistent(t, s)
	}
	if got := column[int](t, s, `SELECT count(*) FROM film_ids WHERE same_as IS NOT NULL`); got[0] == 0 {
		t.Error("no two films turned out to be one: the test tests too little")
	}
	if got := column[int](t, s, `SELECT count(*) FROM person_ids WHERE same_as IS NOT NULL`); got[0] == 0 {
		t.Error("no two people turned out to be one: the test tests too little")
	}
}

// consistent checks that what the tables say of the same thing is the same.
func consistent(t *testing.T, s *Store) {
	t.Helper()
	for _, query := range []string{
		`SELECT "table" || ' ' || rowid FROM pragma_foreign_key_check`,
		// Numbers lead to what there is, in one step.
		`SELECT i.id FROM film_ids i WHERE NOT EXISTS (SELECT 1 FROM films WHERE id = coalesce(i.same_as, i.id))`,
		`SELECT i.id FROM person_ids i WHERE NOT EXISTS (SELECT 1 FROM people WHERE id = coalesce(i.same_as, i.id))`,
		`SELECT id FROM film_ids WHERE same_as >= id`,
		`SELECT id FROM person_ids WHERE same_as >= id`,
		`SELECT id FROM film_ids WHERE id > (SELECT last FROM counters WHERE name = 'film')`,
		`SELECT id FROM person_ids WHERE id > (SELECT last FROM counters WHERE name = 'person')`,
		// Rows are what the documents say.
		`SELECT id FROM films WHERE title <> document ->> 'title' OR year <> coalesce(document ->> 'year', 0)
			OR popularity IS NOT document ->> 'popularity'
			OR tmdb IS NOT document ->> '$.ids.tmdb' OR imdb IS NOT document ->> '$.ids.imdb'`,
		`SELECT film FROM releases GROUP BY film HAVING count(*) <> 1`,
		`SELECT c.film FROM credits c JOIN films f ON f.id = c.film
			GROUP BY c.film HAVING count(*) <> json_array_length(f.document -> '$.credits.cast')`,
		`SELECT id FROM people WHERE popularity IS NOT (SELECT sum(popularity) FROM
			(SELECT DISTINCT f.id, f.popularity FROM credits c JOIN films f ON f.id = c.film WHERE c.person = people.id))`,
	} {
		if bad := column[string](t, s, query); len(bad) > 0 {
			t.Errorf("%s: %q", query, bad)
		}
	}
	for id, document := range pairs[uint32, string](t, s, `SELECT id, document FROM films`) {
		f, err := s.Film(t.Context(), film.ID(id))
		if err != nil {
			t.Fatalf("%s: %v", document, err)
		}
		held := column[film.PersonID](t, s, fmt.Sprintf(`SELECT person FROM credits WHERE film = %d ORDER BY position`, id))
		var said []film.PersonID
		for _, c := range f.Credits {
			said = append(said, c.Person)
		}
		if !slices.Equal(held, said) {
			t.Errorf("the document of %s has the people %d, its credits %d", f.ID, said, held)
		}
	}
	for _, k := range []string{"film", "person"} {
		consistentIndex(t, s, k)
	}
}

// consistentIndex checks the tables of an index against its names.
func consistentIndex(t *testing.T, s *Store, k string) {
	t.Helper()
	postings := make(map[string][]int64)
	var keys, listed []string
	for rank, name := range pairs[int64, string](t, s, fmt.Sprintf(`SELECT rank, name FROM %s_names`, k)) {
		for _, w := range film.SearchWords(name) {
			postings[w] = append(postings[w], rank)
		}
		for _, key := range tightKeys(name, nil) {
			keys = append(keys, fmt.Sprint(key, " ", rank))
		}
		for _, w := range film.SearchWords(name) {
			listed = append(listed, fmt.Sprint(w, " ", rank))
		}
	}
	for _, ranks := range postings {
		slices.Sort(ranks)
	}
	slices.Sort(keys)
	slices.Sort(listed)
	held := make(map[string][]int64)
	for word, b := range pairs[string, []byte](t, s, fmt.Sprintf(`SELECT word, ranks FROM %s_vocabulary`, k)) {
		ranks, err := decodeRanks(b)
		if err != nil {
			t.Fatal(err)
		}
		held[word] = ranks
	}
	if diff := cmp.Diff(postings, held); diff != "" {
		t.Errorf("postings of %s names (-names +vocabulary):\n%s", k, diff)
	}
	got := column[string](t, s, fmt.Sprintf(`SELECT key || ' ' || rank FROM %s_keys ORDER BY 1`, k))
	slices.Sort(got)
	if diff := cmp.Diff(keys, got); diff != "" {
		t.Errorf("keys of %s names (-names +keys):\n%s", k, diff)
	}
	var matched []string
	for word := range postings {
		for _, rank := range column[int64](t, s, fmt.Sprintf(`SELECT rowid FROM %s_words WHERE %s_words MATCH '"%s"'`, k, k, word)) {
			matched = append(matched, fmt.Sprint(word, " ", rank))
		}
	}
	slices.Sort(matched)
	if diff := cmp.Diff(listed, matched); diff != "" {
		t.Errorf("words of %s names (-names +words):\n%s", k, diff)
	}
	if _, err := s.writer.Exec(fmt.Sprintf(`INSERT INTO %s_words (%s_words) VALUES ('integrity-check')`, k, k)); err != nil {
		t.Errorf("%s_words: %v", k, err)
	}
}

func column[T any](t *testing.T, s *Store, query string) []T {
	t.Helper()
	rows, err := s.reader.QueryContext(t.Context(), query)
	if err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	defer rows.Close()
	var out []T
	for rows.Next() {
		var v T
		if err := rows.Scan(&v); err != nil {
			t.Fatalf("%s: %v", query, err)
		}
		out = append(out, v)
	}
	if err := rows.Err(); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return out
}

func pairs[K comparable, V any](t *testing.T, s *Store, query string) map[K]V {
	t.Helper()
	rows, err := s.reader.QueryContext(t.Context(), query)
	if err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	defer rows.Close()
	out := make(map[K]V)
	for rows.Next() {
		var k K
		var v V
		if err := rows.Scan(&k, &v); err != nil {
			t.Fatalf("%s: %v", query, err)
		}
		out[k] = v
	}
	return out
}
