package xlsx

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"

	"github.com/klauspost/compress/flate"
	"github.com/xuri/excelize/v2"
)

// A packer is the zip that excelize writes a workbook into, part by part. It
// mends what excelize does to a formula with a stored result: it marks the
// result as text, whatever it is. All formulas here give numbers.
type packer struct{ *zip.Writer }

var _ excelize.ZipWriter = packer{}

// newPacker begins a zip. Its parts are deflated one after the other, by one
// compressor: each takes a megabyte.
func newPacker(w io.Writer) packer {
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
	return packer{z}
}

// Create begins a part of the workbook.
func (p packer) Create(name string) (io.Writer, error) {
	w, err := p.Writer.Create(name)
	if err != nil || !strings.HasPrefix(name, "xl/worksheets/sheet") {
		return w, err
	}
	return formulas{w}, nil
}

// A formulas passes a sheet on in which no stored result is text. excelize
// writes a sheet in one piece, or in large ones if it has no formula.
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
