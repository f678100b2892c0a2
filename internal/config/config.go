package config

import (
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
}

// Wikidata is how to reach Wikidata.
type Wikidata struct {
	APIURL    string
	SPARQLURL string
	Contact   string // for the User-Agent that Wikidata asks for: an address or a page
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
		TMDB:       TMDB{APIURL: "https://api.themoviedb.org/3", ExportURL: "https://files.tmdb.org/p/exports"},
		Wikidata:   Wikidata{APIURL: "https://www.wikidata.org/w/api.php", SPARQLURL: "https://query.wikidata.org/sparql"},
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
