package main

import (
	"os"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"marquee/internal/catalogue"
)

// steps show how far each step of an update has come, with a bar for each. The
// nil steps show nothing.
type steps struct {
	to   *os.File
	what string
	now  catalogue.Step
	bar  *progressbar.ProgressBar
}

// steps returns nil where nobody watches.
func (p *program) steps(what string) *steps {
	stderr, ok := p.stderr.(*os.File)
	if !ok || !term.IsTerminal(int(stderr.Fd())) {
		return nil
	}
	return &steps{to: stderr, what: what}
}

// reached implements catalogue.Updater's Progress.
func (s *steps) reached(step catalogue.Step, done, of int64) {
	if s == nil {
		return
	}
	if s.bar == nil || s.now != step {
		s.done()
		doing := map[catalogue.Step]string{
			catalogue.Downloading: "downloading ", catalogue.Reading: "reading ", catalogue.Writing: "indexing ",
		}[step]
		s.now = step
		s.bar = progressbar.NewOptions64(of,
			progressbar.OptionSetWriter(s.to),
			progressbar.OptionSetDescription(doing+s.what),
			progressbar.OptionShowBytes(step != catalogue.Writing),
			progressbar.OptionThrottle(100*time.Millisecond),
			progressbar.OptionClearOnFinish(),
		)
	}
	// A bar that cannot be drawn is no reason to stop.
	_ = s.bar.Set64(done)
}

// done takes the bar away.
func (s *steps) done() {
	if s != nil && s.bar != nil {
		_ = s.bar.Clear()
	}
}
