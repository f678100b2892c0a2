package film

import (
	"errors"
	"slices"
	"strings"
)

// A Region is a country or territory by its ISO 3166-1 code, upper case. The
// empty Region is "not said".
type Region string

// ErrRegion reports a text that names no region.
var ErrRegion = errors.New("not a region")

// isoRegions are the codes that ISO 3166-1 assigns to a country or territory.
// The tables of golang.org/x/text would not do: they also know codes of groups,
// of countries that are gone, and UK beside GB.
var isoRegions = strings.Fields(`
	AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ
	BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ
	CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ
	EC EE EG EH ER ES ET FI FJ FK FM FO FR
	GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU
	ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ
	LA LB LC LI LK LR LS LT LU LV LY
	MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ
	NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA
	RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ
	TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS
	YE YT ZA ZM ZW`)

// Regions returns every region there is, in order of code.
func Regions() []Region { return slices.Clone(allRegions) }

var allRegions = func() []Region {
	all := make([]Region, len(isoRegions))
	for i, code := range isoRegions {
		all[i] = Region(code)
	}
	return all
}()

// regionSet answers valid; the two letters of a code are its index.
var regionSet = func() (set [26][26]bool) {
	for _, code := range isoRegions {
		set[code[0]-'A'][code[1]-'A'] = true
	}
	return set
}()

func (r Region) valid() bool {
	return len(r) == 2 && r[0] >= 'A' && r[0] <= 'Z' && r[1] >= 'A' && r[1] <= 'Z' &&
		regionSet[r[0]-'A'][r[1]-'A']
}
