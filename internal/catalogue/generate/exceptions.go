package main

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"marquee/internal/film"
)

// exceptions is exceptions.json: what was decided by eye.
type exceptions struct {
	// LeaveOut are entries of casts that are left out.
	LeaveOut []struct {
		Film   string   `json:"film"` // "Title (year)"
		Names  []string `json:"names"`
		Reason string   `json:"reason"`
	} `json:"leave_out"`
	// People are names that look like none and are.
	People []struct {
		Name   string `json:"name"`
		Reason string `json:"reason"`
	} `json:"people"`
	// SamePerson are further names of one person. A credit keeps the name it was
	// given under; Name is the one the person is shown by.
	SamePerson []struct {
		Name   string   `json:"name"`
		Also   []string `json:"also"`
		Reason string   `json:"reason"`
	} `json:"same_person"`

	used map[string]bool
}

func readExceptions(path string) (*exceptions, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	x := &exceptions{used: make(map[string]bool)}
	if err := decodeStrict(b, x); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	for _, e := range x.LeaveOut {
		if e.Reason == "" {
			return nil, fmt.Errorf("%s: %s: an entry is left out without a reason", path, e.Film)
		}
	}
	return x, nil
}

// leftOut returns why a name is left out of the film's cast; "" when it is not.
func (x *exceptions) leftOut(f *film.Film, name string) string {
	for _, e := range x.LeaveOut {
		if e.Film != display(f) {
			continue
		}
		for _, n := range e.Names {
			if n == name {
				x.used[e.Film+": "+n] = true
				return e.Reason
			}
		}
	}
	return ""
}

func (x *exceptions) isPerson(name string) bool {
	for _, p := range x.People {
		if p.Name == name {
			return true
		}
	}
	return false
}

// shownAs returns the name by which the person credited as name is shown.
func (x *exceptions) shownAs(name string) string {
	for _, p := range x.SamePerson {
		for _, also := range p.Also {
			if also == name {
				return p.Name
			}
		}
	}
	return name
}

// tell notes who is one person under several names.
func (x *exceptions) tell(r *report) {
	for _, p := range x.SamePerson {
		r.note("one person", fmt.Sprintf("%s, also %s: %s", p.Name, strings.Join(p.Also, ", "), p.Reason))
	}
}

// unused reports exceptions about films or names that the input does not have,
// so that the list does not outlive its reasons.
func (x *exceptions) unused(films []film.Film) error {
	names := make(map[string]bool)
	for _, f := range films {
		for _, c := range f.Credits {
			names[c.Name] = true
		}
	}
	var errs []error
	missing := func(what string) {
		errs = append(errs, fmt.Errorf("an exception is about nothing in the input: %s", what))
	}
	for _, e := range x.LeaveOut {
		for _, n := range e.Names {
			if !x.used[e.Film+": "+n] {
				missing(e.Film + ": " + n)
			}
		}
	}
	for _, p := range x.People {
		if !names[p.Name] {
			missing(p.Name)
		}
	}
	for _, p := range x.SamePerson {
		for _, n := range append([]string{p.Name}, p.Also...) {
			if !names[n] {
				missing(n)
			}
		}
	}
	return errors.Join(errs...)
}
