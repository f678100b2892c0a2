package discordtest

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// maxBody is the largest body of a request, in bytes.
// https://discord.com/developers/docs/reference#uploading-files
const maxBody = 25 << 20

// A reply is what a route answers: a status and a value to send as JSON, or no
// body where it is nil.
type reply struct {
	status int
	body   any
}

func ok(body any) reply { return reply{http.StatusOK, body} }

func noContent() reply { return reply{status: http.StatusNoContent} }

// A call is a request that came through to its route.
type call struct {
	*http.Request
	route string
	raw   []byte   // the JSON
	files []string // names of uploaded files
	value any      // raw, decoded strictly
}

// A route answers a call, or refuses it.
type route func(*call) (reply, *apiError)

// serveAPI answers a request to the REST API; rest is its path behind /api.
func (s *Server) serveAPI(w http.ResponseWriter, r *http.Request, rest string) {
	begun := time.Now()
	version, path := apiVersion(rest)
	body, readErr := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	q := &Request{
		At: begun, Method: r.Method, Path: path, Query: r.URL.RawQuery, Version: version,
		Header: r.Header, Body: body,
	}
	s.record.begin(q)
	spy := &spyWriter{ResponseWriter: w}
	defer func() { // also where a fault cuts the connection
		s.record.finish(q, func(q *Request) {
			q.Took, q.Status, q.Answer = time.Since(begun), spy.status, spy.body.Bytes()
		})
	}()

	inner := *r
	url := *r.URL
	url.Path, url.RawPath = path, ""
	inner.URL, inner.RequestURI = &url, ""
	inner.Body = io.NopCloser(bytes.NewReader(body))
	_, pattern := s.mux.Handler(&inner)
	key := routeKeyOf(pattern, path)

	accept := func(w http.ResponseWriter, r *http.Request) {
		s.record.finish(q, func(q *Request) { q.Accepted = true })
		switch {
		case readErr != nil:
			send(w, errTooLarge.answer())
		case version == 0:
			s.record.violate(UnknownRoute, "%s %s: no known version of the API", r.Method, rest)
			send(w, errVersion.answer())
		case pattern == "":
			s.record.violate(UnknownRoute, "%s %s", r.Method, path)
			send(w, s.unknownRoute(r).answer())
		default:
			s.mux.ServeHTTP(w, r)
		}
	}
	switch effect := s.faults.next(r.Method, path); {
	case s.limiter.banned():
		TooManyBare()(spy, &inner, accept)
	case effect != nil:
		effect(spy, &inner, accept)
	default:
		accept(spy, &inner)
	}
	s.limiter.told(key, spy.status, spy.Header())
}

// apiVersion reads "/v10/users/@me"; the version is 0 where it is none that is
// spoken here.
func apiVersion(rest string) (version int, path string) {
	v, tail, _ := strings.Cut(strings.TrimPrefix(rest, "/"), "/")
	switch v {
	case "v9", "v10":
		version, _ = strconv.Atoi(v[1:])
		return version, "/" + tail
	}
	return 0, rest
}

// unknownRoute tells a wrong method from a wrong path.
func (s *Server) unknownRoute(r *http.Request) *apiError {
	for _, m := range []string{"GET", "POST", "PUT", "PATCH", "DELETE"} {
		if _, p := s.mux.Handler(&http.Request{Method: m, URL: r.URL, Host: r.Host}); p != "" {
			return errWrongMethod
		}
	}
	return errNotFound
}

// handle serves a route behind the checks that all share. Those with open need
// no token of the bot.
func (s *Server) handle(mux *http.ServeMux, pattern string, open bool, h route) {
	mux.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) {
		if !open && r.Header.Get("Authorization") != "Bot "+s.cfg.Token {
			send(w, errUnauthorized.answer())
			return
		}
		wait, scope, ignored := s.limiter.take(routeKeyOf(pattern, r.URL.Path), w.Header())
		if ignored {
			s.record.violate(IgnoredRetryAfter, "%s %s, with %v still to wait", r.Method, r.URL.Path, wait)
		}
		if wait > 0 {
			writeTooMany(w, wait, scope)
			return
		}
		c := &call{Request: r, route: pattern}
		err := c.readBody()
		var answer reply
		if err == nil {
			answer, err = h(c)
		}
		if err != nil {
			s.violateBody(c, err)
			answer = err.answer()
		}
		send(w, answer)
	})
}

// violateBody notes a body that was refused for what it says.
func (s *Server) violateBody(c *call, err *apiError) {
	switch {
	case err.status != http.StatusBadRequest || err.noted || err == errAcknowledged:
		return
	case err == errNonText || err == errArchived || err == errLocked:
		return // the world's fault, not the body's
	}
	what, _ := json.Marshal(err.answer().body)
	s.record.violate(InvalidBody, "%s %s: %s", c.Method, c.URL.Path, what)
}

// send writes a reply.
func send(w http.ResponseWriter, a reply) {
	if a.body == nil {
		w.WriteHeader(a.status)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(a.status)
	_ = json.NewEncoder(w).Encode(a.body)
}

// spyWriter remembers what was answered.
type spyWriter struct {
	http.ResponseWriter
	status int
	body   bytes.Buffer
}

func (w *spyWriter) WriteHeader(status int) {
	if w.status == 0 {
		w.status = status
	}
	w.ResponseWriter.WriteHeader(status)
}

func (w *spyWriter) Write(b []byte) (int, error) {
	if w.status == 0 {
		w.status = http.StatusOK
	}
	w.body.Write(b)
	return w.ResponseWriter.Write(b)
}
