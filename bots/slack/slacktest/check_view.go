package slacktest

import "encoding/json"

// checkView reads a view and notes everything that Slack would refuse.
// https://docs.slack.dev/reference/views
func (s *Server) checkView(value any, want surface) *apiError {
	raw, _ := json.Marshal(value)
	if len(raw) > maxViewBytes {
		return errViewTooLarge
	}
	faults := &problems{}
	v := newObject(value, "/view", faults)
	c := &checker{surface: want, fetch: s.fetches, blockIDs: map[string]bool{}, faults: faults}
	types := map[surface]string{onModal: "modal", onHome: "home"}
	if v.required("type") {
		v.choice("type", types[want])
	}
	if v.required("blocks") {
		c.blocks(v.list("blocks", 0, maxViewBlocks), v.path("blocks"))
	}
	v.str("private_metadata", 0, maxPrivateMetadata)
	v.str("callback_id", 0, maxCallbackID)
	v.str("external_id", 0, maxExternalID)
	if want == onModal {
		v.required("title")
		v.text("title", maxViewTitle, plainText)
		v.text("submit", maxViewButton, plainText)
		v.text("close", maxViewButton, plainText)
		v.boolean("clear_on_close")
		v.boolean("notify_on_close")
		v.boolean("submit_disabled")
		if c.inputs > 0 && !v.has("submit") {
			v.here("missing required field: submit")
		}
	}
	v.end()
	return faults.refusal("invalid_arguments")
}
