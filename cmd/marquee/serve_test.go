package main

import (
	"context"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"marquee/bots/discord/discordtest"
	"marquee/bots/slack/slacktest"
	"marquee/internal/config"
)

// log is what a server writes on standard error.
type log struct {
	mu   sync.Mutex
	text strings.Builder
}

func (l *log) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(p)
}

func (l *log) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

// served runs marquee serve with a configuration until stop is called, which
// returns the exit status. env goes before the configuration.
func served(t *testing.T, yaml string, env ...string) (l *log, stop func() int) {
	t.Helper()
	dir := t.TempDir()
	file := filepath.Join(dir, "config.yaml")
	if err := os.WriteFile(file, []byte(yaml+"\nsources: [catalogue]\ndatabase: "+filepath.Join(dir, "marquee.db")+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	l = &log{}
	p := &program{args: []string{"serve", "--config", file}, stdin: os.Stdin, stdout: os.Stdout, stderr: l, env: config.NewEnv(env)}
	ctx, cancel := context.WithCancel(context.Background())
	status := make(chan int, 1)
	go func() { status <- p.run(ctx) }()
	stop = sync.OnceValue(func() int {
		cancel()
		return <-status
	})
	t.Cleanup(func() {
		stop()
		if t.Failed() {
			t.Log(l.String())
		}
	})
	return l, stop
}

func discordYAML(d *discordtest.Server) string {
	return "discord: {token: " + d.Token() + ", api_url: '" + d.APIURL() + "', application_id: '" + d.ApplicationID() + "'}\n"
}

func slackYAML(s *slacktest.Server) string {
	return "slack: {bot_token: " + s.BotToken() + ", app_token: " + s.AppToken() + ", api_url: '" + s.APIURL() + "'}\n"
}

// Both platforms are served by one process, with the same facts.
func TestServeBoth(t *testing.T) {
	d, s := discordtest.New(t, discordtest.Config{}), slacktest.New(t, slacktest.Config{})
	guild, ann := d.AddGuild("Film Club"), d.AddUser("ann")
	films := guild.AddChannel("films")
	guild.Join(ann)
	bob, talk := s.AddUser("bob"), s.AddChannel("talk")
	talk.Join(bob)
	talk.JoinBot()
	_, stop := served(t, discordYAML(d)+slackYAML(s))

	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	if err := d.WaitReady(ctx, 1); err != nil {
		t.Fatal(err)
	}
	if err := s.WaitReady(ctx, 1); err != nil {
		t.Fatal(err)
	}
	if _, err := ann.Command(films, "film", discordtest.Options{"title": "Never Let Me Go"}); err != nil {
		t.Fatal(err)
	}
	if _, err := bob.Slash(talk, "/film", "Never Let Me Go"); err != nil {
		t.Fatal(err)
	}
	there, _ := ann.Newest(films)
	here, _ := bob.Newest(talk)
	for platform, text := range map[string]string{"Discord": there.String(), "Slack": here.String()} {
		for _, fact := range []string{"Never Let Me Go (2010)", "14 January 2011", "Mark Romanek", "Fox Searchlight (US)"} {
			if !strings.Contains(text, fact) {
				t.Errorf("%s does not show %q:\n%s", platform, fact, text)
			}
		}
	}
	if status := stop(); status != exitDone {
		t.Errorf("exit status %d", status)
	}
}

// A platform that refuses its token does not stop the other, and the log says so
// without the token.
func TestServeOneRefused(t *testing.T) {
	d, s := discordtest.New(t, discordtest.Config{}), slacktest.New(t, slacktest.Config{})
	s.RefuseBot("invalid_auth")
	guild, ann := d.AddGuild("Film Club"), d.AddUser("ann")
	films := guild.AddChannel("films")
	guild.Join(ann)
	l, stop := served(t, discordYAML(d)+slackYAML(s)+"listen: 127.0.0.1:0\n")
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	if err := d.WaitReady(ctx, 1); err != nil {
		t.Fatal(err)
	}
	if _, err := ann.Command(films, "film", discordtest.Options{"title": "Heat (1995)"}); err != nil {
		t.Fatal(err)
	}
	health := get(t, l)
	if !strings.Contains(health, "Discord: served") || !strings.Contains(health, "Slack: not served") {
		t.Errorf("/healthz says %q", health)
	}
	if text := l.String(); !strings.Contains(text, "no longer served") || !strings.Contains(text, "platform=Slack") {
		t.Errorf("the log does not say that Slack fails:\n%s", text)
	} else if strings.Contains(text, s.BotToken()) || strings.Contains(text, d.Token()) {
		t.Errorf("the log holds a token:\n%s", text)
	}
	if status := stop(); status != exitDone {
		t.Errorf("exit status %d", status)
	}
}

// get asks the HTTP server, whose address is in the log, how things are.
func get(t *testing.T, l *log) string {
	t.Helper()
	_, address, ok := strings.Cut(l.String(), "address=")
	address, _, _ = strings.Cut(address, "\n")
	if !ok {
		t.Fatal("the log names no address")
	}
	resp, err := http.Get("http://" + address + "/healthz")
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	buf := make([]byte, 1000)
	n, _ := resp.Body.Read(buf)
	return string(buf[:n])
}

// With nothing to serve, or nothing that can be, it ends and says why.
func TestServeNothing(t *testing.T) {
	l, stop := served(t, "")
	if status := stop(); status != exitFailed || !strings.Contains(l.String(), "nothing to serve") {
		t.Errorf("exit status %d: %s", status, l)
	}
	d := discordtest.New(t, discordtest.Config{})
	l, stop = served(t, "discord: {token: not-the-token, api_url: '"+d.APIURL()+"'}\n")
	deadline := time.Now().Add(20 * time.Second)
	for !strings.Contains(l.String(), "no longer served") && time.Now().Before(deadline) {
		time.Sleep(10 * time.Millisecond)
	}
	if status := stop(); status != exitFailed || !strings.Contains(l.String(), "token is refused by Discord") {
		t.Errorf("exit status %d: %s", status, l)
	}
	l, stop = served(t, "discord: {token: some-token, mode: http, public_key: '"+d.PublicKey()+"', api_url: '"+d.APIURL()+"'}\n")
	if status := stop(); status != exitFailed || !strings.Contains(l.String(), "set listen") {
		t.Errorf("mode http without listen: exit status %d: %s", status, l)
	}
}

// check finds the same faults beforehand, and invites.
func TestCheckPlatforms(t *testing.T) {
	d, s := discordtest.New(t, discordtest.Config{}), slacktest.New(t, slacktest.Config{})
	d.AddGuild("Film Club")
	dir := t.TempDir()
	run := func(yaml string) (int, string) {
		file := filepath.Join(dir, "config.yaml")
		if err := os.WriteFile(file, []byte(yaml+"\nsources: [catalogue]\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		out, err := os.Create(filepath.Join(dir, "out"))
		if err != nil {
			t.Fatal(err)
		}
		defer out.Close()
		p := &program{args: []string{"check", "--db", ":memory:", "--config", file}, stdin: os.Stdin, stdout: out, stderr: &log{}, env: config.NewEnv(nil)}
		status := p.run(context.Background())
		text, err := os.ReadFile(out.Name())
		if err != nil {
			t.Fatal(err)
		}
		return status, string(text)
	}
	status, text := run(discordYAML(d) + slackYAML(s))
	if status != exitDone || !strings.Contains(text, "https://discord.com/oauth2/authorize?") || strings.Contains(text, "WRONG") {
		t.Errorf("exit status %d:\n%s", status, text)
	}
	s.SetScopes("commands")
	status, text = run(slackYAML(s) + "discord: {token: not-the-token, api_url: '" + d.APIURL() + "'}\n")
	if status != exitFailed || !strings.Contains(text, "chat:write") || !strings.Contains(text, "token is refused by Discord") {
		t.Errorf("exit status %d:\n%s", status, text)
	}
	if strings.Contains(text, s.BotToken()) || strings.Contains(text, "not-the-token") {
		t.Errorf("it shows a token:\n%s", text)
	}
}
