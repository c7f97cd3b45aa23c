package report

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"tongket/analysis"
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

// TestSendBackInLibreOffice opens the workbooks that go back in another program, which
// must find the cells of the originals in them.
func TestSendBackInLibreOffice(t *testing.T) {
	office, err := exec.LookPath("soffice")
	if err != nil && os.Getenv("CI") != "" {
		t.Fatal("no LibreOffice, and CI is set")
	}
	if err != nil || testing.Short() {
		t.Skip("no LibreOffice, or a short run")
	}
	folder, dir := "../samples/phu-tho/so-lieu", t.TempDir()
	names, err := filepath.Glob(folder + "/*.*")
	if err != nil {
		t.Fatal(err)
	}
	came := map[string][]ingest.Grid{}
	args := []string{"--headless", "-env:UserInstallation=file://" + filepath.ToSlash(t.TempDir()), "--convert-to", "ods", "--outdir", dir}
	for i, path := range names {
		source := ingest.Source{Path: path, Name: filepath.Base(path)}
		grids, _ := book.Grids(t.Context(), source)
		if len(grids) == 0 || len(grids[0].Cells) == 0 {
			continue
		}
		cell := grids[0].Cells[0]
		var out bytes.Buffer
		if err := xlsx.WriteSendBack(&out, xlsx.SendBack{
			Path: path, Grids: func() []ingest.Grid { return grids },
			Doubts: []xlsx.Doubt{{Sheet: grids[0].Sheet, Cell: ingest.Pos{Row: cell.Row, Col: cell.Col}.Cell(), Found: "sai", Advice: "Sửa."}},
			List:   vi.SendBackList, Title: vi.SendBackTitle, Lead: vi.SendBackLead, Heads: vi.SendBackHeads(),
		}); err != nil {
			t.Fatal(err)
		}
		name := fmt.Sprintf("%02d", i)
		came[name] = grids
		if err := os.WriteFile(filepath.Join(dir, name+".xlsx"), out.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		args = append(args, filepath.Join(dir, name+".xlsx"))
	}
	ctx, cancel := context.WithTimeout(t.Context(), 3*time.Minute)
	defer cancel()
	if out, err := exec.CommandContext(ctx, office, args...).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for name, grids := range came {
		back, issues := book.Grids(t.Context(), ingest.Source{Path: filepath.Join(dir, name+".ods"), Name: name + ".ods"})
		if len(back) != len(grids) {
			t.Errorf("%s: %d sheets, %d came (%v)", grids[0].File, len(back), len(grids), issues)
			continue
		}
		for i := range grids {
			if w, g := values(grids[i]), values(back[i]); !maps.Equal(w, g) {
				for at, v := range w {
					if g[at] != v {
						t.Errorf("%s!%s!%s: %q, came as %q", grids[i].File, grids[i].Sheet, at.Cell(), g[at], v)
					}
				}
			}
		}
	}
}

// values are the contents of a sheet's cells, by place.
func values(g ingest.Grid) map[ingest.Pos]string {
	out := map[ingest.Pos]string{}
	for _, c := range g.Cells {
		at := ingest.Pos{Row: c.Row, Col: c.Col}
		switch c.Kind {
		case ingest.Number, ingest.Date, ingest.Boolean:
			out[at] = strconv.FormatFloat(c.Num, 'g', 12, 64)
		case ingest.Text, ingest.Fault:
			out[at] = strings.Join(strings.Fields(c.Text), " ")
		}
	}
	return out
}

// sameCells holds that a sheet came back with its texts, numbers and formulas.
func sameCells(t *testing.T, file string, want, got ingest.Grid) {
	t.Helper()
	type content struct {
		row, col int32
		kind     ingest.Kind
		num      float64
		text     string
		formula  string
		format   string // of a workbook whose form is kept
		bold     bool
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
			x := content{row: c.Row, col: c.Col, kind: kind, num: c.Num, text: strings.ReplaceAll(c.Text, "\r", "")}
			if c.Formula > 0 {
				x.formula = g.Formulas[c.Formula-1]
			}
			if strings.HasSuffix(file, ".xlsx") {
				x.format, x.bold = g.Styles[c.Style].Format, g.Styles[c.Style].Bold
			}
			list = append(list, x)
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
	if !slices.Equal(want.HiddenRows, got.HiddenRows) || !slices.Equal(want.HiddenCols, got.HiddenCols) || want.Filter != got.Filter || len(want.Widths) > 0 && len(got.Widths) == 0 {
		t.Errorf("%s!%s: hidden rows %v %v, columns %v %v, filter %v %v, widths %v %v", file, want.Sheet, want.HiddenRows, got.HiddenRows, want.HiddenCols, got.HiddenCols, want.Filter, got.Filter, want.Widths, got.Widths)
	}
	if want.Hidden != got.Hidden || len(want.Merges) != len(got.Merges) {
		t.Errorf("%s!%s: hidden %v %v, merges %d %d", file, want.Sheet, want.Hidden, got.Hidden, len(want.Merges), len(got.Merges))
	}
}

// Names of senders and files give paths that Windows takes as well.
func TestSendBackNames(t *testing.T) {
	tests := []struct{ file, sender, want string }{
		{"so-lieu/a/Biểu 1.xlsx", "Phòng Y tế", "gui-lai/Phòng Y tế/Biểu 1.xlsx"},
		{"so-lieu/Biểu 1.ods", "", "gui-lai/Biểu 1/Biểu 1.xlsx"},
		{"so-lieu/nul.xls", "CON", "gui-lai/_CON/_nul.xlsx"},
		{"so-lieu/com1.tong hop.csv", "Aux.", "gui-lai/_Aux/_com1.tong hop.xlsx"},
		{"so-lieu/console.xlsm", "Sở.. ", "gui-lai/Sở/console.xlsm"},
		{"so-lieu/a.xlsx:b.xlsx", `..\..\x/y`, "gui-lai/xy/a.xlsxb.xlsx"},
		{"so-lieu/Bie\u0302\u0309u.xls", "Pho\u0300ng", "gui-lai/Phòng/Biểu.xlsx"},
		{"so-lieu/....csv", "...", "gui-lai/bieu/bieu.xlsx"},
	}
	for _, test := range tests {
		if got := sendBackName(test.file, test.sender, "", map[string]bool{}); got != test.want {
			t.Errorf("%q of %q: %q, want %q", test.file, test.sender, got, test.want)
		}
	}
	taken := map[string]bool{"gui-lai/a/b.xlsx": true}
	if got := sendBackName("x/B.csv", "A", "", taken); got != "gui-lai/A/B (2).xlsx" {
		t.Errorf("beside one that is taken: %q", got)
	}
}

// Of thousands of files in doubt so many go back, those with an error first, and the rest
// is told.
func TestSendBacksAreBounded(t *testing.T) {
	r := &analysis.Review{}
	for i := range mostSendBacks + 100 {
		file := fmt.Sprintf("so-lieu/%04d.csv", i)
		r.Balances = append(r.Balances, ingest.Balance{File: file})
		severity := analysis.Warning
		if i >= 550 {
			severity = analysis.Error
		}
		r.Findings = append(r.Findings, analysis.Finding{Severity: severity, Code: analysis.CodeNegative, Pos: ingest.Pos{File: file, Row: 2, Col: 3}})
	}
	list := sendBacks(r, Options{Path: func(string) string { return "" }, Grids: func(string) []ingest.Grid { return nil }})
	if len(list) != mostSendBacks+1 || list[0].name != "gui-lai/0550/0550.xlsx" || list[mostSendBacks].name != "gui-lai/con-nua.txt" {
		t.Fatalf("%d outputs, the first %s, the last %s", len(list), list[0].name, list[len(list)-1].name)
	}
	var b bytes.Buffer
	if err := list[mostSendBacks].write(&b); err != nil || !strings.Contains(b.String(), "Còn 100 tệp nữa") {
		t.Errorf("%v: %s", err, b.String())
	}
}

// Of a folder with thousands of files so many have a page of their own, those with
// findings first; the list names all.
func TestPagesAreBounded(t *testing.T) {
	r := &analysis.Review{}
	for i := range mostPages + 100 {
		r.Balances = append(r.Balances, ingest.Balance{File: fmt.Sprintf("so-lieu/%04d.csv", i)})
	}
	last := r.Balances[len(r.Balances)-1].File
	r.Findings = []analysis.Finding{{Severity: analysis.Error, Code: analysis.CodeNegative, Pos: ingest.Pos{File: last, Row: 2, Col: 3}}}
	list := pagesOfFiles(r, Options{Grids: func(string) []ingest.Grid { return nil }})
	if len(list) != mostPages+1 || list[mostPages-1].name != "doc-so-lieu/1100-1099.html" {
		t.Fatalf("%d outputs, the last page %s", len(list), list[len(list)-2].name)
	}
	var b bytes.Buffer
	if err := list[mostPages].write(&b); err != nil || strings.Count(b.String(), "<li>") != mostPages+100 || strings.Count(b.String(), "<a href") != mostPages || !strings.Contains(b.String(), "quá nhiều tệp") {
		t.Errorf("%v: the list has %d files, %d pages", err, strings.Count(b.String(), "<li>"), strings.Count(b.String(), "<a href"))
	}
}

// TestSendBackKeepsNotes sends back workbooks whose notes are named as other programs and
// Excel beside pictures of page heads name them: the sender's notes stay, ours are beside
// them, and the cell keeps its font.
func TestSendBackKeepsNotes(t *testing.T) {
	f := excelize.NewFile()
	defer f.Close()
	for cell, value := range map[string]any{"A1": "Số hộ nghèo", "B1": -5, "B2": 7} {
		if err := f.SetCellValue("Sheet1", cell, value); err != nil {
			t.Fatal(err)
		}
	}
	for _, cell := range []string{"B1", "B2"} {
		if err := f.AddComment("Sheet1", excelize.Comment{Cell: cell, Author: "Hoa", Text: "đã xem"}); err != nil {
			t.Fatal(err)
		}
	}
	var came bytes.Buffer
	if _, err := f.WriteTo(&came); err != nil {
		t.Fatal(err)
	}
	picture := `<xml xmlns:v="urn:schemas-microsoft-com:vml"><v:shape id="LH" style="width:1pt"/></xml>`
	for name, change := range map[string]func(part, content string) (string, string){
		"as Excel": func(part, content string) (string, string) { return part, content },
		"as openpyxl": func(part, content string) (string, string) {
			for _, change := range [][2]string{{"../comments1.xml", "/xl/comments/comment1.xml"}, {"../drawings/vmlDrawing1.vml", "/xl/drawings/commentsDrawing1.vml"}, {`"/xl/comments1.xml"`, `"/xl/comments/comment1.xml"`}, {"</font>", `<scheme val="minor"></scheme></font>`}} {
				content = strings.ReplaceAll(content, change[0], change[1])
			}
			part = strings.Replace(part, "xl/comments1.xml", "xl/comments/comment1.xml", 1)
			return strings.Replace(part, "vmlDrawing1.vml", "commentsDrawing1.vml", 1), content
		},
		"as LibreOffice": func(part, content string) (string, string) {
			return part, strings.ReplaceAll(content, `id="_x0000_s1`, `id="shape_`)
		},
		"with a picture in the head": func(part, content string) (string, string) {
			content = strings.ReplaceAll(content, "vmlDrawing1.vml", "vmlDrawing2.vml")
			content = strings.Replace(content, "</Relationships>", `<Relationship Id="rIdH" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/vmlDrawing" Target="../drawings/vmlDrawing1.vml"></Relationship></Relationships>`, 1)
			content = strings.Replace(content, "</worksheet>", `<legacyDrawingHF r:id="rIdH"/></worksheet>`, 1)
			return strings.Replace(part, "vmlDrawing1.vml", "vmlDrawing2.vml", 1), content
		},
	} {
		path := filepath.Join(t.TempDir(), "x.xlsx")
		var book bytes.Buffer
		parts, err := zip.NewReader(bytes.NewReader(came.Bytes()), int64(came.Len()))
		if err != nil {
			t.Fatal(err)
		}
		out := zip.NewWriter(&book)
		for _, p := range parts.File {
			part, content := change(p.Name, partOf(t, parts, p.Name))
			w, _ := out.Create(part)
			_, _ = w.Write([]byte(content))
		}
		if strings.Contains(name, "picture") {
			w, _ := out.Create("xl/drawings/vmlDrawing1.vml")
			_, _ = w.Write([]byte(picture))
		}
		if err := errors.Join(out.Close(), os.WriteFile(path, book.Bytes(), 0o644)); err != nil {
			t.Fatal(err)
		}
		var back bytes.Buffer
		if err := xlsx.WriteSendBack(&back, xlsx.SendBack{
			Path: path, Grids: func() []ingest.Grid { t.Errorf("%s: written anew", name); return nil },
			Doubts: []xlsx.Doubt{{Sheet: "Sheet1", Cell: "B1", Found: "sai", Advice: "Sửa."}},
			List:   vi.SendBackList, Title: vi.SendBackTitle, Lead: vi.SendBackLead, Heads: vi.SendBackHeads(),
		}); err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		again, err := zip.NewReader(bytes.NewReader(back.Bytes()), int64(back.Len()))
		if err != nil {
			t.Fatal(err)
		}
		read, err := excelize.OpenReader(&back)
		if err != nil {
			t.Fatal(err)
		}
		notes := map[string]string{}
		comments, _ := read.GetComments("Sheet1")
		for _, c := range comments {
			notes[c.Cell] += c.Text
		}
		if want := map[string]string{"B1": "đã xem\nsai Sửa.", "B2": "đã xem"}; !maps.Equal(notes, want) {
			t.Errorf("%s: notes %q, want %q", name, notes, want)
		}
		shapes := strings.Count(partOf(t, again, "xl/drawings/vmlDrawing1.vml"), "<v:shape ")
		if shapes != 2 {
			t.Errorf("%s: %d notes are drawn", name, shapes)
		}
		if strings.Contains(name, "picture") {
			if got := partOf(t, again, "xl/drawings/vmlDrawing20001.vml"); got != picture {
				t.Errorf("%s: the picture is %q", name, got)
			}
		}
		plain, _ := read.GetCellStyle("Sheet1", "B2")
		filled, _ := read.GetCellStyle("Sheet1", "B1")
		if all := read.Styles.CellXfs.Xf; plain == filled || *all[plain].FontID != *all[filled].FontID {
			t.Errorf("%s: styles %d and %d", name, plain, filled)
		}
		read.Close()
	}
}

func partOf(t *testing.T, from *zip.Reader, name string) string {
	t.Helper()
	r, err := from.Open(name)
	if err != nil {
		t.Error(err)
		return ""
	}
	defer r.Close()
	data, err := io.ReadAll(r)
	if err != nil {
		t.Error(err)
	}
	return string(data)
}

// TestSendBackOfBrokenStyles: a workbook whose stylesheet has neither fonts nor formats,
// which excelize panics on, goes back written anew and does not fail the run.
func TestSendBackOfBrokenStyles(t *testing.T) {
	f := excelize.NewFile()
	if err := errors.Join(f.SetCellValue("Sheet1", "A1", "Huyện A"), f.SetCellValue("Sheet1", "B1", 12)); err != nil {
		t.Fatal(err)
	}
	var came, broken bytes.Buffer
	if _, err := f.WriteTo(&came); err != nil {
		t.Fatal(err)
	}
	parts, err := zip.NewReader(bytes.NewReader(came.Bytes()), int64(came.Len()))
	if err != nil {
		t.Fatal(err)
	}
	out := zip.NewWriter(&broken)
	for _, p := range parts.File {
		content := partOf(t, parts, p.Name)
		if p.Name == "xl/styles.xml" {
			content = `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs count="0"/></styleSheet>`
		}
		w, _ := out.Create(p.Name)
		_, _ = w.Write([]byte(content))
	}
	path := filepath.Join(t.TempDir(), "x.xlsx")
	if err := errors.Join(out.Close(), os.WriteFile(path, broken.Bytes(), 0o644)); err != nil {
		t.Fatal(err)
	}
	var back bytes.Buffer
	if err := xlsx.WriteSendBack(&back, xlsx.SendBack{
		Path: path, Grids: func() []ingest.Grid {
			g, _ := book.Grids(context.Background(), ingest.Source{Path: path, Name: "x.xlsx"})
			return g
		},
		Doubts: []xlsx.Doubt{{Sheet: "Sheet1", Cell: "B1", Found: "sai", Advice: "Sửa."}},
		List:   vi.SendBackList, Title: vi.SendBackTitle, Lead: vi.SendBackLead, Heads: vi.SendBackHeads(),
	}); err != nil {
		t.Fatal(err)
	}
	read, err := excelize.OpenReader(&back)
	if err != nil {
		t.Fatal(err)
	}
	comments, _ := read.GetComments("Sheet1")
	if v, _ := read.GetCellValue("Sheet1", "B1"); v != "12" || len(comments) != 1 || !strings.Contains(comments[0].Text, "sai Sửa.") {
		t.Errorf("%q, %v", v, comments)
	}
}
