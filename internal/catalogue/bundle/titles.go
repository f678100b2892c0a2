package bundle

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"

	"marquee/internal/film"
)

// A Title is the row of a film in the index of titles.
type Title struct {
	film.Listing
	Names []string // every name of the film, its title first
	// Withdrawn says that the film is no longer in the bundle.
	Withdrawn bool
}

// TitleOf returns the row of a film.
func TitleOf(f *film.Film) Title {
	return Title{Listing: film.ListingOf(f), Names: f.Names()}
}

// withdrawn marks, in the column of the popularity, a film that is no longer in
// the bundle.
const withdrawn = "withdrawn"

// titleColumns are the columns of a row before the names: id, year, popularity,
// languages, detail. What is unknown is empty.
const titleColumns = 5

// Titles returns the rows of the films, the withdrawn ones too, in order of id.
func (b Bundle) Titles() ([]Title, error) {
	text, err := b.text(TitlesFile)
	if err != nil {
		return nil, err
	}
	rows := lines(text)
	out := make([]Title, len(rows))
	for i, row := range rows {
		if out[i], err = parseTitle(string(row)); err != nil {
			return nil, fmt.Errorf("%s, row %d: %w", TitlesFile, i+1, err)
		}
	}
	return out, nil
}

func parseTitle(row string) (Title, error) {
	col := strings.Split(row, "\t")
	if len(col) <= titleColumns {
		return Title{}, fmt.Errorf("%d columns", len(col))
	}
	var t Title
	id, err := strconv.ParseUint(col[0], 10, 32)
	if err != nil {
		return Title{}, fmt.Errorf("its id: %w", err)
	}
	t.Number = uint32(id)
	if t.Year, err = number(col[1]); err != nil {
		return Title{}, fmt.Errorf("its year: %w", err)
	}
	switch col[2] {
	case "":
	case withdrawn:
		t.Withdrawn = true
	default:
		n, err := number(col[2])
		if err != nil {
			return Title{}, fmt.Errorf("its popularity: %w", err)
		}
		t.Popularity = film.PopularityOf(n)
	}
	if col[3] != "" {
		t.Languages = strings.Split(col[3], " ")
	}
	t.Detail = col[4]
	t.Names = col[titleColumns:]
	t.Name, t.Matched = t.Names[0], t.Names[0]
	return t, nil
}

// number reads a number; nothing is 0.
func number(s string) (int, error) {
	if s == "" {
		return 0, nil
	}
	return strconv.Atoi(s)
}

// PackTitles returns the file of the titles, which must be in order of id.
func PackTitles(titles []Title) ([]byte, error) {
	var text bytes.Buffer
	for _, t := range titles {
		col := make([]string, titleColumns, titleColumns+len(t.Names))
		col[0] = strconv.FormatUint(uint64(t.Number), 10)
		if t.Year != 0 {
			col[1] = strconv.Itoa(t.Year)
		}
		if n, known := t.Popularity.Count(); known {
			col[2] = strconv.Itoa(n)
		}
		if t.Withdrawn {
			col[2] = withdrawn
		}
		col[3] = strings.Join(t.Languages, " ")
		col[4] = t.Detail
		if err := writeRow(&text, append(col, t.Names...)); err != nil {
			return nil, err
		}
	}
	return pack(text.Bytes())
}

// writeRow writes the columns as a row. It refuses what would break the row up.
func writeRow(text *bytes.Buffer, columns []string) error {
	row := strings.Join(columns, "\t")
	if strings.Count(row, "\t") != len(columns)-1 || strings.ContainsAny(row, "\n\r") || strings.HasPrefix(row, "#") {
		return fmt.Errorf("a tab, a line break or a leading # inside of a column: %q", columns)
	}
	text.WriteString(row)
	text.WriteByte('\n')
	return nil
}
