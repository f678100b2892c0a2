package discordtest

// Limits of Discord. Lengths are in characters as textLength counts them.
const (
	// https://discord.com/developers/docs/resources/message#embed-object-embed-limits
	maxEmbedTitle       = 256
	maxEmbedDescription = 4096
	maxEmbedFields      = 25
	maxFieldName        = 256
	maxFieldValue       = 1024
	maxEmbedFooter      = 2048
	maxEmbedAuthor      = 256
	maxEmbedTotal       = 6000 // over all embeds of a message

	// https://discord.com/developers/docs/resources/message#create-message
	maxContent         = 2000
	maxEmbeds          = 10
	maxAttachments     = 10
	maxNonce           = 25
	maxURL             = 2048
	maxAllowedMentions = 100

	// https://discord.com/developers/docs/components/reference
	maxRows        = 5
	maxInRow       = 5
	maxButtonLabel = 80
	maxButtonURL   = 512
	maxCustomID    = 100
	maxOptions     = 25
	maxOptionText  = 100
	maxPlaceholder = 150

	// https://discord.com/developers/docs/interactions/receiving-and-responding
	maxModalTitle      = 45
	maxModalComponents = 5
	maxInputLabel      = 45
	maxInputHint       = 100
	maxInputValue      = 4000
	maxChoices         = 25

	// https://discord.com/developers/docs/interactions/application-commands
	maxCommandName        = 32
	maxCommandDescription = 100
	maxCommandOptions     = 25
	maxCommands           = 100
	maxCommandTotal       = 8000
	maxChoiceName         = 100
	maxChoiceValue        = 100
	maxStringValue        = 6000
	maxDailyCreates       = 200

	// https://discord.com/developers/docs/events/gateway
	maxGatewayPayload = 4096 // bytes
	maxGatewayRate    = 120  // payloads a minute
)
