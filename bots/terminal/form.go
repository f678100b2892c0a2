package terminal

import (
	"context"
	"errors"
	"io"

	"marquee/internal/chat"
)

// fill has a form filled in and sends it, until the Handler finds no more
// fault. r is the request that the form answers.
//
// A person is asked field by field, and again for a field with a fault. Where
// the lines are there already they are taken in order, one a field; a fault then
// ends the matter, so that a command is never taken for a value. A form with no
// line behind it is shown, which answers the request.
func (t *Terminal) fill(ctx context.Context, r chat.Request, a chat.Answer) {
	form := *a.Form
	send := t.request(form.Route)
	send.Args = make(map[string]string)
	send.Press = &chat.Press{ByAsker: true, Private: a.Private}
	if r.Press != nil {
		send.Press = r.Press
	}
	t.showForm(form, a.Private)
	open := form.Fields
	for {
		answered, err := t.askFields(ctx, open, send.Args)
		if err != nil {
			t.unfilled(answered, err)
			return
		}
		a := t.handler.Answer(ctx, send)
		if len(a.Errors) == 0 || t.editor == nil {
			t.answerForm(ctx, send, a)
			return
		}
		open = faulty(form.Fields, send.Args, a.Errors)
		if len(open) == 0 {
			t.fail(errorsLine(a.Errors))
			return
		}
		for _, f := range open {
			t.remark(f.Label+": "+a.Errors[f.Name], failureLook)
		}
	}
}

// answerForm shows what came of a form: one may lead to the next.
func (t *Terminal) answerForm(ctx context.Context, send chat.Request, a chat.Answer) {
	if a.Form != nil {
		t.fill(ctx, send, a)
		return
	}
	t.showAnswer(ctx, a)
}

// faulty returns the fields that errors names, with what was given for them.
func faulty(fields []chat.FormField, given, errors map[string]string) []chat.FormField {
	var open []chat.FormField
	for _, f := range fields {
		if errors[f.Name] != "" {
			f.Value = given[f.Name]
			open = append(open, f)
		}
	}
	return open
}

// unfilled says what became of a form that was not sent.
func (t *Terminal) unfilled(answered int, err error) {
	switch {
	case errors.Is(err, ErrInterrupted):
		t.remark("Given up; everything is as it was.", dimLook)
	case errors.Is(err, io.EOF) && answered == 0 && t.editor == nil:
		// It was only to be seen.
	case errors.Is(err, io.EOF):
		t.fail("The input ended before the form was filled in; everything is as it was.")
	case errors.As(err, new(BadLine)):
		t.fail(err.Error() + " The form was not sent.")
	}
}

// showForm shows what is to be filled in.
func (t *Terminal) showForm(form chat.Form, private bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.options.JSON {
		t.write(jsonLine(form))
		return
	}
	c := chat.Card{Tone: chat.Question, Title: form.Title}
	if t.editor != nil {
		c.Footer = "Enter keeps what is there, - clears it, Ctrl-C leaves everything as it is."
	} else {
		for _, f := range form.Fields {
			value := f.Value
			if value == "" {
				value = "not set"
			}
			c.Fields = append(c.Fields, chat.Field{Name: f.Label, Value: chat.T(value)})
		}
		c.Footer = "The next lines of input are taken for these, in order: an empty one keeps what is there, - clears it."
	}
	v := t.options.Screen.view()
	v.Private = private
	t.write(t.spaced(Render(c, v)))
}

// askFields asks for the fields and puts their values into args. It returns how
// many were answered.
func (t *Terminal) askFields(ctx context.Context, fields []chat.FormField, args map[string]string) (int, error) {
	for i, f := range fields {
		value, err := t.askField(ctx, f)
		if err != nil {
			return i, err
		}
		args[f.Name] = value
	}
	return len(fields), nil
}
