package config

import (
	"fmt"
	"io"
	"log/slog"
)

// A Secret is a value that is never shown: whatever prints, logs or encodes it
// gets Hidden. The zero Secret is not set.
type Secret struct {
	// A pointer, so that even a printer that reaches unexported fields without
	// asking their methods shows an address.
	value *string
}

// Hidden stands for every Secret.
const Hidden = "[hidden]"

// NewSecret returns a Secret of s; the zero Secret for "".
func NewSecret(s string) Secret {
	if s == "" {
		return Secret{}
	}
	return Secret{&s}
}

// Reveal returns the value, "" where none is set. It is for handing to whom the
// secret is shared with, and for nothing else.
func (s Secret) Reveal() string {
	if s.value == nil {
		return ""
	}
	return *s.value
}

// IsZero reports whether no value is set.
func (s Secret) IsZero() bool { return s.value == nil }

// String returns Hidden.
func (Secret) String() string { return Hidden }

// GoString returns Hidden.
func (Secret) GoString() string { return Hidden }

// Format writes Hidden, whatever the verb.
func (Secret) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, Hidden) }

// LogValue returns Hidden.
func (Secret) LogValue() slog.Value { return slog.StringValue(Hidden) }

// MarshalText writes Hidden; so do JSON and XML by it.
func (Secret) MarshalText() ([]byte, error) { return []byte(Hidden), nil }

// MarshalYAML writes Hidden.
func (Secret) MarshalYAML() (any, error) { return Hidden, nil }
