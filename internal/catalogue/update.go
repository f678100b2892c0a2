package catalogue

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"

	"marquee/internal/film"
)

// A ListKind is one of the two lists of names that an Updater brings up to date.
type ListKind string

// The lists: every film and every person that TMDB knows.
const (
	ListedFilms  ListKind = "films"
	ListedPeople ListKind = "people"
)

// A ListedName is a film or a person of a list.
type ListedName struct {
	TMDB       int
	Name       string
	Popularity float64 // TMDB's own measure
}

// A ListKeeper keeps the lists.
type ListKeeper interface {
	// LockLists makes the caller the only one who may change the lists, until
	// unlock is called. It fails with ErrUpdating where somebody else is. folder
	// is for what is downloaded; "" where nothing is kept on the disk.
	LockLists(ctx context.Context) (folder string, unlock func(), err error)

	// List returns the day as of which a list stands and how many names it has:
	// a zero day where there is none.
	List(ctx context.Context, kind ListKind) (day film.Date, names int, err error)

	// SaveList puts a list in the place of the one there was, or leaves that as
	// it is: when the sequence yields an error, which it returns wrapped, or when
	// ctx is done. Questions are answered all the while. rest is Updater.Rest;
	// written is told how many names of how many are written. A full disk is
	// ErrDiskFull.
	SaveList(ctx context.Context, kind ListKind, day film.Date, names iter.Seq2[ListedName, error], rest float64, written func(done, of int)) (int, error)
}

// An Exporter has the exports that lists are made from: TMDB's, one a day.
type Exporter interface {
	// Export finds the export of a day, or fails with film.ErrNotFound.
	Export(ctx context.Context, kind ListKind, day film.Date) (Export, error)

	// Read reads an export. A bad line is yielded as a *LineError, and reading
	// goes on; any other error ends the sequence.
	Read(r io.Reader) iter.Seq2[ExportLine, error]
}

// An Export is a file at the Exporter's.
type Export struct {
	Name string // of the file
	Size int64  // in bytes; -1 when unknown
	Tag  string // changes with the file; "" when unknown
	// Open returns the bytes from offset on. Reading fails with film.ErrDown
	// where they break off; then it may be called again.
	Open func(ctx context.Context, offset int64) (io.ReadCloser, error)
}

// An ExportLine is an entry of an export.
type ExportLine struct {
	ListedName
	Adult bool
	Video bool // no film, but a trailer, a show or the like
}

// Errors of an update. The list is as it was before.
var (
	// ErrUpdating reports that another update is under way.
	ErrUpdating = errors.New("another update is under way")
	// ErrDiskFull reports a disk without room for the list.
	ErrDiskFull = errors.New("the disk is full")
	// ErrNoExport reports that there was no export for a week.
	ErrNoExport = errors.New("there is no list of the last week")
)

// A BadExportError reports an export that is too bad to be used.
type BadExportError struct {
	Name string
	Err  error
}

func (e *BadExportError) Error() string {
	return fmt.Sprintf("the list %s cannot be used: %v", e.Name, e.Err)
}

// Unwrap returns what is wrong.
func (e *BadExportError) Unwrap() error { return e.Err }

// An Updater brings the lists of names up to date.
type Updater struct {
	Exports Exporter
	Lists   ListKeeper
	// Today is the day in UTC.
	Today film.Date
	// Rest is how long to wait after each short stretch of work, in times of
	// that stretch: 0 for somebody who waits for the update, 3 for one in the
	// background, which then takes a quarter of a processor.
	Rest float64
	// Progress, where it is set, is told how far each step has come.
	Progress func(step Step, done, of int64)
}

// A Step is a part of an update.
type Step int

// The steps, in their order.
const (
	Downloading Step = iota // in bytes; of is -1 when unknown
	Reading                 // in bytes
	Writing                 // in names
)

// Updated says what came of an update.
type Updated struct {
	Day     film.Date // as of which the list stands
	Names   int
	Already bool // it stood so before, and nothing was done
	LeftOut int  // entries for adults, and of films those that are none
	Bad     int  // lines that could not be read
}

// daysBack is how far back an export is looked for: TMDB keeps them for three
// months, and makes that of a day by 8:00 UTC.
const daysBack = 7

// Update makes a list from the newest export, unless it is from that already.
// It goes on with a download that was broken off, also by the end of the
// program. It fails with film.ErrDown or film.ErrBusy where TMDB cannot be
// asked, with a *BadExportError for an export that has more bad lines than one
// in a hundred, is cut short, or has less than half the names of the last one,
// and with the errors above.
func (u *Updater) Update(ctx context.Context, kind ListKind) (Updated, error) {
	out, err := u.update(ctx, kind)
	if err != nil {
		return Updated{}, fmt.Errorf("updating the list of %s: %w", kind, err)
	}
	return out, nil
}

func (u *Updater) update(ctx context.Context, kind ListKind) (Updated, error) {
	folder, unlock, err := u.Lists.LockLists(ctx)
	if err != nil {
		return Updated{}, err
	}
	defer unlock()
	have, names, err := u.Lists.List(ctx, kind)
	if err != nil {
		return Updated{}, err
	}
	day, export, err := u.newest(ctx, kind, have)
	if err != nil {
		return Updated{}, err
	}
	if export == nil {
		return Updated{Day: have, Names: names, Already: true}, nil
	}
	d := download{folder: folder, kind: kind, export: *export, progress: u.progress(Downloading)}
	if folder == "" {
		defer d.forget()
	}
	file, err := d.file(ctx)
	if err != nil {
		return Updated{}, err
	}
	defer file.Close()
	r := reading{kind: kind, least: (names + 1) / 2, read: u.Exports.Read}
	out := Updated{Day: day}
	in := &counter{from: file, tell: func(n int64) { u.progress(Reading)(n, d.size) }}
	out.Names, err = u.Lists.SaveList(ctx, kind, day, r.names(in), u.Rest, func(done, of int) {
		u.progress(Writing)(int64(done), int64(of))
	})
	if r.fault != nil {
		// It will not get better, so the next update fetches it again.
		d.forget()
		return Updated{}, &BadExportError{export.Name, r.fault}
	}
	if err != nil {
		return Updated{}, err
	}
	d.forget()
	out.LeftOut, out.Bad = r.leftOut, r.bad
	return out, nil
}

// newest finds the newest export, nil where none is newer than the list.
func (u *Updater) newest(ctx context.Context, kind ListKind, have film.Date) (film.Date, *Export, error) {
	for back := range daysBack + 1 {
		day := u.Today.AddDays(-back)
		if !have.IsZero() && day.Compare(have) <= 0 {
			return have, nil, nil
		}
		e, err := u.Exports.Export(ctx, kind, day)
		switch {
		case err == nil:
			return day, &e, nil
		case !errors.Is(err, film.ErrNotFound):
			return film.Date{}, nil, err
		}
	}
	return film.Date{}, nil, ErrNoExport
}

func (u *Updater) progress(step Step) func(done, of int64) {
	return func(done, of int64) {
		if u.Progress != nil {
			u.Progress(step, done, of)
		}
	}
}
