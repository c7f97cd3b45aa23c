package phutho

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// A Fault is one of the deliberate mistakes in the sample: where it stands,
// the code of the finding that must name it, and what is wrong.
type Fault struct {
	File, Sheet, Cell string
	Code, What        string
}

// A planter puts the faults into the books.
type planter struct {
	books  []*Book
	faults []Fault
}

// FaultyBooks are the sample's workbooks with their faults.
func FaultyBooks() ([]*Book, []Fault) {
	p := &planter{books: Books()}
	p.numbers()
	p.columns()
	p.words()
	p.extras()
	return p.books, p.faults
}

// sheet finds a sheet by the beginnings of its file's name and of its own.
func (p *planter) sheet(file, sheet string) (*Book, *Sheet) {
	for _, b := range p.books {
		if !strings.HasPrefix(b.Name, Folder+"/"+file) {
			continue
		}
		for _, s := range b.Sheets {
			if strings.HasPrefix(s.Name, sheet) {
				return b, s
			}
		}
	}
	panic("no sheet " + file + "!" + sheet)
}

// figure finds the cell of a figure.
func (p *planter) figure(file, sheet, code, place, year string) *Cell {
	_, s := p.sheet(file, sheet)
	for _, c := range s.Cells {
		if f := c.fact; f != nil && f.Indicator == code && f.Place == place && f.Year == year {
			return c
		}
	}
	panic(fmt.Sprint("no figure ", file, sheet, code, place, year))
}

func (p *planter) note(code, what string, c *Cell) {
	p.faults = append(p.faults, Fault{c.fact.File, c.fact.Sheet, c.fact.Cell, code, what})
}

// set changes a figure's number.
func (c *Cell) set(v float64) { c.Num, c.fact.Value = v, v }

func (p *planter) numbers() {
	c := p.figure("Tro giup", "BTXH", "ASXH-BTXH-SO", "", "2017")
	c.set(50130)
	p.note("total-mismatch", "the typed total has two digits swapped: 50.130 for 50.310", c)

	c = p.figure("Biểu tổng hợp NCC", "TCHT", "NCC-TCHT", "", "2016")
	last := p.figure("Biểu tổng hợp NCC", "TCHT", "NCC-TCHT", "Huyện Tân Sơn", "2016")
	c.set(c.Num - last.Num)
	c.Formula = fmt.Sprintf("SUM(%s:%s)", reference(c.Row+1, c.Col), reference(c.Row+12, c.Col))
	p.note("total-mismatch", "the sum ends one row early and leaves out Tân Sơn; it also disagrees with the sheet 'NCC toàn tỉnh'", c)

	c = p.figure("bien dong", "BD 2017", "ASXH-HN-TANG", "", "2017")
	c.set(c.Num - 10)
	p.note("formula", "the stored result of the sum is 10 less than the sum of its cells (the workbook was not recalculated)", c)

	c = p.figure("bien dong", "BD 2019", "ASXH-HN-TANG", "Huyện Cẩm Khê", "2019")
	total := p.figure("bien dong", "BD 2019", "ASXH-HN-TANG", "", "2019")
	total.set(total.Num + 90)
	c.set(c.Num + 90)
	p.note("balance", "90 households too many: start + increase - decrease is not the end of the year", c)

	c = p.figure("NCC 13", "Lâm Thao", "NCC-DODN", "Huyện Lâm Thao", "2018")
	c.set(c.Num * 1000)
	p.note("unit-slip", "typed in nghìn đồng instead of triệu đồng", c)

	c = p.figure("NCC 13", "Cẩm Khê", "NCC-HO-TYLE", "Huyện Cẩm Khê", "2019")
	c.set(math.Round(c.Num * 10))
	p.note("rate-range", "the decimal comma was forgotten", c)

	c = p.figure("Biểu 01", "Năm 2018", "ASXH-HN-TYLE", "Huyện Thanh Thủy", "2018")
	c.set(round(c.Num/100, 4))
	c.Formula = strings.Replace(c.Formula, "*100,2", ",4", 1)
	p.note("fraction", "the formula lacks the factor 100; also a rate-mismatch", c)

	c = p.figure("XH-LD", "", "NNL-XKLD", "", "2018")
	c.set(2350)
	p.note("conflict", "two digits swapped: the division's own workbook has 2.530", c)
}

// columns are faults of a whole column.
func (p *planter) columns() {
	_, s := p.sheet("Tro giup", "Quà Tết")
	for _, c := range s.Cells {
		if c.fact != nil && c.fact.Year == "2019" {
			c.set(p.figure("Tro giup", "Quà Tết", "ASXH-TET-SUAT", c.fact.Place, "2018").Num)
		}
	}
	p.note("copied", "the column of 2019 is that of 2018", p.figure("Tro giup", "Quà Tết", "ASXH-TET-SUAT", "Thành phố Việt Trì", "2019"))

	_, s = p.sheet("uoc TH 2019", "")
	for _, c := range s.Cells {
		switch {
		case strings.HasPrefix(c.Text, "KẾT QUẢ"):
			c.Text = "ƯỚC THỰC HIỆN MỘT SỐ CHỈ TIÊU NĂM 2019"
		case c.Text == "TH 2019":
			c.Text = "Ước TH 2019"
		case c.Text == "So sánh TH/KH (%)":
			c.Text = "So sánh ước TH/KH (%)"
		case c.fact != nil && c.fact.Year == "2019" && c.fact.Measure == "actual":
			c.set(c.Num - 150)
			c.fact.Measure = "estimate"
			ratio := s.at(c.Row, c.Col+1)
			ratio.Num = round(100*c.Num/s.at(c.Row, c.Col-1).Num, 1)
			p.note("estimate-old", "an estimate of November 2019; the actual figure of 2019 has come since", c)
		}
	}
}

// words are figures that were typed so that they can be misread or not read.
func (p *planter) words() {
	c := p.figure("XH-LD", "", "ASXH-MT-CN", "", "2017")
	c.missing("…")
	p.note("missing", "not supplied; the indicator has a target, so its judgement must wait", c)

	c = p.figure("uoc TH 2019", "", "NCC-DODN", "", "2018")
	c.typed(dotted(c.Num))
	c.fact.Known, c.fact.Value, c.fact.Mark = false, 0, "ambiguous"
	p.note("number-separators", "text with one dot and three digits, in triệu đồng, and too few numbers around it to settle it: "+c.Text+" may be "+
		strings.ReplaceAll(c.Text, ".", "")+" or "+strings.Replace(c.Text, ".", ",", 1), c)

	c = p.figure("Biểu tổng hợp NCC", "Mẹ VNAH", "NCC-BM-TYLE", "Huyện Tân Sơn", "2020")
	c.Text, c.Error, c.Look, c.Formula = "#DIV/0!", true, Two, fmt.Sprintf("D%d/C%d*100", c.Row, c.Row)
	p.note("error-cell", "a division by zero: no mother is alive there", c)
	c.fact = nil

	b, s := p.sheet("XH-LD", "")
	for _, c := range s.Cells {
		if c.Text == "Số người tham gia bảo hiểm xã hội" {
			c.Text = "Số người tham gia bảo hiểm xả hội"
			p.faults = append(p.faults, Fault{b.Name, s.Name, reference(c.Row, 4), "similar-label", "misspelt: 'xả hội'"})
		}
	}
}

// extras are rows and sheets that nobody asked for.
func (p *planter) extras() {
	b, s := p.sheet("XDD", "")
	at := 0
	for _, c := range s.Cells {
		at = max(at, c.Row+1)
	}
	s.line(at, 1, Section, "III", "SINH HOẠT CHI BỘ", "", "", "", "", "", "", "")
	s.line(at+1, 1, Mid, "1")
	s.line(at+1, 2, Label, "Số buổi sinh hoạt chuyên đề của các chi bộ")
	s.line(at+1, 3, Mid, "buổi")
	for i, v := range []float64{38, 42, 45, 51, 54, 56} {
		c := s.num(at+1, 4+i, Whole, v)
		c.fact = &Fact{File: b.Name, Sheet: s.Name, Cell: reference(at+1, 4+i), Year: strconv.Itoa(First + i),
			Measure: "actual", Value: v, Known: true, Unit: "buổi"}
		if First+i == Last {
			c.fact.Measure = "estimate"
		}
	}
	p.faults = append(p.faults, Fault{b.Name, s.Name, reference(at+1, 4), "unknown-indicator", "an indicator that the catalogue does not have"})

	b, _ = p.sheet("Tro giup", "BTXH")
	n := b.sheet("Nháp", 20, 12, 12)
	n.Hidden = true
	n.line(1, 1, Plain, "Tính thử", "2019", "2020")
	n.text(2, 1, Plain, "Đối tượng BTXH")
	n.num(2, 2, Plain, 53000)
	n.num(2, 3, Plain, 54500)
	n.text(3, 1, Plain, "Hộ nghèo")
	n.num(3, 2, Plain, 25500)
	n.num(3, 3, Plain, 22000)
	p.faults = append(p.faults, Fault{b.Name, n.Name, "", "hidden", "a hidden sheet with scratch figures"})
}
