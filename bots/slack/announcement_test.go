package slack_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"marquee/bots/slack"
	"marquee/bots/slack/slacktest"
	"marquee/internal/bot/bottest"
	"marquee/internal/chat"
	"marquee/internal/film"
	"marquee/internal/remind"
)

// An announcement as the core words it: it is found again by its key, it pings the
// user group that a subscription names and nobody else, whatever the film is
// called, and its buttons work.
func TestAnnouncement(t *testing.T) {
	w := bottest.NewWorld(t)
	if err := w.Bring("hostile.jsonl", `{"title": "The <!channel> Gambit", "year": 2011}`); err != nil {
		t.Fatal(err)
	}
	found, err := w.Library.ResolveFilm(t.Context(), "The <!channel> Gambit (2011)", 0)
	if err != nil || found.Found.Number == 0 {
		t.Fatalf("%+v, %v", found, err)
	}
	r := start(t, w.Handler, slacktest.Config{}, slack.Options{})
	fans, others := r.srv.AddUserGroup("fans", "Fans"), r.srv.AddUserGroup("others", "Others")
	ann := r.srv.AddUser("ann")
	id := found.Found.FilmID()
	card := w.Handler.Announcer().Card(t.Context(), remind.Notice{
		Target: r.target(), At: time.Now(), Subscriptions: []remind.SubscriptionID{1},
		Mentions: []remind.Mention{{ID: fans.ID(), Name: "<!subteam^" + others.ID() + "> @here"}},
		Films: []remind.FilmNews{{Film: id, Title: "The <!channel> Gambit", Year: 2011, Lines: []remind.Line{
			{Reminder: remind.Reminder{Film: id, Region: "GB", Date: film.MustDate("2011-01-14")}, Source: "TMDB", Note: "<!here>"}}}},
	})
	const key = chat.Key("ABCDEFGHIJKLMNOPQRST")
	since := time.Now()
	if out := r.Post(in(t, moment), key, r.target(), card); out.Result != chat.Sent {
		t.Fatalf("%+v", out)
	}
	all := ann.Sees(r.films)
	if len(all) != 1 {
		t.Fatalf("%d messages", len(all))
	}
	if got := all[0].Pings; got.Everyone || !slices.Equal(got.Groups, []string{fans.ID()}) {
		t.Errorf("it pings %+v", got)
	}
	for k, want := range map[chat.Key]chat.Finding{key: chat.Found, "ABCDEFGHIJKLMNOPQRSU": chat.Absent} {
		if _, got, err := r.Find(in(t, moment), k, r.target(), since); got != want || err != nil {
			t.Errorf("%s is found %d, %v", k, got, err)
		}
	}
	for label, want := range map[string]string{"The film": "Gambit (2011)", "Mute this film here": "To change that you need", "Subscription": "no such subscription"} {
		i, err := ann.PressOn(r.films, all[0].TS, label)
		if err != nil {
			t.Errorf("%s: %v", label, err)
			continue
		}
		if reply := i.Reply(); len(reply) != 1 || !reply[0].Ephemeral || !strings.Contains(reply[0].Text(), want) {
			t.Errorf("%s: %v", label, reply)
		}
	}
}
