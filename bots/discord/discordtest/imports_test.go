package discordtest_test

import (
	"go/parser"
	"go/token"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// TestImports holds that the double speaks the wire: it builds on the standard
// library, a WebSocket and a JSON Schema, and on nobody's idea of Discord.
func TestImports(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, name := range files {
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		for _, i := range f.Imports {
			path, err := strconv.Unquote(i.Path.Value)
			if err != nil {
				t.Fatal(err)
			}
			first, _, _ := strings.Cut(path, "/")
			switch {
			case path == "github.com/gorilla/websocket", path == "marquee/bots/wiretest", strings.HasPrefix(path, "github.com/santhosh-tekuri/jsonschema/"):
			case strings.Contains(first, "."), first == "marquee":
				t.Errorf("%s imports %s", name, path)
			}
		}
	}
}
