package vi

import (
	"slices"
	"strings"
	"testing"

	"tongket/analysis"
	"tongket/analysis/stat"
)

// resultOf makes a result of a row of data, in a review of its own.
func resultOf(t *testing.T, data string) *analysis.Result {
	t.Helper()
	x, _ := parsed(t, catalogue(t), province(), data)
	return x
}

func lines(texts []string) []string {
	out := make([]string, len(texts))
	for i, s := range texts {
		out[i] = plain(s)
	}
	return out
}

func TestLimits(t *testing.T) {
	r := province()
	wide := resultOf(t, "ASXH-HN-TYLE; 2015=12,04; 2020=ước 5,3; MT=5,5")
	wide.Places = []analysis.Line{{Place: "Huyện A", Points: []analysis.Point{{Year: 2020, Value: 10, Estimate: true}}}}
	ratio := 10.0
	wide.Spread = &analysis.Spread{Now: &stat.Dispersion{Places: 13, Max: 10, Min: 1, Range: 9, MaxMin: &ratio, Highest: []string{"Huyện A"}, Lowest: []string{"Huyện B"}}}
	wider := resultOf(t, "ASXH-HCN-TYLE; 2015=8; 2020=9; MT=5,5")
	wider.Spread = &analysis.Spread{Verdict: "widened", Now: &stat.Dispersion{Places: 11, Max: 10, Min: 8, Range: 2, Highest: []string{"Huyện A"}, Lowest: []string{"Thị xã B"}}}
	r.Indicators = []analysis.Result{
		*wide, *wider,
		*resultOf(t, "NNL-BHXH-SO; 2015=160.000; 2020=152.300; MT=150.000"),
		*resultOf(t, "NNL-XKLD; 2016=2.310; 2017=2.450; 2018=2.620; 2019=2.700; 2020=1.580; MT=12.500"),
	}
	r.Supply = []analysis.Owed{
		{Supplier: "Phòng Một", Indicator: "ASXH-HN-TYLE", Name: "Tỷ lệ hộ nghèo", Years: []int{2016, 2017, 2018}, Places: []string{"Huyện A", "Huyện B"}, Total: 5},
		{Supplier: "Phòng Một", Indicator: "NNL-XKLD", Name: "Số người đi", Places: []string{"Huyện A", "Huyện B", "Huyện C", "Huyện D"}, Total: 4},
		{Indicator: "NNL-BHXH-SO", Name: "Số người", Years: []int{2016}, Total: 1},
	}
	f := Tell(r, analysis.Field{Name: "A", Targeted: 4, Exceeded: 2, NotMet: 2, Indicators: []int{0, 1, 2, 3}})
	want := []string{
		"Tỷ lệ hộ cận nghèo: không đạt mục tiêu Nghị quyết, cao hơn 3,5 điểm %.",
		"Số người đi làm việc ở nước ngoài theo hợp đồng: không đạt mục tiêu Nghị quyết, còn thiếu 840 người.",
		"Tỷ lệ hộ cận nghèo tăng so với năm 2015, trái chiều với mục tiêu.",
		"Số người tham gia bảo hiểm xã hội giảm so với năm 2015, trái chiều với mục tiêu.",
		"Chênh lệch giữa các địa bàn còn lớn: tỷ lệ hộ nghèo 9 điểm % (huyện A 10%, huyện B 1%); tỷ lệ hộ cận nghèo 2 điểm % (huyện A 10%, thị xã B 8%).",
	}
	if got := lines(f.Limits); !slices.Equal(got, want) {
		t.Errorf("limits\n got %q\nwant %q", got, want)
	}
	told := slices.Concat(f.Paragraphs...)
	for _, s := range slices.Concat(told, f.Limits) {
		if strings.Contains(s, "số liệu của") || strings.Contains(s, "còn thiếu") && strings.Contains(s, "số liệu (") {
			t.Errorf("what is owed has no place in a text to paste: %s", s)
		}
	}
	for _, s := range slices.Concat(told, f.Limits, f.Others) {
		sentence(t, "field", s)
	}
}

// TestFieldWithoutTargets: the paragraph tells levels with a direction, at most
// five, and the rest stands among the others.
func TestFieldWithoutTargets(t *testing.T) {
	r := province()
	var indicators []int
	for i := range 7 {
		r.Indicators = append(r.Indicators, *resultOf(t, "ASXH-HN-SO; 2015=47.650; 2020=21.720"))
		indicators = append(indicators, i)
	}
	f := Tell(r, analysis.Field{Name: "A", Indicators: indicators})
	if len(f.Paragraphs) != 1 || len(f.Paragraphs[0]) != 5 || len(f.Others) != 2 || len(f.Limits) != 0 {
		t.Errorf("%d paragraphs, %d others, %d limits", len(f.Paragraphs), len(f.Others), len(f.Limits))
	}
}

// TestParagraphs: levels and flows stand apart, the resolution is named once a
// paragraph, the period in turns, and the gap between places once.
func TestParagraphs(t *testing.T) {
	r := province()
	flow := "NNL-VL-MOI; 2016=15.210; 2017=15.640; 2018=15.980; 2019=16.320; 2020=15.950; MT=77.500"
	rate := resultOf(t, "ASXH-HN-TYLE; 2015=12,04; 2020=5,3; MT=5,5")
	rate.Places = []analysis.Line{{Place: "Huyện A", Points: []analysis.Point{{Year: 2020, Value: 10}}}}
	ratio := 10.0
	rate.Spread = &analysis.Spread{Now: &stat.Dispersion{Places: 13, Max: 10, Min: 1, Range: 9, MaxMin: &ratio, Highest: []string{"Huyện A"}, Lowest: []string{"Huyện B"}}}
	r.Indicators = []analysis.Result{*rate, *resultOf(t, "ASXH-HCN-TYLE; 2015=8,31; 2020=5,92; MT=5,5"), *resultOf(t, flow), *resultOf(t, flow), *resultOf(t, flow), *resultOf(t, flow)}
	f := Tell(r, analysis.Field{Name: "A", Targeted: 6, Exceeded: 5, NotMet: 1, Indicators: []int{0, 1, 2, 3, 4, 5}})
	rest := "số người được tạo việc làm mới là 79.100 người, bình quân mỗi năm 15.820 người, bằng 102,1% mục tiêu (77.500 người), vượt 1.600 người."
	want := [][]string{{
		"Trong 6 chỉ tiêu Nghị quyết Đại hội đề ra, 5 chỉ tiêu vượt, 1 chỉ tiêu không đạt.",
		"Tỷ lệ hộ nghèo giảm từ 12,04% năm 2015 xuống còn 5,3% năm 2020, bình quân giảm 1,35 điểm %/năm; thấp hơn mục tiêu Nghị quyết (5,5%) 0,2 điểm %, vượt mục tiêu.",
		"Tỷ lệ hộ cận nghèo giảm từ 8,31% năm 2015 xuống còn 5,92% năm 2020, bình quân giảm 0,48 điểm %/năm, không đạt mục tiêu (5,5%), cao hơn 0,42 điểm %.",
	}, {
		"Giai đoạn 2016-2020, " + strings.Replace(rest, "mục tiêu", "mục tiêu Nghị quyết", 1),
		"Trong 5 năm 2016-2020, " + rest, "Cùng giai đoạn, " + rest,
		"Số người được tạo việc làm mới là 79.100 người (mục tiêu 77.500 người), vượt mục tiêu.",
	}}
	if len(f.Paragraphs) != len(want) {
		t.Fatalf("paragraphs %q", f.Paragraphs)
	}
	for i := range want {
		if got := lines(f.Paragraphs[i]); !slices.Equal(got, want[i]) {
			t.Errorf("paragraph %d\n got %q\nwant %q", i+1, got, want[i])
		}
	}
}

// TestProposals: a proposal is told of what had a target and does not undo it.
func TestProposals(t *testing.T) {
	target := func(v float64) *float64 { return &v }
	tests := []struct {
		data string
		next float64
		want string
	}{
		{"ASXH-HN-TYLE; 2015=12,04; 2020=5,3; MT=5,5", 3.4, "Đến năm 2025, đề xuất phấn đấu giảm tỷ lệ hộ nghèo còn 3,4%."},
		{"ASXH-HN-TYLE; 2015=12,04; 2020=5,3; MT=5,5", 5.6, ""},
		{"ASXH-HN-TYLE; 2015=12,04; 2020=5,3", 3.4, ""},
		{"NNL-XKLD; 2016=2.310; 2017=2.450; 2018=2.620; 2019=2.700; 2020=1.580; MT=12.500", 11000, ""},
	}
	for _, test := range tests {
		x := resultOf(t, test.data)
		x.Next = &analysis.Next{Proposed: true, Target: target(test.next), Feasibility: "stretch"}
		if got := plain(NextTarget(province(), x)); got != test.want {
			t.Errorf("%s → %v\n got %s\nwant %s", test.data, test.next, got, test.want)
		}
	}
}

func TestNoForecast(t *testing.T) {
	for reason, want := range map[string]string{
		"few":          "chưa đủ số liệu để dự báo (có 3 năm, cần ít nhất 4 năm)",
		"last-missing": "chưa có số liệu năm 2020 nên chưa dự báo được",
		"":             "",
	} {
		if got := plain(NoForecast(&analysis.Next{NoForecast: reason, KnownYears: 3}, term)); got != want {
			t.Errorf("NoForecast(%q) = %q, want %q", reason, got, want)
		}
	}
	for _, reason := range []string{"few", "gaps", "last-missing", "held", "range", "break", "beyond-whole", "beyond-stock"} {
		if NoForecast(&analysis.Next{NoForecast: reason}, term) == "" {
			t.Errorf("%q has no words", reason)
		}
	}
}

func TestAtPlace(t *testing.T) {
	x := resultOf(t, "ASXH-HN-TYLE; 2015=12,04; 2020=5,3; MT=5,5")
	l := analysis.Line{Place: "Huyện Tân Sơn", Points: []analysis.Point{{Year: 2015, Value: 30}, {Year: 2020, Value: 13.68}}}
	if got, want := plain(AtPlace(province(), x, l)), "Tại huyện Tân Sơn, tỷ lệ hộ nghèo giảm từ 30% năm 2015 xuống còn 13,68% năm 2020, bình quân giảm 3,26 điểm %/năm."; got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
}

func TestSlug(t *testing.T) {
	for name, want := range map[string]string{"An sinh xã hội": "an-sinh-xa-hoi", "Người có công": "nguoi-co-cong", "  Đảng - Đoàn!": "dang-doan", "": ""} {
		if got := Slug(name); got != want {
			t.Errorf("Slug(%q) = %q, want %q", name, got, want)
		}
	}
}

// TestGathered: no turn is heard more than three times: what follows is gathered
// where it was judged alike.
func TestGathered(t *testing.T) {
	r := province()
	var all []int
	add := func(data string, n int) {
		for range n {
			r.Indicators = append(r.Indicators, *resultOf(t, data))
			all = append(all, len(all))
		}
	}
	add("NNL-DT-TYLE; 2015=57,5; 2020=ước 71; MT=70", 5)
	add("NNL-CC-TYLE; 2015=23,4; 2020=28; MT=28", 1)
	add("ASXH-HCN-TYLE; 2015=8,31; 2020=5,92; MT=5,5", 1)
	add("NNL-TN-TT; 2015=3,95; 2020=ước 3,46; MT=dưới 3,5", 1)
	add("NNL-VL-MOI; 2016=15.210; 2017=15.640; 2018=15.980; 2019=16.320; 2020=15.950; MT=77.500", 5)
	f := Tell(r, analysis.Field{Name: "A", Targeted: len(all), Exceeded: 10, Met: 2, NotMet: 1, Indicators: all})
	if len(f.Paragraphs) != 2 || len(f.Others) != 0 {
		t.Fatalf("%q, others %q", f.Paragraphs, f.Others)
	}
	levels, flows := lines(f.Paragraphs[0]), lines(f.Paragraphs[1])
	for _, want := range []string{
		"Có 2 chỉ tiêu khác ước vượt mục tiêu: tỷ lệ lao động qua đào tạo 71% (mục tiêu 70%); tỷ lệ lao động qua đào tạo 71% (mục tiêu 70%).",
		"Có 2 chỉ tiêu khác đạt mục tiêu: tỷ lệ lao động qua đào tạo có bằng cấp, chứng chỉ 28% (mục tiêu 28%); tỷ lệ thất nghiệp khu vực thành thị ước 3,46% (mục tiêu dưới 3,5%).",
		"Tỷ lệ hộ cận nghèo là 5,92% (mục tiêu 5,5%), không đạt mục tiêu.",
	} {
		if !slices.Contains(levels, want) {
			t.Errorf("no %q in %q", want, levels)
		}
	}
	if want := "Có 2 chỉ tiêu khác vượt mục tiêu: số người được tạo việc làm mới 79.100 người (mục tiêu 77.500 người); số người được tạo việc làm mới 79.100 người (mục tiêu 77.500 người)."; len(flows) != 4 || flows[3] != want {
		t.Errorf("%q, want %q", flows, want)
	}
}

// TestGatheredOfMany: a field of many indicators has no sentence without end.
func TestGatheredOfMany(t *testing.T) {
	r := province()
	var all []int
	for i := range 60 {
		data := "NNL-DT-TYLE; 2015=57,5; 2020=71; MT=70"
		if i%3 == 0 {
			data = "NNL-DT-TYLE; 2015=57,5; 2020=69; MT=70"
		}
		r.Indicators, all = append(r.Indicators, *resultOf(t, data)), append(all, i)
	}
	f := Tell(r, analysis.Field{Name: "A", Targeted: 60, Exceeded: 40, NotMet: 20, Indicators: all})
	told := lines(f.Paragraphs[0])
	if len(told) != 1+inFull+1 || !strings.HasPrefix(told[4], "Có 38 chỉ tiêu khác vượt mục tiêu, trong đó có: ") || strings.Count(told[4], "; ") != mostNamed-1 {
		t.Errorf("%d sentences: %q", len(told), told)
	}
	if len(f.Others) != 0 || len(f.Limits) != 1 || !strings.HasPrefix(plain(f.Limits[0]), "Có 20 chỉ tiêu không đạt mục tiêu Nghị quyết: tỷ lệ lao động qua đào tạo thấp hơn 1 điểm %; ") || strings.Count(f.Limits[0], ";") != 19 {
		t.Errorf("%d in the list, limits %q", len(f.Others), lines(f.Limits))
	}
}

// TestPartsBehindTheWhole: a part of a count stands behind all that is said of the
// whole; of a whole below twenty no percentage is told.
func TestPartsBehindTheWhole(t *testing.T) {
	for _, tt := range []struct{ whole, part, want string }{
		{"ASXH-HN-SO; 2015=46.212; 2020=22.175", "ASXH-HN-SO; 2015=14.610; 2020=7.060", "giảm 24.037 hộ (52%); trong đó hộ nghèo dân tộc thiểu số 7.060 hộ (31,8%)."},
		{"ASXH-HN-SO; 2015=46; 2020=19", "ASXH-HN-SO; 2015=14; 2020=7", "giảm 27 hộ (58,7%); trong đó hộ nghèo dân tộc thiểu số 7 hộ."},
	} {
		r := province()
		part := resultOf(t, tt.part)
		part.Code, part.Name = "PHAN", "Trong đó: hộ nghèo dân tộc thiểu số"
		r.Indicators = []analysis.Result{*resultOf(t, tt.whole), *part}
		if got := plain(Sentence(r, &r.Indicators[0])); !strings.HasSuffix(got, tt.want) {
			t.Errorf("%s, want %s", got, tt.want)
		}
	}
}

// TestNumeratorIsNotTold: a count that fell with its base is left to its rate.
func TestNumeratorIsNotTold(t *testing.T) {
	r := province()
	r.Indicators = []analysis.Result{
		*resultOf(t, "ASXH-TE-TG; 2015=5.020; 2020=4.931"),
		*resultOf(t, "ASXH-TE-TYLE; 2015=83,9; 2020=94,1; MT=90"),
	}
	f := Tell(r, analysis.Field{Name: "A", Targeted: 1, Exceeded: 1, Indicators: []int{0, 1}})
	if len(f.Others) != 0 {
		t.Errorf("%q", f.Others)
	}
}

// TestLackIsSaidOnce: what several indicators lack to be compared is said once,
// behind them, and with its own sentence where one alone lacks it.
func TestLackIsSaidOnce(t *testing.T) {
	const lack = "chưa có số liệu năm 2015 để so sánh"
	bare, whole := "ASXH-HN-TYLE; 2015=…; 2020=5,3; MT=5,5", "ASXH-HCN-TYLE; 2015=8,31; 2020=5,92; MT=5,5"
	for _, tt := range []struct {
		specs []string
		want  string // the sentence that says it
	}{
		{[]string{bare, whole}, "Tỷ lệ hộ nghèo năm 2020 là 5,3%; thấp hơn mục tiêu Nghị quyết (5,5%) 0,2 điểm %, vượt mục tiêu; " + lack + "."},
		{[]string{bare, bare}, "Cả 2 chỉ tiêu nêu trên đều " + lack + "."},
		{[]string{bare, whole, bare}, "Chưa có số liệu năm 2015 để so sánh: tỷ lệ hộ nghèo; tỷ lệ hộ nghèo."},
	} {
		r := province()
		var indicators []int
		for i, spec := range tt.specs {
			r.Indicators = append(r.Indicators, *resultOf(t, spec))
			indicators = append(indicators, i)
		}
		f := Tell(r, analysis.Field{Name: "A", Indicators: indicators})
		said := ""
		all := lines(slices.Concat(slices.Concat(f.Paragraphs...), f.Others))
		for _, s := range all {
			if strings.Contains(strings.ToLower(s), "chưa có số liệu năm 2015") {
				said += s
			}
		}
		if said != tt.want {
			t.Errorf("%q\n in %q, want %q", said, all, tt.want)
		}
	}
}

// TestMidtermSay: what is reached in the middle of the term is told apart from what
// is on its way, and one target alone by its name.
func TestMidtermSay(t *testing.T) {
	r := province()
	spec := func(spec string, class stat.Class) *analysis.Result {
		x := resultOf(t, spec)
		x.Midterm = &stat.Progress{Class: class, Year: 2018}
		return x
	}
	met := spec("ASXH-HN-TYLE; 2015=12,04; 2018=5,4; 2020=5,3; MT=5,5", stat.Significant)
	going := spec("ASXH-HCN-TYLE; 2015=8,31; 2018=6,5; 2020=5,4; MT=5,5", stat.Significant)
	late := spec("ASXH-HCN-TYLE; 2015=8,31; 2018=8; 2020=5,4; MT=5,5", stat.Insufficient)
	for want, results := range map[string][]*analysis.Result{
		"Đến năm 2018, tỷ lệ hộ nghèo: đã đạt mục tiêu.":                                                                                   {met},
		"Đến năm 2018, cả 2 chỉ tiêu đã đạt mục tiêu cả nhiệm kỳ.":                                                                         {met, met},
		"Đến năm 2018, cả 2 chỉ tiêu đúng tiến độ.":                                                                                        {going, going},
		"Đến năm 2018, cả 2 chỉ tiêu đúng tiến độ, trong đó 1 chỉ tiêu đã đạt mục tiêu cả nhiệm kỳ.":                                       {met, going},
		"Đến năm 2018, 2/3 chỉ tiêu đúng tiến độ, trong đó 1 chỉ tiêu đã đạt mục tiêu cả nhiệm kỳ; chưa đúng tiến độ: tỷ lệ hộ cận nghèo.": {met, going, late},
	} {
		if got := lines(MidtermSay(r, results)); len(got) != 1 || got[0] != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// TestLabelsOfPlaces: a label that the catalogue doesn't know and only places have is
// no indicator to tell where it is highest.
func TestLabelsOfPlaces(t *testing.T) {
	r := province()
	x := resultOf(t, "NNL-DT-TYLE; 2015=57,5; 2020=68,2")
	ratio := 2.0
	x.Spread = &analysis.Spread{Now: &stat.Dispersion{Places: 3, Max: 60, Min: 30, Range: 30, MaxMin: &ratio, Highest: []string{"Huyện A"}, Lowest: []string{"Huyện B"}}}
	x.Places = []analysis.Line{{Place: "Huyện A"}}
	x.Unknown = true
	r.Indicators = []analysis.Result{*x}
	if got := widest(r, analysis.Field{Indicators: []int{0}}); got == "" {
		t.Error("a row of the whole is not told")
	}
	r.Indicators[0].Whole = analysis.Line{}
	if got := widest(r, analysis.Field{Indicators: []int{0}}); got != "" {
		t.Errorf("%q", got)
	}
}

// TestUnknownGathered: labels outside the catalogue that moved alike are told
// together where they are many, each by itself where they are few.
func TestUnknownGathered(t *testing.T) {
	for _, n := range []int{inFull, inFull + 1, 20} {
		r := province()
		var all []int
		for i := range n {
			x := *resultOf(t, "NNL-BHXH-SO; 2015=118.400; 2020=121.400")
			x.Unknown, x.Name, x.Indicator.Direction, x.Unit = true, "Chỉ số "+strings.Repeat("a", i+1), analysis.Either, "cái"
			r.Indicators, all = append(r.Indicators, x), append(all, i)
		}
		told := lines(Tell(r, analysis.Field{Indicators: all}).Others)
		switch {
		case n <= inFull:
			if len(told) != n {
				t.Errorf("%d labels: %q", n, told)
			}
		case len(told) != 1 || !strings.Contains(told[0], Count(n)+" chỉ tiêu tăng so với năm 2015") || strings.Count(told[0], ", tăng 3.000 cái (2,5%)") != min(n, mostNamed):
			t.Errorf("%d labels: %q", n, told)
		}
	}
}

// TestTargetsGathered: many targets that ask alike are told together, none is left out.
func TestTargetsGathered(t *testing.T) {
	var all []string
	for i := range mostTargets + 1 {
		all = append(all, "Nâng tỷ lệ "+strings.Repeat("a", i+1)+" lên 9%, bình quân tăng 1 điểm %/năm (giai đoạn 2016-2020: tăng 2 điểm %/năm).", "Giảm tỷ lệ b còn 2%.")
	}
	all = append(all[:2*mostTargets-1], all[2*mostTargets:]...) // one "Giảm" less
	got := gatheredTargets(all)
	if len(got) != 1+mostTargets || !strings.HasPrefix(got[0], "Nâng: tỷ lệ a lên 9%; tỷ lệ aa lên 9%; ") || strings.Count(got[0], "lên 9%") != mostTargets+1 || strings.Contains(got[0], "bình quân") {
		t.Errorf("%d: %q", len(got), got)
	}
	if few := gatheredTargets(all[:4]); !slices.Equal(few, all[:4]) {
		t.Errorf("%q", few)
	}
}
