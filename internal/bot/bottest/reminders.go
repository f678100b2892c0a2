package bottest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"marquee/internal/catalogue"
	"marquee/internal/chat"
	"marquee/internal/film"
	"marquee/internal/remind"
)

// reminding are what scripts can say of reminders. They need a place, so the
// script has somebody subscribe to something first. AGO is how long ago something
// was, such as 3d or 90m, and left out now. NAMES as they are typed.
//
//	followed AGO film|person|genre|region NAME [regions:GB,FR] [kinds:…] [days:7,0]
//	              [posts:single] [popularity:50] [quiet:10:00-15:00] [mention:ID]
//	              the place subscribed then, without asking what is known
//	told SOURCE FILE [AGO]
//	              a source said then all that it knows of the films in the file,
//	              {+N} and {-N} in it being days from today in the zone of $NOON
//	settle [AGO]  what changed counts as it did then
//	deliver OUTCOME [AGO]
//	              what is due then is posted, and the platform answers: sent,
//	              rejected, notsent (for an hour), doubtful, gone or down; with
//	              unseen it sends, and does not say whether something is there
//	[!] posted TEXT
//	              one of the posts that arrived holds the text
//	place removed|added|gone
//	              the platform says so of the bot and the place
//	mute FILM     the place hears no more of it
//	why FILM      types /why and a film's title
//	reason NAME TEXT
//	              a reminder of that film has the reason, and it was worded with
//	              the text in what was seen last
var reminding = map[string]func(*testscript.TestScript, bool, []string){
	"followed": followed,
	"told":     told,
	"settle":   settle,
	"deliver":  deliver,
	"posted":   posted,
	"place":    place,
	"mute":     mute,
	"why":      why,
	"reason":   reason,
}

// then reads the AGO that may stand at place n of args.
func then(ts *testscript.TestScript, args []string, n int) time.Time {
	if len(args) <= n {
		return time.Now()
	}
	d, err := ago(args[n])
	ts.Check(err)
	return time.Now().Add(-d)
}

// target returns the place of the script: the only one that ever subscribed.
func (s *stage) target(ts *testscript.TestScript) chat.Target {
	var all []remind.Place
	ts.Check(s.world.Store.View(context.Background(), func(tx remind.Tx) (err error) {
		all, err = tx.PlacesIn(chat.Target{})
		return err
	}))
	if len(all) != 1 {
		ts.Fatalf("there are %d places; have somebody subscribe in one first", len(all))
	}
	return all[0].Target
}

func (s *stage) film(ts *testscript.TestScript, title string) film.ID {
	r, err := s.world.Library.ResolveFilm(context.Background(), title, 0)
	ts.Check(err)
	if r.Found.Number == 0 {
		ts.Fatalf("no film %q", title)
	}
	return r.Found.FilmID()
}

func followed(ts *testscript.TestScript, _ bool, args []string) {
	s := stageOf(ts)
	if len(args) < 3 {
		ts.Fatalf("followed AGO film|person|genre|region NAME")
	}
	var subject remind.Subject
	switch kind, name := args[1], args[2]; kind {
	case "film":
		subject = remind.Film(s.film(ts, name))
	case "person":
		r, err := s.world.Library.ResolvePerson(context.Background(), name)
		ts.Check(err)
		subject = remind.Person(r.Found.PersonID())
	case "genre":
		subject = remind.Genre(name)
	case "region":
		subject = remind.WholeRegion(film.Region(name))
	default:
		ts.Fatalf("nobody follows a %s", kind)
	}
	sub := remind.NewSubscription(s.target(ts), subject)
	sub.Owner = "id-" + s.speaker
	for _, a := range args[3:] {
		ts.Check(setTerm(&sub, a))
	}
	_, _, err := s.world.Book.Subscribe(context.Background(), sub, then(ts, args, 0))
	ts.Check(err)
}

func setTerm(s *remind.Subscription, term string) (err error) {
	name, value, _ := strings.Cut(term, ":")
	switch name {
	case "regions":
		s.Regions, err = film.ParseRegions(value)
	case "kinds":
		s.Kinds = nil
		for v := range strings.SplitSeq(value, ",") {
			k, err := film.ParseReleaseKind(v)
			if err != nil {
				return err
			}
			s.Kinds = append(s.Kinds, k)
		}
	case "days":
		s.Leads = nil
		for v := range strings.SplitSeq(value, ",") {
			n, err := strconv.Atoi(v)
			if err != nil {
				return err
			}
			s.Leads = append(s.Leads, n)
		}
	case "posts":
		s.Mode, err = remind.ParseMode(value)
	case "popularity":
		s.Floor, err = strconv.Atoi(value)
	case "quiet":
		s.Quiet.From, s.Quiet.To, _ = strings.Cut(value, "-")
	case "mention":
		s.Mention = remind.Mention{ID: value, Name: "a role"}
	default:
		err = fmt.Errorf("no term %q", term)
	}
	return err
}

func told(ts *testscript.TestScript, _ bool, args []string) {
	s := stageOf(ts)
	if len(args) < 2 {
		ts.Fatalf("told SOURCE FILE [AGO]")
	}
	loc, err := time.LoadLocation(s.noon)
	ts.Check(err)
	text := dated(ts.ReadFile(args[1]), film.DateOf(time.Now().In(loc)))
	for line, err := range catalogue.Read(strings.NewReader(text)) {
		ts.Check(err)
		f := line.Film
		f.ID = s.film(ts, fmt.Sprintf("%s (%d)", f.Title, f.Year))
		if known, err := s.world.Store.Film(context.Background(), f.ID); err == nil {
			f.Credits = known.Credits // with the numbers of the people
		}
		ts.Check(s.world.Book.Observe(context.Background(), args[0], f, then(ts, args, 2)))
	}
}

func settle(ts *testscript.TestScript, _ bool, args []string) {
	ts.Check(stageOf(ts).world.Book.Settle(context.Background(), then(ts, args, 0)))
}

func place(ts *testscript.TestScript, _ bool, args []string) {
	s := stageOf(ts)
	w := remind.NewWatcher(s.world.Book)
	do, ok := map[string]func(context.Context, chat.Target){"removed": w.Removed, "added": w.Added, "gone": w.Gone}[strings.Join(args, " ")]
	if !ok {
		ts.Fatalf("place removed, added or gone")
	}
	do(context.Background(), s.target(ts))
}

func mute(ts *testscript.TestScript, _ bool, args []string) {
	s := stageOf(ts)
	ts.Check(s.world.Book.Mute(context.Background(), s.target(ts), s.film(ts, strings.Join(args, " ")), true))
}

func why(ts *testscript.TestScript, neg bool, args []string) {
	s := stageOf(ts)
	s.asked = s.film(ts, strings.Join(args, " "))
	say(ts, neg, append([]string{"/why"}, args...))
}

func reason(ts *testscript.TestScript, neg bool, args []string) {
	s := stageOf(ts)
	if len(args) != 2 || neg {
		ts.Fatalf("reason NAME TEXT")
	}
	all, err := s.world.Book.Why(context.Background(), s.target(ts), s.asked, time.Now())
	ts.Check(err)
	name := remind.Reason(args[0])
	if !slices.ContainsFunc(all, func(a remind.Answer) bool { return a.Reason == name || a.Dropped == name }) {
		ts.Fatalf("nothing is %q; there is %v", name, reasonsOf(all))
	}
	sees(ts, false, args[1:])
	s.reached.add(ts, name, args[1])
}

func reasonsOf(all []remind.Answer) (out []string) {
	for _, a := range all {
		what := string(a.Reason)
		if a.Dropped != "" {
			what += ": " + string(a.Dropped)
		}
		out = append(out, what)
	}
	return out
}

// A postbox is a platform that answers as the script says, and keeps what arrived.
type postbox struct {
	outcome chat.Outcome
	blind   bool // whether something is there cannot be seen
	arrived []chat.Card
}

var outcomes = map[string]chat.Outcome{
	"sent":     {Result: chat.Sent, Receipt: "1"},
	"unseen":   {Result: chat.Sent, Receipt: "1"},
	"rejected": {Result: chat.Rejected, Err: errors.New("400")},
	"notsent":  {Result: chat.NotSent, RetryAfter: time.Hour, Err: errors.New("429")},
	"doubtful": {Result: chat.Doubtful, Err: errors.New("it broke off")},
	"gone":     {Result: chat.ChannelGone, Err: errors.New("403")},
	"down":     {Result: chat.PlatformDown, Err: errors.New("401")},
}

func (p *postbox) Run(ctx context.Context, _ chat.Handler) error { <-ctx.Done(); return nil }

func (p *postbox) Post(_ context.Context, _ chat.Key, t chat.Target, c chat.Card) chat.Outcome {
	if t.Channel == "their own" { // the owner is told
		p.arrived = append(p.arrived, c)
		return outcomes["sent"]
	}
	if p.outcome.Result == chat.Sent {
		p.arrived = append(p.arrived, c)
	}
	return p.outcome
}

func (p *postbox) Find(context.Context, chat.Key, chat.Target, time.Time) (chat.Receipt, chat.Finding, error) {
	if p.blind {
		return "", chat.Unreadable, errors.New("403")
	}
	return "", chat.Absent, nil
}

func (p *postbox) Direct(context.Context, string) (chat.Target, error) {
	return chat.Target{Platform: "postbox", Channel: "their own"}, nil
}

func deliver(ts *testscript.TestScript, _ bool, args []string) {
	s := stageOf(ts)
	if len(args) == 0 {
		ts.Fatalf("deliver OUTCOME [AGO]")
	}
	out, ok := outcomes[args[0]]
	if !ok {
		ts.Fatalf("no outcome %s", args[0])
	}
	s.postbox.outcome, s.postbox.blind = out, args[0] == "unseen"
	d := remind.NewDeliverer(s.world.Book, s.world.Handler.Announcer(),
		map[string]remind.Platform{s.target(ts).Platform: {Adapter: &s.postbox}}, remind.DelivererOptions{Parallel: 1})
	tally, err := d.Tick(context.Background(), then(ts, args, 1))
	ts.Check(err)
	ts.Logf("(delivered) %+v", tally)
}

func posted(ts *testscript.TestScript, neg bool, args []string) {
	text := squeeze(strings.Join(args, " "))
	s := stageOf(ts)
	found := slices.ContainsFunc(s.postbox.arrived, func(c chat.Card) bool { return strings.Contains(squeeze(Read(c)), text) })
	if !found || neg {
		for _, c := range s.postbox.arrived {
			ts.Logf("(posted)\n%s", Read(c))
		}
	}
	want(ts, neg, found, "post with %q", text)
}
