package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"strings"

	"marquee/bots/discord"
	"marquee/bots/slack"
	"marquee/internal/catalogue"
	"marquee/internal/config"
	"marquee/internal/film"
)

const checkUsage = `marquee check [--db PATH] [--config FILE]

Look at everything that serve needs, and say in plain words what is wrong: the
configuration, the database, the films built in, tokens, scopes, permissions and
the network. Nothing is changed and nothing is posted.

The exit status is 0 when nothing is wrong, 1 otherwise.
`

// check says what is wrong.
func (p *program) check(ctx context.Context, args []string) int {
	f := newFlags("check")
	rest, status, ended := f.parse(p, args, checkUsage)
	switch {
	case ended:
		return status
	case len(rest) > 0:
		return p.misused(fmt.Sprintf("check takes no argument %q", rest[0]), "check")
	}
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt)
	defer stop()
	r := &report{program: p}
	c, err := f.config(p)
	if err != nil {
		r.line(false, err.Error())
		return exitFailed
	}
	path := config.Find(f.configPath, p.env)
	if path == "" {
		path = "none, so that every key has its default"
	}
	r.line(true, "Configuration: "+path+".")
	r.checkHouse(ctx, f.databaseOf(c, p.env))
	r.checkSources(ctx, c)
	r.checkDiscord(ctx, c)
	r.checkSlack(ctx, c)
	if r.bad {
		return exitFailed
	}
	return exitDone
}

// report prints what was looked at, a line each.
type report struct {
	program *program
	bad     bool
}

func (r *report) line(ok bool, text string) {
	mark := "ok     "
	if !ok {
		mark, r.bad = "WRONG  ", true
	}
	fmt.Fprintln(r.program.stdout, mark+strings.ReplaceAll(text, "\n", "\n       "))
}

// checkHouse looks at the database and at the films built in.
func (r *report) checkHouse(ctx context.Context, d database) {
	s, err := d.open(ctx, r.program.logger())
	if err != nil {
		r.line(false, fmt.Sprintf("Database: %v.", err))
	} else {
		s.Close()
		r.line(true, fmt.Sprintf("Database: %s.", d.path))
	}
	bundled, err := catalogue.Open()
	if err != nil {
		r.line(false, fmt.Sprintf("Films built in: %v.", err))
		return
	}
	stats, err := bundled.Stats()
	if err != nil {
		r.line(false, fmt.Sprintf("Films built in: %v.", err))
		return
	}
	r.line(true, fmt.Sprintf("Films built in: %d.", stats.Films))
}

// checkSources asks each source whether it answers.
func (r *report) checkSources(ctx context.Context, c config.Config) {
	for _, name := range c.Sources {
		switch name {
		case "catalogue":
			r.line(true, "Source: the films built in, and those that were imported.")
		case "tmdb":
			if c.TMDB.Token.IsZero() {
				r.line(true, "Source TMDB is left out: tmdb.token is not set. How to get one: docs/sources.md.")
				continue
			}
			s, err := newTMDB(c, r.program.logger())
			if err == nil {
				err = s.Check(ctx)
			}
			r.checkSource("TMDB", err, "tmdb.token")
		case "wikidata":
			s, err := newWikidata(c, r.program.logger())
			if err == nil {
				err = s.Check(ctx)
			}
			r.checkSource("Wikidata", err, "")
			if c.Wikidata.Contact == "" {
				r.line(true, "Source Wikidata asks everybody to say how they can be reached: set wikidata.contact.")
			}
		}
	}
}

// checkSource words how a source answered. One that does not is no fault of this
// installation's unless its key is refused: answers go on without it.
func (r *report) checkSource(name string, err error, key string) {
	switch {
	case err == nil:
		r.line(true, fmt.Sprintf("Source %s answers.", name))
	case errors.Is(err, film.ErrRefused):
		r.line(false, fmt.Sprintf("Source %s refuses the key in %s: it is not a valid one.", name, key))
	case errors.Is(err, film.ErrBusy):
		r.line(true, fmt.Sprintf("Source %s wants to be asked less often; it is left out until then.", name))
	default:
		r.line(false, fmt.Sprintf("Source %s cannot be reached: %v. Answers go on with what is known.", name, err))
	}
}

func (r *report) checkDiscord(ctx context.Context, c config.Config) {
	if c.Discord.Token.IsZero() {
		r.line(true, "Discord is off: discord.token is not set.")
		return
	}
	o, err := discordOptions(c, r.program.logger())
	if err != nil {
		r.line(false, fmt.Sprintf("Discord: %v.", err))
		return
	}
	found := discord.Check(ctx, o)
	for _, l := range found.Lines {
		r.line(l.OK, "Discord: "+l.Text)
	}
	r.checkListen(c, "Discord", c.Discord.Mode)
	if found.Invite != "" {
		fmt.Fprintf(r.program.stdout, "\nTo add the bot to a server, open\n  %s\n\n", found.Invite)
	}
}

func (r *report) checkSlack(ctx context.Context, c config.Config) {
	if !slackIsOn(c) {
		r.line(true, "Slack is off: slack.bot_token is not set.")
		return
	}
	for _, l := range slack.Check(ctx, slackOptions(c, r.program.logger())).Lines {
		r.line(l.OK, "Slack: "+l.Text)
	}
	r.checkListen(c, "Slack", c.Slack.Mode)
}

// checkListen looks for the HTTP server that the mode http needs.
func (r *report) checkListen(c config.Config, name, mode string) {
	if mode == "http" && c.Listen == "" {
		r.line(false, name+": in mode http, requests come to the HTTP server: set listen, such as to 127.0.0.1:8080.")
	}
}
