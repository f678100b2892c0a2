//go:build unix

package terminal

import (
	"os"
	"syscall"
)

// Redraw shows the line anew. The line editor does so by itself when the
// terminal's size changes, so it is told that it did.
func (e *Editor) Redraw(string) {
	// A signal to oneself fails only where signals are forbidden; then the line
	// comes back with the next key.
	_ = syscall.Kill(os.Getpid(), syscall.SIGWINCH)
}
