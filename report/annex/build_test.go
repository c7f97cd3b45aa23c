package annex

import (
	"reflect"
	"strings"
	"testing"

	"tongket/analysis"
	"tongket/analysis/claim"
	"tongket/analysis/stat"
	"tongket/ingest"
	"tongket/report/vi"
)

// printing changes how the job of a Review is printed.
func printing(r *analysis.Review, change func(*Print)) {
	p := PrintOf(r)
	change(&p)
	r.Job.Print = p
}

// TestPrintIsKept: a Review that is read back is printed as before, and is written as
// before; a key that nobody has is an error.
func TestPrintIsKept(t *testing.T) {
	r := small()
	r.Schema = analysis.Schema
	printing(r, func(p *Print) {
		p.Columns, p.Map = map[string][]string{NameFields: {"2020"}}, `{"features":["<&>"]}`
		p.Book.Signature = Signature{Title: "BÍ THƯ"}
	})
	var first, second strings.Builder
	if err := r.Encode(&first); err != nil {
		t.Fatal(err)
	}
	read, err := Decode(strings.NewReader(first.String()))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := PrintOf(read), PrintOf(r); !reflect.DeepEqual(got, want) || read.Job.Draft != r.Job.Draft {
		t.Errorf("printed as %+v, want %+v", got, want)
	}
	if err := read.Encode(&second); err != nil || second.String() != first.String() {
		t.Errorf("written as\n%s\nwant\n%s", second.String(), first.String())
	}
	if _, err := Decode(strings.NewReader(strings.Replace(first.String(), `"placeName"`, `"placeNames"`, 1))); err == nil || !strings.Contains(err.Error(), "placeNames") {
		t.Errorf("a key that is none: %v", err)
	}
}

// small is a review made by hand: two fields, a rate, counts, a flow, a part.
func small() *analysis.Review {
	r := &analysis.Review{
		Term: term, AsOf: "2020-05-22",
		Job: analysis.Job{
			Organisation: "ĐẢNG ỦY SỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI", Draft: "Dự thảo lần 3",
			Print: Print{
				Superior: "ĐẢNG BỘ KHỐI CÁC CƠ QUAN TỈNH", PlaceName: "Phú Thọ", Form: "dang",
				Document: "Báo cáo chính trị của Ban Chấp hành Đảng bộ khóa VI trình Đại hội lần thứ VII",
			},
		},
		Places: []analysis.Place{
			{Name: "Tỉnh Phú Thọ", Kind: "tỉnh"}, {Name: "Thành phố Việt Trì", Kind: "thành phố"},
			{Name: "Thị xã Phú Thọ", Kind: "thị xã"}, {Name: "Huyện Tân Sơn", Kind: "huyện"},
		},
	}
	poor := analysis.Indicator{Code: "HN", Name: "Tỷ lệ hộ nghèo", Field: "An sinh xã hội", Unit: "%", Kind: analysis.Rate, Direction: analysis.Down, Decimals: 2}
	whole := line(&r.Facts, "HN", "", 12.04, 10.51, 8.83, 7.09, 6.18, 5.3)
	whole.Points[5].Estimate = true
	r.Indicators = append(r.Indicators, result(poor, whole, &analysis.Goal{Value: 5.5}))

	count := analysis.Indicator{Code: "SO", Name: "Số hộ nghèo", Field: "An sinh xã hội", Unit: "hộ", Kind: analysis.Stock, Direction: analysis.Down}
	whole = line(&r.Facts, "SO", "", 47650.0, nil, "na", 28000.0, 24000.0, 21720.0)
	whole.Points[3].Held = true
	whole.Points[5].From = "sum"
	r.Indicators = append(r.Indicators, result(count, whole, nil))

	jobs := analysis.Indicator{Code: "VL", Name: "Số người được tạo việc làm mới", Field: "Nguồn nhân lực", Unit: "người", Kind: analysis.Flow, Direction: analysis.Up}
	whole = line(&r.Facts, "VL", "", nil, 15210.0, 15640.0, 15980.0, 16320.0, 15950.0)
	r.Indicators = append(r.Indicators, result(jobs, whole, &analysis.Goal{Value: 77500}))

	women := analysis.Indicator{Code: "NU", Name: "Trong đó: nữ được tạo việc làm mới", Field: "Nguồn nhân lực", Unit: "người", Kind: analysis.Flow, Direction: analysis.Up}
	whole = line(&r.Facts, "NU", "", nil, 7100.0, "nil", 7300.0, nil, 7500.0)
	r.Indicators = append(r.Indicators, result(women, whole, nil))

	addPlaces(r)
	addNext(r)
	addFindings(r)
	r.Fields = []analysis.Field{
		{Name: "An sinh xã hội", Targeted: 1, Exceeded: 1, Indicators: []int{0, 1}},
		{Name: "Nguồn nhân lực", Targeted: 1, Exceeded: 1, Indicators: []int{2, 3}},
	}
	return r
}

// addPlaces gives the rate and the flow figures of places.
func addPlaces(r *analysis.Review) {
	poor, jobs := &r.Indicators[0], &r.Indicators[2]
	for i, values := range [][]any{{3.2, 2.5, 2.0, 1.5, 1.1, 0.92}, {4.1, nil, 3.3, 2.8, 2.2, 2.0}, {30.1, 27.0, 24.2, 20.0, 17.1, 14.62}} {
		poor.Places = append(poor.Places, line(&r.Facts, "HN", r.Places[i+1].Name, values...))
	}
	for i, values := range [][]any{{nil, 2500.0, 2600.0, 2650.0, 2700.0, 2680.0}, {nil, "nil", 1200.0, 1210.0, 1230.0, 1220.0}, {nil, 600.0, 640.0, 660.0, 680.0, 690.0}} {
		jobs.Places = append(jobs.Places, line(&r.Facts, "VL", r.Places[i+1].Name, values...))
	}
	for _, x := range []*analysis.Result{poor, jobs} {
		var names []string
		var last []float64
		for i := range x.Places {
			l := &x.Places[i]
			names, last = append(names, l.Place), append(last, l.Points[5].Value)
			if s := analysis.Statistics(x.Kind, term, l.Points); s.TotalYears == 5 {
				l.Total = s.Total
			}
			if v, ok := analysis.Usable(x.Kind, l.Points[0]); ok {
				change := l.Points[5].Value - v
				l.Change = &change
			}
		}
		shares := stat.Shares(last)
		for i, rank := range stat.Ranks(x.Direction, last) {
			x.Places[i].Rank = &rank
			if x.Kind != analysis.Rate {
				x.Places[i].Share = &shares[i]
			}
		}
		x.Spread = &analysis.Spread{Last: stat.Disperse(names, last)}
	}
	women := &r.Indicators[3]
	women.Places = []analysis.Line{line(&r.Facts, "NU", r.Places[3].Name, nil, 300.0, 310.0, 320.0, 330.0, 340.0)}
}

// addNext gives targets of the next term: a stated one, a proposed one, and
// one without a forecast.
func addNext(r *analysis.Review) {
	for i, target := range []float64{2.8, 0, 77500} {
		x := &r.Indicators[i]
		n := &analysis.Next{KnownYears: analysis.KnownYears(x.Kind, term, x.Whole.Points)}
		x.Next = n
		if target == 0 {
			target, n.Proposed = 15000, true
		}
		n.Target = &target
		outlook, why := analysis.NewOutlook(x.Indicator, term, x.Whole.Points)
		n.NoForecast = why
		if outlook != nil {
			n.Forecast, n.NoForecast = analysis.ForecastSeries(x.Indicator, term, x.Whole.Points)
			if p, ok := outlook.Probability(target, ""); ok && !n.Proposed {
				n.Probability, n.Feasibility = &p, stat.Feasibility(p)
			}
		}
		last := x.Whole.Points[5].Value
		if c, ok := stat.PathTo(x.Kind, last, target, 5); ok {
			n.Path = c.Values
		}
		if x.Kind == analysis.Flow {
			average := target / 5
			n.Average = &average
		} else {
			n.Required = stat.Required(last, n.Path)
			n.Achieved = stat.Achieved(x.Whole.Points[0].Value, last, 5)
		}
	}
}

func addFindings(r *analysis.Review) {
	pos := r.Facts.At(r.Indicators[1].Whole.Points[3].Facts[0]).Pos
	r.Findings = []analysis.Finding{
		{Severity: analysis.Info, Code: ingest.CodeUnknown, Pos: pos, Name: "Số hộ khác", Claim: claim.Names{Names: []string{"Số hộ nghèo"}}},
		{Severity: analysis.Error, Code: analysis.CodeTotalMismatch, Pos: pos, Related: []ingest.Pos{{File: "so-lieu/b.xlsx", Sheet: "S", Row: 3, Col: 2}},
			Indicator: "SO", Name: "Số hộ nghèo", Years: ingest.Year(2018), Claim: claim.TotalMismatch{Printed: 28000, Sum: 27990, Over: "places"}, Unit: "hộ"},
	}
	r.Indicators[1].HeldBack = []int{1}
	r.Indicators[0].Supplier, r.Indicators[1].Supplier, r.Indicators[2].Supplier, r.Indicators[3].Supplier = "Phòng BTXH", "Phòng BTXH", "Phòng Việc làm", ""
	r.Supply = []analysis.Owed{{Supplier: "Phòng BTXH", Indicator: "SO", Name: "Số hộ nghèo", Years: []int{2016, 2017}, Places: []string{"Huyện Tân Sơn"}, Total: 3, Expected: 9}}
	r.Balances = []ingest.Balance{{File: "so-lieu/a.xlsx", Sheet: "Biểu 1", Numeric: 40, Read: 30, LeftOut: []ingest.LeftOut{{Reason: "serial", Count: 6}, {Reason: "comparison", Count: 4}}}}
}

func TestBuild(t *testing.T) { golden(t, "build.txt", print(Build(small()))) }

func TestManyFindingsAreCut(t *testing.T) {
	r := sampleReview(t)
	printing(r, func(p *Print) { p.Annexes = []string{NameFindings} })
	for range mostFindings + 7 {
		r.Findings = append(r.Findings, analysis.Finding{Severity: analysis.Warning, Code: ingest.CodeErrorCell, Raw: "#DIV/0!"})
	}
	warnings := r.Count().Warnings
	a := Build(r).Annexes[0]
	rows := 0
	for _, b := range a.Blocks {
		if b.Table != nil {
			rows += len(b.Table.Rows)
		}
	}
	last := a.Blocks[len(a.Blocks)-1].Paragraphs
	if rows < mostFindings || rows > r.Count().Errors+r.Count().Infos+mostFindings+3 || len(last) != 1 || last[0].Text != vi.MoreFindings(warnings-mostFindings) {
		t.Errorf("%d rows, then %v", rows, last)
	}
}

// TestHollowAnnexes: an annex of the book for which there is nothing is left out, and
// what follows counts on without it; where there is nothing at all, it says so.
func TestHollowAnnexes(t *testing.T) {
	r := small()
	printing(r, func(p *Print) { p.Annexes = []string{NameCharts, NameOverview} })
	printing(r, func(p *Print) { p.Book.Charts = []string{} }) // none is wanted
	doc := Build(r)
	if len(doc.Annexes) == 0 || doc.Annexes[0].Number != vi.Annex || doc.Annexes[0].Title != vi.TitleOverview(term) {
		t.Errorf("the book begins with %q", doc.Annexes[0].Number+" "+doc.Annexes[0].Title)
	}
	printing(r, func(p *Print) { p.Annexes = []string{NameCharts} })
	if doc = Build(r); len(doc.Annexes) != 1 || doc.Annexes[0].Blocks[0].Paragraphs[0].Text != vi.NoFigures {
		t.Errorf("a book of nothing is %+v", doc.Annexes)
	}
}

// TestOnlyTable: a table that is the only one of its annex has a title, too.
func TestOnlyTable(t *testing.T) {
	r := small()
	for i := range r.Indicators {
		r.Indicators[i].Unknown, r.Indicators[i].Goal, r.Indicators[i].Judgement = true, nil, analysis.Judgement{}
	}
	printing(r, func(p *Print) { p.Annexes = []string{NameOverview} })
	if got := Build(r).Annexes[0].Blocks; len(got) != 1 || got[0].Caption() != "Biểu 1. "+vi.HeadingIndicators {
		t.Errorf("%d blocks, the first %q", len(got), got[0].Caption())
	}
}

// TestStepsAndPanels: a flow that missed its target is drawn added up behind the
// limits of its field, its places over the years behind their tables; neither where the
// job says which charts it wants.
func TestStepsAndPanels(t *testing.T) {
	r := small()
	r.Indicators[2] = result(r.Indicators[2].Indicator, r.Indicators[2].Whole, &analysis.Goal{Value: 80000})
	drawn := func() (kinds []ChartKind, steps *Chart) {
		for _, a := range Build(r).Annexes {
			for _, b := range a.Blocks {
				if b.Chart != nil && a.Shelf == Book && b.Chart.Kind != Columns && b.Chart.Kind != Legend {
					kinds = append(kinds, b.Chart.Kind)
					if b.Chart.Kind == Steps {
						steps = b.Chart
					}
					if b.Number == "" || b.Chart.Source == "" && r.Indicators[0].Supplier != "" {
						t.Errorf("%s has number %q and source %q", b.Chart.ID, b.Number, b.Chart.Source)
					}
					if p, ok := b.Chart.Drawn(165); !ok || len(p.Marks) == 0 {
						t.Errorf("%s is not drawn", b.Chart.ID)
					}
				}
			}
		}
		return kinds, steps
	}
	kinds, steps := drawn()
	if len(kinds) != 2 || kinds[0] != Panels || steps == nil {
		t.Fatalf("drawn are %v, want panels of the first field and steps of the second", kinds)
	}
	if n := len(steps.Floor); n != 6 || steps.Floor[1] != 15210 || steps.Floor[5] != 0 || *steps.Series[0].Values[5] != 79100 || steps.Goal.Value != 80000 {
		t.Errorf("the steps stand on %v under %v", steps.Floor, steps.Goal)
	}
	printing(r, func(p *Print) { p.Book.Charts = []string{"HN"} })
	if kinds, _ := drawn(); len(kinds) != 0 {
		t.Errorf("drawn are %v beside the chosen chart", kinds)
	}
}
