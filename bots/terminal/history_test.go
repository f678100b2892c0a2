package terminal

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestHistoryIsKept(t *testing.T) {
	path := filepath.Join(t.TempDir(), "new", "folder", "history")
	first, second := openHistory(path), openHistory(path)
	first.add("/film heat")
	second.add("/help")
	first.add("七人の侍")
	for _, line := range []string{"", "two\nlines", "an \x1b[31mescape", strings.Repeat("x", 2000), "\xff"} {
		first.add(line)
	}
	if err := first.close(); err != nil {
		t.Fatal(err)
	}
	if err := second.close(); err != nil {
		t.Fatal(err)
	}
	again := openHistory(path)
	defer again.close()
	if diff := cmp.Diff([]string{"/film heat", "/help", "七人の侍"}, again.lines); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm()&0o077 != 0 {
		t.Errorf("others may read what was typed: %v, %v", info.Mode(), err)
	}
}

func TestHistoryIsShortened(t *testing.T) {
	path := filepath.Join(t.TempDir(), "history")
	var b strings.Builder
	for i := range 5000 {
		fmt.Fprintf(&b, "/film %d\n", i)
	}
	if err := os.WriteFile(path, []byte(b.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	h := openHistory(path)
	h.add("/help")
	if err := h.close(); err != nil {
		t.Fatal(err)
	}
	again := openHistory(path)
	defer again.close()
	if n := len(again.lines); n != maxHistory+1 || again.lines[0] != "/film 4000" || again.lines[n-1] != "/help" {
		t.Errorf("%d lines, from %q to %q", n, again.lines[0], again.lines[n-1])
	}
}

func TestHistoryThatCannotBeKept(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"", filepath.Join(file, "history"), filepath.Dir(file)} {
		h := openHistory(path)
		h.add("/help")
		if err := h.close(); err != nil || len(h.lines) != 0 {
			t.Errorf("%q: %q, %v", path, h.lines, err)
		}
	}
}
