// Package report writes the outputs of a Review into a folder: annexes as PDF
// and XLSX, the dashboard, sentences, findings, facts and the Review itself.
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

	"golang.org/x/sync/errgroup"

	"tongket/analysis"
	"tongket/ingest"
	"tongket/report/annex"
	"tongket/report/chart"
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
}

// Options of Write; the zero value is useful.
type Options struct {
	Progress func(name string) // called when an output is whole; may be nil
	Cache    chart.Cache       // of charts drawn before; may be nil
}

// Write writes every output of r into dir, which exists, and notes them in
// r's manifest in the order of this list. The Review's own file is written
// beside the others and ended, with the manifest, when they are whole.
func Write(ctx context.Context, dir string, r *analysis.Review, opt Options) error {
	outputs := list(r, annex.Build(r), opt.Cache)
	sums := make([]analysis.FileSum, len(outputs))
	others := make(chan error, 1)
	var review, disk errgroup.Group
	review.Go(func() error {
		return writeFile(dir, output{ReviewName, func(w io.Writer) error {
			return r.EncodeWith(w, func() (analysis.Manifest, error) {
				err := <-others
				r.Manifest.Outputs = sums
				return r.Manifest, err
			})
		}}, io.Discard, &disk)
	})
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(runtime.GOMAXPROCS(0))
	for i, o := range outputs {
		g.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			h := sha256.New()
			if err := writeFile(dir, o, h, &disk); err != nil {
				return err
			}
			sums[i] = analysis.FileSum{Name: o.name, SHA256: hex.EncodeToString(h.Sum(nil))}
			if opt.Progress != nil {
				opt.Progress(o.name)
			}
			return nil
		})
	}
	err := g.Wait()
	others <- err
	return cmp.Or(err, review.Wait(), disk.Wait())
}

// list is every output but the Review's own file, the slowest first.
func list(r *analysis.Review, doc annex.Document, cache chart.Cache) []output {
	printer := pdf.New(doc, cache) // draws each chart once for all files
	outputs := []output{
		{"phu-luc.pdf", printer.Write},
		{TableName, func(w io.Writer) error { return WriteTable(w, r, cache) }},
		{"phu-luc.xlsx", func(w io.Writer) error { return xlsx.Write(w, r, doc) }},
		{"bieu-do.html", func(w io.Writer) error { return html.Write(w, r, doc) }},
		{"nhan-dinh.md", func(w io.Writer) error { _, err := io.WriteString(w, vi.Remarks(r)); return err }},
		{"kiem-tra.csv", func(w io.Writer) error { return findings(w, r) }},
		{"don-doc.pdf", func(w io.Writer) error { return pdf.WriteAnnex(w, annex.Reminder(r), 0) }},
		{"don-doc.csv", func(w io.Writer) error { return vi.WriteDebts(w, r) }},
		{"so-lieu.csv", func(w io.Writer) error { return ingest.WriteFacts(w, r.Facts) }},
	}
	for i, a := range doc.Annexes {
		outputs = append(outputs, output{"phu-luc/" + a.ID + ".pdf", func(w io.Writer) error { return printer.WriteAnnex(w, i) }})
	}
	return outputs
}

// findings writes the findings so that Excel opens them.
func findings(w io.Writer, r *analysis.Review) error {
	if _, err := io.WriteString(w, vi.FindingsBOM); err != nil {
		return err
	}
	return vi.WriteFindings(w, r)
}

// writeFile writes one output, and its bytes into sum too. It goes to the disk,
// where it is before it takes the old one's place, while others are written.
func writeFile(dir string, o output, sum io.Writer, disk *errgroup.Group) error {
	path := filepath.Join(dir, filepath.FromSlash(o.name))
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
	disk.Go(func() error {
		if err := cmp.Or(f.Sync(), f.Close()); err != nil {
			return fmt.Errorf("%s: %w", o.name, err)
		}
		return nil
	})
	return nil
}
