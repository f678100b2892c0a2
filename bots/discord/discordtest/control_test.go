package discordtest_test

import (
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"marquee/bots/discord/discordtest"
)

func TestReconnectAsked(t *testing.T) {
	w := newWorld(t, quick)
	g := dial(t, w.srv)
	g.identify(nil)
	g.event("GUILD_CREATE")
	w.srv.Reconnect()
	if p := g.read(); p.Op != 7 {
		t.Errorf("opcode %d", p.Op)
	}
	if n := w.srv.Dispatch("SOMETHING_NEW", obj{"a": 1}); n != 1 {
		t.Errorf("dispatched to %d sessions", n)
	}
	if e := g.event("SOMETHING_NEW").json(t); e["a"] != 1.0 {
		t.Errorf("%v", e)
	}
	w.guild.Remove()
	w.guild.Invite()
	if e := g.event("GUILD_CREATE").json(t); e["id"] != w.guild.ID() {
		t.Errorf("invited back: %v", e)
	}
}

func TestGatewayFault(t *testing.T) {
	w := newWorld(t, quick)
	w.srv.Inject(discordtest.Fault{Match: discordtest.On("GET", "/"), Times: 1, Effect: discordtest.Status(502)})
	url := w.srv.GatewayURL() + "/?v=10&encoding=json"
	_, resp, err := websocket.DefaultDialer.Dial(url, nil)
	if err == nil || resp.StatusCode != 502 {
		t.Fatalf("the fault: %v", err)
	}
	resp.Body.Close()
	dialURL(t, w.srv, url)
}

func TestOutageAtReady(t *testing.T) {
	w := newWorld(t, quick)
	w.guild.Outage()
	g := dial(t, w.srv)
	g.identify(nil)
	if e := g.event("GUILD_DELETE").json(t); e["unavailable"] != true {
		t.Errorf("%v", e)
	}
}

func TestReaderOfAPerson(t *testing.T) {
	w := newWorld(t, discordtest.Config{})
	news := w.guild.AddAnnouncements("news")
	rest(t, w.srv, "POST", "/channels/"+news.ID()+"/messages", obj{"content": "<t:1294963200:t> <@" + w.bob.ID() + ">"})
	w.alice.SetReader(discordtest.Reader{Zone: time.FixedZone("", 3600)})
	if seen, _ := w.alice.Newest(news); seen.Content.String() != "01:00 @bob" {
		t.Errorf("alice reads %q", seen.Content)
	}
	var sent struct{ Content string }
	list := w.srv.Requests()
	if err := list[len(list)-1].JSON(&sent); err != nil || sent.Content == "" {
		t.Errorf("the record has %+v, %v", sent, err)
	}
}

func TestFormClosed(t *testing.T) {
	w := newWorld(t, quick)
	bot(t, w.srv, func(i obj) { respond(w.srv, i, obj{"type": 9, "data": form()}) })
	if _, err := w.alice.Command(w.films, "film", typed); err != nil {
		t.Fatal(err)
	}
	w.alice.CloseForm()
	if _, open := w.alice.Form(); open {
		t.Error("it stands open still")
	}
}
