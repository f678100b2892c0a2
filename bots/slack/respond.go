package slack

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	slackgo "github.com/slack-go/slack"

	"marquee/internal/chat"
)

// A refusal is an answer of a response_url other than "ok".
type refusal struct {
	status int
	name   string // Slack's error; "" where there is none
	after  time.Duration
}

func (e *refusal) Error() string {
	return fmt.Sprintf("the response_url answered %q with status %d", e.name, e.status)
}

// says reports whether it is a word of Slack's: a page with status 200 is that of
// something in between.
func (e *refusal) says() bool {
	return e.status < http.StatusInternalServerError && (e.status != http.StatusOK || e.name != "")
}

// over reports whether the response_url takes no more at all.
func (e *refusal) over() bool {
	return e.name == "used_url" || e.name == "expired_url" || e.name == "expired_trigger_id" || e.status == http.StatusGone
}

// maxAnswer is how much of what a response_url says is read, in bytes.
const maxAnswer = 64 << 10

// respond sends a message to a response_url, of which left counts down the uses.
// It tries again where Slack did not see the message, and with again even where
// Slack may have.
func (a *Adapter) respond(ctx context.Context, to string, m slackgo.WebhookMessage, again bool, left *int) error {
	if !a.ofSlack(to) {
		return errForeign
	}
	body, err := json.Marshal(m)
	if err != nil {
		return fmt.Errorf("writing an answer: %w", err)
	}
	return insist(ctx, again, func() (chat.Result, time.Duration, error) {
		if *left == 0 {
			return chat.Rejected, 0, errUsedUp
		}
		arrived, err := a.respondOnce(ctx, to, body)
		if arrived {
			*left--
		}
		var refused *refusal
		switch {
		case err == nil:
			return chat.Sent, 0, nil
		case errors.As(err, &refused) && refused.status == http.StatusTooManyRequests:
			return chat.NotSent, refused.after, err
		case errors.As(err, &refused) && refused.says():
			return chat.Rejected, 0, err
		case arrived:
			return chat.Doubtful, 0, err
		}
		return chat.NotSent, 0, err
	})
}

// Errors of a response_url that is not even asked.
var (
	errForeign = errors.New("the response_url does not lead to Slack")
	errUsedUp  = errors.New("the response_url was used as often as Slack takes it")
)

// ofSlack reports whether an address leads to Slack, or to what stands in its
// place.
func (a *Adapter) ofSlack(address string) bool {
	u, err := url.Parse(address)
	if err != nil || u.User != nil {
		return false
	}
	if api, err := url.Parse(a.options.APIURL); err == nil && u.Scheme == api.Scheme && u.Host == api.Host {
		return true
	}
	host := strings.ToLower(u.Host)
	return u.Scheme == "https" && (strings.HasSuffix(host, ".slack.com") || strings.HasSuffix(host, ".slack-gov.com"))
}

// respondOnce posts once; sent reports whether it may have arrived.
func (a *Adapter) respondOnce(ctx context.Context, to string, body []byte) (sent bool, err error) {
	ctx, wrote := tracked(ctx)
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, to, bytes.NewReader(body))
	if err != nil {
		return false, errors.New("the response_url is no address")
	}
	req.Header.Set("Content-Type", "application/json; charset=utf-8")
	resp, err := a.client.Do(req)
	if err != nil {
		return wrote(), fmt.Errorf("answering: %w", err)
	}
	defer func() { _ = resp.Body.Close() }()
	raw, err := io.ReadAll(io.LimitReader(resp.Body, maxAnswer))
	if err != nil {
		return true, fmt.Errorf("reading what became of an answer: %w", err)
	}
	return true, readRefusal(resp, raw)
}

// readRefusal reads the answer of a response_url: "ok", a word, or JSON.
func readRefusal(resp *http.Response, raw []byte) error {
	text := strings.TrimSpace(string(raw))
	e := &refusal{status: resp.StatusCode}
	var said struct {
		OK    bool   `json:"ok"`
		Error string `json:"error"`
	}
	if json.Unmarshal(raw, &said) == nil {
		text, e.name = "", said.Error
		if said.OK {
			text = "ok"
		}
	} else if len(text) < 60 && !strings.ContainsAny(text, " <") {
		e.name = text
	}
	if resp.StatusCode == http.StatusOK && text == "ok" {
		return nil
	}
	if seconds, err := strconv.Atoi(resp.Header.Get("Retry-After")); err == nil && seconds > 0 {
		e.after = time.Duration(min(seconds, 600)) * time.Second
	}
	return e
}

// refusesPicture reports whether a message may have been refused for a picture
// that Slack could not fetch. A response_url often gives a status alone.
func refusesPicture(err error) bool {
	var refused *refusal
	if errors.As(err, &refused) {
		switch refused.name {
		case "invalid_blocks", "invalid_attachments":
			return true
		}
		return !refused.over() && refused.name == "" && refused.status >= 400 && refused.status < 500 &&
			refused.status != http.StatusTooManyRequests
	}
	name := errorName(err)
	return name == "invalid_blocks" || name == "invalid_arguments" // the latter of a view
}

// tracked returns a context that tells whether anything of a request was
// written.
func tracked(ctx context.Context) (context.Context, func() bool) {
	var wrote atomic.Bool
	return httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{
		WroteHeaders: func() { wrote.Store(true) },
	}), wrote.Load
}
