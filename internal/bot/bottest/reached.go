package bottest

import (
	"slices"
	"sync"

	"github.com/rogpeppe/go-internal/testscript"

	"marquee/internal/remind"
)

// Reached are the reasons that scripts were told by /why.
type Reached struct {
	mu     sync.Mutex
	texts  map[string]remind.Reason
	played int // scripts
	all    int
}

// add notes that a reason was seen worded with text. Two reasons that are worded
// alike cannot be told apart, so that is an error.
func (r *Reached) add(ts *testscript.TestScript, name remind.Reason, text string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if other, ok := r.texts[text]; ok && other != name {
		ts.Fatalf("%q is said of %q and of %q", text, other, name)
	}
	r.texts[text] = name
}

// Missing returns the reasons that no script was told, and those that scripts know
// and Reasons does not. It is to be called when all scripts have ended. Where some
// were left out, by the flag -run, nobody can say: ok is false.
func (r *Reached) Missing() (missing, unknown []remind.Reason, ok bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	var seen []remind.Reason
	for _, name := range r.texts {
		seen = append(seen, name)
		if !slices.Contains(remind.Reasons(), name) {
			unknown = append(unknown, name)
		}
	}
	for _, name := range remind.Reasons() {
		if !slices.Contains(seen, name) {
			missing = append(missing, name)
		}
	}
	return missing, unknown, r.played == r.all
}
