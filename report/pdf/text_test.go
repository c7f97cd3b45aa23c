package pdf

import (
	"bytes"
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"

	"tongket/report/annex"
)

// fold joins words with single spaces.
func fold(s string) string {
	return strings.Join(strings.Fields(strings.ReplaceAll(s, "\u00a0", " ")), " ")
}

// A reader of the PDF finds every cell, figure and word, in reading order: row
// by row, and within a row from left to right.
func TestTextInReadingOrder(t *testing.T) {
	a := mainAnnex(5)
	path := printed(t, sampleDocument(a))
	text := fold(tool(t, "pdftotext", "-raw", path, "-"))
	at := strings.Index(text, fold(a.Attached)+" "+fold(a.Scope))
	if at < 0 {
		t.Fatalf("the annex's title is not in the text:\n%s", text)
	}
	for _, row := range a.Blocks[0].Table.Rows {
		for _, cell := range row.Cells {
			want := fold(cell.Text)
			i := strings.Index(text[at:], want)
			if i < 0 {
				t.Fatalf("%q is missing, or not in order, after %q", want, text[max(0, at-80):at])
			}
			at += i + len(want)
		}
	}
	for _, note := range append(a.Notes, a.Source) {
		if !strings.Contains(text[at:], fold(note)) {
			t.Errorf("note %q is missing", note)
		}
	}
}

// What the layout of the page gives, as a search in a viewer does.
func TestTextIsSearchable(t *testing.T) {
	doc := sampleDocument(districtAnnex(4), chartAnnex(13), hostileAnnex())
	text := fold(tool(t, "pdftotext", printed(t, doc), "-"))
	for _, want := range []string{
		"MỤC LỤC", "Phụ lục II. TỶ LỆ HỘ NGHÈO THEO ĐỊA BÀN", "Phú Thọ, ngày 22 tháng 5 năm 2020", "Đơn vị tính: %",
		"giảm từ 12,04% năm 2015 xuống còn 5,3% năm 2020", "- Thành phố Việt Trì thấp nhất (1,2%)",
		"Kịch bản", "Mục tiêu Nghị quyết năm 2020: 5,5", "Huyện thứ 13", // in charts
		"Tỷ lệ hộ nghèo", "1.234.567.890,123", "</script>(\\)",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the text lacks %q", want)
		}
	}
}

// The charts are drawn, not pictures.
func TestNoPictures(t *testing.T) {
	out := strings.TrimSpace(tool(t, "pdfimages", "-list", printed(t, sampleDocument(chartAnnex(13)))))
	if n := strings.Count(out, "\n"); n > 1 {
		t.Errorf("%d pictures:\n%s", n-1, out)
	}
}

// pageText returns the words of one page.
func pageText(t *testing.T, path, number string) string {
	t.Helper()
	return fold(tool(t, "pdftotext", "-raw", "-f", number, "-l", number, path, "-"))
}

// The contents name the page on which each annex begins, and that page shows
// its number. The first page shows none.
func TestPageNumbers(t *testing.T) {
	path := printed(t, sampleDocument(mainAnnex(6), districtAnnex(4)))
	toc := strings.ReplaceAll(pageText(t, path, "2"), ".", "")
	for _, tt := range []struct{ title, page string }{
		{"Phụ lục I KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU CHỦ YẾU NHIỆM KỲ 2015-2020", "3"},
		{"Phụ lục II TỶ LỆ HỘ NGHÈO THEO ĐỊA BÀN", "6"},
	} {
		i := strings.Index(toc, tt.title)
		if i < 0 || !strings.HasPrefix(fold(toc[i+len(tt.title):]), tt.page) {
			t.Errorf("the contents do not give page %s for %q: %s", tt.page, tt.title, toc)
		}
		words := pageText(t, path, tt.page)
		if !strings.HasPrefix(words, tt.page+" ") {
			t.Errorf("page %s does not open with its number: %.40q", tt.page, words)
		}
		if !strings.Contains(words, tt.title[strings.LastIndex(tt.title, "I ")+2:]) {
			t.Errorf("page %s is not that of %q", tt.page, tt.title)
		}
	}
	if cover := pageText(t, path, "1"); !strings.HasPrefix(cover, "ĐẢNG BỘ") {
		t.Errorf("the cover opens with %.20q", cover)
	}
}

func TestBookmarks(t *testing.T) {
	api.DisableConfigDir()
	var b bytes.Buffer
	if err := Write(&b, sampleDocument(mainAnnex(6), districtAnnex(4))); err != nil {
		t.Fatal(err)
	}
	r := bytes.NewReader(b.Bytes())
	strict := model.NewDefaultConfiguration()
	strict.ValidationMode = model.ValidationStrict
	if err := api.Validate(r, strict); err != nil {
		t.Errorf("pdfcpu finds the file invalid: %v", err)
	}
	marks, err := api.Bookmarks(r, model.NewDefaultConfiguration())
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, m := range marks {
		got = append(got, m.Title+" "+itoa(m.PageFrom))
		for _, k := range m.Kids {
			got = append(got, "- "+k.Title+" "+itoa(k.PageFrom))
		}
	}
	want := []string{
		"MỤC LỤC 2", "Phụ lục I. KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU CHỦ YẾU NHIỆM KỲ 2015-2020 3",
		"Phụ lục II. TỶ LỆ HỘ NGHÈO THEO ĐỊA BÀN 6", "- 1. Nhận định 6", "- 2. Số liệu 6",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("bookmarks:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// One annex in its own file is numbered from 1, which shows no number, and bears no
// letterhead: the top of its first page is kept for the digital signature.
func TestWriteAnnex(t *testing.T) {
	for _, doc := range []annex.Document{sampleDocument(districtAnnex(2), mainAnnex(6)), administrativeDocument(districtAnnex(2), mainAnnex(6))} {
		var b bytes.Buffer
		if err := WriteAnnex(&b, doc, 1); err != nil {
			t.Fatal(err)
		}
		path := save(t, b.Bytes())
		first := pageText(t, path, "1")
		if !strings.HasPrefix(first, "Phụ lục I KẾT QUẢ") {
			t.Errorf("%s: page 1 opens with %.40q", doc.Form, first)
		}
		for _, m := range regexp.MustCompile(`yMin="([0-9.]+)"`).FindAllStringSubmatch(tool(t, "pdftotext", "-bbox", "-l", "1", path, "-"), -1) {
			if y, _ := strconv.ParseFloat(m[1], 64); y < 30*perMillimetre {
				t.Errorf("%s: a word at %s points is in the corner of the signature", doc.Form, m[1])
			}
		}
		if second := pageText(t, path, "2"); !strings.HasPrefix(second, "2 TT ") {
			t.Errorf("%s: page 2 opens with %.20q", doc.Form, second)
		}
	}
}

// TestNumberOfDocument: the number stands under the issuer; in the form of the
// administration on the line of place and date.
func TestNumberOfDocument(t *testing.T) {
	for form, number := range map[string]string{"dang": "Số 12-BC/ĐU", administrative: "Số: 05/BC-SLĐTBXH"} {
		doc := sampleDocument(emptyAnnex())
		doc.Form, doc.Number = form, number
		var b bytes.Buffer
		if err := WriteAnnex(&b, doc, 0); err != nil {
			t.Fatal(err)
		}
		at := map[string]string{}
		for _, m := range regexp.MustCompile(`yMax="([0-9.]+)">([^<]+)</word>`).FindAllStringSubmatch(tool(t, "pdftotext", "-bbox", save(t, b.Bytes()), "-"), -1) {
			if at[m[2]] == "" {
				at[m[2]] = m[1]
			}
		}
		serial, date := at[number[strings.LastIndex(number, " ")+1:]], at["Thọ,"]
		if serial == "" || date == "" {
			t.Fatalf("%s: the letterhead has %v", form, at)
		}
		y1, err1 := strconv.ParseFloat(serial, 64)
		y2, err2 := strconv.ParseFloat(date, 64)
		if same := math.Abs(y1-y2) < 2; err1 != nil || err2 != nil || same != (form == administrative) {
			t.Errorf("%s: the number ends at %s, the date at %s", form, serial, date)
		}
	}
}
