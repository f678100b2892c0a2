package discordtest_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"marquee/bots/discord/discordtest"
)

func TestDeferral(t *testing.T) {
	w := newWorld(t, quick)
	var flags, edit = 0, obj{"content": "the answer"}
	go1 := make(chan struct{})
	bot(t, w.srv, func(i obj) {
		respond(w.srv, i, obj{"type": 5, "data": obj{"flags": flags}})
		<-go1
		hook(w.srv, "PATCH", i, "/messages/@original", edit)
	})
	x, err := w.alice.StartCommand(w.films, "film", typed)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := x.Acknowledged(deadline(t)); err != nil {
		t.Fatal(err)
	}
	if seen, ok := w.bob.Newest(w.films); !ok || !seen.Thinking {
		t.Errorf("before the answer bob sees %v", seen)
	}
	close(go1)
	if err := x.Answered(deadline(t)); err != nil {
		t.Fatal(err)
	}
	if seen, _ := w.bob.Newest(w.films); seen.Thinking || seen.Edited || seen.Content.String() != "the answer" {
		t.Errorf("bob sees %+v", seen)
	}
	flags = 64
	if _, err := w.alice.Command(w.films, "film", typed); err != nil {
		t.Fatal(err)
	}
	if a, b := len(w.alice.Sees(w.films)), len(w.bob.Sees(w.films)); a != 2 || b != 1 {
		t.Errorf("alice sees %d messages and bob %d", a, b)
	}
	if seen, _ := w.alice.Newest(w.films); !seen.Ephemeral || seen.Content.String() != "the answer" {
		t.Errorf("alice sees %+v", seen)
	}
	if a := rest(t, w.srv, "GET", w.messages(), nil); strings.Count(string(a.raw), "the answer") != 1 {
		t.Errorf("an ephemeral message stands in the history: %s", a.raw)
	}
	flags, edit = 0, obj{"content": "hidden?", "flags": 64}
	if _, err := w.alice.StartCommand(w.films, "film", typed); err != nil {
		t.Fatal(err)
	}
	if !eventually(func() bool { return len(w.srv.Violations()) > 0 }) || kinds(w.srv) != string(discordtest.PrivacyChanged) {
		t.Errorf("hiding it in an edit: %v", w.srv.Violations())
	}
}

// eventually waits for something that the double does beside the test.
func eventually(f func() bool) bool {
	for range 1000 {
		if f() {
			return true
		}
		time.Sleep(5 * time.Millisecond)
	}
	return false
}

func TestUpdateCannotHide(t *testing.T) {
	w := newWorld(t, quick)
	update := make(chan answer, 1)
	bot(t, w.srv, func(i obj) {
		if i["type"] == 2.0 {
			respond(w.srv, i, obj{"type": 4, "data": card("x")})
			return
		}
		update <- respond(w.srv, i, obj{"type": 7, "data": obj{"content": "hidden?", "flags": 64}})
	})
	if _, err := w.alice.Command(w.films, "film", typed); err != nil {
		t.Fatal(err)
	}
	if _, err := w.alice.StartPress(w.films, "", "Cast & crew"); err != nil {
		t.Fatal(err)
	}
	if a := <-update; a.status != 400 || kinds(w.srv) != string(discordtest.PrivacyChanged) {
		t.Errorf("%d, %v", a.status, w.srv.Violations())
	}
}

func TestFailureAfterPublicDeferral(t *testing.T) {
	w := newWorld(t, quick)
	bot(t, w.srv, func(i obj) {
		respond(w.srv, i, obj{"type": 5})
		hook(w.srv, "DELETE", i, "/messages/@original", nil)
		if a := hook(w.srv, "PATCH", i, "/messages/@original", obj{"content": "x"}); a.status != 404 || a.code(t) != 10008 {
			t.Errorf("editing what is deleted: %d %s", a.status, a.raw)
		}
		hook(w.srv, "POST", i, "", obj{"content": "it is down", "flags": 64})
	})
	x, err := w.alice.Command(w.films, "film", typed)
	if err != nil {
		t.Fatal(err)
	}
	if n := len(w.bob.Sees(w.films)); n != 0 {
		t.Errorf("bob sees %d messages", n)
	}
	if reply := x.Reply(); len(reply) != 1 || !reply[0].Ephemeral || reply[0].Content.String() != "it is down" {
		t.Errorf("alice reads %v", reply)
	}
}

func TestFollowUpsOfADeferral(t *testing.T) {
	w := newWorld(t, quick)
	bot(t, w.srv, func(i obj) {
		respond(w.srv, i, obj{"type": 5})
		hook(w.srv, "POST", i, "", obj{"content": "first"}) // takes the placeholder's place
		second := hook(w.srv, "POST", i, "", obj{"content": "second"}).json(t)["id"].(string)
		hook(w.srv, "PATCH", i, "/messages/"+second, obj{"content": "2nd"})
		if a := hook(w.srv, "GET", i, "/messages/@original", nil); a.json(t)["content"] != "first" {
			t.Errorf("@original is %s", a.raw)
		}
	})
	if _, err := w.alice.Command(w.films, "film", typed); err != nil {
		t.Fatal(err)
	}
	if !eventually(func() bool { s := w.bob.Sees(w.films); return len(s) == 2 && s[1].Content.String() == "2nd" }) {
		t.Errorf("bob sees %v", w.bob.Sees(w.films))
	}
}

func TestExpiredToken(t *testing.T) {
	cfg := quick
	cfg.TokenLife = time.Nanosecond
	w := newWorld(t, cfg)
	edit := make(chan answer, 1)
	bot(t, w.srv, func(i obj) {
		respond(w.srv, i, obj{"type": 4, "data": obj{"content": "x"}})
		edit <- hook(w.srv, "PATCH", i, "/messages/@original", obj{"content": "y"})
	})
	if _, err := w.alice.Command(w.films, "film", typed); err != nil {
		t.Fatal(err)
	}
	if a := <-edit; a.status != 401 || a.code(t) != 50027 {
		t.Errorf("%d %s", a.status, a.raw)
	}
	if got := kinds(w.srv); got != string(discordtest.ExpiredToken) {
		t.Errorf("violations: %s", got)
	}
}

func TestNeverAnswered(t *testing.T) {
	cfg := quick
	cfg.Patience = 20 * time.Millisecond
	w := newWorld(t, cfg)
	bot(t, w.srv, func(i obj) { respond(w.srv, i, obj{"type": 5}) })
	if _, err := w.alice.Command(w.films, "film", typed); !errors.Is(err, discordtest.ErrNoAnswer) {
		t.Errorf("%v", err)
	}
}
