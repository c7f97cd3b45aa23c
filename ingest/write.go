package ingest

import (
	"io"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// factColumns are the columns of a CSV of facts.
var factColumns = []string{"file", "sheet", "cell", "indicator", "label", "place", "year", "measure", "value", "unit", "mark", "raw"}

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
	for _, f := range facts.All() {
		if err := fw.Write(f); err != nil {
			return err
		}
	}
	return fw.Flush()
}

// A FactWriter writes facts as WriteFacts does, one at a time.
type FactWriter struct {
	out    io.Writer
	lines  []byte       // not yet written
	fields [12]csvField // of the last line, as factColumns
	begun  bool
}

// NewFactWriter returns a FactWriter that writes to w.
func NewFactWriter(w io.Writer) *FactWriter { return &FactWriter{out: w} }

// linesAtOnce is how many bytes are handed on together: enough for the buffers
// between here and the file to pass them on as they are.
const linesAtOnce = 1 << 17

// Write writes one fact, after the header if it is the first.
func (w *FactWriter) Write(f *Fact) error {
	w.begin()
	b := w.lines
	b = append(w.fields[0].append(b, f.Pos.File), ',')
	b = append(w.fields[1].append(b, f.Pos.Sheet), ',')
	b = append(f.Pos.appendCell(b), ',')
	b = append(w.fields[3].append(b, f.Indicator), ',')
	b = append(w.fields[4].append(b, f.Label), ',')
	b = append(w.fields[5].append(b, f.Place), ',')
	b = append(f.Years.append(b), ',')
	b = append(appendQuoted(b, string(f.Measure)), ',')
	b = append(f.appendValue(b), ',')
	b = append(w.fields[9].append(b, f.Unit), ',')
	b = append(appendQuoted(b, string(f.Mark)), ',')
	b = append(w.fields[11].append(b, f.Raw), '\n')
	if w.lines = b; len(b) < linesAtOnce {
		return nil
	}
	return w.write()
}

func (w *FactWriter) write() error {
	_, err := w.out.Write(w.lines)
	w.lines = w.lines[:0]
	return err
}

// A csvField is a text as CSV writes it. Most columns hold the same as in the
// line before.
type csvField struct {
	text    string
	written []byte
}

func (f *csvField) append(dst []byte, text string) []byte {
	if text != f.text {
		f.text, f.written = text, appendQuoted(f.written[:0], safeText(text))
	}
	return append(dst, f.written...)
}

// appendQuoted writes a text as encoding/csv does.
func appendQuoted(dst []byte, s string) []byte {
	if first, _ := utf8.DecodeRuneInString(s); s == "" || !unicode.IsSpace(first) && s != `\.` && !cutsCSV(s) {
		return append(dst, s...)
	}
	return append(append(append(dst, '"'), strings.ReplaceAll(s, `"`, `""`)...), '"')
}

// cutsCSV tells whether a text has what ends or quotes a field of CSV.
func cutsCSV(s string) bool {
	for i := range len(s) {
		switch s[i] {
		case ',', '"', '\r', '\n':
			return true
		}
	}
	return false
}

// appendValue writes the value in the shortest form, nothing if there is none.
func (f *Fact) appendValue(dst []byte) []byte {
	if !f.Known {
		return dst
	}
	return AppendNumber(dst, f.Value)
}

// AppendNumber appends a number in the shortest form that reads back to the
// same, without an exponent: as strconv.AppendFloat does, in half its time for
// the numbers that sheets hold.
func AppendNumber(dst []byte, v float64) []byte {
	if d, ok := decimalOf(v); ok {
		return d.append(dst, '.')
	}
	return strconv.AppendFloat(dst, v, 'f', -1, 64)
}

func (w *FactWriter) begin() {
	if !w.begun {
		w.begun = true
		w.lines = append(w.lines, strings.Join(factColumns, ",")+"\n"...)
	}
}

// Flush writes what is left, and the header if there was no fact.
func (w *FactWriter) Flush() error {
	w.begin()
	return w.write()
}

// safeText puts an apostrophe before a text that a spreadsheet program would
// take for a formula.
func safeText(s string) string {
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
