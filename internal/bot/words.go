package bot

import (
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/text/language"

	"marquee/internal/chat"
	"marquee/internal/film"
)

// dateWords writes a date as people read it: "14 January 2011", "July 2009",
// "2009".
func dateWords(d film.Date) string {
	switch d.Precision() {
	case film.PrecisionDay:
		return fmt.Sprintf("%d %s %d", d.Day(), d.Month(), d.Year())
	case film.PrecisionMonth:
		return fmt.Sprintf("%s %d", d.Month(), d.Year())
	case film.PrecisionYear:
		return strconv.Itoa(d.Year())
	}
	return "unknown"
}

// titleYear is a title as people tell it from its namesakes.
func titleYear(title string, year int) string {
	if year == 0 {
		return title
	}
	return fmt.Sprintf("%s (%d)", title, year)
}

// kindWords names a release kind in a sentence; "" for what needs no word, a
// theatrical release and one whose kind nobody told.
func kindWords(k film.ReleaseKind) string {
	switch k {
	case film.Unspecified, film.Theatrical:
		return ""
	case film.TV:
		return "TV"
	}
	return k.String()
}

// regionNames joins the names of regions.
func regionNames(regions []film.Region, lang language.Tag) string {
	names := make([]string, len(regions))
	for i, r := range regions {
		names[i] = r.Name(lang)
	}
	return strings.Join(names, ", ")
}

// andMore says the first few of a list, and how many it leaves out.
func andMore(list []string, most int) string {
	if len(list) <= most {
		return strings.Join(list, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(list[:most], ", "), len(list)-most)
}

// count writes a number of things: "1 film", "12 films".
func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// field is a short fact under a heading.
func field(name, value string) chat.Field {
	return chat.Field{Name: name, Value: chat.T(value), Short: true}
}

// longField is a fact that needs the whole width.
func longField(name string, value chat.Text) chat.Field {
	return chat.Field{Name: name, Value: value}
}
