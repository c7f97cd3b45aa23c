package analysis

import (
	"errors"
	"strings"
	"testing"

	"tongket/analysis/stat"
	"tongket/analysis/stat/fixture"

	"golang.org/x/text/unicode/norm"
)

func TestRulesFixture(t *testing.T) {
	for _, r := range fixture.Read(t, "rules.csv") {
		rule, err := ParseRule(r.Text("text"))
		switch parsed := r.Text("parsed"); parsed {
		case "refused":
			if err == nil {
				t.Errorf("%s: %q is taken for %+v", r.Where, r.Text("text"), rule)
			}
		case "none", "region":
			want := map[string]RuleKind{"none": NoRule, "region": LikeRegion}[parsed]
			if err != nil || rule.Kind != want {
				t.Errorf("%s: %+v, %v", r.Where, rule, err)
			}
		default:
			if err != nil || rule.Kind != RuleKind(parsed) {
				t.Errorf("%s: %+v, %v", r.Where, rule, err)
				continue
			}
			r.Near("amount", &rule.Amount, 0)
			course, ok := Path(rule, kindWords[r.Text("kind")], r.Num("last_value"), 5)
			if !ok {
				t.Errorf("%s: no path", r.Where)
			}
			r.List("path_2021_2025", course.Values)
			if want := strings.HasPrefix(r.Text("note"), "clipped"); course.Clipped != want {
				t.Errorf("%s: clipped = %v", r.Where, course.Clipped)
			}
		}
	}
}

func TestParseRule(t *testing.T) {
	tests := []struct {
		text   string
		want   Rule
		reason string
	}{
		{"Đạt 72", Rule{ToTarget, 72, ""}, ""},
		{"đạt\u00a072,5 %.", Rule{ToTarget, 72.5, ""}, ""},      // as pasted from Word
		{norm.NFD.String("đạt 72"), Rule{ToTarget, 72, ""}, ""}, // decomposed letters
		{"dưới 3", Rule{ToTarget, 3, "<"}, ""},
		{"từ 90 trở lên", Rule{ToTarget, 90, "≥"}, ""},
		{"không quá 2,5%", Rule{ToTarget, 2.5, "≤"}, ""},
		{"TĂNG 2 % / năm", Rule{ByGrowth, 2, ""}, ""},
		{"tăng bình quân 2,5%/năm", Rule{ByGrowth, 2.5, ""}, ""},
		{"bình quân giảm 1 điểm phần trăm mỗi năm", Rule{ByPoints, -1, ""}, ""},
		{"−2%/năm", Rule{ByGrowth, -2, ""}, ""}, // a real minus sign
		{"-2%/năm", Rule{ByGrowth, -2, ""}, ""},
		{"-0,5 điểm %/năm", Rule{ByPoints, -0.5, ""}, ""},
		{"bằng bình quân chung của vùng", Rule{Kind: LikeRegion}, ""},
		{"   ", Rule{}, ""},

		{"2%/năm", Rule{}, "form"}, // up or down?
		{"giảm 2", Rule{}, "form"}, // by or to?
		{"tăng lên 2%/năm", Rule{}, "form"},
		{"tăng 2%", Rule{}, "per-year"},
		{"giảm 0,5 điểm %", Rule{}, "per-year"},
		{"+3", Rule{}, "form"},
		{"đạt 1.234.567", Rule{}, "grouping"},
		{"tăng 1.000%/năm", Rule{}, "grouping"},
		{"đạt 72.5", Rule{}, "decimal-point"},
		{"tăng 0%/năm", Rule{}, "form"},
		{"giảm 120%/năm", Rule{}, "form"},
		{"1,5 - 2%/năm", Rule{}, "form"},
		{"đạt", Rule{}, "form"},
		{"đạt 72 trở", Rule{}, "form"},
		{"đạt " + strings.Repeat("9", 400), Rule{}, "form"},
	}
	for _, tt := range tests {
		got, err := ParseRule(tt.text)
		var e *RuleError
		if errors.As(err, &e); got != tt.want || (e == nil) != (tt.reason == "") || e != nil && (e.Reason != tt.reason || e.Text != tt.text) {
			t.Errorf("ParseRule(%q) = %+v, %v, want %+v %q", tt.text, got, err, tt.want, tt.reason)
		}
	}
}

func TestParseTarget(t *testing.T) {
	tests := []struct {
		text  string
		value float64
		bound string
		ok    bool
	}{
		{"5,5", 5.5, "", true}, {"77500", 77500, "", true}, {"70%", 70, "", true}, {"-3,5", -3.5, "", true},
		{"Dưới 5,5", 5.5, "<", true}, {"còn dưới 3%", 3, "<", true}, {"trên 70", 70, ">", true},
		{"ít nhất 90", 90, "≥", true}, {"không quá 5", 5, "≤", true}, {"≥ 90", 90, "≥", true}, {"<=5", 5, "≤", true},
		{"không dưới 90", 90, "≥", true}, {"15 trở lên", 15, "≥", true}, {"tối đa 4", 4, "≤", true}, {"đạt trên 98", 98, ">", true},
		{"giảm xuống còn 2,5%", 2.5, "", true}, {"phấn đấu đạt 72", 72, "", true}, {"duy trì ở mức 100%", 100, "", true}, {"giảm còn dưới 3", 3, "<", true}, {"hơn 70", 70, ">", true},
		{"giảm 2", 0, "", false}, {"tăng 2", 0, "", false}, {"không thấp hơn 90", 90, "≥", true},
		{"", 0, "", false}, {"5.5", 0, "", false}, {"77.500", 0, "", false}, {"khoảng 70", 0, "", false},
		{"15000 - 16000", 0, "", false}, {"dưới", 0, "", false}, {"5,", 0, "", false}, {",5", 0, "", false}, {"NaN", 0, "", false}, {"1e5", 0, "", false},
	}
	for _, tt := range tests {
		v, bound, ok := ParseTarget(tt.text)
		if ok != tt.ok || ok && (v != tt.value || bound != tt.bound) {
			t.Errorf("ParseTarget(%q) = %v %q %v", tt.text, v, bound, ok)
		}
	}
}

func FuzzParseRule(f *testing.F) {
	for _, s := range []string{"đạt 72", "+3%/năm", "giảm 0,5 điểm %/năm", "dưới 3", "từ 90 trở lên", "bằng bình quân vùng", "190.000"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		rule, err := ParseRule(text)
		if err == nil && !stat.IsFinite(rule.Amount) {
			t.Errorf("ParseRule(%q) = %+v", text, rule)
		}
		for _, kind := range []IndicatorKind{Stock, Flow, Rate} {
			if c, ok := Path(rule, kind, 12.5, 5); ok && (len(c.Values) != 5 || !stat.IsFinite(stat.Sum(c.Values)) || !stat.IsFinite(c.Target)) {
				t.Errorf("Path(%q, %s) = %+v", text, kind, c)
			}
		}
	})
}
