package chat

// A Card is an answer or an announcement as a person sees it, before a platform
// has given it its own look. An adapter clamps it to its platform's limits and
// says what was left out.
type Card struct {
	Tone  Tone   `json:"tone"`
	Title string `json:"title"`
	URL   string `json:"url,omitempty"` // where the title leads
	Body  Text   `json:"body,omitempty"`
	// Fields are headed facts, in order of interest.
	Fields []Field `json:"fields,omitempty"`
	Image  Image   `json:"image,omitzero"`
	// Pickers and Actions lead on. Routes are unique within a card.
	Pickers []Picker `json:"pickers,omitempty"`
	Actions []Action `json:"actions,omitempty"`
	// Footer says where the facts come from and as of when: plain text, one
	// line.
	Footer string `json:"footer,omitempty"`
}

// A Tone is what kind of news a card is.
type Tone string

const (
	// Info is an answer.
	Info Tone = "info"
	// Question asks the person to choose or to say more.
	Question Tone = "question"
	// Failure says in one sentence why there is no answer and what to do.
	Failure Tone = "failure"
	// Notice is posted unasked.
	Notice Tone = "notice"
)

// ForAsker reports whether a card is for whoever asked alone, wherever its answer
// was to go: questions and failures are.
func (c Card) ForAsker() bool { return c.Tone == Question || c.Tone == Failure }

// A Field is a fact under a heading.
type Field struct {
	Name  string `json:"name"`
	Value Text   `json:"value"`
	Short bool   `json:"short,omitempty"` // may stand beside another
}

// An Image is a picture at an https address, with words for who cannot see it.
type Image struct {
	URL string `json:"url"`
	Alt string `json:"alt"`
}

// A Picker is a list of which one entry is chosen. It has 1 to MaxOptions
// options.
type Picker struct {
	Prompt  string         `json:"prompt"`
	Options []PickerOption `json:"options"`
}

// MaxOptions is how many entries a picker has at most: Discord's limit for a
// select menu, the smallest of the platforms'.
// https://discord.com/developers/docs/components/reference#string-select
const MaxOptions = 25

// A PickerOption is one entry of a Picker.
type PickerOption struct {
	Label  string `json:"label"`
	Detail string `json:"detail,omitempty"`
	Route  string `json:"route"`
}

// An Action is a button: one that leads to a route, or to a web address.
// Exactly one of Route and URL is set.
type Action struct {
	Label string `json:"label"`
	Route string `json:"route,omitempty"`
	URL   string `json:"url,omitempty"`
}

// A Form asks for several values at once. Its answer arrives as a Request with
// Route and with the values in Args, by field name; a Handler that finds fault
// answers with Errors by field name.
type Form struct {
	Title  string      `json:"title"`
	Route  string      `json:"route"`
	Fields []FormField `json:"fields"` // at most 5, as in Discord's modals
	Submit string      `json:"submit"` // the button's label
}

// A FormField is one value of a Form. With Choices it takes one of them, else a
// line of text.
type FormField struct {
	Name     string   `json:"name"`
	Label    string   `json:"label"` // at most 45 characters, as in Discord's modals
	Hint     string   `json:"hint,omitempty"`
	Value    string   `json:"value,omitempty"` // what stands there at first
	Choices  []Choice `json:"choices,omitempty"`
	Required bool     `json:"required,omitempty"`
}
