package terminal

import (
	"context"
	"strings"
	"unicode/utf8"

	"marquee/internal/chat"
)

// complete says what may stand where the cursor is: pos is its position in
// characters.
func (t *Terminal) complete(ctx context.Context, line string, pos int) (head string, completions []string, tail string) {
	head, tail = splitAt(line, pos)
	command, typed, ok := t.completing(head)
	if !ok {
		return "", commandNames(t.commands, head), tail
	}
	head = head[:len(head)-len(typed)]
	if o, value, ok := named(command, typed); ok {
		head += typed[:len(typed)-len(value)]
		return head, t.values(ctx, command, o, value), tail
	}
	for _, o := range command.Options {
		if !o.Suggests {
			continue
		}
		r := t.request(command.Route())
		for _, c := range t.handler.Suggest(ctx, r, o.Name, typed) {
			completions = append(completions, cleanLine(c.Value))
		}
		if len(completions) > 0 {
			return head, completions, tail
		}
	}
	// Options of few values: the last word is one of them, begun.
	begun := typed[strings.LastIndexByte(typed, ' ')+1:]
	head += typed[:len(typed)-len(begun)]
	for _, o := range command.Options {
		for _, c := range o.Choices {
			if strings.HasPrefix(strings.ToLower(c.Value), strings.ToLower(begun)) {
				completions = append(completions, cleanLine(c.Value))
			}
		}
	}
	return head, completions, tail
}

// named returns the option that stands last by its name, "region:ger", and what
// is typed of its value.
func named(c chat.Command, typed string) (o chat.Option, value string, ok bool) {
	at := -1
	for _, option := range c.Options {
		for _, sign := range []string{":", "="} {
			i := strings.LastIndex(" "+typed, " "+option.Name+sign)
			if end := i + len(option.Name) + 1; i > at || i == 0 && at < 0 {
				at, o, value, ok = i, option, typed[end:], true
			}
		}
	}
	return o, value, ok
}

// values returns what may stand for an option of which typed is typed.
func (t *Terminal) values(ctx context.Context, c chat.Command, o chat.Option, typed string) []string {
	choices := o.Choices
	if o.Suggests {
		choices = t.handler.Suggest(ctx, t.request(c.Route()), o.Name, typed)
	}
	var out []string
	for _, x := range choices {
		if o.Suggests || strings.HasPrefix(strings.ToLower(x.Value), strings.ToLower(typed)) {
			out = append(out, cleanLine(x.Value))
		}
	}
	return out
}

// completing returns the command whose options stand before the cursor, and
// what is typed of them. It reports false while the command itself is typed.
func (t *Terminal) completing(head string) (c chat.Command, typed string, ok bool) {
	if !strings.HasPrefix(head, "/") {
		c, ok = find(t.commands, t.options.Bare)
		return c, strings.TrimLeft(head, " "), ok && strings.TrimSpace(head) != ""
	}
	name, typed, spaced := strings.Cut(head[1:], " ")
	if !spaced {
		return c, "", false
	}
	c, ok = find(t.commands, strings.ToLower(name))
	return c, strings.TrimLeft(typed, " "), ok
}

// commandNames lists the commands that begin with what is typed, slash included.
func commandNames(commands []chat.Command, typed string) []string {
	var names []string
	for _, c := range commands {
		if name := "/" + c.Name; strings.HasPrefix(name, strings.ToLower(typed)) {
			names = append(names, name+" ")
		}
	}
	return names
}

// splitAt cuts s before character pos.
func splitAt(s string, pos int) (before, after string) {
	i := 0
	for ; pos > 0 && i < len(s); pos-- {
		_, n := utf8.DecodeRuneInString(s[i:])
		i += n
	}
	return s[:i], s[i:]
}
