package slacktest

import (
	"slices"
	"strconv"
	"strings"
)

// A surface is where blocks stand: each takes other ones.
type surface uint8

const (
	onMessage surface = iota
	onModal
	onHome
)

// checker reads the blocks of one message or view.
type checker struct {
	surface  surface
	fetch    func(url string) bool // whether Slack can fetch a picture
	blockIDs map[string]bool
	inputs   int
	total    int // of text, in characters
	faults   *problems
}

// blocks reads a list of blocks and notes everything that Slack would refuse.
// https://docs.slack.dev/reference/block-kit/blocks
func (c *checker) blocks(list []any, at string) {
	most := maxMessageBlocks
	if c.surface != onMessage {
		most = maxViewBlocks
	}
	if len(list) > most {
		c.faults.add(at, "no more than %d items allowed", most)
	}
	for i, v := range list {
		c.block(newObject(v, at+"/"+strconv.Itoa(i), c.faults))
	}
}

func (c *checker) block(b *object) {
	c.blockID(b)
	if !b.required("type") {
		return
	}
	switch kind := b.str("type", 1, 255); kind {
	case "header":
		b.required("text")
		c.count(b.text("text", maxHeaderText, plainText))
		b.integer("level", 1, 4)
	case "section":
		c.section(b)
	case "context":
		c.context(b)
	case "actions":
		c.actions(b)
	case "image":
		c.image(b)
		b.text("title", maxImageTitle, plainText)
	case "divider":
	case "input":
		if c.surface == onMessage {
			b.fault("type", "unsupported type: input")
			return
		}
		c.inputs++
		c.input(b)
	default:
		b.fault("type", "unsupported type: %s", kind)
		return
	}
	b.end()
}

func (c *checker) blockID(b *object) {
	id := b.str("block_id", 0, maxBlockID)
	if id == "" {
		return
	}
	if c.blockIDs[id] {
		b.fault("block_id", "`block_id` %q already exists", id)
	}
	c.blockIDs[id] = true
}

func (c *checker) count(s string) { c.total += textLength(s) }

func (c *checker) section(b *object) {
	text, fields := b.has("text"), b.has("fields")
	if !text && !fields {
		b.here("must define either `text` or `fields`")
	}
	c.count(b.text("text", maxSectionText, plainText, mrkdwn))
	for _, f := range b.objects("fields", 1, maxFields) {
		c.count(checkText(f, maxFieldText, plainText, mrkdwn))
	}
	if e := b.object("accessory"); e != nil {
		c.element(e, map[string]bool{}, "image", "button", "static_select", "external_select",
			"multi_static_select", "multi_external_select", "users_select", "conversations_select",
			"channels_select", "overflow", "checkboxes", "radio_buttons", "datepicker", "timepicker")
	}
	b.boolean("expand")
}

func (c *checker) context(b *object) {
	b.required("elements")
	for _, e := range b.objects("elements", 1, maxContext) {
		if e.fields["type"] == "image" {
			c.element(e, map[string]bool{}, "image")
			continue
		}
		c.count(checkText(e, maxSectionText, plainText, mrkdwn))
	}
}

func (c *checker) actions(b *object) {
	b.required("elements")
	actionIDs := map[string]bool{}
	for _, e := range b.objects("elements", 1, maxActions) {
		c.element(e, actionIDs, "button", "static_select", "external_select", "users_select",
			"conversations_select", "channels_select", "overflow", "checkboxes", "radio_buttons",
			"datepicker", "timepicker")
	}
}

// input reads a field of a form.
// https://docs.slack.dev/reference/block-kit/blocks/input-block
func (c *checker) input(b *object) {
	b.required("label")
	b.text("label", maxInputLabel, plainText)
	b.text("hint", maxInputHint, plainText)
	b.boolean("optional")
	b.boolean("dispatch_action")
	b.required("element")
	if e := b.object("element"); e != nil {
		c.element(e, map[string]bool{}, "plain_text_input", "email_text_input", "url_text_input",
			"number_input", "static_select", "external_select", "multi_static_select",
			"multi_external_select", "users_select", "conversations_select", "channels_select",
			"checkboxes", "radio_buttons", "datepicker", "timepicker")
	}
}

// image reads what an image block and an image element have in common.
func (c *checker) image(o *object) {
	if !o.required("image_url") {
		return
	}
	faults := len(c.faults.list)
	url := o.address("image_url", maxImageURL)
	o.required("alt_text")
	o.str("alt_text", 1, maxAltText)
	if len(c.faults.list) == faults && !c.fetch(url) {
		o.fault("image_url", "downloading image failed")
		c.faults.images++
	}
}

// fetches reports whether Slack can fetch a picture.
func (s *Server) fetches(url string) bool {
	if s.cfg.Images == nil {
		return strings.HasPrefix(url, "https://")
	}
	return slices.Contains(s.cfg.Images, url)
}
