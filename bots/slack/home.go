package slack

import (
	"context"
	"encoding/json"
	"slices"
	"time"

	slackgo "github.com/slack-go/slack"

	"marquee/internal/chat"
)

// homeCallback is the callback_id of the App Home.
const homeCallback = "marquee.home"

// homeOf returns the command whose answer stands in the App Home.
func homeOf(commands []chat.Command) (chat.Command, bool) {
	i := slices.IndexFunc(commands, func(c chat.Command) bool { return c.Home })
	if i < 0 {
		return chat.Command{}, false
	}
	return commands[i], true
}

// homeOpened fills in the App Home of a person who looks at it. A failure takes
// nothing away from what stands there already.
// https://docs.slack.dev/reference/events/app_home_opened
func (a *Adapter) homeOpened(ctx context.Context, s *serving, e event) {
	c, ok := homeOf(s.handler.Commands())
	if !ok || e.Event.Tab != "home" || e.Event.User == "" || e.Event.Channel == "" {
		return
	}
	t := a.atHome(s, e.Event.Channel, chat.Person{ID: e.Event.User}, c.Route())
	defer func() {
		if p := recover(); p != nil {
			a.logPanic(t, p)
		}
	}()
	answer := a.ask(ctx, t)
	card := answer.Card
	if answer.Later != nil {
		made := a.wait(t, answer.Later)
		card = &made
	}
	if card == nil || card.Tone == chat.Failure && e.Event.View != nil {
		a.log.Warn("nothing to show in the App Home", "route", t.request.Route)
		return
	}
	a.send(ctx, t, *card, true, chat.Replace)
}

// pressedHome reads a press in the App Home; ok is false for one elsewhere.
func (a *Adapter) pressedHome(on *serving, in slackgo.InteractionCallback, route string) (t turn, ok bool) {
	s, known := readState(in.View.PrivateMetadata)
	if in.View.Type != slackgo.VTHomeTab || !known || s.Channel == "" {
		return t, false
	}
	t = a.atHome(on, s.Channel, personOf(in.User), route)
	t.trigger = in.TriggerID
	t.request.Press = &chat.Press{ByAsker: true, Private: true}
	return t, true
}

// atHome is a turn in the App Home, which belongs to the person's conversation with
// the bot.
func (a *Adapter) atHome(on *serving, channel string, who chat.Person, route string) turn {
	t := turn{on: on, home: true, begun: time.Now()}
	t.request = chat.Request{
		Route: route, Asker: who, Target: a.target("", channel), Direct: true,
		Locale: a.people.locale(who.ID), At: time.Now(),
	}
	t.request.May = a.may(who.ID, t.request.Target, true)
	return t
}

// publish puts a card into the App Home. Where it is not what one sees on opening
// that, a button leads back.
// https://docs.slack.dev/reference/methods/views.publish
func (a *Adapter) publish(ctx context.Context, t turn, c chat.Card, l look) error {
	back, _ := homeOf(t.on.handler.Commands())
	if t.request.Route != back.Route() {
		c.Actions = append(slices.Clip(c.Actions), chat.Action{Label: sayHome, Route: back.Route()})
	}
	view := slackgo.HomeTabViewRequest{
		Type: slackgo.VTHomeTab, CallbackID: homeCallback, Blocks: slackgo.Blocks{BlockSet: blocksOf(c, l)},
	}
	// The conversation comes back with each press.
	state, err := json.Marshal(formState{Route: back.Route(), Channel: t.request.Target.Channel, Direct: true, Home: true})
	if err != nil {
		return err
	}
	view.PrivateMetadata = string(state)
	const hold = "views.publish"
	return insist(ctx, true, func() (chat.Result, time.Duration, error) {
		if left := a.holds.left(hold); left > 0 {
			return chat.NotSent, left, errHeld
		}
		return a.once(ctx, hold, func(ctx context.Context) error {
			_, err := a.api.PublishViewContext(ctx, slackgo.PublishViewContextRequest{UserID: t.request.Asker.ID, View: view})
			return err
		})
	})
}

// sayHome is the button back to what the App Home shows at first.
const sayHome = "Overview"
