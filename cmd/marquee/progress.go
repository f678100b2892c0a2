package main

import (
	"os"
	"path/filepath"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"
)

// A bar shows how much of a file was read. The nil bar shows nothing.
type bar struct{ shown *progressbar.ProgressBar }

// bar returns the bar of a file: nil where nobody watches, or where the file's
// size is not known.
func (p *program) bar(path string) *bar {
	stderr, ok := p.stderr.(*os.File)
	if !ok || !term.IsTerminal(int(stderr.Fd())) {
		return nil
	}
	info, err := os.Stat(path)
	if err != nil || !info.Mode().IsRegular() {
		return nil
	}
	return &bar{progressbar.NewOptions64(info.Size(),
		progressbar.OptionSetWriter(stderr),
		progressbar.OptionSetDescription(filepath.Base(path)),
		progressbar.OptionShowBytes(true),
		progressbar.OptionThrottle(100*time.Millisecond),
		progressbar.OptionClearOnFinish(),
	)}
}

// reached moves the bar to so many bytes.
func (b *bar) reached(bytes int64) {
	if b != nil {
		// A bar that cannot be drawn is no reason to stop.
		_ = b.shown.Set64(bytes)
	}
}

// done takes the bar away.
func (b *bar) done() {
	if b != nil {
		_ = b.shown.Clear()
	}
}
