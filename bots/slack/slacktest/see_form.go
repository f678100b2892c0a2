package slacktest

// SeenForm is a form as a person sees it.
type SeenForm struct {
	Title  string
	Submit string // the label of the button that sends it; "" where there is none
	Close  string
	Fields []SeenInput
	// Shown is what stands beside the inputs.
	Shown Seen
}

// SeenInput is one box of a form.
type SeenInput struct {
	Label    string
	Hint     string // under the box, or in it while it is empty
	Value    string // what stands in it
	Error    string // what the app said was wrong with it
	Options  []string
	Required bool
	Searches bool // options come from the app as one types
}

// Form returns the form that stands open before the person, and false where none
// does.
func (u *User) Form() (SeenForm, bool) {
	u.s.mu.Lock()
	defer u.s.mu.Unlock()
	v := u.top()
	if v == nil {
		return SeenForm{}, false
	}
	f := SeenForm{Title: v.text("title"), Submit: v.text("submit"), Close: v.text("close")}
	f.Shown.blocks(v.blocks, u.reader())
	for i := range v.blocks {
		if b := &v.blocks[i]; b.Type == "input" {
			f.Fields = append(f.Fields, v.seen(b))
		}
	}
	return f, true
}

// top returns the form on top, or nil. It needs the lock.
func (u *User) top() *view {
	if len(u.views) == 0 {
		return nil
	}
	return u.views[len(u.views)-1]
}

// seen renders a box. It needs the lock.
func (v *view) seen(b *Block) SeenInput {
	e := b.Element
	in := SeenInput{
		Label: b.Label.Text, Value: v.typedIn(b), Error: v.errors[b.BlockID], Required: !b.Optional,
		Searches: e.seen().Searches,
	}
	switch {
	case b.Hint != nil:
		in.Hint = b.Hint.Text
	case e.Placeholder != nil:
		in.Hint = e.Placeholder.Text
	}
	for _, o := range e.options() {
		in.Options = append(in.Options, o.Text.Text)
	}
	return in
}
