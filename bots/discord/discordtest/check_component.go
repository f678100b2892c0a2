package discordtest

import "strconv"

// checkComponents reads the rows of a message and returns how many there are.
func checkComponents(o *object) int {
	rows := o.objects("components", 0, maxRows)
	ids := customIDs{}
	for _, row := range rows {
		if row.choice("type", componentRow) != componentRow {
			continue
		}
		row.integer("id", 0, 1<<31)
		row.required("components")
		buttons, selects := 0, 0
		parts := row.objects("components", 1, maxInRow)
		for i, c := range parts {
			switch kind := c.choice("type", componentButton, componentStringSelect, componentUserSelect,
				componentRoleSelect, componentMentionableSelect, componentChannelSelect); kind {
			case componentButton:
				buttons++
				checkButton(c, ids)
			case componentStringSelect:
				selects++
				checkStringSelect(c, ids)
			case componentUserSelect, componentRoleSelect, componentMentionableSelect, componentChannelSelect:
				selects++
				checkOtherSelect(c, ids)
			}
			// A row has room for five buttons or for one select.
			if buttons+selects*maxInRow > maxInRow {
				row.faults.add(append(row.path("components"), strconv.Itoa(i)),
					"COMPONENT_LAYOUT_WIDTH_EXCEEDED", "The specified component exceeds the maximum width")
			}
		}
		row.end()
	}
	return len(rows)
}

// customIDs are the custom_ids seen so far: they are unique in a message.
type customIDs map[string]bool

func (ids customIDs) check(c *object) {
	c.required("custom_id")
	id := c.exact("custom_id", 0, maxCustomID)
	if id == "" {
		if c.has("custom_id") {
			c.fault("custom_id", "BASE_TYPE_BAD_LENGTH", "Must be between 1 and %d in length.", maxCustomID)
		}
		return
	}
	if ids[id] {
		c.fault("custom_id", "COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id cannot be duplicated")
	}
	ids[id] = true
}

func checkButton(c *object, ids customIDs) {
	c.integer("id", 0, 1<<31)
	label := c.text("label", 0, maxButtonLabel)
	emoji := checkEmoji(c)
	c.boolean("disabled")
	switch style := c.choice("style", 1, 2, 3, 4, buttonLink, buttonPremium); style {
	case buttonLink:
		c.required("url")
		c.address("url", maxButtonURL, "http", "https", "discord")
		if c.exact("custom_id", 0, maxCustomID) != "" {
			c.fault("custom_id", "BUTTON_COMPONENT_CUSTOM_ID_URL", "A custom id and url cannot both be specified")
		}
	case buttonPremium:
		c.required("sku_id")
		c.snowflake("sku_id")
		c.nothing("custom_id", "url")
	default:
		ids.check(c)
		if c.exact("url", 0, maxButtonURL) != "" {
			c.fault("custom_id", "BUTTON_COMPONENT_CUSTOM_ID_URL", "A custom id and url cannot both be specified")
		}
	}
	if label == "" && !emoji && !c.has("sku_id") {
		c.fault("label", "BUTTON_COMPONENT_INVALID_LABEL", "A label or emoji is required")
	}
	c.end()
}

func checkEmoji(c *object) bool {
	e := c.object("emoji")
	if e == nil {
		return false
	}
	e.snowflake("id")
	e.exact("name", 0, 32)
	e.boolean("animated")
	e.end()
	return true
}

func checkStringSelect(c *object, ids customIDs) {
	c.required("options")
	options := c.objects("options", 1, maxOptions)
	values, defaults := map[string]bool{}, int64(0)
	for _, opt := range options {
		opt.text("label", 1, maxOptionText)
		value := opt.exact("value", 1, maxOptionText)
		opt.text("description", 0, maxOptionText)
		checkEmoji(opt)
		if opt.boolean("default") {
			defaults++
		}
		if values[value] {
			opt.here("SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", "The specified option value is already used")
		}
		values[value] = true
		opt.end()
	}
	_, most := checkSelect(c, ids)
	if len(options) > 0 && most > int64(len(options)) {
		c.fault("max_values", "SELECT_COMPONENT_MAX_VALUES", "max_values must be equal to or less than %d", len(options))
	}
	if defaults > most {
		c.fault("options", "SELECT_COMPONENT_TOO_MANY_DEFAULT_OPTIONS", "Cannot have more than %d default options", most)
	}
	c.end()
}

func checkOtherSelect(c *object, ids customIDs) {
	checkSelect(c, ids)
	c.list("channel_types", 0, 20)
	c.list("default_values", 0, maxOptions)
	c.end()
}

// checkSelect reads what selects have in common.
func checkSelect(c *object, ids customIDs) (least, most int64) {
	ids.check(c)
	c.integer("id", 0, 1<<31)
	c.text("placeholder", 0, maxPlaceholder)
	c.boolean("disabled")
	c.boolean("required")
	least, most = 1, 1
	if n, ok := c.integer("min_values", 0, maxOptions); ok {
		least = n
	}
	if n, ok := c.integer("max_values", 1, maxOptions); ok {
		most = n
	}
	if least > most {
		c.fault("min_values", "SELECT_COMPONENT_MIN_VALUES", "min_values must be equal to or less than %d", most)
	}
	return least, most
}
