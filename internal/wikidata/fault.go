package wikidata

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"time"

	"marquee/internal/film"
)

// lagWait is how long Wikidata's rules ask to wait when its servers lag and it
// does not say (https://www.mediawiki.org/wiki/Manual:Maxlag_parameter).
const lagWait = 5 * time.Second

// fault returns the error that an answer of status 200 carries, nil where it
// carries none. An answer cut off in the middle is no answer.
func (e *endpoint) fault(body []byte, h http.Header) error {
	var answer struct {
		Error *struct {
			Code string `json:"code"`
			Info string `json:"info"`
		} `json:"error"`
	}
	if err := json.Unmarshal(body, &answer); err != nil {
		return e.down(fmt.Errorf("an answer that cannot be read: %w", err))
	}
	if answer.Error == nil {
		return nil
	}
	switch code := answer.Error.Code; code {
	case "maxlag":
		// Only background work asks for it, and only that has to wait.
		return &lagging{wait: max(retryAfter(h), lagWait)}
	case "ratelimited", "toomanyrequests":
		return e.busy(retryAfter(h))
	case "no-such-entity", "missingtitle":
		return fmt.Errorf("%s: %w", e.name, film.ErrNotFound)
	default:
		if slices.Contains([]string{"badvalue", "toomanyvalues", "missingparam", "invalidparammix"}, code) {
			// A fault of ours, which asking again does not mend.
			return fmt.Errorf("%s refuses the question: %.60q: %.200q", e.name, code, answer.Error.Info)
		}
		return e.down(fmt.Errorf("%.60q: %.200q", code, answer.Error.Info))
	}
}

// lagging is a film.BusyError of background work alone: the servers lag, which
// keeps nobody else from asking.
type lagging struct{ wait time.Duration }

func (l *lagging) Error() string { return l.Unwrap().Error() }

func (l *lagging) Unwrap() error { return &film.BusyError{Source: Name, After: l.wait} }
