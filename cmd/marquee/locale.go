package main

import (
	"cmp"
	"strings"

	"golang.org/x/text/language"

	"marquee/internal/config"
)

// locale returns the language that the environment asks for (BCP 47), "" where
// it asks for none: "de_AT.UTF-8" is de-AT, and C is nobody's language.
func locale(env config.Env) string {
	name := cmp.Or(env.Get("LC_ALL"), env.Get("LC_MESSAGES"), env.Get("LANG"))
	name, _, _ = strings.Cut(name, ".")
	name, _, _ = strings.Cut(name, "@")
	tag, err := language.Parse(name)
	if err != nil || tag == language.Und || name == "C" {
		return ""
	}
	return tag.String()
}
