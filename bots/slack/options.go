package slack

import (
	"log/slog"
	"time"
)

// Platform is what targets on Slack carry.
const Platform = "slack"

// DefaultAPI is where Slack's Web API is.
const DefaultAPI = "https://slack.com/api/"

// A Mode is how requests come in.
type Mode string

// Modes.
const (
	// Socket: over WebSockets that the bot opens. Nothing has to be reachable
	// from outside.
	Socket Mode = "socket"
	// HTTP: as signed requests to Adapter.Commands, Adapter.Interactions and
	// Adapter.Events, whose public addresses stand in the app's manifest.
	HTTP Mode = "http"
)

// Options are what an Adapter needs. Of the zero value BotToken is missing, and
// AppToken for Socket or SigningSecret for HTTP.
type Options struct {
	BotToken      string // xoxb-…
	AppToken      string // xapp-…, with the scope connections:write; for Socket alone
	SigningSecret string // for HTTP alone
	Mode          Mode   // Socket where it is ""
	APIURL        string // in the place of DefaultAPI
	Logger        *slog.Logger

	// AnswerWithin is how long an answer that needs the network may take until
	// the person is told that it took too long; 60 s where it is 0, and never
	// more than Slack takes answers for.
	AnswerWithin time.Duration
	// FinishWithin is how long Run finishes what it acknowledged once its context
	// is done; 9 s where it is 0.
	FinishWithin time.Duration
}

func (o Options) withDefaults() Options {
	if o.APIURL == "" {
		o.APIURL = DefaultAPI
	}
	if o.APIURL[len(o.APIURL)-1] != '/' {
		o.APIURL += "/"
	}
	if o.Mode == "" {
		o.Mode = Socket
	}
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	if o.AnswerWithin <= 0 {
		o.AnswerWithin = time.Minute
	}
	// Some time is left to send the last word.
	o.AnswerWithin = min(o.AnswerWithin, responseLife-time.Minute)
	if o.FinishWithin <= 0 {
		o.FinishWithin = 9 * time.Second
	}
	return o
}
