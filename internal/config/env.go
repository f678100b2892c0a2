package config

import (
	"slices"
	"strings"
)

// Env is the environment, by name.
type Env map[string]string

// NewEnv returns the environment that os.Environ lists.
func NewEnv(environ []string) Env {
	env := make(Env, len(environ))
	for _, pair := range environ {
		if name, value, ok := strings.Cut(pair, "="); ok {
			env[name] = value
		}
	}
	return env
}

// Get returns the variable called name, "" where it is not set.
func (e Env) Get(name string) string { return e[name] }

// configVariable names the configuration file.
const configVariable = "MARQUEE_CONFIG"

// given returns what the environment says, by key: an empty variable says nothing.
// A variable that is nearly one of ours is a fault, since it was meant to say
// something; others beginning alike are left alone, as clusters set them for a
// service called marquee.
func (e Env) given(keys []key, bad *faults) map[string]given {
	values := make(map[string]given)
	known := []string{configVariable}
	for _, k := range keys {
		for _, name := range names([]key{k}) {
			known = append(known, variable(name))
			value := e[variable(name)]
			if value == "" {
				continue
			}
			g := given{where: Fault{Where: variable(name)}, values: []string{value}}
			if k.list {
				g.values = split(value)
			}
			values[name] = g
		}
	}
	for name := range e {
		if !strings.HasPrefix(name, variablePrefix) || slices.Contains(known, name) {
			continue
		}
		if near := nearest(strings.TrimPrefix(name, variablePrefix), unprefixed(known)); near != "" {
			bad.add(Fault{Where: name, Reason: "unknown variable; is " + variablePrefix + near + " meant?"})
		}
	}
	return values
}

func unprefixed(variables []string) []string {
	out := make([]string, len(variables))
	for i, v := range variables {
		out[i] = strings.TrimPrefix(v, variablePrefix)
	}
	return out
}

// split parts values at commas.
func split(s string) []string {
	var out []string
	for part := range strings.SplitSeq(s, ",") {
		if part = strings.TrimSpace(part); part != "" {
			out = append(out, part)
		}
	}
	return out
}
