package tmdb

import (
	"errors"
	"net/http"
	"net/url"
	"strings"
)

// A key is what TMDB lets somebody in with: a token of version 4, which is a JWT
// and goes into a header, or a key of version 3, which has to go into the
// address.
type key struct{ secret string }

func newKey(s string) (key, error) {
	for _, r := range s {
		if r <= ' ' || r > '~' {
			return key{}, errors.New("the TMDB key holds a space, a line's end or another character that no key has")
		}
	}
	return key{s}, nil
}

// String hides the key from whoever prints it.
func (k key) String() string { return "(hidden)" }

// GoString hides the key from whoever prints it.
func (k key) GoString() string { return k.String() }

// sign puts the key where it belongs.
func (k key) sign(r *http.Request) {
	if strings.Contains(k.secret, ".") {
		r.Header.Set("Authorization", "Bearer "+k.secret)
		return
	}
	q := r.URL.Query()
	q.Set("api_key", k.secret)
	r.URL.RawQuery = q.Encode()
}

// hide takes the key out of a text of somebody else's making.
func (k key) hide(s string) string {
	if k.secret == "" {
		return s
	}
	return strings.NewReplacer(k.secret, k.String(), url.QueryEscape(k.secret), k.String()).Replace(s)
}
