package slacktest

import (
	"strconv"
	"strings"
	"time"
)

// dateTokens are the ways in which a time can be told, as an English reader sees
// them. Those that say "today" are read as those that do not.
// https://docs.slack.dev/messaging/formatting-message-text#date-formatting
var dateTokens = map[string]string{
	"{date_num}":          "2006-01-02",
	"{date}":              "January 2, 2006",
	"{date_pretty}":       "January 2, 2006",
	"{date_short}":        "Jan 2, 2006",
	"{date_short_pretty}": "Jan 2, 2006",
	"{date_long}":         "Monday, January 2, 2006",
	"{date_long_pretty}":  "Monday, January 2, 2006",
	"{time}":              "3:04 PM",
	"{time_secs}":         "3:04:05 PM",
}

// moment reads a time such as 1392734382^{date}^https://example.org: a moment in
// Unix seconds, how to tell it, and where it leads.
func (r Reader) moment(body, fallback string) (Span, bool) {
	parts := strings.SplitN(body, "^", 3)
	seconds, err := strconv.ParseInt(parts[0], 10, 64)
	if len(parts) < 2 || err != nil || fallback == "" {
		return Span{}, false
	}
	zone := r.Zone
	if zone == nil {
		zone = time.UTC
	}
	at := time.Unix(seconds, 0).In(zone)
	text := unescape(parts[1])
	for token, layout := range dateTokens {
		text = strings.ReplaceAll(text, token, at.Format(layout))
	}
	if strings.Contains(text, "{") {
		text = fallback
	}
	s := Span{Text: text, Moment: &at}
	if len(parts) == 3 {
		s.Link = parts[2]
	}
	return s, true
}
