package bot

import (
	"context"
	"fmt"
	"strings"

	"golang.org/x/text/language"

	"marquee/internal/chat"
	"marquee/internal/film"
	"marquee/internal/remind"
	"marquee/internal/settings"
)

var settingsSpec = chat.Command{
	Name:        "settings",
	Description: "This channel's regions, language, time zone and hour",
	Options: []chat.Option{
		{Name: "regions", Description: "Countries, the home one first: GB, FR, DE", Suggests: true},
		{Name: "language", Description: "Of film texts and names of regions, such as de", Suggests: true},
		{Name: "timezone", Description: "Such as Europe/London", Suggests: true},
		{Name: "hour", Description: "When reminders are posted, local time: 04:00 to 20:30"},
		{Name: "quiet", Description: "Hours without reminders, such as 22:00-07:00, or none"},
		{Name: "manager", Description: "A role whose members may change these and subscribe; for the whole server", Kind: chat.RoleOption},
		{Name: "scope", Description: "What to change; the channel if left out", Choices: []chat.Choice{
			{Label: "This channel", Value: scopeChannel}, {Label: "The whole server or workspace", Value: scopeServer},
		}},
	},
	Examples: []string{"settings", "settings regions:GB,FR timezone:Europe/London", "settings language:de scope:server"},
	Manages:  true,
}

// What settings can be changed for.
const (
	scopeChannel = "channel"
	scopeServer  = "server"
	// scopeWorkspace is what people call it on Slack.
	scopeWorkspace = "workspace"
)

// placeNoun is what people call the place that a request comes from. A terminal
// is a channel of its own.
func (c *call) placeNoun() string {
	if c.Direct && c.Target.Platform != "terminal" {
		return "conversation"
	}
	return "channel"
}

// serverNoun is what the platform calls a server.
func (c *call) serverNoun() string {
	if c.Target.Platform == "slack" {
		return scopeWorkspace
	}
	return "server"
}

// settings answers /settings and its buttons: v1/settings/show,
// v1/settings/edit/SCOPE for the form, v1/settings/save/SCOPE for what the form
// sends, and v1/settings/reset/SCOPE. Looking is for everybody, changing takes
// permission.
func (b *Bot) settings(_ context.Context, c *call) reply {
	if c.typed() {
		return b.settingsTyped(c)
	}
	scope := c.route.Part(1)
	if scope != scopeChannel && scope != scopeServer && c.route.Part(0) != "show" {
		return show(failure(sayOldButton))
	}
	if scope == scopeServer && c.Target.Server == "" {
		return show(failure(sayNoServer))
	}
	switch c.route.Part(0) {
	case "show":
		return show(b.settingsCard(c, ""))
	case "edit":
		return reply{form: b.settingsForm(c, scope)}
	case "save":
		changed, errors := readSettings(c.args)
		if len(errors) > 0 {
			return reply{errors: errors}
		}
		changed.Manager = c.of(scope).Manager // the form has no room for it
		return b.save(c, scope, changed)
	case "reset":
		return b.save(c, scope, settings.Settings{})
	}
	return show(failure(sayOldButton))
}

// settingsTyped shows the settings, or changes those that were typed.
func (b *Bot) settingsTyped(c *call) reply {
	scope := scopeChannel
	if s := strings.ToLower(c.args["scope"]); s != "" {
		if s == scopeWorkspace {
			s = scopeServer
		}
		if s != scopeChannel && s != scopeServer {
			return wrong("scope", fmt.Sprintf("%s is no scope. Choose channel or %s.", quoted(s), c.serverNoun()))
		}
		scope = s
	}
	if scope == scopeServer && c.Target.Server == "" {
		return show(failure(sayNoServer))
	}
	given := 0
	for _, name := range settingNames {
		if c.args[name] != "" {
			given++
		}
	}
	if given == 0 {
		return show(b.settingsCard(c, ""))
	}
	changed, errors := readSettings(c.args)
	if c.args["manager"] != "" && (scope != scopeServer || c.Target.Platform != "discord") {
		errors["manager"] = "A role that may manage is one of a whole Discord server: add scope:server."
	}
	if len(errors) > 0 {
		return reply{errors: errors}
	}
	return b.save(c, scope, changed.Or(c.of(scope)))
}

// of returns what is set for a scope.
func (c *call) of(scope string) settings.Settings {
	if scope == scopeServer {
		return c.server
	}
	return c.own
}

// settingNames are the options that hold a setting, in their order.
var settingNames = []string{"regions", "language", "timezone", "hour", "quiet", "manager"}

// readSettings reads typed values; what is empty is not set. Each value that
// cannot be read has a sentence under its name.
func readSettings(args map[string]string) (settings.Settings, map[string]string) {
	var s settings.Settings
	errors := make(map[string]string)
	if v := args["regions"]; v != "" {
		regions, err := film.ParseRegions(v)
		if err != nil {
			errors["regions"] = sayRegions(v)
		}
		if len(regions) > maxRegions {
			errors["regions"] = fmt.Sprintf("That is more than %d regions. Keep to those that matter here.", maxRegions)
		}
		s.Regions = regions
	}
	if v := args["language"]; v != "" {
		tag, err := film.ParseLanguage(v)
		if err != nil {
			errors["language"] = fmt.Sprintf("I know no language called %s. Type its name or its code, such as German or de.", quoted(v))
		}
		s.Language = tag
	}
	if v := args["timezone"]; v != "" {
		loc, err := settings.ParseZone(v)
		if err != nil {
			errors["timezone"] = fmt.Sprintf("I know no time zone called %s. Type one such as Europe/London or America/New_York.", quoted(v))
		} else {
			s.Zone = loc.String()
		}
	}
	if v := args["hour"]; v != "" {
		clock, err := settings.ParseClock(v)
		if err != nil {
			errors["hour"] = fmt.Sprintf("%s is no hour I can post at. Type one from %s to %s.", quoted(v), settings.EarliestHour, settings.LatestHour)
		}
		s.Hour = clock
	}
	if v := args["quiet"]; v != "" {
		q, sentence := parseQuiet(v)
		switch {
		case sentence != "":
			errors["quiet"] = sentence
		case q == (remind.Quiet{}):
			s.Quiet = settings.NoQuiet
		default:
			s.Quiet = q.From + "-" + q.To
		}
	}
	if v := args["manager"]; v != "" {
		m, sentence := parseMention(v)
		if sentence != "" {
			errors["manager"] = sentence
		}
		s.Manager = m.ID
	}
	return s, errors
}

// maxRegions bounds a place's regions: more would be no choice.
const maxRegions = 25

// sayRegions names the one of several typed regions that is none.
func sayRegions(typed string) string {
	for _, part := range strings.FieldsFunc(typed, func(r rune) bool { return r == ',' || r == ';' }) {
		if strings.TrimSpace(part) == "" {
			continue
		}
		if _, err := film.ParseRegion(part); err != nil {
			return sayRegion(strings.TrimSpace(part))
		}
	}
	return sayRegion(typed)
}

// save stores settings, and shows them.
func (b *Bot) save(c *call, scope string, s settings.Settings) reply {
	return reply{later: func(ctx context.Context) chat.Card {
		store := b.keeper.SaveChannelSettings
		if scope == scopeServer {
			store = b.keeper.SaveServerSettings
		}
		if err := store(ctx, c.Target, s); err != nil {
			b.log.Error("saving settings", "error", err)
			return failure("I could not keep that: my database does not take it just now. Nothing has changed; please try again in a minute.")
		}
		if scope == scopeServer {
			c.server = s
		} else {
			c.own = s
		}
		c.place = c.own.Or(c.server).Or(b.defaults)
		return b.settingsCard(c, "Saved.")
	}}
}

// settingsNeed says what changing settings takes: looking takes nothing.
func settingsNeed(c *call) (chat.Permission, bool) {
	scope := c.route.Part(1)
	if c.typed() {
		scope = strings.ToLower(c.args["scope"])
	}
	if scope == scopeServer || scope == scopeWorkspace {
		return chat.ManageServer, true
	}
	return chat.ManageChannel, c.route.Part(0) != "show"
}

// settingsForm asks for a scope's settings, with what is set filled in.
func (b *Bot) settingsForm(c *call, scope string) *chat.Form {
	s := c.of(scope)
	title := "Settings of this " + c.placeNoun()
	if scope == scopeServer {
		title = "Settings of this " + c.serverNoun()
	}
	above := c.server.Or(b.defaults)
	if scope == scopeServer {
		above = b.defaults
	}
	return &chat.Form{
		Title:  title,
		Route:  chat.NewRoute("settings", "save", scope),
		Submit: "Save",
		Fields: []chat.FormField{
			{Name: "regions", Label: "Regions, the home one first", Value: regionCodes(s.Regions), Hint: hint(regionCodes(above.Regions))},
			{Name: "language", Label: "Language of film texts", Value: languageCode(s.Language), Hint: hint(languageCode(above.Language))},
			{Name: "timezone", Label: "Time zone", Value: s.Zone, Hint: hint(above.Zone)},
			{Name: "hour", Label: "Hour of reminders", Value: string(s.Hour), Hint: hint(string(above.Hour))},
			{Name: "quiet", Label: "Hours without posts", Value: s.Quiet, Hint: hint(above.Quiet)},
		},
	}
}

// hint says what counts while a field stays empty.
func hint(above string) string {
	if above == "" {
		return ""
	}
	return "Empty: " + above
}

func regionCodes(regions []film.Region) string {
	codes := make([]string, len(regions))
	for i, r := range regions {
		codes[i] = string(r)
	}
	return strings.Join(codes, ", ")
}

func languageCode(tag language.Tag) string {
	if tag == language.Und {
		return ""
	}
	return tag.String()
}
