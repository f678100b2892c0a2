package slacktest_test

import (
	"fmt"
	"strings"
	"testing"

	"marquee/bots/slack/slacktest"
)

func long(n int) string { return strings.Repeat("x", n) }

func many(n int, f func(i int) any) list {
	out := list{}
	for i := range n {
		out = append(out, f(i))
	}
	return out
}

func options(n int) list {
	return many(n, func(i int) any { return option("an option", fmt.Sprint("v", i)) })
}

func buttons(n int) list {
	return many(n, func(i int) any { return button("b", fmt.Sprint("a", i), "v") })
}

func selectOf(extra obj) obj {
	e := obj{"type": "static_select", "action_id": "a", "placeholder": plainText("Which?"), "options": options(2)}
	for k, v := range extra {
		e[k] = v
		if v == nil {
			delete(e, k)
		}
	}
	return e
}

func with(o obj, key string, value any) obj {
	copied := obj{}
	for k, v := range o {
		copied[k] = v
	}
	copied[key] = value
	return copied
}

const poster = "https://example.org/poster.jpg"

func image(alt string) obj { return obj{"type": "image", "image_url": poster, "alt_text": alt} }

// TestBlockLimits checks each limit at its edge and beyond it. what is "" where
// the blocks are taken.
func TestBlockLimits(t *testing.T) {
	cfg := free
	cfg.BlocksTotal = -1
	cfg.Images = []string{poster}
	srv := slacktest.New(t, cfg)
	srv.Expect(slacktest.InvalidBody)
	films := srv.AddChannel("films")
	films.JoinBot()
	header := func(s string) obj { return obj{"type": "header", "text": plainText(s)} }
	fields := func(n, length int) obj {
		return obj{"type": "section", "fields": many(n, func(int) any { return mrkdwn(long(length)) })}
	}
	context := func(n int) obj {
		return obj{"type": "context", "elements": many(n, func(int) any { return mrkdwn("x") })}
	}
	for _, c := range []struct {
		name   string
		blocks list
		what   string
	}{
		{"50 blocks", many(50, func(int) any { return obj{"type": "divider"} }), ""},
		{"51 blocks", many(51, func(int) any { return obj{"type": "divider"} }), "no more than 50 items allowed [json-pointer:/blocks]"},
		{"an unknown block", list{obj{"type": "poster"}}, "unsupported type: poster [json-pointer:/blocks/0/type]"},
		{"no type", list{obj{}}, "missing required field: type [json-pointer:/blocks/0]"},
		{"no object", list{"x"}, "must provide an object [json-pointer:/blocks/0]"},
		{"an unknown field", list{with(section("x"), "colour", "red")}, "invalid additional property: colour [json-pointer:/blocks/0]"},
		{"a null field", list{with(section("x"), "accessory", nil)}, "must not be null [json-pointer:/blocks/0/accessory]"},
		{"a block_id of 255", list{with(section("x"), "block_id", long(255))}, ""},
		{"a block_id of 256", list{with(section("x"), "block_id", long(256))}, "must be less than 256 characters [json-pointer:/blocks/0/block_id]"},
		{"a block_id twice", list{with(section("x"), "block_id", "b"), with(section("x"), "block_id", "b")}, "`block_id` \"b\" already exists [json-pointer:/blocks/1/block_id]"},
		{"an input", list{obj{"type": "input"}}, "unsupported type: input [json-pointer:/blocks/0/type]"},

		{"a header of 150", list{header(long(150))}, ""},
		{"a header of 151", list{header(long(151))}, "must be less than 151 characters [json-pointer:/blocks/0/text/text]"},
		{"a header of 76 faces", list{header(strings.Repeat("😀", 76))}, "must be less than 151 characters [json-pointer:/blocks/0/text/text]"},
		{"an empty header", list{header("")}, "must be more than 0 characters [json-pointer:/blocks/0/text/text]"},
		{"a header of mrkdwn", list{obj{"type": "header", "text": mrkdwn("x")}}, "must be a valid enum value [json-pointer:/blocks/0/text/type]"},
		{"a header of nothing", list{obj{"type": "header"}}, "missing required field: text [json-pointer:/blocks/0]"},

		{"a section of 3,000", list{section(long(3000))}, ""},
		{"a section of 3,001", list{section(long(3001))}, "must be less than 3001 characters [json-pointer:/blocks/0/text/text]"},
		{"a section of space", list{section(" ")}, "must be more than 0 characters [json-pointer:/blocks/0/text/text]"},
		{"a section of nothing", list{obj{"type": "section"}}, "must define either `text` or `fields` [json-pointer:/blocks/0]"},
		{"10 fields of 2,000", list{fields(10, 2000)}, ""},
		{"11 fields", list{fields(11, 1)}, "no more than 10 items allowed [json-pointer:/blocks/0/fields]"},
		{"no fields", list{fields(0, 1)}, "no fewer than 1 items allowed [json-pointer:/blocks/0/fields]"},
		{"a field of 2,001", list{fields(1, 2001)}, "must be less than 2001 characters [json-pointer:/blocks/0/fields/0/text]"},
		{"a picture beside", list{with(section("x"), "accessory", image("x"))}, ""},
		{"an input beside", list{with(section("x"), "accessory", obj{"type": "plain_text_input"})}, "unsupported type: plain_text_input [json-pointer:/blocks/0/accessory/type]"},
		{"a text of another type", list{obj{"type": "section", "text": obj{"type": "markdown", "text": "x"}}}, "must be a valid enum value [json-pointer:/blocks/0/text/type]"},
		{"a bare text", list{obj{"type": "section", "text": "x"}}, "must provide an object [json-pointer:/blocks/0/text]"},
		{"mrkdwn with emoji", list{obj{"type": "section", "text": obj{"type": "mrkdwn", "text": "x", "emoji": true}}}, "only allowed in plain_text [json-pointer:/blocks/0/text/emoji]"},
		{"verbatim plain text", list{obj{"type": "section", "text": obj{"type": "plain_text", "text": "x", "verbatim": true}}}, "only allowed in mrkdwn [json-pointer:/blocks/0/text/verbatim]"},

		{"10 things of context", list{context(10)}, ""},
		{"11 things of context", list{context(11)}, "no more than 10 items allowed [json-pointer:/blocks/0/elements]"},
		{"a button in a context", list{obj{"type": "context", "elements": list{button("b", "a", "v")}}}, "must be a valid enum value [json-pointer:/blocks/0/elements/0/type]"},
		{"a picture in a context", list{obj{"type": "context", "elements": list{image("x")}}}, ""},

		{"25 buttons", list{actions(buttons(25)...)}, ""},
		{"26 buttons", list{actions(buttons(26)...)}, "no more than 25 items allowed [json-pointer:/blocks/0/elements]"},
		{"no buttons", list{actions(buttons(0)...)}, "no fewer than 1 items allowed [json-pointer:/blocks/0/elements]"},
		{"an action_id twice", list{actions(button("b", "a", "v"), button("c", "a", "v"))}, "`action_id` \"a\" already exists [json-pointer:/blocks/0/elements/1/action_id]"},
		{"an action_id in two blocks", list{actions(button("b", "a", "v")), actions(button("c", "a", "v"))}, ""},
		{"an action_id of 255", list{actions(button("b", long(255), "v"))}, ""},
		{"an action_id of 256", list{actions(button("b", long(256), "v"))}, "must be less than 256 characters [json-pointer:/blocks/0/elements/0/action_id]"},
		{"a label of 75", list{actions(button(long(75), "a", "v"))}, ""},
		{"a label of 76", list{actions(button(long(76), "a", "v"))}, "must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]"},
		{"a value of 2,000", list{actions(button("b", "a", long(2000)))}, ""},
		{"a value of 2,001", list{actions(button("b", "a", long(2001)))}, "must be less than 2001 characters [json-pointer:/blocks/0/elements/0/value]"},
		{"a style", list{actions(with(button("b", "a", "v"), "style", "primary"))}, ""},
		{"no such style", list{actions(with(button("b", "a", "v"), "style", "loud"))}, "must be a valid enum value [json-pointer:/blocks/0/elements/0/style]"},
		{"a link", list{actions(with(button("b", "a", "v"), "url", "https://example.org"))}, ""},
		{"a bad link", list{actions(with(button("b", "a", "v"), "url", "javascript:alert(1)"))}, "must be a valid URL [json-pointer:/blocks/0/elements/0/url]"},
		{"a multiple select", list{actions(selectOf(obj{"type": "multi_static_select"}))}, "unsupported type: multi_static_select [json-pointer:/blocks/0/elements/0/type]"},

		{"100 options", list{actions(selectOf(obj{"options": options(100)}))}, ""},
		{"101 options", list{actions(selectOf(obj{"options": options(101)}))}, "no more than 100 items allowed [json-pointer:/blocks/0/elements/0/options]"},
		{"an empty select", list{actions(selectOf(obj{"options": list{}}))}, "no fewer than 1 items allowed [json-pointer:/blocks/0/elements/0/options]"},
		{"a select of nothing", list{actions(selectOf(obj{"options": nil}))}, "must define either `options` or `option_groups` [json-pointer:/blocks/0/elements/0]"},
		{"groups", list{actions(selectOf(obj{"options": nil, "option_groups": list{obj{"label": plainText("g"), "options": options(2)}}}))}, ""},
		{"an option of 75 and 150", list{actions(selectOf(obj{"options": list{option(long(75), long(150))}}))}, ""},
		{"an option of 76", list{actions(selectOf(obj{"options": list{option(long(76), "v")}}))}, "must be less than 76 characters [json-pointer:/blocks/0/elements/0/options/0/text/text]"},
		{"a value of 151", list{actions(selectOf(obj{"options": list{option("o", long(151))}}))}, "must be less than 151 characters [json-pointer:/blocks/0/elements/0/options/0/value]"},
		{"an option with no value", list{actions(selectOf(obj{"options": list{obj{"text": plainText("o")}}}))}, "missing required field: value [json-pointer:/blocks/0/elements/0/options/0]"},
		{"a description of 75", list{actions(selectOf(obj{"options": list{with(option("o", "v"), "description", plainText(long(75)))}}))}, ""},
		{"a description of 76", list{actions(selectOf(obj{"options": list{with(option("o", "v"), "description", plainText(long(76)))}}))}, "must be less than 76 characters [json-pointer:/blocks/0/elements/0/options/0/description/text]"},
		{"an option of mrkdwn", list{actions(selectOf(obj{"options": list{obj{"text": mrkdwn("o"), "value": "v"}}}))}, "must be a valid enum value [json-pointer:/blocks/0/elements/0/options/0/text/type]"},
		{"a first option", list{actions(selectOf(obj{"initial_option": option("an option", "v1")}))}, ""},
		{"a first option that is none", list{actions(selectOf(obj{"initial_option": option("another", "v1")}))}, "must be one of the options [json-pointer:/blocks/0/elements/0/initial_option]"},
		{"a placeholder of 151", list{actions(selectOf(obj{"placeholder": plainText(long(151))}))}, "must be less than 151 characters [json-pointer:/blocks/0/elements/0/placeholder/text]"},
		{"a search", list{actions(selectOf(obj{"type": "external_select", "options": nil, "min_query_length": 1}))}, ""},
		{"a search with options", list{actions(selectOf(obj{"type": "external_select"}))}, "invalid additional property: options [json-pointer:/blocks/0/elements/0]"},
		{"6 entries of an overflow", list{actions(obj{"type": "overflow", "action_id": "a", "options": options(6)})}, "no more than 5 items allowed [json-pointer:/blocks/0/elements/0/options]"},

		{"a picture", list{image(long(2000))}, ""},
		{"a picture with many words", list{image(long(2001))}, "must be less than 2001 characters [json-pointer:/blocks/0/alt_text]"},
		{"a picture without words", list{obj{"type": "image", "image_url": poster}}, "missing required field: alt_text [json-pointer:/blocks/0]"},
		{"a picture of nothing", list{obj{"type": "image", "alt_text": "x"}}, "missing required field: image_url [json-pointer:/blocks/0]"},
		{"a picture at no address", list{with(image("x"), "image_url", "poster.jpg")}, "must be a valid URL [json-pointer:/blocks/0/image_url]"},
		{"a picture that is gone", list{with(image("x"), "image_url", "https://example.org/gone.jpg")}, "downloading image failed [json-pointer:/blocks/0/image_url]"},

		{"a question first", list{actions(with(button("b", "a", "v"), "confirm", obj{
			"title": plainText("Sure?"), "text": mrkdwn("*Really*?"), "confirm": plainText("Yes"), "deny": plainText("No"),
		}))}, ""},
		{"half a question first", list{actions(with(button("b", "a", "v"), "confirm", obj{
			"title": plainText("Sure?"), "text": mrkdwn("*Really*?"), "confirm": plainText("Yes"),
		}))}, "missing required field: deny [json-pointer:/blocks/0/elements/0/confirm]"},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := api(t, srv, "chat.postMessage", obj{"channel": films.ID(), "text": "x", "blocks": c.blocks})
			if c.what == "" {
				if e := a.error(t); e != "" {
					t.Errorf("refused: %s\n%s", e, a.messages(t))
				}
				return
			}
			if a.error(t) != "invalid_blocks" || !strings.Contains(a.messages(t), "[ERROR] "+c.what) {
				t.Errorf("error is %q:\n%s\nwant\n%s", a.error(t), a.messages(t), c.what)
			}
		})
	}
}

// A picture that Slack cannot fetch is not the app's fault.
func TestLostPictureIsNoViolation(t *testing.T) {
	cfg := free
	cfg.Images = []string{poster}
	srv := slacktest.New(t, cfg)
	films := srv.AddChannel("films")
	films.JoinBot()
	lost := with(section("x"), "accessory", with(image("x"), "image_url", "https://example.org/gone.jpg"))
	a := api(t, srv, "chat.postMessage", obj{"channel": films.ID(), "text": "x", "blocks": list{lost}})
	if a.error(t) != "invalid_blocks" || a.messages(t) != "[ERROR] downloading image failed [json-pointer:/blocks/0/accessory/image_url]" {
		t.Errorf("answer is %s", a.raw)
	}
	wantKinds(t, srv)
}
