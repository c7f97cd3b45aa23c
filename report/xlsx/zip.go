package xlsx

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"strings"

	"github.com/klauspost/compress/flate"
	"github.com/xuri/excelize/v2"
)

// A packer is the zip that excelize writes a workbook into, part by part. It
// adds the rows that excelize did not write, and mends what excelize does to a
// formula with a stored result: it marks the result as text, whatever it is. All
// formulas here give numbers.
type packer struct {
	*zip.Writer
	rows *sourceRows // nil: none
	done bool        // they are written
}

var _ excelize.ZipWriter = (*packer)(nil)

// newPacker begins a zip. Its parts are deflated one after the other, by one
// compressor: each takes a megabyte.
func newPacker(w io.Writer, rows *sourceRows) *packer {
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
	return &packer{Writer: z, rows: rows}
}

// Create begins a part of the workbook.
func (p *packer) Create(name string) (io.Writer, error) {
	w, err := p.Writer.Create(name)
	switch {
	case err != nil:
		return nil, err
	case p.rows != nil && name == p.rows.part:
		return withRows{w, p}, nil
	case strings.HasPrefix(name, "xl/worksheets/sheet"):
		return formulas{w}, nil
	}
	return w, nil
}

// Close ends the zip, in which all rows must be.
func (p *packer) Close() error {
	if err := p.Writer.Close(); err != nil {
		return err
	}
	if p.rows != nil && !p.done {
		return fmt.Errorf("%s has no place for its rows", p.rows.part)
	}
	return nil
}

// A withRows passes a sheet on, with the packer's rows below its own. excelize
// writes it in one piece.
type withRows struct {
	w io.Writer
	p *packer
}

var endOfRows = []byte("</sheetData>")

func (r withRows) Write(xml []byte) (int, error) {
	before, after, found := bytes.Cut(xml, endOfRows)
	if _, err := r.w.Write(before); err != nil {
		return 0, err
	}
	if !found {
		return len(xml), nil
	}
	r.p.done = true
	if _, err := r.p.rows.WriteTo(r.w); err != nil {
		return 0, err
	}
	if _, err := r.w.Write(endOfRows); err != nil {
		return 0, err
	}
	if _, err := r.w.Write(after); err != nil {
		return 0, err
	}
	return len(xml), nil
}

// A formulas passes a sheet on in which no stored result is text. excelize
// writes it in one piece.
type formulas struct{ w io.Writer }

var (
	textResult   = []byte(` t="str"><f>`)
	numberResult = []byte(`><f>`)
)

func (f formulas) Write(xml []byte) (int, error) {
	rest := xml
	for {
		before, after, found := bytes.Cut(rest, textResult)
		if _, err := f.w.Write(before); err != nil {
			return 0, err
		}
		if !found {
			return len(xml), nil
		}
		if _, err := f.w.Write(numberResult); err != nil {
			return 0, err
		}
		rest = after
	}
}
