package terminal

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// A View is how a card is to be shown.
type View struct {
	Width   int  // columns; kept between MinWidth and MaxWidth
	Colour  bool // colours and weights; without, plain text tells everything
	Links   bool // the terminal makes links of OSC 8; without, addresses are shown
	Private bool // say that only the asker sees it
	First   int  // the number of the first thing that leads on; 0 is 1
}

// A card narrower than MinWidth could not hold a label beside its value, and
// one wider than MaxWidth is tiring to read.
const (
	MinWidth = 40
	MaxWidth = 100
)

// A look is what a stretch of text is, as far as its colour goes.
type look uint8

const (
	plainLook look = iota
	titleLook
	strongLook
	emphasisLook
	labelLook
	numberLook
	dimLook
	linkLook
	failureLook
	questionLook
	noticeLook
)

// The 16 colours that every terminal lets its user choose, so that they are
// readable on whatever background there is.
var looks = map[look]string{
	titleLook:    ansi.NewStyle().Bold().String(),
	strongLook:   ansi.NewStyle().Bold().String(),
	emphasisLook: ansi.NewStyle().Italic(true).String(),
	labelLook:    ansi.NewStyle().ForegroundColor(ansi.Cyan).String(),
	numberLook:   ansi.NewStyle().Bold().ForegroundColor(ansi.Cyan).String(),
	dimLook:      ansi.NewStyle().Faint().String(),
	linkLook:     ansi.NewStyle().Underline(true).String(),
	failureLook:  ansi.NewStyle().Bold().ForegroundColor(ansi.Red).String(),
	questionLook: ansi.NewStyle().Bold().ForegroundColor(ansi.Yellow).String(),
	noticeLook:   ansi.NewStyle().Bold().ForegroundColor(ansi.Magenta).String(),
}

// A run is a stretch of clean text in one look.
type run struct {
	text  string
	look  look
	url   string // where it leads; "" nowhere
	whole bool   // never broken over two lines: an address, a remark
}

// write adds the runs to b as the view shows them. Whatever is opened is closed
// again, so that every line stands for itself.
func (v View) write(b *strings.Builder, runs []run) {
	for _, r := range runs {
		link := v.Links && r.url != ""
		if link {
			b.WriteString(ansi.SetHyperlink(r.url))
		}
		if open := looks[r.look]; v.Colour && open != "" {
			b.WriteString(open)
			b.WriteString(r.text)
			b.WriteString(ansi.ResetStyle)
		} else {
			b.WriteString(r.text)
		}
		if link {
			b.WriteString(ansi.ResetHyperlink())
		}
	}
}
