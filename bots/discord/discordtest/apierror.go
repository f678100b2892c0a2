package discordtest

import (
	"fmt"
	"net/http"
)

// An apiError is a refusal as Discord words it.
// https://discord.com/developers/docs/topics/opcodes-and-status-codes
type apiError struct {
	status  int
	code    int
	message string
	errors  map[string]any // of 50035: the fields at fault
	noted   bool           // its violation is on record already
}

// asNoted marks a refusal of one's own making as one whose violation is on
// record.
func (e *apiError) asNoted() *apiError {
	e.noted = true
	return e
}

func (e *apiError) Error() string { return fmt.Sprintf("%d: %s (%d)", e.status, e.message, e.code) }

// answer returns e as a reply.
func (e *apiError) answer() reply {
	body := map[string]any{"message": e.message, "code": e.code}
	if len(e.errors) > 0 {
		body["errors"] = e.errors
	}
	return reply{status: e.status, body: body}
}

func refusal(status, code int, message string) *apiError {
	return &apiError{status: status, code: code, message: message}
}

// Refusals of Discord.
var (
	errUnauthorized  = refusal(http.StatusUnauthorized, 0, "401: Unauthorized")
	errNotFound      = refusal(http.StatusNotFound, 0, "404: Not Found")
	errWrongMethod   = refusal(http.StatusMethodNotAllowed, 0, "405: Method Not Allowed")
	errVersion       = refusal(http.StatusBadRequest, 50041, "Invalid API version provided")
	errBadJSON       = refusal(http.StatusBadRequest, 50109, "The request body contains invalid JSON.")
	errTooLarge      = refusal(http.StatusRequestEntityTooLarge, 40005, "Request entity too large")
	errEmptyMessage  = refusal(http.StatusBadRequest, 50006, "Cannot send an empty message")
	errAppNotYours   = refusal(http.StatusForbidden, 20012, "You are not authorized to perform this action on this application")
	errManyCreates   = refusal(http.StatusBadRequest, 30034, "Max number of daily application command creates has been reached (200)")
	errMissingAccess = refusal(http.StatusForbidden, 50001, "Missing Access")
	errMissingPerms  = refusal(http.StatusForbidden, 50013, "Missing Permissions")
	errNoDMs         = refusal(http.StatusForbidden, 50007, "Cannot send messages to this user")
	errNonText       = refusal(http.StatusBadRequest, 50008, "Cannot send messages in a non-text channel")
	errNotAuthor     = refusal(http.StatusForbidden, 50005, "Cannot edit a message authored by another user")
	errWebhookToken  = refusal(http.StatusUnauthorized, 50027, "Invalid Webhook Token")
	errArchived      = refusal(http.StatusBadRequest, 50083, "Thread is archived")
	errLocked        = refusal(http.StatusBadRequest, 160005, "This thread is locked")
	errAcknowledged  = refusal(http.StatusBadRequest, 40060, "Interaction has already been acknowledged.")

	errUnknownChannel     = refusal(http.StatusNotFound, 10003, "Unknown Channel")
	errUnknownGuild       = refusal(http.StatusNotFound, 10004, "Unknown Guild")
	errUnknownMember      = refusal(http.StatusNotFound, 10007, "Unknown Member")
	errUnknownMessage     = refusal(http.StatusNotFound, 10008, "Unknown Message")
	errUnknownUser        = refusal(http.StatusNotFound, 10013, "Unknown User")
	errUnknownWebhook     = refusal(http.StatusNotFound, 10015, "Unknown Webhook")
	errUnknownInteraction = refusal(http.StatusNotFound, 10062, "Unknown interaction")
)
