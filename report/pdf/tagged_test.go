package pdf

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/johnfercher/maroto/v2/pkg/consts/align"
	"github.com/johnfercher/maroto/v2/pkg/core/entity"

	"tongket/analysis"
	"tongket/ingest"
	"tongket/ingest/book"
	reader "tongket/ingest/read"
	"tongket/report/annex"
)

// holds fails where a file fails.
func holds(t *testing.T, name string, raw []byte) {
	t.Helper()
	for _, f := range accessible(raw) {
		t.Errorf("%s: %s", name, f)
	}
}

// Documents of all kinds, their annexes by themselves and the page for leadership
// keep to PDF/UA-1 and PDF/A-2a.
func TestAccessible(t *testing.T) {
	long := districtAnnex(20)
	for name, doc := range map[string]annex.Document{
		"party":          sampleDocument(mainAnnex(6), districtAnnex(4), long, chartAnnex(13), hostileAnnex(), emptyAnnex(), galleryAnnex(5), signed()),
		"administrative": administrativeDocument(mainAnnex(1), hostileAnnex()),
		"one":            sampleDocument(districtAnnex(2)),
		"empty":          {},
		"long":           rowsDocument(300),
	} {
		if name == "party" {
			s := summaryOf(33, 4, 13, 3, 1)
			doc.Front = &s
			doc.Signature, doc.Recipients = &annex.Signature{For: []string{"T/M BAN CHẤP HÀNH"}, Title: "BÍ THƯ", Name: "Nguyễn Văn A"}, []string{"Như trên", "Lưu: VT"}
		}
		p := New(doc, nil)
		var b bytes.Buffer
		if err := p.Write(&b); err != nil {
			t.Fatal(err)
		}
		holds(t, name, b.Bytes())
		for i := range doc.Annexes {
			b.Reset()
			if err := p.WriteAnnex(&b, i); err != nil {
				t.Fatal(err)
			}
			holds(t, name+", "+doc.Annexes[i].ID, b.Bytes())
		}
	}
	for _, n := range []int{0, 5, 33, 120} {
		var b bytes.Buffer
		if err := WriteSummary(&b, annex.Document{AsOf: "2020-05-22"}, summaryOf(n, n/3, n/2, n/8, 1)); err != nil {
			t.Fatal(err)
		}
		holds(t, "summary of "+itoa(n), b.Bytes())
	}
}

// Whatever letters a sheet holds, in whatever text: controls, marks of order, letters
// of private use, what no XML holds.
func TestAccessibleLetters(t *testing.T) {
	const odd = "a\x00\r\n\t\ue000\uf001\ufeff\ufffd\uffff\u00ad\u200b\u0301\x7f\u0085(\\)<&>"
	doc := sampleDocument(districtAnnex(2), chartAnnex(3))
	for _, text := range []*string{&doc.PlaceDate, &doc.Number, &doc.Draft, &doc.Title, &doc.Subtitle, &doc.Attached, &doc.Author, &doc.Superior, &doc.Organisation} {
		*text = odd
	}
	doc.Motto, doc.Recipients = []string{odd, odd}, []string{odd}
	doc.Signature = &annex.Signature{For: []string{odd}, Title: odd, Name: odd}
	for i := range doc.Annexes {
		a := &doc.Annexes[i]
		a.Number, a.Title, a.Scope, a.Attached, a.Source, a.Notes = odd, odd, odd, odd, odd, []string{odd}
		for k := range a.Blocks {
			b := &a.Blocks[k]
			b.Heading, b.Number, b.Title, b.Unit, b.Source = odd, odd, odd, odd, odd
			for n := range b.Paragraphs {
				b.Paragraphs[n].Text = odd
			}
			if b.Table != nil {
				b.Table.Columns[1].Title, b.Table.Columns[2].Group, b.Table.Columns[3].Group = odd, odd, odd
				b.Table.Rows = append(b.Table.Rows, annex.Row{Cells: []annex.Cell{{Text: odd}, {Text: odd}}})
			}
			if b.Chart != nil {
				b.Chart.Title, b.Chart.Unit, b.Chart.Says, b.Chart.About = odd, odd, odd, odd
			}
		}
	}
	for _, form := range []string{"dang", administrative} {
		doc.Form = form
		var b bytes.Buffer
		if err := Write(&b, doc); err != nil {
			t.Fatal(err)
		}
		holds(t, form, b.Bytes())
	}
}

// signed is an annex of a few words.
func signed() annex.Annex {
	return annex.Annex{ID: "09", Title: "KIẾN NGHỊ", Blocks: []annex.Block{{Heading: "1. Kiến nghị", Paragraphs: []annex.Paragraph{{Text: "Đề nghị:"}, {Text: "bổ sung kinh phí;", Bullet: true}, {Text: "rà soát số liệu.", Bullet: true}}}}}
}

// The documents of the sample job, and each of their annexes, likewise; and what
// is read of them, element by element, is what stands on their pages, in order.
func TestAccessibleSample(t *testing.T) {
	r := sampleReview(t)
	doc := annex.Build(r)
	for _, shelf := range []annex.Shelf{annex.Book, annex.Papers} {
		part := doc.Of(shelf)
		p := New(part, nil)
		var b bytes.Buffer
		if err := p.Write(&b); err != nil {
			t.Fatal(err)
		}
		holds(t, part.Title, b.Bytes())
		packedSmall(t, part.Title, b.Bytes())
		for i, a := range part.Annexes {
			b.Reset()
			if err := p.WriteAnnex(&b, i); err != nil {
				t.Fatal(err)
			}
			holds(t, a.ID, b.Bytes())
		}
	}
	var b bytes.Buffer
	if err := WriteSummary(&b, doc, annex.Summarise(r)); err != nil {
		t.Fatal(err)
	}
	holds(t, "summary", b.Bytes())
	b.Reset()
	if err := WriteAnnex(&b, annex.Reminder(r), 0); err != nil {
		t.Fatal(err)
	}
	holds(t, "reminder", b.Bytes())
}

// packedSmall holds the streams of objects to so many bytes for each element of the
// structure, which most of the objects are.
func packedSmall(t *testing.T, name string, raw []byte) {
	t.Helper()
	const most = 14
	packed, elements := 0, len(inspect(raw).parts)
	for _, m := range regexp.MustCompile(`/Length (\d+) /Type /ObjStm`).FindAllSubmatch(raw, -1) {
		n, _ := strconv.Atoi(string(m[1]))
		packed += n
	}
	if packed == 0 || packed > most*elements {
		t.Errorf("%s: objects take %d bytes for %d elements, more than %d each", name, packed, elements, most)
	}
}

// sampleReview is the Review of the sample job.
func sampleReview(t *testing.T) *analysis.Review {
	t.Helper()
	const job = "../../samples/phu-tho/"
	grids, issues := book.Grids(context.Background(), ingest.Source{Path: job + "danh-muc.csv", Name: "danh-muc.csv"})
	if len(grids) != 1 {
		t.Fatalf("catalogue: %v", issues)
	}
	rows, _ := analysis.ParseCatalogue(&grids[0])
	catalogue := analysis.Builtin().With(analysis.Catalogue{Indicators: rows})
	files, err := filepath.Glob(job + "so-lieu/*")
	if err != nil {
		t.Fatal(err)
	}
	var sources []ingest.Source
	for _, path := range files {
		sources = append(sources, ingest.Source{Path: path, Name: "so-lieu/" + filepath.Base(path)})
	}
	found, err := reader.All(context.Background(), sources, ingest.Options{Vocabulary: catalogue.Vocabulary()})
	if err != nil {
		t.Fatal(err)
	}
	return analysis.Run(catalogue, found, analysis.Options{AsOf: "2020-05-22", Job: analysis.Job{
		Organisation: "ĐẢNG ỦY SỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI", Draft: "3",
		Print: annex.Print{Superior: "ĐẢNG BỘ KHỐI CÁC CƠ QUAN TỈNH", PlaceName: "Phú Thọ", Document: "Báo cáo chính trị của Ban Chấp hành Đảng bộ khóa VI trình Đại hội lần thứ VII"},
	}})
}

// What is read of three pages, by the structure alone, is what the eye reads: the
// cover, a page of a table under its letterhead, a page of charts, and one of text, whose
// lines are stretched.
func TestReadingOrder(t *testing.T) {
	var b bytes.Buffer
	text := annex.Annex{Title: "NHẬN ĐỊNH", Blocks: []annex.Block{{Heading: "1. Nhận định", Paragraphs: []annex.Paragraph{
		{Text: strings.Repeat("Số người được tạo việc làm mới ước đạt 79.100 người, vượt mục tiêu. ", 3)},
		{Text: strings.Repeat("Tỷ lệ lao động qua đào tạo tăng từ 55% lên 70%. ", 3), Bullet: true},
	}}}}
	if err := Write(&b, sampleDocument(mainAnnex(1), chartAnnex(3), text)); err != nil {
		t.Fatal(err)
	}
	c := inspect(b.Bytes())
	var out strings.Builder
	for _, page := range []int{0, 2, 3, len(c.pages) - 1} {
		fmt.Fprintf(&out, "== page %d\n%s", page+1, c.reading(page))
	}
	path := filepath.Join("testdata", "reading.txt")
	if *update {
		if err := os.WriteFile(path, []byte(out.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if out.String() != string(want) {
		t.Errorf("%s differs (go test -update writes it):\n%s", path, out.String())
	}
}

// poppler finds the same elements, and qpdf a sound file.
func TestStructureOfOthers(t *testing.T) {
	path := printed(t, sampleDocument(mainAnnex(1), chartAnnex(3)))
	if out := tool(t, "qpdf", "--check", path); !strings.Contains(out, "No syntax or stream encoding errors") {
		t.Errorf("qpdf --check: %s", out)
	}
	info := tool(t, "pdfinfo", path)
	if !regexp.MustCompile(`Tagged: +yes`).MatchString(info) || !regexp.MustCompile(`PDF subtype: +PDF/A-2a`).MatchString(info) && strings.Contains(info, "PDF subtype") {
		t.Errorf("pdfinfo: %s", info)
	}
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	count := map[string]int{}
	for _, p := range inspect(raw).parts {
		count[p.kind]++
	}
	structure := tool(t, "pdfinfo", "-struct-text", path)
	for kind, n := range count {
		if got := len(regexp.MustCompile(`(?m)^ *`+kind+`( <\w+>)?( \(\w+\))?:?$`).FindAllString(structure, -1)); got != n {
			t.Errorf("pdfinfo finds %d elements %s, there are %d", got, kind, n)
		}
	}
}

// The checker finds what is wrong: content in no element, a figure without a text,
// a heading of a level too low, a cell too few, a claim that is not made.
func TestCheckerFinds(t *testing.T) {
	broken := func(spoil func(f *flow)) []byte {
		f := &flow{page: portrait}
		f.lines(f.root.add("H1"), headingPen, align.Left, "", "Một")
		spoil(f)
		out := printing{number: 1}
		out.section("", f)
		var b bytes.Buffer
		if err := out.write(&b, "Thử", &sync.Pool{}); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	draw := func(f *flow, on func(c *canvas)) {
		f.draw(drawing{height: 10, on: func(c *canvas, _ entity.Cell) { on(c) }})
	}
	row := func(table *element, cells int) {
		tr := table.add("TR")
		for range cells {
			tr.add("TD")
		}
	}
	sound := broken(func(*flow) {})
	for name, tt := range map[string]struct {
		point string
		raw   []byte
	}{
		"sound":    {"", sound},
		"unmarked": {"01-005", broken(func(f *flow) { draw(f, func(c *canvas) { c.text(0, 0, notePen, "x") }) })},
		"no text": {"13-004", broken(func(f *flow) {
			e := f.root.add("Figure")
			draw(f, func(c *canvas) { c.figure(e, " ", 0, 0, 9, 9, func() {}) })
		})},
		"heading":   {"14-003", broken(func(f *flow) { f.lines(f.root.add("H3"), notePen, align.Left, "", "x") })},
		"cells":     {"15", broken(func(f *flow) { e := f.root.add("Table"); row(e, 2); row(e, 3) })},
		"scope":     {"15-003", broken(func(f *flow) { f.root.add("Table").add("TR").add("TH") })},
		"place":     {"09", broken(func(f *flow) { f.root.add("TR").add("TD") })},
		"type":      {"02-001", broken(func(f *flow) { f.lines(f.root.add("Absatz"), notePen, align.Left, "", "x") })},
		"claim":     {"06-002", bytes.Replace(sound, []byte("<pdfuaid:part>1"), []byte("<pdfuaid:part>3"), 1)},
		"title":     {"07-002", bytes.Replace(sound, []byte("DisplayDocTitle true"), []byte("DisplayDocTitle null"), 1)},
		"language":  {"11-006", bytes.Replace(sound, []byte("/Lang (vi-VN)"), []byte("/Lang (xx-XX)"), 1)},
		"metadata":  {"6.6.3", bytes.Replace(sound, []byte("<pdf:Producer>tongket"), []byte("<pdf:Producer>another"), 1)},
		"signature": {"6.1.3", append(slices.Clone(sound), "x"...)},
	} {
		failed := accessible(tt.raw)
		if found := slices.ContainsFunc(failed, func(f string) bool { return strings.HasPrefix(f, tt.point+":") }); found != (tt.point != "") || tt.point == "" && len(failed) > 0 {
			t.Errorf("%s: %q, want a failure of %s", name, failed, tt.point)
		}
	}
}
