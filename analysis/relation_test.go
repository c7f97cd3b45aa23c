package analysis

import (
	"fmt"
	"testing"

	"tongket/analysis/claim"
	"tongket/ingest"
)

func TestParseRelation(t *testing.T) {
	r, err := ParseRelation("đầu A-B + C - D = A-B")
	if err != nil || !r.Equal || len(r.Left) != 3 || !r.Left[0].Before || r.Left[0].Code != "A-B" || r.Left[2].Sign != -1 || r.Right[0].Before {
		t.Errorf("%+v, %v", r, err)
	}
	if r, err = ParseRelation("A + B <= 99,5"); err != nil || r.Equal || r.Right[0].Number != 99.5 {
		t.Errorf("%+v, %v", r, err)
	}
	for _, text := range []string{"", "A", "A <= ", "A B = C", "A + = B", "= 100", "- A = B"} {
		if _, err := ParseRelation(text); err == nil {
			t.Errorf("%q was read", text)
		}
	}
	for _, r := range Relations() {
		if r.Note == "" || len(r.Left) == 0 || len(r.Right) == 0 {
			t.Errorf("%+v", r)
		}
	}
}

// Seven identities that figures broke without a word.
func TestBuiltinRelations(t *testing.T) {
	years := func(code, unit, values string) string { return placeTable(code+".xlsx", code, unit, 2015, ": "+values) }
	tests := []struct {
		name  string
		facts []string
		want  string
	}{
		{"a ledger", []string{years("ASXH-HN-SO", "hộ", "40000 36000 32000 28600 25000 22000"), years("ASXH-HN-TANG", "hộ", "900 800 700 600 500 400"), years("ASXH-HN-THOAT", "hộ", "4100 4800 4700 4000 4100 3600")},
			`rule-broken warning G7 H7 H7 H7 [21800 22000]`},
		{"shares", []string{years("NNL-NGANH-NN", "%", "50 48 46 44 42 40"), years("NNL-NGANH-CN", "%", "27 28 29 30 31 36"), years("NNL-NGANH-DV", "%", "23 24 25 26 27 28")}, `rule-broken error H7 H7 H7 [104 100]`},
		{"employed", []string{years("NNL-LDLV", "nghìn người", "820 825 830 835 840 861,8"), years("NNL-LLLD", "nghìn người", "840 845 850 852 855 858")}, `rule-broken error H7 H7 [861.8 858]`},
		{"insured, in other units", []string{years("NNL-BHXH-SO", "người", "110000 112000 114000 116000 118000 880000"), years("NNL-LLLD", "nghìn người", "840 845 850 852 855 858")}, `rule-broken error H7 H7 [880000 858000]`},
		{"shares as rounded", []string{years("NNL-NGANH-NN", "%", "50,1 48,1 46,1 44,1 42,1 40,1"), years("NNL-NGANH-CN", "%", "27 28 29 30 31 32"), years("NNL-NGANH-DV", "%", "23 24 25 26 27 28")}, ``},
	}
	for _, tt := range tests {
		cat := Builtin()
		cat.Indicators = append(cat.Indicators, Indicator{Code: "ASXH-HN-TANG", Name: "Số hộ nghèo phát sinh", Unit: "hộ", Kind: Flow, Direction: Down})
		r := Run(cat, inputOf(t, tt.facts...), Options{})
		var got []string
		for _, f := range r.Findings {
			if f.Code == CodeRuleBroken {
				if f.Years != ingest.Year(2020) {
					continue
				}
				cells := f.Pos.Cell()
				for _, p := range f.Related {
					cells += " " + p.Cell()
				}
				got = append(got, fmt.Sprint(f.Code, " ", f.Severity, " ", cells, " ", claim.Values(f.Claim)))
			}
		}
		if (tt.want == "") != (len(got) == 0) || tt.want != "" && got[0] != tt.want {
			t.Errorf("%s: got %v, want %s", tt.name, got, tt.want)
		}
	}
}
