package remind_test

import (
	"testing"
	"time"

	"marquee/internal/film"
	"marquee/internal/remind"
)

func at(s string) time.Time {
	t, err := time.Parse("2006-01-02 15:04", s)
	if err != nil {
		panic(err)
	}
	return t
}

func clockIn(zone string) remind.Clock {
	loc, err := time.LoadLocation(zone)
	if err != nil {
		panic(err)
	}
	return remind.Clock{Location: loc, Hour: 9}
}

// release returns the case of a reminder of a date, a week ahead, in London.
func release(date string, change ...func(*remind.Case)) remind.Case {
	c := remind.Case{
		Sub:   remind.NewSubscription(lobby, remind.Film(1)),
		Clock: clockIn("Europe/London"),
		Found: true, Release: remind.Candidate{Region: "GB", Kind: film.Theatrical},
		Lead: 7, Now: at("2011-01-07 09:00"),
	}
	if date != "" {
		c.Release.Date = film.MustDate(date)
	}
	for _, f := range change {
		f(&c)
	}
	return c
}

func now(s string) func(*remind.Case)     { return func(c *remind.Case) { c.Now = at(s) } }
func zone(name string) func(*remind.Case) { return func(c *remind.Case) { c.Clock = clockIn(name) } }
func lead(n int) func(*remind.Case)       { return func(c *remind.Case) { c.Lead = n } }
func mode(m remind.Mode) func(*remind.Case) {
	return func(c *remind.Case) { c.Sub.Mode = m }
}
func quiet(from, to string) func(*remind.Case) {
	return func(c *remind.Case) { c.Sub.Quiet = remind.Quiet{From: from, To: to} }
}
func moved(what remind.ChangeKind, old, new, seen string) func(*remind.Case) {
	return func(c *remind.Case) {
		h := remind.Change{ID: 1, Region: "GB", Kind: film.Theatrical, What: what, Seen: at(seen), Stood: at(seen).Add(12 * time.Hour), Counts: true}
		if old != "" {
			h.Old = film.MustDate(old)
		}
		if new != "" {
			h.New = film.MustDate(new)
		}
		c.Change = &h
	}
}

func TestDecide(t *testing.T) {
	for _, tt := range []struct {
		name   string
		c      remind.Case
		reason remind.Reason
		at     string // in UTC; "": none
		until  string
	}{
		{"a week ahead, at the hour", release("2011-01-14"), remind.Due, "2011-01-07 09:00", ""},
		{"a minute before", release("2011-01-14", now("2011-01-07 08:59")), remind.TooEarly, "2011-01-07 09:00", "2011-01-07 09:00"},
		{"on the day", release("2011-01-14", lead(0), now("2011-01-14 09:00")), remind.Due, "2011-01-14 09:00", ""},
		{"36 hours late is still said", release("2011-01-14", now("2011-01-08 21:00")), remind.Due, "2011-01-07 09:00", ""},
		{"a minute more is not", release("2011-01-14", now("2011-01-08 21:01")), remind.TooLate, "2011-01-07 09:00", ""},

		{"summer time began in between", release("2011-03-30", zone("Europe/Berlin"), lead(3), now("2011-03-27 07:00")), remind.Due, "2011-03-27 07:00", ""},
		{"and the day before", release("2011-03-30", zone("Europe/Berlin"), lead(4), now("2011-03-26 07:30")), remind.TooEarly, "2011-03-26 08:00", "2011-03-26 08:00"},
		{"summer time ended in between", release("2011-11-02", zone("Europe/Berlin"), lead(3), now("2011-10-30 07:30")), remind.TooEarly, "2011-10-30 08:00", "2011-10-30 08:00"},
		{"and the day before", release("2011-11-02", zone("Europe/Berlin"), lead(4), now("2011-10-29 07:00")), remind.Due, "2011-10-29 07:00", ""},
		{"first of all on Kiritimati", release("2011-01-14", zone("Pacific/Kiritimati"), lead(0), now("2011-01-13 19:00")), remind.Due, "2011-01-13 19:00", ""},
		{"last of all on Pago Pago", release("2011-01-14", zone("Pacific/Pago_Pago"), lead(0), now("2011-01-13 19:00")), remind.TooEarly, "2011-01-14 20:00", "2011-01-14 20:00"},
		{"on 29 February", release("2012-02-29", lead(0), now("2012-02-29 09:00")), remind.Due, "2012-02-29 09:00", ""},
		{"a year ahead of it", release("2012-02-29", lead(365), now("2011-03-01 09:00")), remind.Due, "2011-03-01 09:00", ""},
		{"across a month and 29 February", release("2012-03-01", lead(30), now("2012-01-31 09:00")), remind.Due, "2012-01-31 09:00", ""},
		{"across a month in another year", release("2011-03-01", lead(30), now("2011-01-30 09:00")), remind.Due, "2011-01-30 09:00", ""},

		{"a weekly digest on Monday", release("2011-01-14", lead(0), mode(remind.Weekly), now("2011-01-10 09:00")), remind.Due, "2011-01-10 09:00", ""},
		{"not on Sunday", release("2011-01-16", lead(0), mode(remind.Weekly), now("2011-01-09 09:00")), remind.TooEarly, "2011-01-10 09:00", "2011-01-10 09:00"},
		{"of a Monday on itself", release("2011-01-10", lead(0), mode(remind.Weekly), now("2011-01-10 09:00")), remind.Due, "2011-01-10 09:00", ""},

		{"the year alone", release("2011"), remind.YearOnly, "", ""},
		{"the month alone", release("2011-01"), remind.MonthOnly, "", ""},
		{"withdrawn", release(""), remind.NoDate, "", ""},
		{"another region has a date", release("", func(c *remind.Case) { c.Found = false }), remind.OtherRegion, "", ""},
		{"another kind has a date", release("", func(c *remind.Case) { c.Found, c.Other = false, true }), remind.OtherKind, "", ""},
		{"cancelled", release("2011-01-14", func(c *remind.Case) { c.Cancelled = true }), remind.Called, "", ""},
		{"no more cancelled, which must settle", release("2011-01-14", func(c *remind.Case) { c.Cancelled, c.Wavering = true, at("2011-01-07 03:00") }),
			remind.Unsettled, "2011-01-07 09:00", "2011-01-07 15:00"},

		{"in the ledger", release("2011-01-14", func(c *remind.Case) { c.Ledger = remind.Sent }), remind.AlreadySent, "2011-01-07 09:00", ""},
		{"being sent", release("2011-01-14", func(c *remind.Case) { c.Ledger = remind.InDoubt }), remind.Underway, "2011-01-07 09:00", ""},
		{"rejected", release("2011-01-14", func(c *remind.Case) { c.Ledger = remind.Rejected }), remind.Refused, "2011-01-07 09:00", ""},
		{"given up", release("2011-01-14", func(c *remind.Case) { c.Ledger = remind.Dropped }), remind.GivenUp, "2011-01-07 09:00", ""},

		{"muted", release("2011-01-14", func(c *remind.Case) { c.Muted = true }), remind.Muted, "2011-01-07 09:00", ""},
		{"covered", release("2011-01-14", func(c *remind.Case) { c.Covered = true }), remind.Covered, "2011-01-07 09:00", ""},
		{"below the floor", release("2011-01-14", func(c *remind.Case) { c.Sub.Floor, c.Popularity = 10, film.PopularityOf(9) }), remind.Unpopular, "2011-01-07 09:00", ""},
		{"on the floor", release("2011-01-14", func(c *remind.Case) { c.Sub.Floor, c.Popularity = 10, film.PopularityOf(10) }), remind.Due, "2011-01-07 09:00", ""},
		{"nobody counted", release("2011-01-14", func(c *remind.Case) { c.Sub.Floor = 10 }), remind.Due, "2011-01-07 09:00", ""},

		{"subscribed after the lead", release("2011-01-14", func(c *remind.Case) { c.Sub.Created = at("2011-01-07 09:01") }), remind.LeadPassed, "2011-01-07 09:00", ""},
		{"subscribed at the minute", release("2011-01-14", func(c *remind.Case) { c.Sub.Created = at("2011-01-07 09:00") }), remind.Due, "2011-01-07 09:00", ""},
		{"known after the lead", release("2011-01-14", func(c *remind.Case) { c.Release.Known = at("2011-01-07 09:01") }), remind.KnownLate, "2011-01-07 09:00", ""},

		{"paused", release("2011-01-14", func(c *remind.Case) { c.Sub.Paused = "by @ann" }), remind.Paused, "2011-01-07 09:00", ""},
		{"paused for too long", release("2011-01-14", now("2011-01-14 09:00"), func(c *remind.Case) { c.Sub.Paused = "by @ann" }), remind.TooLate, "2011-01-07 09:00", ""},
		{"the channel is gone", release("2011-01-14", func(c *remind.Case) { c.Place.Gone = "403" }), remind.Shut, "2011-01-07 09:00", ""},
		{"the bot is removed", release("2011-01-14", func(c *remind.Case) { c.Place.RemovedAt = at("2011-01-01 00:00") }), remind.Removed, "2011-01-07 09:00", ""},

		{"quiet", release("2011-01-14", quiet("08:00", "10:30")), remind.QuietHours, "2011-01-07 09:00", "2011-01-07 10:30"},
		{"quiet over night", release("2011-01-14", quiet("22:00", "07:30"), now("2011-01-07 23:00")), remind.QuietHours, "2011-01-07 09:00", "2011-01-08 07:30"},
		{"quiet in the morning", release("2011-01-14", quiet("22:00", "07:30"), now("2011-01-08 07:29")), remind.QuietHours, "2011-01-07 09:00", "2011-01-08 07:30"},
		{"no more quiet", release("2011-01-14", quiet("22:00", "07:30"), now("2011-01-08 07:30")), remind.Due, "2011-01-07 09:00", ""},
		{"quiet hours of another zone", release("2011-01-14", quiet("22:00", "07:30"), zone("Asia/Tokyo"), now("2011-01-07 14:00")), remind.QuietHours, "2011-01-07 00:00", "2011-01-07 22:30"},

		{"the date is changing", release("2011-01-14", func(c *remind.Case) {
			c.Release.Unsettled, c.Release.Next = at("2011-01-07 03:00"), film.MustDate("2011-01-21")
		}), remind.Unsettled, "2011-01-07 09:00", "2011-01-07 15:00"},
		{"a first date settles", release("", func(c *remind.Case) {
			c.Release.Unsettled, c.Release.Next = at("2011-01-07 03:00"), film.MustDate("2011-01-21")
		}), remind.Unsettled, "", "2011-01-07 15:00"},

		{"news of a move, at the place's hour", release("2011-01-21", moved(remind.PutOff, "2011-01-14", "2011-01-21", "2011-01-06 18:00")), remind.Due, "2011-01-07 09:00", ""},
		{"which is later today", release("2011-01-21", moved(remind.PutOff, "2011-01-14", "2011-01-21", "2011-01-06 18:00"), now("2011-01-07 08:00")), remind.TooEarly, "2011-01-07 09:00", "2011-01-07 09:00"},
		{"known when subscribing", release("2011-01-21", moved(remind.PutOff, "2011-01-14", "2011-01-21", "2011-01-06 18:00"), func(c *remind.Case) { c.Sub.Created = at("2011-01-06 18:00") }), remind.KnownBefore, "2011-01-07 09:00", ""},
		{"a week late is still news", release("2011-01-21", moved(remind.PutOff, "2011-01-14", "2011-01-21", "2011-01-06 18:00"), now("2011-01-14 09:00")), remind.Due, "2011-01-07 09:00", ""},
		{"more is not", release("2011-01-21", moved(remind.PutOff, "2011-01-14", "2011-01-21", "2011-01-06 18:00"), now("2011-01-14 09:01")), remind.TooLate, "2011-01-07 09:00", ""},
		{"of days long past", release("1999-01-21", moved(remind.PutOff, "1999-01-14", "1999-01-21", "2011-01-06 18:00")), remind.Bygone, "", ""},
		{"of another source", release("2011-01-21", moved(remind.PutOff, "2011-01-14", "2011-01-21", "2011-01-06 18:00"), func(c *remind.Case) { c.Change.Counts = false }), remind.OtherSource, "", ""},
		{"from a year to a month", release("2011-03", moved(remind.Vaguer, "2011", "2011-03", "2011-01-06 18:00")), remind.NothingNew, "", ""},
		{"far off, for a genre", release("2012-01-21", moved(remind.PutOff, "2012-01-14", "2012-01-21", "2011-01-06 18:00"), func(c *remind.Case) { c.Sub.Subject = remind.Genre("drama") }), remind.Distant, "", ""},
		{"far off, for a film", release("2012-01-21", moved(remind.PutOff, "2012-01-14", "2012-01-21", "2011-01-06 18:00")), remind.Due, "2011-01-07 09:00", ""},
		{"news that settle anew", release("2011-01-21", moved(remind.PutOff, "2011-01-14", "2011-01-21", "2011-01-06 18:00"), func(c *remind.Case) {
			c.Release.Unsettled, c.Release.Next = at("2011-01-07 08:00"), film.MustDate("2011-01-14")
		}), remind.Unsettled, "2011-01-07 09:00", "2011-01-07 20:00"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d := remind.Decide(tt.c)
			if d.Reason != tt.reason {
				t.Errorf("%s, want %s", d.Reason, tt.reason)
			}
			for what, pair := range map[string]struct {
				got  time.Time
				want string
			}{"at": {d.At, tt.at}, "until": {d.Until, tt.until}} {
				got := ""
				if !pair.got.IsZero() {
					got = pair.got.UTC().Format("2006-01-02 15:04")
				}
				if got != pair.want {
					t.Errorf("%s %q, want %q", what, got, pair.want)
				}
			}
		})
	}
}
