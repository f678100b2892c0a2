package config

import (
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.yaml.in/yaml/v3"
)

const examplePath = "../../config.example.yaml"

func TestExampleIsTheDefault(t *testing.T) {
	c, err := Load(examplePath, nil)
	if err != nil {
		t.Fatal(err)
	}
	want := Default()
	want.Discord.Guilds = nil
	if len(c.Discord.Guilds) == 0 {
		c.Discord.Guilds = nil
	}
	if !reflect.DeepEqual(want, c) {
		t.Errorf("the example sets something else than the defaults:\n%+v\nwant\n%+v", c, want)
	}
}

func TestExampleHasEveryKeyAndNoOther(t *testing.T) {
	content, err := os.ReadFile(examplePath)
	if err != nil {
		t.Fatal(err)
	}
	var root yaml.Node
	if err := yaml.Unmarshal(content, &root); err != nil {
		t.Fatal(err)
	}
	got := keysOf(root.Content[0], "", t)
	c := Default()
	if diff := cmp.Diff(names(c.keys()), got); diff != "" {
		t.Errorf("keys of the example; -want +got:\n%s", diff)
	}
}

func TestDocumentationNamesEveryKey(t *testing.T) {
	content, err := os.ReadFile("../../docs/configuration.md")
	if err != nil {
		t.Fatal(err)
	}
	c := Default()
	for _, name := range names(c.keys()) {
		if !strings.Contains(string(content), "`"+name+"`") {
			t.Errorf("docs/configuration.md does not name %s", name)
		}
	}
}

// keysOf lists the keys under n, and checks that each has a comment of its own;
// the file's key of a secret shares the secret's.
func keysOf(n *yaml.Node, prefix string, t *testing.T) []string {
	var all []string
	for i := 0; i+1 < len(n.Content); i += 2 {
		k, value := n.Content[i], n.Content[i+1]
		if k.HeadComment == "" && !strings.HasSuffix(k.Value, fileSuffix) {
			t.Errorf("line %d: %s has no comment", k.Line, k.Value)
		}
		if value.Kind == yaml.MappingNode {
			all = append(all, keysOf(value, prefix+k.Value+".", t)...)
			continue
		}
		all = append(all, prefix+k.Value)
	}
	return all
}

// TestKeysCoverTheConfig checks the table of keys against the type: every field
// of Config has exactly one key, named like it.
func TestKeysCoverTheConfig(t *testing.T) {
	c := Default()
	var got []string
	for _, k := range c.keys() {
		got = append(got, strings.ReplaceAll(k.name, "_", ""))
	}
	want := fieldsOf(reflect.TypeFor[Config](), "")
	slices.Sort(got)
	slices.Sort(want)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-fields +keys:\n%s", diff)
	}
}

func fieldsOf(typ reflect.Type, prefix string) []string {
	var all []string
	for f := range typ.Fields() {
		name := prefix + strings.ToLower(f.Name)
		if f.Type.Kind() == reflect.Struct && f.Type.PkgPath() == reflect.TypeFor[Config]().PkgPath() && f.Type != reflect.TypeFor[Secret]() {
			all = append(all, fieldsOf(f.Type, name+".")...)
			continue
		}
		all = append(all, name)
	}
	return all
}
