package slacktest

import (
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"time"
)

// ids hands out names that are never given twice.
type ids struct {
	mu    sync.Mutex
	count int64
	stamp int64 // of the latest message, in microseconds
}

// next returns an id such as U0000002RT.
func (i *ids) next(prefix string) string {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.count++
	n := strings.ToUpper(strconv.FormatInt(i.count+3600, 36))
	return prefix + strings.Repeat("0", max(0, 9-len(n))) + n
}

// ts returns the next moment as Slack names messages: seconds and microseconds,
// always later than the one before.
func (i *ids) ts() string {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.stamp = max(i.stamp+1, time.Now().UnixMicro())
	return fmt.Sprintf("%d.%06d", i.stamp/1e6, i.stamp%1e6)
}

// secret returns a name that cannot be guessed.
func secret(bytes int) string {
	b := make([]byte, bytes)
	_, _ = rand.Read(b) // never fails
	return hex.EncodeToString(b)
}

// uuid returns the name of an envelope.
func uuid() string {
	s := secret(16)
	return strings.Join([]string{s[:8], s[8:12], s[12:16], s[16:20], s[20:]}, "-")
}

// parseTS reads the name of a message, or a moment in seconds, into
// microseconds.
func parseTS(s string) (int64, error) {
	whole, fraction, _ := strings.Cut(s, ".")
	if len(fraction) > 6 {
		return 0, fmt.Errorf("%q is no timestamp", s)
	}
	fraction += strings.Repeat("0", 6-len(fraction))
	seconds, err := strconv.ParseUint(whole, 10, 40)
	if err != nil {
		return 0, fmt.Errorf("%q is no timestamp", s)
	}
	micros, err := strconv.ParseUint(fraction, 10, 20)
	if err != nil {
		return 0, fmt.Errorf("%q is no timestamp", s)
	}
	return int64(seconds)*1e6 + int64(micros), nil
}
