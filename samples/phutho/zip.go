package phutho

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"regexp"
)

// A part is one entry of a zip package.
type part struct {
	name    string
	content []byte
	stored  bool // not deflated
}

// zipped packs parts in their order, without times.
func zipped(parts []part) ([]byte, error) {
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, p := range parts {
		method := zip.Deflate
		if p.stored {
			method = zip.Store
		}
		e, err := w.CreateHeader(&zip.FileHeader{Name: p.name, Method: method})
		if err != nil {
			return nil, err
		}
		if _, err := e.Write(p.content); err != nil {
			return nil, err
		}
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// unzipped are the parts of a zip package in their order.
func unzipped(data []byte) ([]part, error) {
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, err
	}
	var parts []part
	for _, e := range r.File {
		rc, err := e.Open()
		if err != nil {
			return nil, err
		}
		content, err := io.ReadAll(rc)
		rc.Close()
		if err != nil {
			return nil, err
		}
		parts = append(parts, part{name: e.Name, content: content, stored: e.Method == zip.Store})
	}
	return parts, nil
}

// withErrors turns the cells of a workbook that excelize could only write as
// a formula with the result 0 into cells with an error as their result.
func withErrors(data []byte, b *Book) ([]byte, error) {
	parts, err := unzipped(data)
	if err != nil {
		return nil, err
	}
	for i, s := range b.Sheets {
		for _, c := range s.Cells {
			if !c.Error {
				continue
			}
			name := fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1)
			cell := regexp.MustCompile(`<c r="` + reference(c.Row, c.Col) + `"([^>]*)>(<f>[^<]*</f>)<v>0</v>`)
			for j := range parts {
				if parts[j].name == name {
					parts[j].content = cell.ReplaceAll(parts[j].content, []byte(`<c r="`+reference(c.Row, c.Col)+`"$1 t="e">$2<v>`+c.Text+`</v>`))
				}
			}
		}
	}
	return zipped(parts)
}
