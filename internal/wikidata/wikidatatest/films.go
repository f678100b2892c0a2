package wikidatatest

import "fmt"

// Identifiers of the double's own items, all invented.
const (
	NeverLetMeGo           = "Q9000000001" // the film of 2010
	NeverLetMeGoNovel      = "Q9000000002"
	NeverLetMeGoSoundtrack = "Q9000000003"
	Freedonia              = "Q9000000004" // a country of no table
	Festival               = "Q9000000005"
	English                = "Q9000000006"
	Lighthouse             = "Q9000000010" // an invented film
	LighthouseOld          = "Q9000000011" // merged into Lighthouse
	PuppetOpera            = "Q9000000012" // an invented film of an unusual class
	Actress                = "Q9000000013" // an invented person
	MusicVideo             = "Q9000000014" // a short film, and the video of a song
)

// namer makes items that need no more than a name, each once.
type namer struct {
	next  int
	ids   map[string]string
	items []Item
}

func newNamer(from int) *namer { return &namer{next: from, ids: map[string]string{}} }

// called returns the identifier of the item with a name.
func (n *namer) called(name string, claims ...Claim) string {
	if id := n.ids[name]; id != "" {
		return id
	}
	id := fmt.Sprintf("Q%d", n.next)
	n.next++
	n.ids[name] = id
	n.items = append(n.items, Item{ID: id, Labels: map[string]string{"en": name}, Claims: claims})
	return id
}

// Seed is Never Let Me Go (2010) with the facts of its page, its novel, and a
// soundtrack of the same name.
func Seed() []Item {
	n := newNamer(9000000100)
	f := Item{
		ID:     NeverLetMeGo,
		Labels: map[string]string{"en": "Never Let Me Go"},
		Sites:  []string{"enwiki", "dewiki", "frwiki", "commonswiki"},
		Claims: []Claim{Is(filmClass), Says("P1476", Text("en", "Never Let Me Go")), Says("P364", Entity(English)),
			Says("P2047", Minutes(103)),
			Says("P577", Date("2010-09-15"), In("Q30")),
			Says("P577", Date("2011-01-14"), In("Q145")),
			Says("P577", Date("2011-02-09"), In("Q31"), In("Q142")),
			Says("P577", Date("2011-02-24"), In("Q183")),
		},
	}
	for _, s := range []struct {
		property string
		names    []string
	}{
		{"P136", []string{"drama film", "romance film"}},
		{"P1657", []string{"R"}},
		{"P2061", []string{"2.35:1"}},
		{"P915", []string{"Fife, Scotland", "London, England", "Norfolk, England", "Somerset, England"}},
		{"P272", []string{"DNA Films", "Film4"}},
	} {
		for _, name := range s.names {
			f.Claims = append(f.Claims, Says(s.property, Entity(n.called(name))))
		}
	}
	f.Claims = append(f.Claims, Says("P750", Entity(n.called("Fox Searchlight")), Qualifier{"P1001", Entity("Q30")}))
	for _, s := range []struct {
		property, role string
		people         []string
	}{
		{"P161", "", []string{"Keira Knightley", "Andrew Garfield", "Carey Mulligan", "Charlotte Rampling", "Nathalie Richard",
			"Sally Hawkins", "Andrea Riseborough", "Domhnall Gleeson", "Isobel Meikle-Small", "Charlie Rowe", "Ella Purnell",
			"Kate Bowes Renna", "Hannah Sharp", "Christina Carrafiell", "Oliver Parsons", "Luke Bryant", "David Sterne",
			"Lydia Wilson", "Chidi Chickwe"}},
		{"P57", "", []string{"Mark Romanek"}},
		{"P58", "", []string{"Alex Garland", "Kazuo Ishiguro"}},
		{"P162", "", []string{"Alex Garland", "Andrew Macdonald", "Allon Reich"}},
		{"P3092", "co-producer", []string{"Richard Hewitt"}},
		{"P1431", "", []string{"Mark Romanek", "Tessa Ross"}},
		{"P3174", "", []string{"Denis Schnegg"}},
		{"P3092", "casting director", []string{"Kate Dowd"}},
		{"P2515", "", []string{"Rachael Fleming", "Steven Noble"}},
		{"P344", "", []string{"Adam Kimmel"}},
		{"P1040", "", []string{"Barney Pilling"}},
		{"P4805", "", []string{"Sian Grigg"}},
		{"P86", "", []string{"Rachel Portman"}},
		{"P2554", "", []string{"Mark Digby"}},
		{"P3092", "set decorator", []string{"Michelle Day"}},
	} {
		for _, name := range s.people {
			c := Says(s.property, Entity(n.called(name, Is("Q5"))))
			if s.role != "" {
				c.Qualifiers = append(c.Qualifiers, Qualifier{"P3831", Entity(n.called(s.role))})
			}
			f.Claims = append(f.Claims, c)
		}
	}
	novel, album := n.called("novel"), n.called("soundtrack album")
	return append(n.items, f,
		Item{ID: NeverLetMeGoNovel, Labels: map[string]string{"en": "Never Let Me Go"},
			Claims: []Claim{Is(novel), Says("P50", Entity(n.called("Kazuo Ishiguro")))}},
		Item{ID: NeverLetMeGoSoundtrack, Labels: map[string]string{"en": "Never Let Me Go"},
			Claims: []Claim{Is(album), Says("P86", Entity(n.called("Rachel Portman")))}},
	)
}

// Invented are films and a person that do not exist.
func Invented() []Item {
	const puppetFilm = "Q9000000020"
	return []Item{
		{ID: Lighthouse,
			Labels:  map[string]string{"en": "The Invented Lighthouse", "de": "Der erfundene Leuchtturm", "ja": "架空の灯台", "simple": "Lighthouse!"},
			Aliases: map[string][]string{"fr": {"Le Phare inventé"}},
			Sites:   []string{"enwiki", "jawiki"},
			Claims: []Claim{Is("Q24869"), Says("P345", String("tt9000010")), Says("P4947", String("9000010")),
				Says("P1476", Text("ja", "架空の灯台")),
				Says("P577", Date("2026-12-04"), In("Q145")), Says("P577", Date("2027-01"), In("Q183")),
				Says("P577", Date("2027"), In("Q142")), Says("P577", Date("2026-09-01"), In(Festival)),
				Says("P577", Date("2026-12-24"), In(Freedonia)),
				Says("P161", Entity(Actress), As("The Keeper")), Says("P57", Entity(Actress)),
				Says("P1651", String("invented_01")),
			}},
		{ID: LighthouseOld, RedirectTo: Lighthouse},
		{ID: puppetFilm, Labels: map[string]string{"en": "puppet film"}, Claims: []Claim{Says("P279", Entity("Q202866"))}},
		{ID: "Q202866", Labels: map[string]string{"en": "animated film"}, Claims: []Claim{Says("P279", Entity(filmClass))}},
		{ID: PuppetOpera, Labels: map[string]string{"mul": "Opera of Invented Puppets"},
			Claims: []Claim{Is(puppetFilm), Says("P577", Date("1999")), Says("P725", Entity(Actress), As("Puppet"))}},
		{ID: MusicVideo, Labels: map[string]string{"en": "The Invented Lighthouse (Song)"},
			Claims: []Claim{Is("Q24862"), Is("Q193977"), Says("P345", String("tt9000014"))}},
		{ID: Actress, Labels: map[string]string{"en": "Invented Actress"}, Aliases: map[string][]string{"en": {"I. Actress"}},
			Claims: []Claim{Is("Q5"), Says("P345", String("nm9000013")), Says("P4985", String("9000013")),
				Says("P569", Date("1970-05")), Says("P18", String("Invented Actress (1).jpg")), Says("P19", Entity(Festival))}},
	}
}
