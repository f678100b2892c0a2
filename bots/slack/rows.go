package slack

import (
	"fmt"
	"strings"

	slackgo "github.com/slack-go/slack"

	"marquee/internal/chat/clip"
)

// maxNote is the room that a note about what was left out takes.
const maxNote = 40

// asMarkup reports whether rows are best written as mrkdwn: where that shows more
// than plain text does, and everything as it stands.
func asMarkup(rows []row, formatted bool) bool {
	wrong := false
	for _, r := range rows {
		if r.live {
			return true
		}
		formatted = formatted || r.formatted
		wrong = wrong || r.tricky
	}
	return formatted && !wrong
}

func plainly(r row) string  { return r.plain }
func asMrkdwn(r row) string { return r.markup }

// together makes one text object of as many rows as fit into limit, and returns
// how many. Where it is the last, it says how many rows are left and takes them
// all.
func together(rows []row, limit int, last bool) (t *slackgo.TextBlockObject, taken int) {
	if asMarkup(rows, false) {
		s, n := joined(rows, limit, last, asMrkdwn)
		return mrkdwn(s), n
	}
	s, n := joined(rows, limit, last, plainly)
	return plainText(s), n
}

// joined is together for text alone. A single row always fits: rows were made to
// leave room for the note.
func joined(rows []row, limit int, last bool, write func(row) string) (s string, taken int) {
	used, kept := 0, 0 // kept: how many fit beside a note
	for i, r := range rows {
		used += clip.UTF16(write(r)) + 1
		if used-1 > limit {
			break
		}
		taken = i + 1
		if used+maxNote <= limit {
			kept = i + 1
		}
	}
	if taken == len(rows) || !last {
		taken = max(1, taken)
		return text(rows[:taken], write), taken
	}
	kept = max(1, kept)
	return text(rows[:kept], write) + "\n… and " + rest(rows[kept:], "more "), len(rows)
}

// rest says how much rows are: the lines or entries in them, or the characters
// where a line that was begun goes on in them and they hold little else.
func rest(rows []row, more string) string {
	lines, characters := 0, 0
	for _, r := range rows {
		if !r.glued {
			lines++
		}
		characters += clip.Runes(r.glue + r.plain)
	}
	switch {
	case lines == 0:
		return count(characters, more+"character")
	case rows[0].entry:
		return strings.TrimSpace(fmt.Sprintf("%d %s", lines, more))
	}
	return count(lines, more+"line")
}

// text writes rows below one another, or one behind the other. Slack takes no text without anything to
// read.
func text(rows []row, write func(row) string) string {
	var b strings.Builder
	for i, r := range rows {
		switch {
		case i > 0 && r.glued:
			b.WriteString(r.glue)
		case i > 0:
			b.WriteByte('\n')
		}
		b.WriteString(write(r))
	}
	if s := b.String(); strings.TrimSpace(s) != "" {
		return s
	}
	return "…"
}
