package lookup

import (
	"context"
	"errors"
	"fmt"
	"time"

	"marquee/internal/film"
)

// adopt keeps what a source says of a film, under the number of the film that it
// is (film.SameFilm) or a new one.
func (l *Live) adopt(ctx context.Context, s *guarded, f film.Film) (film.ID, error) {
	l.keeping.Lock()
	defer l.keeping.Unlock()
	id, err := l.library.FilmByAlias(ctx, f.Ids)
	if err != nil && !errors.Is(err, film.ErrNotFound) {
		return 0, err
	}
	// A film that got a number of its own may turn out to be an older one.
	if id == 0 || id >= film.FirstLocalID {
		same, err := l.same(ctx, &f, id)
		if err != nil {
			return 0, err
		}
		if same != 0 {
			id = same
		}
	}
	f.ID = id
	return l.keep(ctx, s.Name(), f)
}

// keepFilm keeps what a source says of the film with the number f.ID.
func (l *Live) keepFilm(ctx context.Context, source string, f film.Film) (film.ID, error) {
	l.keeping.Lock()
	defer l.keeping.Unlock()
	return l.keep(ctx, source, f)
}

func (l *Live) keep(ctx context.Context, source string, f film.Film) (film.ID, error) {
	if f.ID != 0 {
		known, err := l.library.Mature().Film(ctx, f.ID)
		if err != nil && !errors.Is(err, film.ErrNotFound) {
			return 0, err
		}
		recognise(f.Credits, known.Credits)
	}
	now := time.Now().UTC().Truncate(time.Second)
	id, err := l.keeper.KeepFilm(ctx, source, f, now)
	if err != nil {
		return 0, fmt.Errorf("keeping what %s says of %q: %w", source, f.Title, err)
	}
	return id, l.keeper.NoteAsked(ctx, Question{Film: id}, source, Asking{now, true})
}

// same returns the one film on the shelves that is surely f, but for the one with
// the number own; 0 where there is none, or more than one.
func (l *Live) same(ctx context.Context, f *film.Film, own film.ID) (film.ID, error) {
	var found film.ID
	looked := map[film.ID]bool{own: true}
	for _, name := range f.Names() {
		for _, shelf := range l.library.shelves {
			list, err := shelf.Films().Named(ctx, film.SearchKeys(name, f.OriginalLanguage), maxCandidates)
			if err != nil {
				return 0, fmt.Errorf("looking for %q: %w", name, err)
			}
			for _, x := range list {
				id := x.FilmID()
				if id == 0 || looked[id] || x.Year != 0 && f.Year != 0 && max(x.Year, f.Year)-min(x.Year, f.Year) > 1 {
					continue
				}
				looked[id] = true
				known, err := l.library.Mature().Film(ctx, id)
				if err != nil {
					return 0, err
				}
				switch {
				case !film.SameFilm(&known, f):
				case found != 0 && found != known.ID:
					return 0, nil
				default:
					found = known.ID
				}
			}
		}
	}
	return found, nil
}

// recognise gives the people of credits the numbers that people of the same name
// have on the same film, where the name is one person's there.
func recognise(credits, known film.Credits) {
	type someone struct {
		id    film.PersonID
		ids   film.Aliases
		twice bool
	}
	byName := make(map[string]someone, len(known))
	for _, c := range known {
		name := film.Fold(c.Name)
		if name == "" || c.Person == 0 {
			continue
		}
		x, ok := byName[name]
		byName[name] = someone{c.Person, x.ids.Or(c.Ids), ok && (x.twice || x.id != c.Person)}
	}
	theirs := make(map[string]film.Aliases)
	twice := make(map[string]bool)
	for _, c := range credits {
		name := film.Fold(c.Name)
		if ids, ok := theirs[name]; ok && ids != c.Ids {
			twice[name] = true
		}
		theirs[name] = c.Ids
	}
	for i, c := range credits {
		name := film.Fold(c.Name)
		x, ok := byName[name]
		if c.Person == 0 && ok && !x.twice && !twice[name] && !x.ids.Contradicts(c.Ids) {
			credits[i].Person = x.id
		}
	}
}
