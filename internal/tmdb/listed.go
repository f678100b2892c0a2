package tmdb

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
)

// Listed is one entry of a daily list: a film or a person.
type Listed struct {
	ID int
	// Title is a film's original title, or a person's name.
	Title      string
	Popularity float64 // how often the page was looked at, in no unit
	Adult      bool
	// Video marks what is no film: a trailer, a show on disc, a compilation.
	Video bool
}

// A LineError is a line of a list that cannot be read. The lines after it can.
type LineError struct {
	Line int // counted from 1
	Err  error
}

func (e *LineError) Error() string { return fmt.Sprintf("line %d: %v", e.Line, e.Err) }

func (e *LineError) Unwrap() error { return e.Err }

// maxLine is more than a hundred times the usual line.
const maxLine = 64 << 10

var (
	errLongLine = fmt.Errorf("longer than %d bytes", maxLine)
	errNoObject = errors.New("not an object with an id and a name")
)

// ReadExport reads a daily list, packed with gzip or not, line by line: one JSON
// object each, unknown fields aside. A broken line is yielded as a *LineError
// and the sequence goes on; any other error is that of r, or of a list that is
// cut short, and ends it.
func ReadExport(r io.Reader) iter.Seq2[Listed, error] {
	return func(yield func(Listed, error) bool) {
		in := bufio.NewReaderSize(r, maxLine)
		if magic, _ := in.Peek(2); bytes.Equal(magic, []byte{0x1f, 0x8b}) {
			unpacked, err := gzip.NewReader(in)
			if err != nil {
				yield(Listed{}, fmt.Errorf("unpacking the list: %w", err))
				return
			}
			in = bufio.NewReaderSize(unpacked, maxLine)
		}
		for n := 1; ; n++ {
			raw, err := in.ReadSlice('\n')
			tooLong := errors.Is(err, bufio.ErrBufferFull)
			for errors.Is(err, bufio.ErrBufferFull) {
				_, err = in.ReadSlice('\n')
			}
			if err != nil && err != io.EOF {
				yield(Listed{}, fmt.Errorf("reading the list, line %d: %w", n, err))
				return
			}
			if !yieldLine(n, raw, tooLong, yield) || err == io.EOF {
				return
			}
		}
	}
}

// yieldLine yields what a line says, nothing for a blank one, and reports
// whether to go on.
func yieldLine(n int, raw []byte, tooLong bool, yield func(Listed, error) bool) bool {
	if tooLong {
		return yield(Listed{}, &LineError{n, errLongLine})
	}
	if raw = bytes.TrimSpace(raw); len(raw) == 0 {
		return true
	}
	l, err := readListed(raw)
	if err != nil {
		return yield(Listed{}, &LineError{n, err})
	}
	return yield(l, nil)
}

func readListed(raw []byte) (Listed, error) {
	var w struct {
		ID            number `json:"id"`
		OriginalTitle string `json:"original_title"`
		Name          string `json:"name"`
		Popularity    number `json:"popularity"`
		Adult         bool   `json:"adult"`
		Video         bool   `json:"video"`
	}
	var other *json.UnmarshalTypeError
	if err := json.Unmarshal(raw, &w); err != nil && !errors.As(err, &other) {
		return Listed{}, err
	}
	l := Listed{ID: w.ID.id(), Title: title(w.OriginalTitle), Popularity: float64(w.Popularity), Adult: w.Adult, Video: w.Video}
	if l.Title == "" {
		l.Title = title(w.Name)
	}
	if l.ID == 0 || l.Title == "" {
		return Listed{}, errNoObject
	}
	return l, nil
}
