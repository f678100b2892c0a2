package lookup

// The costs of typing mistakes. One that hands make easily costs less than one
// that they do not, so that of two names that are equally far the likelier one
// comes first.
const (
	costOther     = 1.0 // another letter, one more, or one less
	costNeighbour = 0.8 // the key beside the one that was meant
	costSwapped   = 0.8 // two letters in the wrong order
	costDoubled   = 0.7 // a letter twice, or once where it should be twice
	costDigit     = 2.5 // another number is another film
)

// distance is the cost of the mistakes that lead from one word or name to the
// other: the optimal string alignment distance, weighted. It stops where the
// cost must be above limit, and then returns a number above limit.
func distance(a, b []rune, limit float64) float64 {
	if d := len(a) - len(b); float64(d)*costDoubled > limit || float64(-d)*costDoubled > limit {
		return limit + 1
	}
	prev2 := make([]float64, len(b)+1)
	prev := make([]float64, len(b)+1)
	cur := make([]float64, len(b)+1)
	for j := 1; j <= len(b); j++ {
		prev[j] = prev[j-1] + single(b, j-1)
	}
	for i := 1; i <= len(a); i++ {
		cur[0] = prev[0] + single(a, i-1)
		best := cur[0]
		for j := 1; j <= len(b); j++ {
			x, y := a[i-1], b[j-1]
			d := prev[j-1]
			if x != y {
				d += changed(x, y)
			}
			d = min(d, prev[j]+single(a, i-1), cur[j-1]+single(b, j-1))
			if i > 1 && j > 1 && x == b[j-2] && a[i-2] == y && x != y {
				d = min(d, prev2[j-2]+costSwapped)
			}
			cur[j] = d
			best = min(best, d)
		}
		// A swap reaches back two rows, at no less than their best.
		if best > limit && (i == 1 || minOf(prev) > limit) {
			return limit + 1
		}
		prev2, prev, cur = prev, cur, prev2
	}
	return prev[len(b)]
}

// single is the cost of the letter at i being there in one name only.
func single(s []rune, i int) float64 {
	switch {
	case isDigit(s[i]):
		return costDigit
	case i > 0 && s[i-1] == s[i]:
		return costDoubled
	}
	return costOther
}

// changed is the cost of x standing where y should.
func changed(x, y rune) float64 {
	switch {
	case isDigit(x) || isDigit(y):
		return costDigit
	case neighbours(x, y):
		return costNeighbour
	}
	return costOther
}

func minOf(row []float64) float64 {
	m := row[0]
	for _, v := range row[1:] {
		m = min(m, v)
	}
	return m
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

// keyRow and keyColumn place the letters on a QWERTY keyboard; columns are in
// halves, since rows are shifted against each other.
var keyRow, keyColumn = func() (row, column [26]int8) {
	for r, keys := range []string{"qwertyuiop", "asdfghjkl", "zxcvbnm"} {
		for c, k := range keys {
			row[k-'a'] = int8(r)
			column[k-'a'] = int8(2*c + r)
		}
	}
	return row, column
}()

// neighbours reports whether the keys of x and y touch.
func neighbours(x, y rune) bool {
	if x < 'a' || x > 'z' || y < 'a' || y > 'z' {
		return false
	}
	rows := keyRow[x-'a'] - keyRow[y-'a']
	columns := keyColumn[x-'a'] - keyColumn[y-'a']
	if columns < 0 {
		columns = -columns
	}
	switch rows {
	case 0:
		return columns == 2
	case 1, -1:
		return columns <= 1
	}
	return false
}
