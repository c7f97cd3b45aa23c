package xlsx

import (
	"github.com/xuri/excelize/v2"

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
// read. There may be tens of thousands, so they are streamed: all that is set
// for the sheet as a whole goes before them.
func (b *book) sources() error {
	if _, err := b.file.NewSheet(sourceSheet); err != nil {
		return err
	}
	b.entries = append(b.entries, entry{sourceSheet, "Nguồn", "NGUỒN SỐ LIỆU: TỆP, TRANG VÀ Ô CỦA TỪNG CON SỐ"})
	s := &sheet{book: b, name: sourceSheet, row: sourceRow(len(b.doc.Sources)) + 1, heights: map[int]float64{}, streamed: true}
	tall := 1
	for i, c := range sourceColumns {
		s.width(i+1, c.width)
		tall = max(tall, lines(c.title, c.width, style{head: true, size: sourceSize}))
	}
	s.height(1, 1)
	s.points(sourceHeader, float64(tall)*sourcePoints)
	for row := sourceHeader + 1; row < s.row; row++ {
		s.points(row, sourcePoints)
	}
	s.filter(sourceHeader, s.row-1, len(sourceColumns))
	s.page(true, sourceHeader, sourceHeader, len(sourceColumns))
	s.freeze(1, sourceHeader+1)
	if s.err != nil {
		return s.err
	}
	return s.streamSources()
}

// streamSources writes the rows of the sheet of sources.
func (s *sheet) streamSources() error {
	w, err := s.book.file.NewStreamWriter(s.name)
	if err != nil {
		return err
	}
	put := func(row int, cells ...any) {
		s.do(w.SetRow(cellName(1, row), cells, excelize.RowOpts{Height: s.heights[row]}))
	}
	put(1, s.streamedCell("NGUỒN SỐ LIỆU", style{bold: true, size: 14, align: annex.Centre, wrap: true}))
	s.do(w.MergeCell(cellName(1, 1), cellName(len(sourceColumns), 1)))
	put(2)
	var head []any
	for _, c := range sourceColumns {
		head = append(head, s.streamedCell(c.title, style{head: true, size: sourceSize}))
	}
	put(sourceHeader, head...)
	cells := make([]any, len(sourceColumns))
	for i, source := range s.book.doc.Sources {
		clear(cells)
		cells[0] = s.streamedCell(float64(i+1), style{border: true, align: annex.Centre, size: sourceSize})
		s.source(cells[1:], source)
		put(sourceRow(i+1), cells...)
	}
	s.do(w.Flush())
	return s.err
}

// streamedCell is a cell of a streamed row: a text or a number.
func (s *sheet) streamedCell(value any, st style) excelize.Cell {
	id, err := s.book.style(st)
	s.do(err)
	if text, ok := value.(string); ok {
		if value = printable(text); value == "" {
			value = nil
		}
	}
	return excelize.Cell{StyleID: id, Value: value}
}

// source fills the row of one source, from column 2.
func (s *sheet) source(cells []any, source annex.Source) {
	facts := s.book.review.Facts
	if source.Fact < 0 || source.Fact >= len(facts) {
		cells[0] = s.streamedCell(source.Pos, style{border: true, size: sourceSize, shrink: true})
		return
	}
	f := facts[source.Fact]
	texts := []string{f.Pos.File, f.Pos.Sheet, f.Pos.Cell(), f.Raw, f.Label, f.Place, f.Years.String(), vi.Measure(f.Measure), "", f.Unit}
	for i, text := range texts {
		st := style{border: true, align: sourceColumns[i+1].align, size: sourceSize, shrink: true}
		if sourceColumns[i+1].title == "Giá trị" && f.Known {
			st.format = factFormat(f)
			cells[i] = s.streamedCell(f.Value, st)
			continue
		}
		cells[i] = s.streamedCell(text, st)
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
