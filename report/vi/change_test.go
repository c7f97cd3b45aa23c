package vi

import (
	"bytes"
	"strings"
	"testing"

	"tongket/analysis"
	"tongket/ingest"
)

// Every kind of change and contrast is worded, and with what it holds.
func TestChangeWords(t *testing.T) {
	for _, kind := range analysis.ChangeKinds() {
		if Change(kind) == string(kind) || ChangeTitle(kind) == string(kind) {
			t.Errorf("%s has no words", kind)
		}
	}
	for _, kind := range []analysis.ContrastKind{
		analysis.ContrastOrganisation, analysis.ContrastVersion, analysis.ContrastTerm, analysis.ContrastDefinition, analysis.ContrastRecoded,
		analysis.ContrastAdded, analysis.ContrastRemoved, analysis.ContrastPlaceRenamed, analysis.ContrastPlaceAdded, analysis.ContrastPlaceRemoved,
		analysis.ContrastFileAdded, analysis.ContrastFileRemoved, analysis.ContrastFileMoved,
	} {
		two := Contrast(analysis.Contrast{Kind: kind, Before: "một\nhai", After: "ba"})
		names := Contrast(analysis.Contrast{Kind: kind, Names: []string{"một\nhai", "ba"}})
		if !strings.Contains(two, "một hai") && !strings.Contains(names, ": một hai; ba") {
			t.Errorf("%s is worded %q and %q", kind, two, names)
		}
	}
	if got := Contrast(analysis.Contrast{Kind: analysis.ContrastFileAdded, Names: strings.Split(strings.Repeat("a ", 15), " ")}); !strings.HasSuffix(got, "; và 4 nữa") {
		t.Errorf("a long list: %q", got)
	}
}

func stated(v float64) analysis.Side { return analysis.Side{Stated: true, Value: &v} }

// Two numbers that differ never look alike, and a target is told as it is
// printed.
func TestChangeSide(t *testing.T) {
	bound := stated(5.25)
	bound.Bound = "<"
	proposed := stated(2719.6)
	proposed.Proposed = true
	tests := []struct {
		change analysis.Change
		want   string
	}{
		{analysis.Change{Kind: analysis.FigureAltered, Before: stated(1234.5), After: stated(1235)}, "1.234,5 → 1.235"},
		{analysis.Change{Kind: analysis.FigureAltered, Before: stated(10.5), After: stated(10.50000001)}, "10,5 → 10,50000001"},
		{analysis.Change{Kind: analysis.FigureAltered, Before: stated(0), After: stated(4e-9)}, "0 → 0,000000004"},
		{analysis.Change{Kind: analysis.FigureAltered, Before: stated(857.4000000000001), After: stated(857.4000000000001)}, "857,4 → 857,4"},
		{analysis.Change{Kind: analysis.FigureAltered, Before: analysis.Side{Stated: true, Mark: ingest.Nil}, After: analysis.Side{Stated: true, Mark: ingest.NotAvailable}}, "- → …"},
		{analysis.Change{Kind: analysis.TargetAltered, Decimals: 1, Before: bound, After: stated(5)}, "dưới 5,3 → 5"},
		{analysis.Change{Kind: analysis.TargetAltered, Before: analysis.Side{}, After: proposed}, " → 2.720 (đề xuất)"},
		{analysis.Change{Kind: analysis.VerdictAltered, Decimals: 2, Unit: "%", Before: analysis.Side{Stated: true, Verdict: analysis.Met, Estimate: true, Value: stated(5.5).Value}, After: analysis.Side{Stated: true, Verdict: analysis.NoData}}, "Ước đạt (5,5%) → Chưa đủ số liệu"},
	}
	for _, tt := range tests {
		if got := ChangeSide(tt.change, tt.change.Before) + " → " + ChangeSide(tt.change, tt.change.After); got != tt.want {
			t.Errorf("%q, want %q", got, tt.want)
		}
	}
}

// TestWriteChanges: numbers keep every digit, a verdict is a word, and no text
// of a sheet can run.
func TestWriteChanges(t *testing.T) {
	var b bytes.Buffer
	err := WriteChanges(&b, []analysis.Change{
		{Kind: analysis.FigureAltered, Name: "=1+1", Place: "@x", Years: ingest.Year(2019), Measure: ingest.Actual, Before: stated(-10.25), After: stated(1000000.5)},
		{Kind: analysis.VerdictAltered, Name: "Tỷ lệ", Years: ingest.Year(2020), Before: analysis.Side{Stated: true, Verdict: analysis.Exceeded, Value: stated(5.5).Value}, After: analysis.Side{Stated: true, Verdict: analysis.NotMet}},
	})
	want := "loại,chỉ tiêu,địa bàn,năm,số liệu,trước,sau,ô trước,ô sau\nđổi,'=1+1,'@x,2019,thực hiện,\"-10,25\",\"1000000,5\",,\nđánh giá,Tỷ lệ,,2020,,Vượt,Không đạt,,\n"
	if got := b.String(); err != nil || got != want {
		t.Errorf("%v\n%s\nwant\n%s", err, got, want)
	}
}

// Judgements are compared where the last year is the same, whatever the next term.
func TestContrastOfTerms(t *testing.T) {
	const left = "không so sánh đánh giá"
	for after, want := range map[string]bool{"2015-2020-2026": false, "2015-2021-2025": true} {
		if text := Contrast(analysis.Contrast{Kind: analysis.ContrastTerm, Before: "2015-2020-2025", After: after}); strings.Contains(text, left) != want {
			t.Errorf("%s: %s", after, text)
		}
	}
}
