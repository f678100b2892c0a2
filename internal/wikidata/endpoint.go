package wikidata

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"

	"marquee/internal/film"
)

const (
	// maxBody bounds an answer. The largest real ones are fifty entities of some
	// hundred kilobytes each.
	maxBody = 20 << 20
	// apiTimeout bounds one request to the action API.
	apiTimeout = 20 * time.Second
	// sparqlTimeout is a little more than the minute that the query service gives
	// itself (https://www.mediawiki.org/wiki/Wikidata_Query_Service/User_Manual#Query_limits).
	sparqlTimeout = 65 * time.Second
)

// Reasons for film.ErrDown that asking again does not mend.
var (
	errTooLarge = errors.New("an answer that is too large")
	errRefused  = errors.New("the request is refused")
)

// An endpoint is one address that is asked, one request at a time.
type endpoint struct {
	name    string
	address *url.URL
	agent   string
	http    *http.Client
	timeout time.Duration
	turn    turn

	mu        sync.Mutex
	notBefore time.Time // when it may be asked again, after it has said so
}

// once sends one request and reads its answer, which is a JSON object as far as
// one can see. A refused request is not sent again; retry does that.
func (e *endpoint) once(ctx context.Context, query url.Values, background bool) ([]byte, error) {
	if err := e.turn.take(ctx, background); err != nil {
		return nil, e.down(err)
	}
	defer e.turn.give()
	// Who was told to wait by an answer to somebody else waits as well.
	if wait := e.rest(); wait > 0 {
		return nil, &film.BusyError{Source: Name, After: wait}
	}
	ctx, cancel := context.WithTimeout(ctx, e.timeout)
	defer cancel()
	u := *e.address
	given := u.Query()
	for k, v := range query {
		given[k] = v
	}
	u.RawQuery = given.Encode()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return nil, fmt.Errorf("asking %s: %w", e.name, err)
	}
	r.Header.Set("User-Agent", e.agent)
	r.Header.Set("Accept", "application/sparql-results+json, application/json")
	answer, err := e.http.Do(r)
	if err != nil {
		return nil, e.down(err)
	}
	defer answer.Body.Close()
	return e.read(answer)
}

// read takes an answer apart from what only looks like one.
func (e *endpoint) read(answer *http.Response) ([]byte, error) {
	switch code := answer.StatusCode; {
	case code == http.StatusTooManyRequests:
		return nil, e.busy(retryAfter(answer.Header))
	case code == http.StatusServiceUnavailable && retryAfter(answer.Header) > 0:
		return nil, e.busy(retryAfter(answer.Header))
	case code >= 400 && code < 500:
		return nil, e.down(fmt.Errorf("%w with status %d", errRefused, code))
	case code != http.StatusOK:
		return nil, e.down(fmt.Errorf("status %d", code))
	case answer.ContentLength > maxBody:
		return nil, e.down(errTooLarge)
	}
	body, err := io.ReadAll(io.LimitReader(answer.Body, maxBody+1))
	if err != nil {
		return nil, e.down(err)
	}
	if len(body) > maxBody {
		return nil, e.down(errTooLarge)
	}
	if body = bytes.TrimSpace(body); !bytes.HasPrefix(body, []byte("{")) {
		return nil, e.down(errors.New("an answer that is no JSON"))
	}
	return body, e.fault(body, answer.Header)
}

// busy notes for how long nobody is to ask.
func (e *endpoint) busy(wait time.Duration) error {
	e.mu.Lock()
	defer e.mu.Unlock()
	if until := time.Now().Add(wait); until.After(e.notBefore) {
		e.notBefore = until
	}
	return &film.BusyError{Source: Name, After: wait}
}

// rest returns for how long the endpoint is not to be asked.
func (e *endpoint) rest() time.Duration {
	e.mu.Lock()
	defer e.mu.Unlock()
	return max(time.Until(e.notBefore), 0)
}

// down says that the endpoint did not answer, and why. The address is left out:
// it says nothing that the name does not, and is long.
func (e *endpoint) down(why error) error {
	var u *url.Error
	if errors.As(why, &u) {
		why = u.Err
	}
	return fmt.Errorf("%s: %w: %w", e.name, film.ErrDown, why)
}

// retryAfter reads a Retry-After in either form; 0 where there is none that can
// be read.
func retryAfter(h http.Header) time.Duration {
	s := strings.TrimSpace(h.Get("Retry-After"))
	if n, err := strconv.Atoi(s); err == nil {
		return time.Duration(min(max(n, 0), 7*24*60*60)) * time.Second
	}
	if t, err := http.ParseTime(s); err == nil {
		return max(time.Until(t), 0)
	}
	return 0
}
