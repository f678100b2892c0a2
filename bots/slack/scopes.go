package slack

import (
	"errors"
	"slices"

	slackgo "github.com/slack-go/slack"
)

// scopes are what the bot asks a workspace for, and why: no more than it needs.
// https://docs.slack.dev/reference/scopes
var scopes = []struct{ name, why string }{
	{"commands", "slash commands"},
	{"chat:write", "posting reminders"},
	{"channels:read", "whether somebody is a member of a public channel"},
	{"groups:read", "whether somebody is a member of a private channel"},
	{"im:read", "telling a private conversation with the bot from others"},
	{"channels:history", "whether a reminder was posted already, in public channels"},
	{"groups:history", "the same in private channels the bot was invited to"},
	{"im:history", "the same in conversations with the bot"},
	{"im:write", "reminders for one person alone, and answers that cannot be shown where they were asked for"},
	{"users:read", "who is an admin, and people's languages"},
	{"usergroups:read", "which user groups can be mentioned"},
}

// missingScopes returns what was not granted.
func missingScopes(granted []string) []string {
	var out []string
	for _, s := range scopes {
		if !slices.Contains(granted, s.name) {
			out = append(out, s.name)
		}
	}
	return out
}

// neededScope names the scope that an error asks for, in brackets.
func neededScope(err error) string {
	var refused slackgo.SlackErrorResponse
	if errors.As(err, &refused) && refused.Needed != "" {
		return " (" + refused.Needed + ")"
	}
	return ""
}
