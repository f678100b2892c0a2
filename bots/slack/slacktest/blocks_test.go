package slacktest_test

// Blocks that are good for something.
func plainText(s string) obj { return obj{"type": "plain_text", "text": s, "emoji": false} }
func mrkdwn(s string) obj    { return obj{"type": "mrkdwn", "text": s} }
func section(s string) obj   { return obj{"type": "section", "text": mrkdwn(s)} }
func actions(e ...any) obj   { return obj{"type": "actions", "elements": e} }

func button(label, actionID, value string) obj {
	return obj{"type": "button", "text": plainText(label), "action_id": actionID, "value": value}
}

func option(label, value string) obj { return obj{"text": plainText(label), "value": value} }
