// Package xlsx writes the annexes of a Review as a workbook that a drafting
// team can go on with: a sheet an annex with real numbers and number formats,
// formulas beside their stored results, native charts, print set-up, and a
// link from each figure to its row in the sheet of sources.
//
// excelize makes the workbook: sheets, styles, charts, names, print set-up. The
// cells, which are many, are written into its parts as they pass into the zip.
//
// It sets what it finds in report/annex and computes nothing. A formula is only
// written where it gives the printed figure again; text from a sheet is written
// as text and never as a formula.
package xlsx

import (
	"cmp"
	"fmt"
	"io"
	"sort"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"tongket/analysis"
	"tongket/report/annex"
)

// Names of the sheets that are no annex.
const (
	contentsSheet = "Mục lục"
	chartSheet    = "Biểu đồ"
	dataSheet     = "Số liệu biểu đồ"
	sourceSheet   = "Nguồn số liệu"
)

// Write writes the workbook of doc, which was built from r, to w. The same
// document gives the same bytes.
func Write(w io.Writer, r *analysis.Review, doc annex.Document) error {
	f := excelize.NewFile()
	defer f.Close()
	b := newBook(f, r, doc)
	if err := b.fill(); err != nil {
		return err
	}
	return b.pack(w)
}

func newBook(f *excelize.File, r *analysis.Review, doc annex.Document) *book {
	return &book{file: f, review: r, doc: doc, styles: map[style]int{}, sheets: map[string]bool{}, names: map[string]bool{}, codes: map[string]string{}}
}

// pack writes the workbook with its properties.
func (b *book) pack(w io.Writer) error {
	if err := b.properties(); err != nil {
		return err
	}
	// excelize keeps the content types of charts in the order of a map.
	defaults := b.file.ContentTypes.Defaults
	sort.Slice(defaults, func(i, j int) bool { return defaults[i].Extension < defaults[j].Extension })
	// The zip goes straight to w: what excelize would give has no part in it.
	b.file.SetZipWriter(func(io.Writer) excelize.ZipWriter { return newPacker(w, b.bodies(), b.unnamed) })
	if _, err := b.file.WriteToBuffer(); err != nil {
		return fmt.Errorf("workbook: %w", err)
	}
	return nil
}

// A book is a workbook in the making.
type book struct {
	file    *excelize.File
	review  *analysis.Review
	doc     annex.Document
	styles  map[style]int
	sheets  map[string]bool   // names taken, folded to lower case
	names   map[string]bool   // defined names taken
	codes   map[string]string // of indicators, by the names of their figures
	figures []excelize.DefinedName
	entries []entry
	charts  []annex.Block
	unnamed []int    // by chart drawn: the series that its legend passes over, -1 for none
	filled  []*sheet // whose cells are written when the workbook is packed

	face   string   // of the type; empty: that of print
	tables int      // marked up so far
	aside  [][]byte // their parts, until the workbook is packed

	room int // for sources on a sheet; 0: what Excel has

	chartsNamed bool // an annex is the sheet of charts
}

// An entry is a line of the contents.
type entry struct{ sheet, number, title string }

func (b *book) fill() error {
	if err := b.file.SetDefaultFont("Times New Roman"); err != nil {
		return err
	}
	if err := b.file.SetSheetName("Sheet1", contentsSheet); err != nil {
		return err
	}
	b.file.SetActiveSheet(0) // now: it reads all sheets that there are
	for _, name := range append(b.sourceSheets(), contentsSheet, chartSheet, dataSheet) {
		b.sheets[strings.ToLower(name)] = true
	}
	for _, a := range b.doc.Annexes {
		if named(a, annex.NameSources) {
			continue // its sheet is made from the sources themselves
		}
		if err := b.annex(a); err != nil {
			return fmt.Errorf("%s: %w", a.Number, err)
		}
	}
	for _, part := range []func() error{b.chartSheets, b.sources, b.contents, b.nameFigures} {
		if err := part(); err != nil {
			return err
		}
	}
	return nil
}

// properties sets the document's title and author, and its dates from the
// Review: the clock has no part in it.
func (b *book) properties() error {
	at := b.doc.AsOf
	if _, err := time.Parse(time.DateOnly, at); err != nil {
		at = "2000-01-01"
	}
	at += "T00:00:00Z"
	return b.file.SetDocProps(&excelize.DocProperties{
		Title:          printable(b.doc.Title),
		Subject:        printable(b.doc.Subtitle),
		Creator:        printable(cmp.Or(b.doc.Author, "tongket")),
		LastModifiedBy: "tongket",
		Language:       "vi",
		Created:        at,
		Modified:       at,
	})
}

// sheet is a sheet of the workbook, to be filled.
func (b *book) sheet(name string) *sheet {
	s := &sheet{book: b, name: name, row: 1}
	b.filled = append(b.filled, s)
	return s
}

// bodies are the sheets that were filled, by their part of the workbook.
func (b *book) bodies() map[string]*sheet {
	parts := map[string]string{}
	for id, name := range b.file.GetSheetMap() {
		parts[name] = fmt.Sprintf("xl/worksheets/sheet%d.xml", id)
	}
	bodies := map[string]*sheet{}
	for _, s := range b.filled {
		bodies[parts[s.name]] = s
	}
	return bodies
}

// newSheet adds a sheet under a name made from wanted, without the characters
// that Excel refuses and within its 31.
func (b *book) newSheet(wanted string) (string, error) {
	clean := strings.Trim(strings.Map(func(r rune) rune {
		if strings.ContainsRune(`:\/?*[]`, r) || r < ' ' {
			return ' '
		}
		return r
	}, wanted), " '")
	name := cut(cmp.Or(clean, "Trang"), 31)
	for n := 2; b.sheets[strings.ToLower(name)]; n++ {
		suffix := fmt.Sprintf(" (%d)", n)
		name = cut(clean, 31-len(suffix)) + suffix
	}
	b.sheets[strings.ToLower(name)] = true
	_, err := b.file.NewSheet(name)
	return name, err
}

// define gives a cell or range a name, which no other has. There are many of them, and
// excelize would look through all that there are, and all sheets for each, for every one.
func (b *book) define(named excelize.DefinedName) error {
	if b.file.WorkBook == nil || b.file.WorkBook.DefinedNames == nil {
		return b.file.SetDefinedName(&named)
	}
	var scope *int
	if named.Scope != "" {
		at, err := b.file.GetSheetIndex(named.Scope)
		if err != nil {
			return err
		}
		scope = &at
	}
	all := &b.file.WorkBook.DefinedNames.DefinedName
	*all = append(*all, (*all)[0])
	one := &(*all)[len(*all)-1]
	one.Name, one.Data, one.LocalSheetID, one.Hidden = named.Name, named.RefersTo, scope, false
	return nil
}

// cut is the first n characters of s, counted as Excel counts them.
func cut(s string, n int) string {
	units := 0
	for i, r := range s {
		if units++; r > 0xffff {
			units++
		}
		if units > n {
			return strings.TrimSpace(s[:i])
		}
	}
	return s
}

// printable is s without the control characters that XML has no place for,
// within what a cell holds.
func printable(s string) string {
	const most = 32767
	s = strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' || r == 0xfffe || r == 0xffff {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\ufffd"))
	return cut(s, most)
}

// contents fills the first sheet: title, and a linked line an annex.
func (b *book) contents() error {
	s := b.sheet(contentsSheet)
	s.width(1, 16)
	s.width(2, 96)
	s.line(s.doc().Organisation, style{bold: true}, 2)
	s.line(s.doc().Number, style{}, 2)
	s.line(s.doc().Draft, style{italic: true}, 2)
	s.line(s.doc().Title, style{bold: true, size: 14, align: annex.Centre}, 2)
	s.line(s.doc().Subtitle, style{bold: true, align: annex.Centre}, 2)
	s.row++
	for _, e := range b.entries {
		s.text(1, s.row, e.number, style{link: true, border: true})
		s.text(2, s.row, e.title, style{link: true, border: true, wrap: true})
		s.link(1, s.row, e.sheet, 1)
		s.link(2, s.row, e.sheet, 1)
		s.height(s.row, lines(e.title, 96, style{}))
		s.row++
	}
	s.page(false, 0, 0, 2)
	return s.err
}
