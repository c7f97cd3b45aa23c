package ingest

import (
	"iter"
	"slices"
	"strings"
)

// Facts are facts in the order of input. The zero value has none.
//
// A job may have half a million of them, and what makes a fact large is the same
// in many: its sheet, its label, its year. So they are kept packed, in about a
// tenth of the memory of a slice of them, and no fact in it has a pointer for
// the collector to follow. To change one, make new Facts of List.
type Facts struct {
	batches []*Batch
	starts  []int   // of each batch: the number of facts before it
	coarse  []int32 // the batch of every stride-th fact
	count   int
}

const stride = 1 << 10

// FactsOf packs facts.
func FactsOf(list ...Fact) Facts {
	var l Facts
	l.Append(list...)
	return l
}

// Append adds facts. Copies of l made before do not have them.
func (l *Facts) Append(list ...Fact) {
	l.batches, l.starts, l.coarse = slices.Clip(l.batches), slices.Clip(l.starts), slices.Clip(l.coarse)
	var p Packer
	for i := range list {
		if p.Put(&list[i]); p.Full() {
			l.Add(p.Seal())
		}
	}
	l.Add(p.Seal())
}

// Add adds a batch, unless it is nil.
func (l *Facts) Add(b *Batch) {
	if b == nil {
		return
	}
	l.batches, l.starts = append(l.batches, b), append(l.starts, l.count)
	l.count += len(b.rows)
	for len(l.coarse)*stride < l.count {
		l.coarse = append(l.coarse, int32(len(l.batches)-1))
	}
}

// Batches are the facts as they are kept, not to be changed.
func (l *Facts) Batches() []*Batch { return l.batches }

// Len is the number of facts.
func (l *Facts) Len() int { return l.count }

// At is the i-th fact, from 0.
func (l *Facts) At(i int) (f Fact) {
	n := l.batchOf(i)
	last := noRow
	l.batches[n].unpack(i-l.starts[n], &f, &last)
	return f
}

// Basis is the i-th fact's, not to be changed. It takes a fraction of the time of
// At, as Pos, Value, Unit and PlaceFrom do.
func (l *Facts) Basis(i int) *Basis {
	b, r := l.row(i)
	return &b.kinds[r.nature]
}

// Pos is the i-th fact's.
func (l *Facts) Pos(i int) Pos {
	b, r := l.row(i)
	s := &b.sheets[r.sheet]
	return Pos{s.file, s.sheet, r.row, r.col}
}

// Value is the i-th fact's.
func (l *Facts) Value(i int) float64 {
	_, r := l.row(i)
	return r.value
}

// Unit is the i-th fact's.
func (l *Facts) Unit(i int) string {
	b, r := l.row(i)
	return b.names[r.name].unit
}

// PlaceFrom is the i-th fact's.
func (l *Facts) PlaceFrom(i int) Origin {
	b, r := l.row(i)
	return b.places[r.place].from
}

func (l *Facts) row(i int) (*Batch, *row) {
	n := l.batchOf(i)
	b := l.batches[n]
	return b, &b.rows[i-l.starts[n]]
}

// batchOf is the number of the batch that has the i-th fact.
func (l *Facts) batchOf(i int) int {
	if uint(i) >= uint(l.count) {
		panic("ingest: no such fact")
	}
	n := int(l.coarse[i/stride])
	for n+1 < len(l.starts) && i >= l.starts[n+1] {
		n++
	}
	return n
}

// All gives every fact with its number. A fact is the caller's only until the
// next, and not to be changed.
func (l *Facts) All() iter.Seq2[int, *Fact] {
	return func(yield func(int, *Fact) bool) {
		c := l.Cursor()
		for i := range l.count {
			if !yield(i, c.At(i)) {
				return
			}
		}
	}
}

// List is all of them, unpacked.
func (l *Facts) List() []Fact {
	list := make([]Fact, 0, l.count)
	for _, f := range l.All() {
		list = append(list, *f)
	}
	return list
}

// Cursor returns a Cursor on l, to which nothing is to be appended meanwhile.
func (l *Facts) Cursor() *Cursor { return &Cursor{facts: l, last: noRow} }

// A Cursor unpacks one fact after another; it is quickest where they are near
// each other.
type Cursor struct {
	facts      *Facts
	batch      *Batch
	start, end int // of the batch
	last       row // what fact was unpacked from
	fact       Fact
}

// At is the i-th fact. It is the caller's until the next call, and not to be
// changed.
func (c *Cursor) At(i int) *Fact {
	if i < c.start || i >= c.end {
		n := c.facts.batchOf(i)
		c.batch, c.start, c.last = c.facts.batches[n], c.facts.starts[n], noRow
		c.end = c.start + len(c.batch.rows)
	}
	c.batch.unpack(i-c.start, &c.fact, &c.last)
	return &c.fact
}

// A Batch is facts of one source that follow each other. What facts have in
// common stands in tables; it is not changed once it is made.
type Batch struct {
	rows   []row
	sheets []sheetSaid
	names  []nameSaid
	places []placeSaid
	kinds  []Basis
	raws   string // Raw of all facts, one after the other
	sums   [][]Range
	Key    string // of all that it depends on, where a cache keeps it; else ""
}

// Len is the number of facts.
func (b *Batch) Len() int { return len(b.rows) }

// File is the file of the i-th fact.
func (b *Batch) File(i int) string { return b.sheets[b.rows[i].sheet].file }

// Files are the files of the sheets that the facts are on, one for each sheet.
func (b *Batch) Files() []string {
	files := make([]string, len(b.sheets))
	for i := range files {
		files[i] = b.sheets[i].file
	}
	return files
}

// A row is what a fact has of its own, and where its batch has the rest.
type row struct {
	value                      float64
	row, col                   int32
	wholeRow, wholeCol         int32
	raw                        uint32 // where its Raw ends; it begins where that of the row before ends
	sums                       uint32 // of SumOf, from 1; 0 = none
	sheet, name, place, nature uint16
}

// mostRows is how many facts a batch has at most, so that tables are numbered
// with 16 bits; and mostRaws how many bytes of Raw, about.
const (
	mostRows = 1 << 14
	mostRaws = 1 << 24
)

// noRow is no row: none has such numbers.
var noRow = row{sheet: 1<<16 - 1, name: 1<<16 - 1, place: 1<<16 - 1, nature: 1<<16 - 1}

type sheetSaid struct{ file, sheet, province string }

type nameSaid struct{ indicator, label, unit string }

type placeSaid struct {
	place string
	from  Origin
	group bool
}

// A Basis is what facts of one year and measure have in common, whatever they
// are about. The fields are those of Fact.
type Basis struct {
	Years    Period
	Measure  Measure
	Mark     Mark
	Bound    string
	Part     PartKind
	Table    int
	Decimals int
	Known    bool
	Unsaid   bool

	wholeFile, wholeSheet string
}

// unpack makes f the i-th fact. It was unpacked from last, of the same batch,
// and what they have in common is left as it is.
func (b *Batch) unpack(i int, f *Fact, last *row) {
	r := &b.rows[i]
	if r.sheet != last.sheet {
		s := &b.sheets[r.sheet]
		f.Pos.File, f.Pos.Sheet, f.Province = s.file, s.sheet, s.province
	}
	if r.name != last.name {
		n := &b.names[r.name]
		f.Indicator, f.Label, f.Unit = n.indicator, n.label, n.unit
	}
	if r.place != last.place {
		p := &b.places[r.place]
		f.Place, f.PlaceFrom, f.Group = p.place, p.from, p.group
	}
	if r.nature != last.nature {
		k := &b.kinds[r.nature]
		f.Years, f.Measure, f.Mark, f.Bound, f.Part, f.Known, f.Unsaid, f.Table, f.Decimals = k.Years, k.Measure, k.Mark, k.Bound, k.Part, k.Known, k.Unsaid, k.Table, k.Decimals
		f.Whole.File, f.Whole.Sheet = k.wholeFile, k.wholeSheet
	}
	f.Value, f.Pos.Row, f.Pos.Col, f.Whole.Row, f.Whole.Col = r.value, r.row, r.col, r.wholeRow, r.wholeCol
	f.Raw = b.raws[b.rawFrom(i):r.raw]
	if f.SumOf = nil; r.sums > 0 {
		f.SumOf = b.sums[r.sums-1]
	}
	*last = *r
}

func (b *Batch) rawFrom(i int) uint32 {
	if i == 0 {
		return 0
	}
	return b.rows[i-1].raw
}

// Each gives every fact to emit until it returns an error. A fact is emit's only
// until it returns.
func (b *Batch) Each(emit func(*Fact) error) error {
	var f Fact
	last := noRow
	for i := range b.rows {
		b.unpack(i, &f, &last)
		if err := emit(&f); err != nil {
			return err
		}
	}
	return nil
}

// A Packer makes batches. It can be used again after Seal.
type Packer struct {
	rows   []row
	sheets numbered[sheetSaid]
	names  numbered[nameSaid]
	places numbered[placeSaid]
	kinds  numbered[Basis]
	raws   []byte
	sums   [][]Range

	stored *Stored
}

// Put packs a fact; the packer must not be full.
func (p *Packer) Put(f *Fact) {
	col := f.Pos.Col
	p.raws = append(p.raws, f.Raw...)
	r := row{
		value: f.Value, row: f.Pos.Row, col: col, wholeRow: f.Whole.Row, wholeCol: f.Whole.Col, raw: uint32(len(p.raws)),
		sheet: p.sheets.number(&sheetSaid{f.Pos.File, f.Pos.Sheet, f.Province}, col),
		name:  p.names.number(&nameSaid{f.Indicator, f.Label, f.Unit}, col),
		place: p.places.number(&placeSaid{f.Place, f.PlaceFrom, f.Group}, col),
		nature: p.kinds.number(&Basis{
			f.Years, f.Measure, f.Mark, f.Bound, f.Part, f.Table, f.Decimals, f.Known, f.Unsaid, f.Whole.File, f.Whole.Sheet}, col+int32(f.Decimals)<<5),
	}
	if len(f.SumOf) > 0 {
		p.sums = append(p.sums, f.SumOf)
		r.sums = uint32(len(p.sums))
	}
	p.rows = append(p.rows, r)
}

// Full reports whether the packer is to be sealed before the next fact.
func (p *Packer) Full() bool { return len(p.rows) == mostRows || len(p.raws) > mostRaws }

// Seal is the facts since the last Seal as a batch, nil if there are none.
func (p *Packer) Seal() *Batch {
	if len(p.rows) == 0 {
		return nil
	}
	b := &Batch{
		rows: slices.Clone(p.rows), raws: string(p.raws), sums: append([][]Range(nil), p.sums...),
		sheets: p.sheets.seal(), names: p.names.seal(), places: p.places.seal(), kinds: p.kinds.seal(),
	}
	clear(p.sums)
	p.rows, p.raws, p.sums = p.rows[:0], p.raws[:0], p.sums[:0]
	return b
}

// A numbered table numbers what facts have in common.
type numbered[T said[T]] struct {
	list    []T
	numbers map[T]uint16
	last    uint16      // the number given last
	columns [128]uint16 // and for each column, or whatever else tells facts apart
}

// said is what facts have in common; owned is a copy that holds on to no more
// than it says: a label may be a part of the text of a whole file.
type said[T any] interface {
	comparable
	owned() T
}

// number is that of v. Most facts say what the one before says, or the one above.
func (t *numbered[T]) number(v *T, col int32) uint16 {
	above := &t.columns[uint32(col)%uint32(len(t.columns))]
	switch {
	case int(t.last) < len(t.list) && t.list[t.last] == *v:
		*above = t.last
		return t.last
	case int(*above) < len(t.list) && t.list[*above] == *v:
		t.last = *above
		return t.last
	}
	n, ok := t.numbers[*v]
	if !ok {
		n = t.add((*v).owned())
	}
	t.last, *above = n, n
	return n
}

func (t *numbered[T]) add(v T) uint16 {
	if t.numbers == nil {
		t.numbers = make(map[T]uint16)
	}
	n := uint16(len(t.list))
	t.list = append(t.list, v)
	t.numbers[v] = n
	return n
}

func (t *numbered[T]) seal() []T {
	list := slices.Clone(t.list)
	clear(t.list)
	clear(t.numbers)
	t.list = t.list[:0]
	return list
}

func (s sheetSaid) owned() sheetSaid {
	return sheetSaid{strings.Clone(s.file), strings.Clone(s.sheet), strings.Clone(s.province)}
}

func (n nameSaid) owned() nameSaid {
	return nameSaid{strings.Clone(n.indicator), strings.Clone(n.label), strings.Clone(n.unit)}
}

func (p placeSaid) owned() placeSaid {
	p.place, p.from = strings.Clone(p.place), Origin(strings.Clone(string(p.from)))
	return p
}

func (k Basis) owned() Basis {
	k.Measure, k.Mark, k.Part = Measure(strings.Clone(string(k.Measure))), Mark(strings.Clone(string(k.Mark))), PartKind(strings.Clone(string(k.Part)))
	k.Bound, k.wholeFile, k.wholeSheet = strings.Clone(k.Bound), strings.Clone(k.wholeFile), strings.Clone(k.wholeSheet)
	return k
}
