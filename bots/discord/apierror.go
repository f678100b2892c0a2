package discord

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// Error codes of Discord that something is decided by.
// https://discord.com/developers/docs/topics/opcodes-and-status-codes#json-json-error-codes
const (
	codeUnknownChannel     = 10003
	codeUnknownMember      = 10007
	codeUnknownMessage     = 10008
	codeUnknownWebhook     = 10015
	codeUnknownInteraction = 10062
	codeAcknowledged       = 40060
	codeMissingAccess      = 50001
	codeMissingPermissions = 50013
	codeNoDirectMessages   = 50007
	codeNoTextChannel      = 50008
	codeThreadArchived     = 50083
	codeThreadLocked       = 160005
)

// An apiError is a refusal of Discord, or of what stands before it.
type apiError struct {
	name       string
	status     int
	code       int           // 0 where the answer was not Discord's own
	message    string        // Discord's words, for the log
	retryAfter time.Duration // of a 429
}

func (e *apiError) Error() string {
	s := fmt.Sprintf("%s: status %d", e.name, e.status)
	if e.code != 0 {
		s += fmt.Sprintf(", code %d", e.code)
	}
	if e.message != "" {
		s += ": " + e.message
	}
	return s
}

// isCode reports whether err is a refusal with one of the codes.
func isCode(err error, codes ...int) bool {
	var refused *apiError
	if !errors.As(err, &refused) {
		return false
	}
	for _, c := range codes {
		if refused.code == c {
			return true
		}
	}
	return false
}

// isStatus reports whether err is a refusal with the status.
func isStatus(err error, status int) bool {
	var refused *apiError
	return errors.As(err, &refused) && refused.status == status
}

// readError reads a refusal. Discord's own are JSON; those of the proxy before it
// may be anything.
func readError(name string, resp *http.Response, raw []byte) *apiError {
	e := &apiError{name: name, status: resp.StatusCode}
	var body struct {
		Code       int             `json:"code"`
		Message    string          `json:"message"`
		RetryAfter float64         `json:"retry_after"`
		Errors     json.RawMessage `json:"errors"`
	}
	own := json.Unmarshal(raw, &body) == nil
	if own {
		e.code, e.message = body.Code, body.Message
		if len(body.Errors) > 0 {
			e.message += " " + cutLog(string(body.Errors))
		}
	} else {
		e.message = "not Discord's own words"
	}
	if resp.StatusCode != http.StatusTooManyRequests {
		return e
	}
	e.retryAfter = seconds(body.RetryAfter)
	if e.retryAfter == 0 {
		f, _ := strconv.ParseFloat(strings.TrimSpace(resp.Header.Get("Retry-After")), 64)
		e.retryAfter = seconds(f)
	}
	switch {
	case e.retryAfter > 0:
	case own:
		e.retryAfter = defaultWait
	default:
		e.retryAfter = bannedWait
	}
	return e
}

// seconds reads a number of seconds from outside.
func seconds(f float64) time.Duration {
	if !(f > 0) { // not a number, too
		return 0
	}
	return time.Duration(min(f, 24*60*60) * float64(time.Second))
}

// cutLog bounds what is logged of an answer.
func cutLog(s string) string {
	const most = 500
	if len(s) > most {
		return s[:most] + "…"
	}
	return s
}
