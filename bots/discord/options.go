package discord

import (
	"log/slog"
	"time"
)

// Platform is what targets on Discord carry.
const Platform = "discord"

// DefaultAPI is where Discord's API is.
const DefaultAPI = "https://discord.com/api"

// A Mode is how interactions come in.
type Mode string

// Modes.
const (
	// Gateway: over a WebSocket that the bot opens. Nothing has to be reachable
	// from outside.
	Gateway Mode = "gateway"
	// HTTP: as signed requests to Adapter.Interactions, whose public address is
	// entered as "Interactions Endpoint URL" on Discord's developer pages. Then
	// Discord sends no events, so that nothing is told of being added to a server
	// or of channels that go.
	HTTP Mode = "http"
)

// Options are what an Adapter needs. Of the zero value only Token is missing.
type Options struct {
	Token         string   // the bot's token, with or without "Bot " before it
	ApplicationID string   // asked of Discord where it is ""
	PublicKey     string   // in hex; for HTTP alone
	APIURL        string   // in the place of DefaultAPI
	Mode          Mode     // Gateway where it is ""
	Guilds        []string // ids of the servers to register commands in; everywhere where there are none
	Shards        Shards   // of the gateway
	Logger        *slog.Logger

	// AnswerWithin is how long an answer that needs the network may take until
	// the person is told that it took too long; 60 s where it is 0, and never
	// more than Discord takes answers for.
	AnswerWithin time.Duration
	// FinishWithin is how long Run finishes what it acknowledged once its context
	// is done; 9 s where it is 0.
	FinishWithin time.Duration
	// IdentifyEvery is the time between two sessions of a kind; what Discord
	// asks for, 5 s, where it is 0.
	IdentifyEvery time.Duration
}

func (o Options) withDefaults() Options {
	if o.APIURL == "" {
		o.APIURL = DefaultAPI
	}
	if o.Mode == "" {
		o.Mode = Gateway
	}
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	if o.AnswerWithin <= 0 {
		o.AnswerWithin = time.Minute
	}
	// Some time is left to send the last word.
	o.AnswerWithin = min(o.AnswerWithin, tokenLife-30*time.Second)
	if o.FinishWithin <= 0 {
		o.FinishWithin = 9 * time.Second
	}
	if o.IdentifyEvery <= 0 {
		o.IdentifyEvery = identifyEvery
	}
	return o
}
