package film_test

import (
	"fmt"
	"testing"

	"marquee/internal/film"
)

func ExampleSameFilm() {
	ours := film.Film{Title: "Never Let Me Go", Year: 2010, Minutes: 103, OriginalLanguage: "en"}
	theirs := film.Film{Title: "never let me go", Year: 2010, Minutes: 104, OriginalLanguage: "en"}
	namesake := film.Film{Title: "Never Let Me Go", Year: 1953, OriginalLanguage: "en"}
	fmt.Println(film.SameFilm(&ours, &theirs), film.SameFilm(&ours, &namesake))
	// Output: true false
}

func TestSameFilm(t *testing.T) {
	// One film of an invented name; each case says what the other record has
	// besides.
	one := func(change ...func(*film.Film)) film.Film {
		f := film.Film{Title: "The Harbour", Year: 2011, Minutes: 100, OriginalLanguage: "en",
			Credits: film.Credits{{Name: "Ann Able"}, {Name: "Bob Baker"}, {Name: "Cid Cook"}}}
		for _, c := range change {
			c(&f)
		}
		return f
	}
	ids := func(a film.Aliases) func(*film.Film) { return func(f *film.Film) { f.Ids = a } }
	title := func(s string) func(*film.Film) { return func(f *film.Film) { f.Title = s } }
	year := func(y int) func(*film.Film) { return func(f *film.Film) { f.Year = y } }
	minutes := func(n int) func(*film.Film) { return func(f *film.Film) { f.Minutes = n } }
	language := func(s string) func(*film.Film) { return func(f *film.Film) { f.OriginalLanguage = s } }
	cast := func(names ...string) func(*film.Film) {
		return func(f *film.Film) {
			f.Credits = nil
			for _, n := range names {
				f.Credits = append(f.Credits, film.Credit{Job: film.Cast, Name: n})
			}
		}
	}
	for _, tt := range []struct {
		name string
		a, b film.Film
		want bool
	}{
		{"all alike", one(), one(), true},
		{"a shared alias decides, whatever else differs", one(ids(film.Aliases{TMDB: 7})),
			one(ids(film.Aliases{TMDB: 7}), title("Der Hafen"), year(1990), minutes(10), language("de"), cast()), true},
		{"a shared alias beside a differing one", one(ids(film.Aliases{TMDB: 7, IMDb: "tt0000007"})),
			one(ids(film.Aliases{TMDB: 7, IMDb: "tt0000008"})), true},
		{"aliases that contradict, all else alike: namesakes", one(ids(film.Aliases{TMDB: 7})), one(ids(film.Aliases{TMDB: 8})), false},
		{"aliases of different catalogues say nothing", one(ids(film.Aliases{TMDB: 7})), one(ids(film.Aliases{IMDb: "tt0000007"})), true},

		{"the title written another way", one(), one(title("the harbour!")), true},
		{"another title", one(), one(title("The Haven")), false},
		{"a sequel", one(title("The Harbour II")), one(title("The Harbour III")), false},
		{"a sequel's number written another way", one(title("The Harbour II")), one(title("The Harbour 2")), true},
		{"without its article it may be another", one(), one(title("Harbour")), false},
		{"titles of signs alone are not alike", one(title("???")), one(title("!!!")), false},

		{"one year apart", one(), one(year(2012)), true},
		{"two years apart", one(), one(year(2013)), false},
		{"a year unknown", one(), one(year(0)), false},
		{"both years unknown", one(year(0)), one(year(0)), false},

		{"a remake one year on, in the same language", one(),
			one(year(2012), minutes(118), cast("Dan Dale", "Eve East")), false},
		{"a remake one year on, of the same length by chance", one(), one(year(2012), language("fr"), cast("Dan Dale")), false},

		{"length and language", one(cast()), one(cast()), true},
		{"length and cast", one(language("")), one(language("")), true},
		{"language and cast", one(minutes(0)), one(minutes(0)), true},
		{"language alone", one(minutes(0), cast()), one(minutes(0), cast()), false},
		{"length alone", one(language(""), cast()), one(language(""), cast()), false},
		{"cast alone", one(language(""), minutes(0)), one(language(""), minutes(0)), false},
		{"title and year alone", one(language(""), minutes(0), cast()), one(language(""), minutes(0), cast()), false},

		{"3 minutes apart", one(cast()), one(minutes(103), cast()), true},
		{"4 minutes apart", one(cast()), one(minutes(104), cast()), false},
		{"no length is no equal length", one(minutes(0), cast()), one(minutes(1), cast()), false},
		{"two of the cast, written another way", one(minutes(0)), one(minutes(0), cast("ANN ABLE", "Bob Bäker")), true},
		{"one of the cast", one(minutes(0)), one(minutes(0), cast("Ann Able")), false},
		{"one of the cast, said twice", one(minutes(0)), one(minutes(0), cast("Ann Able", "Ann Ablé")), false},
		{"crew is no cast", one(minutes(0)), one(minutes(0), func(f *film.Film) {
			f.Credits = film.Credits{{Job: film.Writer, Name: "Ann Able"}, {Job: film.Writer, Name: "Bob Baker"}}
		}), false},
		{"different languages against length and cast", one(), one(language("fr")), true},

		{"the original title against the title", one(func(f *film.Film) { f.OriginalTitle = "Der Hafen" }), one(title("Der Hafen")), true},
		{"one of the other titles", one(func(f *film.Film) {
			f.OtherTitles = []film.OtherTitle{{Title: "Le port", Language: "fr"}}
		}), one(title("Le Port")), true},
		{"nothing known of either", film.Film{}, film.Film{}, false},
	} {
		if got := film.SameFilm(&tt.a, &tt.b); got != tt.want {
			t.Errorf("%s: %v", tt.name, got)
		}
		if got := film.SameFilm(&tt.b, &tt.a); got != tt.want {
			t.Errorf("%s, the other way round: %v", tt.name, got)
		}
	}
}
