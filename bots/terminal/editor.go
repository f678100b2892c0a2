package terminal

import (
	"errors"
	"io"

	"github.com/peterh/liner"
)

// editor is an Input with a person in front of it.
type editor interface {
	Input

	// Complete sets what Tab does: given the line and the cursor's position in
	// characters, it returns what stays before and behind, and what may stand
	// in between.
	Complete(func(line string, pos int) (head string, completions []string, tail string))

	// Remember keeps a line that was a question, for this conversation and
	// later ones.
	Remember(line string)

	// Redraw shows the prompt and what is typed anew, after something else was
	// written to the screen. It may be called while Line waits.
	Redraw(prompt string)
}

// An Editor is an Input that lets a person at a terminal edit the line, with
// history and completion.
type Editor struct {
	state *liner.State
	kept  *history
}

var _ editor = (*Editor)(nil)

// NewEditor returns an Editor on the process's own standard input and output,
// both of which must be terminals. The history is kept in the file at
// historyPath; with "", or where that cannot be written, it lasts as long as
// the Editor. Close must be called, or the terminal stays as the Editor needs
// it.
func NewEditor(historyPath string) *Editor {
	e := &Editor{state: liner.NewLiner(), kept: openHistory(historyPath)}
	e.state.SetCtrlCAborts(true)
	e.state.SetBeep(false)
	for _, line := range e.kept.lines {
		e.state.AppendHistory(line)
	}
	return e
}

// Line implements Input.
func (e *Editor) Line(prompt string) (string, error) {
	line, err := e.state.Prompt(prompt)
	switch {
	case errors.Is(err, liner.ErrPromptAborted):
		return "", ErrInterrupted
	case errors.Is(err, io.EOF):
		return "", io.EOF
	case err != nil:
		return "", err
	}
	return line, checkLine(line)
}

// Complete sets what Tab does.
func (e *Editor) Complete(f func(line string, pos int) (head string, completions []string, tail string)) {
	e.state.SetWordCompleter(f)
}

// Remember keeps a line in the history.
func (e *Editor) Remember(line string) {
	e.state.AppendHistory(line)
	e.kept.add(line)
}

// Close gives the terminal back as it was.
func (e *Editor) Close() error {
	return errors.Join(e.kept.close(), e.state.Close())
}
