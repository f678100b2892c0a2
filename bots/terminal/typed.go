package terminal

import (
	"strconv"
	"strings"

	"github.com/agnivade/levenshtein"

	"marquee/internal/chat"
)

// A meaning is what a typed line asks for.
type meaning uint8

const (
	nothing meaning = iota
	leave           // end the conversation
	follow          // go where a number leads
	ask             // a command
	unknown         // a command that there is none of
)

// A typed line, understood.
type typed struct {
	meaning meaning
	number  int          // of follow
	command chat.Command // of ask
	name    string       // of unknown
	line    string       // of ask: what stood behind the command
	bare    bool         // of ask: the command was not typed but guessed
}

// read says what a line means, given the commands there are and the name of the
// one that gets text without a slash.
func read(line string, commands []chat.Command, bare string) typed {
	line = strings.TrimSpace(line)
	name, rest, _ := strings.Cut(line, " ")
	name = strings.ToLower(name)
	switch {
	case line == "":
		return typed{meaning: nothing}
	case rest == "" && leaves(strings.TrimPrefix(name, "/")):
		return typed{meaning: leave}
	case strings.HasPrefix(line, "/"):
		name, rest := cutName(line[1:])
		if c, ok := find(commands, name); ok {
			return typed{meaning: ask, command: c, line: rest}
		}
		return typed{meaning: unknown, name: name}
	}
	if n, ok := number(line); ok {
		return typed{meaning: follow, number: n}
	}
	if c, ok := find(commands, name); ok && rest == "" {
		return typed{meaning: ask, command: c}
	}
	if c, ok := find(commands, bare); ok {
		return typed{meaning: ask, command: c, line: line, bare: true}
	}
	return typed{meaning: unknown, name: name}
}

func leaves(name string) bool { return name == "quit" || name == "exit" }

// cutName parts a command's name, in lower case, from what stands behind it.
func cutName(s string) (name, rest string) {
	if i := strings.IndexFunc(s, breaks); i >= 0 {
		s, rest = s[:i], strings.TrimSpace(s[i:])
	}
	return strings.ToLower(s), rest
}

// number reads "3" or "[3]".
func number(s string) (int, bool) {
	if len(s) > 2 && s[0] == '[' && s[len(s)-1] == ']' {
		s = s[1 : len(s)-1]
	}
	n, err := strconv.ParseUint(s, 10, 16)
	return int(n), err == nil
}

func find(commands []chat.Command, name string) (chat.Command, bool) {
	for _, c := range commands {
		if c.Name == name {
			return c, true
		}
	}
	return chat.Command{}, false
}

// nearest returns the name of the command that was probably meant, "" where
// none is near.
func nearest(commands []chat.Command, name string) string {
	best, found := 3, ""
	if len(name) > chat.MaxRoute {
		return ""
	}
	for _, c := range commands {
		d := levenshtein.ComputeDistance(name, c.Name)
		if strings.HasPrefix(c.Name, name) && len(name) >= 2 {
			d = min(d, 1)
		}
		// A name of three letters is not two mistakes away from anything.
		if d < best && d < len(c.Name)-1 {
			best, found = d, c.Name
		}
	}
	return found
}
