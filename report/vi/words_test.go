package vi

import (
	"strings"
	"testing"

	"tongket/analysis"
)

// plain replaces the spaces that keep a line together.
func plain(s string) string { return strings.ReplaceAll(s, nbsp, " ") }

func TestDate(t *testing.T) {
	tests := []struct{ iso, long, short string }{
		{"2020-05-22", "ngày 22 tháng 5 năm 2020", "22/5/2020"},
		{"2020-01-05", "ngày 05 tháng 01 năm 2020", "05/01/2020"},
		{"2020-12-31", "ngày 31 tháng 12 năm 2020", "31/12/2020"},
		{"", "ngày … tháng … năm …", "…"},
	}
	for _, test := range tests {
		if got := plain(Date(test.iso)); got != test.long {
			t.Errorf("Date(%q) = %q, want %q", test.iso, got, test.long)
		}
		if got := DateShort(test.iso); got != test.short {
			t.Errorf("DateShort(%q) = %q, want %q", test.iso, got, test.short)
		}
	}
}

func TestDocumentNumber(t *testing.T) {
	tests := []struct{ form, number, want string }{
		{"dang", "12-BC/ĐU", "Số 12-BC/ĐU"},
		{"dang", "Số 12-BC/ĐU", "Số 12-BC/ĐU"},
		{"dang", "số: …-BC/ĐU", "Số …-BC/ĐU"},
		{"hanh-chinh", "12/BC-SLĐTBXH", "Số: 12/BC-SLĐTBXH"},
		{"hanh-chinh", "5/BC-SLĐTBXH", "Số: 05/BC-SLĐTBXH"},
		{"hanh-chinh", "Số:05/BC-SLĐTBXH", "Số: 05/BC-SLĐTBXH"},
		{"hanh-chinh", "/BC-SLĐTBXH", "Số: /BC-SLĐTBXH"},
		{"dang", " ", ""},
	}
	for _, test := range tests {
		if got := DocumentNumber(test.form, test.number); got != test.want {
			t.Errorf("%s: DocumentNumber(%q) = %q, want %q", test.form, test.number, got, test.want)
		}
	}
}

func TestPlace(t *testing.T) {
	for name, want := range map[string]string{
		"Tỉnh Phú Thọ":       "tỉnh Phú Thọ",
		"Thành phố Việt Trì": "thành phố Việt Trì",
		"Thị xã Phú Thọ":     "thị xã Phú Thọ",
		"Huyện Hạ Hòa":       "huyện Hạ Hòa",
		"Việt Trì":           "Việt Trì",
		"Xã Đàn":             "xã Đàn",
	} {
		if got := Place(name); got != want {
			t.Errorf("Place(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestLower(t *testing.T) {
	for name, want := range map[string]string{
		"Tỷ lệ hộ nghèo":                   "tỷ lệ hộ nghèo",
		"BHYT hộ nghèo":                    "BHYT hộ nghèo",
		"Đối tượng":                        "đối tượng",
		"Bà mẹ Việt Nam anh hùng còn sống": "Bà mẹ Việt Nam anh hùng còn sống",
		"": "",
	} {
		if got := Lower(name); got != want {
			t.Errorf("Lower(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestKinds(t *testing.T) {
	places := func(kinds ...string) (list []analysis.Place) {
		for _, k := range kinds {
			list = append(list, analysis.Place{Kind: k})
		}
		return list
	}
	tests := []struct {
		places []analysis.Place
		want   string
	}{
		{places("tỉnh", "thành phố", "thị xã", "huyện"), "huyện, thành, thị"},
		{places("tỉnh", "huyện", "huyện"), "huyện"},
		{places("huyện", "xã", "thị trấn"), "xã, phường, thị trấn"},
		{nil, "địa bàn"},
	}
	for _, test := range tests {
		if got := Kinds(test.places); got != test.want {
			t.Errorf("Kinds(%v) = %q, want %q", test.places, got, test.want)
		}
	}
}

func TestCommentAnswer(t *testing.T) {
	for _, tt := range []struct {
		state  analysis.CommentState
		partly bool
		answer string
		want   string
	}{
		{analysis.Unhandled, false, "", "Chưa xử lý"},
		{analysis.Accepted, false, "Sửa lại số hộ.", "Tiếp thu: sửa lại số hộ."},
		{analysis.Accepted, false, "Tiếp thu, đã sửa.", "Tiếp thu, đã sửa."},
		{analysis.Accepted, false, "Đã tiếp thu và bổ sung.", "Đã tiếp thu và bổ sung."},
		{analysis.Accepted, true, "Đã sửa ý 1.", "Tiếp thu một phần: đã sửa ý 1."},
		{analysis.Explained, false, "Giữ nguyên như dự thảo.", "Giải trình: giữ nguyên như dự thảo."},
	} {
		if got := CommentAnswer(analysis.Comment{State: tt.state, Partly: tt.partly, Answer: tt.answer}); got != tt.want {
			t.Errorf("got %q, want %q", got, tt.want)
		}
	}
}
