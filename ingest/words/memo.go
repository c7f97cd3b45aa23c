package words

import (
	"sync"
)

// A Memo keeps what was made of a text, for texts that stand in many rows.
type Memo[T any] struct{ known map[string]T }

// maxMemo is more than a file has texts that are read (mostTexts of package read), so
// that a file which repeats them never has one made twice.
const maxMemo = 1 << 16

// Get returns what make makes of the text, made once.
func (m *Memo[T]) Get(text string, make func(string) T) T {
	if v, ok := m.known[text]; ok {
		return v
	}
	v := make(text)
	m.keep(text, v)
	return v
}

func (m *Memo[T]) keep(text string, v T) {
	if m.known == nil {
		m.known = map[string]T{}
	}
	if len(m.known) >= maxMemo {
		clear(m.known)
	}
	m.known[text] = v
}

// A sharedMemo is a memo for several workers.
type sharedMemo[T any] struct {
	mu sync.Mutex
	Memo[T]
}

// get is make of the text; two workers that ask at once may both make it.
func (m *sharedMemo[T]) get(text string, make func(string) T) T {
	m.mu.Lock()
	v, ok := m.known[text]
	m.mu.Unlock()
	if ok {
		return v
	}
	v = make(text)
	m.mu.Lock()
	m.keep(text, v)
	m.mu.Unlock()
	return v
}
