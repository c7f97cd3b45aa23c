package runs

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"

	"tongket/ingest"
	"tongket/ingest/book"
)

// ReviewSchema is the version of the JSON form of a Review, which analysis
// writes. Version 1, of which the facts are in another form, is read too.
const ReviewSchema = 2

// A jsonScanner cuts a JSON text into values without keeping what is not asked
// for: of a Review of many megabytes the facts alone are wanted, one by one.
type jsonScanner struct {
	r   *bufio.Reader
	buf []byte
	at  int64 // bytes read, for errors
}

var (
	errCutShort = errors.New("cut short")
	errNotJSON  = errors.New("not JSON")
)

const maxNesting = 1000

func newJSONScanner(r io.Reader) *jsonScanner {
	s := &jsonScanner{r: bufio.NewReaderSize(r, 1<<16)}
	if head, _ := s.r.Peek(3); bytes.Equal(head, []byte("\xef\xbb\xbf")) {
		s.r.Discard(3)
	}
	return s
}

func (s *jsonScanner) next() (byte, error) {
	c, err := s.r.ReadByte()
	if err == io.EOF {
		err = errCutShort
	}
	s.at++
	return c, err
}

// token is the next byte that is no white space.
func (s *jsonScanner) token() (byte, error) {
	for {
		c, err := s.next()
		if err != nil || c != ' ' && c != '\n' && c != '\r' && c != '\t' {
			return c, err
		}
	}
}

func (s *jsonScanner) expect(want byte) error {
	c, err := s.token()
	if err == nil && c != want {
		err = errNotJSON
	}
	return err
}

// each calls member for each key of the object that comes next; member must
// read the value.
func (s *jsonScanner) each(member func(key string) error) error {
	if err := s.expect('{'); err != nil {
		return err
	}
	for first := true; ; first = false {
		c, err := s.token()
		switch {
		case err != nil:
			return err
		case c == '}' && first:
			return nil
		case c != '"':
			return errNotJSON
		}
		key, err := s.text()
		if err != nil {
			return err
		}
		if err := s.expect(':'); err != nil {
			return err
		}
		if err := member(key); err != nil {
			return fmt.Errorf("%s: %w", key, err)
		}
		if done, err := s.more('}'); done || err != nil {
			return err
		}
	}
}

// more reads the comma or the end behind a member or an element.
func (s *jsonScanner) more(end byte) (done bool, err error) {
	c, err := s.token()
	switch {
	case err != nil:
		return false, err
	case c == end:
		return true, nil
	case c != ',':
		return false, errNotJSON
	}
	return false, nil
}

// text is the string whose quote has been read.
func (s *jsonScanner) text() (string, error) {
	s.buf = append(s.buf[:0], '"')
	if err := s.quoted(true); err != nil {
		return "", err
	}
	var out string
	return out, json.Unmarshal(s.buf, &out)
}

// quoted reads to the end of a string.
func (s *jsonScanner) quoted(keep bool) error {
	for {
		c, err := s.next()
		if err != nil {
			return err
		}
		if keep {
			s.buf = append(s.buf, c)
		}
		switch c {
		case '"':
			return nil
		case '\\':
			if c, err = s.next(); err != nil {
				return err
			}
			if keep {
				s.buf = append(s.buf, c)
			}
		}
	}
}

// value reads the next value; its text is kept in s.buf if it is asked for.
func (s *jsonScanner) value(keep bool) error {
	c, err := s.token()
	if err != nil {
		return err
	}
	return s.valueFrom(c, keep)
}

// valueFrom reads a value whose first byte has been read.
func (s *jsonScanner) valueFrom(c byte, keep bool) error {
	s.buf = s.buf[:0]
	for depth := 0; ; {
		if keep {
			s.buf = append(s.buf, c)
		}
		switch c {
		case '{', '[':
			if depth++; depth > maxNesting {
				return errNotJSON
			}
		case '}', ']':
			if depth--; depth < 0 {
				return errNotJSON
			}
		case '"':
			if err := s.quoted(keep); err != nil {
				return err
			}
		default:
			if depth == 0 {
				return s.bare(keep)
			}
		}
		if depth == 0 {
			return nil
		}
		var err error
		if c, err = s.next(); err != nil {
			return err
		}
	}
}

// bare reads on in a number, true, false or null.
func (s *jsonScanner) bare(keep bool) error {
	for {
		c, err := s.r.ReadByte()
		if err != nil {
			return errCutShort
		}
		switch c {
		case ',', ']', '}', ' ', '\n', '\r', '\t':
			return s.r.UnreadByte()
		}
		s.at++
		if keep {
			s.buf = append(s.buf, c)
		}
	}
}

func (s *jsonScanner) decode(v any) error {
	if err := s.value(true); err != nil {
		return err
	}
	return json.Unmarshal(s.buf, v)
}

// list calls element for each element of the list that comes next, with its
// text in s.buf; null is an empty list.
func (s *jsonScanner) list(element func() error) error {
	c, err := s.token()
	if err != nil {
		return err
	}
	if c == 'n' {
		return s.bare(false)
	}
	if c != '[' {
		return errNotJSON
	}
	for first := true; ; first = false {
		c, err := s.token()
		if err != nil || c == ']' && first {
			return err
		}
		if err := s.valueFrom(c, true); err != nil {
			return err
		}
		if err := element(); err != nil {
			return err
		}
		if done, err := s.more(']'); done || err != nil {
			return err
		}
	}
}

// A schemaError tells of a Review of another version.
type schemaError int

func (e schemaError) Error() string { return "schema " + strconv.Itoa(int(e)) }

// review reads the members of a Review: want reads those that it takes and
// says so, the others are passed over.
func (s *jsonScanner) review(want func(key string) (took bool, err error)) error {
	return s.each(func(key string) error {
		if key == "schema" {
			var schema int
			if err := s.decode(&schema); err != nil {
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
		return s.value(false)
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
	s := newJSONScanner(rd)
	met := map[string]bool{}
	err := s.review(func(key string) (bool, error) {
		met[key] = true
		switch key {
		case "job":
			var job struct{ PlaceName string }
			err := s.decode(&job)
			v.place = job.PlaceName
			return true, err
		case "places":
			first := true
			return true, s.list(func() error {
				var p struct{ Name, Kind string }
				if err := json.Unmarshal(s.buf, &p); err != nil {
					return err
				}
				if first {
					whole, first = p.Name, false
				}
				v.kinds[p.Name] = p.Kind
				return nil
			})
		case "manifest":
			return true, s.decode(&manifest)
		}
		return false, nil
	})
	if err == nil && !(met["places"] && met["facts"] && met["manifest"]) {
		err = errCutShort
	}
	v.fault = runFault(err, s.at)
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

// runFault says what an error is as the Args of CodeRunFile.
func runFault(err error, at int64) []string {
	var schema schemaError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &schema):
		return []string{RunVersion, strconv.Itoa(int(schema))}
	}
	return []string{RunDamaged, strconv.FormatInt(at, 10)}
}

// jsonFacts gives each fact of a Review to take. The fault is as in survey;
// err is that of take.
func jsonFacts(rd io.Reader, p runPart, sums map[string]string, take func(*told) error) (fault []string, err error) {
	s := newJSONScanner(rd)
	texts := texts{}
	var t told
	one := func(f *ingest.Fact) error {
		t = told{runPart: p, Fact: *f}
		texts.share(&t.Fact)
		t.sum = sums[t.Pos.File]
		err = take(&t)
		return err
	}
	read := s.review(func(key string) (bool, error) {
		if key != "facts" {
			return false, nil
		}
		return true, s.list(func() error {
			var some ingest.PackedFacts
			if err := json.Unmarshal(s.buf, &some); err != nil {
				return err
			}
			if some.Cells == nil {
				return one(&some.Fact)
			}
			return some.Each(one)
		})
	})
	if err != nil {
		return nil, err
	}
	return runFault(read, s.at), nil
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
