// Package bot is what Marquee says: it reads a request, asks the library, and
// words the answer as a card, the same on every platform.
//
// Every command stands in one table (table.go), with who sees its answers and
// who may use it; each family of commands has a file of its own. All that people
// read is worded here, errors included.
package bot
