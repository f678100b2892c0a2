package slack

import (
	"context"
	"errors"
	"fmt"
	"strings"

	slackgo "github.com/slack-go/slack"

	"marquee/internal/chat"
)

// CheckPlace implements chat.PlaceChecker: the bot has to be in the channel, and
// may read what it posted there.
func (a *Adapter) CheckPlace(ctx context.Context, t chat.Target) ([]string, error) {
	if own := a.identity().team; own != "" && t.Server != "" && t.Server != own {
		return []string{"That channel is in a workspace that I am not in."}, nil
	}
	c, err := a.channel(ctx, t.Channel)
	switch name := errorName(err); {
	case name == "channel_not_found" || name == "not_in_channel":
		return []string{"I am not in that channel. Type /invite @marquee there."}, nil
	case name == "missing_scope" && strings.Contains(neededScope(err), "mpim:"):
		return []string{"I post nothing into group conversations. Choose a channel, or write to me alone."}, nil
	case name == "missing_scope":
		return []string{sayScope(err)}, nil
	case err != nil:
		return nil, fmt.Errorf("reading channel %s: %w", t.Channel, a.safe(err))
	case c.IsArchived:
		return []string{"That channel is archived. Choose another, or bring it back."}, nil
	case !c.IsIM && !c.IsMember:
		return []string{"I am not in that channel. Type /invite @marquee there."}, nil
	}
	err = a.held("conversations.history", func() error {
		_, err := a.api.GetConversationHistoryContext(ctx, &slackgo.GetConversationHistoryParameters{ChannelID: t.Channel, Limit: 1})
		return err
	})
	switch name := errorName(err); {
	case name == "missing_scope":
		return []string{sayScope(err)}, nil
	case closed[name]:
		return []string{"I may not read that channel, so I could not see whether something was posted already."}, nil
	case errors.Is(err, errHeld): // by a limit on reading, which says that reading is allowed
	case err != nil && retryAfter(err, 0) == 0: // likewise
		return nil, fmt.Errorf("reading channel %s: %w", t.Channel, a.safe(err))
	}
	return nil, nil
}

// sayScope says that the app was not given enough.
func sayScope(err error) string {
	return fmt.Sprintf("This workspace has not given me all that I need%s. Whoever runs this bot can add it with a new manifest.", neededScope(err))
}

// CheckMention implements chat.PlaceChecker: user groups can be mentioned by
// everybody, as far as Slack tells an app.
func (a *Adapter) CheckMention(ctx context.Context, _ chat.Target, _ chat.Person, id string) (string, error) {
	if !userGroup.MatchString(id) {
		return "I mention user groups only, and never everyone.", nil
	}
	var groups []slackgo.UserGroup
	err := a.held("usergroups.list", func() (err error) {
		groups, err = a.api.GetUserGroupsContext(ctx)
		return err
	})
	if errorName(err) == "missing_scope" {
		return sayScope(err), nil
	}
	if err != nil {
		return "", fmt.Errorf("reading the user groups: %w", a.safe(err))
	}
	for _, g := range groups {
		if g.ID == id {
			return "", nil
		}
	}
	return "I know no such user group in this workspace.", nil
}

// Direct implements chat.Messenger.
func (a *Adapter) Direct(ctx context.Context, id string) (chat.Target, error) {
	var c *slackgo.Channel
	err := a.held("conversations.open", func() (err error) {
		c, _, _, err = a.api.OpenConversationContext(ctx, &slackgo.OpenConversationParameters{Users: []string{id}})
		return err
	})
	if err != nil {
		return chat.Target{}, fmt.Errorf("opening a conversation with %s: %w", id, a.safe(err))
	}
	return chat.Target{Platform: Platform, Server: a.identity().team, Channel: c.ID}, nil
}

// channel asks Slack about a channel.
func (a *Adapter) channel(ctx context.Context, id string) (c *slackgo.Channel, err error) {
	err = a.held("conversations.info", func() (err error) {
		c, err = a.api.GetConversationInfoContext(ctx, &slackgo.GetConversationInfoInput{ChannelID: id})
		return err
	})
	return c, err
}
