package slack_test

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"marquee/bots/slack"
	"marquee/bots/slack/slacktest"
	"marquee/internal/chat"
)

// Check says in plain words what is wrong, and what to do, without secrets.
func TestCheck(t *testing.T) {
	srv := slacktest.New(t, slacktest.Config{})
	good := slack.Options{APIURL: srv.APIURL(), BotToken: srv.BotToken(), AppToken: srv.AppToken(), SigningSecret: srv.SigningSecret()}
	all := slacktest.DefaultScopes()
	for _, c := range []struct {
		name   string
		change func(*slack.Options)
		want   []string // what its bad lines hold, in order
	}{
		{"all is well", func(*slack.Options) {}, nil},
		{"well over HTTP", func(o *slack.Options) { o.Mode, o.AppToken = slack.HTTP, "" }, nil},
		{"nothing", func(o *slack.Options) { o.BotToken, o.AppToken = "", "" }, []string{"slack.bot_token is missing", "slack.app_token is missing"}},
		{"swapped", func(o *slack.Options) { o.BotToken, o.AppToken = o.AppToken, o.BotToken },
			[]string{"holds an app-level token", "holds a bot or user token", "slack.bot_token", "slack.app_token"}},
		{"no secret", func(o *slack.Options) { o.Mode, o.SigningSecret = slack.HTTP, "" }, []string{"slack.signing_secret is missing"}},
		{"mode", func(o *slack.Options) { o.Mode = "carrier pigeon" }, []string{`slack.mode is "carrier pigeon"`}},
		{"wrong bot token", func(o *slack.Options) { o.BotToken = "xoxb-wrong" }, []string{"Slack refuses slack.bot_token (invalid_auth)"}},
		{"wrong app token", func(o *slack.Options) { o.AppToken = "xapp-wrong" }, []string{"Slack refuses slack.app_token (invalid_auth)"}},
		{"a scope", func(*slack.Options) { srv.SetScopes("commands", "chat:write") }, []string{"lacks the scopes channels:read, groups:read"}},
		{"revoked", func(*slack.Options) { srv.RefuseBot("token_revoked") }, []string{"(token_revoked)"}},
		{"no address", func(o *slack.Options) { o.APIURL = "nonsense" }, []string{"no web address"}},
		{"nobody there", func(o *slack.Options) { o.APIURL = "http://127.0.0.1:1/api/" }, []string{"cannot be reached", "cannot be reached"}},
		{"not Slack", func(*slack.Options) { srv.Inject(slacktest.Fault{Effect: slacktest.Status(502), Times: 2}) }, []string{"status 502", "status 502"}},
		{"a page", func(*slack.Options) { srv.Inject(slacktest.Fault{Effect: slacktest.HTML()}) }, []string{"is not Slack: it sends a page", "is not Slack: it sends a page"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := good
			srv.SetScopes(all...)
			srv.RefuseBot("")
			c.change(&o)
			r := slack.Check(context.Background(), o)
			var bad []string
			for _, l := range r.Lines {
				if !l.OK {
					bad = append(bad, l.Text)
				}
				for _, secret := range []string{srv.BotToken(), srv.AppToken(), srv.SigningSecret()} {
					if strings.Contains(l.Text, secret) {
						t.Errorf("a secret: %s", l.Text)
					}
				}
			}
			if len(bad) != len(c.want) || r.OK() != (len(c.want) == 0) {
				t.Fatalf("%q", bad)
			}
			for i, w := range c.want {
				if !strings.Contains(bad[i], w) {
					t.Errorf("%q does not say %q", bad[i], w)
				}
			}
		})
	}
}

// The manifest asks for what the double, and so the adapter, needs.
func TestManifest(t *testing.T) {
	for name, address := range map[string]string{"socket": "", "http": "https://films.example.org/"} {
		raw, err := slack.Manifest((&fake{}).Commands(), address)
		if err != nil {
			t.Fatal(err)
		}
		var any map[string]any
		if err := json.Unmarshal(raw, &any); err != nil {
			t.Fatal(err)
		}
		path := filepath.Join("testdata", "manifest-"+name+".golden.json")
		if *update {
			if err := os.WriteFile(path, raw, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), string(raw)); diff != "" {
			t.Errorf("-want +got:\n%s", diff)
		}
	}
	for _, address := range []string{"http://films.example.org", "films.example.org", "javascript:1",
		"https://films.example.org/?a=b", "https://films.example.org?", "https://films.example.org/#top", "https://films.example.org#"} {
		if _, err := slack.Manifest(nil, address); err == nil {
			t.Errorf("%q is taken", address)
		}
	}
	if _, err := slack.Manifest(make([]chat.Command, 60), ""); err == nil {
		t.Error("60 commands are taken")
	}
}

// A user group that is chosen from Slack's list arrives as its id where a command
// takes one, and nothing else is rewritten.
func TestManifestEscapesGroups(t *testing.T) {
	raw, err := slack.Manifest([]chat.Command{
		{Name: "film", Description: "A film", Options: []chat.Option{{Name: "title"}}},
		{Name: "subscribe", Description: "Reminders", Options: []chat.Option{{Name: "mention", Kind: chat.RoleOption}}},
	}, "")
	if err != nil {
		t.Fatal(err)
	}
	var m struct {
		Features struct {
			Commands []struct {
				Command string `json:"command"`
				Escape  bool   `json:"should_escape"`
			} `json:"slash_commands"`
		} `json:"features"`
	}
	if err := json.Unmarshal(raw, &m); err != nil {
		t.Fatal(err)
	}
	for _, c := range m.Features.Commands {
		if c.Escape != (c.Command == "/subscribe") {
			t.Errorf("%s: should_escape is %t", c.Command, c.Escape)
		}
	}
}
