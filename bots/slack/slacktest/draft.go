package slacktest

import (
	"encoding/json"
	"strings"
)

// A draft is a message that the app wants to show: the arguments that
// chat.postMessage, response_urls and acknowledgements have in common.
type draft struct {
	text                           string
	blocks                         []Block
	raw                            []any
	metadata                       *Metadata
	hasText, hasBlocks, hasPayload bool // given at all
	thread                         string
	markup, names, unfurls         bool
	total                          int // of text in blocks
}

// readDraft reads a message and refuses it for what Slack would refuse.
// https://docs.slack.dev/reference/methods/chat.postMessage
func (s *Server) readDraft(a *args) (*draft, *apiError) {
	d := &draft{
		text: a.str("text"), hasText: a.has("text"), thread: a.str("thread_ts"),
		markup: a.flag("mrkdwn", true), names: a.flag("link_names", false) || a.str("parse") == "full",
	}
	links, media := a.flag("unfurl_links", false), a.flag("unfurl_media", true)
	d.unfurls = links || media
	a.flag("reply_broadcast", false)
	if err := s.readBlocks(a, d); err != nil {
		return nil, err
	}
	if err := readMetadata(a, d); err != nil {
		return nil, err
	}
	if v, ok, err := a.json("attachments"); ok {
		if list, is := v.([]any); err != nil || !is || len(list) > 0 {
			a.fault("attachments are not taken here [json-pointer:/attachments]")
		}
	}
	if textLength(d.text) > maxText {
		return nil, errTextTooLong
	}
	return d, nil
}

// complete refuses a draft that shows nothing, and notes one that no
// notification could read out.
func (s *Server) complete(d *draft, what string) *apiError {
	if strings.TrimSpace(d.text) == "" {
		if len(d.blocks) == 0 {
			return errNoText
		}
		s.record.violate(MissingFallback, "%s", what)
	}
	return nil
}

func (s *Server) readBlocks(a *args, d *draft) *apiError {
	v, ok, err := a.json("blocks")
	if !ok {
		return nil
	}
	list, is := v.([]any)
	if err != nil || !is {
		return errBlocksFormat
	}
	faults := &problems{}
	c := &checker{surface: onMessage, fetch: s.fetches, blockIDs: map[string]bool{}, faults: faults}
	c.blocks(list, "/blocks")
	if refused := faults.refusal("invalid_blocks"); refused != nil {
		return refused
	}
	d.hasBlocks, d.total = true, c.total
	d.raw, d.blocks = s.adopt(list)
	return nil
}

// adopt fills in the ids that Slack makes up where the app gave none, and
// returns the blocks as they are then, and decoded.
func (s *Server) adopt(list []any) ([]any, []Block) {
	for _, v := range list {
		b := v.(map[string]any) // checked
		fill(b, "block_id")
		for _, key := range []string{"accessory", "element"} {
			if e, ok := b[key].(map[string]any); ok && e["type"] != "image" {
				fill(e, "action_id")
			}
		}
		if elements, ok := b["elements"].([]any); ok && b["type"] == "actions" {
			for _, e := range elements {
				fill(e.(map[string]any), "action_id")
			}
		}
	}
	var blocks []Block
	if err := json.Unmarshal(rawJSON(list), &blocks); err != nil {
		panic("slacktest: blocks that passed the checks do not decode: " + err.Error())
	}
	return list, blocks
}

func fill(m map[string]any, key string) {
	if id, _ := m[key].(string); id == "" {
		m[key] = secret(3)[:5]
	}
}

// maxMetadata is how large a message's metadata may be, in bytes of JSON.
const maxMetadata = 8000

// readMetadata reads the metadata of a message. An event_type that is empty
// stands for none: some clients send it so.
func readMetadata(a *args, d *draft) *apiError {
	v, ok, err := a.json("metadata")
	if !ok {
		return nil
	}
	m, is := v.(map[string]any)
	if err != nil || !is {
		return errMetadataFormat
	}
	d.hasPayload = true
	kind, text := m["event_type"].(string)
	payload, object := m["event_payload"].(map[string]any)
	if kind == "" && len(payload) == 0 {
		return nil
	}
	if !text || kind == "" || len(kind) > 255 || !object || len(m) != 2 {
		return errMetadataSchema
	}
	d.metadata = &Metadata{EventType: kind, EventPayload: rawJSON(payload)}
	if len(rawJSON(d.metadata)) > maxMetadata {
		return errMetadataTooLarge
	}
	return nil
}

// message makes a message of the draft, to be posted into c.
func (d *draft) message(c *Channel, from *User) *message {
	return &message{
		channel: c, from: from, text: d.text, blocks: d.blocks, raw: d.raw, metadata: d.metadata,
		thread: d.thread, markup: d.markup, names: d.names, unfurls: d.unfurls,
	}
}

// put puts the draft in the place of what m says. It needs the lock.
func (d *draft) put(m *message) {
	m.text, m.blocks, m.raw = d.text, d.blocks, d.raw
	m.markup, m.names, m.unfurls = d.markup, d.names, d.unfurls
	m.edits++
	m.edited = m.channel.s.ids.ts()
	m.channel.s.wake()
}
