// Package discordtest is a double of Discord for tests. It speaks the
// platform's wire (REST over HTTP, the gateway over a WebSocket, signed HTTP
// interactions) on a loopback port and knows no library of Discord's.
//
// It is stricter than the platform: a field that Discord would ignore is
// refused, and what a bot should never do (a late first response, two of them,
// a body beyond a limit) is kept as a Violation, which fails the test at its
// end unless the test said that it expects it.
//
// A test builds a small world and then acts as the people in it:
//
//	srv := discordtest.New(t, discordtest.Config{})
//	guild := srv.AddGuild("Film Club")
//	films := guild.AddChannel("films")
//	alice := srv.AddUser("alice")
//	guild.Join(alice)
//	// … start the bot against srv.APIURL() with srv.Token() …
//	srv.WaitReady(ctx, 1)
//	alice.Command(films, "film", discordtest.Options{"title": "Never Let Me Go"})
//	alice.Press(films, "Cast & crew")
//	fmt.Println(alice.Sees(films))
//
// People see only what was sent over the wire: a button is found by its label,
// and its custom_id is sent back as it came.
//
// Left out: voice, polls, stickers, Components V2, message events of the
// gateway, and compression of its payloads.
package discordtest
