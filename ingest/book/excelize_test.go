package book

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/unicode/norm"

	"tongket/ingest"
)

// excelizeCells reads a workbook with excelize: raw values by sheet and cell,
// in its order of rows.
func excelizeCells(t testing.TB, data []byte) string {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var b strings.Builder
	for _, sheet := range f.GetSheetList() {
		rows, err := f.GetRows(sheet, excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		for r, row := range rows {
			for c, v := range row {
				if v != "" {
					fmt.Fprintf(&b, "%s!%s %s\n", sheet, ingest.Pos{Row: int32(r + 1), Col: int32(c + 1)}.Cell(), rawText(v))
				}
			}
		}
	}
	return b.String()
}

// rawText makes one form of the ways to write a number.
func rawText(s string) string {
	if v, err := strconv.ParseFloat(s, 64); err == nil {
		return strconv.FormatFloat(v, 'g', 15, 64)
	}
	return norm.NFC.String(s)
}

func ourCells(grids []ingest.Grid) string {
	var b strings.Builder
	for _, g := range grids {
		for _, c := range g.Cells {
			v := c.Text
			switch c.Kind {
			case ingest.Number, ingest.Date, ingest.Boolean:
				v = strconv.FormatFloat(c.Num, 'g', -1, 64)
			}
			if v = rawText(v); v != "" {
				fmt.Fprintf(&b, "%s!%s %s\n", g.Sheet, ingest.Pos{Row: c.Row, Col: c.Col}.Cell(), v)
			}
		}
	}
	return b.String()
}

// difference lists the lines that only one of the two has.
func difference(ours, theirs string) string {
	var b strings.Builder
	only := func(sign, a, other string) {
		for line := range strings.Lines(a) {
			if !strings.Contains("\n"+other, "\n"+line) {
				b.WriteString(sign + line)
			}
		}
	}
	only("+", ours, theirs)
	only("-", theirs, ours)
	return b.String()
}

// TestAgainstExcelize reads the fixtures with excelize too. Every difference is
// one of those below, each with its reason; "+" is what this package reads.
func TestAgainstExcelize(t *testing.T) {
	known := map[string]string{
		// A date stored as ISO text is a date; "_x000D_" is the \r of a line break.
		"types": "+S!A2  Tổng & số\n+S!D2 43465\n-S!A2  Tổng & số\r\n-S!D2 2018-12-31",
		// excelize leaves formulas without a result empty unless it is asked.
		"formulas without and with a cached value, shared ones moved":                               "+S!C3 1",
		"what was saved without results is computed, unless it depends on itself or asks elsewhere": "+S!B1 8\n+S!C1 2.5",
		// excelize puts cells where they come in the file.
		"rows and cells out of order, and without references": "+S!A1 11\n+S!B1 12\n+S!C2 23\n+S!A3 31\n-S!C3 31\n-S!D3 11\n-S!E3 12\n-S!F3 23",
		// excelize ends the sheet at the first broken reference, without an error.
		"broken cells": "+S!C1 12x\n+S!D1 4\n+S!F1 7\n+S!G1 +Inf",
		// Excel doesn't show what stands under a merge.
		"merges hide what they cover": "-S!B1 2",
		// To excelize a footnote mark is a digit of the number.
		"rich text: footnote marks stay apart, phonetic text is left out": "+S!A1 1.234(1)\n-S!A1 1.2341",
		// excelize keeps the last of several texts and values.
		"plain text before the first run and after the last is in the cell's font": "+S!A1 12.345 hộ\n+S!C1 HỘ NGHÈO nghèo\n-S!A1  hộ.345\n-S!C1 Hé nghÌo nghèo",
		"two values in a cell, or one with elements inside, are none":              "+S!A1 200 | 999\n+S!C1 0 | 1\n-S!A1 999\n-S!C1 b",
		// To excelize they are texts.
		"dates and times of ISO 8601, by the clock of their place": "+S!A1 0.354166666666667\n+S!B1 0.75\n+S!C1 43465.9791724537\n-S!A1 08:30:00\n-S!B1 T18:00Z\n-S!C1 2018-12-31T23:30:00.500+07:00",
		// excelize knows no fonts that stand for an encoding.
		"TCVN3 by its font; Unicode in that font stays": "+S!A1 Tổng số hộ nghèo\n+S!B1 TỔNG SỐ HỘ NGHÈO\n+S!D1 Hộ nghèo đầu kỳ\n-S!A1 Tæng sè hé nghÌo\n-S!B1 Tæng sè hé nghÌo\n-S!D1 Hé nghÌo đầu kỳ",
		// All of the above.
		"giam-ngheo.xlsx": "+Biểu 1!A4 Thanh Ba(1)\n+Biểu 1!B6 1249.5\n+Biểu 1!C6 2319.75\n+Biểu 1!A8 Tổng số hộ nghèo\n+Biểu 1!A9 TỔNG SỐ HỘ NGHÈO\n+Biểu 1!A10 Tổng số hộ nghèo\n" +
			"-Biểu 1!A4 Thanh Ba1\n-Biểu 1!A8 Tæng sè hé nghÌo\n-Biểu 1!A9 Tæng sè hé nghÌo\n-Biểu 1!A10 Toång soá hoä ngheøo",
	}
	files := map[string][]byte{}
	for _, c := range xlsxCases() {
		files[c.name] = zipOf(t, plainBook(c.body, c.strs, fourStyles)...)
	}
	data, err := os.ReadFile("testdata/giam-ngheo.xlsx")
	if err != nil {
		t.Fatal(err)
	}
	files["giam-ngheo.xlsx"] = data
	files["plain"] = ordinaryBook(t, 60)
	for name, data := range files {
		t.Run(name, func(t *testing.T) {
			grids, _ := readData(t, "f", data)
			equalText(t, "difference", difference(ourCells(grids), excelizeCells(t, data)), known[name])
		})
	}
}

// ordinaryBook is a workbook as excelize writes it: labels, figures, totals.
func ordinaryBook(t testing.TB, rows int) []byte {
	t.Helper()
	f := excelize.NewFile()
	format := "#,##0.0"
	style, err := f.NewStyle(&excelize.Style{CustomNumFmt: &format})
	if err != nil {
		t.Fatal(err)
	}
	set := func(col, row int, v any) {
		cell := ingest.Pos{Row: int32(row), Col: int32(col)}.Cell()
		if err := f.SetCellValue("Sheet1", cell, v); err != nil {
			t.Fatal(err)
		}
		if col > 3 {
			if err := f.SetCellStyle("Sheet1", cell, cell, style); err != nil {
				t.Fatal(err)
			}
		}
	}
	for row := 1; row <= rows; row++ {
		set(1, row, row)
		set(2, row, fmt.Sprintf("Huyện %d", row%13))
		set(3, row, "Tỷ lệ hộ nghèo")
		for col := 4; col <= 15; col++ {
			set(col, row, float64(row*col*col)/8)
		}
	}
	if err := f.MergeCell("Sheet1", "A1", "A2"); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// The two benchmarks read the same workbooks; the bar is 0.35 of excelize.
func BenchmarkGrids(b *testing.B) {
	for _, rows := range []int{50, 2000} {
		data := ordinaryBook(b, rows)
		b.Run(fmt.Sprint("rows=", rows), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if g, is := readData(b, "f", data); len(g) != 1 || len(is) > 0 {
					b.Fatal(is)
				}
			}
		})
	}
}

func BenchmarkExcelizeRows(b *testing.B) {
	for _, rows := range []int{50, 2000} {
		data := ordinaryBook(b, rows)
		b.Run(fmt.Sprint("rows=", rows), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				excelizeRows(b, data)
			}
		})
	}
}

// excelizeRows reads every cell with excelize's Rows, as stored.
func excelizeRows(b *testing.B, data []byte) {
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	for _, sheet := range f.GetSheetList() {
		rows, err := f.Rows(sheet)
		if err != nil {
			b.Fatal(err)
		}
		for rows.Next() {
			if _, err := rows.Columns(excelize.Options{RawCellValue: true}); err != nil && err != io.EOF {
				b.Fatal(err)
			}
		}
	}
}
