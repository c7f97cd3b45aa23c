package book

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"testing"
)

// sheetXML is a sheet part of 2,000 rows of ten numbers and a text, as Excel
// writes it.
func sheetXML() []byte {
	var b bytes.Buffer
	b.WriteString(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>`)
	for row := 1; row <= 2000; row++ {
		fmt.Fprintf(&b, `<row r="%d" spans="1:11"><c r="A%[1]d" s="3" t="s"><v>%[1]d</v></c>`, row)
		for col := 'B'; col <= 'K'; col++ {
			fmt.Fprintf(&b, `<c r="%c%d" s="4"><v>%d.%d</v></c>`, col, row, row*int(col), col)
		}
		b.WriteString(`</row>`)
	}
	b.WriteString(`</sheetData></worksheet>`)
	return b.Bytes()
}

// scanCells counts the cells and the bytes of their references and values.
func scanCells(data []byte) (cells, size int, err error) {
	x := newXMLScanner(bytes.NewReader(data), uint64(len(data)), nil)
	inValue := false
	var text []byte
	for {
		switch x.next() {
		case tokenEnd:
			return cells, size, x.err
		case tokenOpen:
			inValue = string(x.name) == "v"
			if string(x.name) == "c" {
				ref, _ := x.attr("r")
				cells, size = cells+1, size+len(ref)
			}
		case tokenClose:
			inValue = false
		case tokenText:
			if inValue {
				text = x.appendText(text[:0])
				size += len(text)
			}
		}
	}
}

// tokenCells is scanCells by encoding/xml; raw is without its check of nesting
// and its namespaces.
func tokenCells(data []byte, raw bool) (cells, size int, err error) {
	d := xml.NewDecoder(bytes.NewReader(data))
	next := d.Token
	if raw {
		next = d.RawToken
	}
	inValue := false
	for {
		t, err := next()
		if err == io.EOF {
			return cells, size, nil
		}
		if err != nil {
			return cells, size, err
		}
		switch t := t.(type) {
		case xml.StartElement:
			inValue = t.Name.Local == "v"
			if t.Name.Local == "c" {
				for _, a := range t.Attr {
					if a.Name.Local == "r" {
						cells, size = cells+1, size+len(a.Value)
					}
				}
			}
		case xml.EndElement:
			inValue = false
		case xml.CharData:
			if inValue {
				size += len(t)
			}
		}
	}
}

// BenchmarkXML holds the scanner against encoding/xml on the cells of a sheet.
func BenchmarkXML(b *testing.B) {
	data := sheetXML()
	cells, size, err := scanCells(data)
	if err != nil || cells != 22000 {
		b.Fatalf("%d cells, %v", cells, err)
	}
	for _, way := range []struct {
		name string
		read func() (int, int, error)
	}{
		{"scanner", func() (int, int, error) { return scanCells(data) }},
		{"encoding", func() (int, int, error) { return tokenCells(data, false) }},
		{"encoding-raw", func() (int, int, error) { return tokenCells(data, true) }},
	} {
		b.Run(way.name, func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			b.ReportAllocs()
			for b.Loop() {
				if n, s, err := way.read(); n != cells || s != size || err != nil {
					b.Fatalf("%d cells of %d bytes, %v", n, s, err)
				}
			}
		})
	}
}
