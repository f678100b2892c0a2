package catalogue

import (
	"errors"
	"io"
	"strings"
	"testing"
)

// From within, since a file that reaches MaxUnpacked takes too long for a test.
func TestBounded(t *testing.T) {
	for _, test := range []struct {
		text string
		err  error
	}{
		{"1234", nil}, {"12345", ErrUnpacked}, {"123456789", ErrUnpacked},
	} {
		b := &bounded{strings.NewReader(test.text), 5}
		read, err := io.ReadAll(b)
		if !errors.Is(err, test.err) || len(read) > 5 {
			t.Errorf("%q: read %q and %v, want %v", test.text, read, err, test.err)
		}
	}
}
