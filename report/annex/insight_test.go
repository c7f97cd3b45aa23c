package annex

import (
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"tongket/analysis"
	"tongket/analysis/stat"
	"tongket/ingest"
	"tongket/report/vi"
)

// TestInsightsOfSample holds the paper's figures to numbers worked out by hand
// from the sample's counts, and its sums to what they are printed to add up to.
func TestInsightsOfSample(t *testing.T) {
	r := sampleReview(t)
	doc := Build(r)
	at := slices.IndexFunc(doc.Annexes, func(a Annex) bool { return strings.HasSuffix(a.ID, "phan-tich") })
	if at < 0 {
		t.Fatal("the paper is not there")
	}
	a := doc.Annexes[at]
	if a.Shelf != Papers {
		t.Error("it goes to the congress")
	}
	text := strings.Join(strings.Fields(print(Document{Annexes: []Annex{a}})), " ") // no-break blanks, too
	for _, want := range []string{
		// -3.925, -3.155 and -3.068 of -24.037; 245, 122 and 115 of 900
		"Cẩm Khê 16,3; Yên Lập 13,1; Tân Sơn 12,8", "TP Việt Trì 27,2; Thanh Sơn 13,6; Phù Ninh 12,8",
		"huyện Cẩm Khê, huyện Yên Lập và huyện Tân Sơn chiếm 42,2% mức giảm của toàn tỉnh",
		// ½(1/383.820+1/417.600)·(22.175-46.212) = -6,009; ½(46.212+22.175)·(1/417.600-1/383.820) = -0,721
		"Tỷ lệ hộ nghèo giảm 6,73 điểm % so với năm 2015, trong đó 6,01 điểm % do số hộ nghèo giảm, 0,72 điểm % do tổng số hộ dân cư tăng.",
		// 30,00-1,49 and 13,68-0,58; 30,00/1,49 and 13,68/0,58
		"thu hẹp từ 28,51 điểm % năm 2015 xuống còn 13,1 điểm % năm 2020; so theo số lần thì nới rộng từ 20,1 lên 23,6 lần",
		// 7.020/14.900 and 7.616/15.800, and twice their distance from the half
		"nữ chiếm 47,1% năm 2015, 48,2% năm 2020; khoảng cách với nam thu hẹp từ 5,8 điểm % xuống còn 3,6 điểm %",
		"Cẩm Khê -1,11; Yên Lập -0,88; Tân Sơn -0,86",      // of 100·(n₁/417.600 - n₀/383.820)
		"46.212 | 2.788 | 7.950 | 41.050 | 6,0 | 17,2 | 0", // the account of 2016
		"25.405 | 7,8 | 18,9 | -90", "giảm chênh 90 hộ so với số cuối năm", // 28.667 + 2.238 - 5.410 = 25.495, not 25.405
		"Năm 2017 không ghi vì có số liệu đang rà soát",
		"| 7,09 | 111,6 | Đúng tiến độ", "| 90,0 | 90,4 | 178,2 | Đã đạt mục tiêu", "| 46.850 | 100,8 |", // (7,09/12,04)^(1/3)-1 in (5,5/12,04)^(1/5)-1; 46.850 of 46.500
		"cả 32 chỉ tiêu đúng tiến độ, trong đó 8 chỉ tiêu đã đạt mục tiêu cả nhiệm kỳ",
		"cao hơn mức so sánh (4,5%) 0,74 điểm %",
	} {
		if !strings.Contains(strings.ToLower(text), strings.ToLower(want)) {
			t.Errorf("no %q", want)
		}
	}
	if n := strings.Count(text, "chênh 90 hộ"); n != 1 {
		t.Errorf("a year that does not balance is told %d times", n)
	}
	for i := range r.Indicators {
		x := &r.Indicators[i]
		if e := analysis.EffectsOf(x); e != nil {
			for _, pair := range [][2]*float64{{e.Numerator, e.Denominator}, {e.Within, e.Mix}} {
				if pair[0] != nil && math.Abs(*pair[0]+*pair[1]-e.Change) > 1e-9 {
					t.Errorf("%s: %v + %v is not %v", x.Code, *pair[0], *pair[1], e.Change)
				}
			}
		}
		if parts := analysis.ContributionsOf(x); parts != nil && math.Abs(stat.Sum(parts)-100) > 1e-9 {
			t.Errorf("%s: contributions add up to %v", x.Code, stat.Sum(parts))
		}
	}
	for _, b := range a.Blocks {
		if b.Table != nil && strings.HasPrefix(b.Table.ID, "so_sanh") {
			t.Error("one comparison is a table, not a sentence")
		}
		if b.Table == nil || !strings.HasPrefix(b.Table.ID, "giao_dia_ban") {
			continue
		}
		for col := 1; col < len(b.Table.Columns); col++ {
			sum := 0.0
			for _, row := range b.Table.Rows[1:] {
				sum += *row.Cells[col].Value
			}
			whole := b.Table.Rows[0].Cells[col]
			if stat.Round(*whole.Value, whole.Decimals) != sum {
				t.Errorf("%s: places add up to %v, not %s", b.Table.Columns[col].Title, sum, whole.Text)
			}
		}
	}
}

// TestInsightsSayNothingOfFew: of a count below 20 nothing is told in per cent.
func TestInsightsSayNothingOfFew(t *testing.T) {
	r := sampleReview(t)
	for i := range r.Indicators {
		x := &r.Indicators[i]
		if s := analysis.SidesOf(r.Indicators, x); s != nil && *s.Whole.Term.Last < 20 {
			t.Errorf("%s: a share of %v", x.Code, *s.Whole.Term.Last)
		}
		if strings.HasPrefix(x.Code, "XDD-C") && analysis.EffectsOf(x) != nil {
			t.Errorf("%s: parts of a rate of a handful: %+v", x.Code, analysis.EffectsOf(x))
		}
		if s := vi.Honoured(x); s && x.Part != nil {
			t.Errorf("%s", x.Code)
		}
	}
}

var (
	wayForm     = regexp.MustCompile(`(thu hẹp|nới rộng) từ ` + figureForm + `[^;]*? (xuống còn|lên) ` + figureForm)
	effectsForm = regexp.MustCompile(` (tăng|giảm) ` + figureForm + ` điểm %`)
	pushForm    = regexp.MustCompile(` (tăng|giảm) ` + figureForm + ` người so với năm 2015, trong đó .* chiếm ` + figureForm + `% mức (tăng|giảm) của`)
)

// TestRandomInsights holds the paper on random jobs with places to its own
// figures: what is parted adds up, a gap that narrows falls, what drives a
// change goes its way. TONGKET_JOBS asks for more than the usual hundred.
func TestRandomInsights(t *testing.T) {
	jobs := 100
	if n, err := strconv.Atoi(os.Getenv("TONGKET_JOBS")); err == nil {
		jobs = n
	}
	seen := map[string]int{}
	for seed := range jobs {
		r := randomPlaces(rand.New(rand.NewPCG(2021, uint64(seed))))
		for i := range r.Indicators {
			x := &r.Indicators[i]
			for _, f := range insightFaults(r, x, seen) {
				t.Errorf("job %d: %s: %s", seed, x.Code, f)
			}
		}
		if at := slices.IndexFunc(Build(r).Annexes, func(a Annex) bool { return strings.HasSuffix(a.ID, "phan-tich") }); at >= 0 && seed < 20 {
			check(t, r, Build(r))
		}
		if t.Failed() {
			t.FailNow()
		}
	}
	for _, form := range []string{"parts", "places", "gaps", "drivers", "sides", "shared"} {
		if seen[form] < jobs/10 {
			t.Errorf("only %d of the form %q among %d jobs", seen[form], form, jobs)
		}
	}
}

// randomPlaces is a job of a rate with both parts, women among the numerator and
// four to eight places, of which one may lack a figure.
func randomPlaces(rng *rand.Rand) *analysis.Review {
	const file = "danh-muc.csv"
	way := []analysis.Direction{analysis.Up, analysis.Down}[rng.IntN(2)]
	kind := []analysis.IndicatorKind{analysis.Stock, analysis.Flow}[rng.IntN(2)]
	cat := analysis.Catalogue{Places: []analysis.Place{{Name: "Tỉnh Thử", Kind: "tỉnh"}}, Indicators: []analysis.Indicator{
		{Code: "TU", Name: "Số người được vay", Field: "Thử", Unit: "người", Kind: kind, Direction: way, NextTarget: strconv.Itoa(5000 + rng.IntN(90000)), Pos: ingest.Pos{File: file, Row: 1, Col: 1}},
		{Code: "NU", Name: "Trong đó: nữ được vay", Field: "Thử", Unit: "người", Kind: kind, Direction: way, Pos: ingest.Pos{File: file, Row: 2, Col: 1}},
		{Code: "MAU", Name: "Dân số", Field: "Thử", Unit: "người", Kind: kind, Direction: analysis.Either, Pos: ingest.Pos{File: file, Row: 3, Col: 1}},
		{Code: "TYLE", Name: "Tỷ lệ người được vay", Field: "Thử", Unit: "%", Kind: analysis.Rate, Direction: way, Decimals: 1 + rng.IntN(2), Numerator: "TU", Denominator: "MAU", Target: strconv.Itoa(1 + rng.IntN(90)), Pos: ingest.Pos{File: file, Row: 4, Col: 1}},
	}}
	var facts []ingest.Fact
	sums := [3][6]float64{}
	places := 4 + rng.IntN(5)
	put := func(code string, row, year int, place string, v float64) {
		facts = append(facts, ingest.Fact{Pos: ingest.Pos{File: "a.xlsx", Sheet: "S", Row: int32(row), Col: int32(year + 2)}, Indicator: code, Unit: "người", Place: place,
			Years: ingest.Year(2015 + year), Measure: ingest.Actual, Value: v, Known: true, PlaceFrom: ingest.FromTitle, Table: 1})
	}
	for p := range places {
		name := "Huyện " + string(rune('A'+p))
		cat.Places = append(cat.Places, analysis.Place{Name: name, Kind: "huyện"})
		den, share, women := 500+rng.Float64()*60000, 0.02+0.8*rng.Float64(), 0.1+0.8*rng.Float64()
		grow, drift := 1+0.03*rng.NormFloat64(), 1+0.06*rng.NormFloat64()
		for y := range 6 {
			d := math.Round(den * math.Pow(grow, float64(y)))
			n := math.Min(d, math.Round(d*share*math.Pow(drift, float64(y))))
			w := math.Round(n * women)
			for k, v := range []float64{n, w, d} {
				sums[k][y] += v
				put([]string{"TU", "NU", "MAU"}[k], 10*k+p+2, y, name, v)
			}
		}
	}
	for k, code := range []string{"TU", "NU", "MAU"} {
		for y := range 6 {
			put(code, 10*k+1, y, "", sums[k][y])
		}
	}
	return analysis.Run(cat, ingest.Result{Facts: ingest.FactsOf(facts...)}, analysis.Options{Term: analysis.Term{Base: 2015, Last: 2020, Next: 2025}})
}

func insightFaults(r *analysis.Review, x *analysis.Result, seen map[string]int) (faults []string) {
	say := func(format string, args ...any) { faults = append(faults, fmt.Sprintf(format, args...)) }
	plain := func(s string) string { return strings.ReplaceAll(s, "\u00a0", " ") }
	sign := map[string]float64{"tăng": 1, "giảm": -1}
	if e := analysis.EffectsOf(x); e != nil {
		for k, pair := range [][2]*float64{{e.Numerator, e.Denominator}, {e.Within, e.Mix}} {
			if pair[0] == nil {
				continue
			}
			seen[[]string{"parts", "places"}[k]]++
			if math.Abs(*pair[0]+*pair[1]-e.Change) > 1e-9 {
				say("%v and %v of %v", *pair[0], *pair[1], e.Change)
			}
		}
		s := plain(vi.EffectsSay(r, x, e))
		if all := effectsForm.FindAllStringSubmatch(s, -1); len(all) == 3 { // the change, and what each part makes of the rate
			if sum := sign[all[1][1]]*parsed(all[1][2]) + sign[all[2][1]]*parsed(all[2][2]); math.Abs(sum-sign[all[0][1]]*parsed(all[0][2])) > 1e-9 {
				say("%s", s)
			}
		}
	}
	if g := analysis.GapsOf(x); g != nil {
		seen["gaps"]++
		s := plain(vi.GapsSay(r, x, g))
		for _, m := range wayForm.FindAllStringSubmatch(s, -1) {
			if narrower := parsed(m[4]) < parsed(m[2]); narrower != (m[1] == "thu hẹp") || narrower != (m[3] == "xuống còn") {
				say("%s", s)
			}
		}
	}
	if d := analysis.DriversOf(x); d != nil {
		seen["drivers"]++
		if parts := analysis.ContributionsOf(x); math.Abs(stat.Sum(parts)-100) > 1e-9 {
			say("contributions of %v", stat.Sum(parts))
		}
		s := plain(vi.DriversSay(r, x, d))
		if m := pushForm.FindStringSubmatch(s); m != nil && (m[1] != m[4] || sign[m[1]]*d.Change < 0 || parsed(m[3]) > 100) {
			say("%s", s)
		}
	}
	if s := analysis.SidesOf(r.Indicators, x); s != nil && s.Base != nil && s.Last != nil {
		seen["sides"]++
		text := plain(vi.SidesSay(r, x, s))
		for _, m := range wayForm.FindAllStringSubmatch(text, -1) {
			if narrower := parsed(m[4]) < parsed(m[2]); narrower != (m[1] == "thu hẹp") || narrower != (m[3] == "xuống còn") {
				say("%s", text)
			}
		}
		if !strings.Contains(text, "nữ chiếm ") {
			say("%s", text)
		}
	}
	if n := x.Next; n != nil && n.Target != nil && len(x.Places) > 1 && x.Places[0].NextTarget != nil {
		seen["shared"]++
		sum := 0.0
		for _, l := range x.Places {
			sum += stat.Round(*l.NextTarget, x.Decimals)
		}
		if math.Abs(sum-stat.Round(*n.Target, x.Decimals)) > 1e-6 {
			say("places add up to %v, not %v", sum, *n.Target)
		}
	}
	return faults
}

// TestDensityColumn: a count with a population is told per so many of it, place
// by place, in the book's table and in full.
func TestDensityColumn(t *testing.T) {
	r := randomPlaces(rand.New(rand.NewPCG(7, 7)))
	x := &r.Indicators[0]
	x.Per, x.Population = 1000, "MAU"
	density := func(l *analysis.Line, v float64) {
		l.Density = make([]*float64, len(l.Points))
		l.Density[len(l.Points)-1] = &v
	}
	density(&x.Whole, 31.26)
	for i := range x.Places {
		density(&x.Places[i], float64(20+i))
	}
	b := newDocument(r)
	for _, table := range []Table{b.placeTable(b.page(), x), b.compactTable(b.page(), x)} {
		col := slices.IndexFunc(table.Columns, func(c Column) bool { return c.Name == ColDensity })
		if col < 0 {
			t.Fatalf("%s has no density", table.ID)
		}
		if got := strings.ReplaceAll(table.Columns[col].Title, "\u00a0", " "); got != "Trên 1.000 người" {
			t.Error(got)
		}
		if whole, first := table.Rows[0].Cells[col].Text, table.Rows[1].Cells[col].Text; whole != "31,3" || first != "20,0" {
			t.Errorf("%s prints %s and %s", table.ID, whole, first)
		}
	}
}

// TestOfficeWords: what officials read names no method, key or sign of a
// statistician but in the note at the paper's end; a small change is not told by
// shares, and what is worse than its reference is a shortcoming.
func TestOfficeWords(t *testing.T) {
	r := sampleReview(t)
	a := annexOf(t, Build(r), "phan-tich")
	text := print(Document{Annexes: []Annex{a}})
	before, _, found := strings.Cut(text, "Tên các phương pháp:")
	if !found {
		t.Error("no note on methods")
	}
	for _, word := range []string{"β", "Kitagawa", "Barro", "Holt", "Theta", "Eurostat", "sigma", "so-sanh"} {
		if strings.Contains(before, word) {
			t.Errorf("%q stands in the paper", word)
		}
	}
	for i := range r.Indicators { // 89 of 5.020
		if x := &r.Indicators[i]; x.Code == "ASXH-TE-TG" && analysis.DriversOf(x) != nil {
			t.Error("a change of 1,8 % is told by shares")
		}
	}
	limits := strings.Join(strings.Fields(print(Document{Annexes: []Annex{annexOf(t, Build(r), "an-sinh")}})), " ")
	if want := "cao hơn mức so sánh (4,5%) 0,74 điểm %"; !strings.Contains(limits, want) {
		t.Errorf("no %q among the shortcomings", want)
	}
}
