package config

import (
	"errors"
	"fmt"
	"os"
	"strings"
)

// maxSecret bounds a secret's file, in bytes: the longest tokens have some 250.
const maxSecret = 64 << 10

// readSecret reads the file of a secret and takes off the newline at its end,
// which editors add.
func readSecret(path string) (string, error) {
	content, err := readFile(path, maxSecret)
	if err != nil {
		// Without the path: it may be the secret itself, given by mistake.
		var where *os.PathError
		if errors.As(err, &where) {
			err = where.Err
		}
		return "", fmt.Errorf("the file that it names: %w", err)
	}
	secret := strings.TrimRight(string(content), "\r\n")
	if secret == "" {
		return "", errors.New("the file is empty")
	}
	return secret, nil
}
