package discord_test

import (
	"bytes"
	"context"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"marquee/bots/discord"
	"marquee/bots/discord/discordtest"
	"marquee/internal/chat"
)

// sharedLog is a log that many may write to and read.
type sharedLog struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (l *sharedLog) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(p)
}

func (l *sharedLog) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

// What is left behind when Run ends says no more.
func TestNothingIsLoggedAfterTheEnd(t *testing.T) {
	t.Parallel()
	release, over := make(chan struct{}), make(chan struct{})
	var log sharedLog
	r := start(t, later(true, func(context.Context) chat.Card {
		<-release
		defer close(over)
		panic("long after the end")
	}), discordtest.Config{}, discord.Options{FinishWithin: 400 * time.Millisecond, Logger: slog.New(slog.NewTextHandler(&log, nil)).With("bot", "x")})
	i, err := r.ann.StartCommand(r.channel, "film", heat)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := i.Acknowledged(t.Context()); err != nil {
		t.Fatal(err)
	}
	r.stop()
	if err := <-r.done; err != nil {
		t.Fatal(err)
	}
	r.done <- nil
	before := log.String()
	close(release)
	<-over
	time.Sleep(50 * time.Millisecond) // in which it would be logged
	if after := log.String(); after != before {
		t.Errorf("logged after the end: %s", strings.TrimPrefix(after, before))
	}
	if !strings.Contains(before, "serving Discord") {
		t.Errorf("the log is %q", before)
	}
}
