package catalogue

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"marquee/internal/film"
)

// A LineError says what is wrong with a line of a file.
type LineError struct {
	Line int // the first is 1
	Err  error
}

// Error returns the fault on one line, several of a film behind each other.
func (e *LineError) Error() string {
	return fmt.Sprintf("line %d: %s", e.Line, strings.ReplaceAll(e.Err.Error(), "\n", "; "))
}

// Unwrap returns the fault.
func (e *LineError) Unwrap() error { return e.Err }

// decode reads a film strictly and checks it.
func decode(line []byte) (film.Film, error) {
	if at := invalidUTF8(line); at >= 0 {
		return film.Film{}, fmt.Errorf("not UTF-8 at byte %d", at+1)
	}
	if err := checkKeys(line); err != nil {
		return film.Film{}, err
	}
	var f film.Film
	d := json.NewDecoder(bytes.NewReader(line))
	d.DisallowUnknownFields()
	if err := d.Decode(&f); err != nil {
		return film.Film{}, jsonFault(err)
	}
	if err := f.Check(); err != nil {
		return film.Film{}, err
	}
	return f, nil
}

// invalidUTF8 returns where a line stops being UTF-8; -1 when it never does.
func invalidUTF8(line []byte) int {
	if utf8.Valid(line) {
		return -1
	}
	at := 0
	for {
		r, size := utf8.DecodeRune(line[at:])
		if r == utf8.RuneError && size <= 1 {
			return at
		}
		at += size
	}
}

// jsonFault words an error of encoding/json for the person who wrote the file.
func jsonFault(err error) error {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		return fmt.Errorf("not JSON at byte %d: %w", syntax.Offset, err)
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
		return errors.New("not JSON: it ends in the middle")
	case errors.As(err, &kind):
		return fmt.Errorf("%s cannot be a %s", kind.Field, kind.Value)
	}
	return errors.New(strings.TrimPrefix(err.Error(), "json: "))
}

// maxDepth is how deep values may stand in each other; a film's stand four deep.
const maxDepth = 20

// checkKeys refuses what encoding/json lets pass: what is no object, a second
// value behind the first, and a field that is there twice, of which one would
// be lost.
func checkKeys(line []byte) error {
	d := json.NewDecoder(bytes.NewReader(line))
	if bytes.TrimLeft(line, " \t\r")[0] != '{' {
		return errors.New(`a film is a JSON object, {"title": …}`)
	}
	if err := checkValue(d, maxDepth); err != nil {
		return err
	}
	if _, err := d.Token(); err != io.EOF {
		return fmt.Errorf("something follows the film at byte %d", d.InputOffset())
	}
	return nil
}

func checkValue(d *json.Decoder, depth int) error {
	token, err := d.Token()
	if err != nil {
		return jsonFault(err)
	}
	open, ok := token.(json.Delim)
	if !ok {
		return nil
	}
	if depth == 0 {
		return fmt.Errorf("values stand in each other too deep at byte %d", d.InputOffset())
	}
	seen := make(map[string]bool)
	for d.More() {
		if open == '{' {
			if err := checkKey(d, seen); err != nil {
				return err
			}
		}
		if err := checkValue(d, depth-1); err != nil {
			return err
		}
	}
	if _, err := d.Token(); err != nil { // the closing bracket
		return jsonFault(err)
	}
	return nil
}

func checkKey(d *json.Decoder, seen map[string]bool) error {
	token, err := d.Token()
	if err != nil {
		return jsonFault(err)
	}
	key, _ := token.(string)
	folded := strings.ToLower(key) // encoding/json takes a field in any case
	if seen[folded] {
		return fmt.Errorf("%.40q is there twice", key)
	}
	seen[folded] = true
	return nil
}
