package annex

import (
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"tongket/analysis"
	"tongket/ingest"
)

var update = flag.Bool("update", false, "write the golden files")

// golden compares text with a file of testdata.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs (-update writes it):\n%s", name, firstDifference(got, string(want)))
	}
}

func firstDifference(got, want string) string {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range g {
		if i >= len(w) || g[i] != w[i] {
			old := ""
			if i < len(w) {
				old = w[i]
			}
			return fmt.Sprintf("line %d\n got %s\nwant %s", i+1, g[i], old)
		}
	}
	return fmt.Sprintf("%d lines, want %d", len(g), len(w))
}

// print writes a document as plain text, spaces that keep a line together as
// plain ones.
func print(doc Document) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s | %s\n%s\n%s\n%s\n\n%s\n%s\n", doc.Superior, strings.Join(doc.Motto, " / "), doc.Organisation, doc.PlaceDate, doc.Draft, doc.Title, doc.Subtitle)
	for _, a := range doc.Annexes {
		printAnnex(&b, a)
	}
	return strings.ReplaceAll(b.String(), "\u00a0", " ")
}

func printAnnex(w io.Writer, a Annex) {
	fmt.Fprintf(w, "\n== %s [%s]\n%s\n%s\n", a.Number, a.ID, a.Title, a.Attached)
	if a.Scope != "" {
		fmt.Fprintln(w, a.Scope)
	}
	for _, block := range a.Blocks {
		if block.Heading != "" {
			fmt.Fprintf(w, "\n-- %s\n", block.Heading)
		}
		if block.Unit != "" {
			fmt.Fprintf(w, "%60s\n", block.Unit)
		}
		for _, p := range block.Paragraphs {
			bullet := ""
			if p.Bullet {
				bullet = "- "
			}
			fmt.Fprintf(w, "%s%s\n", bullet, p.Text)
		}
		if block.Table != nil {
			printTable(w, *block.Table)
		}
		if block.Chart != nil {
			printChart(w, *block.Chart)
		}
	}
	for _, n := range a.Notes {
		fmt.Fprintln(w, n)
	}
	if a.Source != "" {
		fmt.Fprintln(w, a.Source)
	}
}

func printTable(w io.Writer, t Table) {
	lines := make([][]string, 0, len(t.Rows)+2)
	groups, titles := make([]string, len(t.Columns)), make([]string, len(t.Columns))
	grouped := false
	for i, c := range t.Columns {
		groups[i], titles[i] = c.Group, c.Title
		grouped = grouped || c.Group != ""
		if i > 0 && c.Group == t.Columns[i-1].Group {
			groups[i] = ""
		}
	}
	if grouped {
		lines = append(lines, groups)
	}
	lines = append(lines, titles)
	for _, r := range t.Rows {
		line := make([]string, len(r.Cells))
		for i, c := range r.Cells {
			line[i] = c.Text
			if c.Note > 0 {
				line[i] += fmt.Sprintf("(%d)", c.Note)
			}
		}
		lines = append(lines, line)
	}
	widths := make([]int, len(t.Columns))
	for i := range widths {
		for _, line := range lines[min(1, len(lines)-1):] {
			widths[i] = max(widths[i], utf8.RuneCountInString(line[i]))
		}
	}
	for _, line := range lines {
		var b strings.Builder
		for i, s := range line {
			if i > 0 {
				b.WriteString(" | ")
			}
			pad := strings.Repeat(" ", max(0, widths[i]-utf8.RuneCountInString(s)))
			if t.Columns[i].Align == Right {
				b.WriteString(pad + s)
			} else {
				b.WriteString(s + pad)
			}
		}
		fmt.Fprintln(w, strings.TrimRight(b.String(), " "))
	}
}

func printChart(w io.Writer, c Chart) {
	fmt.Fprintf(w, "[%s %s] %s (%s)", c.Kind, c.ID, c.Title, c.Unit)
	if c.Goal != nil {
		fmt.Fprintf(w, " %s", c.Goal.Label)
	}
	fmt.Fprintf(w, ": %s\n", strings.Join(c.Categories, " "))
}

// A term of six years for hand-made reviews.
var term = analysis.Term{Base: 2015, Last: 2020, Next: 2025}

// line makes a series from values as a sheet has them: "12,04" style decimals
// are Go floats here; nil is missing, and a string is a mark.
func line(facts *ingest.Facts, code, place string, values ...any) analysis.Line {
	l := analysis.Line{Place: place}
	for i, v := range values {
		p := analysis.Point{Year: term.Base + i}
		switch v := v.(type) {
		case nil:
			p.Status = analysis.Missing
		case string:
			p.Status = analysis.Status(v)
		case float64:
			p.Value = v
			p.Facts = []int{facts.Len()}
			facts.Append(ingest.Fact{
				Pos:       ingest.Pos{File: "so-lieu/a.xlsx", Sheet: "Biểu 1", Row: int32(facts.Len() + 8), Col: int32(i + 4)},
				Indicator: code, Place: place, Years: ingest.Year(p.Year), Measure: ingest.Actual, Value: v, Known: true, Raw: fmt.Sprint(v),
			})
		}
		l.Points = append(l.Points, p)
	}
	return l
}

// result makes what analysis says of an indicator, with its own methods.
func result(ind analysis.Indicator, whole analysis.Line, goal *analysis.Goal) analysis.Result {
	return analysis.Result{
		Indicator: ind, Whole: whole, Goal: goal,
		Term:      analysis.Statistics(ind.Kind, term, whole.Points),
		Judgement: analysis.Judge(ind, term, whole, goal),
		Progress:  analysis.ProgressOf(ind, term, whole, goal),
	}
}
