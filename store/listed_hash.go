package store

import "hash/fnv"

// A table of texts that lead to numbers is a third as large when it has the
// texts' hashes. An entry is one number, a hash above 31 bits of what it leads
// to, and the table has no other column: entries of one hash stand together, in
// order. Two texts may have one hash, so what is found is compared again.

const entryMask = 1<<31 - 1

// firstEntry returns the lowest number that an entry of the text can be; the
// highest is entryMask more.
func firstEntry(text string) int64 {
	h := fnv.New64a()
	_, _ = h.Write([]byte(text)) // never fails
	return int64(h.Sum64()>>32) << 31
}

func entry(text string, to int64) int64 { return firstEntry(text) | to&entryMask }
