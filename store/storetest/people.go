package storetest

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"marquee/internal/film"
	"marquee/store"
)

// TestPeople tests who the people in credits are.
func TestPeople(t *testing.T, e Engine) {
	cases(t, e, map[string]func(*testing.T, Store){
		"filmography":              filmography,
		"by name":                  peopleByName,
		"by alias":                 peopleByAlias,
		"in doubt apart":           peopleInDoubt,
		"the bundled one is older": bundledPerson,
		"two become one":           twoPeopleBecomeOne,
		"in one film":              becomeOneInOneFilm,
		"conflicts":                peopleConflict,
		"popularity":               popularityOfPeople,
	})
}

func filmography(t *testing.T, s Store) {
	first := everything
	first.Credits = append(first.Credits, film.Credit{Job: film.Cast, Name: "Ada Quillfeather", As: "The King"})
	save(t, s, first, film.Film{Title: "Saltmarsh", Year: 2001, Credits: cast("Ada Quillfeather")})
	got := person1(t, s, "ada quillfeather")
	want := film.Person{
		ID: got.ID, Name: "Ada Quillfeather",
		Filmography: []film.PersonCredit{
			{
				Film: firstLocal, Title: first.Title, Year: 2024, Date: film.MustDate("2024-05-02"),
				Job: film.Cast, As: "Oum / The King", Origin: first.Origins["credits"],
			},
			{Film: firstLocal + 1, Title: "Saltmarsh", Year: 2001, Job: film.Cast, Origin: origin},
		},
		Origin: first.Origins["credits"],
	}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(film.Date{}, film.Popularity{})); diff != "" {
		t.Errorf("person (-want +got):\n%s", diff)
	}
	cyra := person1(t, s, "Cyra Vell")
	if len(cyra.Filmography) != 2 || cyra.Ids.IMDb != "nm9000001" || cyra.Filmography[1].Note != "screenplay" {
		t.Errorf("two jobs on a film gave %+v", cyra)
	}
}

func peopleByName(t *testing.T, s Store) {
	save(t, s,
		film.Film{Title: "One", Credits: cast("Zoë O'Fell")},
		film.Film{Title: "Two", Credits: cast("Zoe OFell", "???", "!!!")})
	p := person1(t, s, "zoe o'fell")
	if p.ID != film.FirstLocalID || p.Name != "Zoë O'Fell" || len(p.Filmography) != 2 {
		t.Errorf("one person in two films is %+v", p)
	}
	two := film1(t, s, "Two").Credits
	if two[0].Person != p.ID || two[1].Person == two[2].Person {
		t.Errorf("credits have %+v", two)
	}
}

func credit(name string, person film.PersonID, a film.Aliases) film.Credits {
	return film.Credits{{Name: name, Person: person, Ids: a}}
}

func peopleByAlias(t *testing.T, s Store) {
	save(t, s,
		film.Film{Title: "One", Credits: credit("Ada Quillfeather", 0, film.Aliases{IMDb: "nm0000001"})},
		film.Film{Title: "Two", Credits: credit("A. Quillfeather", 0, film.Aliases{IMDb: "nm0000001", TMDB: 1})},
		film.Film{Title: "Three", Credits: credit("Ada Quillfeather", 0, film.Aliases{IMDb: "nm0000002"})})
	p := person1(t, s, "A. Quillfeather")
	if p.Name != "Ada Quillfeather" || len(p.Filmography) != 2 || p.Ids != (film.Aliases{IMDb: "nm0000001", TMDB: 1}) {
		t.Errorf("under another name it is %+v", p)
	}
	if all := peopleNamed(t, s, "Ada Quillfeather"); len(all) != 2 {
		t.Errorf("%d people of one name and two ids", len(all))
	}
}

func peopleInDoubt(t *testing.T, s Store) {
	save(t, s,
		film.Film{Title: "One", Credits: credit("Ada Quillfeather", 0, film.Aliases{TMDB: 1})},
		film.Film{Title: "Two", Credits: credit("Ada Quillfeather", 0, film.Aliases{TMDB: 2})},
		film.Film{Title: "Three", Credits: cast("Ada Quillfeather")},
		film.Film{Title: "Four", Credits: cast("Ada Quillfeather")})
	all := peopleNamed(t, s, "Ada Quillfeather")
	if len(all) != 3 || len(all[2].Filmography) != 2 {
		t.Errorf("one who may be either of two is %+v", all)
	}
}

func bundledPerson(t *testing.T, s Store) {
	save(t, s, film.Film{Title: "One", Credits: credit("Ada Quillfeather", 0, film.Aliases{TMDB: 1})})
	save(t, s, film.Film{Title: "Two", Credits: credit("Ada Quillfeather", 42, film.Aliases{})})
	save(t, s, film.Film{Title: "Three", Credits: credit("A. Quillfeather", 0, film.Aliases{TMDB: 1})})
	p := personOf(t, s, film.FirstLocalID)
	if p.ID != 42 || len(p.Filmography) != 3 || p.Ids.TMDB != 1 {
		t.Errorf("the younger number leads to %+v", p)
	}
	if f := film1(t, s, "One"); f.Credits[0].Person != 42 {
		t.Errorf("a film saved before still has %s", f.Credits[0].Person)
	}
	if p := person1(t, s, "Ada Quillfeather"); p.ID != 42 {
		t.Errorf("the name leads to %s", p.ID)
	}
	save(t, s, film.Film{Title: "Four", Credits: credit("Ada Quillfeather", film.FirstLocalID, film.Aliases{})},
		film.Film{Title: "Five", Credits: cast("Bo Tarrasque")})
	if f := film1(t, s, "Four"); f.Credits[0].Person != 42 {
		t.Errorf("saved under a number that gave way it is %s", f.Credits[0].Person)
	}
	if p := person1(t, s, "Bo Tarrasque"); p.ID != film.FirstLocalID+1 {
		t.Errorf("the next number is %s: no number is given twice", p.ID)
	}
}

func twoPeopleBecomeOne(t *testing.T, s Store) {
	save(t, s,
		film.Film{Title: "One", Credits: credit("Ada Quillfeather", 0, film.Aliases{IMDb: "nm0000001"})},
		film.Film{Title: "Two", Credits: credit("Ada Q.", 0, film.Aliases{TMDB: 1})},
		film.Film{Title: "Three", Credits: credit("Ada Quillfeather", 0, film.Aliases{IMDb: "nm0000001", TMDB: 1})})
	p := personOf(t, s, film.FirstLocalID+1)
	if p.ID != film.FirstLocalID || len(p.Filmography) != 3 {
		t.Errorf("the younger number leads to %+v", p)
	}
	if q := person1(t, s, "Ada Q"); q.ID != p.ID {
		t.Errorf("its name leads to %s", q.ID)
	}
	if f := film1(t, s, "Two"); f.Credits[0].Person != p.ID {
		t.Errorf("a film saved before still has %s", f.Credits[0].Person)
	}
}

// becomeOneInOneFilm checks a film whose own later credit shows that two people
// of its earlier ones are one.
func becomeOneInOneFilm(t *testing.T, s Store) {
	save(t, s, film.Film{Title: "One", Credits: film.Credits{
		{Name: "Ada Quillfeather", Ids: film.Aliases{IMDb: "nm0000001"}},
		{Name: "Ada Q.", Ids: film.Aliases{TMDB: 1}},
		{Job: film.Director, Name: "Ada", Ids: film.Aliases{IMDb: "nm0000001", TMDB: 1}},
	}})
	for _, c := range film1(t, s, "One").Credits {
		if c.Person != film.FirstLocalID {
			t.Errorf("%s is %s", c.Name, c.Person)
		}
	}
	if p := personOf(t, s, film.FirstLocalID+1); len(p.Filmography) != 2 {
		t.Errorf("it is %+v, want one entry a job", p)
	}
	if n := stats(t, s).People; n != 1 {
		t.Errorf("%d people", n)
	}
}

func peopleConflict(t *testing.T, s Store) {
	save(t, s, film.Film{Title: "One", Credits: film.Credits{
		{Name: "Ada Quillfeather", Person: 42, Ids: film.Aliases{IMDb: "nm0000001"}},
		{Name: "Bo Tarrasque", Person: 43, Ids: film.Aliases{TMDB: 1}},
	}})
	a := film.Aliases{IMDb: "nm0000001", TMDB: 1}
	e := refuse[*store.ConflictError](t, s, film.Film{Title: "Two"}, film.Film{Title: "Three", Credits: credit("Ada", 0, a)})
	if e.Position != 1 || e.Name != "Ada" || e.Ids != a {
		t.Errorf("refused with %+v", e)
	}
}

func popularityOfPeople(t *testing.T, s Store) {
	save(t, s,
		film.Film{Title: "One", Popularity: film.PopularityOf(5), Credits: cast("Ada Quillfeather", "Ada Quillfeather")},
		film.Film{Title: "Two", Credits: cast("Ada Quillfeather", "Bo Tarrasque")},
		film.Film{Title: "Three", Popularity: film.PopularityOf(50), Credits: cast("Ada Quillfeather")},
		film.Film{Title: "Four", Popularity: film.PopularityOf(10), Credits: cast("Ada Quillfeather")})
	for name, want := range map[string]film.Listing{
		"Ada Quillfeather": {Popularity: film.PopularityOf(65), Detail: "Three, Four"},
		"Bo Tarrasque":     {Detail: "Two"},
	} {
		list, err := s.People().Named(t.Context(), film.SearchKeys(name), 2)
		if err != nil || len(list) != 1 {
			t.Fatalf("Named(%q) = %v, %v", name, list, err)
		}
		want.Number, want.Name, want.Matched = list[0].Number, name, name
		if diff := cmp.Diff(want, list[0], cmp.AllowUnexported(film.Popularity{})); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}
