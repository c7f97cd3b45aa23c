package ingest

// A Kind is the type of a cell's content.
type Kind uint8

const (
	Blank   Kind = iota // a formatted cell without content (kept only where it carries a formula)
	Number              // Num holds it
	Text                // Text holds it, NFC
	Boolean             // Num is 0 or 1
	Fault               // an error value such as #DIV/0!, in Text
	Date                // Num is the serial day in the 1900 system, whatever the file's system
	Damaged             // a value that is stored in a broken way and so is none; Text holds what is stored
)

// A Cell is one cell of a Grid. Percent formats keep the stored fraction in
// Num: 0.0453 with the format "0.00%" is shown as 4,53%.
type Cell struct {
	Row, Col int32 // from 1, as Excel shows them
	Num      float64
	Text     string
	Formula  int32  // index into Grid.Formulas + 1; 0 = no formula
	Style    uint16 // index into Grid.Styles: no file has more than 65,490
	Kind     Kind
	Uncached bool // a formula without a cached value; Kind is Blank, or Number where ingest computed it (and said so)
}

// A Style is what the number format and the alignment of a cell say.
type Style struct {
	Format string // number format code; "" = General
	Indent int    // of the cell's alignment
	Bold   bool
	Strike bool // struck out
}

// The rows and columns that a sheet can have.
const (
	MaxRow = 1 << 20
	MaxCol = 1 << 14
)

// A Range is a rectangle of cells, both corners included.
type Range struct{ Row1, Col1, Row2, Col2 int32 }

// Contains reports whether the cell lies in the rectangle.
func (r Range) Contains(row, col int32) bool {
	return r.Row1 <= row && row <= r.Row2 && r.Col1 <= col && col <= r.Col2
}

// A ColumnWidth is how wide columns are, in letters of the workbook's standard font.
type ColumnWidth struct {
	Col1, Col2 int32
	Letters    float64
}

// A Grid is one sheet as it was stored: cells in row-major order, none twice,
// the covered cells of a merge left out (only the anchor holds the value).
// Text is NFC Unicode whatever the file's encoding.
type Grid struct {
	File, Sheet string
	Hidden      bool // the whole sheet
	Illegible   bool // its texts are no words: issue letters-lost or encoding-unknown
	Cells       []Cell
	Merges      []Range
	Styles      []Style
	Formulas    []string // without the leading "="
	HiddenRows  []Range  // Col1, Col2 unused
	HiddenCols  []Range  // Row1, Row2 unused
	Widths      []ColumnWidth
	Filter      Range // of the filter that hides rows; zero if none does
}
