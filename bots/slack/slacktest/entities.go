package slacktest

import "strings"

var toEntities = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

// entities returns a copy of blocks as Slack gives them back: in plain_text, &,
// < and > have become entities.
func entities(v any) any {
	switch v := v.(type) {
	case map[string]any:
		copied := make(map[string]any, len(v))
		for k, field := range v {
			copied[k] = entities(field)
		}
		if text, ok := v["text"].(string); ok && v["type"] == plainText {
			copied["text"] = toEntities.Replace(text)
		}
		return copied
	case []any:
		copied := make([]any, len(v))
		for i, item := range v {
			copied[i] = entities(item)
		}
		return copied
	}
	return v
}

// shownText is a text object as Slack gives it back.
func (t *Text) shown() *Text {
	if t == nil || t.Type != plainText {
		return t
	}
	copied := *t
	copied.Text = toEntities.Replace(t.Text)
	return &copied
}
