// Package config reads how this Marquee is set up: built-in defaults, over them
// a strict YAML file, over that the environment. Every key can be given either
// way, and every secret also as the name of a file that holds it.
//
// All faults are found at once, each named by its key and by the line or the
// variable it came from. No fault quotes the value it is about: somebody may
// have put a secret there.
package config
