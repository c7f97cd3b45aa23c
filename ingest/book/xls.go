package book

import (
	"cmp"
	"encoding/binary"
	"strconv"
	"strings"

	"golang.org/x/text/encoding/charmap"

	"tongket/ingest"
)

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
	dates    []bool // of each style: its format shows a date or a time
	days     []bool // … and more than a time
	classes  []fontClass
	shared   sharedTexts
	locked   bool

	deciphered bool
	known      map[int]bool // records
}

type xlsSheet struct {
	name   string
	offset int
	hidden bool
}

type xlsFont struct {
	class    fontClass
	bold     bool
	strike   bool
	superior bool
}

// readBIFF reads the stream of a workbook, BIFF5 or BIFF8. Its records have no
// checksum: a changed byte inside a number cannot be told, a stream whose
// records do not fit is.
func (b *book) readBIFF(stream []byte) (grids []ingest.Grid, fault []ingest.Issue) {
	w := &xlsBook{book: b, stream: stream, codepage: charmap.Windows1252, formats: map[int]string{}, known: knownRecords()}
	err := w.readGlobals()
	if w.locked {
		return nil, b.fail(ingest.CodeEncrypted)
	}
	if err == errOldExcel {
		return nil, b.fail(ingest.CodeNotASheet, ingest.LooksOldExcel)
	}
	if err != nil {
		return nil, b.corrupt("Workbook", err)
	}
	w.countVotes()
	for _, s := range w.sheets {
		if b.ctx.Err() != nil {
			break
		}
		g := b.newGrid(s.name, s.hidden)
		g.Styles = w.styles
		if err := w.readSheet(g, s.offset); err != nil {
			b.add(g.pos(0, 0), ingest.CodeCorrupt, "", "Workbook", damage(err))
			continue
		}
		grids = b.finishGrid(grids, g, w.classes)
	}
	return grids, nil
}

// readGlobals reads the first substream: fonts, formats, strings and where the
// sheets are.
func (w *xlsBook) readGlobals() error {
	r := recordReader{stream: w.stream}
	first, ok := r.next()
	if !ok || first.id != recBOF || len(first.data) < 4 {
		return cmp.Or(r.err, error(errRecords))
	}
	switch binary.LittleEndian.Uint16(first.data) {
	case 0x0600:
		w.biff8 = true
	case 0x0500:
	case 0x0200, 0x0300, 0x0400:
		return errOldExcel
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
			plain, ok := decipher(w.stream, rec.data)
			if w.locked = !ok || w.deciphered; w.locked {
				return nil
			}
			w.stream, r.stream, w.deciphered = plain, plain, true
		case recCodePage:
			w.codepage = codepage(d.u16())
		case recDate1904:
			w.date1904 = d.u16() == 1
		case recFont:
			w.readFont(&d)
		case recFormat, recFormat5:
			id := d.u16()
			if code := w.shortString(&d, w.biff8); d.err == nil {
				w.formats[id] = code
			}
			d.err = nil // a format that is cut short is none
		case recXF:
			f := xf{font: d.u16(), format: d.u16()}
			if w.biff8 && len(rec.data) > 8 {
				f.indent = int(rec.data[8] & 0x0F)
			}
			xfs = append(xfs, f)
		case recBoundSheet:
			w.readBoundSheet(&d)
		case recSST:
			w.readSST(rec)
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

func knownRecords() map[int]bool {
	known := map[int]bool{}
	for row := range table("records.txt") {
		for id := range strings.FieldsSeq(row[1]) {
			n, _ := strconv.ParseUint(id, 16, 16)
			known[int(n)] = true
		}
	}
	return known
}

func (w *xlsBook) addStyle(font, format, indent int) {
	code, ok := w.formats[format]
	if builtin := formatCodes[strconv.Itoa(format)]; !ok || builtin != "" && format >= 14 && format <= 22 {
		code = builtin
	}
	if isGeneral(code) {
		code = ""
	}
	f := w.font(font)
	w.styles = append(w.styles, ingest.Style{Format: code, Indent: indent, Bold: f.bold, Strike: f.strike})
	w.dates = append(w.dates, isDate(code))
	w.days = append(w.days, showsDay(code))
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
	d.skip(2)
	flags := d.u16()
	d.skip(2)
	weight, script := d.u16(), d.u16()
	d.skip(4)
	name := w.byteString(d)
	w.fonts = append(w.fonts, xlsFont{class: classOfFont(name), bold: weight >= 600, strike: flags&8 != 0, superior: script == 1})
}

func (w *xlsBook) readBoundSheet(d *fields) {
	offset, state, kind := d.u32(), d.u8(), d.u8()
	name := w.byteString(d)
	if kind == 0 {
		w.sheets = append(w.sheets, xlsSheet{tidyUnicode(name), int(offset), state&3 != 0})
	}
}
