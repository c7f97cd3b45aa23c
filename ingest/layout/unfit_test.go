package layout

import (
	"fmt"
	"strings"
	"testing"

	"tongket/ingest"
)

const districts = `Số hộ nghèo
 STT | Huyện, thành, thị | Năm 2018 | Năm 2019
 1 | Việt Trì | 1000 | 939
 2 | TX Phú Thọ | 1137 | 1073
 3 | Đoan Hùng | 1274 | 1207`

// cellAt is the cell of a grid at a reference.
func cellAt(t *testing.T, g *ingest.Grid, ref string) *ingest.Cell {
	t.Helper()
	for i := range g.Cells {
		if c := &g.Cells[i]; (ingest.Pos{Row: c.Row, Col: c.Col}).Cell() == ref {
			return c
		}
	}
	t.Fatalf("no cell %s", ref)
	return nil
}

// TestUnfit: numbers that are no plain figures of one row and one column.
func TestUnfit(t *testing.T) {
	tests := []struct {
		name, table string
		change      func(g *ingest.Grid)
		facts       string // value and unit by cell, of the cells that the case is about
		none        string // cells that are no facts
		issues      string
	}{
		{
			name: "a struck figure counts and is told", table: districts,
			change: func(g *ingest.Grid) {
				g.Styles = append(g.Styles, ingest.Style{Strike: true})
				cellAt(t, g, "C3").Style, cellAt(t, g, "D4").Style = 3, 3
			},
			facts: "C3 1000|D4 1073", issues: `C3 struck-out "1000" ["2"]`,
		},
		{
			name: "one number over two districts is neither's", table: strings.Replace(districts, "1274", "^", 1),
			facts: "C3 1000|D4 1073|D5 1207", none: "C4", issues: `C4 merged-figure "1137" []`,
		},
		{
			name: "one number over two years is neither's", table: strings.Replace(districts, "1207", "<", 1),
			facts: "C4 1137", none: "C5", issues: `C5 merged-figure "1274" []`,
		},
		{
			name: "rows of one name are one", table: "Số hộ nghèo\n STT | Huyện | Năm 2018\n 1 | Việt Trì | 10\n ^ | ^ | ^\n 2 | Đoan Hùng | 20",
			facts: "C3 10|C5 20",
		},
		{
			name: "TRUE is no figure", table: districts,
			change: func(g *ingest.Grid) { c := cellAt(t, g, "C4"); c.Kind, c.Num = ingest.Boolean, 1 },
			facts:  "C3 1000", none: "C4", issues: `C4 not-a-number "TRUE" []`,
		},
		{
			name: "what the file stores in a broken way is left out", table: districts,
			change: func(g *ingest.Grid) { c := cellAt(t, g, "C4"); c.Kind, c.Num, c.Text = ingest.Damaged, 0, "1 | 2" },
			facts:  "C3 1000", none: "C4",
		},
		{
			name: "a format that cuts millions off agrees with its unit", table: "\n Chỉ tiêu | ĐVT | 2018\n Kinh phí | triệu đồng | 41200000000\n Chi khác | tỷ đồng | 5500000000",
			change: func(g *ingest.Grid) {
				g.Styles = append(g.Styles, ingest.Style{Format: "#,##0,,"}, ingest.Style{Format: `#,##0.0,,,`})
				cellAt(t, g, "C3").Style, cellAt(t, g, "C4").Style = 3, 4
			},
			facts: "C3 41200 triệu đồng|C4 5.5 tỷ đồng",
		},
		{
			name: "or does not", table: "\n Chỉ tiêu | ĐVT | 2018\n Số hộ nghèo | hộ | 41200\n Số hộ cận nghèo | hộ | 12300",
			change: func(g *ingest.Grid) {
				g.Styles = append(g.Styles, ingest.Style{Format: "#,##0,"})
				cellAt(t, g, "C3").Style, cellAt(t, g, "C4").Style = 3, 3
			},
			facts: "C3 41200 hộ|C4 12300 hộ", issues: `C3 scaled-format "41" ["C" "hộ" "3"]`,
		},
		{
			name: "a filter is told apart from what was hidden", table: districts,
			change: func(g *ingest.Grid) {
				g.HiddenRows, g.Filter = []ingest.Range{{Row1: 3, Row2: 4}}, ingest.Range{Row1: 2, Col1: 1, Row2: 4, Col2: 4}
			},
			facts: "C5 1274", none: "C3 C4", issues: ` filtered "" ["4" "6" "A2:D4"]`,
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			g := draw("S", tt.table)
			if tt.change != nil {
				tt.change(&g)
			}
			facts, issues, balances := readGrids(t, ingest.Options{Vocabulary: readVocabulary(t)}, g)
			got := map[string]string{}
			for _, f := range facts {
				got[f.Pos.Cell()] = strings.TrimSpace(fmt.Sprint(f.Value) + " " + f.Unit)
			}
			for _, want := range strings.Split(tt.facts, "|") {
				if ref, value, _ := strings.Cut(want, " "); got[ref] != value {
					t.Errorf("%s is %q, want %q", ref, got[ref], value)
				}
			}
			for _, ref := range strings.Fields(tt.none) {
				if v, ok := got[ref]; ok {
					t.Errorf("%s is taken as %s", ref, v)
				}
			}
			var told []string
			for _, i := range issues {
				if i.Code != ingest.CodeUnknown && i.Code != ingest.CodeNoIndicator && i.Code != ingest.CodeSimilar {
					told = append(told, fmt.Sprintf("%s %s %q %q", i.Pos.Cell(), i.Code, i.Raw, i.Args))
				}
			}
			if s := strings.Join(told, "\n"); s != tt.issues {
				t.Errorf("issues\n%s\nwant\n%s", s, tt.issues)
			}
			for _, b := range balances {
				left := 0
				for _, l := range b.LeftOut {
					left += l.Count
				}
				if b.Read+left != b.Numeric {
					t.Errorf("balance %+v", b)
				}
			}
		})
	}
}
