package analysis

import (
	"fmt"
	"strings"
	"testing"

	"tongket/analysis/claim"
	"tongket/analysis/stat"
	"tongket/ingest"
)

// placeTable is a table of a place × year sheet: total first, then places, one
// line of figures each, from row 7 and column C.
func placeTable(file, code, unit string, first int, rows ...string) string {
	var b strings.Builder
	for r, row := range rows {
		place, figures, _ := strings.Cut(row, ":")
		for c, v := range strings.Fields(figures) {
			if v == "?" {
				continue
			}
			measure := ""
			if rest, ok := strings.CutPrefix(v, "ước"); ok {
				measure, v = "ước ", rest
			}
			fmt.Fprintf(&b, "%s!S!%c%d | %s | %s | %d | %s%s %s | from=row\n", file, 'C'+c, 7+r, code, strings.TrimSpace(place), first+c, measure, v, unit)
		}
	}
	return b.String()
}

func TestTotalOverPlaces(t *testing.T) {
	const codes = "total-mismatch"
	table := func(total string, more ...string) string {
		return placeTable("a.xlsx", "HO", "hộ", 2019, append([]string{":" + total, "Huyện X: 120 120", "Huyện Y: 340 340"}, more...)...)
	}
	wantFindings(t, run(t, table("555 555", "Huyện Z: 95 95")), codes)
	wantFindings(t, run(t, table("555 556", "Huyện Z: 95 95")), codes,
		`total-mismatch error D7 D8 D9 D10 [556 555] ["places"]`)
	// A place that is missing, or not available, makes the sum too small.
	wantFindings(t, run(t, table("555 555")), codes)
	wantFindings(t, run(t, table("555 555", "Huyện Z: … …")), codes)
	wantFindings(t, run(t, table("460 460", "Huyện Z: - -")), codes)
	wantFindings(t, run(t, table("450 460")), codes, `total-mismatch error C7 C8 C9 [450 460] ["places"]`)
	// The unit is given as thousands: rounding may add up.
	thousands := func(total string) string {
		return placeTable("a.xlsx", "HO", "nghìn hộ", 2019, ":"+total, "Huyện X: 12,3", "Huyện Y: 4,1", "Huyện Z: 8,6")
	}
	wantFindings(t, run(t, thousands("25,1")), codes)
	wantFindings(t, run(t, thousands("25,3")), codes, `total-mismatch error C7 C8 C9 C10 [25300 25000] ["places"]`)
	// Rates and averages are no sums.
	wantFindings(t, run(t, placeTable("a.xlsx", "THAT", "%", 2019, ":3", "Huyện X: 2", "Huyện Y: 3", "Huyện Z: 4")), codes)
	wantFindings(t, run(t, placeTable("a.xlsx", "~Thu nhập bình quân", "triệu đồng", 2019, ":3", "Huyện X: 2", "Huyện Y: 3", "Huyện Z: 4")), codes)
	// A subtotal of several places is not added up.
	wantFindings(t, run(t, table("555 555", "Huyện Z: 95 95"), "a.xlsx!S!C11 | HO | Miền núi | 2019 | 460 hộ | from=row group"), codes)
	// The total holds back what it is used for.
	r := run(t, table("555 556", "Huyện Z: 95 95"))
	wantLine(t, &result(t, r, "HO").Whole, "? ? ? ? 555 556!")
}

func TestTotalAcrossSheets(t *testing.T) {
	places := placeTable("huyen.xlsx", "HO", "hộ", 2019, "Huyện X: 120 120", "Huyện Y: 340 ước340", "Huyện Z: 95 95")
	whole := "tinh.xlsx!T!C3 | HO | | 2019 | 556 hộ | \n tinh.xlsx!T!D3 | HO | | 2020 | 556 hộ |"
	// 2020: one of the places is an estimate and the whole is not.
	wantFindings(t, run(t, whole, places), "total-mismatch", `total-mismatch error C3 C7 C8 C9 [556 555] ["places"]`)
	// Without a figure of its own the whole is the sum.
	res := result(t, run(t, places), "HO")
	wantLine(t, &res.Whole, "? ? ? ? 555=sum ước555=sum")
	// One place missing: there is no sum.
	res = result(t, run(t, placeTable("huyen.xlsx", "HO", "hộ", 2019, "Huyện X: 120", "Huyện Y: 340")), "HO")
	wantLine(t, &res.Whole, "? ? ? ? ? ?")
}

// Rows that are no places of the catalogue may belong to the total.
func TestTotalWithOtherRows(t *testing.T) {
	table := func(total string) string {
		return placeTable("a.xlsx", "HO", "hộ", 2019, ":"+total, "Huyện X: 120", "Huyện Y: 340", "Huyện Z: 95", "Khối cơ quan tỉnh: 20")
	}
	wantFindings(t, run(t, table("555")), "total-mismatch")
	wantFindings(t, run(t, table("575")), "total-mismatch")
	wantFindings(t, run(t, table("576")), "total-mismatch", `total-mismatch error C7 C8 C9 C10 [576 555] ["places"]`)
}

// A whole that always exceeds its places counts more than they do.
func TestWholeBeyondItsPlaces(t *testing.T) {
	places := placeTable("huyen.xlsx", "HO", "hộ", 2018, "Huyện X: 120 120 120", "Huyện Y: 340 340 340", "Huyện Z: 95 95 95")
	whole := func(values string) string { return placeTable("tinh.xlsx", "HO", "hộ", 2018, ": "+values) }
	wantFindings(t, run(t, places, whole("575 576 577")), "total-mismatch",
		`total-mismatch warning C7 C7 C8 C9 [575 555] ["places"]`, `total-mismatch warning D7 D7 D8 D9 [576 555] ["places"]`, `total-mismatch warning E7 E7 E8 E9 [577 555] ["places"]`)
	wantFindings(t, run(t, places, whole("575 555 577")), "total-mismatch",
		`total-mismatch error C7 C7 C8 C9 [575 555] ["places"]`, `total-mismatch error E7 E7 E8 E9 [577 555] ["places"]`)
	wantFindings(t, run(t, places, whole("554 553 552")), "total-mismatch",
		`total-mismatch error C7 C7 C8 C9 [554 555] ["places"]`, `total-mismatch error D7 D7 D8 D9 [553 555] ["places"]`, `total-mismatch error E7 E7 E8 E9 [552 555] ["places"]`)
}

func TestParts(t *testing.T) {
	const codes = "total-mismatch part-greater"
	parts := func(kind string, values ...string) []string {
		lines := []string{"a.xlsx!S!C7 | HO | | 2019 | 100 hộ"}
		for i, v := range values {
			lines = append(lines, fmt.Sprintf("a.xlsx!S!C%d | ~HO / phần %d | | 2019 | %s hộ | %s=C7", 8+i, i, v, kind))
		}
		return lines
	}
	wantFindings(t, run(t, parts("all", "60", "40")...), codes)
	wantFindings(t, run(t, parts("all", "60", "41")...), codes, `total-mismatch error C7 C8 C9 [100 101] ["all"]`)
	wantFindings(t, run(t, parts("all", "60", "…")...), codes)
	wantFindings(t, run(t, parts("all", "100", "-")...), codes)
	wantFindings(t, run(t, parts("some", "60", "30")...), codes)
	// They may overlap: a doubt.
	wantFindings(t, run(t, parts("some", "60", "41")...), codes, `total-mismatch warning C7 C8 C9 [100 101] ["some"]`)
	wantFindings(t, run(t, parts("some", "101")...), codes, `part-greater error C8 C7 [101 100] ["HO / phần 0" "Tổng số hộ"]`)
	// Rates of parts neither add up nor are smaller.
	wantFindings(t, run(t, "a.xlsx!S!C7 | THAT | | 2019 | 3 %", "a.xlsx!S!C8 | ~nam | | 2019 | 4 % | all=C7", "a.xlsx!S!C9 | ~nữ | | 2019 | 2 % | all=C7"), codes)
	// But those of a structure do.
	wantFindings(t, run(t, "a.xlsx!S!C7 | ~cơ cấu | | 2019 | 100 %", "a.xlsx!S!C8 | ~nam | | 2019 | 60,1 % | all=C7", "a.xlsx!S!C9 | ~nữ | | 2019 | 39,0 % | all=C7"), codes,
		`total-mismatch error C7 C8 C9 [100 99.1] ["all"]`)
}

func TestNegativeAndRange(t *testing.T) {
	const codes = "negative rate-range"
	wantFindings(t, run(t, "a.xlsx!S!C7 | HO | | 2019 | 0 hộ", "a.xlsx!S!D7 | TYLE | | 2019 | 100 %", "a.xlsx!S!E7 | TYLE | | 2018 | 0 %"), codes)
	wantFindings(t, run(t, "a.xlsx!S!C7 | HO | | 2019 | -1 hộ"), codes, "negative error C7 [-1]")
	wantFindings(t, run(t, "a.xlsx!S!C7 | ~Chênh lệch | | 2019 | -1 hộ"), codes, "negative warning C7 [-1]")
	wantFindings(t, run(t, "a.xlsx!S!C7 | TYLE | | 2019 | 100,1 %", "a.xlsx!S!D7 | TYLE | | 2020 | KH 120 %"), codes, "rate-range error C7 [100.1]")
	// Without numerator and denominator the other figures tell whether 100 is a bound.
	wantFindings(t, run(t, "a.xlsx!S!C7 | THAT | | 2019 | 104 %"), codes)
	usual := placeTable("a.xlsx", "THAT", "%", 2015, ": 3,1 3,2 3,0 2,9")
	wantFindings(t, run(t, usual, "a.xlsx!S!G7 | THAT | | 2019 | 291 %"), codes, "rate-range error G7 [291]")
}

func TestRates(t *testing.T) {
	const codes = "rate-mismatch"
	parts := "a.xlsx!S!C7 | HO | | 2018 | 404400 hộ\n a.xlsx!S!D7 | NGHEO | | 2018 | 28667 hộ\n"
	r := run(t, parts+"a.xlsx!S!E7 | TYLE | | 2018 | 7,09 %")
	wantFindings(t, r, codes)
	if p := result(t, r, "TYLE").Whole.Points[3]; p.From != "ratio" || stat.Round(p.Value, 9) != 7.088773492 || len(p.Facts) != 3 || p.Facts[0] != 2 {
		t.Errorf("rate %+v", p)
	}
	r = run(t, parts+"a.xlsx!S!E7 | TYLE | | 2018 | 7,10 %")
	wantFindings(t, r, codes, `rate-mismatch error E7 C7 D7 [7.1 7.08877 28667 404400] ["" "part" "404040"]`) // which would make it hold
	wantLine(t, &result(t, r, "TYLE").Whole, "? ? ? 7.1! ? ?")
	// Not printed: computed.
	wantLine(t, &result(t, run(t, parts), "TYLE").Whole, "? ? ? 7.0887735=ratio ? ?")
	// Rounded parts allow more; the printed rate is then the better one.
	rounded := "a.xlsx!S!C7 | HO | | 2018 | 86,4 nghìn hộ\n a.xlsx!S!D7 | NGHEO | | 2018 | 12,3 nghìn hộ\n"
	r = run(t, rounded+"a.xlsx!S!E7 | TYLE | | 2018 | 14,3 %")
	wantFindings(t, r, codes)
	wantLine(t, &result(t, r, "TYLE").Whole, "? ? ? 14.3 ? ?")
	wantFindings(t, run(t, rounded+"a.xlsx!S!E7 | TYLE | | 2018 | 14,4 %"), codes, "rate-mismatch error E7 D7 C7 [14.4 14.2361 12300 86400]")
	// An estimate is not held against an actual, and nothing against 0.
	wantFindings(t, run(t, parts+"a.xlsx!S!E7 | TYLE | | 2018 | ước 7,5 %"), codes)
	wantFindings(t, run(t, "a.xlsx!S!C7 | HO | | 2018 | 0 hộ\n a.xlsx!S!D7 | NGHEO | | 2018 | 0 hộ\n a.xlsx!S!E7 | TYLE | | 2018 | 12 %"), codes)
}

// A rate of the whole comes from the sums, never from the rates of places.
func TestRateOfTheWhole(t *testing.T) {
	r := run(t,
		placeTable("a.xlsx", "HO", "hộ", 2019, "Huyện X: 1000", "Huyện Y: 100", "Huyện Z: 100"),
		placeTable("b.xlsx", "NGHEO", "hộ", 2019, "Huyện X: 10", "Huyện Y: 50", "Huyện Z: 60"),
		placeTable("c.xlsx", "TYLE", "%", 2019, "Huyện X: 1,00", "Huyện Y: 50,00", "Huyện Z: 60,00"))
	res := result(t, r, "TYLE")
	wantLine(t, &res.Whole, "? ? ? ? 10=ratio ?")
	wantLine(t, placeLine(res, "Huyện Y"), "? ? ? ? 50=ratio ?")
	// Without the parts there is none.
	r = run(t, placeTable("c.xlsx", "TYLE", "%", 2019, "Huyện X: 1", "Huyện Y: 50", "Huyện Z: 60"))
	wantLine(t, &result(t, r, "TYLE").Whole, "? ? ? ? ? ?")
}

func TestSlips(t *testing.T) {
	const codes = "unit-slip factor-10 factor-100 fraction total-mismatch outlier-year outlier-place"
	wantFindings(t, run(t, placeTable("a.xlsx", "HO", "hộ", 2015, ": 410 432 451000 470 495 512")), codes, "unit-slip error E7 [451000 470 1000]")
	wantFindings(t, run(t, placeTable("a.xlsx", "HO", "hộ", 2015, ": 410 432 4510 470 495 512")), codes, "factor-10 warning E7 [4510 470 10]")
	wantFindings(t, run(t, placeTable("a.xlsx", "HO", "hộ", 2015, ": 410 432 4,51 470 495 512")), codes, "factor-100 error E7 [4.51 470 0.01]")
	wantFindings(t, run(t, placeTable("a.xlsx", "TYLE", "%", 2015, ": 12,04 10,51 8,83 0,0709 6,18 5,3")), codes, "fraction warning F7 [0.0709 8.83 0.01]")
	wantFindings(t, run(t, placeTable("a.xlsx", "HO", "hộ", 2015, ": 410 432 ? 4510")), codes) // too few other years
	// Every place ten times larger: something happened, or all made the mistake.
	jump := placeTable("a.xlsx", "HO", "hộ", 2015, "Huyện X: 410 432 451 470 495 5120", "Huyện Y: 310 332 351 370 395 4120", "Huyện Z: 210 232 251 270 295 2950")
	wantFindings(t, run(t, jump), "unit-slip factor-10 factor-100")
	// A whole column in thousands is one finding.
	column := placeTable("a.xlsx", "HO", "hộ", 2015, "Huyện X: 410 432 451 470 495 512000", "Huyện Y: 310 332 351 370 395 412000", "Huyện Z: 210 232 251 270 295 312000")
	wantFindings(t, run(t, column), "unit-slip factor-10 factor-100", `unit-slip error H7 H8 H9 [512000 451 1000] ["3"]`)
}

// The slip of a place explains the total that does not add up, and is carried
// by the total that does.
func TestSlipExplainsTotal(t *testing.T) {
	const codes = "unit-slip factor-10 factor-100 total-mismatch conflict outlier-year"
	rows := []string{"Huyện X: 410 432 451 470 495 512", "Huyện Y: 310 332 351 370000 395 412", "Huyện Z: 210 232 251 270 295 312"}
	right := placeTable("a.xlsx", "HO", "hộ", 2015, append([]string{": 930 996 1053 1110 1185 1236"}, rows...)...)
	r := run(t, right)
	wantFindings(t, r, codes, "unit-slip error F9 F7 [370000 351 1000]")
	wantLine(t, &result(t, r, "HO").Whole, "930 996 1053 1110 1185 1236")
	wrong := placeTable("a.xlsx", "HO", "hộ", 2015, append([]string{": 930 996 1053 370740 1185 1236"}, rows...)...)
	r = run(t, wrong)
	wantFindings(t, r, codes, "unit-slip error F9 [370000 351 1000]")
	wantLine(t, &result(t, r, "HO").Whole, "930 996 1053 370740! 1185 1236")
	// Another sheet that has the right figure is no conflict.
	r = run(t, right, "b.xlsx!S!C3 | HO | Huyện Y | 2018 | 370 hộ | from=title")
	wantFindings(t, r, codes, "unit-slip error F9 C3 F7 [370000 351 1000]")
}

func TestOutliers(t *testing.T) {
	const codes = "outlier-year outlier-place"
	// A bad year shows as two jumps and is named once.
	wantFindings(t, run(t, placeTable("a.xlsx", "HO", "hộ", 2015, ": 40000 40800 41700 62500 43300 44200")), codes,
		"outlier-year warning F7 E7 [62500 41700 207.773]")
	wantFindings(t, run(t, placeTable("a.xlsx", "HO", "hộ", 2015, ": 40000 40800 41700 42500 43300 44200")), codes)
	// Small counts leap by chance.
	wantFindings(t, run(t, placeTable("a.xlsx", "HO", "hộ", 2015, ": 40 41 42 55 44 45")), codes)
	var places []string
	cat := testCatalogue()
	for i := range 13 {
		name := fmt.Sprintf("Xã %d", i)
		cat.Places = append(cat.Places, Place{Name: name})
		places = append(places, fmt.Sprintf("%s: %d %d", name, 1000+50*i, 1020+51*i))
	}
	cat.Places = append(cat.Places[:1:1], cat.Places[4:]...)
	places[5] = "Xã 5: 1250 2600"
	r := Run(cat, ingest.Result{Facts: ingest.FactsOf(figures(t, placeTable("a.xlsx", "HO", "hộ", 2019, places...))...)}, Options{})
	wantFindings(t, r, codes, "outlier-place warning D12 C12 [2600 1250 1.02]")
}

func TestCopied(t *testing.T) {
	const codes = "copied total-mismatch"
	table := func(year2019 ...string) []string {
		rows := []string{"1203 1150", "894 840", "3811 3700", "4216 4100", "3998 3850", "2515 2400"}
		for i := range rows {
			rows[i] = fmt.Sprintf("~Số %d: %s %s", i, rows[i], year2019[i])
		}
		return rows
	}
	facts := func(rows []string) (lines []string) {
		for r, row := range rows {
			label, figures, _ := strings.Cut(row, ":")
			for c, v := range strings.Fields(figures) {
				lines = append(lines, fmt.Sprintf("a.xlsx!S!%c%d | %s | | %d | %s người", 'C'+c, 7+r, label, 2017+c, v))
			}
		}
		return lines
	}
	wantFindings(t, run(t, facts(table("1100", "800", "3600", "4000", "3700", "2300"))...), codes)
	wantFindings(t, run(t, facts(table("1150", "840", "3700", "4100", "3850", "2300"))...), codes,
		`copied warning E7 D7 E8 E9 E10 E11 [5 6] ["2018"]`)
	// Figures that stay for years are steady, not copied.
	steady := []string{"~a: 12 12 12", "~b: 13 13 13", "~c: 14 14 14", "~d: 15 15 15", "~e: 16 16 16", "~f: 17 17 18"}
	wantFindings(t, run(t, facts(steady)...), codes)
	// A copied column explains the whole that it does not add up to.
	places := placeTable("a.xlsx", "HO", "hộ", 2015, "Huyện X: 100 110 120 130 140 140", "Huyện Y: 200 210 220 230 240 240", "Huyện Z: 300 310 320 330 340 340")
	more := strings.ReplaceAll(places, "HO", "NGHEO")
	r := run(t, places, more, "b.xlsx!T!C3 | HO | | 2020 | 750 hộ")
	wantFindings(t, r, codes, `copied warning H7 G7 H8 H9 H7 H8 H9 C3 [6 6] ["2019"]`)
	wantLine(t, &result(t, r, "HO").Whole, "600=sum 630=sum 660=sum 690=sum 720=sum 750")
}

// A sheet of one year that repeats another year's.
func TestCopiedSheets(t *testing.T) {
	cat := testCatalogue()
	cat.Places = cat.Places[:1]
	sheet := func(year int, values ...int) string {
		var rows []string
		for i, v := range values {
			rows = append(rows, fmt.Sprintf("Xã %d: %d", i, v))
		}
		return placeTable(fmt.Sprintf("%d.xlsx", year), "HO", "hộ", year, rows...)
	}
	for i := range 6 {
		cat.Places = append(cat.Places, Place{Name: fmt.Sprintf("Xã %d", i)})
	}
	first, second := sheet(2017, 1203, 894, 3811, 4216, 3998, 2515), sheet(2018, 1150, 840, 3700, 4100, 3850, 2400)
	r := Run(cat, inputOf(t, first, second, sheet(2019, 1100, 800, 3600, 4000, 3700, 2300)), Options{})
	wantFindings(t, r, "copied")
	r = Run(cat, inputOf(t, first, second, sheet(2019, 1150, 840, 3700, 4100, 3850, 2300)), Options{})
	wantFindings(t, r, "copied", `copied warning C7 C7 C8 C9 C10 C11 [5 6] ["2018"]`)
}

// One label on many sheets of a workbook is one part of the finding on the labels that
// the catalogue does not know.
func TestLabelsAreMerged(t *testing.T) {
	issue := func(file, sheet, raw string) ingest.Issue {
		return ingest.Issue{Pos: ingest.Pos{File: file, Sheet: sheet, Row: 8, Col: 2}, Code: ingest.CodeUnknown, Raw: raw}
	}
	r := Run(testCatalogue(), ingest.Result{Issues: []ingest.Issue{
		issue("a.xlsx", "1", "Số xã"), issue("a.xlsx", "2", "Số xã"), issue("a.xlsx", "2", "Số thôn"), issue("b.xlsx", "1", "Số xã"),
		{Pos: ingest.Pos{File: "b.xlsx"}, Code: ingest.CodeEncrypted}, {Pos: ingest.Pos{File: "c.xlsx"}, Code: ingest.CodeEncrypted},
	}}, Options{})
	wantFindings(t, r, "unknown-indicator", "unknown-indicator info B8 B8 B8 B8")
	for _, f := range r.Findings {
		if f.Code == ingest.CodeUnknown && len(f.Parts) != 3 {
			t.Errorf("%d parts, want 3", len(f.Parts))
		}
	}
	wantFindings(t, r, "encrypted", "encrypted error ", "encrypted error ")
}

// Errors come first, then doubts, then the rest; each in the order of the sheets as
// they lie in the files, and files of which nothing was read after those by name.
func TestOrderOfFindings(t *testing.T) {
	in := inputOf(t, "b.xlsx!Z!C7 | HO | | 2019 | -1 hộ\n b.xlsx!A!D7 | HO | | 2018 | -1 hộ\n b.xlsx!A!C7 | HO | | 2017 | -1 hộ")
	in.Issues = []ingest.Issue{
		{Pos: ingest.Pos{File: "d.xls"}, Code: ingest.CodeEncrypted}, {Pos: ingest.Pos{File: "c.xls"}, Code: ingest.CodeEncrypted},
		{Pos: ingest.Pos{File: "b.xlsx"}, Code: ingest.CodeEncoding}, {Pos: ingest.Pos{File: "a.xlsx", Sheet: "1"}, Code: ingest.CodeHidden},
		{Pos: ingest.Pos{File: "a.xlsx", Sheet: "2"}, Code: ingest.CodeHidden},
	}
	in.Balances = []ingest.Balance{{File: "a.xlsx", Sheet: "1"}, {File: "b.xlsx", Sheet: "Z"}, {File: "b.xlsx", Sheet: "A"}}
	var got []string
	for _, f := range Run(testCatalogue(), in, Options{}).Findings {
		if f.Code != CodeMissing && f.Code != CodePlanMissing && f.Code != CodeTargetMissing {
			got = append(got, f.Pos.String())
		}
	}
	want := "b.xlsx!Z!C7 b.xlsx!A!C7 b.xlsx!A!D7 c.xls d.xls a.xlsx!1 a.xlsx!2 b.xlsx"
	if s := strings.Join(got, " "); s != want {
		t.Errorf("order %s, want %s", s, want)
	}
}

func TestManyUnknownPlacesAreOneFinding(t *testing.T) {
	issues := func(n int) []ingest.Issue {
		var out []ingest.Issue
		for i := range n {
			out = append(out, ingest.Issue{Pos: ingest.Pos{File: "a.xlsx", Row: int32(8 + i), Col: 2}, Code: ingest.CodeUnknownPlace, Raw: fmt.Sprintf("Huyện %d", i), Args: []string{"Huyện X"}})
		}
		return out
	}
	r := Run(testCatalogue(), ingest.Result{Issues: issues(4)}, Options{})
	wantFindings(t, r, "unknown-place", `unknown-place warning B8 ["Huyện X"]`, `unknown-place warning B9 ["Huyện X"]`, `unknown-place warning B10 ["Huyện X"]`, `unknown-place warning B11 ["Huyện X"]`)
	r = Run(testCatalogue(), ingest.Result{Issues: issues(5)}, Options{})
	wantFindings(t, r, "unknown-place", "unknown-place warning B8 B9 B10 B11 B12")
	for _, f := range r.Findings {
		if f.Code == ingest.CodeUnknownPlace && f.Raw != "Huyện 0, Huyện 1, Huyện 2, Huyện 3, Huyện 4" {
			t.Errorf("names %q", f.Raw)
		}
	}
}

// An issue on a figure's cell is told with the figure.
func TestIssueOnAFigure(t *testing.T) {
	in := inputOf(t, "a.xlsx!S!C7 | HO | Huyện X | 2019 | 100 hộ")
	in.Issues = []ingest.Issue{{Pos: in.Facts.At(0).Pos, Code: ingest.CodeContradiction}, {Pos: in.Facts.At(0).Pos, Code: ingest.CodeSimilar, Raw: "x"}}
	r := Run(testCatalogue(), in, Options{})
	for _, f := range r.Findings {
		if f.Code == ingest.CodeContradiction && (f.Indicator != "HO" || f.Place != "Huyện X" || f.Years != ingest.Year(2019)) ||
			f.Code == ingest.CodeSimilar && (f.Name != "Tổng số hộ" || f.Place != "") {
			t.Errorf("finding %+v", f)
		}
	}
	if n := len(result(t, r, "HO").Findings); n < 2 {
		t.Errorf("HO has %d findings", n)
	}
}

func TestConflicts(t *testing.T) {
	const codes = "conflict estimate-old"
	one := func(a, b string) *Review {
		return run(t, "a.xlsx!S!C7 | "+a, "b.xlsx!S!D8 | "+b)
	}
	wantFindings(t, one("HO | | 2019 | 100 hộ", "HO | | 2019 | 100 hộ"), codes)
	wantFindings(t, one("HO | | 2019 | 822712 hộ", "HO | | 2019 | 822,7 nghìn hộ"), codes) // the same, rounded
	wantFindings(t, one("HO | | 2019 | 100 hộ", "HO | | 2019 | … hộ"), codes)
	wantFindings(t, one("HO | | 2019 | 100 hộ", "HO | | 2019 | 105 hộ"), codes, `conflict warning D8 C7 [100 105] ["order"]`)
	wantFindings(t, one("HO | | 2019 | 100 hộ", "HO | | 2019 | 111 hộ"), codes, `conflict error D8 C7 [100 111] ["order"]`)
	wantFindings(t, one("HO | | 2019 | 100 hộ", "HO | | 2019 | - hộ"), codes, `conflict warning D8 C7 [100 0] ["order"]`)
	wantFindings(t, one("HO | | 2019 | KH 100 hộ", "HO | | 2019 | KH 150 hộ"), codes, `conflict error D8 C7 [100 150] ["order"]`)
	// An own sheet goes before one that lists places.
	r := one("HO | | 2019 | 105 hộ | from=row", "HO | | 2019 | 100 hộ | from=title")
	wantFindings(t, r, codes, `conflict warning C7 D8 [100 105] ["province-sheet"]`)
	wantLine(t, &result(t, r, "HO").Whole, "? ? ? ? 100 ?")
	wantFindings(t, one("HO | Huyện X | 2019 | 105 hộ | from=row", "HO | Huyện X | 2019 | 100 hộ | from=title"), codes, `conflict warning C7 D8 [100 105] ["own-sheet"]`)
	// What names no place is the whole's for want of better, whatever else speaks for it.
	r = one("HO | | 2019 | 72 hộ", "HO | | 2019 | 669 hộ | from=title")
	wantFindings(t, r, codes+" no-place", `no-place warning C7 D8 [669 72] ["province-sheet"]`)
	wantLine(t, &result(t, r, "HO").Whole, "? ? ? ? 669 ?")
	// A sheet that reaches a later year goes before an older one.
	wantFindings(t, run(t, "a.xlsx!S!C7 | HO | | 2018 | 105 hộ", "b.xlsx!S!D8 | HO | | 2018 | 100 hộ", "b.xlsx!S!E8 | HO | | 2019 | 101 hộ"), codes,
		`conflict warning C7 D8 [100 105] ["newer"]`)
	// An actual goes before an estimate, which is then out of date.
	r = one("HO | | 2019 | ước 105 hộ", "HO | | 2019 | 100 hộ")
	wantFindings(t, r, codes, `estimate-old info C7 D8 ["actual" "1"]`)
	wantLine(t, &result(t, r, "HO").Whole, "? ? ? ? 100 ?")
	wantFindings(t, one("HO | | 2019 | ước 150 hộ", "HO | | 2019 | 100 hộ"), codes, `conflict error C7 D8 [100 150] ["actual"]`)
	wantFindings(t, run(t, "a.xlsx!S!C7 | HO | | 2018 | ước 100 hộ", "a.xlsx!S!D7 | HO | | 2020 | ước 100 hộ"), codes, `estimate-old info C7 ["old" "1"]`)
}

// A figure that an error stands on is shown and used for nothing.
func TestHeld(t *testing.T) {
	r := run(t, placeTable("a.xlsx", "TYLE", "%", 2015, ": 12,04 10,51 8,83 7,09 6,18 ước5,3"), "b.xlsx!S!C7 | TYLE | | 2020 | ước 6,3 % | from=title")
	res := result(t, r, "TYLE")
	wantLine(t, &res.Whole, "12.04 10.51 8.83 7.09 6.18 ước6.3!")
	if res.Judgement.Verdict != NoData || res.Judgement.Because != "held" || res.Next.NoForecast != "held" {
		t.Errorf("judgement %+v, next %+v", res.Judgement, res.Next)
	}
	if len(res.HeldBack) != 1 || r.Findings[res.HeldBack[0]].Code != CodeConflict {
		t.Errorf("held back by %v", res.HeldBack)
	}
	if res.Term.Last != nil || res.Term.Change != nil {
		t.Errorf("term %+v", res.Term)
	}
}

func TestFormula(t *testing.T) {
	lines := []string{"a.xlsx!S!C7 | HO | | 2019 | 555 hộ", "a.xlsx!S!C8 | HO | Huyện X | 2019 | 120 hộ", "a.xlsx!S!C9 | HO | Huyện Y | 2019 | 340 hộ"}
	formula := func(row2 int32) []string {
		facts := figures(t, lines...)
		facts[0].Mark, facts[0].SumOf = ingest.Computed, []ingest.Range{{Row1: 8, Col1: 3, Row2: row2, Col2: 3}}
		return ofCode(Run(testCatalogue(), ingest.Result{Facts: ingest.FactsOf(facts...)}, Options{}), CodeFormula)
	}
	if got := fmt.Sprint(formula(9)); got != `[formula warning C7 [555 460] ["SUM(C8:C9)"]]` {
		t.Error(got)
	}
	// Excel's SUM passes over a number that is text.
	facts := figures(t, "a.xlsx!S!C7 | HO | | 2019 | 340 hộ", lines[1], lines[2])
	facts[0].Mark, facts[0].SumOf, facts[1].Mark = ingest.Computed, []ingest.Range{{Row1: 8, Col1: 3, Row2: 9, Col2: 3}}, ingest.Typed
	if got := fmt.Sprint(ofCode(Run(testCatalogue(), ingest.Result{Facts: ingest.FactsOf(facts...)}, Options{}), CodeFormula)); got != `[formula warning C7 C8 [340 460] ["SUM(C8:C9)" "text"]]` {
		t.Error(got)
	}
	// A cell that is no fact: nobody knows what it holds.
	if got := formula(10); len(got) != 0 {
		t.Error(got)
	}
	lines[0] = "a.xlsx!S!C7 | HO | | 2019 | 460 hộ"
	if got := formula(9); len(got) != 0 {
		t.Error(got)
	}
}

func TestBalance(t *testing.T) {
	table := func(rows ...string) *Review {
		var lines []string
		for r, row := range rows {
			place, figures, _ := strings.Cut(row, ":")
			for c, v := range strings.Fields(figures) {
				code, year := []string{"NGHEO", "~Giảm", "~Tăng", "NGHEO"}[c], []int{2018, 2019, 2019, 2019}[c]
				lines = append(lines, fmt.Sprintf("a.xlsx!S!%c%d | %s | %s | %d | %s hộ", 'C'+c, 7+r, code, place, year, v))
			}
		}
		return run(t, lines...)
	}
	right := []string{"Huyện X: 100 20 5 85", "Huyện Y: 200 40 8 168", "Huyện Z: 50 5 1 46", ": 350 65 14 299"}
	wantFindings(t, table(right...), "balance")
	right[1] = "Huyện Y: 200 40 8 178"
	wantFindings(t, table(append(right[:3:3], ": 350 65 14 309", "Huyện V: 10 1 2 11", "Huyện W: 10 1 2 11")...), "balance",
		"balance warning F8 C8 D8 E8 [200 8 40 178]")
	// Too few rows to know what adds and what takes away.
	wantFindings(t, table(right[:2]...), "balance")
}

func TestUnits(t *testing.T) {
	r := run(t, "a.xlsx!S!C7 | VIEC | | 2019 | 1,2 nghìn người", "a.xlsx!S!D7 | VIEC | | 2018 | 900 lượt người", "a.xlsx!S!E7 | VIEC | | 2017 | 800 lượt người")
	wantLine(t, &result(t, r, "VIEC").Whole, "? ? ? ? 1200 ?")
	wantFindings(t, r, "units", `units warning D7 E7 ["lượt người" "người"]`)
}

func TestMissing(t *testing.T) {
	const codes = "missing"
	r := run(t, placeTable("a.xlsx", "TYLE", "%", 2015, ": 12,04 10,51 ? … 6,18 ước5,3"))
	got := strings.Join(ofCode(r, codes), "\n")
	for _, want := range []string{`missing warning  ["whole"]`, `missing warning F7 ["whole"]`} {
		if !strings.Contains(got, want) {
			t.Errorf("no %s in\n%s", want, got)
		}
	}
	for _, f := range r.Findings {
		if f.Code == CodeMissing && f.Indicator == "TYLE" && f.Pos.Row == 0 && (f.Years != ingest.Year(2017) || f.Pos.Sheet != "S") {
			t.Errorf("finding %+v", f)
		}
	}
	// A flow needs no base year, a rate of nothing no figure, a label of its own nothing.
	r = run(t, placeTable("a.xlsx", "VIEC", "người", 2016, ": 200 200 200 200 200"), "a.xlsx!S!C9 | ~Khác | | 2019 | 3 xã",
		"b.xlsx!S!C7 | HO | | 2015 | 0 hộ")
	for _, f := range r.Findings {
		if f.Code == CodeMissing && (f.Indicator == "VIEC" || f.Name == "Khác" || f.Indicator == "TYLE" && f.Years.From == 2015) {
			t.Errorf("finding %+v", f)
		}
	}
	// Places are missed where most have a figure.
	r = run(t, placeTable("a.xlsx", "THAT", "%", 2019, "Huyện X: 1,5 1,5", "Huyện Y: 2,5 2,5"))
	found := 0
	for _, f := range r.Findings {
		if f.Code == CodeMissing && claim.Args(f.Claim)[0] == "places" {
			found++
			if claim.Args(f.Claim)[1] != "Huyện Z" || f.Years != (ingest.Period{From: 2019, To: 2020}) {
				t.Errorf("finding %+v", f)
			}
		}
	}
	if found != 1 {
		t.Errorf("%d findings on places, want 1", found)
	}
}

// A place that no year's own sheet has is one finding, which names the sheets; a
// cell that says "not available" is one of its own.
func TestMissingOnSheetsOfYears(t *testing.T) {
	var lines []string
	for _, year := range []string{"2017", "2018", "2019"} {
		lines = append(lines, "a.xlsx!"+year+"!C7 | THAT | Huyện X | "+year+" | 1,5 %", "a.xlsx!"+year+"!C8 | THAT | Huyện Y | "+year+" | 2,5 %")
	}
	lines = append(lines, "a.xlsx!2020!C7 | THAT | Huyện X | 2020 | 1,5 %", "a.xlsx!2020!C8 | THAT | Huyện Y | 2020 | 2,5 %", "a.xlsx!2020!C9 | THAT | Huyện Z | 2020 | … %")
	var got []string
	for _, f := range run(t, lines...).Findings {
		if f.Code == CodeMissing && claim.Args(f.Claim)[0] == "places" {
			got = append(got, fmt.Sprint(f.Pos, f.Related, f.Years, claim.Args(f.Claim)[1:]))
		}
	}
	want := "a.xlsx!2017 [a.xlsx!2018 a.xlsx!2019] 2017-2019 [Huyện Z]; a.xlsx!2020!C9 [] 2020 [Huyện Z]"
	if strings.Join(got, "; ") != want {
		t.Errorf("got  %s\nwant %s", strings.Join(got, "; "), want)
	}
}

func TestSupply(t *testing.T) {
	r := run(t, placeTable("a.xlsx", "HO", "hộ", 2015, ": 1 1 1 1 1 1", "Huyện X: ? ? ? ? ? 1"),
		placeTable("a.xlsx", "NGHEO", "hộ", 2015, ": 1 1 1 1 1 1"))
	var got []string
	for _, o := range r.Supply {
		got = append(got, fmt.Sprintf("%s %s %v %v %d/%d", o.Supplier, o.Indicator, o.Years, o.Places, o.Total, o.Expected))
	}
	want := []string{
		"Phòng Một HO [] [Huyện Y Huyện Z] 2/9",
		"Phòng Hai VIEC [2016 2017 2018 2019 2020] [] 5/5",
		"Phòng Hai THAT [2015 2016 2017 2018 2019 2020] [] 6/6",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("owed\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestTargets(t *testing.T) {
	// The job's catalogue goes before a sheet; THAT has no target at all.
	r := run(t, "a.xlsx!S!C7 | TYLE | | 2020 | MT 5,5 %", "a.xlsx!S!C8 | VIEC | | 2016-2020 | MT 1100 người", "a.xlsx!S!C9 | VIEC | | 2021-2025 | MT 1200 người")
	wantFindings(t, r, "target-conflict", `target-conflict warning C8 A5 [1100 1000]`)
	if g := result(t, r, "TYLE").Goal; g.Value != 5.5 || len(g.Facts) != 1 || !g.FromCatalogue {
		t.Errorf("goal %+v", g)
	}
	missing := strings.Join(ofCode(r, "target-missing", "plan-missing"), "; ")
	if missing != "plan-missing info A6 [\"\"]; target-missing info A6" {
		t.Errorf("missing targets: %s", missing)
	}
	// A built-in target gives way to the sheet's.
	cat := testCatalogue()
	for i := range cat.Indicators {
		cat.Indicators[i].Pos = ingest.Pos{}
	}
	r = Run(cat, ingest.Result{Facts: ingest.FactsOf(figures(t, "a.xlsx!S!C8 | VIEC | | 2016-2020 | MT 1100 người")...)}, Options{})
	if g := result(t, r, "VIEC").Goal; g.Value != 1100 || g.FromCatalogue {
		t.Errorf("goal %+v", g)
	}
	// A target of one year is a flow's only if it is of the size of the term.
	r = run(t, placeTable("a.xlsx", "VIEC", "người", 2016, ": 200 200 200 200 200"), "b.xlsx!S!C8 | VIEC | | 2020 | MT 210 người")
	wantFindings(t, r, "target-conflict")
	// A bound is kept.
	r = run(t, "a.xlsx!S!C7 | THAT | | 2020 | 3,5 %", "a.xlsx!S!D7 | THAT | | 2020 | MT 3,5 % | bound=<")
	if j := result(t, r, "THAT").Judgement; j.Verdict != NotMet {
		t.Errorf("judgement %+v", j)
	}
}

func TestNextTerm(t *testing.T) {
	cat := testCatalogue()
	cat.Indicators[4].NextTarget = "bằng bình quân vùng"
	facts := figures(t, placeTable("a.xlsx", "THAT", "%", 2015, ": 3,9 3,8 3,7 3,6 3,5 3,4"), placeTable("b.xlsx", "TYLE", "%", 2015, ": 12,0 10,0 8,0 6,0 4,0 2,0"))
	r := Run(cat, ingest.Result{Facts: ingest.FactsOf(facts...)}, Options{})
	wantFindings(t, r, "region-missing rule", "region-missing warning A6", `rule info A4 ["giảm 0,5 điểm %/năm" "Mục tiêu kỳ tới" "clipped"]`)
	if n := result(t, r, "THAT").Next; n.Target != nil || n.Proposed {
		t.Errorf("next %+v", n)
	}
	r = Run(cat, ingest.Result{Facts: ingest.FactsOf(facts...)}, Options{Comparisons: map[string]float64{"THAT": 3}})
	n := result(t, r, "THAT").Next
	if n.Target == nil || *n.Target != 3 || len(n.Path) != 5 || n.Path[4] != 3 || n.Probability == nil || stat.Round(*n.Required, 9) != -0.08 || stat.Round(*n.Achieved, 9) != -0.1 {
		t.Errorf("next %+v", n)
	}
	// Nothing is asked: the base scenario is proposed.
	cat.Indicators[4].NextTarget = ""
	n = result(t, Run(cat, ingest.Result{Facts: ingest.FactsOf(facts...)}, Options{}), "THAT").Next
	if !n.Proposed || n.Target == nil || *n.Target != stat.Round(n.Forecast.Base[4], 1) || n.Path[4] != *n.Target || n.Probability != nil {
		t.Errorf("next %+v", n)
	}
	// A break leaves too few years.
	r = Run(cat, ingest.Result{Facts: ingest.FactsOf(facts...)}, Options{Breaks: map[string]int{"THAT": 2018}})
	if n = result(t, r, "THAT").Next; n.NoForecast != "break" || n.KnownYears != 3 {
		t.Errorf("next %+v", n)
	}
	wantFindings(t, r, "break", `break warning F7 ["2018"]`)
}

func TestTermTotal(t *testing.T) {
	years := placeTable("a.xlsx", "VIEC", "người", 2016, ": 200 210 190 205 200")
	wantFindings(t, run(t, years, "a.xlsx!S!H7 | VIEC | | 2016-2020 | 1005 người"), "total-mismatch")
	wantFindings(t, run(t, years, "a.xlsx!S!H7 | VIEC | | 2016-2020 | 1015 người"), "total-mismatch",
		`total-mismatch error H7 C7 D7 E7 F7 G7 [1015 1005] ["years"]`)
	wantFindings(t, run(t, years, "b.xlsx!S!H7 | VIEC | | 2016-2020 | 1015 người"), "total-mismatch",
		`total-mismatch warning H7 C7 D7 E7 F7 G7 [1015 1005] ["years"]`)
	// With a year missing the sheet's total stands in for the sum.
	r := run(t, placeTable("a.xlsx", "VIEC", "người", 2016, ": 200 210 ? 205 200"), "b.xlsx!S!H7 | VIEC | | 2016-2020 | 1015 người")
	wantFindings(t, r, "total-mismatch")
	if j := result(t, r, "VIEC").Judgement; j.Verdict != Exceeded || *j.Actual != 1015 {
		t.Errorf("judgement %+v", j)
	}
}

// What is wrong with a whole column is one finding.
func TestColumnsAreOneFinding(t *testing.T) {
	cat := testCatalogue()
	cat.Places = cat.Places[:1]
	var ho, poor, rates, again []string
	for i := range 6 {
		name := fmt.Sprintf("Xã %d", i)
		cat.Places = append(cat.Places, Place{Name: name})
		ho, poor = append(ho, name+": 1000"), append(poor, fmt.Sprintf("%s: %d", name, 100+i))
		rates, again = append(rates, fmt.Sprintf("%s: %d", name, 20+i)), append(again, fmt.Sprintf("%s: %d", name, 105+i))
	}
	r := Run(cat, inputOf(t, placeTable("a.xlsx", "HO", "hộ", 2019, ho...), placeTable("b.xlsx", "NGHEO", "hộ", 2019, poor...), placeTable("c.xlsx", "TYLE", "%", 2019, rates...)), Options{})
	wantFindings(t, r, "rate-mismatch", `rate-mismatch error C7 C7 C7 C8 C9 C10 C11 C12 [20 10 100 1000] ["6"]`)
	if p := result(t, r, "TYLE").Places[5].Points[4]; !p.Held {
		t.Errorf("the last place's rate is not held: %+v", p)
	}
	r = Run(cat, inputOf(t, placeTable("b.xlsx", "NGHEO", "hộ", 2019, poor...), placeTable("d.xlsx", "NGHEO", "hộ", 2019, again...)), Options{})
	wantFindings(t, r, "conflict", `conflict warning C7 C7 C8 C9 C10 C11 C12 [100 105] ["order" "6"]`)
}

// What two sheets differ on year by year is one finding with all their cells, its errors
// another that holds each of its years; a line that settles one year leaves the others.
func TestRowsAreOneFinding(t *testing.T) {
	one := placeTable("a.xlsx", "HO", "hộ", 2015, ": 100 200 300 400 500 600")
	other := placeTable("b.xlsx", "HO", "hộ", 2015, ": 101 202 303 404 505 600")
	wantFindings(t, run(t, one, other), "conflict", `conflict warning C7 C7 D7 D7 E7 E7 F7 F7 G7 G7`)

	r := run(t, one, placeTable("b.xlsx", "HO", "hộ", 2015, ": 101 202 303 500 700 900"))
	wantFindings(t, r, "conflict", `conflict error F7 F7 G7 G7 H7 H7`, `conflict warning C7 C7 D7 D7 E7 E7`)
	for i, p := range result(t, r, "HO").Whole.Points {
		if p.Held != (i >= 3) {
			t.Errorf("point %d held: %v", i, p.Held)
		}
	}
	if held := result(t, r, "HO").HeldBack; len(held) != 1 || len(r.Findings[held[0]].Parts) != 3 {
		t.Errorf("held back by %v", held)
	}
	for _, f := range r.Findings {
		if f.Code == CodeConflict && f.Severity == Warning && (f.Indicator != "HO" || f.Years != ingest.Period{From: 2015, To: 2017} || claim.Values(f.Parts[2].Claim)[1] != 303) {
			t.Errorf("joined as %+v", f)
		}
	}
	wantFindings(t, run(t, one, placeTable("b.xlsx", "HO", "hộ", 2015, ": 101 202 300 400 500 600")), "conflict",
		`conflict warning C7 C7 [100 101] ["order"]`, `conflict warning D7 D7 [200 202] ["order"]`)
}

func TestCatalogueFaults(t *testing.T) {
	cat := testCatalogue()
	cat.Indicators[2].Numerator = "KHONG"
	cat.Indicators[3].Aliases = []string{"việc làm", "Tổng số  hộ"} // of another unit: told apart by it
	cat.Indicators[1].Aliases = []string{"Tổng số  Hộ"}
	r := Run(cat, ingest.Result{}, Options{})
	wantFindings(t, r, "catalogue", `catalogue warning A3 ["Tên khác" "Tổng số  Hộ" "unique"]`, `catalogue warning A4 ["Tử số" "KHONG" "reference"]`)
}
