package bottest

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"marquee/internal/chat"
	"marquee/internal/film"
)

// stage is where a script plays.
type stage struct {
	world   *World
	driver  Driver
	speaker string
	skipped bool // the last command was none for this platform

	noon    string  // a time zone in which it is noon
	asked   film.ID // by the last why
	postbox postbox
	reached *Reached
}

type stageKey struct{}

func (s *stage) seen() Seen { return s.driver.Sees(s.speaker) }

// commands are what scripts can say:
//
//	as PERSON             who acts and reads from here on; ann at first
//	allow channel|server  lets that person manage the channel or the server
//	say /COMMAND …        types a command
//	freely /COMMAND …     the same where people type everything in one line; where
//	                      they do not, it and what is asked of its answer is skipped
//	press LABEL           presses a button
//	pick LABEL            chooses from a picker
//	fill LABEL=VALUE …    fills in and sends the open form
//	complete /COMMAND …   what is offered while typing; follow it with offers
//	[!] offers TEXT       an entry was offered that holds the text
//	[!] sees TEXT         what was seen last holds the text
//	[!] button LABEL      it has a button or a picker entry with the label
//	[!] error TEXT        a field of the form has that error
//	[!] private           the asker alone sees it
//	[!] replaced          it took the place of what was pressed
//	form                  a form is open
//	bring FILE            imports films into the database, {+N} in it being the
//	                      day in N days; $DAY1, $DAY10, $DAY100 are those in words
var commands = map[string]func(*testscript.TestScript, bool, []string){
	"as":       as,
	"allow":    allow,
	"say":      say,
	"freely":   freely,
	"press":    press,
	"pick":     pick,
	"fill":     fill,
	"complete": complete,
	"offers":   offers,
	"sees":     sees,
	"button":   button,
	"error":    fieldError,
	"private":  private,
	"replaced": replaced,
	"form":     form,
	"bring":    bring,
}

func stageOf(ts *testscript.TestScript) *stage { return ts.Value(stageKey{}).(*stage) }

// acting is stageOf for a command that does something.
func acting(ts *testscript.TestScript) *stage {
	s := stageOf(ts)
	s.skipped = false
	return s
}

func as(ts *testscript.TestScript, _ bool, args []string) {
	stageOf(ts).speaker = strings.Join(args, " ")
}

func allow(ts *testscript.TestScript, _ bool, args []string) {
	s := stageOf(ts)
	for _, a := range args {
		switch a {
		case "channel":
			s.driver.Allow(s.speaker, chat.ManageChannel)
		case "server":
			s.driver.Allow(s.speaker, chat.ManageServer)
		default:
			ts.Fatalf("allow channel or server, not %s", a)
		}
	}
}

func say(ts *testscript.TestScript, _ bool, args []string) {
	s := acting(ts)
	s.driver.Say(s.speaker, strings.Join(args, " "))
	log(ts, s)
}

func freely(ts *testscript.TestScript, neg bool, args []string) {
	s := stageOf(ts)
	if !s.driver.Freely() {
		ts.Logf("not typed freely here")
		s.skipped = true
		return
	}
	say(ts, neg, args)
}

func press(ts *testscript.TestScript, _ bool, args []string) {
	s := acting(ts)
	ts.Check(s.driver.Press(s.speaker, strings.Join(args, " ")))
	log(ts, s)
}

func pick(ts *testscript.TestScript, _ bool, args []string) {
	s := acting(ts)
	ts.Check(s.driver.Pick(s.speaker, strings.Join(args, " ")))
	log(ts, s)
}

func fill(ts *testscript.TestScript, _ bool, args []string) {
	s := acting(ts)
	fields := make(map[string]string)
	for _, a := range args {
		name, value, ok := strings.Cut(a, "=")
		if !ok {
			ts.Fatalf("fill LABEL=VALUE, not %s", a)
		}
		fields[name] = value
	}
	ts.Check(s.driver.Fill(s.speaker, fields))
	log(ts, s)
}

// log puts what was seen into the script's log, for whoever reads a failure.
func log(ts *testscript.TestScript, s *stage) {
	seen := s.seen()
	who := "everybody"
	if seen.Private {
		who = s.speaker
	}
	ts.Logf("(%s sees)\n%s\n%s", who, seen.Text, strings.Join(seen.Labels, " | "))
}

func complete(ts *testscript.TestScript, _ bool, args []string) {
	s := acting(ts)
	list := s.driver.Complete(s.speaker, strings.Join(args, " "))
	ts.Setenv("OFFERED", strings.Join(list, "\n"))
	ts.Logf("(offered) %s", strings.Join(list, " | "))
}

func offers(ts *testscript.TestScript, neg bool, args []string) {
	want(ts, neg, strings.Contains(ts.Getenv("OFFERED"), strings.Join(args, " ")), "offer %q", strings.Join(args, " "))
}

func sees(ts *testscript.TestScript, neg bool, args []string) {
	text := strings.Join(args, " ")
	want(ts, neg, strings.Contains(squeeze(stageOf(ts).seen().Text), squeeze(text)), "sight of %q", text)
}

// squeeze makes every run of spaces and line ends one space: how a platform
// breaks lines is its own business.
func squeeze(s string) string { return strings.Join(strings.Fields(s), " ") }

func button(ts *testscript.TestScript, neg bool, args []string) {
	label := strings.Join(args, " ")
	want(ts, neg, slices.Contains(stageOf(ts).seen().Labels, label), "button %q", label)
}

func fieldError(ts *testscript.TestScript, neg bool, args []string) {
	text := strings.Join(args, " ")
	want(ts, neg, strings.Contains(strings.Join(stageOf(ts).seen().Errors, "\n"), text), "error %q", text)
}

func private(ts *testscript.TestScript, neg bool, _ []string) {
	want(ts, neg, stageOf(ts).seen().Private, "privacy")
}

func replaced(ts *testscript.TestScript, neg bool, _ []string) {
	want(ts, neg, stageOf(ts).seen().Replaced, "replacement")
}

func form(ts *testscript.TestScript, neg bool, _ []string) {
	want(ts, neg, stageOf(ts).seen().IsForm, "form")
}

func want(ts *testscript.TestScript, neg, got bool, format string, args ...any) {
	if stageOf(ts).skipped {
		return
	}
	what := fmt.Sprintf(format, args...)
	switch {
	case neg && got:
		ts.Fatalf("unwanted %s", what)
	case !neg && !got:
		ts.Fatalf("no %s", what)
	}
}

// aheads are the days that scripts can speak of, as days from today.
var aheads = []int{1, 10, 100}

func days(now time.Time) map[string]string {
	out := make(map[string]string)
	for _, n := range aheads {
		d := film.DateOf(now.In(Defaults().Location())).AddDays(n)
		out[fmt.Sprintf("DAY%d", n)] = fmt.Sprintf("%d %s %d", d.Day(), d.Month(), d.Year())
	}
	return out
}

func bring(ts *testscript.TestScript, _ bool, args []string) {
	s := stageOf(ts)
	text := ts.ReadFile(args[0])
	today := film.DateOf(time.Now().In(Defaults().Location()))
	for _, n := range aheads {
		text = strings.ReplaceAll(text, fmt.Sprintf("{+%d}", n), today.AddDays(n).String())
	}
	ts.Check(s.world.Bring(args[0], text))
}
