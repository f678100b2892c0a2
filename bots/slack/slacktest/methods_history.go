package slacktest

import (
	"math"
	"slices"
)

// A stretch is which messages of a channel a history is about.
type stretch struct {
	oldest, latest int64 // in microseconds
	inclusive      bool
	limit          int
	cursor         string
	metadata       bool
}

// stretch reads the arguments that histories have in common.
func (c *call) stretch() (stretch, *apiError) {
	st := stretch{
		latest: math.MaxInt64, inclusive: c.flag("inclusive", false), limit: c.number("limit", defaultPage),
		cursor: c.str("cursor"), metadata: c.flag("include_all_metadata", false),
	}
	oldest, latest := c.str("oldest"), c.str("latest")
	if err := c.end(); err != nil {
		return st, err
	}
	var err error
	if oldest != "" {
		if st.oldest, err = parseTS(oldest); err != nil {
			return st, errInvalidOldest
		}
	}
	if latest != "" {
		if st.latest, err = parseTS(latest); err != nil {
			return st, errInvalidLatest
		}
	}
	if c.s.cfg.Commercial {
		st.limit = min(st.limit, commercialPage)
	}
	return st, nil
}

func (st stretch) has(m *message) bool {
	at, _ := parseTS(m.ts)
	if st.inclusive {
		return at >= st.oldest && at <= st.latest
	}
	return at > st.oldest && at < st.latest
}

// https://docs.slack.dev/reference/methods/conversations.history
func conversationsHistory(c *call) (fields, *apiError) {
	id := c.need("channel")
	st, err := c.stretch()
	if err != nil {
		return nil, err
	}
	s := c.s
	s.mu.Lock()
	defer s.mu.Unlock()
	ch, err := s.readable(id)
	if err != nil {
		return nil, err
	}
	return ch.history(st, func(m *message) bool { return m.thread == "" || m.thread == m.ts }, true)
}

// https://docs.slack.dev/reference/methods/conversations.replies
func conversationsReplies(c *call) (fields, *apiError) {
	id, ts := c.need("channel"), c.need("ts")
	st, err := c.stretch()
	if err != nil {
		return nil, err
	}
	s := c.s
	s.mu.Lock()
	defer s.mu.Unlock()
	ch, err := s.readable(id)
	if err != nil {
		return nil, err
	}
	if m := ch.find(ts); m == nil || m.to != nil {
		return nil, errThreadNotFound
	}
	return ch.history(st, func(m *message) bool { return m.ts == ts || m.thread == ts }, false)
}

// readable returns a channel whose messages the bot may read. It needs the lock.
func (s *Server) readable(id string) (*Channel, *apiError) {
	ch, err := s.channel(id, "history")
	if err != nil {
		return nil, err
	}
	if !ch.has(s.bot) {
		return nil, errNotInChannel
	}
	return ch, nil
}

// history returns a page of the channel's messages that everybody sees. It needs
// the lock.
func (ch *Channel) history(st stretch, wanted func(*message) bool, newestFirst bool) (fields, *apiError) {
	list := []fields{}
	replies := map[string]int{}
	for _, m := range ch.messages {
		if m.to == nil && m.thread != "" && m.thread != m.ts {
			replies[m.thread]++
		}
	}
	for _, m := range ch.messages {
		if m.to != nil || !wanted(m) || !st.has(m) {
			continue
		}
		w := m.wire(st.metadata)
		if n := replies[m.ts]; n > 0 {
			w["thread_ts"], w["reply_count"] = m.ts, n
		}
		list = append(list, w)
	}
	if newestFirst {
		slices.Reverse(list)
	}
	page, next, err := paged(list, st.limit, st.cursor)
	if err != nil {
		return nil, err
	}
	answer := fields{"messages": page, "has_more": next != "", "pin_count": 0}
	if next != "" {
		answer["response_metadata"] = fields{"next_cursor": next}
	}
	return answer, nil
}
