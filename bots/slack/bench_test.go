package slack_test

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"slices"
	"sync"
	"testing"
	"time"

	"marquee/bots/slack"
	"marquee/bots/slack/slacktest"
	"marquee/internal/bot/bottest"
	"marquee/internal/chat"
)

// delay is how long Slack takes to answer in these measurements.
const delay = 100 * time.Millisecond

// 200 people type a command at once, while each answer of Slack's API and of its
// response_urls takes 100 ms. The metrics are from the delivery to its
// acknowledgement, and to the answer that the person sees.
func BenchmarkManyAtOnce(b *testing.B) {
	for _, mode := range []slack.Mode{slack.Socket, slack.HTTP} {
		b.Run(string(mode), func(b *testing.B) {
			r := startMany(b, filmLater(), mode)
			var acks, answers []time.Duration
			for b.Loop() {
				a, d := manyAtOnce(b, r, 200)
				acks, answers = append(acks, a...), append(answers, d...)
			}
			report(b, "ack", acks)
			report(b, "answer", answers)
		})
	}
}

// BenchmarkManyFilms is the same with the true bot over the bundled catalogue.
func BenchmarkManyFilms(b *testing.B) {
	w := bottest.NewWorld(b)
	r := startMany(b, w.Handler, slack.Socket)
	var acks, answers []time.Duration
	for b.Loop() {
		a, d := manyAtOnce(b, r, 200)
		acks, answers = append(acks, a...), append(answers, d...)
	}
	report(b, "ack", acks)
	report(b, "answer", answers)
}

// All of them are acknowledged and answered.
func TestManyAtOnce(t *testing.T) {
	eachMode(t, func(t *testing.T, mode slack.Mode) {
		r := startMany(t, filmLater(), mode)
		acks, answers := manyAtOnce(t, r, 200)
		t.Logf("acknowledged: p50 %v, p99 %v; answered: p50 %v, p99 %v",
			percentile(acks, 50), percentile(acks, 99), percentile(answers, 50), percentile(answers, 99))
	})
}

func startMany(tb testing.TB, h chat.Handler, mode slack.Mode) *running {
	// A busy machine is no failure of the adapter.
	r := start(tb, h, slacktest.Config{Keep: 2000, AckWithin: time.Minute}, slack.Options{
		Mode: mode, Logger: slog.New(slog.NewTextHandler(io.Discard, &slog.HandlerOptions{Level: slog.LevelError})),
	})
	r.srv.Inject(slacktest.Fault{Effect: slacktest.DelayAnswer(delay)})
	return r
}

func filmLater() chat.Handler {
	return later(false, func(context.Context) chat.Card { return filmCard() })
}

// manyAtOnce returns how long each took to be acknowledged and to be answered.
func manyAtOnce(tb testing.TB, r *running, people int) (acks, answers []time.Duration) {
	acks, answers = make([]time.Duration, people), make([]time.Duration, people)
	var all sync.WaitGroup
	for n := range people {
		who := r.srv.AddUser(fmt.Sprint("person ", n))
		all.Go(func() {
			i, err := who.StartSlash(r.films, "/film", "Never Let Me Go")
			if err == nil {
				acks[n], err = i.Acknowledged(context.Background())
			}
			if err == nil {
				answers[n], err = i.Answered(context.Background())
			}
			if err != nil {
				tb.Error(err)
			}
		})
	}
	all.Wait()
	return acks, answers
}

func percentile(list []time.Duration, p int) time.Duration {
	sorted := slices.Sorted(slices.Values(list))
	return sorted[min(len(sorted)-1, len(sorted)*p/100)].Round(100 * time.Microsecond)
}

func report(b *testing.B, what string, list []time.Duration) {
	for _, p := range []int{50, 99, 100} {
		b.ReportMetric(float64(percentile(list, p).Microseconds())/1000, fmt.Sprintf("ms/%s-p%d", what, p))
	}
}

// BenchmarkRender is from a card to the blocks that show it.
func BenchmarkRender(b *testing.B) {
	for _, name := range []string{"film", "long"} {
		c := sampleCards()[name]
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, _, err := slack.Rendered(c, false, true); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
