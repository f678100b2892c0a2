package discordtest_test

import (
	"strings"
	"testing"

	"marquee/bots/discord/discordtest"
)

func contract(t *testing.T) *discordtest.Contract {
	t.Helper()
	path, ok := discordtest.FindContract()
	if !ok {
		t.Skip("Discord's description of its API is not here; " + discordtest.ContractEnv + " may lead to it")
	}
	c, err := discordtest.ContractFrom(path)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// TestContract holds the hand-written limits against Discord's own description:
// what passes the first passes the second, but for permissions as a number.
func TestContract(t *testing.T) {
	c := contract(t)
	for _, l := range messageLimits {
		if l.want != "" {
			continue
		}
		if err := c.CheckMessage(mustJSON(l.body)); err != nil {
			t.Errorf("%s: %v", l.name, err)
		}
	}
	for name, body := range map[string]any{
		"a card":       obj{"type": 4, "data": card("x")},
		"a form":       obj{"type": 9, "data": form()},
		"a deferral":   obj{"type": 5, "data": obj{"flags": 64}},
		"an update":    obj{"type": 7, "data": card("x")},
		"completions":  obj{"type": 8, "data": obj{"choices": []obj{{"name": "a", "value": "b"}}}},
		"no more than": obj{"type": 6},
	} {
		if err := c.CheckResponse(mustJSON(body)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := c.CheckCommands(mustJSON([]obj{filmCommand, command(obj{"default_member_permissions": "16"})})); err != nil {
		t.Errorf("commands: %v", err)
	}
	for name, body := range map[string]obj{
		"a long title": embed(obj{"title": chars(257)}),
		"11 embeds":    {"embeds": times(11, func(int) obj { return obj{"title": "t"} })},
		"26 options":   rows(row(menu(obj{"options": options(26)}))),
	} {
		if c.CheckMessage(mustJSON(body)) == nil {
			t.Errorf("%s passes", name)
		}
	}
}

func TestContractOnTheWire(t *testing.T) {
	c := contract(t)
	w := newWorld(t, discordtest.Config{Contract: c})
	// The double knows no limit to a file's title; Discord's description does.
	a := rest(t, w.srv, "POST", w.messages(), obj{"content": "x", "attachments": []obj{{"id": "1", "title": chars(2000)}}})
	if a.status != 400 || !strings.Contains(string(a.raw), "CONTRACT") {
		t.Errorf("%d %s", a.status, a.raw)
	}
	if got := kinds(w.srv); got != string(discordtest.BrokenContract) {
		t.Errorf("violations: %s", got)
	}
}
