package discordtest

import (
	"encoding/json"
	"net/http"
	"slices"
	"time"

	"marquee/bots/wiretest"
)

// followUpFlags are those that may be set on a message that an interaction
// brings.
const followUpFlags = messageFlags | FlagEphemeral

// A response is a checked first response.
type response struct {
	kind    int
	body    messageBody // of a message or an update
	choices []Choice
	modal   *modalBody
}

// responsesTo are the kinds of first response that each kind of interaction
// takes.
func (i *Interaction) responsesTo() []int64 {
	switch i.kind {
	case kindPing:
		return []int64{ResponsePong}
	case kindAutocomplete:
		return []int64{ResponseAutocomplete}
	case kindComponent:
		return []int64{ResponseMessage, ResponseDefer, ResponseDeferUpdate, ResponseUpdate, ResponseModal}
	case kindModal:
		if i.source != nil {
			return []int64{ResponseMessage, ResponseDefer, ResponseDeferUpdate, ResponseUpdate}
		}
		return []int64{ResponseMessage, ResponseDefer}
	default:
		return []int64{ResponseMessage, ResponseDefer, ResponseModal}
	}
}

// readResponse checks a first response. value and raw are the same body.
func (s *Server) readResponse(i *Interaction, value any, raw []byte, files []string) (response, *apiError) {
	faults := &problems{}
	o := readObject(value, faults)
	kind := o.choice("type", 1, 4, 5, 6, 7, 8, 9, responseLaunchActivity)
	if len(faults.list) == 0 && !slices.Contains(i.responsesTo(), kind) {
		s.record.violate(WrongResponse, "type %d to %s", kind, i)
		o.choice("type", i.responsesTo()...)
		return response{}, faults.refusal().asNoted()
	}
	var empty *apiError
	data := o.object("data")
	if data == nil {
		data = newObject(map[string]any{}, []string{"data"}, faults)
	}
	switch kind {
	case ResponseMessage:
		empty = checkMessage(data, messageShape{flags: followUpFlags}, files)
		data.nothing("choices", "custom_id", "title")
		data.end()
	case ResponseUpdate:
		empty = checkMessage(data, messageShape{edit: true, flags: followUpFlags}, files)
		data.nothing("choices", "custom_id", "title")
		data.end()
	case ResponseDefer:
		checkFlags(data, followUpFlags)
		data.nothing("tts", "content", "components", "embeds", "choices", "custom_id", "title", "attachments", "poll")
		data.anything("allowed_mentions")
		data.end()
	case ResponseAutocomplete:
		if data.required("choices") {
			checkChoices(data, i.value, false, &commandSize{})
		}
		data.nothing("tts", "content", "components", "embeds", "flags", "custom_id", "title", "attachments", "poll", "allowed_mentions")
		data.end()
	case ResponseModal:
		checkModal(data)
	default: // a pong and a deferred update say nothing more
		data.nothing("tts", "content", "components", "embeds", "flags", "choices", "custom_id", "title", "attachments", "poll")
		data.anything("allowed_mentions")
		data.end()
	}
	o.end()
	if err := faults.refusal(); err != nil {
		return response{}, err
	}
	if empty != nil {
		return response{}, empty
	}
	if err := s.keepsContract(routeCallback, raw); err != nil {
		return response{}, err
	}
	return s.decodeResponse(int(kind), raw, files)
}

func (s *Server) decodeResponse(kind int, raw []byte, files []string) (response, *apiError) {
	r := response{kind: kind}
	var outer struct {
		Data json.RawMessage `json:"data"`
	}
	err := json.Unmarshal(raw, &outer)
	if err == nil && len(outer.Data) > 0 {
		switch kind {
		case ResponseModal:
			r.modal = &modalBody{}
			err = json.Unmarshal(outer.Data, r.modal)
		case ResponseAutocomplete:
			r.choices, err = readChoices(outer.Data)
		default:
			r.body, err = s.readMessage(outer.Data, files)
		}
	}
	if err != nil {
		return response{}, errBadJSON
	}
	return r, nil
}

// respond takes a first response in, or says why it is none.
func (i *Interaction) respond(r response) *apiError {
	i.s.mu.Lock()
	defer i.s.mu.Unlock()
	if err := i.opened(); err != nil {
		return err
	}
	if r.kind == ResponseUpdate {
		if i.source.gone {
			return errUnknownMessage
		}
		if err := i.privacy(i.source, r.body); err != nil {
			return err
		}
		if err := i.source.edited(r.body); err != nil {
			return err
		}
	}
	i.response = r.kind
	i.took = time.Since(i.made)
	i.timer.Stop()
	i.private = r.body.Flags&FlagEphemeral != 0
	done := true
	switch r.kind {
	case ResponseMessage:
		i.original = i.post(r.body)
	case ResponseDefer:
		i.original = i.post(messageBody{Flags: r.body.Flags | FlagLoading})
		done = false
	case ResponseDeferUpdate:
		i.original = i.source
		i.private = i.source.only != nil
		done = false
	case ResponseUpdate:
		i.original = i.source
		i.private = i.source.only != nil
	case ResponseAutocomplete:
		i.choices = r.choices
	case ResponseModal:
		i.user.modal = &modal{modalBody: *r.modal, channel: i.channel, source: i.source}
	}
	close(i.acked)
	if done {
		i.settle()
	}
	return nil
}

// opened says why no first response is taken any more, or nil. It needs the
// lock.
func (i *Interaction) opened() *apiError {
	switch {
	case i.response != 0:
		i.s.record.violate(DoubleResponse, "%s", i)
		return errAcknowledged
	case i.late:
		return errUnknownInteraction // the violation was noted when the time was up
	}
	return nil
}

// post puts a message into the channel in answer. It needs the lock.
func (i *Interaction) post(b messageBody) *message {
	var only *User
	if b.Flags&FlagEphemeral != 0 {
		only = i.user
	}
	m := i.channel.post(b, i.s.bot, only)
	m.ApplicationID, m.WebhookID = i.s.app, i.s.app
	m.Interaction = &Metadata{ID: i.id, Type: i.kind, User: i.user.account(), Owners: i.owners()}
	if i.source != nil {
		m.Interaction.InteractedID = i.source.ID
	}
	if i.kind == kindCommand {
		m.Type = 20 // CHAT_INPUT_COMMAND
		m.Invoked = &Invocation{ID: i.id, Type: i.kind, Name: i.command, User: i.user.account()}
	}
	return m
}

// owners says on whose behalf the application is there.
func (i *Interaction) owners() map[string]string {
	if i.channel.guild == nil {
		return map[string]string{"0": "0"}
	}
	return map[string]string{"0": i.channel.guild.id}
}

// postCallback is POST /interactions/{id}/{token}/callback.
func (s *Server) postCallback(c *call) (reply, *apiError) {
	s.mu.Lock()
	i := s.interactions[c.PathValue("id")]
	if i != nil && i.token != c.PathValue("token") {
		i = nil
	}
	var closed *apiError
	if i != nil {
		closed = i.opened()
	}
	s.mu.Unlock()
	if i == nil {
		s.record.violate(UnknownInteraction, "a response to %s", c.PathValue("id"))
		return reply{}, errUnknownInteraction
	}
	if closed != nil {
		return reply{}, closed
	}
	r, err := s.readResponse(i, c.value, c.raw, c.files)
	if err == nil {
		err = i.respond(r)
	}
	if err != nil {
		return reply{}, err
	}
	if c.URL.Query().Get("with_response") != "true" {
		return noContent(), nil
	}
	return reply{http.StatusOK, i.resource()}, nil
}

// resource is what with_response asks for.
func (i *Interaction) resource() any {
	i.s.mu.Lock()
	defer i.s.mu.Unlock()
	about := map[string]any{"id": i.id, "type": i.kind, "channel_id": i.channel.id}
	if i.channel.guild != nil {
		about["guild_id"] = i.channel.guild.id
	}
	out := map[string]any{"interaction": about}
	if i.original != nil {
		about["response_message_id"] = i.original.ID
		about["response_message_loading"] = i.original.Flags&FlagLoading != 0
		about["response_message_ephemeral"] = i.original.only != nil
		out["resource"] = map[string]any{"type": i.response, "message": i.original.Message}
	}
	return out
}

func readChoices(data json.RawMessage) ([]Choice, error) {
	value, err := wiretest.DecodeStrict(data)
	if err != nil {
		return nil, err
	}
	list := []Choice{}
	m, _ := value.(map[string]any)
	choices, _ := m["choices"].([]any)
	for _, c := range choices {
		c, _ := c.(map[string]any)
		name, _ := c["name"].(string)
		list = append(list, Choice{name, c["value"]})
	}
	return list, nil
}
