package annex

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"tongket/analysis"
	"tongket/analysis/claim"
	"tongket/ingest"
	"tongket/report/vi"
)

func value(v float64) analysis.Side { return analysis.Side{Stated: true, Value: &v} }

func at(s analysis.Side, file string, row int32) analysis.Side {
	s.Pos = ingest.Pos{File: file, Sheet: "Biểu 1", Row: row, Col: 5}
	return s
}

// changedReview is small with one change of each sort since the draft before.
func changedReview() *analysis.Review {
	r := small()
	r.Previous = &analysis.Previous{Draft: "Dự thảo lần 1", AsOf: "2020-05-15", Contrasts: []analysis.Contrast{
		{Kind: analysis.ContrastFileMoved, Before: "so-lieu/a.xlsx", After: "so-lieu/b.xlsx"}, {Kind: analysis.ContrastVersion, Before: "0.1", After: "0.2"}}}
	year := ingest.Year(2019)
	gone := analysis.Finding{Severity: analysis.Error, Code: analysis.CodeTotalMismatch, Pos: ingest.Pos{File: "so-lieu/a.xlsx", Sheet: "Biểu 1", Row: 9, Col: 5}, Claim: claim.TotalMismatch{Printed: 7, Sum: 6}}
	graver := gone
	graver.Severity = analysis.Warning
	target := value(5.5)
	target.Bound = "<"
	r.Changes = []analysis.Change{
		{Kind: analysis.FigureAltered, Indicator: "HN", Name: "Tỷ lệ hộ nghèo", Unit: "%", Decimals: 2, Years: year, Measure: ingest.Actual, Was: ingest.Estimate, Before: at(value(10.51), "so-lieu/a.xlsx", 7), After: at(value(10.5125), "so-lieu/b.xlsx", 8)},
		{Kind: analysis.FigureAltered, Name: "Số hộ", Place: "Huyện Tân Sơn", Unit: "hộ", Years: year, Measure: ingest.Plan, Before: at(analysis.Side{Stated: true, Mark: ingest.NotAvailable}, "so-lieu/a.xlsx", 7), After: at(value(41060), "so-lieu/a.xlsx", 7)},
		{Kind: analysis.FigureAdded, Name: "Số xã", Unit: "xã", Years: ingest.Period{From: 2016, To: 2020}, Measure: ingest.Target, After: at(value(277), "so-lieu/c.csv", 3)},
		{Kind: analysis.FigureRemoved, Name: "Số xã", Years: year, Measure: ingest.Actual, Before: at(analysis.Side{Stated: true, Mark: ingest.Nil}, "so-lieu/c.csv", 4)},
		{Kind: analysis.VerdictAltered, Name: "Tỷ lệ hộ nghèo", Unit: "%", Decimals: 2, Years: year, Before: analysis.Side{Stated: true, Verdict: analysis.Met, Estimate: true, Value: target.Value}, After: analysis.Side{Stated: true, Verdict: analysis.NoData}},
		{Kind: analysis.TargetAltered, Name: "Tỷ lệ hộ nghèo", Unit: "%", Decimals: 2, Years: year, Before: target, After: value(5.25)},
		{Kind: analysis.TargetAltered, Name: "Số hộ", Unit: "hộ", Years: year, Before: analysis.Side{Stated: true, Value: target.Value, Proposed: true}, After: analysis.Side{Stated: true, Value: target.Value, Unit: "nghìn hộ"}},
		{Kind: analysis.FindingAltered, Name: "Số hộ", Years: year, Before: analysis.Side{Stated: true, Finding: &gone, Pos: gone.Pos}},
		{Kind: analysis.FindingAltered, After: analysis.Side{Stated: true, Finding: &gone, Pos: gone.Pos}},
		{Kind: analysis.FindingAltered, Name: "Số hộ", Before: analysis.Side{Stated: true, Finding: &graver}, After: analysis.Side{Stated: true, Finding: &gone}},
	}
	return r
}

func TestChanges(t *testing.T) {
	r := changedReview()
	doc := Build(r)
	check(t, r, doc)
	printing(r, func(p *Print) { p.Annexes = []string{NameChanges} })
	golden(t, "thay-doi.txt", print(Build(r)))
}

// Without a draft to compare with there is no such annex, even if the job
// lists it; with one that is alike it says so.
func TestChangesOnlyWithPrevious(t *testing.T) {
	has := func(r *analysis.Review) bool {
		return slices.ContainsFunc(Build(r).Annexes, func(a Annex) bool { return strings.HasSuffix(a.ID, "thay-doi") })
	}
	r := small()
	if has(r) {
		t.Error("an annex of changes without a draft before")
	}
	printing(r, func(p *Print) { p.Annexes = []string{NameOverview, NameChanges} })
	if has(r) {
		t.Error("an annex of changes without a draft before, which the job lists")
	}
	r.Previous = &analysis.Previous{}
	doc := Build(r)
	if !has(r) || doc.Of(Papers).Annexes[0].Blocks[0].Paragraphs[0].Text != vi.SameAsBefore {
		t.Errorf("with a draft that is alike: %+v", doc.Annexes)
	}
}

// A draft in which everything is new doesn't fill a book, and what is left out
// is told; the comparison itself lists all.
func TestManyChanges(t *testing.T) {
	r := small()
	r.Previous = &analysis.Previous{Draft: "1"}
	for i := range 1200 {
		r.Changes = append(r.Changes, analysis.Change{Kind: analysis.FigureAdded, Name: fmt.Sprint("Chỉ tiêu ", i), Years: ingest.Year(2019), Measure: ingest.Actual, After: value(float64(i))})
	}
	printing(r, func(p *Print) { p.Annexes = []string{NameChanges} })
	doc := Build(r)
	check(t, r, doc)
	a := doc.Annexes[0]
	if n := len(a.Blocks[1].Table.Rows); n != mostChanges+1 { // with the section's
		t.Errorf("%d rows", n)
	}
	if last := a.Notes[len(a.Notes)-1]; !strings.HasPrefix(last, "Còn 700 thay đổi nữa") {
		t.Errorf("the last note is %q", last)
	}
	c := Compare(small(), r, analysis.Comparison{Changes: r.Changes})
	if len(c.Groups) != 1 || len(c.Groups[0].Table.Rows) != 1200 {
		t.Errorf("the comparison has %d groups", len(c.Groups))
	}
}

// TestCompare: every change stands in the list of its kind, in columns that
// the kind has.
func TestCompare(t *testing.T) {
	r := changedReview()
	c := Compare(small(), r, analysis.Comparison{Changes: r.Changes, Contrasts: r.Previous.Contrasts})
	var got []string
	for _, g := range c.Groups {
		got = append(got, fmt.Sprintf("%s %d: %s", g.Kind, len(g.Table.Rows), strings.Join(titles(g.Table), ", ")))
		for _, row := range g.Table.Rows {
			for j, cell := range row.Cells {
				if cell.Text == "" {
					t.Errorf("%s: column %q is empty", g.Kind, g.Table.Columns[j].Title)
				}
				checkCell(t, r, Document{}, string(g.Kind), g.Table, cell)
			}
		}
	}
	want := []string{
		"added 1: TT, Chỉ tiêu, Địa bàn, Năm, Loại số liệu, ĐVT, Dự thảo này, Ô sau",
		"removed 1: TT, Chỉ tiêu, Địa bàn, Năm, Loại số liệu, ĐVT, Dự thảo trước, Ô trước",
		"altered 2: TT, Chỉ tiêu, Địa bàn, Năm, Loại số liệu, ĐVT, Dự thảo trước, Dự thảo này, Tăng, giảm, Ô trước, Ô sau",
		"verdict 1: TT, Chỉ tiêu, Năm, ĐVT, Dự thảo trước, Dự thảo này, Ô trước, Ô sau",
		"target 2: TT, Chỉ tiêu, Năm, ĐVT, Dự thảo trước, Dự thảo này, Tăng, giảm, Ô trước, Ô sau",
		"finding 3: TT, Chỉ tiêu, địa bàn, năm, Tình trạng, Mức, Mã, Nội dung, Ô trước, Ô sau",
	}
	if !slices.Equal(got, want) {
		t.Errorf("lists\n  %s\nwant\n  %s", strings.Join(got, "\n  "), strings.Join(want, "\n  "))
	}
	if c.Contrasts[0] != "Tệp số liệu đổi tên: so-lieu/a.xlsx → so-lieu/b.xlsx." || c.Summary != "Tất cả: 10 thay đổi (thêm 1, bớt 1, đổi 2, đánh giá 1, mục tiêu 2, phát hiện 3)." {
		t.Errorf("contrasts %q, summary %q", c.Contrasts, c.Summary)
	}
}
