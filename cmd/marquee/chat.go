package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"slices"
	"strconv"
	"strings"
	"syscall"

	"golang.org/x/term"

	"marquee/bots/terminal"
	"marquee/internal/chat"
	"marquee/internal/config"
)

const chatUsage = `marquee chat [-c COMMAND]... [--json] [--width N] [--db PATH] [--config FILE]

Ask in the terminal. Without -c, lines are read from standard input; where that
is a terminal, with editing, history and completion.

  -c COMMAND     answer this and end; repeatable, and a number follows what the
                 card before numbered: -c '/film Never Let Me Go' -c 1
  --json         print every answer as a line of JSON
  --width N      lay answers out for N columns (40 to 100) instead of the
                 terminal's
  --db PATH      the database; :memory: for one that is gone at the end
  --config FILE  the configuration

The exit status is 0 when every command got an answer, 1 when one failed.
`

// chat answers questions in the terminal.
func (p *program) chat(ctx context.Context, args []string) int {
	f := newFlags("chat")
	var asked []string
	f.Func("c", "", func(s string) error { asked = append(asked, s); return nil })
	asJSON := f.Bool("json", false, "")
	width := 0
	f.Func("width", "", func(s string) error {
		n, err := strconv.Atoi(s)
		if err != nil || n < terminal.MinWidth || n > terminal.MaxWidth {
			return fmt.Errorf("expected %d to %d columns", terminal.MinWidth, terminal.MaxWidth)
		}
		width = n
		return nil
	})
	rest, status, ended := f.parse(p, args, chatUsage)
	switch {
	case ended:
		return status
	case len(rest) > 0:
		return p.misused(fmt.Sprintf("chat takes no argument %q; a question goes behind -c", rest[0]), "chat")
	case slices.ContainsFunc(asked[:min(1, len(asked))], func(s string) bool { return strings.TrimSpace(s) == "" }):
		return p.misused("there is nothing behind -c", "chat")
	}
	o := terminal.Options{JSON: *asJSON, Bare: "film", Asker: owner(p.env), Locale: locale(p.env)}
	o.Screen = terminal.NewScreen(p.stdout, p.env.Get)
	if width > 0 {
		o.Screen.Width = func() int { return width }
	}
	return p.converse(ctx, f, o, asked)
}

// converse opens everything and answers until there is nothing more to answer.
func (p *program) converse(ctx context.Context, f *flags, o terminal.Options, asked []string) int {
	c, err := f.config(p)
	if err != nil {
		return p.complain(err)
	}
	log := p.logger()
	h, err := p.openHouse(ctx, f.databaseOf(c, p.env), log)
	if err != nil {
		return p.complain(err)
	}
	defer h.close()

	interrupts := make(chan os.Signal, 1)
	switch {
	case len(asked) > 0:
		o.Input = terminal.Given(asked)
	case p.atTerminal():
		editor := terminal.NewEditor(config.History(p.env))
		defer editor.Close()
		o.Input, o.Interrupts = editor, interrupts
		signal.Notify(interrupts, os.Interrupt)
		defer signal.Stop(interrupts)
	default:
		o.Input = terminal.Piped(p.stdin)
	}
	if o.Interrupts == nil {
		var stop context.CancelFunc
		ctx, stop = signal.NotifyContext(ctx, os.Interrupt)
		defer stop()
	}
	handler, err := h.atPrompt(c, log)
	if err != nil {
		return p.complain(err)
	}
	err = terminal.New(o).Run(ctx, handler)
	switch {
	case err == nil && ctx.Err() == nil:
		return exitDone
	case err == nil, errors.Is(err, terminal.ErrUnanswered):
		return exitFailed // everything was said already
	case errors.Is(err, syscall.EPIPE), errors.Is(err, os.ErrClosed):
		return exitFailed // nobody reads on, so nobody is told
	}
	return p.complain(err)
}

// atTerminal reports whether a person sits in front of the program.
func (p *program) atTerminal() bool {
	return term.IsTerminal(int(p.stdin.Fd())) && term.IsTerminal(int(p.stdout.Fd()))
}

// owner is the person at the terminal, who may do everything there.
func owner(env config.Env) chat.Person {
	return chat.Person{ID: "owner", Name: env.Get("USER")}
}
