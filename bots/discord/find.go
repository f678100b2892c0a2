package discord

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"time"

	"marquee/internal/chat"
)

// maxPages bounds how much of a channel's history Find reads: 2,000 messages.
const maxPages = 20

// found is as much of a message as Find reads.
type found struct {
	ID     string `json:"id"`
	Author struct {
		ID string `json:"id"`
	} `json:"author"`
	Components []part `json:"components"`
}

// part is a component, or a part of a form.
type part struct {
	Type       int      `json:"type"`
	CustomID   string   `json:"custom_id"`
	Value      string   `json:"value"`
	Values     []string `json:"values"`
	Component  *part    `json:"component"`
	Components []part   `json:"components"`
}

// Find looks through the channel's history, from since on, for a message of the
// bot's own whose buttons or menus carry the key's mark.
func (a *Adapter) Find(ctx context.Context, key chat.Key, t chat.Target, since time.Time) (chat.Receipt, chat.Finding, error) {
	channel, err := channelOf(t)
	if err != nil {
		return "", chat.Unreadable, err
	}
	if err := a.readable(ctx, t, channel); err != nil {
		return "", chat.Unreadable, err
	}
	// A minute more, for clocks that differ.
	after := snowflakeAt(since.Add(-time.Minute))
	own, err := a.known()
	if err != nil {
		return "", chat.Unreadable, err
	}
	mark := markOf(key)
	for range maxPages {
		var page []found
		err := a.rest.do(ctx, request{
			method: http.MethodGet, again: true, out: &page, name: "reading the history of channel " + channel,
			path: fmt.Sprintf("/channels/%s/messages?limit=%d&after=%s", channel, maxHistory, after),
		})
		if err != nil {
			return "", chat.Unreadable, err
		}
		for _, m := range page {
			if (own == nil || m.Author.ID == own.user) && marked(m.Components, mark) {
				return chat.Receipt(m.ID), chat.Found, nil
			}
			if later(m.ID, after) {
				after = m.ID
			}
		}
		if len(page) < maxHistory {
			return "", chat.Absent, nil
		}
	}
	return "", chat.Unreadable, fmt.Errorf("channel %s has more than %d messages since %s", channel, maxPages*maxHistory, since.UTC().Format(time.RFC3339))
}

// readable fails where the bot may not read the history: Discord then answers
// with an empty one.
func (a *Adapter) readable(ctx context.Context, t chat.Target, channel string) error {
	if t.Server == "" {
		return nil // of a direct conversation
	}
	may, err := a.permissionsIn(ctx, t)
	if err != nil {
		return fmt.Errorf("asking what the bot may do in channel %s: %w", channel, err)
	}
	if !may.has(readHistory) {
		return fmt.Errorf("the bot may not read the history of channel %s", channel)
	}
	return nil
}

func marked(parts []part, mark string) bool {
	for _, p := range parts {
		if strings.HasPrefix(p.CustomID, mark) || marked(p.Components, mark) {
			return true
		}
	}
	return false
}

// later reports whether the id a is of something made after b.
func later(a, b string) bool {
	if len(a) != len(b) {
		return len(a) > len(b)
	}
	return a > b
}
