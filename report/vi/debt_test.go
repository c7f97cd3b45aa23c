package vi

import (
	"bytes"
	"encoding/csv"
	"strings"
	"testing"

	"tongket/analysis"
	"tongket/analysis/claim"
	"tongket/ingest"
)

func TestWriteDebts(t *testing.T) {
	r := &analysis.Review{
		AsOf: "2020-05-22", Term: analysis.Term{Base: 2015, Last: 2020, Next: 2025},
		Job: analysis.Job{Draft: "Dự thảo lần 3", Asked: []string{"=Chi bộ 1", "Chi bộ 2", "Chi bộ 3"}, Due: analysis.Due{
			Deadline: analysis.Deadline{Figures: "2020-05-20", Comments: "2020-05-22", Answers: ""},
			Units:    []analysis.UnitDeadline{{Unit: "Chi bộ 2", Deadline: analysis.Deadline{Comments: "2020-05-30"}}}}},
		Supply:     []analysis.Owed{{Supplier: "Phòng A", Indicator: "HN", Name: "Số hộ nghèo", Years: []int{2017}, Places: []string{"Huyện Tân Sơn"}, Earlier: []analysis.OwedPlaces{{Year: 2016, Places: []string{"Huyện Yên Lập"}}}}},
		Indicators: []analysis.Result{{Indicator: analysis.Indicator{Code: "HN", Name: "Số hộ nghèo", Supplier: "Phòng A"}}},
		Findings: []analysis.Finding{{Severity: analysis.Error, Code: analysis.CodeNegative, Indicator: "HN", Name: "Số hộ nghèo", Place: "Huyện Tân Sơn", Years: ingest.Year(2018), Claim: claim.Figure{Value: -12}, Unit: "hộ", Pos: ingest.Pos{File: "a.xlsx", Sheet: "S", Row: 2, Col: 3}},
			{Severity: analysis.Error, Code: ingest.CodeEncrypted, Pos: ingest.Pos{File: "b.xlsx"}}},
		Comments: []analysis.Comment{{By: "+Sở Y tế", Text: "@SUM(1)\nhai dòng", State: analysis.Unhandled, Years: ingest.Period{From: 2016, To: 2020}}},
	}
	var b bytes.Buffer
	if err := WriteDebts(&b, r); err != nil {
		t.Fatal(err)
	}
	text, ok := strings.CutPrefix(b.String(), "\ufeff")
	if !ok {
		t.Error("no byte order mark")
	}
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"loại|đơn vị|nội dung|chỉ tiêu|địa bàn|năm|hạn|quá hạn|trạng thái",
		"số liệu|Phòng A|Chưa có số liệu|Số hộ nghèo||2017|2020-05-20|2|quá hạn",
		"số liệu|Phòng A|Chưa có số liệu|Số hộ nghèo|Huyện Yên Lập|2016|2020-05-20|2|quá hạn",
		"số liệu|Phòng A|Chưa có số liệu|Số hộ nghèo|Huyện Tân Sơn|2020|2020-05-20|2|quá hạn",
		"sửa lỗi|Phòng A|a.xlsx!S!C2: Số đếm là số âm (-12 hộ).|Số hộ nghèo|Huyện Tân Sơn|2018|2020-05-20|2|quá hạn",
		"góp ý|'=Chi bộ 1|Chưa góp ý vào Dự thảo lần 3||||2020-05-22|0|đến hạn",
		"góp ý|Chi bộ 2|Chưa góp ý vào Dự thảo lần 3||||2020-05-30|0|trong hạn",
		"góp ý|Chi bộ 3|Chưa góp ý vào Dự thảo lần 3||||2020-05-22|0|đến hạn",
		"sửa lỗi||b.xlsx: Tệp có mật khẩu nên không đọc được số liệu nào.||||2020-05-20|2|quá hạn",
		"trả lời||Chưa trả lời ý kiến số 1 của +Sở Y tế: @SUM(1) hai dòng|||2016-2020|||không ghi hạn",
	}
	for i, row := range rows {
		if got := strings.Join(row, "|"); i >= len(want) || got != want[i] {
			t.Errorf("line %d: %q", i+1, got)
		}
	}
	if len(rows) != len(want) {
		t.Errorf("%d lines, want %d", len(rows), len(want))
	}
}

func TestDebtBalance(t *testing.T) {
	r := &analysis.Review{AsOf: "2020-05-22"}
	figure, mending := analysis.Debt{Kind: analysis.OwedFigure, Unit: "Phòng A", Late: 2}, analysis.Debt{Kind: analysis.OwedMending, Unit: "phòng A"}
	answer := analysis.Debt{Kind: analysis.OwedAnswer}
	for _, tt := range []struct {
		debts []analysis.Debt
		want  string
	}{
		{[]analysis.Debt{figure, figure, answer, mending}, "Tính đến ngày 22 tháng 5 năm 2020, 1 đơn vị còn thiếu 2 số liệu và 1 trả lời, còn 1 lỗi số liệu phải sửa; quá hạn 2 nội dung."},
		{[]analysis.Debt{mending}, "Tính đến ngày 22 tháng 5 năm 2020, 1 đơn vị còn 1 lỗi số liệu phải sửa."},
		{[]analysis.Debt{answer}, "Tính đến ngày 22 tháng 5 năm 2020 còn thiếu 1 trả lời."},
	} {
		if got := plain(DebtBalance(r, tt.debts)); got != tt.want {
			t.Errorf("got  %s\nwant %s", got, tt.want)
		}
	}
}
