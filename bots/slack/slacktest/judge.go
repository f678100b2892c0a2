package slacktest

import (
	"fmt"
	"maps"
	"slices"
	"strconv"

	"marquee/bots/wiretest"
)

// The functions here read acknowledgements. They need the lock.

// judgeCommand shows the message in the acknowledgement of a slash command,
// where it has one.
func (s *Server) judgeCommand(i *Interaction, a ack) {
	if len(a.payload) == 0 {
		return
	}
	message := newArgs(map[string]any{"text": string(a.payload)}, true)
	var err *apiError
	if !a.plain {
		message, err = jsonArgs(a.payload)
	}
	if err == nil && len(message.values) == 0 { // {}
		return
	}
	var said answer
	if err == nil {
		said, err = s.readAnswer(message, "the acknowledgement of "+i.String())
	}
	if err == nil {
		err = i.show(said)
	}
	if err != nil {
		i.refused(InvalidBody, err)
	}
}

// refused ends an interaction whose acknowledgement Slack cannot use.
func (i *Interaction) refused(kind Kind, err error) {
	i.s.record.violate(kind, "the acknowledgement of %s: %v", i, err)
	i.failed = fmt.Errorf("%s: %w: %w", i, ErrRefused, err)
	i.settle()
}

// judgeEmpty takes an acknowledgement that should say nothing.
func (s *Server) judgeEmpty(i *Interaction, a ack) {
	if len(a.payload) > 0 {
		s.record.violate(UnexpectedPayload, "%s: %.200s", i, a.payload)
	}
	if i.what == closedForm {
		i.settle()
	}
}

// judgeLink takes the acknowledgement of a link that was pressed, after which
// nothing more is awaited.
func (s *Server) judgeLink(i *Interaction, a ack) {
	s.judgeEmpty(i, a)
	i.settle()
}

// judgeSearch takes the options in the acknowledgement of a search.
// https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element#external_select
func (s *Server) judgeSearch(i *Interaction, a ack) {
	value, err := wiretest.DecodeStrict(a.payload)
	if err != nil {
		i.refused(InvalidBody, err)
		return
	}
	faults := &problems{}
	o := newObject(value, "", faults)
	if o.has("options") == o.has("option_groups") {
		o.here("must define either `options` or `option_groups`")
	}
	list := checkOptions(o, 0, maxOptions, optionShape{})
	for _, g := range o.objects("option_groups", 0, maxOptionGroups) {
		g.required("label")
		g.text("label", maxGroupLabel, plainText)
		list = append(list, checkOptions(g, 0, maxOptions, optionShape{})...)
		g.end()
	}
	o.end()
	if refused := faults.refusal("invalid_arguments"); refused != nil {
		i.refused(InvalidBody, refused)
		return
	}
	i.options = decodeOptions(list)
	i.settle()
}

// judgeSubmission does what the acknowledgement of a form says: show errors,
// change the form, put another on top, or close one or all.
// https://docs.slack.dev/surfaces/modals
func (s *Server) judgeSubmission(i *Interaction, a ack) {
	v := i.view
	if len(a.payload) == 0 || string(a.payload) == "{}" {
		v.errors = nil
		v.close()
		return
	}
	value, err := wiretest.DecodeStrict(a.payload)
	if err != nil {
		i.refused(InvalidBody, err)
		return
	}
	faults := &problems{}
	o := newObject(value, "", faults)
	o.required("response_action")
	action := o.choice("response_action", "errors", "update", "push", "clear")
	var refused *apiError
	var next map[string]any
	switch action {
	case "errors":
		v.checkErrors(o)
	case "update", "push":
		if o.required("view") {
			shown, _ := o.get("view")
			if refused = s.checkView(shown, onModal); refused == nil {
				next = shown.(map[string]any) // checked
			}
		}
	}
	o.end()
	if wrong := faults.refusal("invalid_arguments"); wrong != nil {
		refused = wrong
	}
	if refused != nil {
		i.refused(InvalidBody, refused)
		return
	}
	switch action {
	case "errors":
		v.errors = map[string]string{}
		for block, said := range o.fields["errors"].(map[string]any) { // checked
			v.errors[block] = said.(string)
		}
	case "update":
		v.set(next)
	case "push":
		if _, refused := i.user.push(next); refused != nil {
			i.refused(InvalidBody, refused)
			return
		}
	case "clear":
		i.user.views = nil
	}
	i.settle()
}

// checkErrors reads the errors of a form, each for one of its inputs.
func (v *view) checkErrors(o *object) {
	o.required("errors")
	e := o.object("errors")
	if e == nil {
		return
	}
	if len(e.fields) == 0 {
		e.here("no fewer than 1 items allowed")
	}
	for _, block := range slices.Sorted(maps.Keys(e.fields)) {
		e.str(block, 1, maxInputLabel)
		if !slices.ContainsFunc(v.blocks, func(b Block) bool { return b.Type == "input" && b.BlockID == block }) {
			e.here("no input block is called %s", strconv.Quote(block))
		}
	}
}

// close takes the view, and what stands on it, from before the person.
func (v *view) close() {
	if at := slices.Index(v.user.views, v); at >= 0 {
		v.user.views = v.user.views[:at]
	}
}
