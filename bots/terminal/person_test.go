package terminal_test

import (
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"marquee/bots/terminal"
)

// interrupt is Ctrl-C among a person's lines.
const interrupt = "\x03"

// person is an input with somebody in front of it.
type person struct {
	lines    []string
	typed    []string // prompts with what was typed behind them
	kept     []string // the history
	complete func(string, int) (string, []string, string)
	redrawn  int
	typing   chan struct{} // where it is set, Line waits for it to close

	stuckAfter int // how many lines come without waiting
}

func (p *person) Line(prompt string) (string, error) {
	if p.typing != nil && len(p.typed) >= p.stuckAfter {
		<-p.typing
	}
	if len(p.lines) == 0 {
		return "", io.EOF
	}
	line := p.lines[0]
	p.lines = p.lines[1:]
	p.typed = append(p.typed, prompt+line)
	if line == interrupt {
		return "", terminal.ErrInterrupted
	}
	return line, nil
}

func (p *person) Complete(f func(string, int) (string, []string, string)) { p.complete = f }
func (p *person) Remember(line string)                                    { p.kept = append(p.kept, line) }
func (p *person) Redraw(string)                                           { p.redrawn++ }

func TestPersonIsGreetedAndHelped(t *testing.T) {
	p := &person{lines: []string{"never let me go", "never let me go", "/film nevr", ""}}
	out, err := talk(t, p, &desk{})
	if err != nil {
		t.Errorf("Run = %v; a person has read of the failure", err)
	}
	if !strings.HasPrefix(out, "Marquee. Type a film's title, or /help.") {
		t.Errorf("no greeting in\n%s", out)
	}
	if n := strings.Count(out, "Text without a slash is taken for /film. /help shows the rest."); n != 1 {
		t.Errorf("the hint stands there %d times", n)
	}
	if diff := cmp.Diff([]string{"never let me go", "never let me go", "/film nevr"}, p.kept); diff != "" {
		t.Errorf("history; -want +got:\n%s", diff)
	}
}

func TestInterruptTwiceLeaves(t *testing.T) {
	d := &desk{}
	out, err := talk(t, &person{lines: []string{interrupt, "/help", interrupt, interrupt, "/film x"}}, d)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"v1/help"}, d.routes()); diff != "" {
		t.Errorf("asked; -want +got:\n%s", diff)
	}
	if n := strings.Count(out, "Ctrl-D or quit leaves."); n != 2 {
		t.Errorf("said %d times how to leave", n)
	}
}

func TestCompletion(t *testing.T) {
	p := &person{}
	if _, err := talk(t, p, &desk{}); err != nil {
		t.Fatal(err)
	}
	titles := []string{"Never Let Me Go (2010)", "Never Let Me Go (1953)"}
	tests := []struct {
		line, behind string // the cursor stands in between
		head         string
		completions  []string
	}{
		{"", "", "", []string{"/film ", "/upcoming ", "/settings ", "/slow ", "/help "}},
		{"/", "", "", []string{"/film ", "/upcoming ", "/settings ", "/slow ", "/help "}},
		{"/F", "", "", []string{"/film "}},
		{"/x", "", "", nil},
		{"/film never", "", "/film ", titles},
		{"/film  never", "", "/film  ", titles},
		{"/film nev", "er", "/film ", titles},
		{"/film ", "", "/film ", titles},
		{"/film zzz", "", "/film ", nil},
		{"never le", "", "", titles},
		{"七人", "", "", nil},
		{"/upcoming GB th", "", "/upcoming GB ", []string{"theatrical"}},
		{"/upcoming ", "", "/upcoming ", []string{"theatrical", "tv"}},
		{"/teleport x", "", "", nil},
	}
	for _, test := range tests {
		head, completions, tail := p.complete(test.line+test.behind, len([]rune(test.line)))
		if tail != test.behind {
			t.Errorf("%q: tail = %q, want %q", test.line, tail, test.behind)
		}
		if diff := cmp.Diff(test.completions, completions); diff != "" {
			t.Errorf("%q; -want +got:\n%s", test.line, diff)
		}
		if len(completions) > 0 && head != test.head {
			t.Errorf("%q: head = %q, want %q", test.line, head, test.head)
		}
	}
}
