package main

import (
	"context"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"marquee/bots/slack/slacktest"
)

// busy returns an address that is in use.
func busy(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	return l.Addr().String()
}

// A port that is taken keeps no platform from being served that does without it.
func TestServeBusyPort(t *testing.T) {
	s, taken := slacktest.New(t, slacktest.Config{}), busy(t)
	l, stop := served(t, slackYAML(s)+"listen: "+taken+"\n")
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	if err := s.WaitReady(ctx, 1); err != nil {
		t.Fatal(err)
	}
	if text := l.String(); !strings.Contains(text, "level=WARN") || !strings.Contains(text, taken) {
		t.Errorf("the log does not warn:\n%s", text)
	}
	if status := stop(); status != exitDone {
		t.Errorf("exit status %d", status)
	}
	l, stop = served(t, "slack: {mode: http, bot_token: "+s.BotToken()+", signing_secret: "+s.SigningSecret()+", api_url: '"+s.APIURL()+"'}\nlisten: "+taken+"\n")
	wait(t, func() bool { return strings.Contains(l.String(), "level=ERROR") })
	if status := stop(); status != exitFailed || !strings.Contains(l.String(), taken) || !strings.Contains(l.String(), "Slack comes in mode http") {
		t.Errorf("mode http: exit status %d: %s", status, l)
	}
}

// What waits out an outage is not said to be served.
func TestHealthTellsTheTruth(t *testing.T) {
	s := slacktest.New(t, slacktest.Config{})
	mend := s.Inject(slacktest.Fault{Match: slacktest.On("auth.test"), Effect: slacktest.Status(http.StatusServiceUnavailable)})
	l, _ := served(t, slackYAML(s)+"listen: 127.0.0.1:0\n")
	wait(t, func() bool { return strings.Contains(l.String(), "address=") })
	if got := get(t, l); got != "Slack: waiting for a connection\n" {
		t.Errorf("during an outage: %q", got)
	}
	mend()
	wait(t, func() bool { return get(t, l) == "Slack: served\n" })
}

// With one credential of Slack alone, the missing one is named.
func TestServeHalfOfSlack(t *testing.T) {
	l, stop := served(t, "slack: {app_token: xapp-made-up}\n")
	if status := stop(); status != exitFailed || !strings.Contains(l.String(), "slack.bot_token is missing") {
		t.Errorf("exit status %d: %s", status, l)
	}
}

func wait(t *testing.T, done func() bool) {
	t.Helper()
	for deadline := time.Now().Add(20 * time.Second); !done(); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal("it did not come about")
		}
	}
}
