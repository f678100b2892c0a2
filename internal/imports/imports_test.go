package imports_test

import (
	"fmt"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
)

// A rule says what the packages at a path may import besides the standard
// library.
type rule struct {
	pkg    string   // below the module; * is any one name, and /... all that lies below as well
	ours   []string // packages of this module, written like pkg
	others []string // modules of others; anyModule for all
}

var anyModule = []string{"..."}

const text = "golang.org/x/text"

// rules is the table. The first one that fits a package counts.
//
// Test files are free, and so are doubles: packages whose name ends in "test".
// Only the doubles of platforms are bound by platformLibraries, test files
// included.
var rules = []rule{
	{"internal/film", nil, []string{text}},
	{"internal/chat", nil, []string{text}},
	{"internal/chat/clip", []string{"internal/chat"}, []string{text, "github.com/rivo/uniseg"}},
	{"internal/settings", []string{"internal/film"}, []string{text}},

	{"internal/lookup", []string{"internal/film"}, anyModule},
	{"internal/catalogue/...", []string{"internal/film", "internal/lookup", "internal/catalogue/..."}, anyModule},
	{"internal/tmdb", []string{"internal/film", "internal/lookup"}, anyModule},
	{"internal/wikidata", []string{"internal/film", "internal/lookup"}, anyModule},

	{"internal/remind", []string{"internal/film", "internal/chat", "internal/settings"}, anyModule},
	{"internal/bot", []string{"internal/chat/...", "internal/film", "internal/lookup", "internal/settings", "internal/remind"}, anyModule},
	{"internal/config", []string{"internal/film", "internal/settings"}, anyModule},

	{"store", []string{"internal/film", "internal/chat", "internal/settings", "internal/lookup", "internal/remind"}, anyModule},
	{"bots/*", []string{"internal/chat/..."}, anyModule},
	{"cmd/*", []string{"..."}, anyModule},

	{"internal/imports", nil, nil},
}

// platformLibraries are what a double of a platform must not import, since it
// would then share their mistakes: it speaks the platform's wire.
var platformLibraries = []string{"github.com/bwmarrin/discordgo", "github.com/slack-go/slack"}

func TestWhoMayImportWhom(t *testing.T) {
	root, module := moduleRoot(t)
	for _, fault := range faults(t, os.DirFS(root), module) {
		t.Error(fault)
	}
}

// TestPlantedViolations tells that the check finds what it is for.
func TestPlantedViolations(t *testing.T) {
	for _, tt := range []struct {
		name  string
		file  string
		imprt string
		want  string // in the fault; "": none
	}{
		{"the standard library", "internal/film/a.go", "net/http", ""},
		{"x/text in film", "internal/film/a.go", text + "/language", ""},
		{"a module whose name begins alike", "internal/film/a.go", text + "ual/x", "internal/film/a.go imports"},
		{"another module in film", "internal/film/a.go", "github.com/google/go-cmp/cmp", "only golang.org/x/text"},
		{"any module in a test of film", "internal/film/a_test.go", "github.com/google/go-cmp/cmp", ""},
		{"chat in film", "internal/film/a.go", "marquee/internal/chat", "imports marquee/internal/chat"},
		{"film in chat", "internal/chat/a.go", "marquee/internal/film", "imports marquee/internal/film"},
		{"film in chat/clip", "internal/chat/clip/a.go", "marquee/internal/film", "only internal/chat"},
		{"chat/clip in an adapter", "bots/irc/a.go", "marquee/internal/chat/clip", ""},
		{"film in an adapter", "bots/irc/a.go", "marquee/internal/film", "only internal/chat/..."},
		{"film in an adapter's test", "bots/irc/a_test.go", "marquee/internal/film", ""},
		{"the store in bot", "internal/bot/a.go", "marquee/store", "imports marquee/store"},
		{"the store in bot's double", "internal/bot/bottest/a.go", "marquee/store", ""},
		{"a double in an adapter", "bots/irc/a.go", "marquee/bots/irc/irctest", "imports marquee/bots/irc/irctest"},
		{"all in cmd", "cmd/marquee/a.go", "marquee/bots/irc", ""},
		{"a library of a platform in its adapter", "bots/discord/a.go", "github.com/bwmarrin/discordgo", ""},
		{"a library of a platform in its double", "bots/discord/discordtest/a.go", "github.com/bwmarrin/discordgo", "speaks the platform's wire"},
		{"the same in the double's test", "bots/slack/slacktest/a_test.go", "github.com/slack-go/slack/socketmode", "speaks the platform's wire"},
		{"the same in the adapter's test", "bots/slack/a_test.go", "github.com/slack-go/slack", ""},
		{"a package without a rule", "internal/gossip/a.go", "fmt", "internal/gossip has no rule"},
		{"a package without a rule below one that has", "bots/irc/colour/a.go", "fmt", "bots/irc/colour has no rule"},
		{"a package of tests alone", "internal/gossip/a_test.go", "fmt", ""},
		{"another module inside of this one", "tools/a.go", "marquee/store", ""},
		{"test data", "internal/film/testdata/a.go", "marquee/store", ""},
	} {
		files := fstest.MapFS{
			tt.file:        {Data: fmt.Appendf(nil, "package p\n\nimport _ %q\n", tt.imprt)},
			"tools/go.mod": {Data: []byte("module tools\n")},
		}
		got := strings.Join(faults(t, files, "marquee"), "\n")
		if tt.want == "" && got != "" || !strings.Contains(got, tt.want) {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

// faults reads the imports of all Go files of a module, whatever their build
// tags, and returns a sentence for each that breaks a rule.
func faults(t *testing.T, files fs.FS, module string) (all []string) {
	t.Helper()
	unruled := make(map[string]bool)
	err := fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir():
			return skip(files, name)
		case path.Ext(name) != ".go":
			return nil
		}
		imports, err := importsOf(files, name)
		if err != nil {
			return err
		}
		pkg := path.Dir(name)
		test, double := strings.HasSuffix(name, "_test.go"), strings.HasSuffix(pkg, "test")
		if double && within(pkg, "bots/*/*") {
			for _, imp := range imports {
				if anyWithin(imp, platformLibraries) {
					all = append(all, fmt.Sprintf("%s imports %s, but a double speaks the platform's wire, not a library's types", name, imp))
				}
			}
		}
		if test || double {
			return nil
		}
		r, ok := ruleFor(pkg)
		if !ok {
			if !unruled[pkg] {
				all = append(all, fmt.Sprintf("%s has no rule: add one to the table in internal/imports/imports_test.go that says what it may import", pkg))
			}
			unruled[pkg] = true
			return nil
		}
		for _, imp := range imports {
			if !r.allows(imp, module) {
				all = append(all, fmt.Sprintf("%s imports %s, but %s may import only %s besides the standard library",
					name, imp, pkg, r))
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// skip passes over what is no part of the module.
func skip(files fs.FS, dir string) error {
	if dir == "." {
		return nil
	}
	base := path.Base(dir)
	if base == "testdata" || base == "vendor" || base[0] == '.' || base[0] == '_' {
		return fs.SkipDir
	}
	if _, err := fs.Stat(files, path.Join(dir, "go.mod")); err == nil {
		return fs.SkipDir
	}
	return nil
}

func importsOf(files fs.FS, name string) ([]string, error) {
	src, err := fs.ReadFile(files, name)
	if err != nil {
		return nil, err
	}
	f, err := parser.ParseFile(token.NewFileSet(), name, src, parser.ImportsOnly)
	if err != nil {
		return nil, err
	}
	var imports []string
	for _, spec := range f.Imports {
		imp, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		imports = append(imports, imp)
	}
	return imports, nil
}

func ruleFor(pkg string) (rule, bool) {
	for _, r := range rules {
		if matches(pkg, r.pkg) {
			return r, true
		}
	}
	return rule{}, false
}

func (r rule) allows(imp, module string) bool {
	if ours, ok := strings.CutPrefix(imp, module+"/"); ok {
		for _, p := range r.ours {
			if matches(ours, p) {
				return true
			}
		}
		return false
	}
	if first, _, _ := strings.Cut(imp, "/"); !strings.Contains(first, ".") {
		return true // the standard library: its paths begin with no host
	}
	return anyWithin(imp, r.others)
}

func (r rule) String() string {
	var names []string
	names = append(names, r.ours...)
	if len(r.others) > 0 && r.others[0] == "..." {
		names = append(names, "modules of others")
	} else {
		names = append(names, r.others...)
	}
	if len(names) == 0 {
		return "nothing"
	}
	return strings.Join(names, ", ")
}

// matches reports whether name is what pattern says, as in a rule.
func matches(name, pattern string) bool {
	if pattern == "..." {
		return true
	}
	if below, ok := strings.CutSuffix(pattern, "/..."); ok {
		return within(name, below)
	}
	ok, err := path.Match(pattern, name)
	return ok && err == nil
}

// within reports whether name is what pattern says or lies below it.
func within(name, pattern string) bool {
	for ; name != "." && name != "/"; name = path.Dir(name) {
		if ok, _ := path.Match(pattern, name); ok {
			return true
		}
	}
	return false
}

func anyWithin(name string, modules []string) bool {
	for _, m := range modules {
		if m == "..." || within(name, m) {
			return true
		}
	}
	return false
}

// moduleRoot returns the folder of go.mod and the name of the module.
func moduleRoot(t *testing.T) (dir, module string) {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for ; ; dir = filepath.Dir(dir) {
		b, err := os.ReadFile(filepath.Join(dir, "go.mod"))
		if err == nil {
			first, _, _ := strings.Cut(string(b), "\n")
			return dir, strings.TrimSpace(strings.TrimPrefix(first, "module "))
		}
		if dir == filepath.Dir(dir) {
			t.Fatal("no go.mod above the test")
		}
	}
}
