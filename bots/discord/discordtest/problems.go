package discordtest

import (
	"fmt"
	"net/http"
	"slices"
)

// A problem is what is wrong with one field of a body.
type problem struct {
	at            []string
	code, message string
}

// problems collects what is wrong with a body.
type problems struct{ list []problem }

func (p *problems) add(at []string, code, format string, args ...any) {
	p.list = append(p.list, problem{slices.Clone(at), code, fmt.Sprintf(format, args...)})
}

// refusal returns Discord's error for the problems, or nil where there are none.
// https://discord.com/developers/docs/reference#error-messages
func (p *problems) refusal() *apiError {
	if len(p.list) == 0 {
		return nil
	}
	tree := map[string]any{}
	for _, f := range p.list {
		node := tree
		for _, key := range f.at {
			next, ok := node[key].(map[string]any)
			if !ok {
				next = map[string]any{}
				node[key] = next
			}
			node = next
		}
		list, _ := node["_errors"].([]any)
		node["_errors"] = append(list, map[string]any{"code": f.code, "message": f.message})
	}
	e := refusal(http.StatusBadRequest, 50035, "Invalid Form Body")
	e.errors = tree
	return e
}
