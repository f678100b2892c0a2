package slack

import (
	"context"
	"time"

	slackgo "github.com/slack-go/slack"

	"marquee/internal/chat"
)

// pressed reads a press of a button or the choice of an entry. ok is false for
// what asks nothing, such as a button that is a link.
func (a *Adapter) pressed(ctx context.Context, on *serving, in slackgo.InteractionCallback) (t turn, ok bool) {
	if len(in.ActionCallback.BlockActions) == 0 {
		return t, false
	}
	action := in.ActionCallback.BlockActions[0]
	route := action.Value
	if route == "" {
		route = action.SelectedOption.Value
	}
	if route != "" && in.Container.Type == "view" {
		return a.pressedHome(on, in, route)
	}
	if route == "" {
		return t, false
	}
	t = turn{on: on, respond: in.ResponseURL, until: time.Now().Add(responseLife), trigger: in.TriggerID, begun: time.Now()}
	t.request = a.request(ctx, in.Team.ID, in.Channel.ID, personOf(in.User))
	t.request.Route = route
	t.request.Target.Thread = in.Container.ThreadTs
	t.request.Press = pressOf(in, action.BlockID)
	return t, true
}

// pressOf tells of the message that was pressed.
func pressOf(in slackgo.InteractionCallback, blockID string) *chat.Press {
	s, known := readStamp(blockID)
	return &chat.Press{
		ByAsker:      known && !s.announcement && s.asker != "" && s.asker == in.User.ID,
		Private:      in.Container.IsEphemeral,
		Announcement: known && s.announcement,
	}
}

func personOf(u slackgo.User) chat.Person {
	name := u.Name
	if u.RealName != "" {
		name = u.RealName
	}
	return chat.Person{ID: u.ID, Name: name}
}
