package slacktest

import (
	"net/url"
	"slices"
	"strings"
	"unicode/utf16"
)

// textLength is the length of s in UTF-16 units: the widest of the ways in which
// Slack's parts count, so what passes here passes there.
func textLength(s string) int {
	n := 0
	for _, r := range s {
		n += max(1, utf16.RuneLen(r))
	}
	return n
}

// Kinds of text objects.
const (
	plainText = "plain_text"
	mrkdwn    = "mrkdwn"
)

// text reads a text object of 1 to most characters whose type is one of those
// given, and returns its text.
// https://docs.slack.dev/reference/block-kit/composition-objects/text-object
func (o *object) text(key string, most int, types ...string) string {
	t := o.object(key)
	if t == nil {
		return ""
	}
	return checkText(t, most, types...)
}

func checkText(t *object, most int, types ...string) string {
	kind := ""
	if t.required("type") {
		kind = t.choice("type", types...)
	}
	s := ""
	if t.required("text") {
		s = t.str("text", 1, most)
	}
	if t.has("emoji") && kind == mrkdwn {
		t.fault("emoji", "only allowed in plain_text")
	}
	t.boolean("emoji")
	if t.has("verbatim") && kind == plainText {
		t.fault("verbatim", "only allowed in mrkdwn")
	}
	t.boolean("verbatim")
	t.end()
	return s
}

// address reads a web address.
func (o *object) address(key string, most int) string {
	s := o.str(key, 1, most)
	if s == "" {
		return ""
	}
	u, err := url.Parse(s)
	if err != nil || u.Host == "" || !slices.Contains([]string{"http", "https"}, strings.ToLower(u.Scheme)) {
		o.fault(key, "must be a valid URL")
	}
	return s
}

// confirm reads the dialog that a person has to confirm.
// https://docs.slack.dev/reference/block-kit/composition-objects/confirmation-dialog-object
func (o *object) confirm() {
	c := o.object("confirm")
	if c == nil {
		return
	}
	c.required("title")
	c.text("title", maxConfirmTitle, plainText)
	c.required("text")
	c.text("text", maxConfirmText, plainText, mrkdwn)
	c.required("confirm")
	c.text("confirm", maxConfirmButton, plainText)
	c.required("deny")
	c.text("deny", maxConfirmButton, plainText)
	c.choice("style", "primary", "danger")
	c.end()
}
