package discord

import (
	"context"
	"fmt"
	"net/http"
	"reflect"
	"strings"

	"github.com/bwmarrin/discordgo"

	"marquee/internal/chat"
)

// register makes Discord offer the commands: in every server and in direct
// messages, or in the servers of Options.Guilds alone. It writes only where
// something differs, for Discord lets a bot make 200 commands a day.
func (a *Adapter) register(ctx context.Context, commands []chat.Command) error {
	wanted := commandsOf(commands)
	scopes := []string{""}
	if len(a.options.Guilds) > 0 {
		scopes = a.options.Guilds
	}
	for _, guild := range scopes {
		if err := a.registerIn(ctx, guild, wanted); err != nil {
			return err
		}
	}
	return nil
}

func (a *Adapter) registerIn(ctx context.Context, guild string, wanted []*discordgo.ApplicationCommand) error {
	path, where := "/applications/"+a.self.Load().application, "everywhere"
	if guild != "" {
		if !isSnowflake(guild) {
			return fmt.Errorf("registering commands: %q is no id of a server", guild)
		}
		path, where = path+"/guilds/"+guild, "in server "+guild
	}
	path += "/commands"
	var there []*discordgo.ApplicationCommand
	err := a.rest.do(ctx, request{method: http.MethodGet, path: path, name: "reading the commands offered " + where, out: &there, again: true})
	if err != nil {
		return fmt.Errorf("registering commands: %w", err)
	}
	if same(there, wanted) {
		return nil
	}
	err = a.rest.do(ctx, request{method: http.MethodPut, path: path, name: "writing the commands offered " + where, body: wanted, again: true})
	if err != nil {
		return fmt.Errorf("registering commands: %w", err)
	}
	a.log.Info("registered commands", "where", where, "commands", len(wanted))
	return nil
}

// commandsOf renders the commands for Discord.
func commandsOf(commands []chat.Command) []*discordgo.ApplicationCommand {
	out := make([]*discordgo.ApplicationCommand, len(commands))
	for i, c := range commands {
		out[i] = &discordgo.ApplicationCommand{
			Type: discordgo.ChatApplicationCommand, Name: c.Name, Description: label(c.Description, maxDescription),
			Contexts:         &[]discordgo.InteractionContextType{discordgo.InteractionContextGuild, discordgo.InteractionContextBotDM},
			IntegrationTypes: &[]discordgo.ApplicationIntegrationType{discordgo.ApplicationIntegrationGuildInstall},
			Options:          []*discordgo.ApplicationCommandOption{},
		}
		if c.Manages {
			need := int64(manageChannels)
			out[i].DefaultMemberPermissions = &need
		}
		for _, o := range c.Options {
			out[i].Options = append(out[i].Options, optionOf(o))
		}
	}
	return out
}

func optionOf(o chat.Option) *discordgo.ApplicationCommandOption {
	out := &discordgo.ApplicationCommandOption{
		Type: discordgo.ApplicationCommandOptionString, Name: o.Name, Description: label(o.Description, maxDescription),
		Required: o.Required, Autocomplete: o.Suggests && len(o.Choices) == 0,
	}
	if o.Kind == chat.NumberOption {
		out.Type = discordgo.ApplicationCommandOptionInteger
		out.Autocomplete = false // what is suggested is text
	}
	for _, c := range o.Choices[:min(len(o.Choices), maxChoices)] {
		out.Choices = append(out.Choices, &discordgo.ApplicationCommandOptionChoice{Name: label(c.Label, maxChoiceText), Value: c.Value})
	}
	return out
}

// same reports whether Discord offers what is wanted, in any order.
func same(there, wanted []*discordgo.ApplicationCommand) bool {
	if len(there) != len(wanted) {
		return false
	}
	byName := make(map[string]*discordgo.ApplicationCommand)
	for _, c := range there {
		byName[c.Name] = c
	}
	for _, w := range wanted {
		if t := byName[w.Name]; t == nil || !reflect.DeepEqual(essence(t), essence(w)) {
			return false
		}
	}
	return true
}

// essence is what counts of a command, without ids and with what Discord leaves
// out filled in.
func essence(c *discordgo.ApplicationCommand) []string {
	out := []string{c.Name, c.Description, fmt.Sprint(c.Type)}
	if p := c.DefaultMemberPermissions; p != nil {
		out = append(out, fmt.Sprint("permissions ", *p))
	}
	if c.Contexts != nil {
		out = append(out, fmt.Sprint("contexts ", *c.Contexts))
	}
	if c.IntegrationTypes != nil {
		out = append(out, fmt.Sprint("integrations ", *c.IntegrationTypes))
	}
	for _, o := range c.Options {
		var choices []string
		for _, x := range o.Choices {
			choices = append(choices, fmt.Sprintf("%s=%v", x.Name, x.Value))
		}
		out = append(out, fmt.Sprintf("%s %d %t %t %q %s", o.Name, o.Type, o.Required, o.Autocomplete, o.Description, strings.Join(choices, ";")))
	}
	return out
}
