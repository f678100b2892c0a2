package terminal

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rivo/uniseg"
)

// A word is what stays together on a line: runs without a space between them.
type word struct {
	runs  []run
	width int  // in cells
	space bool // a space stands before it, unless it begins a line
}

// wrap breaks a paragraph into lines of at most width cells, at spaces and
// where the script itself allows it, such as between Chinese characters. A word
// that fits on no line is broken between characters; an address never is.
func wrap(paragraph []run, width int) [][]run {
	var (
		lines [][]run
		line  []run
		used  int
	)
	flush := func() {
		lines = append(lines, line)
		line, used = nil, 0
	}
	for _, w := range wordsOf(paragraph) {
		space := 0
		if w.space && used > 0 {
			space = 1
		}
		if used > 0 && used+space+w.width > width {
			flush()
			space = 0
		}
		if space == 1 {
			line = appendSpace(line, w.runs[0])
			used++
		}
		if w.width <= width {
			for _, r := range w.runs {
				line = appendRun(line, r)
			}
			used += w.width
			continue
		}
		for _, piece := range piecesOf(w.runs) {
			cells := uniseg.StringWidth(piece.text)
			if used > 0 && used+cells > width {
				flush()
			}
			line = appendRun(line, piece)
			used += cells
		}
	}
	if used > 0 || len(lines) == 0 {
		flush()
	}
	return lines
}

// wordsOf cuts runs into words. Any number of spaces counts as one.
func wordsOf(paragraph []run) []word {
	var (
		words []word
		open  bool // the last word may still grow
		space bool
	)
	add := func(r run, cells int) {
		if !open {
			words = append(words, word{space: space && len(words) > 0})
			open, space = true, false
		}
		w := &words[len(words)-1]
		w.runs = append(w.runs, r)
		w.width += cells
	}
	for _, r := range paragraph {
		if r.whole {
			add(r, width(r.text))
			continue
		}
		text := r.text
		for text != "" {
			end := strings.IndexFunc(text, breaks)
			if end == 0 {
				_, n := utf8.DecodeRuneInString(text)
				text, open, space = text[n:], false, true
				continue
			}
			if end < 0 {
				end = len(text)
			}
			chunk := text[:end]
			text = text[end:]
			if ascii(chunk) {
				r.text = chunk
				add(r, width(chunk))
				continue
			}
			for state := -1; chunk != ""; {
				r.text, chunk, _, state = uniseg.FirstLineSegmentInString(chunk, state)
				add(r, uniseg.StringWidth(r.text))
				open = chunk == ""
			}
		}
	}
	return words
}

// piecesOf cuts the runs of a word that is too long into what cannot be broken:
// addresses and single characters.
func piecesOf(runs []run) []run {
	var pieces []run
	for _, r := range runs {
		if r.whole {
			pieces = append(pieces, r)
			continue
		}
		for text, state := r.text, -1; text != ""; {
			r.text, text, _, state = uniseg.FirstGraphemeClusterInString(text, state)
			pieces = append(pieces, r)
		}
	}
	return pieces
}

// appendRun adds r to line, joined to the last run where both look the same.
func appendRun(line []run, r run) []run {
	if n := len(line); n > 0 && line[n-1].look == r.look && line[n-1].url == r.url {
		line[n-1].text += r.text
		return line
	}
	return append(line, r)
}

// appendSpace adds the space between the line and next: part of a link or of a
// look only inside of it.
func appendSpace(line []run, next run) []run {
	if last := line[len(line)-1]; last.look == next.look && last.url == next.url {
		return appendRun(line, run{text: " ", look: next.look, url: next.url})
	}
	return appendRun(line, run{text: " "})
}

// breaks reports whether r is a space that a line may end at.
func breaks(r rune) bool {
	switch r {
	case '\u00A0', '\u2007', '\u202F':
		return false
	}
	return unicode.IsSpace(r)
}

func ascii(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// width measures clean text in terminal cells.
func width(s string) int {
	if ascii(s) {
		return len(s)
	}
	return uniseg.StringWidth(s)
}
