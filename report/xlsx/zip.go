package xlsx

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/klauspost/compress/flate"
	"github.com/xuri/excelize/v2"
)

// A packer is the zip that excelize writes a workbook into, part by part. It
// adds the cells of the sheets, which excelize does not know.
type packer struct {
	*zip.Writer
	sheets  map[string]*sheet // by part of the workbook
	filled  int               // sheets that have their cells
	unnamed []int             // by chart: the series that its legend passes over
}

var _ excelize.ZipWriter = (*packer)(nil)

// newPacker begins a zip. Its parts are deflated one after the other, by one
// compressor: each takes a megabyte.
func newPacker(w io.Writer, sheets map[string]*sheet, unnamed []int) *packer {
	z := zip.NewWriter(w)
	var one *flate.Writer
	z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) {
		if one != nil {
			one.Reset(w)
			return one, nil
		}
		var err error
		one, err = flate.NewWriter(w, flate.DefaultCompression)
		return one, err
	})
	return &packer{Writer: z, sheets: sheets, unnamed: unnamed}
}

// Create begins a part of the workbook.
func (p *packer) Create(name string) (io.Writer, error) {
	w, err := p.Writer.Create(name)
	switch s := p.sheets[name]; {
	case err != nil:
	case s != nil:
		return filling{w, p, s}, nil
	case strings.HasPrefix(name, chartPart):
		return finishing{w, p.unnamedOf(name)}, nil
	}
	return w, err
}

// Close ends the zip, in which all sheets must have their cells.
func (p *packer) Close() error {
	if err := p.Writer.Close(); err != nil {
		return err
	}
	if p.filled != len(p.sheets) {
		return fmt.Errorf("%d of %d sheets have their cells", p.filled, len(p.sheets))
	}
	return nil
}

// chartPart is how the names of the parts of charts begin; their number follows.
const chartPart = "xl/charts/chart"

// unnamedOf is the series of a chart that its legend passes over; -1: none.
func (p *packer) unnamedOf(part string) int {
	n, err := strconv.Atoi(strings.TrimSuffix(strings.TrimPrefix(part, chartPart), ".xml"))
	if err != nil || n < 1 || n > len(p.unnamed) {
		return -1
	}
	return p.unnamed[n-1]
}

// A finishing passes a chart on, which excelize writes in one piece.
type finishing struct {
	w       io.Writer
	unnamed int
}

func (f finishing) Write(xml []byte) (int, error) {
	if _, err := f.w.Write(finished(xml, f.unnamed)); err != nil {
		return 0, err
	}
	return len(xml), nil
}

// A filling passes a sheet on, with its cells, and what goes before the margins:
// which are one, and where they lead. excelize writes a sheet in one piece.
type filling struct {
	w io.Writer
	p *packer
	s *sheet
}

var (
	rowsBegin = []byte("<sheetData>")
	rowsEnd   = []byte("</sheetData>")
	margins   = []byte("<pageMargins ")
)

func (f filling) Write(xml []byte) (int, error) {
	head, rest, found := bytes.Cut(xml, rowsBegin)
	_, rest, closed := bytes.Cut(rest, rowsEnd) // what excelize holds of cells are the heads that name a table's columns
	middle, tail, ends := bytes.Cut(rest, margins)
	if !found || !closed || !ends {
		return 0, fmt.Errorf("sheet %s has no place for its cells", f.s.name)
	}
	as := func(b []byte) func(io.Writer) error {
		return func(w io.Writer) error { _, err := w.Write(b); return err }
	}
	for _, write := range []func(io.Writer) error{
		as(head), as(rowsBegin), f.s.writeRows, as(rowsEnd), as(middle), f.s.writeReferences, as(margins), as(tail),
	} {
		if err := write(f.w); err != nil {
			return 0, err
		}
	}
	f.p.filled++
	return len(xml), nil
}

// writeRows writes the rows of a sheet as XML.
func (s *sheet) writeRows(w io.Writer) error {
	var row rowXML
	for n := 1; n <= len(s.cells) || n < len(s.heights); n++ {
		if s.more != nil && n > sourceHeader {
			break
		}
		row.begin(n, s.pointsOf(n))
		if n <= len(s.cells) {
			row.cells(s.cells[n-1])
		}
		if _, err := w.Write(row.end()); err != nil {
			return err
		}
	}
	if s.more == nil {
		return nil
	}
	return s.more.write(w)
}

// writeReferences writes which cells are one, and where cells lead.
func (s *sheet) writeReferences(w io.Writer) error {
	var b strings.Builder
	if len(s.merged) > 0 {
		fmt.Fprintf(&b, `<mergeCells count="%d">`, len(s.merged))
		for _, ref := range s.merged {
			b.WriteString(`<mergeCell ref="` + ref + `"/>`)
		}
		b.WriteString("</mergeCells>")
	}
	if len(s.links) > 0 {
		b.WriteString("<hyperlinks>")
		var to rowXML
		for _, l := range s.links {
			to.xml = to.xml[:0]
			to.escaped(quoted(l.sheet))
			b.WriteString(`<hyperlink ref="` + cellName(int(l.col), int(l.row)) + `" location="` + string(to.xml) + `!A` + strconv.Itoa(int(l.to)) + `"/>`)
		}
		b.WriteString("</hyperlinks>")
	}
	_, err := io.WriteString(w, b.String())
	return err
}
