package ingest

import (
	"cmp"
	"io"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// FactColumns are the columns of a CSV of facts.
var FactColumns = []string{"file", "sheet", "cell", "indicator", "label", "place", "year", "measure", "value", "unit", "mark", "raw"}

// WriteFacts writes facts as CSV, a header and a line each, in the columns that
// `tongket facts` prints:
//
//	file,sheet,cell,indicator,label,place,year,measure,value,unit,mark,raw
//
// Nothing from a sheet is ever a formula for the program that opens the CSV: a
// text that begins with =, +, -, @ or a control character gets an apostrophe
// before it, unless it is a plain number ("-5", "-1.234,5") or a mark ("-").
// Values are numbers with a decimal point and are written as they are.
func WriteFacts(w io.Writer, facts Facts) error {
	fw := NewFactWriter(w)
	return cmp.Or(fw.Write(facts), fw.Flush())
}

// A FactWriter writes facts as WriteFacts does, some at a time.
type FactWriter struct {
	out   io.Writer
	lines []byte // not yet written
	begun bool
}

// NewFactWriter returns a FactWriter that writes to w.
func NewFactWriter(w io.Writer) *FactWriter { return &FactWriter{out: w} }

// linesAtOnce is how many bytes are handed on together: enough for the buffers
// between here and the file to pass them on as they are.
const linesAtOnce = 1 << 17

// Write writes facts, after the header if they are the first.
func (w *FactWriter) Write(facts Facts) error {
	w.begin()
	for _, b := range facts.batches {
		if err := w.batch(b); err != nil {
			return err
		}
	}
	return nil
}

func (w *FactWriter) batch(b *Batch) error {
	// What many lines have in common, with the commas: file and sheet, then
	// indicator and label, place, year and measure, unit, mark.
	heads := lineParts(b.sheets, func(dst []byte, s *sheetSaid) []byte { return appendFields(dst, s.file, s.sheet) })
	labels := lineParts(b.names, func(dst []byte, n *nameSaid) []byte { return appendFields(append(dst, ','), n.indicator, n.label) })
	places := lineParts(b.places, func(dst []byte, p *placeSaid) []byte { return appendFields(dst, p.place) })
	times := lineParts(b.kinds, func(dst []byte, k *Basis) []byte {
		return appendFields(append(k.Years.append(dst), ','), string(k.Measure))
	})
	units := lineParts(b.names, func(dst []byte, n *nameSaid) []byte { return appendFields(append(dst, ','), n.unit) })
	marks := lineParts(b.kinds, func(dst []byte, k *Basis) []byte { return appendFields(dst, string(k.Mark)) })
	for i := range b.rows {
		r := &b.rows[i]
		dst := append(w.lines, heads[r.sheet]...)
		dst = Pos{Row: r.row, Col: r.col}.AppendCell(dst)
		dst = append(append(append(dst, labels[r.name]...), places[r.place]...), times[r.nature]...)
		if b.kinds[r.nature].Known {
			dst = AppendNumber(dst, r.value)
		}
		dst = append(append(dst, units[r.name]...), marks[r.nature]...)
		w.lines = append(appendQuoted(dst, SafeText(b.raws[b.rawFrom(i):r.raw])), '\n')
		if len(w.lines) >= linesAtOnce {
			if err := w.write(); err != nil {
				return err
			}
		}
	}
	return nil
}

// lineParts is each element of a table of a batch as it stands in lines.
func lineParts[T any](table []T, form func(dst []byte, v *T) []byte) []string {
	var all []byte
	ends := make([]int, len(table))
	for i := range table {
		all = form(all, &table[i])
		ends[i] = len(all)
	}
	text, from := string(all), 0
	parts := make([]string, len(table))
	for i, end := range ends {
		parts[i], from = text[from:end], end
	}
	return parts
}

// appendFields writes texts, each with a comma after it.
func appendFields(dst []byte, texts ...string) []byte {
	for _, t := range texts {
		dst = append(appendQuoted(dst, SafeText(t)), ',')
	}
	return dst
}

func (w *FactWriter) write() error {
	_, err := w.out.Write(w.lines)
	w.lines = w.lines[:0]
	return err
}

// appendQuoted writes a text as encoding/csv does.
func appendQuoted(dst []byte, s string) []byte {
	if first, _ := utf8.DecodeRuneInString(s); s == "" || !unicode.IsSpace(first) && s != `\.` && !strings.ContainsAny(s, ",\"\r\n") {
		return append(dst, s...)
	}
	return append(append(append(dst, '"'), strings.ReplaceAll(s, `"`, `""`)...), '"')
}

// AppendNumber appends a number in the shortest form that reads back to the
// same, without an exponent: as strconv.AppendFloat does, in half its time for
// the numbers that sheets hold.
func AppendNumber(dst []byte, v float64) []byte {
	if d, ok := DecimalOf(v); ok {
		return d.Append(dst, '.')
	}
	return strconv.AppendFloat(dst, v, 'f', -1, 64)
}

func (w *FactWriter) begin() {
	if !w.begun {
		w.begun = true
		w.lines = append(w.lines, strings.Join(FactColumns, ",")+"\n"...)
	}
}

// Flush writes what is left, and the header if there was no fact.
func (w *FactWriter) Flush() error {
	w.begin()
	return w.write()
}

// SafeText puts an apostrophe before a text that a spreadsheet program would
// take for a formula.
func SafeText(s string) string {
	switch first, _ := utf8.DecodeRuneInString(s); first {
	case '=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠':
	default:
		return s
	}
	if s[0] == '-' && strings.Trim(s, "-0123456789., %") == "" {
		return s
	}
	return "'" + s
}
