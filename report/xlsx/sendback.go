package xlsx

import (
	"fmt"
	"io"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"tongket/ingest"
)

// A SendBack is a sender's workbook with what is to be looked at in it.
type SendBack struct {
	Path   string               // of the workbook; what is no .xlsx or .xlsm is written from Grids
	Grids  func() []ingest.Grid // its sheets as they are stored
	Doubts []Doubt

	List  string   // the name of the sheet that lists them
	Title string   // its first cell, by which it is known again
	Lead  string   // what to do, below the title
	Heads []string // headings of its columns: number, sheet, cell, what was found, what is expected
}

// A Doubt is a cell to be looked at; one without a row is about its sheet or the file.
type Doubt struct {
	Sheet, Cell   string
	Found, Advice string
	Grave         bool
	Holds         string // what the cell holds
	Where         string // the cell as the list names it
}

// Fills of doubtful cells: an error, a doubt.
const (
	graveFill = "F8B4AB"
	doubtFill = "FFE699"
)

// WriteSendBack writes the workbook: the cells filled and with a comment each, and a
// first sheet that lists them with links. Nothing else of an .xlsx or .xlsm is changed;
// other formats are written with their values, plain formulas, number formats and merges.
// The same workbook and doubts give the same bytes.
func WriteSendBack(w io.Writer, s SendBack) error {
	f, err := excelize.OpenFile(s.Path, excelize.Options{UnzipSizeLimit: 1 << 30, UnzipXMLSizeLimit: 1 << 26})
	if err == nil {
		defer f.Close()
		if ext := strings.ToLower(filepath.Ext(s.Path)); ext != ".xlsx" && ext != ".xlsm" {
			f.Path = "x.xlsx" // told by its content, whatever its name
		}
		if err = s.notedAsItIs(f); err == nil {
			_, err = f.WriteTo(w)
			return err
		}
	}
	// Another format, or a workbook that only the reader takes.
	made, err := fromGrids(s.Grids())
	if err != nil {
		return err
	}
	defer made.Close()
	if err := s.noted(made); err != nil {
		return err
	}
	made.ZipWriter = func(w io.Writer) excelize.ZipWriter { return computed{newPacker(w, nil, nil)} }
	_, err = made.WriteTo(w)
	return err
}

// A computed is the zip of a workbook whose formulas all give numbers, which excelize
// takes for texts.
type computed struct{ *packer }

var textResult = regexp.MustCompile(`(<c [^>]*) t="str"(><f>)`)

// Create begins a part of the workbook.
func (c computed) Create(name string) (io.Writer, error) {
	w, err := c.packer.Create(name)
	if err == nil && strings.HasPrefix(name, "xl/worksheets/sheet") {
		return numbers{w}, nil
	}
	return w, err
}

// A numbers passes a sheet on, which excelize writes in one piece.
type numbers struct{ w io.Writer }

func (n numbers) Write(xml []byte) (int, error) {
	_, err := n.w.Write(textResult.ReplaceAll(xml, []byte("$1$2")))
	return len(xml), err
}

// noted fills in the workbook what is to be looked at.
func (s SendBack) noted(f *excelize.File) error {
	nameNotes(f)
	b := &sendBack{SendBack: s, file: f, styles: map[[2]int]int{}}
	if err := b.mark(); err != nil {
		return err
	}
	return b.list()
}

// notedAsItIs does the same in a workbook as it came, whose parts may be broken in ways
// that excelize panics on: a stylesheet without fonts, say.
func (s SendBack) notedAsItIs(f *excelize.File) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%v", r)
		}
	}()
	return s.noted(f)
}

type sendBack struct {
	SendBack
	file   *excelize.File
	styles map[[2]int]int // by the style before and whether it is grave
}

// sheet is the workbook's name of a sheet: that of a file without sheets is its first.
func (b *sendBack) sheet(name string) string {
	if name == "" {
		return b.file.GetSheetName(0)
	}
	return name
}

// mark fills and comments the cells; what is said twice of a cell is one comment.
func (b *sendBack) mark() error {
	exists := map[string]bool{}
	for _, sheet := range b.file.GetSheetList() {
		exists[strings.ToLower(sheet)] = true
	}
	type place struct{ sheet, cell string }
	said := map[place][]string{}
	grave := map[place]bool{}
	var order []place
	for _, d := range b.Doubts {
		sheet := b.sheet(d.Sheet)
		if d.Cell == "" || !exists[strings.ToLower(sheet)] {
			continue
		}
		p := place{sheet, d.Cell}
		if len(said[p]) == 0 {
			order = append(order, p)
		}
		text := strings.TrimSpace(d.Found + " " + d.Advice)
		if !slices.Contains(said[p], text) {
			said[p] = append(said[p], text)
		}
		grave[p] = grave[p] || d.Grave
	}
	commented := map[string]bool{}
	for _, p := range order {
		if err := b.fill(p.sheet, p.cell, grave[p]); err != nil {
			return err
		}
		if commented[p.sheet] = commented[p.sheet] || len(commented) < mostCommented; !commented[p.sheet] {
			continue
		}
		text := clipped(strings.Join(said[p], "\n"), 1500)
		comment := excelize.Comment{Cell: p.cell, Author: "tongket", Text: text, Width: 320, Height: uint(60 + 20*(len([]rune(text))/45))}
		if old := b.comment(p.sheet, p.cell); old != "" { // the sender's own stays
			comment.Text = old + "\n" + text
			if err := b.file.DeleteComment(p.sheet, p.cell); err != nil {
				return err
			}
		}
		if err := b.file.AddComment(p.sheet, comment); err != nil {
			return fmt.Errorf("%s!%s: %w", p.sheet, p.cell, err)
		}
		if b.comment(p.sheet, p.cell) == "" { // it went where no sheet looks for it
			return fmt.Errorf("%s!%s: the comment is lost", p.sheet, p.cell)
		}
	}
	return nil
}

// mostCommented sheets of a workbook bear comments: each costs more than the one before it.
// The cells of further ones are filled, and the list says of them what it says of all.
const mostCommented = 300

// comment is what the sender's comment on a cell says; "" if there is none.
func (b *sendBack) comment(sheet, cell string) string {
	all, err := b.file.GetComments(sheet)
	if err != nil {
		return ""
	}
	for _, c := range all {
		if c.Cell == cell {
			text := c.Text
			for _, run := range c.Paragraph {
				text += run.Text
			}
			return text
		}
	}
	return ""
}

// typesPart says of what type each part of a workbook is.
const typesPart = "[Content_Types].xml"

// Numbers of drawings that are no notes, beyond those of any workbook's notes.
const (
	buttonsFrom = 10001 // of buttons and the like, on sheets without notes
	headsFrom   = 20001 // of pictures in the heads and feet of pages
)

var (
	sheetRelations = regexp.MustCompile(`^xl/[a-z]+sheets/_rels/[^/]*\.rels$`)

	relationMark = regexp.MustCompile(`<Relationship [^>]*>`)
	targetMark   = regexp.MustCompile(` Target="([^"]*)"`)
	partMark     = regexp.MustCompile(` PartName="/([^"]*)"`)
	headsMark    = regexp.MustCompile(`<legacyDrawingHF [^>]*id="([^"]*)"`)
	shapeMark    = regexp.MustCompile(`(<v:shape [^>]*?\bid=")([^"]*)`)
	shapeNumber  = regexp.MustCompile(`^_x0000_s[0-9]{1,9}$`)
)

// nameNotes gives the notes of each sheet the names that excelize takes for granted:
// xl/commentsN.xml beside xl/drawings/vmlDrawingN.vml, named from the sheet, their shapes
// with numbers. Other programs name them otherwise, and Excel counts the pictures of page
// heads along: notes would be added where no sheet looks for them.
func nameNotes(f *excelize.File) {
	load := func(part string) string {
		data, _ := f.Pkg.Load(part)
		content, _ := data.([]byte)
		return string(content)
	}
	var sheets []string
	f.Pkg.Range(func(part, _ any) bool {
		if name := part.(string); sheetRelations.MatchString(name) && strings.Contains(load(name), "/vmlDrawing\"") {
			sheets = append(sheets, name)
		}
		return true
	})
	slices.Sort(sheets)
	named, contents, pictures := map[string]string{}, map[string]string{}, map[string]bool{}
	for i, sheet := range sheets {
		relations, folder := load(sheet), path.Dir(path.Dir(sheet))
		heads := headsMark.FindStringSubmatch(load(path.Join(folder, strings.TrimSuffix(path.Base(sheet), ".rels"))))
		notes := strings.Contains(relations, "/relationships/comments\"")
		contents[sheet] = relationMark.ReplaceAllStringFunc(relations, func(relation string) string {
			target := targetMark.FindStringSubmatch(relation)
			if target == nil {
				return relation
			}
			part, to := strings.TrimPrefix(target[1], "/"), ""
			if part == target[1] {
				part = path.Join(folder, part)
			}
			switch drawing := strings.Contains(relation, "/vmlDrawing\""); {
			case strings.Contains(relation, "/relationships/comments\""):
				to = fmt.Sprintf("xl/comments%d.xml", i+1)
			case drawing && heads != nil && strings.Contains(relation, ` Id="`+heads[1]+`"`):
				to = fmt.Sprintf("xl/drawings/vmlDrawing%d.vml", headsFrom+i)
				pictures[part] = true // by their names they stand left, right or between
			case drawing && notes:
				to = fmt.Sprintf("xl/drawings/vmlDrawing%d.vml", i+1)
			case drawing:
				to = fmt.Sprintf("xl/drawings/vmlDrawing%d.vml", buttonsFrom+i)
			}
			if _, twice := named[part]; to == "" || twice {
				return relation
			}
			named[part] = to
			if beside := relationsOf(part); load(beside) != "" { // pictures of the drawing
				named[beside] = relationsOf(to)
			}
			return strings.Replace(relation, target[0], ` Target="..`+strings.TrimPrefix(to, "xl")+`"`, 1)
		})
	}
	for part, to := range named {
		contents[to] = load(part)
		if !pictures[part] {
			contents[to] = numbered(contents[to])
		}
	}
	for part := range named {
		f.Pkg.Delete(part)
	}
	contents[typesPart] = partMark.ReplaceAllStringFunc(load(typesPart), func(part string) string {
		if to, ok := named[partMark.FindStringSubmatch(part)[1]]; ok {
			return ` PartName="/` + to + `"`
		}
		return part
	})
	for part, content := range contents {
		f.Pkg.Store(part, []byte(content))
	}
}

// relationsOf is the part that says what a part is related to.
func relationsOf(part string) string {
	return path.Join(path.Dir(part), "_rels", path.Base(part)+".rels")
}

// numbered gives each shape of a drawing an identifier with a number.
func numbered(drawing string) string {
	n := 900000
	return shapeMark.ReplaceAllStringFunc(drawing, func(shape string) string {
		id := shapeMark.FindStringSubmatch(shape)
		if n++; shapeNumber.MatchString(id[2]) {
			return shape
		}
		return fmt.Sprintf("%s_x0000_s%d", id[1], n)
	})
}

// fill colours a cell and leaves all else of its style.
func (b *sendBack) fill(sheet, cell string, grave bool) error {
	before, err := b.file.GetCellStyle(sheet, cell)
	if err != nil {
		return err
	}
	color, kind := doubtFill, 0
	if grave {
		color, kind = graveFill, 1
	}
	id, ok := b.styles[[2]int{before, kind}]
	if !ok {
		filled, err := b.file.NewStyle(&excelize.Style{Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{color}}})
		if err != nil {
			return err
		}
		all, applied := b.file.Styles.CellXfs, true
		style := all.Xf[min(before, len(all.Xf)-1)]
		style.FillID, style.ApplyFill = all.Xf[filled].FillID, &applied
		id = len(all.Xf)
		all.Xf, all.Count = append(all.Xf, style), id+1
		b.styles[[2]int{before, kind}] = id
	}
	return b.file.SetCellStyle(sheet, cell, cell, id)
}

// list writes the sheet that lists the doubts, the first of the workbook.
func (b *sendBack) list() error {
	f := b.file
	first := f.GetSheetName(0)
	name := b.List
	for n := 2; ; n++ {
		if i, err := f.GetSheetIndex(name); err == nil && i < 0 {
			break
		}
		name = fmt.Sprintf("%s (%d)", b.List, n)
	}
	if _, err := f.NewSheet(name); err != nil {
		return err
	}
	if err := b.rows(name); err != nil {
		return err
	}
	if err := f.MoveSheet(name, first); err != nil {
		return err
	}
	if names := f.WorkBook.DefinedNames; names != nil { // print areas stay with their sheets
		for i := range names.DefinedName {
			if id := names.DefinedName[i].LocalSheetID; id != nil {
				moved := *id + 1
				names.DefinedName[i].LocalSheetID = &moved
			}
		}
	}
	f.SetActiveSheet(0)
	return nil
}

func (b *sendBack) rows(name string) error {
	f := b.file
	style := func(s excelize.Style) int {
		s.Font = &excelize.Font{Family: "Times New Roman", Size: 12, Bold: s.Font != nil && s.Font.Bold, Color: "000000"}
		id, _ := f.NewStyle(&s) // of literals there is no error
		return id
	}
	wrapped := excelize.Alignment{Vertical: "top", WrapText: true}
	bold := style(excelize.Style{Font: &excelize.Font{Bold: true}})
	head := style(excelize.Style{Font: &excelize.Font{Bold: true}, Alignment: &wrapped, Border: edges(), Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"DDE7F3"}}})
	body := style(excelize.Style{Alignment: &wrapped, Border: edges(), NumFmt: 49})
	link, err := f.NewStyle(&excelize.Style{Alignment: &wrapped, Border: edges(), Font: &excelize.Font{Family: "Times New Roman", Size: 12, Color: "1F5688", Underline: "single"}})
	if err != nil {
		return err
	}
	put := func(col, row int, text string, style int) {
		cell := cellName(col, row)
		if err == nil {
			err = f.SetCellStr(name, cell, text)
		}
		if err == nil {
			err = f.SetCellStyle(name, cell, cell, style)
		}
	}
	put(1, 1, b.Title, bold)
	put(1, 2, b.Lead, style(excelize.Style{}))
	for i, h := range b.Heads {
		put(i+1, 4, h, head)
	}
	for i, d := range b.Doubts {
		row := i + 5
		for col, text := range []string{fmt.Sprint(i + 1), d.Sheet, d.Where, d.Holds, d.Found, d.Advice} {
			put(col+1, row, text, body)
		}
		if d.Cell != "" && err == nil {
			target := "'" + strings.ReplaceAll(b.sheet(d.Sheet), "'", "''") + "'!" + d.Cell
			if n, missing := f.GetSheetIndex(b.sheet(d.Sheet)); missing == nil && n >= 0 {
				err = f.SetCellHyperLink(name, cellName(3, row), target, "Location")
				put(3, row, d.Where, link)
			}
		}
	}
	for i, width := range []float64{6, 24, 10, 16, 70, 50} {
		letter, _ := excelize.ColumnNumberToName(i + 1)
		if err == nil {
			err = f.SetColWidth(name, letter, letter, width)
		}
	}
	return err
}

// plainFormula is one of the cells of its own sheet, which Excel takes as it stands.
var plainFormula = regexp.MustCompile(`^(?:(?:SUM|AVERAGE|ROUND|ROUNDUP|ROUNDDOWN|MIN|MAX|ABS|PRODUCT|IF|COUNT|COUNTA|INT)\(|\$?[A-Z]{1,3}\$?[0-9]+|[0-9.]+|[-+*/(),:<>=% ])+$`)

// fromGrids makes a workbook of sheets as they are stored: values, plain formulas,
// number formats, merges, what is hidden.
func fromGrids(grids []ingest.Grid) (*excelize.File, error) {
	f := excelize.NewFile()
	if err := f.SetDefaultFont("Times New Roman"); err != nil {
		return nil, err
	}
	for i := range grids {
		name := sheetTitle(f, grids[i].Sheet, i)
		if i == 0 {
			if err := f.SetSheetName("Sheet1", name); err != nil {
				return nil, err
			}
		} else if _, err := f.NewSheet(name); err != nil {
			return nil, err
		}
		if err := copyGrid(f, name, &grids[i]); err != nil {
			return nil, err
		}
	}
	return f, nil
}

// sheetTitle is a sheet's name as a workbook takes it; a file without sheets has one.
func sheetTitle(f *excelize.File, name string, i int) string {
	name = clipped(strings.NewReplacer(":", "-", "\\", "-", "/", "-", "?", "", "*", "", "[", "(", "]", ")").Replace(name), 31)
	if name == "" {
		name = fmt.Sprintf("Trang %d", i+1)
	}
	return name
}

func copyGrid(f *excelize.File, name string, g *ingest.Grid) error {
	styles := map[uint16]int{}
	for i := range g.Cells {
		c := &g.Cells[i]
		cell := cellName(int(c.Col), int(c.Row))
		var err error
		switch c.Kind {
		case ingest.Number, ingest.Date:
			err = f.SetCellValue(name, cell, c.Num)
		case ingest.Boolean:
			err = f.SetCellBool(name, cell, c.Num != 0)
		case ingest.Text, ingest.Fault:
			err = f.SetCellStr(name, cell, c.Text)
		}
		if n := int(c.Formula); err == nil && n > 0 && c.Kind == ingest.Number && !c.Uncached && plainFormula.MatchString(g.Formulas[n-1]) {
			err = f.SetCellFormula(name, cell, g.Formulas[n-1])
		}
		if err != nil {
			return err
		}
		if int(c.Style) >= len(g.Styles) || c.Style == 0 && g.Styles[0] == (ingest.Style{}) {
			continue
		}
		id, ok := styles[c.Style]
		if !ok {
			if id, err = f.NewStyle(styleOf(g.Styles[c.Style])); err != nil {
				id = 0 // a format that Excel does not take
			}
			styles[c.Style] = id
		}
		if err := f.SetCellStyle(name, cell, cell, id); err != nil {
			return err
		}
	}
	for _, m := range g.Merges {
		if err := f.MergeCell(name, cellName(int(m.Col1), int(m.Row1)), cellName(int(m.Col2), int(m.Row2))); err != nil {
			return err
		}
	}
	for _, r := range g.HiddenRows {
		for row := r.Row1; row <= r.Row2 && row < r.Row1+5000; row++ {
			if err := f.SetRowVisible(name, int(row), false); err != nil {
				return err
			}
		}
	}
	for _, w := range g.Widths {
		const most = 256 // columns that have a width of their own here
		if w.Col1 > most {
			continue
		}
		from, _ := excelize.ColumnNumberToName(int(w.Col1))
		to, _ := excelize.ColumnNumberToName(min(int(w.Col2), most))
		if err := f.SetColWidth(name, from, to, w.Letters); err != nil {
			return err
		}
	}
	for _, r := range g.HiddenCols {
		from, _ := excelize.ColumnNumberToName(int(r.Col1))
		to, _ := excelize.ColumnNumberToName(min(int(r.Col2), ingest.MaxCol))
		if err := f.SetColVisible(name, from+":"+to, false); err != nil {
			return err
		}
	}
	if g.Hidden {
		return f.SetSheetVisible(name, false)
	}
	return nil
}

func styleOf(s ingest.Style) *excelize.Style {
	out := &excelize.Style{Font: &excelize.Font{Family: "Times New Roman", Size: 12, Bold: s.Bold}}
	if s.Format != "" && s.Format != "General" {
		format := s.Format
		out.CustomNumFmt = &format
	}
	if s.Indent > 0 {
		out.Alignment = &excelize.Alignment{Indent: s.Indent}
	}
	if strings.Contains(s.Format, "%") {
		out.Alignment = &excelize.Alignment{Horizontal: "right"}
	}
	return out
}
