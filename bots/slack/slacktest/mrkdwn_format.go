package slacktest

import "unicode"

func (t token) isWord() bool {
	return t.r == 0 || unicode.IsLetter(t.r) || unicode.IsDigit(t.r) || unicode.Is(unicode.M, t.r)
}

func (t token) isSpace() bool { return t.r != 0 && unicode.IsSpace(t.r) }

// splitLines splits at line ends, but not within a block of code.
func splitLines(list []token) [][]token {
	var lines [][]token
	var line []token
	for i := 0; i < len(list); i++ {
		if end := fence(list, i); end > 0 {
			line = append(line, list[i:end]...)
			i = end - 1
			continue
		}
		if list[i].r == '\n' {
			lines, line = append(lines, line), nil
			continue
		}
		line = append(line, list[i])
	}
	return append(lines, line)
}

// fence returns where the block of code ends that begins at from, or 0 where
// none does.
func fence(list []token, from int) int {
	if !ticks(list, from) {
		return 0
	}
	for end := from + 4; end < len(list); end++ {
		if ticks(list, end) {
			return end + 3
		}
	}
	return 0
}

func ticks(list []token, at int) bool {
	return at+2 < len(list) && list[at].r == '`' && list[at+1].r == '`' && list[at+2].r == '`'
}

// marks are the characters that make text stand out when they enclose it.
var marks = map[rune]Style{'*': Bold, '_': Italic, '~': Strike, '`': Code}

// format adds a line to out. A mark counts where it stands at the edge of a word
// and has a counterpart on the line.
func format(out Rendering, line []token, style Style) Rendering {
	for i := 0; i < len(line); i++ {
		t := line[i]
		if end := fence(line, i); end > 0 {
			out = literally(out, line[i+3:end-3], style|Code)
			i = end - 1
			continue
		}
		if added := marks[t.r]; added != 0 && style&added == 0 && opens(line, i) {
			if end := closes(line, i); end > 0 {
				if added == Code {
					out = literally(out, line[i+1:end], style|Code)
				} else {
					out = format(out, line[i+1:end], style|added)
				}
				i = end
				continue
			}
		}
		out = literally(out, line[i:i+1], style)
	}
	return out
}

func opens(line []token, at int) bool {
	if at > 0 && line[at-1].isWord() {
		return false
	}
	return at+1 < len(line) && !line[at+1].isSpace() && line[at+1].r != line[at].r
}

// closes returns where the counterpart of a mark is, or 0 where it has none.
func closes(line []token, at int) int {
	for end := at + 2; end < len(line); end++ {
		if line[end].r != line[at].r || line[end-1].isSpace() {
			continue
		}
		if end+1 == len(line) || !line[end+1].isWord() && line[end+1].r != line[at].r {
			return end
		}
	}
	return 0
}

// literally adds tokens without looking for marks.
func literally(out Rendering, list []token, style Style) Rendering {
	for _, t := range list {
		s := t.span
		if t.r != 0 {
			s = Span{Text: string(t.r)}
		}
		s.Style |= style
		out = out.add(s)
	}
	return out
}

// add appends a span, to the last one where both look the same.
func (r Rendering) add(s Span) Rendering {
	if n := len(r); n > 0 && s.Link == "" && s.Mention == NoMention && s.Moment == nil {
		if last := &r[n-1]; last.Link == "" && last.Mention == NoMention && last.Moment == nil && last.Style == s.Style {
			last.Text += s.Text
			return r
		}
	}
	return append(r, s)
}
