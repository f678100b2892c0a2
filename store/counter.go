package store

import (
	"context"
	"fmt"
	"math"
)

// A counter gives numbers that were never given before. It holds them in memory
// while a transaction runs; save writes down how far it came.
type counter struct {
	ctx  context.Context
	tx   *statements
	name string
	last uint32 // 0: not read yet
}

func (c *counter) next() (uint32, error) {
	if c.last == 0 {
		if err := c.tx.One(c.ctx, `SELECT last FROM counters WHERE name = ?`, []any{c.name}, &c.last); err != nil {
			return 0, fmt.Errorf("reading the counter %s: %w", c.name, err)
		}
	}
	if c.last == math.MaxUint32 {
		return 0, fmt.Errorf("the counter %s has no more numbers", c.name)
	}
	c.last++
	return c.last, nil
}

func (c *counter) save() error {
	if c.last == 0 {
		return nil
	}
	if err := c.tx.Exec(c.ctx, `UPDATE counters SET last = ? WHERE name = ?`, c.last, c.name); err != nil {
		return fmt.Errorf("writing the counter %s: %w", c.name, err)
	}
	return nil
}
