package discord

import (
	"encoding/json"

	"marquee/internal/chat"
)

// AnswerBody is the body that shows a card in answer, for tests of what it looks
// like.
func AnswerBody(c chat.Card, server string) ([]byte, error) {
	return json.MarshalIndent(answerOf(c, server), "", "  ")
}

// AnnouncementBody is the body that shows a card unasked.
func AnnouncementBody(c chat.Card, key chat.Key, server string) ([]byte, error) {
	m := announcementOf(c, key, server)
	m.Nonce = nonceOf(key, "1")
	return json.MarshalIndent(m, "", "  ")
}

// What escaping does.
var (
	Clean    = clean
	Escape   = escape
	Unescape = unescape
)

// CloseIdle closes the connections that nothing uses just now, so that what is
// left can be counted.
func CloseIdle(a *Adapter) { a.rest.client.CloseIdleConnections() }
