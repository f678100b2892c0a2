package slack

import (
	"net/url"
	"strings"

	"marquee/internal/chat/clip"
)

// address returns s where it is a web address of at most limit characters, with
// whatever could end a link written as %XX; else "".
func address(s string, limit int) string {
	u, err := url.Parse(strings.TrimSpace(s))
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" || u.User != nil {
		return ""
	}
	var b strings.Builder
	for _, c := range []byte(u.String()) {
		if c <= ' ' || c >= 0x7F || strings.IndexByte("<>|\"`\\^{}", c) >= 0 {
			const hex = "0123456789ABCDEF"
			b.Write([]byte{'%', hex[c>>4], hex[c&15]})
			continue
		}
		b.WriteByte(c)
	}
	if b.Len() > limit {
		return ""
	}
	return b.String()
}

// picture returns the address of a picture, or "" where Slack would not take it.
func picture(s string) string {
	a := address(s, maxImageURL)
	if !strings.HasPrefix(a, "https://") {
		return ""
	}
	return a
}

// linkLength measures the address of a link as mrkdwn has it.
func linkLength(address string) int { return clip.UTF16(entities.Replace(address)) }
