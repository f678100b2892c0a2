package discordtest_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"marquee/bots/discord/discordtest"
)

// obj is a JSON object.
type obj = map[string]any

// free takes the limits off that would slow a test down.
var free = map[string]discordtest.Limit{"POST /channels/{channel}/messages": {Requests: 1000, Per: time.Second}}

// answer is what a request got.
type answer struct {
	status int
	header http.Header
	raw    []byte
}

// json returns the body as an object.
func (a answer) json(t *testing.T) obj {
	t.Helper()
	var m obj
	if err := json.Unmarshal(a.raw, &m); err != nil {
		t.Errorf("status %d with no JSON object: %q", a.status, a.raw)
	}
	return m
}

// code returns Discord's error code.
func (a answer) code(t *testing.T) int {
	t.Helper()
	n, _ := a.json(t)["code"].(float64)
	return int(n)
}

// faults returns the errors of a 50035 as "path: CODE" lines.
func (a answer) faults(t *testing.T) string {
	t.Helper()
	var list []string
	var walk func(at string, node any)
	walk = func(at string, node any) {
		m, _ := node.(obj)
		for key, v := range m {
			if key != "_errors" {
				walk(strings.TrimPrefix(at+"."+key, "."), v)
				continue
			}
			for _, e := range v.([]any) {
				list = append(list, fmt.Sprintf("%s: %s", at, e.(obj)["code"]))
			}
		}
	}
	walk("", a.json(t)["errors"])
	return strings.Join(list, "\n")
}

// rest makes a request as the bot.
func rest(t *testing.T, srv *discordtest.Server, method, path string, body any) answer {
	t.Helper()
	a, err := tryRest(srv, "Bot "+srv.Token(), method, path, body)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func tryRest(srv *discordtest.Server, auth, method, path string, body any) (answer, error) {
	var r io.Reader
	switch b := body.(type) {
	case nil:
	case string:
		r = strings.NewReader(b)
	default:
		raw, err := json.Marshal(b)
		if err != nil {
			return answer{}, err
		}
		r = bytes.NewReader(raw)
	}
	if !strings.HasPrefix(path, "/v") {
		path = "/v10" + path
	}
	req, err := http.NewRequest(method, srv.APIURL()+path, r)
	if err != nil {
		return answer{}, err
	}
	req.Header.Set("Authorization", auth)
	if r != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	resp, err := client.Do(req)
	if err != nil {
		return answer{}, err
	}
	defer resp.Body.Close()
	raw, err := io.ReadAll(resp.Body)
	return answer{resp.StatusCode, resp.Header, raw}, err
}

var client = &http.Client{Timeout: 20 * time.Second, Transport: &http.Transport{DisableKeepAlives: true}}

// payload is what comes over the gateway.
type payload struct {
	Op   int             `json:"op"`
	Data json.RawMessage `json:"d"`
	Seq  int             `json:"s"`
	Type string          `json:"t"`
}

func (p payload) json(t *testing.T) obj {
	t.Helper()
	var m obj
	if err := json.Unmarshal(p.Data, &m); err != nil {
		t.Fatalf("%s: %v", p.Type, err)
	}
	return m
}

// gate is a raw client of the gateway.
type gate struct {
	t   *testing.T
	srv *discordtest.Server
	ws  *websocket.Conn
	seq int
}

// dial connects and reads HELLO.
func dial(t *testing.T, srv *discordtest.Server) *gate {
	t.Helper()
	g := dialURL(t, srv, srv.GatewayURL()+"?v=10&encoding=json")
	if hello := g.read(); hello.Op != 10 {
		t.Fatalf("the first payload is opcode %d, not HELLO", hello.Op)
	}
	return g
}

func dialURL(t *testing.T, srv *discordtest.Server, url string) *gate {
	t.Helper()
	ws, resp, err := websocket.DefaultDialer.Dial(url, nil)
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	t.Cleanup(func() { ws.Close() })
	return &gate{t: t, srv: srv, ws: ws}
}

func (g *gate) send(op int, data any) {
	g.t.Helper()
	if err := g.ws.WriteJSON(obj{"op": op, "d": data}); err != nil {
		g.t.Fatal(err)
	}
}

func (g *gate) read() payload {
	g.t.Helper()
	p, err := g.tryRead()
	if err != nil {
		g.t.Fatal(err)
	}
	return p
}

func (g *gate) tryRead() (payload, error) {
	var p payload
	_ = g.ws.SetReadDeadline(time.Now().Add(10 * time.Second))
	err := g.ws.ReadJSON(&p)
	if p.Seq > 0 {
		g.seq = p.Seq
	}
	return p, err
}

// event reads on to the next event with a name.
func (g *gate) event(name string) payload {
	g.t.Helper()
	for {
		if p := g.read(); p.Op == 0 && p.Type == name {
			return p
		}
	}
}

// closed reads on to the end of the connection and returns the close code.
func (g *gate) closed() int {
	g.t.Helper()
	for {
		_, err := g.tryRead()
		if err == nil {
			continue
		}
		if e, ok := err.(*websocket.CloseError); ok {
			return e.Code
		}
		g.t.Fatalf("the connection ended without a close code: %v", err)
	}
}

// identity is a good IDENTIFY, with changes.
func identity(srv *discordtest.Server, changes obj) obj {
	d := obj{
		"token": srv.Token(), "intents": 1,
		"properties": obj{"os": "linux", "browser": "test", "device": "test"},
	}
	for k, v := range changes {
		d[k] = v
	}
	return d
}

// identify begins a session and returns READY.
func (g *gate) identify(changes obj) obj {
	g.t.Helper()
	g.send(2, identity(g.srv, changes))
	return g.event("READY").json(g.t)
}

// bot answers interactions with a function, each in its own goroutine, all of
// which the test's end waits for.
func bot(t *testing.T, srv *discordtest.Server, answer func(i obj)) {
	t.Helper()
	g := dial(t, srv)
	g.identify(nil)
	var running sync.WaitGroup
	t.Cleanup(running.Wait)
	t.Cleanup(func() { g.ws.Close() }) // before that
	running.Go(func() {
		for {
			p, err := g.tryRead()
			if err != nil {
				return
			}
			var i obj
			if p.Type == "INTERACTION_CREATE" && json.Unmarshal(p.Data, &i) == nil {
				running.Go(func() { answer(i) })
			}
		}
	})
}

// respond sends a first response.
func respond(srv *discordtest.Server, i obj, body any) answer {
	a, err := tryRest(srv, "", "POST", fmt.Sprintf("/interactions/%s/%s/callback", i["id"], i["token"]), body)
	if err != nil {
		return answer{raw: []byte(err.Error())}
	}
	return a
}

// hook makes a request about an interaction's messages; what is "" for a
// follow-up, or "/messages/@original".
func hook(srv *discordtest.Server, method string, i obj, what string, body any) answer {
	a, err := tryRest(srv, "", method, fmt.Sprintf("/webhooks/%s/%s%s", srv.ApplicationID(), i["token"], what), body)
	if err != nil {
		return answer{raw: []byte(err.Error())}
	}
	return a
}

// filmCommand is a command with an option that completes.
var filmCommand = obj{"name": "film", "description": "A film's page", "options": []obj{
	{"type": 3, "name": "title", "description": "What it is called", "required": true, "autocomplete": true},
	{"type": 4, "name": "year", "description": "When it came out", "min_value": 1870, "max_value": 2100},
	{"type": 3, "name": "kind", "description": "Which release", "choices": []obj{{"name": "In cinemas", "value": "theatrical"}}},
}}

// world is a server with a channel, two people and the film command.
type world struct {
	srv        *discordtest.Server
	guild      *discordtest.Guild
	films      *discordtest.Channel
	alice, bob *discordtest.User
}

func newWorld(t *testing.T, cfg discordtest.Config) world {
	t.Helper()
	if cfg.RouteLimits == nil {
		cfg.RouteLimits = free
	}
	if cfg.GlobalPerSecond == 0 {
		cfg.GlobalPerSecond = -1
	}
	w := world{srv: discordtest.New(t, cfg)}
	w.guild = w.srv.AddGuild("Film Club")
	w.films = w.guild.AddChannel("films")
	w.alice, w.bob = w.srv.AddUser("alice"), w.srv.AddUser("bob")
	w.guild.Join(w.alice)
	w.guild.Join(w.bob)
	if a := rest(t, w.srv, "PUT", "/applications/"+w.srv.ApplicationID()+"/commands", []obj{filmCommand}); a.status != 200 {
		t.Fatalf("registering: %d %s", a.status, a.raw)
	}
	return w
}

func (w world) messages() string { return "/channels/" + w.films.ID() + "/messages" }

// kinds returns the kinds of the violations so far, and says that the test
// expects them.
func kinds(srv *discordtest.Server) string {
	var list []string
	for _, v := range srv.Violations() {
		list = append(list, string(v.Kind))
		srv.Expect(v.Kind)
	}
	return strings.Join(list, ", ")
}

func decode(raw []byte, v any) error { return json.Unmarshal(raw, v) }

func mustJSON(v any) []byte {
	raw, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return raw
}

// sorted puts words in order.
func sorted(words string) string {
	list := strings.Fields(words)
	slices.Sort(list)
	return strings.Join(list, " ")
}

// form is a modal with a line of text and a choice.
func form() obj {
	return obj{"custom_id": "v1/form", "title": "Subscribe", "components": []obj{
		{"type": 18, "label": "Title", "description": "What it is called", "component": obj{"type": 4, "custom_id": "title", "style": 1, "max_length": 50}},
		{"type": 18, "label": "Kind", "component": obj{"type": 3, "custom_id": "kind", "required": false, "options": []obj{
			{"label": "In cinemas", "value": "theatrical"}, {"label": "Digital", "value": "digital", "default": true},
		}}},
	}}
}
