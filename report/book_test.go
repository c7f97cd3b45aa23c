package report

import (
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"tongket/report/annex"
)

// internal are words that have no place in what a congress reads: names of files
// and cells, keys of settings, what is owed, how likely a target is.
var internal = regexp.MustCompile(`\.xlsx?|\.ods|\.csv|so-lieu/|![A-Z]+\d|tongket|danh-muc|còn thiếu \d+ số liệu|(?i)xác suất|khả năng thực hiện|rất khó|trong tầm tay|đang rà soát nên`)

// TestBook: the book of the sample is 25 pages at most, none of them with notes
// alone, none with an internal word; the summary is one page. Every table and
// chart is numbered once and listed in the contents.
func TestBook(t *testing.T) {
	asksNothingShared(t)
	r := sample(t)
	dir := written(t, r)
	text := printedText(t, filepath.Join(dir, "phu-luc.pdf"))
	pages := strings.Split(strings.TrimSuffix(text, "\f"), "\f")
	if len(pages) > 25 {
		t.Errorf("the book has %d pages", len(pages))
	}
	for i, page := range pages {
		if word := internal.FindString(page); word != "" {
			t.Errorf("page %d says %q", i+1, word)
		}
		notes := 0
		lines := strings.Split(strings.TrimSpace(page), "\n")
		for _, line := range lines {
			line = strings.TrimSpace(line)
			if line == "" || strings.HasPrefix(line, "Nguồn:") || strings.HasPrefix(line, "Ghi chú:") || strings.HasPrefix(line, "(") {
				notes++
			}
		}
		if len(lines)-notes < 4 {
			t.Errorf("page %d holds little but notes: %q", i+1, page)
		}
	}
	plain := func(text string) string {
		return strings.Join(strings.Fields(strings.ReplaceAll(text, "\u00a0", " ")), " ")
	}
	if front := plain(pages[2]); !strings.Contains(front, plain(annex.Summarise(r).Headline)) || strings.Contains(front, "đang xác minh") || strings.Contains(front, "dự báo") {
		t.Errorf("the summary does not open the book, or says what is open: %q", front)
	}
	contents := strings.Join(strings.Fields(pages[1]), " ") // one page: the charts of the large annex by section, from and to
	listed := map[string]bool{}
	for _, m := range regexp.MustCompile(`(Biểu(?: đồ)?) (\d+)(?:-(\d+))?`).FindAllStringSubmatch(contents, -1) {
		from, _ := strconv.Atoi(m[2])
		to, err := strconv.Atoi(m[3])
		if err != nil {
			to = from
		}
		for n := from; n <= to; n++ {
			listed[m[1]+" "+strconv.Itoa(n)] = true
		}
	}
	seen := map[string]bool{}
	for _, a := range annex.Build(r).Of(annex.Book).Annexes {
		for _, b := range a.Blocks {
			if b.Table == nil && (b.Chart == nil || b.Chart.Kind == annex.Legend) {
				continue
			}
			if b.Number == "" || seen[b.Number] {
				t.Errorf("%s: a table or chart is numbered %q", a.ID, b.Number)
			}
			seen[b.Number] = true
			if !listed[b.Number] {
				t.Errorf("%s is not in the contents", b.Number)
			}
		}
	}
	if len(seen) < 20 {
		t.Errorf("only %d tables and charts", len(seen))
	}
	summary := printedText(t, filepath.Join(dir, "tom-tat.pdf"))
	if n := strings.Count(summary, "\f"); n != 1 {
		t.Errorf("the summary has %d pages", n)
	}
}

// TestSummaryAgrees: every figure of the one page, and its sentence, is printed as
// the annex of the summary has it.
func TestSummaryAgrees(t *testing.T) {
	asksNothingShared(t)
	r := sample(t)
	s := annex.Summarise(r)
	text := strings.Join(strings.Fields(strings.ReplaceAll(printedText(t, filepath.Join(written(t, r), "tom-tat.pdf")), "\u00a0", " ")), " ")
	says := func(what string) {
		t.Helper()
		if want := strings.ReplaceAll(what, "\u00a0", " "); !strings.Contains(text, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	says(s.Headline)
	for _, score := range s.Scores {
		says(score.Text)
	}
	for _, p := range s.Gap {
		says(p.BaseText)
		says(p.LastText)
	}
	for _, row := range s.Ahead {
		for _, cell := range row[1:] {
			says(strings.SplitN(cell, " ", 2)[0])
		}
	}
	if len(s.Scores) < 20 || len(s.Gap) < 10 || len(s.Misses) == 0 {
		t.Errorf("%d results, %d places, %d misses", len(s.Scores), len(s.Gap), len(s.Misses))
	}
}
