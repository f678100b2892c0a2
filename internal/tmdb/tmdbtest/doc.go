// Package tmdbtest is a double of The Movie Database for tests: a server on
// loopback that speaks its wire format, knows a few films, and goes wrong in
// every way that the real one does, when it is told to.
//
// Its films are plainly invented, but for "Never Let Me Go" (2010), which says
// what the film's page says and nothing more. All ids are invented, of the films
// and people alike.
package tmdbtest
