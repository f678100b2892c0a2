package discord_test

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"marquee/bots/discord"
	"marquee/bots/discord/discordtest"
	"marquee/internal/chat"
)

// 200 people type a command at once, while each answer of Discord's REST API
// takes 100 ms. The metrics are from the event to its acknowledgement, and to
// the answer.
func BenchmarkManyAtOnce(b *testing.B) {
	for _, mode := range bothModes {
		b.Run(string(mode), func(b *testing.B) {
			r := start(b, manyHandler(), discordtest.Config{Keep: 1000, FirstResponse: time.Minute}, discord.Options{Mode: mode})
			r.srv.Inject(discordtest.Fault{Effect: discordtest.DelayAnswer(100 * time.Millisecond)})
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

// All of them are acknowledged in good time.
func TestManyAtOnce(t *testing.T) {
	eachMode(t, func(t *testing.T, mode discord.Mode) {
		r := start(t, manyHandler(), discordtest.Config{FirstResponse: time.Minute}, discord.Options{Mode: mode})
		r.srv.Inject(discordtest.Fault{Effect: discordtest.DelayAnswer(100 * time.Millisecond)})
		acks, answers := manyAtOnce(t, r, 200)
		t.Logf("acknowledged: p50 %v, p99 %v; answered: p50 %v, p99 %v",
			percentile(acks, 50), percentile(acks, 99), percentile(answers, 50), percentile(answers, 99))
	})
}

func manyHandler() chat.Handler {
	return later(false, func(context.Context) chat.Card {
		return chat.Card{Title: "Heat (1995)", Body: chat.T("Here it is.")}
	})
}

// manyAtOnce returns how long each took to be acknowledged and to be answered.
func manyAtOnce(tb testing.TB, r *rig, people int) (acks, answers []time.Duration) {
	acks, answers = make([]time.Duration, people), make([]time.Duration, people)
	var all sync.WaitGroup
	for n := range people {
		who := r.srv.AddUser(fmt.Sprint("person ", n))
		r.guild.Join(who)
		all.Go(func() {
			begun := time.Now()
			i, err := who.StartCommand(r.channel, "film", heat)
			if err == nil {
				acks[n], err = i.Acknowledged(context.Background())
			}
			if err == nil {
				err = i.Answered(context.Background())
			}
			if err != nil {
				tb.Error(err)
			}
			answers[n] = time.Since(begun)
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

// BenchmarkRender is from a card to the body that shows it.
func BenchmarkRender(b *testing.B) {
	for _, name := range []string{"film", "long"} {
		c := sampleCards()[name]
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, err := discord.AnswerBody(c, ""); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
