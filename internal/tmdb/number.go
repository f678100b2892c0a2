package tmdb

import (
	"math"
	"strconv"
	"strings"
)

// A number is one of TMDB's, which writes a few of them as texts and leaves out
// others. What is no number is 0.
type number float64

// UnmarshalJSON reads a number, or a text that is one. It never fails.
func (n *number) UnmarshalJSON(b []byte) error {
	v, err := strconv.ParseFloat(strings.Trim(string(b), `" `), 64)
	if err != nil || math.IsNaN(v) || math.IsInf(v, 0) {
		v = 0
	}
	*n = number(v)
	return nil
}

// int returns the number where it is a whole one that is exact, else 0.
func (n number) int() int {
	if v := float64(n); v == math.Trunc(v) && math.Abs(v) < 1<<53 {
		return int(v)
	}
	return 0
}

// id returns the number where it can be an id of TMDB's, else 0.
func (n number) id() int {
	if v := n.int(); v > 0 && v <= math.MaxInt32 {
		return v
	}
	return 0
}
