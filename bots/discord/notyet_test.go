package discord_test

import (
	"testing"
	"time"

	"marquee/bots/discord"
	"marquee/internal/chat"
)

// TestBeforeDiscordIsReached asks an adapter that has never run for what it cannot
// know yet.
func TestBeforeDiscordIsReached(t *testing.T) {
	a, err := discord.New(discord.Options{Token: "not-a-real-token.x.y", APIURL: "http://127.0.0.1:1/api"})
	if err != nil {
		t.Fatal(err)
	}
	place := chat.Target{Platform: "discord", Server: "123456789012345678", Channel: "223456789012345678"}
	if _, finding, err := a.Find(t.Context(), "KEY", place, time.Now()); finding != chat.Unreadable || err == nil {
		t.Errorf("Find: %v, %v", finding, err)
	}
	if _, err := a.CheckPlace(t.Context(), place); err == nil {
		t.Error("CheckPlace finds nothing amiss")
	}
}
