package bot

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"marquee/internal/chat"
	"marquee/internal/film"
)

// option is the beginning of "option:value" or "option=value".
var option = regexp.MustCompile(`(?:^|\s)([a-z]+)[:=]\s?`)

// read fills args from what somebody typed behind the command: "option:value"
// for each option by its name, the value up to the next one, then what the
// command finds in its own way of speaking, and the rest for the option that
// takes it. It returns what nothing takes.
func (cmd command) read(line string, args map[string]string) (left string) {
	line = strings.TrimSpace(line)
	rest, end := line, len(line)
	found := option.FindAllStringSubmatchIndex(line, -1)
	for _, m := range slices.Backward(found) {
		name := line[m[2]:m[3]]
		if !cmd.takes(name) {
			continue
		}
		args[name] = strings.Trim(strings.TrimSpace(line[m[1]:end]), `"`)
		rest, end = line[:m[0]], m[0]
	}
	rest = strings.TrimSpace(rest)
	if cmd.words != nil {
		rest = cmd.words(rest, args)
	}
	if _, given := args[cmd.rest]; rest != "" && cmd.rest != "" && !given {
		args[cmd.rest] = rest
		return ""
	}
	return rest
}

func (cmd command) takes(option string) bool {
	for _, o := range cmd.Options {
		if o.Name == option {
			return true
		}
	}
	return false
}

// roleBehind reads "NAME as ROLE".
func roleBehind(rest string, args map[string]string) string {
	name, role, ok := cutLast(asWord, rest)
	if !ok {
		return rest
	}
	if _, err := film.ParseJob(role); err != nil {
		return rest
	}
	args["role"] = role
	return name
}

// Words that set an option apart from what stands before it.
var (
	asWord = regexp.MustCompile(`(?i)\sas\s+`)
	inWord = regexp.MustCompile(`(?i)\sin\s+`)
)

// cutLast cuts s around the last match of word.
func cutLast(word *regexp.Regexp, s string) (before, after string, found bool) {
	all := word.FindAllStringIndex(s, -1)
	if len(all) == 0 {
		return s, "", false
	}
	at := all[len(all)-1]
	return strings.TrimSpace(s[:at[0]]), strings.TrimSpace(s[at[1]:]), true
}

// lastWords returns the ways to cut the last one or two words off a line.
func lastWords(s string) [][2]string {
	words := strings.Fields(s)
	var out [][2]string
	for n := 1; n <= 2 && n < len(words); n++ {
		at := len(words) - n
		out = append(out, [2]string{strings.Join(words[:at], " "), strings.Join(words[at:], " ")})
	}
	return out
}

// kindAndDays reads "REGION KIND DAYS" in any order, each of them optional.
func kindAndDays(rest string, args map[string]string) string {
	var region []string
	for _, w := range strings.Fields(rest) {
		if n, err := strconv.Atoi(w); err == nil {
			args["days"] = strconv.Itoa(n)
			continue
		}
		if k, err := film.ParseReleaseKind(w); err == nil {
			args["kind"] = k.String()
			continue
		}
		if !slices.Contains([]string{"in", "days", "day", "the", "next"}, strings.ToLower(w)) {
			region = append(region, w)
		}
	}
	return strings.Join(region, " ")
}

// settingPairs reads "OPTION VALUE OPTION VALUE …", each value up to the next
// option's name.
func settingPairs(rest string, args map[string]string) string {
	option := ""
	for _, w := range strings.Fields(rest) {
		if slices.ContainsFunc(settingsSpec.Options, func(o chat.Option) bool { return o.Name == strings.ToLower(w) }) {
			option = strings.ToLower(w)
			continue
		}
		if option == "" {
			return rest
		}
		args[option] = strings.TrimSpace(args[option] + " " + w)
	}
	return ""
}
