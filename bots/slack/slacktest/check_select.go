package slacktest

import (
	"encoding/json"
	"slices"
)

// optionShape says what an option may have beside its text and value.
type optionShape struct {
	url    bool // an address, in overflow menus
	markup bool // mrkdwn, in checkboxes and radio buttons
}

// checkOptions reads the options of e and returns them as they stand, to compare an
// initial option with.
// https://docs.slack.dev/reference/block-kit/composition-objects/option-object
func checkOptions(e *object, least, most int, shape optionShape) []any {
	for _, o := range e.objects("options", least, most) {
		checkOption(o, shape)
	}
	list, _ := e.fields["options"].([]any)
	return list
}

func checkOption(o *object, shape optionShape) {
	types := []string{plainText}
	if shape.markup {
		types = append(types, mrkdwn)
	}
	o.required("text")
	o.text("text", maxOptionText, types...)
	o.required("value")
	o.str("value", 1, maxOptionValue)
	o.text("description", maxOptionDetail, types...)
	if shape.url {
		o.address("url", maxOptionURL)
	}
	o.end()
}

// optionsOrGroups reads the options of a select, or the groups of them.
func optionsOrGroups(e *object) []any {
	if e.has("options") == e.has("option_groups") {
		e.here("must define either `options` or `option_groups`")
		return nil
	}
	all := checkOptions(e, 1, maxOptions, optionShape{})
	for _, g := range e.objects("option_groups", 1, maxOptionGroups) {
		g.required("label")
		g.text("label", maxGroupLabel, plainText)
		g.required("options")
		all = append(all, checkOptions(g, 1, maxOptions, optionShape{})...)
		g.end()
	}
	return all
}

func staticSelect(e *object, multi bool) {
	placeholder(e)
	e.boolean("focus_on_load")
	options := optionsOrGroups(e)
	if multi {
		initialOptions(e, options)
		e.integer("max_selected_items", 1, maxOptions)
		return
	}
	initialOption(e, options)
}

func externalSelect(e *object, multi bool) {
	placeholder(e)
	e.boolean("focus_on_load")
	e.integer("min_query_length", 0, 255)
	if multi {
		e.integer("max_selected_items", 1, maxOptions)
		for _, o := range e.objects("initial_options", 1, maxOptions) {
			checkOption(o, optionShape{})
		}
		return
	}
	if o := e.object("initial_option"); o != nil {
		checkOption(o, optionShape{})
	}
}

// directorySelect reads a select of people or channels.
func directorySelect(e *object, kind string) {
	placeholder(e)
	e.boolean("focus_on_load")
	initial := map[string]string{
		"users_select": "initial_user", "channels_select": "initial_channel", "conversations_select": "initial_conversation",
	}[kind]
	e.str(initial, 1, 255)
	if kind != "users_select" {
		e.boolean("response_url_enabled")
	}
	if kind == "conversations_select" {
		e.boolean("default_to_current_conversation")
		if f := e.object("filter"); f != nil {
			f.list("include", 1, 4)
			f.boolean("exclude_external_shared_channels")
			f.boolean("exclude_bot_users")
			f.end()
		}
	}
}

// initialOption checks that the option shown first is one of those there are.
func initialOption(e *object, options []any) {
	if first, ok := e.get("initial_option"); ok && !among(first, options) {
		e.fault("initial_option", "must be one of the options")
	}
}

func initialOptions(e *object, options []any) {
	for _, first := range e.list("initial_options", 1, maxOptions) {
		if !among(first, options) {
			e.fault("initial_options", "must be among the options")
		}
	}
}

func among(v any, list []any) bool {
	wanted, _ := json.Marshal(v)
	return slices.ContainsFunc(list, func(o any) bool {
		raw, _ := json.Marshal(o)
		return string(raw) == string(wanted)
	})
}
