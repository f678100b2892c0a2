package discord

import (
	"net/url"
	"strings"
)

// address returns s where it is a web address of at most limit characters, with
// whatever would end a link in Markdown written as %XX; else "".
func address(s string, limit int) string {
	if len(s) > limit {
		return ""
	}
	u, err := url.Parse(s)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" || u.User != nil {
		return ""
	}
	var b strings.Builder
	for _, c := range []byte(u.String()) {
		if c <= ' ' || c >= 0x7F || strings.IndexByte("<>()[]\\\"`|*_~", c) >= 0 && c != '_' && c != '~' && c != '*' {
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
