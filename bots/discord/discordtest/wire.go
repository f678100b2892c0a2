package discordtest

import "encoding/json"

// A Message is a message as Discord's API gives it.
// https://discord.com/developers/docs/resources/message#message-object
type Message struct {
	ID              string       `json:"id"`
	ChannelID       string       `json:"channel_id"`
	Author          Account      `json:"author"`
	Content         string       `json:"content"`
	Timestamp       string       `json:"timestamp"`
	Edited          *string      `json:"edited_timestamp"`
	TTS             bool         `json:"tts"`
	MentionEveryone bool         `json:"mention_everyone"`
	Mentions        []Account    `json:"mentions"`
	MentionRoles    []string     `json:"mention_roles"`
	Attachments     []Attachment `json:"attachments"`
	Embeds          []Embed      `json:"embeds"`
	Components      []Component  `json:"components"`
	Pinned          bool         `json:"pinned"`
	Type            int          `json:"type"`
	Flags           int          `json:"flags"`
	ApplicationID   string       `json:"application_id,omitempty"`
	WebhookID       string       `json:"webhook_id,omitempty"`
	// Nonce is given back to who sends the message, and never in a history.
	Nonce       json.RawMessage `json:"nonce,omitempty"`
	Interaction *Metadata       `json:"interaction_metadata,omitempty"`
	Invoked     *Invocation     `json:"interaction,omitempty"`
}

// Message flags.
// https://discord.com/developers/docs/resources/message#message-object-message-flags
const (
	FlagSuppressEmbeds        = 1 << 2
	FlagEphemeral             = 1 << 6
	FlagLoading               = 1 << 7
	FlagSuppressNotifications = 1 << 12
)

// Metadata says which interaction a message answered.
type Metadata struct {
	ID           string            `json:"id"`
	Type         int               `json:"type"`
	User         Account           `json:"user"`
	Owners       map[string]string `json:"authorizing_integration_owners"`
	OriginalID   string            `json:"original_response_message_id,omitempty"`
	InteractedID string            `json:"interacted_message_id,omitempty"`
}

// An Invocation is the older form of Metadata, of commands only.
type Invocation struct {
	ID   string  `json:"id"`
	Type int     `json:"type"`
	Name string  `json:"name"`
	User Account `json:"user"`
}

// An Account is a user object.
type Account struct {
	ID            string  `json:"id"`
	Username      string  `json:"username"`
	GlobalName    *string `json:"global_name"`
	Discriminator string  `json:"discriminator"`
	Avatar        *string `json:"avatar"`
	Bot           bool    `json:"bot,omitempty"`
	PublicFlags   int     `json:"public_flags"`
}

// An Attachment is a file that came with a message.
type Attachment struct {
	ID          string `json:"id"`
	Filename    string `json:"filename"`
	Size        int    `json:"size"`
	URL         string `json:"url"`
	ProxyURL    string `json:"proxy_url"`
	Description string `json:"description,omitempty"`
}

// An Embed is a rich embed.
// https://discord.com/developers/docs/resources/message#embed-object
type Embed struct {
	Type        string       `json:"type,omitempty"`
	Title       string       `json:"title,omitempty"`
	URL         string       `json:"url,omitempty"`
	Description string       `json:"description,omitempty"`
	Color       int          `json:"color,omitempty"`
	Timestamp   string       `json:"timestamp,omitempty"`
	Author      *EmbedAuthor `json:"author,omitempty"`
	Image       *EmbedImage  `json:"image,omitempty"`
	Thumbnail   *EmbedImage  `json:"thumbnail,omitempty"`
	Footer      *EmbedFooter `json:"footer,omitempty"`
	Fields      []EmbedField `json:"fields,omitempty"`
}

// An EmbedAuthor is the small line on top of an embed.
type EmbedAuthor struct {
	Name    string `json:"name"`
	URL     string `json:"url,omitempty"`
	IconURL string `json:"icon_url,omitempty"`
}

// An EmbedImage is a picture of an embed.
type EmbedImage struct {
	URL         string `json:"url"`
	Description string `json:"description,omitempty"`
}

// An EmbedFooter is the small line under an embed.
type EmbedFooter struct {
	Text    string `json:"text"`
	IconURL string `json:"icon_url,omitempty"`
}

// An EmbedField is a headed fact of an embed.
type EmbedField struct {
	Name   string `json:"name"`
	Value  string `json:"value"`
	Inline bool   `json:"inline,omitempty"`
}

// AllowedMentions says whom a message may ping. Nil fields were absent or null.
// https://discord.com/developers/docs/resources/message#allowed-mentions-object
type AllowedMentions struct {
	Parse       []string `json:"parse"`
	Roles       []string `json:"roles"`
	Users       []string `json:"users"`
	RepliedUser bool     `json:"replied_user"`
}
