package tmdb_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"marquee/internal/film"
	"marquee/internal/tmdb"
)

// bigFilm is an invented film with dates in 66 countries and 700 credits.
func bigFilm() string {
	type m = map[string]any
	var cast, crew, dates, texts []m
	for i := range 150 {
		cast = append(cast, m{"id": i + 1, "name": fmt.Sprintf("Invented Player %d", i), "character": fmt.Sprintf("Role %d", i), "order": i, "adult": false, "popularity": 1.5, "profile_path": "/x.jpg", "credit_id": "52fe4751c3a36847f812f049"})
	}
	for i := range 550 {
		crew = append(crew, m{"id": 1000 + i, "name": fmt.Sprintf("Invented Hand %d", i), "job": []string{"Director", "Novel", "Stunts", "Compositor", "Producer"}[i%5], "department": "Crew", "adult": false, "popularity": 1.5, "profile_path": nil, "credit_id": "52fe4751c3a36847f812f049"})
	}
	for i, r := range film.Regions()[:66] {
		dates = append(dates, m{"iso_3166_1": r, "release_dates": []m{{"certification": "12", "descriptors": []string{}, "iso_639_1": "", "note": "", "release_date": fmt.Sprintf("2019-02-%02dT00:00:00.000Z", i%28+1), "type": 3}}})
	}
	for _, l := range strings.Fields("de fr it es pt nl sv da fi pl cs hu ro tr ru uk el he ar ja ko zh th vi") {
		texts = append(texts, m{"iso_639_1": l, "iso_3166_1": "", "data": m{"title": "Title " + l, "overview": strings.Repeat("A sentence of some length. ", 20)}})
	}
	b, err := json.Marshal(m{"id": 7, "title": "Invented", "release_date": "2019-02-01", "credits": m{"cast": cast, "crew": crew},
		"release_dates": m{"results": dates}, "translations": m{"translations": texts}})
	if err != nil {
		panic(err)
	}
	return string(b)
}

// BenchmarkFilm reads and maps a film with 66 countries and 700 credits.
func BenchmarkFilm(b *testing.B) {
	body := bigFilm()
	c := say(200, body).client(b)
	b.SetBytes(int64(len(body)))
	b.ReportAllocs()
	for b.Loop() {
		f, err := c.Film(b.Context(), film.Aliases{TMDB: 7})
		if err != nil || len(f.Credits) != 700 || len(f.Releases) != 66 {
			b.Fatal(len(f.Credits), len(f.Releases), err)
		}
	}
}

// BenchmarkReadExport reads a daily list of a thousand lines.
func BenchmarkReadExport(b *testing.B) {
	list := strings.Repeat(`{"adult":false,"id":3924,"original_title":"Blondie","popularity":2.4,"video":false}`+"\n", 1000)
	b.SetBytes(int64(len(list)))
	b.ReportAllocs()
	for b.Loop() {
		n := 0
		for _, err := range tmdb.ReadExport(strings.NewReader(list)) {
			if err != nil {
				b.Fatal(err)
			}
			n++
		}
		if n != 1000 {
			b.Fatal(n)
		}
	}
}
