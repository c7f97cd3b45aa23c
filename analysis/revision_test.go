package analysis

import "testing"

func TestRevisionOf(t *testing.T) {
	for _, test := range []struct {
		file string
		want revision
	}{
		{"so-lieu/so lieu 2019.xls", revision{"so lieu 2019", 0}},
		{"so-lieu/So liệu 2019.xls", revision{"so liệu 2019", 0}},
		{"so-lieu/so lieu 2019 (sua lan 2).xls", revision{"so lieu 2019", 2}},
		{"so lieu 2019 (sửa lần 3).xlsx", revision{"so lieu 2019", 3}},
		{"so lieu 2019_v2.xlsx", revision{"so lieu 2019", 2}},
		{"so lieu 2019 - bổ sung.xlsx", revision{"so lieu 2019", 1}},
		{"so lieu 2019 (1).xlsx", revision{"so lieu 2019", 1}},
		{"Việc làm, XKLĐ 2015-2020 (sửa lần 2).xlsx", revision{"việc làm, xklđ 2015-2020", 2}},
		{"Biểu 2.xlsx", revision{"biểu 2", 0}},                     // another sheet, not a revision
		{"bao cao nam 2019.xlsx", revision{"bao cao nam 2019", 0}}, // a year
		{"TE HCDB 2015-2020.xlsx", revision{"te hcdb 2015-2020", 0}},
		{"Thanh Ba - lần 2.xlsx", revision{"thanh ba", 2}},
		{"van ban.xlsx", revision{"van ban", 0}}, // "document"
		{"so lieu ban 3.xlsx", revision{"so lieu", 3}},
	} {
		if got := revisionOf(test.file); got != test.want {
			t.Errorf("revisionOf(%q) = %+v, want %+v", test.file, got, test.want)
		}
	}
}

func TestRevisionGoesFirst(t *testing.T) {
	r := run(t, "ds.xlsx!S!C7 | HO | | 2019 | 100 hộ\n ds_v2.xlsx!S!C7 | HO | | 2019 | 105 hộ")
	wantFindings(t, r, "conflict", `conflict warning C7 C7 [105 100] ["newer"]`)
	wantLine(t, &result(t, r, "HO").Whole, "? ? ? ? 105 ?")
	// Files of other names keep the order of input.
	r = run(t, "ds.xlsx!S!C7 | HO | | 2019 | 100 hộ\n khac_v2.xlsx!S!C7 | HO | | 2019 | 105 hộ")
	wantFindings(t, r, "conflict", `conflict warning C7 C7 [100 105] ["order"]`)
}
