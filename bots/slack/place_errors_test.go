package slack_test

import (
	"maps"
	"testing"

	"marquee/bots/slack"
	"marquee/bots/slack/slacktest"
	"marquee/internal/bot/bottest"
)

// What the core finds wrong in a form of a command's options stands at the box
// that it is about, and what is right is answered.
func TestErrorsAtTheirBoxes(t *testing.T) {
	r := start(t, bottest.NewWorld(t).Handler, slacktest.Config{}, slack.Options{})
	ann := r.srv.AddUser("ann")
	for _, c := range []struct {
		command string
		filled  map[string]string
		want    map[string]string
	}{
		{"/upcoming", map[string]string{"Region": "Freedonia", "Days": "9999"}, map[string]string{
			"Region": "I know no region called “Freedonia”. Type a country's name or its two letters, such as UK, DE or South Korea.",
			"Days":   "“9999” is no number of days I can look ahead. Give one from 1 to 730.",
		}},
		{"/upcoming", map[string]string{"Days": "soon"}, map[string]string{
			"Days": "“soon” is no number of days I can look ahead. Give one from 1 to 730.",
		}},
		{"/film", map[string]string{"Title": "zzqqxx", "Year": "99999"}, map[string]string{
			"Year": "“99999” is no year of a film. Give one from 1870 to 2200, or leave it out.",
		}},
		{"/releases", map[string]string{"Title": "zzqqxx", "Region": "Freedonia"}, map[string]string{
			"Region": "I know no region called “Freedonia”. Type a country's name or its two letters, such as UK, DE or South Korea.",
		}},
		{"/person", map[string]string{"Name": "zzqqxx", "Role": "juggler"}, nil},
	} {
		if _, err := ann.Slash(r.films, c.command, "?"); err != nil {
			t.Fatal(err)
		}
		if _, err := ann.Submit(c.filled); err != nil {
			t.Fatal(err)
		}
		form, open := ann.Form()
		got := make(map[string]string)
		for _, f := range form.Fields {
			if f.Error != "" {
				got[f.Label] = f.Error
			}
		}
		if c.want == nil && (len(got) != 1 || got["Role"] == "") || c.want != nil && !maps.Equal(got, c.want) {
			t.Errorf("%s %v: open %v, %q", c.command, c.filled, open, got)
		}
		if open {
			if _, err := ann.CloseForm(); err != nil {
				t.Fatal(err)
			}
		}
	}
}
