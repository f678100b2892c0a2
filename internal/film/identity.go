package film

import "slices"

// SameFilm reports whether two records are surely of one film. They are when
// they share an alias, and are not when their aliases contradict each other.
// Where aliases say nothing, a name must be the same, the years at most one
// apart, and two of these must fit: running times (at most 3 minutes apart),
// original languages, two names of the cast. In doubt it says no: two cards of
// one film are a nuisance, one card of two films is a mistake.
func SameFilm(a, b *Film) bool {
	switch {
	case a.Ids.Shares(b.Ids):
		return true
	case a.Ids.Contradicts(b.Ids), !shareName(a, b):
		return false
	case a.Year == 0 || b.Year == 0 || abs(a.Year-b.Year) > 1:
		return false
	}
	fits := 0
	if a.Minutes != 0 && b.Minutes != 0 && abs(a.Minutes-b.Minutes) <= 3 {
		fits++
	}
	if a.OriginalLanguage != "" && a.OriginalLanguage == b.OriginalLanguage {
		fits++
	}
	if sharedCast(a, b) >= 2 {
		fits++
	}
	return fits >= 2
}

func shareName(a, b *Film) bool {
	names := folds(a.Names())
	return slices.ContainsFunc(b.Names(), func(n string) bool { return names[Fold(n)] })
}

// folds returns the folds of names. Names without a letter or digit all fold to
// "", which makes them no more the same.
func folds(names []string) map[string]bool {
	set := make(map[string]bool, len(names))
	for _, n := range names {
		if f := Fold(n); f != "" {
			set[f] = true
		}
	}
	return set
}

func sharedCast(a, b *Film) int {
	cast := folds(a.Credits.By(Cast).Names())
	n := 0
	for name := range folds(b.Credits.By(Cast).Names()) {
		if cast[name] {
			n++
		}
	}
	return n
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}
