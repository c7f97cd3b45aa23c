package html

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
)

// A pool keeps each part of many JSON values once. The options of five hundred
// charts differ in a few numbers only; what they share goes into the pool.
// {"$":7} stands for its eighth entry, and {"$":7,"data":[…]} for that entry
// with members more. Labels can't be mistaken for either: they are strings.
type pool struct {
	seen    map[string]int // how often each object, list and long string occurs, by its JSON
	index   map[string]int // its place in entries
	entries []json.RawMessage
}

// shortest is the length in bytes from which an entry is shorter than its
// copies.
const shortest = 14

func newPool() *pool { return &pool{seen: map[string]int{}, index: map[string]int{}} }

// count looks at a value before any is written.
func (p *pool) count(raw []byte) error {
	v, err := decode(raw)
	if err != nil {
		return err
	}
	return p.tally(v)
}

// intern writes a value that was counted, with references in it.
func (p *pool) intern(raw []byte) (json.RawMessage, error) {
	v, err := decode(raw)
	if err != nil {
		return nil, err
	}
	return p.write(v)
}

func decode(raw []byte) (v any, err error) {
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	return v, d.Decode(&v)
}

// own are the members that differ from object to object; the rest of an
// object is looked at as an entry by itself.
var own = []string{"data", "legend", "name", "series", "text", "title", "value", "xAxis", "yAxis"}

// split takes the own members out of an object; keys is empty if it has none,
// or none but those.
func split(v any) (rest map[string]any, keys []string) {
	object, ok := v.(map[string]any)
	if !ok {
		return nil, nil
	}
	for _, k := range own {
		if _, ok := object[k]; ok {
			keys = append(keys, k)
		}
	}
	if len(keys) == 0 || len(keys) == len(object) {
		return nil, nil
	}
	rest = maps.Clone(object)
	for _, k := range keys {
		delete(rest, k)
	}
	return rest, keys
}

// tally counts v and everything in it. It does not go into what it has met
// before, as that will be written once.
func (p *pool) tally(v any) error {
	var children []any
	if rest, keys := split(v); len(keys) > 0 {
		for _, k := range keys {
			if err := p.tally(v.(map[string]any)[k]); err != nil {
				return err
			}
		}
		return p.tally(rest)
	}
	switch v := v.(type) {
	case map[string]any:
		for _, k := range slices.Sorted(maps.Keys(v)) {
			children = append(children, v[k])
		}
	case []any:
		children = v
	case string:
	default:
		return nil
	}
	text, err := plain(v)
	if err != nil {
		return err
	}
	p.seen[text]++
	if p.seen[text] > 1 {
		return nil
	}
	for _, child := range children {
		if err := p.tally(child); err != nil {
			return err
		}
	}
	return nil
}

func plain(v any) (string, error) {
	b, err := json.Marshal(v)
	return string(b), err
}

// write gives the JSON of v with references to shared parts.
func (p *pool) write(v any) (json.RawMessage, error) {
	if rest, keys := split(v); len(keys) > 0 {
		at, shared, err := p.entry(rest)
		if err != nil {
			return nil, err
		}
		if !shared {
			return p.spell(v)
		}
		var b bytes.Buffer
		fmt.Fprintf(&b, `{"$":%d`, at)
		for _, k := range keys {
			child, err := p.write(v.(map[string]any)[k])
			if err != nil {
				return nil, err
			}
			fmt.Fprintf(&b, `,%q:%s`, k, child)
		}
		b.WriteByte('}')
		return b.Bytes(), nil
	}
	at, shared, err := p.entry(v)
	if err != nil {
		return nil, err
	}
	if shared {
		return json.RawMessage(fmt.Sprintf(`{"$":%d}`, at)), nil
	}
	return p.spell(v)
}

// entry is the place of v in the pool; shared is false if v has none, as it
// occurs once or is short.
func (p *pool) entry(v any) (at int, shared bool, err error) {
	text, err := plain(v)
	if err != nil || p.seen[text] < 2 || len(text) < shortest {
		return 0, false, err
	}
	at, ok := p.index[text]
	if !ok {
		entry, err := p.spell(v)
		if err != nil {
			return 0, false, err
		}
		at = len(p.entries)
		p.index[text] = at
		p.entries = append(p.entries, entry)
	}
	return at, true, nil
}

// spell writes v itself in full, its children with references.
func (p *pool) spell(v any) (json.RawMessage, error) {
	var b bytes.Buffer
	switch v := v.(type) {
	case map[string]any:
		b.WriteByte('{')
		for i, k := range slices.Sorted(maps.Keys(v)) {
			key, child, err := p.member(k, v[k])
			if err != nil {
				return nil, err
			}
			if i > 0 {
				b.WriteByte(',')
			}
			b.Write(key)
			b.WriteByte(':')
			b.Write(child)
		}
		b.WriteByte('}')
	case []any:
		b.WriteByte('[')
		for i, child := range v {
			if i > 0 {
				b.WriteByte(',')
			}
			part, err := p.write(child)
			if err != nil {
				return nil, err
			}
			b.Write(part)
		}
		b.WriteByte(']')
	default:
		return json.Marshal(v)
	}
	return b.Bytes(), nil
}

func (p *pool) member(key string, value any) (k, v json.RawMessage, err error) {
	if k, err = json.Marshal(key); err != nil {
		return nil, nil, err
	}
	v, err = p.write(value)
	return k, v, err
}
