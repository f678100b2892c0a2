package slacktest

import "time"

// A Config says how the double behaves. The zero value is Slack as it is; a zero
// field stands for the default beside it.
type Config struct {
	BotToken      string // a made-up one
	AppToken      string // a made-up one
	SigningSecret string // a made-up one
	Name          string // the bot's name; "marquee"
	Team          string // the workspace's name; "Film Club"

	// Scopes are those that the bot token was granted; DefaultScopes where nil.
	Scopes []string
	// Events are the types of events that the app subscribed to; DefaultEvents where
	// nil.
	Events []string

	// Commands are the app's slash commands, such as "/film"; a person can type no
	// others. Any where nil.
	Commands []string

	AckWithin    time.Duration // how long a delivery waits for its acknowledgement; 3 s
	TriggerLife  time.Duration // how long a trigger_id is taken; 3 s
	ResponseLife time.Duration // how long a response_url is taken; 30 min
	Patience     time.Duration // how long a driven user waits for an answer; 30 s
	// EventRetries are the waits before an event is delivered again; none at all
	// where it is empty but not nil. By default at once, after 1 min and after
	// 5 min.
	EventRetries []time.Duration

	PingEvery time.Duration // how often a socket is pinged; 10 s
	// Grace is how long a socket lives on that was told to disconnect; 10 s.
	Grace time.Duration

	// PostEvery is the time between two chat.postMessage to one channel; 1 s, and
	// no limit where negative.
	PostEvery time.Duration
	// Limits are further limits by method, as "users.info", each over the whole
	// workspace; none by default.
	Limits map[string]Limit
	// RetryGrace is how long after a 429 a request of the same kind may still be one
	// that was under way, and so no violation; 250 ms.
	RetryGrace time.Duration
	// Commercial treats the app as one that is sold outside Slack's Marketplace:
	// one conversations.history a minute, with 15 messages.
	Commercial bool
	// BlocksTotal is how much text all blocks of a chat message may hold
	// together, in characters: 12,000, which Slack does not document but
	// enforces as msg_blocks_too_long. No limit where negative.
	BlocksTotal int

	// Images are the addresses of pictures that Slack can fetch; every https
	// address where nil.
	Images []string
	// RefusalStatus is the HTTP status of a response_url's refusals: 404, so that
	// a client which looks at the status alone never learns why, or 200.
	RefusalStatus int
	// RawCommands leaves &, < and > in the text of slash commands as they were
	// typed. By default they arrive as entities, as they do in messages.
	RawCommands bool

	// Keep bounds what is remembered: so many requests, deliveries, messages in
	// each channel, and finished interactions. 0 keeps all, which suits a test
	// but not a million commands. What is forgotten is unknown to later requests.
	Keep int
}

// A Limit lets so many requests through in each stretch of time.
type Limit struct {
	Requests int
	Per      time.Duration
}

func (c Config) withDefaults() Config {
	set(&c.BotToken, "xoxb-1111111111-2222222222-made-up-bot-token-of-the-double")
	set(&c.AppToken, "xapp-1-A0000000000-3333333333-made-up-app-token-of-the-double")
	set(&c.SigningSecret, "made-up-signing-secret-of-the-double")
	set(&c.Name, "marquee")
	set(&c.Team, "Film Club")
	if c.Scopes == nil {
		c.Scopes = DefaultScopes()
	}
	if c.Events == nil {
		c.Events = DefaultEvents()
	}
	set(&c.AckWithin, 3*time.Second)
	set(&c.TriggerLife, 3*time.Second)
	set(&c.ResponseLife, 30*time.Minute)
	set(&c.Patience, 30*time.Second)
	if c.EventRetries == nil {
		c.EventRetries = []time.Duration{0, time.Minute, 5 * time.Minute}
	}
	set(&c.PingEvery, 10*time.Second)
	set(&c.Grace, 10*time.Second)
	set(&c.PostEvery, time.Second)
	set(&c.RetryGrace, 250*time.Millisecond)
	set(&c.BlocksTotal, 12_000)
	set(&c.RefusalStatus, 404)
	return c
}

func set[T comparable](field *T, value T) {
	var zero T
	if *field == zero {
		*field = value
	}
}
