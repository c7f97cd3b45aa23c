package annex

import (
	"strings"
	"testing"

	"tongket/analysis"
	"tongket/ingest"
)

// commented is small with a register of comments on two drafts.
func commented() *analysis.Review {
	r := small()
	at := func(row int32) ingest.Pos { return ingest.Pos{File: "gop-y.csv", Row: row, Col: 7} }
	r.Comments = []analysis.Comment{
		{Pos: at(2), By: "Chi bộ Văn phòng Sở", Date: "2020-03-12", Draft: "Dự thảo lần 1", Section: "Mục II.1", Indicator: "HN", Name: "Tỷ lệ hộ nghèo",
			Place: "Huyện Tân Sơn", Years: ingest.Year(2018), Text: "Đề nghị rà soát lại số liệu năm 2018.", State: analysis.Accepted, Answer: "Đã sửa theo Quyết định của UBND tỉnh."},
		{Pos: at(3), By: "Sở Tài chính", Draft: "Dự thảo lần 1", Section: "Phần mở đầu", Text: "Rút gọn phần mở đầu.\nNêu rõ 3 hạn chế.", State: analysis.Explained, Answer: "Giải trình: giữ nguyên để làm rõ bối cảnh."},
		{Pos: at(4), By: "Đ/c Nguyễn Văn A", Date: "2020-04-02", Draft: "Dự thảo lần 2", Name: "Số hộ thoát nghèo", Years: ingest.Period{From: 2016, To: 2020}, Text: "Bổ sung chỉ tiêu.", State: analysis.Accepted, Partly: true},
		{Pos: at(5), Text: "=HYPERLINK(\"http://x\") <script>alert(1)</script>", State: analysis.Unhandled},
	}
	r.Findings = append(r.Findings, analysis.Finding{Severity: analysis.Warning, Code: analysis.CodeUnchanged, Pos: at(2), Indicator: "HN"})
	return r
}

func TestComments(t *testing.T) {
	r := commented()
	printing(r, func(p *Print) { p.Annexes = []string{NameComments} })
	doc := Build(r)
	golden(t, "gop-y.txt", print(doc))
	rows := doc.Annexes[0].Blocks[2].Table.Rows
	if got := rows[0].Cells[4].Findings; len(got) != 1 || r.Findings[got[0]].Code != analysis.CodeUnchanged {
		t.Errorf("the first comment's finding: %v", got)
	}
	counts := doc.Annexes[0].Blocks[1].Table
	for j := 1; j < len(counts.Columns); j++ {
		sum := 0.0
		for _, row := range counts.Rows[:len(counts.Rows)-1] {
			sum += *row.Cells[j].Value
		}
		if total := *counts.Rows[len(counts.Rows)-1].Cells[j].Value; sum != total {
			t.Errorf("%s: the drafts have %v, all together %v", counts.Columns[j].Title, sum, total)
		}
	}
	check(t, r, withNumber(doc))
}

// withNumber gives a single annex the number that check asks for.
func withNumber(doc Document) Document {
	doc.Annexes[0].Number = "Phụ lục"
	return doc
}

// The annex is printed where there is a register: a page that says there is none is
// no use, not even to a job that asks for it.
func TestCommentsOnlyWithARegister(t *testing.T) {
	has := func(r *analysis.Review) bool {
		for _, a := range Build(r).Annexes {
			if strings.HasSuffix(a.ID, "-gop-y") {
				return true
			}
		}
		return false
	}
	asked := small()
	printing(asked, func(p *Print) { p.Annexes = []string{NameOverview, NameComments} })
	for name, test := range map[string]struct {
		r    *analysis.Review
		want bool
	}{"no register": {small(), false}, "a register": {commented(), true}, "asked for": {asked, false}} {
		if has(test.r) != test.want {
			t.Errorf("%s: printed %v", name, !test.want)
		}
	}
	check(t, commented(), Build(commented()))
	one := commented()
	one.Comments = one.Comments[:1]
	for _, a := range Build(one).Annexes {
		if strings.HasSuffix(a.ID, "-gop-y") && len(a.Blocks) != 2 {
			t.Errorf("comments on one draft: %d blocks, want a sentence and a table", len(a.Blocks))
		}
	}
}
