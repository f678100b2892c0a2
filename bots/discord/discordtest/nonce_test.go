package discordtest_test

import (
	"testing"
	"time"

	"marquee/bots/discord/discordtest"
)

func TestEnforcedNonce(t *testing.T) {
	w := newWorld(t, discordtest.Config{})
	other := w.guild.AddChannel("other")
	send := func(c *discordtest.Channel, text string, enforce bool) answer {
		return rest(t, w.srv, "POST", "/channels/"+c.ID()+"/messages", obj{"content": text, "nonce": "K7", "enforce_nonce": enforce})
	}
	first := send(w.films, "one", true).json(t)["id"]
	if again := send(w.films, "two", true).json(t); again["id"] != first || again["content"] != "one" {
		t.Errorf("the same nonce gives %v", again)
	}
	if elsewhere := send(other, "three", true).json(t); elsewhere["id"] != first || len(other.Messages()) != 0 {
		t.Errorf("in another channel it gives %v", elsewhere)
	}
	if n := len(w.films.Messages()); n != 1 {
		t.Errorf("%d messages stand there", n)
	}
	unenforced := send(w.films, "four", false).json(t)["id"]
	if unenforced == first || len(w.films.Messages()) != 2 {
		t.Error("a nonce that is not enforced gives the old message")
	}
	rest(t, w.srv, "DELETE", w.messages()+"/"+unenforced.(string), nil)
	if a := send(w.films, "five", true); a.status != 404 || a.code(t) != 10008 {
		t.Errorf("the original deleted: %d %s", a.status, a.raw)
	}
}

func TestNonceWindow(t *testing.T) {
	w := newWorld(t, discordtest.Config{NonceWindow: 20 * time.Millisecond})
	body := obj{"content": "x", "nonce": "K7", "enforce_nonce": true}
	first := rest(t, w.srv, "POST", w.messages(), body).json(t)["id"]
	ok := eventually(func() bool { return rest(t, w.srv, "POST", w.messages(), body).json(t)["id"] != first })
	if !ok {
		t.Error("the nonce is remembered for ever")
	}
}
