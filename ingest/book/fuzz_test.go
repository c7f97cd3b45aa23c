package book

import (
	"bytes"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"tongket/ingest"
)

// slow is how long a reader may take for what a fuzzer makes up: a few kilobytes.
const slow = 5 * time.Second

// readFuzzed reads a file and holds what every reader promises of its grids.
func readFuzzed(t *testing.T, data []byte) {
	start := time.Now()
	g, issues := readData(t, "f", data)
	checkGrids(t, g)
	if d := time.Since(start); d > slow {
		t.Fatalf("%d bytes took %v", len(data), d)
	}
	for _, i := range issues {
		if i.Code == ingest.CodeFault {
			t.Fatal(i.Err)
		}
	}
}

func fuzzSeeds(f *testing.F, kinds ...string) {
	for _, d := range damageables(f) {
		for _, k := range kinds {
			if strings.HasSuffix(d.name, k) {
				f.Add(d.data)
			}
		}
	}
}

// checkGrids checks what every reader promises of its grids.
func checkGrids(t *testing.T, grids []ingest.Grid) {
	for _, g := range grids {
		for _, w := range g.Widths {
			if w.Col1 < 1 || w.Col2 < w.Col1 || w.Col2 > ingest.MaxCol || !(w.Letters > 0 && w.Letters <= 255) {
				t.Fatalf("width %+v", w)
			}
		}
		for i, c := range g.Cells {
			if i > 0 && (g.Cells[i-1].Row > c.Row || g.Cells[i-1].Row == c.Row && g.Cells[i-1].Col >= c.Col) {
				t.Fatalf("cell %d %d after %d %d", c.Row, c.Col, g.Cells[i-1].Row, g.Cells[i-1].Col)
			}
			if c.Row < 1 || c.Row > ingest.MaxRow || c.Col < 1 || c.Col > ingest.MaxCol || int(c.Style) >= len(g.Styles) || int(c.Formula) > len(g.Formulas) {
				t.Fatalf("cell %+v", c)
			}
			if c.Num-c.Num != 0 {
				t.Fatalf("%v is no number", c.Num)
			}
			FormatsOf(g.Styles).Shown(&c)
		}
	}
}

// FuzzBIFF reads streams of .xls without a compound file around them.
func FuzzBIFF(f *testing.F) {
	fuzzSeeds(f, "biff5.xls")
	rnd := rand.New(rand.NewPCG(1, 2))
	for range 5 {
		f.Add(writeBIFF(f, rnd, drawGrid(rnd, false), true))
		f.Add(writeBIFF(f, rnd, drawGrid(rnd, true), false))
	}
	if data, err := os.ReadFile("testdata/files/51-velvet.xls"); err == nil {
		if streams, err := oleStreams(data, "Workbook"); err == nil {
			f.Add(streams["Workbook"])
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		start := time.Now()
		b := &book{ctx: t.Context(), name: "f"}
		g, _ := b.readBIFF(data)
		checkGrids(t, g)
		if d := time.Since(start); d > slow {
			t.Fatalf("%d bytes took %v", len(data), d)
		}
	})
}

// FuzzOLE reads compound files.
func FuzzOLE(f *testing.F) {
	fuzzSeeds(f, "giam-ngheo.xls")
	f.Fuzz(func(t *testing.T, data []byte) {
		readFuzzed(t, append([]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), data[min(8, len(data)):]...))
	})
}

// FuzzZip reads packages as they are.
func FuzzZip(f *testing.F) {
	fuzzSeeds(f, "small.xlsx", "giam-ngheo.ods")
	f.Fuzz(func(t *testing.T, data []byte) {
		readFuzzed(t, append([]byte("PK\x03\x04"), data[min(4, len(data)):]...))
	})
}

func FuzzXLSXSheet(f *testing.F) {
	f.Add(`<sheetData><row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" s="2"><f t="shared" si="0" ref="B2:B3">A1*2</f><v>1.5</v></c></row></sheetData><mergeCells><mergeCell ref="A1:B2"/></mergeCells>`)
	for _, c := range xlsxCases() {
		f.Add(c.body)
	}
	f.Fuzz(func(t *testing.T, body string) {
		readFuzzed(t, zipOf(t, plainBook(body, "<si><t>a</t></si>", fourStyles)...))
	})
}

// FuzzXLSXParts reads shared strings and styles.
func FuzzXLSXParts(f *testing.F) {
	for _, c := range xlsxCases() {
		f.Add(c.strs, fourStyles)
	}
	f.Fuzz(func(t *testing.T, strs, styles string) {
		readFuzzed(t, zipOf(t, plainBook(`<sheetData><row r="1"><c r="A1" t="s" s="1"><v>0</v></c><c r="B1" s="2"><v>1.5</v></c></row></sheetData>`, strs, styles)...))
	})
}

func FuzzODS(f *testing.F) {
	f.Add(`<table:table table:name="S"><table:table-row table:number-rows-repeated="3"><table:table-cell table:number-columns-spanned="2" office:value-type="float" office:value="1"/></table:table-row></table:table>`)
	f.Add(repeatedTable("S", 3, 4))
	f.Fuzz(func(t *testing.T, tables string) {
		readFuzzed(t, odsBookOf(t, tables))
	})
}

// FuzzText reads what is no package: the first bytes tell the format.
func FuzzText(f *testing.F) {
	fuzzSeeds(f, ".csv", ".xml", "page.xls")
	f.Fuzz(func(t *testing.T, data []byte) { readFuzzed(t, data) })
}

// fuzzAs reads random grids in one format.
func fuzzAs(f *testing.F, write func(testing.TB, []drawnCell) []byte, head string) {
	rnd := rand.New(rand.NewPCG(3, 4))
	for range 5 {
		f.Add(bytes.TrimPrefix(write(f, drawGrid(rnd, false)), []byte(head)))
	}
	f.Fuzz(func(t *testing.T, data []byte) { readFuzzed(t, append([]byte(head), data...)) })
}

func FuzzCSV(f *testing.F) { fuzzAs(f, writeCSV, "") }

func FuzzHTML(f *testing.F) { fuzzAs(f, writeHTML, "<html") }

func FuzzMHTML(f *testing.F) {
	f.Add([]byte("MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"--x\"\r\n\r\n----x\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<table><tr><td>H=E1=BB=99</td><td>5</td></tr></table>\r\n----x--\r\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		readFuzzed(t, append([]byte("MIME-Version:"), data[min(13, len(data)):]...))
	})
}

func FuzzXML2003(f *testing.F) {
	fuzzAs(f, writeXML2003, `<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"`)
}

func FuzzFlatODS(f *testing.F) {
	head := `<?xml version="1.0"?><office:document ` + odsNS + `>`
	f.Add([]byte(odsStyles + `<office:body><office:spreadsheet>` + repeatedTable("S", 3, 4) + `</office:spreadsheet></office:body></office:document>`))
	f.Fuzz(func(t *testing.T, data []byte) { readFuzzed(t, append([]byte(head), data...)) })
}

// FuzzEncoding decodes texts in a font of each kind.
func FuzzEncoding(f *testing.F) {
	for i, s := range written {
		f.Add(as(inTCVN3, charmap.Windows1252, s), uint8(i))
	}
	f.Fuzz(func(t *testing.T, text string, class uint8) {
		var d textDecoder
		for _, s := range strings.Split(text, "\n") {
			if !utf8.ValidString(s) {
				continue
			}
			sharedString{plain: s}.text(&d, fontClass(class)%fontClasses)
		}
	})
}

// FuzzXMLScanner holds the scanner against what it promises: every open tag is
// closed, in order, or there is an error.
func FuzzXMLScanner(f *testing.F) {
	f.Add([]byte(`<?xml version="1.0"?><a b="1&amp;>"><c/>x<![CDATA[<]]><!-- y --></a>`))
	f.Fuzz(func(t *testing.T, data []byte) {
		x := newXMLScanner(bytes.NewReader(data), bufferSize, nil)
		open := 0
		for {
			switch x.next() {
			case tokenOpen:
				open++
				for rest := x.attrs; rest != nil; {
					_, _, rest = x.nextAttr(rest)
				}
			case tokenClose:
				open--
			case tokenText:
				x.appendText(nil)
			case tokenEnd:
				if x.err == nil && open != 0 {
					t.Fatalf("%d open tags at the end", open)
				}
				return
			}
		}
	})
}
