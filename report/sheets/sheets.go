// Package sheets writes the page that shows how each sheet of a job was understood:
// the sheet as it came, each cell by what it was read as, with the findings at their
// cells.
//
// The noun is the page, one file that needs nothing else. What a cell gave a figure is
// told by the reading, else from the figures themselves: a text is an indicator, a place,
// a year, a measure or a unit where a figure of its row or column has that from its words.
// The package reads no sheet and judges nothing; grids come from the caller, all else from the
// Review. Texts of sheets reach the page as JSON in an element that the browser does
// not run, and from there as text nodes.
package sheets

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"html/template"
	"io"
	"slices"

	"tongket/analysis"
	"tongket/ingest"
	"tongket/report/vi"
)

//go:embed page.html page.css page.js index.html index.js
var files embed.FS

var (
	page  = template.Must(template.ParseFS(files, "page.html"))
	index = template.Must(template.ParseFS(files, "index.html"))
)

// A Source gives what the page shows of a file.
type Source struct {
	Grids func(file string) []ingest.Grid // its sheets as they are stored; none for what is no workbook

	// Read gives its figures with the cells that their attributes came from, and why
	// other numbers are none; nil: what cells gave is told from the figures.
	Read func(file string) (figures []ingest.Explained, left map[ingest.Pos]ingest.Reason)

	// Facts are those of each sheet; nil: they are looked for. The pages of many files
	// share them (FactsOf).
	Facts func() map[ingest.Pos][]int32
}

// FactsOf are the numbers of the facts of each sheet.
func FactsOf(r *analysis.Review) map[ingest.Pos][]int32 {
	of := map[ingest.Pos][]int32{}
	for from, n := 0, r.Facts.Len(); from < n; {
		key := sheetOf(r.Facts.Pos(from))
		list := of[key]
		for ; from < n && sheetOf(r.Facts.Pos(from)) == key; from++ {
			list = append(list, int32(from))
		}
		of[key] = list
	}
	return of
}

// Write writes the page of r. The same Review and sheets give the same bytes.
func Write(w io.Writer, r *analysis.Review, from Source) error {
	return writePage(w, r, build(r, from, ""))
}

// WriteFile writes the page of one file alone.
func WriteFile(w io.Writer, r *analysis.Review, from Source, file string) error {
	return writePage(w, r, build(r, from, file))
}

func writePage(w io.Writer, r *analysis.Review, d *data) error {
	content, err := json.Marshal(d) // escapes <, > and &
	if err != nil {
		return fmt.Errorf("page of the sheets: %w", err)
	}
	return write(w, page, "page.js", about(r), [][]byte{[]byte(`<script type="application/json" id="du-lieu">`), content, []byte("</script>\n")})
}

// A Page is the page of one file, as a list of them names it.
type Page struct {
	File, Href, Sender string // without Href: it has no page
	Found              string // how many findings stand on it, in words; empty = none
}

// WriteIndex writes the list of the pages, one a file, of a job too large for one page.
func WriteIndex(w io.Writer, r *analysis.Review, pages []Page) error {
	values := about(r)
	values["Pages"] = pages
	values["Some"] = slices.ContainsFunc(pages, func(p Page) bool { return p.Href == "" })
	return write(w, index, "index.js", values, nil)
}

// about is what every page says of the job.
func about(r *analysis.Review) map[string]any {
	return map[string]any{
		"Title": vi.SheetsTitle, "Organisation": vi.Folded(r.Job.Organisation), "AsOf": vi.FiguresOf(r.AsOf), "Words": vi.SheetsWords(),
	}
}

// write fills a template and puts what comes before its script, and the script, in the
// place of the mark.
func write(w io.Writer, t *template.Template, script string, values map[string]any, before [][]byte) error {
	code, err := files.ReadFile(script)
	if err != nil {
		return err
	}
	style, err := files.ReadFile("page.css")
	if err != nil {
		return err
	}
	sum := sha256.Sum256(code)
	values["Style"] = template.CSS(style)
	values["Policy"] = "default-src 'none'; base-uri 'none'; form-action 'none'; style-src 'unsafe-inline'; script-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
	values["Code"] = template.HTML(codeMark)
	var out bytes.Buffer
	if err := t.Execute(&out, values); err != nil {
		return fmt.Errorf("page of the sheets: %w", err)
	}
	head, after, _ := bytes.Cut(out.Bytes(), []byte(codeMark))
	parts := append([][]byte{head}, before...)
	for _, part := range append(parts, []byte("<script>"), code, []byte("</script>"), after) {
		if _, err := w.Write(part); err != nil {
			return err
		}
	}
	return nil
}

// codeMark stands in the page for its data and its script. No text can hold it, as the
// template escapes them.
const codeMark = "<!--code-->"
