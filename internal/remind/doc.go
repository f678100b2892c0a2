// Package remind tells channels when a film reaches their country: who wants to
// hear of what (Subscription), what is due (Decide), what was said (the ledger),
// and how each reminder is posted exactly once (Deliverer).
//
// # The parts
//
//	Book       what people do: subscribe, list, pause, mute, why, preview; and
//	           what sources say: Observe
//	Decide     a pure function: whether one reminder is due, and a Reason
//	Deliverer  posts what is due; woken every minute, and once at the start
//	Tracker    refreshes the films that somebody follows, and finds new ones
//	Watcher    hears that the bot was added, removed or shut out
//	Upkeep     erases what nobody needs any more
//
// # Dates
//
// Each source's dates are kept apart. Only a date that the same source changed is
// a move. What a source says when it is first heard of a film is a silent
// baseline. A change counts once it has stood for Rules.Settle; until then the
// reminders of the old and of the new date wait, and a change that is taken back
// in that time never happened. Of several sources the first in the order of
// Options.Sources that has a date in a region counts there.
//
// # Planning
//
// Each subscription carries the instant at which it must be looked at again, so
// that a quiet minute costs one look into an index. It is planned anew when
// anything changes that it rests on: the subscription, its neighbours in the
// place, the settings of the place (the database sees to that), a mute, or a date
// of a film that it reaches. What is planned decides nothing: Decide is asked
// again in the transaction that claims a delivery.
//
// # Delivery
//
// A reminder is unique on place, film, region, kind, date and lead; the news of a
// change on the change. A Delivery is one message. The transaction that claims it
// freezes its reminders, its card and its key and is committed before anything is
// sent; a retry sends the same again. What may or may not have arrived is looked
// for in the channel before it is sent again, but on a platform that knows keys,
// within their time, where sending again under the same key is safe.
package remind
