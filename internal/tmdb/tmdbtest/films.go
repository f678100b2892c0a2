package tmdbtest

import (
	"cmp"
	"encoding/json"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// parts are what a film only tells when they are asked for, by
// append_to_response.
var parts = []string{"credits", "release_dates", "videos", "watch/providers", "external_ids",
	"translations", "alternative_titles", "similar", "movie_credits"}

// serveFilm answers movie/{id}. Like the real one it takes no notice of what it
// does not know in a query.
func (d *Double) serveFilm(w http.ResponseWriter, r *http.Request, id string) {
	n, err := strconv.Atoi(id)
	film, ok := d.films[n]
	if err != nil || !ok {
		notFound(w)
		return
	}
	d.write(w, r, film.with(r.URL.Query().Get("append_to_response")))
}

// with returns the record with only those of its parts that were asked for.
func (r record) with(asked string) record {
	out := maps.Clone(r)
	for _, part := range parts {
		if !slices.Contains(strings.Split(asked, ","), part) {
			delete(out, part)
		}
	}
	return out
}

// short returns a film as it stands in lists.
func (r record) short() record {
	out := record{}
	for _, field := range []string{"adult", "backdrop_path", "id", "title", "original_title", "original_language",
		"overview", "popularity", "poster_path", "release_date", "video", "vote_average", "vote_count"} {
		if v, ok := r[field]; ok {
			out[field] = v
		}
	}
	var genres []struct {
		ID int `json:"id"`
	}
	_ = json.Unmarshal(r["genres"], &genres)
	ids := []int{}
	for _, g := range genres {
		ids = append(ids, g.ID)
	}
	out["genre_ids"] = raw(ids)
	return out
}

// all returns the films as they were added.
func (d *Double) all() []record {
	var out []record
	for _, id := range d.order {
		if f, ok := d.films[id]; ok {
			out = append(out, f)
		}
	}
	return out
}

// searchFilms finds films by a part of any of their titles, those looked at most
// first.
func (d *Double) searchFilms(q url.Values) []record {
	want := strings.ToLower(strings.TrimSpace(q.Get("query")))
	var out []record
	for _, f := range d.all() {
		switch {
		case want == "" || !slices.ContainsFunc(f.titles(), func(t string) bool { return strings.Contains(strings.ToLower(t), want) }):
		case f.truth("adult") && q.Get("include_adult") != "true":
		case q.Get("year") != "" && !strings.HasPrefix(f.text("release_date"), q.Get("year")):
		default:
			out = append(out, f.short())
		}
	}
	return byPopularity(out)
}

func (r record) titles() []string {
	titles := []string{r.text("title"), r.text("original_title")}
	var alt struct {
		Titles []struct{ Title string } `json:"titles"`
	}
	_ = json.Unmarshal(r["alternative_titles"], &alt)
	for _, t := range alt.Titles {
		titles = append(titles, t.Title)
	}
	var tr struct {
		Translations []struct {
			Data struct{ Title string } `json:"data"`
		} `json:"translations"`
	}
	_ = json.Unmarshal(r["translations"], &tr)
	for _, t := range tr.Translations {
		titles = append(titles, t.Data.Title)
	}
	return slices.DeleteFunc(titles, func(t string) bool { return t == "" })
}

func byPopularity(films []record) []record {
	popularity := func(r record) (p float64) {
		_ = json.Unmarshal(r["popularity"], &p)
		return p
	}
	slices.SortStableFunc(films, func(a, b record) int { return cmp.Compare(popularity(b), popularity(a)) })
	return films
}

// discover finds films by their dates in a region.
func (d *Double) discover(q url.Values) []record {
	types := strings.Split(q.Get("with_release_type"), "|")
	var out []record
	for _, f := range d.all() {
		if f.truth("adult") && q.Get("include_adult") != "true" {
			continue
		}
		if day := f.dayIn(q.Get("region"), types, q.Get("release_date.gte"), q.Get("release_date.lte")); day != "" {
			s := f.short()
			s["release_date"] = raw(day)
			out = append(out, s)
		}
	}
	return byPopularity(out)
}

// dayIn returns the day within two on which a film reaches a region in one of
// the ways, "" for none.
func (r record) dayIn(region string, types []string, from, to string) string {
	var dates struct {
		Results []struct {
			Region string `json:"iso_3166_1"`
			Dates  []struct {
				Day  string `json:"release_date"`
				Type int    `json:"type"`
			} `json:"release_dates"`
		} `json:"results"`
	}
	_ = json.Unmarshal(r["release_dates"], &dates)
	for _, in := range dates.Results {
		for _, day := range in.Dates {
			if in.Region == region && len(day.Day) >= 10 && slices.Contains(types, strconv.Itoa(day.Type)) &&
				day.Day[:10] >= from && day.Day[:10] <= to {
				return day.Day[:10]
			}
		}
	}
	return ""
}

// AddSeries adds a television series.
func (d *Double) AddSeries(name string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.series = append(d.series, name)
}

// searchSeries finds the series with all words that are asked for.
func (d *Double) searchSeries(q url.Values) []record {
	var out []record
	for i, name := range d.series {
		if strings.Contains(strings.ToLower(name), strings.ToLower(q.Get("query"))) {
			out = append(out, record{"id": raw(700 + i), "name": raw(name), "original_name": raw(name)})
		}
	}
	return out
}
