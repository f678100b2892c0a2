package discordtest

import "time"

// A Config says how the double behaves. The zero value is Discord as it is; a
// zero field stands for the default beside it.
type Config struct {
	Token string // the bot's token, without "Bot "; a made-up one
	Name  string // the bot's name; "Marquee"

	FirstResponse time.Duration // how long an interaction waits for its first response; 3 s
	TokenLife     time.Duration // how long an interaction's token is taken; 15 min
	NonceWindow   time.Duration // how long a message's nonce is remembered; 3 min
	Patience      time.Duration // how long a driven user waits for a deferred answer; 30 s

	Heartbeat      time.Duration // the interval that HELLO asks for; 41.25 s
	Shards         int           // what GET /gateway/bot recommends; 1
	MaxConcurrency int           // how many IDENTIFY at once; 1
	IdentifyEvery  time.Duration // the time that a place for an IDENTIFY is taken; 5 s
	SessionStarts  int           // how many IDENTIFY a day; 1,000
	Privileged     int           // privileged intents that the bot was granted; none

	// GlobalPerSecond is how many requests a second a bot may make over all
	// routes but the interaction endpoints; 50, and no limit where negative.
	GlobalPerSecond int
	// RouteLimits are the limits told in headers, by method and route as
	// "POST /channels/{channel}/messages", each kept per channel, server or
	// webhook. The default lets 5 messages in 5 s into a channel, and 50 requests
	// a second into any other route.
	RouteLimits map[string]Limit
	// InvalidRequests is how many answers of 401, 403 and 429 in 10 minutes get
	// the address banned; 10,000.
	InvalidRequests int

	// Keep bounds what is remembered: so many requests, messages in each
	// channel, and finished interactions. 0 keeps all, which suits a test but not
	// a million interactions. What is forgotten is unknown to later requests.
	Keep int

	// Contract checks each request body against Discord's own description of
	// its API. New fills it in where FindContract finds one; NoContract keeps it
	// from that.
	Contract *Contract
}

// A Limit lets so many requests through in each stretch of time.
type Limit struct {
	Requests int
	Per      time.Duration
}

func (c Config) withDefaults() Config {
	set(&c.Token, "a-made-up-token")
	set(&c.Name, "Marquee")
	set(&c.FirstResponse, 3*time.Second)
	set(&c.TokenLife, 15*time.Minute)
	set(&c.NonceWindow, 3*time.Minute)
	set(&c.Patience, 30*time.Second)
	set(&c.Heartbeat, 41250*time.Millisecond)
	set(&c.Shards, 1)
	set(&c.MaxConcurrency, 1)
	set(&c.IdentifyEvery, 5*time.Second)
	set(&c.SessionStarts, 1000)
	set(&c.GlobalPerSecond, 50)
	set(&c.InvalidRequests, 10000)
	limits := map[string]Limit{routeCreateMessage: {5, 5 * time.Second}}
	for route, l := range c.RouteLimits {
		limits[route] = l
	}
	c.RouteLimits = limits
	return c
}

func set[T comparable](field *T, value T) {
	var zero T
	if *field == zero {
		*field = value
	}
}
