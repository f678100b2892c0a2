package bot_test

import (
	"testing"

	"marquee/internal/bot/bottest"
)

// The conversations, on a platform where people type everything in one line, and
// on one that asks for each option. In them every named reason is told by /why.
func TestConversations(t *testing.T) {
	for name, freely := range map[string]bool{"in one line": true, "option by option": false} {
		t.Run(name, func(t *testing.T) {
			var reached *bottest.Reached
			t.Run("scripts", func(t *testing.T) {
				reached = bottest.Run(t, func(tb testing.TB, w *bottest.World) bottest.Driver {
					return bottest.NewDirect(tb, w.Handler, freely)
				})
			})
			if reached == nil {
				return // left out by -run
			}
			missing, unknown, all := reached.Missing()
			if all && len(missing) > 0 {
				t.Errorf("no script is told of %q by /why", missing)
			}
			if len(unknown) > 0 {
				t.Errorf("remind.Reasons does not list %q", unknown)
			}
		})
	}
}
