// Package annex builds the annexes of a Review: tables, charts and notes in
// the order in which they are printed, free of any output format.
//
// The noun is the Annex. Texts are worded by report/vi; every number was
// computed in analysis. The renderers (html, pdf, xlsx) only set what they find
// here, so that they cannot disagree.
package annex

import (
	"math"
	"slices"
	"strings"

	"tongket/report/plot"
	"tongket/report/vi"
)

// A Document is all annexes of a Review with what surrounds them.
type Document struct {
	Form         string   // "dang" or "hanh-chinh": which header of the organisation
	Superior     string   // "ĐẢNG BỘ KHỐI CÁC CƠ QUAN TỈNH"; may be empty, as all of these
	Organisation string   // "ĐẢNG ỦY SỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI"
	Motto        []string // right side: "ĐẢNG CỘNG SẢN VIỆT NAM", or the two lines of the administrative form
	PlaceDate    string   // "Phú Thọ, ngày 22 tháng 5 năm 2020"
	Number       string   // "Số 12-BC/ĐU"
	Draft        string   // "(Dự thảo lần 3)"
	Title        string   // of the cover: "PHỤ LỤC SỐ LIỆU"
	Subtitle     string   // "TỔNG KẾT NHIỆM KỲ 2015-2020 VÀ MỤC TIÊU ĐẾN NĂM 2025"
	Attached     string
	Author       string // PDF metadata
	AsOf         string // 2020-05-22: the date that files carry
	Bare         bool   // no letterhead
	Annexes      []Annex
	Front        *Summary // the sheet that opens the book; nil: none

	// At the end of a document that is signed; an annex is not.
	Signature  *Signature
	Recipients []string

	Sources []Source // the rows of 'Nguồn số liệu', number = index + 1
}

// A Source is one cell that a figure was read from. Its number is its index in
// Document.Sources + 1.
type Source struct {
	Pos  string // "so-lieu/a.xlsx!Biểu 1!F17"
	Raw  string // the cell as shown
	Fact int    // index into Review.Facts
}

// A Shelf is where an annex goes.
type Shelf uint8

// The shelves: the book for the congress; the workbook alone, figures in full; the
// internal papers.
const (
	Book Shelf = iota
	Figures
	Papers
)

// Of is the document of the annexes on a shelf.
func (d Document) Of(shelf Shelf) Document {
	d.Annexes = slices.DeleteFunc(slices.Clone(d.Annexes), func(a Annex) bool { return a.Shelf != shelf })
	if shelf != Book {
		d.Signature, d.Recipients, d.Front = nil, nil, nil
	}
	if shelf == Papers {
		d.Title, d.Attached = vi.TitlePapers, ""
	}
	return d
}

// An Annex is one "Phụ lục".
type Annex struct {
	Shelf     Shelf
	ID        string // stem of its file name: "01-chi-tieu-chu-yeu"
	Number    string // "Phụ lục I"
	Title     string // "KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU CHỦ YẾU NHIỆM KỲ 2015-2020"
	Attached  string // "(Kèm theo …)"
	Scope     string // "Địa bàn: toàn tỉnh, 13 huyện, thành, thị"; may be empty
	Landscape bool
	Blocks    []Block
	Notes     []string // below everything: legend of marks, footnotes
	Source    string   // "Nguồn: …"
}

// KeyFirst reports whether the notes are the key of charts that fill pages: in print
// they stand above the first and not below the last.
func (a Annex) KeyFirst() bool {
	return len(a.Blocks) > 1 && !slices.ContainsFunc(a.Blocks, func(b Block) bool { return b.Chart == nil })
}

// A Block is a piece of an annex: exactly one of Paragraphs, Table and Chart
// is set, under an optional heading.
type Block struct {
	Heading    string
	Number     string // of a table or chart of the book: "Biểu 5", "Biểu đồ 2"
	Title      string // behind it: "Tỷ lệ hộ nghèo theo huyện, thành, thị"; empty: the heading or the chart's own
	Source     string // below a table or chart: "Nguồn: …"; may be empty
	Unit       string // "Đơn vị tính: người", above a table on the right; empty where a column says it
	Paragraphs []Paragraph
	Table      *Table
	Chart      *Chart
}

// A Paragraph is running text; a Bullet opens with a dash.
type Paragraph struct {
	Text   string
	Bullet bool
	Bold   bool
}

// A Table is a header of one or two levels and rows of as many cells as there
// are columns.
type Table struct {
	ID      string // unique in the document, for defined names: "chi_tieu"
	Columns []Column
	Rows    []Row
	Frozen  int  // leading columns repeated when the table is split across pages ("TT", "Chỉ tiêu")
	Compact bool // in the smallest type: several stand on a page
	Running bool // texts to be read row by row: columns as wide as they wish, and it may begin low on a page
}

// A Column is a leaf of the header. Neighbours with the same non-empty Group
// share a header cell above them.
type Column struct {
	Name  string // by which a job chooses it, of ColumnNames; empty: it names the rows and always stands
	Year  int    // that its figures are of; 0 = none
	Group string
	Title string
	Width float64 // millimetres wanted at 12 pt; a renderer scales
	Align Align
	Plot  float64 // its cells are drawn, at least so wide in millimetres; 0: texts
	marks marks   // in the title, which the legend explains
}

// Align of a column's cells.
type Align uint8

const (
	Left Align = iota
	Centre
	Right
)

// A RowKind says how a row is set.
type RowKind uint8

const (
	Plain   RowKind = iota
	Section         // bold, capitals, must not be the last row of a page
	Total           // "Toàn tỉnh": bold
	Child           // "Trong đó": indented, italic
)

// A Row has one cell a column.
type Row struct {
	Kind   RowKind
	Missed bool   // a target was not met: bold on grey
	Code   string // of the indicator whose figures of the whole they are; empty: of no single one
	Cells  []Cell
}

// A Cell is a text as printed and, where it is a figure, the number behind it. A
// country has millions of them: what few have stands behind a pointer.
type Cell struct {
	Text     string
	Value    *float64 // the unrounded figure; nil: text only
	Decimals int      // decimals printed
	Facts    []int    // where it comes from: indexes into Review.Facts
	Source   int      // number of the first of them in Document.Sources, 0 = none: what a link leads to
	Note     int      // footnote of this annex, printed after the text and explained in Annex.Notes as "(1) …"; 0 = none
	Findings []int    // of Review.Findings
	Formula  *Formula // nil: none
	Drawn    *Drawing // in a column that is drawn; nil: nothing

	Held   bool  // an open error stands on the figure, or on what it is to be made of
	marks  marks // in Text, which the legend explains
	prefix int32 // bytes of Text before the figure
	suffix int32 // and after it

	noted struct{ from, to int16 } // the columns whose figures Note is on, where it stands on the row's name
}

// A Drawing is what is drawn in a cell: the years, or both ends of the term. It stands
// as figures elsewhere in the document or its workbook.
type Drawing struct {
	Spark    []*float64
	Estimate bool // the last of Spark is an estimate
	Span     *plot.Span
}

// Prefix is what stands before the figure in the text: "ước ".
func (c *Cell) Prefix() string { return c.Text[:c.prefix] }

// Suffix is what stands after it: "%".
func (c *Cell) Suffix() string { return c.Text[len(c.Text)-int(c.suffix):] }

// A Formula says how a spreadsheet may compute the cell from others of the
// same table, so that a reader can follow it; the printed Value stays the
// cached value.
type Formula struct {
	Op   string // "sum" of Args; "diff" Args[0]-Args[1], both rounded to the cell's decimals first; "ratio" 100*Args[0]/Args[1]
	Args []Ref
}

// A Ref is a cell of the same table, both from 0.
type Ref struct{ Row, Col int }

// ChartKind of a Chart.
type ChartKind string

const (
	Columns ChartKind = "columns" // an indicator over the years, with target, path and interval
	Bars    ChartKind = "bars"    // places ranked, horizontal
	Heat    ChartKind = "heat"    // places × years
	Spark   ChartKind = "spark"   // a small line without axes
	Steps   ChartKind = "steps"   // the years of a flow each upon those before, their sum, the target of the term
	Panels  ChartKind = "panels"  // a small line of the years for each place: Rows, Cells; Series holds the whole
	Legend  ChartKind = "legend"  // no chart: the legend of the bare ones that follow
)

// A Chart is what is drawn, free of any engine. Values are in Unit, nil is a
// gap.
type Chart struct {
	ID         string // "ASXH-HN-TYLE"
	Kind       ChartKind
	Title      string
	Says       string // what it shows, as a caption: "Tỷ lệ hộ nghèo giảm từ … xuống còn …"; may be empty
	About      string // below it: unit, scope
	Source     string // "Nguồn: …"; may be empty
	Unit       string
	Decimals   int
	Categories []string // years, or places for bars
	Series     []Series
	Goal       *Line        // the resolution's target
	Rows       []string     // of a heat map: places
	Cells      [][]*float64 // of a heat map: Rows × Categories
	CellFacts  [][][]int
	CellHeld   [][]bool  // of a heat map: figures on which an open error stands, which colour nothing
	Floor      []float64 // of steps: where each of the only series' values stands
	Behind     []bool    // of panels: places worse than the whole in the last year
	Estimated  []bool    // of panels: the last figure is an estimate
	Falling    bool      // lower is better
	Bare       bool      // without a legend: one stands before, for all
	Low, High  float64   // ends of the scale where this is a part of a larger chart; both 0: its own
}

// A Line is a horizontal line with its label.
type Line struct {
	Value float64
	Label string
	Name  string // short, to stand at the line's end: "Mục tiêu 5,5"
	Bound string // "<", ">", "≤", "≥"; "" a plain one
}

// SeriesKind of a Series.
type SeriesKind string

const (
	Yearly   SeriesKind = "column"
	Path     SeriesKind = "path"     // a dashed line: the yearly path to the next target
	Scenario SeriesKind = "scenario" // a thin line
	Low      SeriesKind = "low"      // the interval's lower bound; High its upper: a band between them
	High     SeriesKind = "high"
)

// A Series has one value a category.
type Series struct {
	Kind     SeriesKind
	Name     string
	Values   []*float64
	Estimate []bool  // outlined columns; nil = none
	Held     []bool  // an open error stands on the figure: pale columns; nil = none
	Facts    [][]int // where each value comes from; nil = computed
	Bound    string  // of a path to a bound: "<", ">", "≤", "≥"
	Kept     bool    // of a path: it is a bound that is reached
}

// A Signature is who signs a document: for whom, in which office.
type Signature struct {
	For   []string `json:"for,omitempty"`   // "T/M BAN CHẤP HÀNH"
	Title string   `json:"title,omitempty"` // "BÍ THƯ"
	Name  string   `json:"name,omitempty"`
}

// Scale is the range of the figures that may set a scale: all but those on which
// an open error stands. beyond reports whether one of these lies outside it; ok
// is false if there is no figure.
func (c *Chart) Scale() (low, high float64, beyond, ok bool) {
	low, high = math.Inf(1), math.Inf(-1)
	var held []float64
	see := func(v *float64, open bool) {
		switch {
		case v == nil || math.IsNaN(*v) || math.IsInf(*v, 0):
		case open:
			held = append(held, *v)
		default:
			low, high = min(low, *v), max(high, *v)
		}
	}
	for _, s := range c.Series {
		for k, v := range s.Values {
			see(v, k < len(s.Held) && s.Held[k])
		}
	}
	for row, cells := range c.Cells {
		for col, v := range cells {
			see(v, c.IsHeld(row, col))
		}
	}
	for _, v := range held {
		beyond = beyond || v < low || v > high
	}
	return low, high, beyond, low <= high
}

// IsHeld reports whether an open error stands on a cell of a heat map.
func (c *Chart) IsHeld(row, col int) bool {
	return row < len(c.CellHeld) && col < len(c.CellHeld[row]) && c.CellHeld[row][col]
}

// withoutHeld is how far beyond its largest figure a scale reaches where a
// larger one is held.
const withoutHeld = 1.15

// Ends are the ends of the axis of a chart in which a figure that is held lies
// beyond all others: it would press these against nought. ok is false where none
// does, and the chart's own scale serves.
func (c *Chart) Ends() (low, high float64, ok bool) {
	low, high, beyond, any := c.Scale()
	if !any || !beyond || !(high > 0) || c.Low < c.High {
		return 0, 0, false
	}
	if c.Goal != nil {
		high = max(high, c.Goal.Value)
	}
	return min(0, low), withoutHeld * high, true
}

// Alternative tells a chart to those who cannot see it, the same in every format:
// its kind, what it shows, and its figures, those that are drawn palest last.
func (c *Chart) Alternative() string {
	kind := map[ChartKind]string{Columns: vi.AltColumns, Bars: vi.AltBars, Spark: vi.AltLine, Heat: vi.AltHeat, Steps: vi.AltSteps, Panels: vi.AltPanels, Legend: vi.AltLegend}[c.Kind]
	if c.Kind == Legend {
		for _, s := range c.Series {
			kind += "; " + s.Name
		}
		return kind + "."
	}
	title, about := c.Says, c.About
	if title == "" {
		title, about = c.Title, c.Unit
	}
	if title != "" {
		kind += ": " + title
	}
	if about != "" {
		kind += " (" + about + ")"
	}
	return strings.Join(append([]string{kind}, c.Figures()...), ". ") + "."
}

// Figures are the figures of a chart in words, a line for each series or row.
func (c *Chart) Figures() []string {
	var first, last []string
	tell := func(lines *[]string, name string, values []*float64) {
		var figures []string
		for i, v := range values {
			if v != nil && !math.IsNaN(*v) && !math.IsInf(*v, 0) && i < len(c.Categories) {
				figures = append(figures, c.Categories[i]+": "+vi.Number(*v, c.Decimals))
			}
		}
		if name != "" {
			name += ": "
		}
		if len(figures) > 0 {
			*lines = append(*lines, name+strings.Join(figures, "; "))
		}
	}
	for _, s := range c.Series {
		switch s.Kind {
		case Low:
			tell(&last, s.Name+", "+vi.AltLow, s.Values)
		case High:
			tell(&last, s.Name+", "+vi.AltHigh, s.Values)
		case Scenario:
			tell(&last, s.Name, s.Values)
		default:
			tell(&first, s.Name, s.Values)
		}
	}
	for i, name := range c.Rows {
		if i < len(c.Cells) {
			tell(&first, name, c.Cells[i])
		}
	}
	if c.Goal != nil {
		first = append(first, c.Goal.Label)
	}
	return append(first, last...)
}

// Caption is the line above a numbered block: "Biểu 5. Tỷ lệ hộ nghèo …".
func (b Block) Caption() string {
	title := b.Title
	if title == "" && b.Chart != nil {
		title = b.Chart.Title
	}
	switch {
	case b.Number == "":
		return title
	case title == "":
		return b.Number
	}
	return b.Number + ". " + title
}

// Undrawn is the table without the columns that are drawn, for a renderer that
// has texts alone.
func (t Table) Undrawn() Table {
	kept := t.columnsThat(func(c Column) bool { return c.Plot == 0 })
	if len(kept) == len(t.Columns) {
		return t
	}
	t.Rows = slices.Clone(t.Rows)
	t.keep(kept)
	return t
}

// Undrawn is the annex with all tables undrawn.
func (a Annex) Undrawn() Annex {
	a.Blocks = slices.Clone(a.Blocks)
	for k, b := range a.Blocks {
		if b.Table != nil && slices.ContainsFunc(b.Table.Columns, func(c Column) bool { return c.Plot > 0 }) {
			t := b.Table.Undrawn()
			a.Blocks[k].Table = &t
		}
	}
	return a
}
