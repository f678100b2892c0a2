package bot

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"marquee/internal/chat"
	"marquee/internal/chat/clip"
)

// The sentences for what goes wrong: each says what to do.
const (
	sayOldButton = "That button is not one of mine, or too old for me to read. Type the command again; /help lists them."
	sayNotYours  = "Those settings were opened by somebody else. Type /settings to open them for yourself."
	sayStoreDown = "I cannot read my own database just now, so I do not know. Please try again in a minute."
	sayEnding    = "I am being restarted just now. Please ask again in a minute."
	sayGone      = "I no longer know that film or person. Type the command again to look it up."
	sayNoServer  = "There is no server here, only this conversation. Leave the scope out to change its settings."
	sayNoFilm    = "Which film? Type its title behind the command, such as /film Never Let Me Go."
	sayNoPerson  = "Whose credits? Type a name behind the command, such as /person Keira Knightley."
	sayNoLetters = "There is no letter or digit in that to look for. Type a title, such as /film Never Let Me Go."
	sayAdult     = "That film is for adults. I show it only in channels that are marked for that."
	sayTooFast   = "That was a lot at once. Please wait a few seconds and ask again."
	sayTooLong   = "That is longer than any title or name. Type a shorter part of it."
)

// maxArg is how many characters of a value are taken: more than the longest
// title there is.
const maxArg = 300

// checkArgs returns errors about a value that no command could use, or none.
func checkArgs(cmd command, args map[string]string) reply {
	for name, value := range args {
		switch {
		case !utf8.ValidString(value):
			return wrong(name, "That holds bytes that are no text. Please type it again.")
		case len(value) > maxArg && clip.Runes(value) > maxArg:
			return wrong(name, sayTooLong)
		}
		args[name] = clean(value)
	}
	return reply{}
}

// clean is typed text that can be said back.
func clean(typed string) string {
	return strings.TrimSpace(strings.Map(dropControl, strings.ToValidUTF8(typed, "")))
}

// dropControl turns control characters into spaces and leaves out marks that
// change the direction of what follows, so that a title typed with one cannot
// turn the sentence around it.
func dropControl(r rune) rune {
	switch {
	case r < ' ' || r == 0x7f:
		return ' '
	case r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069, r == 0x200e, r == 0x200f, r == 0x061c:
		return -1
	}
	return r
}

// failure is a card of one sentence.
func failure(sentence string) chat.Card {
	return chat.Card{Tone: chat.Failure, Title: "Sorry", Body: chat.T(sentence)}
}

// quoted is what somebody typed, short enough to be said back to them.
func quoted(typed string) string {
	return fmt.Sprintf("“%s”", clip.String(typed, 60, clip.Runes))
}
