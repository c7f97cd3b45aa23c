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

// asStored gives formulas the types of their results as Excel stores them:
// excelize marks every one as text, and cannot write an error.
func asStored(data []byte, b *Book) ([]byte, error) {
	parts, err := unzipped(data)
	if err != nil {
		return nil, err
	}
	for i, s := range b.Sheets {
		name := fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1)
		for j := range parts {
			if parts[j].name == name {
				parts[j].content = s.stored(parts[j].content)
			}
		}
	}
	return zipped(parts)
}

func (s *Sheet) stored(content []byte) []byte {
	content = bytes.ReplaceAll(content, []byte(` t="str"><f>`), []byte(`><f>`))
	for _, c := range s.Cells {
		if c.Error {
			at := reference(c.Row, c.Col)
			cell := regexp.MustCompile(`(<c r="` + at + `"[^>]*)>(<f>[^<]*</f>)<v>0</v>`)
			content = cell.ReplaceAll(content, []byte(`$1 t="e">$2<v>`+c.Text+`</v>`))
		}
	}
	return content
}
