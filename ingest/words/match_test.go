package words

import (
	"slices"
	"testing"

	"tongket/ingest"
)

func TestMatcher(t *testing.T) {
	m := NewMatcher(ingest.Vocabulary{
		Indicators: []ingest.Name{
			{Code: "HN-TYLE", Name: "Tỷ lệ hộ nghèo", Aliases: []string{"TL hộ nghèo"}, Unit: "%"},
			{Code: "HN-SO", Name: "Số hộ nghèo", Unit: "hộ"},
			{Code: "DT-SO", Name: "Lao động qua đào tạo", Unit: "người"},
			{Code: "DT-TYLE", Name: "Tỷ lệ đào tạo", Aliases: []string{"Lao động qua đào tạo"}, Unit: "%"},
		},
		Places: []ingest.Name{
			{Name: "Tỉnh Phú Thọ", Kind: "tỉnh"}, {Name: "Thị xã Phú Thọ", Kind: "thị xã"}, {Name: "Huyện Tân Sơn", Kind: "huyện", Aliases: []string{"H. Tân Sơn"}},
		},
	})
	for _, test := range []struct {
		in, code string
		near     []string
	}{
		{"hn-tyle", "HN-TYLE", nil},
		{"tỉ lệ  hộ NGHÈO", "HN-TYLE", nil},
		{"TL hộ nghèo", "HN-TYLE", nil},
		{"Tỷ lệ hộ ngèo", "", []string{"Tỷ lệ hộ nghèo"}}, // offered, never taken
		{"Lao động qua đào tạo", "", []string{"Lao động qua đào tạo (DT-SO)", "Tỷ lệ đào tạo (DT-TYLE)"}},
		{"Cây xanh", "", nil},
		{"", "", nil},
	} {
		if code, near := m.Indicator(test.in); code != test.code || !slices.Equal(near, test.near) {
			t.Errorf("Indicator(%q) = %q, %q, want %q, %q", test.in, code, near, test.code, test.near)
		}
	}
	for _, test := range []struct {
		in, name string
		near     []string
	}{
		{"Tân Sơn", "Huyện Tân Sơn", nil},
		{"huyện tân sơn", "Huyện Tân Sơn", nil},
		{"TX Phú Thọ", "Thị xã Phú Thọ", nil},
		{"Toàn tỉnh", "Tỉnh Phú Thọ", nil},
		{"Phú Thọ", "", []string{"Tỉnh Phú Thọ", "Thị xã Phú Thọ"}},
		{"Huyện Tân Sởn", "", []string{"Huyện Tân Sơn"}},
		{"", "", nil},
	} {
		if name, near := m.Place(test.in); name != test.name || !slices.Equal(near, test.near) {
			t.Errorf("Place(%q) = %q, %q, want %q, %q", test.in, name, near, test.name, test.near)
		}
	}
}
