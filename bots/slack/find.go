package slack

import (
	"context"
	"errors"
	"fmt"
	"time"

	slackgo "github.com/slack-go/slack"

	"marquee/internal/chat"
)

// How far Find looks.
const (
	pageSize  = 200
	findPages = 25
	// clockSkew is how far the clocks may be apart.
	clockSkew = time.Minute
)

// Find looks for a message that carries key in its metadata. An app sold outside
// Slack's Marketplace may read one page of 15 a minute, so there it may find a
// busy channel Unreadable.
func (a *Adapter) Find(ctx context.Context, key chat.Key, t chat.Target, since time.Time) (chat.Receipt, chat.Finding, error) {
	if t.Platform != Platform || t.Channel == "" {
		return "", chat.Unreadable, fmt.Errorf("%q channel %q is none of Slack's", t.Platform, t.Channel)
	}
	read := a.history
	if t.Thread != "" {
		read = a.replies
	}
	oldest := fmt.Sprintf("%d.000000", max(0, since.Add(-clockSkew).Unix()))
	cursor := ""
	for range findPages {
		list, next, err := read(ctx, t, oldest, cursor)
		if err != nil {
			return "", chat.Unreadable, fmt.Errorf("reading channel %s: %w", t.Channel, a.safe(err))
		}
		for _, m := range list {
			if a.carries(m, key) {
				return chat.Receipt(m.Timestamp), chat.Found, nil
			}
		}
		if cursor = next; cursor == "" {
			return "", chat.Absent, nil
		}
	}
	return "", chat.Unreadable, fmt.Errorf("channel %s has more than %d messages since then", t.Channel, findPages*pageSize)
}

// carries reports whether the bot posted the message under key.
func (a *Adapter) carries(m slackgo.Message, key chat.Key) bool {
	own := a.identity()
	if own.bot != "" && m.BotID != own.bot && m.User != own.user {
		return false
	}
	carried, _ := m.Metadata.EventPayload[metadataKey].(string)
	return m.Metadata.EventType == metadataType && carried == string(key)
}

func (a *Adapter) history(ctx context.Context, t chat.Target, oldest, cursor string) (list []slackgo.Message, next string, err error) {
	err = a.held("conversations.history", func() error {
		page, err := a.api.GetConversationHistoryContext(ctx, &slackgo.GetConversationHistoryParameters{
			ChannelID: t.Channel, Oldest: oldest, Cursor: cursor, Inclusive: true, Limit: pageSize, IncludeAllMetadata: true,
		})
		if err != nil {
			return err
		}
		list, next = page.Messages, page.ResponseMetaData.NextCursor
		return hidden(page.HasMore, next)
	})
	return list, next, err
}

func (a *Adapter) replies(ctx context.Context, t chat.Target, oldest, cursor string) (list []slackgo.Message, next string, err error) {
	err = a.held("conversations.replies", func() (err error) {
		var more bool
		list, more, next, err = a.api.GetConversationRepliesContext(ctx, &slackgo.GetConversationRepliesParameters{
			ChannelID: t.Channel, Timestamp: t.Thread, Oldest: oldest, Cursor: cursor, Inclusive: true, Limit: pageSize, IncludeAllMetadata: true,
		})
		if err != nil {
			return err
		}
		return hidden(more, next)
	})
	return list, next, err
}

// hidden reports a reading of which the rest cannot be reached.
func hidden(more bool, next string) error {
	if more && next == "" {
		return errors.New("there is more, and no way to it")
	}
	return nil
}
