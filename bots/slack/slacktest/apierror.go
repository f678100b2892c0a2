package slacktest

import (
	"strings"
	"time"
)

// An apiError is a refusal as Slack words it: a name, and sometimes what exactly
// is wrong.
// https://docs.slack.dev/apis/web-api#evaluating_responses
type apiError struct {
	name     string
	messages []string // of invalid_blocks and invalid_arguments
	needed   string   // of missing_scope
	retry    time.Duration
	blame    Kind // the violation that the refusal is; "" where the world is at fault
}

func (e *apiError) Error() string {
	if len(e.messages) == 0 {
		return e.name
	}
	return e.name + ": " + strings.Join(e.messages, "; ")
}

func refusal(name string) *apiError { return &apiError{name: name} }

// blamed is a refusal that the app brought on itself.
func blamed(name string, kind Kind) *apiError { return &apiError{name: name, blame: kind} }

// fields is the answer's body.
func (e *apiError) fields(scopes []string) fields {
	f := fields{"ok": false, "error": e.name}
	if len(e.messages) > 0 {
		shown := make([]string, len(e.messages))
		for i, m := range e.messages {
			shown[i] = "[ERROR] " + m
		}
		f["response_metadata"] = fields{"messages": shown}
		if e.name == "invalid_blocks" {
			f["errors"] = e.messages
		}
	}
	if e.name == "missing_scope" {
		f["needed"], f["provided"] = e.needed, strings.Join(scopes, ",")
	}
	return f
}

// fields is a JSON object on its way out.
type fields map[string]any

// invalid refuses arguments for what is said of them.
func invalid(messages ...string) *apiError {
	return &apiError{name: "invalid_arguments", messages: messages, blame: InvalidBody}
}

// Refusals of Slack.
var (
	errNotAuthed       = refusal("not_authed")
	errInvalidAuth     = refusal("invalid_auth")
	errTokenType       = refusal("not_allowed_token_type")
	errUnknownMethod   = blamed("unknown_method", UnknownMethod)
	errInvalidJSON     = blamed("invalid_json", InvalidBody)
	errInvalidForm     = blamed("invalid_form_data", InvalidBody)
	errPostType        = blamed("invalid_post_type", InvalidBody)
	errRequestTooLarge = blamed("request_too_large", InvalidBody)

	errChannelNotFound = refusal("channel_not_found")
	errNotInChannel    = refusal("not_in_channel")
	errArchived        = refusal("is_archived")
	errChannelType     = refusal("method_not_supported_for_channel_type")
	errUserNotFound    = refusal("user_not_found")
	errUserNotIn       = refusal("user_not_in_channel")
	errBotNotFound     = refusal("bot_not_found")
	errMessageNotFound = refusal("message_not_found")
	errCantUpdate      = refusal("cant_update_message")
	errCantDelete      = refusal("cant_delete_message")
	errThreadNotFound  = refusal("thread_not_found")
	errInvalidCursor   = refusal("invalid_cursor")
	errInvalidLimit    = blamed("invalid_limit", InvalidBody)
	errInvalidOldest   = blamed("invalid_ts_oldest", InvalidBody)
	errInvalidLatest   = blamed("invalid_ts_latest", InvalidBody)

	errNoText           = blamed("no_text", InvalidBody)
	errTextTooLong      = blamed("msg_too_long", InvalidBody)
	errBlocksTooLong    = blamed("msg_blocks_too_long", InvalidBody)
	errBlocksFormat     = blamed("invalid_blocks_format", InvalidBody)
	errMetadataFormat   = blamed("invalid_metadata_format", InvalidBody)
	errMetadataSchema   = blamed("invalid_metadata_schema", InvalidBody)
	errMetadataTooLarge = blamed("metadata_too_large", InvalidBody)

	errViewNotFound     = refusal("not_found")
	errViewTooLarge     = blamed("view_too_large", InvalidBody)
	errHashConflict     = refusal("hash_conflict")
	errPushLimit        = blamed("push_limit_reached", InvalidBody)
	errInvalidTrigger   = blamed("invalid_trigger_id", TriggerMisuse)
	errExpiredTrigger   = blamed("expired_trigger_id", TriggerMisuse)
	errExchangedTrigger = blamed("exchanged_trigger_id", TriggerMisuse)

	errResponseUnknown = blamed("not_found", ResponseMisuse)
	errResponseUsed    = blamed("used_url", ResponseMisuse)
	errResponseExpired = blamed("expired_url", ResponseMisuse)
)

func missingScope(needed ...string) *apiError {
	return &apiError{name: "missing_scope", needed: strings.Join(needed, ",")}
}

func rateLimited(after time.Duration) *apiError {
	return &apiError{name: "ratelimited", retry: after}
}
