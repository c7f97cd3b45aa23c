package xlsx

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"tongket/analysis"
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

// sourcesASheet is how many sources a sheet has room for.
func (b *book) sourcesASheet() int { return cmp.Or(b.room, ingest.MaxRow-sourceHeader) }

// sourceCell is the sheet and the row in which the source with that number
// stands: a sheet has so many rows, and what is beyond them goes on on another.
func (b *book) sourceCell(number int) (sheet string, row int) {
	part, at := (number-1)/b.sourcesASheet(), (number-1)%b.sourcesASheet()
	return sourceSheetName(part), sourceHeader + at + 1
}

func sourceSheetName(part int) string {
	if part == 0 {
		return sourceSheet
	}
	return fmt.Sprintf("%s (%d)", sourceSheet, part+1)
}

// sourceSheets are the names of the sheets that the sources need.
func (b *book) sourceSheets() (names []string) {
	for part := 0; part == 0 || part*b.sourcesASheet() < len(b.doc.Sources); part++ {
		names = append(names, sourceSheetName(part))
	}
	return names
}

type sourceColumn struct {
	title string
	width float64
	align annex.Align
}

// columnsOfSources are the columns of the sheets of sources: where figures are
// corrected there is one more, which tells how.
func (b *book) columnsOfSources() []sourceColumn {
	known := slices.ContainsFunc(b.review.Findings, func(f analysis.Finding) bool { return f.Code == ingest.CodeHintUsed })
	if len(b.review.Corrections) == 0 && !known {
		return sourceColumns
	}
	return append(slices.Clone(sourceColumns), sourceColumn{vi.HeadCorrected, 40, annex.Left})
}

var sourceColumns = []sourceColumn{
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

// sources writes the sheets that every figure links to: one row a cell that was
// read.
func (b *book) sources() error {
	for part, name := range b.sourceSheets() {
		first := part * b.sourcesASheet()
		if err := b.sourcePart(name, first, b.doc.Sources[first:min(first+b.sourcesASheet(), len(b.doc.Sources))]); err != nil {
			return err
		}
	}
	return nil
}

// sourcePart writes a sheet of sources, the first of which has the number
// first+1. There may be hundreds of thousands, so that they are written only when
// the workbook is packed: all that is set for the sheet as a whole goes before.
func (b *book) sourcePart(name string, first int, sources []annex.Source) error {
	if _, err := b.file.NewSheet(name); err != nil {
		return err
	}
	title := "NGUỒN SỐ LIỆU: TỆP, TRANG VÀ Ô CỦA TỪNG CON SỐ"
	if first > 0 {
		title += fmt.Sprintf(" (từ số %d)", first+1)
	}
	b.entries = append(b.entries, entry{name, "Nguồn", title})
	s := b.sheet(name)
	s.row = sourceHeader + len(sources) + 1
	tall, columns := 1, b.columnsOfSources()
	for i, c := range columns {
		s.width(i+1, c.width)
		tall = max(tall, lines(c.title, c.width, style{head: true, size: sourceSize}))
	}
	s.text(1, 1, "NGUỒN SỐ LIỆU", style{bold: true, size: 14, align: annex.Centre, wrap: true})
	s.merge(1, 1, len(columns), 1)
	s.height(1, 1)
	for i, c := range columns {
		s.text(i+1, sourceHeader, c.title, style{head: true, size: sourceSize})
	}
	s.points(sourceHeader, float64(tall)*sourcePoints)
	for row := sourceHeader + 1; row < s.row; row++ {
		s.points(row, sourcePoints)
	}
	s.more = s.sourceRows(first, sources)
	s.filter(sourceHeader, s.row-1, len(columns))
	s.page(true, sourceHeader, sourceHeader, len(columns))
	s.freeze(1, sourceHeader+1)
	return s.err
}

// sourceRows are the rows of the sources, as a sheet's XML.
type sourceRows struct {
	first   int // number of the first, less one
	sources []annex.Source
	facts   *ingest.Facts
	cursor  *ingest.Cursor // on them

	corrected func(ingest.Pos) *analysis.Correction
	given     func(*ingest.Fact) []analysis.Given
	columns   []int                 // styles
	values    [mostDecimals + 2]int // of values, by decimals; the first where they are not known
}

// mostDecimals is how many decimals a value shows at most.
const mostDecimals = 10

// valueIs is the column of values.
const valueIs = 9

// sourceRows takes the styles that the rows need.
func (s *sheet) sourceRows(first int, sources []annex.Source) *sourceRows {
	facts := &s.book.review.Facts
	rows := &sourceRows{first: first, sources: sources, facts: facts, cursor: facts.Cursor(), corrected: s.book.review.Correction, given: s.book.review.Given}
	for i, c := range s.book.columnsOfSources() {
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

// write writes the rows.
func (r *sourceRows) write(w io.Writer) error {
	var row rowXML
	for i, source := range r.sources {
		row.begin(sourceHeader+i+1, sourcePoints)
		row.number(0, r.columns[0], float64(r.first+i+1), "")
		r.row(&row, source)
		if _, err := w.Write(row.end()); err != nil {
			return err
		}
	}
	return nil
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
			row.number(col, r.values[decimalsOf(f)+1], f.Value, "")
		} else {
			row.text(col, r.columns[col], text)
		}
	}
	if last := len(sourceColumns); last < len(r.columns) {
		said := ""
		if x := r.corrected(f.Pos); x != nil {
			said = vi.Correction(x)
		}
		if given := vi.Givens(r.given(f)); given != "" {
			said = strings.Trim(said+"; "+given, "; ")
		}
		row.text(last, r.columns[last], said)
	}
}
