package wikidata

import (
	"cmp"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"sync/atomic"

	"golang.org/x/sync/singleflight"

	"marquee/internal/film"
)

// Name is what people are told a fact's source is.
const Name = "Wikidata"

// The public addresses, and whom to write to where an operator names nobody.
const (
	DefaultAPIURL    = "https://www.wikidata.org/w/api.php"
	DefaultSPARQLURL = "https://query.wikidata.org/sparql"
	defaultContact   = "no contact configured: see wikidata.contact"
)

// Options say how to reach Wikidata.
type Options struct {
	APIURL    string // of the action API; DefaultAPIURL where empty
	SPARQLURL string // of the query service; DefaultSPARQLURL where empty
	// Contact is an address or a page at which Wikidata's operators find whoever
	// runs this bot. They ask for it, and may block who does not give one.
	Contact string
	Version string       // of Marquee, for the User-Agent
	HTTP    *http.Client // http.DefaultClient's behaviour where nil
	Logger  *slog.Logger // slog.Default where nil
}

// A Client asks Wikidata. It may be used by several at once; requests to one
// interface wait for each other.
//
// Its methods fail with film.ErrNotFound, film.ErrBusy (a *film.BusyError) and
// film.ErrDown, each wrapped with what was being asked.
type Client struct {
	*shared
	background bool
}

// shared is what a Client and its Background have in common.
type shared struct {
	api    *endpoint
	sparql *endpoint
	log    *slog.Logger
	// reached says that Wikidata has answered, so that there is a network.
	reached atomic.Bool

	names   *memory[string]      // entity → name
	regions *memory[film.Region] // place → region, "" of what is no country
	tongues *memory[string]      // language → BCP 47 tag, "" where there is none
	kinds   *memory[bool]        // class → whether its instances are films

	films  singleflight.Group
	people singleflight.Group
}

// New makes a client. It asks nothing yet. It fails on an address that is none.
func New(o Options) (*Client, error) {
	agent := fmt.Sprintf("Marquee/%s (%s)", token(cmp.Or(o.Version, "dev")), comment(cmp.Or(o.Contact, defaultContact)))
	client := o.HTTP
	if client == nil {
		client = &http.Client{}
	}
	s := &shared{
		log:     o.Logger,
		names:   newMemory[string](100_000),
		regions: newMemory[film.Region](20_000),
		tongues: newMemory[string](20_000),
		kinds:   newMemory[bool](20_000),
	}
	if s.log == nil {
		s.log = slog.Default()
	}
	for _, e := range []struct {
		to            **endpoint
		name, address string
	}{
		{&s.api, "the action API", cmp.Or(o.APIURL, DefaultAPIURL)},
		{&s.sparql, "the query service", cmp.Or(o.SPARQLURL, DefaultSPARQLURL)},
	} {
		u, err := url.Parse(e.address)
		if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
			return nil, fmt.Errorf("wikidata: %q is no web address for %s", e.address, e.name)
		}
		*e.to = &endpoint{name: e.name, address: u, agent: agent, http: client, timeout: apiTimeout}
	}
	s.sparql.timeout = sparqlTimeout
	return &Client{shared: s}, nil
}

// Name returns the source's name as people are told it.
func (c *Client) Name() string { return Name }

// Background returns a client for work that nobody waits for. It shares all with
// c, but lets every request of c go first, gives way when Wikidata's servers lag
// behind (maxlag), and waits longer when it is told to.
func (c *Client) Background() *Client { return &Client{shared: c.shared, background: true} }
