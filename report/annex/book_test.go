package annex

import (
	"slices"
	"strings"
	"testing"

	"tongket/analysis"
	"tongket/report/vi"
)

// TestBookChoices: a job chooses indicators and charts in its order, names an
// annex, leaves out what has no target, signs, and says whose figures a field has.
func TestBookChoices(t *testing.T) {
	r, _ := chosen(t, nil)
	printing(r, func(p *Print) {
		p.Columns = nil
		p.Book = Selection{
			Indicators: []string{"NNL-VL-MOI", "ASXH-HCN-TYLE", "ASXH-HN-TYLE"}, Charts: []string{"NNL-XKLD", "ASXH-HN-TYLE"},
			Names:      map[string]AnnexName{NameOverview: {Number: "Biểu số 01", Title: "KẾT QUẢ CÁC CHỈ TIÊU"}},
			Scopes:     map[string]string{"Xây dựng Đảng": "Đảng bộ Sở"},
			TargetOnly: true, Bare: true,
			Signature:  Signature{For: []string{"T/M BAN CHẤP HÀNH"}, Title: "BÍ THƯ", Name: "Nguyễn Văn A"},
			Recipients: []string{"Lưu"},
		}
	})
	doc := Build(r)
	book := doc.Of(Book)
	first := book.Annexes[0]
	if first.Number != "Biểu số 01" || first.Title != "KẾT QUẢ CÁC CHỈ TIÊU" || len(first.Blocks) != 1 {
		t.Errorf("the first annex is %q %q with %d tables", first.Number, first.Title, len(first.Blocks))
	}
	var names []string
	for _, row := range first.Blocks[0].Table.Rows {
		if row.Kind != Section {
			names = append(names, row.Cells[1].Text)
		}
	}
	if want := []string{"Tỷ lệ hộ cận nghèo", "Tỷ lệ hộ nghèo", "Số người được tạo việc làm mới"}; !slices.Equal(names, want) {
		t.Errorf("indicators %q, want %q", names, want)
	}
	if !strings.Contains(first.Scope, "Xây dựng Đảng: Đảng bộ Sở") {
		t.Errorf("scope %q", first.Scope)
	}
	var charts []string
	for _, a := range book.Annexes {
		for _, b := range a.Blocks {
			if b.Chart != nil {
				charts = append(charts, b.Chart.ID)
			}
		}
	}
	if want := []string{"NNL-XKLD", "ASXH-HN-TYLE"}; !slices.Equal(charts, want) {
		t.Errorf("charts %q, want %q", charts, want)
	}
	if !book.Bare || book.Signature == nil || book.Signature.Name != "Nguyễn Văn A" || len(book.Recipients) != 1 {
		t.Errorf("letterhead, signature and recipients: %v %+v %v", book.Bare, book.Signature, book.Recipients)
	}
	if papers := doc.Of(Papers); papers.Signature != nil || papers.Title != vi.TitlePapers {
		t.Errorf("the papers are signed: %+v", papers.Signature)
	}
}

// TestMissesStandOut: a row whose target was not met stands out, no other does.
func TestMissesStandOut(t *testing.T) {
	r, doc := chosen(t, nil)
	missed := map[string]bool{}
	for i := range r.Indicators {
		missed[vi.Folded(r.Indicators[i].Name)] = r.Indicators[i].Judgement.Verdict == analysis.NotMet
	}
	n := 0
	for _, row := range annexOf(t, doc, "chi-tieu").Blocks[0].Table.Rows {
		if row.Kind == Section {
			continue
		}
		if row.Missed != missed[row.Cells[1].Text] {
			t.Errorf("%s: stands out %v, missed %v", row.Cells[1].Text, row.Missed, missed[row.Cells[1].Text])
		}
		if row.Missed {
			n++
		}
	}
	if n == 0 {
		t.Error("nothing was missed")
	}
}
