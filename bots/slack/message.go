package slack

import (
	slackgo "github.com/slack-go/slack"

	"marquee/internal/chat"
)

// A message is a card as Slack takes it.
type message struct {
	text     string // what a notification reads
	blocks   []slackgo.Block
	pictures bool // some block shows a picture
}

func messageOf(c chat.Card, l look) message {
	m := message{text: fallback(c), blocks: blocksOf(c, l)}
	m.pictures = l.pictures && picture(c.Image.URL) != ""
	return m
}
