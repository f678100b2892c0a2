package slacktest

import (
	"encoding/json"
	"fmt"
	"maps"
	"mime"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"marquee/bots/wiretest"
)

// args are the arguments of a call, from a form or a JSON body, being read one
// by one. end tells what was wrong with them and refuses those that nobody read.
type args struct {
	values map[string]any
	form   bool // every value is a text
	read   map[string]bool
	wrong  []string
}

func newArgs(values map[string]any, form bool) *args {
	maps.DeleteFunc(values, func(_ string, v any) bool { return v == nil })
	return &args{values: values, form: form, read: map[string]bool{}}
}

// parseArgs reads the arguments of a request to the Web API.
// https://docs.slack.dev/apis/web-api#post_bodies
func parseArgs(r *http.Request, body []byte) (*args, *apiError) {
	text := string(body)
	if r.Method == http.MethodGet {
		text = r.URL.RawQuery
	} else if len(body) > 0 {
		kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
		switch {
		case err == nil && kind == "application/json":
			return jsonArgs(body)
		case err != nil || kind != "application/x-www-form-urlencoded":
			return nil, errPostType
		}
	}
	form, err := url.ParseQuery(text)
	if err != nil {
		return nil, errInvalidForm
	}
	values := map[string]any{}
	for k, v := range form {
		if len(v) != 1 {
			return nil, invalid("the argument " + k + " is given twice")
		}
		if !utf8.ValidString(k + v[0]) {
			return nil, errInvalidForm
		}
		values[k] = v[0]
	}
	return newArgs(values, true), nil
}

func jsonArgs(body []byte) (*args, *apiError) {
	value, err := wiretest.DecodeStrict(body)
	if err != nil {
		return nil, errInvalidJSON
	}
	values, ok := value.(map[string]any)
	if !ok {
		return nil, blamed("json_not_object", InvalidBody)
	}
	return newArgs(values, false), nil
}

func (a *args) fault(format string, values ...any) {
	a.wrong = append(a.wrong, fmt.Sprintf(format, values...))
}

func (a *args) has(key string) bool {
	a.read[key] = true
	_, ok := a.values[key]
	return ok
}

// str reads a text, "" where it is absent.
func (a *args) str(key string) string {
	if !a.has(key) {
		return ""
	}
	switch v := a.values[key].(type) {
	case string:
		return v
	case json.Number:
		return string(v)
	}
	a.fault("must be a string [json-pointer:/%s]", key)
	return ""
}

// need reads a text that must be there.
func (a *args) need(key string) string {
	s := a.str(key)
	if s == "" {
		a.fault("missing required field: %s", key)
	}
	return s
}

// flag reads a boolean: true or false, or the same as a text or as 1 and 0.
func (a *args) flag(key string, otherwise bool) bool {
	if !a.has(key) {
		return otherwise
	}
	switch v := a.values[key].(type) {
	case bool:
		return v
	case string:
		if b, err := strconv.ParseBool(v); err == nil {
			return b
		}
	}
	a.fault("must be a boolean [json-pointer:/%s]", key)
	return otherwise
}

// number reads a whole number.
func (a *args) number(key string, otherwise int) int {
	if !a.has(key) {
		return otherwise
	}
	n, err := strconv.Atoi(fmt.Sprint(a.values[key]))
	if err != nil {
		a.fault("must be an integer [json-pointer:/%s]", key)
	}
	return n
}

// json reads a value that a form carries as JSON in a text, and a JSON body
// either so or as it is. ok is false where it is absent.
func (a *args) json(key string) (v any, ok bool, err error) {
	if !a.has(key) {
		return nil, false, nil
	}
	s, text := a.values[key].(string)
	if !text {
		return a.values[key], true, nil
	}
	v, err = wiretest.DecodeStrict([]byte(s))
	return v, true, err
}

// ignore takes arguments that change nothing here.
func (a *args) ignore(keys ...string) {
	for _, k := range keys {
		a.read[k] = true
	}
}

// end returns what was wrong, or nil.
func (a *args) end() *apiError {
	for _, k := range slices.Sorted(maps.Keys(a.values)) {
		if !a.read[k] {
			a.fault("unknown argument: %s", k)
		}
	}
	if len(a.wrong) > 0 {
		return invalid(a.wrong...)
	}
	return nil
}

// token returns the token of a request: of its header or, in forms alone, of its
// arguments.
func (a *args) token(h http.Header) string {
	if bearer, ok := strings.CutPrefix(h.Get("Authorization"), "Bearer "); ok {
		if a.form {
			a.ignore("token")
		}
		return bearer
	}
	if a.form {
		return a.str("token")
	}
	return ""
}
