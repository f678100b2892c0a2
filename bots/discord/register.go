package discord

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"

	"github.com/bwmarrin/discordgo"

	"marquee/internal/chat"
)

// ErrGuilds reports that none of the servers of Options.Guilds can be given
// commands. What wraps it says which and why.
var ErrGuilds = errors.New("no server of discord.guilds takes commands")

// everywhere is the scope of commands for all servers and direct messages; any
// other scope is a server's id.
const everywhere = ""

// register makes Discord offer the commands: in every server and in direct
// messages, or in the servers of Options.Guilds alone. Where they were offered
// before and are to be no more, they are taken away, or people would see them
// twice. It writes only where something differs, for Discord lets a bot make 200
// commands a day.
func (a *Adapter) register(ctx context.Context, commands []chat.Command) error {
	wanted := commandsOf(commands)
	if len(a.options.Guilds) > 0 {
		return a.registerSome(ctx, wanted)
	}
	there, err := a.commandsIn(ctx, everywhere)
	if err != nil {
		return err
	}
	// For all servers there are none after a time of Options.Guilds, and only then:
	// which servers these were is seen by looking.
	if len(there) == 0 {
		if err := a.withdraw(ctx, nil); err != nil {
			return err
		}
	}
	return a.offer(ctx, everywhere, there, wanted)
}

// registerSome registers for the servers of Options.Guilds, and for no others. A
// server that cannot be served is told in the log; it keeps no other from it.
func (a *Adapter) registerSome(ctx context.Context, wanted []*discordgo.ApplicationCommand) error {
	var refused []error
	for _, guild := range a.options.Guilds {
		err := a.registerIn(ctx, guild, wanted)
		switch why := guildWords(guild, err); {
		case err == nil:
		case why == "":
			return err
		default:
			a.log.Error(why, "error", err)
			refused = append(refused, errors.New(why))
		}
	}
	if len(refused) == len(a.options.Guilds) {
		return fmt.Errorf("%w: %w", ErrGuilds, errors.Join(refused...))
	}
	if err := a.registerIn(ctx, everywhere, []*discordgo.ApplicationCommand{}); err != nil {
		return err
	}
	return a.withdraw(ctx, a.options.Guilds)
}

// errNoGuildID reports an id of Options.Guilds that is none.
var errNoGuildID = errors.New("no id of a server")

// guildWords says in a sentence why a server of Options.Guilds takes no commands;
// "" where err is about no server in particular.
func guildWords(guild string, err error) string {
	switch {
	case errors.Is(err, errNoGuildID):
		return fmt.Sprintf("discord.guilds names %.40q, which is no id of a server: that is a number of some 18 digits. Correct it or take it out.", guild)
	case isStatus(err, http.StatusForbidden), isStatus(err, http.StatusNotFound), isStatus(err, http.StatusBadRequest):
		return fmt.Sprintf("discord.guilds names the server %s, which does not let the bot make commands. Add the bot there by the link that marquee check prints, or take the server out.", guild)
	}
	return ""
}

func (a *Adapter) registerIn(ctx context.Context, scope string, wanted []*discordgo.ApplicationCommand) error {
	there, err := a.commandsIn(ctx, scope)
	if err != nil {
		return err
	}
	return a.offer(ctx, scope, there, wanted)
}

// commandsPath is where the commands of a scope are.
func (a *Adapter) commandsPath(scope string) (path, where string) {
	path = "/applications/" + a.self.Load().application
	if scope == everywhere {
		return path + "/commands", "everywhere"
	}
	return path + "/guilds/" + scope + "/commands", "in server " + scope
}

func (a *Adapter) commandsIn(ctx context.Context, scope string) (there []*discordgo.ApplicationCommand, err error) {
	if scope != everywhere && !isSnowflake(scope) {
		return nil, fmt.Errorf("registering commands: %.40q is %w", scope, errNoGuildID)
	}
	path, where := a.commandsPath(scope)
	if err := a.get(ctx, "reading the commands offered "+where, path, &there); err != nil {
		return nil, fmt.Errorf("registering commands: %w", err)
	}
	return there, nil
}

func (a *Adapter) offer(ctx context.Context, scope string, there, wanted []*discordgo.ApplicationCommand) error {
	if same(scope, there, wanted) {
		return nil
	}
	path, where := a.commandsPath(scope)
	err := a.rest.do(ctx, request{method: http.MethodPut, path: path, name: "writing the commands offered " + where, body: wanted, again: true})
	if err != nil {
		return fmt.Errorf("registering commands: %w", err)
	}
	a.log.Info("registered commands", "where", where, "commands", len(wanted))
	return nil
}

// withdraw takes away the commands of single servers, but of those in keep. A
// server that does not let it has no say in the rest.
func (a *Adapter) withdraw(ctx context.Context, keep []string) error {
	guilds, all, err := a.servers(ctx)
	if err != nil {
		return fmt.Errorf("registering commands: %w", err)
	}
	if !all {
		a.log.Warn("the bot is in so many servers that commands of their own are looked for in some alone", "servers", len(guilds))
	}
	for _, g := range guilds {
		if slices.Contains(keep, g.ID) {
			continue
		}
		err := a.registerIn(ctx, g.ID, []*discordgo.ApplicationCommand{})
		if err != nil && guildWords(g.ID, err) == "" {
			return err
		}
	}
	return nil
}
