package slacktest

import (
	"net/url"
)

// Paths of the endpoints of an app, below the address that UseEndpoint gets.
const (
	commandsPath     = "/slack/commands"
	interactionsPath = "/slack/interactions"
	eventsPath       = "/slack/events"
)

// A parcel is what is delivered to the app, whichever way.
type parcel struct {
	kind    string // of the envelope: "slash_commands", "interactive" or "events_api"
	path    string // of the endpoint
	payload fields
	accepts bool // the acknowledgement may carry a payload
	retry   int
	reason  string // of a retry
}

func commandParcel(payload fields) parcel {
	return parcel{kind: "slash_commands", path: commandsPath, payload: payload, accepts: true}
}

func interactiveParcel(payload fields, accepts bool) parcel {
	return parcel{kind: "interactive", path: interactionsPath, payload: payload, accepts: accepts}
}

// envelope is the parcel as a socket carries it.
// https://docs.slack.dev/apis/events-api/using-socket-mode
func (p parcel) envelope(id string) fields {
	e := fields{"envelope_id": id, "type": p.kind, "payload": p.payload, "accepts_response_payload": p.accepts}
	if p.kind == "events_api" {
		e["retry_attempt"], e["retry_reason"] = p.retry, p.reason
	}
	return e
}

// body is the parcel as HTTP carries it.
func (p parcel) body() (body []byte, contentType string) {
	const form = "application/x-www-form-urlencoded"
	switch p.kind {
	case "slash_commands":
		values := url.Values{}
		for k, v := range p.payload {
			values.Set(k, v.(string)) // all of them are texts
		}
		return []byte(values.Encode()), form
	case "interactive":
		return []byte(url.Values{"payload": {string(rawJSON(p.payload))}}.Encode()), form
	}
	return rawJSON(p.payload), "application/json"
}
