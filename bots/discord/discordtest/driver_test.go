package discordtest_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"marquee/bots/discord/discordtest"
)

// talker answers commands with a card, presses with an update that tells the
// custom_id, and forms with what they carry.
func talker(t *testing.T, w world) <-chan obj {
	t.Helper()
	got := make(chan obj, 100)
	bot(t, w.srv, func(i obj) {
		got <- i
		data := i["data"].(obj)
		switch {
		case i["type"] == 2.0 && data["name"] == "subscribe":
			respond(w.srv, i, obj{"type": 9, "data": form()})
		case i["type"] == 2.0:
			respond(w.srv, i, obj{"type": 4, "data": card("Never Let Me Go")})
		case data["custom_id"] == "v1/crew" || data["custom_id"] == "v1/pick":
			edited := card("updated by " + data["custom_id"].(string))
			respond(w.srv, i, obj{"type": 7, "data": edited})
		default:
			respond(w.srv, i, obj{"type": 4, "data": obj{"content": string(mustJSON(data)), "flags": 64}})
		}
	})
	return got
}

func TestPressAndPick(t *testing.T) {
	w := newWorld(t, quick)
	got := talker(t, w)
	if _, err := w.alice.Press(w.films, "Cast & crew"); !errors.Is(err, discordtest.ErrNoMessage) {
		t.Errorf("in an empty channel: %v", err)
	}
	if _, err := w.alice.Command(w.films, "film", typed); err != nil {
		t.Fatal(err)
	}
	<-got
	for label, want := range map[string]error{"Crew": discordtest.ErrNoLabel, "IMDb": discordtest.ErrLink, "Off": discordtest.ErrDisabled} {
		if _, err := w.alice.Press(w.films, label); !errors.Is(err, want) {
			t.Errorf("pressing %q: %v", label, err)
		}
	}
	if _, err := w.alice.Pick(w.films, "Heat"); !errors.Is(err, discordtest.ErrAmbiguous) {
		t.Errorf("picking one of two: %v", err)
	}
	if _, err := w.alice.Pick(w.films, "Jaws"); !errors.Is(err, discordtest.ErrNoLabel) {
		t.Errorf("picking what is not there: %v", err)
	}
	x, err := w.bob.Press(w.films, "Cast & crew")
	if err != nil {
		t.Fatal(err)
	}
	i := <-got
	if data := i["data"].(obj); i["type"] != 3.0 || data["custom_id"] != "v1/crew" || data["component_type"] != 2.0 {
		t.Errorf("the press is %v", i)
	}
	m := i["message"].(obj)
	if m["interaction_metadata"].(obj)["user"].(obj)["id"] != w.alice.ID() || i["member"].(obj)["user"].(obj)["id"] != w.bob.ID() {
		t.Error("the press does not tell who asked from who pressed")
	}
	seen := w.alice.Sees(w.films)
	if len(seen) != 1 || !seen[0].Edited || seen[0].Embeds[0].Title.String() != "updated by v1/crew" || len(x.Reply()) != 1 {
		t.Errorf("alice sees %v", seen)
	}
	if _, err := w.alice.Pick(w.films, "Heat (1986)"); err != nil {
		t.Fatal(err)
	}
	if i := <-got; i["data"].(obj)["values"].([]any)[0] != "v1/heat/2" || i["data"].(obj)["component_type"] != 3.0 {
		t.Errorf("the pick is %v", i["data"])
	}
	if _, err := w.alice.SendComponent(w.films, "", "v1/forged"); err != nil {
		t.Fatal(err)
	}
	if seen, _ := w.alice.Newest(w.films); !seen.Ephemeral || !strings.Contains(seen.Content.String(), "v1/forged") {
		t.Errorf("after a forged press alice sees %v", seen)
	}
	// Alice's newest message is her own now, bob's is the card still.
	if _, err := w.alice.Press(w.films, "Cast & crew"); !errors.Is(err, discordtest.ErrNoLabel) {
		t.Errorf("alice: %v", err)
	}
	if _, err := w.bob.Press(w.films, "Cast & crew"); err != nil {
		t.Errorf("bob: %v", err)
	}
	if _, err := w.alice.PressOn(w.films, seen[0].ID, "Cast & crew"); err != nil {
		t.Errorf("alice, further up: %v", err)
	}
	if _, err := w.bob.PressOn(w.films, w.alice.Sees(w.films)[1].ID, "Cast & crew"); !errors.Is(err, discordtest.ErrNoMessage) {
		t.Errorf("bob, under what alice alone sees: %v", err)
	}
}

func TestOfferedCommands(t *testing.T) {
	w := newWorld(t, quick)
	talker(t, w)
	path := "/applications/" + w.srv.ApplicationID()
	rest(t, w.srv, "PUT", path+"/commands", []obj{
		filmCommand,
		{"name": "subscribe", "description": "d", "default_member_permissions": "16"},
		{"name": "owners", "description": "d", "default_member_permissions": "0"},
		{"name": "servers", "description": "d", "contexts": []int{0}},
		{"name": "old", "description": "d", "dm_permission": false},
		{"name": "adults", "description": "d", "nsfw": true},
	})
	rest(t, w.srv, "PUT", path+"/guilds/"+w.guild.ID()+"/commands", []obj{{"name": "draft", "description": "d"}})
	check := func(who *discordtest.User, c *discordtest.Channel, want string) {
		t.Helper()
		if got := sorted(strings.Join(who.Commands(c), " ")); got != want {
			t.Errorf("%s is offered %q, not %q", who, got, want)
		}
	}
	check(w.alice, w.films, "draft film old servers")
	check(w.alice, w.alice.DM(), "adults film owners subscribe")
	check(w.guild.Owner(), w.films, "draft film old owners servers subscribe")
	w.films.Allow(w.alice, discordtest.ManageChannels)
	check(w.alice, w.films, "draft film old servers subscribe")
	w.films.SetAgeRestricted(true)
	check(w.alice, w.films, "adults draft film old servers subscribe")
	w.guild.ShowToAll("subscribe")
	check(w.bob, w.films, "adults draft film old servers subscribe")

	for name, want := range map[string]error{"nothing": discordtest.ErrNoCommand, "owners": discordtest.ErrHidden} {
		if _, err := w.bob.Command(w.films, name, nil); !errors.Is(err, want) {
			t.Errorf("/%s: %v", name, err)
		}
	}
	for _, options := range []discordtest.Options{
		nil, {"title": ""}, {"titel": "x", "title": "x"}, {"title": "x", "year": "soon"}, {"title": "x", "year": "1800"}, {"title": "x", "kind": "theatrical"},
	} {
		if _, err := w.bob.Command(w.films, "film", options); !errors.Is(err, discordtest.ErrBadValue) {
			t.Errorf("/film %v: %v", options, err)
		}
	}
}

func TestResolvedOptions(t *testing.T) {
	w := newWorld(t, quick)
	got := talker(t, w)
	role := w.guild.AddRole("Reminders", 0)
	rest(t, w.srv, "PUT", "/applications/"+w.srv.ApplicationID()+"/commands", []obj{{"name": "tell", "description": "d", "options": []obj{
		{"type": 8, "name": "role", "description": "d"}, {"type": 7, "name": "channel", "description": "d"},
		{"type": 6, "name": "user", "description": "d"}, {"type": 5, "name": "loud", "description": "d"}, {"type": 10, "name": "score", "description": "d"},
	}}})
	_, err := w.alice.Command(w.films, "tell", discordtest.Options{
		"role": role.ID(), "channel": w.films.ID(), "user": w.bob.ID(), "loud": "true", "score": "7.5",
	})
	if err != nil {
		t.Fatal(err)
	}
	data := (<-got)["data"].(obj)
	resolved := data["resolved"].(obj)
	if resolved["roles"].(obj)[role.ID()].(obj)["name"] != "Reminders" || resolved["channels"].(obj)[w.films.ID()] == nil || resolved["users"].(obj)[w.bob.ID()] == nil {
		t.Errorf("resolved: %v", resolved)
	}
	last := data["options"].([]any)
	if last[3].(obj)["value"] != true || last[4].(obj)["value"] != 7.5 {
		t.Errorf("options: %v", last)
	}
}

func TestForms(t *testing.T) {
	w := newWorld(t, quick)
	got := talker(t, w)
	rest(t, w.srv, "PUT", "/applications/"+w.srv.ApplicationID()+"/commands", []obj{{"name": "subscribe", "description": "d"}})
	if _, err := w.alice.Submit(nil); !errors.Is(err, discordtest.ErrNoForm) {
		t.Errorf("with no form: %v", err)
	}
	if _, err := w.alice.Command(w.films, "subscribe", nil); err != nil {
		t.Fatal(err)
	}
	<-got
	f, open := w.alice.Form()
	if !open || f.Title != "Subscribe" || len(f.Fields) != 2 || f.Fields[0].Hint != "What it is called" || !f.Fields[0].Required ||
		!slices.Equal(f.Fields[1].Options, []string{"In cinemas", "Digital"}) || f.Fields[1].Value != "Digital" || f.Fields[1].Required {
		t.Errorf("the form is %+v", f)
	}
	for values, want := range map[string]error{"": discordtest.ErrBadValue, "Name=x": discordtest.ErrNoLabel, "Title=" + chars(51): discordtest.ErrBadValue, "Title=x;Kind=TV": discordtest.ErrBadValue} {
		if _, err := w.alice.Submit(pairs(values)); !errors.Is(err, want) {
			t.Errorf("sending %q: %v", values, err)
		}
	}
	if _, err := w.alice.Submit(pairs("Title=Atonement;Kind=In cinemas")); err != nil {
		t.Fatal(err)
	}
	i := <-got
	parts := i["data"].(obj)["components"].([]any)
	first, second := parts[0].(obj)["component"].(obj), parts[1].(obj)["component"].(obj)
	if i["type"] != 5.0 || i["data"].(obj)["custom_id"] != "v1/form" || i["message"] != nil ||
		first["custom_id"] != "title" || first["value"] != "Atonement" || second["values"].([]any)[0] != "theatrical" {
		t.Errorf("the form is sent as %v", i["data"])
	}
	if _, open := w.alice.Form(); open {
		t.Error("the form stands open still")
	}
}

func pairs(s string) map[string]string {
	m := map[string]string{}
	for _, p := range strings.Split(s, ";") {
		if k, v, ok := strings.Cut(p, "="); ok {
			m[k] = v
		}
	}
	return m
}

func TestModalLimits(t *testing.T) {
	input := func(changes obj) obj {
		in := obj{"type": 4, "custom_id": "a", "style": 1}
		for k, v := range changes {
			in[k] = v
		}
		return obj{"type": 18, "label": "L", "component": in}
	}
	modal := func(changes obj, parts ...obj) obj {
		m := obj{"custom_id": "v1/form", "title": "T", "components": parts}
		for k, v := range changes {
			m[k] = v
		}
		return m
	}
	for _, c := range []struct {
		name string
		data obj
		want string
	}{
		{"as it should be", form(), ""},
		{"in the older form", modal(nil, row(obj{"type": 4, "custom_id": "a", "style": 2, "label": "L"})), ""},
		{"a title of 46", modal(obj{"title": chars(46)}, input(nil)), "data.title: BASE_TYPE_BAD_LENGTH"},
		{"no title", modal(obj{"title": ""}, input(nil)), "data.title: BASE_TYPE_REQUIRED"},
		{"a custom_id of 101", modal(obj{"custom_id": chars(101)}, input(nil)), "data.custom_id: BASE_TYPE_BAD_LENGTH"},
		{"six boxes", modal(nil, times(6, func(i int) obj { return input(obj{"custom_id": chars(i + 1)}) })...), "data.components: BASE_TYPE_BAD_LENGTH"},
		{"a label of 46", modal(nil, obj{"type": 18, "label": chars(46), "component": obj{"type": 4, "custom_id": "a", "style": 1}}), "data.components.0.label: BASE_TYPE_BAD_LENGTH"},
		{"a custom_id twice", modal(nil, input(nil), input(nil)), "data.components.1.component.custom_id: COMPONENT_CUSTOM_ID_DUPLICATED"},
		{"a value of 4001", modal(nil, input(obj{"value": chars(4001)})), "data.components.0.component.value: BASE_TYPE_MAX_LENGTH"},
		{"a value beyond its own limit", modal(nil, input(obj{"value": "abc", "max_length": 2})), "data.components.0.component.value: BASE_TYPE_MAX_LENGTH"},
		{"a button", modal(nil, row(button(nil))), "data.components.0.components.0.type: BASE_TYPE_CHOICES"},
		{"an unknown field", modal(obj{"colour": 5}, input(nil)), "data.colour: UNKNOWN_FIELD"},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld(t, quick)
			got := make(chan answer, 1)
			bot(t, w.srv, func(i obj) { got <- respond(w.srv, i, obj{"type": 9, "data": c.data}) })
			if _, err := w.alice.StartCommand(w.films, "film", typed); err != nil {
				t.Fatal(err)
			}
			a := <-got
			switch {
			case c.want == "" && a.status != 204:
				t.Errorf("refused: %s", a.raw)
			case c.want != "" && (a.status != 400 || !sameLines(a.faults(t), c.want)):
				t.Errorf("%d %s", a.status, a.raw)
			}
			kinds(w.srv)
		})
	}
}

func TestSeenAsText(t *testing.T) {
	w := newWorld(t, quick)
	body := card(`\*\*@everyone\*\* \[x\](javascript:1) \<@&1\>`)
	e := body["embeds"].([]obj)[0]
	e["url"] = "https://example.org"
	e["description"] = "**bold** and \\*\\*not\\*\\*\n- one\n- two"
	e["fields"] = []obj{{"name": "Out", "value": "<t:1294963200:D>", "inline": true}}
	e["footer"] = obj{"text": "**as it is**"}
	rest(t, w.srv, "POST", w.messages(), body)
	seen, _ := w.alice.Newest(w.films)
	want := `**@everyone** [x](javascript:1) <@&1> ↗
bold and **not**
• one
• two
Out:
  14 January 2011
**as it is**
[Cast & crew] [IMDb ↗] [Off (disabled)]
▾ Which one?
  - Heat (1995)
  - Heat (1986)
  - Alien
`
	if seen.String() != want {
		t.Errorf("alice sees\n%s\nnot\n%s", seen, want)
	}
	if seen.Field("Out") != "14 January 2011" || seen.Field("In") != "" {
		t.Errorf("the field is %q", seen.Field("Out"))
	}
	if b, ok := seen.Button("IMDb"); !ok || b.URL != "https://www.imdb.com" {
		t.Errorf("the button is %v", b)
	}
	if !w.films.Pinged().None() {
		t.Errorf("it pings %v", w.films.Pinged())
	}
}
