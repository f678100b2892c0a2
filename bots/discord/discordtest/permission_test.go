package discordtest_test

import (
	"testing"

	"marquee/bots/discord/discordtest"
)

// TestPermissions reads what the double computes from app_permissions and from
// what it lets the bot do.
func TestPermissions(t *testing.T) {
	w := newWorld(t, discordtest.Config{})
	can := func(what string, c *discordtest.Channel, want int) {
		t.Helper()
		if a := rest(t, w.srv, "POST", "/channels/"+c.ID()+"/messages", obj{"content": "x"}); a.status != want {
			t.Errorf("%s: %d %s", what, a.status, a.raw)
		}
	}
	shut := w.guild.AddChannel("shut")
	shut.Deny(w.guild.Everyone(), discordtest.ViewChannel|discordtest.SendMessages)
	can("denied to everyone", shut, 403)
	role := w.guild.AddRole("Bots", 0)
	shut.Allow(role, discordtest.ViewChannel|discordtest.SendMessages)
	w.guild.Join(w.srv.Bot(), role)
	can("allowed to the bot's role", shut, 200)
	shut.Deny(w.srv.Bot(), discordtest.SendMessages)
	can("denied to the bot itself", shut, 403)
	thread := shut.AddThread("talk")
	can("in a thread sending there counts", thread, 200)
	shut.Deny(w.srv.Bot(), discordtest.SendMessagesInThreads)
	can("and it is the channel's overwrites that do", thread, 403)
	role.SetPermissions(discordtest.Administrator)
	can("an administrator's", shut, 200)
}

func TestUnseenChannels(t *testing.T) {
	w := newWorld(t, discordtest.Config{})
	secret := w.guild.AddChannel("secret")
	secret.Deny(w.alice, discordtest.ViewChannel)
	rest(t, w.srv, "POST", w.messages(), obj{"content": "<#" + secret.ID() + "> <#" + w.films.ID() + "> <@" + w.bob.ID() + ">"})
	if seen, _ := w.alice.Newest(w.films); seen.Content.String() != "#unknown-channel #films @bob" {
		t.Errorf("alice reads %q", seen.Content)
	}
	if _, ok := w.alice.Newest(secret); ok || len(w.alice.Sees(secret)) != 0 {
		t.Error("alice sees what is said in secret")
	}
}
