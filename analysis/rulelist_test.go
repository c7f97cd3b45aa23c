package analysis

import (
	"testing"

	"tongket/analysis/claim"
)

// The job's rules are read with their severity; a row that cannot be used is a
// finding.
func TestParseRelations(t *testing.T) {
	rules, findings := ParseRelations(grid("Quy tắc|Mức|Ghi chú|Thêm",
		"NGHEO <= HO||hộ nghèo thuộc tổng số hộ", "VIEC chỉ khi HO|cảnh báo|", "NGHEO < HO|lỗi|", "NGHEO <= DAN|lỗi|", "NGHEO ≤ HO|nặng|"), testCatalogue())
	if len(rules) != 2 || rules[0].Severity != Error || !rules[1].OnlyIf || rules[1].Severity != Warning {
		t.Errorf("%+v", rules)
	}
	var want []string
	for _, f := range findings {
		want = append(want, claim.Args(f.Claim)[2])
		if f.Code != CodeRelation {
			t.Errorf("%+v", f)
		}
	}
	if len(want) != 4 || want[0] != "column" || want[1] != "form" || want[2] != "code" || want[3] != "severity" {
		t.Errorf("%v", want)
	}
	r := Run(testCatalogue(), inputOf(t, placeTable("a.xlsx", "HO", "hộ", 2015, ": 0 0 9 9 9 9"), placeTable("b.xlsx", "VIEC", "người", 2015, ": 0 5 9 9 9 9")), Options{Relations: rules})
	wantFindings(t, r, "rule-broken", `rule-broken warning D7 D7 [5 0] ["Số việc làm mới chỉ khi Tổng số hộ" ""]`)
}
