package book

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"github.com/richardlehane/mscfb"
	"golang.org/x/text/encoding/charmap"
	"io"
	"math"
	"slices"
	"strconv"
	"unicode/utf16"

	"tongket/ingest"
)

var (
	errShortRecord = errors.New("record ends early")
	errRecords     = errors.New("records do not fit together")
)

// readOLE tells what kind of document a compound file is, and reads it if it
// is a workbook.
func (b *book) readOLE() ([]ingest.Grid, []ingest.Issue) {
	data, err := b.bytes()
	if err != nil {
		return nil, []ingest.Issue{unreadable(b.name, err)}
	}
	streams, err := oleStreams(data, "Workbook", "Book", "EncryptedPackage", "WordDocument", "PowerPoint Document")
	switch {
	case err != nil:
		return nil, b.fail(ingest.CodeCorrupt, "OLE", damage(err))
	case streams["EncryptedPackage"] != nil:
		return nil, b.fail(ingest.CodeEncrypted)
	case streams["Workbook"] != nil:
		return b.readBIFF(streams["Workbook"])
	case streams["Book"] != nil:
		return b.readBIFF(streams["Book"])
	case streams["WordDocument"] != nil:
		return nil, b.fail(ingest.CodeNotASheet, "Word")
	case streams["PowerPoint Document"] != nil:
		return nil, b.fail(ingest.CodeNotASheet, "PowerPoint")
	}
	return nil, b.fail(ingest.CodeNotASheet, "")
}

// oleStreams reads the named streams of the root of a compound file.
func oleStreams(data []byte, names ...string) (streams map[string][]byte, err error) {
	defer func() {
		if r := recover(); r != nil {
			streams, err = nil, fmt.Errorf("%w: %v", errRecords, r)
		}
	}()
	if err := checkOLEHeader(data); err != nil {
		return nil, err
	}
	doc, err := mscfb.New(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	streams = map[string][]byte{}
	for _, f := range doc.File {
		if len(f.Path) > 0 || !slices.Contains(names, f.Name) || streams[f.Name] != nil {
			continue
		}
		if f.Size > int64(len(data)) {
			return nil, io.ErrUnexpectedEOF
		}
		stream := make([]byte, f.Size)
		if _, err := io.ReadFull(f, stream); err != nil {
			return nil, err
		}
		streams[f.Name] = stream
	}
	return streams, nil
}

// checkOLEHeader bounds the counts of sectors by the size of the file.
func checkOLEHeader(data []byte) error {
	if len(data) < 512 {
		return io.ErrUnexpectedEOF
	}
	shift := binary.LittleEndian.Uint16(data[30:])
	if shift != 9 && shift != 12 {
		return errRecords
	}
	sectors := uint32(len(data)>>shift) + 1
	for _, at := range []int{40, 44, 64, 72} { // directory, FAT, mini FAT and DIFAT sectors
		if binary.LittleEndian.Uint32(data[at:]) > sectors {
			return errRecords
		}
	}
	return nil
}

// BIFF records, from [MS-XLS] 2.3.
const (
	recFormula    = 0x0006
	recEOF        = 0x000A
	recDate1904   = 0x0022
	recFilePass   = 0x002F
	recFont       = 0x0031
	recContinue   = 0x003C
	recCodePage   = 0x0042
	recColInfo    = 0x007D
	recBoundSheet = 0x0085
	recMulRK      = 0x00BD
	recRString    = 0x00D6
	recXF         = 0x00E0
	recMergeCells = 0x00E5
	recSST        = 0x00FC
	recLabelSST   = 0x00FD
	recNumber     = 0x0203
	recLabel      = 0x0204
	recBoolErr    = 0x0205
	recString     = 0x0207
	recRow        = 0x0208
	recArray      = 0x0221
	recRK         = 0x027E
	recFormat     = 0x041E
	recFormat5    = 0x001E
	recShrFmla    = 0x04BC
	recBOF        = 0x0809
)

// A record is one record with its continuations, which start at the offsets in
// joints.
type record struct {
	id     int
	data   []byte
	joints []int
}

// A recordReader splits a stream into records.
type recordReader struct {
	stream []byte
	pos    int
	err    error
}

// next joins the continuations of the records that have any that matter.
func (r *recordReader) next() (rec record, ok bool) {
	id, data, ok := r.one()
	if !ok {
		return record{}, false
	}
	rec = record{id: id, data: data}
	if id != recSST && id != recString && id != recLabel && id != recFormula {
		return rec, true
	}
	for r.pos+4 <= len(r.stream) && int(binary.LittleEndian.Uint16(r.stream[r.pos:])) == recContinue {
		_, more, ok := r.one()
		if !ok {
			return record{}, false
		}
		if len(rec.joints) == 0 {
			rec.data = bytes.Clone(rec.data)
		}
		rec.joints = append(rec.joints, len(rec.data))
		rec.data = append(rec.data, more...)
	}
	return rec, true
}

func (r *recordReader) one() (id int, data []byte, ok bool) {
	if r.pos+4 > len(r.stream) {
		r.err = io.ErrUnexpectedEOF
		return 0, nil, false
	}
	id, n := int(binary.LittleEndian.Uint16(r.stream[r.pos:])), int(binary.LittleEndian.Uint16(r.stream[r.pos+2:]))
	if r.pos+4+n > len(r.stream) {
		r.err = io.ErrUnexpectedEOF
		return 0, nil, false
	}
	if id == 0 || id > 0x10FF {
		r.err = errRecords
		return 0, nil, false
	}
	data = r.stream[r.pos+4 : r.pos+4+n]
	r.pos += 4 + n
	return id, data, true
}

// An xlsBook is what the sheets of one .xls share.
type xlsBook struct {
	*book
	stream   []byte
	biff8    bool
	date1904 bool
	codepage *charmap.Charmap
	sheets   []xlsSheet
	fonts    []xlsFont
	formats  map[int]string
	styles   []ingest.Style
	dates    []bool
	classes  []fontClass
	strings  []sharedString
	resolved [fontClasses][]string
	locked   bool
}

type xlsSheet struct {
	name   string
	offset int
	hidden bool
}

type xlsFont struct {
	class    fontClass
	bold     bool
	superior bool
}

// readBIFF reads the stream of a workbook, BIFF5 or BIFF8. Its records have no
// checksum: a changed byte inside a number cannot be told, a stream whose
// records do not fit is.
func (b *book) readBIFF(stream []byte) (grids []ingest.Grid, fault []ingest.Issue) {
	defer func() {
		if r := recover(); r != nil {
			grids, fault = nil, b.fail(ingest.CodeCorrupt, "Workbook", DamageStructure)
		}
	}()
	w := &xlsBook{book: b, stream: stream, codepage: charmap.Windows1252, formats: map[int]string{}}
	err := w.readGlobals()
	if w.locked {
		return nil, b.fail(ingest.CodeEncrypted)
	}
	if err != nil {
		return nil, b.corrupt("Workbook", err)
	}
	w.countVotes()
	for _, s := range w.sheets {
		if b.ctx.Err() != nil {
			break
		}
		g := newGridBuilder(b.name, s.name, s.hidden)
		g.Styles = w.styles
		if err := w.readSheet(g, s.offset); err != nil {
			b.add(g.pos(0, 0), ingest.CodeCorrupt, "", "Workbook", damage(err))
			continue
		}
		grid, issues := g.finish()
		grids = append(grids, grid)
		b.issues = append(b.issues, issues...)
	}
	return grids, nil
}

// readGlobals reads the first substream: fonts, formats, strings and where the
// sheets are.
func (w *xlsBook) readGlobals() error {
	r := recordReader{stream: w.stream}
	first, ok := r.next()
	if !ok || first.id != recBOF || len(first.data) < 4 {
		return cmpErr(r.err, errRecords)
	}
	switch binary.LittleEndian.Uint16(first.data) {
	case 0x0600:
		w.biff8 = true
	case 0x0500:
	default:
		return errRecords
	}
	type xf struct{ font, format, indent int }
	var xfs []xf
	for {
		rec, ok := r.next()
		if !ok {
			return r.err
		}
		d := fields{data: rec.data}
		switch rec.id {
		case recFilePass:
			w.locked = true
			return nil
		case recCodePage:
			w.codepage = codepage(d.u16())
		case recDate1904:
			w.date1904 = d.u16() == 1
		case recFont:
			w.readFont(&d)
		case recFormat, recFormat5:
			id := d.u16()
			w.formats[id] = w.shortString(&d, w.biff8)
		case recXF:
			f := xf{font: d.u16(), format: d.u16()}
			if w.biff8 && len(rec.data) > 8 {
				f.indent = int(rec.data[8] & 0x0F)
			}
			xfs = append(xfs, f)
		case recBoundSheet:
			w.readBoundSheet(&d)
		case recSST:
			if err := w.readSST(rec); err != nil {
				return err
			}
		case recEOF:
			for _, f := range xfs {
				w.addStyle(f.font, f.format, f.indent)
			}
			if len(xfs) == 0 {
				w.addStyle(0, 0, 0)
			}
			return nil
		}
		if d.err != nil {
			return d.err
		}
	}
}

func (w *xlsBook) addStyle(font, format, indent int) {
	code, ok := w.formats[format]
	if builtin := builtinFormats[format]; !ok || builtin != "" && format >= 14 && format <= 22 {
		code = builtin
	}
	if isGeneral(code) {
		code = ""
	}
	f := w.font(font)
	w.styles = append(w.styles, ingest.Style{Format: code, Indent: indent, Bold: f.bold})
	w.dates = append(w.dates, IsDate(code))
	w.classes = append(w.classes, f.class)
}

// font gives a font by the number that records use: there is no number 4.
func (w *xlsBook) font(n int) xlsFont {
	if n > 4 {
		n--
	}
	if n >= 0 && n < len(w.fonts) {
		return w.fonts[n]
	}
	return xlsFont{}
}

func (w *xlsBook) readFont(d *fields) {
	d.skip(6)
	weight, script := d.u16(), d.u16()
	d.skip(4)
	name := w.byteString(d)
	w.fonts = append(w.fonts, xlsFont{class: classOfFont(name), bold: weight >= 600, superior: script == 1})
}

func (w *xlsBook) readBoundSheet(d *fields) {
	offset, state, kind := d.u32(), d.u8(), d.u8()
	name := w.byteString(d)
	if kind == 0 {
		w.sheets = append(w.sheets, xlsSheet{tidyUnicode(name), int(offset), state&3 != 0})
	}
}

// byteString is a string with a length of one byte.
func (w *xlsBook) byteString(d *fields) string {
	n := d.u8()
	if w.biff8 {
		return d.unicode(n, d.u8()&1 != 0)
	}
	return w.decode(d.take(n))
}

// shortString is a string with a length of two bytes if wide, else one.
func (w *xlsBook) shortString(d *fields, wide bool) string {
	if !wide {
		return w.byteString(d)
	}
	n := d.u16()
	if w.biff8 {
		return d.unicode(n, d.u8()&1 != 0)
	}
	return w.decode(d.take(n))
}

func (w *xlsBook) decode(b []byte) string {
	s, _ := w.codepage.NewDecoder().Bytes(b)
	return string(s)
}

// codepage is the table of a code page; windows-1252 for those that have
// nothing to do with Vietnamese.
func codepage(n int) *charmap.Charmap {
	switch n {
	case 1250:
		return charmap.Windows1250
	case 1251:
		return charmap.Windows1251
	case 1258:
		return charmap.Windows1258
	}
	return charmap.Windows1252
}

// fields reads the fields of a record; beyond its end they are 0 and err is
// set.
type fields struct {
	data []byte
	err  error
}

var noBytes [8]byte

func (d *fields) take(n int) []byte {
	if n > len(d.data) {
		d.err = errShortRecord
		d.data = nil
		if n <= len(noBytes) {
			return noBytes[:n]
		}
		return nil
	}
	b := d.data[:n]
	d.data = d.data[n:]
	return b
}

func (d *fields) skip(n int) { d.take(n) }

func (d *fields) u8() int { return int(d.take(1)[0]) }

func (d *fields) u16() int { return int(binary.LittleEndian.Uint16(d.take(2))) }

func (d *fields) u32() uint32 { return binary.LittleEndian.Uint32(d.take(4)) }

func (d *fields) f64() float64 {
	return math.Float64frombits(binary.LittleEndian.Uint64(d.take(8)))
}

// unicode reads n characters of one or two bytes.
func (d *fields) unicode(n int, wide bool) string {
	if wide {
		return decodeUTF16(d.take(2 * n))
	}
	return decodeLatin1(d.take(n))
}

func decodeUTF16(b []byte) string {
	units := make([]uint16, len(b)/2)
	for i := range units {
		units[i] = binary.LittleEndian.Uint16(b[2*i:])
	}
	return string(utf16.Decode(units))
}

func decodeLatin1(b []byte) string {
	runes := make([]rune, len(b))
	for i, c := range b {
		runes[i] = rune(c)
	}
	return string(runes)
}

// A splitReader reads over the joints of a record with continuations.
type splitReader struct {
	record
	pos, joint int
	err        error
}

// bytes reads n bytes without regard to joints.
func (s *splitReader) bytes(n int) []byte {
	if n < 0 || n > len(s.data)-s.pos {
		s.err = errShortRecord
		s.pos = len(s.data)
		return noBytes[:min(max(n, 0), len(noBytes))]
	}
	b := s.data[s.pos : s.pos+n]
	s.pos += n
	return b
}

func (s *splitReader) u16() int { return int(binary.LittleEndian.Uint16(s.bytes(2))) }

func (s *splitReader) u32() uint32 { return binary.LittleEndian.Uint32(s.bytes(4)) }

// chars reads n characters; where a continuation starts inside them, a byte
// there says how wide the rest is.
func (s *splitReader) chars(n int, wide bool) string {
	text := ""
	for n > 0 && s.err == nil {
		for s.joint < len(s.joints) && s.joints[s.joint] < s.pos {
			s.joint++
		}
		if s.joint < len(s.joints) && s.joints[s.joint] == s.pos && s.pos > 0 {
			wide = s.bytes(1)[0]&1 != 0
			s.joint++
		}
		size, end := 1, len(s.data)
		if wide {
			size = 2
		}
		if s.joint < len(s.joints) {
			end = s.joints[s.joint]
		}
		k := min(n, (end-s.pos)/size)
		if k <= 0 {
			s.err = errShortRecord
			return text
		}
		d := fields{data: s.bytes(k * size)}
		text += d.unicode(k, wide)
		n -= k
	}
	return text
}

// readSST reads the shared strings.
func (w *xlsBook) readSST(rec record) error {
	s := &splitReader{record: rec}
	s.u32()
	n := int(s.u32())
	if n > len(rec.data)/3 {
		return errShortRecord
	}
	for i := 0; i < n; i++ {
		text, err := w.richString(s)
		if err != nil {
			return err
		}
		w.strings = append(w.strings, text)
	}
	return nil
}

// richString reads one XLUnicodeRichExtendedString.
func (w *xlsBook) richString(s *splitReader) (sharedString, error) {
	n, flags := s.u16(), s.bytes(1)[0]
	runs, ext := 0, uint32(0)
	if flags&8 != 0 {
		runs = s.u16()
	}
	if flags&4 != 0 {
		ext = s.u32()
	}
	text := sharedString{plain: s.chars(n, flags&1 != 0)}
	if runs > 0 {
		marks := s.bytes(4 * runs)
		if s.err == nil {
			text = w.split(text.plain, marks, 2)
		}
	}
	s.bytes(int(min(ext, math.MaxInt32)))
	return text, s.err
}

// split cuts a text at its formatting runs: pairs of a position and a font,
// each of size bytes.
func (w *xlsBook) split(text string, marks []byte, size int) sharedString {
	units := utf16.Encode([]rune(text))
	number := func(b []byte) int {
		if size == 1 {
			return int(b[0])
		}
		return int(binary.LittleEndian.Uint16(b))
	}
	var out sharedString
	start, font := 0, textRun{}
	cut := func(to int) {
		if to = min(to, len(units)); to > start {
			font.text = string(utf16.Decode(units[start:to]))
			out.runs = append(out.runs, font)
			start = to
		}
	}
	for ; len(marks) >= 2*size; marks = marks[2*size:] {
		cut(number(marks))
		f := w.font(number(marks[size:]))
		font = textRun{class: f.class, ownFont: true, superior: f.superior}
	}
	cut(len(units))
	return out
}

func (w *xlsBook) countVotes() {
	for i, s := range w.strings {
		if i >= votes {
			return
		}
		if mayBeLegacy(s.plain) {
			w.text.vote.count(s.plain)
		}
	}
}

func (w *xlsBook) shared(i int, class fontClass) string {
	if w.resolved[class] == nil {
		w.resolved[class] = make([]string, len(w.strings))
	}
	if w.resolved[class][i] == "" {
		w.resolved[class][i] = w.strings[i].text(&w.text, class)
	}
	return w.resolved[class][i]
}

// An xlsReader reads the substream of one sheet.
type xlsReader struct {
	*gridBuilder
	w        *xlsBook
	shared   []xlsShared
	computed []xlsFormula // cells whose formula is one of shared
	waiting  bool         // the last cell's text is in the STRING record to come
}

type xlsShared struct {
	ingest.Range
	tokens []byte
	array  bool
}

type xlsFormula struct {
	cell     int   // index into Cells
	row, col int32 // of the first cell of the shared formula
}

func (w *xlsBook) readSheet(g *gridBuilder, offset int) error {
	if offset < 0 || offset >= len(w.stream) {
		return errRecords
	}
	r := recordReader{stream: w.stream, pos: offset}
	first, ok := r.next()
	if !ok || first.id != recBOF {
		return cmpErr(r.err, errRecords)
	}
	s := &xlsReader{gridBuilder: g, w: w}
	for inner := 0; ; { // substreams inside: charts
		rec, ok := r.next()
		switch {
		case !ok:
			return r.err
		case rec.id == recBOF:
			inner++
		case rec.id == recEOF && inner > 0:
			inner--
		case rec.id == recEOF:
			s.finishFormulas()
			return nil
		case inner == 0:
			if err := s.record(rec); err != nil {
				return err
			}
		}
		if len(g.Cells) > maxCells {
			return errRecords
		}
	}
}

func (s *xlsReader) record(rec record) error {
	d := fields{data: rec.data}
	switch rec.id {
	case recNumber:
		c := s.at(&d)
		s.number(c, d.f64())
	case recRK:
		c := s.at(&d)
		s.number(c, rkValue(d.u32()))
	case recMulRK:
		s.mulRK(&d)
	case recLabelSST:
		c, n := s.at(&d), int(d.u32())
		if d.err == nil && n >= len(s.w.strings) {
			s.damaged(c.Row, c.Col, strconv.Itoa(n), DamageString)
		} else if d.err == nil {
			s.textCell(c, s.w.shared(n, s.w.classes[c.Style]))
		}
	case recLabel, recRString:
		s.label(rec, &d)
	case recBoolErr:
		c, v, fault := s.at(&d), d.u8(), d.u8() != 0
		s.boolean(c, v, fault)
	case recFormula:
		s.formulaCell(&d)
	case recString:
		s.result(rec)
	case recShrFmla:
		r := ingest.Range{Row1: int32(d.u16()) + 1, Row2: int32(d.u16()) + 1, Col1: int32(d.u8()) + 1, Col2: int32(d.u8()) + 1}
		d.skip(2)
		s.shared = append(s.shared, xlsShared{r, d.take(d.u16()), false})
	case recArray:
		r := ingest.Range{Row1: int32(d.u16()) + 1, Row2: int32(d.u16()) + 1, Col1: int32(d.u8()) + 1, Col2: int32(d.u8()) + 1}
		d.skip(6)
		s.shared = append(s.shared, xlsShared{r, d.take(d.u16()), true})
	case recRow:
		row := int32(d.u16()) + 1
		d.skip(10)
		if d.u16()&0x20 != 0 {
			s.hideRows(row, row)
		}
	case recColInfo:
		first, last, width := d.u16(), d.u16(), d.u16()
		d.skip(2)
		if d.u16()&1 != 0 || width == 0 {
			s.hideCols(int32(first)+1, int32(min(last, 255))+1)
		}
	case recMergeCells:
		for n := d.u16(); n > 0 && d.err == nil; n-- {
			r := ingest.Range{Row1: int32(d.u16()) + 1, Row2: int32(d.u16()) + 1, Col1: int32(d.u16()) + 1, Col2: int32(d.u16()) + 1}
			if r.Row1 <= r.Row2 && r.Col1 <= r.Col2 && r.Row1 != 0 {
				s.Merges = append(s.Merges, r)
			}
		}
	}
	return d.err
}

// at reads where a cell is and its style.
func (s *xlsReader) at(d *fields) ingest.Cell {
	c := ingest.Cell{Row: int32(d.u16()) + 1, Col: int32(d.u16()) + 1}
	s.style(&c, d.u16())
	return c
}

func (s *xlsReader) style(c *ingest.Cell, n int) {
	if n >= len(s.Styles) {
		s.damaged(c.Row, c.Col, strconv.Itoa(n), DamageStyle)
		return
	}
	c.Style = uint16(n)
}

func (s *xlsReader) number(c ingest.Cell, v float64) {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		s.damaged(c.Row, c.Col, fmt.Sprint(v), DamageNumber)
		return
	}
	c.Kind, c.Num = ingest.Number, v
	if s.w.dates[c.Style] {
		c.Kind = ingest.Date
		if s.w.date1904 {
			c.Num += 1462
		}
	}
	s.add(c)
}

// rkValue decodes a number of 30 bits: an integer or the upper bits of a
// float, perhaps divided by 100.
func rkValue(rk uint32) float64 {
	v := math.Float64frombits(uint64(rk&^3) << 32)
	if rk&2 != 0 {
		v = float64(int32(rk) >> 2)
	}
	if rk&1 != 0 {
		v /= 100
	}
	return v
}

func (s *xlsReader) mulRK(d *fields) {
	row, col := int32(d.u16())+1, int32(d.u16())+1
	for len(d.data) >= 8 {
		c := ingest.Cell{Row: row, Col: col}
		s.style(&c, d.u16())
		s.number(c, rkValue(d.u32()))
		col++
	}
	if last := int32(d.u16()) + 1; last != col-1 && d.err == nil {
		d.err = errRecords
	}
}

func (s *xlsReader) textCell(c ingest.Cell, text string) {
	if text != "" || c.Formula != 0 {
		c.Kind, c.Text = ingest.Text, text
		s.add(c)
	}
}

// label reads a text stored with its cell.
func (s *xlsReader) label(rec record, d *fields) {
	c := s.at(d)
	var text sharedString
	if s.w.biff8 {
		r := &splitReader{record: rec, pos: 6}
		text.plain = r.chars(r.u16(), r.bytes(1)[0]&1 != 0)
		d.err = cmpErr(d.err, r.err)
		if rec.id == recRString && r.err == nil {
			text = s.w.split(text.plain, r.bytes(4*r.u16()), 2)
		}
	} else {
		raw := d.take(d.u16())
		text.plain = s.w.legacyBytes(raw, s.w.classes[c.Style])
		if rec.id == recRString && d.err == nil {
			marks := d.take(2 * d.u8())
			text = s.w.split(decodeLatin1(raw), marks, 1)
			for i := range text.runs {
				if text.runs[i].class == fontUnicode && s.w.classes[c.Style] == fontUnicode {
					text.runs[i].text = s.w.decode(charmapBytes(text.runs[i].text))
				}
			}
		}
	}
	if d.err == nil {
		s.textCell(c, text.text(&s.w.text, s.w.classes[c.Style]))
	}
}

// legacyBytes are bytes of BIFF5 as characters: TCVN3 and VNI were never
// stored in the code page of the file.
func (w *xlsBook) legacyBytes(b []byte, class fontClass) string {
	if class != fontUnicode {
		return decodeLatin1(b)
	}
	return w.decode(b)
}

// charmapBytes undoes decodeLatin1.
func charmapBytes(s string) []byte {
	b := make([]byte, 0, len(s))
	for _, r := range s {
		b = append(b, byte(r))
	}
	return b
}

var biffErrors = map[int]string{0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}

func (s *xlsReader) boolean(c ingest.Cell, v int, fault bool) {
	c.Kind, c.Num = ingest.Boolean, float64(v&1)
	if fault {
		c.Kind, c.Num, c.Text = ingest.Fault, 0, biffErrors[v]
		if c.Text == "" {
			c.Text = "#ERR" + strconv.Itoa(v)
		}
	}
	s.add(c)
}

// formulaCell reads a formula and its cached result; a text follows in a
// STRING record.
func (s *xlsReader) formulaCell(d *fields) {
	c := s.at(d)
	result := d.take(8)
	d.skip(6)
	tokens := d.take(d.u16())
	if d.err != nil {
		return
	}
	if first, ok := formulaElsewhere(tokens); ok {
		s.computed = append(s.computed, xlsFormula{len(s.Cells), first.row, first.col})
		c.Formula = s.formula("")
	} else {
		c.Formula = s.formula(s.w.formulaText(tokens, c.Row, c.Col))
	}
	before := len(s.Cells)
	s.waiting = false
	if result[6] != 0xFF || result[7] != 0xFF {
		s.number(c, math.Float64frombits(binary.LittleEndian.Uint64(result)))
	} else {
		switch result[0] {
		case 0:
			s.waiting = true
			s.textCell(c, "")
		case 1, 2:
			s.boolean(c, int(result[2]), result[0] == 2)
		default:
			s.textCell(c, "")
		}
	}
	if len(s.Cells) == before && len(s.computed) > 0 && s.computed[len(s.computed)-1].cell == before {
		s.computed = s.computed[:len(s.computed)-1]
	}
}

// result reads the text of the formula before.
func (s *xlsReader) result(rec record) {
	if !s.waiting || len(s.Cells) == 0 {
		return
	}
	s.waiting = false
	c := &s.Cells[len(s.Cells)-1]
	class := s.w.classes[c.Style]
	if s.w.biff8 {
		r := &splitReader{record: rec}
		c.Text = s.w.text.text(r.chars(r.u16(), r.bytes(1)[0]&1 != 0), class)
		return
	}
	d := fields{data: rec.data}
	c.Text = s.w.text.text(s.w.legacyBytes(d.take(d.u16()), class), class)
}

// finishFormulas gives the cells of shared and array formulas their texts.
func (s *xlsReader) finishFormulas() {
	for _, f := range s.computed {
		c := &s.Cells[f.cell]
		for _, sh := range s.shared {
			if !sh.Contains(c.Row, c.Col) {
				continue
			}
			row, col := c.Row, c.Col
			if sh.array {
				row, col = sh.Row1, sh.Col1
			}
			c.Formula = s.formula(s.w.formulaText(sh.tokens, row, col))
			break
		}
	}
}
