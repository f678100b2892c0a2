package terminal

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"sync"

	"marquee/internal/chat"
)

// Platform is what targets in a terminal carry.
const Platform = "terminal"

// Options say what a conversation goes through.
type Options struct {
	Input  Input
	Screen Screen
	JSON   bool // print every card as a line of JSON

	// Bare names the command that text without a slash goes to.
	Bare string
	// Asker is the person at the terminal, and Locale their language (BCP 47).
	Asker  chat.Person
	Locale string
	// Interrupts tells of Ctrl-C while an answer is being made. Where it is
	// nil, nothing but the end of Run's context stops one.
	Interrupts <-chan os.Signal
}

// A Terminal is a conversation in a terminal.
type Terminal struct {
	options Options
	editor  editor // the input, where a person sits in front of it
	target  chat.Target

	// Of the goroutine that runs Run.
	handler  chat.Handler
	commands []chat.Command
	failed   bool // something typed got no answer
	left     bool // nothing more can be typed
	hinted   bool // it was said where bare text goes

	mu      sync.Mutex // guards what follows, and the screen
	entries []entry    // what the numbers on the screen lead to
	posted  map[chat.Key]posting
	written bool  // something is on the screen
	broken  error // why the screen takes no more
	prompt  string
}

var _ chat.Adapter = (*Terminal)(nil)

// New returns a conversation that begins when Run is called.
func New(o Options) *Terminal {
	t := &Terminal{options: o, posted: make(map[chat.Key]posting)}
	t.editor, _ = o.Input.(editor)
	t.target = chat.Target{Platform: Platform, Channel: "here"}
	return t
}

// ErrUnanswered reports that something typed got no answer.
var ErrUnanswered = errors.New("a command got no answer")

// Run answers line after line until the input ends, somebody leaves, or ctx is
// done. It fails with ErrUnanswered when a line from a file, a pipe or the
// command line got no answer, and with the error of the screen when that takes
// no more, such as a closed pipe. A person who saw a failure has read of it, so
// an interactive conversation ends well.
func (t *Terminal) Run(ctx context.Context, h chat.Handler) error {
	t.handler, t.commands = h, h.Commands()
	t.welcome(ctx)
	givenUp := false // the line before was, with Ctrl-C
	for ctx.Err() == nil && t.screenError() == nil && !t.left {
		line, err := t.line(ctx, "> ")
		var bad BadLine
		switch {
		case err == nil:
			givenUp = false
			if t.hear(ctx, line) == leave {
				return t.end()
			}
		case errors.As(err, &bad):
			t.fail(string(bad))
		case errors.Is(err, ErrInterrupted) && !givenUp && !t.left:
			givenUp = true
			t.say("Ctrl-D or quit leaves.")
		case errors.Is(err, ErrInterrupted):
			return t.end()
		case errors.Is(err, io.EOF), ctx.Err() != nil:
			t.leavePrompt()
			return t.end()
		default:
			return fmt.Errorf("reading what is asked: %w", err)
		}
	}
	return t.end()
}

// leavePrompt ends the line on which a person typed nothing more.
func (t *Terminal) leavePrompt() {
	if t.editor != nil {
		t.raw("\n")
	}
}

// end returns what Run returns.
func (t *Terminal) end() error {
	if err := t.screenError(); err != nil {
		return err
	}
	if t.failed && t.editor == nil {
		return ErrUnanswered
	}
	return nil
}

// line returns the next line, or ctx's error when that is done before; the
// goroutine that waits for the line is then left behind, since a read from a
// terminal cannot be called back.
func (t *Terminal) line(ctx context.Context, prompt string) (string, error) {
	type result struct {
		line string
		err  error
	}
	t.prompting(prompt)
	defer t.prompting("")
	select {
	case <-t.options.Interrupts: // it was for what is over by now
	default:
	}
	done := make(chan result, 1)
	go func() {
		line, err := t.options.Input.Line(prompt)
		done <- result{line, err}
	}()
	for {
		select {
		case r := <-done:
			return r.line, r.err
		case <-t.options.Interrupts:
			if t.options.Screen.Live {
				continue // the editor sees Ctrl-C itself; this one came as it began
			}
			// On a dumb terminal it does not, and waits on: it cannot be asked
			// again.
			t.left = true
			return "", ErrInterrupted
		case <-ctx.Done():
			return "", ctx.Err()
		}
	}
}

func (t *Terminal) welcome(ctx context.Context) {
	if t.editor == nil || t.options.JSON {
		return
	}
	t.say("Marquee. Type a film's title, or /help. Tab completes, a number follows, Ctrl-D leaves.")
	t.raw("\n")
	t.editor.Complete(func(line string, pos int) (string, []string, string) {
		return t.complete(ctx, line, pos)
	})
}
