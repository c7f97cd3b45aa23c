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
		all[row[0]] = analysis.Indicator{Code: row[0], Name: row[1], Unit: row[4], Kind: kinds[row[5]], Direction: directions[row[6]], Decimals: decimals}
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
func TestWorkedPairs(t *testing.T) { readPairs(t, "testdata/worked-pairs.md", 25) }

// TestMorePairs reads a table of cases that the worked pairs leave out:
// estimates, figures under review, gaps at either end, nothing occurred.
func TestMorePairs(t *testing.T) { readPairs(t, "testdata/more-pairs.md", 35) }

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
		return Balance(analysis.Field{Targeted: c[0], Exceeded: c[1], Met: c[2], NotMet: c[3], NoData: c[4]})
	case strings.Contains(data, " theo huyện"):
		return atPlaces(t, all, data)
	}
	x, next := parsed(t, all, data)
	if next {
		return NextTarget(province(), x)
	}
	return Sentence(province(), x)
}

// parsed makes a result of "CODE; year=value; …; MT=target". next: the target
// is one of the next term.
func parsed(t *testing.T, all map[string]analysis.Indicator, data string) (x *analysis.Result, next bool) {
	parts := strings.Split(data, "; ")
	code, _, _ := strings.Cut(parts[0], " ")
	ind, ok := all[code]
	if !ok {
		t.Fatalf("no indicator %q", code)
	}
	x = &analysis.Result{Indicator: ind}
	for year := term.Base; year <= term.Last; year++ {
		x.Whole.Points = append(x.Whole.Points, analysis.Point{Year: year, Status: analysis.Missing})
	}
	for _, p := range parts[1:] {
		key, value, _ := strings.Cut(p, "=")
		year, _ := strconv.Atoi(key)
		switch {
		case year > 0:
			x.Whole.Points[year-term.Base] = pointOf(t, year, value)
		case key == "MT":
			x.Goal = &analysis.Goal{Value: number(t, value)}
		case key == "MT 2025":
			v := number(t, value)
			x.Next, next = &analysis.Next{Target: &v}, true
		case p == "khả năng: phấn đấu":
			x.Next.Feasibility = "stretch"
		case p == "khả năng: rất khó":
			x.Next.Feasibility = "hard"
		default:
			t.Fatalf("%q in %q", p, data)
		}
	}
	x.Term = analysis.Statistics(x.Kind, term, x.Whole.Points)
	x.Judgement = analysis.Judge(x.Indicator, term, x.Whole, x.Goal)
	if next {
		x.Next.Required = stat.Required(*x.Term.Last, []float64{0, 0, 0, 0, *x.Next.Target})
		x.Next.Achieved = stat.Achieved(*x.Term.Base, *x.Term.Last, term.Last-term.Base)
	}
	return x, next
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
	value, estimate := strings.CutPrefix(value, "ước ")
	return analysis.Point{Year: year, Value: number(t, value), Estimate: estimate}
}

// atPlaces words "CODE theo huyện, 2020: max A=1, B=1; min C=2; tỉnh=3".
func atPlaces(t *testing.T, all map[string]analysis.Indicator, data string) string {
	head, list, _ := strings.Cut(data, ", 2020: ")
	x := &analysis.Result{Indicator: all[strings.TrimSuffix(head, " theo huyện")]}
	d := &stat.Dispersion{Places: 13}
	total := 0.0
	for _, part := range strings.Split(list, "; ") {
		if v, ok := strings.CutPrefix(part, "tỉnh="); ok {
			total = number(t, v)
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
