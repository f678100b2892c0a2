package terminal

import (
	"io"
	"os"
	"strconv"
	"strings"

	"golang.org/x/term"
)

// A Screen is where answers appear, and what it can do.
type Screen struct {
	Out   io.Writer
	Width func() int // columns, asked anew for every card

	Colour bool // colours and weights
	Links  bool // OSC 8 links
	Live   bool // a line can be taken back: a terminal that moves its cursor
}

// UsualWidth is what is taken for the width of what is no terminal.
const UsualWidth = 80

// NewScreen returns the screen that out is. Nothing but text is written to what
// is no terminal, to TERM=dumb and where NO_COLOR is set. getenv reads the
// environment.
func NewScreen(out *os.File, getenv func(string) string) Screen {
	s := Screen{Out: out, Width: func() int { return UsualWidth }}
	fd := int(out.Fd())
	if !term.IsTerminal(fd) {
		return s
	}
	s.Width = func() int {
		if columns, _, err := term.GetSize(fd); err == nil && columns > 0 {
			return columns
		}
		return UsualWidth
	}
	s.Live = obeys(getenv)
	// https://no-color.org: any value but the empty one.
	s.Colour = s.Live && getenv("NO_COLOR") == ""
	s.Links = s.Colour && links(getenv)
	return s
}

// obeys reports whether the terminal knows escape sequences. Windows sets no
// TERM, and the terminal of Windows that knows them says so in WT_SESSION.
func obeys(getenv func(string) string) bool {
	t := getenv("TERM")
	return t != "" && t != "dumb" || getenv("WT_SESSION") != ""
}

// links reports whether the terminal is one known to make links of OSC 8. On
// others the words would hide the address, so it must be known for sure.
// FORCE_HYPERLINK decides where it is set, as it does for other programs.
// https://gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda
func links(getenv func(string) string) bool {
	if force := getenv("FORCE_HYPERLINK"); force != "" {
		return force != "0"
	}
	if getenv("TMUX") != "" || strings.HasPrefix(getenv("TERM"), "screen") {
		return false // depends on the terminal behind it
	}
	if vte, err := strconv.Atoi(getenv("VTE_VERSION")); err == nil {
		return vte >= 5000
	}
	if getenv("WT_SESSION") != "" || getenv("KONSOLE_VERSION") != "" {
		return true
	}
	switch getenv("TERM_PROGRAM") {
	case "iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "rio":
		return true
	}
	switch getenv("TERM") {
	case "xterm-kitty", "xterm-ghostty", "alacritty", "foot", "foot-extra", "wezterm", "contour":
		return true
	}
	return false
}

// view is how a card is shown on the screen.
func (s Screen) view() View {
	return View{Width: s.Width(), Colour: s.Colour, Links: s.Links}
}
