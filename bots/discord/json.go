package discord

import (
	"encoding/json"
	"fmt"
)

// unmarshal reads what an interaction or event carries. Nothing at all is as
// wrong as nonsense.
func unmarshal(raw json.RawMessage, v any) error {
	if len(raw) == 0 || string(raw) == "null" {
		return fmt.Errorf("%w: no data", errInteraction)
	}
	if err := json.Unmarshal(raw, v); err != nil {
		return fmt.Errorf("%w: %w", errInteraction, err)
	}
	return nil
}
