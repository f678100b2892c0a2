package slack

import (
	"strconv"
	"strings"
	"time"
)

// A stamp says whom a message answers. It stands in the block_ids of everything
// that can be pressed, which Slack hands back with a press and which nobody else
// can write; the text of a message is never asked. A stamp that cannot be read
// belongs to nobody.
type stamp struct {
	announcement bool
	asker        string // "" for an announcement
	// nonce differs from message to message: where a replaced message keeps its
	// block_ids, Slack keeps what was chosen in its menus.
	nonce string
}

const (
	stampVersion = "m1"
	ofAnswer     = "a"
	ofNotice     = "n"
)

func newStamp(asker string, now time.Time) stamp {
	return stamp{asker: asker, nonce: strconv.FormatInt(now.UnixMilli(), 36)}
}

func noticeStamp(key string) stamp { return stamp{announcement: true, nonce: key} }

// block returns the block_id of the n-th block that can be pressed.
func (s stamp) block(n int) string {
	kind := ofAnswer
	if s.announcement {
		kind = ofNotice
	}
	return label(strings.Join([]string{stampVersion, kind, s.asker, s.nonce, strconv.Itoa(n)}, ":"), maxBlockID)
}

// readStamp reads a block_id.
func readStamp(blockID string) (s stamp, ok bool) {
	p := strings.Split(blockID, ":")
	if len(p) != 5 || p[0] != stampVersion || p[1] != ofAnswer && p[1] != ofNotice {
		return stamp{}, false
	}
	return stamp{announcement: p[1] == ofNotice, asker: p[2], nonce: p[3]}, true
}
