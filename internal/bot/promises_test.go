package bot_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"marquee/internal/bot/bottest"
	"marquee/internal/chat"
)

const remindersPage = "../../docs/reminders.md"

// Every sentence of docs/reminders.md is in testdata/promises.txt, with the tests
// that would fail without it, and these tests exist.
func TestEverySentenceHasATest(t *testing.T) {
	page, err := os.ReadFile(remindersPage)
	if err != nil {
		t.Fatal(err)
	}
	list, err := os.ReadFile("testdata/promises.txt")
	if err != nil {
		t.Fatal(err)
	}
	tests := make(map[string][]string)
	var listed []string
	for line := range strings.Lines(string(list)) {
		line = strings.TrimRight(line, "\n")
		switch ref, is := strings.CutPrefix(line, "\t"); {
		case is && len(listed) == 0:
			t.Fatalf("a test before any sentence: %q", ref)
		case is:
			last := listed[len(listed)-1]
			tests[last] = append(tests[last], ref)
		case line != "" && !strings.HasPrefix(line, "#"):
			if slices.Contains(listed, line) {
				t.Errorf("twice in the list: %q", line)
			}
			listed = append(listed, line)
		}
	}
	said := sentences(string(page))
	if len(said) < 50 {
		t.Errorf("only %d sentences were found", len(said))
	}
	for _, s := range said {
		if len(tests[s]) == 0 {
			t.Errorf("no test is named for %q", s)
		}
	}
	for _, s := range listed {
		if !slices.Contains(said, s) {
			t.Errorf("the page does not say %q any more", s)
		}
		for _, ref := range tests[s] {
			if err := findTest(ref); err != nil {
				t.Errorf("%q: %v", s, err)
			}
		}
	}
}

var reference = regexp.MustCompile(`^(\S+) (\S+)(?: "(.*)")?$`)

// findTest looks for a test as promises.txt names it.
func findTest(ref string) error {
	m := reference.FindStringSubmatch(ref)
	if m == nil {
		return fmt.Errorf("%q names no test", ref)
	}
	where, name, text := m[1], m[2], m[3]
	pattern, needle := filepath.Join("../..", where, "*_test.go"), "\nfunc "+name+"(t *testing.T"
	switch where {
	case "script":
		pattern, needle = "bottest/testdata/script/"+name+".txt", ""
	case "cmd-script":
		pattern, needle = "../../cmd/marquee/testdata/script/"+name+".txt", ""
	}
	files, err := filepath.Glob(pattern)
	if err != nil {
		return err
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		if strings.Contains(string(data), needle) {
			if !strings.Contains(string(data), text) {
				return fmt.Errorf("%s says nothing of %q", file, text)
			}
			return nil
		}
	}
	return fmt.Errorf("there is no test %s", ref)
}

// sentences returns what a page of Markdown says: sentences of paragraphs and
// lists, rows of tables, blocks of code.
func sentences(page string) (out []string) {
	var paragraph []string
	flush := func() {
		out = append(out, split(strings.Join(paragraph, " "))...)
		paragraph = nil
	}
	code, header := false, true
	for line := range strings.Lines(page) {
		line = strings.TrimRight(line, "\n")
		switch trimmed := strings.TrimSpace(line); {
		case strings.HasPrefix(line, "```"):
			if code {
				out = append(out, strings.Join(strings.Fields(strings.Join(paragraph, " ")), " "))
				paragraph = nil
			} else {
				flush()
			}
			code = !code
		case code:
			paragraph = append(paragraph, line)
		case strings.HasPrefix(line, "|"):
			flush()
			if strings.HasPrefix(line, "|---") {
				header = false
			} else if !header {
				out = append(out, line)
			}
		case trimmed == "", strings.HasPrefix(line, "#"):
			flush()
			header = true
		case strings.HasPrefix(line, "- "):
			flush()
			paragraph = append(paragraph, trimmed[2:])
		default:
			paragraph = append(paragraph, trimmed)
		}
	}
	flush()
	return out
}

// split parts a paragraph where a mark that ends a sentence is followed by a space
// and anything but a small letter.
func split(paragraph string) (out []string) {
	start := 0
	for i, r := range paragraph {
		if !strings.ContainsRune(".!?", r) || !strings.HasPrefix(paragraph[i+1:], " ") {
			continue
		}
		if next, _ := utf8.DecodeRuneInString(paragraph[i+2:]); unicode.IsLower(next) {
			continue
		}
		out = append(out, paragraph[start:i+1])
		start = i + 2
	}
	if rest := strings.TrimSpace(paragraph[start:]); rest != "" {
		out = append(out, rest)
	}
	return out
}

// What the page says can be typed subscribes.
func TestExamplesOfTheRemindersPage(t *testing.T) {
	page, err := os.ReadFile(remindersPage)
	if err != nil {
		t.Fatal(err)
	}
	for name, freely := range map[string]bool{"in one line": true, "option by option": false} {
		t.Run(name, func(t *testing.T) {
			d := bottest.NewDirect(t, bottest.NewWorld(t).Handler, freely)
			d.Allow("ann", chat.ManageChannel)
			found := 0
			for line := range strings.Lines(string(page)) {
				if !strings.HasPrefix(line, "/") {
					continue
				}
				found++
				d.Say("ann", strings.TrimSpace(line))
				if seen := d.Sees("ann").Text; !strings.HasPrefix(seen, "Subscribed") && !strings.HasPrefix(seen, "Subscription changed") {
					t.Errorf("%s answers\n%s", line, seen)
				}
			}
			if found != 5 {
				t.Errorf("%d examples were found", found)
			}
		})
	}
}
