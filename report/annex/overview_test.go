package annex

import (
	"testing"

	"tongket/analysis"
)

// small is a review made by hand: two fields, a rate, counts, a flow, a part.
func small() *analysis.Review {
	r := &analysis.Review{
		Term: term, AsOf: "2020-05-22",
		Job: analysis.Job{
			Superior: "ĐẢNG BỘ KHỐI CÁC CƠ QUAN TỈNH", Organisation: "ĐẢNG ỦY SỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI",
			PlaceName: "Phú Thọ", Draft: "Dự thảo lần 3", Form: "dang",
			Document: "Báo cáo chính trị của Ban Chấp hành Đảng bộ khóa VI trình Đại hội lần thứ VII",
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

	r.Fields = []analysis.Field{
		{Name: "An sinh xã hội", Targeted: 1, Exceeded: 1, Indicators: []int{0, 1}},
		{Name: "Nguồn nhân lực", Targeted: 1, Exceeded: 1, Indicators: []int{2, 3}},
	}
	return r
}

func TestOverview(t *testing.T) {
	r := small()
	r.Job.Annexes = []string{NameOverview, NameSources}
	golden(t, "overview.txt", print(Build(r)))
}
