package config

import (
	"time"

	"golang.org/x/text/language"

	"marquee/internal/film"
	"marquee/internal/settings"
)

// Config is how this Marquee is set up. Every field has a usable value, unless
// its comment says otherwise.
type Config struct {
	Database   string // path of the SQLite file; "" means DefaultDatabase
	Listen     string // host:port of the HTTP server; "" means none
	Region     film.Region
	Language   language.Tag // of film texts and names of regions
	Timezone   string       // IANA name
	AnnounceAt settings.Clock
	Sources    []string // of SourceNames, in order of trust

	Discord  Discord
	Slack    Slack
	TMDB     TMDB
	Wikidata Wikidata

	Reminders Reminders
	Schedule  Schedule
}

// Discord is how to reach Discord. It is on when Token is there.
type Discord struct {
	Token         Secret
	ApplicationID string // digits; "" where it is to be asked for
	PublicKey     string // 64 hexadecimal digits; needed in mode http
	Mode          string // "gateway" or "http"
	APIURL        string // scheme, host and base path
	Guilds        []string
	Shards        string // "auto", "4", or "0,1/4" for the first two of four
}

// Slack is how to reach Slack. It is on when BotToken is there.
type Slack struct {
	BotToken      Secret
	AppToken      Secret // needed in mode socket
	SigningSecret Secret // needed in mode http
	Mode          string // "socket" or "http"
	APIURL        string
}

// TMDB is how to reach The Movie Database. It is a source when Token is there.
type TMDB struct {
	Token     Secret
	APIURL    string
	ExportURL string // where the daily lists of ids are
	// Popular is of how many films of these lists, the most popular first, the
	// facts are fetched before anybody asks; 0 to MaxPopular.
	Popular int
}

// MaxPopular is as many films as can be fetched politely within a day.
const MaxPopular = 20_000

// Wikidata is how to reach Wikidata.
type Wikidata struct {
	APIURL    string
	SPARQLURL string
	Contact   string // for the User-Agent that Wikidata asks for: an address or a page
}

// Reminders is how reminders are decided on.
type Reminders struct {
	Settle time.Duration // how long a changed date must stand before it counts
	Late   time.Duration // how late a reminder may still be posted
}

// Bounds of Reminders.
const (
	MinSettle = time.Hour
	MaxSettle = 14 * 24 * time.Hour
	MinLate   = time.Hour
	MaxLate   = 14 * 24 * time.Hour
)

// Schedule is when the work in the background wakes: five fields as cron has them,
// in UTC. https://pkg.go.dev/github.com/robfig/cron/v3#hdr-CRON_Expression_Format
type Schedule struct {
	Delivery string // looking for reminders that are due
	Refresh  string // looking for dates that have moved
	Lists    string // fetching TMDB's lists of names
	Upkeep   string // forgetting what should be forgotten
}

// SourceNames lists the sources that there are, the most trusted first.
func SourceNames() []string { return []string{"tmdb", "wikidata", "catalogue"} }

// Default returns what counts where nothing is said.
func Default() Config {
	return Config{
		Region:     "GB",
		Language:   language.English,
		Timezone:   "Europe/London",
		AnnounceAt: "09:00",
		Sources:    SourceNames(),
		Discord:    Discord{Mode: "gateway", APIURL: "https://discord.com/api", Shards: "auto"},
		Slack:      Slack{Mode: "socket", APIURL: "https://slack.com/api/"},
		TMDB:       TMDB{APIURL: "https://api.themoviedb.org/3", ExportURL: "https://files.tmdb.org/p/exports", Popular: 500},
		Wikidata:   Wikidata{APIURL: "https://www.wikidata.org/w/api.php", SPARQLURL: "https://query.wikidata.org/sparql"},
		Reminders:  Reminders{Settle: 12 * time.Hour, Late: 36 * time.Hour},
		Schedule:   Schedule{Delivery: "* * * * *", Refresh: "*/10 * * * *", Lists: "30 9 * * *", Upkeep: "15 4 * * *"},
	}
}

// Settings returns what counts for a place that has set nothing of its own.
func (c Config) Settings() settings.Settings {
	return settings.Settings{
		Regions:  []film.Region{c.Region},
		Language: c.Language,
		Zone:     c.Timezone,
		Hour:     c.AnnounceAt,
	}
}
