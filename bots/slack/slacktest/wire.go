package slacktest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
)

// A Block is one block of a message or view. Which fields count depends on Type.
// https://docs.slack.dev/reference/block-kit/blocks
type Block struct {
	Type      string    `json:"type"`
	BlockID   string    `json:"block_id,omitempty"`
	Text      *Text     `json:"text,omitempty"`
	Fields    []Text    `json:"fields,omitempty"`
	Accessory *Element  `json:"accessory,omitempty"`
	Elements  []Element `json:"elements,omitempty"`
	ImageURL  string    `json:"image_url,omitempty"`
	AltText   string    `json:"alt_text,omitempty"`
	Title     *Text     `json:"title,omitempty"`
	Label     *Text     `json:"label,omitempty"`
	Hint      *Text     `json:"hint,omitempty"`
	Element   *Element  `json:"element,omitempty"`
	Optional  bool      `json:"optional,omitempty"`
}

// An Element is a button, a select, a picture, an input or, in a context block,
// a text. Which fields count depends on Type.
// https://docs.slack.dev/reference/block-kit/block-elements
type Element struct {
	Type           string        `json:"type"`
	ActionID       string        `json:"action_id,omitempty"`
	Text           *Text         `json:"text,omitempty"`
	Verbatim       bool          `json:"verbatim,omitempty"` // of a text
	Value          string        `json:"value,omitempty"`
	URL            string        `json:"url,omitempty"`
	Style          string        `json:"style,omitempty"`
	Placeholder    *Text         `json:"placeholder,omitempty"`
	Options        []Option      `json:"options,omitempty"`
	OptionGroups   []OptionGroup `json:"option_groups,omitempty"`
	InitialOption  *Option       `json:"initial_option,omitempty"`
	InitialOptions []Option      `json:"initial_options,omitempty"`
	InitialValue   string        `json:"initial_value,omitempty"`
	InitialDate    string        `json:"initial_date,omitempty"`
	InitialTime    string        `json:"initial_time,omitempty"`
	MinQueryLength *int          `json:"min_query_length,omitempty"`
	MinLength      int           `json:"min_length,omitempty"`
	MaxLength      int           `json:"max_length,omitempty"`
	Multiline      bool          `json:"multiline,omitempty"`
	ImageURL       string        `json:"image_url,omitempty"`
	AltText        string        `json:"alt_text,omitempty"`
}

// A Text is a text object, or the bare text of a context block's element.
// https://docs.slack.dev/reference/block-kit/composition-objects/text-object
type Text struct {
	Type     string `json:"type"` // "plain_text" or "mrkdwn"
	Text     string `json:"text"`
	Emoji    *bool  `json:"emoji,omitempty"`
	Verbatim bool   `json:"verbatim,omitempty"`
}

// UnmarshalJSON reads a text object or a bare string.
func (t *Text) UnmarshalJSON(raw []byte) error {
	if bytes.HasPrefix(raw, []byte(`"`)) {
		if err := json.Unmarshal(raw, &t.Text); err != nil {
			return fmt.Errorf("reading a text: %w", err)
		}
		return nil
	}
	type plain Text
	if err := json.Unmarshal(raw, (*plain)(t)); err != nil {
		return fmt.Errorf("reading a text object: %w", err)
	}
	return nil
}

// An Option is one entry of a select, of checkboxes or of radio buttons.
type Option struct {
	Text        Text   `json:"text"`
	Value       string `json:"value"`
	Description *Text  `json:"description,omitempty"`
	URL         string `json:"url,omitempty"`
}

// An OptionGroup is a headed part of a select's options.
type OptionGroup struct {
	Label   Text     `json:"label"`
	Options []Option `json:"options"`
}

// options returns the options of an element, grouped or not.
func (e *Element) options() []Option {
	all := slices.Clone(e.Options)
	for _, g := range e.OptionGroups {
		all = append(all, g.Options...)
	}
	return all
}

// Metadata is what an app keeps with a message, unseen by people.
// https://docs.slack.dev/messaging/message-metadata
type Metadata struct {
	EventType    string          `json:"event_type"`
	EventPayload json.RawMessage `json:"event_payload"`
}

// rawJSON encodes what is known to encode.
func rawJSON(v any) json.RawMessage {
	raw, err := json.Marshal(v)
	if err != nil {
		panic(fmt.Sprintf("slacktest: encoding %T: %v", v, err))
	}
	return raw
}
