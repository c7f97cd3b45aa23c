package report

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"tongket/ingest"
	"tongket/ingest/book"
	"tongket/report/vi"
	"tongket/report/xlsx"
)

// TestSendBackChangesNothingElse sends back every workbook of the sample with a doubt on
// a cell that holds something: read again, the cells are those of the original, and the
// list is no sheet.
func TestSendBackChangesNothingElse(t *testing.T) {
	folder := "../samples/phu-tho/so-lieu"
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	tried := 0
	for _, e := range entries {
		source := ingest.Source{Path: filepath.Join(folder, e.Name()), Name: e.Name()}
		grids, _ := book.Grids(context.Background(), source)
		if e.IsDir() || len(grids) == 0 || len(grids[0].Cells) == 0 {
			continue
		}
		tried++
		last := grids[len(grids)-1]
		cell := last.Cells[len(last.Cells)/2]
		s := xlsx.SendBack{
			Path: source.Path, Grids: func() []ingest.Grid { g, _ := book.Grids(context.Background(), source); return g },
			Doubts: []xlsx.Doubt{{Sheet: last.Sheet, Cell: ingest.Pos{Row: cell.Row, Col: cell.Col}.Cell(), Found: "=1+1 sai", Advice: "Sửa.", Grave: true}},
			List:   vi.SendBackList, Title: vi.SendBackTitle, Lead: vi.SendBackLead, Heads: vi.SendBackHeads(),
		}
		var out, again bytes.Buffer
		if err := xlsx.WriteSendBack(&out, s); err != nil {
			t.Errorf("%s: %v", e.Name(), err)
			continue
		}
		if err := xlsx.WriteSendBack(&again, s); err != nil || !bytes.Equal(out.Bytes(), again.Bytes()) {
			t.Errorf("%s: two copies differ (%v)", e.Name(), err)
		}
		path := filepath.Join(t.TempDir(), "x.xlsx")
		if err := os.WriteFile(path, out.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		back, issues := book.Grids(context.Background(), ingest.Source{Path: path, Name: e.Name()})
		if len(back) != len(grids) {
			t.Errorf("%s: %d sheets, %d came (%v)", e.Name(), len(back), len(grids), issues)
			continue
		}
		for i := range grids {
			sameCells(t, e.Name(), grids[i], back[i])
		}
		f, err := excelize.OpenReader(&out)
		if err != nil {
			t.Fatal(err)
		}
		if f.GetSheetName(0) != vi.SendBackList {
			t.Errorf("%s: the first sheet is %q", e.Name(), f.GetSheetName(0))
		}
		comments, _ := f.GetComments(f.GetSheetName(len(grids)))
		if len(comments) == 0 || !strings.Contains(comments[len(comments)-1].Text, "=1+1 sai") {
			t.Errorf("%s: comments %v", e.Name(), comments)
		}
		f.Close()
	}
	if tried < 10 {
		t.Errorf("only %d workbooks", tried)
	}
}

// sameCells holds that a sheet came back with its texts, numbers and formulas.
func sameCells(t *testing.T, file string, want, got ingest.Grid) {
	t.Helper()
	type content struct {
		row, col int32
		kind     ingest.Kind
		num      float64
		text     string
	}
	all := func(g ingest.Grid) (list []content) {
		for _, c := range g.Cells {
			if c.Kind == ingest.Blank {
				continue
			}
			kind := c.Kind
			if kind == ingest.Fault {
				kind = ingest.Text // as the copy of another format has it
			}
			list = append(list, content{c.Row, c.Col, kind, c.Num, strings.ReplaceAll(c.Text, "\r", "")})
		}
		return list
	}
	if w, g := all(want), all(got); !reflect.DeepEqual(w, g) {
		for i := range w {
			if i >= len(g) || w[i] != g[i] {
				t.Errorf("%s!%s: cell %+v is not %+v", file, want.Sheet, g[min(i, len(g)-1)], w[i])
				break
			}
		}
	}
	if want.Hidden != got.Hidden || len(want.Merges) != len(got.Merges) {
		t.Errorf("%s!%s: hidden %v %v, merges %d %d", file, want.Sheet, want.Hidden, got.Hidden, len(want.Merges), len(got.Merges))
	}
}
