package vi

import (
	"bytes"
	"html"
	"regexp"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"

	"tongket/analysis"
	"tongket/analysis/claim"
	"tongket/analysis/stat"
)

// rendered is Markdown as a renderer with all of GitHub's additions reads it.
func rendered(t *testing.T, markdown string) string {
	t.Helper()
	var out bytes.Buffer
	if err := goldmark.New(goldmark.WithExtensions(extension.GFM, extension.Footnote, extension.DefinitionList)).Convert([]byte(markdown), &out); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// hostile are labels that would do something if they were not escaped.
var hostile = []string{
	"*sao* _gạch_ `mã` ~~xóa~~",
	"[liên kết](http://x.vn) ![ảnh](a.png)",
	"<script>alert(1)</script> &amp; <http://x.vn>",
	"http://x.vn www.x.vn a@x.vn HTTPS://X.VN ftp://x",
	"# đề mục",
	"- gạch", "+ cộng", "1. số", "12) số", "> trích", "=== gạch", "| a | b |",
	"dòng\n\n# đề mục\n---\n",
	"[^1]: chú thích", "\\*", "$x$", "x^2^", "thụt\t\tđầu dòng", "[ ] việc", ": định nghĩa",
}

func TestEscape(t *testing.T) {
	for _, s := range hostile {
		got := rendered(t, Escape(s))
		inner, ok := strings.CutPrefix(strings.TrimSpace(got), "<p>")
		inner, closed := strings.CutSuffix(inner, "</p>")
		if !ok || !closed || strings.Contains(inner, "<") {
			t.Errorf("Escape(%q) renders as %q", s, got)
		}
		if want := Folded(s); html.UnescapeString(inner) != want {
			t.Errorf("Escape(%q) shows %q", s, html.UnescapeString(inner))
		}
	}
}

func TestRemarksAreNotInterpreted(t *testing.T) {
	tags := regexp.MustCompile(`</?([a-z0-9]+)`)
	for _, s := range hostile {
		r := province()
		goal := &analysis.Goal{Value: 5}
		ind := analysis.Indicator{Name: s, Unit: s, Kind: analysis.Stock, Direction: analysis.Up, Supplier: s}
		whole := analysis.Line{Points: []analysis.Point{{Year: 2015, Value: 3}, {Year: 2020, Value: 4}}}
		r.Indicators = []analysis.Result{{
			Indicator: ind, Goal: goal, Whole: whole,
			Term: analysis.Statistics(ind.Kind, term, whole.Points), Judgement: analysis.Judge(ind, term, whole, goal),
			Spread: &analysis.Spread{Last: &stat.Dispersion{Places: 13, Max: 9, Min: 1, Highest: []string{s}, Lowest: []string{s}}},
		}}
		r.Supply = []analysis.Owed{{Supplier: s, Name: s, Years: []int{2016}, Total: 1}}
		r.Fields = []analysis.Field{{Name: s, Targeted: 1, NotMet: 1, Indicators: []int{0}}}
		for _, tag := range tags.FindAllStringSubmatch(rendered(t, Remarks(r)), -1) {
			switch tag[1] {
			case "h1", "h2", "p", "ul", "li", "strong":
			default:
				t.Errorf("a label %q makes <%s>", s, tag[1])
			}
		}
	}
}

func TestNoBreakSpacesStay(t *testing.T) {
	if got, want := Escape("năm\u00a02020 là 5,3%,\u00a0hết"), "năm\u00a02020 là 5,3%,\u00a0hết"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestOtherProvincesInRemarks: sentences that leave figures of other provinces out say so.
func TestOtherProvincesInRemarks(t *testing.T) {
	r := province()
	if got := RemarksNotes(r); len(got) != 0 {
		t.Errorf("%q without any", got)
	}
	r.Findings = []analysis.Finding{{Code: analysis.CodeOtherProvince, Claim: claim.OtherProvince{Figures: 15, Of: 223, Province: "Bắc Giang", Own: "Phú Thọ"}}}
	if got := plain(Remarks(r)); !strings.Contains(got, "15 trong 223 số liệu không vào kết quả chung nào vì là của tỉnh khác: Bắc Giang") {
		t.Errorf("%q", got)
	}
}
