package config_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"marquee/internal/config"
)

const confidential = "hunter2-token"

func TestSecretIsNeverShown(t *testing.T) {
	s := config.NewSecret(confidential)
	holder := struct {
		Open   config.Secret
		closed config.Secret
		list   []config.Secret
		named  map[string]config.Secret
	}{s, s, []config.Secret{s}, map[string]config.Secret{"a": s}}
	var c config.Config
	c.Discord.Token, c.TMDB.Token = s, s
	var out bytes.Buffer
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%X", "%d", "%t", "%p", "%T %[1]v", "%10s", "%-10v"} {
		fmt.Fprintf(&out, verb+"\n", s)
		fmt.Fprintf(&out, verb+"\n", &s)
		fmt.Fprintf(&out, verb+"\n", holder)
		fmt.Fprintf(&out, verb+"\n", c)
	}
	fmt.Fprintln(&out, s, &s, holder, &holder, s.String(), s.GoString(), fmt.Errorf("with %v", s))
	for _, handler := range []slog.Handler{slog.NewTextHandler(&out, nil), slog.NewJSONHandler(&out, nil)} {
		slog.New(handler).Info("a", "secret", s, "pointer", &s, "holder", holder, "config", c)
	}
	for _, encode := range []func(any) ([]byte, error){json.Marshal, yaml.Marshal} {
		for _, v := range []any{s, c, map[string]config.Secret{"a": s}} {
			b, err := encode(v)
			if err != nil {
				t.Fatal(err)
			}
			out.Write(b)
		}
	}
	if b, err := xml.Marshal(c.Discord); err != nil {
		t.Fatal(err)
	} else {
		out.Write(b)
	}
	shows(t, out.String())
	if n := strings.Count(out.String(), config.Hidden); n < 50 {
		t.Errorf("%q stands there only %d times", config.Hidden, n)
	}
	if s.Reveal() != confidential {
		t.Errorf("Reveal = %q", s.Reveal())
	}
}

// shows checks that no form of the confidential word is in text.
func shows(t *testing.T, text string) {
	t.Helper()
	for _, form := range []string{confidential, "hunter2", fmt.Sprintf("%x", confidential), fmt.Sprintf("%X", confidential), fmt.Sprintf("%d", []byte(confidential))} {
		if strings.Contains(text, form) {
			t.Errorf("the secret shows, as %q, in %.200q", form, text)
		}
	}
}

// TestNoFaultShowsASecret puts the secret where it belongs and where it does
// not, with something wrong each time.
func TestNoFaultShowsASecret(t *testing.T) {
	files := []string{
		"discord: {token: hunter2-token, mode: x}",
		"discord: hunter2-token",
		"discord:\n  token: [hunter2-token]",
		"discord:\n  token: {a: hunter2-token}",
		"discord:\n  token: hunter2-token twice",
		"discord:\n  token: *hunter2-token",
		"discord:\n  token: !hunter2-token\n\t",
		"discord:\n  token: \"hunter2-token",
		"discord:\n  token: hunter2-token\n  token_file: nowhere",
		"discord:\n  token_file: hunter2-token",
		"discord:\n  shards: hunter2-token",
		"discord:\n  guilds: [hunter2-token]",
		"region: hunter2-token", "language: hunter2-token", "timezone: hunter2-token", "announce_at: hunter2-token",
		"listen: hunter2-token", "sources: hunter2-token", "tmdb: {api_url: hunter2-token}", "- hunter2-token",
		"tmdb: {api_url: 'https://hunter2-token@example.org/'}",
		"discord:\n  public_key: hunter2-token", "discord:\n  application_id: hunter2-token",
	}
	for _, file := range files {
		_, err := config.Load(write(t, "config.yaml", file), nil)
		if err == nil {
			t.Errorf("no fault in %q", file)
			continue
		}
		shows(t, fmt.Sprintf("%v %+v %#v", err, err, err))
	}
	_, err := config.Load("", config.Env{
		"MARQUEE_DISCORD_TOKEN": "hunter2-token twice", "MARQUEE_REGION": confidential,
		"MARQUEE_TMDB_TOKEN": confidential, "MARQUEE_TMDB_TOKEN_FILE": confidential,
		"MARQUEE_SLACK_BOT_TOKEN_FILE": confidential, "MARQUEE_DISCORD_TOKN": confidential,
	})
	if err == nil {
		t.Fatal("no fault in the variables")
	}
	shows(t, fmt.Sprintf("%v %+v %#v", err, err, err))
}

func TestSecretFiles(t *testing.T) {
	folder := t.TempDir()
	file := func(name, content string) string {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	good, windows := file("good", confidential+"\n"), file("windows", confidential+"\r\n")
	empty, lines := file("empty", "\n"), file("lines", "one\ntwo\n")
	huge := file("huge", strings.Repeat("x", 100_000))

	tests := []struct {
		name, yaml string
		env        config.Env
		fault      string // "" where the secret is read
	}{
		{name: "named in the file", yaml: "discord: {token_file: " + good + "}"},
		{name: "named by a variable", env: config.Env{"MARQUEE_DISCORD_TOKEN_FILE": windows}},
		{name: "a variable's file before the file's value", yaml: "discord: {token: another}", env: config.Env{"MARQUEE_DISCORD_TOKEN_FILE": good}},
		{name: "a variable before the file's file", yaml: "discord: {token_file: " + lines[:len(lines)-5] + "good}", env: config.Env{"MARQUEE_DISCORD_TOKEN": confidential}},
		{name: "both in the file", yaml: "discord:\n  token: a\n  token_file: " + good, fault: ":3: discord.token_file: given both as it is and by a file; expected one of the two"},
		{name: "both by variables", env: config.Env{"MARQUEE_DISCORD_TOKEN": "a", "MARQUEE_DISCORD_TOKEN_FILE": good}, fault: "MARQUEE_DISCORD_TOKEN_FILE: given both as it is and by a file; expected one of the two"},
		{name: "missing", yaml: "discord: {token_file: /nowhere/at/all}", fault: "discord.token_file: the file that it names: "},
		{name: "empty", yaml: "discord: {token_file: " + empty + "}", fault: "discord.token_file: the file is empty"},
		{name: "two lines", yaml: "discord: {token_file: " + lines + "}", fault: "discord.token_file: holds a space, a line's end or another character that no token has"},
		{name: "too large", yaml: "discord: {token_file: " + huge + "}", fault: "discord.token_file: the file that it names: is larger than 64 KB"},
		{name: "a folder", yaml: "discord: {token_file: " + folder + "}", fault: "discord.token_file: the file that it names: is a folder"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			c, err := config.Load(write(t, "config.yaml", test.yaml), test.env)
			switch {
			case test.fault == "" && err != nil:
				t.Error(err)
			case test.fault == "" && c.Discord.Token.Reveal() != confidential:
				t.Error("another secret was read")
			case test.fault != "" && (err == nil || !strings.Contains(err.Error(), test.fault)):
				t.Errorf("Load = %v, want %q", err, test.fault)
			}
		})
	}
}
