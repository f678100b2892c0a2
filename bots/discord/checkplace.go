package discord

import (
	"context"
	"fmt"
	"net/http"
	"strings"

	"github.com/bwmarrin/discordgo"

	"marquee/internal/chat"
)

// guildFacts is what permissions are reckoned from.
type guildFacts struct {
	ID    string `json:"id"`
	Owner string `json:"owner_id"`
	Roles []role `json:"roles"`
}

type role struct {
	ID          string `json:"id"`
	Name        string `json:"name"`
	Permissions string `json:"permissions"`
	Mentionable bool   `json:"mentionable"`
}

// get asks for something about a place.
func (a *Adapter) get(ctx context.Context, name, path string, out any) error {
	return a.rest.do(ctx, request{method: http.MethodGet, path: path, name: name, out: out, again: true})
}

// channel asks for a channel or thread.
func (a *Adapter) channel(ctx context.Context, id string) (channel, error) {
	var c channel
	err := a.get(ctx, "reading channel "+id, "/channels/"+id, &c)
	return c, err
}

// CheckPlace implements chat.PlaceChecker.
func (a *Adapter) CheckPlace(ctx context.Context, t chat.Target) ([]string, error) {
	id, err := channelOf(t)
	if err != nil {
		return nil, err
	}
	c, err := a.channel(ctx, id)
	switch {
	case isCode(err, codeUnknownChannel):
		return []string{"I cannot find that channel. It may have been deleted."}, nil
	case isStatus(err, http.StatusForbidden):
		return []string{"I cannot see that channel. Give me the permission View Channel there."}, nil
	case err != nil:
		return nil, err
	}
	var out []string
	switch c.Type {
	case discordgo.ChannelTypeGuildForum, discordgo.ChannelTypeGuildMedia:
		return []string{"I cannot post in a forum itself. Open a post in it and subscribe there."}, nil
	case discordgo.ChannelTypeGuildCategory:
		return []string{"That is a category. Choose a channel in it."}, nil
	}
	if t.Server == "" {
		return nil, nil
	}
	may, err := a.permissionsIn(ctx, t)
	if err != nil {
		return nil, err
	}
	if c.Thread != nil && c.Thread.Locked && !may.has(manageThreads) {
		out = append(out, "That thread is locked. Unlock it, or choose another place.")
	}
	need := viewChannel | embedLinks | readHistory | sendMessages
	if c.isThread() {
		need = need&^sendMessages | sendInThreads
	}
	if missing := need &^ may; missing != 0 && !may.has(administrator) {
		out = append(out, fmt.Sprintf("I may not do all that I need in that channel. I lack: %s.", strings.Join(missing.names(), ", ")))
	}
	return out, nil
}

// CheckMention implements chat.PlaceChecker.
func (a *Adapter) CheckMention(ctx context.Context, t chat.Target, asker chat.Person, id string) (string, error) {
	if t.Server == "" {
		return "There are no roles in a direct message.", nil
	}
	if id == t.Server {
		return "I never mention everyone. Choose a role that people can leave.", nil
	}
	g, err := a.guild(ctx, t.Server)
	if err != nil {
		return "", err
	}
	var named *role
	for i := range g.Roles {
		if g.Roles[i].ID == id {
			named = &g.Roles[i]
		}
	}
	if named == nil {
		return "I know no such role in this server.", nil
	}
	if named.Mentionable {
		return "", nil
	}
	theirs, err := a.permissionsOf(ctx, t, g, asker.ID)
	if err != nil {
		return "", err
	}
	if !theirs.has(mentionEveryone) {
		return fmt.Sprintf("You may not mention %s. Somebody who manages roles can allow everybody to mention it.", named.Name), nil
	}
	own, err := a.known()
	if err != nil {
		return "", err
	}
	mine, err := a.permissionsOf(ctx, t, g, own.user)
	if err != nil {
		return "", err
	}
	if !mine.has(mentionEveryone) {
		return fmt.Sprintf("I may not mention %s. Allow everybody to mention it, in the settings of the role.", named.Name), nil
	}
	return "", nil
}

func (a *Adapter) guild(ctx context.Context, id string) (guildFacts, error) {
	var g guildFacts
	if !isSnowflake(id) {
		return g, fmt.Errorf("%.30q is no server's id", id)
	}
	err := a.get(ctx, "reading server "+id, "/guilds/"+id, &g)
	return g, err
}

// permissionsIn returns what the bot may do in a place.
func (a *Adapter) permissionsIn(ctx context.Context, t chat.Target) (permissions, error) {
	own, err := a.known()
	if err != nil {
		return 0, err
	}
	g, err := a.guild(ctx, t.Server)
	if err != nil {
		return 0, err
	}
	return a.permissionsOf(ctx, t, g, own.user)
}

// permissionsOf reckons what a member may do in a place the way Discord does.
// https://discord.com/developers/docs/topics/permissions#permission-overwrites
func (a *Adapter) permissionsOf(ctx context.Context, t chat.Target, g guildFacts, user string) (permissions, error) {
	if user == g.Owner {
		return everything, nil
	}
	var m member
	if !isSnowflake(user) {
		return 0, fmt.Errorf("%.30q is no user's id", user)
	}
	if err := a.get(ctx, "reading a member of server "+g.ID, "/guilds/"+g.ID+"/members/"+user, &m); err != nil {
		if isCode(err, codeUnknownMember) {
			return 0, nil
		}
		return 0, err
	}
	// A thread has the overwrites of the channel it is in, and may itself be named as
	// the channel.
	c, err := a.channel(ctx, t.Channel)
	if err == nil && c.isThread() && c.ParentID != "" {
		c, err = a.channel(ctx, c.ParentID)
	}
	if err != nil {
		return 0, err
	}
	return reckon(g, m, user, c.Overwrites), nil
}

func reckon(g guildFacts, m member, user string, overwrites []overwrite) permissions {
	has := map[string]bool{g.ID: true} // the role that all have
	for _, id := range m.Roles {
		has[id] = true
	}
	var p permissions
	for _, r := range g.Roles {
		if has[r.ID] {
			p |= readPermissions(r.Permissions)
		}
	}
	if p.has(administrator) {
		return everything
	}
	var allow, deny permissions
	var own overwrite
	for _, o := range overwrites {
		switch {
		case o.Type == 1 && o.ID == user:
			own = o
		case o.Type == 0 && o.ID == g.ID:
			p = p&^readPermissions(o.Deny) | readPermissions(o.Allow)
		case o.Type == 0 && has[o.ID]:
			allow |= readPermissions(o.Allow)
			deny |= readPermissions(o.Deny)
		}
	}
	p = p&^deny | allow
	p = p&^readPermissions(own.Deny) | readPermissions(own.Allow)
	if p&viewChannel == 0 {
		return 0
	}
	return p
}
