package discord

import (
	"bufio"
	"bytes"
	"context"
	"crypto/tls"
	"encoding/binary"
	"encoding/json"
	"errors"
	"net"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gorilla/websocket"
)

// A tap is the connection under discordgo's WebSocket. It reads along, for two
// things of which discordgo tells nobody: the code with which Discord closes the
// connection (discordgo would try a bad token for ever), and that a session is
// invalid (discordgo would begin the next one at once, when Discord asks for a
// pause, and so could use up the day's 1,000). It also notices within silence
// that nothing comes any more; discordgo takes five heartbeats.
type tap struct {
	net.Conn
	in       *bufio.Reader
	head     []byte // the HTTP answer before the first frame, as far as it has passed
	upgraded bool   // it has passed, and frames follow
	refused  bool   // it has passed, and is no upgrade: no frames will come
	left     int    // bytes of the frame that is being passed on
	broken   atomic.Bool

	once sync.Once
	done chan struct{} // closed with the connection

	mu      sync.Mutex
	verdict verdict
}

// A verdict is what Discord said about a connection that ended.
type verdict struct {
	code      int  // of its close frame; 0 where there was none
	invalid   bool // the session is invalid (opcode 9)
	resumable bool // of an invalid session
}

// silence is how long a connection may be without a word: Discord acknowledges
// heartbeats, which it asks for every 41 s.
const silence = 100 * time.Second

var errInvalidSession = errors.New("the session is invalid")

func newTap(c net.Conn) *tap {
	return &tap{Conn: c, in: bufio.NewReaderSize(c, 4096), done: make(chan struct{})}
}

// Close closes the connection.
func (t *tap) Close() error {
	err := t.Conn.Close()
	t.once.Do(func() { close(t.done) })
	return err
}

// Read passes on what comes. It never reads over the end of a frame, so that
// each frame's head is seen.
func (t *tap) Read(p []byte) (int, error) {
	switch {
	case t.refused:
		return t.in.Read(p)
	case !t.upgraded:
		return t.readHead(p)
	}
	if t.left == 0 {
		if err := t.Conn.SetReadDeadline(time.Now().Add(silence)); err != nil {
			return 0, err
		}
		if err := t.nextFrame(); err != nil {
			t.broken.Store(true)
			return 0, err
		}
	}
	n, err := t.in.Read(p[:min(len(p), t.left)])
	t.left -= n
	if err != nil {
		t.broken.Store(true)
	}
	return n, err
}

// Write passes on what is sent, but not once reading has failed: discordgo would
// then say goodbye (1000), and Discord forget a session that could be resumed.
func (t *tap) Write(p []byte) (int, error) {
	if t.broken.Load() {
		return 0, net.ErrClosed
	}
	return t.Conn.Write(p)
}

// maxHead bounds the HTTP answer.
const maxHead = 64 << 10

// readHead passes on the HTTP answer, up to the empty line at its end.
func (t *tap) readHead(p []byte) (int, error) {
	for n := range p {
		b, err := t.in.ReadByte()
		if err != nil {
			return n, err
		}
		p[n] = b
		t.head = append(t.head, b)
		if ended := bytes.HasSuffix(t.head, []byte("\r\n\r\n")); ended || len(t.head) > maxHead {
			t.upgraded = bytes.HasPrefix(t.head, []byte("HTTP/1.1 101 "))
			t.refused, t.head = !t.upgraded, nil
			return n + 1, nil
		}
		if t.in.Buffered() == 0 {
			return n + 1, nil
		}
	}
	return len(p), nil
}

// nextFrame reads the head of a frame, and looks into short ones. A server's
// frames are not masked.
// https://www.rfc-editor.org/rfc/rfc6455#section-5.2
func (t *tap) nextFrame() error {
	head, err := t.in.Peek(2)
	if err != nil {
		return err
	}
	opcode, size, length := int(head[0]&0x0F), 2, int(head[1]&0x7F)
	switch length {
	case 126:
		if head, err = t.in.Peek(4); err != nil {
			return err
		}
		size, length = 4, int(binary.BigEndian.Uint16(head[2:]))
	case 127:
		if head, err = t.in.Peek(10); err != nil {
			return err
		}
		size, length = 10, int(binary.BigEndian.Uint64(head[2:])&0x7FFFFFFF)
	default:
		whole, err := t.in.Peek(size + length)
		if err != nil {
			return err
		}
		if err := t.look(opcode, whole[size:]); err != nil {
			return err
		}
	}
	t.left = size + length
	return nil
}

// look notes what a short frame says about the connection.
func (t *tap) look(opcode int, data []byte) error {
	switch opcode {
	case websocket.CloseMessage:
		if len(data) >= 2 {
			t.note(func(v *verdict) { v.code = int(binary.BigEndian.Uint16(data)) })
		}
	case websocket.TextMessage:
		var p struct {
			Op   int             `json:"op"`
			Data json.RawMessage `json:"d"`
		}
		if json.Unmarshal(data, &p) == nil && p.Op == 9 {
			t.note(func(v *verdict) { v.invalid, v.resumable = true, string(p.Data) == "true" })
			return errInvalidSession
		}
	}
	return nil
}

func (t *tap) note(f func(*verdict)) {
	t.mu.Lock()
	defer t.mu.Unlock()
	f(&t.verdict)
}

// said returns what Discord said so far.
func (t *tap) said() verdict {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.verdict
}

// dialer returns a dialer whose connections end with ctx and are handed to use.
func dialer(ctx context.Context, use func(*tap)) *websocket.Dialer {
	wrap := func(c net.Conn, err error) (net.Conn, error) {
		if err != nil {
			return nil, err
		}
		t := newTap(c)
		use(t)
		return t, nil
	}
	plain := &net.Dialer{Timeout: 20 * time.Second}
	secure := &tls.Dialer{NetDialer: plain, Config: &tls.Config{NextProtos: []string{"http/1.1"}, MinVersion: tls.VersionTLS12}}
	return &websocket.Dialer{
		HandshakeTimeout: 30 * time.Second,
		NetDialContext: func(_ context.Context, network, addr string) (net.Conn, error) {
			return wrap(plain.DialContext(ctx, network, addr))
		},
		NetDialTLSContext: func(_ context.Context, network, addr string) (net.Conn, error) {
			return wrap(secure.DialContext(ctx, network, addr))
		},
	}
}
