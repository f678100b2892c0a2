package discordtest

// checkModal reads the data of a modal.
// https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-response-object-modal
func checkModal(o *object) {
	o.exact("custom_id", 1, maxCustomID)
	o.text("title", 1, maxModalTitle)
	o.required("components")
	ids := customIDs{}
	for _, c := range o.objects("components", 1, maxModalComponents) {
		c.integer("id", 0, 1<<31)
		switch c.choice("type", componentRow, componentText, componentLabel) {
		case componentRow:
			c.required("components")
			for _, input := range c.objects("components", 1, 1) {
				if input.choice("type", componentTextInput) == componentTextInput {
					input.text("label", 1, maxInputLabel)
					checkTextInput(input, ids)
				}
			}
		case componentText:
			c.text("content", 1, maxInputValue)
		case componentLabel:
			checkLabel(c, ids)
		}
		c.end()
	}
	// A library may send one struct for every kind of response.
	o.nothing("content", "embeds", "tts", "flags", "allowed_mentions", "attachments", "choices", "poll")
	o.end()
}

func checkLabel(c *object, ids customIDs) {
	c.text("label", 1, maxInputLabel)
	if c.has("description") {
		c.text("description", 1, maxInputHint)
	}
	if !c.required("component") {
		return
	}
	part := c.object("component")
	switch part.choice("type", componentStringSelect, componentTextInput, componentUserSelect,
		componentRoleSelect, componentMentionableSelect, componentChannelSelect) {
	case componentTextInput:
		part.nothing("label") // it stands outside
		checkTextInput(part, ids)
	case componentStringSelect:
		checkStringSelect(part, ids)
	default:
		checkOtherSelect(part, ids)
	}
}

func checkTextInput(c *object, ids customIDs) {
	ids.check(c)
	c.integer("id", 0, 1<<31)
	c.choice("style", 1, 2)
	value := c.exact("value", 0, maxInputValue)
	c.text("placeholder", 0, maxInputHint)
	c.boolean("required")
	least, _ := c.integer("min_length", 0, maxInputValue)
	most, ok := c.integer("max_length", 1, maxInputValue)
	if ok && least > most {
		c.fault("min_length", "NUMBER_TYPE_MAX", "int value should be less than or equal to %d.", most)
	}
	if ok && int64(textLength(value)) > most {
		c.fault("value", "BASE_TYPE_MAX_LENGTH", "Must be %d or fewer in length.", most)
	}
	c.end()
}
