package slacktest

// Unplug takes the double off the network: it cuts every connection and each
// that is made until Plug.
func (s *Server) Unplug() { s.net.Unplug() }

// Plug ends what Unplug began.
func (s *Server) Plug() { s.net.Plug() }
