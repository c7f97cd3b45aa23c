// Package sheets writes the page that shows how each sheet of a job was understood:
// the sheet as it came, each cell by what it was read as, with the findings at their
// cells.
//
// The noun is the page, one file that needs nothing else. What a cell gave a figure is
// told from the figures themselves: a text is an indicator, a place, a year, a measure
// or a unit where a figure of its row or column has that from its words. The package
// reads no sheet and judges nothing; grids come from the caller, all else from the
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

	"tongket/analysis"
	"tongket/ingest"
	"tongket/report/vi"
)

//go:embed page.html page.css page.js
var files embed.FS

var page = template.Must(template.ParseFS(files, "page.html"))

// Write writes the page of r. grids gives the sheets of a file as they are stored, none
// for what is no workbook. The same Review and sheets give the same bytes.
func Write(w io.Writer, r *analysis.Review, grids func(file string) []ingest.Grid) error {
	d := build(r, grids)
	content, err := json.Marshal(d) // escapes <, > and &
	if err != nil {
		return fmt.Errorf("page of the sheets: %w", err)
	}
	code, err := files.ReadFile("page.js")
	if err != nil {
		return err
	}
	style, err := files.ReadFile("page.css")
	if err != nil {
		return err
	}
	sum := sha256.Sum256(code)
	var out bytes.Buffer
	err = page.Execute(&out, map[string]any{
		"Title": vi.SheetsTitle, "Organisation": vi.Folded(r.Job.Organisation), "AsOf": vi.FiguresOf(r.AsOf), "Style": template.CSS(style), "Words": vi.SheetsWords(),
		"Policy": "default-src 'none'; base-uri 'none'; form-action 'none'; style-src 'unsafe-inline'; script-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'",
		"Code":   codeMark,
	})
	if err != nil {
		return fmt.Errorf("page of the sheets: %w", err)
	}
	before, after, _ := bytes.Cut(out.Bytes(), []byte(codeMark))
	for _, part := range [][]byte{before, []byte(`<script type="application/json" id="du-lieu">`), content, []byte("</script>\n<script>"), code, []byte("</script>"), after} {
		if _, err := w.Write(part); err != nil {
			return err
		}
	}
	return nil
}

// codeMark stands in the page for its data and its script.
const codeMark = "<!--code-->"
