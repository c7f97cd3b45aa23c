package analysis

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"tongket/ingest"
)

// Encode writes the Review as JSON, the content of tongket.json.
//
// The keys of the one object stand in the order of the fields of Review, and so
// do those of every object in it: schema, job, asOf, term, places, fields,
// indicators, findings, supply, ledgers, comments, corrections, senders, previous,
// changes, sent, summary, balances, facts, manifest. A key that has
// nothing to say is left out where its doc comment in review.go has omitempty;
// a number that has no answer is left out or null, never 0. Indexes in "facts",
// "findings" and "indicators" count from 0. Numbers are in the shortest form
// that reads back to the same float64. The facts are in the form that
// ingest.Facts has as JSON, and are numbered through. A cell, a Finding and
// everything that fits a line stand on one line, so that two files can be compared
// by eye and by diff.
//
// Equal Reviews give equal bytes. A number that JSON does not have (NaN, ∞) is
// an error that names the thing it stands in.
func (r *Review) Encode(w io.Writer) error {
	return r.EncodeWith(w, func() (Manifest, error) { return r.Manifest, nil })
}

// EncodeWith is Encode with the manifest that the function gives, which is
// called when all else is written.
func (r *Review) EncodeWith(w io.Writer, manifest func() (Manifest, error)) error {
	e := &encoder{w: bufio.NewWriterSize(w, 1<<16)}
	e.text("{\n")
	e.one("schema", r.Schema)
	e.one("job", r.Job)
	e.one("asOf", r.AsOf)
	e.one("term", r.Term)
	encodeList(e, "places", r.Places, func(p *Place) string { return p.Name })
	encodeList(e, "fields", r.Fields, func(f *Field) string { return f.Name })
	encodeList(e, "indicators", r.Indicators, func(i *Result) string { return i.Code })
	encodeList(e, "findings", r.Findings, func(f *Finding) string { return f.Code + " " + f.Pos.String() })
	encodeList(e, "supply", r.Supply, func(o *Owed) string { return o.Indicator })
	if len(r.Ledgers) > 0 {
		encodeList(e, "ledgers", r.Ledgers, func(l *Ledger) string { return l.Stock })
	}
	if len(r.Comments) > 0 {
		encodeList(e, "comments", r.Comments, func(c *Comment) string { return c.Pos.String() })
	}
	if len(r.Corrections) > 0 {
		encodeList(e, "corrections", r.Corrections, func(c *Correction) string { return c.Pos.String() })
	}
	if len(r.Senders) > 0 {
		e.one("senders", r.Senders)
	}
	if r.Previous != nil {
		e.one("previous", r.Previous)
	}
	if len(r.Changes) > 0 {
		encodeList(e, "changes", r.Changes, func(c *Change) string { return string(c.Kind) + " " + c.Indicator })
	}
	if len(r.Sent) > 0 {
		encodeList(e, "sent", r.Sent, func(s *Sent) string { return s.Unit })
	}
	if r.Summary != nil {
		e.one("summary", r.Summary)
	}
	encodeList(e, "balances", r.Balances, func(b *ingest.Balance) string { return b.File + "!" + b.Sheet })
	e.key("facts")
	if e.err == nil {
		if err := r.Facts.EncodeJSON(e.w); err != nil {
			e.err = fmt.Errorf("encode facts: %w", err)
		}
	}
	m, err := manifest()
	if err != nil && e.err == nil {
		e.err = err
	}
	e.one("manifest", m)
	e.text(manifestEnd)
	if e.err != nil {
		return e.err
	}
	return e.w.Flush()
}

// An encoder writes the members of the one object; it keeps the first error.
type encoder struct {
	w     *bufio.Writer
	buf   bytes.Buffer
	after bool // a member has been written
	err   error
}

func (e *encoder) text(s string) {
	if e.err == nil {
		_, e.err = e.w.WriteString(s)
	}
}

func (e *encoder) key(name string) {
	if e.after {
		e.text(",\n")
	}
	e.after = true
	e.text("  \"" + name + "\": ")
}

// compact is v as JSON on one line, without escapes for HTML.
func (e *encoder) compact(v any) ([]byte, error) {
	e.buf.Reset()
	enc := json.NewEncoder(&e.buf)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(e.buf.Bytes(), []byte("\n")), nil
}

func (e *encoder) one(name string, v any) {
	e.key(name)
	data, err := e.compact(v)
	if err != nil && e.err == nil {
		e.err = fmt.Errorf("encode %s: %w", name, err)
	}
	e.text(unfold(data, "  "))
}

// encodeList writes a list, one element a line or, where that is longer than a
// line and not a record of its own, over several. noun names an element in an
// error.
func encodeList[T any](e *encoder, name string, list []T, noun func(*T) string) {
	e.key(name)
	if list == nil {
		e.text("null")
		return
	}
	e.text("[")
	for i := range list {
		if e.err != nil {
			return
		}
		data, err := e.compact(&list[i])
		if err != nil {
			e.err = fmt.Errorf("encode %s %q: %w", name, noun(&list[i]), err)
			return
		}
		if i > 0 {
			e.text(",")
		}
		e.text("\n    ")
		if name == "indicators" {
			e.text(unfold(data, "    "))
		} else if e.err == nil {
			_, e.err = e.w.Write(data)
		}
	}
	if len(list) > 0 {
		e.text("\n  ")
	}
	e.text("]")
}

// lineWidth is the number of bytes up to which an object or a list stands on
// one line.
const lineWidth = 160

// mapKey is the key of a job's borders, which stay on one line.
const mapKey = `"map"`

// unfold breaks compact JSON that is longer than a line into one member or
// element a line, each of them in turn. What is no JSON stays as it is.
func unfold(data []byte, indent string) string {
	if len(data) <= lineWidth || data[0] != '{' && data[0] != '[' {
		return string(data)
	}
	dec := jsontext.NewDecoder(bytes.NewReader(data), jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))
	if _, err := dec.ReadToken(); err != nil {
		return string(data)
	}
	var b strings.Builder
	inner, between := indent+"  ", ""
	b.WriteByte(data[0])
	for k := dec.PeekKind(); k != '}' && k != ']'; k = dec.PeekKind() {
		b.WriteString(between + "\n" + inner)
		between = ","
		isMap := false
		if data[0] == '{' {
			name, err := dec.ReadValue()
			if err != nil {
				return string(data)
			}
			isMap = string(name) == mapKey
			b.Write(name)
			b.WriteByte(':')
		}
		value, err := dec.ReadValue()
		switch {
		case err != nil:
			return string(data)
		case isMap: // thousands of coordinates: left as they are
			b.Write(value)
		default:
			b.WriteString(unfold(value, inner))
		}
	}
	b.WriteString("\n" + indent)
	b.WriteByte(data[len(data)-1])
	return b.String()
}

// A SchemaError tells of a Review of another version of this program.
type SchemaError struct {
	Found int // 0: none is stated
}

func (e *SchemaError) Error() string {
	return fmt.Sprintf("schema %d of the review is not %d", e.Found, Schema)
}

// Decode reads a Review that Encode wrote, or its forerunner with schema 1, which
// differed in the form of the facts alone. The error is a *SchemaError for one of
// a later version of the schema; a key that this version does not have, and
// anything after the object, is an error too. Keys of the job that are not its own
// are print settings, which whoever prints holds to the same (annex.Decode).
func Decode(rd io.Reader) (*Review, error) {
	d := &decoder{dec: json.NewDecoder(rd)}
	d.dec.DisallowUnknownFields()
	r := new(Review)
	if err := d.review(r); err != nil {
		return nil, fmt.Errorf("decode review: %w", err)
	}
	if r.Schema == 0 {
		return nil, fmt.Errorf("decode review: %w", &SchemaError{})
	}
	r.Schema = Schema
	return r, nil
}

// What stands around the manifest, the last member of a Review.
const (
	manifestKey = "\n  \"manifest\": "
	manifestEnd = "\n}\n"
)

// DecodeManifest reads the manifest alone of a Review of size bytes that Encode
// wrote, from its end: the rest of it may be long. It does not tell whether the
// rest is whole.
func DecodeManifest(rd io.ReaderAt, size int64) (*Manifest, error) {
	var tail []byte
	for start := size; start > 0; {
		n := min(start, int64(max(len(tail), 1<<16)))
		start -= n
		more := make([]byte, n, int(n)+len(tail))
		if _, err := rd.ReadAt(more, start); err != nil {
			return nil, fmt.Errorf("decode manifest: %w", err)
		}
		tail = append(more, tail...)
		at := bytes.LastIndex(tail, []byte(manifestKey))
		if at < 0 {
			continue
		}
		text, whole := bytes.CutSuffix(tail[at+len(manifestKey):], []byte(manifestEnd))
		m := new(Manifest)
		if err := json.Unmarshal(text, m); err != nil || !whole {
			return nil, fmt.Errorf("decode manifest: %w", cmp.Or(err, io.ErrUnexpectedEOF))
		}
		return m, nil
	}
	return nil, errors.New("decode manifest: there is none")
}

type decoder struct {
	dec *json.Decoder
}

func (d *decoder) review(r *Review) error {
	if err := d.delim('{'); err != nil {
		return err
	}
	for d.dec.More() {
		t, err := d.dec.Token()
		if err != nil {
			return err
		}
		key, _ := t.(string)
		if err := d.member(r, key); err != nil {
			return fmt.Errorf("%s: %w", key, err)
		}
	}
	if err := d.delim('}'); err != nil {
		return err
	}
	if _, err := d.dec.Token(); !errors.Is(err, io.EOF) {
		return errors.New("text after the object")
	}
	return nil
}

func (d *decoder) delim(want json.Delim) error {
	t, err := d.dec.Token()
	if err == nil && t != want {
		err = fmt.Errorf("%v instead of %v", t, want)
	}
	if errors.Is(err, io.EOF) {
		err = io.ErrUnexpectedEOF
	}
	return err
}

// member reads the value of one key. The schema comes first, so that a Review
// of another version is told by it and not by the first key that differs.
func (d *decoder) member(r *Review, key string) error {
	switch key {
	case "schema":
		if err := d.dec.Decode(&r.Schema); err != nil {
			return err
		}
		if r.Schema < 1 || r.Schema > Schema {
			return &SchemaError{r.Schema}
		}
		return nil
	case "facts":
		return r.Facts.DecodeJSON(d.dec)
	}
	targets := map[string]any{
		"job": &r.Job, "asOf": &r.AsOf, "term": &r.Term, "places": &r.Places, "fields": &r.Fields,
		"indicators": &r.Indicators, "findings": &r.Findings, "supply": &r.Supply, "ledgers": &r.Ledgers, "comments": &r.Comments, "corrections": &r.Corrections, "senders": &r.Senders, "balances": &r.Balances,
		"previous": &r.Previous, "changes": &r.Changes, "sent": &r.Sent, "summary": &r.Summary, "manifest": &r.Manifest,
	}
	target, ok := targets[key]
	if !ok {
		return errors.New("unknown key")
	}
	return d.dec.Decode(target)
}
