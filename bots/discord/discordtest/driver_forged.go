package discordtest

import "slices"

// SendCommand sends a command as a changed client could: what the boxes require
// or take is not looked at, and every value goes as text. It waits for the
// answer.
func (u *User) SendCommand(c *Channel, name string, options Options) (*Interaction, error) {
	return wait(u.ask(kindCommand, c, func(i *Interaction) (map[string]any, error) {
		cmd, err := u.offered(c, name)
		if err != nil {
			return nil, err
		}
		i.command = name
		data := commandData(cmd)
		names := make([]string, 0, len(options))
		for box := range options {
			names = append(names, box)
		}
		slices.Sort(names)
		sent := []any{}
		for _, box := range names {
			sent = append(sent, map[string]any{"name": box, "type": optionString, "value": options[box]})
		}
		data["options"] = sent
		return data, nil
	}))
}
