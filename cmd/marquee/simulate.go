package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"time"

	"marquee/internal/config"
	"marquee/internal/film"
	"marquee/internal/remind"
	"marquee/internal/settings"
)

const simulateUsage = `marquee simulate [--from DATE] [--to DATE] [--db PATH] [--config FILE]
marquee simulate --subscribe 'film Never Let Me Go' [--regions GB,FR,DE]
                 [--kinds theatrical,digital] [--days 7,0] [--zone NAME] [--hour 9:00]
                 [--from DATE] [--to DATE] [--db PATH] [--config FILE]

Print what would be posted, when and where, if nothing changed from now on. Nothing
is posted and nothing is kept; no source is asked.

Without --subscribe these are the posts of the subscriptions in the database. With
it, those of a subscription that is made on the first day: film TITLE, person NAME,
genre NAME or region NAME.

  --from DATE       the first day, such as 2011-01-01; today where it is left out
  --to DATE         the last day; 30 days after the first where it is left out
  --subscribe WHAT  a subscription that is in no database. Of a film, where no day
                    is given, the days are those of its releases
  --regions LIST    its regions; those of the configuration where it is left out
  --kinds LIST      its kinds of releases: theatrical, limited, premiere, digital,
                    physical, tv; theatrical where it is left out
  --days LIST       how many days ahead; 7,0 where it is left out
  --zone NAME       the time zone of its channel
  --hour TIME       the hour of its channel's reminders
  --db PATH         the database
  --config FILE     the configuration

The exit status is 0 also where nothing would be posted, and 1 where the film or the
person is not known.
`

// simulation is what was asked for.
type simulation struct {
	from, to  string
	subscribe string
	regions   string
	kinds     string
	days      string
	zone      string
	hour      string
}

func (s *simulation) add(f *flags) {
	f.StringVar(&s.from, "from", "", "")
	f.StringVar(&s.to, "to", "", "")
	f.StringVar(&s.subscribe, "subscribe", "", "")
	f.StringVar(&s.regions, "regions", "", "")
	f.StringVar(&s.kinds, "kinds", "", "")
	f.StringVar(&s.days, "days", "", "")
	f.StringVar(&s.zone, "zone", "", "")
	f.StringVar(&s.hour, "hour", "", "")
}

// simulate prints what would be posted.
func (p *program) simulate(ctx context.Context, args []string) int {
	f := newFlags("simulate")
	var s simulation
	s.add(f)
	rest, status, ended := f.parse(p, args, simulateUsage)
	switch {
	case ended:
		return status
	case len(rest) > 0:
		return p.misused(fmt.Sprintf("simulate takes no argument %q; a subscription goes behind --subscribe in quotation marks", rest[0]), "simulate")
	case s.subscribe == "" && cmp.Or(s.regions, s.kinds, s.days, s.zone, s.hour) != "":
		return p.misused("--regions, --kinds, --days, --zone and --hour go with --subscribe", "simulate")
	}
	first, last, err := s.period()
	if err != nil {
		return p.misused(err.Error(), "simulate")
	}
	c, err := f.config(p)
	if err != nil {
		return p.complain(err)
	}
	defaults, err := s.settings(c)
	if err != nil {
		return p.misused(err.Error(), "simulate")
	}
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt)
	defer stop()
	h, err := p.openToRead(ctx, f, c)
	if err != nil {
		return p.complain(err)
	}
	defer h.close()
	book := h.book
	if s.subscribe != "" {
		line, err := h.subscribing(ctx, s, c, defaults)
		if err == nil {
			defer line.close()
			first, last = line.period(ctx, first, last)
			book, err = line.begin(ctx, first, last)
		}
		var unread lineError
		if errors.As(err, &unread) || errors.Is(err, remind.ErrInvalid) {
			return p.misused(err.Error(), "simulate")
		}
		if err != nil {
			return p.complain(err)
		}
	} else {
		first, last = orToday(first, last)
	}
	zone := defaults.Location()
	posts, err := book.Simulate(ctx, first.In(zone, 0, 0), last.AddDays(1).In(zone, 0, 0))
	if err != nil {
		return p.complain(err)
	}
	printPosts(p.stdout, posts, first, last, c.Language)
	return exitDone
}

// openToRead opens a house of which no source is asked.
func (p *program) openToRead(ctx context.Context, f *flags, c config.Config) (*house, error) {
	h, err := p.openHouse(ctx, f.databaseOf(c, p.env), p.logger())
	if err != nil {
		return nil, err
	}
	if err := h.furnish(c, p.logger()); err != nil {
		h.close()
		return nil, err
	}
	return h, nil
}

// A lineError is a part of the line that cannot be read, in words for people.
type lineError string

func (e lineError) Error() string { return string(e) }

// period reads the days; those that were left out are zero.
func (s *simulation) period() (first, last film.Date, err error) {
	for _, d := range []struct {
		flag, text string
		to         *film.Date
	}{{"--from", s.from, &first}, {"--to", s.to, &last}} {
		if d.text == "" {
			continue
		}
		*d.to, err = film.ParseDate(d.text)
		if err != nil || d.to.Precision() != film.PrecisionDay {
			return first, last, fmt.Errorf("%s %q is no day; write one like 2011-01-14", d.flag, d.text)
		}
	}
	if !first.IsZero() && !last.IsZero() && last.Before(first) {
		return first, last, fmt.Errorf("--to %s is before --from %s", last, first)
	}
	return first, last, nil
}

// usualDays is how far is looked ahead where nothing is said.
const usualDays = 30

func orToday(first, last film.Date) (film.Date, film.Date) {
	switch {
	case first.IsZero() && last.IsZero():
		first = film.DateOf(time.Now())
	case first.IsZero():
		if first = film.DateOf(time.Now()); last.Before(first) {
			first = last
		}
	}
	if last.IsZero() {
		last = first.AddDays(usualDays)
	}
	return first, last
}

// settings are those of the place of a subscription on the line.
func (s *simulation) settings(c config.Config) (settings.Settings, error) {
	out := c.Settings()
	if s.zone != "" {
		zone, err := settings.ParseZone(s.zone)
		if err != nil {
			return out, fmt.Errorf("--zone %q is no time zone; write one like Europe/London", s.zone)
		}
		out.Zone = zone.String()
	}
	if s.hour != "" {
		hour, err := settings.ParseClock(s.hour)
		if err != nil {
			return out, fmt.Errorf("--hour %q is no time between %s and %s", s.hour, settings.EarliestHour, settings.LatestHour)
		}
		out.Hour = hour
	}
	return out, nil
}
