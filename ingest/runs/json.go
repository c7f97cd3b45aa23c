package runs

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"

	"github.com/go-json-experiment/json/jsontext"

	"tongket/ingest"
	"tongket/ingest/book"
)

// ReviewSchema is the version of the JSON form of a Review, which analysis
// writes. Version 1, of which the facts are in another form, is read too.
const ReviewSchema = 2

// A reviewReader reads a Review member by member and keeps nothing that is not
// asked for: of many megabytes the facts alone are wanted, some at a time.
type reviewReader struct {
	dec *jsontext.Decoder
}

var (
	errCutShort = errors.New("cut short")
	errNotJSON  = errors.New("not JSON")
)

func newReviewReader(r io.Reader) reviewReader {
	b := bufio.NewReaderSize(r, 1<<16)
	if head, _ := b.Peek(3); string(head) == "\xef\xbb\xbf" {
		b.Discard(3)
	}
	return reviewReader{jsontext.NewDecoder(b, jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))}
}

// each calls member for each key of the object that comes next; member must
// read the value.
func (r reviewReader) each(member func(key string) error) error {
	if err := r.open('{'); err != nil {
		return err
	}
	for r.dec.PeekKind() != '}' {
		key, err := r.dec.ReadToken()
		if err != nil {
			return err
		}
		name := key.String()
		if err := member(name); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	_, err := r.dec.ReadToken()
	return err
}

// open reads the beginning of an object or a list.
func (r reviewReader) open(want jsontext.Kind) error {
	t, err := r.dec.ReadToken()
	if err == nil && t.Kind() != want {
		err = errNotJSON
	}
	return err
}

// list calls element with the text of each element of the list that comes next;
// null is an empty list.
func (r reviewReader) list(element func(text []byte) error) error {
	if r.dec.PeekKind() == 'n' {
		return r.dec.SkipValue()
	}
	if err := r.open('['); err != nil {
		return err
	}
	for r.dec.PeekKind() != ']' {
		text, err := r.dec.ReadValue()
		if err != nil {
			return err
		}
		if err := element(text); err != nil {
			return err
		}
	}
	_, err := r.dec.ReadToken()
	return err
}

func (r reviewReader) decode(v any) error {
	text, err := r.dec.ReadValue()
	if err != nil {
		return err
	}
	return json.Unmarshal(text, v)
}

// skip passes over the next value. A list is passed over by its elements: as one
// value it may be longer than the memory.
func (r reviewReader) skip() error {
	if r.dec.PeekKind() != '[' {
		return r.dec.SkipValue()
	}
	return r.list(func([]byte) error { return nil })
}

// fault says what an error of reading is as the Args of CodeRunFile: damaged, with
// the number of bytes up to the fault.
func (r reviewReader) fault(err error) []string {
	var schema schemaError
	var syntax *jsontext.SyntacticError
	at := r.dec.InputOffset()
	switch {
	case err == nil:
		return nil
	case errors.As(err, &schema):
		return []string{RunVersion, strconv.Itoa(int(schema))}
	case errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF):
		at += int64(len(r.dec.UnreadBuffer())) + 1
	case errors.As(err, &syntax):
		at = syntax.ByteOffset + 1
	}
	return []string{RunDamaged, strconv.FormatInt(at, 10)}
}

// A schemaError tells of a Review of another version.
type schemaError int

func (e schemaError) Error() string { return "schema " + strconv.Itoa(int(e)) }

// review reads the members of a Review: want reads those that it takes and
// says so, the others are passed over.
func (r reviewReader) review(want func(key string) (took bool, err error)) error {
	return r.each(func(key string) error {
		if key == "schema" {
			var schema int
			if err := r.decode(&schema); err != nil {
				return err
			}
			if schema < 1 || schema > ReviewSchema {
				return schemaError(schema)
			}
			return nil
		}
		took, err := want(key)
		if took || err != nil {
			return err
		}
		return r.skip()
	})
}

// fileSums are inputs as a manifest lists them.
type fileSums []struct{ Name, SHA256 string }

// surveyJSON reads all of a Review but its facts.
func surveyJSON(rd io.Reader) *survey {
	v := &survey{kind: runJSON, kinds: map[string]string{}}
	whole := ""
	var manifest struct {
		Inputs, Origins, Outputs fileSums
		Counts                   struct{ Errors int }
	}
	r := newReviewReader(rd)
	met := map[string]bool{}
	err := r.review(func(key string) (bool, error) {
		met[key] = true
		switch key {
		case "job":
			var job struct{ PlaceName string }
			err := r.decode(&job)
			v.place = job.PlaceName
			return true, err
		case "places":
			first := true
			return true, r.list(func(text []byte) error {
				var p struct{ Name, Kind string }
				if err := json.Unmarshal(text, &p); err != nil {
					return err
				}
				if first {
					whole, first = p.Name, false
				}
				v.kinds[p.Name] = p.Kind
				return nil
			})
		case "manifest":
			return true, r.decode(&manifest)
		}
		return false, nil
	})
	if err == nil && !(met["places"] && met["facts"] && met["manifest"]) {
		err = errCutShort
	}
	v.fault = r.fault(err)
	v.parts = []runPart{{whole: whole}}
	for _, list := range []fileSums{manifest.Inputs, manifest.Origins} {
		for _, f := range list {
			v.origins = append(v.origins, origin{runPart: v.parts[0], file: f.Name, sum: f.SHA256})
		}
	}
	v.errors = manifest.Counts.Errors
	for _, f := range manifest.Outputs {
		v.outputs = append(v.outputs, f.Name)
	}
	return v
}

// jsonFacts gives each fact of a Review to take. The fault is as in survey;
// err is that of take.
func jsonFacts(rd io.Reader, p runPart, sums map[string]string, take func(*runFact) error) (fault []string, err error) {
	r := newReviewReader(rd)
	texts := texts{}
	var t runFact
	one := func(f *ingest.Fact) error {
		t = runFact{runPart: p, Fact: *f}
		texts.share(&t.Fact)
		t.sum = sums[t.Pos.File]
		err = take(&t)
		return err
	}
	read := r.review(func(key string) (bool, error) {
		if key != "facts" {
			return false, nil
		}
		return true, r.list(func(text []byte) error { return ingest.EachOfJSON(text, one) })
	})
	if err != nil {
		return nil, err
	}
	return r.fault(read), nil
}

// texts keeps every text once, however many facts name it.
type texts map[string]string

func (t texts) once(s string) string {
	if known, ok := t[s]; ok {
		return known
	}
	t[s] = s
	return s
}

func (t texts) share(f *ingest.Fact) {
	for _, s := range []*string{&f.Pos.File, &f.Pos.Sheet, &f.Whole.File, &f.Whole.Sheet, &f.Indicator, &f.Label, &f.Place, &f.Unit} {
		*s = t.once(*s)
	}
}

// RunOutputs are the names of the other files that the run of a tongket.json
// wrote, relative to its folder; ok is false if the file is none or damaged.
func RunOutputs(path string) (names []string, ok bool) {
	if kindOfRun(path) != runJSON {
		return nil, false
	}
	f, err := book.Open(path)
	if err != nil {
		return nil, false
	}
	defer f.Close()
	v := surveyJSON(f)
	return v.outputs, v.fault == nil
}
