package report

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"tongket/analysis"
	"tongket/ingest"
)

// TestCorrectionsAgree corrects a figure of the sample and looks for it in every
// output: the new value with its mark, and where it is told what the cell says, why and who
// said so.
func TestCorrectionsAgree(t *testing.T) {
	asksNothingShared(t)
	before := sample(t)
	var target ingest.Fact
	for _, x := range before.Indicators {
		if x.Goal == nil {
			continue
		}
		p := x.Whole.Points[len(x.Whole.Points)-2]
		if len(p.Facts) == 1 && p.From == "" && p.Status == analysis.Known {
			target = before.Facts.At(p.Facts[0])
			break
		}
	}
	if target.Pos.File == "" {
		t.Fatal("no figure of the sample stands alone")
	}
	value := target.Value + 7
	c := analysis.NewCorrector([]analysis.Correction{{
		Pos: ingest.Pos{File: "sua-so.csv", Row: 2, Col: 11}, Cell: target.Pos, Old: target.Raw, New: &value,
		Reason: `gõ nhầm <script>alert(1)</script> =1+1`, By: "bà Hoa", Date: "2020-03-12",
	}})
	r := sample(t)
	r.Facts = c.Apply(r.Facts)
	r.Corrections, _ = c.Outcome()
	for i := range r.Indicators {
		for y := range r.Indicators[i].Whole.Points {
			p := &r.Indicators[i].Whole.Points[y]
			if len(p.Facts) > 0 && r.Facts.At(p.Facts[0]).Pos == target.Pos && p.From == "" {
				p.Value = value
			}
		}
	}
	dir := written(t, r)
	for name, wanted := range map[string][]string{
		"so-lieu.csv":    {",sửa,"},
		"tongket.json":   {`"corrections": [`, `"state":"applied"`, `"by":"bà Hoa"`},
		"nhan-dinh.md":   {"bà Hoa, 12/3/2020", "gõ nhầm"},
		"bieu-do.html":   {"sửa thành ", "bà Hoa, 12/3/2020", "năm\u00a0" + target.Years.String() + " đã sửa"},
		"phu-luc.xlsx":   nil,
		"phu-luc.pdf":    nil,
		"phu-luc.docx":   nil,
		"kiem-tra.csv":   nil,
		"don-doc.pdf":    nil,
		"don-doc.csv":    nil,
		"nhan-dinh.docx": nil,
	} {
		data, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Error(err)
			continue
		}
		for _, w := range wanted {
			if !bytes.Contains(data, []byte(w)) {
				t.Errorf("%s does not hold %q", name, w)
			}
		}
		if name != "tongket.json" && bytes.Contains(data, []byte("<script>alert")) {
			t.Errorf("%s has a script of the register", name)
		}
	}
	for name, wanted := range map[string][]string{
		"phu-luc.pdf": {" sửa", "; số năm " + target.Years.String() + " đã sửa"}, // their list is for the papers
		"tom-tat.pdf": {"Số đã sửa: ", "năm " + target.Years.String()},
		"ho-so.pdf":   {"DANH MỤC SỐ LIỆU ĐÃ SỬA", "bà Hoa, 12/3/2020"},
	} {
		pages := strings.Join(strings.Fields(printedText(t, filepath.Join(dir, name))), " ")
		for _, w := range wanted {
			if !strings.Contains(pages, w) {
				t.Errorf("%s does not hold %q", name, w)
			}
		}
	}
	book, err := excelize.OpenFile(filepath.Join(dir, "phu-luc.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	marked, told := false, false
	paragraphs, _ := readWord(t, filepath.Join(dir, "phu-luc.docx"), "tbl")
	if said := strings.Join(strings.Fields(strings.Join(paragraphs, " ")), " "); !strings.Contains(said, "; số năm "+target.Years.String()+" đã sửa") {
		t.Error("no chart of phu-luc.docx says what is corrected")
	}
	for _, sheet := range book.GetSheetList() {
		rows, _ := book.GetRows(sheet)
		for _, row := range rows {
			for _, cell := range row {
				marked = marked || strings.HasSuffix(cell, " sửa")
				told = told || strings.Contains(cell, "sửa thành") && strings.Contains(cell, "bà Hoa")
			}
		}
	}
	if !marked || !told {
		t.Errorf("phu-luc.xlsx: marked %v, told %v", marked, told)
	}
}
