// Package report writes the outputs of a Review into a folder: annexes as PDF,
// Word document and workbook, the dashboard, sentences, findings, facts and the Review itself.
//
// It only puts the renderers in order. What an annex holds is report/annex's,
// how it is worded report/vi's; every number was computed in analysis.
package report

import (
	"bufio"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"

	"golang.org/x/sync/errgroup"

	"tongket/analysis"
	"tongket/ingest"
	"tongket/report/annex"
	"tongket/report/chart"
	"tongket/report/docx"
	"tongket/report/html"
	"tongket/report/pdf"
	"tongket/report/vi"
	"tongket/report/xlsx"
)

// ReviewName is the file of the Review with its manifest, the last one that
// is written.
const ReviewName = "tongket.json"

// An output is one file and what writes it.
type output struct {
	name  string // with "/"
	write func(io.Writer) error
	sum   string // SHA-256 of what was written, in hex
}

// Options of Write; the zero value is useful.
type Options struct {
	Progress func(name string) // called when an output is whole; may be nil
	Cache    chart.Cache       // of charts drawn before; may be nil

	// Undrawn is called for each chart that cannot be drawn, in whose place a box with
	// its figures is printed; several goroutines may do so at once. It may be nil.
	Undrawn func(title string, err error)

	// Grids gives the sheets of an input as they are stored, for the page that shows
	// how they were read; nil: no such page is written.
	Grids func(file string) []ingest.Grid

	// Read gives the figures of an input with the cells that gave their attributes, and
	// why other numbers are none, for the same page; nil: it tells from the figures.
	Read func(file string) ([]ingest.Explained, map[ingest.Pos]ingest.Reason)

	// Template is what the Word documents look like; nil: as we have them.
	Template *Template

	// Sources has each figure of the Word document's tables name its cells in a
	// comment.
	Sources bool

	// Path is where an input stands, for the workbooks that go back to their senders;
	// nil: none are written.
	Path func(file string) string
}

// Write writes every output of a Review into dir, which exists, and notes them
// in its manifest in the order of the list. What holds the facts alone is written
// while analyse makes the Review of them. The Review's own file is written beside
// the others and ended, with the manifest, when they are whole.
func Write(ctx context.Context, dir string, facts ingest.Facts, analyse func() *analysis.Review, opt Options) error {
	w := &writing{dir: dir, opt: opt, made: make(chan error, 1)}
	w.group, w.ctx = errgroup.WithContext(ctx)
	w.group.SetLimit(runtime.GOMAXPROCS(0))
	table := &output{name: "so-lieu.csv", write: func(out io.Writer) error { return writeFacts(out, facts) }}
	w.begin(table)
	r := analyse()
	var review errgroup.Group
	review.Go(func() error { return noPanic(ReviewName, func() error { return w.review(r) }) })
	w.outputs = list(r, annex.Build(r), table, opt)
	for _, o := range w.outputs {
		if o != table {
			w.begin(o)
		}
	}
	err := w.group.Wait()
	w.made <- err
	return cmp.Or(err, review.Wait(), w.disk.Wait())
}

// A writing is the outputs as they are written.
type writing struct {
	ctx     context.Context
	dir     string
	opt     Options
	group   *errgroup.Group // writes outputs
	disk    errgroup.Group  // puts what is written on the disk
	outputs []*output       // but the Review's own file
	made    chan error      // when the outputs are whole, or one cannot be
}

// begin writes an output, beside others.
func (w *writing) begin(o *output) {
	w.group.Go(func() error {
		if err := w.ctx.Err(); err != nil {
			return err
		}
		h := sha256.New()
		if err := noPanic(o.name, func() error { return w.file(o, h) }); err != nil {
			return err
		}
		o.sum = hex.EncodeToString(h.Sum(nil))
		if w.opt.Progress != nil {
			w.opt.Progress(o.name)
		}
		return nil
	})
}

// A Fault is what broke the program while it wrote an output, and where.
type Fault struct {
	Output string
	Value  any
	Stack  []byte
}

func (f *Fault) Error() string { return fmt.Sprintf("%s: panic: %v", f.Output, f.Value) }

// noPanic writes an output, and turns a panic into an error that names it: a fault of
// the program ends the run as any other error does, with the outputs of before whole.
func noPanic(name string, write func() error) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = &Fault{Output: name, Value: r, Stack: debug.Stack()}
		}
	}()
	return write()
}

// review writes the Review's own file.
func (w *writing) review(r *analysis.Review) error {
	manifest := func() (analysis.Manifest, error) {
		err := <-w.made
		r.Manifest.Outputs = nil
		for _, o := range w.outputs {
			r.Manifest.Outputs = append(r.Manifest.Outputs, analysis.FileSum{Name: o.name, SHA256: o.sum})
		}
		return r.Manifest, err
	}
	return w.file(&output{name: ReviewName, write: func(out io.Writer) error { return r.EncodeWith(out, manifest) }}, io.Discard)
}

// list is every output but the Review's own file, those that take long first;
// table is that of the facts.
func list(r *analysis.Review, doc annex.Document, table *output, opt Options) []*output {
	book := doc.Of(annex.Book)
	printer := pdf.New(book, opt.Cache) // draws each chart once for all files
	if opt.Undrawn != nil {
		printer.Undrawn(func(c annex.Chart, err error) { opt.Undrawn(c.Title, err) })
	}
	outputs := []*output{
		{name: "phu-luc.pdf", write: printer.Write},
		{name: "ho-so.pdf", write: func(w io.Writer) error { return pdf.Write(w, doc.Of(annex.Papers)) }},
		{name: "tom-tat.pdf", write: func(w io.Writer) error { return pdf.WriteSummary(w, doc, annex.Summarise(r)) }},
		{name: TableName, write: func(w io.Writer) error { return WriteTable(w, r, opt.Cache) }},
		{name: "phu-luc.xlsx", write: func(w io.Writer) error { return xlsx.Write(w, r, doc) }},
		{name: "phu-luc-tiep-can.xlsx", write: func(w io.Writer) error { return xlsx.WriteAccessible(w, r, doc) }},
		{name: "phu-luc.docx", write: func(w io.Writer) error {
			return docx.Write(w, book, docx.Options{Template: opt.Template, Sources: opt.Sources})
		}},
		{name: "nhan-dinh.docx", write: func(w io.Writer) error {
			return docx.WriteAnnex(w, annex.Remarks(r), 0, docx.Options{Template: opt.Template})
		}},
		{name: "bieu-do.html", write: func(w io.Writer) error { return html.Write(w, r, doc) }},
		{name: "nhan-dinh.md", write: func(w io.Writer) error { _, err := io.WriteString(w, vi.Remarks(r)); return err }},
		{name: "kiem-tra.csv", write: func(w io.Writer) error { return findings(w, r) }},
		{name: "don-doc.pdf", write: func(w io.Writer) error { return pdf.WriteAnnex(w, annex.Reminder(r), 0) }},
		{name: "don-doc.csv", write: func(w io.Writer) error { return vi.WriteDebts(w, r) }},
		table,
	}
	outputs = append(outputs, sheetPages(r, opt)...)
	outputs = append(outputs, sendBacks(r, opt)...)
	for i, a := range book.Annexes {
		outputs = append(outputs, &output{name: "phu-luc/" + a.ID + ".pdf", write: func(w io.Writer) error { return printer.WriteAnnex(w, i) }})
	}
	return outputs
}

// findings writes the findings so that Excel opens them.
func findings(w io.Writer, r *analysis.Review) error {
	if _, err := io.WriteString(w, vi.BOM); err != nil {
		return err
	}
	return vi.WriteFindings(w, r)
}

// writeFacts writes the facts so that Excel opens them.
func writeFacts(w io.Writer, facts ingest.Facts) error {
	if _, err := io.WriteString(w, vi.BOM); err != nil {
		return err
	}
	return ingest.WriteFacts(w, facts)
}

// file writes one output, and its bytes into sum too. It goes to the disk, where
// it is before it takes the old one's place, while others are written.
func (w *writing) file(o *output, sum io.Writer) error {
	path := filepath.Join(w.dir, filepath.FromSlash(o.name))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	b := bufio.NewWriterSize(io.MultiWriter(f, sum), 1<<16)
	if err := o.write(b); err != nil {
		f.Close()
		return fmt.Errorf("%s: %w", o.name, err)
	}
	if err := b.Flush(); err != nil {
		f.Close()
		return fmt.Errorf("%s: %w", o.name, err)
	}
	w.disk.Go(func() error {
		if err := cmp.Or(f.Sync(), f.Close()); err != nil {
			return fmt.Errorf("%s: %w", o.name, err)
		}
		return nil
	})
	return nil
}
