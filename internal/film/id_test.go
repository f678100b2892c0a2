package film_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"

	"marquee/internal/film"
)

func ExampleParseID() {
	id := film.ID(1 << 20)
	fmt.Println(id)
	fmt.Println(film.ParseID("mq7f"))
	_, err := film.ParseID("../etc")
	fmt.Println(err)
	// Output:
	// 10000
	// MQ7F <nil>
	// not an id: "../etc"
}

func TestIDsComeBack(t *testing.T) {
	for _, n := range []uint32{1, 31, 32, 1023, 1024, film.FirstLocalID - 1, film.FirstLocalID, math.MaxInt32, math.MaxUint32} {
		id := film.ID(n)
		for _, s := range []string{id.String(), strings.ToLower(id.String())} {
			if got, err := film.ParseID(s); err != nil || got != id {
				t.Errorf("ParseID(%q) = %v, %v; want %d", s, got, err, n)
			}
		}
		if got, err := film.ParsePersonID(film.PersonID(n).String()); err != nil || got != film.PersonID(n) {
			t.Errorf("ParsePersonID(%q) = %v, %v", id, got, err)
		}
		var back struct {
			Film   film.ID
			Person film.PersonID
		}
		b, err := json.Marshal(map[string]any{"Film": id, "Person": film.PersonID(n)})
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(b, &back); err != nil || back.Film != id || back.Person != film.PersonID(n) {
			t.Errorf("%s came back as %v, %v", b, back, err)
		}
	}
}

func TestParseIDRefusesWhatStringDoesNotWrite(t *testing.T) {
	for _, s := range []string{
		"", "0", "00A", "0MQ7F", // nothing, and second spellings of an id
		"I", "L", "O", "U", "MQ7F ", " MQ7F", "-1", "MQ-7F", "\u017f", "\u212a", "\uff21", "\x00", "\xff", "MQ7F/crew",
		"4000000",             // 1<<32
		"ZZZZZZZ", "10000000", // more bits and more digits than there are
		strings.Repeat("A", 5000),
	} {
		if id, err := film.ParseID(s); !errors.Is(err, film.ErrID) || id != 0 {
			t.Errorf("ParseID(%.20q) = %v, %v; want ErrID", s, id, err)
		}
		if id, err := film.ParsePersonID(s); !errors.Is(err, film.ErrID) || id != 0 {
			t.Errorf("ParsePersonID(%.20q) = %v, %v; want ErrID", s, id, err)
		}
	}
	id := film.ID(7)
	if err := json.Unmarshal([]byte(`"!"`), &id); !errors.Is(err, film.ErrID) {
		t.Errorf("Unmarshal: %v", err)
	}
}

func FuzzParseID(f *testing.F) {
	for _, s := range []string{"MQ7F", "mq7f", "", "0", "ZZZZZZZ", "3ZZZZZZ", "\u017f", "\xff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		id, err := film.ParseID(s)
		switch {
		case err != nil && (id != 0 || !errors.Is(err, film.ErrID)):
			t.Fatalf("ParseID(%q) = %v, %v", s, id, err)
		case err == nil && (id == 0 || !strings.EqualFold(id.String(), s)):
			t.Fatalf("ParseID(%q) = %v", s, id)
		}
	})
}

func TestAliases(t *testing.T) {
	matrix := film.Aliases{IMDb: "tt0133093", TMDB: 603, Wikidata: "Q83495"}
	for _, tt := range []struct {
		a, b                film.Aliases
		shares, contradicts bool
	}{
		{matrix, matrix, true, false},
		{matrix, film.Aliases{TMDB: 603}, true, false},
		{matrix, film.Aliases{IMDb: "tt0133093"}, true, false},
		{matrix, film.Aliases{Wikidata: "Q83495"}, true, false},
		{matrix, film.Aliases{}, false, false},
		{film.Aliases{}, film.Aliases{}, false, false},
		{film.Aliases{IMDb: "tt0133093"}, film.Aliases{TMDB: 603}, false, false},
		{matrix, film.Aliases{IMDb: "tt0234215"}, false, true},
		{matrix, film.Aliases{TMDB: 604}, false, true},
		{matrix, film.Aliases{Wikidata: "Q1"}, false, true},
		{matrix, film.Aliases{IMDb: "tt0133093", TMDB: 604}, true, true},
	} {
		if tt.a.Shares(tt.b) != tt.shares || tt.b.Shares(tt.a) != tt.shares {
			t.Errorf("%v shares with %v: %v", tt.a, tt.b, !tt.shares)
		}
		if tt.a.Contradicts(tt.b) != tt.contradicts || tt.b.Contradicts(tt.a) != tt.contradicts {
			t.Errorf("%v contradicts %v: %v", tt.a, tt.b, !tt.contradicts)
		}
	}
	got := film.Aliases{TMDB: 604}.Or(matrix)
	if want := (film.Aliases{IMDb: "tt0133093", TMDB: 604, Wikidata: "Q83495"}); got != want {
		t.Errorf("Or = %v, want %v", got, want)
	}
	if !(film.Aliases{}).IsZero() || matrix.IsZero() {
		t.Error("IsZero is wrong")
	}
}
