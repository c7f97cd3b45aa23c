package annex

import (
	"math"
	"slices"
	"strings"
	"testing"

	"tongket/analysis"
	"tongket/analysis/stat"
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
		"46.212 | 2.788 | 7.950 | 41.050 | 6,0 | 17,2",        // the account of 2016
		"| 7,09 | 111,6 | Đúng tiến độ", "| 46.850 | 100,8 |", // (7,09/12,04)^(1/3)-1 in (5,5/12,04)^(1/5)-1; 46.850 of 46.500
		"cao hơn mức so sánh (4,5%) 0,74 điểm %",
	} {
		if !strings.Contains(strings.ToLower(text), strings.ToLower(want)) {
			t.Errorf("no %q", want)
		}
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
