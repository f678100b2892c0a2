package terminal

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"strings"
	"unicode/utf8"
)

// An Input gives the lines that somebody typed. Its method is called by one
// goroutine at a time.
type Input interface {
	// Line returns the next line, without its end. A person in front of it is
	// shown the prompt. It fails with io.EOF at the end, with ErrInterrupted
	// when the person gave the line up, and with a BadLine for a line that
	// cannot be used; after that the next line can be had.
	Line(prompt string) (string, error)
}

// ErrInterrupted reports a line given up with Ctrl-C.
var ErrInterrupted = errors.New("interrupted")

// A BadLine is a line that cannot be used, in words for who typed it.
type BadLine string

func (b BadLine) Error() string { return string(b) }

// MaxLine is how long a line may be, in bytes.
const MaxLine = 64 << 10

const (
	longLine BadLine = "That line is longer than 64 KB; type a command or a title."
	notUTF8  BadLine = "That line is not UTF-8 text; type it again, or save the file as UTF-8."
	holdsNUL BadLine = "That line holds a NUL character; type it again without."
)

// checkLine returns the BadLine that s is, if it is one.
func checkLine(s string) error {
	switch {
	case len(s) > MaxLine:
		return longLine
	case !utf8.ValidString(s):
		return notUTF8
	case strings.ContainsRune(s, 0):
		return holdsNUL
	}
	return nil
}

// Given returns an Input of lines that are there already.
func Given(lines []string) Input { return &given{lines} }

type given struct{ rest []string }

func (g *given) Line(string) (string, error) {
	if len(g.rest) == 0 {
		return "", io.EOF
	}
	line := g.rest[0]
	g.rest = g.rest[1:]
	return line, checkLine(line)
}

// Piped returns an Input of the lines that r holds.
func Piped(r io.Reader) Input {
	return &piped{r: bufio.NewReaderSize(r, MaxLine+len("\r\n"))}
}

type piped struct {
	r     *bufio.Reader
	begun bool
}

func (p *piped) Line(string) (string, error) {
	line, err := p.r.ReadSlice('\n')
	if errors.Is(err, bufio.ErrBufferFull) {
		for errors.Is(err, bufio.ErrBufferFull) {
			_, err = p.r.ReadSlice('\n')
		}
		return "", longLine
	}
	if err != nil && len(line) == 0 {
		return "", err
	}
	if !p.begun {
		p.begun = true
		line = bytes.TrimPrefix(line, []byte("\uFEFF"))
	}
	line = bytes.TrimRight(line, "\r\n")
	return string(line), checkLine(string(line))
}
