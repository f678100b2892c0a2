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
		Tokens  struct {
			Bot []string `json:"bot"`
		} `json:"tokens"`
	} `json:"event"`
}

// readEvent reads an event, which has an id.
func readEvent(raw []byte) (e event, ok bool) {
	return e, json.Unmarshal(raw, &e) == nil && e.ID != ""
}

// once reports whether an event is new: Slack delivers one again when it is not
// sure that it arrived.
func (a *Adapter) once(e event) bool { return a.events.add(e.ID, struct{}{}) }

// tell tells a Handler that wants to know what happened to a place.
func (a *Adapter) tell(ctx context.Context, h chat.Handler, e event) {
	w, ok := h.(chat.PlaceWatcher)
	if !ok {
		return
	}
	defer func() {
		if p := recover(); p != nil {
			a.logPanic(turn{}, p)
		}
	}()
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
