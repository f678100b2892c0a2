package tmdb_test

import (
	"errors"
	"fmt"
	"strings"

	"marquee/internal/tmdb"
)

// A daily list is read line by line, and a broken line costs no other.
func ExampleReadExport() {
	list := `{"adult":false,"id":3924,"original_title":"Blondie","popularity":2.4,"video":false}
{"adult":false,"id":
{"adult":false,"id":1,"name":"Somebody","popularity":0.1}`

	for entry, err := range tmdb.ReadExport(strings.NewReader(list)) {
		var line *tmdb.LineError
		switch {
		case errors.As(err, &line):
			fmt.Println("passed over", line)
		case err != nil:
			fmt.Println("the list breaks off:", err)
		default:
			fmt.Println(entry.ID, entry.Title)
		}
	}
	// Output:
	// 3924 Blondie
	// passed over line 2: unexpected end of JSON input
	// 1 Somebody
}
