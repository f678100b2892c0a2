package bot

import (
	"sync"
	"time"

	"golang.org/x/time/rate"

	"marquee/internal/chat"
)

// A Pace is how fast one person may ask: Burst requests at once, and from then
// on one each Every. The zero Pace is no limit, which suits a terminal with its
// one person.
type Pace struct {
	Burst int
	Every time.Duration
}

// pacer keeps one person who asks too fast from slowing everybody down.
type pacer struct {
	pace Pace
	mu   sync.Mutex
	// people have asked of late. Whoever has been silent long enough to have
	// their whole burst again is forgotten.
	people map[asking]*rate.Limiter
	sweep  time.Time // when the forgetting is due
}

// asking is a person on a platform.
type asking struct{ platform, id string }

func newPacer(p Pace) *pacer {
	return &pacer{pace: p, people: make(map[asking]*rate.Limiter)}
}

// allow reports whether the person may ask now.
func (p *pacer) allow(r chat.Request) bool {
	if p.pace.Burst <= 0 || p.pace.Every <= 0 {
		return true
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.forget(r.At)
	who := asking{r.Target.Platform, r.Asker.ID}
	l := p.people[who]
	if l == nil {
		l = rate.NewLimiter(rate.Every(p.pace.Every), p.pace.Burst)
		p.people[who] = l
	}
	return l.AllowN(r.At, 1)
}

// forget drops the people whose burst is whole again, now and then.
func (p *pacer) forget(now time.Time) {
	if now.Before(p.sweep) {
		return
	}
	p.sweep = now.Add(time.Duration(p.pace.Burst) * p.pace.Every)
	for who, l := range p.people {
		if l.TokensAt(now) >= float64(p.pace.Burst) {
			delete(p.people, who)
		}
	}
}
