package slack

import (
	"errors"
	"net/http"
	"time"

	slackgo "github.com/slack-go/slack"
)

// errorName returns Slack's own name of an error, or "" where Slack gave none.
func errorName(err error) string {
	var refused slackgo.SlackErrorResponse
	if errors.As(err, &refused) {
		return refused.Err
	}
	return ""
}

// credentials are the errors for which no call can succeed until somebody mends
// the app: its tokens, or what it is allowed.
// https://docs.slack.dev/reference/methods/chat.postMessage#errors
var credentials = set("invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired",
	"not_allowed_token_type", "missing_scope", "no_permission", "access_denied", "org_login_required",
	"ekm_access_denied", "team_access_not_granted", "two_factor_setup_required", "accesslimited",
	"app_not_installed", "user_is_bot", "team_not_found")

// closed are the errors that say that a channel is gone, or closed to the bot.
var closed = set("channel_not_found", "not_in_channel", "is_archived", "channel_is_archived", "is_inactive",
	"restricted_action", "restricted_action_read_only_channel", "restricted_action_thread_only_channel",
	"restricted_action_non_threadable_channel", "restricted_action_thread_locked", "user_not_found", "user_disabled",
	"user_not_in_channel", "cannot_dm_bot", "messages_tab_disabled", "thread_not_found", "thread_locked",
	"cannot_reply_to_message", "as_user_not_supported", "method_not_supported_for_channel_type",
	"posting_to_general_channel_denied", "slack_connect_canvas_sharing_blocked", "team_added_to_org")

// hurried are the errors for which waiting helps.
var hurried = set("ratelimited", "rate_limited", "message_limit_exceeded")

// unsure are the errors after which something may have been done all the same.
var unsure = set("internal_error", "fatal_error", "service_unavailable", "request_timeout", "")

func set(names ...string) map[string]bool {
	out := make(map[string]bool, len(names))
	for _, n := range names {
		out[n] = true
	}
	return out
}

// defaultWait is how long to wait after being told to, without being told how
// long.
const defaultWait = 30 * time.Second

// retryAfter returns how long err asks to wait; otherwise where it asks nothing.
func retryAfter(err error, otherwise time.Duration) time.Duration {
	var limited *slackgo.RateLimitedError
	var status slackgo.StatusCodeError
	switch {
	case errors.As(err, &limited):
		return min(max(limited.RetryAfter, time.Second), time.Hour)
	case errors.As(err, &status) && status.Code == http.StatusTooManyRequests, hurried[errorName(err)]:
		return defaultWait
	}
	return otherwise
}
