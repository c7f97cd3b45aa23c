package xlsx

import (
	"fmt"
	"io"

	"github.com/xuri/excelize/v2"
)

// A Form is a workbook that people fill in: a table with a row for each record, drop-down
// lists where the values are closed, a note on each heading, and a sheet that tells
// what each column is for.
type Form struct {
	Sheet   string // of the table, the first of the workbook
	Columns []FormColumn
	Rows    [][]string
	Ready   int // rows below the last that have the lists too

	Help      string   // name of the sheet of help
	HelpTitle string   // its first line
	HelpHeads []string // headings of its three columns: the column, what it is for, an example
	AsOf      string   // 2020-05-22: the date of the file
}

// A FormColumn is a column of a Form.
type FormColumn struct {
	Name    string
	Help    string
	Example string
	Values  []string // that the cell may hold; nil: anything
	Free    bool     // Values are proposals: anything else may be typed too
	Width   float64
}

// listSheet holds the values of the lists, one list a column.
const listSheet = "Danh sách"

// WriteForm writes a form. Every cell is text: nothing of it is a formula. The same
// form gives the same bytes.
func WriteForm(w io.Writer, form Form) error {
	f := excelize.NewFile()
	defer f.Close()
	b := &formBook{f, form}
	for _, part := range []func() error{b.table, b.help, b.lists, b.properties} {
		if err := part(); err != nil {
			return fmt.Errorf("form %s: %w", form.Sheet, err)
		}
	}
	_, err := f.WriteTo(w)
	return err
}

type formBook struct {
	file *excelize.File
	Form
}

func (b *formBook) table() error {
	f := b.file
	if err := f.SetSheetName("Sheet1", b.Sheet); err != nil {
		return err
	}
	head, err := f.NewStyle(&excelize.Style{
		Font: &excelize.Font{Bold: true, Family: "Times New Roman", Size: 12}, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"DDE7F3"}},
		Alignment: &excelize.Alignment{Horizontal: "center", Vertical: "center", WrapText: true}, Border: edges(),
	})
	if err != nil {
		return err
	}
	body, err := f.NewStyle(&excelize.Style{
		Font: &excelize.Font{Family: "Times New Roman", Size: 12}, NumFmt: 49, // text: 1/2 stays as it is typed
		Alignment: &excelize.Alignment{Vertical: "top", WrapText: true}, Border: edges(),
	})
	if err != nil {
		return err
	}
	last := max(len(b.Rows)+b.Ready, 1) + 1
	for i, c := range b.Columns {
		letter, _ := excelize.ColumnNumberToName(i + 1)
		if err := f.SetColWidth(b.Sheet, letter, letter, c.Width); err != nil {
			return err
		}
		if err := f.SetCellStr(b.Sheet, cellName(i+1, 1), c.Name); err != nil {
			return err
		}
		if err := b.validate(i, c, last); err != nil {
			return err
		}
	}
	for r, row := range b.Rows {
		for i, text := range row {
			if text != "" {
				if err := f.SetCellStr(b.Sheet, cellName(i+1, r+2), text); err != nil {
					return err
				}
			}
		}
	}
	if err := f.SetCellStyle(b.Sheet, "A1", cellName(len(b.Columns), 1), head); err != nil {
		return err
	}
	if err := f.SetCellStyle(b.Sheet, "A2", cellName(len(b.Columns), last), body); err != nil {
		return err
	}
	return f.SetPanes(b.Sheet, &excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"})
}

func edges() []excelize.Border {
	var all []excelize.Border
	for _, side := range []string{"left", "right", "top", "bottom"} {
		all = append(all, excelize.Border{Type: side, Color: "9AA7B5", Style: 1})
	}
	return all
}

// validate shows the help when a cell of the column is chosen, and its values as a list.
func (b *formBook) validate(i int, c FormColumn, last int) error {
	v := excelize.NewDataValidation(true)
	v.Sqref = cellName(i+1, 2) + ":" + cellName(i+1, last)
	if len(c.Values) > 0 {
		letter, _ := excelize.ColumnNumberToName(i + 1)
		v.SetSqrefDropList(fmt.Sprintf("'%s'!$%s$1:$%s$%d", listSheet, letter, letter, len(c.Values)))
		if c.Free {
			v.ShowErrorMessage = false
		}
	}
	v.SetInput(clipped(c.Name, 32), clipped(c.Help, 250))
	return b.file.AddDataValidation(b.Sheet, v)
}

// clipped is at most so many letters of a text: Excel shows no more.
func clipped(text string, most int) string {
	if r := []rune(text); len(r) > most {
		return string(r[:most-1]) + "…"
	}
	return text
}

func (b *formBook) help() error {
	f := b.file
	if _, err := f.NewSheet(b.Help); err != nil {
		return err
	}
	bold, err := f.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true, Family: "Times New Roman", Size: 12}, Alignment: &excelize.Alignment{Vertical: "top", WrapText: true}})
	if err != nil {
		return err
	}
	plain, err := f.NewStyle(&excelize.Style{Font: &excelize.Font{Family: "Times New Roman", Size: 12}, Alignment: &excelize.Alignment{Vertical: "top", WrapText: true}, NumFmt: 49})
	if err != nil {
		return err
	}
	rows := [][]string{{b.HelpTitle}, b.HelpHeads}
	for _, c := range b.Columns {
		rows = append(rows, []string{"“" + c.Name + "”", c.Help, c.Example})
	}
	for r, row := range rows {
		for i, text := range row {
			if err := f.SetCellStr(b.Help, cellName(i+1, r+1), text); err != nil {
				return err
			}
		}
	}
	for i, width := range []float64{22, 80, 40} {
		letter, _ := excelize.ColumnNumberToName(i + 1)
		if err := f.SetColWidth(b.Help, letter, letter, width); err != nil {
			return err
		}
	}
	if err := f.SetCellStyle(b.Help, "A3", cellName(3, len(rows)), plain); err != nil {
		return err
	}
	return f.SetCellStyle(b.Help, "A1", "C2", bold)
}

func (b *formBook) lists() error {
	f := b.file
	if _, err := f.NewSheet(listSheet); err != nil {
		return err
	}
	for i, c := range b.Columns {
		for r, value := range c.Values {
			if err := f.SetCellStr(listSheet, cellName(i+1, r+1), value); err != nil {
				return err
			}
		}
	}
	return f.SetSheetVisible(listSheet, false)
}

func (b *formBook) properties() error {
	if b.AsOf == "" {
		b.AsOf = "2020-01-01"
	}
	day := b.AsOf + "T00:00:00Z"
	b.file.SetActiveSheet(0)
	return b.file.SetDocProps(&excelize.DocProperties{Creator: "tongket", LastModifiedBy: "", Created: day, Modified: day, Title: b.HelpTitle})
}
