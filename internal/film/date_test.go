package film_test

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"
	"testing"
	"time"

	"marquee/internal/film"
)

func ExampleParseDate() {
	for _, s := range []string{"2011", "2011-01", "2011-01-14"} {
		d, _ := film.ParseDate(s)
		fmt.Println(d, d.First(), d.Last())
	}
	// Output:
	// 2011 2011-01-01 2011-12-31
	// 2011-01 2011-01-01 2011-01-31
	// 2011-01-14 2011-01-14 2011-01-14
}

func ExampleDate_Compare() {
	dates := []film.Date{{}, film.MustDate("2010"), film.MustDate("2010-12-31"),
		film.MustDate("2010-09"), film.MustDate("2010-09-15"), film.MustDate("2011")}
	slices.SortFunc(dates, film.Date.Compare)
	fmt.Printf("%q\n", dates)
	// Output: ["2010-09-15" "2010-09" "2010-12-31" "2010" "2011" ""]
}

func ExampleDate_AddDays() {
	fmt.Println(film.MustDate("2012-03-01").AddDays(-1), film.MustDate("2011-01").AddDays(30))
	// Output: 2012-02-29 2011-01-31
}

func TestParseDate(t *testing.T) {
	for _, tt := range []struct {
		in        string
		want      string // "": refused
		precision film.Precision
	}{
		{"1888", "1888", film.PrecisionYear},
		{"2011-12", "2011-12", film.PrecisionMonth},
		{"2011-01-14", "2011-01-14", film.PrecisionDay},
		{"2012-02-29", "2012-02-29", film.PrecisionDay},
		{"2000-02-29", "2000-02-29", film.PrecisionDay},
		{"1870", "1870", film.PrecisionYear},
		{"2200-12-31", "2200-12-31", film.PrecisionDay},
		{in: "2011-02-29"}, {in: "1900-02-29"}, {in: "2011-04-31"}, {in: "2011-00-10"}, {in: "2011-13"},
		{in: "2011-01-00"}, {in: "1869"}, {in: "2201"}, {in: "99999"}, {in: "0000"}, {in: ""}, {in: "11"},
		{in: "2011-1-14"}, {in: "14-01-2011"}, {in: " 2011"}, {in: "+201"}, {in: "２０１１"}, {in: "2011/01/14"},
		{in: "2011-01-14T00:00:00Z"}, {in: "\xff\xff\xff\xff"},
	} {
		d, err := film.ParseDate(tt.in)
		if tt.want == "" {
			if !errors.Is(err, film.ErrDate) || !d.IsZero() {
				t.Errorf("ParseDate(%q) = %v, %v; want ErrDate", tt.in, d, err)
			}
			continue
		}
		if err != nil || d.String() != tt.want || d.Precision() != tt.precision {
			t.Errorf("ParseDate(%q) = %v (precision %d), %v", tt.in, d, d.Precision(), err)
		}
	}
}

func TestNewDateRefusesWhatTheCalendarDoesNotHave(t *testing.T) {
	for _, tt := range []struct {
		year  int
		month time.Month
		day   int
	}{
		{2011, 2, 29}, {2011, 0, 5}, {2011, 13, 1}, {2011, -1, 1}, {2011, 1, -1}, {2011, 1, 32},
		{2011, 1, math.MaxInt}, {2011, 1, 31 + 256}, {0, 1, 1}, {70000 + 2011, 1, 1}, {-2011, 1, 1},
	} {
		if d, err := film.NewDate(tt.year, tt.month, tt.day); !errors.Is(err, film.ErrDate) || !d.IsZero() {
			t.Errorf("NewDate(%d, %d, %d) = %v, %v; want ErrDate", tt.year, tt.month, tt.day, d, err)
		}
	}
}

func TestDateCompare(t *testing.T) {
	inOrder := []string{"1999", "2010-09-03", "2010-09-15", "2010-09", "2010-12-31", "2010", "2011-01-01", ""}
	for i, a := range inOrder {
		for j, b := range inOrder {
			if got := date(a).Compare(date(b)); got != cmp.Compare(i, j) {
				t.Errorf("%q.Compare(%q) = %d", a, b, got)
			}
		}
	}
}

func TestDateBefore(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		want bool
	}{
		{"2010-09-15", "2010-09-16", true},
		{"2010-09-15", "2010-09-15", false},
		{"2010-09-16", "2010-09-15", false},
		{"2009", "2010", true},
		{"2010", "2010-12-31", false},
		{"2010-09-15", "2010", false},
		{"2010-08-31", "2010-09", true},
		{"2010-09", "2010-10-01", true},
		{"2010-09", "2010-09-30", false},
		{"", "2010", false},
		{"2010", "", false},
		{"", "", false},
	} {
		if got := date(tt.a).Before(date(tt.b)); got != tt.want {
			t.Errorf("%q.Before(%q) = %v", tt.a, tt.b, got)
		}
	}
}

func TestDateLast(t *testing.T) {
	for in, want := range map[string]string{
		"2012-02": "2012-02-29", "2011-02": "2011-02-28", "2011-12": "2011-12-31",
		"2200-12": "2200-12-31", "2011": "2011-12-31", "": "",
	} {
		if got := date(in).Last().String(); got != want {
			t.Errorf("%q.Last() = %q, want %q", in, got, want)
		}
	}
}

func TestDateAddDays(t *testing.T) {
	for _, tt := range []struct {
		from string
		days int
		want string
	}{
		{"2011-01-14", 0, "2011-01-14"},
		{"2011-01-31", 1, "2011-02-01"},
		{"2011-12-31", 1, "2012-01-01"},
		{"2012-02-28", 1, "2012-02-29"},
		{"2011-02-28", 1, "2011-03-01"},
		{"2012-03-01", -1, "2012-02-29"},
		{"2012-02-29", 366, "2013-03-01"},
		{"2011-03-27", 1, "2011-03-28"}, // clocks change in Europe: still a day
		{"2011", -1, "2010-12-31"},
		{"2011-05", 7, "2011-05-08"},
		{"", 7, ""},
		{"2200-12-31", 1, "2200-12-31"},
		{"1870-01-01", -1, "1870-01-01"},
		{"2011-01-14", math.MaxInt, "2200-12-31"},
		{"2011-01-14", math.MinInt, "1870-01-01"},
	} {
		if got := date(tt.from).AddDays(tt.days).String(); got != tt.want {
			t.Errorf("%q.AddDays(%d) = %q, want %q", tt.from, tt.days, got, tt.want)
		}
	}
}

func TestDateOfIsTheDayInTheTimesOwnZone(t *testing.T) {
	instant := time.Date(2011, 1, 14, 23, 30, 0, 0, time.UTC)
	tokyo := time.FixedZone("UTC+9", 9*60*60)
	for _, tt := range []struct {
		at   time.Time
		want string
	}{
		{instant, "2011-01-14"},
		{instant.In(tokyo), "2011-01-15"},
		{time.Time{}, ""},
		{time.Date(1, 2, 3, 0, 0, 0, 0, time.UTC), "1870-01-01"},
		{time.Date(40000, 2, 3, 0, 0, 0, 0, time.UTC), "2200-12-31"},
		{time.Date(-40000, 2, 3, 0, 0, 0, 0, time.UTC), "1870-01-01"},
	} {
		if got := film.DateOf(tt.at).String(); got != tt.want {
			t.Errorf("DateOf(%v) = %q, want %q", tt.at, got, tt.want)
		}
	}
}

func TestDateIn(t *testing.T) {
	zone := time.FixedZone("UTC-5", -5*60*60)
	if got, want := date("2011-01-14").In(zone, 9, 30), time.Date(2011, 1, 14, 14, 30, 0, 0, time.UTC); !got.Equal(want) {
		t.Errorf("In = %v, want %v", got, want)
	}
	if got, want := date("2011").In(time.UTC, 0, 0), time.Date(2011, 1, 1, 0, 0, 0, 0, time.UTC); !got.Equal(want) {
		t.Errorf("In of a year = %v, want %v", got, want)
	}
	if got := (film.Date{}).In(zone, 9, 0); !got.IsZero() {
		t.Errorf("In of the unknown date = %v, want the zero Time", got)
	}
}

func TestDateInJSON(t *testing.T) {
	type page struct {
		Date film.Date `json:"date"`
	}
	for _, s := range []string{"", "2011", "2011-01", "2011-01-14"} {
		want := page{date(s)}
		b, err := json.Marshal(want)
		if err != nil || string(b) != fmt.Sprintf(`{"date":%q}`, s) {
			t.Errorf("Marshal(%q) = %s, %v", s, b, err)
		}
		var got page
		if err := json.Unmarshal(b, &got); err != nil || got != want {
			t.Errorf("Unmarshal(%s) = %v, %v", b, got, err)
		}
	}
	kept := page{date("2011")}
	if err := json.Unmarshal([]byte(`{"date": "soon"}`), &kept); !errors.Is(err, film.ErrDate) || kept.Date != date("2011") {
		t.Errorf("Unmarshal of no date: %v, %v", kept, err)
	}
}

func FuzzParseDate(f *testing.F) {
	for _, s := range []string{"2011", "2011-01", "2011-01-14", "2012-02-29", "", "2011-02-30", "99999"} {
		f.Add(s, 7)
	}
	f.Fuzz(func(t *testing.T, s string, days int) {
		d, err := film.ParseDate(s)
		if err != nil {
			if !errors.Is(err, film.ErrDate) || !d.IsZero() {
				t.Fatalf("ParseDate(%q) = %v, %v", s, d, err)
			}
			return
		}
		if d.String() != s {
			t.Fatalf("%q came back as %q", s, d)
		}
		if first, last := d.First(), d.Last(); first.Compare(last) > 0 || last.Before(first) || d.Before(first) {
			t.Fatalf("%v begins on %v and ends on %v", d, first, last)
		}
		moved := d.AddDays(days)
		if again, err := film.ParseDate(moved.String()); err != nil || again != moved {
			t.Fatalf("%v.AddDays(%d) = %v, which is no date: %v", d, days, moved, err)
		}
		if days >= 0 && moved.Compare(d.First()) < 0 || days <= 0 && moved.Compare(d.First()) > 0 {
			t.Fatalf("%v.AddDays(%d) = %v", d, days, moved)
		}
	})
}

// date reads a date for a test; "" is the unknown one.
func date(s string) film.Date {
	if s == "" {
		return film.Date{}
	}
	return film.MustDate(s)
}
