package chat

import "fmt"

// A Report says how the bot is set up on a platform, for whoever runs it: what was
// looked at, a line each.
type Report struct{ Lines []ReportLine }

// A ReportLine is one thing that was looked at.
type ReportLine struct {
	OK   bool
	Text string // what is there, or in plain words what is wrong and what to do
}

// OK reports whether nothing is wrong.
func (r *Report) OK() bool {
	for _, l := range r.Lines {
		if !l.OK {
			return false
		}
	}
	return true
}

// Good adds a line on what is as it should be.
func (r *Report) Good(format string, args ...any) {
	r.Lines = append(r.Lines, ReportLine{true, fmt.Sprintf(format, args...)})
}

// Bad adds a line on what is wrong.
func (r *Report) Bad(format string, args ...any) {
	r.Lines = append(r.Lines, ReportLine{false, fmt.Sprintf(format, args...)})
}
