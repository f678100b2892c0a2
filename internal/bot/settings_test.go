package bot_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"marquee/internal/bot/bottest"
	"marquee/internal/chat"
)

// TestRoleThatManages lets somebody subscribe who has the role that the server
// names, and nobody with another.
func TestRoleThatManages(t *testing.T) {
	w := bottest.NewWorld(t)
	const role = "223456789012345678"
	place := chat.Target{Platform: "discord", Server: "1", Channel: "2"}
	ask := func(line string, owner bool, roles ...string) chat.Card {
		name, rest, _ := strings.Cut(line, " ")
		a := w.Handler.Answer(t.Context(), chat.Request{
			Route: chat.NewRoute(name), Line: rest, Target: place, At: time.Now(), Asker: chat.Person{ID: "3", Roles: roles},
			May: func(context.Context, chat.Permission) (bool, string, error) { return owner, "something", nil },
		})
		if a.Later != nil {
			return a.Later(t.Context())
		}
		return *a.Card
	}
	if c := ask("settings manager:<@&"+role+"> scope:server", true); c.Tone != chat.Info {
		t.Fatalf("%+v", c)
	}
	if c := ask("subscribe Heat (1995)", false, "1", role); c.Title != "Subscribed" {
		t.Errorf("with the role: %+v", c)
	}
	if c := ask("subscribe Heat (1995)", false, "1"); c.Tone != chat.Failure {
		t.Errorf("without: %+v", c)
	}
	if c := ask("settings regions:FR scope:server", false, role); c.Tone != chat.Failure {
		t.Errorf("the server's settings with the role: %+v", c)
	}
	if c := ask("settings manager:<@&"+role+">", true); c.Tone != chat.Failure {
		t.Errorf("for a channel alone: %+v", c)
	}
}
