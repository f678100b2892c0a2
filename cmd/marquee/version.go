package main

import (
	"context"
	"fmt"
	"runtime"
	"runtime/debug"
)

const versionUsage = `marquee version

Say which version this is, and what it was built from and with.
`

// version says which version this is.
func (p *program) version(_ context.Context, args []string) int {
	f := newFlags("version")
	rest, status, ended := f.parse(p, args, versionUsage)
	switch {
	case ended:
		return status
	case len(rest) > 0:
		return p.misused(fmt.Sprintf("version takes no argument %q", rest[0]), "version")
	}
	info, _ := debug.ReadBuildInfo()
	fmt.Fprintln(p.stdout, versionLine(info))
	return exitDone
}

// versionLine words what is known of the build; info may be nil.
func versionLine(info *debug.BuildInfo) string {
	version, revision, changed := "(devel)", "", ""
	if info != nil {
		if info.Main.Version != "" {
			version = info.Main.Version
		}
		for _, s := range info.Settings {
			switch {
			case s.Key == "vcs.revision":
				revision = ", revision " + s.Value[:min(12, len(s.Value))]
			case s.Key == "vcs.modified" && s.Value == "true":
				changed = " with changes"
			}
		}
	}
	return fmt.Sprintf("marquee %s%s%s, %s %s/%s", version, revision, changed, runtime.Version(), runtime.GOOS, runtime.GOARCH)
}

// versionNumber is the version alone, for those who want to know who is asking.
func versionNumber() string {
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		return info.Main.Version
	}
	return "devel"
}
