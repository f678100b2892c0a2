package slack

import (
	"errors"
	"net/url"
	"regexp"
	"strings"
)

// secrets are tokens, and what of an address lets its holder in.
var secrets = regexp.MustCompile(`x(?:ox[a-z.]+|app)-[0-9A-Za-z-]+|ticket=[^&\s"]+|/(?:commands|actions|services)/[^\s"]+`)

// redacted is an error without what must not be logged.
type redacted struct {
	text string
	err  error
}

func (e redacted) Error() string { return e.text }
func (e redacted) Unwrap() error { return e.err }

// safe returns err without addresses, which may hold a secret, and tokens. What
// it wraps can still be told by value.
func (a *Adapter) safe(err error) error {
	if err == nil {
		return nil
	}
	text := err.Error()
	var u *url.Error
	if errors.As(err, &u) {
		text = strings.ReplaceAll(text, u.Error(), u.Err.Error())
	}
	for _, secret := range []string{a.options.BotToken, a.options.AppToken, a.options.SigningSecret} {
		if secret != "" {
			text = strings.ReplaceAll(text, secret, "[secret]")
		}
	}
	return redacted{secrets.ReplaceAllString(text, "[secret]"), err}
}
