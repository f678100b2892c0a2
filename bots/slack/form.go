package slack

import (
	"context"
	"encoding/json"

	slackgo "github.com/slack-go/slack"

	"marquee/internal/chat"
	"marquee/internal/chat/clip"
)

// What a modal is, in its callback_id.
const (
	formCallback   = "marquee.form"
	searchCallback = "marquee.search"
)

// box is the action_id of the one element in each field of a form; the block_id
// is the field's name.
const box = "v"

// A formState is what a form needs to know when it comes back. It travels in the
// form's private_metadata, which people neither see nor write.
type formState struct {
	Route     string `json:"r"`
	Channel   string `json:"c,omitempty"`
	Thread    string `json:"t,omitempty"`
	Respond   string `json:"u,omitempty"`
	Until     int64  `json:"e,omitempty"` // when Slack takes no more answers there, in Unix time
	Direct    bool   `json:"d,omitempty"`
	Home      bool   `json:"h,omitempty"` // it was opened in the App Home
	Pressed   bool   `json:"p,omitempty"` // it was opened from a message, which was …
	ByAsker   bool   `json:"pa,omitempty"`
	Private   bool   `json:"pp,omitempty"`
	Announced bool   `json:"pn,omitempty"`
}

func stateOf(t turn, route string) formState {
	s := formState{
		Route: route, Channel: t.request.Target.Channel, Thread: t.request.Target.Thread,
		Respond: t.respond, Until: t.until.Unix(), Direct: t.request.Direct, Home: t.home,
	}
	if p := t.request.Press; p != nil {
		s.Pressed, s.ByAsker, s.Private, s.Announced = true, p.ByAsker, p.Private, p.Announcement
	}
	return s
}

// press tells of the message from which the form was opened; nil where it was
// opened by a command.
func (s formState) press() *chat.Press {
	if !s.Pressed {
		return nil
	}
	return &chat.Press{ByAsker: s.ByAsker, Private: s.Private, Announcement: s.Announced}
}

// encode writes the state; without the address of the answer where it would be
// too long for Slack.
func (s formState) encode() string {
	raw, err := json.Marshal(s)
	if err != nil || len(raw) > maxMetadata {
		s.Respond = ""
		raw, _ = json.Marshal(s)
	}
	return string(raw)
}

func readState(metadata string) (s formState, ok bool) {
	return s, json.Unmarshal([]byte(metadata), &s) == nil && s.Route != ""
}

// formView renders a form as a modal.
func formView(f chat.Form, s formState) slackgo.ModalViewRequest {
	v := modal(f.Title, labelOr(f.Submit, maxModalButton, "Send"), formCallback, s)
	seen := make(map[string]bool)
	for _, field := range f.Fields {
		if field.Name == "" || clip.UTF16(field.Name) > maxBlockID || seen[field.Name] || len(v.Blocks.BlockSet) == maxModalBlocks {
			continue
		}
		seen[field.Name] = true
		v.Blocks.BlockSet = append(v.Blocks.BlockSet, input(field))
	}
	return v
}

// modal returns a modal without fields. A title that is too long for Slack's
// heading stands below it.
func modal(title, submit, callback string, s formState) slackgo.ModalViewRequest {
	v := slackgo.ModalViewRequest{
		Type: slackgo.VTModal, Title: plainText(labelOr(title, maxModalTitle, "Marquee")),
		Submit: plainText(submit), Close: plainText("Cancel"),
		CallbackID: callback, PrivateMetadata: s.encode(),
	}
	v.Blocks.BlockSet = []slackgo.Block{}
	if whole := label(title, maxSection); whole != "" && whole != v.Title.Text {
		v.Blocks.BlockSet = append(v.Blocks.BlockSet, slackgo.NewSectionBlock(plainText(whole), nil, nil))
	}
	return v
}

// input is one field of a form.
func input(f chat.FormField) slackgo.Block {
	b := slackgo.NewInputBlock(f.Name, plainText(labelOr(f.Label, maxInputLabel, labelOr(f.Name, maxInputLabel, "Value"))), nil, inputBox(f))
	if h := label(f.Hint, maxInputHint); h != "" {
		b.Hint = plainText(h)
	}
	b.Optional = !f.Required
	return b
}

func inputBox(f chat.FormField) slackgo.BlockElement {
	options, chosen := choices(f.Choices, f.Value)
	if len(options) == 0 {
		e := slackgo.NewPlainTextInputBlockElement(nil, box)
		e.InitialValue = clip.String(line(f.Value), maxInputValue, clip.UTF16)
		return e
	}
	e := slackgo.NewOptionsSelectBlockElement(slackgo.OptTypeStatic, plainText("Choose…"), box, options...)
	e.InitialOption = chosen
	return e
}

// choices are the entries of a select; none where Slack could not carry some of
// them, so that they have to be typed.
func choices(list []chat.Choice, value string) (options []*slackgo.OptionBlockObject, chosen *slackgo.OptionBlockObject) {
	for _, c := range list {
		if c.Value == "" || clip.UTF16(c.Value) > maxOptionValue || len(options) == maxOptions {
			return nil, nil
		}
		o := option(c.Label, "", c.Value)
		options = append(options, o)
		if c.Value == value {
			chosen = o
		}
	}
	return options, chosen
}

// openForm opens a modal, which Slack allows for three seconds after the person
// did something.
func (a *Adapter) openForm(ctx context.Context, t turn, v slackgo.ModalViewRequest) {
	ctx, cancel := context.WithTimeout(ctx, triggerLife)
	defer cancel()
	err := a.held("views.open", func() error {
		_, err := a.api.OpenViewContext(ctx, t.trigger, v)
		return err
	})
	if err == nil {
		return
	}
	a.log.Error("a form was not opened", "route", t.request.Route, "error", a.safe(err))
	sentence := sayNoForm
	if name := errorName(err); name == "expired_trigger_id" || name == "exchanged_trigger_id" || ctx.Err() != nil {
		sentence = sayFormLate
	}
	a.send(context.WithoutCancel(ctx), t, failure(sentence), true, chat.New)
}
