package phutho

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

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
	return asStored(out.Bytes(), b)
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
	for row, lines := range s.lines() {
		if lines > 1 {
			if err := f.SetRowHeight(s.Name, row, 16.5*float64(lines)); err != nil {
				return err
			}
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

// lines are the lines of text that the rows of headers and labels need in
// their columns; a cell merged down takes what the others leave.
func (s *Sheet) lines() []int {
	rows, _ := s.size()
	lines := make([]int, rows+1)
	for _, c := range s.Cells {
		if !c.Look.wrapped() || c.Col > len(s.Widths) {
			continue
		}
		width := s.Widths[c.Col-1]
		for _, m := range s.Merges {
			if m[0] != c.Row || m[1] != c.Col {
				continue
			}
			if m[2] > m[0] {
				width *= 2
			}
			for col := m[1] + 1; col <= m[3]; col++ {
				width += s.Widths[col-1]
			}
		}
		need := strings.Count(c.Text, "\n") + 1 + int(1.15*float64(utf8.RuneCountInString(c.Text))/width)
		lines[c.Row] = max(lines[c.Row], need)
	}
	return lines
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
	case c.Error: // asStored puts it in
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
		Alignment: &excelize.Alignment{Horizontal: look.align(), Vertical: "center", WrapText: look.wrapped()},
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

func (l Look) wrapped() bool { return l == Head || l == Label || l == Child }

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
