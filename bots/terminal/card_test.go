package terminal_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"marquee/bots/terminal"
	"marquee/internal/chat"
)

var update = flag.Bool("update", false, "write the golden files anew")

func TestRender(t *testing.T) {
	cards := map[string]chat.Card{
		"film": seedCard(), "scripts": scriptsCard(), "failure": failureCard(), "notice": noticeCard(),
	}
	for name, card := range cards {
		for _, width := range []int{40, 80, 100} {
			for _, colour := range []bool{false, true} {
				v := terminal.View{Width: width, Colour: colour, Links: colour, Private: name == "scripts"}
				look := "plain"
				if colour {
					look = "colour"
				}
				file := fmt.Sprintf("%s-%d-%s.golden", name, width, look)
				t.Run(file, func(t *testing.T) { golden(t, file, terminal.Render(card, v)) })
			}
		}
	}
}

// golden compares got with a file of testdata, in which ESC and BEL are written
// as ␛ and ␇ so that it can be read.
func golden(t *testing.T, file, got string) {
	t.Helper()
	got = strings.NewReplacer("\x1b", "␛", "\a", "␇").Replace(got)
	path := filepath.Join("testdata", file)
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s differs; -want +got:\n%s", file, diff)
	}
}

func TestRenderKeepsToTheWidth(t *testing.T) {
	for width := 1; width <= 120; width++ {
		for _, card := range []chat.Card{seedCard(), scriptsCard(), failureCard(), noticeCard()} {
			fits(t, terminal.Render(card, terminal.View{Width: width}), width)
		}
	}
}
