package main

import (
	"fmt"
	"log/slog"
	"time"

	"marquee/internal/config"
	"marquee/internal/lookup"
	"marquee/internal/tmdb"
	"marquee/internal/wikidata"
)

// How long a source is waited for where there is an answer without it: somebody at
// a prompt waits less gladly than a channel.
const (
	promptPatience = 3 * time.Second
	chatPatience   = 6 * time.Second
)

// sources returns the clients of the sources over a network that are on, in the
// order of the configuration. One that lacks what it needs is left out.
func sources(c config.Config, log *slog.Logger) ([]lookup.Source, error) {
	var out []lookup.Source
	for _, name := range c.Sources {
		switch {
		case name == "tmdb" && !c.TMDB.Token.IsZero():
			s, err := newTMDB(c, log)
			if err != nil {
				return nil, err
			}
			out = append(out, s)
		case name == "wikidata":
			s, err := newWikidata(c, log)
			if err != nil {
				return nil, err
			}
			out = append(out, s)
		}
	}
	return out, nil
}

var (
	_ lookup.Source = (*tmdb.Client)(nil)
	_ lookup.Source = (*wikidata.Client)(nil)
)

func newTMDB(c config.Config, log *slog.Logger) (*tmdb.Client, error) {
	s, err := tmdb.New(tmdb.Options{
		Token:     c.TMDB.Token.Reveal(),
		APIURL:    c.TMDB.APIURL,
		ExportURL: c.TMDB.ExportURL,
		Adult:     true, // the bot shows such titles only where they may be shown
		Logger:    log,
	})
	if err != nil {
		return nil, fmt.Errorf("the source TMDB: %w", err)
	}
	return s, nil
}

func newWikidata(c config.Config, log *slog.Logger) (*wikidata.Client, error) {
	s, err := wikidata.New(wikidata.Options{
		APIURL:    c.Wikidata.APIURL,
		SPARQLURL: c.Wikidata.SPARQLURL,
		Contact:   c.Wikidata.Contact,
		Version:   versionNumber(),
		Logger:    log,
	})
	if err != nil {
		return nil, fmt.Errorf("the source Wikidata: %w", err)
	}
	return s, nil
}
