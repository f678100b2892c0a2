package discordtest

import "net/http"

// Routes that are named elsewhere too.
const (
	routeCallback       = "POST /interactions/{id}/{token}/callback"
	routeFollowUp       = "POST /webhooks/{app}/{token}"
	routeEditFollowUp   = "PATCH /webhooks/{app}/{token}/messages/{message}"
	routeCreateMessage  = "POST /channels/{channel}/messages"
	routeEditMessage    = "PATCH /channels/{channel}/messages/{message}"
	routeGlobalCommands = "PUT /applications/{app}/commands"
	routeGuildCommands  = "PUT /applications/{app}/guilds/{guild}/commands"
	routeCreateDM       = "POST /users/@me/channels"
)

func (s *Server) routes() *http.ServeMux {
	mux := http.NewServeMux()
	open := map[string]route{
		"GET /gateway":    s.getGateway,
		routeCallback:     s.postCallback,
		routeFollowUp:     s.postFollowUp,
		routeEditFollowUp: s.patchFollowUp,
		"GET /webhooks/{app}/{token}/messages/{message}":    s.getFollowUp,
		"DELETE /webhooks/{app}/{token}/messages/{message}": s.deleteFollowUp,
	}
	bot := map[string]route{
		"GET /gateway/bot":             s.getGatewayBot,
		"GET /users/@me":               s.getMe,
		"GET /users/{user}":            s.getUser,
		"GET /users/@me/guilds":        s.getMyGuilds,
		routeCreateDM:                  s.postDM,
		"GET /applications/@me":        s.getApplication,
		"GET /oauth2/applications/@me": s.getApplication,

		"GET /applications/{app}/commands":                s.getCommands,
		routeGlobalCommands:                               s.putCommands,
		"GET /applications/{app}/guilds/{guild}/commands": s.getCommands,
		routeGuildCommands:                                s.putCommands,

		"GET /guilds/{guild}":                s.getGuild,
		"GET /guilds/{guild}/channels":       s.getGuildChannels,
		"GET /guilds/{guild}/roles":          s.getRoles,
		"GET /guilds/{guild}/members/{user}": s.getMember,

		"GET /channels/{channel}":                       s.getChannel,
		"GET /channels/{channel}/messages":              s.getMessages,
		routeCreateMessage:                              s.postMessage,
		"GET /channels/{channel}/messages/{message}":    s.getMessage,
		routeEditMessage:                                s.patchMessage,
		"DELETE /channels/{channel}/messages/{message}": s.deleteMessage,
	}
	for pattern, h := range open {
		s.handle(mux, pattern, true, h)
	}
	for pattern, h := range bot {
		s.handle(mux, pattern, false, h)
	}
	return mux
}

func (s *Server) getGateway(*call) (reply, *apiError) {
	return ok(map[string]any{"url": s.GatewayURL()}), nil
}

func (s *Server) getGatewayBot(*call) (reply, *apiError) {
	left, reset := s.gateway.startsLeft(s.cfg)
	return ok(map[string]any{
		"url":    s.GatewayURL(),
		"shards": s.cfg.Shards,
		"session_start_limit": map[string]any{
			"total": s.cfg.SessionStarts, "remaining": left,
			"reset_after": reset.Milliseconds(), "max_concurrency": s.cfg.MaxConcurrency,
		},
	}), nil
}

func (s *Server) getMe(*call) (reply, *apiError) {
	me := s.bot.account()
	return ok(map[string]any{
		"id": me.ID, "username": me.Username, "discriminator": me.Discriminator, "global_name": nil,
		"avatar": nil, "bot": true, "verified": true, "mfa_enabled": true, "flags": 0, "public_flags": 0,
	}), nil
}

func (s *Server) getUser(c *call) (reply, *apiError) {
	s.mu.Lock()
	defer s.mu.Unlock()
	u := s.users[c.PathValue("user")]
	if u == nil {
		return reply{}, errUnknownUser
	}
	return ok(u.account()), nil
}

func (s *Server) getApplication(*call) (reply, *apiError) {
	return ok(map[string]any{
		"id": s.app, "name": s.cfg.Name, "description": "", "icon": nil, "flags": 0,
		"bot_public": true, "bot_require_code_grant": false, "verify_key": s.PublicKey(),
		"interactions_endpoint_url": s.endpointOrNil(), "bot": s.bot.account(),
		"approximate_guild_count": len(s.botGuilds()), "integration_types_config": map[string]any{"0": map[string]any{}},
		"owner": map[string]any{"id": "1", "username": "owner", "discriminator": "0", "avatar": nil, "public_flags": 0, "flags": 0},
		"team":  nil,
	}), nil
}

func (s *Server) endpointOrNil() any {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.endpoint == "" {
		return nil
	}
	return s.endpoint
}

// application checks that a route is about the bot's own application.
func (s *Server) application(c *call) *apiError {
	if c.PathValue("app") != s.app {
		return errAppNotYours
	}
	return nil
}
