package slack

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"
	"time"

	slackgo "github.com/slack-go/slack"

	"marquee/internal/chat"
)

// A form knows how long the response_url lives with which it was opened, and one
// that is over is not even tried.
func TestFormKnowsItsAge(t *testing.T) {
	var responses, calls atomic.Int32
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/response" {
			responses.Add(1)
			return
		}
		calls.Add(1)
		w.Header().Set("Content-Type", "application/json")
		fmt.Fprint(w, `{"ok":true,"channel":"C1","ts":"1.2","message_ts":"1.2"}`)
	}))
	defer srv.Close()
	a := newAdapter(Options{APIURL: srv.URL + "/api/"}.withDefaults())
	opened := turn{respond: srv.URL + "/response", until: time.Now().Add(-time.Minute).Truncate(time.Second)}
	in := slackgo.InteractionCallback{View: slackgo.View{PrivateMetadata: stateOf(opened, "v1/settings/save").encode()}}
	sent, ok := a.submitted(nil, in)
	if !ok || !sent.until.Equal(opened.until) || sent.respond != opened.respond {
		t.Fatalf("%v, until %v, not %v", ok, sent.until, opened.until)
	}
	sent.request.Target.Channel = "C1"
	a.send(t.Context(), sent, chat.Card{Tone: chat.Info, Title: "Saved"}, true, chat.New)
	if responses.Load() != 0 || calls.Load() != 1 {
		t.Errorf("%d answers to the response_url, %d calls of the Web API", responses.Load(), calls.Load())
	}
}
