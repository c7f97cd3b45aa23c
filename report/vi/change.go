package vi

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"

	"tongket/analysis"
	"tongket/ingest"
)

// Change is the kind of a change, as the first column of `tongket diff`.
func Change(k analysis.ChangeKind) string {
	switch k {
	case analysis.FigureAdded:
		return "thêm"
	case analysis.FigureRemoved:
		return "bớt"
	case analysis.FigureAltered:
		return "đổi"
	case analysis.VerdictAltered:
		return "đánh giá"
	case analysis.TargetAltered:
		return "mục tiêu"
	case analysis.FindingAltered:
		return "phát hiện"
	}
	return string(k)
}

// WriteChanges writes changes as CSV, one a line; without a change it is the
// header alone. Texts that a spreadsheet would run are made inert.
func WriteChanges(w io.Writer, changes []analysis.Change) error {
	out := csv.NewWriter(w)
	if err := out.Write([]string{"loại", "chỉ tiêu", "địa bàn", "năm", "số liệu", "trước", "sau", "ô trước", "ô sau"}); err != nil {
		return err
	}
	for _, c := range changes {
		row := []string{
			Change(c.Kind), either(c.Name, c.Indicator), c.Place, c.Years.String(), changedMeasure(c),
			side(c, c.Before, plainNumber), side(c, c.After, plainNumber), cellOf(c.Before), cellOf(c.After),
		}
		for i, text := range row {
			if i != 5 && i != 6 || c.Kind == analysis.FindingAltered {
				row[i] = inert(Folded(text))
			}
		}
		if err := out.Write(row); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// TellChanges writes changes as lines to read.
func TellChanges(w io.Writer, changes []analysis.Change) error {
	if len(changes) == 0 {
		_, err := fmt.Fprintln(w, "Không có gì khác nhau.")
		return err
	}
	for _, c := range changes {
		what := either(c.Name, c.Indicator)
		for _, part := range []string{c.Place, c.Years.String(), changedMeasure(c)} {
			if part != "" {
				what += ", " + part
			}
		}
		if _, err := fmt.Fprintf(w, "%s: %s: %s → %s\n", Change(c.Kind), what, told(c, c.Before), told(c, c.After)); err != nil {
			return err
		}
	}
	_, err := fmt.Fprintf(w, "Tất cả: %s thay đổi.\n", Number(float64(len(changes)), 0))
	return err
}

func changedMeasure(c analysis.Change) string {
	if c.Measure == "" {
		return ""
	}
	return Measure(c.Measure)
}

// told is a side with its cell, "(không có)" if it says nothing.
func told(c analysis.Change, s analysis.Side) string {
	text := either(side(c, s, Exact), "(không có)")
	if cell := cellOf(s); cell != "" {
		text += " [" + cell + "]"
	}
	return text
}

// plainNumber has a decimal comma and no grouping, as numbers in a catalogue
// have: every digit that the figure has.
func plainNumber(v float64) string {
	return strings.Replace(strconv.FormatFloat(v, 'f', -1, 64), ".", ",", 1)
}

// side words what one Review says; empty if it says nothing.
func side(c analysis.Change, s analysis.Side, number func(float64) string) string {
	switch {
	case !s.Stated:
		return ""
	case s.Finding != nil:
		content, _ := Finding(*s.Finding)
		return Severity(s.Finding.Severity) + " " + s.Finding.Code + ": " + content
	case s.Value != nil:
		return strings.TrimPrefix(Bound(s.Bound)+" "+number(*s.Value), " ")
	case c.Kind == analysis.VerdictAltered:
		return Verdict(s.Verdict, false)
	case s.Mark == ingest.Nil:
		return "-"
	}
	return "…"
}

func cellOf(s analysis.Side) string {
	switch {
	case s.Pos != (ingest.Pos{}):
		return s.Pos.String()
	case s.Finding != nil && s.Finding.Pos != (ingest.Pos{}):
		return s.Finding.Pos.String()
	}
	return ""
}
