package slacktest

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"slices"
	"strings"
	"time"
)

// maxBody is the largest body of a request, in bytes.
const maxBody = 1 << 20

// A call is a request to the Web API that came through to its method.
type call struct {
	*args
	s      *Server
	method string
}

// A method answers a call, or refuses it.
type method struct {
	answer func(*call) (fields, *apiError)
	app    bool     // it takes the app-level token
	needs  []string // scopes, of which one is enough
}

// serve tells the Web API, response_urls and sockets apart.
func (s *Server) serve(w http.ResponseWriter, r *http.Request) {
	if name, ok := strings.CutPrefix(r.URL.Path, "/api/"); ok {
		s.take(w, r, name, s.serveAPI)
		return
	}
	switch {
	case strings.HasPrefix(r.URL.Path, "/commands/"), strings.HasPrefix(r.URL.Path, "/actions/"):
		s.take(w, r, ToResponseURL, s.serveResponse)
	case r.URL.Path == "/link/":
		s.take(w, r, ToSocket, s.serveSocket)
	default:
		s.record.violate(UnknownMethod, "%s %s", r.Method, r.URL.Path)
		http.NotFound(w, r)
	}
}

// take records a request and has it served, or spoilt by a fault.
func (s *Server) take(w http.ResponseWriter, r *http.Request, name string, serve func(http.ResponseWriter, *http.Request, []byte)) {
	begun := time.Now()
	body, readErr := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	q := &Request{At: begun, Method: name, Path: r.URL.Path, Header: r.Header, Body: body}
	s.record.begin(q)
	spy := &spyWriter{ResponseWriter: w}
	defer func() { // also where a fault cuts the connection
		s.record.finish(q, func(q *Request) {
			q.Took, q.Status, q.Answer = time.Since(begun), spy.status, spy.body.Bytes()
		})
	}()
	accept := func(w http.ResponseWriter, r *http.Request) {
		s.record.finish(q, func(q *Request) { q.Accepted = true })
		if readErr != nil {
			s.refuse(w, name, errRequestTooLarge)
			return
		}
		serve(w, r, body)
	}
	channel := q.Arg("channel")
	if effect := s.faults.next(*q); effect != nil {
		effect(spy, r, accept)
	} else {
		accept(spy, r)
	}
	s.limiter.told(name, channel, spy.status, spy.Header())
}

// serveAPI answers a request to the Web API.
// https://docs.slack.dev/apis/web-api
func (s *Server) serveAPI(w http.ResponseWriter, r *http.Request, body []byte) {
	name := strings.TrimPrefix(r.URL.Path, "/api/")
	if r.Method != http.MethodPost && r.Method != http.MethodGet {
		s.refuse(w, name, errPostType)
		return
	}
	m, known := s.methods[name]
	if !known {
		s.refuse(w, name, errUnknownMethod)
		return
	}
	a, err := parseArgs(r, body)
	if err != nil {
		s.refuse(w, name, err)
		return
	}
	if err := s.authorise(w, r, m, a); err != nil {
		s.refuse(w, name, err)
		return
	}
	channel, _ := a.values["channel"].(string)
	wait, ignored := s.limiter.take(name, channel)
	if ignored {
		s.record.violate(IgnoredRetryAfter, "%s of %s, with %v still to wait", name, channel, wait)
	}
	if wait > 0 {
		s.refuse(w, name, rateLimited(wholeSeconds(wait)))
		return
	}
	answer, err := m.answer(&call{args: a, s: s, method: name})
	if err != nil {
		s.refuse(w, name, err)
		return
	}
	answer["ok"] = true
	if r.Header.Get("Content-Type") == "application/json" {
		warn(answer)
	}
	send(w, http.StatusOK, answer)
}

// warn tells a client that its JSON body did not name a charset, as Slack does.
func warn(answer fields) {
	answer["warning"] = "missing_charset"
	meta, ok := answer["response_metadata"].(fields)
	if !ok {
		meta = fields{}
		answer["response_metadata"] = meta
	}
	meta["warnings"] = []string{"missing_charset"}
}

// authorise checks the token of a call and the scopes that it takes.
func (s *Server) authorise(w http.ResponseWriter, r *http.Request, m method, a *args) *apiError {
	token := a.token(r.Header)
	s.mu.Lock()
	bot, app, scopes := s.botRefused, s.appRefused, s.scopes
	s.mu.Unlock()
	switch {
	case token == "":
		return errNotAuthed
	case token == s.cfg.AppToken && app != "":
		return refusal(app)
	case token == s.cfg.BotToken && bot != "":
		return refusal(bot)
	case token != s.cfg.AppToken && token != s.cfg.BotToken:
		return errInvalidAuth
	case m.app != (token == s.cfg.AppToken):
		return errTokenType
	}
	if m.app {
		scopes = []string{"connections:write"}
	}
	w.Header().Set("X-OAuth-Scopes", strings.Join(scopes, ","))
	w.Header().Set("X-Accepted-OAuth-Scopes", strings.Join(m.needs, ","))
	if len(m.needs) > 0 && !slices.ContainsFunc(m.needs, func(n string) bool { return slices.Contains(scopes, n) }) {
		return missingScope(m.needs...)
	}
	return nil
}

// refuse answers with a refusal, and notes it where the app brought it on
// itself.
func (s *Server) refuse(w http.ResponseWriter, name string, err *apiError) {
	if err.blame != "" {
		s.record.violate(err.blame, "%s: %v", name, err)
	}
	if err.retry > 0 {
		writeTooMany(w, err.retry)
		return
	}
	s.mu.Lock()
	scopes := s.scopes
	s.mu.Unlock()
	send(w, http.StatusOK, err.fields(scopes))
}

// send writes an answer.
func send(w http.ResponseWriter, status int, body fields) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(body)
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

// Unwrap lets a socket take the connection over.
func (w *spyWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }
