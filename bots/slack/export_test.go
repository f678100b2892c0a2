package slack

import (
	"encoding/json"

	slackgo "github.com/slack-go/slack"

	"marquee/internal/chat"
)

// Rendered returns a card as it goes out: in answer to somebody, or unasked.
func Rendered(c chat.Card, unasked, pictures bool) (text string, blocks []byte, err error) {
	l := look{stamp: stamp{asker: "U1", nonce: "n"}, pictures: pictures}
	if unasked {
		l.stamp, l.pings = noticeStamp("K1"), true
	}
	m := messageOf(c, l)
	blocks, err = json.MarshalIndent(slackgo.Blocks{BlockSet: m.blocks}, "", "  ")
	return m.text, blocks, err
}

// FormBody returns a form as it goes out.
func FormBody(f chat.Form) ([]byte, error) {
	return json.Marshal(formView(f, formState{Route: f.Route, Channel: "C1"}))
}

// End has a running adapter take no more, as at the end of Run.
func End(a *Adapter) {
	s := a.current()
	s.mu.Lock()
	defer s.mu.Unlock()
	s.ending = true
}
