package bot_test

import (
	"context"
	"testing"
	"time"

	"marquee/internal/bot/bottest"
	"marquee/internal/chat"
)

// BenchmarkAnswer measures a request from its arrival to the finished card.
func BenchmarkAnswer(b *testing.B) {
	w := bottest.NewWorld(b)
	for _, c := range []struct{ name, command, line string }{
		{"film as written", "film", "Never Let Me Go"},
		{"film misspelt", "film", "pirates of the carribean ded mans chest"},
		{"film not found", "film", "xylophone quartet"},
		{"namesakes", "film", "king kong"},
		{"person", "person", "Keira Knightley"},
		{"person misspelt", "person", "keira knightly"},
		{"releases", "releases", "Never Let Me Go"},
	} {
		b.Run(c.name, func(b *testing.B) {
			r := chat.Request{Route: chat.NewRoute(c.command), Line: c.line, At: time.Now()}
			for b.Loop() {
				if a := w.Handler.Answer(context.Background(), r); a.Card == nil {
					b.Fatal("no card")
				}
			}
		})
	}
}

// BenchmarkSuggest measures the completion of what is being typed.
func BenchmarkSuggest(b *testing.B) {
	w := bottest.NewWorld(b)
	for _, c := range []struct{ command, field, prefix string }{
		{"film", "title", "n"}, {"film", "title", "never l"}, {"film", "title", "the godf"},
		{"film", "title", "nevr let"}, {"person", "name", "keira"},
	} {
		b.Run(c.prefix, func(b *testing.B) {
			r := chat.Request{Route: chat.NewRoute(c.command), At: time.Now()}
			for b.Loop() {
				if list := w.Handler.Suggest(context.Background(), r, c.field, c.prefix); len(list) == 0 {
					b.Fatal("nothing offered")
				}
			}
		})
	}
}
