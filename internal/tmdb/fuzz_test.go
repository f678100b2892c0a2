package tmdb_test

import (
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"marquee/internal/film"
	"marquee/internal/tmdb"
)

// Whatever an answer says, a film that comes of it passes the check, and an
// error is one that tells what to do.
func FuzzFilm(f *testing.F) {
	for _, seed := range []string{
		someFilm, `{}`, `[]`, `null`, `{"id":"7","title":null,"original_title":"x"}`,
		`{"id":7,"title":"x","release_date":"1966-01-01","runtime":"90","spoken_languages":[{"iso_639_1":"cn"}],"genres":[{"name":"\u0000"}]}`,
		`{"id":7,"title":"x","release_dates":{"results":[{"iso_3166_1":"XK","release_dates":[{"type":3,"release_date":"2010-01-01T00:00:00.000Z"}]},{"iso_3166_1":"GB","release_dates":[{"type":"1","release_date":"2010-02-30"},{"type":6,"release_date":"2010-01-01","certification":" M18 ","note":"a\nb"}]}]}}`,
		`{"id":7,"title":"x","credits":{"cast":[{"id":1,"name":"a","order":-1}],"crew":[{"id":2,"name":"b","job":"Novel"},null,{"job":""}]},"videos":{"results":[{"site":"YouTube","key":"aaaaaaaaaaa"}]}}`,
		`{"id":7,"title":"x","translations":{"translations":[{"iso_639_1":"zh","iso_3166_1":"TW","data":{"title":"片"}}]},"watch/providers":{"results":{"GB":{"link":"https://x/","rent":[{"provider_name":"p"}]}}},"similar":{"results":[{"id":8,"title":"y","release_date":"9999-99-99"}]}}`,
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, body string) {
		got, err := say(200, body).client(t).Film(t.Context(), film.Aliases{TMDB: 7})
		if err != nil {
			if !errors.Is(err, film.ErrDown) {
				t.Error(err)
			}
			return
		}
		if err := got.Check(); err != nil {
			t.Error(err)
		}
	})
}

func FuzzPerson(f *testing.F) {
	for _, seed := range []string{
		`{"id":7,"name":"A"}`, `{"id":7,"name":"A","birthday":"1955-03-19","also_known_as":["B",null,"\u0007"],"external_ids":null}`,
		`{"id":7,"name":"A","movie_credits":{"cast":[{"id":5,"title":"x","character":"y\n","release_date":"1966-01-01"},{"id":0}],"crew":[{"id":5,"title":"x","job":"Story"},{"id":5,"title":"x","job":"Story"}]}}`,
		`[7]`, `{"id":7}`,
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, body string) {
		p, err := say(200, body).client(t).Person(t.Context(), film.Aliases{TMDB: 7})
		if err != nil {
			if !errors.Is(err, film.ErrDown) {
				t.Error(err)
			}
			return
		}
		if p.Name == "" || !fit(p.Name) || !fit(p.Birthplace) {
			t.Errorf("%+v", p)
		}
		for _, c := range p.Filmography {
			if c.Ids.TMDB <= 0 || c.Title == "" || !fit(c.Title) || !fit(c.As) || !fit(c.Note) {
				t.Errorf("%+v", c)
			}
		}
	})
}

// fit reports whether a text may stand on one line.
func fit(s string) bool {
	return utf8.ValidString(s) && utf8.RuneCountInString(s) <= film.MaxTitle && !strings.ContainsAny(s, "\n\r\x00")
}

func FuzzSearch(f *testing.F) {
	f.Add("x", `{"page":1,"total_pages":1,"results":[{"id":7,"title":"x","vote_count":3,"vote_average":7.5,"genre_ids":[18,null,"35"]}]}`)
	f.Add("x", `{"page":1,"total_pages":99,"results":[{"id":7,"title":"x"}]}`)
	f.Add("\x00 \u202e", `{"results":[null,{},{"id":1e99,"name":"x"}]}`)
	f.Fuzz(func(t *testing.T, query, body string) {
		c := say(200, body).client(t)
		films, err := c.SearchFilms(t.Context(), query, 0)
		if err != nil && !errors.Is(err, film.ErrDown) {
			t.Error(err)
		}
		for _, x := range films {
			if err := x.Check(); err != nil {
				t.Error(err)
			}
		}
		people, err := c.SearchPeople(t.Context(), query)
		if err != nil && !errors.Is(err, film.ErrDown) {
			t.Error(err)
		}
		for _, p := range people {
			if !fit(p.Name) || p.Ids.TMDB <= 0 {
				t.Errorf("%+v", p)
			}
		}
	})
}

func FuzzReadExport(f *testing.F) {
	f.Add(filmLines)
	f.Add("{\n\n[]\n" + `{"id":5,"name":"A"}`)
	f.Add("\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff\x01\x00\x00\xff\xff")
	f.Fuzz(func(t *testing.T, list string) {
		n, last := 0, 0
		for l, err := range tmdb.ReadExport(strings.NewReader(list)) {
			n++
			var line *tmdb.LineError
			switch {
			case errors.As(err, &line):
				if line.Line <= last {
					t.Errorf("line %d after %d", line.Line, last)
				}
				last = line.Line
			case err == nil && (l.ID <= 0 || l.Title == "" || !fit(l.Title)):
				t.Errorf("%+v", l)
			}
		}
		if !strings.HasPrefix(list, "\x1f\x8b") && n > strings.Count(list, "\n")+1 {
			t.Errorf("%d entries of %d lines", n, strings.Count(list, "\n")+1)
		}
	})
}
