package store

import "strings"

// A kind is the SQL of one of the two indexes of names, which have the same
// tables but for their names.
type kind struct {
	counter string // of the numbers of names

	// Writing.
	namesOf, deleteNames                    string
	deleteKeys, deleteWords                 string
	intoNames, intoKeys, insertWords        string
	intoVocabulary, knownWords, forgetWords string
	intoHalves, knownHalves                 string

	// Reading.
	anyUncounted    string
	named, matching string
	frequency       string
	spelled         string
}

var (
	filmKind = newKind(`film`, `films`, `o.title`, `o.year`, `o.languages`)
	// A person has no year and no languages.
	personKind = newKind(`person`, `people`, `o.name`, `0`, `''`)
)

// newKind puts the names of a kind's tables into the SQL. {t} begins the names
// of its tables; a listing is read from its owner, {owners}.
func newKind(t, owners, name, year, languages string) *kind {
	sql := strings.NewReplacer(
		`{t}`, t,
		`{owners}`, owners,
		`{listing}`, `n.rank, n.name, o.id, `+name+`, `+year+`, o.popularity, o.detail, `+languages,
	).Replace
	return &kind{
		counter: t + `_name`,

		namesOf:     sql(`SELECT rank, name FROM {t}_names WHERE {t} = ?`),
		deleteNames: sql(`DELETE FROM {t}_names WHERE {t} = ?`),
		deleteKeys:  sql(`DELETE FROM {t}_keys WHERE rank = ?`),
		deleteWords: sql(`DELETE FROM {t}_words WHERE rowid = ?`),
		intoNames:   sql(`INSERT INTO {t}_names (rank, {t}, name)`),
		intoKeys:    sql(`INSERT INTO {t}_keys (key, rank)`),
		insertWords: sql(`INSERT INTO {t}_words (rowid, words) VALUES (?, ?)`),

		intoVocabulary: sql(`INSERT INTO {t}_vocabulary (word, names)`),
		knownWords:     sql(`SELECT v.word FROM json_each(?) j CROSS JOIN {t}_vocabulary v ON v.word = j.value`),
		forgetWords: sql(`DELETE FROM {t}_vocabulary
			WHERE names <= 0 AND word IN (SELECT value FROM json_each(?))`),
		intoHalves: sql(`INSERT INTO {t}_halves (variant, half)`),
		knownHalves: sql(`SELECT h.half FROM json_each(?) j
			CROSS JOIN {t}_halves h ON h.variant = j.value AND h.half = j.value`),

		anyUncounted: sql(`SELECT EXISTS (SELECT 1 FROM {t}_names WHERE rank < 0)`),
		named: sql(`SELECT {listing} FROM (
				SELECT DISTINCT rank FROM {t}_keys
				WHERE key IN (SELECT value FROM json_each(?1)) AND rank BETWEEN ?2 AND ?3
				ORDER BY rank) k
			CROSS JOIN {t}_names n ON n.rank = k.rank
			CROSS JOIN {owners} o ON o.id = n.{t}
			ORDER BY k.rank`),
		matching: sql(`SELECT {listing} FROM {t}_words w
			CROSS JOIN {t}_names n ON n.rank = w.rowid
			CROSS JOIN {owners} o ON o.id = n.{t}
			WHERE w.{t}_words MATCH ?1 AND w.rowid BETWEEN ?2 AND ?3
			ORDER BY w.rowid`),
		frequency: sql(`SELECT v.word, v.names FROM json_each(?1) j JOIN {t}_vocabulary v ON v.word = j.value`),
		// The halves to look for are ?1 and ?3 themselves, and those that have a
		// variant in ?2 and ?4 and the right length.
		spelled: sql(`
			SELECT v.word FROM (
				SELECT value AS half FROM json_each(?1)
				UNION
				SELECT h.half FROM json_each(?2) j CROSS JOIN {t}_halves h ON h.variant = j.value
				WHERE length(h.half) BETWEEN ?5 AND ?6) f
			CROSS JOIN {t}_vocabulary v ON v.first = f.half
			UNION ALL
			SELECT v.word FROM (
				SELECT value AS half FROM json_each(?3)
				UNION
				SELECT h.half FROM json_each(?4) j CROSS JOIN {t}_halves h ON h.variant = j.value
				WHERE length(h.half) BETWEEN ?5 AND ?6) l
			CROSS JOIN {t}_vocabulary v ON v.last = l.half`),
	}
}
