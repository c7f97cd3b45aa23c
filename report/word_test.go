package report

import (
	"archive/zip"
	"encoding/xml"
	"io"
	"slices"
	"strings"
	"testing"

	"tongket/analysis"
	"tongket/report/annex"
	"tongket/report/vi"
)

// A wordTable is a table of a Word document as text, by rows and cells.
type wordTable [][]string

// readWord reads the paragraphs out of a Word document, and the tables that hold
// an element of the name mark, without the numbers of footnotes.
func readWord(t *testing.T, path, mark string) (paragraphs []string, tables []wordTable) {
	t.Helper()
	z, err := zip.OpenReader(path)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	f, err := z.Open("word/document.xml")
	if err != nil {
		t.Fatal(err)
	}
	var (
		table        wordTable
		text         strings.Builder
		head, raised bool
		reads        bool
	)
	for dec := xml.NewDecoder(f); ; {
		token, err := dec.Token()
		if err == io.EOF {
			return paragraphs, tables
		}
		if err != nil {
			t.Fatal(err)
		}
		switch e := token.(type) {
		case xml.StartElement:
			switch e.Name.Local {
			case "tbl":
				table, head = nil, false
			case "tr":
				table = append(table, nil)
			case mark:
				head = true
			case "r":
				raised = false
			case "rStyle":
				raised = slices.Contains([]string{"DauChuThich", "Duchthch"}, e.Attr[0].Value) // ours, and as LibreOffice saves it
			case "t":
				reads = !raised
			case "br":
				text.WriteString(" ")
			}
		case xml.EndElement:
			switch e.Name.Local {
			case "tbl":
				if head {
					tables = append(tables, table)
				}
				table = nil
			case "tc":
				last := len(table) - 1
				table[last] = append(table[last], text.String())
				text.Reset()
			case "p":
				if table == nil {
					paragraphs = append(paragraphs, text.String())
					text.Reset()
				}
			case "t":
				reads = false
			}
		case xml.CharData:
			if reads {
				text.Write(e)
			}
		}
	}
}

// documentFigures finds the figures of each table, cell by cell, in the tables of
// the Word document, which stand in the same order; one that is too wide is
// followed by its other parts. It counts them.
func documentFigures(t *testing.T, path string, doc annex.Document) (compared int) {
	t.Helper()
	_, tables := readWord(t, path, "tblCaption")
	at := 0
	for _, a := range doc.Annexes {
		for _, b := range a.Blocks {
			if b.Table == nil {
				continue
			}
			printed := map[int][]string{} // by row: the texts of all parts
			first := at
			for ; at < len(tables) && (at == first || further(tables[first], tables[at])); at++ {
				head := len(tables[at]) - len(b.Table.Rows)
				if head < 1 {
					t.Fatalf("table %d has %d rows, %s has %d", at, len(tables[at]), b.Table.ID, len(b.Table.Rows))
				}
				for i, row := range tables[at][head:] {
					printed[i] = append(printed[i], row...)
				}
				if whole(b.Table, printed) {
					at++
					break
				}
			}
			eachFigure(b.Table, func(row, _ int, c annex.Cell) {
				compared++
				if !slices.Contains(printed[row], c.Text) {
					t.Errorf("%s: row %d of %s reads %q in the Word document, the annex has %q", a.Number, row+1, b.Table.ID, printed[row], c.Text)
				}
			})
		}
	}
	if at != len(tables) {
		t.Errorf("the Word document has %d tables, of which %d were compared", len(tables), at)
	}
	return compared
}

// further tells whether a table may be another part of the first.
func further(first, next wordTable) bool { return len(first) == len(next) || len(next) > 1 }

// whole tells whether all columns were seen of a table's rows.
func whole(t *annex.Table, printed map[int][]string) bool {
	for i, r := range t.Rows {
		if r.Kind != annex.Section && len(r.Cells) == len(t.Columns) {
			return len(printed[i]) >= len(t.Columns)
		}
	}
	return true
}

// sentencesAgree holds the sentences in the Word document against those that are
// told.
func sentencesAgree(t *testing.T, r *analysis.Review, path string) {
	t.Helper()
	paragraphs, _ := readWord(t, path, "")
	plain := strings.Join(paragraphs, "\n")
	told := 0
	for _, f := range r.Fields {
		field := vi.Tell(r, f)
		for _, p := range append(field.Paragraphs, field.Limits, field.Next, field.Others) {
			for _, s := range p {
				told++
				if !strings.Contains(plain, s) {
					t.Errorf("the Word document does not say %q", s)
				}
			}
		}
	}
	if told < 50 {
		t.Errorf("only %d sentences were compared", told)
	}
}

// frontAgrees holds the summary that opens the Word document against the one that was
// worded: each row of it stands in one row there.
func frontAgrees(t *testing.T, s annex.Summary, path string) {
	t.Helper()
	paragraphs, tables := readWord(t, path, "tblGrid")
	plain := strings.Join(paragraphs, "\n")
	for _, line := range []string{s.Title, s.Headline, s.ScoresNote, s.GapLine, s.GapNote, s.Source} {
		if !strings.Contains(plain, line) {
			t.Errorf("the Word document does not say %q", line)
		}
	}
	compared := 0
	row := func(cells ...string) {
		compared++
		if !slices.ContainsFunc(tables, func(table wordTable) bool {
			return slices.ContainsFunc(table, func(row []string) bool {
				return !slices.ContainsFunc(cells, func(cell string) bool { return !slices.Contains(row, cell) })
			})
		}) {
			t.Errorf("the summary in the Word document has no row of %q", cells)
		}
	}
	for _, m := range s.Misses {
		row(m.Name, m.Goal, m.Actual, m.Lack, m.Unit)
	}
	for _, r := range s.Scores {
		row(r.Name, r.Text)
	}
	for _, cells := range s.Fields {
		row(cells...)
	}
	for _, p := range s.Gap {
		row(p.Name, p.BaseText, p.LastText)
	}
	if compared < 40 {
		t.Errorf("only %d rows of the summary were compared", compared)
	}
}
