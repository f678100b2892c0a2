package lookup

import (
	"context"
	"fmt"
	"time"

	"marquee/internal/film"
)

// Renew asks the sources whose answer to q is older than age, or missing, however
// fresh Ask would take it for. It is for whoever has to know of a change soon, or
// was told that there is one. It returns the sources that could not be asked, those
// that rest among them, and ends with ctx at the latest.
func (l *Live) Renew(ctx context.Context, age time.Duration, q Question) Troubles {
	return l.once(ctx, fmt.Sprintf("renew/%s/%s", age, q), func(ctx context.Context) Troubles {
		asked, err := l.keeper.Asked(ctx, q)
		if err != nil {
			return Troubles{{"", fmt.Errorf("reading when %s was asked: %w", q, err)}}
		}
		var old []*guarded
		var resting Troubles
		now := time.Now()
		for _, s := range l.sources {
			switch a, ok := asked[s.Name()]; {
			case ok && now.Sub(a.At) <= age:
			case s.resting():
				resting.add(Trouble{s.Name(), film.ErrDown})
			default:
				old = append(old, s)
			}
		}
		return l.putAll(ctx, q, old, resting)
	})
}
