package slacktest_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"marquee/bots/slack/slacktest"
)

// obj is a JSON object.
type obj = map[string]any

// list is a JSON array.
type list = []any

var client = &http.Client{Timeout: 20 * time.Second, Transport: &http.Transport{DisableKeepAlives: true}}

// answer is what a request got.
type answer struct {
	status int
	header http.Header
	raw    []byte
}

// json returns the body as an object.
func (a answer) json(t testing.TB) obj {
	t.Helper()
	var m obj
	if err := json.Unmarshal(a.raw, &m); err != nil {
		t.Fatalf("status %d with no JSON object: %q", a.status, a.raw)
	}
	return m
}

// error returns Slack's error, and "" where all went well.
func (a answer) error(t testing.TB) string {
	t.Helper()
	m := a.json(t)
	if m["ok"] == true {
		return ""
	}
	return m["error"].(string)
}

// messages returns what the answer says is wrong, a line each.
func (a answer) messages(t testing.TB) string {
	t.Helper()
	meta, _ := a.json(t)["response_metadata"].(obj)
	said, _ := meta["messages"].(list)
	lines := make([]string, len(said))
	for i, s := range said {
		lines[i] = s.(string)
	}
	return strings.Join(lines, "\n")
}

// api calls a method with a form, the token among it, as slack-go does.
func api(t testing.TB, srv *slacktest.Server, method string, args obj) answer {
	t.Helper()
	form := url.Values{"token": {srv.BotToken()}}
	for k, v := range args {
		if s, ok := v.(string); ok {
			form.Set(k, s)
		} else {
			form.Set(k, string(marshal(v)))
		}
	}
	a, err := send(srv.APIURL()+method, "", "application/x-www-form-urlencoded", form.Encode())
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// must is api for a call that has to succeed.
func must(t testing.TB, srv *slacktest.Server, method string, args obj) obj {
	t.Helper()
	a := api(t, srv, method, args)
	if e := a.error(t); e != "" {
		t.Fatalf("%s: %s\n%s", method, e, a.messages(t))
	}
	return a.json(t)
}

// apiJSON calls a method with a JSON body.
func apiJSON(t testing.TB, srv *slacktest.Server, method string, args obj) answer {
	t.Helper()
	a, err := send(srv.APIURL()+method, srv.BotToken(), "application/json; charset=utf-8", string(marshal(args)))
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func marshal(v any) []byte {
	raw, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return raw
}

// send posts a body, with a token in the header where there is one.
func send(url, token, kind, body string) (answer, error) {
	req, err := http.NewRequest(http.MethodPost, url, strings.NewReader(body))
	if err != nil {
		return answer{}, err
	}
	req.Header.Set("Content-Type", kind)
	if token != "" {
		req.Header.Set("Authorization", "Bearer "+token)
	}
	resp, err := client.Do(req)
	if err != nil {
		return answer{}, err
	}
	defer resp.Body.Close()
	raw, err := io.ReadAll(resp.Body)
	return answer{resp.StatusCode, resp.Header, raw}, err
}

// respond posts an answer to a response_url.
func respond(t testing.TB, url string, body any) answer {
	t.Helper()
	a, err := send(url, "", "application/json", string(marshal(body)))
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// refused is the error of a refused answer at a response_url, "" for "ok".
func refused(t testing.TB, a answer) string {
	t.Helper()
	if a.status == http.StatusOK && string(a.raw) == "ok" {
		return ""
	}
	return a.error(t)
}

// kinds returns the kinds of the violations so far.
func kinds(srv *slacktest.Server) []slacktest.Kind {
	var out []slacktest.Kind
	for _, v := range srv.Violations() {
		out = append(out, v.Kind)
	}
	return out
}

// wantKinds checks the violations so far.
func wantKinds(t *testing.T, srv *slacktest.Server, want ...slacktest.Kind) {
	t.Helper()
	if got := kinds(srv); !slices.Equal(got, want) {
		t.Errorf("violations are %q, want %q", srv.Violations(), want)
	}
}

// within is a context that ends long before a test does.
func within(t testing.TB) context.Context {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	t.Cleanup(cancel)
	return ctx
}

// openSocket asks for an address and dials it.
func openSocket(srv *slacktest.Server) (*websocket.Conn, error) {
	a, err := send(srv.APIURL()+"apps.connections.open", srv.AppToken(), "application/json", "")
	if err != nil {
		return nil, err
	}
	var opened struct{ URL, Error string }
	if err := json.Unmarshal(a.raw, &opened); err != nil || opened.Error != "" {
		return nil, fmt.Errorf("apps.connections.open: %s", a.raw)
	}
	conn, resp, err := websocket.DefaultDialer.Dial(opened.URL, nil)
	if resp != nil {
		_ = resp.Body.Close()
	}
	return conn, err
}

// dial opens a socket that the test reads by itself, and reads hello.
func dial(t testing.TB, srv *slacktest.Server) *websocket.Conn {
	t.Helper()
	conn, err := openSocket(srv)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	if hello := read(t, conn); hello["type"] != "hello" {
		t.Fatalf("the first message is %v, not hello", hello)
	}
	return conn
}

func read(t testing.TB, conn *websocket.Conn) obj {
	t.Helper()
	_ = conn.SetReadDeadline(time.Now().Add(10 * time.Second))
	var m obj
	if err := conn.ReadJSON(&m); err != nil {
		t.Fatal(err)
	}
	return m
}

func ack(t testing.TB, conn *websocket.Conn, envelope obj, payload any) {
	t.Helper()
	m := obj{"envelope_id": envelope["envelope_id"]}
	if payload != nil {
		m["payload"] = payload
	}
	if err := conn.WriteJSON(m); err != nil {
		t.Fatal(err)
	}
}
