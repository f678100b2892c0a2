package config

import (
	"os"
	"path/filepath"
	"runtime"
)

// Memory is the path of a database that lasts as long as the program.
const Memory = ":memory:"

// Find returns the path of the configuration file: the one named, which is what
// --config says; else what MARQUEE_CONFIG says; else config.yaml in the folder
// that the program runs in, or marquee/config.yaml in the user's folder of
// configurations, whichever is there first. It returns "" where there is none.
func Find(named string, env Env) string {
	if named != "" {
		return named
	}
	if path := env[configVariable]; path != "" {
		return path
	}
	for _, path := range []string{"config.yaml", inFolder(configFolder(env), "config.yaml")} {
		if path == "" {
			continue
		}
		if _, err := os.Stat(path); err == nil {
			return path
		}
	}
	return ""
}

// DefaultDatabase returns where the database is when nobody says: marquee.db in
// the user's folder of data. It returns "" where the user has no such folder.
func DefaultDatabase(env Env) string {
	return inFolder(folder(env, "XDG_DATA_HOME", ".local/share"), "marquee.db")
}

// History returns where the terminal keeps what was typed, "" where the user
// has no folder for such things.
func History(env Env) string {
	return inFolder(folder(env, "XDG_STATE_HOME", ".local/state"), "history")
}

func configFolder(env Env) string { return folder(env, "XDG_CONFIG_HOME", ".config") }

// inFolder returns the path of a file of Marquee's own in folder.
func inFolder(folder, file string) string {
	if folder == "" {
		return ""
	}
	return filepath.Join(folder, "marquee", file)
}

// folder returns one of the user's folders: as the variable says, else where
// the operating system has it, which on most is under the home folder.
// https://specifications.freedesktop.org/basedir-spec/latest/
func folder(env Env, variable, underHome string) string {
	if path := env[variable]; filepath.IsAbs(path) {
		return path
	}
	switch home := env["HOME"]; {
	case runtime.GOOS == "windows":
		return env["LOCALAPPDATA"]
	case home == "":
		return ""
	case runtime.GOOS == "darwin":
		return filepath.Join(home, "Library", "Application Support")
	default:
		return filepath.Join(home, filepath.FromSlash(underHome))
	}
}
