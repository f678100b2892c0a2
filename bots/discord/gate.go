package discord

import (
	"context"
	"log/slog"
	"sync"
)

// A gate is a log that can be shut. An answer that never ends is left behind
// when Run returns; whatever it still has to say, the log may be gone by then.
type gate struct {
	slog.Handler
	door *door
}

// A door is what the logs made of one gate share.
type door struct {
	mu   sync.RWMutex
	shut bool
}

func newGate(h slog.Handler) gate { return gate{h, &door{}} }

// close returns once nothing is being written, and nothing will be.
func (d *door) close() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.shut = true
}

// Handle implements slog.Handler.
func (g gate) Handle(ctx context.Context, r slog.Record) error {
	g.door.mu.RLock()
	defer g.door.mu.RUnlock()
	if g.door.shut {
		return nil
	}
	return g.Handler.Handle(ctx, r)
}

// WithAttrs implements slog.Handler.
func (g gate) WithAttrs(list []slog.Attr) slog.Handler {
	return gate{g.Handler.WithAttrs(list), g.door}
}

// WithGroup implements slog.Handler.
func (g gate) WithGroup(name string) slog.Handler { return gate{g.Handler.WithGroup(name), g.door} }
