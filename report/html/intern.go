package html

import (
	"encoding/json"
	"errors"
	"slices"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// A pool keeps each part of many JSON values once. The options of five hundred
// charts differ in a few numbers only; what they share goes into the pool.
// {"$":7} stands for its eighth entry, and {"$":7,"data":[…]} for that entry
// with members more. Labels can't be mistaken for either: they are strings.
type pool struct {
	seen    map[string]int // how often each object, list and long string occurs, by its text
	index   map[string]int // its place in entries
	entries []json.RawMessage
}

// shortest is the length in bytes from which an entry is shorter than its
// copies.
const shortest = 14

func newPool() *pool { return &pool{seen: map[string]int{}, index: map[string]int{}} }

// count looks at a value before any is written.
func (p *pool) count(raw string) error {
	v, err := parse(raw)
	if err == nil {
		p.tally(v)
	}
	return err
}

// intern writes a value that was counted, with references in it.
func (p *pool) intern(raw string) (json.RawMessage, error) {
	v, err := parse(raw)
	if err != nil {
		return nil, err
	}
	return p.write(nil, v), nil
}

// A node is a JSON value with its text; the members of an object are in the
// order of their names. Names and strings are as JSON has them, with their
// quotes.
type node struct {
	text    string
	members []member // of an object
	list    []node
}

type member struct {
	name  string
	value node
}

func (v node) is(opening byte) bool { return v.text[0] == opening }

// parse reads a value, as json.Marshal writes it: without spaces.
func parse(raw string) (node, error) {
	p := parser{raw, jsontext.NewDecoder(strings.NewReader(raw), jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))}
	v, err := p.value()
	if err == nil && p.dec.InputOffset() != int64(len(raw)) {
		err = errors.New("more than one JSON value")
	}
	return v, err
}

// A parser keeps the text of what its decoder reads.
type parser struct {
	raw string
	dec *jsontext.Decoder
}

func (p *parser) value() (v node, err error) {
	kind := p.dec.PeekKind()
	if kind != '{' && kind != '[' {
		text, err := p.dec.ReadValue()
		return node{text: string(text)}, err
	}
	if _, err := p.dec.ReadToken(); err != nil {
		return v, err
	}
	from := p.dec.InputOffset() - 1
	for k := p.dec.PeekKind(); k != '}' && k != ']'; k = p.dec.PeekKind() {
		var name jsontext.Value
		if kind == '{' {
			text, err := p.dec.ReadValue()
			if err != nil {
				return v, err
			}
			name = text.Clone()
		}
		element, err := p.value()
		if err != nil {
			return v, err
		}
		if kind == '{' {
			v.members = append(v.members, member{string(name), element})
		} else {
			v.list = append(v.list, element)
		}
	}
	if _, err := p.dec.ReadToken(); err != nil {
		return v, err
	}
	v.text = p.raw[from:p.dec.InputOffset()]
	slices.SortFunc(v.members, func(a, b member) int { return strings.Compare(a.name, b.name) })
	return v, nil
}

// own are the members that differ from object to object; the rest of an
// object is looked at as an entry by itself.
var own = []string{`"data"`, `"legend"`, `"name"`, `"series"`, `"text"`, `"title"`, `"value"`, `"xAxis"`, `"yAxis"`}

// split takes the own members out of an object; kept is empty if it has none,
// or none but those.
func split(v node) (rest node, kept []member) {
	n := 0
	for _, m := range v.members {
		if slices.Contains(own, m.name) {
			n++
		}
	}
	if n == 0 || n == len(v.members) {
		return node{}, nil
	}
	var text strings.Builder
	for _, m := range v.members {
		if slices.Contains(own, m.name) {
			kept = append(kept, m)
			continue
		}
		rest.members = append(rest.members, m)
		for _, part := range [...]string{separator(text.Len()), m.name, ":", m.value.text} {
			text.WriteString(part)
		}
	}
	rest.text = text.String() + "}"
	return rest, kept
}

// separator stands before a member of an object, behind so much of it.
func separator(behind int) string {
	if behind == 0 {
		return "{"
	}
	return ","
}

// tally counts v and everything in it. It does not go into what it has met
// before, as that will be written once.
func (p *pool) tally(v node) {
	if rest, kept := split(v); len(kept) > 0 {
		for _, m := range kept {
			p.tally(m.value)
		}
		p.tally(rest)
		return
	}
	if !v.is('{') && !v.is('[') && !v.is('"') {
		return
	}
	if p.seen[v.text]++; p.seen[v.text] > 1 {
		return
	}
	for _, m := range v.members {
		p.tally(m.value)
	}
	for _, element := range v.list {
		p.tally(element)
	}
}

// write appends the JSON of v with references to shared parts.
func (p *pool) write(to []byte, v node) []byte {
	rest, kept := split(v)
	if len(kept) == 0 {
		if at, shared := p.entry(v); shared {
			return append(strconv.AppendInt(append(to, `{"$":`...), int64(at), 10), '}')
		}
		return p.spell(to, v)
	}
	at, shared := p.entry(rest)
	if !shared {
		return p.spell(to, v)
	}
	to = strconv.AppendInt(append(to, `{"$":`...), int64(at), 10)
	for _, m := range kept {
		to = append(append(append(to, ','), m.name...), ':')
		to = p.write(to, m.value)
	}
	return append(to, '}')
}

// entry is the place of v in the pool; shared is false if v has none, as it
// occurs once or is short.
func (p *pool) entry(v node) (at int, shared bool) {
	if len(v.text) < shortest || p.seen[v.text] < 2 {
		return 0, false
	}
	at, ok := p.index[v.text]
	if !ok {
		entry := p.spell(nil, v)
		at = len(p.entries)
		p.index[v.text] = at
		p.entries = append(p.entries, entry)
	}
	return at, true
}

// spell appends v itself in full, its parts with references.
func (p *pool) spell(to []byte, v node) []byte {
	switch {
	case v.is('{'):
		for i, m := range v.members {
			to = append(append(append(to, separator(i)...), m.name...), ':')
			to = p.write(to, m.value)
		}
		if len(v.members) == 0 {
			to = append(to, '{')
		}
		return append(to, '}')
	case v.is('['):
		to = append(to, '[')
		for i, element := range v.list {
			if i > 0 {
				to = append(to, ',')
			}
			to = p.write(to, element)
		}
		return append(to, ']')
	}
	return append(to, v.text...)
}
