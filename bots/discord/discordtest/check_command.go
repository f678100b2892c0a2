package discordtest

import (
	"encoding/json"
	"regexp"
	"strconv"
	"strings"
)

// commandName is Discord's rule for the names of slash commands and of their
// options; letters with a lower case must be in it.
// https://discord.com/developers/docs/interactions/application-commands#application-command-object-application-command-naming
var commandName = regexp.MustCompile(`^[-_'\p{L}\p{N}\p{Devanagari}\p{Thai}]{1,32}$`)

// Command and option types.
const (
	commandChat    = 1
	commandUser    = 2
	commandMessage = 3

	optionSubcommand = 1
	optionGroup      = 2
	optionString     = 3
	optionInteger    = 4
	optionBoolean    = 5
	optionUser       = 6
	optionChannel    = 7
	optionRole       = 8
	optionMention    = 9
	optionNumber     = 10
	optionAttachment = 11
)

// checkCommands reads the body of a bulk overwrite.
func checkCommands(list []any, faults *problems) {
	if len(list) > maxCommands {
		faults.add(nil, "BASE_TYPE_MAX_LENGTH", "Must be %d or fewer in length.", maxCommands)
	}
	names := map[string]bool{}
	for i, v := range list {
		c := newObject(v, []string{strconv.Itoa(i)}, faults)
		kind, name := checkCommand(c)
		key := strconv.FormatInt(kind, 10) + name
		if names[key] {
			c.fault("name", "APPLICATION_COMMANDS_DUPLICATE_NAME", "Application command names must be unique")
		}
		names[key] = true
	}
}

func checkCommand(c *object) (kind int64, name string) {
	kind = commandChat
	if c.has("type") {
		kind = c.choice("type", commandChat, commandUser, commandMessage)
	}
	size := &commandSize{}
	if kind == commandChat {
		name = checkName(c, size)
		checkDescription(c, size)
		checkOptions(c, 0, size)
	} else {
		name = c.text("name", 1, maxCommandName)
		c.nothing("description", "options", "description_localizations")
		c.anything("name_localizations")
	}
	checkPermissions(c)
	c.boolean("dm_permission")
	c.boolean("default_permission")
	c.boolean("nsfw")
	for _, key := range []string{"contexts", "integration_types"} {
		if c.has(key) {
			c.list(key, 1, 3)
		}
	}
	// A command may be sent back as it was given.
	c.snowflake("id")
	c.snowflake("application_id")
	c.snowflake("guild_id")
	c.snowflake("version")
	c.end()
	if size.total > maxCommandTotal {
		c.here("APPLICATION_COMMAND_TOO_LARGE", "Command exceeds maximum size (%d)", maxCommandTotal)
	}
	return kind, name
}

// commandSize adds up the names, descriptions and values of a command; of a
// localised text the longest counts.
type commandSize struct{ total int }

func (s *commandSize) add(text string, localised map[string]any) {
	n := textLength(text)
	for _, v := range localised {
		l, _ := v.(string)
		n = max(n, textLength(l))
	}
	s.total += n
}

func checkName(c *object, size *commandSize) string {
	name := c.exact("name", 1, maxCommandName)
	if name != "" && !goodName(name) {
		c.fault("name", "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")
	}
	size.add(name, checkLocalised(c, "name_localizations", maxCommandName, goodName))
	return name
}

func goodName(s string) bool { return commandName.MatchString(s) && s == strings.ToLower(s) }

func checkDescription(c *object, size *commandSize) {
	d := c.text("description", 1, maxCommandDescription)
	size.add(d, checkLocalised(c, "description_localizations", maxCommandDescription, func(string) bool { return true }))
}

// locales are the languages that Discord has.
// https://discord.com/developers/docs/reference#locales
var locales = strings.Fields(`id da de en-GB en-US es-ES es-419 fr hr it lt hu nl no pl pt-BR
	ro fi sv-SE vi tr cs el bg ru uk hi th zh-CN ja zh-TW ko`)

func checkLocalised(c *object, key string, most int, good func(string) bool) map[string]any {
	l := c.object(key)
	if l == nil {
		return nil
	}
	for _, locale := range locales {
		if !l.has(locale) {
			continue
		}
		if s := l.text(locale, 1, most); s != "" && !good(s) {
			l.fault(locale, "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")
		}
	}
	l.end()
	return l.fields
}

// checkPermissions reads default_member_permissions: on the wire a string of
// digits, or null.
func checkPermissions(c *object) {
	s := c.str("default_member_permissions")
	if c.has("default_member_permissions") {
		if _, err := parseID(s); err != nil {
			c.fault("default_member_permissions", "BITFIELD_TYPE_INVALID", "Value %q is not a bit field.", s)
		}
	}
}

// checkOptions reads the options of a command, a group or a subcommand. depth
// is 0 for a command.
func checkOptions(c *object, depth int, size *commandSize) {
	list := c.objects("options", 0, maxCommandOptions)
	names := map[string]bool{}
	optional := false
	subcommands := 0
	for _, o := range list {
		name := checkName(o, size)
		checkDescription(o, size)
		if names[name] {
			o.fault("name", "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS", "Option names must be unique")
		}
		names[name] = true
		kind := o.choice("type", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)
		required := o.boolean("required")
		switch {
		case kind == optionSubcommand || kind == optionGroup:
			subcommands++
			if depth > 1 || depth == 1 && kind == optionGroup {
				o.here("APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "Sub-command option types are not nested so")
				o.anything("options")
			} else {
				checkOptions(o, 3-int(kind), size)
			}
			o.nothing("choices", "autocomplete", "channel_types", "min_value", "max_value", "min_length", "max_length")
		case depth == 1:
			o.here("APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "Sub-command group options must be sub-commands")
			checkOption(o, kind, size)
		default:
			if required && optional {
				o.here("APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", "Required options must be placed before non-required options")
			}
			optional = optional || !required
			checkOption(o, kind, size)
		}
		o.end()
	}
	if subcommands > 0 && subcommands < len(list) {
		c.fault("options", "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "Sub-command and sub-command group option types are mutually exclusive to all other types")
	}
}

// checkOption reads what only some kinds of values have.
func checkOption(o *object, kind int64, size *commandSize) {
	o.nothing("options")
	if kind == optionChannel {
		o.list("channel_types", 0, 20)
	} else {
		o.nothing("channel_types")
	}
	if kind == optionString {
		least, _ := o.integer("min_length", 0, maxStringValue)
		if most, ok := o.integer("max_length", 1, maxStringValue); ok && least > most {
			o.fault("min_length", "NUMBER_TYPE_MAX", "int value should be less than or equal to %d.", most)
		}
	} else {
		o.nothing("min_length", "max_length")
	}
	if kind == optionInteger || kind == optionNumber {
		o.anything("min_value", "max_value")
	} else {
		o.nothing("min_value", "max_value")
	}
	if kind != optionString && kind != optionInteger && kind != optionNumber {
		o.nothing("choices", "autocomplete")
		return
	}
	suggests := o.boolean("autocomplete")
	choices := checkChoices(o, kind, true, size)
	if suggests && choices > 0 {
		o.here("APPLICATION_COMMAND_OPTIONS_CHOICES_AUTOCOMPLETE", "Choices and autocomplete cannot be used together")
	}
}

// checkChoices reads the choices of an option or of an autocomplete answer, and
// returns how many there are. Only those of an option have names of their own.
func checkChoices(o *object, kind int64, unique bool, size *commandSize) int {
	list := o.objects("choices", 0, maxChoices)
	names := map[string]bool{}
	for _, c := range list {
		name := c.text("name", 1, maxChoiceName)
		if unique && names[name] {
			c.fault("name", "APPLICATION_COMMAND_OPTIONS_CHOICE_NAME_EXISTS", "Choice names must be unique")
		}
		names[name] = true
		value := checkChoiceValue(c, kind)
		size.add(name, checkLocalised(c, "name_localizations", maxChoiceName, func(string) bool { return true }))
		size.add(value, nil)
		c.end()
	}
	return len(list)
}

func checkChoiceValue(c *object, kind int64) string {
	if !c.required("value") {
		return ""
	}
	switch kind {
	case optionInteger:
		n, _ := c.integer("value", -1<<53, 1<<53)
		return strconv.FormatInt(n, 10)
	case optionNumber:
		v, _ := c.get("value")
		n, is := v.(json.Number)
		if !is {
			c.fault("value", "NUMBER_TYPE_COERCE", "Value is not a number.")
		}
		return n.String()
	default:
		return c.exact("value", 1, maxChoiceValue)
	}
}
