package tmdb

import (
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/hashicorp/golang-lru/v2/simplelru"
)

const (
	keptBytes   = 16 << 20
	keptAnswers = 4096
	// longestKept bounds how long an answer is taken as fresh, whatever its
	// headers say. Keeping facts for longer is for those who store them.
	longestKept = 24 * time.Hour
)

// An answer is a body with what its headers say of its use (RFC 9111).
type answer struct {
	body  []byte
	at    time.Time // when TMDB last said so
	until time.Time // fresh before then
	tag   string    // ETag; "" where there is none
	store bool
}

func newAnswer(r *reply) answer {
	now := time.Now()
	a := answer{body: r.body, at: now, until: now, tag: r.header.Get("ETag"), store: true}
	for d := range strings.SplitSeq(strings.Join(r.header.Values("Cache-Control"), ","), ",") {
		name, value, _ := strings.Cut(strings.ToLower(strings.TrimSpace(d)), "=")
		switch name {
		case "no-store":
			a.store = false
		case "no-cache":
			a.until = now
			return a
		case "max-age":
			a.until = now.Add(max(0, min(seconds(value)-seconds(r.header.Get("Age")), longestKept)))
		}
	}
	return a
}

// seconds reads a number of seconds; what is none is 0.
func seconds(s string) time.Duration {
	n, err := strconv.ParseUint(strings.Trim(strings.TrimSpace(s), `"`), 10, 31)
	if err != nil {
		return 0
	}
	return time.Duration(n) * time.Second
}

// keep holds the answers used last, up to keptBytes of them. There are caches of
// HTTP to be had, but none that is both looked after and bounded in memory.
type keep struct {
	mu    sync.Mutex
	byAge *simplelru.LRU[string, answer]
	bytes int
}

func newKeep() *keep {
	k := &keep{}
	k.byAge, _ = simplelru.NewLRU(keptAnswers, func(_ string, a answer) { k.bytes -= len(a.body) }) // fails for sizes below 1 alone
	return k
}

func (k *keep) get(question string) (answer, bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.byAge.Get(question)
}

// put keeps an answer, in the place of an older one to the same question, if its
// headers allow that and it could ever be of use.
func (k *keep) put(question string, a answer) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.byAge.Remove(question)
	if !a.store || a.tag == "" && !a.until.After(a.at) || len(a.body) > keptBytes/4 {
		return
	}
	k.byAge.Add(question, a)
	k.bytes += len(a.body)
	for k.bytes > keptBytes {
		k.byAge.RemoveOldest()
	}
}
