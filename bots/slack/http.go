package slack

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"

	slackgo "github.com/slack-go/slack"
)

// maxBody is how large a request may be, in bytes.
const maxBody = 1 << 20

// Commands takes slash commands, at /slack/commands of the program's address.
// Like Interactions and Events it answers 401 to what Slack did not sign within
// five minutes, or sent before, and 503 while Run does not run.
func (a *Adapter) Commands() http.Handler {
	return a.endpoint(true, func(w http.ResponseWriter, r *http.Request, s *serving, _ []byte) {
		c, err := slackgo.SlashCommandParse(r)
		if err != nil || c.UserID == "" || c.ChannelID == "" {
			http.Error(w, "not a slash command", http.StatusBadRequest)
			return
		}
		a.acknowledge(w, s, nil, func(ctx context.Context) { a.take(ctx, a.typed(ctx, s, c)) })
	})
}

// Interactions takes presses, choices, searches and forms, at
// /slack/interactions. A search may come again: it changes nothing, and one typed
// twice within a second has the same signature.
func (a *Adapter) Interactions() http.Handler {
	return a.endpoint(false, func(w http.ResponseWriter, r *http.Request, s *serving, _ []byte) {
		in, err := slackgo.InteractionCallbackParse(r)
		if err != nil || in.User.ID == "" {
			http.Error(w, "not an interaction", http.StatusBadRequest)
			return
		}
		if in.Type != slackgo.InteractionTypeBlockSuggestion {
			if err := a.fresh(r.Header); err != nil {
				a.refuse(w, r, err)
				return
			}
		}
		ack, rest := a.interact(r.Context(), s, in)
		a.acknowledge(w, s, ack, rest)
	})
}

// Events takes events, at /slack/events. One that Slack delivers again is
// answered like the first and does nothing.
func (a *Adapter) Events() http.Handler {
	return a.endpoint(false, func(w http.ResponseWriter, r *http.Request, s *serving, body []byte) {
		var challenge struct {
			Type      string `json:"type"`
			Challenge string `json:"challenge"`
		}
		e, ok := readEvent(body)
		if !ok && (json.Unmarshal(body, &challenge) != nil || challenge.Type != "url_verification") {
			http.Error(w, "not an event", http.StatusBadRequest)
			return
		}
		if ok && !a.isNew(e) {
			w.WriteHeader(http.StatusOK)
			return
		}
		if err := a.fresh(r.Header); err != nil {
			a.refuse(w, r, err)
			return
		}
		if !ok {
			writeJSON(w, map[string]string{"challenge": challenge.Challenge})
			return
		}
		a.acknowledge(w, s, nil, func(ctx context.Context) { a.happened(ctx, s, e) })
	})
}

// acknowledge says 200, with ack in it where there is one, once it is sure that rest
// will be done; nil where nothing is left to do. A bot that is ending takes no more:
// 503, so that Slack tells the person, or delivers an event again.
func (a *Adapter) acknowledge(w http.ResponseWriter, s *serving, ack any, rest func(context.Context)) {
	if rest != nil {
		begun := make(chan struct{})
		defer close(begun)
		if !s.spawn(func(ctx context.Context) { <-begun; rest(ctx) }) {
			http.Error(w, "ending", http.StatusServiceUnavailable)
			return
		}
	}
	if ack != nil {
		writeJSON(w, ack)
		return
	}
	w.WriteHeader(http.StatusOK)
}

type taker func(w http.ResponseWriter, r *http.Request, s *serving, body []byte)

// endpoint reads and checks a request before take sees it. once refuses one that
// was sent before.
func (a *Adapter) endpoint(once bool, take taker) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodPost {
			w.Header().Set("Allow", http.MethodPost)
			http.Error(w, "POST only", http.StatusMethodNotAllowed)
			return
		}
		body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
		if err != nil {
			status := http.StatusBadRequest
			var large *http.MaxBytesError
			if errors.As(err, &large) {
				status = http.StatusRequestEntityTooLarge
			}
			http.Error(w, "the body cannot be read", status)
			return
		}
		err = a.signed(r.Header, body)
		if err == nil && once {
			err = a.fresh(r.Header)
		}
		if err != nil {
			a.refuse(w, r, err)
			return
		}
		s := a.current()
		if s == nil {
			http.Error(w, "not running", http.StatusServiceUnavailable)
			return
		}
		r.Body = io.NopCloser(bytes.NewReader(body))
		take(w, r, s, body)
	})
}

// refuse answers what is not Slack's.
func (a *Adapter) refuse(w http.ResponseWriter, r *http.Request, err error) {
	a.log.Warn("a request was refused", "path", r.URL.Path, "from", r.RemoteAddr, "error", a.safe(err))
	http.Error(w, "not signed by Slack, or sent before", http.StatusUnauthorized)
}

func writeJSON(w http.ResponseWriter, v any) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	_ = json.NewEncoder(w).Encode(v) // nobody is left to tell
}
