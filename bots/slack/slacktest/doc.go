// Package slacktest is a double of Slack for tests. It speaks the platform's
// wire (the Web API and response_urls over HTTP, Socket Mode over a WebSocket,
// signed HTTP deliveries) on a loopback port and knows no library of Slack's.
//
// It is stricter than the platform: an argument that Slack would ignore is
// refused, and what an app should never do (a late acknowledgement, a body
// beyond a limit, a message without a fallback text) is kept as a Violation,
// which fails the test at its end unless the test said that it expects it.
//
// A test builds a small world and then acts as the people in it:
//
//	srv := slacktest.New(t, slacktest.Config{})
//	films := srv.AddChannel("films")
//	alice := srv.AddUser("alice")
//	films.Join(alice)
//	// … start the bot against srv.APIURL() with srv.BotToken(), srv.AppToken() …
//	srv.WaitReady(ctx, 1)
//	alice.Slash(films, "/film", "Never Let Me Go")
//	alice.Press(films, "Cast & crew")
//	fmt.Println(alice.Sees(films))
//
// People see only what was sent over the wire: a button is found by its label,
// and its action_id and value are sent back as they came. UseEndpoint has the same
// people reach the bot by signed HTTP.
//
// Where Slack's ways are not written down, the double takes the hardest of those
// that were seen: the text of a command arrives with entities (Config.RawCommands
// ends that), a response_url refuses with a status that says nothing
// (Config.RefusalStatus), replace_original at the response_url of a command does
// nothing, and all blocks together may not hold more than Config.BlocksTotal.
//
// Left out: files, reactions, rich text and the newer blocks, attachments,
// workflows, group direct messages, Enterprise Grid, inputs in messages, and the
// response_urls of forms.
package slacktest
