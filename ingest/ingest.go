// Package ingest holds the nouns of reading: where a thing stands (Pos, Range), a
// sheet as it was stored (Grid, Cell), what it says (Fact, Issue, Balance), what a
// job knows before (Vocabulary, Options), and many facts kept together (Facts) with
// the forms in which they are written.
//
// A Fact is one number in one cell, with the label, place and year that the
// sheet gives it and the cell it was read from. The rooms below say only what
// the sheets say: they do not know what a target is or whether a number is
// plausible. Those are questions for analysis.
//
//	book    what does a file hold?            files → grids
//	words   what does a text mean?            numbers, units, periods, names
//	layout  what does a sheet say?            a grid → facts
//	runs    what did another run read?        its outputs → facts
//	read    what do all files of a job say?   in order, with a cache
//
// The workbooks are typed by hand. What cannot be read becomes an Issue that
// names the cell, and reading goes on.
package ingest

import (
	"strconv"
	"strings"
)

// Pos says where something stands. Row and Col count from 1 as Excel shows
// them; both are 0 for a whole sheet, and Sheet is empty for a whole file (and
// for CSV, which has no sheets).
//
// Of a figure that came through another run, File is the file of that run as it
// stands in this job, "!", and the file as that run names it, and so on through
// every run between; Sheet and cell are those of the first sheet.
type Pos struct {
	File  string `json:"file"` // relative to the job folder, with "/"; "so-lieu/phu-tho/tongket.json!so-lieu/bao-cao.xlsx"
	Sheet string `json:"sheet,omitempty"`
	Row   int32  `json:"row,omitempty"`
	Col   int32  `json:"col,omitempty"`
}

// Cell is the reference of the cell alone, such as "F17"; empty for a whole
// sheet or file.
func (p Pos) Cell() string {
	var room [20]byte
	return string(p.AppendCell(room[:0]))
}

// AppendCell appends what Cell returns.
func (p Pos) AppendCell(dst []byte) []byte {
	if p.Row == 0 || p.Col == 0 {
		return dst
	}
	return strconv.AppendInt(appendColumnName(dst, int(p.Col)), int64(p.Row), 10)
}

// String is file!sheet!cell, with the empty parts left out.
func (p Pos) String() string {
	parts := []string{p.File}
	if p.Sheet != "" {
		parts = append(parts, p.Sheet)
	}
	if c := p.Cell(); c != "" {
		parts = append(parts, c)
	}
	return strings.Join(parts, "!")
}

// ColumnName turns 1 into A and 28 into AB.
func ColumnName(col int) string { return string(appendColumnName(nil, col)) }

func appendColumnName(dst []byte, col int) []byte {
	var b [16]byte
	i := len(b)
	for col > 0 {
		col--
		i--
		b[i] = byte('A' + col%26)
		col /= 26
	}
	return append(dst, b[i:]...)
}

// A Period is a year (From == To) or a range of years; the zero Period is
// unknown.
type Period struct {
	From int `json:"from"`
	To   int `json:"to"`
}

// Year is the period of one year.
func Year(y int) Period { return Period{y, y} }

// String is "2015" or "2016-2020", and "" for the zero Period.
func (p Period) String() string { return string(p.append(nil)) }

func (p Period) append(dst []byte) []byte {
	if p == (Period{}) {
		return dst
	}
	dst = strconv.AppendInt(dst, int64(p.From), 10)
	if p.From == p.To {
		return dst
	}
	return strconv.AppendInt(append(dst, '-'), int64(p.To), 10)
}

// Measure says what kind of figure a fact is.
type Measure string

const (
	Actual   Measure = "actual"   // "thực hiện"
	Estimate Measure = "estimate" // "ước thực hiện", "sơ bộ"
	Plan     Measure = "plan"     // "kế hoạch"
	Target   Measure = "target"   // "mục tiêu", "nghị quyết", "chỉ tiêu giao"
)

// Mark says what is special about a figure as it was typed.
type Mark string

const (
	NotAvailable Mark = "na"      // "…", "chưa có": no number
	Nil          Mark = "nil"     // "-": nothing occurred, no number
	Approximate  Mark = "approx"  // "≈ 300", "Dưới 5,5"
	Typed        Mark = "text"    // the number was typed as text
	Computed     Mark = "formula" // computed by the sheet

	// Corrected is of a figure that the team of a job has corrected: no sheet says
	// it. It is the word that the outputs print beside such a figure.
	Corrected Mark = "s\u1eeda"
)

// Origin says which part of a sheet gave a figure its place.
type Origin string

const (
	FromNowhere Origin = ""      // no place is named: the whole, for want of better
	FromTitle   Origin = "title" // the title block: the place's own sheet
	FromSheet   Origin = "sheet" // the sheet's name
	FromFile    Origin = "file"  // the file's name, or that of its folder
	FromRow     Origin = "row"   // one of several places listed
	FromColumn  Origin = "column"
)

// PartKind says how a figure belongs to the figure it is a part of.
type PartKind string

const (
	NoPart    PartKind = ""
	SomeParts PartKind = "some" // "Trong đó": the parts need not add up
	AllParts  PartKind = "all"  // "Chia ra", "Bao gồm": they do
)

// A Fact is one figure, or one mark in the place of a figure, as a sheet gives
// it.
type Fact struct {
	Pos       Pos     `json:"pos"`
	Indicator string  `json:"indicator,omitempty"` // the catalogue's code; empty if it does not know the label
	Label     string  `json:"label"`               // what the sheet calls it, parents joined by " / " where the row alone says too little
	Place     string  `json:"place,omitempty"`     // the catalogue's name, or as the sheet writes it; empty = the whole
	Province  string  `json:"province,omitempty"`  // that the title names, its own name in the vocabulary; Place lies in it
	Years     Period  `json:"years"`
	Measure   Measure `json:"measure"`
	Unsaid    bool    `json:"unsaid,omitempty"` // nothing says the measure: the year stands under a bare head
	Value     float64 `json:"value"`            // in Unit; 0 if !Known
	Known     bool    `json:"known"`            // false: a mark (na, nil) and no number
	Unit      string  `json:"unit,omitempty"`
	Mark      Mark    `json:"mark,omitempty"`
	Raw       string  `json:"raw"` // the cell as shown

	// What a check needs to know of the sheet around the figure.
	Decimals  int      `json:"decimals"`            // decimals shown or typed; -1 unknown
	Bound     string   `json:"bound,omitempty"`     // "<", ">", "≤", "≥" for "Dưới 5,5" and the like
	Table     int      `json:"table,omitempty"`     // number of the table on its sheet, from 1
	PlaceFrom Origin   `json:"placeFrom,omitempty"` // what named the place
	Group     bool     `json:"group,omitempty"`     // the place is a subtotal of several places, or lies in one that is itself a place of the job: never to be added up
	Whole     Pos      `json:"whole,omitzero"`      // the figure that this one is a part of
	Part      PartKind `json:"part,omitempty"`      // how
	SumOf     []Range  `json:"sumOf,omitempty"`     // of a formula that is a plain SUM or a+b+…: its cells, on the same sheet
}

// An Issue is a doubt or a fault in the data, with the place where it stands:
//
//	bao-cao.xlsx: Biểu 3!C7: "12.34" is not a number: "." must group three digits
type Issue struct {
	Pos     Pos      `json:"pos"`
	Code    string   `json:"code"`              // stable, such as "number-separators": wording belongs to report/vi
	Raw     string   `json:"raw,omitempty"`     // what the cell holds
	Related []Pos    `json:"related,omitempty"` // the other cells involved
	Args    []string `json:"args,omitempty"`    // what the wording needs, by code
	Err     error    `json:"-"`                 // the cause, for the log alone; may be nil
}

// A Balance accounts for every numeric cell of one sheet: Numeric is Read plus
// the sum of LeftOut.
type Balance struct {
	File    string    `json:"file"`
	Sheet   string    `json:"sheet,omitempty"`
	Numeric int       `json:"numeric"` // cells that hold a number, typed as number or as text
	Read    int       `json:"read"`    // of these, facts
	Marks   int       `json:"marks"`   // facts without a number (…, -), not among Numeric
	LeftOut []LeftOut `json:"leftOut,omitempty"`
	Hidden  bool      `json:"hidden,omitempty"`
}

// LeftOut counts the numeric cells of a sheet that are no facts, for one
// reason. Cells names some of them, at most five.
type LeftOut struct {
	Reason Reason   `json:"reason"` // stable, such as ReasonSerial
	Count  int      `json:"count"`
	Cells  []string `json:"cells,omitempty"`
}

// A Name is a thing that labels may mean: an indicator or a place.
type Name struct {
	Code    string
	Name    string
	Aliases []string
	Unit    string // of an indicator
	Kind    string // of a place: "tỉnh", "thành phố", "thị xã", "huyện", …; see WholeOf
}

// A Vocabulary is what the job's catalogue knows: names for labels to be
// matched with. Which place is the whole, WholeOf says. A zero Vocabulary is
// valid: labels and places are then as the sheets write them.
type Vocabulary struct {
	Indicators []Name
	Places     []Name
	Words      []Word `json:",omitempty"` // that add to those built in
}

// A Word says what a word of the sheets means, in the names that ingest/words has
// for roles and meanings: "lượt khách" is a "đơn vị" that counts "đếm người".
type Word struct {
	Text    string
	Role    string
	Meaning string
}

// Options of Read; the zero value is useful.
type Options struct {
	Cache         Cache // what earlier runs read of the same bytes; may be nil
	Vocabulary    Vocabulary
	Hints         []Hint            // what the team knows of the sheets
	IncludeHidden bool              // "an: true": figures on hidden sheets, rows and columns count
	FirstYear     int               // years outside FirstYear..LastYear+15 in a header are no years; 0 = 1900
	LastYear      int               // 0 = 2085
	Unfinished    int               // the first year that is not over at the job's date: what it has under a bare head is an estimate; 0 = not known
	Term          Period            // what "nhiệm kỳ" and "5 năm" mean where the sheet names no years; zero: nothing, which is an issue
	Workers       int               // workbooks read at the same time; 0 = number of processors
	Progress      func(file string) // called when a file has been read; may be nil

	// Explain is called with each figure and the cells that gave its attributes, before
	// it is emitted. Nil: nothing is looked for, which costs no time.
	Explain func(*Fact, Evidence)

	// Leave is called with each cell that counts in a balance and is no fact. It may be
	// nil.
	Leave func(Pos, Reason)

	// Begin and End are called by the worker that reads a file, before and after;
	// the Result has the issues and balances of that file. Either may be nil.
	Begin func(file string)
	End   func(file string, found Result)
}

// A Source is one input file.
type Source struct {
	Path string // to open
	Name string // as in Pos.File

	SHA256 string // of its bytes, in hex; "" = unknown, and nothing of it is kept in Options.Cache
}

// A Result is what Read found, in input order.
type Result struct {
	Facts    Facts
	Issues   []Issue
	Balances []Balance
	Origins  []Input // files behind the runs that were read
}

// An Input is a file that another run had read and whose facts came through its
// tongket.json or Parquet file.
type Input struct {
	Name   string // as in Pos.File: "so-lieu/phu-tho/tongket.json!so-lieu/bao-cao.xlsx"
	SHA256 string // of its bytes, in hex
}
