package slack

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"net/http"
	"strings"

	slackgo "github.com/slack-go/slack"
)

// Errors of a request that is not Slack's.
var (
	errSignature = errors.New("not signed by Slack")
	errReplayed  = errors.New("sent before")
)

// signed checks that Slack sent a body, within five minutes of now. The library
// compares in constant time.
// https://docs.slack.dev/authentication/verifying-requests-from-slack
func (a *Adapter) signed(h http.Header, body []byte) error {
	v, err := slackgo.NewSecretsVerifier(h, a.options.SigningSecret)
	if err != nil {
		return fmt.Errorf("%w: %w", errSignature, err)
	}
	if _, err := v.Write(body); err != nil {
		return fmt.Errorf("%w: %w", errSignature, err)
	}
	if err := v.Ensure(); err != nil {
		return fmt.Errorf("%w: %w", errSignature, err)
	}
	return nil
}

// fresh takes a signature that signed let through, once.
func (a *Adapter) fresh(h http.Header) error {
	// Hex is the same in either case.
	if !a.signatures.add(sha256.Sum256([]byte(strings.ToLower(h.Get("X-Slack-Signature")))), struct{}{}) {
		return errReplayed
	}
	return nil
}
