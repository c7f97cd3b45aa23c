package layout

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"tongket/ingest"
	"tongket/ingest/words"
)

// TestLabelsAreBounded: beyond so many unknown labels of a workbook no figure under a
// further one is read, which is told and accounted for.
func TestLabelsAreBounded(t *testing.T) {
	const rows, columns = 4, mostLabels/4 + 500
	heads, figures := strings.Builder{}, strings.Repeat("|5", columns)
	for i := range columns {
		fmt.Fprintf(&heads, "|Cột %d", i)
	}
	var b strings.Builder
	fmt.Fprintf(&b, "Kết quả năm 2018\nChỉ tiêu|ĐVT%s\n", heads.String())
	for i := range rows {
		fmt.Fprintf(&b, "Số việc loại %c|cái%s\n", 'a'+i, figures)
	}
	facts := 0
	x := NewReader(ingest.Options{}, NewPhrases(words.NewMeanings(words.NewLexicon(readVocabulary(t)), ingest.Options{})), func(*ingest.Fact) error { facts++; return nil })
	g := draw("S", b.String())
	balance, err := x.ReadGrid(&g)
	if err != nil {
		t.Fatal(err)
	}
	told := slices.ContainsFunc(x.Told.All(), func(i ingest.Issue) bool { return i.Code == ingest.CodeTooLarge && i.Pos.Row == 6 })
	left := 0
	for _, l := range balance.LeftOut {
		if l.Reason == ingest.ReasonNoIndicator {
			left = l.Count
		}
	}
	if unknown := x.Told.Count(ingest.CodeUnknown); unknown != mostLabels || facts < mostLabels || left == 0 || facts+left != rows*columns || !told {
		t.Errorf("%d unknown labels, %d facts, %d left out, told: %v", unknown, facts, left, told)
	}
}
