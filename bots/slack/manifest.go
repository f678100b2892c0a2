package slack

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"marquee/internal/chat"
	"marquee/internal/chat/clip"
)

// manifestEvents are the events that the bot wants to be told of, whatever there is
// in its App Home.
var manifestEvents = []string{
	"app_uninstalled", "channel_archive", "channel_deleted", "channel_left", "group_archive", "group_deleted",
	"group_left", "member_joined_channel", "tokens_revoked",
}

// Limits of a manifest.
// https://docs.slack.dev/reference/app-manifest
const (
	maxCommands    = 50
	maxCommandText = 2000
	maxUsage       = 1000
)

// The manifest's shape. The library's leaves out what matters to commands in
// conversations with the bot.
type (
	manifest struct {
		Display struct {
			Name        string `json:"name"`
			Description string `json:"description"`
			Background  string `json:"background_color"`
		} `json:"display_information"`
		Features struct {
			Home     homeFeatures      `json:"app_home"`
			Bot      botFeatures       `json:"bot_user"`
			Commands []manifestCommand `json:"slash_commands"`
		} `json:"features"`
		OAuth struct {
			Scopes struct {
				Bot []string `json:"bot"`
			} `json:"scopes"`
		} `json:"oauth_config"`
		Settings manifestSettings `json:"settings"`
	}
	homeFeatures struct {
		Home     bool `json:"home_tab_enabled"`
		Messages bool `json:"messages_tab_enabled"`
		ReadOnly bool `json:"messages_tab_read_only_enabled"`
	}
	botFeatures struct {
		Name   string `json:"display_name"`
		Online bool   `json:"always_online"`
	}
	manifestCommand struct {
		Command     string `json:"command"`
		URL         string `json:"url,omitempty"`
		Description string `json:"description"`
		Usage       string `json:"usage_hint,omitempty"`
		Escape      bool   `json:"should_escape"`
	}
	manifestSettings struct {
		Events struct {
			URL  string   `json:"request_url,omitempty"`
			Bots []string `json:"bot_events"`
		} `json:"event_subscriptions"`
		Interactivity struct {
			On      bool   `json:"is_enabled"`
			URL     string `json:"request_url,omitempty"`
			Options string `json:"message_menu_options_url,omitempty"`
		} `json:"interactivity"`
		Org      bool `json:"org_deploy_enabled"`
		Socket   bool `json:"socket_mode_enabled"`
		Rotation bool `json:"token_rotation_enabled"`
	}
)

// Manifest returns the app's manifest in JSON, to paste into Slack: for Socket
// Mode, or for HTTP at a public address such as https://films.example.org. It
// fails for an address that Slack would not take, and for too many commands.
func Manifest(commands []chat.Command, address string) ([]byte, error) {
	if address != "" && picture(address) == "" {
		return nil, fmt.Errorf("%q is no https address that Slack could send requests to", address)
	}
	if strings.ContainsAny(address, "?#") {
		return nil, fmt.Errorf("%q has something behind ? or #, where the paths of Slack's requests would have to stand: leave it out", address)
	}
	address = strings.TrimRight(address, "/")
	at := func(path string) string {
		if address == "" {
			return ""
		}
		return address + path
	}
	var m manifest
	m.Display.Name = "Marquee"
	m.Display.Description = "Films: what they are, who made them, and when they come out where you are"
	m.Display.Background = "#7a1f2b"
	// Without a messages tab that can be written in, no command works in a
	// conversation with the bot.
	m.Features.Home = homeFeatures{Messages: true}
	events := manifestEvents
	if _, ok := homeOf(commands); ok {
		m.Features.Home.Home = true
		events = append([]string{"app_home_opened"}, events...)
	}
	m.Features.Bot = botFeatures{Name: Umbrella, Online: true}
	all := append([]chat.Command{}, commands...)
	all = append(all, chat.Command{
		Name: Umbrella, Description: "Every command of Marquee, where another app has its name",
		Examples: []string{Umbrella + " film Never Let Me Go"},
	})
	for _, c := range all {
		m.Features.Commands = append(m.Features.Commands, manifestCommand{
			Command: "/" + c.Name, URL: at("/slack/commands"),
			Description: clip.String(c.Description, maxCommandText, clip.UTF16), Usage: usage(c),
			// Else a user group arrives as the name that was typed, of which nothing
			// can be made.
			Escape: slices.ContainsFunc(c.Options, func(o chat.Option) bool { return o.Kind == chat.RoleOption }),
		})
	}
	if len(all) > maxCommands {
		return nil, fmt.Errorf("%d commands are more than the %d that Slack takes", len(all), maxCommands)
	}
	for _, s := range scopes {
		m.OAuth.Scopes.Bot = append(m.OAuth.Scopes.Bot, s.name)
	}
	m.Settings.Events.URL, m.Settings.Events.Bots = at("/slack/events"), events
	m.Settings.Interactivity.On = true
	m.Settings.Interactivity.URL, m.Settings.Interactivity.Options = at("/slack/interactions"), at("/slack/interactions")
	m.Settings.Socket = address == ""

	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(m); err != nil {
		return nil, fmt.Errorf("writing the manifest: %w", err)
	}
	return out.Bytes(), nil
}

// usage is what Slack shows behind a command while it is typed.
func usage(c chat.Command) string {
	if c.Name == Umbrella {
		return "film | person | … and what stands behind it"
	}
	var parts []string
	for _, o := range c.Options {
		if o.Required {
			parts = append(parts, strings.ToUpper(o.Name))
		} else {
			parts = append(parts, "["+o.Name+"]")
		}
	}
	return clip.String(strings.Join(parts, " "), maxUsage, clip.UTF16)
}
