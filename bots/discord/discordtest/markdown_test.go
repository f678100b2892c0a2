package discordtest_test

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"marquee/bots/discord/discordtest"
)

var reader = discordtest.Reader{
	Name: func(kind discordtest.MentionKind, id string) (string, bool) {
		name, ok := map[string]string{"role7": "Reminders", "user5": "alice", "channel8": "films"}[string(kind)+id]
		return name, ok
	},
	Now: time.Date(2011, 1, 12, 0, 0, 0, 0, time.UTC),
}

func TestReading(t *testing.T) {
	for _, c := range []struct{ in, text, html string }{
		{"plain", "plain", "plain"},
		{"**bold**", "bold", "<b>bold</b>"},
		{`\*\*bold\*\*`, "**bold**", "**bold**"},
		{"*it* _it_ __un__ ~~st~~ ||sp||", "it it un st sp", "<i>it</i> <i>it</i> <u>un</u> <s>st</s> <span>sp</span>"},
		{"***both***", "both", "<i><b>both</b></i>"},
		{"**a *b* c**", "a b c", "<b>a </b><i><b>b</b></i><b> c</b>"},
		{"snake_case_word", "snake_case_word", "snake_case_word"},
		{"2 * 3 * 4", "2 * 3 * 4", "2 * 3 * 4"},
		{"**open", "**open", "**open"},
		{"`**code**`", "**code**", "<code>**code**</code>"},
		{"```go\nx := 1\n```", "x := 1", "<code>x := 1</code>"},
		{"```\n- x\n# y\n``` - z", "- x\n# y - z", "<code>- x\n# y</code> - z"},
		{`C:\dir \n \\`, `C:\dir \n \`, `C:\dir \n \`},
		{"[IMDb](https://www.imdb.com/title/tt1334260/)", "IMDb", `<a href="https://www.imdb.com/title/tt1334260/">IMDb</a>`},
		{"[**IMDb**](<https://www.imdb.com>)", "IMDb", `<a href="https://www.imdb.com"><b>IMDb</b></a>`},
		{"[a](https://example.org/x_(y))", "a", `<a href="https://example.org/x_(y)">a</a>`},
		{"[x](javascript:1)", "[x](javascript:1)", "[x](javascript:1)"},
		{`\[x\](https://example.org)`, "[x](https://example.org)", `[x](<a href="https://example.org">https://example.org</a>)`},
		{"[https://a.example](https://b.example)", "[https://a.example](https://b.example)",
			`[<a href="https://a.example](https://b.example)">https://a.example](https://b.example)</a>`},
		{"see https://example.org/a_b_c.", "see https://example.org/a_b_c.", `see <a href="https://example.org/a_b_c">https://example.org/a_b_c</a>.`},
		{"- one\n- two\n  - three", "• one\n• two\n  ◦ three", "• one\n• two\n  ◦ three"},
		{"1. one\n2. two", "1. one\n2. two", "1. one\n2. two"},
		{`\- no list`, "- no list", "- no list"},
		{"# Head\n-# small\n> said\nplain", "Head\nsmall\nsaid\nplain", "<h1>Head</h1>\n<small>small</small>\n<q>said</q>\nplain"},
		{"#no heading", "#no heading", "#no heading"},
		{"**two\nlines**", "two\nlines", "<b>two\nlines</b>"},
		{"- **a\n- b**", "• **a\n• b**", "• **a\n• b**"},
		{"@everyone", "@everyone", `<mark class="everyone">@everyone</mark>`},
		{`\@everyone`, "@everyone", "@everyone"},
		{"<@&7> <@5> <@!5> <#8>", "@Reminders @alice @alice #films",
			`<mark class="role">@Reminders</mark> <mark class="user">@alice</mark> <mark class="user">@alice</mark> <mark class="channel">#films</mark>`},
		{"<@&1>", "@unknown-role", `<mark class="role">@unknown-role</mark>`},
		{`\<@&1>`, "<@&1>", "&lt;@&amp;1&gt;"},
		{"</film:12>", "/film", `<mark class="command">/film</mark>`},
		{"<:reel:12>", ":reel:", ":reel:"},
		{"a :smile: b:+1:", "a " + discordtest.Emoji + " b" + discordtest.Emoji, "a " + discordtest.Emoji + " b" + discordtest.Emoji},
		{`\:smile: at 12:30:15, a: b:`, ":smile: at 12:30:15, a: b:", ":smile: at 12:30:15, a: b:"},
		{`:no\_name:`, `:no\_name:`, `:no\_name:`},
		{"<t:1294963200:D>", "14 January 2011", `<time datetime="2011-01-14T00:00:00Z">14 January 2011</time>`},
		{"<t:1294963200>", "14 January 2011 at 00:00", `<time datetime="2011-01-14T00:00:00Z">14 January 2011 at 00:00</time>`},
		{"<t:1294963200:R>", "in 2 days", `<time datetime="2011-01-14T00:00:00Z">in 2 days</time>`},
		{"a < b", "a < b", "a &lt; b"},
	} {
		got := reader.Read(c.in)
		if got.String() != c.text {
			t.Errorf("%q reads %q, not %q", c.in, got.String(), c.text)
		}
		if got.HTML() != c.html {
			t.Errorf("%q looks like %s, not %s", c.in, got.HTML(), c.html)
		}
	}
}

func TestReadingTitles(t *testing.T) {
	for in, want := range map[string]string{
		"**Heat**":                 "<b>Heat</b>",
		"[x](https://example.org)": "[x](https://example.org)",
		"@everyone <@5> <t:0>":     "@everyone &lt;@5&gt; &lt;t:0&gt;",
		"- 1. #":                   "- 1. #",
	} {
		if got := reader.ReadTitle(in).HTML(); got != want {
			t.Errorf("%q looks like %s, not %s", in, got, want)
		}
	}
}

func TestReadingTimes(t *testing.T) {
	zone := time.FixedZone("", 3600)
	r := discordtest.Reader{Zone: zone, Now: time.Unix(1294963200, 0)}
	for in, want := range map[string]string{
		"<t:1294963200:t>": "01:00", "<t:1294963200:T>": "01:00:00", "<t:1294963200:d>": "14/01/2011",
		"<t:1294963200:F>": "Friday, 14 January 2011 at 01:00", "<t:1294963200:R>": "in a few seconds",
		"<t:1294959600:R>": "1 hour ago", "<t:1326499200:R>": "in 1 year", "<t:99999999999999999>": "<t:99999999999999999>",
	} {
		if got := r.Read(in).String(); got != want {
			t.Errorf("%s reads %q, not %q", in, got, want)
		}
	}
}

// escaped puts a backslash before all that could be markup.
func escaped(s string) string {
	var b strings.Builder
	for _, r := range s {
		if r < utf8.RuneSelf && strings.ContainsRune("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// FuzzReading: nothing panics, and what is escaped reads as it was typed.
func FuzzReading(f *testing.F) {
	for _, s := range []string{
		"**@everyone** [x](javascript:1) <@&1>", "- a\n> b\n# c", "```\n`", "<t:1:R> <#1>", "***a** b*", "__a_ _b__", "[a](https://x.example \"t\")",
		"1. a", "https://example.org/)", "~~a~~_", "||", "\\", ">>> x\n> y", "<@", "[[[](((", "*a***", "🎬_a_é",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) || len(s) > 4096 {
			t.Skip()
		}
		reader.Read(s)
		reader.ReadTitle(s)
		got := reader.Read(escaped(s))
		if want := strings.TrimSpace(s); got.String() != want {
			t.Errorf("%q, escaped, reads %q", want, got.String())
		}
		if len(got.Links()) > 0 || len(got.Mentions()) > 0 {
			t.Errorf("%q, escaped, links to %v and mentions %v", s, got.Links(), got.Mentions())
		}
	})
}
