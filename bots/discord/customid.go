package discord

import (
	"crypto/sha256"
	"encoding/base64"
	"strconv"
	"strings"

	"marquee/internal/chat"
)

// A custom_id is at most 100 characters, is unique in its message, and comes
// back as it was sent with every press. It is one of
//
//	v1/film/MQ7F          a route
//	v1/film/MQ7F#2        the same route a second time
//	pick/1                a menu: the route is the value that was chosen
//	!Kd93hf02sv1/why/7    any of these under an announcement, with its mark
//	again/v1/settings/…   opens a form again, by the route that first opened it
//
// None of it is trusted: the Handler checks the route.
const (
	menuPrefix  = "pick/"
	againPrefix = "again/"
	twiceMark   = '#'
	markLength  = maxCustomID - chat.MaxRoute // 10
)

// markOf is what the custom_ids of the announcement key begin with, so that
// Find can tell it in a channel's history: "!" and 54 bits of the key's hash.
func markOf(key chat.Key) string {
	sum := sha256.Sum256([]byte(key))
	return "!" + base64.RawURLEncoding.EncodeToString(sum[:])[:markLength-1]
}

// readID takes a custom_id apart: what is left of it without mark and count,
// and whether it was marked as an announcement's.
func readID(id string) (rest string, announcement bool) {
	if len(id) >= markLength && id[0] == '!' {
		id, announcement = id[markLength:], true
	}
	rest, _, _ = strings.Cut(id, string(twiceMark))
	return rest, announcement
}

// ids hands out the custom_ids of one message, or the values of one menu.
type ids struct {
	mark string
	used map[string]int
}

func newIDs(mark string) *ids { return &ids{mark: mark, used: make(map[string]int)} }

// take makes s unique and puts the mark before it; "" where that is too long.
func (x *ids) take(s string) string {
	x.used[s]++
	if n := x.used[s]; n > 1 {
		s += string(twiceMark) + strconv.Itoa(n)
	}
	if s == "" || len(x.mark)+len(s) > maxCustomID {
		return ""
	}
	return x.mark + s
}
