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
func factRows(data []byte, take func(t *runFact, row int32) error) error {
	separator := factSeparator(data)
	texts := texts{}
	for row, fields := range book.OpenText(data).Records(separator) {
		record := recordOf(fields)
		if inner := record[0]; separator == ',' && strings.Count(inner, ",") >= len(record)-1 && *record == (factRecord{inner}) {
			// Excel took each line for one cell and quoted it when it saved
			record = recordOf(book.Fields(inner, ','))
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

// A factRecord is a line in the order of ingest.FactColumns.
type factRecord [12]string

// recordOf is a line; fields beyond those of facts are passed over.
func recordOf(fields []string) *factRecord {
	r := new(factRecord)
	copy(r[:], fields)
	return r
}

// fact is the line as a fact; nil if it is none.
func (r *factRecord) fact() *runFact {
	for i, s := range r {
		r[i] = plainText(s)
	}
	t := &runFact{Fact: ingest.Fact{
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

// plainText takes off the apostrophe that ingest.SafeText puts before a text.
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
