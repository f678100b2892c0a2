package slacktest

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// problems collects what is wrong with blocks or a view, in Slack's words: each
// with a pointer to the place.
type problems struct {
	list []string
	// images are pictures that could not be fetched: not the app's fault.
	images int
}

func (p *problems) add(at, format string, args ...any) {
	p.list = append(p.list, fmt.Sprintf(format, args...)+" [json-pointer:"+at+"]")
}

// refusal returns the problems as an error of this name, or nil where there are
// none.
func (p *problems) refusal(name string) *apiError {
	if len(p.list) == 0 {
		return nil
	}
	e := &apiError{name: name, messages: p.list, blame: InvalidBody}
	if len(p.list) == p.images {
		e.blame = ""
	}
	return e
}

// An object is a JSON object being read field by field. Reading a field checks
// it; end refuses the fields that nobody read.
type object struct {
	fields map[string]any
	at     string // JSON pointer
	read   map[string]bool
	faults *problems
}

func newObject(v any, at string, faults *problems) *object {
	m, ok := v.(map[string]any)
	if !ok {
		faults.add(at, "must provide an object")
	}
	return &object{fields: m, at: at, read: map[string]bool{}, faults: faults}
}

func (o *object) path(key string) string { return o.at + "/" + key }

func (o *object) fault(key, format string, args ...any) { o.faults.add(o.path(key), format, args...) }

// here is a fault of the object as a whole.
func (o *object) here(format string, args ...any) { o.faults.add(o.at, format, args...) }

// get returns a field. One that is null is a fault.
func (o *object) get(key string) (any, bool) {
	v, ok := o.fields[key]
	if ok && v == nil && !o.read[key] {
		o.fault(key, "must not be null")
	}
	o.read[key] = true
	return v, ok && v != nil
}

func (o *object) has(key string) bool {
	_, ok := o.get(key)
	return ok
}

// required notes a fault where the field is absent.
func (o *object) required(key string) bool {
	if o.has(key) {
		return true
	}
	o.here("missing required field: %s", key)
	return false
}

// end refuses what nobody read.
func (o *object) end() {
	for _, k := range slices.Sorted(maps.Keys(o.fields)) {
		if !o.read[k] {
			o.here("invalid additional property: %s", k)
		}
	}
}

// str reads a string of a bounded length.
func (o *object) str(key string, least, most int) string {
	v, ok := o.get(key)
	if !ok {
		return ""
	}
	s, ok := v.(string)
	if !ok {
		o.fault(key, "must be a string")
		return ""
	}
	o.length(key, s, least, most)
	return s
}

func (o *object) length(key, s string, least, most int) {
	switch n := textLength(s); {
	case n > most:
		o.fault(key, "must be less than %d characters", most+1)
	case n < least || least > 0 && strings.TrimSpace(s) == "":
		o.fault(key, "must be more than %d characters", least-1)
	}
}

// choice reads a string that is one of few, and returns "" where it is none.
func (o *object) choice(key string, of ...string) string {
	s := o.str(key, 0, 255)
	if o.has(key) && !slices.Contains(of, s) {
		o.fault(key, "must be a valid enum value")
		return ""
	}
	return s
}

func (o *object) boolean(key string) bool {
	v, ok := o.get(key)
	if !ok {
		return false
	}
	b, ok := v.(bool)
	if !ok {
		o.fault(key, "must be a boolean")
	}
	return b
}

// integer reads a whole number; ok is false where the field is absent or wrong.
func (o *object) integer(key string, least, most int) (n int, ok bool) {
	v, there := o.get(key)
	if !there {
		return 0, false
	}
	num, _ := v.(json.Number)
	n, err := strconv.Atoi(string(num))
	switch {
	case err != nil:
		o.fault(key, "must be an integer")
	case n < least || n > most:
		o.fault(key, "must be between %d and %d", least, most)
	default:
		return n, true
	}
	return 0, false
}

// list reads a list of a bounded length.
func (o *object) list(key string, least, most int) []any {
	v, ok := o.get(key)
	if !ok {
		return nil
	}
	list, is := v.([]any)
	switch {
	case !is:
		o.fault(key, "must be an array")
	case len(list) > most:
		o.fault(key, "no more than %d items allowed", most)
	case len(list) < least:
		o.fault(key, "no fewer than %d items allowed", least)
	}
	return list
}

// objects reads a list of objects.
func (o *object) objects(key string, least, most int) []*object {
	list := o.list(key, least, most)
	out := make([]*object, len(list))
	for i, v := range list {
		out[i] = newObject(v, o.path(key)+"/"+strconv.Itoa(i), o.faults)
	}
	return out
}

// object reads an object, and returns nil where there is none.
func (o *object) object(key string) *object {
	v, ok := o.get(key)
	if !ok {
		return nil
	}
	return newObject(v, o.path(key), o.faults)
}
