package vi

import (
	"encoding/csv"
	"io"
	"strings"

	"tongket/analysis"
	"tongket/ingest"
)

// BOM is what the CSV files begin with, so that Excel reads UTF-8.
const BOM = "\ufeff"

// WriteFindings writes the findings as CSV, one a line, in the order of the
// Review and in the columns of kiem-tra.csv, without a byte order mark.
func WriteFindings(w io.Writer, r *analysis.Review) error {
	out := csv.NewWriter(w)
	header := []string{"mức", "mã", "tệp", "trang", "ô", "ô liên quan", "chỉ tiêu", "địa bàn", "năm", "nội dung", "đề nghị", "dòng ghi"}
	if err := out.Write(header); err != nil {
		return err
	}
	for _, f := range r.Findings {
		if err := out.Write(findingRow(f)); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

func findingRow(f analysis.Finding) []string {
	content, advice := Finding(f)
	row := []string{
		Severity(f.Severity), f.Code, f.Pos.File, f.Pos.Sheet, f.Pos.Cell(), Positions(f.Related),
		either(f.Name, f.Indicator), f.Place, f.Years.String(), content, joined(advice, SettlingAdvice(f)), SettlingLine(f),
	}
	for i, text := range row {
		row[i] = inert(Folded(text))
	}
	return row
}

// joined is two sentences, either of which may be empty.
func joined(a, b string) string { return strings.TrimSpace(a + " " + b) }

// Positions names cells as file!sheet!cell, joined by "; ".
func Positions(cells []ingest.Pos) string {
	texts := make([]string, len(cells))
	for i, p := range cells {
		texts[i] = p.String()
	}
	return strings.Join(texts, "; ")
}

// inert keeps a spreadsheet from taking a text of somebody else's sheet for a
// formula: such a text gets an apostrophe before it.
func inert(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		return "'" + s
	}
	return s
}
