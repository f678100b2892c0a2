package main

import (
	"log/slog"
	"path/filepath"
	"strings"
	"testing"

	"marquee/internal/config"
	"marquee/store"
)

func TestUpdateBehindTheAnswers(t *testing.T) {
	server, url := exportServer(t)
	server.Put(exportName("movie_ids", 1), packFilms(t, 1000))
	c := config.Default()
	c.TMDB.ExportURL = url
	s, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "marquee.db"), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	update := func() string {
		var log strings.Builder
		updateLists(t.Context(), c, s, slog.New(slog.NewTextHandler(&log, nil)))
		return log.String()
	}
	if log := update(); strings.Count(log, "\n") != 2 || !strings.Contains(log, "list=films names=98") ||
		!strings.Contains(log, "the list of names is as it was\" list=people error=\"updating the list of people: there is no list of the last week\"") {
		t.Errorf("it logged\n%s", log)
	}
	server.Put(exportName("person_ids", 0), packPeople(t, 1000))
	if log := update(); strings.Count(log, "\n") != 1 || !strings.Contains(log, "list=people names=99") {
		t.Errorf("then it logged\n%s", log)
	}
	_, unlock, err := s.LockLists(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer unlock()
	if log := update(); strings.Contains(log, "WARN") || !strings.Contains(log, "elsewhere") {
		t.Errorf("beside another it logged\n%s", log)
	}
}
