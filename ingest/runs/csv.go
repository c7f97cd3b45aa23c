package runs

import (
	"strconv"
	"strings"

	"tongket/ingest"
	"tongket/ingest/book"
	"tongket/ingest/words"
)

// factRows reads a CSV of facts and gives each to take, nil for a line that is
// no fact. take may stop it.
func factRows(data []byte, take func(t *told, row int32) error) error {
	separator := factSeparator(data)
	text, _ := book.ToUnicode(data)
	text = strings.TrimRight(strings.TrimPrefix(text, "\uFEFF"), "\x00\x1a")
	row := int32(1)
	if rest, ok := book.CutFold(text, "sep="); ok && len(rest) > 0 {
		_, text, _ = strings.Cut(rest, "\n")
		row++
	}
	c := book.CSVReader{Text: text, Separator: separator, Row: row, Col: 1}
	texts := texts{}
	for c.Pos < len(c.Text) {
		row = c.Row
		record := readRecord(&c)
		if inner := record[0]; separator == ',' && strings.Count(inner, ",") >= len(record)-1 && *record == (factRecord{inner}) {
			// Excel took each line for one cell and quoted it when it saved
			record = readRecord(&book.CSVReader{Text: inner, Separator: ',', Row: 1, Col: 1})
		}
		if *record == (factRecord{}) || record[0] == ingest.FactColumns[0] && record[1] == ingest.FactColumns[1] {
			continue // a blank line, or the header
		}
		t := record.fact()
		if t != nil {
			texts.share(&t.Fact)
		}
		if err := take(t, row); err != nil {
			return err
		}
	}
	return nil
}

// A factRecord is a line in the order of factColumns.
type factRecord [12]string

// readRecord reads a line; fields beyond those of facts are passed over.
func readRecord(c *book.CSVReader) *factRecord {
	r := new(factRecord)
	for row := c.Row; c.Row == row && c.Pos < len(c.Text); c.Step() {
		col := int(c.Col) - 1
		if field, _ := c.Field(); col < len(r) {
			r[col] = field
		}
	}
	return r
}

// fact is the line as a fact; nil if it is none.
func (r *factRecord) fact() *told {
	for i, s := range r {
		r[i] = plainText(s)
	}
	t := &told{Fact: ingest.Fact{
		Pos: ingest.Pos{File: r[0], Sheet: r[1]}, Indicator: r[3], Label: r[4], Place: r[5],
		Measure: ingest.Measure(r[7]), Unit: r[9], Mark: ingest.Mark(r[10]), Raw: r[11],
	}}
	var ok bool
	if t.Pos.Row, t.Pos.Col, ok = cellOf(r[2]); !ok {
		return nil
	}
	if t.Years, ok = periodOf(r[6]); !ok {
		return nil
	}
	if t.Known = r[8] != ""; t.Known {
		v, err := strconv.ParseFloat(strings.Replace(r[8], ",", ".", 1), 64)
		if err != nil {
			return nil
		}
		t.Value = v
	}
	fromRaw(&t.Fact)
	return t
}

// plainText takes off the apostrophe that safeText puts before a text.
func plainText(s string) string {
	if rest, ok := strings.CutPrefix(s, "'"); ok && ingest.SafeText(rest) == s {
		return rest
	}
	return s
}

// cellOf reads "F17"; empty is no cell.
func cellOf(s string) (row, col int32, ok bool) {
	if s == "" {
		return 0, 0, true
	}
	return ingest.ParseRef([]byte(s))
}

// periodOf reads "2015" and "2016-2020".
func periodOf(s string) (ingest.Period, bool) {
	from, to, two := strings.Cut(s, "-")
	if !two {
		to = from
	}
	a, err1 := strconv.Atoi(from)
	b, err2 := strconv.Atoi(to)
	return ingest.Period{From: a, To: b}, err1 == nil && err2 == nil
}

// fromRaw fills in what the columns of a CSV or a Parquet file do not tell but
// the cell as shown does: decimals and a bound.
func fromRaw(f *ingest.Fact) {
	if f.Decimals = -1; !f.Known {
		return
	}
	r := words.Builtin().ReadText(f.Raw) // the words of the other run's job are not known
	if f.Measure == ingest.Target || f.Measure == ingest.Plan {
		f.Bound = r.Bound
	}
	f.Decimals = words.DecimalsOf(f.Value)
	if r.Kind == words.IsNumber && r.Decimals >= 0 {
		f.Decimals = r.Decimals
	}
}
