package terminal

import (
	"os"
	"path/filepath"
	"testing"
)

func TestScreenThatIsNoTerminal(t *testing.T) {
	file, err := os.Create(filepath.Join(t.TempDir(), "out"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	env := map[string]string{"TERM": "xterm-kitty", "COLORTERM": "truecolor", "FORCE_HYPERLINK": "1"}
	s := NewScreen(file, func(name string) string { return env[name] })
	if s.Colour || s.Links || s.Live || s.Width() != UsualWidth {
		t.Errorf("a file is taken for a terminal: %+v", s)
	}
}

func TestLinks(t *testing.T) {
	tests := []struct {
		env  map[string]string
		want bool
	}{
		{map[string]string{}, false},
		{map[string]string{"TERM": "xterm-256color"}, false},
		{map[string]string{"TERM": "xterm-kitty"}, true},
		{map[string]string{"TERM": "xterm-256color", "VTE_VERSION": "7600"}, true},
		{map[string]string{"TERM": "xterm-256color", "VTE_VERSION": "4205"}, false},
		{map[string]string{"TERM": "xterm-256color", "TERM_PROGRAM": "vscode"}, true},
		{map[string]string{"TERM": "xterm-256color", "TERM_PROGRAM": "Apple_Terminal"}, false},
		{map[string]string{"WT_SESSION": "x"}, true},
		{map[string]string{"TERM": "tmux-256color", "TMUX": "x", "TERM_PROGRAM": "WezTerm"}, false},
		{map[string]string{"TERM": "tmux-256color", "TMUX": "x", "FORCE_HYPERLINK": "1"}, true},
		{map[string]string{"TERM": "xterm-kitty", "FORCE_HYPERLINK": "0"}, false},
	}
	for _, test := range tests {
		if got := links(func(name string) string { return test.env[name] }); got != test.want {
			t.Errorf("%v: links = %v, want %v", test.env, got, test.want)
		}
	}
}
