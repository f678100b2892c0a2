//go:build !unix

package terminal

import "fmt"

// Redraw shows the prompt again; what was typed comes back with the next key.
func (e *Editor) Redraw(prompt string) { fmt.Print(prompt) }
