package vi

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"strconv"
	"strings"
	"testing"

	"tongket/analysis"
	"tongket/analysis/claim"
	"tongket/ingest"
	"tongket/ingest/book"
)

// codes are the string constants of a source file whose names begin so.
func codes(t *testing.T, path, prefix string) []string {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok || !strings.HasPrefix(spec.Names[0].Name, prefix) || len(spec.Values) != 1 {
			return true
		}
		if lit, ok := spec.Values[0].(*ast.BasicLit); ok && lit.Kind == token.STRING {
			s, err := strconv.Unquote(lit.Value)
			if err != nil {
				t.Fatal(err)
			}
			found = append(found, s)
		}
		return true
	})
	return found
}

// claimed is a finding of a code with a claim of its type, whose first text is given.
func claimed(t *testing.T, code, first string) (f analysis.Finding) {
	t.Helper()
	f = analysis.Finding{Code: code, Name: "Số hộ nghèo", Place: "Huyện Tân Sơn", Unit: "hộ", Raw: "1.234", Years: ingest.Year(2018)}
	bare, err := json.Marshal(f)
	if err != nil {
		t.Fatal(err)
	}
	said := `{"values":[1,2,3,4],"args":["` + first + `","2","3","4"],`
	if err := json.Unmarshal([]byte(said+string(bare[1:])), &f); err != nil {
		t.Fatal(err)
	}
	return f
}

// TestEveryCodeHasWords reads the codes from the source, so that a new one
// cannot be forgotten, and an old one is not worded for nothing. The words of a
// code are those of its claim.
func TestEveryCodeHasWords(t *testing.T) {
	all := append(codes(t, "../../ingest/codes.go", "Code"), codes(t, "../../analysis/codes.go", "Code")...)
	if len(all) < 45 {
		t.Fatalf("only %d codes found", len(all))
	}
	for _, code := range all {
		full := claimed(t, code, "1")
		for _, f := range []analysis.Finding{full, {Code: code}} {
			content, advice := Finding(f)
			if wordings[code] == nil {
				t.Errorf("%s: no words of its own", code)
			}
			for _, s := range []string{content, advice} {
				sentence(t, code, s)
			}
		}
		bare := full
		bare.Claim = nil
		unsaid, _ := Finding(bare)
		said := slices.ContainsFunc([]string{"1", "places", "wide", "words"}, func(first string) bool {
			content, _ := Finding(claimed(t, code, first))
			return content != unsaid
		})
		if full.Claim != nil && !said {
			t.Errorf("%s: the claim %#v is not in %q", code, full.Claim, unsaid)
		}
	}
	for code := range wordings {
		if !slices.Contains(all, code) {
			t.Errorf("%s is worded and is no code", code)
		}
	}
}

// TestEveryCodeHasALevel: whatever stage raises a finding, it stands on the list with a
// level that has a name.
func TestEveryCodeHasALevel(t *testing.T) {
	var bare []analysis.Finding
	for _, code := range append(codes(t, "../../ingest/codes.go", "Code"), codes(t, "../../analysis/codes.go", "Code")...) {
		bare = append(bare, analysis.Finding{Code: code})
	}
	r := analysis.Run(analysis.Catalogue{}, ingest.Result{}, analysis.Options{Findings: bare})
	if len(r.Findings) < len(bare) {
		t.Fatalf("%d findings of %d", len(r.Findings), len(bare))
	}
	for _, f := range r.Findings {
		if Severity(f.Severity) == "" {
			t.Errorf("%s: level %q has no name", f.Code, f.Severity)
		}
	}
	if c := r.Count(); c.Errors+c.Warnings+c.Infos != len(r.Findings) {
		t.Errorf("%d findings, counted %+v", len(r.Findings), c)
	}
}

// TestOtherProvincesAreCounted: the share that is left out, with the provinces.
func TestOtherProvincesAreCounted(t *testing.T) {
	left := func(n float64, province, own, fate string, names ...string) analysis.Finding {
		return analysis.Finding{Code: analysis.CodeOtherProvince, Claim: claim.OtherProvince{Figures: n, Of: 171, Province: province, Own: own, Fate: fate, Names: names}}
	}
	for _, tt := range []struct {
		findings []analysis.Finding
		want     string
	}{
		{nil, ""},
		{[]analysis.Finding{left(171, "Hà Nam", "Phú Thọ", "taken")}, ""},
		{[]analysis.Finding{left(56, "Hà Nam", "Phú Thọ", "left"), left(52, "Long An", "Phú Thọ", "left"), left(1, "Long An", "Phú Thọ", "left")},
			"109 trong 171 số liệu không vào kết quả chung nào vì là của tỉnh khác: Hà Nam, Long An."},
		{[]analysis.Finding{left(171, "Hà Nam", "Phú Thọ", "apart", "Hà Nam", "Long An", "Đắk Nông")},
			"171 trong 171 số liệu không vào kết quả chung nào vì là của tỉnh khác: Hà Nam, Long An, Đắk Nông."},
	} {
		if got := OtherProvinces(tt.findings); got != tt.want {
			t.Errorf("got %q, want %q", got, tt.want)
		}
	}
	content, _ := Finding(left(171, "Hà Nam", "Phú Thọ", "apart", "Hà Nam", "Long An", "Đắk Nông"))
	if want := "Các biểu thuộc 3" + nbsp + "tỉnh khác nhau: Hà Nam, Long An, Đắk Nông;"; !strings.HasPrefix(content, want) {
		t.Errorf("got %q, want it to begin with %q", content, want)
	}
}

// TestEveryReasonHasWords: codes of reasons and of damage never reach a reader.
func TestEveryReasonHasWords(t *testing.T) {
	for _, reason := range codes(t, "../../ingest/codes.go", "Reason") {
		if LeftOut(reason) == reason {
			t.Errorf("reason %q has no words", reason)
		}
	}
	damage := codes(t, "../../ingest/book/grids.go", "Damage")
	if len(damage) < 10 {
		t.Errorf("only %d kinds of damage found", len(damage))
	}
	for _, d := range damage {
		if Damage(d) == d {
			t.Errorf("damage %q has no words", d)
		}
	}
	for _, w := range codes(t, "../../ingest/book/grids.go", "Trouble") {
		if strings.Contains(Trouble(w), w) {
			t.Errorf("trouble %q has no words", w)
		}
	}
	for _, w := range codes(t, "../../analysis/comment.go", "want") {
		content, _ := Finding(analysis.Finding{Code: analysis.CodeComment, Claim: claim.Row{Column: "Hạn", Holds: "x", Want: w}})
		if strings.Contains(content, w) || strings.HasPrefix(content, "Không hiểu") && !strings.Contains(content, ", cần ") {
			t.Errorf("expectation %q has no words: %s", w, content)
		}
	}
	for _, w := range codes(t, "../../analysis/wordlist.go", "need") {
		content, _ := Finding(analysis.Finding{Code: analysis.CodeWord, Claim: claim.Row{Column: "Từ", Holds: "x", Want: w}})
		if strings.HasPrefix(content, "Không hiểu") {
			t.Errorf("expectation %q has no words: %s", w, content)
		}
	}
	for _, e := range codes(t, "../../analysis/listing.go", "expect") {
		content, _ := Finding(analysis.Finding{Code: analysis.CodeCatalogue, Claim: claim.Row{Column: "Mã", Holds: "x", Want: e}})
		if strings.Contains(content, e) {
			t.Errorf("expectation %q has no words: %s", e, content)
		}
	}
}

// sentence reports what no printed sentence may have.
func sentence(t *testing.T, what, s string) {
	t.Helper()
	p := plain(s)
	for _, bad := range []string{"  ", " .", " ,", "..", ",,", "()", "“”", " ;", "( "} {
		if strings.Contains(p, bad) {
			t.Errorf("%s: %q in %q", what, bad, p)
		}
	}
	if p == "" || !strings.HasSuffix(p, ".") {
		t.Errorf("%s: no full stop: %q", what, p)
	}
	if first := []rune(p); len(first) > 0 && strings.ToUpper(string(first[0])) != string(first[0]) {
		t.Errorf("%s: begins small: %q", what, p)
	}
}

func TestFinding(t *testing.T) {
	tests := []struct {
		f    analysis.Finding
		want string
	}{
		{analysis.Finding{Code: analysis.CodeTotalMismatch, Unit: "hộ", Claim: claim.TotalMismatch{Printed: 21720, Sum: 21702, Over: "places"}},
			"Tổng số ghi 21.720 hộ, các địa bàn cộng lại được 21.702 hộ."},
		{analysis.Finding{Code: analysis.CodeRateMismatch, Unit: "%", Decimals: 2, Claim: claim.RateMismatch{Printed: 5.3, Recomputed: 5.42, Numerator: 21720, Denominator: 400570}},
			"Tỷ lệ ghi 5,30%, tính lại từ tử số 21.720 và mẫu số 400.570 được 5,42%."},
		{analysis.Finding{Code: ingest.CodeSeparators, Raw: "1.234", Claim: claim.Names{Names: []string{"1.234", "1,234"}}},
			"Không rõ dấu phân cách trong số (ô ghi “1.234”): có thể hiểu là “1.234” hoặc “1,234”."},
		{analysis.Finding{Code: ingest.CodeUncached, Raw: "51", Claim: claim.Uncached{Text: "D5+1"}},
			"Công thức =D5+1 chưa được tính và lưu kết quả; chương trình tự tính được 51 nhưng không dùng số ấy."},
		{analysis.Finding{Code: ingest.CodeUncached, Claim: claim.Uncached{Text: "D5+1"}}, "Công thức =D5+1 chưa được tính và lưu kết quả, không có số liệu."},
		{analysis.Finding{Code: ingest.CodeContradiction, Claim: claim.Contradiction{Attribute: "measure", First: "actual", Second: "estimate", Taken: "estimate"}},
			"Các chỗ ghi loại số liệu không thống nhất: “thực hiện” và “ước thực hiện”; đang lấy “ước thực hiện”."},
		{analysis.Finding{Code: analysis.CodeMissing, Claim: claim.Missing{Of: "whole"}, Years: ingest.Year(2018)},
			"Chưa có số liệu năm 2018."},
		{analysis.Finding{Code: analysis.CodeMissing, Claim: claim.Missing{Of: "whole"}, Years: ingest.Period{From: 2016, To: 2018}},
			"Chưa có số liệu các năm 2016-2018."},
		{analysis.Finding{Code: analysis.CodeMissing, Claim: claim.Missing{Of: "places", Places: []string{"Huyện Tân Sơn", "Huyện Yên Lập"}}, Years: ingest.Year(2020)},
			"Chưa có số liệu năm 2020 của huyện Tân Sơn, huyện Yên Lập."},
		{analysis.Finding{Code: ingest.CodeTooLarge, Claim: claim.TooLarge{What: "cells", Size: ">5000000", Limit: "5000000"}},
			"Tệp vượt giới hạn đọc: số ô là >5.000.000, giới hạn 5.000.000."},
		{analysis.Finding{Code: ingest.CodeCorrupt, Claim: claim.Damage{Part: "xl/worksheets/sheet1.xml", What: book.DamageChecksum}},
			"Tệp bị hỏng ở phần xl/worksheets/sheet1.xml: mã kiểm tra không khớp; phần hỏng không đọc được số liệu."},
		{analysis.Finding{Code: analysis.CodeSource, Severity: analysis.Info, Claim: claim.Row{Column: "Năm", Want: "nothing"}},
			"Dòng mới có ghi chú, chưa được trả lời."},
		{analysis.Finding{Code: ingest.CodeCorrupt, Claim: claim.Damage{Part: "zip", What: book.DamageStructure}},
			"Tệp bị hỏng: cấu trúc không hợp lệ; phần hỏng không đọc được số liệu."},
		{analysis.Finding{Code: ingest.CodeNotASheet, Claim: claim.Looks{Like: ingest.LooksImage}}, "Tệp không phải là bảng tính mà là ảnh, không đọc được số liệu nào."},
		{analysis.Finding{Code: ingest.CodeNotASheet, Claim: claim.Looks{Like: ingest.LooksArchive}}, "Tệp không phải là bảng tính mà là tệp nén, không đọc được số liệu nào."},
		{analysis.Finding{Code: ingest.CodeNotASheet, Claim: claim.Looks{Like: ingest.LooksText}}, "Tệp không phải là bảng tính mà là văn bản, không đọc được số liệu nào."},
		{analysis.Finding{Code: ingest.CodeNotASheet, Claim: claim.Looks{Like: ingest.LooksXLSB}}, "Tệp không phải là bảng tính mà là Excel nhị phân (.xlsb), không đọc được số liệu nào."},
		{analysis.Finding{Code: ingest.CodeNotASheet, Claim: claim.Looks{Like: ingest.LooksPDF}}, "Tệp không phải là bảng tính mà là PDF, không đọc được số liệu nào."},
		{analysis.Finding{Code: ingest.CodeNotASheet, Claim: claim.Looks{Like: ingest.LooksUnknown}}, "Tệp không phải là bảng tính, không đọc được số liệu nào."},
		{analysis.Finding{Code: analysis.CodeConflict, Unit: "người", Claim: claim.Conflict{Used: 16320, Other: 16230, Why: "own-sheet"}},
			"Hai nơi ghi hai số khác nhau: 16.320 người (đang dùng, theo biểu của địa bàn) và 16.230 người."},
		{analysis.Finding{Code: analysis.CodeConflict, Parts: []analysis.Finding{
			{Code: analysis.CodeConflict, Name: "Số hộ", Years: ingest.Year(2019), Unit: "hộ", Claim: claim.Conflict{Used: 5000, Other: 5100, Why: "newer"}},
			{Code: analysis.CodeConflict, Name: "Số hộ", Years: ingest.Year(2020), Unit: "hộ", Claim: claim.Conflict{Used: 6000, Other: 6100, Why: "newer"}},
			{Code: analysis.CodeConflict, Name: "Số người", Years: ingest.Year(2020), Unit: "người", Claim: claim.Conflict{Used: 7, Other: 8, Why: "newer", Cells: 6}},
		}}, "Hai nơi ghi khác nhau ở 8 số (số đứng trước đang dùng, theo biểu mới hơn): Số hộ năm 2019: 5.000 hộ và 5.100 hộ, năm 2020: 6.000 hộ và 6.100 hộ; " +
			"Số người năm 2020: 7 người và 8 người (cột có 6 ô như vậy)."},
		{analysis.Finding{Code: analysis.CodeConflict, Name: "Số hộ", Parts: []analysis.Finding{
			{Code: analysis.CodeConflict, Name: "Số hộ", Place: "Huyện Tân Sơn", Unit: "hộ", Claim: claim.Conflict{Used: 1, Other: 2, Why: "order"}},
			{Code: analysis.CodeConflict, Name: "Số hộ", Place: "Huyện Yên Lập", Unit: "hộ", Claim: claim.Conflict{Used: 3, Other: 4, Why: "own-sheet"}},
		}}, "Hai nơi ghi khác nhau ở 2 số: huyện Tân Sơn 1 hộ (đang dùng, đọc trước) và 2 hộ; huyện Yên Lập 3 hộ (đang dùng, theo biểu của địa bàn) và 4 hộ."},
	}
	for _, test := range tests {
		if got, _ := Finding(test.f); plain(got) != test.want {
			t.Errorf("Finding(%s)\n got %s\nwant %s", test.f.Code, plain(got), test.want)
		}
	}
}

func TestFindingOnAColumn(t *testing.T) {
	f := analysis.Finding{Code: analysis.CodeUnitSlip, Unit: "hộ"}
	said := claim.UnitSlip{Value: 512000, Median: 451, Factor: 1000}
	f.Claim = said
	one, _ := Finding(f)
	said.Cells = 3
	f.Claim = said
	many, _ := Finding(f)
	if want := one + " Trong cột này có 3 ô như vậy."; many != want {
		t.Errorf("got %q, want %q", many, want)
	}
}

func TestWriteFindings(t *testing.T) {
	r := &analysis.Review{Findings: []analysis.Finding{
		{Severity: analysis.Error, Code: analysis.CodeConflict, Pos: ingest.Pos{File: "so-lieu/a.xlsx", Sheet: "Biểu 1", Row: 17, Col: 6},
			Related: []ingest.Pos{{File: "so-lieu/b.csv", Row: 3, Col: 2}, {File: "so-lieu/c.xlsx", Sheet: "S", Row: 1, Col: 28}},
			Name:    "=HYPERLINK(\"http://x\")", Place: "@SUM(A1)", Years: ingest.Year(2019), Claim: claim.Conflict{Used: 1, Other: 2}, Unit: "hộ"},
		{Severity: analysis.Info, Code: ingest.CodeUnknown, Name: "\t-2+3", Raw: "a\nb"},
	}}
	var out bytes.Buffer
	if err := WriteFindings(&out, r); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(&out).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if want := "mức,mã,tệp,trang,ô,ô liên quan,chỉ tiêu,địa bàn,năm,nội dung,đề nghị,dòng ghi"; strings.Join(rows[0], ",") != want {
		t.Errorf("header %q", rows[0])
	}
	want := []string{"lỗi", "conflict", "so-lieu/a.xlsx", "Biểu 1", "F17", "so-lieu/b.csv!B3; so-lieu/c.xlsx!S!AB1",
		"'=HYPERLINK(\"http://x\")", "'@SUM(A1)", "2019"}
	if !slices.Equal(rows[1][:9], want) {
		t.Errorf("row\n got %q\nwant %q", rows[1][:9], want)
	}
	if rows[2][6] != "'-2+3" {
		t.Errorf("a formula after a tab: %q", rows[2][6])
	}
	for _, row := range rows[1:] {
		for i, cell := range row {
			if cell != "" && strings.ContainsRune("=+-@", rune(cell[0])) {
				t.Errorf("column %d runs in a spreadsheet: %q", i, cell)
			}
		}
	}
}
