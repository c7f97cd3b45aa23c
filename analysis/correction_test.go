package analysis

import (
	"strings"
	"testing"

	"tongket/analysis/claim"
	"tongket/ingest"
)

func correctionCatalogue() Catalogue {
	return Catalogue{
		Indicators: []Indicator{{Code: "HO", Name: "Số hộ nghèo", Unit: "hộ", Kind: Stock, Pos: ingest.Pos{File: "danh-muc.csv", Row: 2, Col: 1}}},
		Places:     []Place{{Name: "Tỉnh Y", Kind: "tỉnh"}, {Name: "Huyện X", Kind: "huyện"}},
	}
}

const correctionHeader = "Tệp|Trang|Ô|Chỉ tiêu|Địa bàn|Năm|Loại số liệu|Số cũ|Số mới|Chấp nhận|Lý do|Người|Ngày"

func TestParseCorrections(t *testing.T) {
	tests := []struct{ line, want string }{
		{"a.xlsx|B|F5|||||12|13||gõ nhầm|bà H|12/3/2020", "F5 12→13"},
		{"||a.xlsx!B!F5|||||12|13||gõ nhầm", "F5 12→13"}, // as findings name a cell
		{"||a.csv!!F5|||||12|13||gõ nhầm", "F5 12→13"},
		{"|||Số hộ nghèo|Huyện X|2018||12|||ngờ", "HO/Huyện X/2018 12→none"},
		{"|||Số hộ nghèo|Tỉnh Y|2018|KH|12|13||sai", "HO//2018 12→13"},
		{"a.xlsx|B|F5|||||12||có|đúng vậy", "F5 12 accepted"},
		{"a.xlsx|B|F5|||||12|13|có|đúng vậy", "Chấp nhận|one"},
		{"a.xlsx|B|F5|||||12|1.234||sai", "Số mới|number"}, // thousands or decimals: never guessed
		{"a.xlsx|B|F5|||||12|=1+1||sai", "Số mới|number"},
		{"a.xlsx|B|F5|||||12|…||sai", "Số mới|number"}, // as it was pasted
		{"a.xlsx|B|F5|||||12|13||…", "Lý do|reason"},
		{"a.xlsx|B|F5|||||12|13|", "Lý do|reason"},
		{"a.xlsx|B|F5||||||13||sai", "Số cũ|old"},
		{"a.xlsx|B|năm|||||12|13||sai", "Ô|cell"},
		{"|||Số hộ nghèo||||12|13||sai", "Ô|cell"},
		{"|||Số hộ nghèo||2O18||12|13||sai", "Năm|years"},
		{"|||Số hộ nghèo||2018|gì|12|13||sai", "Loại số liệu|measure"},
		{"a.xlsx;B;F5;;;;;12;13;;gõ nhầm;;", "F5 12→13"}, // a line pasted into one cell
		{"a.xlsx;B;F5;;;;;1|5;13;;gõ nhầm;;", "F5 1,5→13"},
	}
	for _, test := range tests {
		lines, findings := ParseCorrections(grid(correctionHeader, test.line), correctionCatalogue())
		got := ""
		for _, c := range lines {
			got = c.Cell.Cell()
			if got == "" {
				got = c.Indicator + "/" + c.Place + "/" + c.Years.String()
			}
			switch got += " " + c.Old; {
			case c.Accept:
				got += " accepted"
			case c.New == nil:
				got += "→none"
			default:
				got += "→" + strings.TrimSpace(formatValue(*c.New))
			}
		}
		for _, f := range findings {
			got += strings.Join([]string{claim.Args(f.Claim)[0], claim.Args(f.Claim)[2]}, "|")
		}
		if got != test.want {
			t.Errorf("%s\n got %q\nwant %q", test.line, got, test.want)
		}
	}
}

func formatValue(v float64) string { return strings.Replace(itoa(int(v)), ".", ",", 1) }

// correct runs a register over figures.
func correct(t *testing.T, in ingest.Result, lines ...string) *Review {
	t.Helper()
	list, bad := ParseCorrections(grid(append([]string{correctionHeader}, lines...)...), correctionCatalogue())
	if len(bad) > 0 {
		t.Fatalf("findings on the register: %v", bad)
	}
	asSent := in
	c := NewCorrector(list)
	c.Several(in.Balances)
	in.Facts = c.Apply(in.Facts)
	outcome, findings := c.Outcome()
	return Run(correctionCatalogue(), in, Options{Corrections: outcome, AsSent: &asSent, Findings: findings})
}

func TestCorrections(t *testing.T) {
	in := inputOf(t, "t.xlsx!S!C1 | HO | Huyện X | 2017 | 300 hộ |", "t.xlsx!S!D1 | HO | Huyện X | 2018 | -310 hộ |")
	at := func(r *Review) string { return shown(&result(t, r, "HO").Places[0]) }

	r := correct(t, in)
	wantFindings(t, r, "negative", `negative error D1 [-310]`)

	r = correct(t, in, "t.xlsx|S|D1|||||-310|310||gõ nhầm dấu|bà H|12/3/2020")
	if got := at(r); got != "? ? 300 310 ? ?" {
		t.Errorf("corrected: %s", got)
	}
	f := r.Facts.At(1)
	if f.Value != 310 || f.Mark != MarkCorrected || f.Raw != in.Facts.At(1).Raw {
		t.Errorf("fact %+v", f)
	}
	x := r.Correction(f.Pos)
	if x == nil || x.State != CorrectionApplied || x.By != "bà H" || x.Date != "2020-03-12" {
		t.Errorf("correction %+v", x)
	}
	var settled *Settled
	for _, f := range r.Findings {
		if f.Code == CodeNegative {
			settled = f.Settled
		}
	}
	if settled == nil || settled.How != SettledCorrected || settled.Reason != "gõ nhầm dấu" {
		t.Errorf("the finding is not told as settled: %+v", settled)
	}
	if r.Count().Errors != 0 {
		t.Errorf("%d errors are left", r.Count().Errors)
	}

	// Figures that are struck out are settled when each of them is.
	struck := inputOf(t, "t.xlsx!S!C1 | HO | Huyện X | 2017 | 300 hộ |", "t.xlsx!S!D1 | HO | Huyện X | 2018 | 310 hộ |")
	struck.Issues = []ingest.Issue{{Code: ingest.CodeStruckOut, Pos: struck.Facts.Pos(0), Related: []ingest.Pos{struck.Facts.Pos(1)}, Raw: "300", Args: []string{"2"}}}
	for lines, want := range map[string]Severity{
		"t.xlsx|S|C1|||||300|||đã bỏ": Warning, "t.xlsx|S|C1|||||300|||đã bỏ\nt.xlsx|S|D1|||||310|||đã bỏ": Info, "t.xlsx|S|C1|||||300||có|vẫn đúng": Info,
	} {
		for _, f := range correct(t, struck, strings.Split(lines, "\n")...).Findings {
			if f.Code == ingest.CodeStruckOut && f.Severity != want {
				t.Errorf("%q: %s, want %s", lines, f.Severity, want)
			}
		}
	}

	// It holds only while the cell says the old value.
	r = correct(t, in, "t.xlsx|S|D1|||||-311|311||gõ nhầm dấu")
	wantFindings(t, r, "negative correction-stale", `negative error D1 [-310]`, `correction-stale warning K2 D1 ["stale" "-311" "-310"]`)
	r = correct(t, in, "t.xlsx|S|C1|||||30|300||thiếu số 0")
	wantFindings(t, r, "correction-stale", `correction-stale info K2 C1 ["mended" "30" "300"]`)
	r = correct(t, in, "t.xlsx|S|Z9|||||30|300||thiếu số 0")
	wantFindings(t, r, "correction-stale", `correction-stale warning K2 Z9 ["absent" "30" ""]`)

	r = correct(t, in, "t.xlsx|S|D1|||||-310|310||gõ nhầm dấu", "|||HO|Huyện X|2018||-310|311||nghĩ vậy")
	wantFindings(t, r, "correction-stale", `correction-stale warning K3 ["twice" "-310" ""]`)
	if got := at(r); got != "? ? 300 310 ? ?" {
		t.Errorf("the first of two lines: %s", got)
	}
	two := inputOf(t, "t.xlsx!S!C1 | HO | Huyện X | 2017 | 300 hộ |", "t.xlsx!T!C1 | HO | Huyện X | 2018 | 300 hộ |")
	two.Balances = []ingest.Balance{{File: "t.xlsx", Sheet: "S"}, {File: "t.xlsx", Sheet: "T"}}
	wantFindings(t, correct(t, two, "t.xlsx||C1|||||300|301||gõ nhầm"), "correction-stale", `correction-stale warning K2 C1 ["sheet" "300" ""]`)

	// Not to be used, by what the figure is about.
	r = correct(t, in, "|||HO|Huyện X|2018||-310|||chưa xác minh")
	if got := at(r); got != "? ? 300 … ? ?" {
		t.Errorf("left out: %s", got)
	}

	// Right as it stands: it is told, and holds nothing.
	r = correct(t, in, "t.xlsx|S|D1|||||-310||có|số dư âm, đã hỏi")
	if got := at(r); got != "? ? 300 -310 ? ?" {
		t.Errorf("accepted: %s", got)
	}
	wantFindings(t, r, "negative", `negative info D1 [-310]`)
}
