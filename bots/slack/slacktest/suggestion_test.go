package slacktest_test

import (
	"errors"
	"testing"

	"marquee/bots/slack/slacktest"
)

func TestBadSuggestions(t *testing.T) {
	for name, said := range map[string]any{
		"nothing":            nil,
		"no options":         obj{},
		"both":               obj{"options": options(1), "option_groups": list{}},
		"101 options":        obj{"options": options(101)},
		"a label of 76":      obj{"options": list{option(long(76), "v")}},
		"an unknown field":   obj{"options": options(1), "colour": "red"},
		"a group of nothing": obj{"option_groups": list{obj{"options": options(1)}}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			srv := slacktest.New(t, free)
			srv.Expect(slacktest.InvalidBody)
			films, alice := world(srv)
			films.JoinBot()
			must(t, srv, "chat.postMessage", obj{"channel": films.ID(), "text": "x", "blocks": list{
				with(section("x"), "accessory", selectOf(obj{"type": "external_select", "options": nil})),
			}})
			serveSocketApp(t, srv, func(kind string, _ obj) (any, func()) {
				if kind == "events_api" {
					return nil, nil
				}
				return said, nil
			})
			if _, err := alice.Search(films, "Which?", "heat"); !errors.Is(err, slacktest.ErrRefused) {
				t.Errorf("it gives %v", err)
			}
			wantKinds(t, srv, slacktest.InvalidBody)
			if _, err := alice.Search(films, "What?", "heat"); !errors.Is(err, slacktest.ErrNoLabel) {
				t.Errorf("another menu gives %v", err)
			}
			if _, err := alice.Search(films, "", "he"); !errors.Is(err, slacktest.ErrBadValue) {
				t.Errorf("two characters give %v", err)
			}
		})
	}
}
