package main

import (
	"context"
	"fmt"
	"io"
)

const helpUsage = `marquee help [COMMAND]

Show what there is, or all about one command.
`

// helpCommand shows the help that was asked for.
func (p *program) helpCommand(_ context.Context, args []string) int {
	f := newFlags("help")
	rest, status, ended := f.parse(p, args, helpUsage)
	switch {
	case ended:
		return status
	case len(rest) == 0:
		p.help(p.stdout)
		return exitDone
	}
	for _, c := range commands() {
		if c.name == rest[0] {
			fmt.Fprint(p.stdout, c.usage)
			return exitDone
		}
	}
	return p.misused(fmt.Sprintf("there is no command %q", rest[0]), "")
}

// help lists the commands.
func (p *program) help(to io.Writer) {
	fmt.Fprint(to, "Marquee, for people who follow films.\n\nUsage: marquee COMMAND\n\n")
	for _, c := range commands() {
		fmt.Fprintf(to, "  %-10s  %s\n", c.name, c.summary)
	}
	fmt.Fprint(to, `
marquee help COMMAND tells all about one. To begin with:

  marquee chat -c '/film Never Let Me Go'
`)
}
