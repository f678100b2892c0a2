package slacktest_test

import (
	"net/http"
	"strings"
	"testing"

	"marquee/bots/slack/slacktest"
)

func TestTokens(t *testing.T) {
	srv := slacktest.New(t, slacktest.Config{})
	const form = "application/x-www-form-urlencoded"
	for _, c := range []struct{ name, method, header, kind, body, want string }{
		{"in the header", "auth.test", srv.BotToken(), form, "", ""},
		{"in the form", "auth.test", "", form, "token=" + srv.BotToken(), ""},
		{"none", "auth.test", "", form, "", "not_authed"},
		{"wrong", "auth.test", "xoxb-wrong", form, "", "invalid_auth"},
		{"of the app", "auth.test", srv.AppToken(), form, "", "not_allowed_token_type"},
		{"of the bot for a socket", "apps.connections.open", srv.BotToken(), form, "", "not_allowed_token_type"},
		{"in a JSON body", "auth.test", "", "application/json", `{"token":"` + srv.BotToken() + `"}`, "not_authed"},
	} {
		t.Run(c.name, func(t *testing.T) {
			a, err := send(srv.APIURL()+c.method, c.header, c.kind, c.body)
			if err != nil {
				t.Fatal(err)
			}
			if got := a.error(t); got != c.want {
				t.Errorf("error is %q, want %q", got, c.want)
			}
		})
	}
}

func TestWhoTheBotIs(t *testing.T) {
	srv := slacktest.New(t, slacktest.Config{})
	me := must(t, srv, "auth.test", nil)
	if me["user_id"] != srv.Bot().ID() || me["team_id"] != srv.TeamID() {
		t.Errorf("auth.test says %v", me)
	}
	bot := must(t, srv, "bots.info", obj{"bot": me["bot_id"]})["bot"].(obj)
	if bot["user_id"] != srv.Bot().ID() || bot["app_id"] != srv.AppID() {
		t.Errorf("bots.info says %v", bot)
	}
	if team := must(t, srv, "team.info", nil)["team"].(obj); team["name"] != "Film Club" {
		t.Errorf("team.info says %v", team)
	}
	if e := api(t, srv, "bots.info", obj{"bot": "B1"}).error(t); e != "bot_not_found" {
		t.Errorf("an unknown bot gives %q", e)
	}
	if e := api(t, srv, "team.info", obj{"team": "T1"}).error(t); e != "team_not_found" {
		t.Errorf("an unknown team gives %q", e)
	}
}

func TestRefusedTokens(t *testing.T) {
	srv := slacktest.New(t, slacktest.Config{})
	srv.RefuseBot("token_revoked")
	if e := api(t, srv, "auth.test", nil).error(t); e != "token_revoked" {
		t.Errorf("a revoked bot token gives %q", e)
	}
	srv.RefuseBot("")
	must(t, srv, "auth.test", nil)
	srv.RefuseApp("invalid_auth")
	if _, err := openSocket(srv); err == nil || !strings.Contains(err.Error(), "invalid_auth") {
		t.Errorf("a refused app token gives %v", err)
	}
	srv.Uninstall()
	if e := api(t, srv, "auth.test", nil).error(t); e != "account_inactive" {
		t.Errorf("after the app was uninstalled: %q", e)
	}
}

func TestScopes(t *testing.T) {
	srv := slacktest.New(t, slacktest.Config{Scopes: []string{"chat:write", "channels:read"}})
	public, private := srv.AddChannel("films"), srv.AddPrivateChannel("board")
	private.JoinBot()
	a := api(t, srv, "users.info", obj{"user": srv.Bot().ID()})
	if a.error(t) != "missing_scope" || a.json(t)["needed"] != "users:read" || a.json(t)["provided"] != "chat:write,channels:read" {
		t.Errorf("without users:read: %s", a.raw)
	}
	if got := a.header.Get("X-OAuth-Scopes"); got != "chat:write,channels:read" {
		t.Errorf("X-OAuth-Scopes is %q", got)
	}
	must(t, srv, "conversations.info", obj{"channel": public.ID()})
	a = api(t, srv, "conversations.info", obj{"channel": private.ID()})
	if a.error(t) != "missing_scope" || a.json(t)["needed"] != "groups:read" {
		t.Errorf("a private channel without groups:read: %s", a.raw)
	}
	srv.SetScopes("users:read")
	must(t, srv, "users.info", obj{"user": srv.Bot().ID()})
	if e := api(t, srv, "chat.postMessage", obj{"channel": public.ID(), "text": "hello"}).error(t); e != "missing_scope" {
		t.Errorf("without chat:write: %q", e)
	}
}

func TestBodies(t *testing.T) {
	srv := slacktest.New(t, slacktest.Config{})
	srv.Expect(slacktest.InvalidBody, slacktest.UnknownMethod)
	films := srv.AddChannel("films")
	films.JoinBot()
	url := srv.APIURL() + "conversations.info"
	const form, json = "application/x-www-form-urlencoded", "application/json"
	for _, c := range []struct{ name, url, kind, body, want string }{
		{"JSON", url, json, `{"channel":"` + films.ID() + `","include_num_members":true}`, ""},
		{"JSON with null", url, json, `{"channel":"` + films.ID() + `","include_num_members":null}`, ""},
		{"half JSON", url, json, `{"channel":`, "invalid_json"},
		{"a key twice", url, json, `{"channel":"a","channel":"b"}`, "invalid_json"},
		{"no object", url, json, `[]`, "json_not_object"},
		{"bytes that are no text", url, json, "{\"channel\":\"\xff\"}", "invalid_json"},
		{"a form", url, form, "channel=" + films.ID() + "&include_num_members=true", ""},
		{"an argument twice", url, form, "channel=a&channel=b", "invalid_arguments"},
		{"an unknown argument", url, form, "channel=" + films.ID() + "&colour=red", "invalid_arguments"},
		{"no channel", url, form, "", "invalid_arguments"},
		{"no boolean", url, form, "channel=" + films.ID() + "&include_num_members=maybe", "invalid_arguments"},
		{"half a form", url, form, "channel=%G", "invalid_form_data"},
		{"form bytes that are no text", url, form, "channel=%FF", "invalid_form_data"},
		{"text", url, "text/plain", "channel", "invalid_post_type"},
		{"an unknown method", srv.APIURL() + "films.list", form, "", "unknown_method"},
		{"too much", url, form, "channel=" + strings.Repeat("x", 1<<20), "request_too_large"},
	} {
		t.Run(c.name, func(t *testing.T) {
			a, err := send(c.url, srv.BotToken(), c.kind, c.body)
			if err != nil {
				t.Fatal(err)
			}
			if got := a.error(t); got != c.want {
				t.Errorf("error is %q, want %q: %s", got, c.want, a.raw)
			}
			if c.want == "" && c.kind == json && a.json(t)["warning"] != "missing_charset" {
				t.Errorf("JSON without a charset gets no warning: %s", a.raw)
			}
		})
	}
	if len(srv.Violations()) != 13 {
		t.Errorf("violations: %q", srv.Violations())
	}
}

func TestReadingByGet(t *testing.T) {
	srv := slacktest.New(t, slacktest.Config{})
	req, _ := http.NewRequest(http.MethodGet, srv.APIURL()+"users.info?user="+srv.Bot().ID(), nil)
	req.Header.Set("Authorization", "Bearer "+srv.BotToken())
	resp, err := client.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK || len(srv.RequestsTo("users.info")) != 1 {
		t.Errorf("status %d", resp.StatusCode)
	}
}

func TestRecord(t *testing.T) {
	srv := slacktest.New(t, slacktest.Config{})
	films := srv.AddChannel("films")
	films.JoinBot()
	must(t, srv, "chat.postMessage", obj{"channel": films.ID(), "text": "hello"})
	if a := apiJSON(t, srv, "chat.postMessage", obj{"channel": films.ID(), "text": "again", "blocks": list{section("x")}}); a.status != http.StatusTooManyRequests {
		t.Fatalf("status %d", a.status)
	}
	got := srv.RequestsTo("chat.postMessage")
	if len(got) != 2 || srv.RequestCount() != 2 {
		t.Fatalf("%d requests are on record", len(got))
	}
	if got[0].Arg("text") != "hello" || got[1].Arg("text") != "again" || !strings.HasPrefix(got[1].Arg("blocks"), "[{") {
		t.Errorf("arguments are %q, %q, %q", got[0].Arg("text"), got[1].Arg("text"), got[1].Arg("blocks"))
	}
	if got[0].Status != 200 || !got[0].Accepted || got[1].Status != 429 || len(got[0].Answer) == 0 {
		t.Errorf("answers are %d and %d", got[0].Status, got[1].Status)
	}
}
