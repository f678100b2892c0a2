package discordtest

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
)

// Options are what a person types into a command's boxes, by name: text, a
// number, "true", or the id of a role, a person or a channel. Of choices they
// pick one by its name.
type Options map[string]string

// Command types a slash command and waits for its answer. It fails with
// ErrNoCommand or ErrHidden where it is not offered, with ErrBadValue where the
// client would not send it, and as Interaction.Answered does.
func (u *User) Command(c *Channel, name string, options Options) (*Interaction, error) {
	return wait(u.StartCommand(c, name, options))
}

// StartCommand types a slash command and does not wait.
func (u *User) StartCommand(c *Channel, name string, options Options) (*Interaction, error) {
	return u.ask(kindCommand, c, func(i *Interaction) (map[string]any, error) {
		cmd, err := u.offered(c, name)
		if err != nil {
			return nil, err
		}
		i.command = name
		data := commandData(cmd)
		sent, resolved, err := u.fill(c, cmd, options, "")
		if err != nil {
			return nil, fmt.Errorf("/%s: %w", name, err)
		}
		data["options"] = sent
		if len(resolved) > 0 {
			data["resolved"] = resolved
		}
		return data, nil
	})
}

// Autocomplete types into the box named field, the others being filled in as
// options say, and returns what the bot offers.
func (u *User) Autocomplete(c *Channel, name, field, typed string, options Options) ([]Choice, error) {
	i, err := wait(u.StartAutocomplete(c, name, field, typed, options))
	if err != nil {
		return nil, err
	}
	return i.Choices(), nil
}

// StartAutocomplete is Autocomplete without the wait.
func (u *User) StartAutocomplete(c *Channel, name, field, typed string, options Options) (*Interaction, error) {
	return u.ask(kindAutocomplete, c, func(i *Interaction) (map[string]any, error) {
		cmd, err := u.offered(c, name)
		if err != nil {
			return nil, err
		}
		i.command = name
		filled := Options{field: typed}
		for k, v := range options {
			if k != field {
				filled[k] = v
			}
		}
		for _, o := range cmd.Options {
			if o.Name != field {
				continue
			}
			if !o.Autocomplete {
				return nil, fmt.Errorf("/%s %s completes nothing: %w", name, field, ErrBadValue)
			}
			i.value = int64(o.Type)
		}
		sent, _, err := u.fill(c, cmd, filled, field)
		if err != nil {
			return nil, fmt.Errorf("/%s: %w", name, err)
		}
		data := commandData(cmd)
		data["options"] = sent
		return data, nil
	})
}

func commandData(cmd registered) map[string]any {
	data := map[string]any{"id": cmd.ID, "name": cmd.Name, "type": cmd.Type}
	if cmd.Guild != "" {
		data["guild_id"] = cmd.Guild
	}
	return data
}

// Commands returns the names of the commands that the person is offered in a
// channel.
func (u *User) Commands(c *Channel) []string {
	u.s.mu.Lock()
	defer u.s.mu.Unlock()
	names := []string{}
	for _, list := range u.lists(c) {
		for _, cmd := range list {
			if _, err := u.offered(c, cmd.Name); err == nil && !slices.Contains(names, cmd.Name) {
				names = append(names, cmd.Name)
			}
		}
	}
	return names
}

// lists returns the lists of commands that apply in c: those of the server hide
// the global ones of the same name. It needs the lock.
func (u *User) lists(c *Channel) [][]registered {
	if c.guild == nil {
		return [][]registered{u.s.commands[""]}
	}
	return [][]registered{u.s.commands[c.guild.id], u.s.commands[""]}
}

// offered finds a command that the person can use in a channel. It needs the
// lock.
func (u *User) offered(c *Channel, name string) (registered, error) {
	for _, list := range u.lists(c) {
		cmd := find(list, name, commandChat)
		if cmd == nil || !cmd.appears(c) {
			continue
		}
		if c.guild != nil && !u.mayUse(c, cmd) {
			return registered{}, fmt.Errorf("/%s: %w", name, ErrHidden)
		}
		return *cmd, nil
	}
	return registered{}, fmt.Errorf("/%s: %w", name, ErrNoCommand)
}

// appears reports whether a command is for a place such as c.
// https://discord.com/developers/docs/interactions/application-commands#interaction-contexts
func (r *registered) appears(c *Channel) bool {
	direct := c.guild == nil
	if r.Mature && !direct && !c.mature {
		return false
	}
	if r.Contexts != nil {
		if direct {
			return slices.Contains(r.Contexts, 1)
		}
		return slices.Contains(r.Contexts, 0)
	}
	return !direct || r.DM == nil || *r.DM
}

func (u *User) mayUse(c *Channel, cmd *registered) bool {
	may := c.may(u)
	if may.has(Administrator) {
		return true
	}
	if !may.has(UseCommands) {
		return false
	}
	if cmd.Permissions == nil || c.guild.shown[cmd.Name] {
		return true
	}
	need, _ := parseID(*cmd.Permissions)
	return need != 0 && may.has(Permission(need))
}

// fill turns what was typed into what the client sends. focused names the box
// being typed into, whose text goes as it is; then no other box is required.
func (u *User) fill(c *Channel, cmd registered, typed Options, focused string) ([]any, map[string]any, error) {
	sent, resolved := []any{}, map[string]any{}
	known := map[string]bool{}
	for _, o := range cmd.Options {
		known[o.Name] = true
		text, there := typed[o.Name]
		if !there {
			if o.Required && focused == "" {
				return nil, nil, fmt.Errorf("%s is required: %w", o.Name, ErrBadValue)
			}
			continue
		}
		option := map[string]any{"name": o.Name, "type": o.Type}
		if o.Name == focused {
			option["value"], option["focused"] = text, true
			sent = append(sent, option)
			continue
		}
		value, err := u.value(c, o, text, resolved)
		if err != nil {
			return nil, nil, fmt.Errorf("%s: %w", o.Name, err)
		}
		option["value"] = value
		sent = append(sent, option)
	}
	for name := range typed {
		if !known[name] {
			return nil, nil, fmt.Errorf("there is no box %q: %w", name, ErrBadValue)
		}
	}
	return sent, resolved, nil
}

// value reads one box.
func (u *User) value(c *Channel, o registeredOption, text string, resolved map[string]any) (any, error) {
	bad := func(why string) error { return fmt.Errorf("%q %s: %w", text, why, ErrBadValue) }
	if len(o.Choices) > 0 {
		for _, choice := range o.Choices {
			if choice.Name == text {
				return choice.Value, nil
			}
		}
		return nil, bad("is none of the choices")
	}
	switch o.Type {
	case optionString:
		n := textLength(text)
		if n == 0 || n > maxStringValue || o.MinLength != nil && n < *o.MinLength || o.MaxLength != nil && *o.MaxLength > 0 && n > *o.MaxLength {
			return nil, bad("is too short or too long")
		}
		return text, nil
	case optionInteger, optionNumber:
		f, err := strconv.ParseFloat(text, 64)
		if _, whole := strconv.ParseInt(text, 10, 64); err != nil || o.Type == optionInteger && whole != nil {
			return nil, bad("is no such number")
		}
		if outside(o.MinValue, f, 1) || outside(o.MaxValue, f, -1) {
			return nil, bad("is too small or too large")
		}
		return json.Number(text), nil
	case optionBoolean:
		b, err := strconv.ParseBool(text)
		if err != nil {
			return nil, bad("is neither true nor false")
		}
		return b, nil
	}
	if !u.resolve(c, text, resolved) {
		return nil, bad("is nobody and nothing here")
	}
	return text, nil
}

// outside reports whether f is beyond a bound; sign is 1 for the lower one.
func outside(bound *json.Number, f, sign float64) bool {
	if bound == nil {
		return false
	}
	b, err := bound.Float64()
	return err == nil && (f-b)*sign < 0
}

// resolve adds what id names to the data that goes with a command.
func (u *User) resolve(c *Channel, id string, resolved map[string]any) bool {
	put := func(kind string, v any) bool {
		m, _ := resolved[kind].(map[string]any)
		if m == nil {
			m = map[string]any{}
			resolved[kind] = m
		}
		m[id] = v
		return true
	}
	if other := u.s.users[id]; other != nil {
		return put("users", other.account())
	}
	if c.guild == nil {
		return false
	}
	if r := c.guild.role(id); r != nil {
		return put("roles", r.wire())
	}
	if other := u.s.channels[id]; other != nil && other.guild == c.guild {
		w := other.wire()
		w["permissions"] = other.may(u).String()
		return put("channels", w)
	}
	return false
}
