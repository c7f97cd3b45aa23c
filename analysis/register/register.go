// Package register reads the tables of a job that people type: the catalogue, the
// places, the words, the comments, what is known of the sheets and what is
// corrected in them.
//
// A List is such a table: a header, whose columns are found by their Vietnamese
// names in any order, with or without their marks, and one Record a row below. What
// a column means, and what is wrong with what it holds, is for the caller to say:
// this package knows no column and raises no finding.
package register

import (
	"cmp"
	"encoding/csv"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"tongket/ingest"
)

// Columns are the columns of a register: the name that the reader asks for, by the
// names that a header may have, folded as by Fold.
type Columns map[string]string

// An index finds columns by the texts of headers.
type index struct {
	exact Columns
	bare  map[string]string // without marks; "" where two columns differ in their marks alone
}

func (c Columns) index() index {
	x := index{c, make(map[string]string, len(c))}
	for alias, name := range c {
		key := Unmarked(alias)
		if before, twice := x.bare[key]; twice && before != name {
			name = ""
		}
		x.bare[key] = name
	}
	return x
}

// of is the column that a header's text names: as it is written, else without its
// marks. "" is none.
func (x index) of(text string) string {
	if name, ok := x.exact[Fold(text)]; ok {
		return name
	}
	if len(text) > longestName {
		return ""
	}
	return x.bare[Unmarked(text)]
}

// longestName is how many bytes the name of a column has at most.
const longestName = 200

// Fold is text as names of columns and values are compared: NFC, lower case,
// white space folded, without a closing colon or star.
func Fold(text string) string {
	text = strings.ToLower(norm.NFC.String(text))
	return strings.Join(strings.Fields(strings.TrimRight(text, "*: \u00a0")), " ")
}

// Unmarked is a folded text without the marks of its letters: "co" for "có".
func Unmarked(text string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(Fold(text)) {
		switch {
		case r == 'đ':
			b.WriteByte('d')
		case !unicode.Is(unicode.Mn, r):
			b.WriteRune(r)
		}
	}
	return b.String()
}

// A List is a grid that holds one record a row below a header.
type List struct {
	grid    *ingest.Grid
	header  int32    // its row
	columns []string // the header's names, as written, by column
	known   map[string]int32
	rows    [][]ingest.Cell // below the header, blank ones left out
}

// A Record is one row of a List.
type Record struct {
	list *List
	row  int32
	text map[int32]string
}

// Find finds the header, the first row that names required and at least
// one other known column, with the row above or below that belongs to it: of a
// header of two levels ("Góp ý" over "Nội dung góp ý" and "Ngày") the lower names
// count, and the upper ones where there are none below. ok is false if there is
// no header.
func Find(g *ingest.Grid, columns Columns, required string) (list *List, ok bool) {
	rows, names := rowsOf(g), columns.index()
	for i, row := range rows {
		texts := headerTexts(row)
		known := knownColumns(texts, names)
		if _, ok := known[required]; !ok || len(known) < 2 {
			continue
		}
		below := i + 1
		if i > 0 {
			texts = underneath(groupTexts(g, rows[i-1], row, names), texts)
		}
		if below < len(rows) && secondLevel(rows[below], row, names) {
			lower := underneath(texts, headerTexts(rows[below]))
			if _, ok := knownColumns(lower, names)[required]; ok {
				texts = lower
				below++
			}
		}
		if below < len(rows) && numbersColumns(rows[below]) {
			below++
		}
		return &List{grid: g, header: row[0].Row, known: knownColumns(texts, names), columns: texts, rows: rows[below:]}, true
	}
	return nil, false
}

// knownColumns are the columns of a header by their names, the first of each.
func knownColumns(texts []string, names index) map[string]int32 {
	known := make(map[string]int32)
	for col, text := range texts {
		name := names.of(text)
		if _, twice := known[name]; name != "" && !twice {
			known[name] = int32(col)
		}
	}
	return known
}

// secondLevel tells whether a row is the lower level of the header right above
// it: it holds nothing but names of columns, and more than one.
func secondLevel(row, above []ingest.Cell, names index) bool {
	for _, c := range row {
		if names.of(c.Text) == "" {
			return false
		}
	}
	return len(row) > 1 && row[0].Row == above[0].Row+1
}

// numbersColumns tells the row of a printed form that numbers its columns:
// "1", "2", "3" or "(1)", "(2)", "(3)", without a gap.
func numbersColumns(row []ingest.Cell) bool {
	for i, c := range row {
		text := strings.Trim(c.Text, "() ")
		if c.Kind == ingest.Number {
			text = NumberText(c.Num, false)
		}
		if text != strconv.Itoa(i+1) {
			return false
		}
	}
	return len(row) > 2
}

// groupTexts are the names in the row right above a header that belong to it:
// those that are merged with a cell of the header's row, and those of known
// columns.
func groupTexts(g *ingest.Grid, above, row []ingest.Cell, names index) []string {
	texts := headerTexts(above)
	at := row[0].Row
	for col, text := range texts {
		known := names.of(text) != ""
		reaches := slices.ContainsFunc(g.Merges, func(m ingest.Range) bool {
			return m.Col1 == int32(col) && m.Row1 == above[0].Row && m.Row2 >= at
		})
		if !reaches && (!known || above[0].Row+1 != at) {
			texts[col] = ""
		}
	}
	return texts
}

// underneath are the texts of the lower level, and of the upper where the lower
// has none.
func underneath(upper, lower []string) []string {
	out := make([]string, max(len(upper), len(lower)))
	copy(out, upper)
	for col, text := range lower {
		if text != "" {
			out[col] = text
		}
	}
	return out
}

// rowsOf cuts the cells with a content into rows.
func rowsOf(g *ingest.Grid) [][]ingest.Cell {
	var rows [][]ingest.Cell
	for _, c := range g.Cells {
		if CellText(g, c) == "" {
			continue
		}
		if n := len(rows); n == 0 || rows[n-1][0].Row != c.Row {
			rows = append(rows, nil)
		}
		rows[len(rows)-1] = append(rows[len(rows)-1], c)
	}
	return rows
}

func headerTexts(row []ingest.Cell) []string {
	texts := make([]string, row[len(row)-1].Col+1)
	for _, c := range row {
		texts[c.Col] = strings.Join(strings.Fields(c.Text), " ")
	}
	return texts
}

// Has reports whether the header names a column.
func (l *List) Has(column string) bool {
	_, ok := l.known[column]
	return ok
}

// Header is the header's cell of a column, or its first cell.
func (l *List) Header(column string) ingest.Pos { return l.at(l.header, l.known[column]) }

func (l *List) at(row, col int32) ingest.Pos {
	return ingest.Pos{File: l.grid.File, Sheet: l.grid.Sheet, Row: row, Col: col}
}

// Records are the rows below the header that hold anything.
func (l *List) Records() []Record {
	out := make([]Record, len(l.rows))
	for i, row := range l.rows {
		out[i] = Record{l, row[0].Row, make(map[int32]string, len(row))}
		for _, c := range row {
			out[i].text[c.Col] = CellText(l.grid, c)
		}
	}
	return out
}

// Spread gives the rows that hold a whole line of fields with semicolons between, as
// a finding prints one to be pasted, their fields in the columns of that order. Where
// the file has commas between, the line was cut at those of its numbers.
func (l *List) Spread(order []string) {
	for i, row := range l.rows {
		parts := make([]string, len(row))
		for k, c := range row {
			parts[k] = CellText(l.grid, c)
		}
		text, beside := strings.Join(parts, ","), []ingest.Cell(nil)
		if l.grid.Sheet != "" { // of a workbook, what was typed beside stays
			text, beside = parts[0], row[1:]
		}
		if strings.Count(parts[0], ";") < len(order)/2 {
			continue
		}
		rd := csv.NewReader(strings.NewReader(text))
		rd.Comma, rd.LazyQuotes = ';', true
		fields, err := rd.Read()
		if err != nil || len(fields) > len(order) {
			continue
		}
		l.rows[i] = over(l.spread(row[0].Row, fields, order), beside)
	}
}

// over are cells of a row with others in the place of those of their columns.
func over(cells, others []ingest.Cell) []ingest.Cell {
	for _, c := range others {
		cells = append(slices.DeleteFunc(cells, func(x ingest.Cell) bool { return x.Col == c.Col }), c)
	}
	slices.SortFunc(cells, func(a, b ingest.Cell) int { return cmp.Compare(a.Col, b.Col) })
	return cells
}

// spread are fields as cells of a row, in the columns that the header has.
func (l *List) spread(at int32, fields, order []string) []ingest.Cell {
	var cells []ingest.Cell
	for k, field := range fields {
		if col, ok := l.known[order[k]]; ok && strings.TrimSpace(field) != "" {
			cells = append(cells, ingest.Cell{Row: at, Col: col, Kind: ingest.Text, Text: field})
		}
	}
	if len(cells) == 0 {
		return []ingest.Cell{{Row: at, Col: 1, Kind: ingest.Text}}
	}
	slices.SortFunc(cells, func(a, b ingest.Cell) int { return cmp.Compare(a.Col, b.Col) })
	return cells
}

// Row is where the record stands.
func (r Record) Row() int32 { return r.row }

// Has reports whether the header names a column.
func (r Record) Has(column string) bool { return r.list.Has(column) }

// Get is what the record holds in a column; "" if there is none.
func (r Record) Get(column string) string {
	col, ok := r.list.known[column]
	if !ok {
		return ""
	}
	return r.text[col]
}

// Pos is the record's cell in a column.
func (r Record) Pos(column string) ingest.Pos { return r.list.at(r.row, r.list.known[column]) }

// Cover gives the records what a merged cell above says that reaches into their
// row. Of the column besides there is none: what it holds is one thing however many
// rows it reaches over.
func (l *List) Cover(records []Record, besides string) {
	covered := l.covered(besides)
	for _, r := range records {
		for col, text := range covered[r.row] {
			if r.text[col] == "" {
				r.text[col] = text
			}
		}
	}
}

// An Extra is a column that the register does not know: it is left out.
type Extra struct {
	Pos  ingest.Pos
	Name string
}

// Extras are the columns that are not known.
func (l *List) Extras() []Extra {
	var out []Extra
	for col, text := range l.columns {
		if text != "" && !l.knows(int32(col)) {
			out = append(out, Extra{l.at(l.header, int32(col)), text})
		}
	}
	return out
}

func (l *List) knows(col int32) bool {
	for _, c := range l.known {
		if c == col {
			return true
		}
	}
	return false
}

// CellText is the content of a cell as a catalogue writes it: a number with a
// decimal comma and no grouping, a percentage as its number of per cent, a day
// as 2020-05-22 (so that a target which Excel took for a date is none). A
// formula that gives an error is what was typed: Excel takes "+2%/năm" for a
// formula.
func CellText(g *ingest.Grid, c ingest.Cell) string {
	switch c.Kind {
	case ingest.Number:
		return NumberText(c.Num, percentFormat(g, c))
	case ingest.Date:
		return dateText(c.Num)
	case ingest.Text:
		return strings.Join(strings.Fields(c.Text), " ")
	case ingest.Fault:
		if c.Formula > 0 && int(c.Formula) <= len(g.Formulas) {
			return strings.TrimSpace(g.Formulas[c.Formula-1])
		}
		return c.Text
	}
	return ""
}

// dateText is a serial day of the 1900 system as 2020-05-22.
func dateText(serial float64) string {
	if !(serial >= 0 && serial < 3e6) {
		return ""
	}
	return time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).AddDate(0, 0, int(serial)).Format(time.DateOnly)
}

func percentFormat(g *ingest.Grid, c ingest.Cell) bool {
	return int(c.Style) < len(g.Styles) && strings.Contains(g.Styles[c.Style].Format, "%")
}

// NumberText writes v with a decimal comma. A percentage is stored as a
// fraction; the product is rounded to 12 significant digits, for 0.055·100 is
// 5.500000000000001.
func NumberText(v float64, percent bool) string {
	suffix := ""
	if percent {
		v, _ = strconv.ParseFloat(strconv.FormatFloat(v*100, 'g', 12, 64), 64)
		suffix = "%"
	}
	return strings.Replace(strconv.FormatFloat(v, 'f', -1, 64), ".", ",", 1) + suffix
}

// covered are the contents of merged cells in the rows below their first that
// they reach into, by row and column. Of the column besides there are
// none.
func (l *List) covered(besides string) map[int32]map[int32]string {
	out := make(map[int32]map[int32]string)
	for _, m := range l.grid.Merges {
		first, ok := slices.BinarySearchFunc(l.rows, m.Row1, func(row []ingest.Cell, at int32) int { return cmp.Compare(row[0].Row, at) })
		if !ok || m.Col1 == l.known[besides] {
			continue
		}
		anchor := slices.IndexFunc(l.rows[first], func(c ingest.Cell) bool { return c.Col == m.Col1 })
		if anchor < 0 {
			continue
		}
		text := CellText(l.grid, l.rows[first][anchor])
		for _, row := range l.rows[first+1:] {
			at := row[0].Row
			if at > m.Row2 {
				break
			}
			if out[at] == nil {
				out[at] = make(map[int32]string)
			}
			out[at][m.Col1] = text
		}
	}
	return out
}
