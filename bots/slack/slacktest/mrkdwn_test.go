package slacktest_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"marquee/bots/slack/slacktest"
)

func TestReadingMrkdwn(t *testing.T) {
	names := map[string]string{"U123": "alice", "C123": "films", "S123": "critics"}
	r := slacktest.Reader{Name: func(_ slacktest.MentionKind, id string) (string, bool) {
		name, ok := names[id]
		return name, ok
	}}
	for _, c := range []struct{ text, want, html string }{
		{"plain", "plain", "plain"},
		{"*bold* _italic_ ~struck~ `code`", "bold italic struck code", "<b>bold</b> <i>italic</i> <s>struck</s> <code>code</code>"},
		{"*_both_*", "both", "<i><b>both</b></i>"},
		{"M*A*S*H", "M*A*S*H", "M*A*S*H"},
		{"a*b* c", "a*b* c", "a*b* c"},
		{"*a*b c", "*a*b c", "*a*b c"},
		{"snake_case_name", "snake_case_name", "snake_case_name"},
		{"2 * 3 * 4", "2 * 3 * 4", "2 * 3 * 4"},
		{"*batteries not included", "*batteries not included", "*batteries not included"},
		{"(*bold*), *bold*.", "(bold), bold.", "(<b>bold</b>), <b>bold</b>."},
		{"*over\nlines*", "*over\nlines*", "*over\nlines*"},
		{"`*not bold*`", "*not bold*", "<code>*not bold*</code>"},
		{"```a\n*b*```", "a\n*b*", "<code>a\n*b*</code>"},
		{"&gt; quoted\nnot", "quoted\nnot", "<q>quoted</q>\nnot"},
		{"1 &gt; 0", "1 > 0", "1 &gt; 0"},

		{"&lt;!channel&gt; &amp; &lt;@U123&gt;", "<!channel> & <@U123>", "&lt;!channel&gt; &amp; &lt;@U123&gt;"},
		{"&amp;lt;", "&lt;", "&amp;lt;"},
		{"&nbsp;&quot;", "&nbsp;&quot;", "&amp;nbsp;&amp;quot;"},
		{"a & b < c > d", "a & b < c > d", "a &amp; b &lt; c &gt; d"},

		{"<!channel>", "@channel", `<mark class="everyone">@channel</mark>`},
		{"<!here|here>", "@here", `<mark class="everyone">@here</mark>`},
		{"<@U123>", "@alice", `<mark class="user">@alice</mark>`},
		{"<@U999|bob>", "@bob", `<mark class="user">@bob</mark>`},
		{"<@U999>", "@U999", `<mark class="user">@U999</mark>`},
		{"<#C123>", "#films", `<mark class="channel">#films</mark>`},
		{"<!subteam^S123>", "@critics", `<mark class="group">@critics</mark>`},
		{"<!subteam^S999|@editors>", "@editors", `<mark class="group">@editors</mark>`},
		{"@channel, @everyone", "@channel, @everyone", `<mark class="everyone">@channel</mark>, <mark class="everyone">@everyone</mark>`},
		{"me@here.org @channels", "me@here.org @channels", "me@here.org @channels"},

		{"<https://example.org|the *film*>", "the *film*", `<a href="https://example.org">the *film*</a>`},
		{"*<https://example.org|film>*", "film", `<a href="https://example.org"><b>film</b></a>`},
		{"<https://example.org?a=1&amp;b=2>", "https://example.org?a=1&b=2", `<a href="https://example.org?a=1&amp;b=2">https://example.org?a=1&amp;b=2</a>`},
		{"<mailto:a@example.org|mail>", "mail", `<a href="mailto:a@example.org">mail</a>`},
		{"see https://example.org.", "see https://example.org.", `see <a href="https://example.org">https://example.org</a>.`},
		{"<javascript:alert(1)|x>", "<javascript:alert(1)|x>", "&lt;javascript:alert(1)|x&gt;"},
		{"<not closed", "<not closed", "&lt;not closed"},
		{"<over\nlines>", "<over\nlines>", "&lt;over\nlines&gt;"},

		{"<!date^1294963200^{date}|14 January>", "January 14, 2011", `<time datetime="2011-01-14T00:00:00Z">January 14, 2011</time>`},
		{"<!date^1294963200^{date_num} {time}^https://example.org|x>", "2011-01-14 12:00 AM", `<a href="https://example.org"><time datetime="2011-01-14T00:00:00Z">2011-01-14 12:00 AM</time></a>`},
		{"<!date^1294963200^{ago}|14 January>", "14 January", `<time datetime="2011-01-14T00:00:00Z">14 January</time>`},
		{"<!date^soon^{date}|14 January>", "<!date^soon^{date}|14 January>", "&lt;!date^soon^{date}|14 January&gt;"},
	} {
		got := r.Read(c.text, false)
		if got.String() != c.want || got.HTML() != c.html {
			t.Errorf("%q reads\n%q\n%s\nwant\n%q\n%s", c.text, got.String(), got.HTML(), c.want, c.html)
		}
	}
	tokyo := time.FixedZone("Tokyo", 9*3600)
	if got := (slacktest.Reader{Zone: tokyo}).Read("<!date^1294963200^{date_long} {time_secs}|x>", false).String(); got != "Friday, January 14, 2011 9:00:00 AM" {
		t.Errorf("in Tokyo it is %q", got)
	}
	if got := r.Read("@channel https://example.org", true).HTML(); got != "@channel https://example.org" {
		t.Errorf("verbatim text reads %s", got)
	}
	read := r.Read("<@U123> <https://example.org|x>", false)
	if !slices.Equal(read.Mentions(), []string{"@alice"}) || !slices.Equal(read.Links(), []string{"https://example.org"}) {
		t.Errorf("mentions %q, links %q", read.Mentions(), read.Links())
	}
}

func TestWhoIsPinged(t *testing.T) {
	for _, c := range []struct {
		text     string
		verbatim bool
		want     slacktest.Pings
	}{
		{"hello", false, slacktest.Pings{}},
		{"<!channel>", true, slacktest.Pings{Everyone: true}},
		{"@everyone", false, slacktest.Pings{Everyone: true}},
		{"@everyone", true, slacktest.Pings{}},
		{"`<!here>`", true, slacktest.Pings{Everyone: true}},
		{"&lt;!channel&gt; &lt;@U1&gt;", true, slacktest.Pings{}},
		{"<@U1> <@U1|x> <!subteam^S1> <#C1>", true, slacktest.Pings{Users: []string{"U1"}, Groups: []string{"S1"}}},
	} {
		got := slacktest.WhoIsPinged(c.text, c.verbatim)
		if got.Everyone != c.want.Everyone || !slices.Equal(got.Users, c.want.Users) || !slices.Equal(got.Groups, c.want.Groups) {
			t.Errorf("%q pings %+v, want %+v", c.text, got, c.want)
		}
		if got.None() != c.want.None() {
			t.Errorf("%q pings nobody: %v", c.text, got.None())
		}
	}
}

// A film called so shows literally when it is escaped, and pings when it is not.
func TestPingsOfMessages(t *testing.T) {
	const name = "<!channel> <@U1> & <http://x|y>"
	escaped := strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(name)
	srv := slacktest.New(t, free)
	films, alice := world(srv)
	films.JoinBot()
	for _, c := range []struct {
		name   string
		args   obj
		pinged bool
		shown  string
	}{
		{"escaped everywhere", obj{"text": escaped, "blocks": list{obj{"type": "header", "text": plainText(name)}, section(escaped)}}, false, name + "\n" + name},
		{"a section", obj{"text": "x", "blocks": list{section(name)}}, true, "@channel @U1 & y"},
		{"a field", obj{"text": "x", "blocks": list{obj{"type": "section", "fields": list{mrkdwn(name)}}}}, true, ""},
		{"a context", obj{"text": "x", "blocks": list{obj{"type": "context", "elements": list{mrkdwn(name)}}}}, true, ""},
		{"the fallback", obj{"text": name, "blocks": list{section("x")}}, true, "x"},
		{"a text alone", obj{"text": name}, true, ""},
		{"a text with no markup", obj{"text": name, "mrkdwn": "false"}, false, name},
		{"a bare @channel in blocks", obj{"text": "x", "blocks": list{section("@channel")}}, true, ""},
		{"a verbatim @channel", obj{"text": "x", "blocks": list{obj{"type": "section", "text": with(mrkdwn("@channel"), "verbatim", true)}}}, false, ""},
		{"a verbatim context", obj{"text": "x", "blocks": list{obj{"type": "context", "elements": list{with(mrkdwn("@channel"), "verbatim", true)}}}}, false, ""},
		{"a bare @channel in the text", obj{"text": "@channel"}, false, "@channel"},
		{"a bare @channel where names are linked", obj{"text": "@channel", "link_names": "true"}, true, ""},
		{"plain text", obj{"text": "x", "blocks": list{obj{"type": "context", "elements": list{plainText(name)}}}}, false, name},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.args["channel"] = films.ID()
			must(t, srv, "chat.postMessage", c.args)
			got, _ := alice.Newest(films)
			if got.Pings.None() == c.pinged || got.Pings.Everyone != c.pinged {
				t.Errorf("it pings %+v", got.Pings)
			}
			if c.shown != "" && got.Text() != c.shown {
				t.Errorf("it shows\n%s\nwant\n%s", got.Text(), c.shown)
			}
		})
	}
}

// Escaped text reads as it was and mentions nobody.
func FuzzEscapedText(f *testing.F) {
	for _, s := range []string{"Heat", "<!channel> <@U1> & <http://x|y>", "@everyone", "> quote", "```", "\x00", "&amp;lt;"} {
		f.Add(s)
	}
	escape := strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")
	f.Fuzz(func(t *testing.T, s string) {
		got := slacktest.Reader{}.Read(escape.Replace(s), true)
		if len(got.Mentions()) > 0 || len(got.Links()) > 0 {
			t.Errorf("%q mentions %q and links to %q", s, got.Mentions(), got.Links())
		}
		if !strings.ContainsAny(s, "*_~`>\x00") && utf8.ValidString(s) && got.String() != s {
			t.Errorf("%q reads %q", s, got)
		}
		_ = slacktest.Reader{}.Read(s, false).HTML()
	})
}

// Whatever blocks an app sends, the double takes or refuses them, and shows what
// it took.
func FuzzBlocks(f *testing.F) {
	for _, blocks := range []list{
		{section("x"), actions(button("b", "a", "v"))},
		{obj{"type": "header", "text": plainText("x")}, obj{"type": "divider"}, image("x")},
		{obj{"type": "context", "elements": list{mrkdwn("x"), image("x")}}, actions(selectOf(nil))},
		{with(section("x"), "accessory", image("x")), obj{"type": "section", "fields": list{mrkdwn("x")}}},
		{actions(selectOf(obj{"options": nil, "option_groups": list{obj{"label": plainText("g"), "options": options(2)}}}))},
	} {
		f.Add(string(marshal(blocks)))
	}
	srv := slacktest.New(f, slacktest.Config{PostEvery: -1, Keep: 2})
	srv.Expect(slacktest.InvalidBody)
	films, alice := world(srv)
	films.JoinBot()
	f.Fuzz(func(t *testing.T, blocks string) {
		if !utf8.ValidString(blocks) {
			return
		}
		a := api(t, srv, "chat.postMessage", obj{"channel": films.ID(), "text": "x", "blocks": blocks})
		if a.error(t) != "" {
			return
		}
		if !json.Valid([]byte(blocks)) {
			t.Errorf("taken: %s", blocks)
		}
		seen, _ := alice.Newest(films)
		_ = seen.String()
		_ = must(t, srv, "conversations.history", obj{"channel": films.ID(), "limit": "1"})
	})
}
