package html

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"tongket/analysis"
	"tongket/analysis/claim"
	"tongket/analysis/stat"
	"tongket/ingest"
	"tongket/report/annex"
	"tongket/report/vi"
)

var places = []string{"Tỉnh Phú Thọ", "Thành phố Việt Trì", "Thị xã Phú Thọ", "Huyện Đoan Hùng", "Huyện Hạ Hòa", "Huyện Thanh Ba",
	"Huyện Phù Ninh", "Huyện Yên Lập", "Huyện Cẩm Khê", "Huyện Tam Nông", "Huyện Lâm Thao", "Huyện Thanh Sơn", "Huyện Thanh Thủy", "Huyện Tân Sơn"}

// A maker makes Reviews with the shape of a real one, for tests.
type maker struct {
	r    *analysis.Review
	next uint32
}

// random is the same row of numbers in every run, 0..1.
func (m *maker) random() float64 {
	m.next = m.next*1664525 + 1013904223
	return float64(m.next>>8) / (1 << 24)
}

func number(v float64) *float64 { return &v }

// sample is a Review of n indicators in thirteen districts.
func sample(n int) *analysis.Review {
	m := &maker{next: 7, r: &analysis.Review{
		Senders: map[string]string{"so-lieu/bao-cao-1.xlsx": "Phòng Bảo trợ xã hội"},
		Schema:  analysis.Schema, AsOf: "2020-05-22", Term: analysis.Term{Base: 2015, Last: 2020, Next: 2025},
		Job: analysis.Job{Organisation: "ĐẢNG ỦY SỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI", Draft: "Dự thảo lần 3",
			Print: annex.Print{Superior: "ĐẢNG BỘ KHỐI CÁC CƠ QUAN TỈNH", Congress: "Đại hội lần thứ VII"}},
		Fields: []analysis.Field{{Name: "An sinh xã hội"}, {Name: "Nguồn nhân lực"}, {Name: "Người có công"}},
	}}
	for i, p := range places {
		kind := "huyện"
		if i == 0 {
			kind = "tỉnh"
		}
		m.r.Places = append(m.r.Places, analysis.Place{Name: p, Kind: kind})
	}
	for i := range n {
		m.indicator(i)
	}
	return m.r
}

var names = []string{"Tỷ lệ hộ nghèo", "Số người được giải quyết việc làm", "Tỷ lệ lao động qua đào tạo có bằng cấp, chứng chỉ",
	"Số người tham gia bảo hiểm xã hội", "Tỷ lệ hộ cận nghèo", "Số trẻ em có hoàn cảnh đặc biệt được chăm sóc, trợ giúp",
	"Số thương binh, người hưởng chính sách như thương binh hưởng trợ cấp hằng tháng", "Kinh phí thực hiện chính sách"}

func (m *maker) indicator(i int) {
	x := analysis.Result{Indicator: analysis.Indicator{
		Code: fmt.Sprintf("CT-%03d", i+1), Name: names[i%len(names)], Unit: "người", Kind: analysis.Stock, Direction: analysis.Up,
		Supplier: []string{"Phòng Bảo trợ xã hội", "Phòng Giáo dục nghề nghiệp", ""}[i%3]}}
	if i >= len(names) {
		x.Name += fmt.Sprintf(" (nhóm %d)", i/len(names)+1)
	}
	scale, slope := 1000*math.Pow(10, math.Floor(3*m.random())), 0.04+0.06*m.random()
	switch i % 4 {
	case 0:
		x.Kind, x.Unit, x.Decimals, x.Direction, scale, slope = analysis.Rate, "%", 2, analysis.Down, 12, -0.14
	case 1:
		x.Kind = analysis.Flow
	case 2:
		x.Kind, x.Unit, x.Decimals, scale, slope = analysis.Rate, "%", 1, 40, 0.07
	case 3:
		if i%8 == 7 {
			x.Unit, x.Decimals, scale = "triệu đồng", 1, 41000
		}
	}
	whole := make([]float64, 6)
	for k := range places[1:] {
		x.Places = append(x.Places, m.line(&x, k+1, scale*(0.4+1.2*m.random())/13*share(x.Kind), slope, whole))
	}
	if x.Kind == analysis.Rate {
		for y := range whole {
			whole[y] /= 13
		}
	}
	x.Whole = m.whole(&x, whole)
	x.Spread = spread(x.Places)
	m.judge(&x, i, whole, slope)
	m.findings(&x, i)
	f := &m.r.Fields[i%3]
	f.Indicators = append(f.Indicators, i)
	m.r.Indicators = append(m.r.Indicators, x)
}

// spread names the highest and the lowest place of the last year.
func spread(lines []analysis.Line) *analysis.Spread {
	high := slices.MaxFunc(lines, func(a, b analysis.Line) int { return cmp.Compare(a.Points[5].Value, b.Points[5].Value) })
	low := slices.MinFunc(lines, func(a, b analysis.Line) int { return cmp.Compare(a.Points[5].Value, b.Points[5].Value) })
	return &analysis.Spread{Last: &stat.Dispersion{Places: len(lines), Max: high.Points[5].Value, Min: low.Points[5].Value,
		Highest: []string{high.Place}, Lowest: []string{low.Place}}}
}

func share(k analysis.IndicatorKind) float64 {
	if k == analysis.Rate {
		return 13
	}
	return 1
}

func (m *maker) fact(x *analysis.Result, place string, row, year int, v float64) int {
	f := ingest.Fact{
		Pos:       ingest.Pos{File: fmt.Sprintf("so-lieu/bao-cao-%d.xlsx", len(m.r.Indicators)%5+1), Sheet: "Biểu " + fmt.Sprint(len(m.r.Indicators)%12+1), Row: int32(row + 7), Col: int32(year - 2012)},
		Indicator: x.Code, Label: x.Name, Place: place, Years: ingest.Year(year), Measure: ingest.Actual, Value: v, Known: true, Unit: x.Unit,
		Raw: vi.Number(v, x.Decimals), Decimals: x.Decimals,
	}
	m.r.Facts.Append(f)
	return m.r.Facts.Len() - 1
}

func (m *maker) line(x *analysis.Result, place int, first, slope float64, sum []float64) analysis.Line {
	l := analysis.Line{Place: places[place], Rank: new(int)}
	*l.Rank = place
	v := first
	for y := range 6 {
		shown := stat.Round(v, x.Decimals)
		sum[y] += shown
		p := analysis.Point{Year: 2015 + y, Value: shown, Estimate: y == 5, Facts: []int{m.fact(x, places[place], place+10*len(m.r.Indicators)%40, 2015+y, shown)}}
		if place == 7 && y == 2 {
			p.Status, p.Value = analysis.NoValue, 0
		}
		if place == 9 && y == 3 {
			p.Held = true
		}
		l.Points = append(l.Points, p)
		v *= 1 + slope + 0.06*(m.random()-0.5)
	}
	l.Change = number(stat.Round(l.Points[5].Value-l.Points[0].Value, x.Decimals))
	return l
}

func (m *maker) whole(x *analysis.Result, values []float64) analysis.Line {
	l := analysis.Line{}
	for y, v := range values {
		v = stat.Round(v, x.Decimals)
		values[y] = v
		p := analysis.Point{Year: 2015 + y, Value: v, Estimate: y == 5}
		if len(m.r.Indicators)%5 == 4 {
			p.From = "sum"
			for _, place := range x.Places {
				p.Facts = append(p.Facts, place.Points[y].Facts...)
			}
		} else {
			p.Facts = []int{m.fact(x, "", 6, 2015+y, v)}
		}
		l.Points = append(l.Points, p)
	}
	return l
}

func (m *maker) judge(x *analysis.Result, i int, v []float64, slope float64) {
	x.Term = analysis.TermStats{Base: &v[0], Last: &v[5], Change: number(v[5] - v[0]), Yearly: number((v[5] - v[0]) / 5), Estimate: true}
	actual := v[5]
	if x.Kind != analysis.Rate {
		x.Term.Relative = number(100 * (v[5] - v[0]) / v[0])
	}
	if x.Kind == analysis.Flow {
		actual = v[1] + v[2] + v[3] + v[4] + v[5]
		x.Term.Total, x.Term.TotalYears, x.Term.Average, x.Term.Yearly = number(actual), 5, number(actual/5), nil
	}
	f := &m.r.Fields[i%3]
	if i%7 == 6 {
		x.Direction = analysis.Either
		return
	}
	f.Targeted++
	off := []float64{0.97, 1, 1.05, 1.02}[i%4]
	if x.Direction == analysis.Down {
		off = 2 - off
	}
	x.Goal = &analysis.Goal{Value: stat.Round(actual*off, x.Decimals), FromCatalogue: true}
	x.Target, x.NextTarget, x.Pos = vi.Trimmed(x.Goal.Value, x.Decimals), "đạt", ingest.Pos{File: "danh-muc.csv", Row: int32(i + 2)}
	x.Judgement = analysis.Judgement{Actual: &actual, Difference: number(actual - x.Goal.Value), Estimate: true}
	x.Judgement.Verdict = []analysis.Verdict{analysis.Exceeded, analysis.Met, analysis.NotMet, analysis.NotMet}[i%4]
	x.Progress.Class = []stat.Class{stat.TargetMet, stat.TargetMet, stat.Moderate, stat.Insufficient}[i%4]
	switch x.Judgement.Verdict {
	case analysis.Exceeded:
		f.Exceeded++
	case analysis.Met:
		f.Met++
	case analysis.NotMet:
		f.NotMet++
	}
	m.ahead(x, v[5], slope)
}

func (m *maker) ahead(x *analysis.Result, last, slope float64) {
	n := &analysis.Next{Rule: "đạt", KnownYears: 6, Way: "linear", Probability: number(0.45), Feasibility: "stretch"}
	f := &analysis.Forecast{Scale: "log"}
	v := last
	for k := range 5 {
		v *= 1 + slope*0.8
		w := math.Abs(v) * (0.05 + 0.04*float64(k))
		f.Years = append(f.Years, 2021+k)
		f.Q10, f.Q90 = append(f.Q10, v-w), append(f.Q90, v+w)
		f.Low, f.Base, f.High = append(f.Low, v-0.65*w), append(f.Base, v), append(f.High, v+0.65*w)
		n.Path = append(n.Path, last+(last*(1+5*slope*0.9)-last)*float64(k+1)/5)
	}
	n.Forecast, n.Target = f, number(stat.Round(n.Path[4], x.Decimals))
	n.Required, n.Achieved = number((n.Path[4]-last)/5), x.Term.Yearly
	x.Next = n
}

func (m *maker) findings(x *analysis.Result, i int) {
	if i%3 != 1 {
		return
	}
	add := func(f analysis.Finding) {
		f.Indicator, f.Name, f.Decimals, f.Unit = x.Code, x.Name, x.Decimals, x.Unit
		x.Findings = append(x.Findings, len(m.r.Findings))
		m.r.Findings = append(m.r.Findings, f)
	}
	add(analysis.Finding{Severity: analysis.Error, Code: analysis.CodeTotalMismatch, Years: ingest.Year(2018), Claim: claim.TotalMismatch{Printed: 1234, Sum: 1230, Over: "places"},
		Pos: m.r.Facts.At(x.Places[0].Points[3].Facts[0]).Pos, Related: []ingest.Pos{m.r.Facts.At(x.Places[1].Points[3].Facts[0]).Pos}})
	add(analysis.Finding{Severity: analysis.Info, Code: analysis.CodePlanMissing})
}

func document(r *analysis.Review) annex.Document {
	return annex.Document{Superior: annex.PrintOf(r).Superior, Organisation: r.Job.Organisation, Draft: "(Dự thảo lần 3)", AsOf: r.AsOf}
}
