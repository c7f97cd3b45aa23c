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

	"tongket/analysis"
	"tongket/report/annex"
	"tongket/report/chart"
)

//go:embed *.html *.css *.js
var files embed.FS

var page = template.Must(template.ParseFS(files, "page.html"))

// scripts are ours, in the order in which they run, after ECharts.
var scripts = []string{"data.js", "source.js", "table.js", "draw.js", "figure.js", "land.js", "places.js", "view.js", "overview.js", "slides.js", "print.js", "main.js"}

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
	code, err := contentsOf(scripts)
	if err != nil {
		return fmt.Errorf("dashboard: %w", err)
	}
	code = append([][]byte{chart.Library(), chart.Locale(), chart.Runtime()}, code...)
	style, err := styles()
	if err != nil {
		return fmt.Errorf("dashboard: %w", err)
	}
	p.Style, p.Policy, p.Code = style, policy(code), codeMark
	var out bytes.Buffer
	if err := page.Execute(&out, p); err != nil {
		return fmt.Errorf("dashboard: %w", err)
	}
	before, after, _ := bytes.Cut(out.Bytes(), []byte(codeMark))
	for _, part := range [][]byte{before, []byte(`<script type="application/json" id="du-lieu">`), content, []byte("</script>\n")} {
		if _, err := w.Write(part); err != nil {
			return err
		}
	}
	if err := writeScripts(w, code); err != nil {
		return err
	}
	_, err = w.Write(after)
	return err
}

// codeMark stands in the page for its data and its scripts, which are written
// as they are: a megabyte is not copied through the template. No text can hold
// it, as the template escapes them.
const codeMark = "<!--code-->"

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

// policy lets run these scripts and nothing else. Styles are let in whole,
// because ECharts sets them on the elements that it makes; a style can't load
// anything, since nothing may be loaded.
func policy(scripts [][]byte) string {
	hashes := ""
	for _, script := range scripts {
		sum := sha256.Sum256(script)
		hashes += " 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
	}
	return "default-src 'none'; base-uri 'none'; form-action 'none'; img-src data: blob:; style-src 'unsafe-inline'; script-src" + hashes
}

// contentsOf are the contents of files of ours.
func contentsOf(names []string) ([][]byte, error) {
	var contents [][]byte
	for _, name := range names {
		content, err := files.ReadFile(name)
		if err != nil {
			return nil, err
		}
		contents = append(contents, content)
	}
	return contents, nil
}

// writeScripts writes scripts as elements.
func writeScripts(w io.Writer, scripts [][]byte) error {
	for _, script := range scripts {
		for _, part := range [][]byte{[]byte("<script>"), script, []byte("</script>\n")} {
			if _, err := w.Write(part); err != nil {
				return err
			}
		}
	}
	return nil
}
