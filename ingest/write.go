package ingest

import (
	"encoding/csv"
	"io"
	"strconv"
	"strings"
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
func WriteFacts(w io.Writer, facts []Fact) error {
	fw := NewFactWriter(w)
	for i := range facts {
		if err := fw.Write(&facts[i]); err != nil {
			return err
		}
	}
	return fw.Flush()
}

// A FactWriter writes facts as WriteFacts does, one at a time.
type FactWriter struct {
	csv    *csv.Writer
	record []string
	begun  bool
}

// NewFactWriter returns a FactWriter that writes to w.
func NewFactWriter(w io.Writer) *FactWriter {
	return &FactWriter{csv: csv.NewWriter(w), record: make([]string, len(factColumns))}
}

// Write writes one fact, after the header if it is the first.
func (w *FactWriter) Write(f *Fact) error {
	if err := w.begin(); err != nil {
		return err
	}
	var room [64]byte
	text := f.Pos.appendCell(room[:0])
	cell := len(text)
	text = f.Years.append(text)
	years := len(text)
	text = f.appendValue(text)
	made := string(text)
	copy(w.record, []string{safeText(f.Pos.File), safeText(f.Pos.Sheet), made[:cell], safeText(f.Indicator), safeText(f.Label), safeText(f.Place),
		made[cell:years], string(f.Measure), made[years:], safeText(f.Unit), string(f.Mark), safeText(f.Raw)})
	return w.csv.Write(w.record)
}

// appendValue writes the value in the shortest form, nothing if there is none.
func (f *Fact) appendValue(dst []byte) []byte {
	if !f.Known {
		return dst
	}
	if d, ok := decimalOf(f.Value); ok {
		return d.append(dst, '.')
	}
	return strconv.AppendFloat(dst, f.Value, 'f', -1, 64)
}

func (w *FactWriter) begin() error {
	if w.begun {
		return nil
	}
	w.begun = true
	return w.csv.Write(factColumns)
}

// Flush writes what is left, and the header if there was no fact.
func (w *FactWriter) Flush() error {
	if err := w.begin(); err != nil {
		return err
	}
	w.csv.Flush()
	return w.csv.Error()
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
