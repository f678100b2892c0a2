package discordtest

import (
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
)

// text reads a string the way Discord counts what people read: without the
// space around it.
func (o *object) text(key string, least, most int) string {
	return o.length(key, strings.TrimSpace(o.str(key)), least, most)
}

// exact reads a string that is not for reading, such as a custom_id.
func (o *object) exact(key string, least, most int) string {
	return o.length(key, o.str(key), least, most)
}

func (o *object) str(key string) string {
	v, ok := o.get(key)
	if !ok {
		return ""
	}
	s, ok := v.(string)
	if !ok {
		o.fault(key, "STRING_TYPE_CONVERT", "Could not interpret %q as string.", fmt.Sprint(v))
	}
	return s
}

func (o *object) length(key, s string, least, most int) string {
	if !o.has(key) && least == 0 {
		return s
	}
	n := textLength(s)
	switch {
	case n >= least && n <= most:
	case n == 0:
		o.fault(key, "BASE_TYPE_REQUIRED", "This field is required")
	case least > 0:
		o.fault(key, "BASE_TYPE_BAD_LENGTH", "Must be between %d and %d in length.", least, most)
	default:
		o.fault(key, "BASE_TYPE_MAX_LENGTH", "Must be %d or fewer in length.", most)
	}
	return s
}

// textLength is the length of s in UTF-16 units: the widest of the ways in which
// Discord's parts count, so what passes here passes there.
func textLength(s string) int {
	n := 0
	for _, r := range s {
		n += max(1, utf16.RuneLen(r))
	}
	return n
}

// integer reads a whole number; ok is false where the field is absent or wrong.
func (o *object) integer(key string, least, most int64) (n int64, ok bool) {
	v, there := o.get(key)
	if !there {
		return 0, false
	}
	num, is := v.(json.Number)
	n, err := strconv.ParseInt(string(num), 10, 64)
	switch {
	case !is || err != nil:
		o.fault(key, "NUMBER_TYPE_COERCE", "Value %q is not int.", fmt.Sprint(v))
	case n < least:
		o.fault(key, "NUMBER_TYPE_MIN", "int value should be greater than or equal to %d.", least)
	case n > most:
		o.fault(key, "NUMBER_TYPE_MAX", "int value should be less than or equal to %d.", most)
	default:
		return n, true
	}
	return n, false
}

// choice reads a whole number that is one of few.
func (o *object) choice(key string, of ...int64) int64 {
	if !o.required(key) {
		return 0
	}
	n, ok := o.integer(key, -1<<31, 1<<31)
	if ok && !slices.Contains(of, n) {
		list := make([]string, len(of))
		for i, c := range of {
			list[i] = strconv.FormatInt(c, 10)
		}
		o.fault(key, "BASE_TYPE_CHOICES", "Value must be one of {%s}.", strings.Join(list, ", "))
	}
	return n
}

func (o *object) boolean(key string) bool {
	v, ok := o.get(key)
	if !ok {
		return false
	}
	b, ok := v.(bool)
	if !ok {
		o.fault(key, "BOOLEAN_TYPE_CONVERT", "Must be either true or false.")
	}
	return b
}

func (o *object) snowflake(key string) string {
	s := o.str(key)
	if !o.has(key) {
		return ""
	}
	if _, err := parseID(s); err != nil {
		o.fault(key, "NUMBER_TYPE_COERCE", "Value %q is not snowflake.", s)
	}
	return s
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
		o.fault(key, "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType")
	case len(list) >= least && len(list) <= most:
	case least > 0:
		o.fault(key, "BASE_TYPE_BAD_LENGTH", "Must be between %d and %d in length.", least, most)
	default:
		o.fault(key, "BASE_TYPE_MAX_LENGTH", "Must be %d or fewer in length.", most)
	}
	return list
}

// objects reads a list of objects.
func (o *object) objects(key string, least, most int) []*object {
	list := o.list(key, least, most)
	out := make([]*object, len(list))
	for i, v := range list {
		out[i] = newObject(v, append(o.path(key), strconv.Itoa(i)), o.faults)
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

// address reads a URL whose scheme is one of those given.
func (o *object) address(key string, most int, schemes ...string) string {
	s := o.exact(key, 0, most)
	if s == "" {
		return ""
	}
	u, err := url.Parse(s)
	switch {
	case err != nil || u.Scheme == "" || u.Host == "" && !strings.EqualFold(u.Scheme, "javascript"):
		o.fault(key, "URL_TYPE_INVALID_URL", "Not a well formed URL.")
	case !slices.Contains(schemes, strings.ToLower(u.Scheme)):
		o.fault(key, "URL_TYPE_INVALID_SCHEME", "Scheme %q must be one of ('%s').", u.Scheme, strings.Join(schemes, "', '"))
	}
	return s
}
