package ingest

import (
	"strconv"
	"strings"
)

// factRows reads a CSV of facts and gives each to take, nil for a line that is
// no fact. take may stop it.
func factRows(data []byte, take func(t *told, row int32) error) error {
	separator := factSeparator(data)
	text, _ := toUnicode(data)
	text = strings.TrimRight(strings.TrimPrefix(text, "\uFEFF"), "\x00\x1a")
	row := int32(1)
	if rest, ok := cutFold(text, "sep="); ok && len(rest) > 0 {
		_, text, _ = strings.Cut(rest, "\n")
		row++
	}
	c := csvReader{text: text, separator: separator, row: row, col: 1}
	texts := texts{}
	for c.pos < len(c.text) {
		row = c.row
		record := readRecord(&c)
		if inner := record[0]; separator == ',' && strings.Count(inner, ",") >= len(record)-1 && *record == (factRecord{inner}) {
			// Excel took each line for one cell and quoted it when it saved
			record = readRecord(&csvReader{text: inner, separator: ',', row: 1, col: 1})
		}
		if *record == (factRecord{}) || record[0] == factColumns[0] && record[1] == factColumns[1] {
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
func readRecord(c *csvReader) *factRecord {
	r := new(factRecord)
	for row := c.row; c.row == row && c.pos < len(c.text); c.step() {
		col := int(c.col) - 1
		if field, _ := c.field(); col < len(r) {
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
	t := &told{Fact: Fact{
		Pos: Pos{File: r[0], Sheet: r[1]}, Indicator: r[3], Label: r[4], Place: r[5],
		Measure: Measure(r[7]), Unit: r[9], Mark: Mark(r[10]), Raw: r[11],
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
	if rest, ok := strings.CutPrefix(s, "'"); ok && safeText(rest) == s {
		return rest
	}
	return s
}

// cellOf reads "F17"; empty is no cell.
func cellOf(s string) (row, col int32, ok bool) {
	if s == "" {
		return 0, 0, true
	}
	return parseRef([]byte(s))
}

// periodOf reads "2015" and "2016-2020".
func periodOf(s string) (Period, bool) {
	from, to, two := strings.Cut(s, "-")
	if !two {
		to = from
	}
	a, err1 := strconv.Atoi(from)
	b, err2 := strconv.Atoi(to)
	return Period{a, b}, err1 == nil && err2 == nil
}

// fromRaw fills in what the columns of a CSV or a Parquet file do not tell but
// the cell as shown does: decimals and a bound.
func fromRaw(f *Fact) {
	if f.Decimals = -1; !f.Known {
		return
	}
	r := readText(f.Raw)
	if f.Measure == Target || f.Measure == Plan {
		f.Bound = r.bound
	}
	f.Decimals = decimalsOf(f.Value)
	if r.kind == isNumber && r.decimals >= 0 {
		f.Decimals = r.decimals
	}
}
