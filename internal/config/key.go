package config

import (
	"strings"

	"github.com/agnivade/levenshtein"
)

// A key is one thing that can be set.
type key struct {
	name string // as in the file, sections parted by a dot: "discord.token"
	list bool   // takes several values
	path bool   // a relative one counts from the folder of the file it stands in
	// set keeps the values of a key, exactly one where it is no list. Its error
	// says what is expected, never what was given.
	set func(values []string) error
	// secret is where a value goes that may also be read from a file.
	secret *Secret
}

// fileSuffix makes of a secret's key the key of a file that holds the secret.
const fileSuffix = "_file"

// keys lists everything that can be set of c, in the order of the example file.
func (c *Config) keys() []key {
	return []key{
		{name: "database", path: true, set: text(&c.Database)},
		{name: "listen", set: listen(&c.Listen)},
		{name: "region", set: region(&c.Region)},
		{name: "language", set: tag(&c.Language)},
		{name: "timezone", set: zone(&c.Timezone)},
		{name: "announce_at", set: clock(&c.AnnounceAt)},
		{name: "sources", list: true, set: sources(&c.Sources)},

		secretKey("discord.token", &c.Discord.Token),
		{name: "discord.application_id", set: snowflake(&c.Discord.ApplicationID)},
		{name: "discord.public_key", set: publicKey(&c.Discord.PublicKey)},
		{name: "discord.mode", set: oneOf(&c.Discord.Mode, "gateway", "http")},
		{name: "discord.api_url", set: webAddress(&c.Discord.APIURL)},
		{name: "discord.guilds", list: true, set: snowflakes(&c.Discord.Guilds)},
		{name: "discord.shards", set: shards(&c.Discord.Shards)},

		secretKey("slack.bot_token", &c.Slack.BotToken),
		secretKey("slack.app_token", &c.Slack.AppToken),
		secretKey("slack.signing_secret", &c.Slack.SigningSecret),
		{name: "slack.mode", set: oneOf(&c.Slack.Mode, "socket", "http")},
		{name: "slack.api_url", set: webAddress(&c.Slack.APIURL)},

		secretKey("tmdb.token", &c.TMDB.Token),
		{name: "tmdb.api_url", set: webAddress(&c.TMDB.APIURL)},
		{name: "tmdb.export_url", set: webAddress(&c.TMDB.ExportURL)},
		{name: "tmdb.popular", set: number(&c.TMDB.Popular, 0, MaxPopular)},

		{name: "wikidata.api_url", set: webAddress(&c.Wikidata.APIURL)},
		{name: "wikidata.sparql_url", set: webAddress(&c.Wikidata.SPARQLURL)},
		{name: "wikidata.contact", set: text(&c.Wikidata.Contact)},

		{name: "reminders.settle", set: duration(&c.Reminders.Settle, MinSettle, MaxSettle)},
		{name: "reminders.late", set: duration(&c.Reminders.Late, MinLate, MaxLate)},

		{name: "schedule.delivery", set: schedule(&c.Schedule.Delivery)},
		{name: "schedule.refresh", set: schedule(&c.Schedule.Refresh)},
		{name: "schedule.lists", set: schedule(&c.Schedule.Lists)},
		{name: "schedule.upkeep", set: schedule(&c.Schedule.Upkeep)},
	}
}

func secretKey(name string, s *Secret) key {
	return key{name: name, set: secret(s), secret: s}
}

// variable returns the name of the environment variable of a key.
func variable(name string) string {
	return variablePrefix + strings.ToUpper(strings.ReplaceAll(name, ".", "_"))
}

// variablePrefix begins the variables that set keys.
const variablePrefix = "MARQUEE_"

// names lists every key there is by name, those of secrets' files included.
func names(keys []key) []string {
	var all []string
	for _, k := range keys {
		all = append(all, k.name)
		if k.secret != nil {
			all = append(all, k.name+fileSuffix)
		}
	}
	return all
}

// nearest returns the one of the names that was probably meant, "" where none
// is near.
func nearest(name string, names []string) string {
	best, found := 3, ""
	if len(name) > 60 {
		return ""
	}
	for _, n := range names {
		if d := levenshtein.ComputeDistance(name, n); d < best && d < len(n)/2 {
			best, found = d, n
		}
	}
	return found
}
