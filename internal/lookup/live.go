package lookup

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"golang.org/x/sync/singleflight"

	"marquee/internal/film"
)

// A Live adds to a Library what sources know: it puts questions to them and keeps
// the answers on one of the Library's shelves, from which the Library answers as
// ever. So nothing that a person waits for at a prompt asks over the network, and
// what was known stays known when a source is down.
type Live struct {
	library *Library
	keeper  Keeper
	sources []*guarded
	log     *slog.Logger

	asking  singleflight.Group
	keeping sync.Mutex // one adoption at a time: it looks first and writes then
	behind  behind
}

// LiveOptions are what a Live needs.
type LiveOptions struct {
	Library *Library // with the Keeper among its shelves
	Keeper  Keeper
	Sources []Source // the most trusted first
	Logger  *slog.Logger
}

// NewLive returns a Live. Close ends what it does in the background.
func NewLive(o LiveOptions) *Live {
	l := &Live{library: o.Library, keeper: o.Keeper, log: o.Logger}
	if l.log == nil {
		l.log = slog.New(slog.DiscardHandler)
	}
	for _, s := range o.Sources {
		l.sources = append(l.sources, guard(s))
	}
	l.behind.start(l)
	return l
}

// Close ends what is asked in the background, and waits for it.
func (l *Live) Close() { l.behind.stop() }

// Sources names the sources, the most trusted first.
func (l *Live) Sources() []string {
	var out []string
	for _, s := range l.sources {
		out = append(out, s.Name())
	}
	return out
}

// A State says what asking the sources a question would be good for.
type State uint8

const (
	// Fresh: what they answered is new enough, or there is nobody to ask.
	Fresh State = iota
	// Stale: they have answered, but so long ago that they should be asked again.
	Stale
	// Open: one of them has not been asked.
	Open
)

// State returns the state of a question, and the sources that would have to be
// asked but rest, since they did not answer of late. It reads what is kept and
// asks nobody.
func (l *Live) State(ctx context.Context, q Question) (State, Troubles, error) {
	open, stale, resting, err := l.toAsk(ctx, q)
	switch {
	case err != nil:
		return Fresh, nil, err
	case len(open) > 0:
		return Open, resting, nil
	case len(stale) > 0:
		return Stale, resting, nil
	}
	return Fresh, resting, nil
}

// toAsk returns the sources that have not answered q, those whose answer is
// stale, and those of both that rest.
func (l *Live) toAsk(ctx context.Context, q Question) (open, stale []*guarded, resting Troubles, err error) {
	if len(l.sources) == 0 {
		return nil, nil, nil, nil
	}
	asked, err := l.keeper.Asked(ctx, q)
	if err != nil {
		return nil, nil, nil, fmt.Errorf("reading when %s was asked: %w", q, err)
	}
	var known *film.Film
	if q.Film != 0 {
		if f, err := l.library.Mature().Film(ctx, q.Film); err == nil {
			known = &f
		}
	}
	now := time.Now().UTC()
	for _, s := range l.sources {
		a, ok := asked[s.Name()]
		if ok && now.Sub(a.At) < freshness(q, a, known, film.DateOf(now)) {
			continue
		}
		switch {
		case s.resting():
			resting.add(Trouble{s.Name(), film.ErrDown})
		case ok:
			stale = append(stale, s)
		default:
			open = append(open, s)
		}
	}
	return open, stale, resting, nil
}

// Ask puts questions to all sources whose answers are missing or stale, all at
// once, and keeps what they say. It returns the sources that could not be asked;
// an error of another kind, such as of the database, is in it under no name. It
// ends with ctx at the latest; what is under way then is kept all the same when it
// comes.
func (l *Live) Ask(ctx context.Context, questions ...Question) Troubles {
	var (
		all     Troubles
		mu      sync.Mutex
		waiting sync.WaitGroup
	)
	for _, q := range questions {
		waiting.Go(func() {
			t := l.askOnce(ctx, q)
			mu.Lock()
			defer mu.Unlock()
			all.add(t...)
		})
	}
	waiting.Wait()
	return all
}

// askAll bounds a question to all sources, with every further one that its answer
// takes.
const askAll = 45 * time.Second

// askOnce asks a question that others may be asking at the same time: whoever is
// first asks for all of them, and goes on when one of them leaves.
func (l *Live) askOnce(ctx context.Context, q Question) Troubles {
	return l.once(ctx, q.String(), func(ctx context.Context) Troubles { return l.ask(ctx, q) })
}

// once asks what is called so once at a time.
func (l *Live) once(ctx context.Context, name string, ask func(context.Context) Troubles) Troubles {
	answer := l.asking.DoChan(name, func() (any, error) {
		within, cancel := context.WithTimeout(context.WithoutCancel(ctx), askAll)
		defer cancel()
		return ask(within), nil
	})
	select {
	case r := <-answer:
		return r.Val.(Troubles)
	case <-ctx.Done():
		var t Troubles
		for _, s := range l.sources {
			t.add(Trouble{s.Name(), fmt.Errorf("%w: %w", film.ErrDown, context.Cause(ctx))})
		}
		return t
	}
}

func (l *Live) ask(ctx context.Context, q Question) Troubles {
	open, stale, troubles, err := l.toAsk(ctx, q)
	if err != nil {
		return Troubles{{"", err}}
	}
	return l.putAll(ctx, q, append(open, stale...), troubles)
}

// putAll puts a question to sources, all at once, and adds those that could not be
// asked to troubles.
func (l *Live) putAll(ctx context.Context, q Question, sources []*guarded, troubles Troubles) Troubles {
	var (
		mu      sync.Mutex
		waiting sync.WaitGroup
	)
	for _, s := range sources {
		waiting.Go(func() {
			found, err := l.put(ctx, s, q)
			if err == nil {
				err = l.keeper.NoteAsked(ctx, q, s.Name(), Asking{time.Now().UTC().Truncate(time.Second), found})
			}
			if err != nil {
				l.log.WarnContext(ctx, "a source could not be asked", "source", s.Name(), "question", q.String(), "error", err)
				mu.Lock()
				defer mu.Unlock()
				troubles.add(troubleOf(s, err))
			}
		})
	}
	waiting.Wait()
	return troubles
}

// put puts a question to one source and keeps the answer. found is false where
// the source knows nothing.
func (l *Live) put(ctx context.Context, s *guarded, q Question) (found bool, err error) {
	switch {
	case q.Film != 0:
		found, err = l.putFilm(ctx, s, q.Film)
	case q.Person != 0:
		found, err = l.putPerson(ctx, s, q.Person)
	case q.Series != "":
		found, err = l.putSeries(ctx, s, q.Series)
	case q.Title != "":
		found, err = l.putTitle(ctx, s, q)
	case q.Name != "":
		found, err = l.putName(ctx, s, q.Name)
	case q.Region != "":
		found, err = l.putComing(ctx, s, q)
	case q.Who:
		found, err = l.putWho(ctx, s, q.Ids)
	default:
		found, err = l.putIds(ctx, s, q.Ids)
	}
	if errors.Is(err, film.ErrNotFound) {
		return false, nil
	}
	return found, err
}
