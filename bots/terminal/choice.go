package terminal

import (
	"fmt"

	"marquee/internal/chat"
)

// actions writes the buttons in rows, each with its number. One that leads to
// an address has a line of its own where the address must be shown.
func (p *page) actions(all []chat.Action) {
	const between = 2
	var (
		row  []run
		used int
	)
	flush := func() {
		if used > 0 {
			p.lines([][]run{row}, 0)
		}
		row, used = nil, 0
	}
	for i, a := range all {
		number := numberRun(p.view.First + i)
		label := linkRuns(a.Label, a.URL, linkLook, p.view)
		item := append([]run{number, {text: " "}}, label...)
		cells := 0
		for _, r := range item {
			cells += width(r.text)
		}
		alone := address(a.URL) != "" && !p.view.Links
		if alone || cells > p.view.Width {
			flush()
			p.numbered(number, width(number.text), label)
			continue
		}
		if used > 0 && used+between+cells > p.view.Width {
			flush()
		}
		if used > 0 {
			row = append(row, run{text: "  "})
			used += between
		}
		row = append(row, item...)
		used += cells
	}
	flush()
}

// picker writes what can be picked, one entry a line, numbered from first.
func (p *page) picker(picker chat.Picker, first int) {
	p.lines(wrap([]run{{text: cleanLine(picker.Prompt), look: strongLook}}, p.view.Width), 0)
	column := width(numberRun(first + len(picker.Options) - 1).text)
	for i, o := range picker.Options {
		label := []run{{text: cleanLine(o.Label)}}
		if detail := cleanLine(o.Detail); detail != "" {
			label = append(label, run{text: " · " + detail, look: dimLook})
		}
		p.numbered(numberRun(first+i), column, label)
	}
}

// numbered writes words behind their number, which column cells are kept for.
func (p *page) numbered(number run, column int, words []run) {
	indent := column + 1
	lines := wrap(words, p.view.Width-indent)
	p.begin(0)
	p.view.write(&p.b, []run{number, {text: fmt.Sprintf("%*s", indent-width(number.text), "")}})
	p.view.write(&p.b, lines[0])
	p.b.WriteByte('\n')
	p.lines(lines[1:], indent)
}

func numberRun(n int) run {
	return run{text: fmt.Sprintf("[%d]", n), look: numberLook}
}
