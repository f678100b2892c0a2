package main

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"marquee/bots/discord/discordtest"
	"marquee/bots/slack/slacktest"
	"marquee/internal/chat"
	"marquee/internal/config"
	"marquee/internal/film"
	"marquee/internal/remind"
	"marquee/internal/tmdb/tmdbtest"
	"marquee/store"
)

// await waits for what another goroutine brings about.
func await(t *testing.T, what string, done func() bool) {
	t.Helper()
	for deadline := time.Now().Add(20 * time.Second); !done(); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("it did not come to this: %s", what)
		}
	}
}

// TestServePosts tests that a reminder is posted on both platforms, and that a
// server from which the bot is removed is left alone.
func TestServePosts(t *testing.T) {
	d, s := discordtest.New(t, discordtest.Config{}), slacktest.New(t, slacktest.Config{})
	guild, talk := d.AddGuild("Film Club"), s.AddChannel("talk")
	films := guild.AddChannel("films")
	talk.JoinBot()
	db := filepath.Join(t.TempDir(), "reminders.db")
	kept, err := store.Open(t.Context(), db, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { kept.Close() })
	book := newBook(kept, config.Default(), nil)
	now := time.Now().Add(-48 * time.Hour)
	due := film.DateOf(time.Now().Add(-12 * time.Hour).UTC()) // nine o'clock has passed, and not long ago
	f := film.Film{ID: film.FirstLocalID, Title: "The Due Almanac", Year: due.Year(), Releases: []film.Release{{Region: "GB", Date: due}}}
	if err := book.Observe(t.Context(), imported, f, now); err != nil {
		t.Fatal(err)
	}
	places := []chat.Target{
		{Platform: "discord", Server: guild.ID(), Channel: films.ID()}, {Platform: "slack", Server: s.TeamID(), Channel: talk.ID()},
	}
	for _, place := range places {
		if _, _, err := book.Subscribe(t.Context(), remind.NewSubscription(place, remind.Film(f.ID)), now); err != nil {
			t.Fatal(err)
		}
	}
	l, stop := served(t, discordYAML(d)+slackYAML(s), "MARQUEE_DATABASE="+db)
	await(t, "both are posted", func() bool { return len(films.Messages()) == 1 && len(talk.Messages()) == 1 })
	if text := talk.Messages()[0]; !strings.Contains(text.Text+string(text.Blocks), "The Due Almanac") {
		t.Errorf("posted: %+v", text)
	}

	second := &program{args: []string{"serve", "--db", db}, stdin: os.Stdin, stdout: os.Stdout, stderr: &log{},
		env: config.NewEnv([]string{"MARQUEE_DISCORD_TOKEN=" + d.Token(), "MARQUEE_DISCORD_API_URL=" + d.APIURL(), "MARQUEE_SOURCES=catalogue"})}
	status := second.run(t.Context())
	if text := second.stderr.(*log).String(); status != exitFailed || !strings.Contains(text, "another marquee serve has this database open; end that one first") {
		t.Errorf("a second serve ends with %d: %s", status, text)
	}

	guild.Remove()
	await(t, "the bot hears that it was removed", func() bool {
		p, err := book.Place(t.Context(), places[0])
		return err == nil && !p.RemovedAt.IsZero()
	})
	if status := stop(); status != exitDone {
		t.Errorf("exit status %d: %s", status, l)
	}
	if p, err := book.Place(t.Context(), places[1]); err != nil || !p.RemovedAt.IsZero() {
		t.Errorf("the other place: %+v, %v", p, err)
	}
}

// An adapter takes a while for each post.
type slowAdapter struct {
	chat.Adapter
	serving bool
	posted  int
}

func (s *slowAdapter) Serving() bool { return s.serving }

func (s *slowAdapter) Post(ctx context.Context, _ chat.Key, _ chat.Target, _ chat.Card) chat.Outcome {
	select {
	case <-time.After(3 * time.Second):
		s.posted++
		return chat.Outcome{Result: chat.Sent, Receipt: "1"}
	case <-ctx.Done():
		return chat.Outcome{Err: ctx.Err()}
	}
}

// TestLastPost tests that what is under way when the program ends is waited for,
// within bounds, and that nothing is posted after that.
func TestLastPost(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		slow := &slowAdapter{}
		a := lasting(slow)
		time.AfterFunc(time.Second, cancel)
		if out := a.Post(ctx, "K", chat.Target{}, chat.Card{}); out.Result != chat.Sent || slow.posted != 1 {
			t.Errorf("what is under way ends as %+v", out)
		}
		if out := a.Post(ctx, "K", chat.Target{}, chat.Card{}); out.Result != chat.NotSent || slow.posted != 1 {
			t.Errorf("after the end: %+v", out)
		}
		never := lasting(deadAdapter{})
		ctx, cancel = context.WithCancel(t.Context())
		began := time.Now()
		time.AfterFunc(time.Second, cancel)
		if out := never.Post(ctx, "K", chat.Target{}, chat.Card{}); out.Result != chat.Doubtful || time.Since(began) > 7*time.Second {
			t.Errorf("what never ends: %+v after %v", out, time.Since(began))
		}
	})
}

type deadAdapter struct{ chat.Adapter }

func (deadAdapter) Post(ctx context.Context, _ chat.Key, _ chat.Target, _ chat.Card) chat.Outcome {
	<-ctx.Done()
	return chat.Outcome{Err: errors.New("it never answered")}
}

// TestDeliveryWaitsForPlatforms tests that nothing is posted on a platform before
// it was reached, that the others do not wait for it for ever, and that an outage
// does not count.
func TestDeliveryWaitsForPlatforms(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		early, late := &slowAdapter{serving: true}, &slowAdapter{}
		d := &delivery{platforms: []platform{{name: "Discord", adapter: early}, {name: "Slack", adapter: late}}}
		began := time.Now()
		d.await(t.Context())
		if took := time.Since(began); took != reachWithin {
			t.Errorf("it waited %v", took)
		}
		if d.reached = d.reachable(); len(d.reached) != 1 || d.reached[0] != "Discord" {
			t.Errorf("reached: %v", d.reached)
		}
		early.serving, late.serving = false, true
		if d.reached = d.reachable(); len(d.reached) != 2 {
			t.Errorf("an outage of one platform makes it unknown: %v", d.reached)
		}
	})
}

// TestJobsOfServe tests what the jobs but the delivery do.
func TestJobsOfServe(t *testing.T) {
	at := tmdbtest.New(t)
	at.AddFilm(t, almanac(990401, "The Jobbing Almanac", "2027-09-03"))
	a := withSources(t, at, nil, nil)
	id := a.held(990401)
	jobs, err := a.house.jobs(a.config, &delivery{}, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	run := func(name string) {
		t.Helper()
		i := slices.IndexFunc(jobs, func(j job) bool { return j.name == name })
		if i < 0 {
			t.Fatalf("there is no job %s", name)
		}
		if err := jobs[i].run(t.Context()); err != nil {
			t.Error(err)
		}
	}
	if slices.ContainsFunc(jobs, func(j job) bool { return j.name == "lists" }) {
		t.Error("the lists of names would be kept in memory")
	}

	now := time.Now()
	sub := remind.NewSubscription(chat.Target{Platform: "discord", Server: "1", Channel: "2"}, remind.Film(id))
	if _, _, err := a.house.book.Subscribe(t.Context(), sub, now); err != nil {
		t.Fatal(err)
	}
	run("refresh")
	if len(a.facts(id).Dates) == 0 {
		t.Error("refresh tells nothing of a film that is followed")
	}

	old := film.Film{ID: id, Title: "The Jobbing Almanac", Ids: film.Aliases{TMDB: 990401}}
	if _, err := a.house.store.KeepFilm(t.Context(), "TMDB", old, now.Add(-200*24*time.Hour)); err != nil {
		t.Fatal(err)
	}
	remind.NewWatcher(a.house.book).Removed(t.Context(), sub.Target)
	run("upkeep")
	if records, err := a.house.store.Records(t.Context(), id); err != nil || len(records) > 0 {
		t.Errorf("TMDB's facts of long ago are kept: %+v, %v", records, err)
	}
	if list, err := a.house.book.List(t.Context(), sub.Target); err != nil || len(list) != 1 {
		t.Errorf("the subscriptions of a server that the bot has just been removed from: %v, %v", list, err)
	}
}
