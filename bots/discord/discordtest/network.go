package discordtest

import (
	"io"
	"log"
	"net"
	"sync"
)

// network is a listener that can be unplugged.
type network struct {
	net.Listener

	mu        sync.Mutex
	unplugged bool
	conns     map[net.Conn]struct{}
}

func newNetwork(l net.Listener) *network {
	return &network{Listener: l, conns: map[net.Conn]struct{}{}}
}

// Accept hands out the next connection, and cuts those that come while the
// network is unplugged.
func (n *network) Accept() (net.Conn, error) {
	for {
		c, err := n.Listener.Accept()
		if err != nil {
			return nil, err
		}
		n.mu.Lock()
		down := n.unplugged
		if !down {
			n.conns[c] = struct{}{}
		}
		n.mu.Unlock()
		if !down {
			return &plugged{Conn: c, net: n}, nil
		}
		_ = c.Close()
	}
}

// cut closes every connection.
func (n *network) cut() {
	n.mu.Lock()
	defer n.mu.Unlock()
	for c := range n.conns {
		if t, ok := c.(*net.TCPConn); ok {
			_ = t.SetLinger(0) // reset rather than a polite end
		}
		_ = c.Close()
	}
	clear(n.conns)
}

type plugged struct {
	net.Conn
	net *network
}

func (p *plugged) Close() error {
	p.net.mu.Lock()
	delete(p.net.conns, p.Conn)
	p.net.mu.Unlock()
	return p.Conn.Close()
}

// Unplug takes the double off the network: it cuts every connection and each
// that is made until Plug.
func (s *Server) Unplug() {
	s.net.mu.Lock()
	s.net.unplugged = true
	s.net.mu.Unlock()
	s.net.cut()
}

// Plug ends what Unplug began.
func (s *Server) Plug() {
	s.net.mu.Lock()
	s.net.unplugged = false
	s.net.mu.Unlock()
}

// quiet is a log for the HTTP server, whose cut connections are no news here.
func quiet() *log.Logger { return log.New(io.Discard, "", 0) }
