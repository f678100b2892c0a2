package discordtest

import (
	"fmt"
	"strconv"
	"sync"
	"time"
)

// discordEpoch is the first moment a snowflake can name, in Unix milliseconds.
// https://discord.com/developers/docs/reference#snowflakes
const discordEpoch = 1420070400000

// snowflakes hands out ids that grow with time.
type snowflakes struct {
	mu   sync.Mutex
	last uint64
}

func (s *snowflakes) next() uint64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := uint64(time.Now().UnixMilli()-discordEpoch) << 22
	if n <= s.last {
		n = s.last + 1
	}
	s.last = n
	return n
}

// SnowflakeAt returns the smallest id that something made at t could have: what
// to search a channel's history after.
func SnowflakeAt(t time.Time) string {
	return formatID(uint64(max(0, t.UnixMilli()-discordEpoch)) << 22)
}

// SnowflakeTime returns when the thing called id was made, in UTC.
func SnowflakeTime(id string) (time.Time, error) {
	n, err := parseID(id)
	if err != nil {
		return time.Time{}, fmt.Errorf("reading the snowflake %q: %w", id, err)
	}
	return time.UnixMilli(int64(n>>22) + discordEpoch).UTC(), nil
}

func formatID(n uint64) string { return strconv.FormatUint(n, 10) }

func parseID(s string) (uint64, error) { return strconv.ParseUint(s, 10, 64) }
