package discord_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"marquee/bots/discord"
	"marquee/bots/discord/discordtest"
	"marquee/internal/bot/bottest"
	"marquee/internal/chat"
	"marquee/internal/film"
	"marquee/internal/remind"
)

// An announcement as the core words it: its key travels in a button and is found
// again, it pings the role that a subscription names and nobody else, whatever the
// film is called, and its buttons work.
func TestAnnouncement(t *testing.T) {
	t.Parallel()
	w := bottest.NewWorld(t)
	if err := w.Bring("hostile.jsonl", `{"title": "The @everyone Gambit", "year": 2011}`); err != nil {
		t.Fatal(err)
	}
	found, err := w.Library.ResolveFilm(t.Context(), "The @everyone Gambit (2011)", 0)
	if err != nil || found.Found.Number == 0 {
		t.Fatalf("%+v, %v", found, err)
	}
	r := start(t, w.Handler, discordtest.Config{}, discord.Options{Mode: discord.HTTP})
	fans, others := r.guild.AddRole("fans", 0), r.guild.AddRole("others", 0)
	fans.SetMentionable(true)
	others.SetMentionable(true)
	id := found.Found.FilmID()
	card := w.Handler.Announcer().Card(t.Context(), remind.Notice{
		Target: r.target(), At: time.Now(), Subscriptions: []remind.SubscriptionID{1},
		Mentions: []remind.Mention{{ID: fans.ID(), Name: "<@&" + others.ID() + "> @here"}},
		Films: []remind.FilmNews{{Film: id, Title: "The @everyone Gambit", Year: 2011, Lines: []remind.Line{
			{Reminder: remind.Reminder{Film: id, Region: "GB", Date: film.MustDate("2011-01-14")}, Source: "TMDB", Note: "<@&" + others.ID() + ">"}}}},
	})
	const key = chat.Key("ABCDEFGHIJKLMNOPQRST")
	if out := r.adapter.Post(t.Context(), key, r.target(), card); out.Result != chat.Sent {
		t.Fatalf("%+v", out)
	}
	if got := r.channel.Pinged(); got.Everyone || len(got.Users) > 0 || !slices.Equal(got.Roles, []string{fans.ID()}) {
		t.Errorf("it pings %+v", got)
	}
	body, err := discord.AnnouncementBody(card, key, r.guild.ID())
	if err != nil {
		t.Fatal(err)
	}
	takes(t, body)
	if n := strings.Count(string(body), `"custom_id": "!`); n != len(card.Actions) {
		t.Errorf("%d of its buttons carry a key\n%s", n, body)
	}
	for k, want := range map[chat.Key]chat.Finding{key: chat.Found, "ABCDEFGHIJKLMNOPQRSU": chat.Absent} {
		if _, got, err := r.adapter.Find(t.Context(), k, r.target(), time.Now().Add(-time.Minute)); got != want || err != nil {
			t.Errorf("%s is found %d, %v", k, got, err)
		}
	}
	for label, want := range map[string]string{"The film": "The @everyone Gambit (2011)", "Mute this film here": "To change that you need", "Subscription": "no such subscription"} {
		i, err := r.ann.PressOn(r.channel, r.channel.Messages()[0].ID, label)
		if err != nil {
			t.Errorf("%s: %v", label, err)
			continue
		}
		if reply := i.Reply(); len(reply) != 1 || !reply[0].Ephemeral || !strings.Contains(reply[0].String(), want) {
			t.Errorf("%s: %v", label, reply)
		}
	}
	if n := len(r.channel.Messages()); n != 1 {
		t.Errorf("%d messages stand there", n)
	}
}
