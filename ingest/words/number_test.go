package words

import (
	"math"
	"testing"

	"tongket/ingest"
)

func TestReadText(t *testing.T) {
	tests := []struct {
		in   string
		want Reading
	}{
		{"1.234,5", Reading{Kind: IsNumber, Value: 1234.5, Decimals: 1, Vote: DotGroups}},
		{"1,234.5", Reading{Kind: IsNumber, Value: 1234.5, Decimals: 1, Vote: DotDecimal}},
		{"1.234.567", Reading{Kind: IsNumber, Value: 1234567, Vote: DotGroups}},
		{"1 234", Reading{Kind: IsNumber, Value: 1234}},
		{"1\u00a0234,5", Reading{Kind: IsNumber, Value: 1234.5, Decimals: 1, Vote: DotGroups}}, // as pasted from Word
		{"412204.00", Reading{Kind: IsNumber, Value: 412204, Decimals: 2, Vote: DotDecimal}},   // a portal
		{"10.51", Reading{Kind: IsNumber, Value: 10.51, Decimals: 2, Vote: DotDecimal}},
		{"0,0709", Reading{Kind: IsNumber, Value: 0.0709, Decimals: 4, Vote: DotGroups}},
		{"0.453", Reading{Kind: IsNumber, Value: 0.453, Decimals: 3, Vote: DotDecimal}}, // a zero never begins a group
		{"1.234", Reading{Kind: IsAmbiguous, Value: 1234, Other: 1.234, Mixed: '.'}},
		{"1,234", Reading{Kind: IsAmbiguous, Value: 1234, Other: 1.234, Mixed: ','}},
		{"-1.234", Reading{Kind: IsAmbiguous, Value: -1234, Other: -1.234, Mixed: '.'}},
		{"'2233", Reading{Kind: IsNumber, Value: 2233}},
		{"\u20192096", Reading{Kind: IsNumber, Value: 2096}}, // as Word turns it
		{"２３７０", Reading{Kind: IsNumber, Value: 2370}},
		{"－１２，５", Reading{Kind: IsNumber, Value: -12.5, Decimals: 1, Vote: DotGroups}},
		{"'a1", Reading{}},
		{"12,04%", Reading{Kind: IsNumber, Value: 12.04, Decimals: 2, Unit: "%", Vote: DotGroups}},
		{"5,2 tỷ", Reading{Kind: IsNumber, Value: 5.2, Decimals: 1, Unit: "tỷ đồng", Vote: DotGroups}},
		{"12 người", Reading{Kind: IsNumber, Value: 12, Unit: "người"}},
		{"6 km²", Reading{Kind: IsNumber, Value: 6, Unit: "km²"}}, // no mark of a footnote
		{"(5)", Reading{Kind: IsNumber, Value: -5}},
		{"123(1)", Reading{Kind: IsNumber, Value: 123}},
		{"123*", Reading{Kind: IsNumber, Value: 123}},
		{"123¹", Reading{Kind: IsNumber, Value: 123}},
		{"≈ 300", Reading{Kind: IsNumber, Value: 300, Mark: ingest.Approximate}},
		{"khoảng 300 người", Reading{Kind: IsNumber, Value: 300, Mark: ingest.Approximate, Unit: "người"}},
		{"Dưới 5,5", Reading{Kind: IsNumber, Value: 5.5, Decimals: 1, Mark: ingest.Approximate, Bound: "<", Vote: DotGroups}},
		{"≥ 90", Reading{Kind: IsNumber, Value: 90, Mark: ingest.Approximate, Bound: "≥"}},
		{"từ 15 trở lên", Reading{Kind: IsNumber, Value: 15, Mark: ingest.Approximate, Bound: "≥"}},
		{"không quá 3%", Reading{Kind: IsNumber, Value: 3, Mark: ingest.Approximate, Bound: "≤", Unit: "%"}},
		{"-", Reading{Kind: IsMark, Mark: ingest.Nil}},
		{"–", Reading{Kind: IsMark, Mark: ingest.Nil}},
		{"…", Reading{Kind: IsMark, Mark: ingest.NotAvailable}},
		{"Chưa có số liệu", Reading{Kind: IsMark, Mark: ingest.NotAvailable}},
		{"x", Reading{Kind: NotApplicable}},
		{"12/2020", Reading{Kind: IsDate}},
		{"31/12/2018", Reading{Kind: IsDate}},
		{"15.000 - 16.000", Reading{Kind: IsRange}},
		{"từ 15 đến 20", Reading{Kind: IsRange}},
		{"#DIV/0!", Reading{Kind: IsFault}},
		{"12.34.5", Reading{}},  // groups have three digits
		{"1.23,4", Reading{}},   // the same
		{"12 34", Reading{}},    // the same
		{"Ước 2020", Reading{}}, // the heading of a column
		{"ước 300", Reading{Kind: IsNumber, Value: 300, Measure: ingest.Estimate}},
		{"460 (ước)", Reading{Kind: IsNumber, Value: 460, Measure: ingest.Estimate}},
		{"1.450,5 (KH)", Reading{Kind: IsNumber, Value: 1450.5, Decimals: 1, Vote: DotGroups, Measure: ingest.Plan}},
		{"2019 (thực hiện)", Reading{}}, // the heading of a column
		{"1.", Reading{}},               // a serial number
		{"Biểu 01", Reading{}},          // words
		{"1.2 hộ gì", Reading{}},        // no unit that is known
	}
	for _, tt := range tests {
		if got := Builtin().ReadText(tt.in); got != tt.want {
			t.Errorf("readText(%q) = %+v, want %+v", tt.in, got, tt.want)
		}
	}
}

func TestCutUnit(t *testing.T) {
	tests := []struct{ in, rest, unit string }{
		{"Mật độ dân số (người/km2)", "Mật độ dân số", "người/km2"},
		{"Mật độ dân số, người/km2", "Mật độ dân số", "người/km2"},
		{"Năng suất lúa, tạ/ha", "Năng suất lúa", "tạ/ha"},
		{"Thu nhập, triệu đồng/người/tháng", "Thu nhập", "triệu đồng/người/tháng"},
		{"Số nhà giáo dạy nghề, người", "Số nhà giáo dạy nghề", "người"},
		{"Số xã, phường", "Số xã, phường", ""}, // lists two things
		{"Nhà, xe", "Nhà, xe", ""},
		{"Số phiên giao dịch việc làm (phiên)", "Số phiên giao dịch việc làm", "phiên"},
		{"Số dịch vụ công trực tuyến (dịch vụ)", "Số dịch vụ công trực tuyến", "dịch vụ"}, // a sector elsewhere
		{"Số HTX nông nghiệp (hợp tác xã)", "Số HTX nông nghiệp", "hợp tác xã"},
		{"Số hợp tác xã (HTX)", "Số hợp tác xã", "HTX"},
		{"Bệnh nhân lao mới phát hiện, bệnh nhân", "Bệnh nhân lao mới phát hiện", "bệnh nhân"},
		{"Tỷ số giới tính khi sinh (bé trai/100 bé gái)", "Tỷ số giới tính khi sinh", "bé trai/100 bé gái"},
		{"Dung lượng trạm biến áp (kVA)", "Dung lượng trạm biến áp", "kva"},
		{"Nồng độ bụi PM2.5 (µg/m3)", "Nồng độ bụi PM2.5", "µg/m3"},
		{"TẢO HÔN (CẶP)", "TẢO HÔN", "cặp"},
		{"Số người tham gia BHXH (tự nguyện)", "Số người tham gia BHXH (tự nguyện)", ""}, // people are counted
		{"Lao động có việc làm (dịch vụ)", "Lao động có việc làm (dịch vụ)", ""},
	}
	for _, tt := range tests {
		if rest, unit := Builtin().CutUnit(tt.in); rest != tt.rest || unit != tt.unit {
			t.Errorf("CutUnit(%q) = %q, %q, want %q, %q", tt.in, rest, unit, tt.rest, tt.unit)
		}
	}
}

func TestWithoutFootMark(t *testing.T) {
	tests := []struct{ in, want string }{
		{"Số hộ²", "Số hộ"},
		{"Số hộ (1)", "Số hộ"},
		{"Số trẻ em¹", "Số trẻ em"}, // ends in an m that measures nothing
		{"Diện tích, km²", "Diện tích, km²"},
		{"người/km²", "người/km²"},
		{"m³", "m³"},
	}
	for _, tt := range tests {
		if got := WithoutFootMark(tt.in); got != tt.want {
			t.Errorf("WithoutFootMark(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestPerCent(t *testing.T) {
	tests := map[float64]float64{0.0453: 4.53, 0.07: 7, 0.5567: 55.67, 0.1 + 0.2: 30, 1: 100, -0.0123: -1.23, 0: 0, 1e-7: 1e-5}
	for in, want := range tests {
		if got := PerCent(in); got != want {
			t.Errorf("perCent(%v) = %v, want %v", in, got, want)
		}
	}
}

func FuzzReadText(f *testing.F) {
	for _, s := range []string{"1.234,5", "(1)", "≈ 300", "từ 15 trở lên", "15.000 - 16.000", "12/2020", "1 234", "5,2 tỷ", "123(1)", "-", "\u00a0", "1..2", "+ 1", "(-5)", "999999999999999999999999999999"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		r := Builtin().ReadText(s)
		if math.IsNaN(r.Value) || math.IsInf(r.Value, 0) || math.IsNaN(r.Other) || math.IsInf(r.Other, 0) {
			t.Errorf("readText(%q) = %+v", s, r)
		}
		if r.Kind != IsNumber && r.Kind != IsAmbiguous && r.Value != 0 {
			t.Errorf("readText(%q): no number, but a value: %+v", s, r)
		}
		if again := Builtin().ReadText(s); again != r {
			t.Errorf("readText(%q): %+v, then %+v", s, r, again)
		}
	})
}

// TestNamesThatEndAsTitlesDo: what closes a title closes some names of indicators too.
func TestNamesThatEndAsTitlesDo(t *testing.T) {
	for title, want := range map[string]string{
		"Số học sinh giỏi cấp tỉnh chia theo huyện":    "Số học sinh giỏi cấp tỉnh",
		"Tỷ lệ bệnh nhân chuyển lên tuyến trên":        "Tỷ lệ bệnh nhân chuyển lên tuyến trên",
		"Số lượt khám bệnh tại trạm y tế xã":           "Số lượt khám bệnh tại trạm y tế xã",
		"Diện tích đất trồng cây hằng năm qua các năm": "Diện tích đất trồng cây hằng năm",
		"Số dự án chậm tiến độ trên 24 tháng":          "Số dự án chậm tiến độ trên 24 tháng",
		"Số hợp tác xã các huyện":                      "Số hợp tác xã",
		"Hộ nghèo của các xã":                          "Hộ nghèo",
		"Hộ nghèo 13 huyện, thành, thị":                "Hộ nghèo",
		"Dư nợ theo địa bàn huyện":                     "Dư nợ",
		"Số hộ nghèo (dự án 1)":                        "Số hộ nghèo (dự án 1)",
	} {
		got, _ := CutTitle(title, func(string) bool { return false })
		if got = Tidy(got); got != want {
			t.Errorf("CutTitle(%q) = %q, want %q", title, got, want)
		}
	}
	x := NewMeanings(NewLexicon(ingest.Vocabulary{}), ingest.Options{})
	for text, want := range map[string]ingest.Reason{
		"Tỷ lệ tăng dân số tự nhiên (%)":           "",
		"Tỷ lệ tăng (%)":                           ingest.ReasonComparison,
		"Tỷ lệ tăng so với cùng kỳ":                ingest.ReasonComparison,
		"Xếp hạng PCI cả nước":                     "",
		"Xếp hạng":                                 ingest.ReasonComparison,
		"Xếp hạng trong tỉnh":                      ingest.ReasonComparison,
		"Tỷ lệ mẫu thực phẩm không đạt (%)":        "",
		"Đạt (%)":                                  ingest.ReasonComparison,
		"Doanh thu bình quân 1 HTX (triệu đồng)":   "",
		"Bình quân 5 năm":                          ingest.ReasonComparison,
		"% DT":                                     ingest.ReasonComparison,
		"Trẻ em 6-36 tháng được uống vitamin A":    "",
		"6 tháng đầu năm":                          ingest.ReasonPartYear,
		"Số ngày nằm viện bình quân một đợt":       "",
		"Xã Tân Quý Tây":                           "",
		"Quý II":                                   ingest.ReasonPartYear,
		"Lũy kế từ đầu năm đến hết ngày 31/12":     "",
		"Lũy kế từ đầu năm đến hết ngày 30/9":      ingest.ReasonPartYear,
		"Số HTX chuyển đổi theo Luật Hợp tác 2012": "",
	} {
		h := x.ParseHeading(text)
		if h.Skip != want {
			t.Errorf("the heading %q is left out as %q, want %q", text, h.Skip, want)
		}
		if want == "" && h.Years.From > 0 {
			t.Errorf("the heading %q has the year %d", text, h.Years.From)
		}
	}
}

func TestCountedUnit(t *testing.T) {
	for label, want := range map[string]string{
		"Số hộ vay vốn": "hộ", "Số xã, thị trấn vùng DTTS": "xã", "Số tháng nợ": "tháng", "Số doanh nghiệp": "doanh nghiệp",
		"Số nhà giáo dạy nghề": "", "Số bộ đội xuất ngũ": "", "Tỷ lệ hộ nghèo": "",
	} {
		if got, _ := Builtin().CountedUnit(label); got != want {
			t.Errorf("CountedUnit(%q) = %q, want %q", label, got, want)
		}
	}
}
