package slacktest

import "slices"

// element reads one interactive element, or a picture, of a type that is
// allowed in its place. actionIDs are those already seen in its block.
// https://docs.slack.dev/reference/block-kit/block-elements
func (c *checker) element(e *object, actionIDs map[string]bool, allowed ...string) {
	if !e.required("type") {
		return
	}
	kind := e.str("type", 1, 255)
	if !slices.Contains(allowed, kind) {
		e.fault("type", "unsupported type: %s", kind)
		return
	}
	if kind == "image" {
		c.image(e)
		e.end()
		return
	}
	if id := e.str("action_id", 0, maxActionID); id != "" {
		if actionIDs[id] {
			e.fault("action_id", "`action_id` %q already exists", id)
		}
		actionIDs[id] = true
	}
	switch kind {
	case "button":
		button(e)
	case "static_select", "multi_static_select":
		staticSelect(e, kind != "static_select")
	case "external_select", "multi_external_select":
		externalSelect(e, kind != "external_select")
	case "users_select", "conversations_select", "channels_select":
		directorySelect(e, kind)
	case "overflow":
		e.required("options")
		checkOptions(e, 1, maxOverflow, optionShape{url: true})
	case "checkboxes", "radio_buttons":
		choices(e, kind)
	case "datepicker":
		placeholder(e)
		e.str("initial_date", 10, 10)
		e.boolean("focus_on_load")
	case "timepicker":
		placeholder(e)
		e.str("initial_time", 5, 5)
		e.str("timezone", 1, 255)
		e.boolean("focus_on_load")
	default:
		textInput(e, kind)
		e.end()
		return
	}
	e.confirm()
	e.end()
}

func button(e *object) {
	e.required("text")
	e.text("text", maxButtonText, plainText)
	e.str("value", 0, maxButtonValue)
	e.address("url", maxButtonURL)
	e.choice("style", "primary", "danger")
	e.str("accessibility_label", 0, maxButtonText)
}

func placeholder(e *object) { e.text("placeholder", maxPlaceholder, plainText) }

func textInput(e *object, kind string) {
	placeholder(e)
	e.boolean("focus_on_load")
	value := e.str("initial_value", 0, maxInputValue)
	if kind == "number_input" {
		e.required("is_decimal_allowed")
		e.boolean("is_decimal_allowed")
		e.str("min_value", 1, 255)
		e.str("max_value", 1, 255)
	}
	if kind == "plain_text_input" {
		e.boolean("multiline")
		least, _ := e.integer("min_length", 0, maxInputValue)
		most, bounded := e.integer("max_length", 1, maxInputValue)
		if bounded && least > most {
			e.fault("min_length", "must not be greater than max_length")
		}
		if bounded && textLength(value) > most {
			e.fault("initial_value", "must be less than %d characters", most+1)
		}
	}
	if d := e.object("dispatch_action_config"); d != nil {
		d.list("trigger_actions_on", 1, 2)
		d.end()
	}
}

// choices reads checkboxes or radio buttons.
func choices(e *object, kind string) {
	e.required("options")
	options := checkOptions(e, 1, maxChoices, optionShape{markup: true})
	if kind == "radio_buttons" {
		initialOption(e, options)
	} else {
		initialOptions(e, options)
	}
	e.boolean("focus_on_load")
}
