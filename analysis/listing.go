package analysis

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"

	"tongket/ingest"
)

// Columns of a catalogue of indicators and of places, by the name that their
// header has, folded as by fold.
var (
	indicatorColumns = map[string]string{
		"mã": "Mã", "mã chỉ tiêu": "Mã", "mã số": "Mã",
		"chỉ tiêu": "Chỉ tiêu", "tên chỉ tiêu": "Chỉ tiêu",
		"tên khác": "Tên khác", "lĩnh vực": "Lĩnh vực",
		"đvt": "ĐVT", "đơn vị tính": "ĐVT", "đơn vị": "ĐVT",
		"loại": "Loại", "chiều": "Chiều", "tử số": "Tử số", "mẫu số": "Mẫu số",
		"số lẻ": "Số lẻ", "mục tiêu": "Mục tiêu", "mục tiêu kỳ tới": "Mục tiêu kỳ tới",
		"đơn vị phụ trách": "Đơn vị phụ trách", "nguồn": "Nguồn",
		"bản chất": "Bản chất", "câu": "Câu", "khi đủ": "Khi đủ", "cách tính": "Cách tính",
	}
	placeColumns = map[string]string{
		"mã": "Mã", "mã số": "Mã", "tên": "Tên", "địa bàn": "Tên", "tên địa bàn": "Tên", "đơn vị": "Tên",
		"loại": "Loại", "cấp": "Loại", "tên khác": "Tên khác", "ô": "Ô", "ô lưới": "Ô",
	}
	kinds = map[string]IndicatorKind{
		"thời điểm": Stock, "tổng": Flow, "tỷ lệ": Rate, "tỉ lệ": Rate,
	}
	directions = map[string]Direction{"tăng": Up, "giảm": Down, "không": Either}
)

// The columns whose texts are read as targets and rules.
const (
	columnTarget = "Mục tiêu"
	columnNext   = "Mục tiêu kỳ tới"
)

// Expectations: the third of the Args of a CodeCatalogue finding.
const (
	expectHeader    = "header"    // no row holds the names of the columns
	expectColumn    = "column"    // a column that the catalogue does not have: it is left out
	expectCode      = "code"      // a code
	expectName      = "name"      // a name
	expectUnique    = "unique"    // a code or a name that no row above has
	expectKind      = "kind"      // thời điểm, tổng or tỷ lệ
	expectDirection = "direction" // tăng, giảm or không
	expectDecimals  = "decimals"  // a whole number from 0 to 6
	expectReference = "reference" // the code of an indicator of the catalogue
)

// fold is text as names of columns and values are compared: NFC, lower case,
// white space folded, without a closing colon or star.
func fold(text string) string {
	text = strings.ToLower(norm.NFC.String(text))
	return strings.Join(strings.Fields(strings.TrimRight(text, "*: \u00a0")), " ")
}

// A listing is a grid that holds one record a row below a header.
type listing struct {
	grid    *ingest.Grid
	header  int32    // its row
	columns []string // the header's names, as written, by column
	known   map[string]int32
	rows    [][]ingest.Cell // below the header, blank ones left out
}

// A record is one row of a listing.
type record struct {
	list *listing
	row  int32
	text map[int32]string
}

// newListing finds the header, the first row that names required and at least
// one other known column, with the row above or below that belongs to it: of a
// header of two levels ("Góp ý" over "Nội dung góp ý" and "Ngày") the lower names
// count, and the upper ones where there are none below. ok is false if there is
// no header.
func newListing(g *ingest.Grid, names map[string]string, required string) (list *listing, ok bool) {
	rows := rowsOf(g)
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
		return &listing{grid: g, header: row[0].Row, known: knownColumns(texts, names), columns: texts, rows: rows[below:]}, true
	}
	return nil, false
}

// knownColumns are the columns of a header by their names, the first of each.
func knownColumns(texts []string, names map[string]string) map[string]int32 {
	known := make(map[string]int32)
	for col, text := range texts {
		name, ok := names[fold(text)]
		if _, twice := known[name]; ok && !twice {
			known[name] = int32(col)
		}
	}
	return known
}

// secondLevel tells whether a row is the lower level of the header right above
// it: it holds nothing but names of columns, and more than one.
func secondLevel(row, above []ingest.Cell, names map[string]string) bool {
	for _, c := range row {
		if _, ok := names[fold(c.Text)]; !ok {
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
			text = numberText(c.Num, false)
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
func groupTexts(g *ingest.Grid, above, row []ingest.Cell, names map[string]string) []string {
	texts := headerTexts(above)
	at := row[0].Row
	for col, text := range texts {
		_, ok := names[fold(text)]
		reaches := slices.ContainsFunc(g.Merges, func(m ingest.Range) bool {
			return m.Col1 == int32(col) && m.Row1 == above[0].Row && m.Row2 >= at
		})
		if !reaches && (!ok || above[0].Row+1 != at) {
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
		if cellText(g, c) == "" {
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

func (l *listing) has(column string) bool {
	_, ok := l.known[column]
	return ok
}

func (l *listing) record(row []ingest.Cell) record {
	r := record{l, row[0].Row, make(map[int32]string, len(row))}
	for _, c := range row {
		r.text[c.Col] = cellText(l.grid, c)
	}
	return r
}

func (r record) get(column string) string {
	col, ok := r.list.known[column]
	if !ok {
		return ""
	}
	return r.text[col]
}

func (r record) pos(column string) ingest.Pos {
	return ingest.Pos{File: r.list.grid.File, Sheet: r.list.grid.Sheet, Row: r.row, Col: r.list.known[column]}
}

// refuse is the finding on a column of the record that cannot be used.
func (r record) refuse(column, expected string) Finding {
	f := catalogueFinding(r.pos(column), column, r.get(column), expected)
	f.Indicator, f.Name = r.get("Mã"), r.get("Chỉ tiêu")
	return f
}

func catalogueFinding(pos ingest.Pos, column, holds, expected string) Finding {
	return Finding{
		Severity: SeverityOf(CodeCatalogue), Code: CodeCatalogue, Pos: pos,
		Raw: holds, Args: []string{column, holds, expected},
	}
}

// extraColumns notes the columns that are not known.
func (l *listing) extraColumns() []Finding {
	var out []Finding
	for col, text := range l.columns {
		if text == "" || l.knows(int32(col)) {
			continue
		}
		f := catalogueFinding(ingest.Pos{File: l.grid.File, Sheet: l.grid.Sheet, Row: l.header, Col: int32(col)}, text, "", expectColumn)
		f.Severity = Info
		out = append(out, f)
	}
	return out
}

func (l *listing) knows(col int32) bool {
	for _, c := range l.known {
		if c == col {
			return true
		}
	}
	return false
}

// cellText is the content of a cell as a catalogue writes it: a number with a
// decimal comma and no grouping, a percentage as its number of per cent, a day
// as 2020-05-22 (so that a target which Excel took for a date is none). A
// formula that gives an error is what was typed: Excel takes "+2%/năm" for a
// formula.
func cellText(g *ingest.Grid, c ingest.Cell) string {
	switch c.Kind {
	case ingest.Number:
		return numberText(c.Num, percentFormat(g, c))
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

// numberText writes v with a decimal comma. A percentage is stored as a
// fraction; the product is rounded to 12 significant digits, for 0.055·100 is
// 5.500000000000001.
func numberText(v float64, percent bool) string {
	suffix := ""
	if percent {
		v, _ = strconv.ParseFloat(strconv.FormatFloat(v*100, 'g', 12, 64), 64)
		suffix = "%"
	}
	return strings.Replace(strconv.FormatFloat(v, 'f', -1, 64), ".", ",", 1) + suffix
}
