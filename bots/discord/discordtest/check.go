package discordtest

import (
	"errors"
	"fmt"

	"marquee/bots/wiretest"
)

// CheckMessageBody checks a message body against the hand-written limits, as
// the double does when one arrives, and returns what Discord would refuse, or
// nil. It takes the flags of an answer and the nonce of a message to a channel.
func CheckMessageBody(body []byte) error {
	value, err := wiretest.DecodeStrict(body)
	if err != nil {
		return fmt.Errorf("%s: %w", errBadJSON.message, err)
	}
	faults := &problems{}
	o := readObject(value, faults)
	empty := checkMessage(o, messageShape{channel: true, flags: followUpFlags}, nil)
	o.end()
	if refused := faults.refusal(); refused != nil {
		return errors.New(string(rawJSON(refused.answer().body)))
	}
	if empty != nil {
		return errors.New(empty.message)
	}
	return nil
}

// CheckCommandsBody is CheckMessageBody for the body of a bulk overwrite of
// commands.
func CheckCommandsBody(body []byte) error {
	value, err := wiretest.DecodeStrict(body)
	if err != nil {
		return fmt.Errorf("%s: %w", errBadJSON.message, err)
	}
	list, ok := value.([]any)
	if !ok {
		return errors.New("the body is no list")
	}
	faults := &problems{}
	checkCommands(list, faults)
	if refused := faults.refusal(); refused != nil {
		return errors.New(string(rawJSON(refused.answer().body)))
	}
	return nil
}
