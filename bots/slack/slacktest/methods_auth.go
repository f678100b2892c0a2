package slacktest

// https://docs.slack.dev/reference/methods/auth.test
func authTest(c *call) (fields, *apiError) {
	if err := c.end(); err != nil {
		return nil, err
	}
	s := c.s
	return fields{
		"url": "https://" + s.domain() + ".slack.com/", "team": s.cfg.Team, "user": s.bot.name, "team_id": s.team,
		"user_id": s.bot.id, "bot_id": s.botID, "is_enterprise_install": false,
	}, nil
}

// https://docs.slack.dev/reference/methods/bots.info
func botsInfo(c *call) (fields, *apiError) {
	bot := c.need("bot")
	c.ignore("team_id")
	if err := c.end(); err != nil {
		return nil, err
	}
	s := c.s
	if bot != s.botID {
		return nil, errBotNotFound
	}
	return fields{"bot": fields{
		"id": s.botID, "deleted": false, "name": s.bot.name, "updated": 1700000000, "app_id": s.app,
		"user_id": s.bot.id, "icons": fields{},
	}}, nil
}

// https://docs.slack.dev/reference/methods/team.info
func teamInfo(c *call) (fields, *apiError) {
	team := c.str("team")
	if err := c.end(); err != nil {
		return nil, err
	}
	s := c.s
	if team != "" && team != s.team {
		return nil, refusal("team_not_found")
	}
	return fields{"team": fields{
		"id": s.team, "name": s.cfg.Team, "domain": s.domain(), "email_domain": "", "icon": fields{"image_default": true},
	}}, nil
}
