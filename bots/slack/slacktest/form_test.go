package slacktest_test

import (
	"errors"
	"slices"
	"testing"

	"marquee/bots/slack/slacktest"
)

func TestForms(t *testing.T) {
	both(t, slacktest.Config{Images: []string{poster}}, func(t *testing.T, srv *slacktest.Server, serve func(handler)) {
		films, alice := world(srv)
		serve(filmApp(t, srv))
		open := func() {
			t.Helper()
			if _, err := alice.Press(films, "Settings"); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := alice.Slash(films, "/film", "Heat"); err != nil {
			t.Fatal(err)
		}
		open()
		form, ok := alice.Form()
		if !ok || form.Title != "Settings" || form.Submit != "Save" || form.Close != "Cancel" || len(form.Fields) != 4 {
			t.Fatalf("the form is %+v", form)
		}
		if f := form.Fields[0]; f.Label != "Regions" || f.Value != "GB" || f.Required || f.Error != "" {
			t.Errorf("the first box is %+v", f)
		}
		if f := form.Fields[2]; f.Value != "an option" || !slices.Equal(f.Options, []string{"an option", "another"}) {
			t.Errorf("the third box is %+v", f)
		}
		for name, values := range map[string]map[string]string{
			"nothing where it is required": {},
			"more than fits":               {"Hour": "123456"},
			"none of the options":          {"Hour": "09:00", "Scope": "nobody"},
		} {
			if _, err := alice.Submit(values); !errors.Is(err, slacktest.ErrBadValue) {
				t.Errorf("%s gives %v", name, err)
			}
		}
		if _, err := alice.Submit(map[string]string{"Colour": "red"}); !errors.Is(err, slacktest.ErrNoLabel) {
			t.Errorf("a box that is not there gives %v", err)
		}

		if _, err := alice.Submit(map[string]string{"Regions": "Narnia", "Hour": "09:00"}); err != nil {
			t.Fatal(err)
		}
		form, ok = alice.Form()
		if !ok || form.Fields[0].Error != "I know no region called Narnia." || form.Fields[0].Value != "Narnia" || form.Fields[1].Value != "09:00" {
			t.Fatalf("the form is %+v", form)
		}
		if _, err := alice.Submit(map[string]string{"Regions": "FR", "Scope": "another", "Film": "found Film"}); err == nil {
			t.Error("an option that was not found was taken")
		}
		in, err := alice.Submit(map[string]string{"Regions": "FR", "Scope": "another"})
		if err != nil {
			t.Fatal(err)
		}
		if got := in.Reply(); len(got) != 1 || got[0].Text() != "saved FR v1 <nil>" || !got[0].Ephemeral {
			t.Errorf("the answer is %v", got)
		}
		if _, ok := alice.Form(); ok {
			t.Error("the form stands open still")
		}
		if _, err := alice.Submit(nil); !errors.Is(err, slacktest.ErrNoForm) {
			t.Errorf("no form gives %v", err)
		}
	})
}

func TestFormsThatChange(t *testing.T) {
	both(t, slacktest.Config{Images: []string{poster}}, func(t *testing.T, srv *slacktest.Server, serve func(handler)) {
		films, alice := world(srv)
		serve(filmApp(t, srv))
		if _, err := alice.Slash(films, "/film", "Heat"); err != nil {
			t.Fatal(err)
		}
		if _, err := alice.Press(films, "Settings"); err != nil {
			t.Fatal(err)
		}
		if found, err := alice.SearchForm("Film", "x"); err != nil || found[0].Label != "found x" {
			t.Errorf("found %v: %v", found, err)
		}
		if _, err := alice.Submit(map[string]string{"Regions": "again", "Hour": "09:00"}); err != nil {
			t.Fatal(err)
		}
		if form, ok := alice.Form(); !ok || form.Shown.Text() != "Saved." || len(form.Fields) != 0 {
			t.Errorf("the form is %+v", form)
		}
		if in, err := alice.CloseForm(); err != nil || in != nil {
			t.Errorf("closing gives %v, %v", in, err)
		}
		if _, err := alice.Press(films, "Settings"); err != nil {
			t.Fatal(err)
		}
		if in, err := alice.CloseForm(); err != nil || in == nil {
			t.Errorf("closing where the app wants to know gives %v, %v", in, err)
		}
	})
}

func TestBadSubmissionAcks(t *testing.T) {
	for name, said := range map[string]any{
		"another action":         obj{"response_action": "shout"},
		"no action":              obj{"text": "saved"},
		"errors of no input":     obj{"response_action": "errors", "errors": obj{"nobody": "x"}},
		"no errors":              obj{"response_action": "errors", "errors": obj{}},
		"an empty error":         obj{"response_action": "errors", "errors": obj{"regions": ""}},
		"a view that is refused": obj{"response_action": "update", "view": modal(obj{"title": nil})},
		"no view":                obj{"response_action": "push"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			srv := slacktest.New(t, slacktest.Config{})
			srv.Expect(slacktest.InvalidBody)
			films, alice := world(srv)
			serveSocketApp(t, srv, func(kind string, p obj) (any, func()) {
				if kind == "slash_commands" {
					return nil, func() {
						apiJSON(t, srv, "views.open", obj{"trigger_id": p["trigger_id"], "view": modal(nil, input("Regions", "regions", textBox(nil)))})
					}
				}
				return said, nil
			})
			if _, err := alice.Slash(films, "/settings", ""); err != nil {
				t.Fatal(err)
			}
			if _, err := alice.Submit(nil); !errors.Is(err, slacktest.ErrRefused) {
				t.Errorf("it gives %v", err)
			}
			wantKinds(t, srv, slacktest.InvalidBody)
			if _, ok := alice.Form(); !ok {
				t.Error("the form is gone")
			}
		})
	}
}

func TestFormsPushedAndCleared(t *testing.T) {
	srv := slacktest.New(t, slacktest.Config{})
	films, alice := world(srv)
	serveSocketApp(t, srv, func(kind string, p obj) (any, func()) {
		if kind == "slash_commands" {
			return nil, func() {
				apiJSON(t, srv, "views.open", obj{"trigger_id": p["trigger_id"], "view": modal(nil, section("one"))})
			}
		}
		if p["view"].(obj)["previous_view_id"] == nil {
			return obj{"response_action": "push", "view": modal(nil, section("two"))}, nil
		}
		return obj{"response_action": "clear"}, nil
	})
	if _, err := alice.Slash(films, "/settings", ""); err != nil {
		t.Fatal(err)
	}
	if _, err := alice.Submit(nil); err != nil {
		t.Fatal(err)
	}
	if form, _ := alice.Form(); form.Shown.Text() != "two" {
		t.Errorf("the form is %+v", form)
	}
	if _, err := alice.Submit(nil); err != nil {
		t.Fatal(err)
	}
	if _, ok := alice.Form(); ok {
		t.Error("a form stands open still")
	}
}
