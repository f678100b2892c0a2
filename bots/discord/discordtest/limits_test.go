package discordtest_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"marquee/bots/discord/discordtest"
)

func chars(n int) string { return strings.Repeat("x", n) }

func embed(e obj) obj { return obj{"embeds": []obj{e}} }

func row(parts ...obj) obj { return obj{"type": 1, "components": parts} }

func button(changes obj) obj {
	b := obj{"type": 2, "style": 1, "label": "Go", "custom_id": "v1/go"}
	for k, v := range changes {
		if v == nil {
			delete(b, k)
			continue
		}
		b[k] = v
	}
	return b
}

func menu(changes obj) obj {
	m := obj{"type": 3, "custom_id": "v1/pick", "options": []obj{{"label": "A", "value": "a"}}}
	for k, v := range changes {
		m[k] = v
	}
	return m
}

func rows(list ...obj) obj { return obj{"components": list} }

func times(n int, f func(i int) obj) []obj {
	list := make([]obj, n)
	for i := range list {
		list[i] = f(i)
	}
	return list
}

func buttons(n int) []obj {
	return times(n, func(i int) obj { return button(obj{"custom_id": fmt.Sprint("v1/", i)}) })
}

func options(n int) []obj {
	return times(n, func(i int) obj { return obj{"label": "O", "value": fmt.Sprint(i)} })
}

func fields(n int) []obj {
	return times(n, func(int) obj { return obj{"name": "n", "value": "v"} })
}

// messageLimits are bodies at and beyond each limit, and the faults that Discord
// finds; "" where it finds none.
var messageLimits = []struct {
	name string
	body any
	want string
}{
	{"content of 2000", obj{"content": chars(2000)}, ""},
	{"content of 2000 and space around", obj{"content": "  " + chars(2000) + "\n"}, ""},
	{"content of 2001", obj{"content": chars(2001)}, "content: BASE_TYPE_MAX_LENGTH"},
	{"content of 1001 emoji", obj{"content": strings.Repeat("🎬", 1001)}, "content: BASE_TYPE_MAX_LENGTH"},
	{"an unknown field", obj{"content": "x", "contents": "y"}, "contents: UNKNOWN_FIELD"},
	{"an unknown field of an embed", embed(obj{"title": "x", "titel": "y"}), "embeds.0.titel: UNKNOWN_FIELD"},
	{"a title of 256", embed(obj{"title": chars(256)}), ""},
	{"a title of 257", embed(obj{"title": chars(257)}), "embeds.0.title: BASE_TYPE_MAX_LENGTH"},
	{"a description of 4096", embed(obj{"description": chars(4096)}), ""},
	{"a description of 4097", embed(obj{"description": chars(4097)}), "embeds.0.description: BASE_TYPE_MAX_LENGTH"},
	{"25 fields", embed(obj{"fields": fields(25)}), ""},
	{"26 fields", embed(obj{"fields": fields(26)}), "embeds.0.fields: BASE_TYPE_MAX_LENGTH"},
	{"a field's name of 257", embed(obj{"fields": []obj{{"name": chars(257), "value": "v"}}}), "embeds.0.fields.0.name: BASE_TYPE_BAD_LENGTH"},
	{"a field's value of 1024", embed(obj{"fields": []obj{{"name": "n", "value": chars(1024)}}}), ""},
	{"a field's value of 1025", embed(obj{"fields": []obj{{"name": "n", "value": chars(1025)}}}), "embeds.0.fields.0.value: BASE_TYPE_BAD_LENGTH"},
	{"a field with no value", embed(obj{"fields": []obj{{"name": "n", "value": ""}}}), "embeds.0.fields.0.value: BASE_TYPE_REQUIRED"},
	{"a field with a blank value", embed(obj{"fields": []obj{{"name": "n", "value": " \n"}}}), "embeds.0.fields.0.value: BASE_TYPE_REQUIRED"},
	{"a field with no name", embed(obj{"fields": []obj{{"value": "v"}}}), "embeds.0.fields.0.name: BASE_TYPE_REQUIRED"},
	{"a footer of 2048", embed(obj{"footer": obj{"text": chars(2048)}}), ""},
	{"a footer of 2049", embed(obj{"footer": obj{"text": chars(2049)}}), "embeds.0.footer.text: BASE_TYPE_MAX_LENGTH"},
	{"an author of 257", embed(obj{"author": obj{"name": chars(257)}}), "embeds.0.author.name: BASE_TYPE_BAD_LENGTH"},
	{"6000 in one embed", embed(obj{"title": chars(256), "description": chars(4096), "footer": obj{"text": chars(1648)}}), ""},
	{"6001 in one embed", embed(obj{"title": chars(256), "description": chars(4096), "footer": obj{"text": chars(1649)}}), "embeds: MAX_EMBED_SIZE_EXCEEDED"},
	{"6001 in two embeds", obj{"embeds": []obj{{"description": chars(3000)}, {"description": chars(3001)}}}, "embeds: MAX_EMBED_SIZE_EXCEEDED"},
	{"10 embeds", obj{"embeds": times(10, func(int) obj { return obj{"title": "t"} })}, ""},
	{"11 embeds", obj{"embeds": times(11, func(int) obj { return obj{"title": "t"} })}, "embeds: BASE_TYPE_MAX_LENGTH"},
	{"an embed with nothing to see", embed(obj{"color": 5}), "embeds.0.description: BASE_TYPE_REQUIRED"},
	{"a picture alone", embed(obj{"image": obj{"url": "https://example.org/p.jpg"}}), ""},
	{"a colour beyond", embed(obj{"title": "t", "color": 0x1000000}), "embeds.0.color: NUMBER_TYPE_MAX"},
	{"a bad timestamp", embed(obj{"title": "t", "timestamp": "yesterday"}), "embeds.0.timestamp: DATE_TIME_TYPE_PARSE"},
	{"a javascript link", embed(obj{"title": "t", "url": "javascript:1"}), "embeds.0.url: URL_TYPE_INVALID_SCHEME"},
	{"a link without a host", embed(obj{"title": "t", "url": "https:"}), "embeds.0.url: URL_TYPE_INVALID_URL"},
	{"a picture over FTP", embed(obj{"image": obj{"url": "ftp://example.org/p.jpg"}}), "embeds.0.image.url: URL_TYPE_INVALID_SCHEME"},
	{"a file that did not come", embed(obj{"image": obj{"url": "attachment://p.jpg"}}), "embeds.0.image.url: URL_TYPE_INVALID_URL"},
	{"a nonce of 25", obj{"content": "x", "nonce": chars(25), "enforce_nonce": true}, ""},
	{"a nonce of 26", obj{"content": "x", "nonce": chars(26)}, "nonce: BASE_TYPE_MAX_LENGTH"},
	{"ephemeral in a channel", obj{"content": "x", "flags": 64}, "flags: BITFIELD_TYPE_INVALID"},

	{"5 rows of 5", rows(times(5, func(i int) obj {
		return row(times(5, func(j int) obj { return button(obj{"custom_id": fmt.Sprint("v1/", i, j)}) })...)
	})...), ""},
	{"6 rows", rows(times(6, func(i int) obj { return row(button(obj{"custom_id": fmt.Sprint(i)})) })...), "components: BASE_TYPE_MAX_LENGTH"},
	{"6 buttons", rows(row(buttons(6)...)), "components.0.components: BASE_TYPE_BAD_LENGTH\ncomponents.0.components.5: COMPONENT_LAYOUT_WIDTH_EXCEEDED"},
	{"an empty row", rows(row()), "components.0.components: BASE_TYPE_REQUIRED"},
	{"a button without a row", rows(button(nil)), "components.0.type: BASE_TYPE_CHOICES"},
	{"a menu beside a button", rows(row(button(nil), menu(nil))), "components.0.components.1: COMPONENT_LAYOUT_WIDTH_EXCEEDED"},
	{"a label of 80", rows(row(button(obj{"label": chars(80)}))), ""},
	{"a label of 81", rows(row(button(obj{"label": chars(81)}))), "components.0.components.0.label: BASE_TYPE_MAX_LENGTH"},
	{"no label", rows(row(button(obj{"label": ""}))), "components.0.components.0.label: BUTTON_COMPONENT_INVALID_LABEL"},
	{"a custom_id of 100", rows(row(button(obj{"custom_id": chars(100)}))), ""},
	{"a custom_id of 101", rows(row(button(obj{"custom_id": chars(101)}))), "components.0.components.0.custom_id: BASE_TYPE_MAX_LENGTH"},
	{"a custom_id twice", rows(row(button(nil)), row(button(nil))), "components.1.components.0.custom_id: COMPONENT_CUSTOM_ID_DUPLICATED"},
	{"a custom_id of a button and a menu", rows(row(button(nil)), row(menu(obj{"custom_id": "v1/go"}))), "components.1.components.0.custom_id: COMPONENT_CUSTOM_ID_DUPLICATED"},
	{"no custom_id", rows(row(button(obj{"custom_id": nil}))), "components.0.components.0.custom_id: BASE_TYPE_REQUIRED"},
	{"a link button", rows(row(button(obj{"style": 5, "custom_id": nil, "url": "https://example.org"}))), ""},
	{"a link button to javascript", rows(row(button(obj{"style": 5, "custom_id": nil, "url": "javascript:1"}))), "components.0.components.0.url: URL_TYPE_INVALID_SCHEME"},
	{"a link button with an id", rows(row(button(obj{"style": 5, "url": "https://example.org"}))), "components.0.components.0.custom_id: BUTTON_COMPONENT_CUSTOM_ID_URL"},
	{"an unknown style", rows(row(button(obj{"style": 9}))), "components.0.components.0.style: BASE_TYPE_CHOICES"},
	{"25 options", rows(row(menu(obj{"options": options(25)}))), ""},
	{"26 options", rows(row(menu(obj{"options": options(26)}))), "components.0.components.0.options: BASE_TYPE_BAD_LENGTH"},
	{"no options", rows(row(menu(obj{"options": []obj{}}))), "components.0.components.0.options: BASE_TYPE_BAD_LENGTH"},
	{"an option's label of 101", rows(row(menu(obj{"options": []obj{{"label": chars(101), "value": "a"}}}))), "components.0.components.0.options.0.label: BASE_TYPE_BAD_LENGTH"},
	{"an option's value of 101", rows(row(menu(obj{"options": []obj{{"label": "A", "value": chars(101)}}}))), "components.0.components.0.options.0.value: BASE_TYPE_BAD_LENGTH"},
	{"an option's description of 101", rows(row(menu(obj{"options": []obj{{"label": "A", "value": "a", "description": chars(101)}}}))), "components.0.components.0.options.0.description: BASE_TYPE_MAX_LENGTH"},
	{"an option's value twice", rows(row(menu(obj{"options": []obj{{"label": "A", "value": "a"}, {"label": "B", "value": "a"}}}))), "components.0.components.0.options.1: SELECT_COMPONENT_OPTION_VALUE_DUPLICATED"},
	{"a placeholder of 151", rows(row(menu(obj{"placeholder": chars(151)}))), "components.0.components.0.placeholder: BASE_TYPE_MAX_LENGTH"},

	{"allowed mentions of nobody", obj{"content": "x", "allowed_mentions": obj{"parse": []string{}}}, ""},
	{"an unknown kind of mention", obj{"content": "x", "allowed_mentions": obj{"parse": []string{"here"}}}, "allowed_mentions.parse: BASE_TYPE_CHOICES"},
	{"roles parsed and named", obj{"content": "x", "allowed_mentions": obj{"parse": []string{"roles"}, "roles": []string{"1"}}}, "allowed_mentions: MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE"},
}

func TestMessageLimits(t *testing.T) {
	w := newWorld(t, discordtest.Config{})
	for _, c := range messageLimits {
		a := rest(t, w.srv, "POST", w.messages(), c.body)
		switch {
		case c.want == "" && a.status != 200:
			t.Errorf("%s is refused: %s", c.name, a.raw)
		case c.want != "" && (a.status != 400 || a.code(t) != 50035):
			t.Errorf("%s: %d %s", c.name, a.status, a.raw)
		case c.want != "" && !sameLines(a.faults(t), c.want):
			t.Errorf("%s: %q, not %q", c.name, a.faults(t), c.want)
		}
		raw, err := json.Marshal(c.body)
		if err != nil {
			t.Fatal(err)
		}
		if got := discordtest.CheckMessageBody(raw); (got == nil) != (c.want == "" || c.name == "ephemeral in a channel") {
			t.Errorf("%s: CheckMessageBody says %v", c.name, got)
		}
	}
	kinds(w.srv)
}

func sameLines(got, want string) bool {
	set := map[string]bool{}
	for _, l := range strings.Split(got, "\n") {
		set[l] = true
	}
	lines := strings.Split(want, "\n")
	for _, l := range lines {
		if !set[l] {
			return false
		}
	}
	return len(set) == len(lines)
}

func option(changes obj) obj {
	o := obj{"type": 3, "name": "title", "description": "What it is called"}
	for k, v := range changes {
		o[k] = v
	}
	return o
}

func command(changes obj) obj {
	c := obj{"name": "film", "description": "A film's page"}
	for k, v := range changes {
		c[k] = v
	}
	return c
}

func opts(list ...obj) []obj { return []obj{command(obj{"options": list})} }

func choices(n int) []obj {
	return times(n, func(i int) obj { return obj{"name": fmt.Sprint("c", i), "value": fmt.Sprint(i)} })
}

func TestCommandLimits(t *testing.T) {
	w := newWorld(t, discordtest.Config{})
	for _, c := range []struct {
		name string
		body []obj
		want string
	}{
		{"none", []obj{}, ""},
		{"as it should be", []obj{filmCommand}, ""},
		{"permissions", []obj{command(obj{"default_member_permissions": "16"})}, ""},
		{"permissions as a number", []obj{command(obj{"default_member_permissions": 16})}, "0.default_member_permissions: STRING_TYPE_CONVERT\n0.default_member_permissions: BITFIELD_TYPE_INVALID"},
		{"a name of 32", []obj{command(obj{"name": chars(32)})}, ""},
		{"a name of 33", []obj{command(obj{"name": chars(33)})}, "0.name: BASE_TYPE_BAD_LENGTH\n0.name: APPLICATION_COMMAND_INVALID_NAME"},
		{"a name in capitals", []obj{command(obj{"name": "Film"})}, "0.name: APPLICATION_COMMAND_INVALID_NAME"},
		{"a name with a space", []obj{command(obj{"name": "a film"})}, "0.name: APPLICATION_COMMAND_INVALID_NAME"},
		{"a name in Hindi", []obj{command(obj{"name": "फ़िल्म"})}, ""},
		{"a name in German capitals", []obj{command(obj{"name_localizations": obj{"de": "Film"}})}, "0.name_localizations.de: APPLICATION_COMMAND_INVALID_NAME"},
		{"an unknown language", []obj{command(obj{"name_localizations": obj{"xx": "film"}})}, "0.name_localizations.xx: UNKNOWN_FIELD"},
		{"no description", []obj{command(obj{"description": ""})}, "0.description: BASE_TYPE_REQUIRED"},
		{"a description of 101", []obj{command(obj{"description": chars(101)})}, "0.description: BASE_TYPE_BAD_LENGTH"},
		{"a name twice", []obj{command(nil), command(nil)}, "1.name: APPLICATION_COMMANDS_DUPLICATE_NAME"},
		{"100 commands", times(100, func(i int) obj { return command(obj{"name": fmt.Sprint("c", i)}) }), ""},
		{"101 commands", times(101, func(i int) obj { return command(obj{"name": fmt.Sprint("c", i)}) }), ": BASE_TYPE_MAX_LENGTH"},
		{"an unknown field", []obj{command(obj{"descripton": "x"})}, "0.descripton: UNKNOWN_FIELD"},
		{"25 options", opts(times(25, func(i int) obj { return option(obj{"name": fmt.Sprint("o", i)}) })...), ""},
		{"26 options", opts(times(26, func(i int) obj { return option(obj{"name": fmt.Sprint("o", i)}) })...), "0.options: BASE_TYPE_MAX_LENGTH"},
		{"an option twice", opts(option(nil), option(nil)), "0.options.1.name: APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS"},
		{"an option in capitals", opts(option(obj{"name": "Title"})), "0.options.0.name: APPLICATION_COMMAND_INVALID_NAME"},
		{"required behind optional", opts(option(nil), option(obj{"name": "b", "required": true})), "0.options.1: APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID"},
		{"required in a subcommand behind optional", opts(obj{"type": 1, "name": "s", "description": "d",
			"options": []obj{option(nil), option(obj{"name": "b", "required": true})}}), "0.options.0.options.1: APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID"},
		{"a subcommand beside an option", opts(option(nil), obj{"type": 1, "name": "s", "description": "d"}), "0.options: APPLICATION_COMMAND_OPTIONS_TYPE_INVALID"},
		{"a subcommand in a subcommand", opts(obj{"type": 1, "name": "s", "description": "d", "options": []obj{{"type": 1, "name": "t", "description": "d"}}}), "0.options.0.options.0: APPLICATION_COMMAND_OPTIONS_TYPE_INVALID"},
		{"25 choices", opts(option(obj{"choices": choices(25)})), ""},
		{"26 choices", opts(option(obj{"choices": choices(26)})), "0.options.0.choices: BASE_TYPE_MAX_LENGTH"},
		{"a choice twice", opts(option(obj{"choices": []obj{{"name": "a", "value": "1"}, {"name": "a", "value": "2"}}})), "0.options.0.choices.1.name: APPLICATION_COMMAND_OPTIONS_CHOICE_NAME_EXISTS"},
		{"a choice's value of 101", opts(option(obj{"choices": []obj{{"name": "a", "value": chars(101)}}})), "0.options.0.choices.0.value: BASE_TYPE_BAD_LENGTH"},
		{"a choice's name of 101", opts(option(obj{"choices": []obj{{"name": chars(101), "value": "1"}}})), "0.options.0.choices.0.name: BASE_TYPE_BAD_LENGTH"},
		{"a choice of the wrong type", opts(option(obj{"type": 4, "choices": []obj{{"name": "a", "value": "1"}}})), "0.options.0.choices.0.value: NUMBER_TYPE_COERCE"},
		{"choices and autocomplete", opts(option(obj{"autocomplete": true, "choices": choices(1)})), "0.options.0: APPLICATION_COMMAND_OPTIONS_CHOICES_AUTOCOMPLETE"},
		{"autocomplete of a role", opts(option(obj{"type": 8, "autocomplete": true})), "0.options.0.autocomplete: UNKNOWN_FIELD"},
		{"what a library sends for every option", opts(option(obj{"type": 8, "autocomplete": false, "choices": nil, "options": []obj{}, "channel_types": nil, "required": false})), ""},
		{"8000 in all", []obj{big(7996)}, ""},
		{"8001 in all", []obj{big(7997)}, "0: APPLICATION_COMMAND_TOO_LARGE"},
		{"8001 in the longest language", []obj{localised(big(7996))}, "0: APPLICATION_COMMAND_TOO_LARGE"},
	} {
		a := rest(t, w.srv, "PUT", "/applications/"+w.srv.ApplicationID()+"/guilds/"+w.guild.ID()+"/commands", c.body)
		switch {
		case c.want == "" && a.status != 200:
			t.Errorf("%s is refused: %s", c.name, a.raw)
		case c.want != "" && (a.status != 400 || !sameLines(a.faults(t), c.want)):
			t.Errorf("%s: %d %q, not %q", c.name, a.status, a.raw, c.want)
		}
	}
	kinds(w.srv)
}

// big is a command whose options' texts come to n characters; its own come to
// four.
func big(n int) obj {
	const size = 1 + 100 // a name and a description
	var list []obj
	for i := 0; n > 0; i++ {
		name := string(rune('a' + i))
		o := obj{"type": 3, "name": name, "description": chars(min(100, n-1))}
		n -= min(size, n)
		var cs []obj
		for j := 0; j < 4 && n > 8; j++ {
			name := fmt.Sprint("c", j, chars(min(98, n-3)))
			n -= len(name)
			value := chars(min(100, n))
			n -= len(value)
			cs = append(cs, obj{"name": name, "value": value})
		}
		o["choices"] = cs
		list = append(list, o)
	}
	return obj{"name": "aa", "description": "bb", "options": list}
}

func localised(c obj) obj {
	c["description_localizations"] = obj{"de": "bbb"}
	return c
}

func TestCommandsOverwritten(t *testing.T) {
	w := newWorld(t, discordtest.Config{})
	path := "/applications/" + w.srv.ApplicationID() + "/commands"
	read := func(a answer) (ids, versions map[string]string) {
		var list []obj
		if err := decode(a.raw, &list); err != nil {
			t.Fatalf("%s", a.raw)
		}
		ids, versions = map[string]string{}, map[string]string{}
		for _, c := range list {
			ids[c["name"].(string)], versions[c["name"].(string)] = c["id"].(string), c["version"].(string)
		}
		return ids, versions
	}
	two := []obj{filmCommand, {"name": "person", "description": "Who it is", "name_localizations": obj{"de": "mensch"}}}
	ids, versions := read(rest(t, w.srv, "PUT", path, two))
	again, sameVersions := read(rest(t, w.srv, "PUT", path, two))
	if again["film"] != ids["film"] || sameVersions["film"] != versions["film"] {
		t.Error("the same command gets another id or version")
	}
	two[1]["description"] = "Who that is"
	changed, newVersions := read(rest(t, w.srv, "PUT", path, two))
	if changed["person"] != ids["person"] || newVersions["person"] == versions["person"] || newVersions["film"] != versions["film"] {
		t.Error("a changed command keeps its id and gets a new version, and only that one")
	}
	if plain := rest(t, w.srv, "GET", path, nil); strings.Contains(string(plain.raw), "mensch") {
		t.Error("a plain list has translations")
	}
	if full := rest(t, w.srv, "GET", path+"?with_localizations=true", nil); !strings.Contains(string(full.raw), "mensch") {
		t.Error("a full list has no translations")
	}
	if left, _ := read(rest(t, w.srv, "PUT", path, two[:1])); len(left) != 1 {
		t.Errorf("%d commands are left", len(left))
	}
	lots := times(100, func(i int) obj { return command(obj{"name": fmt.Sprint("c", i)}) })
	rest(t, w.srv, "PUT", path, lots)
	for i := range lots {
		lots[i]["name"] = fmt.Sprint("d", i)
	}
	if a := rest(t, w.srv, "PUT", path, lots); a.code(t) != 30034 {
		t.Errorf("more than 200 new commands in a day: %d", a.status)
	}
	kinds(w.srv)
}
