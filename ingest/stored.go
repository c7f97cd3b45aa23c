package ingest

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"math"
	"slices"
	"strings"
)

// A Cache keeps bytes under a key from one run to the next. Get returns what
// Put was given, or nil: it must know damaged bytes itself. Put must not hold on
// to the slice. Both may be called by several goroutines at once.
type Cache interface {
	Get(key string) []byte
	Put(key string, data []byte)
}

// mostStored is the size in bytes of what is kept of one source: reading a
// larger one again is a small part of what a run does with it.
const mostStored = 64 << 20

// SumOfTexts is the SHA-256 of texts, each ended by a NUL, in hex.
func SumOfTexts(texts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(texts, "\x00") + "\x00"))
	return hex.EncodeToString(sum[:])
}

// A Stored is the result of one source as bytes: records that begin with a tag,
// numbers as varints, and each repeated text once.
type Stored struct {
	data    []byte
	text    map[string]uint64
	batches []*Batch
}

const (
	tagEnd     = iota // the result follows
	tagBatch          // facts
	tagFloat          // a value that is no small integer
	tagInteger        // a value that is one
)

func newStored() *Stored { return &Stored{text: make(map[string]uint64)} }

// Stored returns an empty Stored; the one that it gave before is not used any more.
func (p *Packer) Stored() *Stored {
	if p.stored == nil {
		p.stored = newStored()
	}
	p.stored.data, p.stored.batches = p.stored.data[:0], nil
	clear(p.stored.text)
	return p.stored
}

// Batches are those that were added, unless they are too many.
func (s *Stored) Batches() []*Batch { return s.batches }

func (s *Stored) num(n int) { s.data = binary.AppendVarint(s.data, int64(n)) }

// long writes a text that is not likely to come again.
func (s *Stored) long(t string) {
	s.num(len(t))
	s.data = append(s.data, t...)
}

// ref writes a text, in full when it comes for the first time.
func (s *Stored) ref(t string) {
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

func (s *Stored) flag(b bool) {
	if b {
		s.num(1)
	} else {
		s.num(0)
	}
}

func (s *Stored) pos(p Pos) {
	s.ref(p.File)
	s.ref(p.Sheet)
	s.num(int(p.Row))
	s.num(int(p.Col))
}

func (s *Stored) value(v float64) {
	if n := int64(v); float64(n) == v && math.Abs(v) < 1<<53 && !(v == 0 && math.Signbit(v)) {
		s.data = binary.AppendVarint(append(s.data, tagInteger), n)
		return
	}
	s.data = binary.LittleEndian.AppendUint64(append(s.data, tagFloat), math.Float64bits(v))
}

// Add writes the tables of a batch, and then its rows.
func (s *Stored) Add(b *Batch) {
	if len(s.data) > mostStored {
		return
	}
	s.batches = append(s.batches, b)
	s.data = append(s.data, tagBatch)
	s.num(len(b.sheets))
	for _, v := range b.sheets {
		s.refs(v.file, v.sheet, v.province)
	}
	s.num(len(b.names))
	for _, v := range b.names {
		s.refs(v.indicator, v.label, v.unit)
	}
	s.num(len(b.places))
	for _, v := range b.places {
		s.refs(v.place, string(v.from))
		s.flag(v.group)
	}
	s.num(len(b.kinds))
	for _, v := range b.kinds {
		s.refs(string(v.Measure), string(v.Mark), v.Bound, string(v.Part), v.wholeFile, v.wholeSheet)
		s.nums(v.Years.From, v.Years.To, v.Table, v.Decimals)
		s.flag(v.Known)
		s.flag(v.Unsaid)
	}
	s.num(len(b.sums))
	for _, list := range b.sums {
		s.num(len(list))
		for _, r := range list {
			s.nums(int(r.Row1), int(r.Col1), int(r.Row2), int(r.Col2))
		}
	}
	s.long(b.raws)
	s.rows(b.rows)
}

// rows writes each row as what it has more than the one before.
func (s *Stored) rows(rows []row) {
	s.num(len(rows))
	var last row
	for i := range rows {
		r := &rows[i]
		s.value(r.value)
		s.nums(int(r.row-last.row), int(r.col-last.col), int(r.wholeRow-last.wholeRow), int(r.wholeCol-last.wholeCol), int(r.raw-last.raw))
		for _, n := range [...]uint32{r.sums, uint32(r.sheet), uint32(r.name), uint32(r.place), uint32(r.nature)} {
			s.data = binary.AppendUvarint(s.data, uint64(n))
		}
		last = *r
	}
}

func (s *Stored) refs(list ...string) {
	for _, t := range list {
		s.ref(t)
	}
}

func (s *Stored) nums(list ...int) {
	for _, n := range list {
		s.num(n)
	}
}

// Finish adds what a Result has beside the facts and gives the bytes; nil if
// they are too many.
func (s *Stored) Finish(r Result) []byte {
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

func (s *Stored) texts(list []string) {
	s.num(len(list))
	s.refs(list...)
}

var errStored = errors.New("stored result is damaged")

// Restore reads what Finish gave. Whatever the bytes, it returns the whole
// result or an error.
func Restore(data []byte) (batches []*Batch, r Result, err error) {
	s := &restorer{data: data}
	for !s.bad {
		switch s.tag() {
		case tagBatch:
			batches = append(batches, s.batch())
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
	return batches, r, nil
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
	if len(s.data) > 0 && s.data[0] < 1<<7 { // as most are
		n := int(s.data[0])
		s.data = s.data[1:]
		return n>>1 ^ -(n & 1)
	}
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

func (s *restorer) batch() *Batch {
	b := new(Batch)
	b.sheets = make([]sheetSaid, s.few())
	for i := range b.sheets {
		b.sheets[i] = sheetSaid{s.ref(), s.ref(), s.ref()}
	}
	b.names = make([]nameSaid, s.few())
	for i := range b.names {
		b.names[i] = nameSaid{s.ref(), s.ref(), s.ref()}
	}
	b.places = make([]placeSaid, s.few())
	for i := range b.places {
		b.places[i] = placeSaid{s.ref(), Origin(s.ref()), s.flag()}
	}
	b.kinds = make([]Basis, s.few())
	for i := range b.kinds {
		b.kinds[i] = s.kind()
	}
	if n := s.count(); n > 0 {
		b.sums = make([][]Range, n)
	}
	for i := range b.sums {
		b.sums[i] = make([]Range, s.count())
		for k := range b.sums[i] {
			b.sums[i][k] = Range{int32(s.num()), int32(s.num()), int32(s.num()), int32(s.num())}
		}
	}
	b.raws = s.long()
	s.rows(b)
	return b
}

func (s *restorer) kind() Basis {
	k := Basis{Measure: Measure(s.ref()), Mark: Mark(s.ref()), Bound: s.ref(), Part: PartKind(s.ref()), wholeFile: s.ref(), wholeSheet: s.ref()}
	k.Years, k.Table, k.Decimals, k.Known, k.Unsaid = Period{s.num(), s.num()}, s.num(), s.num(), s.flag(), s.flag()
	return k
}

// rows reads the rows of a batch and holds their numbers against its tables.
func (s *restorer) rows(b *Batch) {
	b.rows = make([]row, s.count())
	s.bad = s.bad || len(b.rows) == 0 || len(b.rows) > mostRows
	var last row
	for i := range b.rows {
		if s.bad {
			return
		}
		r := row{value: s.value()}
		r.row, r.col, r.wholeRow, r.wholeCol = last.row+int32(s.num()), last.col+int32(s.num()), last.wholeRow+int32(s.num()), last.wholeCol+int32(s.num())
		raw := s.num()
		r.raw, r.sums = last.raw+uint32(raw), uint32(s.index(len(b.sums)+1))
		r.sheet, r.name, r.place, r.nature = uint16(s.index(len(b.sheets))), uint16(s.index(len(b.names))), uint16(s.index(len(b.places))), uint16(s.index(len(b.kinds)))
		s.bad = s.bad || raw < 0 || raw > len(b.raws)-int(last.raw)
		b.rows[i], last = r, r
	}
}

// few is the length of a table of a batch.
func (s *restorer) few() int {
	n := s.count()
	if n > mostRows {
		s.bad = true
		return 0
	}
	return n
}

// index is a number below n.
func (s *restorer) index(n int) int {
	if len(s.data) > 0 && s.data[0] < 1<<7 && int(s.data[0]) < n { // as most are
		i := int(s.data[0])
		s.data = s.data[1:]
		return i
	}
	i, size := binary.Uvarint(s.data)
	if size <= 0 || i >= uint64(n) {
		s.data, s.bad = nil, true
		return 0
	}
	s.data = s.data[size:]
	return int(i)
}

func (s *restorer) result() (r Result) {
	n := s.count()
	r.Issues = slices.Grow(r.Issues, min(n, 1<<12))
	for range n {
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
