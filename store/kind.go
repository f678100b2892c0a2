package store

import "strings"

// A kind is the SQL of one of the two indexes of names, which have the same
// tables but for their names.
type kind struct {
	counter string // of the numbers of names

	// Of names.go.
	namesOf, deleteNames  string
	deleteKeys            string
	deleteWords, addWords string
	intoNames, intoKeys   string

	// Of vocabulary.go.
	postings                       string
	intoVocabulary, forgetWord     string
	knownBeginnings, intoSpellings string

	// Of search.go, having.go and spelled.go.
	anyUncounted                     string
	named, matching, ranked, spelled string
}

var (
	filmKind = newKind(`film`, `films`, `o.title`, `o.year`, `o.languages`, `o.adult`)
	// A person has no year, no languages, and is not for adults.
	personKind = newKind(`person`, `people`, `o.name`, `0`, `''`, `0`)
)

// newKind puts the names of a kind's tables into the SQL. {t} begins the names
// of its tables; a listing is read from its owner, {owners}.
func newKind(t, owners, name, year, languages, adult string) *kind {
	sql := strings.NewReplacer(
		`{t}`, t,
		`{owners}`, owners,
		`{listing}`, `n.rank, n.name, o.id, `+name+`, `+year+`, o.popularity, o.detail, `+languages+`, `+adult,
	).Replace
	return &kind{
		counter: t + `_name`,

		namesOf:     sql(`SELECT rank, name FROM {t}_names WHERE {t} = ?`),
		deleteNames: sql(`DELETE FROM {t}_names WHERE {t} = ?`),
		deleteKeys:  sql(`DELETE FROM {t}_keys WHERE rank = ?`),
		deleteWords: sql(`DELETE FROM {t}_words WHERE rowid = ?`),
		addWords:    sql(`INSERT INTO {t}_words (rowid, words) VALUES (?, ?)`),
		intoNames:   sql(`INSERT INTO {t}_names (rank, {t}, name)`),
		intoKeys:    sql(`INSERT INTO {t}_keys (key, rank)`),

		postings: sql(`SELECT v.word, v.ranks FROM json_each(?) j
			CROSS JOIN {t}_vocabulary v ON v.word = j.value`),
		intoVocabulary: sql(`INSERT OR REPLACE INTO {t}_vocabulary (word, ranks)`),
		forgetWord:     sql(`DELETE FROM {t}_vocabulary WHERE word = ?`),
		knownBeginnings: sql(`SELECT s.beginning FROM json_each(?) j
			CROSS JOIN {t}_spellings s ON s.form = j.value AND s.beginning = j.value`),
		intoSpellings: sql(`INSERT INTO {t}_spellings (form, beginning)`),

		anyUncounted: sql(`SELECT EXISTS (SELECT 1 FROM {t}_names WHERE rank < 0)`),
		named: sql(`SELECT {listing} FROM {t}_keys k
			CROSS JOIN {t}_names n ON n.rank = k.rank
			CROSS JOIN {owners} o ON o.id = n.{t}
			WHERE k.key = ?1 AND k.rank BETWEEN ?2 AND ?3
			ORDER BY k.rank`),
		matching: sql(`SELECT {listing} FROM {t}_words w
			CROSS JOIN {t}_names n ON n.rank = w.rowid
			CROSS JOIN {owners} o ON o.id = n.{t}
			WHERE w.{t}_words MATCH ?1 AND w.rowid BETWEEN ?2 AND ?3
			ORDER BY w.rowid`),
		ranked: sql(`SELECT {listing} FROM json_each(?) j
			CROSS JOIN {t}_names n ON n.rank = j.value
			CROSS JOIN {owners} o ON o.id = n.{t}
			ORDER BY n.rank`),
		// A beginning shorter than ?4 letters is a whole word; one of ?4 letters
		// begins all the words up to itself with the last of all characters.
		spelled: sql(`SELECT v.word FROM (
				SELECT DISTINCT s.beginning FROM json_each(?1) j
				CROSS JOIN {t}_spellings s ON s.form = j.value) b
			CROSS JOIN {t}_vocabulary v ON v.word >= b.beginning
				AND v.word <= b.beginning || iif(length(b.beginning) < ?4, '', char(1114111))
			WHERE length(v.word) BETWEEN ?2 AND ?3`),
	}
}
