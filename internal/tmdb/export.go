package tmdb

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"marquee/internal/film"
)

// standstill is how long a list may send nothing before it counts as broken off.
const standstill = time.Minute

// An Export is one of the lists of all ids that TMDB makes each day, packed with
// gzip. Such a list takes no key.
type Export struct {
	Name string // of the file: "movie_ids_11_23_2026.json.gz"
	Size int64  // in bytes, as packed; -1 where the server does not say
	Tag  string // changes when the file does; "" where the server gives none

	c *Client
}

// FilmExport finds the list of films of a day. TMDB makes it by 8:00 UTC; before
// that, and three months later, it is film.ErrNotFound. The list has no
// pornographic films.
func (c *Client) FilmExport(ctx context.Context, day film.Date) (*Export, error) {
	return c.export(ctx, "movie_ids", day)
}

// PersonExport finds the list of people of a day, as FilmExport does.
func (c *Client) PersonExport(ctx context.Context, day film.Date) (*Export, error) {
	return c.export(ctx, "person_ids", day)
}

func (c *Client) export(ctx context.Context, list string, day film.Date) (*Export, error) {
	day = day.First()
	if day.IsZero() {
		return nil, fmt.Errorf("a list of ids: %w", film.ErrDate)
	}
	e := &Export{Name: fmt.Sprintf("%s_%02d_%02d_%04d.json.gz", list, day.Month(), day.Day(), day.Year()), c: c}
	own, cancel := context.WithTimeout(ctx, oneTry)
	defer cancel()
	resp, err := e.request(own, http.MethodHead, nil)
	if err != nil {
		return nil, asking(e.Name, c.down(ctx, err))
	}
	resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, asking(e.Name, exportRefusal(resp))
	}
	e.Size, e.Tag = resp.ContentLength, resp.Header.Get("ETag")
	return e, nil
}

// Open returns the list's bytes, still packed, from offset on: 0, or as many as
// an earlier try has got. The list must be closed. A read fails with
// film.ErrDown where the list breaks off or stands still for a minute; then it
// may be opened again from there. ctx counts until the list is closed.
func (e *Export) Open(ctx context.Context, offset int64) (io.ReadCloser, error) {
	if offset < 0 || e.Size >= 0 && offset > e.Size {
		return nil, fmt.Errorf("%s: there is no byte %d", e.Name, offset)
	}
	if offset > 0 && offset == e.Size {
		return io.NopCloser(strings.NewReader("")), nil
	}
	header := http.Header{}
	if offset > 0 {
		header.Set("Range", fmt.Sprintf("bytes=%d-", offset))
		if e.Tag != "" && !strings.HasPrefix(e.Tag, "W/") {
			header.Set("If-Range", e.Tag)
		}
	}
	own, cancel := context.WithCancelCause(ctx)
	quiet := time.AfterFunc(standstill, func() { cancel(errStandstill) })
	s := &stream{own: own, ctx: ctx, c: e.c, name: e.Name, quiet: quiet, cancel: cancel}
	resp, err := e.request(own, http.MethodGet, header)
	quiet.Stop()
	if err != nil {
		s.stop()
		return nil, asking(e.Name, s.down(err))
	}
	s.body = resp.Body
	switch tag := resp.Header.Get("ETag"); {
	case e.Tag != "" && tag != "" && tag != e.Tag:
		err = fmt.Errorf("%w: the list has changed meanwhile", film.ErrDown)
	case resp.StatusCode == http.StatusPartialContent && offset > 0:
		if !strings.HasPrefix(resp.Header.Get("Content-Range"), "bytes "+strconv.FormatInt(offset, 10)+"-") {
			err = fmt.Errorf("%w: another part than was asked for", film.ErrDown)
		}
	case resp.StatusCode == http.StatusOK: // a server that knows no parts sends all
		_, err = io.CopyN(io.Discard, s, offset)
	default:
		err = exportRefusal(resp)
	}
	if err != nil {
		s.Close()
		return nil, asking(e.Name, err)
	}
	return s, nil
}

// request asks for the file as it is: package http would otherwise unpack what a
// server marks as packed, and offsets would mean nothing.
func (e *Export) request(ctx context.Context, method string, header http.Header) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, method, e.c.exports.JoinPath(url.PathEscape(e.Name)).String(), nil)
	if err != nil {
		return nil, err
	}
	for name, values := range header {
		req.Header[name] = values
	}
	req.Header.Set("Accept-Encoding", "identity")
	req.Header.Set("User-Agent", userAgent)
	return e.c.files.Do(req)
}

// exportRefusal reads the status of a list that is not given. Its server says
// "forbidden" of files that it does not have.
func exportRefusal(resp *http.Response) error {
	switch resp.StatusCode {
	case http.StatusNotFound, http.StatusForbidden, http.StatusGone:
		return film.ErrNotFound
	case http.StatusTooManyRequests:
		return &film.BusyError{Source: Name, After: retryAfter(resp.Header.Get("Retry-After"))}
	}
	return fmt.Errorf("%w: status %d", film.ErrDown, resp.StatusCode)
}

var errStandstill = errors.New("nothing came for a minute")

// stream is the body of a list, which ends when nothing comes any longer.
type stream struct {
	own, ctx context.Context
	c        *Client
	name     string
	body     io.ReadCloser
	quiet    *time.Timer
	cancel   context.CancelCauseFunc
}

// Read reads on, with film.ErrDown for what is no proper end.
func (s *stream) Read(p []byte) (int, error) {
	s.quiet.Reset(standstill)
	n, err := s.body.Read(p)
	s.quiet.Stop() // a reader may take its time
	if err != nil && err != io.EOF {
		err = fmt.Errorf("reading %s: %w", s.name, s.down(err))
	}
	return n, err
}

// Close ends the request.
func (s *stream) Close() error {
	err := s.body.Close()
	s.stop()
	return err
}

func (s *stream) stop() {
	s.quiet.Stop()
	s.cancel(context.Canceled)
}

func (s *stream) down(err error) error {
	if s.ctx.Err() == nil && context.Cause(s.own) == errStandstill {
		return fmt.Errorf("%w: %w", film.ErrDown, errStandstill)
	}
	return s.c.down(s.ctx, err)
}
