package vi

import (
	"math"
	"testing"

	"tongket/analysis"
	"tongket/analysis/claim"
	"tongket/ingest"
)

func TestNumber(t *testing.T) {
	tests := []struct {
		v        float64
		decimals int
		want     string
	}{
		{1234.5, 1, "1.234,5"},
		{1234567, 0, "1.234.567"},
		{123, 0, "123"},
		{123456, 0, "123.456"},
		{5.3, 2, "5,30"},
		{1.348, 2, "1,35"},
		{1.005, 2, "1,01"}, // half away from zero, though the binary form is below
		{-6.74, 2, "-6,74"},
		{-1234.5, 1, "-1.234,5"},
		{-0.004, 2, "0,00"}, // no minus before zero
		{0, 0, "0"},
		{0.04, 1, "0,0"},
		{69.94999999999999, 1, "70,0"},
		{-0.5, 0, "-1"},
		{12.04, -1, "12"},
		{math.NaN(), 1, "…"},
		{math.Inf(1), 1, "…"},
	}
	for _, test := range tests {
		if got := Number(test.v, test.decimals); got != test.want {
			t.Errorf("Number(%v, %d) = %q, want %q", test.v, test.decimals, got, test.want)
		}
	}
}

func TestTrimmed(t *testing.T) {
	tests := []struct {
		v        float64
		decimals int
		want     string
	}{
		{5.30, 2, "5,3"},
		{28, 1, "28"},
		{100, 0, "100"}, // zeros before the comma stay
		{21720, 0, "21.720"},
		{0.2, 2, "0,2"},
		{0.04, 1, "0"},
	}
	for _, test := range tests {
		if got := Trimmed(test.v, test.decimals); got != test.want {
			t.Errorf("Trimmed(%v, %d) = %q, want %q", test.v, test.decimals, got, test.want)
		}
	}
}

func TestQuantity(t *testing.T) {
	tests := []struct {
		v        float64
		decimals int
		unit     string
		want     string
	}{
		{5.3, 2, "%", "5,3%"},
		{21720, 0, "hộ", "21.720\u00a0hộ"},
		{41300, 0, "triệu đồng", "41,3\u00a0tỷ\u00a0đồng"},
		{41347, 0, "triệu đồng", "41,347\u00a0tỷ\u00a0đồng"}, // not rounded away
		{999, 0, "triệu đồng", "999\u00a0triệu đồng"},
		{12, 0, "", "12"},
	}
	for _, test := range tests {
		if got := Quantity(test.v, test.decimals, test.unit); got != test.want {
			t.Errorf("Quantity(%v, %d, %q) = %q, want %q", test.v, test.decimals, test.unit, got, test.want)
		}
	}
}

func TestProbability(t *testing.T) {
	for p, want := range map[float64]string{0.68: "68%", 0.004: "<1%", 0: "<1%", 0.006: "1%", 0.996: ">99%", 1: ">99%", 0.99: "99%"} {
		if got := Probability(p); got != want {
			t.Errorf("Probability(%v) = %q, want %q", p, got, want)
		}
	}
}

func TestRoman(t *testing.T) {
	for n, want := range map[int]string{1: "I", 4: "IV", 9: "IX", 14: "XIV", 40: "XL", 1990: "MCMXC"} {
		if got := Roman(n); got != want {
			t.Errorf("Roman(%d) = %q, want %q", n, got, want)
		}
	}
}

// Whatever is counted is grouped like any other number.
func TestCountsAreGrouped(t *testing.T) {
	many := analysis.CommentCount{Total: 1234, Accepted: 1200, Unhandled: 34}
	content, _ := Finding(analysis.Finding{Code: ingest.CodeHidden, Claim: claim.Count{Cells: 1234}})
	for got, want := range map[string]string{
		content:             "Có 1.234 số nằm ở trang, dòng hoặc cột bị ẩn, không được lấy.",
		CommentCounts(many): "Tổng số ý kiến: 1.234; tiếp thu: 1.200; giải trình: 0; chưa xử lý: 34",
		CommentsOf(many):    "1.234 góp ý, 34 chưa xử lý",
	} {
		if plain(got) != want {
			t.Errorf("got  %s\nwant %s", plain(got), want)
		}
	}
}
