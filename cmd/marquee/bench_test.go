package main

import (
	"context"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"marquee/bots/terminal"
	"marquee/internal/bot/bottest"
	"marquee/internal/chat"
)

// BenchmarkFilmInTerminal measures a warm /film from the request to the card as
// the terminal shows it.
func BenchmarkFilmInTerminal(b *testing.B) {
	w := bottest.NewWorld(b)
	r := chat.Request{Route: chat.NewRoute("film"), Line: "Never Let Me Go", At: time.Now()}
	for b.Loop() {
		a := w.Handler.Answer(context.Background(), r)
		if terminal.Render(*a.Card, terminal.View{Width: 80}) == "" {
			b.Fatal("nothing to show")
		}
	}
}

// BenchmarkProcess measures a whole run of the program for one question, from
// start to finish, with a database that is there already.
func BenchmarkProcess(b *testing.B) {
	dir := b.TempDir()
	program := filepath.Join(dir, "marquee")
	if out, err := exec.Command("go", "build", "-trimpath", "-ldflags=-s -w", "-o", program, ".").CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	for _, c := range []struct {
		name string
		args []string
	}{
		{"version", []string{"version"}}, // what starting a program costs alone
		{"film", []string{"chat", "-c", "/film Never Let Me Go"}},
		{"misspelt", []string{"chat", "-c", "/film pirates of the carribean ded mans chest"}},
		{"person", []string{"chat", "-c", "/person Keira Knightley"}},
	} {
		b.Run(c.name, func(b *testing.B) {
			args := c.args
			if args[0] == "chat" {
				args = append(args, "--db", filepath.Join(dir, "marquee.db"))
			}
			for b.Loop() {
				if out, err := exec.Command(program, args...).CombinedOutput(); err != nil {
					b.Fatalf("%v\n%s", err, out)
				}
			}
		})
	}
}
