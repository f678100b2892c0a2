package slacktest

import "slices"

// methodTable lists the methods of the Web API that the double has.
// https://docs.slack.dev/reference/methods
func methodTable() map[string]method {
	chat := []string{"chat:write"}
	read := []string{"channels:read", "groups:read", "mpim:read", "im:read"}
	history := []string{"channels:history", "groups:history", "mpim:history", "im:history"}
	return map[string]method{
		"apps.connections.open": {answer: connectionsOpen, app: true},

		"auth.test": {answer: authTest},
		"bots.info": {answer: botsInfo, needs: []string{"users:read"}},
		"team.info": {answer: teamInfo, needs: []string{"team:read"}},

		"chat.postMessage":   {answer: chatPostMessage, needs: chat},
		"chat.postEphemeral": {answer: chatPostEphemeral, needs: chat},
		"chat.update":        {answer: chatUpdate, needs: chat},
		"chat.delete":        {answer: chatDelete, needs: chat},

		"conversations.info":    {answer: conversationsInfo, needs: read},
		"conversations.members": {answer: conversationsMembers, needs: read},
		"conversations.history": {answer: conversationsHistory, needs: history},
		"conversations.replies": {answer: conversationsReplies, needs: history},
		"conversations.open":    {answer: conversationsOpen, needs: []string{"im:write", "mpim:write"}},
		"conversations.join":    {answer: conversationsJoin, needs: []string{"channels:join"}},
		"users.conversations":   {answer: usersConversations, needs: read},

		"users.info":      {answer: usersInfo, needs: []string{"users:read"}},
		"usergroups.list": {answer: usergroupsList, needs: []string{"usergroups:read"}},

		"views.open":    {answer: viewsOpen},
		"views.push":    {answer: viewsPush},
		"views.update":  {answer: viewsUpdate},
		"views.publish": {answer: viewsPublish},
	}
}

// DefaultScopes are the scopes of a bot token that mean something to the double,
// but for "chat:write.public": with that one, the bot may post into public
// channels without being a member.
func DefaultScopes() []string {
	return []string{
		"channels:history", "channels:join", "channels:read", "chat:write", "commands",
		"groups:history", "groups:read", "im:history", "im:read", "im:write", "team:read", "usergroups:read",
		"users:read",
	}
}

// SetScopes grants the bot token these scopes in the place of those it has.
func (s *Server) SetScopes(scopes ...string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.scopes = slices.Clone(scopes)
}

// RefuseBot has every call with the bot token refused with an error, such as
// "invalid_auth" or "token_revoked", until it is "".
func (s *Server) RefuseBot(err string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.botRefused = err
}

// RefuseApp does the same for the app-level token.
func (s *Server) RefuseApp(err string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.appRefused = err
}

// granted needs the lock.
func (s *Server) granted(scope string) bool { return slices.Contains(s.scopes, scope) }

// channel returns a channel that the bot may know of, for an action such as
// "read" or "history". A private one in which the bot is no member does not
// exist for it. It needs the lock.
func (s *Server) channel(id, action string) (*Channel, *apiError) {
	c := s.channels[id]
	if c == nil || c.kind != publicChannel && !c.has(s.bot) {
		return nil, errChannelNotFound
	}
	if action == "" {
		return c, nil
	}
	scope := []string{"channels:", "groups:", "im:"}[c.kind] + action
	if !s.granted(scope) {
		return nil, missingScope(scope)
	}
	return c, nil
}
