package slack

import (
	"context"
	"encoding/json"
	"slices"

	"marquee/internal/chat"
)

// An event is as much of one as is read of it.
// https://docs.slack.dev/apis/events-api
type event struct {
	ID    string `json:"event_id"`
	Team  string `json:"team_id"`
	Event struct {
		Type    string `json:"type"`
		Channel string `json:"channel"`
		User    string `json:"user"`
		Tab     string `json:"tab"` // of app_home_opened
		View    *struct {
			ID string `json:"id"`
		} `json:"view"` // what stands in the App Home already
		Tokens struct {
			Bot []string `json:"bot"`
		} `json:"tokens"`
	} `json:"event"`
}

// readEvent reads an event, which has an id.
func readEvent(raw []byte) (e event, ok bool) {
	return e, json.Unmarshal(raw, &e) == nil && e.ID != ""
}

// isNew reports whether an event was not handled yet: Slack delivers one again when it is not
// sure that it arrived.
func (a *Adapter) isNew(e event) bool { return a.events.add(e.ID, struct{}{}) }

// happened deals with an event. Those of another workspace, which a shared channel
// can bring, are none of the bot's.
func (a *Adapter) happened(ctx context.Context, s *serving, e event) {
	if own := a.identity().team; own != "" && e.Team != "" && e.Team != own {
		a.log.Debug("an event of another workspace", "team", e.Team, "type", e.Event.Type)
		return
	}
	defer func() {
		if p := recover(); p != nil {
			a.logPanic(turn{}, p)
		}
	}()
	if e.Event.Type == "app_home_opened" {
		a.homeOpened(ctx, s, e)
	} else if w, ok := s.handler.(chat.PlaceWatcher); ok {
		a.tell(ctx, w, e)
	}
}

// tell tells a Handler that wants to know what happened to a place.
func (a *Adapter) tell(ctx context.Context, w chat.PlaceWatcher, e event) {
	t := chat.Target{Platform: Platform, Server: e.Team, Channel: e.Event.Channel}
	switch e.Event.Type {
	case "member_joined_channel":
		if e.Event.User == a.identity().user {
			w.Added(ctx, t)
		}
	case "channel_left", "group_left", "channel_archive", "group_archive", "channel_deleted", "group_deleted":
		w.Gone(ctx, t)
	case "member_left_channel":
		if e.Event.User == a.identity().user {
			w.Gone(ctx, t)
		}
	case "app_uninstalled":
		w.Removed(ctx, chat.Target{Platform: Platform, Server: e.Team})
	case "tokens_revoked":
		if slices.Contains(e.Event.Tokens.Bot, a.identity().user) {
			w.Removed(ctx, chat.Target{Platform: Platform, Server: e.Team})
		}
	}
}
