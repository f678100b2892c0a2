package chat

import "context"

// A Handler answers requests. Its methods may be called from many goroutines at
// once and never panic on what a person typed or pressed.
type Handler interface {
	// Commands lists what there is, in the order in which help shows it. The
	// list is the same for the life of the Handler; platforms register from it.
	Commands() []Command

	// Answer is local and quick (under 50 ms): no network. It decides who sees
	// the answer and where it goes, and gives either the whole answer or Later,
	// which the adapter runs after it has acknowledged. ctx bounds the work.
	Answer(ctx context.Context, r Request) Answer

	// Suggest completes what is being typed into the option field, best first,
	// from local data only and within some 10 ms. It returns at most 25
	// choices, and none where it knows nothing.
	Suggest(ctx context.Context, r Request, field, prefix string) []Choice
}

// An Answer is what a Request gets. Exactly one of Card, Form, Errors and Later
// is set.
type Answer struct {
	Private bool  // seen by the asker alone
	Place   Place // where it goes
	Card    *Card
	Form    *Form             // a form to fill in, where the platform has them
	Errors  map[string]string // what is wrong with a submitted Form, by field name

	// Later makes the card when that may take longer than a platform waits. The
	// adapter calls it once, after it has acknowledged, with a context that ends
	// when the platform would no longer take the answer. It always returns a
	// card: its errors are worded inside. A card that is ForAsker after a public
	// acknowledgement is shown to the asker alone, and the public placeholder is
	// taken away.
	Later func(context.Context) Card
}

// A Place says where an answer goes.
type Place uint8

const (
	// New is a message of its own.
	New Place = iota
	// Replace takes the place of the card whose button was pressed. An adapter
	// for which that card is out of reach posts a new message.
	Replace
)

// A Choice is one completion of what is being typed.
type Choice struct {
	Label string `json:"label"` // as shown
	Value string `json:"value"` // as it stands in the option when chosen: text that a person could have typed
}

// MaxChoices is how many choices Suggest gives at most: Discord's limit for an
// autocomplete answer, the smallest of the platforms'.
// https://discord.com/developers/docs/interactions/application-commands#autocomplete
const MaxChoices = 25
