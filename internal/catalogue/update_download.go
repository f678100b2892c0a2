package catalogue

import (
	"context"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"marquee/internal/film"
)

// A download brings an export to the disk. What it has got stays there when it
// is broken off, and the next one goes on from that, unless the file has changed
// at its source.
type download struct {
	folder   string // "" for a temporary one
	kind     ListKind
	export   Export
	progress func(done, of int64)

	size int64 // of what is on the disk
	path string
}

// Between tries to go on with a download that broke off there is a wait, twice as
// long each time that nothing came. After so many such times it is given up.
const (
	firstWait = time.Second
	maxTries  = 5
)

// file returns the whole export, opened at its beginning.
func (d *download) file(ctx context.Context) (*os.File, error) {
	f, err := d.open()
	if err != nil {
		return nil, fmt.Errorf("keeping the list that is downloaded: %w", diskFull(err))
	}
	if err := d.fill(ctx, f); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f, nil
}

// open opens the file of what was downloaded, at its end.
func (d *download) open() (*os.File, error) {
	if d.folder == "" {
		f, err := os.CreateTemp("", "marquee-*.part")
		if err == nil {
			d.path = f.Name()
		}
		return f, err
	}
	d.tidy()
	f, err := os.OpenFile(d.path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	if d.size, err = f.Seek(0, io.SeekEnd); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	if d.size > d.export.Size { // also where no size is known
		d.size = 0
		_, err = f.Seek(0, io.SeekStart)
		if err := errors.Join(err, f.Truncate(0)); err != nil {
			return nil, errors.Join(err, f.Close())
		}
	}
	return f, nil
}

// tidy sets the path and removes what is left of other downloads of the kind.
func (d *download) tidy() {
	prefix := string(d.kind) + "-"
	// Its tag is part of the name, so that no file is put together from two.
	tag := crc32.ChecksumIEEE([]byte(d.export.Tag))
	name := fmt.Sprintf("%s%08x-%s.part", prefix, tag, filepath.Base(d.export.Name))
	d.path = filepath.Join(d.folder, name)
	files, err := os.ReadDir(d.folder)
	if err != nil {
		return
	}
	for _, f := range files {
		if n := f.Name(); n != name && strings.HasPrefix(n, prefix) && strings.HasSuffix(n, ".part") {
			_ = os.Remove(filepath.Join(d.folder, n)) // or the next update does
		}
	}
}

// fill downloads what is missing.
func (d *download) fill(ctx context.Context, to *os.File) error {
	wait, tries := firstWait, 0
	for {
		before := d.size
		err := d.more(ctx, to)
		switch {
		case err == nil && (d.export.Size < 0 || d.size == d.export.Size):
			return nil
		case err == nil:
			err = fmt.Errorf("%w: %s ended after %d of %d bytes", film.ErrDown, d.export.Name, d.size, d.export.Size)
		case ctx.Err() != nil:
			return ctx.Err()
		case !errors.Is(err, film.ErrDown):
			return err
		}
		if d.size > before {
			wait, tries = firstWait, 0
		}
		if tries++; tries == maxTries || d.export.Size >= 0 && d.size > d.export.Size {
			return err
		}
		if err := sleep(ctx, wait); err != nil {
			return err
		}
		wait *= 2
	}
}

// more downloads until the source ends or fails.
func (d *download) more(ctx context.Context, to *os.File) error {
	from, err := d.export.Open(ctx, d.size)
	if err != nil {
		return err
	}
	defer from.Close()
	n, err := io.Copy(to, &counter{from: from, tell: func(n int64) { d.progress(d.size+n, d.export.Size) }})
	d.size += n
	return diskFull(err)
}

// forget removes what was downloaded.
func (d *download) forget() { _ = os.Remove(d.path) }

func sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// diskFull makes ErrDiskFull of the system's word for it.
func diskFull(err error) error {
	if errors.Is(err, syscall.ENOSPC) {
		return fmt.Errorf("%w: %w", ErrDiskFull, err)
	}
	return err
}
