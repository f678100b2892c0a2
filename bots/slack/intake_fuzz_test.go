package slack_test

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"marquee/bots/slack"
	"marquee/bots/slack/slacktest"
	"marquee/internal/chat"
)

// Whatever Slack may send, rightly signed, ends in an answer of HTTP and in no
// panic.
func FuzzIntake(f *testing.F) {
	for _, seed := range []string{
		`{"type":"block_actions","user":{"id":"U1"},"team":{"id":"T1"},"channel":{"id":"C1"},"container":{"type":"message"},"actions":[{"block_id":"m1:a:U1:x:0","action_id":"b0","type":"button","value":"v1/film/1"}]}`,
		`{"type":"block_actions","user":{"id":"U1"},"actions":[{"block_id":"b","type":"static_select","selected_option":{"value":"v1/x"}}]}`,
		`{"type":"view_submission","user":{"id":"U1"},"view":{"callback_id":"marquee.form","private_metadata":"{\"r\":\"v1/settings/save\",\"c\":\"C1\"}","blocks":[{"type":"input","block_id":"a","element":{"type":"plain_text_input"}}],"state":{"values":{"a":{"v":{"value":"x"}}}}}}`,
		`{"type":"block_suggestion","user":{"id":"U1"},"block_id":"title","value":"he","view":{"private_metadata":"{\"r\":\"v1/film\"}"}}`,
		`{"type":"event_callback","event_id":"Ev1","team_id":"T1","event":{"type":"channel_left","channel":"C1"}}`,
		`{"type":"url_verification","challenge":"x"}`, `{"type":"shortcut","user":{"id":"U1"}}`, `[]`, `{"actions":[null]}`, ``,
		`command=%2Ffilm&user_id=U1&channel_id=C1&text=Heat`,
	} {
		f.Add(seed)
	}
	form := chat.Form{Title: "Form", Route: "v1/x", Fields: []chat.FormField{{Name: "a", Label: "A"}}}
	h := &fake{
		answer: func(_ context.Context, q chat.Request) chat.Answer {
			if len(q.Route)%2 == 0 {
				return chat.Answer{Form: &form}
			}
			return chat.Answer{Errors: map[string]string{"a": "wrong"}}
		},
		suggest: func(_, prefix string) []chat.Choice { return []chat.Choice{{Label: prefix, Value: prefix}} },
	}
	srv, err := slacktest.Start(slacktest.Config{Keep: 10})
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(srv.Close)
	a, err := slack.New(slack.Options{Mode: slack.HTTP, APIURL: srv.APIURL(), BotToken: srv.BotToken(), SigningSecret: srv.SigningSecret()})
	if err != nil {
		f.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- a.Run(ctx, h) }()
	f.Cleanup(func() { stop(); <-ended })
	web := endpoints(a)
	f.Fuzz(func(t *testing.T, text string) {
		for path, body := range map[string]string{
			"/slack/commands": text, "/slack/interactions": url.Values{"payload": {text}}.Encode(), "/slack/events": text,
		} {
			// Run may not serve yet; a signature is taken once.
			w := httptest.NewRecorder()
			web.ServeHTTP(w, signed(srv.SigningSecret(), path, body))
			switch w.Code {
			case http.StatusOK, http.StatusBadRequest, http.StatusUnauthorized, http.StatusServiceUnavailable:
			default:
				t.Errorf("%s: status %d", path, w.Code)
			}
		}
	})
}

func signed(secret, path, body string) *http.Request {
	r := httptest.NewRequest(http.MethodPost, path, strings.NewReader(body))
	at := fmt.Sprint(time.Now().Unix())
	mac := hmac.New(sha256.New, []byte(secret))
	_, _ = mac.Write([]byte("v0:" + at + ":" + body))
	r.Header.Set("X-Slack-Signature", "v0="+hex.EncodeToString(mac.Sum(nil)))
	r.Header.Set("X-Slack-Request-Timestamp", at)
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return r
}
