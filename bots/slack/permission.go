package slack

import (
	"context"
	"fmt"
	"strings"
	"time"

	slackgo "github.com/slack-go/slack"

	"marquee/internal/chat"
)

// allowedLife is how long it is remembered that somebody may do something. That
// they may not is asked again each time, so that who joins a channel can go on at
// once.
const allowedLife = 30 * time.Second

// permitted is a person, and what they may do where.
type permitted struct {
	user, channel string
	permission    chat.Permission
}

// may returns what answers chat.Request.May for a person in a place.
func (a *Adapter) may(user string, t chat.Target, direct bool) func(context.Context, chat.Permission) (bool, string, error) {
	return func(ctx context.Context, p chat.Permission) (ok bool, missing string, err error) {
		key := permitted{user, t.Channel, p}
		switch p {
		case chat.ManageChannel:
			switch {
			case direct:
				return true, "", nil
			case strings.HasPrefix(t.Channel, "D"):
				// Of two people: Slack lets the bot see nothing of it.
				return false, "a channel, or a conversation with me alone: I have no part in this one but to answer", nil
			}
			missing = "to be a member of this channel; in a private one, invite me first with /invite"
		case chat.ManageServer:
			missing = "to be an admin or an owner of this workspace"
			key.channel = ""
		default:
			return false, "a permission that Slack does not have", nil
		}
		if known, _ := a.allowed.get(key); known {
			return true, "", nil
		}
		if p == chat.ManageServer {
			ok, err = a.isAdmin(ctx, user)
		} else {
			ok, err = a.isMember(ctx, user, t.Channel)
		}
		if err != nil {
			return false, "", fmt.Errorf("asking Slack what %s may do: %w", user, a.safe(err))
		}
		if ok {
			a.allowed.put(key, true)
			return true, "", nil
		}
		return false, missing, nil
	}
}

func (a *Adapter) isAdmin(ctx context.Context, user string) (bool, error) {
	u, err := a.people.info(ctx, user)
	if err != nil {
		return false, err
	}
	if own := a.identity().team; own != "" && u.TeamID != "" && u.TeamID != own {
		return false, nil // of another workspace, in a shared channel
	}
	return !u.Deleted && (u.IsAdmin || u.IsOwner || u.IsPrimaryOwner), nil
}

// mostPages bounds how many channels of one person are looked through: 20,000.
const mostPages = 20

// isMember looks for a channel among those of a person, which are fewer than the
// people in a large channel.
func (a *Adapter) isMember(ctx context.Context, user, channel string) (bool, error) {
	ask := &slackgo.GetConversationsForUserParameters{
		UserID: user, Types: []string{"public_channel", "private_channel"}, Limit: 999, ExcludeArchived: true,
	}
	for range mostPages {
		var list []slackgo.Channel
		var next string
		err := a.held("users.conversations", func() (err error) {
			list, next, err = a.api.GetConversationsForUserContext(ctx, ask)
			return err
		})
		if err != nil {
			return false, err
		}
		for _, c := range list {
			if c.ID == channel {
				return true, nil
			}
		}
		if next == "" {
			return false, nil
		}
		ask.Cursor = next
	}
	return false, fmt.Errorf("%s is in more than %d channels", user, 999*mostPages)
}

// isDirect reports whether a channel is the private conversation of a person with
// the bot. A direct one of two people, where commands work too, is none.
func (a *Adapter) isDirect(ctx context.Context, channel string) bool {
	if !strings.HasPrefix(channel, "D") {
		return false
	}
	if known, ok := a.direct.get(channel); ok {
		return known
	}
	ctx, cancel := context.WithTimeout(ctx, time.Second)
	defer cancel()
	_, err := a.channel(ctx, channel)
	switch {
	case err == nil:
		a.direct.put(channel, true)
		return true
	case errorName(err) == "channel_not_found":
		a.direct.put(channel, false)
		return false
	}
	a.log.Warn("whether a conversation is private is not known", "error", a.safe(err))
	return true // as most are; either way both people in it may do what they like there
}
