package discordtest

import (
	"context"
	"crypto/ed25519"
	"encoding/hex"
	"fmt"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"marquee/bots/wiretest"
)

// A Server is a double of Discord on a loopback port. Its methods may be called
// from many goroutines.
type Server struct {
	cfg      Config
	http     *http.Server
	net      *wiretest.Network
	mux      *http.ServeMux
	ids      snowflakes
	record   record
	faults   faultList
	limiter  limiter
	gateway  gateway
	outbound *http.Client // for interactions over HTTP
	key      ed25519.PrivateKey
	running  sync.WaitGroup  // goroutines of the double's own
	life     context.Context // ends with the double
	end      context.CancelFunc

	// mu guards the world and what happens in it, of everything below and of
	// what hangs there. The gateway's lock may be taken while it is held, not
	// the other way about.
	mu           sync.Mutex
	app          string // the application's id, which is the bot's too
	bot          *User
	users        map[string]*User
	guilds       map[string]*Guild
	guildOrder   []*Guild
	channels     map[string]*Channel
	commands     map[string][]registered // by guild id, "" for global
	creates      int                     // of commands, towards the daily limit
	interactions map[string]*Interaction // by id
	tokens       map[string]*Interaction
	finished     []*Interaction // oldest first, where Config.Keep bounds them
	nonces       map[string]sent
	nonceQueue   []sent // oldest first
	endpoint     string // where interactions are posted; "" for the gateway
}

// New starts a double that ends with the test, which it fails for each
// violation that the test did not Expect. Where Config.Contract is nil and
// FindContract finds one, that is used.
func New(t testing.TB, cfg Config) *Server {
	t.Helper()
	if cfg.Contract == nil {
		if path, ok := FindContract(); ok {
			c, err := ContractFrom(path)
			if err != nil {
				t.Fatal(err)
			}
			cfg.Contract = c
		}
	}
	s, err := Start(cfg)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		s.Close()
		for _, v := range s.record.unexpected() {
			t.Errorf("the bot went wrong: %s", v)
		}
	})
	return s
}

// Start starts a double; Close ends it.
func Start(cfg Config) (*Server, error) {
	cfg = cfg.withDefaults()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, fmt.Errorf("starting the double of Discord: %w", err)
	}
	_, key, err := ed25519.GenerateKey(nil)
	if err != nil {
		return nil, fmt.Errorf("starting the double of Discord: %w", err)
	}
	s := &Server{
		cfg:          cfg,
		net:          wiretest.NewNetwork(listener),
		record:       record{keep: cfg.Keep, expected: map[Kind]bool{}},
		limiter:      limiter{cfg: cfg, buckets: map[string]*bucket{}},
		outbound:     &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 64, DisableCompression: true}},
		key:          key,
		users:        map[string]*User{},
		guilds:       map[string]*Guild{},
		channels:     map[string]*Channel{},
		commands:     map[string][]registered{},
		interactions: map[string]*Interaction{},
		tokens:       map[string]*Interaction{},
		nonces:       map[string]sent{},
	}
	s.life, s.end = context.WithCancel(context.Background())
	s.gateway.init()
	s.bot = s.newUser(cfg.Name, true)
	s.app = s.bot.id
	s.mux = s.routes()
	s.http = &http.Server{Handler: http.HandlerFunc(s.serve), ReadHeaderTimeout: 10 * time.Second, ErrorLog: wiretest.Quiet()}
	s.running.Add(1)
	go func() {
		defer s.running.Done()
		_ = s.http.Serve(s.net)
	}()
	return s, nil
}

// serve tells the gateway from the API.
func (s *Server) serve(w http.ResponseWriter, r *http.Request) {
	if !s.begin() {
		panic(http.ErrAbortHandler)
	}
	defer s.running.Done()
	if rest, ok := strings.CutPrefix(r.URL.Path, "/api"); ok {
		s.serveAPI(w, r, rest)
		return
	}
	s.serveGateway(w, r)
}

// begin counts something that Close waits for, and reports false once the
// double is closed. What began ends with running.Done.
func (s *Server) begin() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.life.Err() != nil {
		return false
	}
	s.running.Add(1)
	return true
}

// Close cuts every connection and waits until nothing of the double runs any
// more. It may be called twice.
func (s *Server) Close() {
	s.mu.Lock()
	if s.life.Err() != nil {
		s.mu.Unlock()
		return
	}
	s.end()
	for _, i := range s.interactions {
		i.timer.Stop()
	}
	s.mu.Unlock()
	s.gateway.shut()
	_ = s.http.Close()
	s.net.Cut()
	s.outbound.CloseIdleConnections()
	s.running.Wait()
}

// APIURL is what stands in the place of https://discord.com/api.
func (s *Server) APIURL() string { return "http://" + s.net.Addr().String() + "/api" }

// GatewayURL is what GET /gateway gives.
func (s *Server) GatewayURL() string { return "ws://" + s.net.Addr().String() }

// Token is the bot's token, without "Bot ".
func (s *Server) Token() string { return s.cfg.Token }

// ApplicationID is the id of the bot's application, and of its user.
func (s *Server) ApplicationID() string { return s.app }

// PublicKey is the key that signed interactions are checked with, in hex.
func (s *Server) PublicKey() string {
	return hex.EncodeToString(s.key.Public().(ed25519.PublicKey))
}

// Bot is the bot as a member of its servers.
func (s *Server) Bot() *User { return s.bot }
