package chat

import (
	"strings"
	"time"
)

// Text is what a person reads, as a list of spans. It holds no markup of any
// platform: an adapter escapes what its platform would take for markup, so
// whatever a film is called shows literally and pings nobody.
type Text []Span

// A Span is a piece of Text. Which fields count depends on Kind.
type Span struct {
	Kind SpanKind `json:"kind"`
	// Text is what stands there: of Plain, Strong, Emphasis and Link; of
	// Instant and Mention what stands where the platform cannot do better.
	Text string    `json:"text,omitempty"`
	URL  string    `json:"url,omitempty"`  // of Link: an http or https address
	Time time.Time `json:"time,omitzero"`  // of Instant
	ID   string    `json:"id,omitempty"`   // of Mention: the platform's id of a role or user group
	List []Text    `json:"list,omitempty"` // of List
}

// A SpanKind is how a span is shown.
type SpanKind string

// Span kinds.
const (
	PlainSpan    SpanKind = "plain"
	StrongSpan   SpanKind = "strong"
	EmphasisSpan SpanKind = "emphasis"
	LinkSpan     SpanKind = "link"
	InstantSpan  SpanKind = "instant" // a moment; a platform may show it in the reader's time zone
	MentionSpan  SpanKind = "mention" // of a role that a stored subscription names, never of anything else
	ListSpan     SpanKind = "list"    // one entry a line
	BreakSpan    SpanKind = "break"   // a new line
)

// Plain returns s as it is.
func Plain(s string) Span { return Span{Kind: PlainSpan, Text: s} }

// Strong returns s with weight.
func Strong(s string) Span { return Span{Kind: StrongSpan, Text: s} }

// Emphasis returns s in italics.
func Emphasis(s string) Span { return Span{Kind: EmphasisSpan, Text: s} }

// Link returns s as a link to url.
func Link(s, url string) Span { return Span{Kind: LinkSpan, Text: s, URL: url} }

// Instant returns the moment t, worded as s where the platform cannot show it
// in the reader's own time zone.
func Instant(t time.Time, s string) Span { return Span{Kind: InstantSpan, Time: t, Text: s} }

// Mention returns a mention of the role or user group id, called name.
func Mention(id, name string) Span { return Span{Kind: MentionSpan, ID: id, Text: name} }

// List returns the entries, each on a line of its own.
func List(entries ...Text) Span { return Span{Kind: ListSpan, List: entries} }

// Break returns a line's end.
func Break() Span { return Span{Kind: BreakSpan} }

// T returns a text of one plain span.
func T(s string) Text { return Text{Plain(s)} }

// String returns the text without any marks: what a notification or a test
// reads.
func (t Text) String() string {
	var b strings.Builder
	for i, s := range t {
		switch s.Kind {
		case BreakSpan:
			b.WriteByte('\n')
		case ListSpan:
			if len(s.List) == 0 {
				continue
			}
			if b.Len() > 0 && !strings.HasSuffix(b.String(), "\n") {
				b.WriteByte('\n')
			}
			for j, entry := range s.List {
				if j > 0 {
					b.WriteByte('\n')
				}
				b.WriteString("• " + entry.String())
			}
			if i < len(t)-1 {
				b.WriteByte('\n')
			}
		default:
			b.WriteString(s.Text)
		}
	}
	return b.String()
}
