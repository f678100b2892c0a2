package discordtest_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"marquee/bots/discord/discordtest"
)

// quick lets sessions start as fast as a test wants.
var quick = discordtest.Config{IdentifyEvery: time.Nanosecond}

func TestSessionBegins(t *testing.T) {
	w := newWorld(t, quick)
	w.films.SetAgeRestricted(true)
	thread := w.films.AddThread("talk")
	w.guild.AddRole("Reminders", 0)
	g := dial(t, w.srv)
	ready := g.identify(nil)
	if ready["v"] != 10.0 || ready["session_id"] == "" || !strings.HasPrefix(ready["resume_gateway_url"].(string), "ws://127.0.0.1:") {
		t.Errorf("READY is %v", ready)
	}
	if guilds := ready["guilds"].([]any); len(guilds) != 1 || guilds[0].(obj)["unavailable"] != true {
		t.Errorf("READY has the guilds %v", guilds)
	}
	create := g.event("GUILD_CREATE").json(t)
	channels, threads := create["channels"].([]any), create["threads"].([]any)
	if create["id"] != w.guild.ID() || len(channels) != 1 || channels[0].(obj)["nsfw"] != true || len(threads) != 1 ||
		threads[0].(obj)["id"] != thread.ID() || len(create["roles"].([]any)) != 2 {
		t.Errorf("GUILD_CREATE is %v", create)
	}
	if members := create["members"].([]any); len(members) != 1 || members[0].(obj)["user"].(obj)["id"] != w.srv.ApplicationID() {
		t.Errorf("without the intent for members there are %v", members)
	}

	w.guild.Outage()
	if e := g.event("GUILD_DELETE").json(t); e["unavailable"] != true {
		t.Errorf("an outage is %v", e)
	}
	w.guild.Restore()
	g.event("GUILD_CREATE")
	thread.Lock()
	if e := g.event("THREAD_UPDATE").json(t); e["thread_metadata"].(obj)["locked"] != true {
		t.Errorf("a locked thread is %v", e)
	}
	thread.Delete()
	if e := g.event("THREAD_DELETE").json(t); e["parent_id"] != w.films.ID() {
		t.Errorf("THREAD_DELETE is %v", e)
	}
	w.films.Delete()
	if e := g.event("CHANNEL_DELETE").json(t); e["id"] != w.films.ID() {
		t.Errorf("CHANNEL_DELETE is %v", e)
	}
	w.guild.Remove()
	if e := g.event("GUILD_DELETE").json(t); e["unavailable"] != nil {
		t.Errorf("a removal is %v", e)
	}
}

func TestHeartbeats(t *testing.T) {
	w := newWorld(t, quick)
	g := dial(t, w.srv)
	g.send(1, nil) // allowed before IDENTIFY
	if p := g.read(); p.Op != 11 {
		t.Errorf("a heartbeat is answered with opcode %d", p.Op)
	}
	g.identify(nil)
	g.event("GUILD_CREATE")
	w.srv.RequestHeartbeat()
	if p := g.read(); p.Op != 1 {
		t.Errorf("a request for a heartbeat is opcode %d", p.Op)
	}
	g.send(1, g.seq)
	if p := g.read(); p.Op != 11 {
		t.Errorf("a heartbeat is answered with opcode %d", p.Op)
	}
}

func TestNoAcks(t *testing.T) {
	w := newWorld(t, quick)
	g := dial(t, w.srv)
	w.srv.StopAcks(true)
	g.send(1, nil)
	g.send(2, identity(w.srv, nil))
	if p := g.read(); p.Type != "READY" { // an ACK would come before it
		t.Errorf("opcode %d comes first", p.Op)
	}
}

func TestSilentClient(t *testing.T) {
	cfg := quick
	cfg.Heartbeat = 20 * time.Millisecond
	w := newWorld(t, cfg)
	g := dial(t, w.srv)
	if code := g.closed(); code != discordtest.CloseSessionTimedOut {
		t.Errorf("closed with %d", code)
	}
	kinds(w.srv)
}

func TestCloseCodes(t *testing.T) {
	for name, c := range map[string]struct {
		url  string
		do   func(g *gate)
		want int
	}{
		"a bad token":          {do: func(g *gate) { g.send(2, identity(g.srv, obj{"token": "wrong"})) }, want: 4004},
		"a payload too early":  {do: func(g *gate) { g.send(3, obj{}) }, want: 4003},
		"an unknown opcode":    {do: func(g *gate) { g.send(99, nil) }, want: 4001},
		"no JSON":              {do: func(g *gate) { _ = g.ws.WriteMessage(websocket.TextMessage, []byte("{")) }, want: 4002},
		"an unknown field":     {do: func(g *gate) { g.send(2, identity(g.srv, obj{"tokens": ""})) }, want: 4002},
		"no intents":           {do: func(g *gate) { g.send(2, obj{"token": g.srv.Token(), "properties": obj{}}) }, want: 4002},
		"a long payload":       {do: func(g *gate) { g.send(1, chars(4097)) }, want: 4002},
		"IDENTIFY twice":       {do: func(g *gate) { g.identify(nil); g.send(2, identity(g.srv, nil)) }, want: 4005},
		"a shard beyond":       {do: func(g *gate) { g.send(2, identity(g.srv, obj{"shard": []int{2, 2}})) }, want: 4010},
		"an unknown intent":    {do: func(g *gate) { g.send(2, identity(g.srv, obj{"intents": 1 << 40})) }, want: 4013},
		"a privileged intent":  {do: func(g *gate) { g.send(2, identity(g.srv, obj{"intents": 1<<15 | 1})) }, want: 4014},
		"RESUME, bad token":    {do: func(g *gate) { g.send(6, obj{"token": "wrong", "session_id": "x", "seq": 1}) }, want: 4004},
		"RESUME from tomorrow": {do: resumeFromTomorrow, want: 4007},
		"too much":             {do: func(g *gate) { flood(g) }, want: 4008},
		"version 8":            {url: "?v=8&encoding=json", want: 4012},
		"no encoding":          {url: "?v=10", want: 4012},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, quick)
			var g *gate
			if c.url != "" {
				g = dialURL(t, w.srv, w.srv.GatewayURL()+c.url)
			} else {
				g = dial(t, w.srv)
				c.do(g)
			}
			if code := g.closed(); code != c.want {
				t.Errorf("closed with %d, not %d", code, c.want)
			}
			kinds(w.srv)
		})
	}
}

func flood(g *gate) {
	for range 121 {
		g.send(1, nil)
	}
}

func resumeFromTomorrow(g *gate) {
	id := g.identify(nil)["session_id"]
	g.ws.Close()
	*g = *dial(g.t, g.srv)
	g.send(6, obj{"token": g.srv.Token(), "session_id": id, "seq": 1000})
}

func TestResume(t *testing.T) {
	w := newWorld(t, quick)
	g := dial(t, w.srv)
	ready := g.identify(nil)
	g.event("GUILD_CREATE")
	seen := g.seq
	w.srv.DropConnections()
	if _, err := g.tryRead(); err == nil {
		t.Fatal("the connection stands")
	}
	w.guild.AddChannel("missed")
	again := dialURL(t, w.srv, ready["resume_gateway_url"].(string)+"?v=10&encoding=json")
	again.read()
	again.send(6, obj{"token": w.srv.Token(), "session_id": ready["session_id"], "seq": seen})
	missed := again.read()
	if missed.Type != "CHANNEL_CREATE" || missed.Seq != seen+1 {
		t.Errorf("the first event replayed is %s, number %d", missed.Type, missed.Seq)
	}
	if p := again.read(); p.Type != "RESUMED" {
		t.Errorf("then comes %s", p.Type)
	}
	w.guild.AddChannel("live")
	again.event("CHANNEL_CREATE")
	if list := w.srv.Sessions(); len(list) != 1 || list[0].Resumed != 1 || !list[0].Connected {
		t.Errorf("sessions: %+v", list)
	}

	// A client that closes in good order ends its session.
	_ = again.ws.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(1000, ""), time.Now().Add(time.Second))
	if err := w.srv.WaitSessions(deadline(t), func(l []discordtest.SessionInfo) bool { return len(l) == 0 }); err != nil {
		t.Fatal(err)
	}
	third := dial(t, w.srv)
	third.send(6, obj{"token": w.srv.Token(), "session_id": ready["session_id"], "seq": seen})
	if p := third.read(); p.Op != 9 || string(p.Data) != "false" {
		t.Errorf("resuming it gives opcode %d %s", p.Op, p.Data)
	}
	third.identify(nil) // and the connection still takes an IDENTIFY
}

func deadline(t *testing.T) context.Context {
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	t.Cleanup(cancel)
	return ctx
}

// TestResumeAfterClose closes with a code that lets clients resume; that the
// client says goodbye in good order then ends nothing.
func TestResumeAfterClose(t *testing.T) {
	w := newWorld(t, quick)
	g := dial(t, w.srv)
	id := g.identify(nil)["session_id"]
	g.event("GUILD_CREATE")
	g.ws.SetCloseHandler(func(int, string) error {
		return g.ws.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(1000, ""), time.Now().Add(time.Second))
	})
	w.srv.CloseConnections(discordtest.CloseUnknownError)
	g.closed()
	if err := w.srv.WaitSessions(deadline(t), func(l []discordtest.SessionInfo) bool { return !l[0].Connected }); err != nil {
		t.Fatal(err)
	}
	again := dial(t, w.srv)
	again.send(6, obj{"token": w.srv.Token(), "session_id": id, "seq": g.seq})
	again.event("RESUMED")
}

func TestMissedTooMuch(t *testing.T) {
	w := newWorld(t, quick)
	g := dial(t, w.srv)
	ready := g.identify(nil)
	w.srv.DropConnections()
	if err := w.srv.WaitSessions(deadline(t), func(l []discordtest.SessionInfo) bool { return !l[0].Connected }); err != nil {
		t.Fatal(err)
	}
	for i := range 1100 {
		w.guild.AddRole(fmt.Sprint(i), 0)
	}
	again := dial(t, w.srv)
	again.send(6, obj{"token": w.srv.Token(), "session_id": ready["session_id"], "seq": 2})
	if p := again.read(); p.Op != 9 || string(p.Data) != "false" {
		t.Errorf("opcode %d %s", p.Op, p.Data)
	}
}

// TestForgotTooMuch resumes from further back than the double remembers.
func TestForgotTooMuch(t *testing.T) {
	w := newWorld(t, quick)
	g := dial(t, w.srv)
	ready := g.identify(nil)
	for i := range 2100 {
		w.guild.AddRole(fmt.Sprint(i), 0)
		g.event("GUILD_ROLE_CREATE")
	}
	w.srv.DropConnections()
	again := dial(t, w.srv)
	again.send(6, obj{"token": w.srv.Token(), "session_id": ready["session_id"], "seq": 2})
	if p := again.read(); p.Op != 9 {
		t.Errorf("opcode %d %s", p.Op, p.Type)
	}
}

func TestInvalidSession(t *testing.T) {
	w := newWorld(t, quick)
	g := dial(t, w.srv)
	g.identify(nil)
	g.event("GUILD_CREATE")
	w.srv.InvalidateSessions(true)
	if p := g.read(); p.Op != 9 || string(p.Data) != "true" || len(w.srv.Sessions()) != 1 {
		t.Errorf("opcode %d %s, %d sessions", p.Op, p.Data, len(w.srv.Sessions()))
	}
	w.srv.InvalidateSessions(false)
	if p := g.read(); p.Op != 9 || string(p.Data) != "false" || len(w.srv.Sessions()) != 0 {
		t.Errorf("opcode %d %s, %d sessions", p.Op, p.Data, len(w.srv.Sessions()))
	}
	w.srv.CloseConnections(4000)
	if code := g.closed(); code != 4000 {
		t.Errorf("closed with %d", code)
	}
}

func TestMaxConcurrency(t *testing.T) {
	w := newWorld(t, discordtest.Config{MaxConcurrency: 2, Shards: 4, IdentifyEvery: time.Minute})
	for shard := range 2 {
		dial(t, w.srv).identify(obj{"shard": []int{shard, 4}})
	}
	if err := w.srv.WaitReady(deadline(t), 2); err != nil {
		t.Fatal(err)
	}
	if v := w.srv.Violations(); len(v) != 0 {
		t.Errorf("two at once: %v", v)
	}
	g := dial(t, w.srv)
	g.send(2, identity(w.srv, obj{"shard": []int{2, 4}}))
	if p := g.read(); p.Op != 9 {
		t.Errorf("a third within the minute gets opcode %d", p.Op)
	}
	if got := kinds(w.srv); got != string(discordtest.IdentifyTooFast) {
		t.Errorf("violations: %s", got)
	}
}

func TestSessionStarts(t *testing.T) {
	cfg := quick
	cfg.SessionStarts = 1
	w := newWorld(t, cfg)
	dial(t, w.srv).identify(nil)
	limit := rest(t, w.srv, "GET", "/gateway/bot", nil).json(t)["session_start_limit"].(obj)
	if limit["remaining"] != 0.0 || limit["reset_after"].(float64) <= 0 {
		t.Errorf("the limit is %v", limit)
	}
	g := dial(t, w.srv)
	g.send(2, identity(w.srv, nil))
	if p := g.read(); p.Op != 9 {
		t.Errorf("opcode %d", p.Op)
	}
	kinds(w.srv)
}

func TestShards(t *testing.T) {
	w := newWorld(t, quick)
	guilds := map[string]bool{w.guild.ID(): true}
	for i := range 20 {
		guilds[w.srv.AddGuild(fmt.Sprint("guild ", i)).ID()] = true
		time.Sleep(time.Millisecond) // a shard is chosen by the time in the id
	}
	for shard := range 2 {
		g := dial(t, w.srv)
		ready := g.identify(obj{"shard": []int{shard, 2}})
		for _, entry := range ready["guilds"].([]any) {
			id := entry.(obj)["id"].(string)
			if !guilds[id] {
				t.Errorf("%s is on two shards, or none of ours", id)
			}
			delete(guilds, id)
		}
	}
	if len(guilds) != 0 {
		t.Errorf("%d servers are on no shard", len(guilds))
	}
}

func TestUnplugged(t *testing.T) {
	w := newWorld(t, quick)
	g := dial(t, w.srv)
	g.identify(nil)
	w.srv.Unplug()
	for {
		if _, err := g.tryRead(); err != nil {
			break
		}
	}
	if _, err := tryRest(w.srv, "", "GET", "/gateway", nil); err == nil {
		t.Error("the API answers without a network")
	}
	if _, _, err := websocket.DefaultDialer.Dial(w.srv.GatewayURL()+"?v=10&encoding=json", nil); err == nil {
		t.Error("the gateway answers without a network")
	}
	if _, err := w.alice.StartCommand(w.films, "film", discordtest.Options{"title": "x"}); err != nil {
		t.Fatal(err)
	}
	w.srv.Plug()
	if a := rest(t, w.srv, "GET", "/gateway", nil); a.status != 200 {
		t.Errorf("plugged in again: %d", a.status)
	}
}

func TestWaitReadyEnds(t *testing.T) {
	w := newWorld(t, quick)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := w.srv.WaitReady(ctx, 1); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
}
