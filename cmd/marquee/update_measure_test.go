//go:build linux

package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestMeasureUpdate runs the program on exports of as many names as
// MARQUEE_LISTED says and says what it took. docs/benchmarks.md has what came of
// it.
func TestMeasureUpdate(t *testing.T) {
	var n int
	if _, err := fmt.Sscan(os.Getenv("MARQUEE_LISTED"), &n); err != nil || n == 0 {
		t.Skip("MARQUEE_LISTED is not set")
	}
	server, url := exportServer(t)
	db := filepath.Join(t.TempDir(), "marquee.db")
	kind := "--films"
	if os.Getenv("MARQUEE_LISTED_KIND") == "people" {
		kind = "--people"
		server.Put(exportName("person_ids", 0), packPeople(t, n))
	} else {
		server.Put(exportName("movie_ids", 0), packFilms(t, n))
	}
	for range 2 {
		u := updatingFrom(t, url, db, kind)
		start := time.Now()
		if err := u.cmd.Start(); err != nil {
			t.Fatal(err)
		}
		peak := peakMemory(u.cmd.Process.Pid)
		_ = u.cmd.Wait()
		u.checkEnd(t, 0)
		t.Logf("%s%.2f s, of which the processor %.2f s; peak memory %s", u.stdout.String(), time.Since(start).Seconds(),
			(u.cmd.ProcessState.UserTime() + u.cmd.ProcessState.SystemTime()).Seconds(), <-peak)
		lists, _ := filepath.Glob(db + "*/*")
		for _, path := range append(lists, db) {
			if info, err := os.Stat(path); err == nil {
				t.Logf("%s: %.1f MB", filepath.Base(path), float64(info.Size())/1e6)
			}
		}
	}
}

// peakMemory looks at how much memory a process ever had until it ends. What the
// system says at its end counts the memory of this one, from which it sprang.
func peakMemory(pid int) <-chan string {
	peak := make(chan string, 1)
	go func() {
		last := "unknown"
		for {
			status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
			_, high, there := strings.Cut(string(status), "VmHWM:")
			if err != nil || !there {
				peak <- last
				return
			}
			line, _, _ := strings.Cut(high, "\n")
			last = strings.TrimSpace(line)
			time.Sleep(20 * time.Millisecond) // of the outside world
		}
	}()
	return peak
}
