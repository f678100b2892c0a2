package discord

import (
	"slices"
	"strings"

	"github.com/bwmarrin/discordgo"

	"marquee/internal/chat"
)

// A message is the body of a message to a channel, of an answer, and of an edit.
// Everything is named, so that an edit leaves nothing of the earlier card, and
// nobody is mentioned but the roles listed.
type message struct {
	Content         string                           `json:"content"`
	Embeds          []*embed                         `json:"embeds"`
	Components      []discordgo.MessageComponent     `json:"components"`
	AllowedMentions discordgo.MessageAllowedMentions `json:"allowed_mentions"`
	Flags           discordgo.MessageFlags           `json:"flags,omitempty"`
	Nonce           string                           `json:"nonce,omitempty"`
	EnforceNonce    bool                             `json:"enforce_nonce,omitempty"`
}

// nobody lets a message ping nobody. Parse is there and empty: an absent one
// would let every mention through.
func nobody() discordgo.MessageAllowedMentions {
	return discordgo.MessageAllowedMentions{Parse: []discordgo.AllowedMentionType{}}
}

// answerOf is the message that shows a card in answer to somebody.
func answerOf(c chat.Card, server string) message {
	rows, note := components(c, "")
	return message{
		Embeds:          []*embed{writer{server}.embed(c, note)},
		Components:      orEmpty(rows),
		AllowedMentions: nobody(),
	}
}

// announcementOf is the message that shows a card unasked. The roles that its
// text mentions are named before it, for a mention inside an embed reaches
// nobody.
func announcementOf(c chat.Card, key chat.Key, server string) message {
	rows, note := components(c, markOf(key))
	m := message{
		Embeds:          []*embed{writer{server}.embed(c, note)},
		Components:      orEmpty(rows),
		AllowedMentions: nobody(),
		EnforceNonce:    true,
	}
	m.AllowedMentions.Roles = writer{server}.roles(mentioning(c))
	for _, id := range m.AllowedMentions.Roles {
		m.Content += "<@&" + id + "> "
	}
	m.Content = strings.TrimSpace(m.Content)
	return m
}

// mentioning is all of a card's text that may mention.
func mentioning(c chat.Card) chat.Text {
	all := slices.Clone(c.Body)
	for _, f := range c.Fields {
		all = append(all, f.Value...)
	}
	return all
}

// maxPings is how many roles one announcement pings: more would be a nuisance,
// and their names longer than a message.
const maxPings = 10

// roles returns the roles that a text mentions.
func (w writer) roles(t chat.Text) []string {
	var out []string
	for _, s := range t {
		switch {
		case s.Kind == chat.MentionSpan && w.mentionable(s.ID):
			out = append(out, s.ID)
		case s.Kind == chat.ListSpan:
			for _, entry := range s.List {
				out = append(out, w.roles(entry)...)
			}
		}
	}
	slices.Sort(out)
	out = slices.Compact(out)
	return out[:min(len(out), maxPings)]
}

func orEmpty(rows []discordgo.MessageComponent) []discordgo.MessageComponent {
	if rows == nil {
		return []discordgo.MessageComponent{}
	}
	return rows
}
