package settings_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/language"

	"marquee/internal/film"
	"marquee/internal/settings"
)

func ExampleSettings_Or() {
	channel := settings.Settings{Regions: []film.Region{"DE", "AT"}}
	server := settings.Settings{Regions: []film.Region{"US"}, Zone: "Europe/Berlin"}
	config := settings.Settings{Regions: []film.Region{"GB"}, Zone: "Europe/London", Hour: "09:00"}
	s := channel.Or(server).Or(config)
	fmt.Println(s.Home(), s.Regions, s.Location(), s.Hour)
	// Output: DE [DE AT] Europe/Berlin 09:00
}

func TestOr(t *testing.T) {
	full := settings.Settings{Regions: []film.Region{"GB"}, Language: language.German, Zone: "Europe/London", Hour: "09:00"}
	other := settings.Settings{Regions: []film.Region{"US", "CA"}, Language: language.French, Zone: "America/New_York", Hour: "10:00"}
	for _, tt := range []struct {
		name          string
		s, next, want settings.Settings
	}{
		{"says nothing", settings.Settings{}, full, full},
		{"says all", full, other, full},
		{"nobody says anything", settings.Settings{}, settings.Settings{}, settings.Settings{}},
		{"regions alone", settings.Settings{Regions: full.Regions}, other,
			settings.Settings{Regions: full.Regions, Language: other.Language, Zone: other.Zone, Hour: other.Hour}},
		{"the language alone", settings.Settings{Language: full.Language}, other,
			settings.Settings{Regions: other.Regions, Language: full.Language, Zone: other.Zone, Hour: other.Hour}},
		{"the zone alone", settings.Settings{Zone: full.Zone}, other,
			settings.Settings{Regions: other.Regions, Language: other.Language, Zone: full.Zone, Hour: other.Hour}},
		{"the hour alone", settings.Settings{Hour: full.Hour}, other,
			settings.Settings{Regions: other.Regions, Language: other.Language, Zone: other.Zone, Hour: full.Hour}},
		{"an empty list of regions says nothing", settings.Settings{Regions: []film.Region{}}, other, other},
	} {
		got := tt.s.Or(tt.next)
		if !slices.Equal(got.Regions, tt.want.Regions) || got.Language != tt.want.Language ||
			got.Zone != tt.want.Zone || got.Hour != tt.want.Hour {
			t.Errorf("%s: %+v, want %+v", tt.name, got, tt.want)
		}
	}
}

func TestHomeAndLocation(t *testing.T) {
	for _, tt := range []struct {
		s        settings.Settings
		home     film.Region
		location string
	}{
		{settings.Settings{}, "", "UTC"},
		{settings.Settings{Regions: []film.Region{"GB", "US"}, Zone: "Europe/London"}, "GB", "Europe/London"},
		{settings.Settings{Zone: "Nowhere/Land"}, "", "UTC"},
		{settings.Settings{Zone: "Local"}, "", "UTC"},
	} {
		if got := tt.s.Home(); got != tt.home {
			t.Errorf("%+v: at home in %q", tt.s, got)
		}
		if got := tt.s.Location().String(); got != tt.location {
			t.Errorf("%+v: in %s, want %s", tt.s, got, tt.location)
		}
	}
}

func TestParseClock(t *testing.T) {
	for in, want := range map[string]settings.Clock{
		"9": "09:00", "09": "09:00", "9:30": "09:30", "09:30": "09:30", " 09:30 ": "09:30", "9.30": "09:30",
		"9am": "09:00", "9 AM": "09:00", "5:30pm": "17:30", "5.30 pm": "17:30", "12pm": "12:00",
		"04:00": "04:00", "20:30": "20:30", "18": "18:00",
		"": "", "3:59": "", "20:31": "", "0": "", "00:00": "", "24": "", "24:00": "", "25": "", "12am": "", "13pm": "", "9:60": "",
		"9:3": "", "9:300": "", "-9": "", "+9": "", "9:00:00": "", "nine": "", "９": "", "\xff": "", "09:00Z": "",
		strings.Repeat(" ", 5000) + "9": "",
	} {
		got, err := settings.ParseClock(in)
		if got != want || (want == "") != errors.Is(err, settings.ErrClock) {
			t.Errorf("ParseClock(%.20q) = %q, %v; want %q", in, got, err, want)
		}
	}
	_, err := settings.ParseClock("23:00")
	if err == nil || !strings.Contains(err.Error(), "between 04:00 and 20:30") {
		t.Errorf("too late: %v; want the hours there are", err)
	}
}

func TestHourMinute(t *testing.T) {
	for c, want := range map[settings.Clock]string{"09:30": "9 30", "20:05": "20 5", "": "9 0", "noon": "9 0"} {
		if got := fmt.Sprint(c.HourMinute()); got != want {
			t.Errorf("%q is %s, want %s", c, got, want)
		}
	}
}

func TestParseZone(t *testing.T) {
	for in, want := range map[string]string{
		"Europe/London": "Europe/London", " Europe/London ": "Europe/London", "europe/london": "Europe/London",
		"America/New_York": "America/New_York", "america/new york": "America/New_York", "America/New York": "America/New_York",
		"America/Port-au-Prince": "America/Port-au-Prince", "america/port-au-prince": "America/Port-au-Prince",
		"america/argentina/buenos aires": "America/Argentina/Buenos_Aires", "africa/dar es salaam": "Africa/Dar_es_Salaam",
		"UTC": "UTC", "utc": "UTC", "Etc/GMT+5": "Etc/GMT+5", "Japan": "Japan", "japan": "Japan",
	} {
		if loc, err := settings.ParseZone(in); err != nil || loc.String() != want {
			t.Errorf("ParseZone(%q) = %v, %v; want %s", in, loc, err, want)
		}
	}
	for _, in := range []string{
		"", " ", "Local", "local", "LOCAL", "localtime", "posixrules", "Factory",
		"right/Europe/London", "posix/Europe/London", // the first counts leap seconds
		"../../etc/passwd", "..", "../zoneinfo/Europe/London", "Europe/../Europe/London", "/etc/localtime",
		"/usr/share/zoneinfo/Europe/London", `..\..\etc\passwd`, "./Europe/London", "Europe//London", "Europe/London/",
		"Europe", "Europe/", "zone.tab", "tzdata.zi", "leapseconds", "London", "Nowhere/Land", "Europe/London\x00",
		"Europe/Lond\u00f6n", "GMT+1:00", "+01:00", "@everyone", "\xff", strings.Repeat("Europe/", 1000),
	} {
		if loc, err := settings.ParseZone(in); !errors.Is(err, settings.ErrZone) || loc != nil {
			t.Errorf("ParseZone(%.40q) = %v, %v; want ErrZone", in, loc, err)
		}
	}
}

// The span from EarliestHour to LatestHour is one that no clock change touches,
// so that a reminder's hour comes exactly once a day.
func TestEveryPostingHourComesOnceADay(t *testing.T) {
	first, last := settings.EarliestHour, settings.LatestHour
	for _, zone := range []string{"Europe/London", "America/New_York", "America/Santiago", "Australia/Lord_Howe",
		"Africa/Cairo", "Asia/Beirut", "America/Havana", "Asia/Gaza", "Africa/Casablanca", "Pacific/Chatham", "America/Nuuk", "Antarctica/Troll"} {
		loc, err := settings.ParseZone(zone)
		if err != nil {
			t.Fatal(err)
		}
		for day := film.MustDate("2026-01-01"); day.Year() <= 2030; day = day.AddDays(1) {
			h, m := first.HourMinute()
			from := day.In(loc, h, m)
			h2, m2 := last.HourMinute()
			to := day.In(loc, h2, m2)
			_, before := from.Zone()
			_, after := to.Zone()
			if span := to.Sub(from); before != after || span != 16*time.Hour+30*time.Minute ||
				settings.Clock(from.Format("15:04")) != first || settings.Clock(to.Format("15:04")) != last {
				t.Errorf("%s on %v: the clock changes between %v and %v", zone, day, from, to)
			}
		}
	}
}

func FuzzParseZone(f *testing.F) {
	for _, s := range []string{"Europe/London", "america/new york", "../../etc/passwd", "Local", "UTC", "a/b/c/d"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		loc, err := settings.ParseZone(s)
		if err != nil {
			if !errors.Is(err, settings.ErrZone) || loc != nil {
				t.Fatalf("ParseZone(%q) = %v, %v", s, loc, err)
			}
			return
		}
		if again, err := settings.ParseZone(loc.String()); err != nil || again.String() != loc.String() {
			t.Fatalf("ParseZone(%q) = %v, which is read as %v, %v", s, loc, again, err)
		}
	})
}

func BenchmarkLocation(b *testing.B) {
	s := settings.Settings{Zone: "Europe/London"}
	for b.Loop() {
		s.Location()
	}
}
