package remind

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"marquee/internal/chat"
	"marquee/internal/film"
)

// A SubscriptionID is a database's number for a subscription; 0 is none.
type SubscriptionID int64

// A Mode says how a subscription's reminders are posted.
type Mode uint8

// Modes.
const (
	Single Mode = iota // a post a film and day
	Daily              // one post a day
	Weekly             // one post a week, on Monday, of what falls in that week
)

var modeNames = []string{"single", "daily", "weekly"}

// String returns the mode in lower case, as it is written in files and routes.
func (m Mode) String() string {
	if int(m) < len(modeNames) {
		return modeNames[m]
	}
	return fmt.Sprintf("mode %d", uint8(m))
}

// ParseMode reads what String writes.
func ParseMode(s string) (Mode, error) {
	if i := slices.Index(modeNames, s); i >= 0 {
		return Mode(i), nil
	}
	return 0, fmt.Errorf("%w: the mode %.20q (one of single, daily, weekly)", ErrInvalid, s)
}

// A Mention is a role or user group that posts call.
type Mention struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// A Subscription is a place that wants to hear of a subject. Two of one place
// and one subject are the same subscription.
type Subscription struct {
	ID      SubscriptionID
	Target  chat.Target
	Subject Subject
	// Jobs are those in which a followed person counts; empty is any.
	Jobs []film.Job
	// Regions whose dates count. Empty means those of the settings of the place,
	// whatever they are at the time; of a WholeRegion it is always that region.
	Regions []film.Region
	// Kinds of releases; a release of an unspecified kind serves as Theatrical
	// where the region has no date of a told kind.
	Kinds []film.ReleaseKind
	// Leads are how many days ahead of the date each reminder comes, 0 to
	// MaxLead, the longest first.
	Leads   []int
	Mention Mention // the zero Mention calls nobody
	Mode    Mode
	// Floor is the popularity that a film must have. A film whose popularity
	// nobody counted passes.
	Floor int
	// Quiet are hours of the day in which nothing is posted.
	Quiet Quiet
	// Owner is the platform's id of the person who subscribed; "" where that was
	// erased. Direct says that Target is that person's own conversation.
	Owner  string
	Direct bool
	// Created is when somebody first subscribed. What was known or past by then
	// is not told. Updating a subscription keeps it.
	Created time.Time
	// Paused is why it is paused, in the bot's words ("by @ann"); "" where it is
	// not. A place that is gone pauses nothing here: see Place.
	Paused string
}

// Limits of a subscription.
const (
	MaxLead    = 365 // days
	maxLeads   = 10
	maxRegions = 50
)

// DefaultFloor is the popularity floor of a genre or a whole region where
// nothing is said.
const DefaultFloor = 10

// ErrInvalid reports a subscription that cannot be; what wraps it says why, in
// words for people.
var ErrInvalid = errors.New("not a subscription")

// NewSubscription returns the subscription of t to s with what is usual: releases
// in cinemas, a week ahead and on the day; of a genre or a whole region a weekly
// digest of films that somebody knows, of what comes out in the week.
func NewSubscription(t chat.Target, s Subject) Subscription {
	sub := Subscription{Target: t, Subject: s, Kinds: []film.ReleaseKind{film.Theatrical}, Leads: []int{7, 0}}
	if s.Kind == OfGenre || s.Kind == OfRegion {
		sub.Mode, sub.Leads, sub.Floor = Weekly, []int{0}, DefaultFloor
	}
	return sub
}

// Check puts the lists in order and returns ErrInvalid, wrapped, where the
// subscription cannot be. It fills in nothing but the region of a WholeRegion.
func (s *Subscription) Check() error {
	invalid := func(format string, args ...any) error {
		return fmt.Errorf("%w: "+format, append([]any{ErrInvalid}, args...)...)
	}
	if s.Target.Platform == "" || s.Target.Channel == "" {
		return invalid("it has no channel")
	}
	if err := s.Subject.check(); err != nil {
		return invalid("it follows nothing")
	}
	if s.Subject.Kind == OfRegion {
		s.Regions = []film.Region{s.Subject.Region}
	}
	s.Regions, s.Kinds, s.Leads, s.Jobs = once(s.Regions), once(s.Kinds), once(s.Leads), once(s.Jobs)
	slices.SortFunc(s.Leads, func(a, b int) int { return b - a })
	switch {
	case len(s.Regions) > maxRegions:
		return invalid("%d regions are more than %d", len(s.Regions), maxRegions)
	case len(s.Kinds) == 0:
		return invalid("it has no kind of release")
	case slices.Contains(s.Kinds, film.Unspecified) || slices.Max(s.Kinds) > film.TV:
		return invalid("it has a kind of release that nobody can ask for")
	case len(s.Leads) == 0:
		return invalid("it has no lead time")
	case len(s.Leads) > maxLeads:
		return invalid("%d lead times are more than %d", len(s.Leads), maxLeads)
	case s.Leads[0] > MaxLead || s.Leads[len(s.Leads)-1] < 0:
		return invalid("a lead time is between 0 and %d days", MaxLead)
	case s.Mode > Weekly:
		return invalid("there is no %s", s.Mode)
	case s.Floor < 0:
		return invalid("a popularity is not negative")
	case len(s.Jobs) > 0 && s.Subject.Kind != OfPerson:
		return invalid("only a person has jobs")
	}
	for _, r := range s.Regions {
		if !isRegion(r) {
			return invalid("%q is no region", string(r))
		}
	}
	if err := s.Quiet.check(); err != nil {
		return invalid("%w", err)
	}
	return nil
}

// once returns the values without repetitions, in their order, in a new slice.
func once[T comparable](all []T) []T {
	var out []T
	for _, v := range all {
		if !slices.Contains(out, v) {
			out = append(out, v)
		}
	}
	return out
}
