package xlsx

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"tongket/analysis"
	"tongket/report/annex"
	"tongket/report/vi"
)

// WriteAccessible writes the annexes of doc, which was built from r, as a workbook
// that a screen reader reads from the first cell to the last, by the checklist
// "Making spreadsheets accessible" of the Government Analysis Function (UK): a cover,
// a contents and a sheet of notes; then one table a sheet, marked up as an Excel
// table with a name and a header of one row; no merged cells, no blank rows or cells,
// nothing told by colour or indentation alone. The same document gives the same bytes.
//
// What the print set tells by its looks is told in words here: a section is a column,
// a part bears the name of what it is a part of, footnotes and doubts are a column.
func WriteAccessible(w io.Writer, r *analysis.Review, doc annex.Document) error {
	f := excelize.NewFile()
	defer f.Close()
	a := &accessible{book: newBook(f, r, doc)}
	a.face = "Arial"
	if err := a.fill(); err != nil {
		return err
	}
	return a.pack(w)
}

// An accessible workbook in the making.
type accessible struct {
	*book
	notes  [][]annex.Cell // rows of the sheet of notes
	listed [][]annex.Cell // rows of the contents
}

func (a *accessible) fill() error {
	if err := a.file.SetDefaultFont(a.face); err != nil {
		return err
	}
	if err := a.file.SetSheetName("Sheet1", vi.CoverSheet); err != nil {
		return err
	}
	a.file.SetActiveSheet(0)
	for _, name := range []string{vi.CoverSheet, contentsSheet, vi.NotesSheet} {
		a.sheets[strings.ToLower(name)] = true
	}
	for _, name := range []string{contentsSheet, vi.NotesSheet} {
		if _, err := a.file.NewSheet(name); err != nil {
			return err
		}
	}
	for _, one := range a.doc.Annexes {
		if named(one, annex.NameSources) {
			continue
		}
		if err := a.annex(one); err != nil {
			return fmt.Errorf("%s: %w", one.Number, err)
		}
	}
	for _, part := range []func() error{a.noteSheet, a.contentsSheet, a.cover, a.putBack} {
		if err := part(); err != nil {
			return err
		}
	}
	return nil
}

// textWidth is the width of a column that holds running text, in characters.
const textWidth = 110

// annex writes an annex: its texts on a sheet, then a sheet for each table, then
// one that tells its charts.
func (a *accessible) annex(one annex.Annex) error {
	refs := a.number(one)
	if err := a.texts(one); err != nil {
		return err
	}
	n := 0
	for i, block := range one.Blocks {
		if block.Table == nil || len(block.Table.Rows) == 0 {
			continue
		}
		n++
		title := block.Caption()
		if block.Title == "" && block.Heading != "" {
			title = strings.TrimPrefix(title+". "+block.Heading, ". ")
		}
		if title == "" || title == block.Number {
			title = strings.TrimPrefix(title+". "+one.Title, ". ")
		}
		lines := []string{joined(one.Number, one.Title), one.Scope, block.Unit}
		for _, note := range one.Notes {
			if number, _ := noteOf(note); number == 0 {
				lines = append(lines, note)
			}
		}
		if below(one, i+1) {
			for _, p := range one.Blocks[i+1].Paragraphs {
				lines = append(lines, p.Text)
			}
		}
		lines = append(lines, block.Source)
		if block.Source == "" {
			lines = append(lines, one.Source)
		}
		if err := a.tableSheet(one.Number+"."+strconv.Itoa(n), joined(one.Number, ""), title, lines, flat(block.Table.Undrawn(), refs)); err != nil {
			return err
		}
	}
	return a.told(one)
}

// joined is an annex's number and title.
func joined(number, title string) string {
	return strings.Trim(number+". "+title, ". ")
}

// number gives the footnotes of an annex their numbers in the workbook.
func (a *accessible) number(one annex.Annex) map[int]int {
	refs := map[int]int{}
	for _, note := range one.Notes {
		if n, text := noteOf(note); n > 0 {
			refs[n] = len(a.notes) + 1
			number := float64(refs[n])
			a.notes = append(a.notes, []annex.Cell{{Value: &number}, {Text: one.Number}, {Text: text}})
		}
	}
	return refs
}

// noteOf parts a footnote "(1) …" into its number and its text; 0 for a line that
// is none.
func noteOf(line string) (n int, text string) {
	head, rest, ok := strings.Cut(line, ") ")
	digits, opened := strings.CutPrefix(head, "(")
	if n, err := strconv.Atoi(digits); ok && opened && err == nil {
		return n, rest
	}
	return 0, line
}

// texts writes the running text of an annex, a paragraph a row.
func (a *accessible) texts(one annex.Annex) error {
	var s *sheet
	for i, block := range one.Blocks {
		if len(block.Paragraphs) == 0 || below(one, i) {
			continue
		}
		if s == nil {
			name, err := a.newSheet(one.Number)
			if err != nil {
				return err
			}
			s = a.sheet(name)
			s.width(1, textWidth)
			s.plain(joined(one.Number, one.Title), style{bold: true, size: 16, wrap: true})
			s.back(contentsSheet, vi.ContentsLink)
			s.plain(one.Scope, style{wrap: true})
			a.list(name, one.Number, vi.TextOf+": "+one.Title)
		}
		s.plain(block.Heading, style{bold: true, size: 14, wrap: true})
		for _, p := range block.Paragraphs {
			s.plain(p.Text, style{bold: p.Bold, wrap: true})
		}
	}
	if s == nil {
		return nil
	}
	s.open()
	return s.err
}

// below tells whether block i is text that stands below a table as its own.
func below(one annex.Annex, i int) bool {
	if i < 1 || i >= len(one.Blocks) || one.Blocks[i-1].Table == nil || len(one.Blocks[i-1].Table.Rows) == 0 || one.Blocks[i].Heading != "" {
		return false
	}
	return len(one.Blocks[i].Paragraphs) > 0 && !slices.ContainsFunc(one.Blocks[i].Paragraphs, func(p annex.Paragraph) bool { return p.Bullet || p.Bold })
}

// told writes what the charts of an annex show, in words and figures.
func (a *accessible) told(one annex.Annex) error {
	t := annex.Table{ID: "bieu_do_" + one.ID, Columns: []annex.Column{
		{Title: vi.HeadChartOf, Width: 60}, {Title: vi.HeadChartTold, Width: 90}, {Title: vi.HeadChartData, Width: 140},
	}}
	for _, block := range one.Blocks {
		if block.Chart != nil && block.Chart.Kind != annex.Legend {
			t.Rows = append(t.Rows, annex.Row{Cells: []annex.Cell{{Text: block.Caption()}, {Text: chartSays(*block.Chart)}, {Text: block.Chart.Alternative()}}})
		}
	}
	if len(t.Rows) == 0 {
		return nil
	}
	return a.tableSheet(one.Number, one.Number, vi.ChartsOf, []string{joined(one.Number, one.Title)}, t)
}

// list adds a line to the contents.
func (a *accessible) list(sheet, number, title string) {
	a.listed = append(a.listed, []annex.Cell{{Text: sheet}, {Text: number}, {Text: title}})
}

// tableSheet writes a table on a sheet of its own below what it is: title, where it
// belongs, unit, legend, source.
func (a *accessible) tableSheet(wanted, number, title string, lines []string, t annex.Table) error {
	name, err := a.newSheet(wanted)
	if err != nil {
		return err
	}
	s := a.sheet(name)
	a.list(name, number, title)
	lines = slices.DeleteFunc(slices.Clone(lines), func(line string) bool { return line == "" })
	s.plain(title, style{bold: true, size: 16})
	s.back(contentsSheet, vi.ContentsLink)
	noted := slices.ContainsFunc(t.Columns, func(c annex.Column) bool { return c.Title == vi.HeadCellNotes })
	head := s.row + 1 + len(lines)
	if noted {
		head++
	}
	s.plain(vi.OneTable(head, len(t.Rows), len(t.Columns)), style{})
	if noted {
		s.back(vi.NotesSheet, vi.NotesLink)
	}
	for _, line := range lines {
		s.plain(line, style{})
	}
	s.marked(t)
	s.open()
	return s.err
}

// plain writes a text in the first column of the next row; an empty one takes no
// row.
func (s *sheet) plain(text string, st style) {
	if text == "" {
		return
	}
	s.text(1, s.row, text, st)
	tall := 1
	if st.wrap {
		tall = lines(text, s.columnWidth(1)/sans, st)
	}
	s.points(s.row, float64(tall)*linePoints*max(1, st.size/12))
	s.row++
}

// sans is how much wider the face is than that of print.
const sans = 1.2

// back writes a link to another sheet in the next row.
func (s *sheet) back(to, text string) {
	s.link(1, s.row, to, 1)
	s.plain(text, style{link: true})
}

// marked writes a table of one header row and marks it up as an Excel table under
// its ID.
func (s *sheet) marked(t annex.Table) {
	head, tall := s.row, 1
	for j, c := range t.Columns {
		s.width(j+1, s.marking(t, j))
		s.text(j+1, head, c.Title, style{head: true, align: c.Align})
		s.do(s.book.file.SetCellStr(s.name, cellName(j+1, head), printable(c.Title))) // excelize names the columns after it
		tall = max(tall, lines(c.Title, s.columnWidth(j+1)/sans-2, style{head: true}))
	}
	s.height(head, tall)
	for i, r := range t.Rows {
		tall = 1
		for j, c := range r.Cells {
			if c.Value == nil {
				tall = max(tall, lines(c.Text, s.columnWidth(j+1)/sans, style{bold: r.Kind == annex.Total}))
			}
			s.cellAt(j+1, head+1+i, c, style{border: true, align: t.Columns[j].Align, wrap: c.Value == nil, bold: r.Kind == annex.Total})
		}
		s.height(head+1+i, tall)
	}
	s.row = head + len(t.Rows) + 1
	s.book.tables++
	stripes := false
	s.do(s.book.file.AddTable(s.name, &excelize.Table{
		Range: cellName(1, head) + ":" + cellName(len(t.Columns), head+len(t.Rows)), Name: s.book.tableName(t.ID), StyleName: "TableStyleLight1", ShowRowStripes: &stripes,
	}))
	s.book.setAside()
}

// setAside keeps the part of the table that was marked up last, with one in its place
// that has nothing but its number, the only one: excelize reads all that there are for
// each new table, to give it the number after the largest.
func (b *book) setAside() {
	name := tablePart(b.tables)
	part, ok := b.file.Pkg.Load(name)
	if data, isData := part.([]byte); ok && isData {
		b.aside = append(b.aside, data)
		b.file.Pkg.Store(name, fmt.Appendf(nil, `<table id="%d"/>`, b.tables))
		b.file.Pkg.Delete(tablePart(b.tables - 1))
	}
}

// putBack gives the workbook the parts of its tables.
func (b *book) putBack() error {
	if len(b.aside) != b.tables {
		return fmt.Errorf("%d of %d tables have their parts", len(b.aside), b.tables)
	}
	for i, data := range b.aside {
		b.file.Pkg.Store(tablePart(i+1), data)
	}
	return nil
}

// tablePart is the name of the part of a table, counted from 1.
func tablePart(n int) string { return "xl/tables/table" + strconv.Itoa(n) + ".xml" }

// cellAt writes a cell: a number as it is, with what stands around it in its format;
// its footnote stands in a column.
func (s *sheet) cellAt(col, row int, c annex.Cell, st style) {
	s.row, c.Note = row, 0
	s.cell(col, c, st)
}

// marking is the width of a column of a table that is marked up, in characters: its
// header may wrap, its figures may not.
func (s *sheet) marking(t annex.Table, col int) float64 {
	const least, text, most = 14, 55, 70
	width := max(characters(t.Columns[col].Width), figures(t, col)) * sans
	for word := range strings.FieldsSeq(t.Columns[col].Title) {
		width = max(width, float64(len([]rune(word)))*sans+4) // the filter's button
	}
	for _, r := range t.Rows {
		if c := r.Cells[col]; c.Value == nil {
			width = max(width, min(float64(len([]rune(c.Text)))*sans*0.9+2, text))
		}
	}
	return min(max(width, least), most)
}

// tableName is the name of a table in the workbook: letters, digits and "_", which
// no other has.
func (b *book) tableName(id string) string {
	const most = 200 // letters, with room for a number
	stem := "bang_" + cut(defined(id), most)
	name := stem
	for n := 2; b.names[strings.ToLower(name)]; n++ {
		name = stem + "_" + strconv.Itoa(n)
	}
	b.names[strings.ToLower(name)] = true
	return name
}

// open sets a sheet up for print: A4 lying, one page wide.
func (s *sheet) open() {
	f, a4, lying, wide, high := s.book.file, 9, "landscape", 1, 0
	fit := true
	margin := 15 / 25.4
	s.do(f.SetSheetProps(s.name, &excelize.SheetPropsOptions{FitToPage: &fit}))
	s.do(f.SetPageLayout(s.name, &excelize.PageLayoutOptions{Size: &a4, Orientation: &lying, FitToWidth: &wide, FitToHeight: &high}))
	s.do(f.SetPageMargins(s.name, &excelize.PageLayoutMarginsOptions{Top: &margin, Bottom: &margin, Left: &margin, Right: &margin}))
	widest := 1
	for _, row := range s.cells {
		widest = max(widest, len(row))
	}
	s.do(f.SetSheetDimension(s.name, "A1:"+cellName(widest, max(1, len(s.cells)))))
}

// noteSheet writes the numbered notes of all annexes.
func (a *accessible) noteSheet() error {
	s := a.sheet(vi.NotesSheet)
	s.plain(vi.NotesTitle, style{bold: true, size: 16})
	s.back(contentsSheet, vi.ContentsLink)
	if len(a.notes) == 0 {
		s.plain(vi.NoteNone, style{})
		s.open()
		return s.err
	}
	t := annex.Table{ID: "chu_thich", Columns: []annex.Column{{Title: vi.HeadNoteOf, Width: 30}, {Title: vi.HeadAnnexOf, Width: 40}, {Title: vi.HeadNoteText, Width: 150}}, Rows: rowsOf(a.notes)}
	s.plain(vi.OneTable(s.row+1, len(t.Rows), len(t.Columns)), style{})
	s.marked(t)
	s.open()
	return s.err
}

// contentsSheet writes a line a sheet, with a link to it.
func (a *accessible) contentsSheet() error {
	s := a.sheet(contentsSheet)
	s.plain(vi.Contents, style{bold: true, size: 16})
	all := append([][]annex.Cell{{{Text: vi.NotesSheet}, {Text: vi.AllParts}, {Text: vi.NotesTitle}}}, a.listed...)
	t := annex.Table{ID: "muc_luc", Columns: []annex.Column{{Title: vi.HeadSheet, Width: 40}, {Title: vi.HeadAnnexOf, Width: 40}, {Title: vi.HeadHolds, Width: 150}}, Rows: rowsOf(all)}
	s.plain(vi.OneTable(s.row+1, len(t.Rows), len(t.Columns)), style{})
	head := s.row
	s.marked(t)
	for i, row := range all {
		at := head + 1 + i
		s.text(1, at, row[0].Text, style{link: true, border: true})
		s.link(1, at, row[0].Text, 1)
	}
	s.open()
	return s.err
}

func rowsOf(cells [][]annex.Cell) []annex.Row {
	rows := make([]annex.Row, len(cells))
	for i, c := range cells {
		for j := range c {
			if blank(c[j]) {
				c[j].Text = vi.BlankCell
			}
		}
		rows[i].Cells = c
	}
	return rows
}

// cover writes what the workbook is.
func (a *accessible) cover() error {
	s := a.sheet(vi.CoverSheet)
	s.width(1, textWidth)
	s.plain(a.doc.Title, style{bold: true, size: 16, wrap: true})
	for _, line := range append([]string{a.doc.Subtitle, a.doc.Organisation, a.doc.Number, a.doc.Draft, a.doc.PlaceDate}, vi.AccessibleCover(a.tables)...) {
		s.plain(line, style{wrap: true})
	}
	s.back(contentsSheet, contentsSheet)
	s.open()
	return s.err
}

// flat is a table as it is marked up: the header of one row, each name once; the
// sections as a column; a part with the name of its whole; what stands beside a
// figure in a column; no cell empty. refs are the numbers of footnotes in the
// workbook.
func flat(t annex.Table, refs map[int]int) annex.Table {
	out := annex.Table{ID: t.ID}
	kept := keptColumns(t)
	label := labelOf(t)
	grouped := slices.ContainsFunc(t.Rows, isSection)
	remarks, noted := make([]string, len(t.Rows)), false
	for i, r := range t.Rows {
		remarks[i] = remarkOf(t, r, refs)
		noted = noted || remarks[i] != ""
	}
	if grouped {
		out.Columns = append(out.Columns, annex.Column{Title: vi.HeadGroupOf, Width: 45})
	}
	for _, j := range kept {
		c := t.Columns[j]
		out.Columns = append(out.Columns, annex.Column{Title: vi.JoinHeads(c.Group, c.Title), Width: c.Width, Align: aligned(c)})
	}
	if noted {
		out.Columns = append(out.Columns, annex.Column{Title: vi.HeadCellNotes, Width: 60})
	}
	distinct(out.Columns)
	section, whole := vi.BlankCell, ""
	for i, r := range t.Rows {
		if isSection(r) {
			section, whole = sectionName(r), ""
			continue
		}
		row := annex.Row{Kind: r.Kind}
		if grouped {
			row.Cells = append(row.Cells, annex.Cell{Text: section})
		}
		for _, j := range kept {
			c := annex.Cell{}
			if j < len(r.Cells) {
				c = r.Cells[j]
			}
			if j == label && r.Kind == annex.Child {
				c.Text = vi.PartOfRow(whole, c.Text)
			}
			if blank(c) {
				c.Text = vi.BlankCell
			}
			row.Cells = append(row.Cells, c)
		}
		if r.Kind != annex.Child && label < len(r.Cells) {
			whole = r.Cells[label].Text
		}
		if noted {
			if remarks[i] == "" {
				remarks[i] = vi.NoRemark
			}
			row.Cells = append(row.Cells, annex.Cell{Text: remarks[i]})
		}
		out.Rows = append(out.Rows, row)
	}
	return out
}

// blank tells whether a cell shows nothing.
func blank(c annex.Cell) bool { return c.Value == nil && strings.TrimSpace(printable(c.Text)) == "" }

// aligned puts texts left, figures right: a column in the middle is texts.
func aligned(c annex.Column) annex.Align {
	if c.Align == annex.Right {
		return annex.Right
	}
	return annex.Left
}

// isSection tells whether a row heads those below it and holds no figure.
func isSection(r annex.Row) bool {
	return r.Kind == annex.Section && !slices.ContainsFunc(r.Cells, func(c annex.Cell) bool { return c.Value != nil })
}

// sectionName is what stands in the row of a section.
func sectionName(r annex.Row) string {
	var all []string
	for _, c := range r.Cells {
		if !blank(c) {
			all = append(all, c.Text)
		}
	}
	if len(all) == 0 {
		return vi.BlankCell
	}
	return strings.Join(all, ". ")
}

// keptColumns are the columns of a table but a running number that some rows have
// none of.
func keptColumns(t annex.Table) []int {
	var kept []int
	for j, c := range t.Columns {
		partial := c.Title == vi.HeadNumber && slices.ContainsFunc(t.Rows, func(r annex.Row) bool {
			return !isSection(r) && (j >= len(r.Cells) || r.Cells[j].Text == "")
		})
		if !partial {
			kept = append(kept, j)
		}
	}
	return kept
}

// labelOf is the column that names the rows.
func labelOf(t annex.Table) int {
	return max(0, slices.IndexFunc(t.Columns, func(c annex.Column) bool { return c.Align == annex.Left }))
}

// remarkOf says what stands beside the figures of a row: footnotes, open findings,
// a target that was not met.
func remarkOf(t annex.Table, r annex.Row, refs map[int]int) string {
	var all []string
	label := labelOf(t)
	for j, c := range r.Cells {
		if j >= len(t.Columns) {
			break
		}
		at := ""
		if j != label {
			at = vi.JoinHeads(t.Columns[j].Group, t.Columns[j].Title) + ": "
		}
		if c.Note > 0 && refs[c.Note] > 0 {
			all = append(all, at+vi.NoteRef(refs[c.Note]))
		}
		if len(c.Findings) > 0 && c.Value != nil {
			all = append(all, at+vi.NoteDoubted)
		}
	}
	if r.Missed {
		all = append(all, vi.NoteMissed)
	}
	return strings.Join(all, "; ")
}

// distinct gives columns of one name different ones: a table has each name once,
// whatever its capitals.
func distinct(columns []annex.Column) {
	const most = 250 // letters that the name of a column has
	taken := map[string]bool{}
	for j := range columns {
		stem := cut(printable(columns[j].Title), most)
		if stem == "" {
			stem = "Cột " + strconv.Itoa(j+1)
		}
		title := stem
		for n := 2; taken[strings.ToLower(title)]; n++ {
			title = fmt.Sprintf("%s (%d)", stem, n)
		}
		taken[strings.ToLower(title)] = true
		columns[j].Title = title
	}
}
