package store

import (
	"fmt"
	"strings"
	"testing"
)

// TestQueryPlans checks that no query of an index reads a whole table, and that
// the one that may find very much gives it in order without sorting.
func TestQueryPlans(t *testing.T) {
	s, err := OpenMemory(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for _, k := range []*kind{filmKind, personKind} {
		for name, query := range map[string]string{
			"named": k.named, "matching": k.matching, "ranked": k.ranked, "spelled": k.spelled,
			"postings": k.postings, "names of": k.namesOf, "delete keys": k.deleteKeys,
			"known beginnings": k.knownBeginnings, "any uncounted": k.anyUncounted,
		} {
			rows, err := s.reader.Query("EXPLAIN QUERY PLAN "+query, make([]any, placeholders(query))...)
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			for rows.Next() {
				var id, parent, unused int
				var detail string
				if err := rows.Scan(&id, &parent, &unused, &detail); err != nil {
					t.Fatal(err)
				}
				scan := strings.HasPrefix(detail, "SCAN") && !strings.Contains(detail, "VIRTUAL TABLE") &&
					detail != "SCAN k" && detail != "SCAN b" && !strings.Contains(detail, "CONSTANT ROW")
				if scan || name == "matching" && strings.Contains(detail, "TEMP B-TREE") {
					t.Errorf("%s: %s", name, detail)
				}
			}
			rows.Close()
		}
	}
}

// placeholders returns how many arguments a query takes.
func placeholders(query string) int {
	n := strings.Count(query, "?")
	for i := 9; i > 0; i-- {
		if strings.Contains(query, fmt.Sprint("?", i)) {
			return i
		}
	}
	return n
}
