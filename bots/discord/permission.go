package discord

import (
	"context"
	"strconv"

	"marquee/internal/chat"
)

// permissions is a set of Discord's permission bits.
// https://discord.com/developers/docs/topics/permissions#permissions-bitwise-permission-flags
type permissions uint64

const (
	administrator   permissions = 1 << 3
	manageChannels  permissions = 1 << 4
	manageServer    permissions = 1 << 5
	viewChannel     permissions = 1 << 10
	sendMessages    permissions = 1 << 11
	embedLinks      permissions = 1 << 14
	readHistory     permissions = 1 << 16
	mentionEveryone permissions = 1 << 17
	manageThreads   permissions = 1 << 34
	sendInThreads   permissions = 1 << 38

	// needed is what the bot asks for when it is invited.
	needed = viewChannel | sendMessages | embedLinks | readHistory | sendInThreads

	everything = ^permissions(0)
)

// permissionNames are the names in Discord's own settings, in their order there.
var permissionNames = []struct {
	bit  permissions
	name string
}{
	{viewChannel, "View Channel"},
	{manageChannels, "Manage Channels"},
	{manageServer, "Manage Server"},
	{sendMessages, "Send Messages"},
	{sendInThreads, "Send Messages in Threads"},
	{embedLinks, "Embed Links"},
	{mentionEveryone, "Mention @everyone, @here and All Roles"},
	{readHistory, "Read Message History"},
	{administrator, "Administrator"},
}

func (p permissions) has(need permissions) bool {
	return p&administrator != 0 || p&need == need
}

// names lists what p holds, as people find it in the settings.
func (p permissions) names() []string {
	var out []string
	for _, n := range permissionNames {
		if p&n.bit != 0 {
			out = append(out, n.name)
		}
	}
	return out
}

// readPermissions reads a bit set as Discord writes it; none where it cannot be
// read.
func readPermissions(s string) permissions {
	n, err := strconv.ParseUint(s, 10, 64)
	if err != nil {
		return 0
	}
	return permissions(n)
}

// may answers chat.Request.May from what came with the interaction.
func (in *interaction) may(_ context.Context, p chat.Permission) (ok bool, missing string, err error) {
	if in.GuildID == "" {
		// A conversation with the bot belongs to the person, and to no server.
		if p == chat.ManageServer {
			return false, "a server: this is a conversation between the two of us", nil
		}
		return true, "", nil
	}
	need := manageChannels
	if p == chat.ManageServer {
		need = manageServer
	}
	var have permissions
	if in.Member != nil {
		have = readPermissions(in.Member.Permissions)
	}
	if have.has(need) {
		return true, "", nil
	}
	return false, "the permission " + need.names()[0], nil
}
