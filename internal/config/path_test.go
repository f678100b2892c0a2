package config_test

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"marquee/internal/config"
)

func TestFind(t *testing.T) {
	home := t.TempDir()
	t.Chdir(t.TempDir())
	env := config.Env{"XDG_CONFIG_HOME": home}
	find := func(named, want string) {
		t.Helper()
		if got := config.Find(named, env); got != want {
			t.Errorf("Find(%q) = %q, want %q", named, got, want)
		}
	}
	find("", "")

	users := filepath.Join(home, "marquee", "config.yaml")
	if err := os.Mkdir(filepath.Dir(users), 0o700); err != nil {
		t.Fatal(err)
	}
	touch(t, users)
	find("", users)

	touch(t, "config.yaml")
	find("", "config.yaml")

	env["MARQUEE_CONFIG"] = "elsewhere.yaml" // even where it is missing: it was meant
	find("", "elsewhere.yaml")
	find("named.yaml", "named.yaml")
}

func touch(t *testing.T, path string) {
	t.Helper()
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestFolders(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("paths of Linux")
	}
	tests := []struct {
		env               config.Env
		database, history string
	}{
		{config.Env{"HOME": "/home/kathy"}, "/home/kathy/.local/share/marquee/marquee.db", "/home/kathy/.local/state/marquee/history"},
		{config.Env{"HOME": "/home/kathy", "XDG_DATA_HOME": "/data", "XDG_STATE_HOME": "/state"}, "/data/marquee/marquee.db", "/state/marquee/history"},
		{config.Env{"HOME": "/home/kathy", "XDG_DATA_HOME": "relative"}, "/home/kathy/.local/share/marquee/marquee.db", "/home/kathy/.local/state/marquee/history"},
		{config.Env{}, "", ""},
	}
	for _, test := range tests {
		if got := config.DefaultDatabase(test.env); got != test.database {
			t.Errorf("DefaultDatabase(%v) = %q, want %q", test.env, got, test.database)
		}
		if got := config.History(test.env); got != test.history {
			t.Errorf("History(%v) = %q, want %q", test.env, got, test.history)
		}
	}
}
