package discordtest

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// ContractEnv names the environment variable that leads to Discord's own
// description of its API.
const ContractEnv = "MARQUEE_DISCORD_OPENAPI"

// FindContract looks for Discord's description of its API (discord-openapi.json)
// where the environment variable ContractEnv says, else in contracts or
// shared/contracts beside the working directory or one of those above it.
func FindContract() (path string, ok bool) {
	if path = os.Getenv(ContractEnv); path != "" {
		return path, true
	}
	dir, err := os.Getwd()
	if err != nil {
		return "", false
	}
	for {
		for _, folder := range []string{"contracts", filepath.Join("shared", "contracts")} {
			path = filepath.Join(dir, folder, "discord-openapi.json")
			if _, err := os.Stat(path); err == nil {
				return path, true
			}
		}
		above := filepath.Dir(dir)
		if above == dir {
			return "", false
		}
		dir = above
	}
}

// A Contract checks bodies against Discord's own description of its API.
type Contract struct {
	compiler *jsonschema.Compiler

	mu      sync.Mutex
	schemas map[string]*jsonschema.Schema // by route
}

// contractAt reads each description once: it is large.
var contractAt sync.Map // path → func() (*Contract, error)

// ContractFrom reads a description, an OpenAPI 3.1 document in JSON.
func ContractFrom(path string) (*Contract, error) {
	load, _ := contractAt.LoadOrStore(path, sync.OnceValues(func() (*Contract, error) { return readContract(path) }))
	return load.(func() (*Contract, error))()
}

func readContract(path string) (*Contract, error) {
	raw, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("reading Discord's description of its API: %w", err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(raw))
	if err != nil {
		return nil, fmt.Errorf("reading Discord's description of its API: %w", err)
	}
	mendPermissions(doc)
	c := jsonschema.NewCompiler()
	c.DefaultDraft(jsonschema.Draft2020)
	c.AssertFormat()
	if err := c.AddResource(contractURL, doc); err != nil {
		return nil, fmt.Errorf("reading Discord's description of its API: %w", err)
	}
	return &Contract{compiler: c, schemas: map[string]*jsonschema.Schema{}}, nil
}

const contractURL = "https://discord.com/api/v10/openapi.json"

// mendPermissions corrects default_member_permissions: the description has an
// integer where the wire has a string of digits.
func mendPermissions(node any) {
	switch node := node.(type) {
	case map[string]any:
		if p, ok := node["default_member_permissions"].(map[string]any); ok {
			if _, integer := p["minimum"]; integer {
				node["default_member_permissions"] = map[string]any{
					"type": []any{"string", "null"}, "pattern": "^[0-9]+$",
				}
			}
		}
		for _, v := range node {
			mendPermissions(v)
		}
	case []any:
		for _, v := range node {
			mendPermissions(v)
		}
	}
}

// contractRoutes are the description's paths for the double's routes.
var contractRoutes = map[string]string{
	routeCallback:       "/interactions/{interaction_id}/{interaction_token}/callback",
	routeFollowUp:       "/webhooks/{webhook_id}/{webhook_token}",
	routeEditFollowUp:   "/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}",
	routeCreateMessage:  "/channels/{channel_id}/messages",
	routeEditMessage:    "/channels/{channel_id}/messages/{message_id}",
	routeGlobalCommands: "/applications/{application_id}/commands",
	routeGuildCommands:  "/applications/{application_id}/guilds/{guild_id}/commands",
	routeCreateDM:       "/users/@me/channels",
}

// NoContract is a contract that allows everything, for a test in which checking
// each body would cost more than the rest.
var NoContract = &Contract{}

// check checks the body of a request to a route of the double.
func (c *Contract) check(route string, body []byte) error {
	if c == NoContract {
		return nil
	}
	schema, err := c.schema(route)
	if err != nil {
		return err
	}
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(body))
	if err != nil {
		return fmt.Errorf("reading a body: %w", err)
	}
	if err := schema.Validate(value); err != nil {
		return fmt.Errorf("%s: %w", route, err)
	}
	return nil
}

// CheckMessage checks a message body to a channel.
func (c *Contract) CheckMessage(body []byte) error { return c.check(routeCreateMessage, body) }

// CheckResponse checks a first response to an interaction.
func (c *Contract) CheckResponse(body []byte) error { return c.check(routeCallback, body) }

// CheckCommands checks a bulk overwrite of global commands.
func (c *Contract) CheckCommands(body []byte) error { return c.check(routeGlobalCommands, body) }

func (c *Contract) schema(route string) (*jsonschema.Schema, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if s := c.schemas[route]; s != nil {
		return s, nil
	}
	path, known := contractRoutes[route]
	if !known {
		return nil, fmt.Errorf("the description has no path for %s", route)
	}
	method, _, _ := strings.Cut(route, " ")
	escaped := strings.NewReplacer("~", "~0", "/", "~1").Replace(path)
	pointer := contractURL + "#/paths/" + escaped + "/" + strings.ToLower(method) +
		"/requestBody/content/application~1json/schema"
	s, err := c.compiler.Compile(pointer)
	if err != nil {
		return nil, fmt.Errorf("compiling the schema of %s: %w", route, err)
	}
	c.schemas[route] = s
	return s, nil
}

// keepsContract refuses a body that Discord's description does not allow, where
// there is one.
func (s *Server) keepsContract(route string, body []byte) *apiError {
	if s.cfg.Contract == nil {
		return nil
	}
	err := s.cfg.Contract.check(route, body)
	if err == nil {
		return nil
	}
	s.record.violate(BrokenContract, "%v", err)
	faults := &problems{}
	faults.add(nil, "CONTRACT", "%v", err)
	return faults.refusal().asNoted()
}
