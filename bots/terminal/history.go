package terminal

import (
	"bufio"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"
)

// Bounds of the history file.
const (
	maxHistory     = 1000 // lines
	maxHistoryLine = 1000 // bytes; longer ones are not worth keeping
)

// history is the file of earlier questions. Lines are added at its end as they
// are asked, so that two conversations at once lose nothing. Where it cannot be
// read or written there is simply none: it is a convenience.
type history struct {
	lines []string // as found
	file  *os.File // nil where nothing is kept
}

func openHistory(path string) *history {
	h := &history{}
	if path == "" {
		return h
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return h
	}
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_APPEND, 0o600)
	if err != nil {
		return h
	}
	h.file = file
	lines := bufio.NewScanner(file)
	for lines.Scan() {
		if line := lines.Text(); keepable(line) {
			h.lines = append(h.lines, line)
		}
	}
	if len(h.lines) > 2*maxHistory {
		h.shorten()
	}
	return h
}

// shorten writes the file anew with the newest lines alone.
func (h *history) shorten() {
	h.lines = h.lines[len(h.lines)-maxHistory:]
	if h.file.Truncate(0) == nil {
		// What is lost here is only history.
		_, _ = h.file.WriteString(strings.Join(h.lines, "\n") + "\n")
	}
}

func (h *history) add(line string) {
	if h.file == nil || !keepable(line) {
		return
	}
	// One write, so that lines of two conversations do not mix.
	_, _ = h.file.WriteString(line + "\n")
}

func (h *history) close() error {
	if h.file == nil {
		return nil
	}
	return h.file.Close()
}

func keepable(line string) bool {
	return line != "" && len(line) <= maxHistoryLine && utf8.ValidString(line) && clean(line) == line &&
		!strings.Contains(line, "\n")
}
