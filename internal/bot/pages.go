package bot

import (
	"fmt"

	"marquee/internal/chat"
)

// pageOf returns page number (from 0) of a list in pages of size entries; a
// number past the end gives the last page.
func pageOf[T any](list []T, number, size int) (page []T, at, pages int) {
	pages = max(1, (len(list)+size-1)/size)
	at = min(max(number, 0), pages-1)
	from := at * size
	return list[from:min(from+size, len(list))], at, pages
}

// turn returns the buttons that lead from one page to those beside it; route
// gives the route of a page.
func turn(at, pages int, route func(page int) string) []chat.Action {
	var out []chat.Action
	if at > 0 {
		out = append(out, chat.Action{Label: "Previous page", Route: route(at - 1)})
	}
	if at < pages-1 {
		out = append(out, chat.Action{Label: "Next page", Route: route(at + 1)})
	}
	return out
}

// pageNote says which page this is; "" for the only one.
func pageNote(at, pages int) string {
	if pages < 2 {
		return ""
	}
	return fmt.Sprintf("Page %d of %d", at+1, pages)
}
