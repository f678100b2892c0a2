package main

import (
	"bytes"
	"compress/gzip"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"marquee/internal/catalogue/exporttest"
	"marquee/internal/wikidata/wikidatatest"
	"marquee/store"
)

// exportServer hands out exports on loopback.
func exportServer(t *testing.T) (*exporttest.Server, string) {
	t.Helper()
	s := &exporttest.Server{}
	web := httptest.NewServer(s)
	t.Cleanup(web.Close)
	return s, web.URL
}

// exportName returns the name of an export, so many days ago.
func exportName(list string, daysAgo int) string {
	day := time.Now().UTC().AddDate(0, 0, -daysAgo)
	return list + "_" + day.Format("01_02_2006") + ".json.gz"
}

func packFilms(t *testing.T, n int) []byte {
	t.Helper()
	b, err := exporttest.Pack(func(z *gzip.Writer) error { return exporttest.WriteFilms(z, exporttest.Films(n, 1)) })
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func packPeople(t *testing.T, n int) []byte {
	t.Helper()
	b, err := exporttest.Pack(func(z *gzip.Writer) error { return exporttest.WritePeople(z, exporttest.People(n, 1)) })
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// An updating is a run of marquee catalogue update.
type updating struct {
	cmd            *exec.Cmd
	stdout, stderr bytes.Buffer
}

// updatingFrom returns a run that asks the server at url.
func updatingFrom(t *testing.T, url, db string, args ...string) *updating {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	u := &updating{cmd: exec.Command(self)}
	u.cmd.Args = append([]string{"marquee", "catalogue", "update", "--db", db}, args...)
	u.cmd.Env = []string{"HOME=" + t.TempDir(), "MARQUEE_TMDB_EXPORT_URL=" + url, "TMPDIR=" + os.TempDir()}
	u.cmd.Stdout, u.cmd.Stderr = &u.stdout, &u.stderr
	return u
}

// check runs it and checks its exit status and what it says.
func (u *updating) check(t *testing.T, status int, says ...string) {
	t.Helper()
	_ = u.cmd.Run() // its status is what counts
	u.checkEnd(t, status, says...)
}

func (u *updating) checkEnd(t *testing.T, status int, says ...string) {
	t.Helper()
	said := u.stdout.String() + u.stderr.String()
	if got := u.cmd.ProcessState.ExitCode(); got != status {
		t.Errorf("exit status %d, want %d:\n%s", got, status, said)
	}
	for _, s := range says {
		if !strings.Contains(said, s) {
			t.Errorf("it does not say %q:\n%s", s, said)
		}
	}
}

func TestCatalogueUpdate(t *testing.T) {
	server, url := exportServer(t)
	db := filepath.Join(t.TempDir(), "marquee.db")
	server.Put(exportName("movie_ids", 1), packFilms(t, 3000))
	server.Put(exportName("person_ids", 1), packPeople(t, 3000))
	updatingFrom(t, url, db).check(t, 0, "films: 29", " names as of "+time.Now().UTC().AddDate(0, 0, -1).Format(time.DateOnly), "people: ")
	updatingFrom(t, url, db).check(t, 0, "films: already up to date", "people: already up to date")

	server.Put(exportName("movie_ids", 0), packFilms(t, 3500))
	updatingFrom(t, url, db, "--films").check(t, 0, "films: 34")
	s, err := store.Open(t.Context(), db, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	films, err := s.Listed().Films().Starting(t.Context(), []string{"b"}, 5)
	if err != nil || len(films) != 5 || films[0].Ids.TMDB == 0 {
		t.Errorf("films: %v, %v", films, err)
	}
	people, err := s.Listed().People().Starting(t.Context(), []string{"b"}, 5)
	if err != nil || len(people) != 5 {
		t.Errorf("people: %v, %v", people, err)
	}
}

func TestUpdateTrouble(t *testing.T) {
	server, url := exportServer(t)
	db := filepath.Join(t.TempDir(), "marquee.db")
	updatingFrom(t, url, db, "--films").check(t, 1, "TMDB has had no list of films for a week", "the list of films is as it was")
	server.Put(exportName("movie_ids", 0), []byte("<html>\n"))
	updatingFrom(t, url, db, "--films").check(t, 1, "cannot be used: too many lines cannot be read: 1 of 1; the list of films is as it was")
	updatingFrom(t, url, ":memory:").check(t, 2, "needs a database that stays")
	updatingFrom(t, url, db, "--since", "2024").check(t, 2, "--since and --regions go with --from wikidata")
	updatingFrom(t, url, db, "--from", "nowhere").check(t, 2, `update cannot come from "nowhere"`)
	updatingFrom(t, url, db, "--from", "wikidata", "--regions", "GB").check(t, 2, "needs --since")
	updatingFrom(t, url, db, "--from", "wikidata", "--since", "2024", "--regions", "Atlantis").check(t, 2, "needs --regions")

	s, err := store.Open(t.Context(), db, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	_, unlock, err := s.LockLists(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	updatingFrom(t, url, db, "--films").check(t, 1, "another update is under way on this database")
	unlock()
}

func TestUpdateWithoutNetwork(t *testing.T) {
	web := httptest.NewServer(nil)
	web.Close() // nobody listens there any longer
	db := filepath.Join(t.TempDir(), "marquee.db")
	updatingFrom(t, web.URL, db, "--films").check(t, 1, "TMDB's lists cannot be reached; is there a network? the list of films is as it was")
}

// TestUpdateFromWikidata asks for the last month that is looked at, of which the
// double has no films.
func TestUpdateFromWikidata(t *testing.T) {
	double := wikidatatest.New(t)
	db := filepath.Join(t.TempDir(), "marquee.db")
	last := time.Now().UTC().AddDate(0, 0, 24*31).Format("2006-01")
	run := func() *updating {
		u := updatingFrom(t, "http://127.0.0.1:1", db, "--from", "wikidata", "--since", last, "--regions", "GB")
		u.cmd.Env = append(u.cmd.Env, "MARQUEE_WIKIDATA_API_URL="+double.APIURL(),
			"MARQUEE_WIKIDATA_SPARQL_URL="+double.SPARQLURL(), "MARQUEE_WIKIDATA_CONTACT=films@example.org")
		return u
	}
	run().check(t, 0, "Wikidata: 0 films, 0 new, 0 updated")
	if len(double.Requests()) == 0 {
		t.Error("Wikidata was not asked")
	}
}
