package discord

import "time"

// Limits of Discord. Lengths are counted in UTF-16 units, the widest of the
// ways in which parts of Discord count, so that what fits here fits there.
const (
	// https://discord.com/developers/docs/resources/message#embed-object-embed-limits
	maxEmbedTitle       = 256
	maxEmbedDescription = 4096
	maxEmbedFields      = 25
	maxFieldName        = 256
	maxFieldValue       = 1024
	maxEmbedFooter      = 2048
	maxEmbedTotal       = 6000 // over all embeds of a message; words for pictures aside
	maxAlt              = 1024

	// https://discord.com/developers/docs/resources/message#create-message
	maxNonce = 25
	maxURL   = 2048

	// https://discord.com/developers/docs/components/reference
	maxRows        = 5
	maxInRow       = 5
	maxButtonLabel = 80
	maxButtonURL   = 512
	maxCustomID    = 100
	maxOptions     = 25
	maxOptionText  = 100 // label, description and value
	maxPlaceholder = 150

	// https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-response-object-modal
	maxModalTitle  = 45
	maxModalFields = 5
	maxInputLabel  = 45
	maxInputHint   = 100
	maxInputValue  = 4000

	// https://discord.com/developers/docs/interactions/application-commands
	maxDescription = 100
	maxChoices     = 25
	maxChoiceText  = 100 // name and value

	// https://discord.com/developers/docs/resources/message#get-channel-messages
	maxHistory = 100 // messages in one answer
)

// Times that Discord sets.
const (
	// https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-callback
	// Discord waits for 3 s, by a clock of its own. A response is tried for a
	// little longer, since Discord knows best whether it is too late.
	firstResponse = 5 * time.Second
	tokenLife     = 15 * time.Minute

	// https://discord.com/developers/docs/events/gateway#rate-limiting
	identifyEvery = 5 * time.Second
)

// The bot as a whole may make 50 requests a second. A burst of globalBurst on
// top of globalRate stays under that in every second.
// https://discord.com/developers/docs/topics/rate-limits#global-rate-limit
const (
	globalRate  = 40
	globalBurst = 8
)
