package annex

import (
	"cmp"
	"reflect"
	"slices"
	"strings"
	"testing"

	"tongket/analysis"
	"tongket/report/vi"
)

// chosen builds the sample with some columns of some annexes.
func chosen(t *testing.T, columns map[string][]string) (*analysis.Review, Document) {
	t.Helper()
	r := sampleReview(t)
	printing(r, func(p *Print) { p.Columns = columns })
	doc := Build(r)
	check(t, r, doc)
	return r, doc
}

func annexOf(t *testing.T, doc Document, stem string) Annex {
	t.Helper()
	i := slices.IndexFunc(doc.Annexes, func(a Annex) bool { return strings.Contains(a.ID, stem) })
	if i < 0 {
		t.Fatalf("no annex %s", stem)
	}
	return doc.Annexes[i]
}

func titles(t Table) []string {
	var all []string
	for _, c := range t.Columns {
		all = append(all, strings.ReplaceAll(c.Title, "\u00a0", " "))
	}
	return all
}

// TestChooseOverview: columns stand in the job's order behind number and name,
// figures stay with their columns, formulas follow their cells and go with
// them, and the legend explains what is printed only.
func TestChooseOverview(t *testing.T) {
	_, all := chosen(t, map[string][]string{NameOverview: {"don-vi", "muc-tieu", "nam-goc", "thuc-hien", "ca-nhiem-ky", "so-sanh", "danh-gia"}})
	_, doc := chosen(t, map[string][]string{NameOverview: {"so-sanh", "muc-tieu", "2020", "nam-goc"}})
	whole, a := *annexOf(t, all, "chi-tieu").Blocks[0].Table, annexOf(t, doc, "chi-tieu")
	some := *a.Blocks[0].Table
	if got, want := titles(some), []string{"TT", "Chỉ tiêu", "So sánh với mục tiêu", "Mục tiêu NQ 2020", "ƯTH 2020", "Năm 2015"}; !slices.Equal(got, want) {
		t.Fatalf("columns %q, want %q", got, want)
	}
	for _, c := range some.Columns {
		if c.Group != "" {
			t.Errorf("%s stands alone under %q", c.Title, c.Group)
		}
	}
	from := []int{0, 1, 11, 3, 9, 4}
	for i := range some.Rows {
		for j, c := range some.Rows[i].Cells {
			if was := whole.Rows[i].Cells[from[j]]; c.Text != was.Text || !reflect.DeepEqual(c.Facts, was.Facts) {
				t.Errorf("row %d: %q in column %d, where %q belongs", i, c.Text, j, was.Text)
			}
		}
	}
	formulas := map[string]int{}
	for i, r := range some.Rows {
		f := cmp.Or(r.Cells[2].Formula, &Formula{})
		formulas[f.Op]++
		if f.Op == "diff" && !reflect.DeepEqual(f.Args, []Ref{{i, 4}, {i, 3}}) {
			t.Errorf("row %d compares %v", i, f.Args)
		}
	}
	if formulas["ratio"] == 0 && formulas["diff"] == 0 {
		t.Errorf("no formula is left: %v", formulas)
	}
	for i, r := range whole.Rows { // a flow is compared by its total, which went
		if f := r.Cells[11].Formula; f != nil && f.Args[0].Col == 10 && some.Rows[i].Cells[2].Formula != nil {
			t.Errorf("row %d: a formula on a column that is not printed", i)
		}
	}
	for _, n := range a.Notes {
		if strings.Contains(n, vi.NoteTermTotal) {
			t.Errorf("a footnote of a column that is not printed: %s", n)
		}
	}
}

// TestChooseLegend: with the names of units alone nothing needs a legend.
func TestChooseLegend(t *testing.T) {
	_, doc := chosen(t, map[string][]string{NameOverview: {"muc-tieu"}})
	a := annexOf(t, doc, "chi-tieu")
	if len(a.Notes) != 0 {
		t.Errorf("notes of a table of targets: %q", a.Notes)
	}
	for _, r := range a.Blocks[0].Table.Rows {
		for _, c := range r.Cells {
			if c.Note > 0 {
				t.Errorf("%q refers to footnote %d", c.Text, c.Note)
			}
		}
	}
}

// TestChooseSources: the sources are the cells of what is printed, numbered
// without a gap.
func TestChooseSources(t *testing.T) {
	columns := map[string][]string{NameOverview: {"2020"}, NameFields: {"2020"}, NameTargets: {"muc-tieu"}}
	_, all := chosen(t, nil)
	r, doc := chosen(t, columns)
	if len(doc.Sources) == 0 || len(doc.Sources) >= len(all.Sources)/2 {
		t.Errorf("%d of %d sources are left for the last year alone", len(doc.Sources), len(all.Sources))
	}
	cited := map[int]bool{}
	for _, a := range doc.Annexes {
		for _, b := range a.Blocks {
			if b.Table == nil || strings.Contains(a.ID, "nguon-so-lieu") {
				continue
			}
			for _, row := range b.Table.Rows {
				for _, c := range row.Cells {
					if c.Source > 0 {
						for _, f := range c.Facts {
							cited[f] = true
						}
					}
				}
			}
		}
	}
	for n, s := range doc.Sources {
		if !cited[s.Fact] {
			t.Errorf("source %d, %s, stands behind no printed figure", n+1, r.Facts.At(s.Fact).Pos)
		}
	}
	listed := 0
	for _, row := range annexOf(t, doc, "nguon-so-lieu").Blocks[1].Table.Rows {
		listed += len(row.Cells[0].Facts)
	}
	if listed != len(doc.Sources) {
		t.Errorf("%d of %d sources are listed", listed, len(doc.Sources))
	}
}

// TestChooseOthers: tables of fields, of targets and of findings.
func TestChooseOthers(t *testing.T) {
	_, doc := chosen(t, map[string][]string{
		NameFields: {"2020", "ty-trong"}, NameTargets: {"muc-tieu", "lo-trinh"}, NameFindings: {"noi-dung"},
	})
	for _, b := range annexOf(t, doc, "an-sinh").Blocks {
		if b.Table != nil && (len(b.Table.Columns) > 4 || len(b.Table.Columns) < 3) {
			t.Errorf("%s has the columns %q", b.Heading, titles(*b.Table))
		}
	}
	var tables []Table
	for _, b := range annexOf(t, doc, "muc-tieu").Blocks {
		if b.Table != nil {
			tables = append(tables, *b.Table)
		}
	}
	if len(tables) != 1 || len(tables[0].Columns) != 2+1+5 {
		t.Errorf("%d tables of targets, the first with the columns %q", len(tables), titles(tables[0]))
	}
	findings := annexOf(t, doc, "ra-soat").Blocks[1].Table
	if got := titles(*findings); len(got) != 3 || got[2] != vi.HeadContent {
		t.Errorf("findings have the columns %q", got)
	}
}

// TestColumnNames: every name of a column can be chosen, and every name that
// can be chosen is one of a column's.
func TestColumnNames(t *testing.T) {
	every := map[string][]string{}
	for _, name := range []string{NameOverview, NameFields, NameTargets, NameFindings} {
		every[name] = ColumnNames(name)
	}
	_, doc := chosen(t, every)
	stems := map[string]string{NameOverview: "chi-tieu", NameFields: "linh-vuc", NameTargets: "muc-tieu", NameFindings: "ra-soat"}
	for name, stem := range stems {
		found := map[string]bool{}
		for _, a := range doc.Annexes {
			if !strings.Contains(a.ID, stem) {
				continue
			}
			for _, b := range a.Blocks {
				if b.Table == nil {
					continue
				}
				for _, c := range b.Table.Columns {
					if found[c.Name] = true; c.Name != "" && !slices.Contains(ColumnNames(name), c.Name) {
						t.Errorf("%s: column %q cannot be chosen", name, c.Name)
					}
				}
			}
		}
		for _, c := range ColumnNames(name) {
			if !found[c] {
				t.Errorf("%s: no table of the sample has a column %q", name, c)
			}
		}
	}
}
