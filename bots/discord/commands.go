package discord

import (
	"cmp"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/bwmarrin/discordgo"

	"marquee/internal/chat"
)

// Where a command may be used: in servers that the bot was added to, and in direct
// messages to it. That is what Discord means, too, where it names nothing.
// https://discord.com/developers/docs/interactions/application-commands#contexts
var (
	usualContexts     = []discordgo.InteractionContextType{discordgo.InteractionContextGuild, discordgo.InteractionContextBotDM}
	usualIntegrations = []discordgo.ApplicationIntegrationType{discordgo.ApplicationIntegrationGuildInstall}
)

// sorted is a list in order, and what is usual where there is none.
func sorted[T cmp.Ordered](list *[]T, usual []T) []T {
	if list == nil {
		list = &usual
	}
	return slices.Sorted(slices.Values(*list))
}

// commandsOf renders the commands for Discord.
func commandsOf(commands []chat.Command) []*discordgo.ApplicationCommand {
	out := make([]*discordgo.ApplicationCommand, len(commands))
	for i, c := range commands {
		out[i] = &discordgo.ApplicationCommand{
			Type: discordgo.ChatApplicationCommand, Name: c.Name, Description: label(c.Description, maxDescription),
			Contexts:         &usualContexts,
			IntegrationTypes: &usualIntegrations,
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

// same reports whether Discord offers what is wanted, in any order; in the one
// server that these commands are of, where guild is not "".
func same(guild string, there, wanted []*discordgo.ApplicationCommand) bool {
	if len(there) != len(wanted) {
		return false
	}
	byName := make(map[string]*discordgo.ApplicationCommand)
	for _, c := range there {
		byName[c.Name] = c
	}
	for _, w := range wanted {
		if t := byName[w.Name]; t == nil || !reflect.DeepEqual(essence(guild, t), essence(guild, w)) {
			return false
		}
	}
	return true
}

// essence is what counts of a command, without ids and with what Discord leaves
// out filled in. Where a command may be used counts for those of all servers
// alone.
func essence(guild string, c *discordgo.ApplicationCommand) []string {
	out := []string{c.Name, c.Description, fmt.Sprint(c.Type)}
	if p := c.DefaultMemberPermissions; p != nil {
		out = append(out, fmt.Sprint("permissions ", *p))
	}
	if guild == "" {
		out = append(out, fmt.Sprint("contexts ", sorted(c.Contexts, usualContexts)),
			fmt.Sprint("integrations ", sorted(c.IntegrationTypes, usualIntegrations)))
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
