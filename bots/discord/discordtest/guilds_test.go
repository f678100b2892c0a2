package discordtest_test

import (
	"testing"

	"marquee/bots/discord/discordtest"
)

// The servers of a bot are listed in pages, oldest first.
func TestGuildPages(t *testing.T) {
	w := newWorld(t, discordtest.Config{})
	ids := []string{w.guild.ID()}
	for range 3 {
		ids = append(ids, w.srv.AddGuild("more").ID())
	}
	for path, want := range map[string][]string{
		"/users/@me/guilds":                              ids,
		"/users/@me/guilds?limit=2":                      ids[:2],
		"/users/@me/guilds?limit=2&after=" + ids[1]:      ids[2:],
		"/users/@me/guilds?limit=200&after=" + ids[3]:    nil,
		"/users/@me/guilds?after=" + ids[2] + "&limit=1": ids[3:],
	} {
		var got []struct{ ID string }
		a := rest(t, w.srv, "GET", path, nil)
		if err := decode(a.raw, &got); err != nil || len(got) != len(want) {
			t.Errorf("%s: %s, %v", path, a.raw, err)
			continue
		}
		for i := range got {
			if got[i].ID != want[i] {
				t.Errorf("%s: %s", path, a.raw)
			}
		}
	}
	w.srv.Expect(discordtest.InvalidBody)
	for _, path := range []string{"/users/@me/guilds?limit=0", "/users/@me/guilds?limit=201", "/users/@me/guilds?after=x"} {
		if a := rest(t, w.srv, "GET", path, nil); a.status != 400 {
			t.Errorf("%s: %d", path, a.status)
		}
	}
}
