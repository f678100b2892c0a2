package slack

import (
	"context"
	"slices"
	"strings"
	"time"

	slackgo "github.com/slack-go/slack"

	"marquee/internal/chat"
)

// Umbrella is the command under which all others can be typed too, for
// workspaces in which a name is taken: /marquee film Heat.
const Umbrella = "marquee"

// straight makes the quotes that phones type those that the Handler reads.
var straight = strings.NewReplacer("“", `"`, "”", `"`, "„", `"`)

// typed reads a slash command.
func (a *Adapter) typed(ctx context.Context, on *serving, c slackgo.SlashCommand) turn {
	name, rest := commandOf(on.handler.Commands(), c.Command, unescape.Replace(c.Text))
	t := turn{
		on: on, respond: c.ResponseURL, until: time.Now().Add(responseLife), trigger: c.TriggerID, begun: time.Now(),
		name: name, bare: rest == "", asks: rest == "?",
	}
	t.request = a.request(ctx, c.TeamID, c.ChannelID, chat.Person{ID: c.UserID, Name: c.UserName})
	t.request.Route = chat.Command{Name: name}.Route()
	t.request.Line = rest
	return t
}

// commandOf tells which command is meant, and what stands behind it. What is no
// command asks for help with it.
func commandOf(commands []chat.Command, slash, text string) (name, rest string) {
	name = strings.ToLower(strings.TrimPrefix(slash, "/"))
	rest = strings.TrimSpace(straight.Replace(text))
	known := func(s string) bool {
		return slices.ContainsFunc(commands, func(c chat.Command) bool { return c.Name == s })
	}
	if name == Umbrella && !known(Umbrella) {
		word, behind := rest, ""
		if i := strings.IndexFunc(rest, func(r rune) bool { return r == ' ' || r == '\t' || r == '\n' }); i >= 0 {
			word, behind = rest[:i], strings.TrimSpace(rest[i:])
		}
		if word = strings.ToLower(strings.TrimPrefix(word, "/")); known(word) {
			return word, behind
		}
		return "help", rest
	}
	if !known(name) {
		return "help", name
	}
	return name, rest
}

// request is what every request has, whatever led to it.
func (a *Adapter) request(ctx context.Context, team, channel string, who chat.Person) chat.Request {
	r := chat.Request{
		Asker:  who,
		Target: a.target(team, channel),
		Direct: a.isDirect(ctx, channel),
		Locale: a.people.locale(who.ID),
		At:     time.Now(),
	}
	r.May = a.may(who.ID, r.Target, r.Direct)
	return r
}

// target is a place in the workspace that the bot is in, whichever the person in
// a shared channel belongs to.
func (a *Adapter) target(team, channel string) chat.Target {
	if own := a.identity().team; own != "" {
		team = own
	}
	return chat.Target{Platform: Platform, Server: team, Channel: channel}
}
