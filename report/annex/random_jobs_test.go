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

// Random jobs: whatever is counted, however targets, rules and bounds are
// stated, what is printed does not contradict itself. TONGKET_JOBS asks for more
// than the usual two thousand.
func TestRandomJobs(t *testing.T) {
	jobs := 2000
	if n, err := strconv.Atoi(os.Getenv("TONGKET_JOBS")); err == nil {
		jobs = n
	}
	failed, seen := 0, map[string]int{} // how often each form of a sentence was met
	for seed := range jobs {
		r := randomJob(rand.New(rand.NewPCG(2020, uint64(seed))))
		var faults []string
		for i := range r.Indicators {
			x := &r.Indicators[i]
			for _, f := range append(planFaults(r, x), numberFaults(r, x, seen)...) {
				faults = append(faults, fmt.Sprintf("%s (%s, %s, target %q, next %q): %s", x.Code, x.Kind, x.Direction, x.Target, x.NextTarget, f))
			}
		}
		faults = append(faults, identityFaults(r)...)
		for _, f := range r.Fields {
			faults = append(faults, remarkFaults(r, f, seen)...)
		}
		for _, f := range faults {
			t.Errorf("job %d: %s", seed, f)
		}
		if len(faults) > 0 {
			if failed++; failed > 5 {
				t.Fatal("and so on")
			}
		}
	}
	for _, form := range []string{"moved", "share", "judged", "balance", "gathered"} {
		if seen[form] < jobs/20 {
			t.Errorf("only %d sentences of the form %q among %d jobs", seen[form], form, jobs)
		}
	}
}

// randomJob is a job of a rate with its parts, shares, a ledger and single
// series.
func randomJob(rng *rand.Rand) *analysis.Review {
	pick := func(from ...string) string { return from[rng.IntN(len(from))] }
	var cat analysis.Catalogue
	var facts []ingest.Fact
	options := analysis.Options{Term: analysis.Term{Base: 2015, Last: 2020, Next: 2025}, Breaks: map[string]int{}}
	row := int32(1)
	number := func(v float64, decimals int) string {
		return strings.Replace(strconv.FormatFloat(stat.Round(v, decimals), 'f', -1, 64), ".", ",", 1)
	}
	add := func(code, name, unit string, kind analysis.IndicatorKind, direction analysis.Direction, decimals int, num, den string, values []float64) {
		last := values[5]
		for _, v := range values[1:] {
			if kind == analysis.Flow {
				last += v
			}
		}
		if kind == analysis.Flow {
			last -= values[5]
		}
		ind := analysis.Indicator{Code: code, Name: name, Field: "Thử", Unit: unit, Kind: kind, Direction: direction, Decimals: decimals, Numerator: num, Denominator: den, Pos: ingest.Pos{File: "danh-muc.csv", Row: row, Col: 1}}
		stated := func() string {
			v := number(last*(0.8+0.4*rng.Float64()), decimals)
			return pick("", "", v, "đạt "+v, "dưới "+v, "từ "+v+" trở lên", "không quá "+v, "ít nhất "+v)
		}
		ind.Target, ind.NextTarget = stated(), pick("", stated(), "tăng 3%/năm", "giảm 2%/năm")
		if kind == analysis.Rate && strings.HasSuffix(ind.NextTarget, "/năm") {
			ind.NextTarget = pick("giảm 0,5 điểm %/năm", "tăng 0,5 điểm %/năm")
		}
		if rng.IntN(12) == 0 {
			options.Breaks[code] = 2016 + rng.IntN(5)
		}
		cat.Indicators = append(cat.Indicators, ind)
		for y, v := range values {
			if num != "" || rng.IntN(25) == 0 {
				continue
			}
			measure := ingest.Actual
			if y == 5 && rng.IntN(2) == 0 {
				measure = ingest.Estimate
			}
			facts = append(facts, ingest.Fact{Pos: ingest.Pos{File: "a.xlsx", Sheet: "S", Row: row, Col: int32(y + 2)}, Indicator: code, Label: name, Unit: unit,
				Years: ingest.Year(2015 + y), Measure: measure, Value: stat.Round(v, decimals), Known: true, Decimals: decimals, PlaceFrom: ingest.FromTitle, Table: 1})
		}
		row++
	}
	series := func(base, growth, noise float64) []float64 {
		out := make([]float64, 6)
		for y := range out {
			out[y] = base * math.Pow(1+growth, float64(y)) * (1 + noise*rng.NormFloat64())
			if rng.IntN(60) == 0 {
				out[y] *= math.Pow(10, float64(1+rng.IntN(3)))
			}
		}
		return out
	}
	way := func() analysis.Direction {
		return []analysis.Direction{analysis.Up, analysis.Down, analysis.Either}[rng.IntN(3)]
	}
	den := series(20000+rng.Float64()*400000, 0.01, 0.002)
	num := make([]float64, 6)
	share := 0.02 + 0.9*rng.Float64()
	for y := range num {
		num[y] = den[y] * math.Min(1.05, share*math.Pow(1+0.06*rng.NormFloat64(), float64(y)))
	}
	add("MAU", "Tổng số hộ", "hộ", analysis.Stock, analysis.Either, 0, "", "", den)
	add("TU", "Số hộ được vay", "hộ", analysis.Stock, way(), 0, "", "", num)
	add("TYLE", "Tỷ lệ hộ được vay", "%", analysis.Rate, way(), 1+rng.IntN(2), "TU", "MAU", []float64{50, 50, 50, 50, 50, 100 * num[5] / den[5]})
	add("PHAN", "Trong đó: hộ nữ chủ", "hộ", analysis.Stock, way(), 0, "", "", series(num[0]*0.4, 0.02, 0.02))
	for i, base := range []float64{55, 25, 20} {
		add("CC"+strconv.Itoa(i), "Tỷ trọng ngành "+strconv.Itoa(i+1), "%", analysis.Rate, way(), 1, "", "", series(base, []float64{-0.02, 0.02, 0.025}[i], 0.005))
	}
	for i := range 6 {
		kind := []analysis.IndicatorKind{analysis.Stock, analysis.Flow, analysis.Rate}[rng.IntN(3)]
		base, unit, decimals := math.Pow(10, 1+4*rng.Float64()), pick("người", "vụ", "hồ sơ"), 0
		if kind == analysis.Rate {
			base, unit, decimals = 1+98*rng.Float64(), "%", rng.IntN(3)
		}
		add("X"+strconv.Itoa(i), "Chỉ số thử "+strconv.Itoa(i+1), unit, kind, way(), decimals, "", "", series(base, 0.2*rng.NormFloat64()*0.5, 0.05*rng.Float64()))
	}
	rule, err := analysis.ParseRelation("CC0 + CC1 + CC2 = 100")
	if err != nil {
		panic(err)
	}
	part, _ := analysis.ParseRelation("PHAN <= TU")
	options.Relations = []analysis.Relation{rule, part}
	return analysis.Run(cat, ingest.Result{Facts: ingest.FactsOf(facts...)}, options)
}

// planFaults are paths against a direction or a bound, praise of a rate outside
// its range, and what is proposed against the direction.
func planFaults(r *analysis.Review, x *analysis.Result) (faults []string) {
	say := func(format string, args ...any) { faults = append(faults, fmt.Sprintf(format, args...)) }
	round := func(v float64) float64 { return stat.Round(v, x.Decimals) }
	if j := x.Judgement; x.Kind == analysis.Rate && x.Numerator != "" && j.Actual != nil && round(*j.Actual) > 100 && (j.Verdict == analysis.Exceeded || j.Verdict == analysis.Met) {
		say("%v %% is judged %s", *j.Actual, j.Verdict)
	}
	n := x.Next
	if n == nil || n.Target == nil || len(n.Path) == 0 {
		return faults
	}
	if x.Kind == analysis.Flow {
		printed := 0.0
		for _, v := range n.Path {
			printed += round(v)
		}
		if math.Abs(printed-round(*n.Target)) > 1e-6*math.Abs(printed)+1e-9 {
			say("years of a path add up to %v, the target is %v", printed, round(*n.Target))
		}
	} else if end := n.Path[len(n.Path)-1]; round(end) != round(*n.Target) {
		say("the path ends at %v, the target is %v", end, *n.Target)
	}
	last, known := x.Whole.Points[5].Value, x.Whole.Points[5].Status == analysis.Known && !x.Whole.Points[5].Held
	if x.Kind != analysis.Flow && known && !n.Against && !n.Kept && n.Bound == "" {
		if stat.Rises(x.Direction, "")*(round(n.Path[len(n.Path)-1])-round(last)) < 0 {
			say("path %v from %v against its direction", n.Path, last)
		}
	}
	if n.Kept && slices.ContainsFunc(n.Path, func(v float64) bool { return v != *n.Target }) {
		say("kept, and planned: %v", n.Path)
	}
	if x.Kind == analysis.Rate && x.Numerator != "" && slices.ContainsFunc(n.Path, func(v float64) bool { return v < 0 || v > 100 }) {
		say("path %v outside 0..100", n.Path)
	}
	return faults
}

const figureForm = `(-?[\d.]+(?:,\d+)?)`

var (
	movedForm  = regexp.MustCompile(`(tăng|giảm) từ ` + figureForm + `[^;.]*? năm 20\d\d(?:, ước năm 20\d\d)? (lên|xuống còn) ` + figureForm + `([^,;]*?)(?: năm 20\d\d)?, (tăng|giảm) ` + figureForm)
	shareForm  = regexp.MustCompile(`bằng ` + figureForm + `% mục tiêu[^(]*\(` + figureForm + `[^)]*\), (vượt|còn thiếu) ` + figureForm)
	totalForm  = regexp.MustCompile(` (?:là|ước đạt|còn|lên) ` + figureForm + ` (?:người|vụ|hồ sơ|hộ)`)
	judgedForm = regexp.MustCompile(`(vượt|không đạt) mục tiêu[^(]*\(` + figureForm + `%\)(?:,)?( cao hơn| thấp hơn)? ` + figureForm + ` điểm %`)
)

func parsed(text string) float64 {
	v, err := strconv.ParseFloat(strings.Replace(strings.ReplaceAll(text, ".", ""), ",", ".", 1), 64)
	if err != nil {
		return math.NaN()
	}
	return v
}

// numberFaults are numbers of a sentence that contradict each other as printed.
func numberFaults(r *analysis.Review, x *analysis.Result, seen map[string]int) (faults []string) {
	plain := strings.ReplaceAll(vi.Sentence(r, x)+" "+vi.NextTarget(r, x), "\u00a0", " ")
	say := func(format string, args ...any) {
		faults = append(faults, fmt.Sprintf(format, args...)+" in: "+plain)
	}
	near := func(a, b, step float64) bool { return math.Abs(a-b) <= step/2+1e-9*math.Abs(b) }
	if m := movedForm.FindStringSubmatch(plain); m != nil {
		seen["moved"]++
		from, to, by := parsed(m[2]), parsed(m[4]), parsed(m[7])
		if m[1] != m[6] || (m[1] == "tăng") != (to > from) || (m[3] == "lên") != (to > from) || !near(math.Abs(to-from), by, math.Pow10(-x.Decimals)/2) {
			say("from %v to %v by %v", from, to, by)
		}
	}
	if m := shareForm.FindStringSubmatch(plain); m != nil {
		seen["share"]++
		share, goal, gap := parsed(m[1]), parsed(m[2]), parsed(m[4])
		actual := goal + gap
		if m[3] != "vượt" {
			actual = goal - gap
		}
		if !near(100*actual/goal, share, 0.1) {
			say("%v %% of %v with a gap of %v", share, goal, gap)
		}
		if n := totalForm.FindStringSubmatch(plain); x.Kind == analysis.Flow && n != nil && !near(parsed(n[1]), actual, 1e-6) {
			say("a total of %v beside %v", parsed(n[1]), actual)
		}
	}
	if m := judgedForm.FindStringSubmatch(plain); m != nil && x.Judgement.Actual != nil {
		seen["judged"]++
		goal, gap := parsed(m[2]), parsed(m[4])
		if !near(math.Abs(stat.Round(*x.Judgement.Actual, x.Decimals)-goal), gap, math.Pow10(-x.Decimals)/2) {
			say("a gap of %v to %v", gap, goal)
		}
	}
	return faults
}

var (
	balanceForm  = regexp.MustCompile(`^Trong (\d+) chỉ tiêu Nghị quyết Đại hội đề ra, (?:ước có )?((?:\d+ chỉ tiêu [^,;.]+[,;]? ?)+)\.`)
	allForm      = regexp.MustCompile(`^Cả (\d+) chỉ tiêu Nghị quyết Đại hội đề ra (?:ước )?đều (vượt|đạt|không đạt)\.`)
	countForm    = regexp.MustCompile(`(\d+) chỉ tiêu (vượt|đạt|không đạt|chưa đủ)`)
	gatheredForm = regexp.MustCompile(`Có (\d+) chỉ tiêu khác (?:ước )?(vượt|đạt|không đạt) mục tiêu(?:, trong đó có)?: ([^.]*(?:\.\d[^.]*)*)\.`)
	itemForm     = regexp.MustCompile(`^(.+) ` + figureForm + `[^(]*\(mục tiêu (?:dưới |trên |từ |không quá )?` + figureForm)
)

// remarkFaults are a field's sentences that contradict its counts, each other or
// the rules of the register.
func remarkFaults(r *analysis.Review, f analysis.Field, seen map[string]int) (faults []string) {
	say := func(format string, args ...any) { faults = append(faults, fmt.Sprintf(format, args...)) }
	told := vi.Tell(r, f)
	var verdicts = map[string]int{}
	named := map[string]*analysis.Result{}
	for _, i := range f.Indicators {
		x := &r.Indicators[i]
		word := map[analysis.Verdict]string{analysis.Exceeded: "vượt", analysis.Met: "đạt", analysis.NotMet: "không đạt", analysis.NoData: "chưa đủ"}[x.Judgement.Verdict]
		if word != "" {
			verdicts[word]++
		}
		named[vi.Name(x.Name)] = x
	}
	for p, paragraph := range told.Paragraphs {
		whole := strings.ReplaceAll(strings.Join(paragraph, " "), "\u00a0", " ")
		for _, bad := range []string{"  ", "()", "tăng -", "giảm -", "tăng 0 ", "giảm 0 ", "NaN", "Inf", ", ,", "..", "mục tiêu Nghị quyết Nghị quyết"} {
			if strings.Contains(whole, bad) {
				say("%q in: %s", bad, whole)
			}
		}
		if strings.Count(whole, "mục tiêu Nghị quyết (") > 1 {
			say("the resolution is named twice in: %s", whole)
		}
		if m := balanceForm.FindStringSubmatch(whole); p == 0 && m != nil {
			seen["balance"]++
			sum := 0
			for _, c := range countForm.FindAllStringSubmatch(m[2], -1) {
				n, _ := strconv.Atoi(c[1])
				if sum += n; verdicts[c[2]] != n {
					say("%d are told as %q, %d are", n, c[2], verdicts[c[2]])
				}
			}
			if m[1] != strconv.Itoa(sum) {
				say("%s", m[0])
			}
		} else if m := allForm.FindStringSubmatch(whole); p == 0 && m != nil && m[1] != strconv.Itoa(verdicts[m[2]]) {
			say("%s", m[0])
		}
		for _, m := range gatheredForm.FindAllStringSubmatch(whole, -1) {
			seen["gathered"]++
			items := strings.Split(m[3], "; ")
			if m[1] != strconv.Itoa(len(items)) {
				say("%d told: %s", len(items), m[0])
			}
			for _, item := range items {
				one := itemForm.FindStringSubmatch(item)
				if one == nil {
					say("%q is not understood", item)
					continue
				}
				x := named[strings.TrimSuffix(strings.TrimSuffix(one[1], " ước"), " là")]
				if x == nil {
					say("%q is of no indicator", item)
					continue
				}
				if ahead := stat.Rises(x.Direction, x.Goal.Bound) * (parsed(one[2]) - parsed(one[3])); m[2] != "không đạt" && ahead < 0 || ahead == 0 && m[2] == "vượt" || ahead > 0 && m[2] == "không đạt" {
					say("%q is told as %s", item, m[2])
				}
			}
		}
	}
	missed := 0
	for _, line := range told.Limits {
		if strings.HasPrefix(line, "Có ") && strings.Contains(line, "không đạt mục tiêu") { // many in one sentence
			missed += strings.Count(line, ";") + 1
		} else if strings.Contains(line, "không đạt mục tiêu") {
			missed++
		}
	}
	if missed != verdicts["không đạt"] {
		say("%d limits for %d that missed", missed, verdicts["không đạt"])
	}
	return faults
}

// identityFaults are targets of the plan that break an identity though one of
// them is proposed; what is given is not changed.
func identityFaults(r *analysis.Review) (faults []string) {
	next := map[string]*analysis.Next{}
	decimals := map[string]int{}
	for i := range r.Indicators {
		next[r.Indicators[i].Code], decimals[r.Indicators[i].Code] = r.Indicators[i].Next, r.Indicators[i].Decimals
	}
	target := func(code string) (float64, bool, bool) {
		n := next[code]
		if n == nil || n.Target == nil {
			return 0, false, false
		}
		return stat.Round(*n.Target, decimals[code]), n.Proposed, true
	}
	part, p1, ok := target("PHAN")
	whole, p2, ok2 := target("TU")
	if ok && ok2 && (p1 || p2) && part > whole {
		faults = append(faults, fmt.Sprintf("a part of %v in a whole of %v", part, whole))
	}
	a, p0, ok := target("CC0")
	b, p1, ok1 := target("CC1")
	c, p2, ok2 := target("CC2")
	if ok && ok1 && ok2 && (p0 || p1 || p2) && math.Abs(a+b+c-100) > 0.05+1e-9 {
		faults = append(faults, fmt.Sprintf("shares of %v, %v and %v", a, b, c))
	}
	if n := next["TU"]; n != nil && n.Proposed && !n.Derived && next["TYLE"] != nil {
		faults = append(faults, "a numerator is proposed by itself")
	}
	return faults
}

// The sample's plan holds together to its printed digit: sums, ledgers, shares,
// and the years of each flow; a numerator is its rate's target times the
// denominator's scenario, to the three digits that are printed.
func TestSamplePlanHoldsTogether(t *testing.T) {
	r := sampleReview(t)
	of := map[string]*analysis.Result{}
	for i := range r.Indicators {
		of[r.Indicators[i].Code] = &r.Indicators[i]
	}
	for _, x := range of {
		if faults := planFaults(r, x); len(faults) > 0 {
			t.Errorf("%s: %v", x.Code, faults)
		}
		num, den := of[x.Numerator], of[x.Denominator]
		if x.Kind != analysis.Rate || num == nil || den == nil || num.Next.Target == nil || x.Next.Target == nil || num.Kind == analysis.Flow {
			continue
		}
		if den.Next.Forecast == nil || !num.Next.Derived {
			continue // given: a finding says so if they disagree
		}
		power := 1.0
		if den.Unit == "nghìn người" {
			power = 1000
		}
		want := stat.Round(*x.Next.Target, x.Decimals) / 100 * den.Next.Forecast.Base[4] * power
		if math.Abs(*num.Next.Target/want-1) > 0.005 {
			t.Errorf("%s: %v, the rate asks for %v", num.Code, *num.Next.Target, want)
		}
	}
	checked := 0
	for _, rule := range analysis.Relations() {
		sides, complete, step := [2]float64{}, true, 0.0
		for s, terms := range [][]analysis.RelationTerm{rule.Left, rule.Right} {
			for _, term := range terms {
				if term.Code == "" {
					sides[s] += term.Sign * term.Number
					continue
				}
				x := of[term.Code]
				switch {
				case x == nil || x.Next == nil:
					complete = false
				case term.Before && x.Term.Last != nil:
					sides[s] += term.Sign * stat.Round(*x.Term.Last, x.Decimals)
				case x.Next.Target == nil:
					complete = false
				default:
					sides[s] += term.Sign * stat.Round(*x.Next.Target, x.Decimals)
					step += math.Pow10(-x.Decimals) / 2
				}
			}
		}
		if !complete {
			continue
		}
		checked++
		if off := sides[0] - sides[1]; off > step+1e-9 || rule.Equal && off < -step-1e-9 {
			t.Errorf("%s: %v and %v", rule.Text, sides[0], sides[1])
		}
	}
	if checked < 3 {
		t.Errorf("only %d rules could be held against the plan", checked)
	}
}
