package main

import (
	"runtime/debug"
	"strings"
	"testing"

	"marquee/internal/config"
)

func TestLocale(t *testing.T) {
	tests := []struct {
		env  config.Env
		want string
	}{
		{config.Env{}, ""},
		{config.Env{"LANG": "C"}, ""},
		{config.Env{"LANG": "C.UTF-8"}, ""},
		{config.Env{"LANG": "POSIX"}, ""},
		{config.Env{"LANG": "en_GB.UTF-8"}, "en-GB"},
		{config.Env{"LANG": "de_AT@euro"}, "de-AT"},
		{config.Env{"LANG": "en_GB", "LC_ALL": "fr_FR.UTF-8"}, "fr-FR"},
		{config.Env{"LANG": "!"}, ""},
	}
	for _, test := range tests {
		if got := locale(test.env); got != test.want {
			t.Errorf("locale(%v) = %q, want %q", test.env, got, test.want)
		}
	}
}

func TestVersionLine(t *testing.T) {
	info := &debug.BuildInfo{Settings: []debug.BuildSetting{
		{Key: "vcs.revision", Value: "0123456789abcdef0123"}, {Key: "vcs.modified", Value: "true"},
	}}
	info.Main.Version = "v0.1.0"
	if got, want := versionLine(info), "marquee v0.1.0, revision 0123456789ab with changes, go1."; !strings.HasPrefix(got, want) {
		t.Errorf("versionLine = %q, want %q…", got, want)
	}
	if got := versionLine(nil); !strings.HasPrefix(got, "marquee (devel), go1.") {
		t.Errorf("versionLine(nil) = %q", got)
	}
}
