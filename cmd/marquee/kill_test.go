//go:build linux || darwin

package main

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strconv"
	"sync"
	"syscall"
	"testing"
	"time"

	"marquee/internal/config"
	"marquee/internal/remind"
)

// TestKilled kills marquee serve while it posts, again and again, with platforms
// that fail in every way. In the end every reminder stands there once.
func TestKilled(t *testing.T) {
	if testing.Short() {
		t.Skip("it waits for whole processes, or for seconds")
	}
	if os.Getenv("MARQUEE_KILLS") != "" {
		t.Skip("TestKilledOften does more of it")
	}
	w := newWorld(t, 60, 0)
	for range 3 {
		w.life(200*time.Millisecond, 1500*time.Millisecond)
	}
	w.lastLife(time.Second, 8*time.Second)
	w.faults.stop()
	w.finish()
	w.check()
}

// TestKilledOften is the long one: MARQUEE_KILLS is how often the process is
// killed, and each time more than a hundred deliveries come due.
func TestKilledOften(t *testing.T) {
	kills, err := strconv.Atoi(os.Getenv("MARQUEE_KILLS"))
	if err != nil {
		t.Skip("MARQUEE_KILLS is how often marquee serve is to be killed")
	}
	w := newWorld(t, 60*kills, 5)
	// Discord forgets a nonce after 90 s, within this outage.
	outage := time.AfterFunc(time.Minute, func() { w.faults.outage(110 * time.Second) })
	defer outage.Stop()
	began := time.Now()
	for range kills {
		w.life(0, 14*time.Second)
	}
	t.Logf("killed %d times in %v, %d of them with a post under way; %d of %d reminders posted by then",
		w.kills, time.Since(began).Round(time.Second), w.caught, len(w.posted()), len(w.wanted))
	w.lastLife(time.Second, 10*time.Minute)
	w.check()
	if 2*w.caught < w.kills {
		t.Errorf("only %d of %d kills had a post under way", w.caught, w.kills)
	}
	t.Logf("all in %v", time.Since(began).Round(time.Second))
}

// A process is marquee serve, running by itself.
type process struct {
	t   *testing.T
	cmd *exec.Cmd
	log bytes.Buffer
}

func (w *world) start() *process {
	w.t.Helper()
	self, err := os.Executable()
	if err != nil {
		w.t.Fatal(err)
	}
	p := &process{t: w.t, cmd: exec.Command(self)}
	p.cmd.Args = []string{"marquee", "serve", "--config", w.config}
	p.cmd.Env = []string{"HOME=" + w.t.TempDir(), "TMPDIR=" + os.TempDir()}
	p.cmd.Stdout, p.cmd.Stderr = &p.log, &p.log
	if err := p.cmd.Start(); err != nil {
		w.t.Fatal(err)
	}
	return p
}

// life is one life of the process. It ends by kill -9 at some time after the first
// post, or after a while where there is none: every second one when a post is under
// way, the others whenever that is.
func (w *world) life(least, most time.Duration) {
	p := w.start()
	before := w.faults.seen()
	for range 300 {
		if w.faults.seen() > before {
			break
		}
		time.Sleep(10 * time.Millisecond) // of the process, which has a clock of its own
	}
	time.Sleep(least + rand.N(most-least))
	for range 5000 {
		if w.kills%2 == 0 || w.faults.underWay() > 0 {
			break
		}
		time.Sleep(time.Millisecond)
	}
	underWay := w.faults.underWay()
	if err := p.cmd.Process.Kill(); err != nil {
		w.t.Fatal(err)
	}
	err := p.cmd.Wait()
	if status, ok := p.cmd.ProcessState.Sys().(syscall.WaitStatus); !ok || !status.Signaled() {
		w.t.Fatalf("it ended by itself: %v\n%s", err, p.log.String())
	}
	w.kills++
	if underWay > 0 {
		w.caught++
	}
}

// lastLife is one that lasts until everything has been posted, and nothing is in
// doubt, or at most for so long. Then the process is asked to end, and does so in
// time.
func (w *world) lastLife(least, most time.Duration) {
	w.t.Helper()
	p := w.start()
	began := time.Now()
	for time.Since(began) < least || time.Since(began) < most && !w.done() {
		if w.short && len(w.postedBy("discord")) == w.wantedBy("discord") && time.Since(began) > least {
			break // Slack is looked through only when a request may no longer be on its way
		}
		time.Sleep(200 * time.Millisecond)
	}
	asked := time.Now()
	if err := p.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		w.t.Fatal(err)
	}
	if err := p.cmd.Wait(); err != nil {
		w.t.Errorf("it ended with %v\n%s", err, p.log.String())
	}
	if took := time.Since(asked); took > 10*time.Second {
		w.t.Errorf("it took %v to end", took)
	}
	if w.states()[remind.Sending] > 0 {
		w.t.Errorf("deliveries are left half claimed: %v", w.states())
	}
}

// finish posts in this process what is left, by a clock that has gone on for long
// enough to look for what is in doubt.
func (w *world) finish() {
	t := w.t
	p := &program{stdin: os.Stdin, stdout: os.Stdout, stderr: &log{}, env: config.NewEnv([]string{"MARQUEE_CONFIG=" + w.config})}
	f := newFlags("serve")
	c, err := f.config(p)
	if err != nil {
		t.Fatal(err)
	}
	on, faults := platforms(c, p.logger())
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	h, err := p.openHouse(t.Context(), named(f.databaseOf(c, p.env)), p.logger())
	if err != nil {
		t.Fatal(err)
	}
	defer h.close()
	b, err := h.forMany(c, on, p.logger())
	if err != nil {
		t.Fatal(err)
	}
	var running sync.WaitGroup
	defer running.Wait()
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	for _, x := range on {
		running.Go(func() {
			if err := x.adapter.Run(ctx, b); err != nil {
				t.Error(err)
			}
		})
	}
	d := &delivery{book: h.book, announcer: b.Announcer(), platforms: on, log: p.logger()}
	d.await(ctx)
	deliver := d.deliverer(d.reachable())
	for i := range 10 {
		if _, err := deliver.Tick(ctx, time.Now().Add(time.Duration(i+1)*3*time.Minute)); err != nil {
			t.Fatal(err)
		}
		if w.done() {
			break
		}
	}
}

// check checks that every reminder stands there, once, and that nothing is left.
func (w *world) check() {
	t := w.t
	t.Helper()
	lost, doubled := 0, 0
	posted := w.posted()
	for _, m := range w.wanted {
		switch n := posted[m]; {
		case n == 0:
			lost++
			t.Errorf("lost: %v", m)
		case n > 1:
			doubled++
			t.Errorf("posted %d times: %v", n, m)
		}
	}
	for m := range posted {
		if !w.isWanted[m] {
			t.Errorf("nobody asked for %v", m)
		}
	}
	if states := w.states(); states[remind.Sent] != w.messages() || len(states) != 1 {
		t.Errorf("the ledger has %v, and there are %d messages", states, w.messages())
	}
	t.Logf("%d reminders in %d messages (%d lists); %d kills, %d with a post under way; %s; lost %d, doubled %d",
		len(w.wanted), w.messages(), w.lists, w.kills, w.caught, w.faults, lost, doubled)
	if t.Failed() {
		t.Log(fmt.Sprint(w.states()))
	}
}
