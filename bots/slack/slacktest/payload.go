package slacktest

import "strings"

// verificationToken is the old way of knowing Slack; it is still sent.
const verificationToken = "made-up-verification-token"

// domain is the workspace's name as in its address.
func (s *Server) domain() string {
	return strings.ReplaceAll(strings.ToLower(s.cfg.Team), " ", "-")
}

// command is the payload of a slash command.
// https://docs.slack.dev/interactivity/implementing-slash-commands
func (i *Interaction) command(command, text string) fields {
	s := i.s
	if !s.cfg.RawCommands {
		text = toEntities.Replace(text)
	}
	return fields{
		"token": verificationToken, "team_id": s.team, "team_domain": s.domain(), "channel_id": i.channel.id,
		"channel_name": i.channel.shownName(), "user_id": i.user.id, "user_name": i.user.name,
		"command": command, "text": strings.TrimSpace(text), "api_app_id": s.app, "is_enterprise_install": "false",
		"response_url": i.ResponseURL(), "trigger_id": i.trigger,
	}
}

// interactive is what the payloads of all other interactions have in common. It
// needs the lock.
func (i *Interaction) interactive(kind string) fields {
	s := i.s
	return fields{
		"type": kind, "token": verificationToken, "api_app_id": s.app, "is_enterprise_install": false, "enterprise": nil,
		"team": fields{"id": s.team, "domain": s.domain()},
		"user": fields{"id": i.user.id, "username": i.user.name, "name": i.user.name, "team_id": s.team},
	}
}

// used is the payload of a used element: its place, and what was chosen. It
// needs the lock.
// https://docs.slack.dev/reference/interaction-payloads/block_actions-payload
func (i *Interaction) used(action fields) fields {
	p := i.interactive("block_actions")
	action["action_ts"] = i.s.ids.ts()
	p["actions"], p["trigger_id"] = []fields{action}, i.trigger
	p["state"] = fields{"values": fields{}}
	i.place(p)
	if i.source != nil {
		p["response_url"] = i.ResponseURL()
	}
	return p
}

// suggestion is the payload of a search in a select. It needs the lock.
// https://docs.slack.dev/reference/interaction-payloads/block_suggestion-payload
func (i *Interaction) suggestion(blockID, actionID, query string) fields {
	p := i.interactive("block_suggestion")
	p["action_id"], p["block_id"], p["value"] = actionID, blockID, query
	i.place(p)
	return p
}

// place adds where an element stands. The message of one person alone is not
// given back. It needs the lock.
func (i *Interaction) place(p fields) {
	if v := i.view; v != nil {
		p["container"] = fields{"type": "view", "view_id": v.id}
		p["view"] = v.wire(nil)
		return
	}
	m := i.source
	container := fields{
		"type": "message", "message_ts": m.ts, "channel_id": m.channel.id, "is_ephemeral": m.to != nil,
	}
	if m.thread != "" {
		container["thread_ts"] = m.thread
	}
	p["container"] = container
	p["channel"] = fields{"id": m.channel.id, "name": m.channel.shownName()}
	if m.to == nil {
		p["message"] = m.wire(true)
	}
}

// submission is the payload of a form that was sent. It needs the lock.
// https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload
func (i *Interaction) submission(values fields) fields {
	p := i.interactive("view_submission")
	p["trigger_id"], p["response_urls"] = i.trigger, []any{}
	p["view"] = i.view.wire(fields{"values": values})
	return p
}

// closing is the payload of a form that was closed. It needs the lock.
func (i *Interaction) closing(all bool) fields {
	p := i.interactive("view_closed")
	p["is_cleared"], p["view"] = all, i.view.wire(nil)
	return p
}

// shortcut is the payload of a global shortcut. It needs the lock.
// https://docs.slack.dev/reference/interaction-payloads/shortcuts-interaction-payload
func (i *Interaction) shortcut(callbackID string) fields {
	p := i.interactive("shortcut")
	p["callback_id"], p["trigger_id"], p["action_ts"] = callbackID, i.trigger, i.s.ids.ts()
	return p
}
