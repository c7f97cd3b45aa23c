// Package html writes a Review as the dashboard that leadership opens: one
// file that needs nothing else, neither network nor server.
//
// The noun is the page. It says at a glance how the term went, opens each
// indicator with its charts and tables, and names for every figure the file,
// the sheet and the cell that it was read from. All figures and words come
// from the Review, report/annex and report/vi; this package computes nothing
// and invents nothing.
//
// Labels come from sheets that anybody may have typed. They reach the page
// only through html/template, or as JSON in an element that the browser does
// not run and from there as text nodes; a policy in the page's head lets no
// script run but ours and no request leave.
package html

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"html/template"
	"io"
	"strings"

	"tongket/analysis"
	"tongket/report/annex"
	"tongket/report/chart"
)

//go:embed *.html *.css *.js
var files embed.FS

var page = template.Must(template.ParseFS(files, "page.html"))

// scripts are ours, in the order in which they run, after ECharts.
var scripts = []string{"data.js", "source.js", "table.js", "draw.js", "land.js", "view.js", "overview.js", "slides.js", "print.js", "main.js"}

// Write writes the dashboard of r; doc gives the head of the organisation.
// Same Review, same bytes.
func Write(w io.Writer, r *analysis.Review, doc annex.Document) error {
	b, err := newBuilder(r)
	if err != nil {
		return fmt.Errorf("dashboard: %w", err)
	}
	p := newHead(b, doc)
	content, err := json.Marshal(b.data) // escapes <, > and &
	if err != nil {
		return fmt.Errorf("dashboard: %w", err)
	}
	elements, hashes, err := code()
	if err != nil {
		return fmt.Errorf("dashboard: %w", err)
	}
	style, err := styles()
	if err != nil {
		return fmt.Errorf("dashboard: %w", err)
	}
	p.Style = style
	p.Policy = policy(hashes)
	p.Data = template.HTML(`<script type="application/json" id="du-lieu">` + string(content) + `</script>`)
	p.Scripts = template.HTML(elements)
	var out bytes.Buffer
	if err := page.Execute(&out, p); err != nil {
		return fmt.Errorf("dashboard: %w", err)
	}
	_, err = w.Write(out.Bytes())
	return err
}

// styles are those of the dashboard and of lists of changes.
func styles() (template.CSS, error) {
	var all template.CSS
	for _, name := range []string{"style.css", "list.css"} {
		style, err := files.ReadFile(name)
		if err != nil {
			return "", err
		}
		all += template.CSS(style)
	}
	return all, nil
}

// policy lets run what has one of the hashes and nothing else. Styles are let
// in whole, because ECharts sets them on the elements that it makes; a style
// can't load anything, since nothing may be loaded.
func policy(hashes []string) string {
	return "default-src 'none'; base-uri 'none'; form-action 'none'; img-src data: blob:; style-src 'unsafe-inline'; script-src " + strings.Join(hashes, " ")
}

// code is the script elements of the dashboard, and the hash of each for the
// policy.
func code() (elements string, hashes []string, err error) {
	return scriptElements([][]byte{chart.Library(), chart.Locale(), chart.Runtime()}, scripts)
}

// scriptElements are elements with these scripts and those of these files.
func scriptElements(contents [][]byte, names []string) (elements string, hashes []string, err error) {
	for _, name := range names {
		content, err := files.ReadFile(name)
		if err != nil {
			return "", nil, err
		}
		contents = append(contents, content)
	}
	var b strings.Builder
	for _, content := range contents {
		sum := sha256.Sum256(content)
		hashes = append(hashes, "'sha256-"+base64.StdEncoding.EncodeToString(sum[:])+"'")
		b.WriteString("<script>")
		b.Write(content)
		b.WriteString("</script>\n")
	}
	return b.String(), hashes, nil
}
