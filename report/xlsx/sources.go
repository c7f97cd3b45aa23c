package xlsx

import (
	"tongket/ingest"
	"tongket/report/annex"
	"tongket/report/vi"
)

// The sheet of sources has its header in this row, the source with number n in
// the row n below.
const sourceHeader = 3

// The size of type on the sheets that are made to be looked things up in, and
// the height of their rows, in points.
const (
	sourceSize   = 10
	sourcePoints = 12.75
)

func sourceRow(number int) int { return sourceHeader + number }

var sourceColumns = []struct {
	title string
	width float64
	align annex.Align
}{
	{"Số", 6, annex.Centre},
	{"Tệp", 34, annex.Left},
	{"Trang", 18, annex.Left},
	{"Ô", 7, annex.Centre},
	{"Ghi trong ô", 13, annex.Right},
	{"Chỉ tiêu", 40, annex.Left},
	{"Địa bàn", 18, annex.Left},
	{"Năm", 9, annex.Centre},
	{"Loại số liệu", 11, annex.Centre},
	{"Giá trị", 12, annex.Right},
	{"ĐVT", 10, annex.Centre},
}

// sources writes the sheet that every figure links to: one row a cell that was
// read.
func (b *book) sources() error {
	if _, err := b.file.NewSheet(sourceSheet); err != nil {
		return err
	}
	b.entries = append(b.entries, entry{sourceSheet, "Nguồn", "NGUỒN SỐ LIỆU: TỆP, TRANG VÀ Ô CỦA TỪNG CON SỐ"})
	s := &sheet{book: b, name: sourceSheet, row: 1}
	for i, c := range sourceColumns {
		s.width(i+1, c.width)
	}
	s.line("NGUỒN SỐ LIỆU", style{bold: true, size: 14, align: annex.Centre}, len(sourceColumns))
	tall := 1
	for i, c := range sourceColumns {
		s.text(i+1, sourceHeader, c.title, style{head: true, size: sourceSize})
		tall = max(tall, lines(c.title, c.width, style{head: true, size: sourceSize}))
	}
	s.points(sourceHeader, float64(tall)*sourcePoints)
	for i, source := range b.doc.Sources {
		s.row = sourceRow(i + 1)
		s.number(1, s.row, float64(i+1), style{border: true, align: annex.Centre, size: sourceSize})
		s.source(source)
		s.points(s.row, sourcePoints)
	}
	s.row = sourceRow(len(b.doc.Sources)) + 1
	s.filter(sourceHeader, s.row-1, len(sourceColumns))
	s.page(true, sourceHeader, sourceHeader, len(sourceColumns))
	s.freeze(1, sourceHeader+1)
	return s.err
}

// source writes the row of one source, from column 2.
func (s *sheet) source(source annex.Source) {
	facts := s.book.review.Facts
	if source.Fact < 0 || source.Fact >= len(facts) {
		s.text(2, s.row, source.Pos, style{border: true, size: sourceSize, shrink: true})
		return
	}
	f := facts[source.Fact]
	texts := []string{f.Pos.File, f.Pos.Sheet, f.Pos.Cell(), f.Raw, f.Label, f.Place, f.Years.String(), vi.Measure(f.Measure), "", f.Unit}
	for i, text := range texts {
		st := style{border: true, align: sourceColumns[i+1].align, size: sourceSize, shrink: true}
		if sourceColumns[i+1].title == "Giá trị" && f.Known {
			st.format = factFormat(f)
			s.number(i+2, s.row, f.Value, st)
			continue
		}
		s.text(i+2, s.row, text, st)
	}
}

// factFormat shows as many decimals as the cell has; General where they are not
// known.
func factFormat(f ingest.Fact) string {
	if f.Decimals < 0 {
		return ""
	}
	return numberFormat(min(f.Decimals, 10), "", "")
}
