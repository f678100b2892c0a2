package main

import (
	"context"
	"fmt"

	"marquee/bots/slack"
	"marquee/internal/bot"
)

const slackUsage = `marquee slack manifest [--address URL]

Print the manifest of a Slack app that can do what Marquee needs, to paste into
Slack under Create New App, From a manifest.

  --address URL  for mode http: the public https address of this Marquee; without
                 it the app uses Socket Mode, which needs none
`

// slack prints what Slack has to be told.
func (p *program) slack(_ context.Context, args []string) int {
	f := newFlags("slack")
	address := f.String("address", "", "")
	rest, status, ended := f.parse(p, args, slackUsage)
	switch {
	case ended:
		return status
	case len(rest) != 1 || rest[0] != "manifest":
		return p.misused("slack is followed by manifest", "slack")
	}
	out, err := slack.Manifest(bot.New(bot.Options{}).Commands(), *address)
	if err != nil {
		return p.complain(err)
	}
	fmt.Fprintf(p.stdout, "%s", out)
	return exitDone
}
