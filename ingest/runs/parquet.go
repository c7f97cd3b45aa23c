package runs

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"iter"

	compress "github.com/klauspost/compress/zstd"
	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/compress/zstd"

	"tongket/ingest"
)

// A factRow is one row of a Parquet file of facts. The README documents the
// columns; a name is never changed, for others query by it. All are stored
// plain, for zstd to shorten: the library writes dictionary indexes in other runs
// on other processors, and an output has the same bytes everywhere.
type factRow struct {
	File      string   `parquet:"file,plain"`
	Sheet     string   `parquet:"sheet,plain"`
	Cell      string   `parquet:"cell,plain"`
	Indicator string   `parquet:"indicator,plain"`
	Label     string   `parquet:"label,plain"`
	Place     string   `parquet:"place,plain"`
	Province  string   `parquet:"province,plain"`
	Subtotal  bool     `parquet:"subtotal,plain"`
	Whole     string   `parquet:"whole,plain"`
	Year      string   `parquet:"year,plain"`
	YearFrom  int32    `parquet:"year_from,plain"`
	YearTo    int32    `parquet:"year_to,plain"`
	Measure   string   `parquet:"measure,plain"`
	Value     *float64 `parquet:"value,optional,plain"`
	Unit      string   `parquet:"unit,plain"`
	Mark      string   `parquet:"mark,plain"`
	Raw       string   `parquet:"raw,plain"`
	SHA256    string   `parquet:"sha256,plain"`
}

// A Table is what a Parquet file of facts is made with.
type Table struct {
	Whole string                   // the name of the place that the run is about
	Sum   func(file string) string // of an input, by its name: its SHA-256 in hex
	Cache ingest.Cache             // of row groups written before; may be nil
}

// Write writes facts as Parquet, one row each in the columns that the README
// documents. Equal facts of the same sources give equal bytes on any machine.
//
// Each row group is made as a file of its own, which the cache keeps, and copied
// from there: where one workbook of many is another, few are made again.
func (t Table) Write(w io.Writer, facts *ingest.Facts) error {
	out := parquet.NewGenericWriter[factRow](w, tableOptions()...)
	g := newGroupWriter(t)
	for batches := range groupsOf(facts) {
		data, err := t.group(g, batches)
		if err != nil {
			return err
		}
		file, err := parquet.OpenFile(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			return err
		}
		for _, group := range file.RowGroups() {
			if _, err := out.WriteRowGroup(group); err != nil {
				return err
			}
		}
	}
	return out.Close()
}

// group is a file with one row group, from the cache if it has it.
func (t Table) group(g *groupWriter, batches []*ingest.Batch) ([]byte, error) {
	key := t.key(batches)
	if key != "" {
		if data := t.Cache.Get(key); data != nil {
			return data, nil
		}
	}
	data, err := g.write(batches)
	if err == nil && key != "" {
		t.Cache.Put(key, data)
	}
	return data, err
}

// tableFormat changes with what is written or how.
const tableFormat = "parquet 1"

// key is the key of a row group: all that it depends on. It is "" if that is not
// known.
func (t Table) key(batches []*ingest.Batch) string {
	if t.Cache == nil {
		return ""
	}
	parts := []string{tableFormat, t.Whole}
	for _, b := range batches {
		if b.Key == "" {
			return ""
		}
		parts = append(parts, b.Key)
		for _, file := range b.Files() {
			parts = append(parts, file, t.Sum(file))
		}
	}
	return ingest.SumOfTexts(parts...)
}

// A row group has at most mostGrouped rows, which bounds what writing and reading
// keep in memory. It ends with a workbook, unless that is larger: of those at whose
// end it has more than leastGrouped rows, with the first whose name has a hash with
// endBits zeros. So what a workbook has more or less than before moves the ends of
// few groups.
const (
	mostGrouped  = 1 << 17
	leastGrouped = 1 << 15
	endBits      = 3
)

// groupsOf cuts the facts into row groups.
func groupsOf(l *ingest.Facts) iter.Seq[[]*ingest.Batch] {
	return func(yield func([]*ingest.Batch) bool) {
		batches := l.Batches()
		from, rows := 0, 0
		for i, b := range batches {
			if i > from && (rows+b.Len() > mostGrouped || rows > leastGrouped && endsGroup(batches[i-1], b)) {
				if !yield(batches[from:i]) {
					return
				}
				from, rows = i, 0
			}
			rows += b.Len()
		}
		if from < len(batches) {
			yield(batches[from:])
		}
	}
}

func endsGroup(last, next *ingest.Batch) bool {
	file := last.File(last.Len() - 1)
	if file == next.File(0) {
		return false
	}
	h := fnv.New32a()
	io.WriteString(h, file)
	return h.Sum32()%(1<<endBits) == 0
}

// A groupWriter writes one row group after another, each as a file.
type groupWriter struct {
	Table
	w     *parquet.GenericWriter[factRow]
	data  bytes.Buffer
	file  string // of the fact before, and its sum
	known string
	rows  []factRow // to be written, without their cells
	cells []byte    // of rows, one after the other
	ends  []int
	years map[ingest.Period]string

	values [rowsAtOnce]float64 // of rows
}

// rowsAtOnce is how many rows are handed to the library together: it goes column
// by column through them.
const rowsAtOnce = 256

// A pageCodec is zstd whose encoder looks no further back than a page is long:
// the library's has a window of eight megabytes, which it reserves twice.
type pageCodec struct {
	zstd.Codec
	encoder *compress.Encoder
}

func newPageCodec() *pageCodec {
	encoder, err := compress.NewWriter(nil, compress.WithEncoderConcurrency(1), compress.WithWindowSize(parquet.DefaultPageBufferSize),
		compress.WithZeroFrames(true), compress.WithEncoderCRC(false))
	if err != nil {
		panic(fmt.Sprintf("ingest: %v", err)) // an option that does not exist
	}
	return &pageCodec{encoder: encoder}
}

func (c *pageCodec) Encode(dst, src []byte) ([]byte, error) {
	return c.encoder.EncodeAll(src, dst[:0]), nil
}

func tableOptions() []parquet.WriterOption {
	return []parquet.WriterOption{
		parquet.Compression(newPageCodec()), parquet.CreatedBy("tongket", "1", ""),
		parquet.SkipPageBounds("cell"), parquet.SkipPageBounds("label"), parquet.SkipPageBounds("raw"), parquet.SkipPageBounds("sha256"),
	}
}

func newGroupWriter(t Table) *groupWriter {
	return &groupWriter{
		Table: t, w: parquet.NewGenericWriter[factRow](nil, tableOptions()...),
		rows: make([]factRow, 0, rowsAtOnce), years: map[ingest.Period]string{},
	}
}

// write is the file of one row group, until the next call.
func (g *groupWriter) write(batches []*ingest.Batch) ([]byte, error) {
	g.data.Reset()
	g.w.Reset(&g.data)
	for _, b := range batches {
		if err := b.Each(g.add); err != nil {
			return nil, err
		}
	}
	err := cmp.Or(g.flush(), g.w.Close())
	return g.data.Bytes(), err
}

func (g *groupWriter) add(f *ingest.Fact) error {
	if f.Pos.File != g.file {
		g.file, g.known = f.Pos.File, g.Sum(f.Pos.File)
	}
	year, ok := g.years[f.Years]
	if !ok {
		year = f.Years.String()
		g.years[f.Years] = year
	}
	g.cells = f.Pos.AppendCell(g.cells)
	g.ends = append(g.ends, len(g.cells))
	g.rows = append(g.rows, factRow{
		File: f.Pos.File, Sheet: f.Pos.Sheet, Indicator: f.Indicator, Label: f.Label, Place: f.Place, Province: f.Province, Subtotal: f.Group, Whole: g.Whole,
		Year: year, YearFrom: int32(f.Years.From), YearTo: int32(f.Years.To), Measure: string(f.Measure),
		Unit: f.Unit, Mark: string(f.Mark), Raw: f.Raw, SHA256: g.known,
	})
	if f.Known {
		n := len(g.rows) - 1
		g.values[n] = f.Value
		g.rows[n].Value = &g.values[n]
	}
	if len(g.rows) < rowsAtOnce {
		return nil
	}
	return g.flush()
}

func (g *groupWriter) flush() error {
	cells, from := string(g.cells), 0
	for i, end := range g.ends {
		g.rows[i].Cell, from = cells[from:end], end
	}
	_, err := g.w.Write(g.rows)
	g.rows, g.cells, g.ends = g.rows[:0], g.cells[:0], g.ends[:0]
	return err
}

// A factRead is a factRow as others may have written it again: any column may
// be null, and the partition's name may be a column.
type factRead struct {
	Job       *string  `parquet:"job,optional"`
	File      *string  `parquet:"file,optional"`
	Sheet     *string  `parquet:"sheet,optional"`
	Cell      *string  `parquet:"cell,optional"`
	Indicator *string  `parquet:"indicator,optional"`
	Label     *string  `parquet:"label,optional"`
	Place     *string  `parquet:"place,optional"`
	Province  *string  `parquet:"province,optional"`
	Subtotal  *bool    `parquet:"subtotal,optional"`
	Whole     *string  `parquet:"whole,optional"`
	Year      *string  `parquet:"year,optional"`
	Measure   *string  `parquet:"measure,optional"`
	Value     *float64 `parquet:"value,optional"`
	Unit      *string  `parquet:"unit,optional"`
	Mark      *string  `parquet:"mark,optional"`
	Raw       *string  `parquet:"raw,optional"`
	SHA256    *string  `parquet:"sha256,optional"`
}

// An originRead is what the survey reads of each row.
type originRead struct {
	Job    *string `parquet:"job,optional"`
	File   *string `parquet:"file,optional"`
	Place  *string `parquet:"place,optional"`
	Whole  *string `parquet:"whole,optional"`
	SHA256 *string `parquet:"sha256,optional"`
}

// neededColumns are those without which a Parquet file holds no facts, with
// their types.
var neededColumns = []struct {
	name string
	kind parquet.Kind
}{
	{"file", parquet.ByteArray}, {"cell", parquet.ByteArray}, {"label", parquet.ByteArray}, {"place", parquet.ByteArray},
	{"year", parquet.ByteArray}, {"measure", parquet.ByteArray}, {"value", parquet.Double}, {"unit", parquet.ByteArray}, {"raw", parquet.ByteArray},
}

// A foreignError tells of a Parquet file that holds something else; it is the
// name of the column that is missing or of another type.
type foreignError string

func (e foreignError) Error() string { return "no column " + string(e) }

// A damageError is what the library found wrong with a file.
type damageError struct{ error }

// eachRow reads a Parquet file row by row, as many columns as T has; some rows
// at a time, so that a file may be larger than the memory. An error of take is
// returned as it is, any other says what is wrong with the file.
func eachRow[T any](rd io.ReaderAt, size int64, take func(*T) error) error {
	if err := checkFooter(rd, size); err != nil {
		return damageError{err}
	}
	var groups []parquet.RowGroup
	missing := ""
	err := guarded(func() error {
		file, err := parquet.OpenFile(rd, size, parquet.SkipPageIndex(true), parquet.SkipBloomFilters(true))
		if err != nil {
			return err
		}
		for _, c := range neededColumns {
			if leaf, ok := file.Schema().Lookup(c.name); !ok || leaf.Node.Type().Kind() != c.kind {
				missing = c.name
				return nil
			}
		}
		groups = file.RowGroups()
		return checkPages(rd, size, file.Metadata())
	})
	switch {
	case err != nil:
		return damageError{err}
	case missing != "":
		return foreignError(missing)
	}
	for _, group := range groups {
		if err := eachOfGroup(group, take); err != nil {
			return err
		}
	}
	return nil
}

// guarded calls the library, which panics on some damaged files, and returns its
// panic as an error. What is done with the rows stays outside: a panic there is a
// fault of this program.
func guarded(call func() error) (err error) {
	defer func() {
		if fault := recover(); fault != nil {
			err = fmt.Errorf("%v", fault)
		}
	}()
	return call()
}

// checkFooter holds the length of the footer against that of the file: the
// library takes the memory that a damaged one asks for.
func checkFooter(rd io.ReaderAt, size int64) error {
	var end [8]byte
	if size < int64(len("PAR1"))+int64(len(end)) {
		return errCutShort
	}
	if _, err := rd.ReadAt(end[:], size-int64(len(end))); err != nil {
		return err
	}
	if string(end[4:]) != "PAR1" || int64(binary.LittleEndian.Uint32(end[:4])) > size-int64(len("PAR1"))-int64(len(end)) {
		return errCutShort
	}
	return nil
}

func eachOfGroup[T any](group parquet.RowGroup, take func(*T) error) error {
	var reader *parquet.GenericReader[T]
	var left int64
	err := guarded(func() error {
		reader, left = parquet.NewGenericRowGroupReader[T](group), group.NumRows()
		return nil
	})
	if err != nil {
		return damageError{err}
	}
	defer guarded(reader.Close)
	rows := make([]T, 256)
	for {
		clear(rows)
		n := 0
		err := guarded(func() (err error) {
			n, err = reader.Read(rows)
			return err
		})
		for i := range rows[:n] {
			if err := take(&rows[i]); err != nil {
				return err
			}
		}
		left -= int64(n)
		switch {
		case errors.Is(err, io.EOF) && left > 0 || err == nil && n == 0:
			return damageError{errCutShort}
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return damageError{err}
		}
	}
}

// parquetFault says what an error of eachRow is as the Args of CodeRunFile; nil
// if it is take's.
func parquetFault(err error) []string {
	var foreign foreignError
	var damage damageError
	switch {
	case errors.As(err, &foreign):
		return []string{RunForeign, string(foreign)}
	case errors.As(err, &damage):
		return []string{RunDamaged, ""}
	}
	return nil
}

func surveyParquet(rd io.ReaderAt, size int64) *survey {
	v := &survey{kind: runParquet}
	met := map[origin]bool{}
	places := map[string]bool{}
	parts := map[runPart]bool{}
	err := eachRow(rd, size, func(r *originRead) error {
		o := origin{runPart{given(r.Job), given(r.Whole)}, given(r.File), given(r.SHA256)}
		if !met[o] {
			met[o] = true
			v.origins = append(v.origins, o)
		}
		if !parts[o.runPart] {
			parts[o.runPart] = true
			v.parts = append(v.parts, o.runPart)
		}
		if p := given(r.Place); !places[p] {
			places[p] = true
			v.listed = append(v.listed, p)
		}
		return nil
	})
	v.fault = parquetFault(err)
	return v
}

// given is a column that may be null.
func given(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

// parquetFacts gives each row of a Parquet file to take, nil for one that is no
// fact. The fault is as in survey; err is that of take.
func parquetFacts(rd io.ReaderAt, size int64, take func(*runFact) error) (fault []string, err error) {
	texts := texts{}
	err = eachRow(rd, size, func(r *factRead) error {
		t := r.fact()
		if t != nil {
			texts.share(&t.Fact)
			t.job, t.whole, t.sum = texts.once(t.job), texts.once(t.whole), texts.once(t.sum)
		}
		return take(t)
	})
	if fault := parquetFault(err); fault != nil {
		return fault, nil
	}
	return nil, err
}

// fact is a row as a fact; nil if it is none.
func (r *factRead) fact() *runFact {
	t := &runFact{runPart: runPart{given(r.Job), given(r.Whole)}, sum: given(r.SHA256), Fact: ingest.Fact{
		Pos: ingest.Pos{File: given(r.File), Sheet: given(r.Sheet)}, Indicator: given(r.Indicator), Label: given(r.Label), Place: given(r.Place), Province: given(r.Province), Group: r.Subtotal != nil && *r.Subtotal,
		Measure: ingest.Measure(given(r.Measure)), Unit: given(r.Unit), Mark: ingest.Mark(given(r.Mark)), Raw: given(r.Raw), Known: r.Value != nil,
	}}
	if r.Value != nil {
		t.Value = *r.Value
	}
	var ok bool
	if t.Pos.Row, t.Pos.Col, ok = cellOf(given(r.Cell)); !ok {
		return nil
	}
	if t.Years, ok = periodOf(given(r.Year)); !ok {
		return nil
	}
	fromRaw(&t.Fact)
	return t
}
