package slack

import (
	"context"
	"encoding/json"
	"strings"
	"time"

	slackgo "github.com/slack-go/slack"

	"marquee/internal/chat"
	"marquee/internal/chat/clip"
)

// suggestions is the answer to a search: what travels in its acknowledgement.
type suggestions struct {
	Options []*slackgo.OptionBlockObject `json:"options"`
}

// suggest answers a search in a form, from local data and within the time and
// the size of an acknowledgement.
func (a *Adapter) suggest(ctx context.Context, h chat.Handler, in slackgo.InteractionCallback) (out suggestions) {
	out = suggestions{[]*slackgo.OptionBlockObject{}}
	defer func() {
		if p := recover(); p != nil {
			a.logPanic(turn{}, p)
		}
	}()
	s, ok := readState(in.View.PrivateMetadata)
	if !ok {
		return out
	}
	typed := strings.TrimSpace(in.Value)
	r := chat.Request{
		Route: s.Route, Asker: personOf(in.User), Direct: s.Direct, At: time.Now(), Locale: a.people.locale(in.User.ID),
		Target: a.target(in.Team.ID, s.Channel),
	}
	r.Target.Thread = s.Thread
	ctx, cancel := context.WithTimeout(ctx, triggerLife)
	defer cancel()
	offered := make(map[string]bool)
	for _, c := range h.Suggest(ctx, r, in.BlockID, typed) {
		if c.Value == "" || clip.UTF16(c.Value) > maxOptionValue || offered[c.Value] || len(out.Options) == chat.MaxChoices {
			continue
		}
		offered[c.Value] = true
		out.Options = append(out.Options, option(c.Label, "", c.Value))
	}
	// What is not offered can be asked for all the same: a search box takes no
	// text of its own.
	if len(out.Options) == 0 && typed != "" && clip.UTF16(typed) <= maxOptionValue {
		out.Options = append(out.Options, option(typed, "Not in my list: look for it all the same", typed))
	}
	return out.clamped()
}

// clamped leaves out what would make the acknowledgement too large.
func (s suggestions) clamped() suggestions {
	for len(s.Options) > 0 {
		if raw, err := json.Marshal(s); err == nil && len(raw) < maxAck-1024 {
			break
		}
		s.Options = s.Options[:len(s.Options)-1]
	}
	return s
}
