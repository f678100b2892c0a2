package terminal

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
)

// jsonLine returns v, a card or a form, as a line of JSON. What a terminal might
// obey is written as \u00XX, as JSON does by itself for the lower controls.
func jsonLine(v any) string {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		// Only a time outside of years 0 to 9999 could do this.
		return fmt.Sprintf("{\"tone\":\"failure\",\"title\":%q}\n", "This answer cannot be written as JSON.")
	}
	line := b.String()
	if harmless(line) {
		return line
	}
	var out strings.Builder
	for _, r := range line {
		if r != '\n' && commands(r) {
			fmt.Fprintf(&out, `\u%04x`, r)
		} else {
			out.WriteRune(r)
		}
	}
	return out.String()
}
