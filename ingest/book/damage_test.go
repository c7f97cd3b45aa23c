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

var damageRuns = flag.Int("damage", 6300, "damaged files that TestDamage reads")

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
