package bot

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/language"

	"marquee/internal/chat"
	"marquee/internal/film"
	"marquee/internal/remind"
)

// termNames are the options that say on what terms something is followed, in the
// order in which packTerms writes them.
var termNames = []string{"regions", "kinds", "days", "posts", "mention", "quiet", "popularity", "role"}

// termsSaid are those of args that say terms.
func termsSaid(args map[string]string) (names []string) {
	for _, name := range termNames {
		if args[name] != "" {
			names = append(names, name)
		}
	}
	return names
}

// readForm reads what a form of terms sends, which shows what is there: its empty
// regions are those that are set here, and its empty mention is nobody.
func readForm(args map[string]string, s *remind.Subscription) map[string]string {
	called := s.Mention
	s.Regions, s.Mention = nil, remind.Mention{}
	errors := readTerms(args, s)
	if s.Mention.ID == called.ID {
		s.Mention = called // with its name, which the form has not
	}
	return errors
}

// readTerms reads the terms that were given for a subscription; what is empty
// stays as it is. Each value that cannot be read has a sentence under its name.
func readTerms(args map[string]string, s *remind.Subscription) map[string]string {
	errors := make(map[string]string)
	read := func(name string, into func(string) string) {
		if v := args[name]; v != "" {
			if sentence := into(v); sentence != "" {
				errors[name] = sentence
			}
		}
	}
	read("role", func(v string) string {
		if s.Subject.Kind != remind.OfPerson {
			return sayRoleOfNobody
		}
		j, err := film.ParseJob(v)
		if err != nil {
			return sayRole(v)
		}
		s.Jobs = []film.Job{j}
		return ""
	})
	read("regions", func(v string) string {
		regions, err := film.ParseRegions(v)
		switch {
		case err != nil:
			return sayRegions(v)
		case len(regions) > maxRegions:
			return fmt.Sprintf("That is more than %d regions. Keep to those that matter here.", maxRegions)
		case s.Subject.Kind == remind.OfRegion && !slices.Equal(regions, []film.Region{s.Subject.Region}):
			name := s.Subject.Region.Name(language.English)
			return fmt.Sprintf("Everything in %s goes by the dates of %s alone. Leave the regions out, and subscribe to every other region apart.", name, name)
		}
		s.Regions = regions
		return ""
	})
	read("kinds", func(v string) (sentence string) {
		s.Kinds, sentence = parseKinds(v)
		return sentence
	})
	read("days", func(v string) (sentence string) {
		s.Leads, sentence = parseLeads(v)
		return sentence
	})
	read("posts", func(v string) string {
		m, err := parseMode(v)
		if err != nil {
			return fmt.Sprintf("I know no way to post called %s. Choose single, daily or weekly.", quoted(v))
		}
		s.Mode = m
		return ""
	})
	read("mention", func(v string) (sentence string) {
		s.Mention, sentence = parseMention(v)
		return sentence
	})
	read("quiet", func(v string) (sentence string) {
		s.Quiet, sentence = parseQuiet(v)
		return sentence
	})
	read("popularity", func(v string) string {
		n, err := strconv.Atoi(v)
		if err != nil || n < 0 || n > 10_000_000 {
			return fmt.Sprintf("%s is no number of people. Give one such as 50, or 0 for every film.", quoted(v))
		}
		s.Floor = n
		return ""
	})
	return errors
}

// sayRoleOfNobody says what a role without a person lacks.
const sayRoleOfNobody = "A role belongs to a person: give one as well, such as person:Keira Knightley role:director."

// parseGenre finds the genre of the list that was typed.
func parseGenre(v string) (genre, sentence string) {
	for _, g := range genres {
		if film.Fold(g) == film.Fold(v) {
			return g, ""
		}
	}
	return "", fmt.Sprintf("I know no genre called %s. Choose from: %s.", quoted(v), strings.Join(genres, ", "))
}

// parseMode also reads the labels of the choices.
func parseMode(v string) (remind.Mode, error) {
	for _, c := range modeChoices() {
		if strings.EqualFold(c.Label, v) {
			v = c.Value
		}
	}
	return remind.ParseMode(strings.ToLower(v))
}

// separators part a list that people type.
var separators = regexp.MustCompile(`[\s,;/]+`)

func words(v string) []string {
	return slices.DeleteFunc(separators.Split(v, -1), func(s string) bool { return s == "" || strings.EqualFold(s, "and") })
}

func parseKinds(v string) ([]film.ReleaseKind, string) {
	if strings.EqualFold(strings.TrimSpace(v), "all") {
		return film.ReleaseKinds(), ""
	}
	var out []film.ReleaseKind
	for _, w := range words(v) {
		k, err := film.ParseReleaseKind(w)
		if err != nil || k == film.Unspecified {
			return nil, fmt.Sprintf("I know no kind of release called %s. Choose from: %s; or all.", quoted(w), kindList())
		}
		if !slices.Contains(out, k) {
			out = append(out, k)
		}
	}
	return out, ""
}

func parseLeads(v string) ([]int, string) {
	var out []int
	for _, w := range words(v) {
		n, err := strconv.Atoi(strings.TrimSuffix(strings.TrimSuffix(strings.ToLower(w), "days"), "d"))
		if err != nil || n < 0 || n > remind.MaxLead {
			return nil, fmt.Sprintf("%s is no number of days ahead. Give some from 0, for the day itself, to %d, such as 30, 7, 0.", quoted(w), remind.MaxLead)
		}
		if !slices.Contains(out, n) {
			out = append(out, n)
		}
	}
	if len(out) > maxLeads {
		return nil, fmt.Sprintf("That is more than %d reminders of one date. Keep to those that matter.", maxLeads)
	}
	slices.SortFunc(out, func(a, b int) int { return b - a })
	return out, ""
}

// maxLeads is how many lead times a subscription takes.
const maxLeads = 10

// roleMention is a role or a user group as Discord and Slack write it into what was
// typed; plainID is the id alone.
// https://discord.com/developers/docs/reference#message-formatting
// https://docs.slack.dev/messaging/formatting-message-text
var (
	roleMention  = regexp.MustCompile(`^<@&(\d{15,20})>$`)
	groupMention = regexp.MustCompile(`^<!subteam\^([A-Z0-9]{6,20})(?:\|@?([^>]{1,80}))?>$`)
	plainID      = regexp.MustCompile(`^(?:\d{15,20}|S[A-Z0-9]{6,19})$`)
	toEverybody  = regexp.MustCompile(`(?i)^<?[@!]?(?:everyone|here|channel|group)>?$`)
)

func parseMention(v string) (remind.Mention, string) {
	v = strings.TrimSpace(v)
	if m := roleMention.FindStringSubmatch(v); m != nil {
		return remind.Mention{ID: m[1], Name: "a role"}, ""
	}
	if m := groupMention.FindStringSubmatch(v); m != nil {
		name := "a user group"
		if m[2] != "" {
			name = "@" + m[2]
		}
		return remind.Mention{ID: m[1], Name: name}, ""
	}
	switch {
	case plainID.MatchString(v):
		return remind.Mention{ID: v, Name: "a role"}, ""
	case strings.EqualFold(v, "none"):
		return remind.Mention{}, ""
	case toEverybody.MatchString(v):
		return remind.Mention{}, "I never call everybody. Choose a role or a user group of those who want it."
	}
	return remind.Mention{}, fmt.Sprintf("%s is no role or user group that I can read. Type @ and choose it from the list, or give its id.", quoted(v))
}

var quietHours = regexp.MustCompile(`^(\d{1,2})(?:[:.](\d{2}))?\s*(?:-|–|to)\s*(\d{1,2})(?:[:.](\d{2}))?$`)

func parseQuiet(v string) (remind.Quiet, string) {
	if strings.EqualFold(strings.TrimSpace(v), "none") {
		return remind.Quiet{}, ""
	}
	sentence := fmt.Sprintf("%s are no hours. Give two such as 22:00-07:00, or none.", quoted(v))
	m := quietHours.FindStringSubmatch(strings.TrimSpace(v))
	if m == nil {
		return remind.Quiet{}, sentence
	}
	clock := func(hour, minute string) (string, bool) {
		h, _ := strconv.Atoi(hour)
		n, _ := strconv.Atoi(minute) // "" is 0
		return fmt.Sprintf("%02d:%02d", h, n), h < 24 && n < 60
	}
	from, ok1 := clock(m[1], m[2])
	to, ok2 := clock(m[3], m[4])
	if !ok1 || !ok2 || from == to {
		return remind.Quiet{}, sentence
	}
	return remind.Quiet{From: from, To: to}, ""
}

// newForm asks for a film and the terms of its subscription.
func newForm(c *call) *chat.Form {
	sub := remind.NewSubscription(c.Target, remind.Film(0))
	form := termsForm("Remind here", chat.NewRoute("subscribe", "new"), sub)
	form.Fields = append([]chat.FormField{{Name: "film", Label: "Film", Required: true, Hint: "Its title; for others type /subscribe person: …"}}, form.Fields[:4]...)
	return form
}

// termsForm asks for the terms of a subscription, with those it has filled in.
func termsForm(title, route string, s remind.Subscription) *chat.Form {
	kinds := make([]string, len(s.Kinds))
	for i, k := range s.Kinds {
		kinds[i] = k.String()
	}
	leads := make([]string, len(s.Leads))
	for i, n := range s.Leads {
		leads[i] = strconv.Itoa(n)
	}
	regions := chat.FormField{Name: "regions", Label: "Regions", Value: regionCodes(s.Regions), Hint: "Empty: those that are set here"}
	form := &chat.Form{
		Title: title, Route: route, Submit: "Save",
		Fields: []chat.FormField{
			regions,
			{Name: "kinds", Label: "Kinds of release", Value: strings.Join(kinds, ", "), Hint: kindList() + "; or all"},
			{Name: "days", Label: "Days ahead; 0 is the day itself", Value: strings.Join(leads, ", "), Hint: "Such as 30, 7, 0"},
			{Name: "posts", Label: "Posts", Value: s.Mode.String(), Choices: modeChoices()},
			{Name: "mention", Label: "Role to call", Value: s.Mention.ID, Hint: "Its id, or none"},
		},
	}
	if s.Subject.Kind == remind.OfRegion {
		form.Fields = form.Fields[1:] // its one region is what it is
	}
	return form
}

// againForm is the form for terms that a picker could not keep.
func againForm(route string, s remind.Subscription) *chat.Form {
	form := termsForm("Fill in again", route, s)
	form.Fields[0].Hint = "What you typed was too long to be kept. Empty: those that are set here"
	return form
}

// takeRoute is the route of a picker's entry that subscribes to a film or a person
// on the terms that args say. Terms that are too long for a route are left to a
// form, and kept is false.
func takeRoute(kind, id string, args map[string]string) (route string, kept bool) {
	parts := []string{chat.RouteVersion, "subscribe", "take", kind, id}
	route = strings.Join(append(parts, packTerms(kind, args)...), "/")
	if _, err := chat.ParseRoute(route); err != nil {
		return chat.NewRoute("subscribe", "again", kind, id), false
	}
	return route, true
}

// tellTooLong says on a card that asks which one is meant that the terms could not
// be kept.
func tellTooLong(card *chat.Card, args map[string]string) {
	if card.Tone == chat.Info {
		return // the one that was found has them
	}
	card.Body = append(card.Body, chat.Break(), chat.Plain(fmt.Sprintf("I cannot keep %s while you choose: together that is too long. "+
		"Fill it in again when asked, or type the command again with the id or the year of the one that you mean.", strings.Join(termsSaid(args), ", "))))
}

// unsaid stands in a route for what was not said.
const unsaid = "-"

// packTerms writes the terms that args say of a film or a person as parts of a
// route, by termNames. They have been read before, so they can be read.
func packTerms(kind string, args map[string]string) []string {
	var s remind.Subscription
	if kind == "person" {
		s.Subject.Kind = remind.OfPerson
	}
	readTerms(args, &s)
	regions, kinds, leads, jobs := make([]string, 0), make([]string, 0), make([]string, 0), make([]string, 0)
	for _, r := range s.Regions {
		regions = append(regions, string(r))
	}
	for _, k := range s.Kinds {
		kinds = append(kinds, fmt.Sprint(uint8(k)))
	}
	for _, n := range s.Leads {
		leads = append(leads, strconv.Itoa(n))
	}
	for _, j := range s.Jobs {
		jobs = append(jobs, fmt.Sprint(uint8(j)))
	}
	quiet, mention := strings.ReplaceAll(s.Quiet.From+"-"+s.Quiet.To, ":", "."), s.Mention.ID
	if s.Quiet == (remind.Quiet{}) {
		quiet = "none"
	}
	if mention == "" {
		mention = "none"
	}
	out := []string{strings.Join(regions, ","), strings.Join(kinds, ","), strings.Join(leads, ","), fmt.Sprint(uint8(s.Mode)),
		mention, quiet, strconv.Itoa(s.Floor), strings.Join(jobs, ",")}
	for i, p := range out {
		if p == "" || args[termNames[i]] == "" {
			out[i] = unsaid
		}
	}
	return out
}

// unpackTerms reads what packTerms wrote, as it comes from outside, on top of the
// terms of s.
func unpackTerms(s *remind.Subscription, parts []string) bool {
	if len(parts) != len(termNames) {
		return false
	}
	args := make(map[string]string)
	for i, name := range termNames {
		if parts[i] != unsaid {
			args[name] = parts[i]
		}
	}
	for name, values := range map[string]func(uint8) string{
		"kinds": func(n uint8) string { return film.ReleaseKind(n).String() },
		"posts": func(n uint8) string { return remind.Mode(n).String() },
	} {
		var out []string
		for _, w := range words(args[name]) {
			n, err := strconv.ParseUint(w, 10, 8)
			if err != nil {
				return false
			}
			out = append(out, values(uint8(n)))
		}
		args[name] = strings.Join(out, ",")
	}
	if args["role"] != "" {
		s.Jobs = nil
	}
	for _, w := range words(args["role"]) {
		n, err := strconv.ParseUint(w, 10, 8)
		if err != nil || int(n) >= len(film.Jobs()) {
			return false
		}
		s.Jobs = append(s.Jobs, film.Job(n))
	}
	delete(args, "role")
	return len(readTerms(args, s)) == 0
}
