package discord_test

import (
	"context"
	"net/http"
	"strings"
	"testing"

	"marquee/bots/discord"
	"marquee/bots/discord/discordtest"
	"marquee/internal/chat"
)

// A failure is always told, even where the public placeholder cannot be taken
// away, and to the asker alone where it can.
func TestFailureIsTold(t *testing.T) {
	t.Parallel()
	remove := discordtest.On("DELETE", "/webhooks/*/*/messages/@original")
	edit := discordtest.On("PATCH", "/webhooks/*/*/messages/@original")
	for name, test := range map[string]struct {
		faults  []discordtest.Fault
		private bool
	}{
		"500 for a while":        {[]discordtest.Fault{{Match: remove, Times: 5, Effect: discordtest.Status(500)}}, true},
		"500 for ever":           {[]discordtest.Fault{{Match: remove, Effect: discordtest.Status(500)}}, false},
		"cut for ever":           {[]discordtest.Fault{{Match: remove, Effect: discordtest.Drop()}}, false},
		"forbidden":              {[]discordtest.Fault{{Match: remove, Effect: discordtest.Answer(http.StatusForbidden, "application/json", `{"code":50013,"message":"Missing Permissions"}`)}}, false},
		"taken, and then cut":    {[]discordtest.Fault{{Match: remove, Times: 1, Effect: discordtest.AcceptThenDrop()}}, true},
		"the edit fails as well": {[]discordtest.Fault{{Match: remove, Effect: discordtest.Status(500)}, {Match: edit, Times: 5, Effect: discordtest.Status(503)}}, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := start(t, later(false, func(context.Context) chat.Card { return sorry("The source is down.") }),
				discordtest.Config{}, discord.Options{Mode: discord.HTTP})
			for _, f := range test.faults {
				r.srv.Inject(f)
			}
			i, err := r.ann.Command(r.channel, "film", heat)
			if err != nil {
				t.Fatal(err)
			}
			got := i.Reply()
			if len(got) != 1 || got[0].Ephemeral != test.private || !strings.Contains(got[0].String(), "The source is down.") {
				t.Errorf("ann sees %v", got)
			}
		})
	}
}

// An answer is sent when an outage ends that outlasts the tries of one request.
func TestAnswerAfterAnOutage(t *testing.T) {
	t.Parallel()
	r := start(t, later(false, func(context.Context) chat.Card { return chat.Card{Title: "Heat (1995)"} }),
		discordtest.Config{}, discord.Options{Mode: discord.HTTP})
	r.srv.Inject(discordtest.Fault{Match: discordtest.On("PATCH", "/webhooks/*/*/messages/@original"), Times: 6, Effect: discordtest.Status(503)})
	i, err := r.ann.Command(r.channel, "film", heat)
	if err != nil {
		t.Fatal(err)
	}
	if got := i.Reply(); len(got) != 1 || !strings.Contains(got[0].String(), "Heat (1995)") {
		t.Errorf("ann sees %v", got)
	}
}
