package vi

import (
	"encoding/csv"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"tongket/analysis"
	"tongket/analysis/stat"
)

var term = analysis.Term{Base: 2015, Last: 2020, Next: 2025}

// province is a review without indicators, of a province with thirteen places.
func province() *analysis.Review {
	r := &analysis.Review{Term: term, Places: []analysis.Place{{Name: "Tỉnh Phú Thọ", Kind: "tỉnh"}, {Name: "Thành phố Việt Trì", Kind: "thành phố"}, {Name: "Thị xã Phú Thọ", Kind: "thị xã"}}}
	for len(r.Places) < 14 {
		r.Places = append(r.Places, analysis.Place{Name: "Huyện " + strconv.Itoa(len(r.Places)), Kind: "huyện"})
	}
	return r
}

// catalogue reads the built-in catalogue as far as the pairs need it.
func catalogue(t *testing.T) map[string]analysis.Indicator {
	t.Helper()
	file, err := os.Open("../../analysis/danh-muc.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	kinds := map[string]analysis.IndicatorKind{"thời điểm": analysis.Stock, "tổng": analysis.Flow, "tỷ lệ": analysis.Rate}
	directions := map[string]analysis.Direction{"tăng": analysis.Up, "giảm": analysis.Down, "không": analysis.Either}
	all := map[string]analysis.Indicator{}
	for _, row := range rows[1:] {
		decimals, _ := strconv.Atoi(row[9])
		all[row[0]] = analysis.Indicator{Code: row[0], Name: row[1], Unit: row[4], Kind: kinds[row[5]], Direction: directions[row[6]], Numerator: row[7], Denominator: row[8], Decimals: decimals}
	}
	return all
}

func number(t *testing.T, s string) float64 {
	t.Helper()
	v, err := strconv.ParseFloat(strings.ReplaceAll(strings.ReplaceAll(s, ".", ""), ",", "."), 64)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// TestWorkedPairs reads the table of data and sentences.
func TestWorkedPairs(t *testing.T) { readPairs(t, "testdata/worked-pairs.md", 38) }

// TestMorePairs reads a table of cases that the worked pairs leave out:
// estimates, figures under review, gaps at either end, nothing occurred.
func TestMorePairs(t *testing.T) { readPairs(t, "testdata/more-pairs.md", 79) }

func readPairs(t *testing.T, path string, least int) {
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	all := catalogue(t)
	row := regexp.MustCompile("(?m)^\\| (\\d+) \\| `([^`]+)` \\| (.+) \\|$")
	pairs := row.FindAllStringSubmatch(string(content), -1)
	if len(pairs) < least {
		t.Fatalf("%d pairs, want at least %d", len(pairs), least)
	}
	for _, pair := range pairs {
		got := spoken(t, all, pair[2])
		sentence(t, "pair "+pair[1], got)
		if plain(got) != pair[3] {
			t.Errorf("pair %s\n got %s\nwant %s", pair[1], plain(got), pair[3])
		}
	}
}

// spoken is the sentence for a row of the table.
func spoken(t *testing.T, all map[string]analysis.Indicator, data string) string {
	switch {
	case strings.HasPrefix(data, "lĩnh vực:"):
		n := regexp.MustCompile(`\d+`).FindAllString(data, -1)
		c := make([]int, len(n))
		for i := range n {
			c[i], _ = strconv.Atoi(n[i])
		}
		if len(c) == 1 { // "1 chỉ tiêu có MT; ước đạt"
			r := &analysis.Review{Indicators: []analysis.Result{{Judgement: analysis.Judgement{Estimate: strings.Contains(data, "ước")}}}}
			return Balance(r, analysis.Field{Targeted: 1, Met: 1, Indicators: []int{0}})
		}
		return Balance(province(), analysis.Field{Targeted: c[0], Exceeded: c[1], Met: c[2], NotMet: c[3], NoData: c[4]})
	case strings.Contains(data, " theo huyện"):
		return atPlaces(t, all, data)
	}
	r := province()
	x, next := parsed(t, all, r, data)
	if next {
		return NextTarget(r, x)
	}
	return Sentence(r, x)
}

// named are indicators that the pairs give by name and not by code.
var named = map[string]string{"NCC-BM": "NCC-BM-SONG", "tỷ lệ cấp ủy viên nữ": "XDD-CU-NU-TYLE", "số ủy viên Ban Chấp hành": "XDD-CU-SO"}

// indicatorOf is the indicator that a pair is about.
func indicatorOf(t *testing.T, all map[string]analysis.Indicator, name string) analysis.Indicator {
	if code, ok := named[name]; ok {
		name = code
	}
	if name == "số ủy viên nữ" {
		return analysis.Indicator{Name: "Số ủy viên nữ", Unit: "đồng chí", Kind: analysis.Stock}
	}
	code, _, _ := strings.Cut(name, " ")
	ind, ok := all[code]
	if !ok {
		t.Fatalf("no indicator %q", name)
	}
	ind.Wording = analysis.WordingOf(ind.Code)
	return ind
}

// beside adds to r another indicator with figures, as pairs need it.
func beside(t *testing.T, all map[string]analysis.Indicator, r *analysis.Review, code string, years map[int]float64) {
	x := analysis.Result{Indicator: indicatorOf(t, all, code)}
	for year := term.Base; year <= term.Last; year++ {
		p := analysis.Point{Year: year, Status: analysis.Missing}
		if v, ok := years[year]; ok {
			p = analysis.Point{Year: year, Value: v}
		}
		x.Whole.Points = append(x.Whole.Points, p)
	}
	x.Term = analysis.Statistics(x.Kind, term, x.Whole.Points)
	r.Indicators = append(r.Indicators, x)
}

// parsed makes a result of "CODE; year=value; …; MT=target". next: the target
// is one of the next term.
func parsed(t *testing.T, all map[string]analysis.Indicator, r *analysis.Review, data string) (x *analysis.Result, next bool) {
	parts := strings.Split(data, "; ")
	x = &analysis.Result{Indicator: indicatorOf(t, all, parts[0])}
	for year := term.Base; year <= term.Last; year++ {
		x.Whole.Points = append(x.Whole.Points, analysis.Point{Year: year, Status: analysis.Missing})
	}
	counts := regexp.MustCompile(` \((\d+)/(\d+)\)`)
	part, since := 0.0, 0
	for _, p := range parts[1:] {
		if m := counts.FindStringSubmatch(p); m != nil { // the numerator fell with its base
			beside(t, all, r, x.Numerator, map[int]float64{2015: 268, 2020: number(t, m[1])})
			beside(t, all, r, x.Denominator, map[int]float64{2015: 277, 2020: number(t, m[2])})
			p = strings.Replace(p, m[0], "", 1)
		}
		key, value, _ := strings.Cut(p, "=")
		year, _ := strconv.Atoi(key)
		switch {
		case year > 0:
			x.Whole.Points[year-term.Base] = pointOf(t, year, value)
		case key == "MT":
			v, bound, ok := analysis.ParseTarget(strings.ReplaceAll(value, ".", ""))
			if !ok {
				t.Fatalf("target %q", value)
			}
			x.Goal = &analysis.Goal{Value: v, Bound: bound}
		case key == "MT 2025":
			x.Next, next = &analysis.Next{Rule: value}, true
		case p == "khả năng: phấn đấu":
			x.Next.Feasibility = "stretch"
		case p == "khả năng: rất khó":
			x.Next.Feasibility = "hard"
		case strings.HasPrefix(p, "tổng 2016-2020="): // spread over the years, the last given
			total := number(t, strings.TrimPrefix(value, "ước "))
			for y := 2016; y < 2020; y++ {
				x.Whole.Points[y-term.Base] = analysis.Point{Year: y, Value: (total - 15800) / 4}
			}
		case strings.HasPrefix(p, "nữ "):
			part = number(t, strings.TrimPrefix(p, "nữ "))
		case strings.HasPrefix(p, "ngắt chuỗi "):
			y, _ := strconv.Atoi(strings.TrimPrefix(p, "ngắt chuỗi "))
			since = y
		case key == "NCC-BM-TYLE":
			beside(t, all, r, key, map[int]float64{2020: number(t, value)})
		default:
			t.Fatalf("%q in %q", p, data)
		}
	}
	x.Term = analysis.StatisticsSince(x.Kind, term, since, x.Whole.Points)
	x.Judgement = analysis.Judge(x.Indicator, term, x.Whole, x.Goal)
	if next {
		aimAt(t, x)
	}
	r.Indicators = append([]analysis.Result{*x}, r.Indicators...)
	if part > 0 {
		women := map[int]float64{}
		for y := 2016; y <= 2020; y++ {
			women[y] = part / 5
		}
		rest := r.Indicators[1:]
		r.Indicators = r.Indicators[:1:1]
		beside(t, all, r, "NNL-VL-NU", women)
		r.Indicators = append(r.Indicators, rest...)
	}
	return &r.Indicators[0], next
}

// aimAt makes a target of the next term of the text of its rule.
func aimAt(t *testing.T, x *analysis.Result) {
	t.Helper()
	rule, err := analysis.ParseRule(strings.ReplaceAll(x.Next.Rule, ".", ""))
	if err != nil {
		t.Fatal(err)
	}
	v := rule.Amount
	if rule.Kind == analysis.ByGrowth || rule.Kind == analysis.ByPoints {
		c, _ := analysis.Path(rule, x.Kind, *x.Term.Last, 5)
		v = c.Target
	}
	x.Next.Target, x.Next.Bound = &v, rule.Bound
	if x.Kind == analysis.Flow {
		yearly := v / float64(term.Next-term.Last)
		x.Next.Average = &yearly
	}
	x.Next.Kept = rule.Bound != "" && stat.Reaches(x.Direction, rule.Bound, *x.Term.Last, v)
	x.Next.Required = stat.Required(*x.Term.Last, []float64{0, 0, 0, 0, v})
	if x.Term.Base != nil {
		x.Next.Achieved = stat.Achieved(*x.Term.Base, *x.Term.Last, term.Last-term.Base)
	}
}

func pointOf(t *testing.T, year int, value string) analysis.Point {
	switch value {
	case "…":
		return analysis.Point{Year: year, Status: analysis.NoValue}
	case "-":
		return analysis.Point{Year: year, Status: analysis.NilOnly}
	case "rà soát":
		return analysis.Point{Year: year, Value: 1, Held: true}
	}
	value, disputed := strings.CutPrefix(value, "hai nguồn ")
	value, estimate := strings.CutPrefix(value, "ước ")
	return analysis.Point{Year: year, Value: number(t, value), Estimate: estimate, Disputed: disputed}
}

// atPlaces words "CODE theo huyện, 2020: max A=1, B=1; min C=2; tỉnh=3", "CODE theo
// huyện; 2015 chênh lệch 28,51; 2020: …" and "CODE theo huyện, 2020: 99 đến 99,4".
func atPlaces(t *testing.T, all map[string]analysis.Indicator, data string) string {
	head, list, _ := strings.Cut(data, "2020: ")
	code, _, _ := strings.Cut(head, " ")
	x := &analysis.Result{Indicator: indicatorOf(t, all, code)}
	d := &stat.Dispersion{Places: 13}
	total := 0.0
	if low, high, ok := strings.Cut(list, " đến "); ok {
		d.Min, d.Max, d.Lowest, d.Highest = number(t, low), number(t, high), []string{"Huyện A"}, []string{"Huyện B"}
		list = ""
	}
	for _, part := range strings.Split(list, "; ") {
		if v, ok := strings.CutPrefix(part, "tỉnh="); ok {
			total = number(t, v)
			continue
		}
		if part == "" {
			continue
		}
		end, places, _ := strings.Cut(part, " ")
		for _, p := range regexp.MustCompile(`[^=,]+=[\d.]+(,\d+)?`).FindAllString(places, -1) {
			name, value, _ := strings.Cut(strings.Trim(p, ", "), "=")
			v := number(t, value)
			x.Places = append(x.Places, analysis.Line{Place: name, Points: []analysis.Point{{Year: 2020, Value: v}}})
			if end == "max" {
				d.Highest, d.Max = append(d.Highest, name), v
			} else {
				d.Lowest, d.Min = append(d.Lowest, name), v
			}
		}
	}
	d.Range = d.Max - d.Min
	if total > 0 {
		for i := range x.Places {
			share := 100 * x.Places[i].Points[0].Value / total
			x.Places[i].Share = &share
		}
	}
	x.Spread = &analysis.Spread{Last: d}
	if m := regexp.MustCompile(`2015 chênh lệch ([\d,]+)`).FindStringSubmatch(head); m != nil {
		x.Spread.Base, x.Spread.Verdict = &stat.Dispersion{Places: d.Places, Max: number(t, m[1])}, "narrowed"
		ratio := d.Max / d.Min
		d.MaxMin = &ratio
	}
	return Places(province(), x)
}

// How far an estimate may be off stands beside how far earlier ones were.
func TestTurns(t *testing.T) {
	x := analysis.Result{Indicator: analysis.Indicator{Name: "Số hộ", Unit: "hộ", Kind: analysis.Stock, Direction: analysis.Up}, Turning: &analysis.Turning{Percent: 1.84, Falls: true}}
	told := teller{Result: &x, term: analysis.Term{Base: 2015, Last: 2020, Next: 2025}}
	want := "đánh giá đổi nếu số thực hiện năm 2020 thấp hơn ước 1,8%"
	if got := strings.ReplaceAll(told.turns(), nbsp, " "); got != want {
		t.Errorf("%q, want %q", got, want)
	}
	x.Estimates = []analysis.EstimateError{{Year: 2018, Percent: -3}, {Year: 2019, Percent: 2}}
	if got := strings.ReplaceAll(told.turns(), nbsp, " "); got != want+" (các năm trước ước lệch bình quân 2,5%)" {
		t.Errorf("%q", got)
	}
	x.Turning.Percent = 12 // nothing to worry about
	if got := told.turns(); got != "" {
		t.Errorf("%q", got)
	}
}

// TestContradicted: a verdict in a list, a limit and a forecast say that they rest on
// figures that another sheet contradicts; a target that was given does where what was achieved
// stands beside it.
func TestContradicted(t *testing.T) {
	r := province()
	x, _ := parsed(t, catalogue(t), r, "ASXH-HN-TYLE; 2015=12,04; 2018=hai nguồn 8,1; 2020=hai nguồn 6; MT=5,5; MT 2025=4")
	x.Judgement.Verdict = analysis.NotMet
	const two = "số liệu các năm 2018, 2020 chưa thống nhất giữa các nguồn"
	for _, c := range []struct{ got, want string }{
		{tellerOf(r, x).held(false, false), "tỷ lệ hộ nghèo 6% (mục tiêu 5,5%; số liệu năm 2020 chưa thống nhất giữa các nguồn)"},
		{tellerOf(r, x).shortfall(), "Tỷ lệ hộ nghèo: không đạt mục tiêu Nghị quyết, cao hơn 0,5 điểm %; số liệu năm 2020 chưa thống nhất giữa các nguồn."},
		{Contradicted(r, x), "Số liệu năm 2020 chưa thống nhất giữa các nguồn."},
		{DoubtOf(r, x), "Tỷ lệ hộ nghèo: số liệu năm 2020 chưa thống nhất giữa các nguồn."},
		{Doubts(r, x), ""},
		{ForecastContradicted(r, x), Capital(two) + "."},
		{NextTarget(r, x), "Đến năm 2025, phấn đấu giảm tỷ lệ hộ nghèo còn 4%, bình quân giảm 0,4 điểm %/năm (giai đoạn 2016-2020: giảm 1,21 điểm %/năm; số liệu năm 2020 chưa thống nhất giữa các nguồn)."},
	} {
		if plain(c.got) != c.want {
			t.Errorf("got %q, want %q", plain(c.got), c.want)
		}
	}
	x.Next.Proposed = true
	if got := plain(NextTarget(r, x)); !strings.HasPrefix(got, "Đến năm 2025, đề xuất phấn đấu giảm") || !strings.HasSuffix(got, "; "+two+".") {
		t.Errorf("%q", got)
	}
}

// TestChartSays: a caption compares what compares: not across a break, and it does not say
// of a figure that came back to its first that it was kept.
func TestChartSays(t *testing.T) {
	r := province()
	line := func(values ...float64) (l analysis.Line) {
		for i, v := range values {
			l.Points = append(l.Points, analysis.Point{Year: r.Term.Base + i, Value: v})
		}
		return l
	}
	total := 346000.0
	rate := analysis.Indicator{Name: "Tỷ lệ hộ thiếu nước", Unit: "%", Decimals: 1, Kind: analysis.Rate, Direction: analysis.Down}
	count := analysis.Indicator{Name: "Số hồ sơ", Unit: "hồ sơ", Kind: analysis.Stock, Direction: analysis.Up}
	flow := analysis.Indicator{Name: "Số lượt khám", Unit: "lượt", Kind: analysis.Flow, Direction: analysis.Up}
	for _, tt := range []struct {
		x    analysis.Result
		want string
	}{
		{analysis.Result{Indicator: rate, Whole: line(12, 10.5, 8.8, 3.1, 2.8, 2.5)}, "Tỷ lệ hộ thiếu nước giảm từ 12% xuống còn 2,5%"},
		{analysis.Result{Indicator: rate, Whole: line(12, 10.5, 8.8, 3.1, 2.8, 2.5), Term: analysis.TermStats{Since: 2018}}, "Tỷ lệ hộ thiếu nước giảm từ 3,1% năm 2018 xuống còn 2,5%"},
		{analysis.Result{Indicator: flow, Whole: line(50e3, 52e3, 54e3, 110e3, 115e3, 121e3), Term: analysis.TermStats{Since: 2018, Total: &total, TotalYears: 3}}, "Số lượt khám giai đoạn 2018-2020 là 346.000 lượt"},
		{analysis.Result{Indicator: count, Whole: line(100, 110, 120, 130, 140, 100)}, "Số hồ sơ là 100 hồ sơ, bằng năm 2015, nhưng thấp hơn năm 2019 (140 hồ sơ)"},
		{analysis.Result{Indicator: count, Whole: line(100, 100, 100, 100, 100, 100)}, "Số hồ sơ giữ ở mức 100 hồ sơ"},
	} {
		if got := plain(ChartSays(r, &tt.x)); got != tt.want {
			t.Errorf("%q, want %q", got, tt.want)
		}
	}
}
