package bot

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"strings"
	"time"

	"marquee/internal/chat"
	"marquee/internal/film"
	"marquee/internal/lookup"
)

// A command answers from local data, always. While it does, it notes which
// questions to the sources its answer hangs on (call.want). When they have all
// been asked, the answer is given as it is; else it is put off, the sources are
// asked, and the command answers once more from what is local by then.

// want notes that the answer hangs on a question to the sources.
func (c *call) want(q lookup.Question) { c.wanted = append(c.wanted, q) }

// wantFilms notes the questions of a film that was typed: which films have that
// title, or that id elsewhere, or a name like it in the list of names, and what
// there is to know of the one that is meant.
func (c *call) wantFilms(ctx context.Context, r lookup.Resolution) {
	if beyond, err := c.library.BeyondFilms(ctx, r); err == nil {
		c.wanted = append(c.wanted, beyond...)
	}
	switch q := r.Query; {
	case !q.Alias.IsZero():
		if r.Verdict == lookup.None {
			c.want(lookup.Question{Ids: q.Alias})
		}
	case q.Name != "":
		c.want(lookup.Question{Title: q.Name, Year: q.Year})
	}
	if r.Verdict == lookup.One || r.Verdict == lookup.Leading {
		c.want(lookup.Question{Film: r.Found.FilmID()})
	}
}

// wantPeople is wantFilms of a person.
func (c *call) wantPeople(ctx context.Context, r lookup.Resolution) {
	if beyond, err := c.library.BeyondPeople(ctx, r); err == nil {
		c.wanted = append(c.wanted, beyond...)
	}
	switch q := r.Query; {
	case !q.Alias.IsZero():
		if r.Verdict == lookup.None {
			c.want(lookup.Question{Ids: q.Alias, Who: true})
		}
	case q.Name != "":
		c.want(lookup.Question{Name: q.Name})
	}
	if r.Verdict == lookup.One || r.Verdict == lookup.Leading {
		c.want(lookup.Question{Person: r.Found.PersonID()})
	}
}

// rounds is how often the sources are asked for one answer: which film is meant,
// then about it, and once more where that showed another one to be meant.
const rounds = 3

// answerLocally is more than an answer from local data takes, and less than what
// adapters wait for one after its time is up.
const answerLocally = 800 * time.Millisecond

// informed returns the reply of a command, put off where it hangs on questions
// that the sources have not been asked.
func (b *Bot) informed(ctx context.Context, cmd command, c *call) reply {
	args := maps.Clone(c.args)
	r := cmd.answer(ctx, c)
	if b.live == nil || r.card == nil || len(c.wanted) == 0 {
		return r
	}
	open, troubles, err := b.open(ctx, c.wanted)
	if err != nil {
		b.log.Error("reading what the sources were asked", "error", err)
		return r
	}
	if len(open) == 0 {
		if len(troubles) > 0 {
			c.troubles = troubles
			c.args, c.wanted = args, nil
			r = cmd.answer(ctx, c)
			tellTroubles(r.card, troubles)
		}
		return r
	}
	later := reply{fresh: r.fresh}
	answered := r.card.Tone == chat.Info
	later.later = func(ctx context.Context) chat.Card {
		within, cancel := ctx, context.CancelFunc(func() {})
		if answered && b.patience > 0 {
			within, cancel = context.WithTimeout(ctx, b.patience)
		}
		defer cancel()
		for range rounds {
			more := b.live.Ask(within, open...)
			waited := within.Err() != nil && ctx.Err() == nil
			if !waited { // else what comes later is kept for the next who asks
				troubles = append(troubles, more...)
			}
			// From what is local, which is still worth having when the time is up.
			local, done := context.WithTimeout(context.WithoutCancel(ctx), answerLocally)
			next := *c
			next.args, next.wanted, next.troubles = maps.Clone(args), nil, seen(troubles)
			r = cmd.answer(local, &next)
			open, _, err = b.open(local, next.wanted)
			done()
			if err != nil || len(open) == 0 || waited || len(troubles) > 0 || ctx.Err() != nil {
				break
			}
		}
		if r.card == nil {
			return failure(sayStoreDown)
		}
		tellTroubles(r.card, seen(troubles))
		return *r.card
	}
	return later
}

// open returns the questions that should be asked before there is an answer, and
// asks the stale ones in the background. Which film or person is meant comes
// before what is known of them.
func (b *Bot) open(ctx context.Context, wanted []lookup.Question) (open []lookup.Question, troubles lookup.Troubles, err error) {
	var which, about []lookup.Question
	for _, q := range wanted {
		state, resting, err := b.live.State(ctx, q)
		if err != nil {
			return nil, nil, err
		}
		troubles = append(troubles, resting...)
		switch {
		case state == lookup.Stale:
			b.live.Behind(q)
		case state == lookup.Fresh:
		case q.Film != 0 || q.Person != 0:
			about = append(about, q)
		default:
			which = append(which, q)
		}
	}
	if len(which) > 0 {
		return which, seen(troubles), nil
	}
	return about, seen(troubles), nil
}

// seen returns the troubles, each source's first.
func seen(all lookup.Troubles) lookup.Troubles {
	var out lookup.Troubles
	for _, t := range all {
		known := false
		for _, x := range out {
			known = known || x.Source == t.Source
		}
		if !known {
			out = append(out, t)
		}
	}
	return out
}

// tellTroubles adds them to the last line of a card that does not say so already.
func tellTroubles(c *chat.Card, troubles lookup.Troubles) {
	if c.Tone != chat.Failure {
		c.Footer = withTroubles(c.Footer, troubles)
	}
}

// withTroubles adds to a card's last line which sources could not be asked.
func withTroubles(footer string, troubles lookup.Troubles) string {
	if len(troubles) == 0 {
		return footer
	}
	if footer == "" {
		return capital(troubleWords(troubles))
	}
	return footer + "; " + troubleWords(troubles)
}

// troubleWords says which sources could not be asked, and why, as far as people
// can do something about it.
func troubleWords(troubles lookup.Troubles) string {
	var parts []string
	for _, t := range troubles {
		name := t.Source
		switch {
		case name == "":
			parts = append(parts, "my own database takes nothing just now")
		case errors.Is(t.Err, film.ErrRefused):
			parts = append(parts, name+" refuses the key of this bot")
		case errors.Is(t.Err, film.ErrBusy):
			parts = append(parts, name+" is asked too much just now")
		default:
			parts = append(parts, name+" is not answering")
		}
	}
	return strings.Join(parts, ", ")
}

// unsure is what is said instead of "not found" when a source could not be asked.
func unsure(what, typed string, troubles lookup.Troubles) chat.Card {
	return failure(fmt.Sprintf("I do not know a %s called %s, but I could not look everywhere: %s. Please try again in a few minutes.",
		what, quoted(typed), troubleWords(troubles)))
}
