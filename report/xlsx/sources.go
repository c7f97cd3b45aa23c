package xlsx

import (
	"fmt"
	"io"

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
// read. There may be hundreds of thousands, so that they are written only when
// the workbook is packed: all that is set for the sheet as a whole goes before.
func (b *book) sources() error {
	if _, err := b.file.NewSheet(sourceSheet); err != nil {
		return err
	}
	b.entries = append(b.entries, entry{sourceSheet, "Nguồn", "NGUỒN SỐ LIỆU: TỆP, TRANG VÀ Ô CỦA TỪNG CON SỐ"})
	s := &sheet{book: b, name: sourceSheet, row: sourceRow(len(b.doc.Sources)) + 1, streamed: true}
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

// streamSources writes the title and the header of the sheet of sources, and
// leaves its rows to the packer.
func (s *sheet) streamSources() error {
	w, err := s.book.file.NewStreamWriter(s.name)
	if err != nil {
		return err
	}
	put := func(row int, cells ...any) {
		s.do(w.SetRow(cellName(1, row), cells, excelize.RowOpts{Height: s.pointsOf(row)}))
	}
	put(1, s.streamedCell("NGUỒN SỐ LIỆU", style{bold: true, size: 14, align: annex.Centre, wrap: true}))
	s.do(w.MergeCell(cellName(1, 1), cellName(len(sourceColumns), 1)))
	put(2)
	var head []any
	for _, c := range sourceColumns {
		head = append(head, s.streamedCell(c.title, style{head: true, size: sourceSize}))
	}
	put(sourceHeader, head...)
	s.do(w.Flush())
	rows := s.sourceRows()
	s.book.rows = &rows
	for id, name := range s.book.file.GetSheetMap() {
		if name == s.name {
			s.book.rows.part = fmt.Sprintf("xl/worksheets/sheet%d.xml", id)
		}
	}
	return s.err
}

// streamedCell is a text in a streamed row.
func (s *sheet) streamedCell(text string, st style) excelize.Cell {
	return excelize.Cell{StyleID: s.styled(st), Value: printable(text)}
}

// styled is the number of a style.
func (s *sheet) styled(st style) int {
	id, err := s.book.style(st)
	s.do(err)
	return id
}

// sourceRows are the rows of the sources, as a sheet's XML.
type sourceRows struct {
	part    string // of the workbook, which they belong in
	sources []annex.Source
	facts   *ingest.Facts
	cursor  *ingest.Cursor // on them

	columns []int                 // styles
	values  [mostDecimals + 2]int // of values, by decimals; the first where they are not known
}

// mostDecimals is how many decimals a value shows at most.
const mostDecimals = 10

// valueIs is the column of values.
const valueIs = 9

// sourceRows takes the styles that the rows need.
func (s *sheet) sourceRows() sourceRows {
	facts := &s.book.review.Facts
	rows := sourceRows{sources: s.book.doc.Sources, facts: facts, cursor: facts.Cursor()}
	for i, c := range sourceColumns {
		rows.columns = append(rows.columns, s.styled(style{border: true, align: c.align, size: sourceSize, shrink: i > 0}))
	}
	for _, source := range rows.sources {
		f := rows.fact(source)
		if f == nil || rows.values[decimalsOf(f)+1] != 0 {
			continue
		}
		rows.values[decimalsOf(f)+1] = s.styled(style{border: true, align: sourceColumns[valueIs].align, size: sourceSize, shrink: true, format: valueFormat(decimalsOf(f))})
	}
	return rows
}

// fact is what a source was read as, until the next call; nil: nothing is known
// of it.
func (r *sourceRows) fact(source annex.Source) *ingest.Fact {
	if source.Fact < 0 || source.Fact >= r.facts.Len() {
		return nil
	}
	return r.cursor.At(source.Fact)
}

// decimalsOf are the decimals that a value shows; -1 where they are not known.
func decimalsOf(f *ingest.Fact) int { return max(-1, min(f.Decimals, mostDecimals)) }

// valueFormat shows as many decimals as the cell has; General where they are
// not known.
func valueFormat(decimals int) string {
	if decimals < 0 {
		return ""
	}
	return numberFormat(decimals, "", "")
}

// WriteTo writes the rows.
func (r *sourceRows) WriteTo(w io.Writer) (int64, error) {
	var written int64
	var row rowXML
	for i, source := range r.sources {
		row.begin(sourceRow(i+1), sourcePoints)
		row.number(0, r.columns[0], float64(i+1))
		r.row(&row, source)
		n, err := w.Write(row.end())
		if written += int64(n); err != nil {
			return written, err
		}
	}
	return written, nil
}

// row fills the row of a source from its second column on.
func (r *sourceRows) row(row *rowXML, source annex.Source) {
	f := r.fact(source)
	if f == nil {
		row.text(1, r.columns[1], source.Pos)
		return
	}
	for i, text := range [...]string{f.Pos.File, f.Pos.Sheet, f.Pos.Cell(), f.Raw, f.Label, f.Place, f.Years.String(), vi.Measure(f.Measure), "", f.Unit} {
		if col := i + 1; col == valueIs && f.Known {
			row.number(col, r.values[decimalsOf(f)+1], f.Value)
		} else {
			row.text(col, r.columns[col], text)
		}
	}
}
