package slacktest

import (
	"mime"
	"net/http"
	"strings"
	"time"
)

// serveResponse takes an answer at a response_url: within half an hour, five
// times. A refused answer counts as one of the five.
// https://docs.slack.dev/interactivity/handling-user-interaction#message_responses
func (s *Server) serveResponse(w http.ResponseWriter, r *http.Request, body []byte) {
	err := s.respond(r, body)
	if err == nil {
		w.Header().Set("Content-Type", "text/html")
		_, _ = w.Write([]byte("ok"))
		return
	}
	if err.blame != "" {
		s.record.violate(err.blame, "response_url: %v", err)
	}
	send(w, s.cfg.RefusalStatus, fields{"ok": false, "error": err.name})
}

func (s *Server) respond(r *http.Request, body []byte) *apiError {
	parts := strings.Split(r.URL.Path, "/")
	s.mu.Lock()
	i := s.responses[parts[len(parts)-1]]
	s.mu.Unlock()
	switch {
	case i == nil || i.ResponseURL() != "http://"+i.s.net.Addr().String()+r.URL.Path:
		return errResponseUnknown
	case r.Method != http.MethodPost || !isJSON(r.Header):
		return errPostType
	case time.Since(i.made) > s.cfg.ResponseLife:
		return errResponseExpired
	}
	s.mu.Lock()
	i.uses++
	used := i.uses > responseUses
	s.mu.Unlock()
	if used {
		return errResponseUsed
	}
	a, err := jsonArgs(body)
	if err != nil {
		return err
	}
	said, err := s.readAnswer(a, "response_url")
	if err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return i.show(said)
}

// isJSON reports whether a body is JSON by its headers.
func isJSON(h http.Header) bool {
	kind, _, err := mime.ParseMediaType(h.Get("Content-Type"))
	return err == nil && kind == "application/json"
}

// An answer is the message that a response_url or an acknowledgement carries.
type answer struct {
	*draft
	kind          string // "ephemeral", "in_channel" or "", which means ephemeral
	replace, gone bool   // the message that was used is to be replaced, or deleted
}

// readAnswer reads an answer and refuses it for what Slack would refuse.
func (s *Server) readAnswer(a *args, what string) (answer, *apiError) {
	said := answer{
		kind: a.str("response_type"), replace: a.flag("replace_original", false), gone: a.flag("delete_original", false),
	}
	var err *apiError
	if said.draft, err = s.readDraft(a); err != nil {
		return said, err
	}
	if err := a.end(); err != nil {
		return said, err
	}
	if said.kind != "" && said.kind != "ephemeral" && said.kind != "in_channel" {
		return said, invalid("must be a valid enum value [json-pointer:/response_type]")
	}
	if said.gone {
		return said, nil
	}
	return said, s.complete(said.draft, what)
}

// show posts an answer, or puts it in the place of the message that was used, or
// deletes that one. It needs the lock.
func (i *Interaction) show(said answer) *apiError {
	s, m := i.s, i.source
	original := said.replace || said.gone
	if original && m == nil {
		// Slack then does as if nothing of the kind was said.
		s.record.violate(NothingToReplace, "%s", i)
		original = false
		if said.gone {
			return nil
		}
	}
	switch {
	case original && i.channel.find(m.ts) == nil:
		return errMessageNotFound
	case original && said.gone:
		i.channel.remove(m)
		i.settle()
		return nil
	case original:
		if said.kind != "" && (said.kind == "ephemeral") != (m.to != nil) {
			s.record.violate(PrivacyChanged, "%s: response_type %s in the place of another", i, said.kind)
		}
		said.draft.put(m)
		s.appeared(m, i)
		return nil
	}
	posted := said.message(i.channel, s.bot)
	if posted.thread == "" && m != nil {
		posted.thread = m.thread
	}
	if said.kind != "in_channel" {
		posted.to, posted.metadata = i.user, nil
	}
	s.post(posted)
	s.appeared(posted, i)
	return nil
}
