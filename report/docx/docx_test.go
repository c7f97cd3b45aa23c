package docx

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"encoding/xml"
	"flag"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tongket/report/annex"
	"tongket/report/plot"
	"tongket/report/vi"
)

var update = flag.Bool("update", false, "write the golden files anew")

func number(v float64) *float64 { return &v }

// hostile is a text that a sheet may hold and that must stay a text.
const hostile = "=1+1 {HYPERLINK \"http://x\"} <w:fldSimple w:instr=\"DATE\"/> &amp; ]]> \x00\x08\u202eđảo\nhai dòng\tcột"

// everything is a document with each thing that an annex may hold.
func everything() annex.Document {
	figure := func(text string, v float64) annex.Cell { return annex.Cell{Text: text, Value: &v} }
	results := annex.Table{ID: "chi_tieu", Frozen: 2, Columns: []annex.Column{
		{Title: "TT", Align: annex.Centre, Width: 9}, {Title: "Chỉ tiêu", Align: annex.Left, Width: 60}, {Title: "ĐVT", Align: annex.Centre, Width: 15},
		{Title: "Năm 2015", Align: annex.Right, Width: 20},
		{Group: "Thực hiện giai đoạn 2016-2020", Title: "2016", Align: annex.Right, Width: 20}, {Group: "Thực hiện giai đoạn 2016-2020", Title: "ƯTH 2020", Align: annex.Right, Width: 20},
	}, Rows: []annex.Row{
		{Kind: annex.Section, Cells: []annex.Cell{{Text: "I"}, {Text: "AN SINH XÃ HỘI"}, {}, {}, {}, {}}},
		{Cells: []annex.Cell{{Text: "1"}, {Text: "Tỷ lệ hộ nghèo"}, {Text: "%"}, figure("12,04", 12.04), figure("10,51", 10.51), figure("5,31*", 5.31)}},
		{Kind: annex.Child, Cells: []annex.Cell{{}, {Text: "Trong đó: dân tộc thiểu số"}, {Text: "%"}, {Text: "…"}, figure("1.234,5", 1234.5), {Text: "9,9", Value: number(9.9), Note: 1}}},
		{Kind: annex.Total, Cells: []annex.Cell{{}, {Text: "Toàn tỉnh"}, {Text: "hộ"}, figure("46.212", 46212), {Text: "x"}, figure("22.175", 22175)}},
	}}
	odd := annex.Table{ID: "la", Columns: []annex.Column{{Title: hostile, Align: annex.Left, Width: 60}, {Title: "B", Align: annex.Left, Width: 60}},
		Rows: []annex.Row{{Cells: []annex.Cell{{Text: hostile}}}}}
	years := annex.Chart{ID: "HN", Kind: annex.Columns, Title: "Tỷ lệ hộ nghèo", Unit: "%", Decimals: 2, Categories: []string{"2015", "2016", "2020", "2021", "2025"}, Bare: true,
		Goal: &annex.Line{Value: 5.5, Label: "Mục tiêu Nghị quyết năm 2020: 5,5"},
		Series: []annex.Series{
			{Kind: annex.Yearly, Name: "Thực hiện", Values: []*float64{number(12.04), number(10.51), number(5.31), nil, nil}, Estimate: []bool{false, false, true}, Held: []bool{false, true}},
			{Kind: annex.Low, Name: "Khoảng dự báo 80%", Values: []*float64{nil, nil, nil, number(4), number(1)}},
			{Kind: annex.High, Name: "Khoảng dự báo 80%", Values: []*float64{nil, nil, nil, number(5), number(6)}},
			{Kind: annex.Path, Name: "Lộ trình đến mục tiêu năm 2025", Values: []*float64{nil, nil, number(5.31), number(4.8), number(2.81)}},
		}}
	whole := years
	whole.ID, whole.Bare = "HN2", false
	places := annex.Chart{ID: "HN-dia-ban", Kind: annex.Bars, Title: "Tỷ lệ hộ nghèo, năm 2020", Unit: "%", Decimals: 2, Categories: []string{"Việt Trì", "Tân Sơn"},
		Goal: &annex.Line{Value: 5.3, Label: "Toàn tỉnh: 5,3"}, Series: []annex.Series{{Kind: annex.Yearly, Name: "Thực hiện", Values: []*float64{number(0.58), number(13.68)}}}}
	heat := annex.Chart{ID: "HN-nam", Kind: annex.Heat, Title: "Tỷ lệ hộ nghèo", Unit: "%", Decimals: 1, Categories: []string{"2015", "2016"}, Rows: []string{"Việt Trì", "Tân Sơn"},
		Cells: [][]*float64{{number(0.5), nil}, {number(10), number(9)}}}
	legend := annex.Chart{ID: "chu-giai", Kind: annex.Legend, Categories: []string{""}, Series: years.Series, Goal: years.Goal}
	return annex.Document{
		Superior: "ĐẢNG BỘ KHỐI CÁC CƠ QUAN TỈNH", Organisation: "ĐẢNG ỦY SỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI", Motto: []string{"ĐẢNG CỘNG SẢN VIỆT NAM"},
		PlaceDate: "Phú Thọ, ngày 22 tháng 5 năm 2020", Number: "Số 12-BC/ĐU", Draft: "(Dự thảo lần 3)", Title: "PHỤ LỤC SỐ LIỆU", Subtitle: "TỔNG KẾT NHIỆM KỲ 2015-2020",
		Attached: "(Kèm theo Báo cáo chính trị)", Author: "ĐẢNG ỦY SỞ", AsOf: "2020-05-22",
		Signature: &annex.Signature{For: []string{"T/M BAN CHẤP HÀNH"}, Title: "BÍ THƯ", Name: "Nguyễn Văn A"}, Recipients: []string{"Tỉnh ủy", "Lưu"},
		Annexes: []annex.Annex{
			{ID: "01-chi-tieu", Number: "Phụ lục I", Title: "KẾT QUẢ THỰC HIỆN", Attached: "(Kèm theo Báo cáo chính trị)", Scope: "Địa bàn: toàn tỉnh", Notes: []string{"Ghi chú: “…” chưa có số liệu.", "(1) Cộng 4 năm."}, Source: "Nguồn: các đơn vị.",
				Blocks: []annex.Block{
					{Heading: "1. Kết quả", Unit: "Đơn vị tính: %", Table: &results},
					{Heading: "2. Nhận định", Paragraphs: []annex.Paragraph{{Text: hostile}, {Text: "Một số hạn chế:", Bold: true}, {Text: "Còn thiếu.", Bullet: true}}},
					{Table: &odd}, {Chart: &whole}, {Chart: &places}, {Chart: &heat},
				}},
			{ID: "02-bieu-do", Number: "Phụ lục II", Title: "BIỂU ĐỒ", Landscape: true, Blocks: []annex.Block{{Chart: &legend}, {Heading: "I. AN SINH", Chart: &years}, {Chart: &years}, {Chart: &places}}},
			{ID: "03-rong", Number: "Phụ lục III", Title: "RỖNG", Blocks: []annex.Block{{Table: &results}}},
		},
	}
}

// parts are the files of a package, by their names.
func parts(t testing.TB, data []byte) map[string][]byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	all := map[string][]byte{}
	for _, f := range z.File {
		if f.Modified.Year() >= 1980 {
			t.Errorf("%s bears the time %v", f.Name, f.Modified)
		}
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if all[f.Name], err = io.ReadAll(r); err != nil {
			t.Fatal(err)
		}
	}
	return all
}

func written(t testing.TB, doc annex.Document) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := Write(&out, doc, Options{}); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// TestSameBytes: the bytes depend on the document alone.
func TestSameBytes(t *testing.T) {
	if !bytes.Equal(written(t, everything()), written(t, everything())) {
		t.Error("two documents differ")
	}
}

// TestGolden holds the text of the document with what each paragraph is.
func TestGolden(t *testing.T) {
	got := outline(t, parts(t, written(t, everything()))["word/document.xml"])
	const path = "testdata/everything.txt"
	if *update {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("the document reads\n%s\nwant\n%s", got, want)
	}
}

// outline is document.xml as text: a line a paragraph with its style, tables by
// rows and cells, the instructions of fields in braces.
func outline(t testing.TB, data []byte) string {
	t.Helper()
	var (
		b      strings.Builder
		tables int
		read   bool
		kind   string
	)
	for dec := xml.NewDecoder(bytes.NewReader(data)); ; {
		token, err := dec.Token()
		if err == io.EOF {
			return b.String()
		}
		if err != nil {
			t.Fatal(err)
		}
		switch e := token.(type) {
		case xml.StartElement:
			switch e.Name.Local {
			case "tbl":
				tables++
				b.WriteString("[table\n")
			case "tr":
				b.WriteString("  row\n")
			case "tc":
				b.WriteString("    |")
			case "gridSpan", "vMerge":
				fmt.Fprintf(&b, " %s=%s", e.Name.Local, e.Attr[0].Value)
			case "tblHeader", "cantSplit":
				fmt.Fprintf(&b, "   %s\n", e.Name.Local)
			case "pStyle":
				fmt.Fprintf(&b, "%s: ", e.Attr[0].Value)
			case "t", "instrText":
				read, kind = true, e.Name.Local
			case "tab":
				if len(e.Attr) == 0 {
					b.WriteString("→")
				}
			case "br":
				b.WriteString("⏎")
			case "docPr":
				for _, a := range e.Attr {
					if a.Name.Local == "descr" {
						fmt.Fprintf(&b, "<%s>", a.Value)
					}
				}
			case "pgSz":
				fmt.Fprintf(&b, "[section %s×%s]", e.Attr[0].Value, e.Attr[1].Value)
			}
		case xml.EndElement:
			switch e.Name.Local {
			case "p":
				b.WriteString("\n")
			case "tbl":
				tables--
				b.WriteString("]\n")
			case "t", "instrText":
				read = false
			}
		case xml.CharData:
			switch {
			case read && kind == "instrText":
				fmt.Fprintf(&b, "{%s}", strings.TrimSpace(string(e)))
			case read:
				b.Write(e)
			}
		}
	}
}

// TestDrawn: a column that is drawn in print is drawn in Word, each mark where its
// figure lies between the ends of the scale; a row whose target was not met stands on
// grey, and a table bears its number and title.
func TestDrawn(t *testing.T) {
	v, low, high := 1.5, 0.0, 4.0
	at := func(x float64) *float64 { return &x }
	table := annex.Table{ID: "a", Columns: []annex.Column{{Title: "Chỉ tiêu"}, {Title: "2015-2020", Plot: 20}, {Title: "Kết quả", Align: annex.Right}, {Title: "Địa bàn", Plot: 40}},
		Rows: []annex.Row{{Missed: true, Cells: []annex.Cell{{Text: "Tỷ lệ"}, {Drawn: &annex.Drawing{Spark: []*float64{&v, &high}}}, {Text: "1,5", Value: &v, Decimals: 1}, {Drawn: &annex.Drawing{Span: &plot.Span{Low: low, High: high, Base: at(0), Last: at(3), Whole: at(4)}}}}}}}
	doc := annex.Document{AsOf: "2020-05-22", Annexes: []annex.Annex{{Number: "Phụ lục I", Title: "A", Blocks: []annex.Block{{Number: "Biểu 1", Title: "Các chỉ tiêu", Source: "Nguồn: Phòng A.", Table: &table}}}}}
	xml := string(parts(t, written(t, doc))["word/document.xml"])
	for _, want := range []string{"2015-2020", `w:fill="` + missedShade + `"`, ". Các chỉ tiêu", "Nguồn: Phòng A.", "Hình nhỏ vẽ các số ở cùng dòng"} {
		if !strings.Contains(xml, want) {
			t.Errorf("the document lacks %q", want)
		}
	}
	drawn := parts(t, written(t, doc))["word/media/hinh2.emf"]
	if strings.Count(xml, `uri="http://schemas.openxmlformats.org/drawingml/2006/picture"`) != 2 || drawn == nil {
		t.Fatal("there are not two drawings")
	}
	number := func(at int) int { return int(int32(binary.LittleEndian.Uint32(drawn[at:]))) }
	if size, records := number(48), number(52); size != len(drawn) || string(drawn[40:44]) != " EMF" || records == 0 {
		t.Errorf("the header tells %d bytes of %d, %d records", size, len(drawn), records)
	}
	width := float64(number(16))
	middles, from, records := map[string]float64{}, 0, 0
	for at := 0; at < len(drawn); at += number(at + 4) {
		records++
		switch number(at) {
		case recordMove:
			from = number(at + 8)
		case recordLine:
			form := "line"
			if number(at+8) != from {
				form = "way"
			}
			middles[form] = float64(number(at+8)+from) / 2
		case recordEllipse:
			form := "ring"
			if middles["ring"] > 0 && math.Abs(middles["ring"]-float64(number(at+8)+number(at+16))/2) > 1 {
				form = "dot"
			}
			middles[form] = float64(number(at+8)+number(at+16)) / 2
		}
	}
	if records != number(52) {
		t.Errorf("%d records, the header tells %d", records, number(52))
	}
	const inset = 1.6 * perMillimetre
	for form, v := range map[string]float64{"ring": 0, "dot": 3, "line": 4, "way": 1.5} {
		if want := inset + v/4*(width-2*inset); math.Abs(middles[form]-want) > 1.5 {
			t.Errorf("the %s stands at %v of %v, want %v", form, middles[form], width, want)
		}
	}
}

// TestFront: the summary opens the book on a sheet of its own, with every figure of it
// as text, each value of a pair on the side of its dot, and a line in the contents.
func TestFront(t *testing.T) {
	v := 5.31
	doc := everything()
	doc.Front = &annex.Summary{
		Title: "KẾT QUẢ 3 CHỈ TIÊU", Subtitle: "(Ước)", Headline: "2/3 chỉ tiêu đạt.", MissesHeading: "1 chỉ tiêu không đạt", MissesHead: []string{"Chỉ tiêu", "Mục tiêu", "Thực hiện", "Còn lại", "2015-2020", "Đơn vị"},
		Misses:        []annex.Miss{{Name: "Lao động qua đào tạo", Goal: "28,0%", Actual: "27,6%", Lack: "thấp hơn 0,4 điểm %", Unit: hostile, Years: []*float64{&v, &v}}},
		ScoresHeading: "Mức thực hiện", Scores: []plot.Result{{Name: "A", Percent: 98.6, Text: "98,6%", Shape: plot.Down}, {Name: "B", Percent: 133, Text: "133,0%", Shape: plot.Dot}}, ScoresNote: "▼ không đạt.",
		FieldsHeading: "Theo lĩnh vực", FieldsHead: []string{"Lĩnh vực", "Tổng", "Vượt", "Đạt", "Không đạt", "Chưa đủ"}, Fields: [][]string{{"An sinh", "3", "1", "1", "1", "-"}, {"Cộng", "3", "1", "1", "1", "-"}},
		GapHeading: "Giảm ở mọi nơi", Gap: []plot.Pair{{Name: "Tân Sơn", Base: 30, Last: 13.7, BaseText: "30,0", LastText: "13,7", Behind: true}, {Name: "Việt Trì", Base: 1, Last: 2, BaseText: "1,0", LastText: "2,0"}}, GapWhole: &v, GapLine: "Toàn tỉnh: 5,31", GapNote: "○ 2015",
		Source: "Nguồn: các đơn vị.",
	}
	all := parts(t, written(t, doc))
	xml := string(all["word/document.xml"])
	checkOrder(t, "front", all["word/document.xml"])
	checkStyles(t, xml, string(all["word/styles.xml"]))
	read := outline(t, all["word/document.xml"])
	for _, want := range []string{"KẾT QUẢ 3 CHỈ TIÊU", "2/3 chỉ tiêu đạt.", "1. 1 chỉ tiêu không đạt", "28,0%", "27,6%", "thấp hơn 0,4 điểm %", "98,6%", "133,0%", "Cộng", "4. Giảm ở mọi nơi", "Toàn tỉnh: 5,31. ○ 2015", "Nguồn: các đơn vị."} {
		if !strings.Contains(read, want) {
			t.Errorf("the sheet lacks %q in\n%s", want, read)
		}
	}
	for _, pair := range [][]string{{"Tân Sơn", "13,7", "30,0"}, {"Việt Trì", "1,0", "2,0"}} {
		at := -1
		for _, s := range pair {
			if next := strings.Index(xml, ">"+s+"<"); next < at {
				t.Errorf("%s stands before what is left of it", s)
			} else {
				at = next
			}
		}
	}
	if n := strings.Count(xml, "KẾT QUẢ 3 CHỈ TIÊU"); n != 2 || !strings.Contains(xml, `w:anchor="_Toc00000000"`) || !strings.Contains(xml, `w:name="_Toc00000000"`) {
		t.Errorf("the title is there %d times", n)
	}
	if !strings.Contains(xml, `<w:cols w:num="2" w:equalWidth="0">`) {
		t.Error("results do not stand beside the fields")
	}
	triangles := 0 // one of the target that was not met, one of the place behind the whole
	for name, data := range all {
		for at := 0; strings.HasSuffix(name, ".emf") && at < len(data); at += int(binary.LittleEndian.Uint32(data[at+4:])) {
			if binary.LittleEndian.Uint32(data[at:]) == recordPolygon {
				triangles++
			}
		}
	}
	if triangles != 2 {
		t.Errorf("%d triangles, want 2", triangles)
	}
	doc.Front = nil
	if without := string(parts(t, written(t, doc))["word/document.xml"]); strings.Contains(without, `w:num="2"`) {
		t.Error("a book without a summary has its sheet")
	}
}

// TestContentsListCaptions: the contents list each numbered table and chart under the
// words of its caption, and lead to it.
func TestContentsListCaptions(t *testing.T) {
	doc := everything()
	doc.Annexes[0].Blocks[0].Number, doc.Annexes[0].Blocks[0].Title = "Biểu 1", "Kết quả"
	var captions, listed []string
	for _, line := range strings.Split(outline(t, parts(t, written(t, doc))["word/document.xml"]), "\n") {
		style, text, _ := strings.Cut(strings.TrimLeft(line, " |"), ": ")
		switch style {
		case styleTableCaption, styleChartCaption:
			text, _, _ = strings.Cut(text, "→") // the unit
			text, _, _ = strings.Cut(text, "⏎") // the target
			text = strings.NewReplacer(`{SEQ Bieu \* ARABIC}`, "", `{SEQ Bieu_do \* ARABIC}`, "").Replace(text)
			if strings.HasPrefix(text, vi.CaptionTable+" ") {
				captions = append(captions, text)
			}
		case styleCaptions:
			text = strings.NewReplacer(`{TOC \h \z \c "Bieu"}`, "", `{TOC \h \z \c "Bieu_do"}`, "").Replace(text)
			text, target, _ := strings.Cut(text, "→{PAGEREF ")
			mark, _, _ := strings.Cut(target, " ")
			if xml := string(parts(t, written(t, doc))["word/document.xml"]); strings.Count(xml, `w:name="`+mark+`"`) != 1 {
				t.Errorf("%q leads to %q", text, mark)
			}
			listed = append(listed, text)
		}
	}
	slices.Sort(captions)
	slices.Sort(listed)
	if len(listed) != 9 || !slices.Contains(listed, "Biểu 1. Kết quả") || !slices.Equal(captions, listed) {
		t.Errorf("listed are %q, the captions %q", listed, captions)
	}
}

// TestScenarioNames: three scenarios bear their short names at the ends of their lines,
// with room for them.
func TestScenarioNames(t *testing.T) {
	c := annex.Chart{Kind: annex.Columns, Bare: true, Says: "Hộ nghèo giảm", Title: "Hộ nghèo", Unit: "hộ", Categories: []string{"2020", "2021"}}
	ends := []float64{1, 2, 3}
	for i, name := range []string{"Kịch bản thấp", "Kịch bản cơ sở", "Kịch bản cao"} {
		c.Series = append(c.Series, annex.Series{Kind: annex.Scenario, Name: name, Values: []*float64{nil, &ends[i]}})
	}
	drawn := func() string {
		all := seriesOf(c)
		return string(chartXML(c, all, frameOf(c, all, 79.5, uprightHeight)))
	}
	xml := drawn()
	checkOrder(t, "scenarios", []byte(xml))
	for _, name := range vi.ChartScenarioNames() {
		if !strings.Contains(xml, "<c:v>"+name+"</c:v>") {
			t.Errorf("no scenario is named %q", name)
		}
	}
	if n := strings.Count(xml, `<c:showSerName val="1"/>`); n != 3 || !strings.Contains(xml, "c:manualLayout") {
		t.Errorf("%d names are shown", n)
	}
	ends[1] = 2.9
	if n := strings.Count(drawn(), `<c:showSerName val="1"/>`); n != 2 {
		t.Errorf("%d names are shown of scenarios of which two end alike", n)
	}
	if title := titleWithUnit(c); title != "Hộ nghèo giảm (hộ)" {
		t.Errorf("the title is %q", title)
	}
}

// TestNarrowCharts: beside another a chart of many years has the figures at the ends of
// its columns alone, and each second year; a chart across the page has all.
func TestNarrowCharts(t *testing.T) {
	c := annex.Chart{Kind: annex.Columns, Bare: true, Title: "Lao động", Unit: "người", Series: []annex.Series{{Kind: annex.Yearly}}}
	for i := range 11 {
		v := float64(15000 + i)
		c.Categories = append(c.Categories, itoa(2015+i))
		c.Series[0].Values = append(c.Series[0].Values, &v)
	}
	all := seriesOf(c)
	narrow := string(chartXML(c, all, frameOf(c, all, 79.5, uprightHeight)))
	if n := strings.Count(narrow, `<c:showVal val="1"/>`); n != 2 || !strings.Contains(narrow, `<c:tickLblSkip val="2"/>`) {
		t.Errorf("%d figures are written", n)
	}
	wide := string(chartXML(c, all, frameOf(c, all, 257, columnsHeight)))
	if strings.Count(wide, `<c:showVal val="1"/>`) != 1 || strings.Contains(wide, "c:dLbl>") || strings.Contains(wide, "tickLblSkip") {
		t.Error("figures that have room are left out")
	}
}

// TestFitScores: on a narrower page the results are drawn narrower, so that their names
// take one line; what has no room is left to the annex.
func TestFitScores(t *testing.T) {
	var all []plot.Result
	for range 10 {
		all = append(all, plot.Result{Name: "Tỷ lệ trẻ em có hoàn cảnh đặc biệt được trợ giúp", Shape: plot.Dot})
	}
	line := lineHeight(frontSmall)
	for _, test := range []struct {
		width, room, share float64
		n                  int
	}{
		{width: 100, room: 10.5 * line, share: 0.3, n: 10},
		{width: 76, room: 10.5 * line, share: 0.25, n: 10},
		{width: 76, room: 3.5 * line, share: 0.2, n: 3},
	} {
		if drawn, n := fitScores(all, test.width, test.room); math.Abs(drawn-test.share*test.width) > 0.01 || n != test.n {
			t.Errorf("in %v × %v: %v wide, %d; want %v, %d", test.width, test.room, drawn, n, test.share*test.width, test.n)
		}
	}
}

// TestLowTablesStay: the rows of a table that is lower than half a page stay on one page,
// those of a long one may part; a title in the contents keeps off its page's number.
func TestLowTablesStay(t *testing.T) {
	rowsOf := func(n int) *annex.Table {
		rows := make([]annex.Row, n)
		for i := range rows {
			rows[i] = annex.Row{Cells: []annex.Cell{{Text: "Huyện " + itoa(i)}, {Text: "1"}}}
		}
		return &annex.Table{ID: "a", Columns: []annex.Column{{Title: "Nơi", Align: annex.Left}, {Title: "2020", Align: annex.Right}}, Rows: rows}
	}
	for n, want := range map[int]int{13: 13 - 1, 60: 1} { // rows of which the next is kept
		title := "KẾT QUẢ LĨNH VỰC NGƯỜI CÓ CÔNG NHIỆM KỲ 2015-2020"
		doc := annex.Document{AsOf: "2020-05-22", Annexes: []annex.Annex{{Number: "Phụ lục IV", Title: title, Blocks: []annex.Block{{Table: rowsOf(n)}}}}}
		xml := string(parts(t, written(t, doc))["word/document.xml"])
		got := 0
		for _, row := range strings.Split(xml, "<w:tr>") {
			if strings.Contains(row, "Huyện ") && strings.Contains(row, "<w:keepNext/>") {
				got++
			}
		}
		if got != want {
			t.Errorf("%d rows: %d keep the next, want %d", n, got, want)
		}
		if !strings.Contains(xml, "NHIỆM KỲ</w:t><w:br/>") {
			t.Error("the title runs into its number")
		}
	}
}
