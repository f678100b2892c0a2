package slacktest_test

import (
	"fmt"
	"slices"
	"testing"

	"marquee/bots/slack/slacktest"
)

// cleanups is a test that keeps what it was told, and ends when asked to.
type cleanups struct {
	testing.TB
	funcs  []func()
	errors []string
}

func (c *cleanups) Helper()          {}
func (c *cleanups) Cleanup(f func()) { c.funcs = append(c.funcs, f) }
func (c *cleanups) Errorf(format string, args ...any) {
	c.errors = append(c.errors, fmt.Sprintf(format, args...))
}

func TestViolationsFailTheTest(t *testing.T) {
	for _, expected := range []bool{false, true} {
		fake := &cleanups{TB: t}
		srv := slacktest.New(fake, slacktest.Config{})
		if expected {
			srv.Expect(slacktest.UnknownMethod)
		}
		api(t, srv, "films.list", nil)
		for _, f := range fake.funcs {
			f()
		}
		want := []string{"the app went wrong: unknown method: films.list: unknown_method"}
		if expected {
			want = nil
		}
		if !slices.Equal(fake.errors, want) {
			t.Errorf("expected %v: the test got %q", expected, fake.errors)
		}
	}
}
