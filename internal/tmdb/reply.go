package tmdb

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"

	"marquee/internal/film"
)

const (
	// maxBody is more than ten times the largest film there is.
	maxBody = 10 << 20
	// maxError is what is read of an answer that only says what went wrong.
	maxError = 64 << 10
	// longestBusy is as far as TMDB's word is taken on when to ask again.
	longestBusy = time.Hour
)

// A reply is TMDB's answer to one question.
type reply struct {
	body      []byte
	unchanged bool // there is no body: the one that the asker has is still right
	header    http.Header
}

// troubleError is film.ErrDown of an API that says it is in trouble, which may
// pass soon.
type troubleError struct{ status int }

func (e *troubleError) Error() string {
	return fmt.Sprintf("%s: status %d", film.ErrDown, e.status)
}

func (e *troubleError) Unwrap() error { return film.ErrDown }

// read turns an answer into a reply, or into the error that it is.
func (c *Client) read(ctx context.Context, resp *http.Response) (*reply, error) {
	switch status := resp.StatusCode; {
	case status == http.StatusNotModified:
		return &reply{unchanged: true, header: resp.Header}, nil
	case status != http.StatusOK:
		return nil, c.refusal(resp)
	case resp.ContentLength > maxBody:
		return nil, fmt.Errorf("%w: an answer of %d bytes", film.ErrDown, resp.ContentLength)
	}
	body, err := io.ReadAll(io.LimitReader(resp.Body, maxBody+1))
	switch {
	case err != nil:
		return nil, c.down(ctx, fmt.Errorf("the answer broke off: %w", err))
	case len(body) > maxBody:
		return nil, fmt.Errorf("%w: an answer of more than %d bytes", film.ErrDown, maxBody)
	}
	return &reply{body: body, header: resp.Header}, nil
}

// refusal reads an answer that is none. Not every one comes from TMDB: a proxy
// on the way, or a wrong address, has a "not found" of its own, which says
// nothing about a film.
func (c *Client) refusal(resp *http.Response) error {
	raw, _ := io.ReadAll(io.LimitReader(resp.Body, maxError))
	var said struct {
		Code number `json:"status_code"`
	}
	fromTMDB := json.Unmarshal(raw, &said) == nil && said.Code != 0
	switch status := resp.StatusCode; {
	case status == http.StatusUnauthorized, status == http.StatusForbidden && fromTMDB:
		return film.ErrRefused
	case status == http.StatusNotFound && fromTMDB:
		return film.ErrNotFound
	case status == http.StatusTooManyRequests:
		after := retryAfter(resp.Header.Get("Retry-After"))
		if after > 0 {
			c.notBefore.Store(time.Now().Add(after).UnixNano())
		}
		return &film.BusyError{Source: Name, After: after}
	case status >= 500:
		return &troubleError{status}
	case fromTMDB:
		return fmt.Errorf("%w: status %d, code %d", film.ErrDown, status, said.Code.int())
	default:
		return fmt.Errorf("%w: status %d", film.ErrDown, status)
	}
}

// retryAfter reads a number of seconds or a date; 0 where there is neither.
func retryAfter(s string) time.Duration {
	s = strings.TrimSpace(s)
	if n, err := strconv.ParseUint(s, 10, 31); err == nil {
		return min(time.Duration(n)*time.Second, longestBusy)
	}
	if t, err := http.ParseTime(s); err == nil {
		return max(0, min(time.Until(t), longestBusy))
	}
	return 0
}

// decode reads an answer. A field of another type than it should have is left
// empty, as if TMDB did not know it; what is no JSON at all is no answer.
func decode(body []byte, into any) error {
	err := json.Unmarshal(body, into)
	var other *json.UnmarshalTypeError
	if err == nil || errors.As(err, &other) && other.Field != "" {
		return nil
	}
	// The error's own text may quote the answer, so it is not passed on.
	return fmt.Errorf("%w: an answer that cannot be read", film.ErrDown)
}
