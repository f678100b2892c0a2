// Package wikidatatest is a Wikidata on loopback for tests. It speaks the wire
// of the action API and of the query service and enforces their rules: the form
// of the User-Agent, one request to the action API at a time, fifty entities a
// request. Whoever breaks one fails the test.
//
// Its films are plainly invented, with identifiers from Q9000000000 on, but for
// Never Let Me Go (2010), which has the facts of its page and an invented
// identifier, and the countries, which have their real ones.
//
// It knows the questions that package wikidata asks, not SPARQL: another query
// is refused as malformed.
package wikidatatest
