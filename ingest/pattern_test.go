package ingest

import (
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// TestPatterns: a pattern finds what its expression finds, in texts of sheets.
func TestPatterns(t *testing.T) {
	patterns := []*pattern{comparisonWords, partYear, endPattern, titlePattern, titleOpening, titleClosing, unitNote, englishWord, periodTail, estimateWords,
		yearRange, signature, trailingMeasure, footMark, placeWord, reference, letterhead, officePrefix, groupWords, rowComparison, reporter, reportPeriod,
		formNumber, unitSuffix, dayDate, wordDate, monthDate, oneYear, yearPair, faultText, rangeText, noteText, totalOf, listPrefix, labelSerial, codeSuffix}
	texts := []string{"", "ſo với", "SO VỚI KẾ HOẠCH", "2015/2014", "(*)", "Tăng/giảm"}
	files, err := filepath.Glob("testdata/layouts/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, text := range strings.FieldsFunc(string(data), func(r rune) bool { return r == '|' || r == '\n' || r == '\t' }) {
			texts = append(texts, text, fold(text), strings.ToUpper(text))
		}
	}
	slices.Sort(texts)
	texts = slices.Compact(texts)
	for _, p := range patterns {
		for _, text := range texts {
			want := p.re.FindStringSubmatchIndex(text)
			if got := p.FindStringSubmatchIndex(text); !reflect.DeepEqual(got, want) || p.MatchString(text) != (want != nil) {
				t.Errorf("%q in %q: %v, want %v", p.re, text, got, want)
			}
			if got, want := p.ReplaceAllString(text, "<>"), p.re.ReplaceAllString(text, "<>"); got != want {
				t.Errorf("%q replaced in %q: %q, want %q", p.re, text, got, want)
			}
		}
	}
}

func TestLiterals(t *testing.T) {
	tests := map[string][]string{
		`tăng\s*/\s*giảm|chênh lệch`:     {"tăng", "chênh lệch"},
		`(?:19|20)\d\d`:                  {"19", "20"},
		`^(?:mã(?: số)? )?\d{1,2}\)`:     {")"},
		`% ?(?:kh|th|so|đạt|hoàn thành)`: {"%"},
		`sở (?:lao động|lđ)`:             {"sở lao động", "sở lđ"},
		`\d+|năm`:                        nil,
		`(?i)KHOẢNG`:                     {"khoảng"},
		`(?:a|b)*`:                       nil,
		`q[1-4]x+`:                       {"q1", "q2", "q3", "q4"},
	}
	for expr, want := range tests {
		if got := mustPattern(expr).literals; !slices.Equal(got, want) {
			t.Errorf("literals of %q: %q, want %q", expr, got, want)
		}
	}
}
