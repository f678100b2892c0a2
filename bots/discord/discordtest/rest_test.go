package discordtest_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"marquee/bots/discord/discordtest"
)

func TestFirstRequests(t *testing.T) {
	w := newWorld(t, discordtest.Config{Shards: 3, MaxConcurrency: 2, SessionStarts: 10})
	if got := rest(t, w.srv, "GET", "/gateway", nil).json(t)["url"]; got != w.srv.GatewayURL() {
		t.Errorf("GET /gateway gives %v", got)
	}
	b := rest(t, w.srv, "GET", "/gateway/bot", nil).json(t)
	limit := b["session_start_limit"].(obj)
	if b["shards"] != 3.0 || limit["max_concurrency"] != 2.0 || limit["total"] != 10.0 || limit["remaining"] != 10.0 {
		t.Errorf("GET /gateway/bot gives %v", b)
	}
	for _, path := range []string{"/users/@me", "/applications/@me", "/oauth2/applications/@me", "/v9/users/@me"} {
		if got := rest(t, w.srv, "GET", path, nil).json(t)["id"]; got != w.srv.ApplicationID() {
			t.Errorf("GET %s gives the id %v", path, got)
		}
	}
	last := w.srv.Requests()[len(w.srv.Requests())-1]
	if last.Version != 9 || last.Path != "/users/@me" || last.Status != 200 || !last.Accepted {
		t.Errorf("the record has %+v", last)
	}
	for _, path := range []string{
		"/guilds/" + w.guild.ID(), "/guilds/" + w.guild.ID() + "/roles", "/guilds/" + w.guild.ID() + "/channels",
		"/guilds/" + w.guild.ID() + "/members/" + w.alice.ID(), "/channels/" + w.films.ID(), "/users/" + w.alice.ID(),
		"/users/@me/guilds",
	} {
		a := rest(t, w.srv, "GET", path, nil)
		if a.status != 200 || a.header.Get("X-RateLimit-Limit") == "" || a.header.Get("X-RateLimit-Bucket") == "" ||
			a.header.Get("X-RateLimit-Reset-After") == "" || a.header.Get("X-RateLimit-Remaining") == "" {
			t.Errorf("GET %s gives %d with %v", path, a.status, a.header)
		}
	}
}

func TestRefusals(t *testing.T) {
	w := newWorld(t, discordtest.Config{})
	other := w.srv.AddGuild("Elsewhere")
	far := other.AddChannel("far")
	other.Remove()
	shut := w.guild.AddChannel("shut")
	shut.Deny(w.guild.Everyone(), discordtest.ViewChannel)
	quiet := w.guild.AddChannel("quiet")
	quiet.Deny(w.srv.Bot(), discordtest.SendMessages)
	bare := w.guild.AddChannel("bare")
	bare.Deny(w.srv.Bot(), discordtest.EmbedLinks)
	forum := w.guild.AddForum("forum")
	post := forum.AddThread("a post")
	locked := w.films.AddThread("locked")
	locked.Lock()
	asleep := w.films.AddThread("asleep")
	asleep.Archive()
	w.bob.ShutDMs()
	dm := w.bob.DM()

	text := obj{"content": "hello"}
	for name, c := range map[string]struct {
		method, path string
		body         any
		status, code int
	}{
		"unknown channel":      {"GET", "/channels/1", nil, 404, 10003},
		"unknown guild":        {"GET", "/guilds/1", nil, 404, 10004},
		"unknown user":         {"GET", "/users/1", nil, 404, 10013},
		"unknown message":      {"GET", w.messages() + "/1", nil, 404, 10008},
		"guild left":           {"GET", "/guilds/" + other.ID(), nil, 403, 50001},
		"channel of it":        {"POST", "/channels/" + far.ID() + "/messages", text, 403, 50001},
		"not a member":         {"GET", "/guilds/" + w.guild.ID() + "/members/" + other.Owner().ID(), nil, 404, 10007},
		"cannot view":          {"POST", "/channels/" + shut.ID() + "/messages", text, 403, 50001},
		"cannot send":          {"POST", "/channels/" + quiet.ID() + "/messages", text, 403, 50013},
		"cannot embed":         {"POST", "/channels/" + bare.ID() + "/messages", obj{"embeds": []obj{{"title": "x"}}}, 403, 50013},
		"forum":                {"POST", "/channels/" + forum.ID() + "/messages", text, 400, 50008},
		"post of a forum":      {"POST", "/channels/" + post.ID() + "/messages", text, 200, 0},
		"locked thread":        {"POST", "/channels/" + locked.ID() + "/messages", text, 400, 50083},
		"archived thread":      {"POST", "/channels/" + asleep.ID() + "/messages", text, 200, 0},
		"shut direct messages": {"POST", "/channels/" + dm.ID() + "/messages", text, 403, 50007},
		"DM with nobody":       {"POST", "/users/@me/channels", obj{"recipient_id": "1"}, 404, 10013},
		"DM with bob":          {"POST", "/users/@me/channels", obj{"recipient_id": w.bob.ID()}, 200, 0},
		"commands elsewhere":   {"PUT", "/applications/" + w.srv.ApplicationID() + "/guilds/" + other.ID() + "/commands", []obj{}, 403, 50001},
		"another's commands":   {"GET", "/applications/1/commands", nil, 403, 20012},
	} {
		a := rest(t, w.srv, c.method, c.path, c.body)
		if a.status != c.status || c.code != 0 && a.code(t) != c.code {
			t.Errorf("%s: %d %s, not %d with code %d", name, a.status, a.raw, c.status, c.code)
		}
	}
	if v := w.srv.Violations(); len(v) != 0 {
		t.Errorf("what the world refuses is no violation, but there are %v", v)
	}
}

func TestBadRequests(t *testing.T) {
	w := newWorld(t, discordtest.Config{})
	for name, c := range map[string]struct {
		method, path string
		body         any
		status, code int
	}{
		"no such path":    {"GET", "/guild", nil, 404, 0},
		"wrong method":    {"PATCH", "/users/@me", nil, 405, 0},
		"version 8":       {"GET", "/v8/users/@me", nil, 400, 50041},
		"half of JSON":    {"POST", w.messages(), `{"content":"hel`, 400, 50109},
		"two values":      {"POST", w.messages(), `{"content":"a"} {}`, 400, 50109},
		"a key twice":     {"POST", w.messages(), `{"content":"a","content":"b"}`, 400, 50109},
		"no UTF-8":        {"POST", w.messages(), "{\"content\":\"\xff\"}", 400, 50109},
		"a list":          {"POST", w.messages(), `[]`, 400, 50035},
		"no body":         {"POST", w.messages(), nil, 400, 50109},
		"a wrong type":    {"POST", w.messages(), obj{"content": 5}, 400, 50035},
		"an empty one":    {"POST", w.messages(), obj{"content": " \n "}, 400, 50006},
		"history of 101":  {"GET", w.messages() + "?limit=101", nil, 400, 50035},
		"history of what": {"GET", w.messages() + "?after=x", nil, 400, 50035},
	} {
		a := rest(t, w.srv, c.method, c.path, c.body)
		if a.status != c.status || c.code != 0 && a.code(t) != c.code {
			t.Errorf("%s: %d %s, not %d with code %d", name, a.status, a.raw, c.status, c.code)
		}
	}
	if got := kinds(w.srv); strings.Count(got, string(discordtest.UnknownRoute)) != 3 || strings.Count(got, string(discordtest.InvalidBody)) != 10 {
		t.Errorf("violations: %s", got)
	}

	req, _ := http.NewRequest("POST", w.srv.APIURL()+"/v10"+w.messages(), strings.NewReader(`{"content":"hello"}`))
	req.Header.Set("Authorization", "Bot "+w.srv.Token())
	req.Header.Set("Content-Type", "text/plain")
	resp, err := client.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	if resp.StatusCode != 400 {
		t.Errorf("JSON sent as text: %d", resp.StatusCode)
	}
}

func TestUnauthorized(t *testing.T) {
	w := newWorld(t, discordtest.Config{})
	for _, auth := range []string{"", "Bot wrong", w.srv.Token(), "Bearer " + w.srv.Token()} {
		a, err := tryRest(w.srv, auth, "GET", "/users/@me", nil)
		if err != nil {
			t.Fatal(err)
		}
		if want := `{"code":0,"message":"401: Unauthorized"}`; a.status != 401 || strings.TrimSpace(string(a.raw)) != want {
			t.Errorf("authorised with %q: %d %s", auth, a.status, a.raw)
		}
	}
	if got := w.srv.InvalidRequests(); got != 4 {
		t.Errorf("%d invalid requests counted", got)
	}
}

func TestHistory(t *testing.T) {
	w := newWorld(t, discordtest.Config{})
	var ids []string
	for _, text := range []string{"one", "two", "three", "four"} {
		a := rest(t, w.srv, "POST", w.messages(), obj{"content": text, "nonce": text, "components": []obj{
			{"type": 1, "components": []obj{{"type": 2, "style": 1, "label": "Go", "custom_id": "v1/" + text}}},
		}}).json(t)
		if a["nonce"] != text {
			t.Errorf("the sender gets the nonce %v back", a["nonce"])
		}
		ids = append(ids, a["id"].(string))
	}
	if err := w.alice.Say(w.films, "five"); err != nil {
		t.Fatal(err)
	}
	for query, want := range map[string]string{
		"":                              " four three two one",
		"?limit=2":                      " four",
		"?after=" + ids[1]:              " four three",
		"?limit=1&after=" + ids[1]:      "three",
		"?before=" + ids[2]:             "two one",
		"?limit=1&before=" + ids[2]:     "two",
		"?after=" + ids[3] + "&limit=5": "",
	} {
		var list []obj
		a := rest(t, w.srv, "GET", w.messages()+query, nil)
		if err := decode(a.raw, &list); err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, m := range list {
			got = append(got, m["content"].(string))
			if _, there := m["nonce"]; there {
				t.Error("a history gives a nonce")
			}
			if m["content"] != "" {
				row := m["components"].([]any)[0].(obj)["components"].([]any)[0].(obj)
				if row["custom_id"] != "v1/"+m["content"].(string) {
					t.Errorf("a history gives the custom_id %v", row["custom_id"])
				}
			}
		}
		if strings.Join(got, " ") != want {
			t.Errorf("GET …/messages%s gives %q, not %q", query, got, want)
		}
	}
	w.films.Deny(w.srv.Bot(), discordtest.ReadMessageHistory)
	if a := rest(t, w.srv, "GET", w.messages(), nil); strings.TrimSpace(string(a.raw)) != "[]" {
		t.Errorf("without the permission: %s", a.raw)
	}
}

func TestEditAndDelete(t *testing.T) {
	w := newWorld(t, discordtest.Config{})
	id := rest(t, w.srv, "POST", w.messages(), obj{"content": "one", "embeds": []obj{{"title": "T"}}}).json(t)["id"].(string)
	a := rest(t, w.srv, "PATCH", w.messages()+"/"+id, obj{"content": "two"}).json(t)
	if a["content"] != "two" || len(a["embeds"].([]any)) != 1 || a["edited_timestamp"] == nil {
		t.Errorf("edited to %v", a)
	}
	if a := rest(t, w.srv, "PATCH", w.messages()+"/"+id, obj{"content": "", "embeds": []obj{}}); a.code(t) != 50006 {
		t.Errorf("emptied: %s", a.raw)
	}
	kinds(w.srv)
	if a := rest(t, w.srv, "GET", w.messages()+"/"+id, nil).json(t); a["content"] != "two" {
		t.Errorf("after an edit that was refused it says %v", a["content"])
	}
	if a := rest(t, w.srv, "DELETE", w.messages()+"/"+id, nil); a.status != 204 {
		t.Errorf("deleted: %d", a.status)
	}
	if a := rest(t, w.srv, "GET", w.messages()+"/"+id, nil); a.code(t) != 10008 {
		t.Errorf("read again: %s", a.raw)
	}
}

func TestSnowflakes(t *testing.T) {
	now := time.Now()
	back, err := discordtest.SnowflakeTime(discordtest.SnowflakeAt(now))
	if err != nil || !back.Equal(now.Truncate(time.Millisecond)) {
		t.Errorf("%v came back as %v, %v", now, back, err)
	}
	if _, err := discordtest.SnowflakeTime("x"); err == nil {
		t.Error("x is taken for a snowflake")
	}
}
