package wikidata

import (
	"encoding/json"
	"math/big"
	"regexp"
	"strconv"
	"strings"
	"time"

	"marquee/internal/film"
)

// itemID is the form of an item's identifier. Nothing else gets into a request.
var itemID = regexp.MustCompile(`^Q[1-9]\d{0,9}$`)

// item returns the identifier of the item that the snak names, "" for none.
func (s snak) item() string {
	var v struct {
		ID string `json:"id"`
	}
	if s.Type != "value" || json.Unmarshal(s.Value.Value, &v) != nil || !itemID.MatchString(v.ID) {
		return ""
	}
	return v.ID
}

// string returns the snak's text, be it plain or of a language; "" for none.
func (s snak) string() string {
	if s.Type != "value" {
		return ""
	}
	var plain string
	if json.Unmarshal(s.Value.Value, &plain) == nil {
		return clean(plain)
	}
	return s.text().Value
}

// text returns the snak's text with its language.
func (s snak) text() text {
	var v struct {
		Text     string `json:"text"`
		Language string `json:"language"`
	}
	if s.Type != "value" || json.Unmarshal(s.Value.Value, &v) != nil {
		return text{}
	}
	return text{Language: v.Language, Value: clean(v.Text)}
}

// quantity returns the snak's number and the entity of its unit ("" for none).
func (s snak) quantity() (n float64, unit string, ok bool) {
	var v struct {
		Amount string `json:"amount"`
		Unit   string `json:"unit"`
	}
	if s.Type != "value" || json.Unmarshal(s.Value.Value, &v) != nil || len(v.Amount) > 40 {
		return 0, "", false
	}
	r, ok := new(big.Rat).SetString(strings.TrimPrefix(v.Amount, "+"))
	if !ok || strings.ContainsAny(v.Amount, "/eE") {
		return 0, "", false
	}
	n, _ = r.Float64()
	return n, itemOf(v.Unit), true
}

// Precisions of a time that a film.Date can have, and the calendar in which all
// dates since 1582 are meant unless they say otherwise
// (https://www.mediawiki.org/wiki/Wikibase/DataModel#Dates_and_times).
const (
	precisionYear  = 9
	precisionMonth = 10
	precisionDay   = 11
	gregorian      = "Q1985727" // calendarmodel of every date of the fixtures
)

// date returns the snak's date as exactly as it is known, the unknown date where
// it is no year at all. What is written after the precision (-01-01, -00-00) is
// no part of the date. Of a date in the Julian calendar only the year counts,
// since its day is another one in ours.
func (s snak) date() film.Date {
	var v struct {
		Time      string `json:"time"`
		Precision int    `json:"precision"`
		Calendar  string `json:"calendarmodel"`
	}
	if s.Type != "value" || json.Unmarshal(s.Value.Value, &v) != nil {
		return film.Date{}
	}
	if c := itemOf(v.Calendar); c != "" && c != gregorian {
		v.Precision = min(v.Precision, precisionYear)
	}
	return dateOf(v.Time, v.Precision)
}

var timeForm = regexp.MustCompile(`^\+?0*(\d{4})-(\d{2})-(\d{2})T`)

// dateOf reads a time of either interface, such as +2011-01-14T00:00:00Z.
func dateOf(t string, precision int) film.Date {
	m := timeForm.FindStringSubmatch(t)
	if m == nil || precision < precisionYear {
		return film.Date{}
	}
	year, _ := strconv.Atoi(m[1])
	month, _ := strconv.Atoi(m[2])
	day, _ := strconv.Atoi(m[3])
	if precision < precisionMonth {
		month = 0
	}
	if precision < precisionDay || month == 0 {
		day = 0
	}
	d, err := film.NewDate(year, time.Month(month), day)
	if err != nil {
		d, _ = film.NewDate(year, 0, 0) // a day that is none leaves the year
	}
	return d
}

// itemOf returns the identifier at the end of an entity's address.
func itemOf(address string) string {
	id := address[strings.LastIndexByte(address, '/')+1:]
	if !itemID.MatchString(id) {
		return ""
	}
	return id
}
