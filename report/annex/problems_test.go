package annex

import (
	"strings"
	"testing"

	"tongket/analysis"
	"tongket/analysis/claim"
	"tongket/ingest"
	"tongket/report/vi"
)

// TestMissingIsSaidOnce: what misses the figures of the same years in one file is
// one row of the findings, and each of them is still counted; what misses those of
// a cell, of another file or of places has its own.
func TestMissingIsSaidOnce(t *testing.T) {
	r := small()
	r.Findings = nil
	add := func(name, file, sheet string, cell int32, years ingest.Period, of string, places ...string) {
		r.Findings = append(r.Findings, analysis.Finding{Severity: analysis.Warning, Code: analysis.CodeMissing, Name: name, Pos: ingest.Pos{File: file, Sheet: sheet, Row: cell, Col: cell}, Years: years, Claim: claim.Missing{Of: of, Places: places}})
	}
	for i := range 19 {
		add("Chỉ tiêu "+string(rune('A'+i)), "a.xlsx", "S"+string(rune('1'+i%2)), 0, ingest.Year(2015), "whole")
	}
	add("Khác", "b.xlsx", "S1", 0, ingest.Year(2015), "whole")
	add("Ô", "a.xlsx", "S1", 4, ingest.Year(2015), "whole")
	add("Năm sau", "a.xlsx", "S1", 0, ingest.Year(2016), "whole")
	add("Địa bàn", "a.xlsx", "S1", 0, ingest.Year(2015), "places", "Huyện X")
	a := annexOf(t, Build(r), "ra-soat")
	if got := a.Blocks[0].Paragraphs[0].Text; got != vi.Counted(0, 23, 0) {
		t.Errorf("counted: %q", got)
	}
	var rows, said []string
	for _, block := range a.Blocks {
		if block.Table == nil {
			continue
		}
		for _, row := range block.Table.Rows[1:] {
			rows = append(rows, row.Cells[1].Text+" | "+row.Cells[2].Text)
			if strings.Join(strings.Fields(row.Cells[3].Text), " ") == "Chưa có số liệu năm 2015." {
				said = append(said, row.Cells[0].Text)
			}
		}
	}
	const first = "Chỉ tiêu A; Chỉ tiêu B; Chỉ tiêu C; Chỉ tiêu D; Chỉ tiêu E; Chỉ tiêu F; Chỉ tiêu G; Chỉ tiêu H; Chỉ tiêu I; Chỉ tiêu J; Chỉ tiêu K; Chỉ tiêu L, 2015 | a.xlsx!S1; a.xlsx!S2"
	if len(rows) != 6 || rows[0] != first || strings.Join(said, " ") != "1 2 3 4" {
		t.Errorf("rows %q, said in %v", rows, said)
	}
}
