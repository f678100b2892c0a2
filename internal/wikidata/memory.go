package wikidata

import (
	"sync"
	"time"
)

// memoryAge is how long what is known of small things (the name of a genre, the
// code of a country) is believed.
const memoryAge = 24 * time.Hour

// memory remembers small answers about entities for a day, in the process only.
// When it is full it forgets everything, since everything can be asked again.
type memory[V any] struct {
	limit int

	mu    sync.Mutex
	kept  map[string]V
	since time.Time
}

func newMemory[V any](limit int) *memory[V] {
	return &memory[V]{limit: limit, kept: make(map[string]V)}
}

// get returns what is remembered, and those of ids of which nothing is.
func (m *memory[V]) get(ids []string) (known map[string]V, missing []string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if time.Since(m.since) > memoryAge {
		clear(m.kept)
		m.since = time.Now()
	}
	known = make(map[string]V, len(ids))
	for _, id := range ids {
		if v, ok := m.kept[id]; ok {
			known[id] = v
		} else {
			missing = append(missing, id)
		}
	}
	return known, missing
}

func (m *memory[V]) put(id string, v V) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if len(m.kept) >= m.limit {
		clear(m.kept)
	}
	m.kept[id] = v
}
