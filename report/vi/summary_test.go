package vi

import (
	"strings"
	"testing"

	"tongket/analysis"
	"tongket/analysis/stat"
	"tongket/ingest"
)

// What a cell draws is told with its gaps, and no figure is told as nought that isn't.
func TestAltPlot(t *testing.T) {
	a, b, c := 12.041, 0.004, 0.0
	if got, want := AltPlot("2015-2018", &a, nil, &b, &c), "2015-2018: 12,04; không có số liệu; 0,004; 0"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestMissesWhere: a count is told by its fall since the base year, a rate by its
// distance from the target; what has no figures of places is counted.
func TestMissesWhere(t *testing.T) {
	r := province()
	r.Indicators = []analysis.Result{
		*resultOf(t, "NNL-XKLD; 2016=2.310; 2017=2.450; 2018=2.620; 2019=2.700; 2020=ước 1.580; MT=12.500"),
		*resultOf(t, "NNL-DT-TYLE; 2015=57,5; 2020=ước 68,2; MT=70"),
		*resultOf(t, "ASXH-HCN-TYLE; 2015=8,31; 2020=ước 5,92; MT=5,5"),
	}
	s := &analysis.Summary{Scores: []analysis.Score{
		{Indicator: 0, Verdict: analysis.NotMet, Where: &analysis.Where{Places: 13, Short: 6, Estimate: true, Worst: []analysis.PlaceShift{{Place: "Huyện Lâm Thao", Base: 185, Last: 167, Change: -18}}}},
		{Indicator: 1, Verdict: analysis.NotMet, Where: &analysis.Where{Places: 12, Short: 12, Estimate: true, Worst: []analysis.PlaceShift{{Place: "Thị xã Phú Thọ", Last: 60}}}},
		{Indicator: 2, Verdict: analysis.NotMet},
	}}
	want := "Theo địa bàn, ước năm 2020: số người đi làm việc ở nước ngoài theo hợp đồng giảm so với năm 2015 ở 6/13 huyện, thành, thị, nhiều nhất là Lâm Thao (18 người); " +
		"tỷ lệ lao động qua đào tạo thấp hơn mục tiêu chung ở cả 12 huyện, thành, thị có số liệu, thấp nhất là TX Phú Thọ (60%). 1 chỉ tiêu còn lại chưa có số liệu theo địa bàn."
	if got := plain(MissesWhere(r, s)); got != want {
		t.Errorf("%q\nwant %q", got, want)
	}
	if got := MissesWhere(r, &analysis.Summary{Scores: s.Scores[2:]}); got != "" {
		t.Errorf("without figures of places %q", got)
	}
}

// TestOnTheWay: while the term runs the page says how the targets stand, and which lag.
func TestOnTheWay(t *testing.T) {
	r := province()
	r.Indicators = []analysis.Result{*resultOf(t, "NNL-DT-TYLE; 2015=57,5; 2018=58; MT=70"), *resultOf(t, "ASXH-HCN-TYLE; 2015=8,31; 2018=5,92; MT=5,5")}
	s := &analysis.Summary{Targeted: 3, NoData: 3, Courses: []analysis.Course{{Class: stat.Significant, Year: 2018, Indicators: []int{1}}, {Class: stat.Insufficient, Year: 2018, Indicators: []int{0}}}}
	if got, want := plain(Headline(s)), "Đến năm 2018, 1/3 chỉ tiêu đúng tiến độ, 1 chỉ tiêu chậm; 1 chỉ tiêu chưa đủ số liệu để đánh giá."; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got, want := plain(Laggards(r, s)), "Cần đẩy nhanh: tỷ lệ lao động qua đào tạo (chậm)."; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestLacking: what lies above a bound is told as such, whichever way the indicator is to
// go; nothing is lacking of it.
func TestLacking(t *testing.T) {
	d := 5.0
	x := &analysis.Result{Indicator: analysis.Indicator{Kind: analysis.Stock, Unit: "hồ sơ", Direction: analysis.Up}, Goal: &analysis.Goal{Value: 15, Bound: "<"}, Judgement: analysis.Judgement{Difference: &d}}
	if got := plain(Lacking(province(), x)); got != "cao hơn 5 hồ sơ" {
		t.Errorf("above the bound: %q", got)
	}
	if d = -5; plain(Lacking(province(), x)) != "thiếu 5 hồ sơ" {
		t.Errorf("below: %q", plain(Lacking(province(), x)))
	}
}

// TestErrorsInUse: the page does not say that no doubtful figure is used where one is.
func TestErrorsInUse(t *testing.T) {
	r := province()
	held := analysis.Finding{Severity: analysis.Error, Code: analysis.CodeTotalMismatch, Indicator: "A", Years: ingest.Year(2020)}
	used := analysis.Finding{Severity: analysis.Error, Code: analysis.CodeOutlierYear, Indicator: "A", Years: ingest.Year(2020), Holds: analysis.Holding{Turns: 1}}
	for want, findings := range map[string][]analysis.Finding{
		"Không còn lỗi": nil, "1 lỗi số liệu đang rà soát; số có lỗi không dùng trong trang này.": {held},
		"2 lỗi số liệu đang rà soát; số có lỗi không dùng trong trang này, trừ số của 1 lỗi còn phải xác minh.": {held, used},
		"1 lỗi số liệu đang rà soát; số nghi có lỗi vẫn dùng":                                                   {used},
	} {
		r.Findings = findings
		if got := plain(SummarySource(r, len(findings))); !strings.Contains(got, want) {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// TestNothingJudged: where no target can be judged, the page does not say that none
// was missed.
func TestNothingJudged(t *testing.T) {
	if got := SummaryMisses(&analysis.Summary{Targeted: 2, NoData: 2}); strings.Contains(got, "Không có") {
		t.Errorf("%q", got)
	}
}
