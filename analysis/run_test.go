package analysis

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"tongket/analysis/claim"
	"tongket/analysis/stat"
	"tongket/ingest"
)

// figures reads facts from lines such as
//
//	a.xlsx!Biểu 1!C7 | SO | Huyện X | 2019 | ước 1203 người | table=2 from=row
//
// position, indicator (an unknown label after "~"), place (empty = the whole),
// years, value with its measure and its unit, and what else there is to say. A
// value is as the sheet's raw text with a decimal comma; "…" and "-" are marks.
func figures(t testing.TB, lines ...string) []ingest.Fact {
	t.Helper()
	var out []ingest.Fact
	for _, line := range lines {
		for _, l := range strings.Split(line, "\n") {
			if strings.TrimSpace(l) != "" {
				out = append(out, figure(t, l))
			}
		}
	}
	return out
}

func figure(t testing.TB, line string) ingest.Fact {
	t.Helper()
	part := strings.Split(line, "|")
	if len(part) < 5 {
		t.Fatalf("figure %q has %d parts", line, len(part))
	}
	for i := range part {
		part[i] = strings.TrimSpace(part[i])
	}
	f := ingest.Fact{Pos: position(t, part[0]), Indicator: part[1], Label: part[1], Place: part[2], Measure: ingest.Actual, Table: 1}
	if label, unknown := strings.CutPrefix(part[1], "~"); unknown {
		f.Indicator, f.Label = "", label
	}
	if f.Place != "" {
		f.PlaceFrom = ingest.FromRow
	}
	from, to, _ := strings.Cut(part[3], "-")
	f.Years.From, _ = strconv.Atoi(from)
	f.Years.To, _ = strconv.Atoi(cmpOr(to, from))
	value(t, &f, part[4])
	if len(part) > 5 {
		for _, extra := range strings.Fields(part[5]) {
			key, v, _ := strings.Cut(extra, "=")
			detail(t, &f, key, v)
		}
	}
	return f
}

func cmpOr(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

func value(t testing.TB, f *ingest.Fact, text string) {
	t.Helper()
	for prefix, m := range map[string]ingest.Measure{"ước ": ingest.Estimate, "KH ": ingest.Plan, "MT ": ingest.Target} {
		if rest, ok := strings.CutPrefix(text, prefix); ok {
			f.Measure, text = m, rest
		}
	}
	number, unit, _ := strings.Cut(text, " ")
	f.Unit, f.Raw = unit, number
	switch number {
	case "…":
		f.Mark = ingest.NotAvailable
		return
	case "-":
		f.Mark = ingest.Nil
		return
	}
	v, err := strconv.ParseFloat(strings.Replace(number, ",", ".", 1), 64)
	if err != nil {
		t.Fatalf("value %q: %v", text, err)
	}
	_, decimals, _ := strings.Cut(number, ",")
	f.Value, f.Known, f.Decimals = v, true, len(decimals)
}

func detail(t testing.TB, f *ingest.Fact, key, v string) {
	t.Helper()
	switch key {
	case "from":
		f.PlaceFrom = ingest.Origin(v)
	case "table":
		f.Table, _ = strconv.Atoi(v)
	case "some", "all":
		f.Part = ingest.PartKind(key)
		f.Whole = position(t, f.Pos.File+"!"+f.Pos.Sheet+"!"+v)
	case "group":
		f.Group = true
	case "bound":
		f.Bound = v
	case "unsaid":
		f.Unsaid = true
	default:
		t.Fatalf("detail %q", key)
	}
}

func position(t testing.TB, text string) ingest.Pos {
	t.Helper()
	parts := strings.Split(text, "!")
	cell := parts[len(parts)-1]
	i := strings.IndexAny(cell, "0123456789")
	row, err := strconv.Atoi(cell[i:])
	if err != nil {
		t.Fatalf("cell %q", text)
	}
	col := 0
	for _, c := range cell[:i] {
		col = 26*col + int(c-'A') + 1
	}
	p := ingest.Pos{File: parts[0], Row: int32(row), Col: int32(col)}
	if len(parts) > 2 {
		p.Sheet = parts[1]
	}
	return p
}

// districtCatalogue is the test's catalogue with the thirteen districts A to M of one
// province.
func districtCatalogue() Catalogue {
	list := []string{"Tên|Loại", "Tỉnh T|tỉnh"}
	for p := range 13 {
		list = append(list, fmt.Sprintf("Huyện %c|huyện", 'A'+p))
	}
	c := testCatalogue()
	c.Places, _ = ParsePlaces(grid(list...))
	return c
}

// testCatalogue is a small catalogue of a job: a stock, a flow, a rate of two
// counts, a rate without parts, and three places.
func testCatalogue() Catalogue {
	indicators, _ := ParseCatalogue(grid(
		"Mã|Chỉ tiêu|Lĩnh vực|ĐVT|Loại|Chiều|Tử số|Mẫu số|Số lẻ|Mục tiêu|Mục tiêu kỳ tới|Đơn vị phụ trách",
		"HO|Tổng số hộ|An sinh|hộ|thời điểm|không|||0|||Phòng Một",
		"NGHEO|Số hộ nghèo|An sinh|hộ|thời điểm|giảm|||0|||Phòng Một",
		"TYLE|Tỷ lệ hộ nghèo|An sinh|%|tỷ lệ|giảm|NGHEO|HO|2|5,5|giảm 0,5 điểm %/năm|Phòng Một",
		"VIEC|Số việc làm mới|Lao động|người|tổng|tăng|||0|1000|1200|Phòng Hai",
		"THAT|Tỷ lệ thất nghiệp|Lao động|%|tỷ lệ|giảm|||1|||Phòng Hai",
	))
	places, _ := ParsePlaces(grid("Tên|Loại", "Tỉnh T|tỉnh", "Huyện X|huyện", "Huyện Y|huyện", "Huyện Z|huyện"))
	return Catalogue{Indicators: indicators, Places: places}
}

// run analyses facts with the test catalogue.
func run(t testing.TB, lines ...string) *Review {
	t.Helper()
	return Run(testCatalogue(), ingest.Result{Facts: ingest.FactsOf(figures(t, lines...)...)}, Options{})
}

// ofCode are the findings of some codes, one a line: code, severity, cell,
// related cells, values, args.
func ofCode(r *Review, codes ...string) []string {
	out := []string{}
	for _, f := range r.Findings {
		if !slices.Contains(codes, f.Code) {
			continue
		}
		s := fmt.Sprintf("%s %s %s", f.Code, f.Severity, f.Pos.Cell())
		for _, p := range f.Related {
			s += " " + p.Cell()
		}
		if len(claim.Values(f.Claim)) > 0 {
			s += fmt.Sprintf(" %.6g", claim.Values(f.Claim))
		}
		if len(claim.Args(f.Claim)) > 0 {
			s += fmt.Sprintf(" %q", claim.Args(f.Claim))
		}
		out = append(out, s)
	}
	return out
}

func wantFindings(t *testing.T, r *Review, codes string, want ...string) {
	t.Helper()
	got := ofCode(r, strings.Fields(codes)...)
	if want == nil {
		want = []string{}
	}
	if !slices.Equal(got, want) {
		t.Errorf("findings\n  %s\nwant\n  %s", strings.Join(got, "\n  "), strings.Join(want, "\n  "))
	}
}

func inputOf(t testing.TB, lines ...string) ingest.Result {
	t.Helper()
	return ingest.Result{Facts: ingest.FactsOf(figures(t, lines...)...)}
}

func result(t testing.TB, r *Review, code string) *Result {
	t.Helper()
	for i := range r.Indicators {
		if r.Indicators[i].Code == code {
			return &r.Indicators[i]
		}
	}
	t.Fatalf("no indicator %s", code)
	return nil
}

// shown is a line as text: values with their status and marks.
func shown(l *Line) string {
	var parts []string
	for _, p := range l.Points {
		s := strconv.FormatFloat(p.Value, 'g', 8, 64)
		switch p.Status {
		case Missing:
			s = "?"
		case NoValue:
			s = "…"
		case NilOnly:
			s = "-"
		}
		if p.Estimate {
			s = "ước" + s
		}
		if p.Held {
			s += "!"
		}
		if p.From != "" {
			s += "=" + p.From
		}
		parts = append(parts, s)
	}
	return strings.Join(parts, " ")
}

func wantLine(t *testing.T, l *Line, want string) {
	t.Helper()
	if l == nil {
		t.Errorf("no line, want %s", want)
		return
	}
	if got := shown(l); got != want {
		t.Errorf("line %q: %s, want %s", l.Place, got, want)
	}
}

func placeLine(r *Result, place string) *Line {
	for i := range r.Places {
		if r.Places[i].Place == place {
			return &r.Places[i]
		}
	}
	return nil
}

func TestRun(t *testing.T) {
	r := run(t, `
		a.xlsx!S!C1 | TYLE |         | 2015 | 12,04 %
		a.xlsx!S!D1 | TYLE |         | 2016 | 10,51 %
		a.xlsx!S!E1 | TYLE |         | 2017 | 8,83 %
		a.xlsx!S!F1 | TYLE |         | 2018 | 7,09 %
		a.xlsx!S!G1 | TYLE |         | 2019 | 6,18 %
		a.xlsx!S!H1 | TYLE |         | 2020 | ước 5,3 %
		a.xlsx!S!C2 | ~Số xã |         | 2019 | 277 xã`)
	res := result(t, r, "TYLE")
	wantLine(t, &res.Whole, "12.04 10.51 8.83 7.09 6.18 ước5.3")
	if res.Judgement.Verdict != Exceeded || !res.Judgement.Estimate || *res.Judgement.Difference != -0.2 {
		t.Errorf("judgement %+v", res.Judgement)
	}
	if res.Progress.Class != stat.TargetMet || stat.Round(*res.Term.Change, 9) != -6.74 {
		t.Errorf("progress %+v, term %+v", res.Progress, res.Term)
	}
	if n := res.Next; n == nil || n.Target == nil || stat.Round(*n.Target, 6) != 2.8 || n.Forecast == nil || n.Probability == nil {
		t.Errorf("next %+v", n)
	}
	if len(r.Fields) != 3 || r.Fields[0].Name != "An sinh" || r.Fields[0].Exceeded != 1 || r.Fields[2].Name != "" {
		t.Errorf("fields %+v", r.Fields)
	}
	unknown := result(t, r, "~Số xã")
	if !unknown.Unknown || unknown.Kind != Stock || unknown.Direction != Either || unknown.Next != nil {
		t.Errorf("unknown indicator %+v", unknown.Indicator)
	}
	wantLine(t, &unknown.Whole, "? ? ? ? 277 ?")
}
