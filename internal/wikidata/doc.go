// Package wikidata asks Wikidata, the free knowledge base, about films and
// people, and gives its answers in the domain's own types. Its facts are CC0 and
// need no key.
//
// It speaks two interfaces. The action API finds entities and reads them; its
// rules are one request at a time, a User-Agent that names the program and a
// contact, and maxlag for work that nobody waits for
// (https://www.mediawiki.org/wiki/API:Etiquette). The query service answers
// SPARQL; its rules are a minute of processing a minute and to obey Retry-After
// (https://www.mediawiki.org/wiki/Wikidata_Query_Service/User_Manual).
// A Client keeps to both, so a process should have one only.
//
// What an entity is decides what it is taken for: the novel, the song and the
// soundtrack of a film's name are other entities, and never pass for the film.
//
// A film's popularity is the number of Wikipedias that have an article on it.
// That is no count of people, but it tells the film that is meant from its
// namesakes as well as one.
package wikidata
