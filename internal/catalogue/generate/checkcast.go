package main

import (
	"slices"
	"strings"
	"unicode"

	"marquee/internal/film"
)

// groupWords are words of entries that are no person's name.
var groupWords = []string{"and", "band", "cast", "choir", "chorus", "dog", "ensemble", "herself", "himself",
	"narrator", "orchestra", "themselves", "troupe", "uncredited", "unknown", "various", "voice"}

// notAPerson returns why, by the look of it, an entry of a cast is not the name
// of one person; "" when it may be one. It cannot know a dog by its name: what
// was found by eye stands in exceptions.json.
func notAPerson(name string) string {
	words := strings.Fields(strings.ToLower(name))
	switch {
	case len(words) == 0 || !strings.ContainsFunc(name, unicode.IsLetter):
		return "has no letter"
	case strings.ContainsFunc(name, unicode.IsNumber):
		return "has a number"
	case strings.ContainsAny(name, "&/;:"):
		return "looks like several names"
	case words[0] == "the":
		return "looks like a group"
	}
	for _, w := range words {
		if slices.Contains(groupWords, strings.Trim(w, "().,")) {
			return "has the word " + w
		}
	}
	return ""
}

// checkCast returns the credits of a starter film without the entries that are
// left out.
func checkCast(f *film.Film, x *exceptions, left *report) film.Credits {
	var out film.Credits
	seen := make(map[string]bool)
	for _, c := range f.Credits {
		reason := x.leftOut(f, c.Name)
		if reason == "" && !x.isPerson(c.Name) {
			reason = notAPerson(c.Name)
		}
		key := film.FoldLiteral(c.Name)
		if reason == "" && seen[key] {
			reason = "is there twice"
		}
		if reason != "" {
			left.add("cast", f, c.Name+": "+reason)
			continue
		}
		seen[key] = true
		out = append(out, c)
	}
	return out
}

// oneSpelling gives names that differ only in case, accents and punctuation the
// spelling that is used most, the first of those used as often.
func oneSpelling(films []film.Film, left *report) {
	used := make(map[string]int)
	best := make(map[string]string)
	for _, f := range films {
		for _, c := range f.Credits {
			used[c.Name]++
		}
	}
	for _, f := range films {
		for _, c := range f.Credits {
			key := film.FoldLiteral(c.Name)
			if b, ok := best[key]; !ok || used[c.Name] > used[b] {
				best[key] = c.Name
			}
		}
	}
	for i := range films {
		for j, c := range films[i].Credits {
			if b := best[film.FoldLiteral(c.Name)]; b != c.Name {
				left.note("spellings changed", display(&films[i])+": "+c.Name+" is written "+b)
				films[i].Credits[j].Name = b
			}
		}
	}
}
