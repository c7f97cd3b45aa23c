package annex

import (
	"fmt"
	"testing"

	"tongket/analysis"
	"tongket/ingest"
	"tongket/report/vi"
)

// TestManySheets: thousands of sheets are a bounded table whose last row has the rest.
func TestManySheets(t *testing.T) {
	r := &analysis.Review{}
	for i := range mostSheets + 500 {
		r.Balances = append(r.Balances, ingest.Balance{File: fmt.Sprintf("f%d.txt", i), Numeric: 3, Read: 2})
	}
	b := &document{r: r, tables: map[string]int{}}
	table := b.sheetsTable(b.page())
	last := table.Rows[len(table.Rows)-1].Cells
	if len(table.Rows) != mostSheets+1 || last[1].Text != vi.MoreSheets(500) || *last[3].Value != 1500 || *last[4].Value != 1000 {
		t.Errorf("%d rows, last %+v", len(table.Rows), last)
	}
}
