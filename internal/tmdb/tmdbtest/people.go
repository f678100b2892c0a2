package tmdbtest

import (
	"encoding/json"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// A credit is a credit of a film as TMDB writes it.
type credit struct {
	ID        int    `json:"id"`
	Name      string `json:"name"`
	Character string `json:"character"`
	Job       string `json:"job"`
}

type credits struct {
	Cast []credit `json:"cast"`
	Crew []credit `json:"crew"`
}

func (r record) credits() (c credits) {
	_ = json.Unmarshal(r["credits"], &c)
	return c
}

// everybody returns the people that were added and those whom the films name.
func (d *Double) everybody() map[int]record {
	out := maps.Clone(d.people)
	for _, f := range d.all() {
		c := f.credits()
		for _, x := range slices.Concat(c.Cast, c.Crew) {
			if _, known := out[x.ID]; !known && x.ID != 0 {
				out[x.ID] = record{"id": raw(x.ID), "name": raw(x.Name), "adult": raw(false), "also_known_as": raw([]string{})}
			}
		}
	}
	return out
}

func (d *Double) servePerson(w http.ResponseWriter, r *http.Request, id string) {
	n, err := strconv.Atoi(id)
	person, ok := d.everybody()[n]
	if err != nil || !ok {
		notFound(w)
		return
	}
	person = maps.Clone(person)
	if _, given := person["movie_credits"]; !given {
		person["movie_credits"] = raw(d.creditsOf(n))
	}
	d.write(w, r, person.with(r.URL.Query().Get("append_to_response")))
}

// creditsOf returns what the films tell of a person.
func (d *Double) creditsOf(id int) map[string]any {
	cast, crew := []record{}, []record{}
	for _, f := range d.all() {
		c := f.credits()
		for _, x := range c.Cast {
			if x.ID == id {
				s := f.short()
				s["character"] = raw(x.Character)
				cast = append(cast, s)
			}
		}
		for _, x := range c.Crew {
			if x.ID == id {
				s := f.short()
				s["job"] = raw(x.Job)
				crew = append(crew, s)
			}
		}
	}
	return map[string]any{"cast": cast, "crew": crew}
}

// searchPeople finds people by a part of their name, by id.
func (d *Double) searchPeople(q url.Values) []record {
	want := strings.ToLower(strings.TrimSpace(q.Get("query")))
	everybody := d.everybody()
	var out []record
	for _, id := range slices.Sorted(maps.Keys(everybody)) {
		p := everybody[id]
		if want == "" || !strings.Contains(strings.ToLower(p.text("name")), want) {
			continue
		}
		if p.truth("adult") && q.Get("include_adult") != "true" {
			continue
		}
		short := record{"id": raw(id)}
		for _, field := range []string{"adult", "name", "original_name", "profile_path", "known_for_department", "popularity"} {
			if v, ok := p[field]; ok {
				short[field] = v
			}
		}
		out = append(out, short)
	}
	return out
}

// find answers find/{id}.
func (d *Double) find(id, source string) map[string]any {
	films, people := []record{}, []record{}
	for _, f := range d.all() {
		if f.hasID(id, source) {
			films = append(films, f.short())
		}
	}
	for _, p := range d.everybody() {
		if p.hasID(id, source) {
			people = append(people, record{"id": p["id"], "name": p["name"]})
		}
	}
	return map[string]any{
		"movie_results": films, "person_results": people,
		"tv_results": []record{}, "tv_episode_results": []record{}, "tv_season_results": []record{},
	}
}

func (r record) hasID(id, source string) bool {
	external := record{}
	_ = json.Unmarshal(r["external_ids"], &external)
	switch source {
	case "imdb_id":
		return r.text("imdb_id") == id || external.text("imdb_id") == id
	case "wikidata_id":
		return external.text("wikidata_id") == id
	}
	return false
}
