package ingest

import (
	"encoding/csv"
	"io"
	"strconv"
	"strings"
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
	copy(w.record, []string{safeText(f.Pos.File), safeText(f.Pos.Sheet), f.Pos.Cell(), safeText(f.Indicator), safeText(f.Label), safeText(f.Place),
		f.Years.String(), string(f.Measure), f.valueText(), safeText(f.Unit), string(f.Mark), safeText(f.Raw)})
	return w.csv.Write(w.record)
}

// valueText is the value in the shortest form, "" if there is none.
func (f *Fact) valueText() string {
	if !f.Known {
		return ""
	}
	if d, ok := decimalOf(f.Value); ok {
		var room [24]byte
		return string(d.append(room[:0], '.'))
	}
	return strconv.FormatFloat(f.Value, 'f', -1, 64)
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
	if s == "" || !strings.ContainsRune("=+-@\t\r\n", rune(s[0])) && !strings.HasPrefix(s, "＝") && !strings.HasPrefix(s, "＋") && !strings.HasPrefix(s, "－") && !strings.HasPrefix(s, "＠") {
		return s
	}
	if s[0] == '-' && strings.Trim(s, "-0123456789., %") == "" {
		return s
	}
	return "'" + s
}
