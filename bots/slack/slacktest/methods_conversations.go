package slacktest

import (
	"encoding/base64"
	"slices"
	"strconv"
	"strings"
)

// https://docs.slack.dev/reference/methods/conversations.info
func conversationsInfo(c *call) (fields, *apiError) {
	id := c.need("channel")
	count := c.flag("include_num_members", false)
	c.flag("include_locale", false)
	if err := c.end(); err != nil {
		return nil, err
	}
	s := c.s
	s.mu.Lock()
	defer s.mu.Unlock()
	ch, err := s.channel(id, "read")
	if err != nil {
		return nil, err
	}
	w := ch.wire()
	if count {
		w["num_members"] = len(ch.members)
	}
	return fields{"channel": w}, nil
}

// https://docs.slack.dev/reference/methods/conversations.members
func conversationsMembers(c *call) (fields, *apiError) {
	id := c.need("channel")
	limit, cursor := c.number("limit", defaultMemberPage), c.str("cursor")
	if err := c.end(); err != nil {
		return nil, err
	}
	s := c.s
	s.mu.Lock()
	defer s.mu.Unlock()
	ch, err := s.channel(id, "read")
	if err != nil {
		return nil, err
	}
	ids := make([]string, len(ch.members))
	for i, u := range ch.members {
		ids[i] = u.id
	}
	page, next, err := paged(ids, limit, cursor)
	if err != nil {
		return nil, err
	}
	return fields{"members": page, "response_metadata": fields{"next_cursor": next}}, nil
}

// paged returns the part of a list that a cursor points to, and the next one's
// cursor.
// https://docs.slack.dev/apis/web-api/pagination
func paged[T any](list []T, limit int, cursor string) (page []T, next string, refused *apiError) {
	if limit < 1 || limit > maxPage {
		return nil, "", errInvalidLimit
	}
	from := 0
	if cursor != "" {
		raw, err := base64.StdEncoding.DecodeString(cursor)
		at, ok := strings.CutPrefix(string(raw), "next:")
		n, wrong := strconv.Atoi(at)
		if err != nil || !ok || wrong != nil || n < 0 || n > len(list) {
			return nil, "", errInvalidCursor
		}
		from = n
	}
	to := min(from+limit, len(list))
	if to < len(list) {
		next = base64.StdEncoding.EncodeToString([]byte("next:" + strconv.Itoa(to)))
	}
	return slices.Clone(list[from:to]), next, nil
}

// https://docs.slack.dev/reference/methods/conversations.open
func conversationsOpen(c *call) (fields, *apiError) {
	users, id := c.str("users"), c.str("channel")
	full := c.flag("return_im", false)
	c.flag("prevent_creation", false)
	if err := c.end(); err != nil {
		return nil, err
	}
	s := c.s
	s.mu.Lock()
	defer s.mu.Unlock()
	var dm *Channel
	switch u := s.users[users]; {
	case users == "" && id != "":
		ch, err := s.channel(id, "")
		if err != nil || ch.kind != directChannel {
			return nil, errChannelNotFound
		}
		dm = ch
	case u == nil:
		return nil, errUserNotFound
	case u.gone:
		return nil, refusal("user_disabled")
	case u == s.bot:
		return nil, refusal("cannot_dm_bot")
	case !s.granted("im:write"):
		return nil, missingScope("im:write")
	default:
		dm = u.openDM()
	}
	if full {
		return fields{"channel": dm.wire()}, nil
	}
	return fields{"channel": fields{"id": dm.id}}, nil
}

// https://docs.slack.dev/reference/methods/conversations.join
func conversationsJoin(c *call) (fields, *apiError) {
	id := c.need("channel")
	if err := c.end(); err != nil {
		return nil, err
	}
	s := c.s
	s.mu.Lock()
	defer s.mu.Unlock()
	ch, err := s.channel(id, "")
	switch {
	case err != nil:
		return nil, err
	case ch.kind != publicChannel:
		return nil, errChannelType
	case ch.archived:
		return nil, errArchived
	}
	if ch.has(s.bot) {
		return fields{
			"channel": ch.wire(), "warning": "already_in_channel",
			"response_metadata": fields{"warnings": []string{"already_in_channel"}},
		}, nil
	}
	ch.members = append(ch.members, s.bot)
	return fields{"channel": ch.wire()}, nil
}

// https://docs.slack.dev/reference/methods/users.conversations
func usersConversations(c *call) (fields, *apiError) {
	limit, cursor := c.number("limit", defaultPage), c.str("cursor")
	types := strings.Split(c.str("types"), ",")
	live := c.flag("exclude_archived", false)
	user := c.str("user")
	c.ignore("team_id")
	if err := c.end(); err != nil {
		return nil, err
	}
	s := c.s
	s.mu.Lock()
	defer s.mu.Unlock()
	who := s.bot
	if user != "" {
		if who = s.users[user]; who == nil {
			return nil, errUserNotFound
		}
	}
	names := []string{"public_channel", "private_channel", "im"}
	list := []fields{}
	for _, ch := range s.channels {
		wanted := slices.Contains(types, names[ch.kind]) || types[0] == "" && ch.kind == publicChannel
		if wanted && ch.has(who) && (ch.kind == publicChannel || ch.has(s.bot)) && !(live && ch.archived) {
			list = append(list, ch.wire())
		}
	}
	slices.SortFunc(list, func(a, b fields) int { return strings.Compare(a["id"].(string), b["id"].(string)) })
	page, next, err := paged(list, limit, cursor)
	if err != nil {
		return nil, err
	}
	return fields{"channels": page, "response_metadata": fields{"next_cursor": next}}, nil
}
