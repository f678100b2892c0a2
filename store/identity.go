package store

import (
	"cmp"
	"slices"
	"strings"

	"marquee/internal/film"
)

// A holding is a film or a person that the store has, as far as identity looks.
type holding struct {
	id  uint32
	ids film.Aliases
}

// A newcomer is a film or a person that is to be saved, and what the store holds
// that may be the same.
type newcomer struct {
	preset uint32       // the number it comes with, 0 for none
	ids    film.Aliases // as it comes
	own    *holding     // what is held under preset
	shared []holding    // what shares an alias with it
	named  []holding    // what has the same name (and, of a film, year)
}

// An identity is what a newcomer turned out to be.
type identity struct {
	id       uint32       // 0: nobody known, it gets a new number
	absorbed []uint32     // numbers that are the same and give way to id
	ids      film.Aliases // the newcomer's, with what was known before
}

// identify decides who a newcomer is. It is whoever shares an alias with it; if
// nobody does, the one of the same name whose aliases do not contradict. Where
// several have the name, it is the one without any aliases, if that is one: in
// doubt two stay apart. Of several numbers the oldest, which is the smallest,
// stays. Numbers of the bundled catalogue never give way, so that two of them
// that share an alias are a conflict, as are two entries whose aliases say that
// they differ.
//
// A newcomer that comes with a number whose holder has aliases that contradict its
// own is somebody else of that name, and goes without the number.
func identify(n newcomer) (identity, bool) {
	if n.own != nil && n.own.ids.Contradicts(n.ids) {
		n.named = slices.DeleteFunc(slices.Clone(n.named), func(h holding) bool { return h.id == n.preset })
		n.shared = slices.DeleteFunc(slices.Clone(n.shared), func(h holding) bool { return h.id == n.preset })
		n.preset, n.own = 0, nil
	}
	// One alias may be mended, but not under another name: then it may as well be
	// another film that was given a wrong one.
	if slices.ContainsFunc(n.shared, func(h holding) bool {
		return h.ids.Contradicts(n.ids) && !slices.ContainsFunc(n.named, func(m holding) bool { return m.id == h.id })
	}) {
		return identity{}, false
	}
	same := slices.DeleteFunc(slices.Clone(n.shared), func(h holding) bool { return h.id == n.preset })
	if contradictory(same) {
		return identity{}, false
	}
	known := n.ids
	if n.own != nil {
		known = known.Or(n.own.ids)
	}
	if len(same) == 0 {
		if h, ok := namesake(n, known); ok {
			same = append(same, h)
		}
	}
	out := identity{id: n.preset, ids: known}
	slices.SortFunc(same, func(a, b holding) int { return cmp.Compare(a.id, b.id) })
	for _, h := range same {
		out.ids = out.ids.Or(h.ids)
		if out.id == 0 {
			out.id = h.id
			continue
		}
		younger := max(out.id, h.id)
		if younger < film.FirstLocalID {
			return identity{}, false
		}
		out.id = min(out.id, h.id)
		out.absorbed = append(out.absorbed, younger)
	}
	return out, true
}

func contradictory(all []holding) bool {
	for i, a := range all {
		for _, b := range all[i+1:] {
			if a.ids.Contradicts(b.ids) {
				return true
			}
		}
	}
	return false
}

// namesake returns the one of n.named that is the same as n, whose aliases are
// known.
func namesake(n newcomer, known film.Aliases) (holding, bool) {
	var fit, bare []holding
	for _, h := range n.named {
		switch {
		case h.id == n.preset, h.ids.Contradicts(known):
			continue
		case n.preset != 0 && max(h.id, n.preset) < film.FirstLocalID:
			continue // two of the bundled catalogue, which tells them apart
		}
		fit = append(fit, h)
		if h.ids.IsZero() {
			bare = append(bare, h)
		}
	}
	switch {
	case len(fit) == 1:
		return fit[0], true
	case len(bare) == 1:
		return bare[0], true
	}
	return holding{}, false
}

// foldName is the form in which identity compares names. Names without a letter
// or digit, which fold to nothing, are compared as they are.
func foldName(name string) string {
	if fold := film.Fold(name); fold != "" {
		return fold
	}
	return strings.TrimSpace(name)
}
