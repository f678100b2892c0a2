package remind

import (
	"cmp"
	"slices"
	"time"

	"marquee/internal/chat"
	"marquee/internal/film"
	"marquee/internal/settings"
)

// A Notice is what one post says: the facts, for an Announcer to word.
type Notice struct {
	Target   chat.Target       `json:"target"`
	Settings settings.Settings `json:"settings"` // of the place: its language, and the zone of At
	At       time.Time         `json:"at"`       // when it is claimed
	Mode     Mode              `json:"mode"`     // Single: of one film, or a burst of many
	Films    []FilmNews        `json:"films"`    // one, or many for a list; by date
	Mentions []Mention         `json:"mentions,omitempty"`
	// Subscriptions are those that asked for any of it.
	Subscriptions []SubscriptionID `json:"subscriptions"`
}

// FilmNews is what a Notice says of one film.
type FilmNews struct {
	Film  film.ID `json:"film"`
	Title string  `json:"title"`
	Year  int     `json:"year,omitempty"`
	Lines []Line  `json:"lines"`
}

// A Line is one release, or one change. The post may come late, so what is said
// of "in 7 days" goes by the date and not by Lead.
type Line struct {
	Reminder Reminder `json:"reminder"` // of changes that were made one, the last
	// Change is set where the line is the news of a change.
	Change *Change    `json:"change,omitempty"`
	Also   []Reminder `json:"also,omitempty"` // what else is said by it
	// Was is the date before the last move; zero where there was none.
	Was         film.Date `json:"was,omitzero"`
	Source      string    `json:"source"`
	Certificate string    `json:"certificate,omitempty"`
	Note        string    `json:"note,omitempty"`
}

// Sizes of posts.
const (
	burst    = 4  // films of one place and time that become one list
	mostFilm = 50 // films in one list
)

// Reminders returns all that the notice says, for the ledger.
func (n Notice) Reminders() []Reminder {
	var out []Reminder
	for _, f := range n.Films {
		for _, l := range f.Lines {
			out = append(append(out, l.Reminder), l.Also...)
		}
	}
	return out
}

// notices groups what is due at one time into posts: one a film, or one for many;
// and one for the digests. It also returns what was taken back before it was
// told.
func (s *scene) notices(due []judged, now time.Time) (out []Notice, undone []drop) {
	var single, digest, subs, mentions = group{}, group{}, map[film.ID][]SubscriptionID{}, map[film.ID][]Mention{}
	mode := Daily
	seen := make(map[Reminder]bool)
	slices.SortStableFunc(due, func(a, b judged) int { return cmp.Compare(min(a.Sub.Mode, 1), min(b.Sub.Mode, 1)) })
	for _, j := range due {
		id := j.Reminder.Film
		if !slices.Contains(subs[id], j.Sub.ID) {
			subs[id] = append(subs[id], j.Sub.ID)
		}
		if m := j.Sub.Mention; m.ID != "" && !slices.Contains(mentions[id], m) {
			mentions[id] = append(mentions[id], m)
		}
		if seen[j.Reminder] {
			continue
		}
		seen[j.Reminder] = true
		if j.Sub.Mode == Single {
			single.add(j)
		} else {
			digest.add(j)
			mode = max(mode, j.Sub.Mode)
		}
	}
	make1 := func(m Mode, films []FilmNews) {
		n := Notice{Target: s.place.Target, Settings: s.settings, At: now, Mode: m, Films: films}
		for _, f := range films {
			n.Subscriptions = append(n.Subscriptions, subs[f.Film]...)
			n.Mentions = append(n.Mentions, mentions[f.Film]...)
		}
		n.Subscriptions, n.Mentions = once(n.Subscriptions), once(n.Mentions)
		slices.Sort(n.Subscriptions)
		out = append(out, n)
	}
	films, dropped := single.news()
	undone = append(undone, dropped...)
	size := 1
	if len(films) >= burst {
		size = mostFilm
	}
	for part := range slices.Chunk(films, size) {
		make1(Single, part)
	}
	films, dropped = digest.news()
	undone = append(undone, dropped...)
	for part := range slices.Chunk(films, mostFilm) {
		make1(mode, part)
	}
	return out, undone
}

// A group is what is due, by film.
type group map[film.ID][]judged

func (g group) add(j judged) { g[j.Reminder.Film] = append(g[j.Reminder.Film], j) }

// news returns the films in order of their first date.
func (g group) news() (out []FilmNews, undone []drop) {
	for id, all := range g {
		f := FilmNews{Film: id, Title: all[0].Facts.Title, Year: all[0].Facts.Year}
		var dropped []drop
		f.Lines, dropped = lines(all)
		undone = append(undone, dropped...)
		if len(f.Lines) > 0 {
			out = append(out, f)
		}
	}
	slices.SortFunc(out, func(a, b FilmNews) int {
		return cmp.Or(a.Lines[0].Reminder.Date.Compare(b.Lines[0].Reminder.Date), cmp.Compare(a.Film, b.Film))
	})
	return out, undone
}

// lines returns the lines of one film by date. Changes of one release that came
// one after the other are one.
func lines(all []judged) (out []Line, undone []drop) {
	slices.SortStableFunc(all, func(a, b judged) int { return cmp.Compare(a.Reminder.Change, b.Reminder.Change) })
	for _, j := range all {
		l := Line{Reminder: j.Reminder, Was: j.Release.Was, Source: j.Release.Source,
			Certificate: j.Release.Certificate, Note: j.Release.Note}
		if j.Change != nil {
			c := *j.Change
			l.Change, l.Source, l.Was = &c, c.Source, c.Old
			if i := slices.IndexFunc(out, func(o Line) bool { return o.Change != nil && follows(*o.Change, c) }); i >= 0 {
				first := out[i]
				l.Also = append(first.Also, first.Reminder)
				c.Old, c.Seen = first.Change.Old, first.Change.Seen
				if c.Region == "" && first.Change.What != "" {
					c.What = "" // cancelled and revived
				} else if c.Region != "" {
					c.What = changeOf(c.Old, c.New)
				}
				l.Was = c.Old
				out = slices.Delete(out, i, i+1)
			}
		}
		out = append(out, l)
	}
	out = slices.DeleteFunc(out, func(l Line) bool {
		if l.Change == nil || l.Change.What != "" && l.Change.What != Vaguer && (l.Change.Region == "" || l.Change.Old != l.Change.New) {
			return false
		}
		for _, r := range append(l.Also, l.Reminder) {
			undone = append(undone, drop{r, Undone})
		}
		return true
	})
	slices.SortStableFunc(out, func(a, b Line) int {
		return cmp.Or(a.Reminder.Date.Compare(b.Reminder.Date), cmp.Compare(a.Reminder.Region, b.Reminder.Region))
	})
	return out, undone
}

func follows(a, b Change) bool {
	return a.Source == b.Source && a.Region == b.Region && a.Kind == b.Kind
}
