package catalogue

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"iter"

	"marquee/internal/film"
)

// Bounds of what is read.
const (
	// MaxLine is how many bytes a line may have. A film with thousands of
	// credits has some 300,000.
	MaxLine = 4 << 20
	// MaxUnpacked is how many bytes a compressed file may unpack to: room for a
	// million films, and an end for a file made to never end.
	MaxUnpacked = 2 << 30
)

// ErrUnpacked reports a compressed file that unpacks to more than MaxUnpacked.
var ErrUnpacked = fmt.Errorf("unpacks to more than %d MB", MaxUnpacked>>20)

// A Line is a film with the number of the line it was read from, the first
// being 1.
type Line struct {
	Number int
	Film   film.Film
}

// Read returns the films of a file in the catalogue format (docs/catalogue.md),
// compressed with gzip or not. Empty lines and those that begin with # are
// skipped. A line that is wrong gives a *LineError, and reading goes on behind
// it, so that every one of them is reported; any other error means that the file
// cannot be read further, and is the last thing given.
func Read(r io.Reader) iter.Seq2[Line, error] {
	return func(yield func(Line, error) bool) {
		text, err := unpack(r)
		if err != nil {
			yield(Line{}, err)
			return
		}
		for number := 1; ; number++ {
			line, err := readLine(text)
			if number == 1 {
				line = bytes.TrimPrefix(line, []byte("\ufeff"))
			}
			if err != nil && err != errLong && err != io.EOF {
				yield(Line{}, err)
				return
			}
			if !give(yield, number, line, err == errLong) || err == io.EOF {
				return
			}
		}
	}
}

// give yields what a line holds, and reports whether to go on.
func give(yield func(Line, error) bool, number int, line []byte, long bool) bool {
	if long {
		return yield(Line{}, &LineError{number, errLong})
	}
	if !isFilm(line) {
		return true
	}
	f, err := decode(line)
	if err != nil {
		return yield(Line{}, &LineError{number, err})
	}
	return yield(Line{number, f}, nil)
}

// isFilm reports whether a line has something to read.
func isFilm(line []byte) bool {
	line = bytes.TrimSpace(line)
	return len(line) > 0 && line[0] != '#'
}

// unpack returns the text of a file, which may be compressed.
func unpack(r io.Reader) (*bufio.Reader, error) {
	packed := bufio.NewReaderSize(r, 64<<10)
	magic, err := packed.Peek(2)
	if err != nil && err != io.EOF {
		return nil, err
	}
	if !bytes.Equal(magic, []byte{0x1f, 0x8b}) {
		return packed, nil
	}
	z, err := gzip.NewReader(packed)
	if err != nil {
		return nil, fmt.Errorf("unpacking: %w", err)
	}
	return bufio.NewReaderSize(&bounded{z, MaxUnpacked}, 64<<10), nil
}

// bounded reads up to left bytes and then fails with ErrUnpacked.
type bounded struct {
	r    io.Reader
	left int64
}

func (b *bounded) Read(p []byte) (int, error) {
	if b.left <= 0 {
		return 0, ErrUnpacked
	}
	n, err := b.r.Read(p[:min(int64(len(p)), b.left)])
	b.left -= int64(n)
	if err != nil && err != io.EOF {
		err = fmt.Errorf("unpacking: %w", err)
	}
	return n, err
}

var errLong = errors.New("the line is longer than 4 MB")

// readLine returns the next line without its end. A line longer than MaxLine is
// passed over and gives errLong.
func readLine(r *bufio.Reader) ([]byte, error) {
	var line []byte
	long := false
	for {
		part, err := r.ReadSlice('\n')
		if long = long || len(line)+len(part) > MaxLine+len("\r\n"); !long {
			line = append(line, part...)
		}
		if err == bufio.ErrBufferFull {
			continue
		}
		line = bytes.TrimSuffix(bytes.TrimSuffix(line, []byte("\n")), []byte("\r"))
		if (long || len(line) > MaxLine) && (err == nil || err == io.EOF) {
			return nil, errLong
		}
		return line, err
	}
}
