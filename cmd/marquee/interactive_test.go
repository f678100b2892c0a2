//go:build linux || darwin

package main

import (
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"

	"github.com/creack/pty"

	"marquee/internal/config"
)

// A window is the program in a terminal of its own.
type window struct {
	t    *testing.T
	tty  *os.File
	cmd  *exec.Cmd
	home string
	read chan string // what the program writes, as it comes; closed at its end
	all  string      // everything so far
	seen int         // how much of it was expected already
}

// start runs marquee with args in a terminal of 80 columns.
func start(t *testing.T, env []string, args ...string) *window {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	s := &window{t: t, home: t.TempDir(), read: make(chan string)}
	s.cmd = exec.Command(self)
	s.cmd.Args = append([]string{"marquee"}, args...) // TestMain runs the program by this name
	s.cmd.Env = append([]string{"HOME=" + s.home, "TERM=xterm-256color"}, env...)
	if s.tty, err = pty.StartWithSize(s.cmd, &pty.Winsize{Rows: 40, Cols: 80}); err != nil {
		t.Skipf("no terminal to be had: %v", err)
	}
	t.Cleanup(func() { s.tty.Close() })
	go func() {
		defer close(s.read)
		b := make([]byte, 4096)
		for {
			n, err := s.tty.Read(b)
			if n > 0 {
				s.read <- string(b[:n])
			}
			if err != nil {
				return // the program has ended
			}
		}
	}()
	return s
}

// The prompts as they first appear: at the beginning of a line.
const (
	prompt      = "\n> "
	fieldPrompt = "\n  > "
)

// keys types.
func (s *window) keys(keys string) {
	s.t.Helper()
	if _, err := s.tty.WriteString(keys); err != nil {
		s.t.Fatal(err)
	}
}

// expect waits until the program has written text, behind what was expected
// before.
func (s *window) expect(text string) {
	s.t.Helper()
	for {
		if i := strings.Index(s.all[s.seen:], text); i >= 0 {
			s.seen += i + len(text)
			return
		}
		more, ok := <-s.read
		if !ok {
			s.t.Fatalf("the program ended without %q, having written\n%q", text, s.all[s.seen:])
		}
		s.all += more
	}
}

// end waits for the program's end and returns its exit status.
func (s *window) end() int {
	for more := range s.read {
		s.all += more
	}
	_ = s.cmd.Wait() // its status is what counts
	return s.cmd.ProcessState.ExitCode()
}

func TestConversationInATerminal(t *testing.T) {
	s := start(t, []string{"TERM_PROGRAM=WezTerm", "XDG_STATE_HOME="}, "chat")
	s.expect("Marquee. Type a film's title")
	s.expect(prompt)
	s.keys("/fi\t")
	s.expect("/film ")
	s.keys("never let\t")
	s.expect("Never Let Me Go (2010)")
	s.keys("\r")
	s.expect("\x1b[1mNever Let Me Go (2010)")
	s.expect("[1]\x1b[m Cast & crew")
	s.expect(prompt)
	s.keys("1\r")
	s.expect("Cast & crew of Never Let Me Go (2010)")
	s.expect(prompt)
	s.keys("half a line")
	s.expect("line")
	s.keys("\x03")
	s.expect("Ctrl-D or quit leaves.")
	s.expect(prompt)

	if err := pty.Setsize(s.tty, &pty.Winsize{Rows: 40, Cols: 40}); err != nil {
		t.Fatal(err)
	}
	s.keys("never let me go\r")
	s.expect("Text without a slash is taken for")
	s.expect("grow up side by side at a boarding\r\n")
	s.expect(prompt)
	s.keys("\x04")
	if status := s.end(); status != 0 {
		t.Errorf("exit status %d; a person who leaves has not failed", status)
	}
	kept, err := os.ReadFile(config.History(config.Env{"HOME": s.home}))
	if want := "/film Never Let Me Go (2010)\nnever let me go\n"; err != nil || string(kept) != want {
		t.Errorf("the history has %q, %v; want %q", kept, err, want)
	}
}

func TestFormInATerminal(t *testing.T) {
	s := start(t, nil, "chat", "--db", ":memory:")
	s.expect(prompt)
	s.keys("/settings\r")
	s.expect("Change this channel")
	s.expect(prompt)
	s.keys("1\r")
	s.expect("Enter keeps what is there")
	s.expect(fieldPrompt)
	s.keys("Atlantis\r")
	for range 4 {
		s.expect(fieldPrompt)
		s.keys("\r")
	}
	s.expect("Atlantis")
	s.expect(fieldPrompt)
	s.keys("Fran")
	s.expect("Fran")
	s.keys("\x03")
	s.expect("Given up; everything is as it was.")
	s.expect(prompt)
	s.keys("exit\r")
	if status := s.end(); status != 0 {
		t.Errorf("exit status %d", status)
	}
}

func TestTerminalWithoutColour(t *testing.T) {
	for _, env := range []string{"NO_COLOR=yes", "TERM=dumb"} {
		t.Run(env, func(t *testing.T) {
			s := start(t, []string{env}, "chat", "-c", "/film Never Let Me Go", "-c", "/flim")
			s.expect("Never Let Me Go (2010)\r\n")
			s.expect("! There is no /flim")
			if status := s.end(); status != 1 {
				t.Errorf("exit status %d", status)
			}
			if strings.Contains(s.all, "\x1b") {
				t.Errorf("escape sequences in %q", s.all)
			}
		})
	}
	s := start(t, []string{"TERM=dumb"}, "chat")
	s.expect(prompt)
	s.keys("/film heat\n")
	s.expect("Heat (1995)")
	s.expect(prompt)
	s.keys("quit\n")
	if s.end(); strings.Contains(s.all, "\x1b") {
		t.Errorf("escape sequences in %q", s.all)
	}
}

// TestHangUp holds that a program that is told to end gives the terminal back.
func TestHangUp(t *testing.T) {
	s := start(t, nil, "chat")
	s.expect(prompt)
	if err := s.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if status := s.end(); status != 1 {
		t.Errorf("exit status %d", status)
	}
}
