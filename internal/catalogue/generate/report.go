package main

import (
	"fmt"
	"io"

	"marquee/internal/film"
)

// report collects what was left out or decided, by heading.
type report struct {
	headings []string
	lines    map[string][]string
}

// add notes that something of a film was left out or changed, and why.
func (r *report) add(kind string, f *film.Film, reason string) {
	r.note("left out, "+kind, display(f)+": "+reason)
}

// note adds a line under a heading.
func (r *report) note(heading, line string) {
	if r.lines == nil {
		r.lines = make(map[string][]string)
	}
	if r.lines[heading] == nil {
		r.headings = append(r.headings, heading)
	}
	r.lines[heading] = append(r.lines[heading], line)
}

func (r *report) print(w io.Writer) {
	if len(r.headings) == 0 {
		fmt.Fprintln(w, "nothing was left out")
	}
	for _, h := range r.headings {
		fmt.Fprintf(w, "%s (%d):\n", h, len(r.lines[h]))
		for _, l := range r.lines[h] {
			fmt.Fprintln(w, "  "+l)
		}
	}
}
