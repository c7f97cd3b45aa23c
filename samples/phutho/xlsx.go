package phutho

import (
	"bytes"
	"fmt"

	"github.com/xuri/excelize/v2"
)

// xlsx writes a book as an Office Open XML workbook. Cached results of
// formulas are written, as Excel does.
func xlsx(b *Book) ([]byte, error) {
	f := excelize.NewFile()
	defer f.Close()
	styles, err := newStyles(f)
	if err != nil {
		return nil, err
	}
	for i, s := range b.Sheets {
		if i == 0 {
			err = f.SetSheetName("Sheet1", s.Name)
		} else {
			_, err = f.NewSheet(s.Name)
		}
		if err != nil {
			return nil, err
		}
		if err := xlsxSheet(f, s, styles); err != nil {
			return nil, fmt.Errorf("%s: %w", s.Name, err)
		}
	}
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		return nil, err
	}
	return withErrors(out.Bytes(), b)
}

func xlsxSheet(f *excelize.File, s *Sheet, styles map[Look]int) error {
	for i, w := range s.Widths {
		name := columnName(i + 1)
		if err := f.SetColWidth(s.Name, name, name, w); err != nil {
			return err
		}
	}
	for _, c := range s.Cells {
		if err := xlsxCell(f, s.Name, c, styles[c.Look]); err != nil {
			return err
		}
	}
	for _, m := range s.Merges {
		if err := f.MergeCell(s.Name, reference(m[0], m[1]), reference(m[2], m[3])); err != nil {
			return err
		}
	}
	wide := len(s.Widths) > 8
	if err := pageSetup(f, s.Name, wide); err != nil {
		return err
	}
	if s.Hidden {
		return f.SetSheetVisible(s.Name, false)
	}
	return nil
}

func pageSetup(f *excelize.File, sheet string, wide bool) error {
	paper, fit, orientation := 9, 1, "portrait"
	if wide {
		orientation = "landscape"
	}
	high := 0
	if err := f.SetPageLayout(sheet, &excelize.PageLayoutOptions{Size: &paper, Orientation: &orientation, FitToWidth: &fit, FitToHeight: &high}); err != nil {
		return err
	}
	yes := true
	return f.SetSheetProps(sheet, &excelize.SheetPropsOptions{FitToPage: &yes})
}

func xlsxCell(f *excelize.File, sheet string, c *Cell, style int) error {
	at := reference(c.Row, c.Col)
	var err error
	switch {
	case c.IsNum:
		err = f.SetCellFloat(sheet, at, c.Num, -1, 64)
	case c.Error: // see withErrors
		err = f.SetCellFloat(sheet, at, 0, -1, 64)
	case c.Text != "":
		err = f.SetCellStr(sheet, at, c.Text)
	}
	if err == nil && c.Formula != "" {
		err = f.SetCellFormula(sheet, at, c.Formula)
	}
	if err == nil && c.Look != Plain {
		err = f.SetCellStyle(sheet, at, at, style)
	}
	return err
}

// newStyles makes one style a look, in the order of the looks.
func newStyles(f *excelize.File) (map[Look]int, error) {
	styles := map[Look]int{}
	for look := Plain; look <= TextFig; look++ {
		id, err := f.NewStyle(xlsxStyle(look))
		if err != nil {
			return nil, err
		}
		styles[look] = id
	}
	return styles, nil
}

func xlsxStyle(look Look) *excelize.Style {
	s := &excelize.Style{
		Font:      &excelize.Font{Family: "Times New Roman", Size: 12, Bold: look.bold(), Italic: look.italic()},
		Alignment: &excelize.Alignment{Horizontal: look.align(), Vertical: "center", WrapText: look == Head || look == Label || look == Child},
	}
	if look == Child {
		s.Alignment.Indent = 1
	}
	if look.bordered() {
		for _, side := range []string{"left", "right", "top", "bottom"} {
			s.Border = append(s.Border, excelize.Border{Type: side, Style: 1, Color: "000000"})
		}
	}
	if format := look.format(); format != "" {
		s.CustomNumFmt = &format
	}
	return s
}

func (l Look) bold() bool {
	return l == Heading || l == Head || l == Section || l == WholeBold
}

func (l Look) italic() bool { return l == Italic || l == Remark }

func (l Look) bordered() bool { return l >= Head }

func (l Look) align() string {
	switch l {
	case Heading, Centred, Italic, Head, Mid:
		return "center"
	case Whole, WholeBold, One, Two, Percent, Percent1, TextFig:
		return "right"
	}
	return "left"
}

// format is the number format of a look, empty for General.
func (l Look) format() string {
	switch l {
	case Whole, WholeBold:
		return "#,##0"
	case One:
		return "#,##0.0"
	case Two:
		return "0.00"
	case Percent:
		return "0.00%"
	case Percent1:
		return "0.0%"
	case TextFig:
		return "@"
	}
	return ""
}
