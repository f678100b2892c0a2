package wiretest

import (
	"io"
	"log"
	"net"
	"sync"
)

// A Network is a listener that can be unplugged.
type Network struct {
	net.Listener

	mu        sync.Mutex
	unplugged bool
	conns     map[net.Conn]struct{}
}

// NewNetwork returns a network that is plugged in.
func NewNetwork(l net.Listener) *Network {
	return &Network{Listener: l, conns: map[net.Conn]struct{}{}}
}

// Accept hands out the next connection, and cuts those that come while the
// network is unplugged.
func (n *Network) Accept() (net.Conn, error) {
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

// Cut closes every connection.
func (n *Network) Cut() {
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
	net *Network
}

func (p *plugged) Close() error {
	p.net.mu.Lock()
	delete(p.net.conns, p.Conn)
	p.net.mu.Unlock()
	return p.Conn.Close()
}

// Unplug cuts every connection, and each that is made until Plug.
func (n *Network) Unplug() {
	n.mu.Lock()
	n.unplugged = true
	n.mu.Unlock()
	n.Cut()
}

// Plug ends what Unplug began.
func (n *Network) Plug() {
	n.mu.Lock()
	n.unplugged = false
	n.mu.Unlock()
}

// Quiet is a log for an HTTP server whose cut connections are no news.
func Quiet() *log.Logger { return log.New(io.Discard, "", 0) }
