package discordtest_test

import (
	"fmt"
	"testing"

	"marquee/bots/discord/discordtest"
)

func TestWhoIsPinged(t *testing.T) {
	none := &discordtest.AllowedMentions{Parse: []string{}}
	role := &discordtest.AllowedMentions{Parse: []string{}, Roles: []string{"7"}}
	users := &discordtest.AllowedMentions{Parse: []string{"users"}}
	for _, c := range []struct {
		content string
		allowed *discordtest.AllowedMentions
		want    string
	}{
		{"@everyone", nil, "{true [] []}"},
		{"@here", nil, "{true [] []}"},
		{`\@everyone`, nil, "{true [] []}"}, // a backslash does not help
		{"`@everyone`", nil, "{false [] []}"},
		{"```\n@everyone <@5>\n``` <@6>", nil, "{false [] [6]}"},
		{"<@5> <@!5> <@&7> <#8>", nil, "{false [7] [5]}"},
		{"<@5> <@&7> @everyone", &discordtest.AllowedMentions{}, "{true [7] [5]}"}, // no parse: as if absent
		{"<@5> <@&7> @everyone", none, "{false [] []}"},
		{"<@5> <@&7> <@&8> @everyone", role, "{false [7] []}"},
		{"<@5> <@&7> @everyone", users, "{false [] [5]}"},
		{"plain", role, "{false [] []}"}, // allowed is not mentioned
		{"@everyones", none, "{false [] []}"},
	} {
		if got := fmt.Sprint(discordtest.WhoIsPinged(c.content, c.allowed)); got != c.want {
			t.Errorf("%q with %v pings %s, not %s", c.content, c.allowed, got, c.want)
		}
	}
}

func TestPingsInAChannel(t *testing.T) {
	w := newWorld(t, discordtest.Config{})
	role := w.guild.AddRole("Reminders", 0)
	say := func(body obj) obj { return rest(t, w.srv, "POST", w.messages(), body).json(t) }

	say(obj{"content": "@everyone <@&" + role.ID() + ">"})
	if p := w.films.Pinged(); !p.None() {
		t.Errorf("without the permission %v are pinged", p)
	}
	if ids := w.srv.WithoutAllowedMentions(); len(ids) != 1 {
		t.Errorf("%d messages did not say whom they may ping", len(ids))
	}
	say(obj{"embeds": []obj{{"title": "@everyone", "description": "<@" + w.alice.ID() + ">"}}, "allowed_mentions": obj{"parse": []string{"everyone", "users"}}})
	if p := w.films.Pinged(); !p.None() {
		t.Errorf("an embed pings %v", p)
	}
	role.SetMentionable(true)
	m := say(obj{"content": "<@&" + role.ID() + ">", "allowed_mentions": obj{"parse": []string{}, "roles": []string{role.ID()}}})
	if p := w.films.Pinged(); len(p.Roles) != 1 || m["mention_roles"].([]any)[0] != role.ID() {
		t.Errorf("the role that it names: %v", p)
	}
	w.films.Allow(w.srv.Bot(), discordtest.MentionEveryone)
	if m := say(obj{"content": "@here"}); m["mention_everyone"] != true || !w.films.Pinged().Everyone {
		t.Error("with the permission nobody is pinged")
	}
}
