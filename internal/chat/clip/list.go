package clip

import (
	"fmt"
	"strings"
)

// List joins items by sep when that measures at most limit, else as many whole
// items as fit, from the first on, with how many are left out: "Carey Mulligan,
// Andrew Garfield and 12 more". Where not even the first fits whole, it is cut
// as String does; a limit too small even for that is met without the number.
func List(items []string, sep string, limit int, measure Measure) string {
	whole := valid(strings.Join(items, sep))
	if len(items) < 2 || measure(whole) <= limit {
		return String(whole, limit, measure)
	}
	used, best := 0, 0
	for i, item := range items[:len(items)-1] {
		if i > 0 {
			used += measure(sep)
		}
		if used += measure(item); used > limit {
			break
		}
		if used+measure(andMore(len(items)-i-1)) <= limit {
			best = i + 1
		}
	}
	if best > 0 {
		return valid(strings.Join(items[:best], sep)) + andMore(len(items)-best)
	}
	more := andMore(len(items) - 1)
	if first := String(items[0], limit-measure(more), measure); first != "" && first != Ellipsis {
		return first + more
	}
	return String(whole, limit, measure)
}

func andMore(n int) string { return fmt.Sprintf(" and %d more", n) }
