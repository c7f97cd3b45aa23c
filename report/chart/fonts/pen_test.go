package fonts

import (
	"slices"
	"strings"
	"testing"
)

func TestWrap(t *testing.T) {
	p := Pen{Style: Regular, Size: 12} // a digit is 2.117 mm wide
	tests := []struct {
		text  string
		width float64
		want  []string
	}{
		{"", 10, []string{""}},
		{"11 22 33", 100, []string{"11 22 33"}},
		{"11 22 33", 10, []string{"11 22", "33"}},
		{"năm\u00a02015 1", 18, []string{"năm\u00a02015", "1"}}, // a no-break space holds
		{"111 - 222", 11, []string{"111\u00a0-", "222"}},        // no line begins with a dash
		{"11\n22", 100, []string{"11", "22"}},
		{"1111111111", 11, []string{"11111", "11111"}},
		{"aa/1111111", 12, []string{"aa/", "11111", "11"}}, // after a separator first
		{"1 1111111111 1", 11, []string{"1", "11111", "11111", "1"}},
	}
	for _, tt := range tests {
		if got := p.Wrap(tt.text, tt.width); !slices.Equal(got, tt.want) {
			t.Errorf("wrap(%q, %v) = %q, want %q", tt.text, tt.width, got, tt.want)
		}
	}
}

// Whatever the text and the width, no letter is lost and no line is wider than
// asked unless it is one letter.
func FuzzWrap(f *testing.F) {
	f.Add("Số đối tượng bảo trợ xã hội - hằng tháng", 20.0)
	f.Add(strings.Repeat("á", 300), 3.0)
	f.Add("a - - b/c//d\n\n", 1.0)
	f.Fuzz(func(t *testing.T, text string, width float64) {
		if width < 0.1 || width > 1e6 || len(text) > 10000 {
			t.Skip()
		}
		p := Pen{Style: Bold, Size: 11}
		squeeze := func(s string) string {
			return strings.Map(func(r rune) rune {
				if r == ' ' || r == '\n' || r == '\u00a0' {
					return -1
				}
				return r
			}, s)
		}
		lines := p.Wrap(text, width)
		if got, want := squeeze(strings.Join(lines, "")), squeeze(Load(p.Style).Printable(text)); got != want {
			t.Errorf("wrap(%q, %v) keeps %q of %q", text, width, got, want)
		}
		for _, line := range lines {
			if p.Width(line) > width+1e-6 && len([]rune(line)) > 1 {
				t.Errorf("wrap(%q, %v): line %q is %.2f wide", text, width, line, p.Width(line))
			}
		}
	})
}

func TestBalance(t *testing.T) {
	p := Pen{Style: Bold, Size: 14}
	title := "KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU CHỦ YẾU NHIỆM KỲ 2015-2020 VÀ MỤC TIÊU ĐẾN NĂM 2025"
	lines := p.Balance(title, 165)
	if len(lines) != 2 || strings.Join(lines, " ") != title {
		t.Fatalf("balance: %q", lines)
	}
	if long, short := p.Width(lines[0]), p.Width(lines[1]); short < 0.75*long || long < 0.75*short {
		t.Errorf("lines of %.0f and %.0f mm", long, short)
	}
}
