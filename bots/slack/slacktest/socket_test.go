package slacktest_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"marquee/bots/slack/slacktest"
)

// world is a channel with a person in it.
func world(srv *slacktest.Server) (*slacktest.Channel, *slacktest.User) {
	films, alice := srv.AddChannel("films"), srv.AddUser("alice")
	films.Join(alice)
	return films, alice
}

func TestEnvelopes(t *testing.T) {
	srv := slacktest.New(t, slacktest.Config{})
	films, alice := world(srv)
	conn := dial(t, srv)
	var sent []*slacktest.Interaction
	var envelopes []obj
	for i := range 3 {
		in, err := alice.StartSlash(films, "/film", fmt.Sprint("Heat & <", i, ">"))
		if err != nil {
			t.Fatal(err)
		}
		sent = append(sent, in)
		envelopes = append(envelopes, read(t, conn))
	}
	e := envelopes[0]
	p := e["payload"].(obj)
	if e["type"] != "slash_commands" || e["accepts_response_payload"] != true || p["command"] != "/film" || p["channel_id"] != films.ID() ||
		p["user_id"] != alice.ID() || p["team_id"] != srv.TeamID() || p["channel_name"] != "films" || p["api_app_id"] != srv.AppID() {
		t.Errorf("the envelope is %v", e)
	}
	if p["text"] != "Heat &amp; &lt;0&gt;" {
		t.Errorf("the text is %q", p["text"])
	}
	if p["response_url"] != sent[0].ResponseURL() || p["trigger_id"] != sent[0].TriggerID() {
		t.Error("the response_url or the trigger_id is another's")
	}
	for i := len(envelopes) - 1; i >= 0; i-- { // several are in flight, and any order will do
		ack(t, conn, envelopes[i], nil)
	}
	for _, in := range sent {
		if took, err := in.Acknowledged(within(t)); err != nil || took <= 0 {
			t.Errorf("acknowledged after %v: %v", took, err)
		}
	}
}

func TestRawCommands(t *testing.T) {
	srv := slacktest.New(t, slacktest.Config{RawCommands: true, Commands: []string{"/film"}})
	films, alice := world(srv)
	conn := dial(t, srv)
	in, err := alice.StartSlash(films, "/film", " <b> & ")
	if err != nil {
		t.Fatal(err)
	}
	e := read(t, conn)
	if got := e["payload"].(obj)["text"]; got != "<b> &" {
		t.Errorf("the text is %q", got)
	}
	ack(t, conn, e, nil)
	_, _ = in.Acknowledged(within(t))
	if _, err := alice.Slash(films, "/help", ""); !errors.Is(err, slacktest.ErrNoCommand) {
		t.Errorf("another's command gives %v", err)
	}
}

func TestLateAck(t *testing.T) {
	srv := slacktest.New(t, slacktest.Config{AckWithin: 30 * time.Millisecond})
	srv.Expect(slacktest.LateAck)
	films, alice := world(srv)
	conn := dial(t, srv)
	in, err := alice.StartSlash(films, "/film", "Heat")
	if err != nil {
		t.Fatal(err)
	}
	e := read(t, conn)
	if _, err := in.Acknowledged(within(t)); !errors.Is(err, slacktest.ErrNoResponse) {
		t.Errorf("no acknowledgement gives %v", err)
	}
	ack(t, conn, e, nil) // too late, and no second violation
	if _, err := in.Answered(within(t)); !errors.Is(err, slacktest.ErrNoResponse) {
		t.Errorf("the answer gives %v", err)
	}
	wantKinds(t, srv, slacktest.LateAck)
}

func TestBadAcks(t *testing.T) {
	for _, c := range []struct {
		name string
		kind int
		text func(envelope string) string
		want slacktest.Kind
	}{
		{"no JSON", websocket.TextMessage, func(string) string { return "ok" }, slacktest.BadAck},
		{"no object", websocket.TextMessage, func(string) string { return "[]" }, slacktest.BadAck},
		{"unknown fields", websocket.TextMessage, func(id string) string { return `{"envelope_id":"` + id + `","ok":true}` }, slacktest.BadAck},
		{"another envelope", websocket.TextMessage, func(string) string { return `{"envelope_id":"x"}` }, slacktest.BadAck},
		{"bytes", websocket.BinaryMessage, func(id string) string { return `{"envelope_id":"` + id + `"}` }, slacktest.BadAck},
		{"20 KB", websocket.TextMessage, func(id string) string {
			text := `{"envelope_id":"` + id + `","payload":{"text":"`
			return text + strings.Repeat("x", 20<<10-len(text)-3) + `"}}`
		}, slacktest.OversizedAck},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			srv := slacktest.New(t, slacktest.Config{AckWithin: 100 * time.Millisecond})
			srv.Expect(c.want, slacktest.LateAck)
			films, alice := world(srv)
			conn := dial(t, srv)
			in, err := alice.StartSlash(films, "/film", "Heat")
			if err != nil {
				t.Fatal(err)
			}
			e := read(t, conn)
			_ = conn.WriteMessage(c.kind, []byte(c.text(e["envelope_id"].(string))))
			if _, err := in.Acknowledged(within(t)); !errors.Is(err, slacktest.ErrNoResponse) {
				t.Errorf("it counted: %v", err)
			}
			wantKinds(t, srv, c.want, slacktest.LateAck)
		})
	}
}

func TestLargestAck(t *testing.T) {
	srv := slacktest.New(t, slacktest.Config{})
	films, alice := world(srv)
	conn := dial(t, srv)
	in, err := alice.StartSlash(films, "/film", "Heat")
	if err != nil {
		t.Fatal(err)
	}
	e := read(t, conn)
	text := `{"envelope_id":"` + e["envelope_id"].(string) + `","payload":{"text":"`
	_ = conn.WriteMessage(websocket.TextMessage, []byte(text+strings.Repeat("x", 20<<10-len(text)-4)+`"}}`))
	if _, err := in.Answered(within(t)); err != nil {
		t.Errorf("20,479 bytes: %v", err)
	}
}

func TestDoubleAck(t *testing.T) {
	srv := slacktest.New(t, slacktest.Config{})
	srv.Expect(slacktest.BadAck)
	films, alice := world(srv)
	conn := dial(t, srv)
	in, err := alice.StartSlash(films, "/film", "Heat")
	if err != nil {
		t.Fatal(err)
	}
	e := read(t, conn)
	ack(t, conn, e, nil)
	ack(t, conn, e, nil)
	if _, err := in.Acknowledged(within(t)); err != nil {
		t.Fatal(err)
	}
	second, err := alice.StartSlash(films, "/film", "Heat")
	if err != nil {
		t.Fatal(err)
	}
	ack(t, conn, read(t, conn), nil) // after it, the second acknowledgement was read
	_, _ = second.Acknowledged(within(t))
	wantKinds(t, srv, slacktest.BadAck)
}

func TestMessageInAck(t *testing.T) {
	both(t, slacktest.Config{}, func(t *testing.T, srv *slacktest.Server, serve func(handler)) {
		films, alice := world(srv)
		bob := srv.AddUser("bob")
		serve(func(string, obj) (any, func()) { return obj{"text": "*Heat* (1995)"}, nil })
		if _, err := alice.Slash(films, "/film", "Heat"); err != nil {
			t.Fatal(err)
		}
		if got := alice.Sees(films); len(got) != 1 || !got[0].Ephemeral || got[0].Text() != "Heat (1995)" {
			t.Errorf("alice sees %v", got)
		}
		if got := bob.Sees(films); len(got) != 0 {
			t.Errorf("bob sees %v", got)
		}
	})
}

func TestPayloadWhereNoneIsTaken(t *testing.T) {
	both(t, slacktest.Config{PostEvery: -1}, func(t *testing.T, srv *slacktest.Server, serve func(handler)) {
		srv.Expect(slacktest.UnexpectedPayload)
		films, alice := world(srv)
		films.JoinBot()
		must(t, srv, "chat.postMessage", obj{"channel": films.ID(), "text": "Heat", "blocks": list{actions(button("Cast", "a", "v"))}})
		serve(func(string, obj) (any, func()) { return obj{"text": "no"}, nil })
		in, err := alice.StartPress(films, "", "Cast")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := in.Acknowledged(within(t)); err != nil {
			t.Fatal(err)
		}
		if got := alice.Sees(films); len(got) != 1 {
			t.Errorf("alice sees %v", got)
		}
		wantKinds(t, srv, slacktest.UnexpectedPayload)
	})
}

func TestSeveralSockets(t *testing.T) {
	srv := slacktest.New(t, slacktest.Config{})
	films, alice := world(srv)
	conns := []*websocket.Conn{dial(t, srv), dial(t, srv), dial(t, srv)}
	if srv.Sockets() != 3 {
		t.Errorf("%d sockets are open", srv.Sockets())
	}
	var got []string
	for range 2 {
		for range conns {
			if _, err := alice.StartSlash(films, "/film", "Heat"); err != nil {
				t.Fatal(err)
			}
		}
		for _, conn := range conns { // each envelope goes to one of them, in turn
			e := read(t, conn)
			got = append(got, e["envelope_id"].(string))
			ack(t, conn, e, nil)
		}
	}
	slices.Sort(got)
	if len(slices.Compact(got)) != 6 {
		t.Errorf("envelopes are %q", got)
	}
}

func TestTooManySockets(t *testing.T) {
	srv := slacktest.New(t, slacktest.Config{})
	srv.Expect(slacktest.TooManySockets)
	for range 10 {
		dial(t, srv)
	}
	conn, err := openSocket(srv)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if m := read(t, conn); m["type"] != "disconnect" || m["reason"] != "too_many_websockets" {
		t.Errorf("the eleventh socket gets %v", m)
	}
	_, _, _ = conn.ReadMessage() // until it was noted
	wantKinds(t, srv, slacktest.TooManySockets)
}

func TestTicketsAreTakenOnce(t *testing.T) {
	srv := slacktest.New(t, slacktest.Config{})
	a, err := send(srv.APIURL()+"apps.connections.open", srv.AppToken(), "application/json", "")
	if err != nil {
		t.Fatal(err)
	}
	url := a.json(t)["url"].(string)
	conn, resp, err := websocket.DefaultDialer.Dial(url, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	_ = resp.Body.Close()
	if _, resp, err := websocket.DefaultDialer.Dial(url, nil); err == nil || resp == nil || resp.StatusCode != 403 {
		t.Errorf("the second dial gives %v", err)
	}
}

func TestDisconnect(t *testing.T) {
	for _, c := range []struct {
		why   slacktest.Reason
		ready int // sockets that take envelopes after it
	}{{slacktest.Warning, 1}, {slacktest.RefreshRequested, 0}, {slacktest.LinkDisabled, 0}} {
		t.Run(string(c.why), func(t *testing.T) {
			t.Parallel()
			srv := slacktest.New(t, slacktest.Config{Grace: 200 * time.Millisecond})
			films, alice := world(srv)
			conn := dial(t, srv)
			in, err := alice.StartSlash(films, "/film", "Heat")
			if err != nil {
				t.Fatal(err)
			}
			e := read(t, conn)
			srv.Disconnect(c.why)
			if m := read(t, conn); m["type"] != "disconnect" || m["reason"] != string(c.why) {
				t.Errorf("the socket gets %v", m)
			}
			if err := srv.WaitSockets(within(t), func(ready, _ int) bool { return ready == c.ready }); err != nil {
				t.Error(err)
			}
			if c.ready == 0 {
				if _, err := alice.Slash(films, "/film", "Heat"); !errors.Is(err, slacktest.ErrNotDelivered) {
					t.Errorf("a command after it gives %v", err)
				}
			}
			ack(t, conn, e, nil) // what is in flight can still be acknowledged
			if _, err := in.Acknowledged(within(t)); err != nil {
				t.Error(err)
			}
			if _, _, err := conn.ReadMessage(); !websocket.IsCloseError(err, websocket.CloseNormalClosure) {
				t.Errorf("the socket ends with %v", err)
			}
		})
	}
}

func TestDroppedSocket(t *testing.T) {
	srv := slacktest.New(t, slacktest.Config{})
	films, alice := world(srv)
	if _, err := alice.Slash(films, "/film", "Heat"); !errors.Is(err, slacktest.ErrNotDelivered) {
		t.Errorf("with no socket: %v", err)
	}
	conn := dial(t, srv)
	in, err := alice.StartSlash(films, "/film", "Heat")
	if err != nil {
		t.Fatal(err)
	}
	read(t, conn)
	srv.DropSockets()
	if _, err := in.Acknowledged(within(t)); !errors.Is(err, slacktest.ErrNotDelivered) {
		t.Errorf("with a broken socket: %v", err)
	}
	if _, _, err := conn.ReadMessage(); err == nil {
		t.Error("the socket lives on")
	}
	if err := srv.WaitSockets(within(t), func(ready, opened int) bool { return ready == 0 && opened == 1 }); err != nil {
		t.Error(err)
	}
}

func TestPings(t *testing.T) {
	srv := slacktest.New(t, slacktest.Config{PingEvery: 30 * time.Millisecond})
	srv.Expect(slacktest.NoPong)
	conn := dial(t, srv)
	pinged := make(chan string, 1)
	answer := conn.PingHandler()
	conn.SetPingHandler(func(data string) error {
		select {
		case pinged <- data:
		default:
		}
		return answer(data)
	})
	reading := make(chan error, 1)
	go func() { _, _, err := conn.ReadMessage(); reading <- err }()
	for range 6 { // more than may go unanswered
		select {
		case <-pinged:
		case err := <-reading:
			t.Fatalf("a socket that answers its pings ended: %v", err)
		}
	}
	wantKinds(t, srv)

	silent := dial(t, srv)
	silent.SetPingHandler(func(string) error { return nil })
	if _, _, err := silent.ReadMessage(); err == nil {
		t.Error("a socket that answers no pings lives on")
	}
	wantKinds(t, srv, slacktest.NoPong)
}

func TestStoppedPings(t *testing.T) {
	srv := slacktest.New(t, slacktest.Config{PingEvery: 10 * time.Millisecond})
	srv.StopPings(true)
	conn := dial(t, srv)
	conn.SetPingHandler(func(string) error { t.Error("a ping came"); return nil })
	_ = conn.SetReadDeadline(time.Now().Add(100 * time.Millisecond))
	if _, _, err := conn.ReadMessage(); !strings.Contains(fmt.Sprint(err), "timeout") {
		t.Errorf("the socket ended: %v", err)
	}
	wantKinds(t, srv)
}

func TestRawMessages(t *testing.T) {
	srv := slacktest.New(t, slacktest.Config{})
	conn := dial(t, srv)
	srv.SendRaw(`{"type":`)
	if _, raw, err := conn.ReadMessage(); err != nil || string(raw) != `{"type":` {
		t.Errorf("the socket gets %q: %v", raw, err)
	}
}
