package discord_test

import (
	"flag"
	"os"
	"testing"
)

// These tests wait for sockets and not for the processor (discordgo alone takes a
// second to close a connection), so many can run at once on a small machine.
func TestMain(m *testing.M) {
	flag.Parse()
	if err := flag.Set("test.parallel", "8"); err != nil {
		panic(err)
	}
	os.Exit(m.Run())
}
