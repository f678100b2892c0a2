package discord

import (
	"fmt"
	"strings"

	"github.com/bwmarrin/discordgo"

	"marquee/internal/chat"
	"marquee/internal/chat/clip"
)

// Colours of the bar beside an embed, by tone.
var colours = map[chat.Tone]int{
	chat.Info:     0xB8860B, // the gold of a marquee
	chat.Question: 0x5865F2,
	chat.Failure:  0xC0392B,
	chat.Notice:   0x2E8B57,
}

// An embed is discordgo's with what that does not know: words for the picture.
type embed struct {
	discordgo.MessageEmbed
	Thumbnail *thumbnail `json:"thumbnail,omitempty"`
}

type thumbnail struct {
	URL string `json:"url"`
	Alt string `json:"description,omitempty"`
}

// shortDescription is what a description keeps at least where the total is
// tight, and shortFooter a footer.
const (
	shortDescription = 1200
	shortFooter      = 300
)

// nothing stands where Discord wants a text and there is none.
const nothing = "—"

// embed renders a card within all limits, the total included, and says in it
// what was left out. note joins the footer.
func (w writer) embed(c chat.Card, note string) *embed {
	e := &embed{MessageEmbed: discordgo.MessageEmbed{
		Title:       heading(c.Title, maxEmbedTitle),
		Description: w.text(c.Body, maxEmbedDescription),
		Color:       colours[c.Tone],
	}}
	if e.Title != "" {
		e.URL = address(c.URL, maxURL)
	}
	if u := address(c.Image.URL, maxURL); strings.HasPrefix(u, "https://") {
		e.Thumbnail = &thumbnail{URL: u, Alt: label(c.Image.Alt, maxAlt)}
	}
	for _, f := range c.Fields {
		e.Fields = append(e.Fields, w.field(f))
	}
	footer := cleanLine(c.Footer)
	if note != "" {
		footer = strings.TrimPrefix(footer+" · "+note, " · ")
	}
	setFooter(e, footer, maxEmbedFooter)
	if e.Title == "" && e.Description == "" && len(e.Fields) == 0 {
		e.Description = nothing
	}
	w.fit(e, c, footer)
	return e
}

func setFooter(e *embed, s string, limit int) {
	e.Footer = nil
	if s = clip.String(s, limit, clip.UTF16); s != "" {
		e.Footer = &discordgo.MessageEmbedFooter{Text: s}
	}
}

func (w writer) field(f chat.Field) *discordgo.MessageEmbedField {
	out := &discordgo.MessageEmbedField{
		Name: heading(f.Name, maxFieldName), Value: w.text(f.Value, maxFieldValue), Inline: f.Short,
	}
	if out.Name == "" {
		out.Name = nothing
	}
	if out.Value == "" {
		out.Value = nothing
	}
	return out
}

// fit brings an embed within the number of fields and the total. The footer and
// then the description give way first, then the last fields.
func (w writer) fit(e *embed, c chat.Card, footer string) {
	if over := total(e) - maxEmbedTotal; over > 0 {
		setFooter(e, footer, shortFooter)
	}
	if over := total(e) - maxEmbedTotal; over > 0 {
		e.Description = w.text(c.Body, max(shortDescription, clip.UTF16(e.Description)-over))
	}
	if len(e.Fields) <= maxEmbedFields && total(e) <= maxEmbedTotal {
		return
	}
	all := e.Fields
	for n := min(len(all), maxEmbedFields-1); ; n-- {
		e.Fields = append(all[:n:n], moreFields(all[n:]))
		if total(e) <= maxEmbedTotal || n == 0 {
			return
		}
	}
}

// moreFields says which fields there was no room for.
func moreFields(left []*discordgo.MessageEmbedField) *discordgo.MessageEmbedField {
	names := make([]string, len(left))
	for i, f := range left {
		names[i] = unescape(f.Name)
	}
	return &discordgo.MessageEmbedField{
		Name:  fmt.Sprintf("And %d more", len(left)),
		Value: escape(clip.List(names, ", ", maxFieldName, escapedLength)),
	}
}

// total is what an embed counts towards the limit over all embeds.
func total(e *embed) int {
	n := clip.UTF16(e.Title) + clip.UTF16(e.Description)
	for _, f := range e.Fields {
		n += clip.UTF16(f.Name) + clip.UTF16(f.Value)
	}
	if e.Footer != nil {
		n += clip.UTF16(e.Footer.Text)
	}
	return n
}
