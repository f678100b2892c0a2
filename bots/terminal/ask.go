package terminal

import (
	"context"
	"errors"
	"slices"
	"strings"

	"marquee/internal/chat"
)

// askField asks until the value is one that the field takes.
func (t *Terminal) askField(ctx context.Context, f chat.FormField) (string, error) {
	t.showField(f)
	for {
		line, err := t.line(ctx, "  > ")
		var bad BadLine
		if errors.As(err, &bad) && t.editor != nil {
			t.remark(string(bad), failureLook)
			continue
		}
		if err != nil {
			return "", err
		}
		value, fault := fieldValue(f, line)
		if fault == "" {
			return value, nil
		}
		if t.editor == nil {
			return "", BadLine(f.Label + ": " + fault)
		}
		t.remark(fault, failureLook)
	}
}

// fieldValue reads what was typed for a field; fault says what is wrong with it.
func fieldValue(f chat.FormField, line string) (value, fault string) {
	line = strings.TrimSpace(line)
	switch line {
	case "":
		value = f.Value
	case "-":
	default:
		value = line
		if len(f.Choices) > 0 {
			i := chosen(f.Choices, line)
			if i < 0 {
				return "", "That is none of the choices."
			}
			value = f.Choices[i].Value
		}
	}
	if value == "" && f.Required {
		return "", "This is needed."
	}
	return value, ""
}

// chosen finds the choice that was typed, by its value, its label or, where they
// are numbered, its number. It returns -1 where there is none.
func chosen(choices []chat.Choice, typed string) int {
	if n, ok := number(typed); ok && numberable(choices) && n >= 1 && n <= len(choices) {
		return n - 1
	}
	return slices.IndexFunc(choices, func(c chat.Choice) bool {
		return strings.EqualFold(c.Value, typed) || strings.EqualFold(c.Label, typed)
	})
}

// numberable reports whether a number can only mean a place in the list: not
// where the values are numbers themselves.
func numberable(choices []chat.Choice) bool {
	return !slices.ContainsFunc(choices, func(c chat.Choice) bool {
		_, isNumber := number(c.Value)
		return isNumber
	})
}

// showField shows what a field is about, to a person.
func (t *Terminal) showField(f chat.FormField) {
	if t.editor == nil || t.options.JSON {
		return
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	p := &page{view: t.options.Screen.view()}
	label := []run{{text: cleanLine(f.Label), look: labelLook}}
	if value := cleanLine(f.Value); value != "" {
		label = append(label, run{text: " [" + value + "]"})
	}
	p.lines(wrap(label, p.view.Width), 0)
	p.lines(wrap([]run{{text: cleanLine(f.Hint), look: dimLook}}, p.view.Width), 0)
	for i, c := range f.Choices {
		words := []run{{text: cleanLine(c.Label)}}
		if numberable(f.Choices) {
			p.numbered(numberRun(i+1), width(numberRun(len(f.Choices)).text), words)
			continue
		}
		if c.Value != c.Label {
			words = []run{{text: cleanLine(c.Value), look: numberLook}, {text: " · " + words[0].text}}
		}
		p.lines(wrap(words, p.view.Width), 0)
	}
	t.write(p.b.String())
}

// remark says something to the person who fills in a form.
func (t *Terminal) remark(sentence string, l look) {
	if t.options.JSON {
		return
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	p := &page{view: t.options.Screen.view()}
	if l == failureLook {
		sentence = "! " + sentence
	}
	p.lines(wrap([]run{{text: cleanLine(sentence), look: l}}, p.view.Width), 0)
	t.write(p.b.String())
}
