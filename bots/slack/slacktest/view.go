package slacktest

import (
	"encoding/json"
	"fmt"
	"slices"
)

// A view is a form that stands open before a person, or their App Home. It is
// guarded by the server's lock.
type view struct {
	id     string
	user   *User
	home   bool
	raw    map[string]any // as the app sent it, with ids filled in
	blocks []Block
	hash   string
	root   *view               // the form that it stands on; itself at the bottom
	errors map[string]string   // by block
	typed  map[string]string   // what stands in the boxes, by block
	found  map[string][]Option // what was found by searches, by block
	from   *Interaction        // what opened it; nil where an acknowledgement or nothing did
}

// newView needs the lock.
func (s *Server) newView(u *User, value map[string]any, home bool) *view {
	v := &view{id: s.ids.next("V"), user: u, home: home, typed: map[string]string{}, found: map[string][]Option{}}
	v.root = v
	v.set(value)
	return v
}

// set puts a new content into the view. It needs the lock.
func (v *view) set(value map[string]any) {
	list, _ := value["blocks"].([]any)
	v.raw = value
	v.raw["blocks"], v.blocks = v.user.s.adopt(list)
	v.hash = fmt.Sprintf("%s.%s", v.user.s.ids.ts()[:10], secret(4))
	v.errors = nil
}

func (v *view) str(key string) string {
	s, _ := v.raw[key].(string)
	return s
}

func (v *view) flag(key string) bool {
	b, _ := v.raw[key].(bool)
	return b
}

// text returns the text of a text object of the view.
func (v *view) text(key string) string {
	var t Text
	if json.Unmarshal(rawJSON(v.raw[key]), &t) != nil {
		return ""
	}
	return t.Text
}

// wire is the view as Slack gives it back. It needs the lock.
// https://docs.slack.dev/reference/objects/view-object
func (v *view) wire(state any) fields {
	s := v.user.s
	if state == nil {
		state = fields{"values": fields{}}
	}
	w := fields{
		"id": v.id, "team_id": s.team, "type": v.raw["type"], "blocks": v.raw["blocks"], "hash": v.hash,
		"private_metadata": v.str("private_metadata"), "callback_id": v.str("callback_id"),
		"external_id": v.str("external_id"), "state": state, "app_id": s.app, "bot_id": s.botID,
		"root_view_id": v.root.id, "previous_view_id": nil, "app_installed_team_id": s.team,
		"clear_on_close": v.flag("clear_on_close"), "notify_on_close": v.flag("notify_on_close"),
		"title": v.raw["title"], "close": v.raw["close"], "submit": v.raw["submit"],
	}
	if at := slices.Index(v.user.views, v); at > 0 {
		w["previous_view_id"] = v.user.views[at-1].id
	}
	return w
}

// view returns an open view by its id or its external_id, or nil. It needs the
// lock.
func (s *Server) view(id, external string) *view {
	for _, u := range s.users {
		for _, v := range append(slices.Clone(u.views), u.home) {
			if v != nil && (id != "" && v.id == id || external != "" && v.str("external_id") == external) {
				return v
			}
		}
	}
	return nil
}
