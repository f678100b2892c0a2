package discordtest_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"marquee/bots/discord/discordtest"
)

var typed = discordtest.Options{"title": "Never Let Me Go"}

// card is a message with a button, a link and a menu.
func card(title string) obj {
	return obj{
		"embeds":           []obj{{"title": title}},
		"allowed_mentions": obj{"parse": []string{}},
		"components": []obj{
			row(button(obj{"label": "Cast & crew", "custom_id": "v1/crew"}),
				button(obj{"label": "IMDb", "style": 5, "custom_id": nil, "url": "https://www.imdb.com"}),
				button(obj{"label": "Off", "custom_id": "v1/off", "disabled": true})),
			row(menu(obj{"placeholder": "Which one?", "options": []obj{
				{"label": "Heat", "description": "1995", "value": "v1/heat/1"},
				{"label": "Heat", "description": "1986", "value": "v1/heat/2"},
				{"label": "Alien", "value": "v1/alien"},
			}})),
		},
	}
}

func TestCommandOnTheWire(t *testing.T) {
	w := newWorld(t, quick)
	w.films.SetAgeRestricted(true)
	w.alice.SetLocale("de")
	got := make(chan obj, 1)
	bot(t, w.srv, func(i obj) {
		got <- i
		respond(w.srv, i, obj{"type": 4, "data": card("Never Let Me Go")})
	})
	x, err := w.alice.Command(w.films, "film", discordtest.Options{"title": "Never Let Me Go", "year": "2010", "kind": "In cinemas"})
	if err != nil {
		t.Fatal(err)
	}
	i := <-got
	if i["type"] != 2.0 || i["guild_id"] != w.guild.ID() || i["channel_id"] != w.films.ID() || i["locale"] != "de" ||
		i["application_id"] != w.srv.ApplicationID() || i["context"] != 0.0 || i["version"] != 1.0 ||
		i["channel"].(obj)["nsfw"] != true || i["id"] != x.ID() || i["token"] != x.Token() {
		t.Errorf("the interaction is %v", i)
	}
	member := i["member"].(obj)
	if member["user"].(obj)["id"] != w.alice.ID() || member["permissions"] != discordtest.Usual.String() || i["app_permissions"] != discordtest.Usual.String() {
		t.Errorf("the member is %v", member)
	}
	data := i["data"].(obj)
	var options []string
	for _, o := range data["options"].([]any) {
		o := o.(obj)
		options = append(options, strings.TrimSpace(strings.Join([]string{o["name"].(string), toString(o["value"])}, "=")))
	}
	if data["name"] != "film" || strings.Join(options, " ") != "title=Never Let Me Go year=2010 kind=theatrical" {
		t.Errorf("the data is %v", data)
	}
	if x.Response() != discordtest.ResponseMessage || x.Private() || x.Deferred() {
		t.Error("the response is told wrongly")
	}
	if took, err := x.Acknowledged(deadline(t)); err != nil || took <= 0 || took > 3*time.Second {
		t.Errorf("acknowledged after %v, %v", took, err)
	}
	for _, u := range []*discordtest.User{w.alice, w.bob} {
		if seen := u.Sees(w.films); len(seen) != 1 || seen[0].Embeds[0].Title.String() != "Never Let Me Go" {
			t.Errorf("%s sees %v", u, seen)
		}
	}
}

func toString(v any) string {
	return strings.Trim(string(mustJSON(v)), `"`)
}

func TestDirectMessage(t *testing.T) {
	w := newWorld(t, quick)
	got := make(chan obj, 1)
	bot(t, w.srv, func(i obj) {
		got <- i
		respond(w.srv, i, obj{"type": 4, "data": obj{"content": "hello"}})
	})
	if _, err := w.alice.Command(w.alice.DM(), "film", typed); err != nil {
		t.Fatal(err)
	}
	if i := <-got; i["guild_id"] != nil || i["member"] != nil || i["user"].(obj)["id"] != w.alice.ID() || i["context"] != 1.0 {
		t.Errorf("the interaction is %v", i)
	}
	if _, err := w.bob.Command(w.alice.DM(), "film", typed); !errors.Is(err, discordtest.ErrNotAllowed) {
		t.Errorf("in another's direct messages: %v", err)
	}
}

func TestLateResponse(t *testing.T) {
	cfg := quick
	cfg.FirstResponse = 50 * time.Millisecond
	w := newWorld(t, cfg)
	late := make(chan answer, 1)
	overdue := make(chan struct{})
	bot(t, w.srv, func(i obj) {
		<-overdue
		late <- respond(w.srv, i, obj{"type": 4, "data": obj{"content": "here"}})
	})
	if _, err := w.alice.Command(w.films, "film", typed); !errors.Is(err, discordtest.ErrNoResponse) {
		t.Errorf("the person gets %v", err)
	}
	close(overdue)
	if a := <-late; a.status != 404 || a.code(t) != 10062 {
		t.Errorf("the late response gets %d %s", a.status, a.raw)
	}
	if got := kinds(w.srv); got != string(discordtest.LateResponse) {
		t.Errorf("violations: %s", got)
	}
}

func TestNobodyConnected(t *testing.T) {
	w := newWorld(t, quick)
	if _, err := w.alice.Command(w.films, "film", typed); !errors.Is(err, discordtest.ErrNotDelivered) {
		t.Errorf("%v", err)
	}
	if v := w.srv.Violations(); len(v) != 0 {
		t.Errorf("violations: %v", v)
	}
}

// TestNeverDelivered: what waits for a client to resume is nothing that the bot
// could have answered.
func TestNeverDelivered(t *testing.T) {
	cfg := quick
	cfg.FirstResponse = 30 * time.Millisecond
	w := newWorld(t, cfg)
	g := dial(t, w.srv)
	ready := g.identify(nil)
	g.event("GUILD_CREATE")
	w.srv.DropConnections()
	if err := w.srv.WaitSessions(deadline(t), func(l []discordtest.SessionInfo) bool { return !l[0].Connected }); err != nil {
		t.Fatal(err)
	}
	if _, err := w.alice.Command(w.films, "film", typed); !errors.Is(err, discordtest.ErrNotDelivered) {
		t.Errorf("%v", err)
	}
	again := dial(t, w.srv)
	again.send(6, obj{"token": w.srv.Token(), "session_id": ready["session_id"], "seq": g.seq})
	i := again.event("INTERACTION_CREATE").json(t)
	if a := respond(w.srv, i, obj{"type": 5}); a.code(t) != 10062 {
		t.Errorf("answered after all: %d %s", a.status, a.raw)
	}
	if v := w.srv.Violations(); len(v) != 0 {
		t.Errorf("violations: %v", v)
	}
}

func TestSecondResponse(t *testing.T) {
	w := newWorld(t, quick)
	second := make(chan answer, 1)
	bot(t, w.srv, func(i obj) {
		respond(w.srv, i, obj{"type": 5})
		second <- respond(w.srv, i, obj{"type": 4, "data": obj{"content": "again"}})
		hook(w.srv, "PATCH", i, "/messages/@original", obj{"content": "once"})
	})
	if _, err := w.alice.Command(w.films, "film", typed); err != nil {
		t.Fatal(err)
	}
	if a := <-second; a.status != 400 || a.code(t) != 40060 {
		t.Errorf("%d %s", a.status, a.raw)
	}
	if got := kinds(w.srv); got != string(discordtest.DoubleResponse) {
		t.Errorf("violations: %s", got)
	}
}

func TestUnknownInteraction(t *testing.T) {
	w := newWorld(t, quick)
	i := obj{"id": "1", "token": "no"}
	if a := respond(w.srv, i, obj{"type": 5}); a.status != 404 || a.code(t) != 10062 {
		t.Errorf("a response: %d %s", a.status, a.raw)
	}
	if a := hook(w.srv, "POST", i, "", obj{"content": "x"}); a.status != 404 || a.code(t) != 10015 {
		t.Errorf("a follow-up: %d %s", a.status, a.raw)
	}
	early := make(chan answer, 1)
	bot(t, w.srv, func(i obj) {
		early <- hook(w.srv, "PATCH", i, "/messages/@original", obj{"content": "x"})
		respond(w.srv, i, obj{"type": 4, "data": obj{"content": "x"}})
	})
	if _, err := w.alice.Command(w.films, "film", typed); err != nil {
		t.Fatal(err)
	}
	if a := <-early; a.status != 404 || a.code(t) != 10015 {
		t.Errorf("an edit before the response: %d %s", a.status, a.raw)
	}
	if got := kinds(w.srv); strings.Count(got, string(discordtest.UnknownInteraction)) != 3 {
		t.Errorf("violations: %s", got)
	}
}

// TestResponseKinds tries each kind of response to each kind of interaction.
func TestResponseKinds(t *testing.T) {
	w := newWorld(t, quick)
	bodies := map[float64]obj{
		1: {"type": 1}, 4: {"type": 4, "data": card("x")}, 5: {"type": 5}, 6: {"type": 6}, 7: {"type": 7, "data": card("y")},
		8: {"type": 8, "data": obj{"choices": []obj{}}}, 9: {"type": 9, "data": form()},
	}
	want := map[string]string{"command": "4 5 9", "press": "4 5 6 7 9", "autocomplete": "8", "form of a command": "4 5", "form of a press": "4 5 6 7"}
	got := map[string]string{}
	var try float64
	var where string
	handled := make(chan struct{})
	bot(t, w.srv, func(i obj) {
		defer func() { handled <- struct{}{} }()
		if where == "setup" {
			respond(w.srv, i, bodies[try])
			return
		}
		a := respond(w.srv, i, bodies[try])
		if a.status == 204 {
			got[where] = strings.TrimSpace(got[where] + " " + toString(try))
			if try == 5 || try == 6 {
				hook(w.srv, "PATCH", i, "/messages/@original", obj{"content": "done"})
			}
			return
		}
		if a.status != 400 || !strings.Contains(string(a.raw), "BASE_TYPE_CHOICES") {
			got[where] += " " + string(a.raw)
		}
		for _, kind := range []float64{4, 8} { // one of them ends it
			respond(w.srv, i, bodies[kind])
		}
	})
	setup := func(kind float64) {
		where, try = "setup", kind
		if _, err := w.alice.Command(w.films, "film", typed); err != nil {
			t.Fatal(err)
		}
		<-handled
	}
	for kind := range bodies {
		for name, act := range map[string]func() error{
			"command":      func() error { _, err := w.alice.Command(w.films, "film", typed); return err },
			"autocomplete": func() error { _, err := w.alice.Autocomplete(w.films, "film", "title", "ne", nil); return err },
			"press": func() error {
				setup(4)
				where, try = "press", kind
				_, err := w.alice.Press(w.films, "Cast & crew")
				return err
			},
			"form of a command": func() error {
				setup(9)
				where, try = "form of a command", kind
				_, err := w.alice.Submit(map[string]string{"Title": "x"})
				return err
			},
			"form of a press": func() error {
				setup(4)
				where, try = "setup", 9
				if _, err := w.alice.Press(w.films, "Cast & crew"); err != nil {
					return err
				}
				<-handled
				where, try = "form of a press", kind
				_, err := w.alice.Submit(map[string]string{"Title": "x"})
				return err
			},
		} {
			where, try = name, kind
			if err := act(); err != nil {
				t.Fatalf("%s, type %v: %v", name, kind, err)
			}
			<-handled
		}
	}
	for name, types := range want {
		if sorted(got[name]) != types {
			t.Errorf("to a %s the types %q are taken, not %q", name, sorted(got[name]), types)
		}
	}
	kinds(w.srv)
}

func TestWithResponse(t *testing.T) {
	w := newWorld(t, quick)
	got := make(chan obj, 1)
	bot(t, w.srv, func(i obj) {
		a, _ := tryRest(w.srv, "", "POST", "/interactions/"+i["id"].(string)+"/"+i["token"].(string)+"/callback?with_response=true",
			obj{"type": 4, "data": obj{"content": "x", "flags": 64}})
		got <- a.json(t)
	})
	if _, err := w.alice.Command(w.films, "film", typed); err != nil {
		t.Fatal(err)
	}
	a := <-got
	if a["interaction"].(obj)["response_message_ephemeral"] != true || a["resource"].(obj)["message"].(obj)["content"] != "x" {
		t.Errorf("%v", a)
	}
}

func TestAutocompleteAnswers(t *testing.T) {
	w := newWorld(t, quick)
	many := func(n int) []obj { return times(n, func(i int) obj { return obj{"name": "c", "value": "v"} }) }
	for _, c := range []struct {
		name string
		data obj
		want string // the fault; "" for none
	}{
		{"none", obj{"choices": []obj{}}, ""},
		{"25", obj{"choices": many(25)}, ""},
		{"26", obj{"choices": many(26)}, "data.choices: BASE_TYPE_MAX_LENGTH"},
		{"no list", obj{}, "data.choices: BASE_TYPE_REQUIRED"},
		{"a null", obj{"choices": nil}, "data.choices: BASE_TYPE_REQUIRED"},
		{"a long value", obj{"choices": []obj{{"name": "c", "value": chars(101)}}}, "data.choices.0.value: BASE_TYPE_BAD_LENGTH"},
		{"a number for text", obj{"choices": []obj{{"name": "c", "value": 5}}}, "data.choices.0.value: STRING_TYPE_CONVERT\ndata.choices.0.value: BASE_TYPE_REQUIRED"},
		{"what a library's one struct brings", obj{"choices": []obj{}, "tts": false, "content": "", "components": nil, "embeds": nil}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld(t, quick)
			got := make(chan answer, 1)
			bot(t, w.srv, func(i obj) {
				o := i["data"].(obj)["options"].([]any)
				if first := o[0].(obj); first["focused"] != true || first["value"] != "ne" || len(o) != 2 {
					t.Errorf("the options are %v", o)
				}
				got <- respond(w.srv, i, obj{"type": 8, "data": c.data})
			})
			x, err := w.alice.StartAutocomplete(w.films, "film", "title", "ne", discordtest.Options{"year": "2010"})
			if err != nil {
				t.Fatal(err)
			}
			a := <-got
			if c.want == "" {
				if a.status != 204 || len(x.Choices()) != len(c.data["choices"].([]obj)) {
					t.Errorf("%d %s, and alice is offered %v", a.status, a.raw, x.Choices())
				}
			} else if a.status != 400 || !sameLines(a.faults(t), c.want) {
				t.Errorf("%d %s", a.status, a.raw)
			}
			kinds(w.srv)
		})
	}
	if _, err := w.alice.Autocomplete(w.films, "film", "year", "20", nil); !errors.Is(err, discordtest.ErrBadValue) {
		t.Errorf("a box that completes nothing: %v", err)
	}
}
