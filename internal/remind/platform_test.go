package remind_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"sync"
	"time"

	"marquee/internal/chat"
	"marquee/internal/remind"
)

// nonceWindow is how long the invented platform knows a key.
const nonceWindow = 2 * time.Minute

// An invented platform: channels with a history, and everything that goes wrong.
type invented struct {
	keyed  bool
	faults bool

	mu       sync.Mutex
	random   *rand.Rand
	history  map[chat.Target][]message
	down     func(time.Time) bool
	gone     map[chat.Target]bool
	refusing bool
	sends    int
	doubts   int
	script   []chat.Outcome // what comes of the next posts; a Receipt says that it arrived all the same
	blind    bool           // the history cannot be read
	tried    []message
}

type message struct {
	key    chat.Key
	at     time.Time
	target chat.Target
	notice remind.Notice
	card   chat.Card
}

func newInvented(keyed bool, seed uint64) *invented {
	return &invented{keyed: keyed, random: rand.New(rand.NewPCG(seed, 5)), history: make(map[chat.Target][]message), gone: make(map[chat.Target]bool),
		down: func(time.Time) bool { return false }}
}

func (p *invented) Run(ctx context.Context, _ chat.Handler) error { <-ctx.Done(); return nil }

func (p *invented) Direct(_ context.Context, id string) (chat.Target, error) {
	return chat.Target{Platform: "discord", Channel: "direct-" + id}, nil
}

func (p *invented) Post(ctx context.Context, key chat.Key, t chat.Target, c chat.Card) chat.Outcome {
	p.mu.Lock()
	p.sends++
	fault, wait := 0, time.Duration(0)
	if p.faults {
		fault, wait = p.random.IntN(100), time.Duration(p.random.IntN(3000))*time.Millisecond
	}
	p.mu.Unlock()
	time.Sleep(wait)
	p.mu.Lock()
	defer p.mu.Unlock()
	doubt := func() chat.Outcome { p.doubts++; return chat.Outcome{Err: errors.New("it broke off")} }
	p.tried = append(p.tried, message{key: key, at: time.Now(), target: t, card: c})
	if len(p.script) > 0 {
		out := p.script[0]
		p.script = p.script[1:]
		if out.Receipt != "" {
			p.accept(key, t, c)
		}
		return out
	}
	switch {
	case p.refusing:
		return chat.Outcome{Result: chat.PlatformDown, Err: errors.New("401")}
	case p.gone[t]:
		return chat.Outcome{Result: chat.ChannelGone, Err: errors.New("403")}
	case p.down(time.Now()):
		return doubt()
	case !p.faults || fault >= 20:
		return chat.Outcome{Result: chat.Sent, Receipt: p.accept(key, t, c)}
	case fault < 5:
		return chat.Outcome{Result: chat.NotSent, RetryAfter: time.Duration(fault) * 20 * time.Second, Err: errors.New("429")}
	case fault < 8:
		return doubt() // 500, not accepted
	case fault < 14: // accepted, and the answer lost
		p.accept(key, t, c)
		return doubt()
	}
	// The answer does not come in time, and the message arrives later.
	go func() {
		time.Sleep(time.Duration(fault) * time.Second)
		p.mu.Lock()
		defer p.mu.Unlock()
		p.accept(key, t, c)
	}()
	return doubt()
}

func (p *invented) accept(key chat.Key, t chat.Target, c chat.Card) chat.Receipt {
	now := time.Now()
	for i, m := range p.history[t] {
		if p.keyed && m.key == key && now.Sub(m.at) < nonceWindow {
			return chat.Receipt(fmt.Sprint(i))
		}
	}
	m := message{key: key, at: now, target: t, card: c}
	json.Unmarshal([]byte(c.Footer), &m.notice)
	p.history[t] = append(p.history[t], m)
	return chat.Receipt(fmt.Sprint(len(p.history[t]) - 1))
}

func (p *invented) Find(ctx context.Context, key chat.Key, t chat.Target, since time.Time) (chat.Receipt, chat.Finding, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.blind || p.down(time.Now()) || p.faults && p.random.IntN(20) == 0 {
		return "", chat.Unreadable, errors.New("not now")
	}
	for i, m := range p.history[t] {
		if m.key == key && !m.at.Before(since) {
			return chat.Receipt(fmt.Sprint(i)), chat.Found, nil
		}
	}
	return "", chat.Absent, nil
}

func (p *invented) all() (out []message) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, h := range p.history {
		out = append(out, h...)
	}
	return out
}

// A plain announcer puts the whole notice on the card, for the test to read.
type plain struct{}

func (plain) Card(_ context.Context, n remind.Notice) chat.Card {
	b, err := json.Marshal(n)
	if err != nil {
		panic(err)
	}
	return chat.Card{Tone: chat.Notice, Title: "News", Footer: string(b)}
}

func (plain) Closed(_ context.Context, c remind.Closing) chat.Card {
	return chat.Card{Tone: chat.Notice, Title: "Closed " + c.Owner}
}

// A life is one process: once it has died, nothing that it does has any effect.
type life struct {
	remind.Store
	mu    sync.Mutex
	dead  bool
	point func() bool // whether to die now
	died  map[string]int
}

var errDead = errors.New("the process is dead")

// at is a named point at which the process may die. It reports whether it is
// dead.
func (l *life) at(name string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if !l.dead && l.point() {
		l.dead = true
		l.died[name]++
	}
	return l.dead
}

func (l *life) Update(ctx context.Context, f func(remind.Tx) error) error {
	if l.at("before a commit") {
		return errDead
	}
	err := l.Store.Update(ctx, f)
	if err == nil && l.at("after a commit") {
		return errDead
	}
	return err
}

func (l *life) View(ctx context.Context, f func(remind.Tx) error) error {
	l.mu.Lock()
	dead := l.dead
	l.mu.Unlock()
	if dead {
		return errDead
	}
	return l.Store.View(ctx, f)
}

// A mortal is the platform as a process that may die sees it.
type mortal struct {
	*invented
	life *life
}

func (m mortal) Post(ctx context.Context, key chat.Key, t chat.Target, c chat.Card) chat.Outcome {
	if m.life.at("before a send") {
		return chat.Outcome{Result: chat.NotSent}
	}
	out := m.invented.Post(ctx, key, t, c)
	m.life.at("after a send")
	return out
}
