package discordtest

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// A registered command is one that Discord offers to people.
type registered struct {
	ID          string             `json:"id"`
	Application string             `json:"application_id"`
	Guild       string             `json:"guild_id,omitempty"`
	Version     string             `json:"version"`
	Type        int                `json:"type"`
	Name        string             `json:"name"`
	Names       map[string]string  `json:"name_localizations"`
	Description string             `json:"description"`
	Texts       map[string]string  `json:"description_localizations"`
	Options     []registeredOption `json:"options,omitempty"`
	Permissions *string            `json:"default_member_permissions"`
	DM          *bool              `json:"dm_permission,omitempty"`
	Contexts    []int              `json:"contexts"`
	Integration []int              `json:"integration_types"`
	Mature      bool               `json:"nsfw"`
	sent        json.RawMessage    // the body it came in, without ids
}

type registeredOption struct {
	Type         int                `json:"type"`
	Name         string             `json:"name"`
	Names        map[string]string  `json:"name_localizations,omitempty"`
	Description  string             `json:"description"`
	Texts        map[string]string  `json:"description_localizations,omitempty"`
	Required     bool               `json:"required,omitempty"`
	Autocomplete bool               `json:"autocomplete,omitempty"`
	Choices      []registeredChoice `json:"choices,omitempty"`
	Options      []registeredOption `json:"options,omitempty"`
	ChannelTypes []int              `json:"channel_types,omitempty"`
	MinValue     *json.Number       `json:"min_value,omitempty"`
	MaxValue     *json.Number       `json:"max_value,omitempty"`
	MinLength    *int               `json:"min_length,omitempty"`
	MaxLength    *int               `json:"max_length,omitempty"`
}

type registeredChoice struct {
	Name  string            `json:"name"`
	Names map[string]string `json:"name_localizations,omitempty"`
	Value any               `json:"value"`
}

// commandScope finds which list of commands a route is about: "" for the global
// one. It needs the lock.
func (s *Server) commandScope(c *call) (string, *apiError) {
	if err := s.application(c); err != nil {
		return "", err
	}
	id := c.PathValue("guild")
	if id == "" {
		return "", nil
	}
	if g := s.guilds[id]; g == nil || !g.here() {
		return "", errMissingAccess
	}
	return id, nil
}

func (s *Server) getCommands(c *call) (reply, *apiError) {
	s.mu.Lock()
	defer s.mu.Unlock()
	scope, err := s.commandScope(c)
	if err != nil {
		return reply{}, err
	}
	list := append([]registered{}, s.commands[scope]...)
	if c.URL.Query().Get("with_localizations") != "true" {
		for i := range list {
			list[i] = list[i].inOneLanguage()
		}
	}
	return ok(list), nil
}

// inOneLanguage is the command without its translations: what a list gives
// unless it is asked for them.
func (r registered) inOneLanguage() registered {
	r.Names, r.Texts = nil, nil
	r.Options = plainOptions(r.Options)
	return r
}

func plainOptions(options []registeredOption) []registeredOption {
	var out []registeredOption
	for _, o := range options {
		o.Names, o.Texts = nil, nil
		choices := append([]registeredChoice(nil), o.Choices...)
		for i := range choices {
			choices[i].Names = nil
		}
		o.Choices, o.Options = choices, plainOptions(o.Options)
		out = append(out, o)
	}
	return out
}

// putCommands overwrites a list of commands. One that is as it was keeps its id
// and version, one that is new counts towards the daily limit.
// https://discord.com/developers/docs/interactions/application-commands#bulk-overwrite-global-application-commands
func (s *Server) putCommands(c *call) (reply, *apiError) {
	faults := &problems{}
	list, isList := c.value.([]any)
	if !isList {
		faults.add(nil, "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType")
	}
	checkCommands(list, faults)
	if err := faults.refusal(); err != nil {
		return reply{}, err
	}
	if err := s.keepsContract(c.route, c.raw); err != nil {
		return reply{}, err
	}
	fresh, err := readCommands(c.raw)
	if err != nil {
		return reply{}, errBadJSON
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	scope, refused := s.commandScope(c)
	if refused != nil {
		return reply{}, refused
	}
	creates := 0
	for i := range fresh {
		r := &fresh[i]
		r.Application, r.Guild = s.app, scope
		old := find(s.commands[scope], r.Name, r.Type)
		switch {
		case old == nil:
			creates++
			r.ID = formatID(s.ids.next())
			r.Version = formatID(s.ids.next())
		case bytes.Equal(old.sent, r.sent):
			r.ID, r.Version = old.ID, old.Version
		default:
			r.ID, r.Version = old.ID, formatID(s.ids.next())
		}
	}
	if s.creates+creates > maxDailyCreates {
		return reply{}, errManyCreates
	}
	s.creates += creates
	s.commands[scope] = fresh
	return ok(fresh), nil
}

// Registered returns the names of the commands that are registered for g alone;
// those for all servers where g is nil.
func (s *Server) Registered(g *Guild) []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	scope := ""
	if g != nil {
		scope = g.id
	}
	var names []string
	for _, c := range s.commands[scope] {
		names = append(names, c.Name)
	}
	return names
}

func readCommands(raw []byte) ([]registered, error) {
	var bodies []map[string]any
	if err := json.Unmarshal(raw, &bodies); err != nil {
		return nil, fmt.Errorf("reading commands: %w", err)
	}
	list := []registered{}
	for _, b := range bodies {
		for _, given := range []string{"id", "application_id", "guild_id", "version"} {
			delete(b, given)
		}
		sent, err := json.Marshal(b) // keys in order, so equal bodies are equal bytes
		if err != nil {
			return nil, fmt.Errorf("reading commands: %w", err)
		}
		r := registered{sent: sent}
		if err := json.Unmarshal(sent, &r); err != nil {
			return nil, fmt.Errorf("reading commands: %w", err)
		}
		set(&r.Type, commandChat)
		if r.Integration == nil {
			r.Integration = []int{0}
		}
		list = append(list, r)
	}
	return list, nil
}

func find(list []registered, name string, kind int) *registered {
	for i := range list {
		if list[i].Name == name && list[i].Type == kind {
			return &list[i]
		}
	}
	return nil
}
