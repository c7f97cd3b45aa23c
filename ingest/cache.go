package ingest

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"math"
	"slices"
)

// A Cache keeps bytes under a key from one run to the next. Get returns what
// Put was given, or nil: it must know damaged bytes itself. Both may be called
// by several goroutines at once.
type Cache interface {
	Get(key string) []byte
	Put(key string, data []byte)
}

// cacheFormat changes with what is stored or how.
const cacheFormat = "ingest 1"

// mostStored is the size in bytes of what is kept of one source: reading a
// larger one again is a small part of what a run does with it.
const mostStored = 64 << 20

// cacheKey is the key of what was read of a source with these options: all that
// the result depends on. It is "" if nothing is to be kept.
func (q *queue) cacheKey(src Source) string {
	if q.opt.Cache == nil || src.SHA256 == "" {
		return ""
	}
	h := sha256.New()
	for _, part := range []string{cacheFormat, q.optionsKey, src.Name, src.SHA256} {
		io.WriteString(h, part+"\x00")
	}
	return hex.EncodeToString(h.Sum(nil))
}

// keyOfOptions is what the results depend on in the options.
func keyOfOptions(opt Options) string {
	data, err := json.Marshal([]any{opt.Vocabulary, opt.IncludeHidden, opt.FirstYear, opt.LastYear, opt.Term})
	if err != nil {
		return ""
	}
	return string(data)
}

// read reads a source, or takes what an earlier run read of the same bytes.
func (q *queue) read(ctx context.Context, i int, read func(emit func(*Fact) error) Result, emit func(*Fact) error) Result {
	src := q.sources[i]
	key := q.cacheKey(src)
	if key == "" {
		return read(emit)
	}
	if facts, r, err := restore(q.opt.Cache.Get(key)); err == nil {
		for k := range facts {
			if emit(&facts[k]) != nil {
				break
			}
		}
		return r
	}
	s := newStored()
	stopped := false
	r := read(func(f *Fact) error {
		s.fact(f)
		err := emit(f)
		stopped = stopped || err != nil
		return err
	})
	if stopped || ctx.Err() != nil || slices.ContainsFunc(r.Issues, func(i Issue) bool { return i.Code == CodeUnreadable }) {
		return r // not all that there is to read
	}
	if data := s.finish(r); data != nil {
		if sum, err := SumFile(src.Path); err == nil && sum == src.SHA256 { // still the file that was summed
			q.opt.Cache.Put(key, data)
		}
	}
	return r
}

// A stored is the result of one source as bytes: records that begin with a tag,
// numbers as varints, and each repeated text once.
type stored struct {
	data []byte
	text map[string]uint64
}

const (
	tagEnd     = iota // the result follows
	tagFact           // a Fact
	tagFloat          // a value that is no small integer
	tagInteger        // a value that is one
)

func newStored() *stored { return &stored{text: make(map[string]uint64)} }

func (s *stored) num(n int) { s.data = binary.AppendVarint(s.data, int64(n)) }

// long writes a text that is not likely to come again.
func (s *stored) long(t string) {
	s.num(len(t))
	s.data = append(s.data, t...)
}

// ref writes a text, in full when it comes for the first time.
func (s *stored) ref(t string) {
	n, ok := s.text[t]
	if !ok {
		n = uint64(len(s.text))
		s.text[t] = n
	}
	s.data = binary.AppendUvarint(s.data, n)
	if !ok {
		s.long(t)
	}
}

func (s *stored) flag(b bool) { s.num(boolInt(b)) }

func (s *stored) pos(p Pos) {
	s.ref(p.File)
	s.ref(p.Sheet)
	s.num(int(p.Row))
	s.num(int(p.Col))
}

func (s *stored) value(v float64) {
	if n := int64(v); float64(n) == v && math.Abs(v) < 1<<53 && !(v == 0 && math.Signbit(v)) {
		s.data = binary.AppendVarint(append(s.data, tagInteger), n)
		return
	}
	s.data = binary.LittleEndian.AppendUint64(append(s.data, tagFloat), math.Float64bits(v))
}

func (s *stored) fact(f *Fact) {
	if len(s.data) > mostStored {
		return
	}
	s.data = append(s.data, tagFact)
	s.pos(f.Pos)
	for _, t := range []string{f.Indicator, f.Label, f.Place, f.Province, string(f.Measure), f.Unit, string(f.Mark), f.Bound, string(f.PlaceFrom), string(f.Part)} {
		s.ref(t)
	}
	s.num(f.Years.From)
	s.num(f.Years.To)
	s.value(f.Value)
	s.flag(f.Known)
	s.long(f.Raw)
	s.num(f.Decimals)
	s.num(f.Table)
	s.flag(f.Group)
	s.pos(f.Whole)
	s.num(len(f.SumOf))
	for _, r := range f.SumOf {
		for _, n := range []int32{r.Row1, r.Col1, r.Row2, r.Col2} {
			s.num(int(n))
		}
	}
}

// finish adds what a Result has beside the facts and gives the bytes; nil if
// they are too many.
func (s *stored) finish(r Result) []byte {
	s.data = append(s.data, tagEnd)
	s.num(len(r.Issues))
	for _, i := range r.Issues {
		s.pos(i.Pos)
		s.ref(i.Code)
		s.long(i.Raw)
		s.num(len(i.Related))
		for _, p := range i.Related {
			s.pos(p)
		}
		s.texts(i.Args)
	}
	s.num(len(r.Balances))
	for _, b := range r.Balances {
		s.ref(b.File)
		s.ref(b.Sheet)
		s.num(b.Numeric)
		s.num(b.Read)
		s.num(b.Marks)
		s.num(len(b.LeftOut))
		for _, l := range b.LeftOut {
			s.ref(l.Reason)
			s.num(l.Count)
			s.texts(l.Cells)
		}
		s.flag(b.Hidden)
	}
	if len(s.data) > mostStored {
		return nil
	}
	return s.data
}

func (s *stored) texts(list []string) {
	s.num(len(list))
	for _, t := range list {
		s.ref(t)
	}
}

var errStored = errors.New("stored result is damaged")

// restore reads what finish gave. Whatever the bytes, it returns the whole
// result or an error.
func restore(data []byte) (facts []Fact, r Result, err error) {
	s := &restorer{data: data}
	for !s.bad {
		switch s.tag() {
		case tagFact:
			facts = append(facts, s.fact())
			continue
		case tagEnd:
			r = s.result()
		default:
			s.bad = true
		}
		break
	}
	if s.bad || len(s.data) > 0 {
		return nil, Result{}, errStored
	}
	return facts, r, nil
}

// A restorer reads stored bytes; after the first fault it is bad and gives
// zeros.
type restorer struct {
	data []byte
	text []string
	bad  bool
}

func (s *restorer) tag() byte {
	if len(s.data) == 0 {
		s.bad = true
		return 0
	}
	t := s.data[0]
	s.data = s.data[1:]
	return t
}

func (s *restorer) num() int {
	n, size := binary.Varint(s.data)
	if size <= 0 {
		s.data, s.bad = nil, true
		return 0
	}
	s.data = s.data[size:]
	return int(n)
}

// count is the length of a list: no more than there are bytes left.
func (s *restorer) count() int {
	n := s.num()
	if n < 0 || n > len(s.data) {
		s.bad = true
		return 0
	}
	return n
}

func (s *restorer) long() string {
	n := s.count()
	t := string(s.data[:n])
	s.data = s.data[n:]
	return t
}

func (s *restorer) ref() string {
	n, size := binary.Uvarint(s.data)
	if size <= 0 || n > uint64(len(s.text)) {
		s.data, s.bad = nil, true
		return ""
	}
	s.data = s.data[size:]
	if n == uint64(len(s.text)) {
		s.text = append(s.text, s.long())
	}
	return s.text[n]
}

func (s *restorer) flag() bool { return s.num() != 0 }

func (s *restorer) pos() Pos {
	return Pos{File: s.ref(), Sheet: s.ref(), Row: int32(s.num()), Col: int32(s.num())}
}

func (s *restorer) value() float64 {
	switch s.tag() {
	case tagInteger:
		return float64(s.num())
	case tagFloat:
		if len(s.data) >= 8 {
			v := math.Float64frombits(binary.LittleEndian.Uint64(s.data))
			s.data = s.data[8:]
			return v
		}
	}
	s.bad = true
	return 0
}

func (s *restorer) fact() Fact {
	var f Fact
	f.Pos = s.pos()
	f.Indicator, f.Label, f.Place, f.Province, f.Measure = s.ref(), s.ref(), s.ref(), s.ref(), Measure(s.ref())
	f.Unit, f.Mark, f.Bound, f.PlaceFrom, f.Part = s.ref(), Mark(s.ref()), s.ref(), Origin(s.ref()), PartKind(s.ref())
	f.Years.From, f.Years.To = s.num(), s.num()
	f.Value, f.Known, f.Raw = s.value(), s.flag(), s.long()
	f.Decimals, f.Table, f.Group, f.Whole = s.num(), s.num(), s.flag(), s.pos()
	if n := s.count(); n > 0 {
		f.SumOf = make([]Range, n)
		for i := range f.SumOf {
			f.SumOf[i] = Range{int32(s.num()), int32(s.num()), int32(s.num()), int32(s.num())}
		}
	}
	return f
}

func (s *restorer) result() (r Result) {
	for range s.count() {
		i := Issue{Pos: s.pos(), Code: s.ref(), Raw: s.long()}
		for range s.count() {
			i.Related = append(i.Related, s.pos())
		}
		i.Args = s.texts()
		r.Issues = append(r.Issues, i)
	}
	for range s.count() {
		b := Balance{File: s.ref(), Sheet: s.ref(), Numeric: s.num(), Read: s.num(), Marks: s.num()}
		for range s.count() {
			b.LeftOut = append(b.LeftOut, LeftOut{Reason: s.ref(), Count: s.num(), Cells: s.texts()})
		}
		b.Hidden = s.flag()
		r.Balances = append(r.Balances, b)
	}
	return r
}

func (s *restorer) texts() (list []string) {
	for range s.count() {
		list = append(list, s.ref())
	}
	return list
}
