package catalogue_test

import (
	"context"
	"fmt"
	"strings"

	"marquee/internal/catalogue"
	"marquee/internal/film"
)

func Example() {
	c, err := catalogue.Bundled()
	if err != nil {
		fmt.Println(err)
		return
	}
	ctx := context.Background()
	found, err := c.Films().Named(ctx, film.SearchKeys("never let me go"), 5)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, l := range found {
		fmt.Println(l.Name, l.Year, l.Detail)
	}
	// Output:
	// Never Let Me Go 2010 Mark Romanek
	// Never Let Me Go 1953
}

func ExampleRead() {
	file := `# Two films, one of them with a mistake.
{"title": "The Invented One", "year": 2026}
{"title": "The Invented Two", "yaer": 2027}
`
	for line, err := range catalogue.Read(strings.NewReader(file)) {
		if err != nil {
			fmt.Println(err)
			continue
		}
		fmt.Println("line", line.Number, "has", line.Film.Title)
	}
	// Output:
	// line 2 has The Invented One
	// line 3: unknown field "yaer"
}
