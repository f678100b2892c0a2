package catalogue

// measure compares words with one word. It keeps its tables from one comparison
// to the next.
type measure struct {
	word  []rune
	other []rune
	// before, above and row are the last three rows of the table of distances
	// between the beginnings of the words.
	before, above, row []int
}

func newMeasure(word string) *measure {
	m := &measure{word: []rune(word)}
	n := len(m.word) + 1
	m.before, m.above, m.row = make([]int, n), make([]int, n), make([]int, n)
	return m
}

// within reports whether the other word is at most edits away: the optimal
// string alignment distance, in which a swap of two neighbours is one edit, and
// no letter is edited twice.
func (m *measure) within(other string, edits int) bool {
	m.other = m.other[:0]
	for _, r := range other {
		m.other = append(m.other, r)
	}
	for j := range m.above {
		m.above[j] = j
	}
	for i, x := range m.other {
		m.row[0] = i + 1
		best := i + 1
		for j, y := range m.word {
			d := m.above[j]
			if x != y {
				d = 1 + min(d, m.above[j+1], m.row[j])
				if i > 0 && j > 0 && x == m.word[j-1] && m.other[i-1] == y {
					d = min(d, 1+m.before[j-1])
				}
			}
			m.row[j+1] = d
			best = min(best, d)
		}
		// No later row is better, though a swap reaches back two: the row
		// before this one is at most one better, and the swap costs one.
		if best > edits {
			return false
		}
		m.before, m.above, m.row = m.above, m.row, m.before
	}
	return m.above[len(m.word)] <= edits
}
