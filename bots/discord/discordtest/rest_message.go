package discordtest

import (
	"slices"
	"strconv"
	"time"
)

// A sent message is remembered by its nonce for a while.
type sent struct {
	nonce   string
	message *message
	at      time.Time
}

// messageFlags are those that a bot may set on a message of its own.
const messageFlags = FlagSuppressEmbeds | FlagSuppressNotifications

func (s *Server) postMessage(c *call) (reply, *apiError) {
	o, faults := c.fields()
	empty := checkMessage(o, messageShape{channel: true, flags: messageFlags}, c.files)
	if err := c.finish(o, faults); err != nil {
		return reply{}, err
	}
	if empty != nil {
		return reply{}, empty
	}
	if err := s.keepsContract(c.route, c.raw); err != nil {
		return reply{}, err
	}
	b, err := s.readMessage(c.raw, c.files)
	if err != nil {
		return reply{}, errBadJSON
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	ch, refused := s.channel(c)
	if refused != nil {
		return reply{}, refused
	}
	if err := ch.refuses(b); err != nil {
		return reply{}, err
	}
	if b.Enforce && len(b.Nonce) > 0 {
		if earlier, known := s.nonce(b.Nonce); known {
			if earlier.message.gone {
				return reply{}, errUnknownMessage
			}
			return ok(earlier.message.Message), nil
		}
	}
	m := ch.post(b, s.bot, nil)
	if len(b.Nonce) > 0 {
		n := sent{string(b.Nonce), m, time.Now()}
		s.nonces[n.nonce] = n
		s.nonceQueue = append(s.nonceQueue, n)
	}
	return ok(m.Message), nil
}

// nonce looks for an earlier message under a nonce. It needs the lock.
func (s *Server) nonce(nonce []byte) (sent, bool) {
	for len(s.nonceQueue) > 0 && time.Since(s.nonceQueue[0].at) >= s.cfg.NonceWindow {
		old := s.nonceQueue[0]
		s.nonceQueue = s.nonceQueue[1:]
		if s.nonces[old.nonce] == old { // not used again since
			delete(s.nonces, old.nonce)
		}
	}
	n, known := s.nonces[string(nonce)]
	return n, known
}

// refuses says why the bot cannot post b here, or nil. It needs the lock.
func (c *Channel) refuses(b messageBody) *apiError {
	may := c.may(c.s.bot)
	send := SendMessages
	if c.isThread() {
		send = SendMessagesInThreads
	}
	switch {
	case c.recipient != nil && c.recipient.dmShut:
		return errNoDMs
	case !c.takesMessages():
		return errNonText
	case c.locked && !may.has(ManageThreads) && c.archived:
		return errArchived
	case c.locked && !may.has(ManageThreads):
		return errLocked
	case !may.has(send):
		return errMissingPerms
	case b.Embeds != nil && len(*b.Embeds) > 0 && !may.has(EmbedLinks):
		return errMissingPerms
	}
	return nil
}

// getMessages gives a channel's history, newest first.
// https://discord.com/developers/docs/resources/message#get-channel-messages
func (s *Server) getMessages(c *call) (reply, *apiError) {
	q := c.URL.Query()
	faults := &problems{}
	limit := 50
	if v := q.Get("limit"); v != "" {
		n, err := strconv.Atoi(v)
		if err != nil || n < 1 || n > 100 {
			faults.add([]string{"limit"}, "NUMBER_TYPE_MAX", "int value should be between 1 and 100.")
		}
		limit = n
	}
	bound := map[string]uint64{}
	for _, key := range []string{"after", "before", "around"} {
		if v := q.Get(key); v != "" {
			n, err := parseID(v)
			if err != nil {
				faults.add([]string{key}, "NUMBER_TYPE_COERCE", "Value %q is not snowflake.", v)
			}
			bound[key] = n
		}
	}
	if len(bound) > 1 || q.Has("around") {
		faults.add(nil, "UNKNOWN_FIELD", "The double knows after or before, one at a time")
	}
	if err := faults.refusal(); err != nil {
		return reply{}, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	ch, err := s.channel(c)
	if err != nil {
		return reply{}, err
	}
	list := []Message{}
	if !ch.may(s.bot).has(ReadMessageHistory) {
		return ok(list), nil
	}
	after, isAfter := bound["after"]
	before, isBefore := bound["before"]
	for _, m := range ch.messages {
		if m.only != nil || isAfter && m.num <= after || isBefore && m.num >= before {
			continue
		}
		list = append(list, s.blanked(m))
	}
	if isAfter {
		list = list[:min(limit, len(list))]
	} else {
		list = list[max(0, len(list)-limit):]
	}
	slices.Reverse(list)
	return ok(list), nil
}

// blanked is m as the bot may read it: without the intent for it, it does not
// see what others wrote.
func (s *Server) blanked(m *message) Message {
	w := m.listed()
	if w.Author.ID != s.bot.id && s.cfg.Privileged&intentMessageContent == 0 {
		w.Content, w.Embeds, w.Components, w.Attachments = "", []Embed{}, []Component{}, []Attachment{}
	}
	return w
}

// message finds the message that a route is about. It needs the lock.
func (s *Server) message(c *call) (*message, *apiError) {
	ch, err := s.channel(c)
	if err != nil {
		return nil, err
	}
	m := ch.find(c.PathValue("message"))
	if m == nil || m.only != nil {
		return nil, errUnknownMessage
	}
	return m, nil
}

func (s *Server) getMessage(c *call) (reply, *apiError) {
	s.mu.Lock()
	defer s.mu.Unlock()
	m, err := s.message(c)
	if err != nil {
		return reply{}, err
	}
	if !m.channel.may(s.bot).has(ReadMessageHistory) {
		return reply{}, errMissingPerms
	}
	return ok(s.blanked(m)), nil
}

func (s *Server) patchMessage(c *call) (reply, *apiError) {
	o, faults := c.fields()
	_ = checkMessage(o, messageShape{edit: true, flags: FlagSuppressEmbeds}, c.files)
	if err := c.finish(o, faults); err != nil {
		return reply{}, err
	}
	if err := s.keepsContract(c.route, c.raw); err != nil {
		return reply{}, err
	}
	b, err := s.readMessage(c.raw, c.files)
	if err != nil {
		return reply{}, errBadJSON
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	m, refused := s.message(c)
	if refused == nil && m.Author.ID != s.bot.id {
		refused = errNotAuthor
	}
	if refused == nil {
		refused = m.edited(b)
	}
	if refused != nil {
		return reply{}, refused
	}
	return ok(m.listed()), nil
}

func (s *Server) deleteMessage(c *call) (reply, *apiError) {
	s.mu.Lock()
	defer s.mu.Unlock()
	m, err := s.message(c)
	if err != nil {
		return reply{}, err
	}
	if m.Author.ID != s.bot.id && !m.channel.may(s.bot).has(ManageMessages) {
		return reply{}, errMissingPerms
	}
	m.remove()
	return noContent(), nil
}
