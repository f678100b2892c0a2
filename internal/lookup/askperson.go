package lookup

import (
	"context"
	"errors"
	"fmt"
	"time"

	"marquee/internal/film"
)

// maxNamesakes is how many people of a name are looked at.
const maxNamesakes = 4

// putPerson asks for a person who is known: by what the source calls them, or
// else by name, and then the answer must be the same person.
func (l *Live) putPerson(ctx context.Context, s *guarded, id film.PersonID) (bool, error) {
	known, err := l.library.Mature().Person(ctx, id)
	if err != nil {
		return false, err
	}
	if !known.Ids.IsZero() {
		p, err := l.fetchPerson(ctx, s, known.Ids)
		if err == nil {
			p.ID = known.ID
			_, err = l.keepPerson(ctx, s.Name(), p)
			return true, err
		}
		if !errors.Is(err, film.ErrNotFound) {
			return false, err
		}
	}
	kept, err := l.namesakes(ctx, s, known.Name)
	for _, k := range kept {
		if k == known.ID {
			return true, err
		}
	}
	return false, err
}

// putWho asks for a person by what another catalogue calls them.
func (l *Live) putWho(ctx context.Context, s *guarded, ids film.Aliases) (bool, error) {
	p, err := l.fetchPerson(ctx, s, ids)
	if err != nil {
		return false, err
	}
	p.Ids = p.Ids.Or(ids)
	_, err = l.adoptPerson(ctx, s, p)
	return err == nil, err
}

// putName asks who has a name.
func (l *Live) putName(ctx context.Context, s *guarded, name string) (bool, error) {
	kept, err := l.namesakes(ctx, s, name)
	return len(kept) > 0, err
}

func (l *Live) fetchPerson(ctx context.Context, s *guarded, ids film.Aliases) (film.Person, error) {
	return call(ctx, s, "reading a person", func(ctx context.Context) (film.Person, error) { return s.Person(ctx, ids) })
}

// namesakes keeps the people of a name, or whom the source thinks meant.
func (l *Live) namesakes(ctx context.Context, s *guarded, name string) ([]film.PersonID, error) {
	list, err := call(ctx, s, "looking for a person", func(ctx context.Context) ([]film.Person, error) {
		return s.SearchPeople(ctx, name)
	})
	if err != nil {
		return nil, err
	}
	var meant []film.Person
	for _, p := range list {
		if film.Fold(p.Name) == film.Fold(name) && len(meant) < maxNamesakes {
			meant = append(meant, p)
		}
	}
	if len(meant) == 0 {
		meant = list[:min(len(list), 1)]
	}
	var kept []film.PersonID
	for _, p := range meant {
		all, err := l.fetchPerson(ctx, s, p.Ids)
		if err != nil {
			return kept, err
		}
		id, err := l.adoptPerson(ctx, s, all)
		if err != nil {
			return kept, err
		}
		kept = append(kept, id)
	}
	return kept, nil
}

// adoptPerson keeps what a source says of somebody, under the number of the one
// person of that name with whom they share a film and a job, or of whoever has
// one of their aliases, or a new one.
func (l *Live) adoptPerson(ctx context.Context, s *guarded, p film.Person) (film.PersonID, error) {
	l.keeping.Lock()
	defer l.keeping.Unlock()
	id, err := l.library.PersonByAlias(ctx, p.Ids)
	if err != nil && !errors.Is(err, film.ErrNotFound) {
		return 0, err
	}
	// Somebody who got a number of their own from a film's credits may turn out to
	// be an older one.
	if id == 0 || id >= film.FirstLocalID {
		same, err := l.samePerson(ctx, &p, id)
		if err != nil {
			return 0, err
		}
		if same != 0 {
			id = same
		}
	}
	p.ID = id
	return l.writePerson(ctx, s.Name(), p)
}

// keepPerson keeps what a source says of the person with the number p.ID.
func (l *Live) keepPerson(ctx context.Context, source string, p film.Person) (film.PersonID, error) {
	l.keeping.Lock()
	defer l.keeping.Unlock()
	return l.writePerson(ctx, source, p)
}

func (l *Live) writePerson(ctx context.Context, source string, p film.Person) (film.PersonID, error) {
	now := time.Now().UTC().Truncate(time.Second)
	id, err := l.keeper.KeepPerson(ctx, source, p, now)
	if err != nil {
		return 0, fmt.Errorf("keeping what %s says of %q: %w", source, p.Name, err)
	}
	return id, l.keeper.NoteAsked(ctx, Question{Person: id}, source, Asking{now, true})
}

// samePerson returns the one person on the shelves who is surely p, but for the
// one with the number own; 0 where there is none, or more than one.
func (l *Live) samePerson(ctx context.Context, p *film.Person, own film.PersonID) (film.PersonID, error) {
	var found film.PersonID
	looked := map[film.PersonID]bool{own: true}
	for _, shelf := range l.library.shelves {
		list, err := shelf.People().Named(ctx, film.SearchKeys(p.Name), maxCandidates)
		if err != nil {
			return 0, fmt.Errorf("looking for %q: %w", p.Name, err)
		}
		for _, x := range list {
			id := x.PersonID()
			if id == 0 || looked[id] {
				continue
			}
			looked[id] = true
			known, err := l.library.Mature().Person(ctx, id)
			if err != nil {
				return 0, err
			}
			switch {
			case !SamePerson(&known, p):
			case found != 0 && found != known.ID:
				return 0, nil
			default:
				found = known.ID
			}
		}
	}
	return found, nil
}

// SamePerson reports whether two records are surely of one person: they share an
// alias, or have the same name and did the same job on the same film, and no alias
// says otherwise.
func SamePerson(a, b *film.Person) bool {
	switch {
	case a.Ids.Shares(b.Ids):
		return true
	case a.Ids.Contradicts(b.Ids), film.Fold(a.Name) == "", film.Fold(a.Name) != film.Fold(b.Name):
		return false
	}
	for _, x := range a.Filmography {
		for _, y := range b.Filmography {
			if x.Job == y.Job && sameWork(x, y) {
				return true
			}
		}
	}
	return false
}

// sameWork reports whether two credits of one person are of the same film.
func sameWork(a, b film.PersonCredit) bool {
	switch {
	case a.Film != 0 && a.Film == b.Film, a.Ids.Shares(b.Ids):
		return true
	case a.Film != 0 && b.Film != 0, a.Ids.Contradicts(b.Ids):
		return false
	}
	return a.Year != 0 && b.Year != 0 && max(a.Year, b.Year)-min(a.Year, b.Year) <= 1 &&
		film.Fold(a.Title) != "" && film.Fold(a.Title) == film.Fold(b.Title)
}
