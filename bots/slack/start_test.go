package slack_test

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"marquee/bots/slack"
	"marquee/bots/slack/slacktest"
	"marquee/internal/chat"
)

// A running adapter on a double with one public channel, in which the bot is.
type running struct {
	*slack.Adapter
	srv   *slacktest.Server
	films *slacktest.Channel
	base  string       // of the HTTP endpoints; "" over a socket
	ended <-chan error // what Run returned
	stop  context.CancelFunc
}

// start runs an adapter on a double until the test ends.
func start(tb testing.TB, h chat.Handler, cfg slacktest.Config, o slack.Options) *running {
	tb.Helper()
	srv := slacktest.New(tb, cfg)
	r := &running{srv: srv, films: srv.AddChannel("films")}
	o.APIURL, o.BotToken = srv.APIURL(), srv.BotToken()
	o.AppToken, o.SigningSecret = srv.AppToken(), srv.SigningSecret()
	if o.Logger == nil {
		o.Logger = slog.New(slog.NewTextHandler(logOf(tb), nil))
	}
	var err error
	if r.Adapter, err = slack.New(o); err != nil {
		tb.Fatal(err)
	}
	ctx, cancel := context.WithCancel(tb.Context())
	r.stop = cancel
	ended := make(chan error, 1)
	r.ended = ended
	go func() {
		ended <- r.Run(ctx, h)
		close(ended)
	}()
	tb.Cleanup(func() {
		cancel()
		if err, ok := <-ended; ok && err != nil {
			tb.Errorf("Run: %v", err)
		}
	})
	defer r.films.JoinBot()
	ready, done := context.WithTimeout(ctx, 10*time.Second)
	defer done()
	if o.Mode != slack.HTTP {
		if err := srv.WaitReady(ready, 1); err != nil {
			tb.Fatal(err)
		}
		return r
	}
	web := httptest.NewServer(endpoints(r.Adapter))
	tb.Cleanup(web.Close)
	r.base = web.URL
	for err = srv.UseEndpoint(ready, web.URL); err != nil; err = srv.UseEndpoint(ready, web.URL) {
		// 503 until Run runs.
		select {
		case <-ready.Done():
			tb.Fatal(err)
		case <-time.After(5 * time.Millisecond):
		}
	}
	return r
}

// endpoints is how a program mounts the adapter.
func endpoints(a *slack.Adapter) http.Handler {
	mux := http.NewServeMux()
	mux.Handle("/slack/commands", a.Commands())
	mux.Handle("/slack/interactions", a.Interactions())
	mux.Handle("/slack/events", a.Events())
	return mux
}

// logOf is where the log of a test goes.
func logOf(tb testing.TB) io.Writer { return testLog{tb} }

type testLog struct{ tb testing.TB }

func (l testLog) Write(p []byte) (int, error) {
	select {
	case <-l.tb.Context().Done(): // a test that is over takes no more
	default:
		l.tb.Logf("%s", p)
	}
	return len(p), nil
}

// in waits for at most so long.
func in(tb testing.TB, d time.Duration) context.Context {
	ctx, cancel := context.WithTimeout(tb.Context(), d)
	tb.Cleanup(cancel)
	return ctx
}
