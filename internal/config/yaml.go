package config

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"go.yaml.in/yaml/v3"
)

// fromYAML returns what a file gives, by key. A key without a value gives
// nothing.
//
// The file's tree is read rather than decoded into Config, since that gives the
// line of every value and keeps values out of the messages.
func fromYAML(file string, content []byte, keys []key, bad *faults) map[string]given {
	f := &yamlFile{name: file, keys: keys, names: names(keys), values: make(map[string]given), bad: bad}
	decoder := yaml.NewDecoder(bytes.NewReader(content))
	var root yaml.Node
	if err := decoder.Decode(&root); err != nil {
		if !errors.Is(err, io.EOF) {
			f.syntax(err)
		}
		return f.values
	}
	f.section(root.Content[0], "")
	if err := decoder.Decode(new(yaml.Node)); !errors.Is(err, io.EOF) {
		bad.add(Fault{Where: file, Reason: "holds more than one document; expected one"})
	}
	return f.values
}

// A yamlFile is a file being read.
type yamlFile struct {
	name   string
	keys   []key
	names  []string
	values map[string]given
	bad    *faults
}

func (f *yamlFile) fault(n *yaml.Node, key, reason string) {
	f.bad.add(Fault{Where: f.name, Line: n.Line, Key: key, Reason: reason})
}

// syntaxError is how the YAML library words an error.
var syntaxError = regexp.MustCompile(`^yaml: (?:line (\d+): )?(.*)$`)

func (f *yamlFile) syntax(err error) {
	fault := Fault{Where: f.name, Reason: "not YAML"}
	if m := syntaxError.FindStringSubmatch(err.Error()); m != nil {
		fault.Line, _ = strconv.Atoi(m[1])
		// The one message that quotes what stands in the file.
		if !strings.Contains(m[2], "unknown anchor") {
			fault.Reason += ": " + m[2]
		}
	}
	f.bad.add(fault)
}

// section reads the keys under prefix: "" for the whole file, or "discord.".
func (f *yamlFile) section(n *yaml.Node, prefix string) {
	name := strings.TrimSuffix(prefix, ".")
	switch {
	case isNull(n):
		return
	case n.Kind != yaml.MappingNode:
		f.fault(n, name, "expected keys with values: "+f.list(prefix))
		return
	}
	seen := make(map[string]int)
	for i := 0; i+1 < len(n.Content); i += 2 {
		k, value := n.Content[i], n.Content[i+1]
		name := prefix + k.Value
		if k.Kind != yaml.ScalarNode {
			f.fault(k, "", "expected a key")
			continue
		}
		if line, ok := seen[name]; ok {
			f.fault(k, name, fmt.Sprintf("given twice; first on line %d", line))
			continue
		}
		seen[name] = k.Line
		f.value(k, value, name, prefix)
	}
}

// value reads one key of a section.
func (f *yamlFile) value(k, value *yaml.Node, name, prefix string) {
	if prefix == "" && f.isSection(name) {
		f.section(value, name+".")
		return
	}
	if !slices.Contains(f.names, name) {
		reason := "unknown key"
		if near := nearest(name, slices.Concat(f.names, f.sections())); near != "" {
			reason += "; is " + near + " meant?"
		}
		f.fault(k, shortened(name), reason)
		return
	}
	g := given{where: Fault{Where: f.name, Line: k.Line, Key: name}}
	list := slices.ContainsFunc(f.keys, func(k key) bool { return k.name == name && k.list })
	switch {
	case isNull(value):
		return
	case value.Kind == yaml.ScalarNode && value.Value == "":
		f.fault(k, name, "empty; leave the key out, or without a value, where nothing is to be set")
		return
	case value.Kind == yaml.ScalarNode && list:
		g.values = split(value.Value)
	case value.Kind == yaml.ScalarNode:
		g.values = []string{value.Value}
	case value.Kind == yaml.SequenceNode && list:
		for _, entry := range value.Content {
			if entry.Kind != yaml.ScalarNode || isNull(entry) {
				f.fault(entry, name, "expected a list of plain values")
				return
			}
			g.values = append(g.values, strings.TrimSpace(entry.Value))
		}
	case list:
		f.fault(k, name, "expected a list of plain values")
		return
	default:
		f.fault(k, name, "expected one plain value")
		return
	}
	f.values[name] = g
}

func isNull(n *yaml.Node) bool { return n.Kind == yaml.ScalarNode && n.ShortTag() == "!!null" }

func (f *yamlFile) isSection(name string) bool { return slices.Contains(f.sections(), name) }

// sections lists the keys that hold keys.
func (f *yamlFile) sections() []string {
	var all []string
	for _, n := range f.names {
		if section, _, ok := strings.Cut(n, "."); ok && !slices.Contains(all, section) {
			all = append(all, section)
		}
	}
	return all
}

// list names the keys under prefix.
func (f *yamlFile) list(prefix string) string {
	var all []string
	for _, n := range slices.Concat(f.names, f.sections()) {
		if rest, ok := strings.CutPrefix(n, prefix); ok && !strings.Contains(rest, ".") {
			all = append(all, rest)
		}
	}
	return strings.Join(all, ", ")
}

// shortened keeps a key that is none from filling the screen or commanding it.
func shortened(name string) string {
	if r := []rune(name); len(r) > 40 {
		name = string(r[:40]) + "…"
	}
	if strings.ContainsFunc(name, func(r rune) bool { return !unicode.IsPrint(r) }) {
		return strconv.Quote(name)
	}
	return name
}
