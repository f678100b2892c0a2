package discordtest

import (
	"encoding/json"
	"slices"
)

// An object is a JSON object being read field by field. Reading a field checks
// it; end refuses the fields that nobody read. A field that is null counts as
// absent, as it does on Discord.
type object struct {
	fields map[string]any
	at     []string
	read   map[string]bool
	faults *problems
}

// readObject begins to read v, the body of a request.
func readObject(v any, faults *problems) *object {
	return newObject(v, nil, faults)
}

func newObject(v any, at []string, faults *problems) *object {
	m, ok := v.(map[string]any)
	if !ok {
		faults.add(at, "DICT_TYPE_CONVERT", "Only dictionaries may be used in a DictType")
	}
	return &object{fields: m, at: at, read: map[string]bool{}, faults: faults}
}

func (o *object) path(key string) []string { return append(slices.Clone(o.at), key) }

func (o *object) fault(key, code, format string, args ...any) {
	o.faults.add(o.path(key), code, format, args...)
}

// here is a fault of the object as a whole.
func (o *object) here(code, format string, args ...any) { o.faults.add(o.at, code, format, args...) }

// get returns a field, and false where it is absent or null.
func (o *object) get(key string) (any, bool) {
	o.read[key] = true
	v, ok := o.fields[key]
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
	o.fault(key, "BASE_TYPE_REQUIRED", "This field is required")
	return false
}

// anything takes fields whose values do not matter here.
func (o *object) anything(keys ...string) {
	for _, k := range keys {
		o.read[k] = true
	}
}

// nothing takes fields that other bodies of the same shape fill, such as a
// library's one struct for all responses: they may be there, but empty.
func (o *object) nothing(keys ...string) {
	for _, k := range keys {
		v, ok := o.get(k)
		if !ok || v == false || v == "" || v == json.Number("0") {
			continue
		}
		if list, is := v.([]any); is && len(list) == 0 {
			continue
		}
		o.fault(k, "UNKNOWN_FIELD", "This field has no place here")
	}
}

// end refuses what nobody read.
func (o *object) end() {
	for k := range o.fields {
		if !o.read[k] {
			o.fault(k, "UNKNOWN_FIELD", "This field is not known")
		}
	}
}
