package config_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/language"

	"marquee/internal/config"
	"marquee/internal/film"
	"marquee/internal/settings"
)

// compareSecrets compares what secrets hold.
var compareSecrets = cmp.Options{
	cmp.Transformer("reveal", func(s config.Secret) string { return s.Reveal() }),
	cmp.Comparer(func(a, b language.Tag) bool { return a == b }),
}

// write puts content into a file called name in a new folder.
func write(t *testing.T, name, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestDefaults(t *testing.T) {
	c, err := config.Load("", nil)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(config.Default(), c, compareSecrets); diff != "" {
		t.Errorf("nothing given; -want +got:\n%s", diff)
	}
	want := settings.Settings{Regions: []film.Region{"GB"}, Language: language.English, Zone: "Europe/London", Hour: "09:00"}
	if diff := cmp.Diff(want, c.Settings(), compareSecrets); diff != "" {
		t.Errorf("settings; -want +got:\n%s", diff)
	}
}

// everything is a file that sets every key, and what it makes.
const everything = `
database: /var/lib/marquee/films.db
listen: ":9000"
region: South Korea
language: ko
timezone: Asia/Seoul
announce_at: 8:30
sources: [catalogue, tmdb]
discord:
  token: discord-token
  application_id: 123456789012345678
  public_key: 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
  mode: http
  api_url: http://localhost:8081/api
  guilds: [123456789012345678, "223456789012345678"]
  shards: 2
slack:
  bot_token: slack-bot
  app_token: slack-app
  signing_secret: slack-signing
  mode: http
  api_url: http://localhost:8082/api/
tmdb:
  token: tmdb-token
  api_url: http://localhost:8083/3
  export_url: http://localhost:8083/exports
  popular: 20
wikidata:
  api_url: http://localhost:8084/w/api.php
  sparql_url: http://localhost:8084/sparql
  contact: films@example.org
reminders:
  settle: 90m
  late: 48h
schedule:
  delivery: "*/2 * * * *"
  refresh: "5 * * * *"
  lists: "0 10 * * *"
  upkeep: "@weekly"
`

func everythingMade() config.Config {
	return config.Config{
		Database: "/var/lib/marquee/films.db", Listen: ":9000", Region: "KR", Language: language.Korean,
		Timezone: "Asia/Seoul", AnnounceAt: "08:30", Sources: []string{"catalogue", "tmdb"},
		Discord: config.Discord{
			Token: config.NewSecret("discord-token"), ApplicationID: "123456789012345678",
			PublicKey: "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
			Mode:      "http", APIURL: "http://localhost:8081/api",
			Guilds: []string{"123456789012345678", "223456789012345678"}, Shards: "2",
		},
		Slack: config.Slack{
			BotToken: config.NewSecret("slack-bot"), AppToken: config.NewSecret("slack-app"),
			SigningSecret: config.NewSecret("slack-signing"), Mode: "http", APIURL: "http://localhost:8082/api/",
		},
		TMDB: config.TMDB{
			Token: config.NewSecret("tmdb-token"), APIURL: "http://localhost:8083/3",
			ExportURL: "http://localhost:8083/exports", Popular: 20,
		},
		Wikidata: config.Wikidata{
			APIURL: "http://localhost:8084/w/api.php", SPARQLURL: "http://localhost:8084/sparql",
			Contact: "films@example.org",
		},
		Reminders: config.Reminders{Settle: 90 * time.Minute, Late: 48 * time.Hour},
		Schedule:  config.Schedule{Delivery: "*/2 * * * *", Refresh: "5 * * * *", Lists: "0 10 * * *", Upkeep: "@weekly"},
	}
}

func TestFileSetsEveryKey(t *testing.T) {
	c, err := config.Load(write(t, "config.yaml", everything), nil)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(everythingMade(), c, compareSecrets); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestEnvironmentSetsEveryKeyAndGoesFirst(t *testing.T) {
	env := config.Env{
		"MARQUEE_DATABASE": "/var/lib/marquee/films.db", "MARQUEE_LISTEN": ":9000", "MARQUEE_REGION": "kr",
		"MARQUEE_LANGUAGE": "ko", "MARQUEE_TIMEZONE": "Asia/Seoul", "MARQUEE_ANNOUNCE_AT": "8:30",
		"MARQUEE_SOURCES":       "catalogue, tmdb",
		"MARQUEE_DISCORD_TOKEN": "discord-token", "MARQUEE_DISCORD_APPLICATION_ID": "123456789012345678",
		"MARQUEE_DISCORD_PUBLIC_KEY": "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
		"MARQUEE_DISCORD_MODE":       "http", "MARQUEE_DISCORD_API_URL": "http://localhost:8081/api",
		"MARQUEE_DISCORD_GUILDS": "123456789012345678,223456789012345678", "MARQUEE_DISCORD_SHARDS": "2",
		"MARQUEE_SLACK_BOT_TOKEN": "slack-bot", "MARQUEE_SLACK_APP_TOKEN": "slack-app",
		"MARQUEE_SLACK_SIGNING_SECRET": "slack-signing", "MARQUEE_SLACK_MODE": "http",
		"MARQUEE_SLACK_API_URL": "http://localhost:8082/api/",
		"MARQUEE_TMDB_TOKEN":    "tmdb-token", "MARQUEE_TMDB_API_URL": "http://localhost:8083/3",
		"MARQUEE_TMDB_EXPORT_URL":  "http://localhost:8083/exports",
		"MARQUEE_WIKIDATA_API_URL": "http://localhost:8084/w/api.php", "MARQUEE_WIKIDATA_SPARQL_URL": "http://localhost:8084/sparql",
		"MARQUEE_WIKIDATA_CONTACT": "films@example.org", "MARQUEE_TMDB_POPULAR": "20",
		"MARQUEE_REMINDERS_SETTLE": "90m", "MARQUEE_REMINDERS_LATE": "48h",
		"MARQUEE_SCHEDULE_DELIVERY": "*/2 * * * *", "MARQUEE_SCHEDULE_REFRESH": "5 * * * *",
		"MARQUEE_SCHEDULE_LISTS": "0 10 * * *", "MARQUEE_SCHEDULE_UPKEEP": "@weekly",
		// Not ours, though they begin alike.
		"MARQUEE_PORT": "tcp://10.0.0.1:80", "MARQUEE_SERVICE_HOST": "10.0.0.1", "HOME": "/home/someone",
	}
	file := write(t, "config.yaml", "region: DE\ndiscord: {token: another, shards: 7}\nsources: [wikidata]\n")
	c, err := config.Load(file, env)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(everythingMade(), c, compareSecrets); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestEmptyVariableSaysNothing(t *testing.T) {
	c, err := config.Load(write(t, "config.yaml", "region: DE"), config.Env{"MARQUEE_REGION": "", "MARQUEE_DISCORD_TOKEN": ""})
	if err != nil || c.Region != "DE" || !c.Discord.Token.IsZero() {
		t.Errorf("Load = region %q, %v", c.Region, err)
	}
}

func TestFaults(t *testing.T) {
	tests := []struct {
		name, yaml string
		env        config.Env
		want       []string // after the file's name
	}{
		{name: "unknown key", yaml: "regoin: GB", want: []string{":1: regoin: unknown key; is region meant?"}},
		{name: "unknown key in a section", yaml: "discord:\n  tokn: x", want: []string{":2: discord.tokn: unknown key; is discord.token meant?"}},
		{name: "nothing near", yaml: "colour: red", want: []string{":1: colour: unknown key"}},
		{name: "a key that commands the screen", yaml: `"\e[2J": 1`, want: []string{`:1: "\x1b[2J": unknown key`}},
		{name: "a section's key outside", yaml: "dicsord:\n  token: x", want: []string{":1: dicsord: unknown key; is discord meant?"}},
		{name: "given twice", yaml: "region: GB\nregion: DE", want: []string{":2: region: given twice; first on line 1"}},
		{name: "a value for a section", yaml: "tmdb: abc", want: []string{":1: tmdb: expected keys with values: token, token_file, api_url, export_url, popular"}},
		{name: "a list for a value", yaml: "region: [GB, DE]", want: []string{":1: region: expected one plain value"}},
		{name: "a section for a value", yaml: "tmdb:\n  token: {a: b}", want: []string{":2: tmdb.token: expected one plain value"}},
		{name: "a section for a list", yaml: "sources: {a: b}", want: []string{":1: sources: expected a list of plain values"}},
		{name: "lists in a list", yaml: "sources:\n - [tmdb]", want: []string{":2: sources: expected a list of plain values"}},
		{name: "an alias", yaml: "region: &r GB\nlanguage: *r", want: []string{":2: language: expected one plain value"}},
		{name: "no section at all", yaml: "- a\n- b", want: []string{":1: expected keys with values: database, listen, region, language, timezone, announce_at, sources, discord, slack, tmdb, wikidata, reminders, schedule"}},
		{name: "two documents", yaml: "region: GB\n---\nregion: DE", want: []string{": holds more than one document; expected one"}},
		{name: "not YAML", yaml: "region: GB\n\tlisten: x", want: []string{":2: not YAML: found a tab character that violates indentation"}},
		{name: "empty text", yaml: `region: ""`, want: []string{":1: region: empty; leave the key out, or without a value, where nothing is to be set"}},
		{name: "every kind of value", yaml: `region: Atlantis
language: "!"
timezone: Mars/Olympus
announce_at: "23:00"
listen: localhost
sources: [imdb]
discord:
  application_id: abc
  public_key: abcd
  mode: smoke signals
  api_url: ftp://example.org
  guilds: [1]
  shards: two
slack:
  mode: gateway
  api_url: https://name:word@example.org
tmdb:
  token: "two words"
  export_url: https://example.org/?a=b
  popular: many
reminders:
  settle: -1h
  late: soon
schedule:
  delivery: every minute
  refresh: "CRON_TZ=Europe/Berlin"
  lists: "0 0 31 2 *"
`, want: []string{
			":1: region: expected a region, such as GB or South Korea",
			":2: language: expected a language code, such as en or pt-BR",
			":3: timezone: expected an IANA time zone, such as Europe/London",
			`:4: announce_at: expected an hour from 04:00 to 20:30, such as "09:00"`,
			":5: listen: expected host:port, such as 127.0.0.1:8080",
			":6: sources: expected some of tmdb, wikidata, catalogue",
			":8: discord.application_id: expected an id of Discord: 17 to 20 digits",
			":9: discord.public_key: expected the application's public key: 64 hexadecimal digits",
			":10: discord.mode: expected gateway or http",
			":11: discord.api_url: expected an address that begins with http:// or https://",
			":12: discord.guilds: expected ids of Discord servers: 17 to 20 digits each",
			":13: discord.shards: expected auto, a number such as 4, or a list such as 0,1/4",
			":15: slack.mode: expected socket or http",
			":16: slack.api_url: an address here takes no name and password",
			":18: tmdb.token: holds a space, a line's end or another character that no token has",
			":19: tmdb.export_url: expected scheme, host and path alone, without ? and #",
			":20: tmdb.popular: expected a number from 0 to 20000",
			":22: reminders.settle: expected a time from 1h to 336h, such as 12h or 90m",
			":23: reminders.late: expected a time from 1h to 336h, such as 12h or 90m",
			`:25: schedule.delivery: expected five fields as cron has them, such as "30 9 * * *" for 9:30 each day in UTC`,
			`:26: schedule.refresh: expected five fields as cron has them, such as "30 9 * * *" for 9:30 each day in UTC`,
			`:27: schedule.lists: expected five fields as cron has them, such as "30 9 * * *" for 9:30 each day in UTC`,
		}},
		{name: "sources", yaml: "sources: [tmdb, tmdb]", want: []string{":1: sources: names a source twice"}},
		{name: "no sources", yaml: "sources: []", want: []string{":1: sources: expected at least one of tmdb, wikidata, catalogue"}},
		{name: "file and environment", yaml: "region: Atlantis", env: config.Env{"MARQUEE_LISTEN": "nowhere", "MARQUEE_DISCORD_TOKN": "x"}, want: []string{
			":1: region: expected a region, such as GB or South Korea",
			"MARQUEE_DISCORD_TOKN: unknown variable; is MARQUEE_DISCORD_TOKEN meant?",
			"MARQUEE_LISTEN: expected host:port, such as 127.0.0.1:8080",
		}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			file := write(t, "config.yaml", test.yaml)
			_, err := config.Load(file, test.env)
			var faults *config.Error
			if !errors.As(err, &faults) {
				t.Fatalf("Load = %v, want an *Error", err)
			}
			var got []string
			for line := range strings.Lines(err.Error()) {
				got = append(got, strings.TrimPrefix(strings.TrimSuffix(line, "\n"), file))
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

func TestFileThatCannotBeRead(t *testing.T) {
	for _, path := range []string{filepath.Join(t.TempDir(), "missing.yaml"), t.TempDir()} {
		if _, err := config.Load(path, nil); err == nil || !strings.Contains(err.Error(), path) {
			t.Errorf("Load(%q) = %v, want an error that names it", path, err)
		}
	}
}

func TestRelativePathsCountFromTheFile(t *testing.T) {
	file := write(t, "config.yaml", "database: films.db\ntmdb:\n  token_file: secrets/tmdb\n")
	folder := filepath.Dir(file)
	if err := os.Mkdir(filepath.Join(folder, "secrets"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, "secrets", "tmdb"), []byte("from-a-file\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	c, err := config.Load(file, nil)
	if err != nil {
		t.Fatal(err)
	}
	if want := filepath.Join(folder, "films.db"); c.Database != want {
		t.Errorf("database = %q, want %q", c.Database, want)
	}
	if c.TMDB.Token.Reveal() != "from-a-file" {
		t.Error("the secret was not read from the file beside the configuration")
	}
	c, err = config.Load(file, config.Env{"MARQUEE_DATABASE": "films.db"})
	if err != nil || c.Database != "films.db" {
		t.Errorf("MARQUEE_DATABASE gives %q, %v", c.Database, err)
	}
}
