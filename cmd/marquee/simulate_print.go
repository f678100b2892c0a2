package main

import (
	"fmt"
	"io"
	"strings"
	"time"

	"golang.org/x/text/language"

	"marquee/internal/chat"
	"marquee/internal/film"
	"marquee/internal/remind"
)

// printPosts prints what would be posted, a paragraph each.
func printPosts(w io.Writer, posts []remind.Post, first, last film.Date, lang language.Tag) {
	for _, p := range posts {
		local := p.At.In(p.Notice.Settings.Location())
		fmt.Fprintf(w, "%s (%s)  %s%s\n", local.Format("Mon 2 January 2006 15:04 MST"), p.At.UTC().Format(time.RFC3339), where(p.Notice.Target), mode(p.Notice))
		for _, f := range p.Notice.Films {
			title := f.Title
			if f.Year != 0 {
				title = fmt.Sprintf("%s (%d)", title, f.Year)
			}
			for _, l := range f.Lines {
				fmt.Fprintf(w, "    %s: %s\n", title, said(l, p.Notice.Mode, lang))
			}
		}
	}
	if len(posts) > 0 {
		fmt.Fprintln(w)
	}
	fmt.Fprintf(w, "%s from %s to %s\n", count(len(posts), "post"), first, last)
}

// where names a place.
func where(t chat.Target) string {
	if t == here {
		return "here"
	}
	out := t.Platform + " channel " + t.Channel
	if t.Server != "" {
		out = t.Platform + " server " + t.Server + " channel " + t.Channel
	}
	if t.Thread != "" {
		out += " thread " + t.Thread
	}
	return out
}

func mode(n remind.Notice) string {
	switch n.Mode {
	case remind.Daily:
		return ", daily list"
	case remind.Weekly:
		return ", weekly list"
	}
	return ""
}

// said is one release or change in words.
func said(l remind.Line, m remind.Mode, lang language.Tag) string {
	if c := l.Change; c != nil {
		at := ""
		if c.Region != "" {
			at = c.Region.Name(lang) + ", "
		}
		return fmt.Sprintf("%s%s: %s → %s", at, c.What, orNone(c.Old), orNone(c.New))
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s, %s", l.Reminder.Region.Name(lang), l.Reminder.Date.In(time.UTC, 0, 0).Format("2 January 2006"))
	// A reminder has the kind that was asked for, which one that nobody told serves.
	if k := l.Reminder.Kind; k != film.Unspecified && k != film.Theatrical {
		fmt.Fprintf(&b, ", %s", l.Reminder.Kind)
	}
	switch n := l.Reminder.Lead; {
	case n > 0:
		fmt.Fprintf(&b, ", %s ahead", count(n, "day"))
	case m != remind.Weekly:
		b.WriteString(", on the day")
	}
	return b.String()
}

func orNone(d film.Date) string {
	if d.IsZero() {
		return "no date"
	}
	return d.String()
}
