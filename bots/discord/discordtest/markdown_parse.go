package discordtest

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// parser turns markdown into spans.
type parser struct {
	reader Reader
	full   bool // not only what a title takes
	out    Rendering
	last   Span   // the span being added to
	text   []byte // of last
}

// emit adds text that looks like the span like.
func (p *parser) emit(text string, like Span) {
	if !same(p.last, like) {
		p.flush()
		p.last = like
	}
	p.text = append(p.text, text...)
}

// flush ends the span being added to.
func (p *parser) flush() {
	if len(p.text) > 0 {
		p.last.Text = string(p.text)
		p.out = append(p.out, p.last)
	}
	p.last, p.text = Span{}, p.text[:0]
}

// rendering is what was read.
func (p *parser) rendering() Rendering {
	p.flush()
	return p.out
}

func same(a, b Span) bool {
	return a.Style == b.Style && a.Link == b.Link && a.Mention == NoMention && b.Mention == NoMention &&
		a.Moment == nil && b.Moment == nil
}

// lines reads a text in which headings, quotes and lists begin at a line's
// start.
func (p *parser) lines(s string, like Span) {
	for s != "" {
		if rest, ok := strings.CutPrefix(s, ">>> "); ok {
			quoted := like
			quoted.Style |= Quote
			p.lines(rest, quoted)
			return
		}
		line, rest, more := strings.Cut(s, "\n")
		if p.block(line, like) {
			if more {
				p.emit("\n", like)
			}
			s = rest
			continue
		}
		end := plainEnd(s)
		p.inline(s[:end], like)
		s = s[end:]
	}
}

// plainEnd returns where the plain lines that s begins with end. They are read
// together, for emphasis and code may run over a line's end.
func plainEnd(s string) int {
	inCode := false
	for end := 0; ; {
		if end > 0 && !inCode && isBlock(s[end:]) {
			return end
		}
		line, _, more := strings.Cut(s[end:], "\n")
		if strings.Count(line, "```")%2 == 1 {
			inCode = !inCode
		}
		end += len(line)
		if !more {
			return end
		}
		end++
	}
}

// isBlock reports whether s begins with a heading, a quote or a list's entry.
func isBlock(s string) bool {
	line, _, _ := strings.Cut(s, "\n")
	_, _, _, ok := blockMark(line)
	return ok || strings.HasPrefix(s, ">>> ")
}

// block reads a line that is a heading, a quote or a list's entry.
func (p *parser) block(line string, like Span) bool {
	lead, style, rest, ok := blockMark(line)
	if !ok {
		return false
	}
	like.Style |= style
	p.emit(lead, like)
	if style == Quote {
		p.lines(rest, like)
	} else {
		p.inline(rest, like)
	}
	return true
}

// blockMark takes a line's markup off: lead is what a person sees in its place.
func blockMark(line string) (lead string, style Style, rest string, ok bool) {
	for mark, style := range map[string]Style{"# ": Heading, "## ": Heading, "### ": Heading, "-# ": Small} {
		if rest, ok := strings.CutPrefix(line, mark); ok && strings.TrimSpace(rest) != "" {
			return "", style, strings.TrimSpace(rest), true
		}
	}
	if rest, ok := strings.CutPrefix(line, "> "); ok {
		return "", Quote, rest, true
	}
	text := strings.TrimLeft(line, " ")
	indent := line[:len(line)-len(text)]
	if len(text) > 2 && (text[0] == '-' || text[0] == '*') && text[1] == ' ' && strings.TrimSpace(text[2:]) != "" {
		bullet := "• "
		if indent != "" {
			bullet = "◦ "
		}
		return indent + bullet, 0, strings.TrimLeft(text[2:], " "), true
	}
	digits := len(text) - len(strings.TrimLeft(text, "0123456789"))
	if digits > 0 && strings.HasPrefix(text[digits:], ". ") && strings.TrimSpace(text[digits+2:]) != "" {
		return indent + text[:digits] + ". ", 0, text[digits+2:], true
	}
	return "", 0, "", false
}

// inline reads text with markup inside of lines.
func (p *parser) inline(s string, like Span) {
	for s != "" {
		if n := p.markup(s, like); n > 0 {
			s = s[n:]
			continue
		}
		_, size := utf8.DecodeRuneInString(s)
		p.emit(s[:size], like)
		s = s[size:]
	}
}

// markup reads what s begins with, if that is markup, and returns how long it
// is; 0 where it is a character like any other.
func (p *parser) markup(s string, like Span) int {
	switch s[0] {
	case '\\':
		r, size := utf8.DecodeRuneInString(s[1:])
		if size == 0 || isASCIIAlnum(r) || unicode.IsSpace(r) {
			return 0
		}
		p.emit(s[1:1+size], like)
		return 1 + size
	case '*', '_', '~', '|':
		return p.emphasis(s, like)
	case '`':
		return p.code(s, like)
	case ':':
		return p.emoji(s, like)
	}
	if !p.full {
		return 0
	}
	switch s[0] {
	case '[':
		return p.maskedLink(s, like)
	case '<':
		return p.angle(s, like)
	case '@':
		for _, m := range []string{"@everyone", "@here"} {
			if strings.HasPrefix(s, m) {
				p.mention(m, EveryoneMention, like)
				return len(m)
			}
		}
	case 'h':
		return p.bareLink(s, like)
	}
	return 0
}

// emoji reads :name:. Discord's client takes whatever stands between two colons
// for a name, and shows it as it is written where it knows none such: a backslash
// in it is seen. Not every name is known here, so that what looks like one is
// drawn, all by the same picture.
func (p *parser) emoji(s string, like Span) int {
	end := strings.IndexFunc(s[1:], func(r rune) bool { return r == ':' || unicode.IsSpace(r) }) + 1
	if end < 2 || s[end] != ':' {
		return 0
	}
	name := s[1:end]
	if strings.Trim(name, "abcdefghijklmnopqrstuvwxyz0123456789_+-") == "" && strings.Trim(name, "0123456789") != "" {
		p.emit(Emoji, like)
	} else {
		p.emit(s[:end+1], like)
	}
	return end + 1
}

func isASCIIAlnum(r rune) bool {
	return r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
}

// emphasis reads bold, italic, underlined, struck and hidden text. Where two
// readings are possible the longer counts, and italics before the others.
func (p *parser) emphasis(s string, like Span) int {
	type reading struct {
		style  Style
		marks  int // how many characters before and after the text
		length int
	}
	var best reading
	try := func(style Style, marks, length int) {
		if length > best.length {
			best = reading{style, marks, length}
		}
	}
	switch s[0] {
	case '*':
		try(Italic, 1, starItalic(s))
		try(Bold, 2, paired(s, "**", '*'))
	case '_':
		try(Italic, 1, underItalic(s))
		try(Underline, 2, paired(s, "__", '_'))
	case '~':
		try(Strike, 2, paired(s, "~~", '_'))
	case '|':
		try(Spoiler, 2, paired(s, "||", 0))
	}
	if best.length == 0 {
		return 0
	}
	inner := like
	inner.Style |= best.style
	p.inline(s[best.marks:best.length-best.marks], inner)
	return best.length
}

// paired finds mark … mark with something between, the end of which is not
// followed by not. It returns the length, or 0.
func paired(s, mark string, not byte) int {
	if !strings.HasPrefix(s, mark) {
		return 0
	}
	for i := len(mark); i < len(s); i++ {
		if s[i] == '\\' {
			i++
			continue
		}
		end := i + len(mark)
		if i > len(mark) && strings.HasPrefix(s[i:], mark) && (end >= len(s) || s[end] != not || not == 0) {
			return end
		}
	}
	return 0
}

// starItalic reads *text*: no space behind the first star or before the last.
func starItalic(s string) int {
	if len(s) < 3 || isSpace(s[1]) {
		return 0
	}
	for i := 1; i < len(s); i++ {
		switch {
		case s[i] == '\\':
			i++
		case strings.HasPrefix(s[i:], "**"):
			i++ // bold inside does not end the italics
		case s[i] == '*':
			if i > 1 && !isSpace(s[i-1]) {
				return i + 1
			}
			return 0
		}
	}
	return 0
}

// underItalic reads _text_ around whole words.
func underItalic(s string) int {
	for i := 1; i < len(s); i++ {
		switch {
		case s[i] == '\\':
			i++
		case strings.HasPrefix(s[i:], "__"):
			i++
		case s[i] == '_':
			if i == 1 {
				return 0
			}
			if i+1 == len(s) || !isWord(s[i+1]) {
				return i + 1
			}
			return 0
		}
	}
	return 0
}

func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\t' }

func isWord(c byte) bool { return c == '_' || c < utf8.RuneSelf && isASCIIAlnum(rune(c)) }
