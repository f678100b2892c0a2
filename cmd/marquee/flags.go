package main

import (
	"errors"
	"flag"
	"fmt"
	"io"

	"marquee/internal/config"
)

// flags are those of one command.
type flags struct {
	*flag.FlagSet
	configPath string
	database   string
}

// newFlags returns flags with those that every command has that opens anything.
func newFlags(command string) *flags {
	f := &flags{FlagSet: flag.NewFlagSet(command, flag.ContinueOnError)}
	f.SetOutput(io.Discard) // what is wrong is said by misused
	f.StringVar(&f.configPath, "config", "", "")
	f.StringVar(&f.database, "db", "", "")
	return f
}

// parse reads flags and arguments, in any order. Where the command ends with
// that, because of a mistake or since help was asked for, ended is true.
func (f *flags) parse(p *program, args []string, usage string) (rest []string, status int, ended bool) {
	for {
		err := f.Parse(args)
		switch {
		case errors.Is(err, flag.ErrHelp):
			fmt.Fprint(p.stdout, usage)
			return nil, exitDone, true
		case err != nil:
			return nil, p.misused(err.Error(), f.Name()), true
		}
		parsed := args[:len(args)-f.NArg()]
		if f.NArg() == 0 || len(parsed) > 0 && parsed[len(parsed)-1] == "--" {
			return append(rest, f.Args()...), exitDone, false
		}
		rest = append(rest, f.Arg(0))
		args = f.Args()[1:]
	}
}

// config reads the configuration that the flags name.
func (f *flags) config(p *program) (config.Config, error) {
	c, err := config.Load(config.Find(f.configPath, p.env), p.env)
	var faults *config.Error
	if errors.As(err, &faults) {
		return c, fmt.Errorf("the configuration cannot be used\n%w", err)
	}
	return c, err
}
