package analysis

import (
	"math"
	"testing"
)

func TestConvert(t *testing.T) {
	tests := []struct {
		value    float64
		from, to string
		want     float64
		ok       bool
	}{
		{118.4, "nghìn người", "người", 118400, true},
		{0.3, "nghìn người", "người", 300, true}, // 0.3*1000 is 300, 0.29*1000 is not 290
		{0.29, "1.000 người", "Người", 290, true},
		{118400, "người", "nghìn người", 118.4, true},
		{12.5, "tỷ đồng", "triệu đồng", 12500, true},
		{12500, "1000đ", "triệu đồng", 12.5, true},
		{12500, "Nghìn đồng", "tr.đ", 12.5, true},
		{1, "tỉ đồng", "trđ", 1000, true},
		{7, "tr. đồng", "đồng", 7e6, true},
		{7, "tr đồng", "VNĐ", 7e6, true},
		{5.3, "%", "phần trăm", 5.3, true},
		{12, "trẻ em", "người", 12, true}, // persons are persons
		{12, "người", "đảng viên", 12, true},
		{12, "lượt người", "lượt  người", 12, true},
		{1.2, "nghìn lượt người", "lượt người", 1200, true},
		{3, "mộ", "mộ", 3, true},
		{3, "nghìn mộ", "mộ", 3000, true},
		{3, "hộ gia đình", "hộ", 3, true},
		{5e-324, "người", "tỷ người", 0, true},

		{2.5, "‰", "%", 0.25, true},
		{4, "nhân khẩu", "người", 4, true},
		{4, "cuộc", "vụ", 4, true},
		{277, "xã", "đơn vị", 277, true},
		{822.7, "nghìn", "nghìn người", 822.7, true},
		{822.7, "nghìn", "người", 822700, true},
		{8, "nghìn", "%", 0, false},

		{12, "lượt người", "người", 0, false}, // a person may come twice
		{12, "lượt", "lượt người", 0, false},
		{12, "hộ", "người", 0, false},
		{12, "đồng", "đồng chí", 0, false},
		{12, "điểm %", "%", 0, false},
		{12, "triệu", "triệu đồng", 0, false}, // of what?
		{12, "", "người", 0, false},
		{12, "", "", 0, false},
		{1e305, "tỷ đồng", "đồng", 0, false},
		{math.NaN(), "người", "người", 0, false},
		{inf(), "người", "người", 0, false},
	}
	for _, tt := range tests {
		if got, ok := Convert(tt.value, tt.from, tt.to); got != tt.want || ok != tt.ok {
			t.Errorf("Convert(%v, %q, %q) = %v, %v, want %v, %v", tt.value, tt.from, tt.to, got, ok, tt.want, tt.ok)
		}
	}
}

// What a sheet did not print is not made up by a conversion.
func TestStep(t *testing.T) {
	tests := []struct {
		value    float64
		decimals int
		from, to string
		want     float64
		ok       bool
	}{
		{152300, 0, "người", "người", 0, true},        // counted one by one
		{152.3, 1, "nghìn người", "người", 100, true}, // to the hundred
		{152, 0, "nghìn người", "người", 1000, true},
		{152, 0, "triệu đồng", "triệu đồng", 1, true}, // rounded, though whole
		{152.5, -1, "triệu đồng", "tỷ đồng", 1e-4, true},
		{7.09, 2, "%", "%", 0.01, true},
		{7, 0, "%", "%", 1, true},
		{7, 0, "hộ", "người", 0, false},
	}
	for _, tt := range tests {
		got, ok := Step(tt.value, tt.decimals, tt.from, tt.to)
		if ok != tt.ok || math.Abs(got-tt.want) > 1e-15 {
			t.Errorf("Step(%v, %d, %q, %q) = %v, %v, want %v", tt.value, tt.decimals, tt.from, tt.to, got, ok, tt.want)
		}
	}
}

// There and back again is where we were.
func TestConvertBack(t *testing.T) {
	for _, v := range []float64{0, 1, 0.1, 118.4, 0.29, 1234567.891, -3.7, 1e-7} {
		there, _ := Convert(v, "triệu đồng", "đồng")
		back, ok := Convert(there, "đồng", "triệu đồng")
		if back != v || !ok {
			t.Errorf("%v becomes %v and %v", v, there, back)
		}
	}
}
