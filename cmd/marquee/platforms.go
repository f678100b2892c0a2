package main

import (
	"fmt"
	"log/slog"
	"net/http"
	"strings"

	"marquee/bots/discord"
	"marquee/bots/slack"
	"marquee/internal/chat"
	"marquee/internal/config"
)

// A platform is a place that Marquee speaks on.
type platform struct {
	name    string
	adapter chat.Adapter
	// routes are what the HTTP server hands on, by path; none where the
	// platform is reached the other way.
	routes map[string]http.Handler
}

// target is what the platform is called in a chat.Target.
func (p platform) target() string { return strings.ToLower(p.name) }

// platforms returns those that are on: a platform is when its credentials are
// there. What keeps one from being used is in faults, and does not keep the
// others.
func platforms(c config.Config, log *slog.Logger) (on []platform, faults []error) {
	add := func(name string, isOn bool, open func() (platform, error)) {
		if !isOn {
			return
		}
		p, err := open()
		if err == nil && len(p.routes) > 0 && c.Listen == "" {
			err = fmt.Errorf("in mode http, requests come to the HTTP server: set listen, such as to 127.0.0.1:8080")
		}
		if err != nil {
			faults = append(faults, fmt.Errorf("%s: %w", name, err))
			return
		}
		p.name = name
		on = append(on, p)
	}
	add("Discord", !c.Discord.Token.IsZero(), func() (platform, error) { return onDiscord(c, log) })
	add("Slack", slackIsOn(c), func() (platform, error) { return onSlack(c, log) })
	return on, faults
}

func onDiscord(c config.Config, log *slog.Logger) (platform, error) {
	o, err := discordOptions(c, log)
	if err != nil {
		return platform{}, err
	}
	a, err := discord.New(o)
	if err != nil {
		return platform{}, err
	}
	p := platform{adapter: a}
	if o.Mode == discord.HTTP {
		p.routes = map[string]http.Handler{"/discord/interactions": a.Interactions()}
	}
	return p, nil
}

func discordOptions(c config.Config, log *slog.Logger) (discord.Options, error) {
	shards, err := discord.ParseShards(c.Discord.Shards)
	if err != nil {
		return discord.Options{}, fmt.Errorf("discord.shards: %w", err)
	}
	return discord.Options{
		Token:         c.Discord.Token.Reveal(),
		ApplicationID: c.Discord.ApplicationID,
		PublicKey:     c.Discord.PublicKey,
		APIURL:        c.Discord.APIURL,
		Mode:          discord.Mode(c.Discord.Mode),
		Guilds:        c.Discord.Guilds,
		Shards:        shards,
		Logger:        log,
	}, nil
}

// slackIsOn reports whether any credential of Slack is there: with some alone it
// cannot be served, which is better said than taken for being off.
func slackIsOn(c config.Config) bool {
	return !c.Slack.BotToken.IsZero() || !c.Slack.AppToken.IsZero() || !c.Slack.SigningSecret.IsZero()
}

func onSlack(c config.Config, log *slog.Logger) (platform, error) {
	o := slackOptions(c, log)
	a, err := slack.New(o)
	if err != nil {
		return platform{}, err
	}
	p := platform{adapter: a}
	if o.Mode == slack.HTTP {
		p.routes = map[string]http.Handler{
			"/slack/commands":     a.Commands(),
			"/slack/interactions": a.Interactions(),
			"/slack/events":       a.Events(),
		}
	}
	return p, nil
}

func slackOptions(c config.Config, log *slog.Logger) slack.Options {
	return slack.Options{
		BotToken:      c.Slack.BotToken.Reveal(),
		AppToken:      c.Slack.AppToken.Reveal(),
		SigningSecret: c.Slack.SigningSecret.Reveal(),
		Mode:          slack.Mode(c.Slack.Mode),
		APIURL:        c.Slack.APIURL,
		Logger:        log,
	}
}
