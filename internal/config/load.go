package config

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// given is what one place says of a key.
type given struct {
	where  Fault // with everything but the reason
	values []string
}

// maxFile bounds a configuration: the example has some 4 KB.
const maxFile = 1 << 20

// Load reads the configuration: the file at path, where that is not "", over
// the defaults, and env over both. What it says of faults is an *Error; another
// error means that the file could not be read.
func Load(path string, env Env) (Config, error) {
	var content []byte
	if path != "" {
		var err error
		if content, err = readFile(path, maxFile); err != nil {
			return Config{}, fmt.Errorf("reading the configuration: %w", err)
		}
	}
	return parse(path, content, env)
}

// parse reads the content of the file at path, and env.
func parse(path string, content []byte, env Env) (Config, error) {
	c := Default()
	keys := c.keys()
	var bad faults
	file := fromYAML(path, content, keys, &bad)
	variables := env.given(keys, &bad)
	for _, k := range keys {
		// The environment's word on a secret, whichever way it is given, goes
		// before the file's.
		apply(k, file, filepath.Dir(path), &bad)
		apply(k, variables, "", &bad)
	}
	if err := bad.err(); err != nil {
		return Config{}, err
	}
	return c, nil
}

// apply sets k to what values say of it. Relative paths count from folder.
func apply(k key, values map[string]given, folder string, bad *faults) {
	g, direct := values[k.name]
	if k.secret != nil {
		file, byFile := values[k.name+fileSuffix]
		if direct && byFile {
			fault := file.where
			fault.Reason = "given both as it is and by a file; expected one of the two"
			bad.add(fault)
			return
		}
		if byFile {
			content, err := readSecret(within(folder, file.values[0]))
			if err != nil {
				fault := file.where
				fault.Reason = err.Error()
				bad.add(fault)
				return
			}
			g, direct = given{where: file.where, values: []string{content}}, true
		}
	}
	if !direct {
		return
	}
	if k.path {
		g.values = []string{within(folder, g.values[0])}
	}
	if err := k.set(g.values); err != nil {
		fault := g.where
		fault.Reason = err.Error()
		bad.add(fault)
	}
}

// within makes path count from folder, "" being the one the program runs in.
func within(folder, path string) string {
	if folder == "" || folder == "." || filepath.IsAbs(path) || path == Memory {
		return path
	}
	return filepath.Join(folder, path)
}

// readFile reads a file of at most limit bytes.
func readFile(path string, limit int64) ([]byte, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if info.IsDir() {
		return nil, &os.PathError{Op: "read", Path: path, Err: errors.New("is a folder")}
	}
	if info.Size() > limit {
		return nil, &os.PathError{Op: "read", Path: path, Err: fmt.Errorf("is larger than %d KB", limit>>10)}
	}
	return os.ReadFile(path)
}
