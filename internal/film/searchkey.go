package film

import (
	"slices"
	"strings"
)

// Tight returns a folded name without its spaces, in which "Spider-Man" and
// "spiderman" are the same.
func Tight(folded string) string { return strings.ReplaceAll(folded, " ", "") }

// SearchKeys returns the forms under which an index keeps a name: its fold, that
// without the leading article of one of the languages (English ones go in any),
// and both without spaces, each once.
func SearchKeys(name string, languages ...string) []string {
	full := Fold(name)
	if full == "" {
		return nil
	}
	core := WithoutArticle(full, append([]string{"en"}, languages...)...)
	if bare := withoutElision(name, languages); bare != name {
		core = Fold(bare)
	}
	keys := make([]string, 1, 4)
	keys[0] = full
	for _, k := range []string{core, Tight(full), Tight(core)} {
		if k != "" && !slices.Contains(keys, k) {
			keys = append(keys, k)
		}
	}
	return keys
}

// SearchWords returns the words under which an index keeps a name: those of its
// fold, those of its literal fold ("thirteen" for what folds to "13", so that a
// misspelt number is found) and, since people join what is apart ("spiderman"),
// each two neighbours as one; each word once.
func SearchWords(name string) []string {
	fold, literal := Fold(name), FoldLiteral(name)
	words := strings.Fields(fold)
	out := make([]string, 0, 2*len(words))
	seen := make(map[string]bool, 2*len(words))
	add := func(w string) {
		if !seen[w] {
			seen[w] = true
			out = append(out, w)
		}
	}
	for _, w := range words {
		add(w)
	}
	if literal != fold {
		for w := range strings.FieldsSeq(literal) {
			add(w)
		}
	}
	for i := range len(words) - 1 {
		add(words[i] + words[i+1])
	}
	return out
}
