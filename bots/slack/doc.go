// Package slack carries the conversation of Marquee to Slack: commands, buttons,
// menus and forms come in over Socket Mode or as signed HTTP requests, and cards
// go out in Block Kit.
//
// Both ways in end in a turn (turn.go): a request, and where its answer goes.
// What a person did is acknowledged at once and with nothing in it, since Slack
// waits for three seconds only; the answer follows by the response_url. Forms
// and searches are the exception: their answers travel in the acknowledgement,
// so they come from local data alone.
//
// How a card looks is pure and can be read on its own: blocks.go, with mrkdwn.go
// for text and limits.go for what Slack takes.
package slack
