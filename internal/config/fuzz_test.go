package config

import (
	"errors"
	"os"
	"strings"
	"testing"
)

// FuzzParse holds that no file makes the reader panic, that a fault always has a
// reason on one line, and that what is accepted is usable.
func FuzzParse(f *testing.F) {
	example, err := os.ReadFile(examplePath)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(example, "")
	for _, s := range []string{"", "a", "- a", "region: GB\nregion: DE", "discord: {token: [a]}", "x: &a [*a]", "? {a: b}\n: c", "\x00", "---\n---\n", "!!map {region: GB}", "discord:\n  <<: {token: a}"} {
		f.Add([]byte(s), "GB")
	}
	f.Fuzz(func(t *testing.T, content []byte, region string) {
		if strings.Contains(string(content), fileSuffix) {
			return // reads whatever file is named
		}
		c, err := parse("config.yaml", content, Env{"MARQUEE_REGION": region})
		var faults *Error
		switch {
		case err == nil:
			if c.Region == "" || c.Settings().Location() == nil || len(c.Sources) == 0 || c.Discord.Shards == "" {
				t.Errorf("accepted, but not usable: %+v", c)
			}
		case !errors.As(err, &faults):
			t.Errorf("an error of another kind: %v", err)
		default:
			for _, fault := range faults.Faults {
				if fault.Reason == "" || strings.ContainsAny(fault.String(), "\n\x1b") {
					t.Errorf("a fault without a sentence: %+v", fault)
				}
			}
		}
	})
}
