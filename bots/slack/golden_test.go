package slack_test

import (
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"marquee/bots/slack"
	"marquee/internal/chat"
)

var update = flag.Bool("update", false, "write the golden files anew")

// How sample cards look on the wire; Slack takes each of them.
func TestGolden(t *testing.T) {
	takes := taking(t)
	for name, c := range sampleCards() {
		t.Run(name, func(t *testing.T) {
			text, blocks, err := slack.Rendered(c, c.Tone == chat.Notice, true)
			if err != nil {
				t.Fatal(err)
			}
			if err := takes(text, blocks); err != nil {
				t.Errorf("%v\n%s", err, blocks)
			}
			got := text + "\n" + string(blocks) + "\n"
			path := filepath.Join("testdata", name+".golden.json")
			if *update {
				if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}
