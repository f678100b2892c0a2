package tmdbtest

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// ServeHTTP answers a request as TMDB would, or as it was told to go wrong.
func (d *Double) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	path := strings.TrimPrefix(strings.TrimPrefix(r.URL.Path, "/3"), "/")
	d.note(r.URL)
	if fault := d.nextFault(path); fault != nil {
		fault(w, r, d.answer)
		return
	}
	d.answer(w, r)
}

// note keeps what was asked, without the key.
func (d *Double) note(u *url.URL) {
	q := u.Query()
	q.Del("api_key")
	asked := strings.TrimPrefix(u.Path, "/3/")
	if len(q) > 0 {
		asked += "?" + q.Encode()
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.requests = append(d.requests, asked)
}

// answer is what TMDB would say.
func (d *Double) answer(w http.ResponseWriter, r *http.Request) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if name, ok := strings.CutPrefix(r.URL.Path, "/exports/"); ok {
		d.serveExport(w, r, name)
		return
	}
	if r.Header.Get("Authorization") != "Bearer "+Token && r.URL.Query().Get("api_key") != Key {
		refuse(w, http.StatusUnauthorized, 7, "Invalid API key: You must be granted a valid key.")
		return
	}
	parts := strings.Split(strings.TrimPrefix(r.URL.Path, "/3/"), "/")
	q := r.URL.Query()
	switch {
	case r.URL.Path == "/3/authentication":
		d.write(w, r, map[string]any{"success": true, "status_code": 1, "status_message": "Success."})
	case r.URL.Path == "/3/search/movie":
		d.writePage(w, r, d.searchFilms(q))
	case r.URL.Path == "/3/search/tv":
		d.writePage(w, r, d.searchSeries(q))
	case r.URL.Path == "/3/search/person":
		d.writePage(w, r, d.searchPeople(q))
	case r.URL.Path == "/3/discover/movie":
		d.writePage(w, r, d.discover(q))
	case r.URL.Path == "/3/movie/changes":
		d.serveChanges(w, r)
	case len(parts) == 2 && parts[0] == "find":
		d.write(w, r, d.find(parts[1], q.Get("external_source")))
	case len(parts) == 2 && parts[0] == "movie":
		d.serveFilm(w, r, parts[1])
	case len(parts) == 2 && parts[0] == "person":
		d.servePerson(w, r, parts[1])
	default:
		notFound(w)
	}
}

func notFound(w http.ResponseWriter) {
	refuse(w, http.StatusNotFound, 34, "The resource you requested could not be found.")
}

// write sends v with an ETag, or says that the asker has it already.
func (d *Double) write(w http.ResponseWriter, r *http.Request, v any) {
	body, err := json.Marshal(v)
	if err != nil {
		refuse(w, http.StatusInternalServerError, 11, "Internal error.")
		return
	}
	tag := fmt.Sprintf(`W/"%x"`, sha256.Sum256(body))
	w.Header().Set("Content-Type", "application/json;charset=utf-8")
	w.Header().Set("ETag", tag)
	w.Header().Set("Cache-Control", fmt.Sprintf("public, max-age=%d", int(d.maxAge.Seconds())))
	if r.Header.Get("If-None-Match") == tag {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	_, _ = w.Write(body)
}

// writePage sends one page of a list.
func (d *Double) writePage(w http.ResponseWriter, r *http.Request, all []record) {
	n := 1
	if s := r.URL.Query().Get("page"); s != "" {
		var err error
		if n, err = strconv.Atoi(s); err != nil || n < 1 || n > 500 {
			refuse(w, http.StatusBadRequest, 22, "Invalid page: Pages start at 1 and max at 500. They are expected to be an integer.")
			return
		}
	}
	from := min((n-1)*d.page, len(all))
	here := append([]record{}, all[from:min(from+d.page, len(all))]...)
	d.write(w, r, map[string]any{
		"page": n, "results": here, "total_results": len(all), "total_pages": max(1, (len(all)+d.page-1)/d.page),
	})
}

func (d *Double) serveExport(w http.ResponseWriter, r *http.Request, name string) {
	packed, ok := d.exports[name]
	if !ok {
		w.WriteHeader(http.StatusForbidden) // as its storage does with files that are not there
		return
	}
	w.Header().Set("ETag", fmt.Sprintf(`"%x"`, sha256.Sum256(packed)))
	w.Header().Set("Content-Type", "application/gzip")
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(packed)) // knows parts
}

func (d *Double) serveChanges(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	from, err1 := time.Parse(time.DateOnly, q.Get("start_date"))
	to, err2 := time.Parse(time.DateOnly, q.Get("end_date"))
	if err1 != nil || err2 != nil || to.Before(from) || to.Sub(from) > 14*24*time.Hour {
		refuse(w, http.StatusUnprocessableEntity, 20, "Invalid date range: Should be a range no longer than 14 days.")
		return
	}
	var all []record
	for _, c := range d.changes {
		if day := c.at.Truncate(24 * time.Hour); !day.Before(from) && !day.After(to) {
			all = append(all, record{"id": raw(c.id), "adult": raw(false)})
		}
	}
	d.writePage(w, r, all)
}

// wholeAnswer returns what the real answer would be.
func wholeAnswer(r *http.Request, real http.HandlerFunc) []byte {
	rec := httptest.NewRecorder()
	real(rec, r)
	return rec.Body.Bytes()
}

func raw(v any) json.RawMessage {
	b, err := json.Marshal(v)
	if err != nil {
		return json.RawMessage("null")
	}
	return b
}
