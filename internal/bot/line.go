package bot

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"marquee/internal/chat"
	"marquee/internal/film"
)

// pair is "option:value" or "option=value", the value perhaps in quotes.
var pair = regexp.MustCompile(`(?:^|\s)([a-z]+)[:=]\s?("[^"]*"|\S+)`)

// read fills args from what somebody typed behind the command: "option:value"
// for each option by its name, then what the command finds in its own way of
// speaking, and the rest for the option that takes it.
func (cmd command) read(line string, args map[string]string) {
	line = strings.TrimSpace(line)
	rest := pair.ReplaceAllStringFunc(line, func(m string) string {
		p := pair.FindStringSubmatch(m)
		if !cmd.takes(p[1]) {
			return m
		}
		args[p[1]] = strings.Trim(p[2], `"`)
		return " "
	})
	rest = strings.TrimSpace(rest)
	if cmd.words != nil {
		rest = cmd.words(rest, args)
	}
	if rest != "" && cmd.rest != "" {
		if _, given := args[cmd.rest]; !given {
			args[cmd.rest] = rest
		}
	}
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
	i := strings.LastIndex(strings.ToLower(rest), " as ")
	if i < 0 || i+4 > len(rest) {
		return rest
	}
	if _, err := film.ParseJob(rest[i+4:]); err != nil {
		return rest
	}
	args["role"] = strings.TrimSpace(rest[i+4:])
	return strings.TrimSpace(rest[:i])
}

// regionBehind reads "TITLE in REGION". Whether that was meant, or a title such
// as "Once Upon a Time in Mexico", only the library can tell.
func regionBehind(title string) (rest, region string, ok bool) {
	i := strings.LastIndex(strings.ToLower(title), " in ")
	if i < 0 || i+4 > len(title) {
		return title, "", false
	}
	r, err := film.ParseRegion(title[i+4:])
	if err != nil {
		return title, "", false
	}
	return strings.TrimSpace(title[:i]), string(r), true
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
