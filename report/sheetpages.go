package report

import (
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
	"sync"

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

// mostPages is how many files have a page of their own at most: those with findings first.
const mostPages = 1000

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
	seen, found := map[string]bool{}, openByFile(r)
	for _, b := range r.Balances {
		if strings.Contains(b.File, "!") || seen[b.File] {
			continue
		}
		seen[b.File] = true
		stem := words.Slug(strings.TrimSuffix(path.Base(b.File), path.Ext(b.File)))
		p := sheets.Page{File: b.File, Href: fmt.Sprintf("doc-so-lieu/%03d-%.40s.html", len(pages)+1, stem), Sender: r.Senders[b.File]}
		if n := found[b.File]; n > 0 {
			p.Found = vi.FindingCount(n)
		}
		pages = append(pages, p)
	}
	own := map[string]bool{}
	for _, doubtful := range []bool{true, false} {
		for _, p := range pages {
			if len(own) < mostPages && (p.Found != "") == doubtful {
				own[p.File] = true
			}
		}
	}
	from := sheets.Source{Grids: opt.Grids, Facts: sync.OnceValue(func() map[ingest.Pos][]int32 { return sheets.FactsOf(r) })}
	for i := range pages {
		p := &pages[i]
		if !own[p.File] {
			p.Href = ""
			continue
		}
		out = append(out, &output{name: p.Href, write: func(w io.Writer) error { return sheets.WriteFile(w, r, from, p.File) }})
	}
	return append(out, &output{name: SheetsName, write: func(w io.Writer) error { return sheets.WriteIndex(w, r, pages) }})
}

// openByFile counts the findings about each file that nothing has settled.
func openByFile(r *analysis.Review) map[string]int {
	count := map[string]int{}
	for _, f := range r.Findings {
		if f.Settled != nil {
			continue
		}
		about := []string{f.Pos.File}
		for _, p := range f.Related {
			if !slices.Contains(about, p.File) {
				about = append(about, p.File)
			}
		}
		for _, file := range about {
			count[file]++
		}
	}
	return count
}
