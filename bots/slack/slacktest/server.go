package slacktest

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"slices"
	"sync"
	"testing"
	"time"

	"marquee/bots/wiretest"
)

// A Server is a double of Slack on a loopback port: one workspace with one app
// installed. Its methods may be called from many goroutines.
type Server struct {
	cfg      Config
	http     *http.Server
	net      *wiretest.Network
	methods  map[string]method
	ids      ids
	record   record
	faults   faultList
	limiter  limiter
	link     link
	outbound *http.Client // for deliveries over HTTP
	running  sync.WaitGroup
	life     context.Context // ends with the double
	end      context.CancelFunc

	app, team, botID string
	bot              *User

	// mu guards the world and what happens in it: everything below and what hangs
	// there. The link's lock may be taken while it is held, not the other way
	// about.
	mu         sync.Mutex
	users      map[string]*User
	groups     []*UserGroup
	channels   map[string]*Channel
	scopes     []string
	botRefused string // the error that the bot token gets; "" for none
	appRefused string
	triggers   map[string]*Interaction
	responses  map[string]*Interaction // by the secret of the response_url
	waiting    map[*Interaction]bool   // for an answer
	stir       chan struct{}           // closed and made anew when there is something new to see
	finished   []*Interaction          // oldest first, where Config.Keep bounds them
	events     []*Event
	endpoint   string // where deliveries are posted; "" for a socket
}

// New starts a double that ends with the test, which it fails for each
// violation that the test did not Expect.
func New(t testing.TB, cfg Config) *Server {
	t.Helper()
	s, err := Start(cfg)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		s.Close()
		for _, v := range s.record.unexpected() {
			t.Errorf("the app went wrong: %s", v)
		}
	})
	return s
}

// Start starts a double; Close ends it.
func Start(cfg Config) (*Server, error) {
	cfg = cfg.withDefaults()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, fmt.Errorf("starting the double of Slack: %w", err)
	}
	s := &Server{
		cfg:       cfg,
		net:       wiretest.NewNetwork(listener),
		methods:   methodTable(),
		record:    record{keep: cfg.Keep, expected: map[Kind]bool{}},
		limiter:   limiter{cfg: cfg, buckets: map[string]*bucket{}},
		users:     map[string]*User{},
		channels:  map[string]*Channel{},
		scopes:    slices.Clone(cfg.Scopes),
		triggers:  map[string]*Interaction{},
		responses: map[string]*Interaction{},
		waiting:   map[*Interaction]bool{},
		stir:      make(chan struct{}),
	}
	s.outbound = &http.Client{
		Transport:     &http.Transport{MaxIdleConnsPerHost: 256, DisableCompression: true},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	s.life, s.end = context.WithCancel(context.Background())
	s.link.init(s)
	s.app, s.team, s.botID = s.ids.next("A"), s.ids.next("T"), s.ids.next("B")
	s.bot = s.newUser(cfg.Name)
	s.bot.bot = true
	s.http = &http.Server{Handler: http.HandlerFunc(s.serve), ReadHeaderTimeout: 10 * time.Second, ErrorLog: wiretest.Quiet()}
	s.running.Add(1)
	go func() {
		defer s.running.Done()
		_ = s.http.Serve(s.net)
	}()
	return s, nil
}

// Close cuts every connection and waits until nothing of the double runs any
// more. It may be called again.
func (s *Server) Close() {
	s.mu.Lock()
	s.end()
	s.mu.Unlock()
	s.link.cut()
	_ = s.http.Close()
	s.net.Cut()
	s.outbound.CloseIdleConnections()
	s.running.Wait()
}

// APIURL is what stands in the place of https://slack.com/api/.
func (s *Server) APIURL() string { return "http://" + s.net.Addr().String() + "/api/" }

// BotToken is the bot token, xoxb-….
func (s *Server) BotToken() string { return s.cfg.BotToken }

// AppToken is the app-level token for Socket Mode, xapp-….
func (s *Server) AppToken() string { return s.cfg.AppToken }

// SigningSecret is what deliveries over HTTP are signed with.
func (s *Server) SigningSecret() string { return s.cfg.SigningSecret }

// AppID is the app's id, A….
func (s *Server) AppID() string { return s.app }

// TeamID is the workspace's id, T….
func (s *Server) TeamID() string { return s.team }

// Bot is the app's bot user.
func (s *Server) Bot() *User { return s.bot }
