package slack

import (
	"context"
	"time"

	slackgo "github.com/slack-go/slack"
	"golang.org/x/time/rate"
)

// people remembers what Slack tells of people: it tells no language with a
// request, so it has to be asked.
type people struct {
	a       *Adapter
	locales *recent[string, string]
	asking  *rate.Limiter
}

// How much is asked about people in the background.
const (
	localeLife  = 12 * time.Hour
	askEvery    = 2 * time.Second
	askBurst    = 5
	maxPeople   = 10_000
	infoTimeout = 5 * time.Second
)

func newPeople(a *Adapter) *people {
	return &people{
		a: a, locales: newRecent[string, string](localeLife, maxPeople),
		asking: rate.NewLimiter(rate.Every(askEvery), askBurst),
	}
}

// locale returns a person's language, or "" where it is not known yet. No answer
// waits for it: it is asked for beside, a few people at a time, and known when
// they come back.
func (p *people) locale(user string) string {
	if l, known := p.locales.get(user); known {
		return l
	}
	s := p.a.current()
	if s == nil || user == "" || !p.asking.Allow() || !p.locales.add(user, "") {
		return ""
	}
	s.spawn(func(ctx context.Context) {
		if _, err := p.info(ctx, user); err != nil {
			p.a.log.Debug("a person's language is not known", "error", p.a.safe(err))
		}
	})
	return ""
}

// info asks Slack about a person, and remembers their language.
func (p *people) info(ctx context.Context, user string) (*slackgo.User, error) {
	ctx, cancel := context.WithTimeout(ctx, infoTimeout)
	defer cancel()
	var u *slackgo.User
	err := p.a.held("users.info", func() (err error) {
		u, err = p.a.api.GetUserInfoContext(ctx, user)
		return err
	})
	if err != nil {
		return nil, err
	}
	p.locales.put(user, u.Locale)
	return u, nil
}
