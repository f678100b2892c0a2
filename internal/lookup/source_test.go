package lookup_test

import (
	"context"
	"slices"
	"sync"
	"time"

	"marquee/internal/film"
)

// source is a source that knows a few films and people, or does not answer.
type source struct {
	name   string
	films  []film.Film
	people []film.Person
	fail   error
	silent bool

	mu    sync.Mutex
	calls int
}

func (s *source) Name() string { return s.name }

func (s *source) answer(ctx context.Context) error {
	s.mu.Lock()
	s.calls++
	s.mu.Unlock()
	if s.silent {
		<-ctx.Done()
		return ctx.Err()
	}
	return s.fail
}

func (s *source) SearchFilms(ctx context.Context, title string, _ int) (out []film.Film, err error) {
	for _, f := range s.films {
		if slices.ContainsFunc(f.Names(), func(n string) bool { return film.Fold(n) == film.Fold(title) }) {
			out = append(out, film.Film{Title: f.Title, Year: f.Year, Ids: f.Ids, OtherTitles: f.OtherTitles})
		}
	}
	return out, s.answer(ctx)
}

func (s *source) Film(ctx context.Context, ids film.Aliases) (film.Film, error) {
	if err := s.answer(ctx); err != nil {
		return film.Film{}, err
	}
	for _, f := range s.films {
		if f.Ids.Shares(ids) {
			f.Origin = film.Origin{Source: s.name, AsOf: film.DateOf(time.Now().UTC())}
			return f, nil
		}
	}
	return film.Film{}, film.ErrNotFound
}

func (s *source) SearchPeople(ctx context.Context, name string) (out []film.Person, err error) {
	for _, p := range s.people {
		if film.Fold(p.Name) == film.Fold(name) {
			out = append(out, film.Person{Name: p.Name, Ids: p.Ids})
		}
	}
	return out, s.answer(ctx)
}

func (s *source) Person(ctx context.Context, ids film.Aliases) (film.Person, error) {
	if err := s.answer(ctx); err != nil {
		return film.Person{}, err
	}
	for _, p := range s.people {
		if p.Ids.Shares(ids) {
			return p, nil
		}
	}
	return film.Person{}, film.ErrNotFound
}

func (s *source) Coming(ctx context.Context, region film.Region, _ []film.ReleaseKind, first, last film.Date, _ int) (out []film.Film, err error) {
	for _, f := range s.films {
		for _, r := range f.Releases {
			if r.Region == region && first.Compare(r.Date) <= 0 && r.Date.Compare(last) <= 0 {
				out = append(out, film.Film{Title: f.Title, Year: f.Year, Ids: f.Ids})
			}
		}
	}
	return out, s.answer(ctx)
}

// asked returns how often the source was asked since the last time.
func (s *source) asked() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := s.calls
	s.calls = 0
	return n
}

// slowSource takes two seconds for each answer.
type slowSource struct{ source }

func (s *slowSource) SearchFilms(ctx context.Context, title string, year int) ([]film.Film, error) {
	time.Sleep(2 * time.Second)
	return s.source.SearchFilms(ctx, title, year)
}

// halfSource does not answer for one film.
type halfSource struct {
	*source
	broken int
}

func (s *halfSource) Film(ctx context.Context, ids film.Aliases) (film.Film, error) {
	if ids.TMDB == s.broken {
		return film.Film{}, film.ErrDown
	}
	return s.source.Film(ctx, ids)
}
