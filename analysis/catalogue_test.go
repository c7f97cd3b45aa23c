package analysis

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"tongket/analysis/claim"
	"tongket/ingest"
)

// grid makes a Grid of lines with cells parted by "|"; every cell is text.
func grid(lines ...string) *ingest.Grid {
	g := &ingest.Grid{File: "danh-muc.csv"}
	for r, line := range lines {
		for c, text := range strings.Split(line, "|") {
			if text = strings.TrimSpace(text); text != "" {
				g.Cells = append(g.Cells, ingest.Cell{Row: int32(r + 1), Col: int32(c + 1), Kind: ingest.Text, Text: text})
			}
		}
	}
	return g
}

func TestBuiltin(t *testing.T) {
	c := Builtin()
	if len(c.Indicators) != 64 || len(c.Places) != 14 {
		t.Fatalf("%d indicators, %d places, want 64 and 14", len(c.Indicators), len(c.Places))
	}
	if c.Places[0].Name != "Tỉnh Phú Thọ" || c.whole() != "Tỉnh Phú Thọ" {
		t.Errorf("the first place is %q", c.Places[0].Name)
	}
	codes := indexByCode(c.Indicators)
	for _, ind := range c.Indicators {
		if ind.Pos != (ingest.Pos{}) {
			t.Errorf("%s has a position: %v", ind.Code, ind.Pos)
		}
		for _, part := range []string{ind.Numerator, ind.Denominator} {
			if _, ok := codes[part]; part != "" && !ok {
				t.Errorf("%s: there is no %s", ind.Code, part)
			}
		}
		if ind.Field == "" || ind.Unit == "" || ind.Supplier == "" {
			t.Errorf("%s lacks a field, a unit or a supplier", ind.Code)
		}
	}
	if _, findings := ParseCatalogue(embedded(builtinIndicators)); len(findings) != 0 {
		t.Errorf("findings on the built-in catalogue: %v", findings)
	}
	if f := c.faults(); len(f) != 0 {
		t.Errorf("faults of the built-in catalogue: %v", f)
	}
	poverty := c.Indicators[codes["ASXH-HN-TYLE"]]
	if poverty.Kind != Rate || poverty.Direction != Down || poverty.Decimals != 2 || poverty.Numerator != "ASXH-HN-SO" {
		t.Errorf("ASXH-HN-TYLE = %+v", poverty)
	}
	if !slices.Contains(poverty.Aliases, "TL hộ nghèo") {
		t.Errorf("aliases of ASXH-HN-TYLE = %q", poverty.Aliases)
	}
}

// A target that nobody has set must not become a judgement.
func TestBuiltinTargetsAreSourced(t *testing.T) {
	for _, ind := range Builtin().Indicators {
		if ind.Target+ind.NextTarget != "" && !strings.Contains(ind.Source, "xác nhận") {
			t.Errorf("%s: targets %q, %q from %q", ind.Code, ind.Target, ind.NextTarget, ind.Source)
		}
	}
}

func TestParseCatalogue(t *testing.T) {
	g := grid(
		"DANH MỤC CHỈ TIÊU|||",
		"Chỉ tiêu|ĐVT|Ghi chú|MÃ *|Loại|Chiều|Số lẻ|Mục tiêu|Mục tiêu kỳ tới|Tên khác",
		"Tỷ lệ A|%||A|tỷ lệ|giảm|2|dưới 3|giảm 0,5 điểm %/năm| một ; hai;;",
		"Số B|người|x|B|tổng|lên||77.500|+3%|",
		"Số C|người||C|trung bình||9||-2 điểm %/năm|",
		"Số D|người|||tổng||||",
		"Số B lần nữa|người||B|tổng||||",
		"|||",
	)
	indicators, findings := ParseCatalogue(g)
	var codes []string
	for _, ind := range indicators {
		codes = append(codes, ind.Code)
	}
	if got := strings.Join(codes, " "); got != "A B C" {
		t.Fatalf("codes %s, want A B C", got)
	}
	a := indicators[0]
	if a.Kind != Rate || a.Direction != Down || a.Decimals != 2 || a.Target != "dưới 3" || a.NextTarget != "giảm 0,5 điểm %/năm" || !slices.Equal(a.Aliases, []string{"một", "hai"}) || a.Pos.String() != "danh-muc.csv!D3" {
		t.Errorf("A = %+v", a)
	}
	if b := indicators[1]; b.Kind != Flow || b.Direction != Either || b.Decimals != 0 {
		t.Errorf("B = %+v", b)
	}
	want := []string{
		"catalogue C2 Ghi chú||column",
		"catalogue F4 Chiều|lên|direction",
		"rule H4 77.500|Mục tiêu|grouping",
		"rule I4 +3%|Mục tiêu kỳ tới|per-year",
		"catalogue E5 Loại|trung bình|kind",
		"catalogue G5 Số lẻ|9|decimals",
		"rule I5 -2 điểm %/năm|Mục tiêu kỳ tới|points",
		"catalogue D6 Mã||code",
		"catalogue D7 Mã|B|unique",
	}
	var got []string
	for _, f := range findings {
		got = append(got, f.Code+" "+f.Pos.Cell()+" "+strings.Join(claim.Args(f.Claim), "|"))
	}
	if !slices.Equal(got, want) {
		t.Errorf("findings\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestParseCatalogueWithoutHeader(t *testing.T) {
	for _, g := range []*ingest.Grid{{File: "danh-muc.csv"}, grid("a|b", "c|d"), grid("Chỉ tiêu|ĐVT", "Số hộ|hộ")} {
		indicators, findings := ParseCatalogue(g)
		if len(indicators) != 0 || len(findings) != 1 || claim.Args(findings[0].Claim)[2] != "header" {
			t.Errorf("%v: %v, %v", g.Cells, indicators, findings)
		}
	}
}

// Without the optional columns only what is safe is taken.
func TestParseCatalogueDefaults(t *testing.T) {
	indicators, findings := ParseCatalogue(grid("Mã|Chỉ tiêu|ĐVT", "A|Tỷ lệ|%", "B|Số|hộ"))
	if len(findings) != 0 {
		t.Fatalf("findings %v", findings)
	}
	if a := indicators[0]; a.Kind != Rate || a.Direction != Either || a.Decimals != 1 {
		t.Errorf("A = %+v", a)
	}
	if b := indicators[1]; b.Kind != Stock || b.Direction != Either || b.Decimals != 0 {
		t.Errorf("B = %+v", b)
	}
}

// Excel keeps numbers as numbers, percentages as fractions, and takes a typed
// rule for a formula.
func TestParseCatalogueFromExcel(t *testing.T) {
	g := grid("Mã|Chỉ tiêu|ĐVT|Loại|Số lẻ|Mục tiêu|Mục tiêu kỳ tới", "A|Tỷ lệ|%|tỷ lệ", "B|Số|người|tổng")
	g.Styles = []ingest.Style{{}, {Format: "0.0%"}}
	g.Formulas = []string{"+2%/năm"}
	number := func(row, col int32, v float64, style uint16) ingest.Cell {
		return ingest.Cell{Row: row, Col: col, Kind: ingest.Number, Num: v, Style: style}
	}
	g.Cells = slices.Insert(g.Cells, 11, number(2, 5, 1, 0), number(2, 6, 0.055, 1), number(2, 7, 2.8, 0))
	g.Cells = append(g.Cells, number(3, 5, 0, 0), number(3, 6, 77500, 0),
		ingest.Cell{Row: 3, Col: 7, Kind: ingest.Fault, Text: "#NAME?", Formula: 1})
	indicators, findings := ParseCatalogue(g)
	if len(findings) != 0 || len(indicators) != 2 {
		t.Fatalf("%d indicators, findings %v", len(indicators), findings)
	}
	if a := indicators[0]; a.Target != "5,5" || a.NextTarget != "2,8" || a.Decimals != 1 {
		t.Errorf("A: target %q, next %q, decimals %d", a.Target, a.NextTarget, a.Decimals)
	}
	if b := indicators[1]; b.Target != "77500" || b.NextTarget != "+2%/năm" {
		t.Errorf("B: target %q, next %q", b.Target, b.NextTarget)
	}
}

func TestParsePlaces(t *testing.T) {
	places, findings := ParsePlaces(grid("Tên|Loại|Dân số", "Huyện X|huyện", "Tỉnh Y|Tỉnh", "Huyện X|huyện", "|huyện"))
	if len(places) != 2 || places[0].Name != "Tỉnh Y" || places[0].Kind != "tỉnh" {
		t.Errorf("places %+v", places)
	}
	if len(findings) != 3 {
		t.Errorf("findings %+v", findings)
	}
}

func TestWith(t *testing.T) {
	base := Catalogue{Indicators: named("A", "B", "C", "D"), Places: []Place{{Name: "x"}}}
	for _, test := range []struct{ job, want string }{
		{"", "A B C D"},
		{"C", "A B C+ D"},
		{"E", "A B C D E+"},            // new, with nothing to stand by
		{"B E D F", "A B+ E+ C D+ F+"}, // each new one after the one before it
		{"E C", "A B E+ C+ D"},         // or before the first that is shared
		{"D A", "D+ B C A+"},           // the job's order holds
		{"A B C D", "A+ B+ C+ D+"},
	} {
		job := Catalogue{Indicators: named(strings.Fields(test.job)...)}
		for i := range job.Indicators {
			job.Indicators[i].Name = "+"
		}
		var got []string
		for _, ind := range base.With(job).Indicators {
			got = append(got, ind.Code+ind.Name)
		}
		if s := strings.Join(got, " "); s != test.want {
			t.Errorf("With(%s) = %s, want %s", test.job, s, test.want)
		}
	}
	if got := base.With(Catalogue{}).Places; len(got) != 1 || got[0].Name != "x" {
		t.Errorf("places %v", got)
	}
	if got := base.With(Catalogue{Places: []Place{{Name: "y"}}}).Places; len(got) != 1 || got[0].Name != "y" {
		t.Errorf("places of the job %v", got)
	}
}

func named(codes ...string) []Indicator {
	var out []Indicator
	for _, c := range codes {
		out = append(out, Indicator{Code: c})
	}
	return out
}

func TestVocabulary(t *testing.T) {
	v := Builtin().Vocabulary()
	if len(v.Indicators) != 64 || v.Indicators[1].Code != "ASXH-HN-SO" || v.Indicators[1].Unit != "hộ" {
		t.Errorf("indicators %+v", v.Indicators[:2])
	}
	if v.Places[0].Kind != "tỉnh" || v.Places[1].Name != "Thành phố Việt Trì" {
		t.Errorf("places %+v", v.Places[:2])
	}
}

// TestCatalogueRowsReadBack writes the built-in catalogue and reads it again.
func TestCatalogueRowsReadBack(t *testing.T) {
	want := Builtin().Indicators
	g := new(ingest.Grid)
	rows := [][]string{CatalogueColumns()}
	for _, i := range want {
		rows = append(rows, CatalogueRow(i))
	}
	for r, row := range rows {
		for c, text := range row {
			g.Cells = append(g.Cells, ingest.Cell{Row: int32(r + 1), Col: int32(c + 1), Kind: ingest.Text, Text: text})
		}
	}
	got, findings := ParseCatalogue(g)
	if len(findings) > 0 {
		t.Errorf("findings %v", findings)
	}
	for i := range got {
		got[i].Pos = ingest.Pos{}
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("read back %d indicators that differ from the %d written", len(got), len(want))
	}
}

func TestFieldsAsTheJobOrdersThem(t *testing.T) {
	var results []Result
	for _, field := range []string{"A", "B", "A", "C", ""} {
		results = append(results, Result{Indicator: Indicator{Field: field}})
	}
	names := func(fields []Field) (out []string) {
		for _, f := range fields {
			out = append(out, f.Name)
		}
		return out
	}
	tests := []struct{ wanted, want []string }{
		{nil, []string{"A", "B", "C", ""}},
		{[]string{"C", "A"}, []string{"C", "A", ""}},
		{[]string{"no such field"}, []string{""}},
	}
	for _, test := range tests {
		if got := names(fieldsOf(results, test.wanted)); !slices.Equal(got, test.want) {
			t.Errorf("fieldsOf(%v) = %q, want %q", test.wanted, got, test.want)
		}
	}
}
