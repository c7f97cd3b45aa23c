package phutho

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// RevisedBooks are the sample's workbooks as they come again for the next
// draft: some faults are mended, a file has another name, an estimate has
// become an actual, a row has gone, a sheet has come, and there is a new fault.
// The comment at each says what a comparison of the two drafts must tell.
func RevisedBooks() []*Book {
	books, _ := FaultyBooks()
	p := &planter{books: books}

	// Two digits are put right: the total adds up.
	p.figure("Tro giup", "BTXH", "ASXH-BTXH-SO", "", "2017").set(50310)

	// One of two figures for one point is put right: they agree.
	p.figure("XH-LD", "", "NNL-XKLD", "", "2018").set(2530)

	// What was owed is delivered: a mark becomes a figure, and the indicator can
	// be judged.
	c := p.figure("XH-LD", "", "ASXH-MT-CN", "", "2017")
	c.set(NewFigures().At("ASXH-MT-CN", 0, 2017))
	c.IsNum, c.Text, c.Look = true, "", Whole
	c.fact.Known, c.fact.Mark = true, ""

	// A row is taken out, so that all below it move up.
	_, s := p.sheet("XH-LD", "")
	s.removeRow(p.figure("XH-LD", "", "NNL-TCLD-VU", "", "2015").Row)

	// A rate loses its decimal comma.
	p.figure("NCC 13", "Hạ Hòa", "NCC-HO-TYLE", "Huyện Hạ Hòa", "2017").set(987)

	// The statistical office has the year's final figure, for one indicator
	// another than its estimate.
	_, s = p.sheet("LD - co cau", "LLLD")
	for _, c := range s.Cells {
		switch {
		case c.Text == "Sơ bộ 2020":
			c.Text = "TH 2020"
		case c.fact != nil && c.fact.Year == "2020":
			c.fact.Measure = "actual"
			if c.fact.Indicator == "NNL-TN-TT" {
				c.set(round(c.Num+0.1, 2))
			}
		}
	}

	// A file comes under another name.
	p.rename("TE HCDB 2015-2020.xlsx", "TE HCDB 2015-2020 (ban chinh thuc).xlsx")

	// A sheet comes that nobody had sent.
	m := &maker{f: NewFigures(), book: &Book{Name: Folder + "/Thanh tra 2019-2020.xlsx"}}
	m.sheet("TT", 5, 46, 10, 10, 12)
	h := m.title(5, title{from: department, name: "KẾT QUẢ CÔNG TÁC THANH TRA"})
	m.s.line(h, 1, Head, "TT", "Chỉ tiêu", "ĐVT", "TH 2019", "Ước TH 2020")
	m.s.line(h+1, 1, Mid, "1")
	m.s.line(h+1, 2, Label, "Số cuộc thanh tra, kiểm tra")
	m.s.line(h+1, 3, Mid, "cuộc")
	for i, v := range []float64{42, 45} {
		c := m.s.num(h+1, 4+i, Whole, v)
		c.fact = &Fact{File: m.book.Name, Sheet: "TT", Cell: reference(h+1, 4+i), Year: strconv.Itoa(2019 + i),
			Measure: [...]string{"actual", "estimate"}[i], Value: v, Known: true, Unit: "cuộc"}
	}
	return append(p.books, m.book)
}

// WriteRevised writes the job of the next draft into dir: the workbooks, and
// the other files of the sample's folder.
func WriteRevised(dir, sample string) error {
	if err := Write(dir, RevisedBooks()); err != nil {
		return err
	}
	for _, name := range []string{"tongket.yaml", "danh-muc.csv", "dia-ban.csv"} {
		data, err := os.ReadFile(filepath.Join(sample, name))
		if err != nil {
			return err
		}
		if name == "danh-muc.csv" {
			data = RevisedCatalogue(data)
		}
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// RevisedCatalogue is the sample's danh-muc.csv of the next draft: the target
// of the term for people in drug treatment is lowered, and the poverty rate is
// to fall faster in the next.
func RevisedCatalogue(danhMuc []byte) []byte {
	for _, edit := range [][2]string{
		{";lượt người;tổng;tăng;;;0;2500;;", ";lượt người;tổng;tăng;;;0;2400;;"},
		{";5,5;giảm 0,5 điểm %/năm;", ";5,5;giảm 0,6 điểm %/năm;"},
	} {
		if bytes.Count(danhMuc, []byte(edit[0])) != 1 {
			panic("no such row in danh-muc.csv: " + edit[0])
		}
		danhMuc = bytes.Replace(danhMuc, []byte(edit[0]), []byte(edit[1]), 1)
	}
	return danhMuc
}

// rename gives a file another name.
func (p *planter) rename(from, to string) {
	for _, b := range p.books {
		if b.Name != Folder+"/"+from {
			continue
		}
		b.Name = Folder + "/" + to
		for _, s := range b.Sheets {
			for _, c := range s.Cells {
				if c.fact != nil {
					c.fact.File = b.Name
				}
			}
		}
		return
	}
	panic("no file " + from)
}

// removeRow takes a row out of a sheet that has no formulas; what is below it
// moves up.
func (s *Sheet) removeRow(row int) {
	s.Cells = slices.DeleteFunc(s.Cells, func(c *Cell) bool { return c.Row == row })
	s.index = map[[2]int]*Cell{}
	for _, c := range s.Cells {
		if strings.TrimSpace(c.Formula) != "" {
			panic(s.Name + " has a formula")
		}
		if c.Row > row {
			c.Row--
			if c.fact != nil {
				c.fact.Cell = reference(c.Row, c.Col)
			}
		}
		s.index[[2]int{c.Row, c.Col}] = c
	}
	for i, m := range s.Merges {
		if m[0] > row {
			s.Merges[i][0], s.Merges[i][2] = m[0]-1, m[2]-1
		}
	}
}
