package catalogue

import (
	"fmt"
	"strings"
)

// A DuplicateError is a Keeper's refusal of a sequence that has one film twice.
type DuplicateError struct {
	First, Second int // positions in the sequence, from 0
}

func (e *DuplicateError) Error() string {
	return fmt.Sprintf("films %d and %d are the same film", e.First+1, e.Second+1)
}

// A RejectedError is a Keeper's refusal of one film of a sequence.
type RejectedError struct {
	Position int // in the sequence, from 0
	Err      error
}

func (e *RejectedError) Error() string { return fmt.Sprintf("film %d: %v", e.Position+1, e.Err) }

// Unwrap returns the reason.
func (e *RejectedError) Unwrap() error { return e.Err }

// MaxFaults is how many bad lines a BadFileError lists.
const MaxFaults = 100

// A BadFileError reports the lines of a file that are wrong. Nothing of the file
// was imported.
type BadFileError struct {
	Name   string
	Faults []*LineError // the first MaxFaults, in order of line
	More   int          // how many lines are wrong beyond those
}

// Error says how many lines are wrong, and what is wrong with the first.
func (e *BadFileError) Error() string {
	n := len(e.Faults) + e.More
	if n == 1 {
		return fmt.Sprintf("%s was not imported: %v", e.Name, e.Faults[0])
	}
	return fmt.Sprintf("%s was not imported: %d lines are wrong, the first is %v", e.Name, n, e.Faults[0])
}

// List returns every listed fault, one a line, and how many more there are.
func (e *BadFileError) List() string {
	var b strings.Builder
	for _, f := range e.Faults {
		fmt.Fprintln(&b, f)
	}
	if e.More > 0 {
		fmt.Fprintf(&b, "and %d more\n", e.More)
	}
	return b.String()
}

func (e *BadFileError) any() bool { return len(e.Faults) > 0 }

func (e *BadFileError) add(fault *LineError) {
	if len(e.Faults) == MaxFaults {
		e.More++
		return
	}
	e.Faults = append(e.Faults, fault)
}
