package clip

// Split cuts s in two, so that head measures at most limit and both together are
// s: at the end of a word, with the space behind it in head. Where that would give
// away more than half of the room, it cuts at the end of a character instead. head
// is "" where not even the first character fits.
func Split(s string, limit int, measure Measure) (head, rest string) {
	s = valid(s)
	if measure(s) <= limit {
		return s, ""
	}
	used, kept, ofWords := 0, 0, 0
	for kept < len(s) {
		cluster := firstCluster(s[kept:])
		if isSpace(cluster) {
			ofWords = kept
		}
		if used += measure(cluster); used > limit {
			break
		}
		kept += len(cluster)
		if isSpace(cluster) {
			ofWords = kept
		}
	}
	if measure(s[:ofWords]) > limit/2 {
		kept = ofWords
	}
	return s[:kept], s[kept:]
}
