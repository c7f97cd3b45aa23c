package report

import (
	"io"

	"tongket/report/vi"
	"tongket/report/xlsx"
)

// WriteForm writes a register as a workbook to be filled in: its columns with help
// and lists, its rows, and room below them.
func WriteForm(w io.Writer, name, help string, columns []vi.FormColumn, rows [][]string, asOf string) error {
	form := xlsx.Form{Sheet: name, Rows: rows, Ready: 200, Help: vi.FormHelpSheet, HelpTitle: help, HelpHeads: vi.FormHelpHeads(), AsOf: asOf}
	for _, c := range columns {
		form.Columns = append(form.Columns, xlsx.FormColumn{Name: c.Name, Help: c.Help, Example: c.Example, Values: c.Values, Free: c.Free, Width: c.Width})
	}
	return xlsx.WriteForm(w, form)
}
