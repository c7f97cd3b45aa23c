package report

import (
	"archive/zip"
	"bytes"
	"io"
	"math"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"tongket/report/annex"
	"tongket/report/vi"
)

// TestAccessibleWorkbook reads the workbook that all can read back: no merged cells;
// each table is marked up, one a sheet at most, under a header whose names differ;
// no blank rows above it, none and no blank cells in it; and every figure of every
// table of the annexes stands in the row that it has there.
func TestAccessibleWorkbook(t *testing.T) {
	asksNothingShared(t)
	r := sample(t)
	path := filepath.Join(written(t, r), "phu-luc-tiep-can.xlsx")
	notMerged(t, path)
	f, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	bodies := map[string][][]string{}
	for _, sheet := range f.GetSheetList() {
		rows, err := f.GetRows(sheet, excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		tables, err := f.GetTables(sheet)
		if err != nil || len(tables) > 1 {
			t.Errorf("%s has %d tables, %v", sheet, len(tables), err)
		}
		above := rows
		if len(tables) == 1 {
			head := corners(t, tables[0].Range)
			above = rows[:head[0].row-1]
			bodies[tables[0].Name] = bodyOf(t, sheet, rows, head)
		}
		for i, row := range above {
			if len(row) != 1 || row[0] == "" { // text in the first column, none blank, and no table that is not marked up
				t.Errorf("%s: row %d is %q", sheet, i+1, row)
			}
		}
	}
	if n := accessibleFigures(t, bodies, undrawn(annex.Build(r))); n < 3000 {
		t.Errorf("only %d figures were compared", n)
	}
}

type place struct{ col, row int }

// corners are the first and the last cell of a range.
func corners(t *testing.T, ref string) [2]place {
	t.Helper()
	first, last, _ := strings.Cut(ref, ":")
	var out [2]place
	for i, name := range []string{first, last} {
		col, row, err := excelize.CellNameToCoordinates(name)
		if err != nil {
			t.Fatal(err)
		}
		out[i] = place{col, row}
	}
	return out
}

// bodyOf holds the cells of a table against what a table must be, and gives those
// below its header.
func bodyOf(t *testing.T, sheet string, rows [][]string, at [2]place) [][]string {
	t.Helper()
	if at[0].col != 1 || at[1].row != len(rows) {
		t.Errorf("%s: the table stands at %v in %d rows", sheet, at, len(rows))
	}
	body := rows[at[0].row-1 : at[1].row]
	taken := map[string]bool{}
	for _, name := range body[0] {
		if name = strings.ToLower(name); taken[name] {
			t.Errorf("%s: two columns are %q", sheet, name)
		}
		taken[name] = true
	}
	for i, row := range body {
		if len(row) != at[1].col || slices.Contains(row, "") {
			t.Errorf("%s: row %d of %d columns is %q", sheet, i, at[1].col, row)
		}
	}
	return body[1:]
}

// notMerged fails if a part of a workbook merges cells.
func notMerged(t *testing.T, path string) {
	t.Helper()
	z, err := zip.OpenReader(path)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	for _, f := range z.File {
		part, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(part)
		part.Close()
		if err != nil || bytes.Contains(data, []byte("mergeCell")) {
			t.Errorf("%s merges cells, %v", f.Name, err)
		}
	}
}

// accessibleFigures finds the figures of each table in the rows of the one that is
// marked up, and counts them.
func accessibleFigures(t *testing.T, bodies map[string][][]string, doc annex.Document) (compared int) {
	t.Helper()
	for _, a := range doc.Annexes {
		if strings.Contains(a.ID, "-"+annex.NameSources) {
			continue
		}
		for _, b := range a.Blocks {
			if b.Table == nil || len(b.Table.Rows) == 0 {
				continue
			}
			body, ok := bodies["bang_"+strings.ReplaceAll(b.Table.ID, "-", "_")]
			if !ok {
				t.Errorf("no table is %s", b.Table.ID)
				continue
			}
			at := map[int]int{}
			for i, row := range b.Table.Rows {
				if row.Kind != annex.Section {
					at[i] = len(at)
				}
			}
			if len(at) != len(body) {
				t.Errorf("%s has %d rows, the annex %d", b.Table.ID, len(body), len(at))
				continue
			}
			eachFigure(b.Table, func(row, _ int, c annex.Cell) {
				compared++
				if !slices.ContainsFunc(body[at[row]], func(text string) bool {
					v, err := strconv.ParseFloat(text, 64)
					return err == nil && math.Abs(v-*c.Value) <= 1e-9*math.Max(1, math.Abs(*c.Value))
				}) {
					t.Errorf("%s: row %q has no %v", b.Table.ID, body[at[row]], *c.Value)
				}
			})
		}
	}
	return compared
}

// TestNamedFigures reads the workbook as another that refers to it by names: the
// figures of an indicator's years are those of the Review, and one on which an open
// error stands has no name.
func TestNamedFigures(t *testing.T) {
	asksNothingShared(t)
	r := sample(t)
	f, err := excelize.OpenFile(filepath.Join(written(t, r), "phu-luc.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	at := map[string]string{}
	for _, d := range f.GetDefinedName() {
		at[d.Name] = d.RefersTo
	}
	value := func(name string) (v float64, ok bool) {
		sheet, cell, ok := strings.Cut(at[name], "!")
		if !ok {
			return 0, false
		}
		text, err := f.GetCellValue(strings.Trim(sheet, "'"), strings.ReplaceAll(cell, "$", ""), excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		v, err = strconv.ParseFloat(text, 64)
		return v, err == nil
	}
	compared, held := 0, 0
	for _, x := range r.Indicators {
		stem := "ct_" + strings.ReplaceAll(vi.Slug(x.Code), "-", "_") + "_"
		for _, p := range x.Whole.Points {
			v, ok := value(stem + strconv.Itoa(p.Year))
			switch {
			case p.Held:
				held++
				if ok {
					t.Errorf("%s of %d is held and named", x.Code, p.Year)
				}
			case ok:
				compared++
				if math.Abs(v-p.Value) > 1e-9*math.Max(1, math.Abs(v)) {
					t.Errorf("%s of %d is named %v, it is %v", x.Code, p.Year, v, p.Value)
				}
			}
		}
		if v, ok := value(stem + "muc_tieu"); ok && (x.Goal == nil || math.Abs(v-x.Goal.Value) > 1e-9*math.Max(1, math.Abs(v))) {
			t.Errorf("the target of %s is named %v", x.Code, v)
		}
		if v, ok := value(stem + "muc_tieu_ky_toi"); ok && (x.Next == nil || x.Next.Target == nil || math.Abs(v-*x.Next.Target) > 1e-9*math.Max(1, math.Abs(v))) {
			t.Errorf("the next target of %s is named %v", x.Code, v)
		}
	}
	if compared < 250 || held == 0 {
		t.Errorf("%d figures were compared, %d are held", compared, held)
	}
}
