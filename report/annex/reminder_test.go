package annex

import (
	"strings"
	"testing"

	"tongket/analysis"
	"tongket/ingest"
)

// owing is commented with days, units that were asked, and a state before.
func owing() *analysis.Review {
	r := commented()
	r.Job.Asked = []string{"Chi bộ Văn phòng Sở", "Chi bộ Người có công"}
	r.Job.Due = analysis.Due{
		Deadline: analysis.Deadline{Figures: "2020-03-15", Comments: "2020-05-20", Answers: "2020-05-25"},
		Units:    []analysis.UnitDeadline{{Unit: "Phòng BTXH", Deadline: analysis.Deadline{Figures: "2020-04-01"}}},
	}
	r.Supply = append(r.Supply, analysis.Owed{Supplier: "", Indicator: "NU", Name: "Trong đó: nữ được tạo việc làm mới", Years: []int{2016, 2017, 2018, 2020}, Total: 4, Expected: 5})
	r.Comments[2].Draft, r.Comments[2].Handler = "Dự thảo lần 3", "Phòng Việc làm"
	r.Previous = &analysis.Previous{Draft: "Dự thảo lần 2", AsOf: "2020-05-15"}
	r.Sent = []analysis.Sent{{Unit: "Phòng BTXH", Figures: 35, Altered: 2}, {Unit: "Chi bộ Văn phòng Sở", Comments: 1}, {Unit: "Phòng Việc làm", Answers: 1}}
	return r
}

func TestReminder(t *testing.T) {
	r := owing()
	doc := Reminder(r)
	golden(t, "don-doc.txt", print(doc))
	table := doc.Annexes[0].Blocks[1].Table
	sum := 0.0
	for _, row := range table.Rows {
		sum += *row.Cells[3].Value
	}
	if want := len(analysis.Debts(r)); sum != float64(want) {
		t.Errorf("the rows tell of %v debts, there are %d", sum, want)
	}
	doc.Annexes[0].ID, doc.Annexes[0].Number = "01-don-doc", "x"
	check(t, r, doc)
}

// Much that one unit owes is named in part and counted in whole.
func TestReminderNamesAFew(t *testing.T) {
	r := small()
	r.Supply = nil
	for _, name := range []string{"A", "B", "C", "D", "E", "F", "G"} {
		r.Supply = append(r.Supply, analysis.Owed{Supplier: "Phòng BTXH", Indicator: name, Name: "Chỉ tiêu " + name, Years: []int{2019}, Places: []string{"Huyện Tân Sơn"}, Total: 2})
	}
	row := Reminder(r).Annexes[0].Blocks[1].Table.Rows[0]
	text := strings.ReplaceAll(row.Cells[2].Text, "\u00a0", " ")
	if *row.Cells[3].Value != 14 || !strings.HasSuffix(text, "chỉ tiêu E (năm 2019; huyện Tân Sơn năm 2020); và 4 nội dung khác") || row.Cells[4].Text != "-" {
		t.Errorf("%v: %q, due %q", *row.Cells[3].Value, text, row.Cells[4].Text)
	}
}

// Many units that owe the same comment are one row, which counts them all.
func TestReminderOfSilentUnits(t *testing.T) {
	r := small()
	r.Supply, r.Findings = nil, nil
	r.Job.Draft, r.Job.Asked = "Dự thảo lần 3", []string{"Chi bộ 1", "Chi bộ 2", "Chi bộ 3", "Chi bộ 4", "Chi bộ 5"}
	r.Job.Due.Units = []analysis.UnitDeadline{{Unit: "Chi bộ 3", Deadline: analysis.Deadline{Comments: "2020-05-20"}}}
	rows := Reminder(r).Annexes[0].Blocks[1].Table.Rows
	if len(rows) != 2 || *rows[0].Cells[3].Value != 4 || rows[0].Cells[1].Text != "Chi bộ 1; Chi bộ 2; Chi bộ 4; Chi bộ 5" || rows[1].Cells[1].Text != "Chi bộ 3" {
		t.Errorf("%d rows: %+v", len(rows), rows)
	}
}

func TestReminderOfNothing(t *testing.T) {
	r := small()
	r.Supply, r.Findings = nil, nil
	r.Previous = &analysis.Previous{}
	a := Reminder(r).Annexes[0]
	if len(a.Blocks) != 2 || a.Blocks[0].Paragraphs[0].Text != "Theo danh mục và bảng góp ý, các đơn vị đã gửi đủ số liệu, góp ý và trả lời." || a.Blocks[1].Heading != "Đã gửi từ lần trước" {
		t.Errorf("%+v", a.Blocks)
	}
	r.Comments = []analysis.Comment{{By: "=1+1", Text: "@x", State: analysis.Unhandled, Handler: "+Phòng", Pos: ingest.Pos{Row: 2, Col: 1}}}
	if rows := Reminder(r).Annexes[0].Blocks[1].Table.Rows; len(rows) != 1 {
		t.Errorf("%d rows, want one", len(rows))
	}
}
