package discordtest

import (
	"regexp"
	"slices"
	"strings"
)

// Pings are those whom a message notifies.
type Pings struct {
	Everyone bool // @everyone or @here
	Roles    []string
	Users    []string
}

// None reports whether nobody is notified.
func (p Pings) None() bool { return !p.Everyone && len(p.Roles)+len(p.Users) == 0 }

var (
	codeSpan = regexp.MustCompile("(?s)```.*?```|`[^`]+`")
	mention  = regexp.MustCompile(`@everyone|@here|<@[!&]?[0-9]+>`)
)

// WhoIsPinged returns whom a message with this content notifies, whoever may
// send it: a bot without the permission to mention everyone notifies fewer.
// Embeds, buttons and the like never notify. A backslash before a mention does
// not help; code does. With no allowed mentions, or none that say which kinds
// to parse, every mention counts.
// https://discord.com/developers/docs/resources/message#allowed-mentions-object
func WhoIsPinged(content string, allowed *AllowedMentions) Pings {
	var p Pings
	for _, m := range mention.FindAllString(codeSpan.ReplaceAllString(content, " "), -1) {
		id := strings.Trim(m, "<@!&>")
		switch {
		case !strings.HasPrefix(m, "<"):
			p.Everyone = p.Everyone || allowed.lets("everyone", "")
		case strings.HasPrefix(m, "<@&"):
			if allowed.lets("roles", id) && !slices.Contains(p.Roles, id) {
				p.Roles = append(p.Roles, id)
			}
		default:
			if allowed.lets("users", id) && !slices.Contains(p.Users, id) {
				p.Users = append(p.Users, id)
			}
		}
	}
	return p
}

// lets reports whether a mention of this kind and id notifies.
func (a *AllowedMentions) lets(kind, id string) bool {
	if a == nil || a.Parse == nil && a.Roles == nil && a.Users == nil {
		return true
	}
	switch {
	case slices.Contains(a.Parse, kind):
		return true
	case kind == "roles":
		return slices.Contains(a.Roles, id)
	case kind == "users":
		return slices.Contains(a.Users, id)
	}
	return false
}
