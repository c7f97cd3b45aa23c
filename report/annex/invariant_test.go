package annex

import (
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"tongket/analysis"
	"tongket/analysis/stat"
	"tongket/ingest"
	"tongket/report/vi"
)

// check reports what no document may have.
func check(t *testing.T, r *analysis.Review, doc Document) {
	t.Helper()
	tables := map[string]bool{}
	for i, a := range doc.Annexes {
		if !strings.HasPrefix(a.ID, fmt.Sprintf("%02d-", i+1)) || !regexp.MustCompile(`^[a-z0-9-]+$`).MatchString(a.ID) {
			t.Errorf("annex ID %q", a.ID)
		}
		if a.Number == "" || a.Title == "" || a.Title != strings.ToUpper(a.Title) || len(a.Blocks) == 0 {
			t.Errorf("%s: number %q, title %q, %d blocks", a.ID, a.Number, a.Title, len(a.Blocks))
		}
		for _, b := range a.Blocks {
			if set := count(len(b.Paragraphs) > 0, b.Table != nil, b.Chart != nil); set != 1 {
				t.Errorf("%s: a block %q with %d contents", a.ID, b.Heading, set)
			}
			for _, p := range b.Paragraphs {
				checkText(t, a.ID, p.Text)
			}
			if b.Table == nil {
				continue
			}
			if tables[b.Table.ID] || !regexp.MustCompile(`^[a-z][a-z0-9_]*$`).MatchString(b.Table.ID) {
				t.Errorf("%s: table ID %q", a.ID, b.Table.ID)
			}
			tables[b.Table.ID] = true
			checkTable(t, r, doc, a, *b.Table)
		}
		for _, n := range a.Notes {
			checkText(t, a.ID, n)
		}
	}
}

func count(set ...bool) int {
	n := 0
	for _, s := range set {
		if s {
			n++
		}
	}
	return n
}

func checkText(t *testing.T, where, s string) {
	t.Helper()
	for _, bad := range []string{"  ", " .", " ,", "()", "tăng -", "giảm -", "NaN", "Inf", "%!"} {
		if strings.Contains(strings.ReplaceAll(s, "\u00a0", " "), bad) {
			t.Errorf("%s: %q in %q", where, bad, s)
		}
	}
	if strings.TrimSpace(s) == "" {
		t.Errorf("%s: an empty text", where)
	}
}

func checkTable(t *testing.T, r *analysis.Review, doc Document, a Annex, table Table) {
	t.Helper()
	if len(table.Rows) == 0 || table.Frozen < 1 {
		t.Errorf("%s: table %s has %d rows, %d frozen columns", a.ID, table.ID, len(table.Rows), table.Frozen)
	}
	if table.Rows[len(table.Rows)-1].Kind == Section {
		t.Errorf("%s: table %s ends with a section", a.ID, table.ID)
	}
	for _, c := range table.Columns {
		if c.Title == "" || !(c.Width > 0) {
			t.Errorf("%s: a column %+v", a.ID, c)
		}
	}
	for i, row := range table.Rows {
		if len(row.Cells) != len(table.Columns) {
			t.Errorf("%s: row %d of %s has %d cells, want %d", a.ID, i, table.ID, len(row.Cells), len(table.Columns))
			continue
		}
		for j, c := range row.Cells {
			checkCell(t, r, doc, fmt.Sprintf("%s!%s row %d column %d", a.ID, table.ID, i, j), table, c)
			if table.Columns[j].Plot > 0 {
				if drawn := c.Drawn != nil; c.Text != "" || !drawn && row.Kind == Plain {
					t.Errorf("%s: row %d of %s: nothing is drawn in column %q, or it has a text", a.ID, i, table.ID, table.Columns[j].Title)
				}
				continue
			}
			if c.Text == "" && row.Kind != Section && table.Columns[j].Title != vi.HeadNumber && table.Columns[j].Title != vi.HeadRemark {
				t.Errorf("%s: row %d of %s: column %q is empty", a.ID, i, table.ID, table.Columns[j].Title)
			}
			if c.Note > 0 && !slices.ContainsFunc(a.Notes, func(n string) bool { return strings.HasPrefix(n, fmt.Sprintf("(%d) ", c.Note)) }) {
				t.Errorf("%s: footnote %d is not explained", a.ID, c.Note)
			}
		}
	}
}

func checkCell(t *testing.T, r *analysis.Review, doc Document, where string, table Table, c Cell) {
	t.Helper()
	if c.Value != nil {
		if want := c.Prefix() + vi.Number(*c.Value, c.Decimals) + c.Suffix(); c.Text != want {
			t.Errorf("%s prints %q, its number is %q", where, c.Text, want)
		}
	}
	for _, f := range c.Facts {
		if f < 0 || f >= r.Facts.Len() {
			t.Errorf("%s: no fact %d", where, f)
		}
	}
	if c.Source > len(doc.Sources) || c.Source > 0 && doc.Sources[c.Source-1].Fact != c.Facts[0] {
		t.Errorf("%s: source %d is not of its first fact", where, c.Source)
	}
	if c.Formula == nil {
		return
	}
	for _, ref := range c.Formula.Args {
		if ref.Row >= len(table.Rows) || ref.Col >= len(table.Columns) {
			t.Errorf("%s: a formula refers to %v", where, ref)
		}
	}
	checkFormula(t, where, table, c)
}

// checkFormula computes a formula from the cells it refers to.
func checkFormula(t *testing.T, where string, table Table, c Cell) {
	t.Helper()
	var args []float64
	for _, ref := range c.Formula.Args {
		v := 0.0
		if p := table.Rows[ref.Row].Cells[ref.Col].Value; p != nil {
			v = *p
		}
		args = append(args, v)
	}
	got := 0.0
	switch c.Formula.Op {
	case "sum":
		for _, v := range args {
			got += v
		}
	case "diff":
		got = stat.Round(args[0], c.Decimals) - stat.Round(args[1], c.Decimals)
	case "ratio":
		got = 100 * args[0] / args[1]
	}
	if c.Value == nil {
		t.Errorf("%s has a formula and no number", where)
		return
	}
	unit := 1.0
	for range c.Decimals {
		unit /= 10
	}
	if d := got - *c.Value; d > unit || d < -unit {
		t.Errorf("%s: its formula gives %v, it prints %v", where, got, *c.Value)
	}
}

func TestDocuments(t *testing.T) {
	tests := map[string]*analysis.Review{
		"small":  small(),
		"empty":  {Term: term},
		"long":   long(),
		"silent": silent(),
	}
	for name, r := range tests {
		t.Run(name, func(t *testing.T) {
			doc := Build(r)
			check(t, r, doc)
			if again := Build(r); !reflect.DeepEqual(doc, again) {
				t.Error("two builds differ")
			}
		})
	}
}

// silent is a review of an indicator without any figure.
func silent() *analysis.Review {
	ind := analysis.Indicator{Code: "A", Name: "Số", Field: "A", Kind: analysis.Stock, Direction: analysis.Up}
	return &analysis.Review{
		Term: term, Fields: []analysis.Field{{Name: "A", Indicators: []int{0}}},
		Indicators: []analysis.Result{result(ind, line(nil, "A", "", nil, nil, nil, nil, nil, nil), nil)},
	}
}

// long is a review of 200 indicators over forty years, with labels of 300
// characters, of which every tenth is reported by places.
func long() *analysis.Review {
	r := small()
	r.Term = analysis.Term{Base: 1981, Last: 2020, Next: 2025}
	r.Indicators, r.Facts, r.Findings, r.Supply = nil, ingest.Facts{}, nil, nil
	field := analysis.Field{Name: strings.Repeat("Lĩnh vực rất dài ", 18)}
	series := func(place string) analysis.Line {
		l := analysis.Line{Place: place}
		for y := r.Term.Base; y <= r.Term.Last; y++ {
			l.Points = append(l.Points, analysis.Point{Year: y, Value: float64(y) * 1000, Facts: []int{r.Facts.Len()}})
			r.Facts.Append(ingest.Fact{Pos: ingest.Pos{File: "a.xlsx", Row: int32(r.Facts.Len() + 1), Col: 1}, Label: "x", Place: place, Years: ingest.Year(y), Known: true, Raw: "1"})
		}
		return l
	}
	for i := range 200 {
		ind := analysis.Indicator{Code: fmt.Sprintf("C%d", i), Name: fmt.Sprintf("Chỉ tiêu %d ", i) + strings.Repeat("có tên rất dài ", 20), Unit: "người", Kind: analysis.Stock, Direction: analysis.Up}
		x := analysis.Result{Indicator: ind, Whole: series("")}
		x.Term = analysis.Statistics(ind.Kind, r.Term, x.Whole.Points)
		if i%10 == 0 {
			for _, p := range r.Places[1:] {
				x.Places = append(x.Places, series(p.Name))
			}
		}
		field.Indicators = append(field.Indicators, i)
		r.Indicators = append(r.Indicators, x)
	}
	r.Fields = []analysis.Field{field}
	return r
}

func TestChosenAnnexes(t *testing.T) {
	r := small()
	printing(r, func(p *Print) { p.Annexes = []string{NameFindings, NameOverview, "khac"} })
	doc := Build(r)
	var ids []string
	for _, a := range doc.Annexes {
		ids = append(ids, a.Number+" "+a.ID)
	}
	if want := []string{"Phụ lục 01-chi-tieu-chu-yeu", "Số liệu 02-so-lieu-chung", "Phần 03-ra-soat"}; !slices.Equal(ids, want) {
		t.Errorf("annexes %q, want %q", ids, want)
	}
	for _, c := range doc.Annexes[0].Blocks[0].Table.Columns {
		if c.Title == vi.HeadSource {
			t.Error("a column of source numbers without an annex that lists them")
		}
	}
	printing(r, func(p *Print) { p.Annexes = []string{NameOverview} })
	if doc = Build(r); doc.Annexes[0].Number != "Phụ lục" {
		t.Errorf("a single annex is numbered %q", doc.Annexes[0].Number)
	}
}

func TestHead(t *testing.T) {
	doc := Build(&analysis.Review{Term: term, AsOf: "2020-01-05", Job: analysis.Job{Draft: "Dự thảo lần 3", Print: Print{Form: "hanh-chinh", PlaceName: "Phú Thọ"}}})
	if len(doc.Motto) != 2 || doc.Draft != "DỰ THẢO LẦN 3" || strings.ReplaceAll(doc.PlaceDate, "\u00a0", " ") != "Phú Thọ, ngày 05 tháng 01 năm 2020" {
		t.Errorf("administrative form: %q %q %q", doc.Motto, doc.Draft, doc.PlaceDate)
	}
	doc = Build(&analysis.Review{Term: term, Job: analysis.Job{Draft: "3", Print: Print{Congress: "Đại hội lần thứ VII"}}})
	if doc.Form != "dang" || len(doc.Motto) != 1 || doc.Draft != "(Dự thảo lần 3)" || doc.Attached != "(Kèm theo Báo cáo trình Đại hội lần thứ VII)" {
		t.Errorf("Party form: %+v", doc)
	}
}

func BenchmarkBuild(b *testing.B) {
	r := long()
	b.ReportAllocs()
	for b.Loop() {
		Build(r)
	}
}
