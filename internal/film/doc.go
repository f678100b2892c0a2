// Package film is the vocabulary of Marquee: films, people, credits, releases
// and the civil dates they happen on, with the rules that belong to them (which
// date is a region's own, how dates are grouped, what a person's credits are).
//
// It knows no chat platform, no database and no network. Its types carry JSON
// names because one film in JSON is also Marquee's catalogue format, described
// in docs/catalogue.md.
package film
