package remind

import (
	"context"
	"errors"
	"time"

	"marquee/internal/chat"
	"marquee/internal/film"
	"marquee/internal/settings"
)

// ErrNotFound reports a place or a subscription that is not there.
var ErrNotFound = errors.New("no such subscription")

// A Store keeps what reminders rest on. Instants are kept to the second.
type Store interface {
	// View calls f with a state of the database that does not change meanwhile.
	View(ctx context.Context, f func(Tx) error) error
	// Update calls f within a transaction, one at a time, and commits what it
	// did, durably, unless it returns an error.
	Update(ctx context.Context, f func(Tx) error) error
}

// A Tx is a Store within a transaction. It is good until f returns, for one
// goroutine. Those methods that write fail within View.
type Tx interface {
	Places
	Subscriptions
	Films
	Ledger

	// Settings returns what is set for the channel of t itself and for its
	// server.
	Settings(t chat.Target) (channel, server settings.Settings, err error)
	// Noted returns what Note last kept under a name; "" where nothing was.
	Noted(name string) (string, error)
	Note(name, value string) error
}

// Places keeps places, mutes, and when they must be looked at.
type Places interface {
	// Place fails with ErrNotFound, as does PlaceOf.
	Place(id PlaceID) (Place, error)
	PlaceOf(t chat.Target) (Place, error)
	// MakePlace returns the place of t, which it makes where there is none.
	MakePlace(t chat.Target) (Place, error)
	// SavePlace saves all but the target.
	SavePlace(p Place) error
	// PlacesIn returns the places of the channel of t and its threads; of its
	// server where t.Channel is "".
	PlacesIn(t chat.Target) ([]Place, error)
	// RemovedBefore returns the places that the bot was removed from before then.
	RemovedBefore(then time.Time) ([]Place, error)
	// EraseSettings erases what is set for the server of t and its channels; for the
	// channel of t alone where t.Server is "".
	EraseSettings(t chat.Target) error
	// ErasePlace erases a place and all that belongs to it.
	ErasePlace(id PlaceID) error

	// Mute keeps films that a place does not want to hear of.
	Mute(p PlaceID, id film.ID, on bool) error
	Mutes(p PlaceID) ([]film.ID, error)

	// Wake returns the places, by number, that have a subscription whose planned
	// instant or a delivery whose RetryAt has come, and that are neither gone nor
	// removed.
	Wake(now time.Time) ([]PlaceID, error)
}

// Subscriptions keeps subscriptions.
type Subscriptions interface {
	// Subscription fails with ErrNotFound.
	Subscription(id SubscriptionID) (Subscription, error)
	SubscriptionsOf(p PlaceID) ([]Subscription, error) // by ID
	// WaitingIn returns those of SubscriptionsOf whose planned instant has come.
	WaitingIn(p PlaceID, now time.Time) ([]SubscriptionID, error)
	// SaveSubscription replaces the place's subscription to the same subject, or
	// adds one, to be planned at once.
	SaveSubscription(p PlaceID, s Subscription) (SubscriptionID, error)
	RemoveSubscription(id SubscriptionID) error
	// EraseOwner forgets who made subscriptions on a platform, and returns the
	// direct conversations among their places.
	EraseOwner(platform, owner string) ([]PlaceID, error)

	// Plan keeps when to look at a subscription again; the zero time is never.
	Plan(id SubscriptionID, next time.Time) error
	// ReplanPlace has the subscriptions of a place planned at once, ReplanAll all.
	// Those of places that are gone or removed are planned for never.
	ReplanPlace(p PlaceID) error
	// ReplanFilm does so for the subscriptions that a film is reached by. Where
	// from is set, it says that of genres and regions nothing is to be said before
	// that day but reminders, so that these are planned no earlier than their
	// longest lead and ten days before it.
	ReplanFilm(id film.ID, from film.Date) error
	ReplanAll() error

	// Subjects returns what is followed other than films, each once.
	Subjects() ([]Subject, error)
}

// Films keeps what sources said of films.
type Films interface {
	// Facts returns what is kept of a film; of one that is not known, facts that
	// are empty but for the number.
	Facts(id film.ID) (Facts, error)
	// SaveFilm keeps of f what subscriptions are matched by, for a source: title,
	// popularity, genres and credits, and that it is to be checked at the given
	// instant where it has none yet.
	SaveFilm(source string, f *film.Film) error
	SaveDate(id film.ID, d SourceDate) error
	// ForgetSource forgets what a source said of a film, its changes aside.
	ForgetSource(id film.ID, source string) error
	SaveStatus(id film.ID, s SourceStatus) error
	AddChange(c Change) (ChangeID, error)
	// Unsettled returns the films with something that has been settling since
	// then or longer.
	Unsettled(then time.Time, limit int) ([]film.ID, error)

	// Reaches reports whether a film is one of the subject's.
	Reaches(s Subject, jobs []film.Job, id film.ID) (bool, error)
	// FilmsOf returns the films of a subject that have a date in one of the
	// regions from the first to the last day. Of a film it is that one.
	FilmsOf(s Subject, jobs []film.Job, regions []film.Region, first, last film.Date) ([]film.ID, error)
	// ChangedSince returns the films with a change that settled since then.
	ChangedSince(then time.Time) ([]film.ID, error)

	// ToCheck returns up to limit films whose check has come.
	ToCheck(now time.Time, limit int) ([]film.ID, error)
	// Check keeps when to check a film again; the film need not be known.
	Check(id film.ID, next time.Time) error
	// Followed reports whether any subscription reaches a film.
	Followed(id film.ID) (bool, error)
	// MergeFilms has the older film stand for the younger everywhere.
	MergeFilms(younger, older film.ID) error
}

// Ledger keeps what was said.
type Ledger interface {
	// Records returns the ledger of a place and film.
	Records(p PlaceID, id film.ID) ([]Record, error)
	// AddDelivery adds a delivery with its reminders. It fails where one of these
	// is in the ledger already.
	AddDelivery(d Delivery) (DeliveryID, error)
	// SaveDelivery saves all but what was frozen. The reminders get its state.
	SaveDelivery(d Delivery) error
	// Drop adds a reminder as given up, or gives up one that is there.
	Drop(p PlaceID, r Reminder, why Reason, at time.Time) error
	// Release takes a reminder that was surely not said out of the ledger.
	Release(p PlaceID, r Reminder) error
	// Open returns the deliveries of a place that are not over, by ID.
	Open(p PlaceID) ([]Delivery, error)
	// Doubt makes every delivery that is being sent one in doubt, to be looked at
	// at once, and returns how many.
	Doubt() (int, error)
	// Totals counts deliveries by state.
	Totals() (map[State]int, error)
	// Forget erases deliveries that were over before then, and the ledger of
	// dates before the day.
	Forget(then time.Time, day film.Date) error
}
