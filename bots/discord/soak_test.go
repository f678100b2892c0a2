package discord_test

import (
	"context"
	"fmt"
	"os"
	"runtime"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"marquee/bots/discord"
	"marquee/bots/discord/discordtest"
	"marquee/internal/chat"
)

// soakEnv names the environment variable with the number of interactions of a
// soak: 1000000 for the one of docs/benchmarks.md.
const soakEnv = "MARQUEE_DISCORD_SOAK"

// However many interactions there were, the memory is that of the first few:
// heap and goroutines at the end are within 5 % of those at a tenth of the way
// (a little more is let pass where the run is short, and the numbers small).
//
// Both are measured after a whole number of thousands, for the double keeps 1,000
// to 2,000 events to be replayed, and forgets them a thousand at a time.
func TestSoak(t *testing.T) {
	total := 20000
	if testing.Short() {
		total = 7000
	}
	full := os.Getenv(soakEnv)
	if n, err := strconv.Atoi(full); err == nil {
		total = n
	}
	h := &fake{}
	h.answer = func(_ context.Context, q chat.Request) chat.Answer {
		card := chat.Card{Title: "Heat (1995)", Actions: []chat.Action{{Label: "More", Route: "v1/more"}}}
		if h.asked.Load()%4 == 0 {
			return chat.Answer{Later: func(context.Context) chat.Card { return card }}
		}
		return chat.Answer{Private: true, Card: &card}
	}
	r := start(t, h, discordtest.Config{Keep: 100, GlobalPerSecond: -1, FirstResponse: time.Minute}, discord.Options{})
	begun, first := time.Now(), max(total/10, 5000)
	work(t, r, first)
	heap, routines := settled(r)
	t.Logf("after %d: heap %d KB, %d goroutines, %v", first, heap>>10, routines, time.Since(begun).Round(time.Millisecond))
	work(t, r, total-first)
	heapEnd, routinesEnd := settled(r)
	t.Logf("after %d: heap %d KB, %d goroutines, %v", total, heapEnd>>10, routinesEnd, time.Since(begun).Round(time.Millisecond))
	slack := uint64(0)
	if full == "" {
		slack = 1 << 20
	}
	if heapEnd > heap+heap/20+slack {
		t.Errorf("the heap grew from %d to %d bytes", heap, heapEnd)
	}
	if routinesEnd > routines+routines/20+4 {
		t.Errorf("goroutines grew from %d to %d", routines, routinesEnd)
	}
}

// work has people use /film so many times, some of them at once.
func work(t *testing.T, r *rig, times int) {
	t.Helper()
	var left atomic.Int64
	left.Store(int64(times))
	var all sync.WaitGroup
	for w := range 32 {
		all.Go(func() {
			who := r.srv.AddUser(fmt.Sprint("person ", w))
			r.guild.Join(who)
			for left.Add(-1) >= 0 && !t.Failed() {
				i, err := who.Command(r.channel, "film", heat)
				if err != nil || len(i.Reply()) != 1 {
					t.Errorf("%v", err)
				}
			}
		})
	}
	all.Wait()
}

// settled returns the heap in bytes and the number of goroutines once nothing
// more goes away. Idle connections are closed: how many there are depends on how
// many were once needed at the same moment, and not on how long ago.
func settled(r *rig) (heap uint64, goroutines int) {
	var m runtime.MemStats
	heap = ^uint64(0)
	discord.CloseIdle(r.adapter)
	for range 10 {
		time.Sleep(100 * time.Millisecond)
		runtime.GC()
		runtime.ReadMemStats(&m)
		heap, goroutines = min(heap, m.HeapAlloc), runtime.NumGoroutine()
	}
	return heap, goroutines
}
