package lookup

import (
	"context"
	"sync"
)

// behind asks questions in the background, one after the other, so that what is
// refreshed never stands in the way of what somebody waits for.
type behind struct {
	questions chan Question
	cancel    context.CancelFunc
	done      sync.WaitGroup
}

// maxBehind is how many questions wait. When there are more, new ones are
// dropped: whoever looks the film up next asks again.
const maxBehind = 1000

func (b *behind) start(l *Live) {
	ctx, cancel := context.WithCancel(context.Background())
	b.questions, b.cancel = make(chan Question, maxBehind), cancel
	b.done.Go(func() {
		for {
			select {
			case <-ctx.Done():
				return
			case q := <-b.questions:
				l.Ask(ctx, q)
			}
		}
	})
}

func (b *behind) stop() {
	b.cancel()
	b.done.Wait()
}

// Behind asks questions in the background, if they are still stale or open when
// their turn comes. It returns at once.
func (l *Live) Behind(questions ...Question) {
	for _, q := range questions {
		select {
		case l.behind.questions <- q:
		default:
		}
	}
}
