package xlsx

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"tongket/analysis/stat"
	"tongket/report/annex"
	"tongket/report/chart/fonts"
	"tongket/report/vi"
)

// annex writes one annex on a sheet of its own, and what follows a long table on
// further ones: the header that a sheet repeats on its pages is one. Its charts
// are kept for the sheet of charts.
func (b *book) annex(a annex.Annex) error {
	if b.onlyCharts(a) {
		b.entries = append(b.entries, entry{chartSheet, a.Number, a.Title})
		return nil
	}
	for i, blocks := range sheetsOf(a) {
		name, err := b.newSheet(a.Number)
		if err != nil {
			return err
		}
		if i == 0 {
			b.entries = append(b.entries, entry{name, a.Number, a.Title})
		}
		part := a
		part.Blocks = blocks
		if i > 0 {
			part.Number, part.Title = "", strings.TrimSpace(a.Number+". "+a.Title)+" "+vi.Continued
		}
		if err := b.annexSheet(name, part); err != nil {
			return err
		}
	}
	return nil
}

// sheetsOf parts the blocks of an annex after its long tables.
func sheetsOf(a annex.Annex) [][]annex.Block {
	most := int(paperOf(a.Landscape).height / linePoints * 0.6) // rows: some take two lines
	var all [][]annex.Block
	from := 0
	for i, block := range a.Blocks {
		if block.Table != nil && len(block.Table.Rows) > most {
			all, from = append(all, a.Blocks[from:i+1]), i+1
		}
	}
	if from < len(a.Blocks) || len(all) == 0 {
		all = append(all, a.Blocks[from:])
	}
	return all
}

// annexSheet writes an annex, or a part of one, on a sheet: what it draws in cells
// stands as figures beside it.
func (b *book) annexSheet(name string, a annex.Annex) error {
	a = a.Undrawn()
	s := b.sheet(name)
	all := max(1, s.columns(a))
	columns := s.part(a, all)
	s.line(a.Number, style{bold: true, size: 14, align: annex.Centre}, columns)
	s.line(a.Title, style{bold: true, size: 14, align: annex.Centre}, columns)
	s.line(a.Attached, style{italic: true, size: 13, align: annex.Centre}, columns)
	s.line(a.Scope, style{italic: true, align: annex.Centre}, columns)
	s.row++
	var tables []placed
	for _, block := range a.Blocks {
		tables = append(tables, s.block(block, columns, a.Landscape)...)
	}
	for _, n := range append(append(colourKeys(a), a.Notes...), a.Source) {
		if n != "" && s.row > 2 { // notes do not stand on a page alone
			s.stick(s.row - 2)
			s.stick(s.row - 1)
		}
		s.line(n, style{italic: true, size: 11}, columns)
	}
	s.finish(a, tables, all)
	return s.err
}

// colourKeys are the lines that say what the colours of cells mean, of those that the
// sheet has.
func colourKeys(a annex.Annex) []string {
	doubt, missed := false, false
	for _, block := range a.Blocks {
		if block.Table == nil {
			continue
		}
		for _, r := range block.Table.Rows {
			missed = missed || r.Missed
			doubt = doubt || slices.ContainsFunc(r.Cells, func(c annex.Cell) bool { return len(c.Findings) > 0 })
		}
	}
	var keys []string
	if doubt {
		keys = append(keys, vi.KeyDoubt)
	}
	if missed {
		keys = append(keys, vi.KeyMissed)
	}
	return keys
}

// onlyCharts tells whether an annex holds nothing but charts, which it keeps for
// their sheet; one without a chart that a spreadsheet draws is an annex like
// others.
func (b *book) onlyCharts(a annex.Annex) bool {
	for _, block := range a.Blocks {
		if block.Chart == nil {
			return false
		}
	}
	if !slices.ContainsFunc(a.Blocks, func(block annex.Block) bool { return native(*block.Chart) }) {
		return false
	}
	b.charts, b.chartsNamed = append(b.charts, a.Blocks...), true
	return true
}

// columns sets the widths of the sheet's columns, which all its tables share,
// and gives their number.
func (s *sheet) columns(a annex.Annex) int {
	var widths []float64
	for _, block := range a.Blocks {
		if block.Table == nil {
			continue
		}
		for i, c := range block.Table.Columns {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], characters(c.Width), figures(*block.Table, i))
		}
	}
	if len(widths) == 0 {
		s.width(1, paperOf(a.Landscape).width/0.75/widestDigit-1)
		return 1
	}
	for i, w := range widths {
		s.width(i+1, min(max(w, 5), 80))
	}
	return len(widths)
}

// characters is a width in millimetres as Excel counts a column's, in digits
// of the workbook's font.
func characters(millimetres float64) float64 {
	return (millimetres*96/25.4 - cellPadding) / digitPixels
}

// part decides whether the sheet is printed on pages side by side, and gives the
// columns of the first, which its texts keep to.
func (s *sheet) part(a annex.Annex, columns int) int {
	for _, block := range a.Blocks {
		if block.Table != nil {
			s.frozen = max(s.frozen, min(block.Table.Frozen, 3))
		}
	}
	if p := paperOf(a.Landscape); p.scale(s.total(columns)) < smallScale {
		s.split = s.parts(columns, p.width/partScale*100)
	}
	if len(s.split) == 0 {
		return columns
	}
	return s.split[0] - 1
}

// figures is the width that the figures of a column ask for, as a cell shows
// them: one that finds no room shows as "###".
func figures(t annex.Table, col int) float64 {
	widest := 0.0
	for _, r := range t.Rows {
		if col >= len(r.Cells) || r.Cells[col].Value == nil {
			continue
		}
		face := fonts.Load(fonts.Regular)
		if r.Kind == annex.Total || r.Kind == annex.Section || r.Missed {
			face = fonts.Load(fonts.Bold)
		}
		c := r.Cells[col]
		widest = max(widest, face.Width(c.Text+noteSuffix(c)))
	}
	if widest == 0 {
		return 0
	}
	return (widest*12*96/72 + 2*cellPadding) / digitPixels
}

// noteSuffix is the number of a footnote as it stands behind a figure.
func noteSuffix(c annex.Cell) string {
	if c.Note == 0 {
		return ""
	}
	return " (" + strconv.Itoa(c.Note) + ")"
}

// block writes a block and tells where its table, if any, went.
func (s *sheet) block(block annex.Block, columns int, landscape bool) []placed {
	from := s.row
	if block.Heading != "" {
		s.stick(s.row)
	}
	s.line(block.Heading, style{bold: true}, columns)
	switch {
	case block.Table != nil:
		if block.Number != "" {
			s.stick(s.row)
			s.line(block.Caption(), style{bold: true}, columns)
		}
		if block.Unit != "" {
			s.stick(s.row)
		}
		s.line(block.Unit, style{italic: true, align: annex.Right}, columns)
		t := s.table(*block.Table)
		s.together(from, landscape)
		if block.Source != "" {
			s.stick(s.row - 1)
			s.line(block.Source, style{italic: true, size: 11}, columns)
		}
		s.row++
		return []placed{t}
	case block.Chart != nil:
		s.book.charts = append(s.book.charts, block)
	}
	for _, p := range block.Paragraphs {
		text := p.Text
		if p.Bullet {
			text = "- " + text
		}
		s.line(text, style{bold: p.Bold}, columns)
	}
	return nil
}

// A placed table is where a table went: the rows of its header, and its body.
type placed struct {
	table          *annex.Table
	head, body, to int // first row of the header, first and last row of the body
}

func (s *sheet) table(t annex.Table) placed {
	p := placed{table: &t, head: s.row}
	s.header(t)
	p.body = s.row
	for i, r := range t.Rows {
		s.tableRow(t, r, p.body, i)
	}
	p.to = s.row - 1
	s.defineTable(p)
	s.defineFigures(p)
	return p
}

// header writes one level, or two where any column belongs to a group.
func (s *sheet) header(t annex.Table) {
	grouped := slices.ContainsFunc(t.Columns, func(c annex.Column) bool { return c.Group != "" })
	last, tall, above := s.row, 1, 1
	if grouped {
		last++
	}
	for i := 0; i < len(t.Columns); {
		group, j := t.Columns[i].Group, i+1
		for group != "" && j < len(t.Columns) && t.Columns[j].Group == group && !slices.Contains(s.split, j+1) {
			j++
		}
		for k := i; k < j; k++ {
			s.style(k+1, s.row, style{head: true})
			s.text(k+1, last, t.Columns[k].Title, style{head: true})
			tall = max(tall, lines(t.Columns[k].Title, s.columnWidth(k+1), style{head: true}))
		}
		switch {
		case group != "":
			s.text(i+1, s.row, group, style{head: true})
			s.merge(i+1, s.row, j, s.row)
			above = max(above, lines(group, s.span(i+1, j), style{head: true}))
		case grouped:
			s.text(i+1, last, "", style{head: true})
			s.at(i+1, last).text = ""
			s.text(i+1, s.row, t.Columns[i].Title, style{head: true})
			s.merge(i+1, s.row, i+1, last)
		}
		i = j
	}
	if grouped {
		s.height(s.row, above)
	}
	s.height(last, tall)
	s.stick(s.row)
	s.stick(last)
	s.row = last + 1
}

func (s *sheet) columnWidth(col int) float64 { return max(s.widthOf(col), 1) }

func (s *sheet) tableRow(t annex.Table, r annex.Row, body, index int) {
	tall := 1
	for i, c := range r.Cells {
		st := rowStyle(t, r, i, c)
		if st.wrap {
			tall = max(tall, lines(c.Text, s.columnWidth(i+1)-2*float64(st.indent), st))
		}
		s.cell(i+1, c, st)
		s.formula(t, c, body, index, i)
		if c.Source > 0 && c.Source <= len(s.doc().Sources) {
			sheet, row := s.book.sourceCell(c.Source)
			s.link(i+1, s.row, sheet, row)
		}
	}
	s.height(s.row, tall)
	if keeps(r.Kind) {
		s.stick(s.row)
	}
	s.row++
}

func rowStyle(t annex.Table, r annex.Row, col int, c annex.Cell) style {
	st := style{border: true, doubt: len(c.Findings) > 0}
	if col < len(t.Columns) {
		st.align = t.Columns[col].Align
	}
	switch r.Kind {
	case annex.Section, annex.Total:
		st.bold = true
	case annex.Child:
		st.italic = true
		if st.align == annex.Left {
			st.indent = 1
		}
	}
	if r.Missed {
		st.bold, st.missed = true, true
	}
	st.wrap = st.align != annex.Right
	return st
}

func (s *sheet) cell(col int, c annex.Cell, st style) {
	suffix := noteSuffix(c)
	if c.Value == nil || math.IsNaN(*c.Value) || math.IsInf(*c.Value, 0) {
		s.text(col, s.row, c.Text+suffix, st)
		return
	}
	st.format = numberFormat(c.Decimals, c.Prefix(), c.Suffix()+suffix)
	s.number(col, s.row, *c.Value, st)
}

// formula writes how a cell follows from others, over its stored value. A
// formula that does not give the printed figure (a total that does not add up)
// is left out: Excel would change the figure when it calculates.
func (s *sheet) formula(t annex.Table, c annex.Cell, body, row, col int) {
	if c.Formula == nil || c.Value == nil {
		return
	}
	var values []float64
	var refs []string
	for _, a := range c.Formula.Args {
		v := valueAt(t, a)
		if v == nil {
			return
		}
		values = append(values, *v)
		refs = append(refs, cellName(a.Col+1, body+a.Row))
	}
	text, result, ok := expression(c, values, refs)
	if ok && math.Abs(result-*c.Value) <= 1e-9*math.Max(1, math.Abs(*c.Value)) {
		s.at(col+1, body+row).text = text
	}
}

func valueAt(t annex.Table, a annex.Ref) *float64 {
	if a.Row < 0 || a.Row >= len(t.Rows) || a.Col < 0 || a.Col >= len(t.Rows[a.Row].Cells) {
		return nil
	}
	return t.Rows[a.Row].Cells[a.Col].Value
}

// expression is a formula as Excel takes it, and what it gives.
func expression(c annex.Cell, v []float64, refs []string) (text string, result float64, ok bool) {
	switch {
	case c.Formula.Op == "sum" && len(v) > 0:
		for _, x := range v {
			result += x
		}
		return "SUM(" + sumArguments(refs) + ")", result, true
	case c.Formula.Op == "diff" && len(v) == 2:
		return fmt.Sprintf("ROUND(%s,%d)-ROUND(%s,%d)", refs[0], c.Decimals, refs[1], c.Decimals),
			stat.Round(v[0], c.Decimals) - stat.Round(v[1], c.Decimals), true
	case c.Formula.Op == "ratio" && len(v) == 2 && v[1] != 0:
		return "100*" + refs[0] + "/" + refs[1], 100 * v[0] / v[1], true
	}
	return "", 0, false
}

// sumArguments joins neighbouring cells of one column or row to ranges: Excel
// takes at most 255 arguments.
func sumArguments(refs []string) string {
	var parts []string
	for i := 0; i < len(refs); {
		j := i
		for j+1 < len(refs) && adjoining(refs[i], refs[j], refs[j+1]) {
			j++
		}
		part := refs[i]
		if j > i {
			part += ":" + refs[j]
		}
		parts = append(parts, part)
		i = j + 1
	}
	return strings.Join(parts, ",")
}

// adjoining tells whether next follows last in the line that first and last
// lie on.
func adjoining(first, last, next string) bool {
	c0, r0, err0 := excelize.CellNameToCoordinates(first)
	c1, r1, err1 := excelize.CellNameToCoordinates(last)
	c2, r2, err2 := excelize.CellNameToCoordinates(next)
	if err0 != nil || err1 != nil || err2 != nil {
		return false
	}
	return c0 == c1 && c1 == c2 && r2 == r1+1 || r0 == r1 && r1 == r2 && c2 == c1+1
}

// maxName is the longest name that a spreadsheet takes.
const maxName = 255

// defined is a text as it may stand in a defined name.
func defined(text string) string {
	return strings.Map(func(r rune) rune {
		if r == '_' || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' {
			return r
		}
		return '_'
	}, text)
}

// defineTable names the body of a table after its ID.
func (s *sheet) defineTable(p placed) {
	name := defined(p.table.ID)
	if name == "" || p.to < p.body {
		return
	}
	if name = "bang_" + name; len(name) > maxName {
		return // a label of the sheets that is no name
	}
	if s.book.names[strings.ToLower(name)] {
		return
	}
	s.book.names[strings.ToLower(name)] = true
	s.do(s.book.define(excelize.DefinedName{
		Name:     name,
		RefersTo: quoted(s.name) + "!" + absolute(1, p.body) + ":" + absolute(len(p.table.Columns), p.to),
	}))
}

// defineFigures names the figures of indicators, so that other workbooks can refer to
// them: ct_asxh_hn_tyle_2020, with what a column is in place of the year where it is
// not a year's. The first table that has a figure gives it its name. A figure on which
// an open error stands has none.
func (s *sheet) defineFigures(p placed) {
	for i, r := range p.table.Rows {
		if r.Code == "" {
			continue
		}
		for j, c := range r.Cells {
			if j >= len(p.table.Columns) || c.Value == nil || c.Held {
				continue
			}
			if kind := kindOf(*p.table, p.table.Columns[j]); kind != "" {
				s.defineFigure(r.Code, kind, absolute(j+1, p.body+i))
			}
		}
	}
}

// defineFigure names a cell after an indicator and what its figure is, unless another
// indicator's code reads the same.
func (s *sheet) defineFigure(code, kind, cell string) {
	stem := "ct_" + defined(vi.Slug(code))
	if other, ok := s.book.codes[stem]; ok && other != code {
		return
	}
	s.book.codes[stem] = code
	name := stem + "_" + kind
	if len(name) > maxName || s.book.names[name] {
		return
	}
	s.book.names[name] = true
	s.book.figures = append(s.book.figures, excelize.DefinedName{Name: name, RefersTo: quoted(s.name) + "!" + cell})
}

// nameFigures gives the workbook the names of figures.
func (b *book) nameFigures() error {
	for _, named := range b.figures {
		if err := b.define(named); err != nil {
			return err
		}
	}
	return nil
}

// kindOf is what the figures of a column are, as the names of cells have it; empty
// where they are not named.
func kindOf(t annex.Table, c annex.Column) string {
	switch c.Name {
	case annex.ColBase, annex.ColActual:
		if c.Year > 0 {
			return strconv.Itoa(c.Year)
		}
	case annex.ColPath:
		return "lo_trinh_" + strconv.Itoa(c.Year)
	case annex.ColTotal:
		return "ca_giai_doan"
	case annex.ColGoal:
		if slices.ContainsFunc(t.Columns, func(c annex.Column) bool { return c.Name == annex.ColPath || c.Name == annex.ColFeasibility }) {
			return "muc_tieu_ky_toi"
		}
		return "muc_tieu"
	}
	return ""
}

// finish sets the sheet up: the header of its last table is repeated, and frozen
// where there is no other, the findings get a filter.
func (s *sheet) finish(a annex.Annex, tables []placed, columns int) {
	if len(tables) == 0 {
		s.page(a.Landscape, 0, 0, columns)
		return
	}
	t := tables[len(tables)-1]
	from, to := t.head, t.body-1
	if textFollows(a) {
		from, to = 0, 0 // it stands on one page, and more comes after it
	}
	if len(tables) > 1 {
		s.page(a.Landscape, from, to, columns)
		return
	}
	if named(a, annex.NameFindings) && t.to >= t.body {
		s.filter(t.body-1, t.to, len(t.table.Columns))
	}
	s.page(a.Landscape, from, to, columns)
	frozen := min(t.table.Frozen, 3)
	if t.body <= 30 { // a longer introduction would fill the window
		s.freeze(frozen+1, t.body)
	}
}

// textFollows tells whether text stands below the last table of a sheet.
func textFollows(a annex.Annex) bool {
	follows := false
	for _, block := range a.Blocks {
		follows = block.Table == nil && (follows || len(block.Paragraphs) > 0)
	}
	return follows
}

// named tells whether an annex is the one of that name: its ID is its number,
// the name, and what else its file is called.
func named(a annex.Annex, name string) bool {
	_, stem, _ := strings.Cut(a.ID, "-")
	return strings.HasPrefix(stem, name)
}
