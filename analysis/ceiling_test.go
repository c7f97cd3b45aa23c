package analysis

import "testing"

// A forecast of a part is not beyond its whole, nor does more leave a stock than
// there is and will come.
func TestForecastBelowCeiling(t *testing.T) {
	cat := Catalogue{}
	cat.Indicators, _ = ParseCatalogue(grid("Mã|Chỉ tiêu|ĐVT|Loại|Chiều",
		"CON|Số hộ còn nợ|hộ|thời điểm|giảm", "VAO|Số hộ vay mới|hộ|tổng|không", "RA|Số hộ trả hết nợ|hộ|tổng|tăng",
		"TO|Số tổ vay vốn|tổ|thời điểm|không", "TOT|Số tổ xếp loại tốt|tổ|thời điểm|tăng"))
	var rules []Relation
	for _, text := range []string{"TOT <= TO", "đầu CON + VAO - RA = CON"} {
		rule, err := ParseRelation(text)
		if err != nil {
			t.Fatal(err)
		}
		rules = append(rules, rule)
	}
	stock := placeTable("c.xlsx", "CON", "hộ", 2015, ": 9000 7600 6200 4800 3400 2000")
	in := placeTable("v.xlsx", "VAO", "hộ", 2015, ": 100 101 99 100 102 100")
	out := placeTable("r.xlsx", "RA", "hộ", 2015, ": 1480 1501 1499 1500 1502 1500")
	whole := placeTable("t.xlsx", "TO", "tổ", 2015, ": 400 402 404 405 407 409")
	part := placeTable("p.xlsx", "TOT", "tổ", 2015, ": 250 280 310 340 370 400")
	next := func(code string, facts ...string) *Next {
		return result(t, Run(cat, inputOf(t, facts...), Options{Relations: rules}), code).Next
	}
	if n := next("RA", stock, in, out); n.Forecast != nil || n.NoForecast != "beyond-stock" || n.Target != nil {
		t.Errorf("2.000 households are left and about 7.500 leave: %+v", n)
	}
	if n := next("RA", placeTable("c.xlsx", "CON", "hộ", 2015, ": 29000 27600 26200 24800 23400 22000"), in, out); n.Forecast == nil {
		t.Errorf("22.000 households are left: %+v", n)
	}
	if n := next("TOT", whole, part); n.Forecast != nil || n.NoForecast != "beyond-whole" || n.Target != nil || n.NoProposal != "beyond-whole" {
		t.Errorf("more groups are good than there are: %+v", n)
	}
	if n := next("TOT", placeTable("t.xlsx", "TO", "tổ", 2015, ": 900 902 904 905 907 909"), part); n.Forecast == nil {
		t.Errorf("there are enough groups: %+v", n)
	}
}

// The numerator of a rate is not forecast beside it where its denominator stays as
// it is: 308 of 225 communes.
func TestNumeratorOfOffices(t *testing.T) {
	cat := Catalogue{}
	cat.Indicators, _ = ParseCatalogue(grid("Mã|Chỉ tiêu|ĐVT|Loại|Chiều|Tử số|Mẫu số|Bản chất",
		"XA|Số xã|xã|thời điểm|không|||hành chính", "TOT|Số xã làm tốt|xã|thời điểm|tăng|||", "TL|Tỷ lệ xã làm tốt|%|tỷ lệ|tăng|TOT|XA|"))
	r := Run(cat, inputOf(t, placeTable("a.xlsx", "XA", "xã", 2015, ": 277 277 277 277 277 225"), placeTable("b.xlsx", "TOT", "xã", 2015, ": 268 269 271 272 273 222")), Options{})
	if n := result(t, r, "TOT").Next; n.Forecast != nil || n.NoForecast != "part" {
		t.Errorf("%+v", n)
	}
}
