package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
	_ "time/tzdata" // time zones where the system has none

	"marquee/internal/config"
)

// Exit statuses.
const (
	exitDone   = 0
	exitFailed = 1 // something did not work, or a question got no answer
	exitUsage  = 2 // what was typed is no way to call the program
)

// A program is one run, with all it knows of the world outside.
type program struct {
	args   []string // without the program's name
	stdin  *os.File
	stdout *os.File
	stderr io.Writer
	env    config.Env
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, syscall.SIGHUP)
	p := &program{os.Args[1:], os.Stdin, os.Stdout, os.Stderr, config.NewEnv(os.Environ())}
	status := p.run(ctx)
	stop()
	os.Exit(status)
}

// run does what the arguments say and returns the exit status.
func (p *program) run(ctx context.Context) int {
	if len(p.args) == 0 {
		p.help(p.stderr)
		return exitUsage
	}
	name, args := p.args[0], p.args[1:]
	switch name {
	case "-h", "-help", "--help":
		name = "help"
	case "-v", "-version", "--version":
		name = "version"
	}
	for _, c := range commands() {
		if c.name == name {
			return c.run(p, ctx, args)
		}
	}
	return p.misused(fmt.Sprintf("there is no command %q", name), "")
}

// A command is what a first argument stands for.
type command struct {
	name    string
	summary string // one line for the list of commands
	usage   string // all there is to know, as help shows it
	run     func(p *program, ctx context.Context, args []string) int
}

// commands lists what the program can do, in the order of its help. It is a
// function, since help is one of them and lists them.
func commands() []command {
	return []command{
		{"chat", "ask in the terminal", chatUsage, (*program).chat},
		{"serve", "answer on Discord and Slack", serveUsage, (*program).serve},
		{"check", "say what keeps serve from working", checkUsage, (*program).check},
		{"slack", "print what Slack has to be told", slackUsage, (*program).slack},
		{"catalogue", "import films, and count them", catalogueUsage, (*program).catalogue},
		{"simulate", "print what would be posted, and when", simulateUsage, (*program).simulate},
		{"version", "say which version this is", versionUsage, (*program).version},
		{"help", "show this, or all about one command", helpUsage, (*program).helpCommand},
	}
}

// complain tells the person that something did not work.
func (p *program) complain(err error) int {
	fmt.Fprintf(p.stderr, "marquee: %v\n", err)
	return exitFailed
}

// misused tells the person that a command cannot be called like this.
func (p *program) misused(why, command string) int {
	help := "marquee help"
	if command != "" {
		help += " " + command
	}
	fmt.Fprintf(p.stderr, "marquee: %s; see %s\n", why, help)
	return exitUsage
}
