package book

import (
	"bytes"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
	"time"

	"tongket/ingest"
)

var damageRuns = flag.Int("damage", 240, "damaged files that TestDamage reads")

// readData reads a file from memory.
func readData(t testing.TB, name string, data []byte) ([]ingest.Grid, []ingest.Issue) {
	return newBook(t, name, data).read()
}

func newBook(t testing.TB, name string, data []byte) *book {
	return &book{ctx: t.Context(), name: name, file: bytes.NewReader(data), size: int64(len(data))}
}

// A damageable is a file to damage.
type damageable struct {
	name string
	data []byte
	// sums: each part has a checksum, so that any change is told. Without, only
	// a cut is (ends), and only in formats that say where they end.
	sums, ends bool
}

func damageables(t testing.TB) []damageable {
	t.Helper()
	file := func(name string) []byte {
		data, err := os.ReadFile("testdata/" + name)
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	var body strings.Builder
	for r := 1; r <= 40; r++ {
		fmt.Fprintf(&body, `<row r="%d"><c r="A%d" t="s"><v>%d</v></c><c r="B%d" s="1"><v>%d.%d</v></c><c r="C%d" s="5"><f>B%d/100</f><v>0.0%d</v></c></row>`, r, r, r%3, r, r*37, r%10, r, r, r)
	}
	book := plainBook(`<cols><col min="4" max="4" hidden="1"/></cols><sheetData>`+body.String()+`</sheetData><mergeCells><mergeCell ref="A1:A2"/></mergeCells>`, `<si><t>Việt Trì</t></si><si><t>Thanh Ba</t></si><si><t>Tæng sè</t></si>`, fourStyles)
	num := func(row, col uint16) biffRecord {
		return biffRecord{recNumber, le(row, col, uint16(0), float64(row)*1.5)}
	}
	label := biffRecord{recLabel, le(uint16(0), uint16(0), uint16(0), uint16(3), "abc")}
	return []damageable{
		{"small.xlsx", zipOf(t, book...), true, true},
		{"giam-ngheo.xlsx", file("giam-ngheo.xlsx"), true, true},
		{"giam-ngheo.ods", file("giam-ngheo.ods"), true, true},
		{"giam-ngheo.xls", file("giam-ngheo.xls"), false, true},
		{"biff5.xls", biffBook(t, biff5Globals, []biffRecord{{recFont, font5("Arial", 400, 0)}, {recXF, le(uint16(0), uint16(0))}}, []string{"S"}, []biffRecord{label, num(1, 0), num(2, 0), num(3, 1)}), false, true},
		{"page.xls", []byte(`<html><meta charset=utf-8><table><tr><td rowspan=2 style="font-family:.VnTime">Hé</td><td>1.234,5</td></tr><tr><td colspan=3>2</td></tr></table></html>`), false, false},
		{"sheet.xml", []byte(`<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="S"><Table><Row ss:Index="2"><Cell ss:MergeAcross="1"><Data ss:Type="Number">1.5</Data></Cell><Cell ss:Formula="=R[-1]C"><Data ss:Type="String">x</Data></Cell></Row></Table></Worksheet></Workbook>`), false, true},
		{"text.csv", []byte(sampleText), false, false},
		{"old.csv", as1258(sampleText), false, false},
	}
}

// snapshot is everything that a figure of a file depends on.
func snapshot(grids []ingest.Grid) string {
	var b strings.Builder
	for i := range grids {
		g := &grids[i]
		fmt.Fprintln(&b, g.Sheet, g.Hidden, g.Merges, g.HiddenRows, g.HiddenCols)
		for _, c := range g.Cells {
			fmt.Fprintln(&b, c.Row, c.Col, c.Kind, c.Num, c.Text, g.Styles[c.Style], c.Formula > 0, c.Uncached)
		}
	}
	return b.String()
}

// TestDamage reads files with one byte changed or their end cut off. Nothing
// may panic or hang, and where the format can tell, what was read is as it was
// or there is an issue more.
func TestDamage(t *testing.T) {
	files := damageables(t)
	whole, issues := make([]string, len(files)), make([]string, len(files))
	for i, f := range files {
		g, is := readData(t, f.name, f.data)
		whole[i], issues[i] = snapshot(g), issuesText(is)
		if len(g) == 0 {
			t.Fatalf("%s: %s", f.name, issues[i])
		}
	}
	rng := rand.New(rand.NewPCG(5, 2020))
	told, unchanged := 0, 0
	for run := range *damageRuns {
		i := run % len(files)
		f := files[i]
		data := bytes.Clone(f.data)
		at := rng.IntN(len(data))
		cut := run/len(files)%3 == 0
		what := fmt.Sprintf("%s cut at %d", f.name, at)
		if cut {
			data = data[:at]
		} else {
			flip := byte(1 + rng.IntN(255))
			data[at] ^= flip
			what = fmt.Sprintf("%s byte %d ^ %#x", f.name, at, flip)
		}
		watch := time.AfterFunc(5*time.Second, func() { panic("hangs: " + what) })
		g, is := readData(t, f.name, data)
		watch.Stop()
		same, more := snapshot(g) == whole[i], issuesText(is) != issues[i]
		if more {
			told++
		} else if same {
			unchanged++
		}
		if !same && !more && (f.sums || cut && f.ends) {
			t.Errorf("%s: read without an issue as\n%s", what, snapshot(g))
		}
	}
	t.Logf("%d damaged files: %d told, %d as they were", *damageRuns, told, unchanged)
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

func FuzzBIFF(f *testing.F) {
	fuzzSeeds(f, "biff5.xls")
	f.Fuzz(func(t *testing.T, data []byte) {
		b := &book{ctx: t.Context(), name: "f"}
		g, _ := b.readBIFF(data)
		checkGrids(t, g)
	})
}

func FuzzXLSXSheet(f *testing.F) {
	f.Add(`<sheetData><row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" s="2"><f t="shared" si="0" ref="B2:B3">A1*2</f><v>1.5</v></c></row></sheetData><mergeCells><mergeCell ref="A1:B2"/></mergeCells>`)
	f.Fuzz(func(t *testing.T, body string) {
		g, _ := readData(t, "f", zipOf(t, plainBook(body, "<si><t>a</t></si>", fourStyles)...))
		checkGrids(t, g)
	})
}

func FuzzODS(f *testing.F) {
	f.Add(`<table:table table:name="S"><table:table-row table:number-rows-repeated="3"><table:table-cell table:number-columns-spanned="2" office:value-type="float" office:value="1"/></table:table-row></table:table>`)
	f.Fuzz(func(t *testing.T, tables string) {
		g, _ := readData(t, "f", odsBookOf(t, tables))
		checkGrids(t, g)
	})
}

func FuzzText(f *testing.F) {
	fuzzSeeds(f, ".csv", ".xml", "page.xls")
	f.Fuzz(func(t *testing.T, data []byte) {
		g, _ := readData(t, "f", data)
		checkGrids(t, g)
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
