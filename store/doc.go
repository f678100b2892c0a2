// Package store is Marquee's database: one SQLite file that holds the settings
// of channels and servers and the films that were imported. It stands behind
// interfaces that its users declare (lookup.Shelf, and a small one of the
// bot's), so that another engine can take its place; what any engine must do is
// written down as tests in package storetest.
//
// # Handles
//
// A Store has one connection that writes and several that read. SQLite allows
// one writer at a time; a second one would wait inside of SQLite, where nothing
// is fair, so writers queue in front of the one connection instead. Readers see
// the last state that was committed and wait for nobody, but in a database in
// memory, where they wait for the writer.
//
// # Schema
//
// The tables are made by the files in migrations, in order of their numbers. A
// migration that has been released is never changed.
//
//	server_settings, channel_settings   what a place has set
//
//	films          one row a film: what a listing shows, what identity compares,
//	               and the film itself as a JSON document in the catalogue format
//	releases       the document's releases, by region and day
//	people         everybody with a credit
//	credits        the document's credits, which join films and people
//	imports        who said something, and when it was saved
//	film_ids,      every number ever given, and for one that turned out to belong
//	person_ids     to another film or person, which
//	counters       the last number given of each kind
//
//	film_records   what each source has said of a film; its document in films is
//	               what all of them say together
//	person_records the same of people
//	asked          when a source was last asked a question, and whether it knew
//
//	listed         which lists of names there are. Each list, of all films or all
//	               people that TMDB knows, is a file of its own beside the database,
//	               which is never changed: a new list is a new file
//
//	remind_…       places, subscriptions, what each source said of dates and when,
//	               and the ledger of what was posted (package remind)
//
//	film_names     every name of every film, in order of popularity (see rank)
//	film_keys      the keys of a name, for the name as it was typed
//	film_words     the words of a name (FTS5, the text itself not kept)
//	film_vocabulary, film_halves
//	               the distinct words, for words with typing mistakes
//	person_…       the same for people
//
// Times are RFC 3339 in UTC, dates YYYY-MM-DD or as much of it as is known.
//
// The search tables keep what film.Fold, film.SearchKeys and film.SearchWords
// made of the names. When one of them changes, a migration has to make these
// tables anew.
package store
