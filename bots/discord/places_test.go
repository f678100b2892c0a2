package discord_test

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"marquee/bots/discord"
	"marquee/bots/discord/discordtest"
	"marquee/internal/chat"
)

// watcher notes what it is told of places.
type watcher struct {
	*fake
	told chan string
}

func (w watcher) Added(_ context.Context, t chat.Target)   { w.told <- "added " + t.Server }
func (w watcher) Removed(_ context.Context, t chat.Target) { w.told <- "removed " + t.Server }
func (w watcher) Gone(_ context.Context, t chat.Target) {
	w.told <- "gone " + t.Channel + "/" + t.Thread
}

var _ chat.PlaceWatcher = watcher{}

// What happens to the bot's places is told; an outage is no removal, and what
// was there before is not new.
func TestPlaceWatcher(t *testing.T) {
	t.Parallel()
	w := watcher{says("x"), make(chan string, 20)}
	r := start(t, w, quickly, quick(discord.Options{}))
	r.command(t)
	expect := func(want string) {
		t.Helper()
		select {
		case got := <-w.told:
			if got != want {
				t.Errorf("told %q, not %q", got, want)
			}
		case <-time.After(patience):
			t.Fatalf("never told %q", want)
		}
	}
	r.guild.Outage()
	r.guild.Restore()
	other := r.srv.AddGuild("Other Club")
	expect("added " + other.ID())
	c := other.AddChannel("c")
	thread := c.AddThread("t")
	thread.Delete()
	expect("gone " + c.ID() + "/" + thread.ID())
	c.Delete()
	expect("gone " + c.ID() + "/")
	other.Remove()
	expect("removed " + other.ID())
	// Removed while nobody listened.
	third := r.srv.AddGuild("Third Club")
	expect("added " + third.ID())
	before := r.srv.Sessions()[0]
	r.srv.InvalidateSessions(false)
	third.Remove()
	r.backAfter(t, before)
	expect("removed " + third.ID())
	if len(w.told) > 0 {
		t.Errorf("told more: %s", <-w.told)
	}
}

// A thread that is locked and a channel that is hidden are told as gone; what the
// bot can still post to is not.
func TestToldOfClosedPlaces(t *testing.T) {
	t.Parallel()
	w := watcher{says("x"), make(chan string, 20)}
	r := start(t, w, quickly, quick(discord.Options{}))
	r.command(t)
	expect := func(want string) {
		t.Helper()
		select {
		case got := <-w.told:
			if got != want {
				t.Errorf("told %q, not %q", got, want)
			}
		case <-time.After(patience):
			t.Fatalf("never told %q", want)
		}
	}
	sleeping, locked := r.channel.AddThread("sleeping"), r.channel.AddThread("locked")
	others, hidden := r.guild.AddChannel("others"), r.guild.AddChannel("hidden")
	sleeping.Archive()                                                 // the next post wakes it
	others.Deny(r.guild.AddRole("others", 0), discordtest.ViewChannel) // of which the bot is none
	r.channel.SetAgeRestricted(true)
	locked.Lock()
	expect("gone " + r.channel.ID() + "/" + locked.ID())
	hidden.Deny(r.guild.Everyone(), discordtest.ViewChannel)
	expect("gone " + hidden.ID() + "/")
	// One who manages threads can post in a locked one.
	r.guild.Join(r.srv.Bot(), r.guild.AddRole("boss", discordtest.Administrator))
	r.channel.AddThread("ours").Lock()
	r.channel.Delete()
	expect("gone " + r.channel.ID() + "/")
	if len(w.told) > 0 {
		t.Errorf("told more: %s", <-w.told)
	}
}

// What would keep a post from arriving is said beforehand, in words.
func TestCheckPlace(t *testing.T) {
	t.Parallel()
	r := start(t, says("x"), discordtest.Config{}, discord.Options{Mode: discord.HTTP})
	everyone := r.guild.Everyone()
	locked := r.channel.AddThread("locked")
	locked.Lock()
	thread := r.channel.AddThread("open")
	bare, hidden, gone := r.guild.AddChannel("bare"), r.guild.AddChannel("hidden"), r.guild.AddChannel("gone")
	bare.Deny(everyone, discordtest.EmbedLinks|discordtest.ReadMessageHistory)
	hidden.Deny(everyone, discordtest.ViewChannel)
	gone.Delete()
	in := func(c *discordtest.Channel, thread string) chat.Target {
		return chat.Target{Platform: discord.Platform, Server: r.guild.ID(), Channel: c.ID(), Thread: thread}
	}
	for name, test := range map[string]struct {
		target chat.Target
		want   string
	}{
		"fine":                         {in(r.channel, ""), ""},
		"a thread":                     {in(r.channel, thread.ID()), ""},
		"locked":                       {in(r.channel, locked.ID()), "That thread is locked"},
		"bare":                         {in(bare, ""), "I lack: Embed Links, Read Message History."},
		"hidden":                       {in(hidden, ""), "I cannot see that channel"},
		"gone":                         {in(gone, ""), "It may have been deleted"},
		"a forum":                      {in(r.guild.AddForum("forum"), ""), "forum"},
		"a category":                   {in(r.guild.AddCategory("category"), ""), "That is a category"},
		"a thread, named as a channel": {in(bare.AddThread("t"), ""), "I lack: Embed Links, Read Message History."},
		"in a direct":                  {chat.Target{Platform: discord.Platform, Channel: r.ann.DM().ID()}, ""},
	} {
		got, err := r.adapter.CheckPlace(t.Context(), test.target)
		all := strings.Join(got, "\n")
		if err != nil || test.want == "" && all != "" || !strings.Contains(all, test.want) {
			t.Errorf("%s: %q, %v", name, all, err)
		}
	}
}

func TestCheckMention(t *testing.T) {
	t.Parallel()
	r := start(t, says("x"), discordtest.Config{}, discord.Options{Mode: discord.HTTP})
	open, shut := r.guild.AddRole("open", 0), r.guild.AddRole("shut", 0)
	open.SetMentionable(true)
	boss := r.srv.AddUser("boss")
	r.guild.Join(boss, r.guild.AddRole("bosses", discordtest.MentionEveryone))
	for name, test := range map[string]struct {
		who  *discordtest.User
		role string
		want string
	}{
		"open":     {r.ann, open.ID(), ""},
		"everyone": {boss, r.guild.ID(), "I never mention everyone"},
		"unknown":  {boss, "1", "no such role"},
		"may not":  {r.ann, shut.ID(), "You may not mention shut"},
		"bot not":  {boss, shut.ID(), "I may not mention shut"},
	} {
		got, err := r.adapter.CheckMention(t.Context(), r.target(), chat.Person{ID: test.who.ID()}, test.role)
		if err != nil || test.want == "" && got != "" || !strings.Contains(got, test.want) {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
}

// The endpoint takes what Discord signed just now, once, and nothing else.
func TestEndpoint(t *testing.T) {
	t.Parallel()
	h := says("x")
	r := start(t, h, discordtest.Config{}, discord.Options{Mode: discord.HTTP})
	i, err := r.ann.Command(r.channel, "film", heat)
	if err != nil {
		t.Fatal(err)
	}
	for name, test := range map[string]struct {
		probe discordtest.Probe
		want  int
	}{
		"a ping":           {discordtest.Ping(), http.StatusOK},
		"forged":           {discordtest.Forged(), http.StatusUnauthorized},
		"unsigned":         {discordtest.Unsigned(), http.StatusUnauthorized},
		"garbled":          {discordtest.Garbled(), http.StatusUnauthorized},
		"almost stale":     {discordtest.Stale(4 * time.Minute), http.StatusOK},
		"stale":            {discordtest.Stale(6 * time.Minute), http.StatusUnauthorized},
		"of the future":    {discordtest.Stale(-6 * time.Minute), http.StatusUnauthorized},
		"large":            {discordtest.Oversized(900 << 10), http.StatusOK},
		"too large":        {discordtest.Oversized(1 << 20), http.StatusRequestEntityTooLarge},
		"cut in half":      {discordtest.Truncated(), http.StatusBadRequest},
		"nothing":          {discordtest.Raw(nil), http.StatusBadRequest},
		"null":             {discordtest.Raw([]byte("null")), http.StatusBadRequest},
		"an unknown type":  {discordtest.Raw([]byte(`{"type":99,"id":"1","token":"t","user":{"id":"2"}}`)), http.StatusOK},
		"without its data": {discordtest.Raw([]byte(`{"type":3,"id":"2","token":"t","user":{"id":"2"}}`)), http.StatusOK},
		"sent again":       {discordtest.Replayed(i), http.StatusServiceUnavailable},
	} {
		status, answer, err := r.srv.Probe(t.Context(), r.web.URL, test.probe)
		if err != nil || status != test.want {
			t.Errorf("%s: status %d, %v: %.100s", name, status, err, answer)
		}
	}
	if n := h.asked.Load(); n != 1 {
		t.Errorf("%d were answered", n)
	}
	get := httptest.NewRecorder()
	r.adapter.Interactions().ServeHTTP(get, httptest.NewRequest(http.MethodGet, "/", nil))
	if get.Code != http.StatusMethodNotAllowed {
		t.Errorf("GET: status %d", get.Code)
	}
	idle, err := discord.New(r.options(discord.Options{Mode: discord.HTTP}))
	if err != nil {
		t.Fatal(err)
	}
	w := httptest.NewRecorder()
	idle.Interactions().ServeHTTP(w, httptest.NewRequest(http.MethodPost, "/", bytes.NewReader([]byte("{}"))))
	if w.Code != http.StatusUnauthorized {
		t.Errorf("unsigned, before Run: status %d", w.Code)
	}
	notYet := httptest.NewServer(idle.Interactions())
	defer notYet.Close()
	for name, probe := range map[string]discordtest.Probe{"a ping": discordtest.Ping(), "a command": discordtest.Raw([]byte(`{"type":2,"id":"3","token":"t","user":{"id":"2"},"data":{"name":"film"}}`))} {
		if status, answer, err := r.srv.Probe(t.Context(), notYet.URL, probe); err != nil || status != http.StatusServiceUnavailable {
			t.Errorf("%s, before Run: status %d, %v: %.100s", name, status, err, answer)
		}
	}
}

// What is wrong is told in words, with the link that adds the bot.
func TestCheck(t *testing.T) {
	t.Parallel()
	r := prepare(t, discordtest.Config{})
	check := func(o discord.Options) (string, bool) {
		rep := discord.Check(t.Context(), r.options(o))
		all := "invite " + rep.Invite
		for _, l := range rep.Lines {
			all += "\n" + l.Text
		}
		if strings.Contains(all, r.srv.Token()) {
			t.Error("the report holds the token")
		}
		return all, rep.OK()
	}
	all, ok := check(discord.Options{})
	if !ok || !strings.Contains(all, "https://discord.com/oauth2/authorize?client_id="+r.srv.ApplicationID()) || !strings.Contains(all, "It is in 1 server.") {
		t.Errorf("all is well: %t\n%s", ok, all)
	}
	if all, ok = check(discord.Options{Token: "wrong"}); ok || !strings.Contains(all, "token is refused by Discord") {
		t.Errorf("a bad token: %t\n%s", ok, all)
	}
	if all, ok = check(discord.Options{Mode: discord.HTTP}); ok || !strings.Contains(all, "does not know where to send commands") {
		t.Errorf("no endpoint: %t\n%s", ok, all)
	}
	if all, ok = check(discord.Options{Guilds: []string{"77"}}); ok || !strings.Contains(all, "names the server 77") {
		t.Errorf("another's server: %t\n%s", ok, all)
	}
	r.guild.Everyone().SetPermissions(discordtest.ViewChannel)
	if all, ok = check(discord.Options{}); ok || !strings.Contains(all, "lacks: Send Messages, Send Messages in Threads, Embed Links, Read Message History") {
		t.Errorf("no permissions: %t\n%s", ok, all)
	}
	r.srv.Unplug()
	if all, ok = check(discord.Options{}); ok || !strings.Contains(all, "There is no way to http://") {
		t.Errorf("no network: %t\n%s", ok, all)
	}
	r.srv.Plug()
	for _, o := range []discord.Options{{}, {Token: "x", Mode: discord.HTTP}, {Token: "x", PublicKey: "abc"}, {Token: "x", APIURL: "nowhere"}} {
		if _, err := discord.New(o); err == nil {
			t.Errorf("New takes %+v", o)
		}
	}
	for token, want := range map[string]error{"": discord.ErrNoToken, " \n": discord.ErrNoToken, "Bot \n": discord.ErrNoToken,
		"two\nlines": discord.ErrTokenForm, "a space": discord.ErrTokenForm, "tokén": discord.ErrTokenForm} {
		if _, err := discord.New(discord.Options{Token: token}); !errors.Is(err, want) {
			t.Errorf("with the token %q: %v", token, err)
		}
	}
	r.guild.Everyone().SetPermissions(discordtest.Usual)
	for _, token := range []string{r.srv.Token() + "\n", " Bot " + r.srv.Token() + "\r\n"} {
		if all, ok = check(discord.Options{Token: token}); !ok {
			t.Errorf("with the token %q:\n%s", token, all)
		}
	}
}
