package words

import (
	"testing"
)

func TestWholeOf(t *testing.T) {
	tests := []struct {
		kinds []string
		want  int
	}{
		{nil, -1},
		{[]string{"huyện", "tỉnh", "huyện"}, 1},
		{[]string{"huyện", "thị xã"}, -1},
		{[]string{"tỉnh", "tỉnh", "Cả nước"}, 2},
		{[]string{"tỉnh", "vùng", "tỉnh", "vùng"}, 1},
		{[]string{"tỉnh", "tỉnh"}, -1}, // a ministry that forgot the country: none of them is the whole
		{[]string{"Thành phố trực thuộc trung ương", "quận"}, 0},
	}
	for _, test := range tests {
		if got := WholeOf(test.kinds); got != test.want {
			t.Errorf("WholeOf(%q) = %d, want %d", test.kinds, got, test.want)
		}
	}
}
