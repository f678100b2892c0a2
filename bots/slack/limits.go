package slack

import "time"

// Limits of Slack. Lengths are counted in units of UTF-16, the widest of the ways
// in which Slack counts.
const (
	// https://docs.slack.dev/reference/block-kit/blocks
	maxBlocks      = 50 // of a message
	maxModalBlocks = 100
	maxHeader      = 150
	maxSection     = 3000
	maxFields      = 10 // of a section
	maxField       = 2000
	maxElements    = 25 // of an actions block
	maxBlockID     = 255
	maxInputLabel  = 2000
	maxInputHint   = 2000
	maxImageURL    = 3000
	maxImageAlt    = 2000

	// https://docs.slack.dev/reference/block-kit/block-elements
	maxButton      = 75
	maxButtonURL   = 3000
	maxPlaceholder = 150
	maxOptions     = 100
	maxInputValue  = 3000

	// https://docs.slack.dev/reference/block-kit/composition-objects/option-object
	maxOption      = 75
	maxOptionValue = 150

	// https://docs.slack.dev/reference/views
	maxModalTitle  = 24
	maxModalButton = 24
	maxMetadata    = 3000

	// All the text in the blocks of a message. Slack does not document it; it
	// refuses more with msg_blocks_too_long.
	maxAllText = 12_000

	// https://docs.slack.dev/apis/events-api/using-socket-mode: an
	// acknowledgement of 20 KB is dropped in silence.
	maxAck = 20 << 10
)

// What is kept below Slack's limits because nobody reads more.
const (
	maxFooter   = 600
	maxPrompt   = 200
	maxFallback = 300
	maxError    = 250 // beside a field of a form
)

// Times of Slack.
const (
	// https://docs.slack.dev/interactivity/handling-user-interaction: how long,
	// and how often, a response_url is taken. A trigger_id is taken for three seconds.
	responseLife = 30 * time.Minute
	responseUses = 5
	triggerLife  = 3 * time.Second

	// https://docs.slack.dev/apis/web-api/rate-limits: one message a second into
	// a channel. A little more, since requests take unlike times on their way.
	postEvery = 1050 * time.Millisecond

	// https://docs.slack.dev/authentication/verifying-requests-from-slack: how
	// far the clocks may be apart.
	maxSkew = 5 * time.Minute
)
