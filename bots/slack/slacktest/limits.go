package slacktest

// Limits of Slack. Lengths are in characters as textLength counts them.
const (
	// https://docs.slack.dev/reference/block-kit/blocks
	maxMessageBlocks = 50
	maxViewBlocks    = 100
	maxBlockID       = 255
	maxHeaderText    = 150
	maxSectionText   = 3000
	maxFields        = 10
	maxFieldText     = 2000
	maxActions       = 25
	maxContext       = 10
	maxImageURL      = 3000
	maxAltText       = 2000
	maxImageTitle    = 2000
	maxInputLabel    = 2000
	maxInputHint     = 2000

	// https://docs.slack.dev/reference/block-kit/block-elements
	maxActionID      = 255
	maxButtonText    = 75
	maxButtonValue   = 2000
	maxButtonURL     = 3000
	maxPlaceholder   = 150
	maxOptions       = 100
	maxOptionGroups  = 100
	maxOverflow      = 5
	maxChoices       = 10 // of checkboxes and radio buttons
	maxOptionText    = 75
	maxOptionValue   = 150
	maxOptionDetail  = 75
	maxOptionURL     = 3000
	maxGroupLabel    = 75
	maxInputValue    = 3000
	maxConfirmTitle  = 100
	maxConfirmText   = 300
	maxConfirmButton = 30

	// https://docs.slack.dev/reference/views
	maxViewTitle       = 24
	maxViewButton      = 24
	maxPrivateMetadata = 3000
	maxCallbackID      = 255
	maxExternalID      = 255
	maxViewBytes       = 250_000
	maxViews           = 3 // on top of each other

	// https://docs.slack.dev/reference/methods/chat.postMessage
	maxText = 40_000

	// https://docs.slack.dev/interactivity/handling-user-interaction
	responseUses = 5

	// https://docs.slack.dev/apis/events-api/using-socket-mode
	maxSockets = 10
	maxAck     = 20 << 10 // bytes; one of this size is dropped

	// https://docs.slack.dev/reference/methods/conversations.history
	defaultPage       = 100
	maxPage           = 999
	commercialPage    = 15 // and one call a minute
	defaultMemberPage = 100
)
