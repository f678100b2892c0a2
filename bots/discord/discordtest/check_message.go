package discordtest

import (
	"encoding/json"
	"strings"
	"time"
)

// A messageShape says where a message body stands, and so which fields it may
// have.
type messageShape struct {
	channel bool // a message to a channel: a nonce is taken, a reply is possible
	edit    bool // an edit: what is absent stays as it was
	flags   int  // the flags that may be set
	empty   bool // may be empty: the double checks the outcome of an edit itself
}

// checkMessage reads a message body and notes everything that Discord would
// refuse, and fields that it does not know. It returns errEmptyMessage where
// that is all that is wrong. files are the names of uploaded files.
func checkMessage(o *object, shape messageShape, files []string) *apiError {
	content := o.text("content", 0, maxContent)
	embeds := checkEmbeds(o, files)
	rows := checkComponents(o)
	checkAllowedMentions(o)
	checkFlags(o, shape.flags)
	o.boolean("tts")
	attached := checkAttachments(o, len(files))
	o.nothing("sticker_ids", "poll")
	if shape.channel {
		checkNonce(o)
		if ref := o.object("message_reference"); ref != nil {
			ref.integer("type", 0, 1)
			ref.snowflake("message_id")
			ref.snowflake("channel_id")
			ref.snowflake("guild_id")
			ref.boolean("fail_if_not_exists")
			ref.end()
		}
	}
	if shape.empty || shape.edit || content != "" || embeds+rows+attached+len(files) > 0 {
		return nil
	}
	return errEmptyMessage
}

func checkFlags(o *object, settable int) {
	flags, ok := o.integer("flags", 0, 1<<31)
	if ok && int(flags)&^settable != 0 {
		o.fault("flags", "BITFIELD_TYPE_INVALID", "Flags %d cannot be set here.", int(flags)&^settable)
	}
}

func checkNonce(o *object) {
	if v, ok := o.get("nonce"); ok {
		if _, is := v.(json.Number); is {
			o.integer("nonce", -1<<63, 1<<63-1)
		} else {
			o.exact("nonce", 0, maxNonce)
		}
	}
	o.boolean("enforce_nonce")
}

func checkAttachments(o *object, files int) int {
	list := o.objects("attachments", 0, maxAttachments)
	for _, a := range list {
		if a.required("id") {
			if _, number := a.fields["id"].(json.Number); number {
				a.integer("id", 0, 1<<62)
			} else {
				a.snowflake("id")
			}
		}
		a.exact("filename", 0, 1024)
		a.exact("description", 0, 1024)
		a.anything("url", "proxy_url", "size", "content_type", "width", "height", "title", "ephemeral")
		a.end()
	}
	if files > maxAttachments {
		o.fault("attachments", "BASE_TYPE_MAX_LENGTH", "Must be %d or fewer in length.", maxAttachments)
	}
	return len(list)
}

// checkEmbeds returns how many embeds there are.
func checkEmbeds(o *object, files []string) int {
	list := o.objects("embeds", 0, maxEmbeds)
	total := 0
	for _, e := range list {
		total += checkEmbed(e, files)
	}
	if total > maxEmbedTotal {
		o.fault("embeds", "MAX_EMBED_SIZE_EXCEEDED", "Embed size exceeds maximum size of %d", maxEmbedTotal)
	}
	return len(list)
}

// checkEmbed returns what e counts towards the limit over all embeds.
func checkEmbed(e *object, files []string) int {
	var shown []string
	shown = append(shown, e.text("title", 0, maxEmbedTitle), e.text("description", 0, maxEmbedDescription))
	e.address("url", maxURL, "http", "https")
	e.integer("color", 0, 0xFFFFFF)
	e.str("type")
	if stamp := e.str("timestamp"); stamp != "" {
		if _, err := time.Parse(time.RFC3339, stamp); err != nil {
			e.fault("timestamp", "DATE_TIME_TYPE_PARSE", "Could not parse %s. Should be ISO8601.", stamp)
		}
	}
	fields := e.objects("fields", 0, maxEmbedFields)
	for _, f := range fields {
		shown = append(shown, f.text("name", 1, maxFieldName), f.text("value", 1, maxFieldValue))
		f.boolean("inline")
		f.end()
	}
	if f := e.object("footer"); f != nil {
		shown = append(shown, f.text("text", 0, maxEmbedFooter))
		checkImageURL(f, "icon_url", files)
		f.anything("proxy_icon_url")
		f.end()
	}
	if a := e.object("author"); a != nil {
		shown = append(shown, a.text("name", 1, maxEmbedAuthor))
		a.address("url", maxURL, "http", "https")
		checkImageURL(a, "icon_url", files)
		a.anything("proxy_icon_url")
		a.end()
	}
	picture := false
	for _, key := range []string{"image", "thumbnail"} {
		if i := e.object(key); i != nil {
			i.required("url")
			picture = checkImageURL(i, "url", files) != "" || picture
			i.exact("description", 0, 4096)
			i.anything("proxy_url", "width", "height")
			i.end()
		}
	}
	// Discord fills these in itself and takes no notice of them.
	e.anything("video", "provider")
	e.end()

	total := 0
	for _, s := range shown {
		total += textLength(s)
	}
	if total == 0 && !picture {
		e.fault("description", "BASE_TYPE_REQUIRED", "This field is required")
	}
	return total
}

// checkImageURL reads the address of a picture, which may be an uploaded file.
func checkImageURL(o *object, key string, files []string) string {
	s := o.address(key, maxURL, "http", "https", "attachment")
	name, attached := strings.CutPrefix(s, "attachment://")
	if !attached {
		return s
	}
	for _, f := range files {
		if f == name {
			return s
		}
	}
	o.fault(key, "URL_TYPE_INVALID_URL", "No file %q came with the request.", name)
	return s
}

func checkAllowedMentions(o *object) {
	m := o.object("allowed_mentions")
	if m == nil {
		return
	}
	parse := map[string]bool{}
	for _, v := range m.list("parse", 0, 3) {
		s, _ := v.(string)
		if s != "users" && s != "roles" && s != "everyone" || parse[s] {
			m.fault("parse", "BASE_TYPE_CHOICES", "Value must be one of {'users', 'roles', 'everyone'}, once.")
		}
		parse[s] = true
	}
	for _, key := range []string{"roles", "users"} {
		ids := m.list(key, 0, maxAllowedMentions)
		seen := map[string]bool{}
		for _, v := range ids {
			id, _ := v.(string)
			if _, err := parseID(id); err != nil {
				m.fault(key, "NUMBER_TYPE_COERCE", "Value %q is not snowflake.", id)
			}
			if seen[id] {
				m.fault(key, "SET_TYPE_ALREADY_CONTAINS_VALUE", "The set already contains this value")
			}
			seen[id] = true
		}
		if parse[key] && len(ids) > 0 {
			m.here("MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", "parse:[%q] and %s: [ids...] are mutually exclusive.", key, key)
		}
	}
	m.boolean("replied_user")
	m.end()
}
