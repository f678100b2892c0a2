package config

import (
	"fmt"
	"slices"
	"strings"
)

// A Fault is one thing that is wrong.
type Fault struct {
	Where  string // the variable, or the file
	Line   int    // in the file; 0 where there is none
	Key    string // as written in the file; "" where none is meant
	Reason string // never holds a value
}

func (f Fault) String() string {
	var b strings.Builder
	b.WriteString(f.Where)
	if f.Line > 0 {
		fmt.Fprintf(&b, ":%d", f.Line)
	}
	if f.Key != "" {
		b.WriteString(": " + f.Key)
	}
	return b.String() + ": " + f.Reason
}

// An Error is everything that is wrong with a configuration, a line each.
type Error struct{ Faults []Fault }

func (e *Error) Error() string {
	lines := make([]string, len(e.Faults))
	for i, f := range e.Faults {
		lines[i] = f.String()
	}
	return strings.Join(lines, "\n")
}

// faults collects.
type faults []Fault

func (all *faults) add(f Fault) { *all = append(*all, f) }

// err returns what was collected: the file's faults by line, then the
// variables'. It is nil where there is nothing.
func (all faults) err() error {
	if len(all) == 0 {
		return nil
	}
	slices.SortStableFunc(all, func(a, b Fault) int {
		if (a.Line > 0) != (b.Line > 0) {
			return b.Line - a.Line
		}
		return a.Line - b.Line
	})
	return &Error{all}
}
