// Package discord carries the conversation of Marquee to Discord: commands,
// buttons, menus and forms come in over the gateway or as signed HTTP requests,
// and cards go out as rich embeds.
//
// The gateway is discordgo's. All of the REST API is asked through one small
// client of our own (rest.go), in version 10, with discordgo's types for bodies:
// a context ends every wait, a message is never posted twice behind our back,
// and nothing grows with the number of interactions. What of discordgo's
// gateway could go wrong for good is met in tap.go and shard.go.
package discord
