package words

import (
	"strings"
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

func TestStopsName(t *testing.T) {
	tests := []struct {
		in   string // what follows "huyện" in a line
		want string
	}{
		{"Tân Kỳ", "Tân Kỳ"},
		{"Tân Kỳ giai đoạn 2016-2020", "Tân Kỳ"},
		{"Kỳ Anh năm 2016", "Kỳ Anh"},
		{"Kỳ Sơn kỳ 2016-2020", "Kỳ Sơn"},
		{"Kỳ Anh kỳ", "Kỳ Anh"}, // its years are taken
		{"Tân Kỳ Quý II", "Tân Kỳ"},
		{"Từ Sơn từ năm 2016 đến 2020", "Từ Sơn"},
		{"Bắc Từ Liêm", "Bắc Từ Liêm"},
		{"Năm Căn năm 2016", "Năm Căn"},
		{"Trần Văn Thời thời kỳ 2016-2020", "Trần Văn Thời"},
		{"Phú Quý quý II/2016", "Phú Quý"},
		{"Phú Quý (quý II)", "Phú Quý"},
		{"Ba Tri 5 năm 2016-2020", "Ba Tri"},
		{"Ba Tri 6 tháng đầu năm", "Ba Tri"},
		{"Ba Tri hằng năm", "Ba Tri"},
		{"6 năm 2016", "6"}, // Phường 6
		{"Năm 2016", ""},
		{"Kỳ báo cáo", ""},
		{"Giai Đoạn 2016-2020", ""},
		{"qua các năm", ""},
	}
	for _, tt := range tests {
		rest, named := strings.Fields(tt.in), 0
		for named < len(rest) && !Builtin().StopsName(named, rest[named:]) {
			named++
		}
		if got := strings.Join(rest[:named], " "); got != tt.want {
			t.Errorf("the name that begins %q is %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestProperName(t *testing.T) {
	for in, want := range map[string]string{"HÀ GIANG": "Hà Giang", "Hà Giang": "Hà Giang", "VII": "VII", "ĐẮK LẮK": "Đắk Lắk"} {
		if got := ProperName(in); got != want {
			t.Errorf("ProperName(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestIsNationPlace(t *testing.T) {
	for name, want := range map[string]bool{"Bình Dương": true, "tỉnh Bình Dương": true, "Thành phố Hà Nội": true, "Cả nước": true, "Tây Nguyên": true,
		"Thị trấn Bình Dương": false, "Xã Lâm Đồng": false, "Thành phố Lạng Sơn": false, "Huyện Thanh Ba": false} {
		if got := IsNationPlace(name); got != want {
			t.Errorf("IsNationPlace(%q) = %t", name, got)
		}
	}
}

func TestListedObject(t *testing.T) {
	tests := []struct{ title, head, want string }{
		{"Diện tích, năng suất và sản lượng lúa", "Diện tích", "lúa"},
		{"Diện tích, năng suất và sản lượng lúa", "Sản lượng", "lúa"},
		{"Diện tích và sản lượng cây ăn quả", "Năng suất", ""},
		{"Diện tích lúa", "Diện tích", ""},
		{"Số hộ và dân số", "Số hộ", ""},
	}
	for _, tt := range tests {
		if got := ListedObject(tt.title, tt.head); got != tt.want {
			t.Errorf("ListedObject(%q, %q) = %q, want %q", tt.title, tt.head, got, tt.want)
		}
	}
}
