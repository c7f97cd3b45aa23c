package report

import (
	"fmt"
	"io"
	"path"
	"slices"
	"strings"

	"tongket/analysis"
	"tongket/ingest"
	"tongket/ingest/words"
	"tongket/report/sheets"
	"tongket/report/vi"
)

// SheetsName is the page that shows how each sheet was read.
const SheetsName = "doc-so-lieu.html"

// mostOnAPage is how many figures one page of all sheets has room for: with that it has
// less than 8 MB.
const mostOnAPage = 100_000

// sheetPages are the page that shows how each sheet was read; of a job too large for one
// a page a file, in a folder, and the list of them.
func sheetPages(r *analysis.Review, opt Options) []*output {
	if opt.Grids == nil {
		return nil
	}
	if r.Facts.Len() <= mostOnAPage {
		return []*output{{name: SheetsName, write: func(w io.Writer) error { return sheets.Write(w, r, sheets.Source{Grids: opt.Grids, Read: opt.Read}) }}}
	}
	return pagesOfFiles(r, opt)
}

func pagesOfFiles(r *analysis.Review, opt Options) (out []*output) {
	var pages []sheets.Page
	for _, b := range r.Balances {
		if strings.Contains(b.File, "!") || slices.ContainsFunc(pages, func(p sheets.Page) bool { return p.File == b.File }) {
			continue
		}
		stem := words.Slug(strings.TrimSuffix(path.Base(b.File), path.Ext(b.File)))
		p := sheets.Page{File: b.File, Href: fmt.Sprintf("doc-so-lieu/%03d-%.40s.html", len(pages)+1, stem), Sender: r.Senders[b.File]}
		found := 0
		for _, f := range r.Findings {
			if f.Settled == nil && (f.Pos.File == b.File || slices.ContainsFunc(f.Related, func(p ingest.Pos) bool { return p.File == b.File })) {
				found++
			}
		}
		if found > 0 {
			p.Found = vi.FindingCount(found)
		}
		pages = append(pages, p)
		out = append(out, &output{name: p.Href, write: func(w io.Writer) error { return sheets.WriteFile(w, r, sheets.Source{Grids: opt.Grids}, p.File) }})
	}
	return append(out, &output{name: SheetsName, write: func(w io.Writer) error { return sheets.WriteIndex(w, r, pages) }})
}
