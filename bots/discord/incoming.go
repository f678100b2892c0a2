package discord

import (
	"encoding/json"
	"errors"
	"fmt"

	"github.com/bwmarrin/discordgo"
)

// An interaction is as much of one as is read of it. discordgo's own type is not
// used: it leaves out the channel, with its age restriction and a thread's
// parent, and it fails on components that it does not know.
// https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-object
type interaction struct {
	ID        string                    `json:"id"`
	Token     string                    `json:"token"`
	Type      discordgo.InteractionType `json:"type"`
	AppID     string                    `json:"application_id"`
	GuildID   string                    `json:"guild_id"`
	ChannelID string                    `json:"channel_id"`
	Channel   channel                   `json:"channel"`
	Member    *member                   `json:"member"`
	User      *user                     `json:"user"`
	Message   *pressed                  `json:"message"`
	Locale    string                    `json:"locale"`
	Data      json.RawMessage           `json:"data"`
}

type user struct {
	ID         string `json:"id"`
	Username   string `json:"username"`
	GlobalName string `json:"global_name"`
}

type member struct {
	User        *user    `json:"user"`
	Nick        string   `json:"nick"`
	Roles       []string `json:"roles"`
	Permissions string   `json:"permissions"` // of an interaction: in its channel
}

type channel struct {
	ID         string                `json:"id"`
	GuildID    string                `json:"guild_id"`
	Type       discordgo.ChannelType `json:"type"`
	ParentID   string                `json:"parent_id"`
	NSFW       bool                  `json:"nsfw"`
	Overwrites []overwrite           `json:"permission_overwrites"`
	Thread     *threadState          `json:"thread_metadata"`
}

type overwrite struct {
	ID    string `json:"id"`
	Type  int    `json:"type"` // 0: of a role, 1: of a member
	Allow string `json:"allow"`
	Deny  string `json:"deny"`
}

type threadState struct {
	Archived bool `json:"archived"`
	Locked   bool `json:"locked"`
}

func (c channel) isThread() bool {
	switch c.Type {
	case discordgo.ChannelTypeGuildNewsThread, discordgo.ChannelTypeGuildPublicThread, discordgo.ChannelTypeGuildPrivateThread:
		return true
	}
	return false
}

// pressed is the message under which something was pressed.
type pressed struct {
	ID       string                    `json:"id"`
	Flags    discordgo.MessageFlags    `json:"flags"`
	Embeds   []*discordgo.MessageEmbed `json:"embeds"`
	Metadata *struct {
		User *user `json:"user"`
	} `json:"interaction_metadata"`
	// Invoked is the older form of Metadata.
	Invoked *struct {
		User *user `json:"user"`
	} `json:"interaction"`
}

// commandData is what was typed.
type commandData struct {
	Name    string        `json:"name"`
	Options []typedOption `json:"options"`
}

type typedOption struct {
	Name    string          `json:"name"`
	Value   json.RawMessage `json:"value"`
	Focused bool            `json:"focused"`
}

// componentData is what was pressed or picked.
type componentData struct {
	CustomID string   `json:"custom_id"`
	Values   []string `json:"values"`
}

// formData is what was filled in.
type formData struct {
	CustomID   string `json:"custom_id"`
	Components []part `json:"components"`
}

var errInteraction = errors.New("not an interaction that can be answered")

// readInteraction reads an interaction. What is needed to answer it is there.
func readInteraction(raw []byte) (*interaction, error) {
	var in interaction
	if err := json.Unmarshal(raw, &in); err != nil {
		return nil, fmt.Errorf("%w: %w", errInteraction, err)
	}
	if in.Type == discordgo.InteractionPing {
		return &in, nil
	}
	if !isSnowflake(in.ID) || in.Token == "" || in.asker().ID == "" {
		return nil, fmt.Errorf("%w: of type %d, without id, token or user", errInteraction, in.Type)
	}
	return &in, nil
}

// asker is who did it.
func (in *interaction) asker() user {
	switch {
	case in.Member != nil && in.Member.User != nil:
		u := *in.Member.User
		if in.Member.Nick != "" {
			u.GlobalName = in.Member.Nick
		}
		return u
	case in.User != nil:
		return *in.User
	}
	return user{}
}

// text is an option's value as it would be typed.
func (o typedOption) text() string {
	var s string
	if json.Unmarshal(o.Value, &s) == nil {
		return s
	}
	return string(o.Value) // a number or a truth value
}
