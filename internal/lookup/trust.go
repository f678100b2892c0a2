package lookup

// sourceOrder is the order in which sources are believed. TMDB's editors look
// after casts, crews and dates by kind and region; Wikidata has what TMDB lacks:
// distributors, aspect ratios and filming locations.
var sourceOrder = []string{"TMDB", "Wikidata"}

// Trust returns the place of a source in the order in which they are believed,
// the most trusted first. What is no source over a network was given by whoever
// runs the program, and goes before them.
func Trust(source string) int {
	for i, s := range sourceOrder {
		if s == source {
			return i + 1
		}
	}
	return 0
}
