package discord_test

import (
	"testing"

	"marquee/bots/discord"
	"marquee/bots/discord/discordtest"
)

// An outage at the start is waited out, whichever request it meets.
func TestOutageAtTheStart(t *testing.T) {
	t.Parallel()
	for _, path := range []string{"/users/@me", "/gateway/bot", "/applications/*/commands"} {
		t.Run(path, func(t *testing.T) {
			t.Parallel()
			r := prepare(t, discordtest.Config{})
			r.srv.Inject(discordtest.Fault{Match: discordtest.On("GET", path), Times: 4, Effect: discordtest.Status(503)})
			r.run(t, says("back"), discord.Options{})
			if _, err := r.ann.Command(r.channel, "film", discordtest.Options{"title": "x"}); err != nil {
				t.Error(err)
			}
		})
	}
}
