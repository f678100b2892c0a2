package bundle

import (
	"bytes"
	"compress/gzip"
	"embed"
	"fmt"
	"io"
	"io/fs"
)

// Names of the files of a bundle.
const (
	FilmsFile  = "films.jsonl.gz"
	TitlesFile = "titles.tsv.gz"
	PeopleFile = "people.tsv.gz"
)

//go:embed films.jsonl.gz titles.tsv.gz people.tsv.gz
var embedded embed.FS

// A Bundle is a folder with the three files.
type Bundle struct{ files fs.FS }

// Embedded returns the bundle that is built into the program.
func Embedded() Bundle { return Bundle{embedded} }

// In returns the bundle in a folder.
func In(files fs.FS) Bundle { return Bundle{files} }

// text returns what a file of the bundle holds, uncompressed. A file that is not
// there fails with fs.ErrNotExist.
func (b Bundle) text(name string) ([]byte, error) {
	packed, err := fs.ReadFile(b.files, name)
	if err != nil {
		return nil, fmt.Errorf("reading the bundle: %w", err)
	}
	z, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, fmt.Errorf("unpacking %s of the bundle: %w", name, err)
	}
	text, err := io.ReadAll(z)
	if err != nil {
		return nil, fmt.Errorf("unpacking %s of the bundle: %w", name, err)
	}
	return text, nil
}

// lines returns the lines of a text without those that are empty or a comment.
func lines(text []byte) [][]byte {
	out := make([][]byte, 0, bytes.Count(text, []byte{'\n'}))
	for line := range bytes.Lines(text) {
		line = bytes.TrimSuffix(line, []byte{'\n'})
		if len(line) > 0 && line[0] != '#' {
			out = append(out, line[:len(line):len(line)])
		}
	}
	return out
}

// pack compresses a text. The header of what it returns has neither a time nor
// a name, so that the same text gives the same bytes.
func pack(text []byte) ([]byte, error) {
	var out bytes.Buffer
	z, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	if _, err := z.Write(text); err != nil {
		return nil, err
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}
