package bot_test

import (
	"testing"

	"marquee/internal/bot/bottest"
)

// The conversations, on a platform where people type everything in one line, and
// on one that asks for each option.
func TestConversations(t *testing.T) {
	for name, freely := range map[string]bool{"in one line": true, "option by option": false} {
		t.Run(name, func(t *testing.T) {
			bottest.Run(t, func(tb testing.TB, w *bottest.World) bottest.Driver {
				return bottest.NewDirect(tb, w.Handler, freely)
			})
		})
	}
}
