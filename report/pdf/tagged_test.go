package pdf

import (
	"bytes"
	"testing"

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

// signed is an annex of a few words.
func signed() annex.Annex {
	return annex.Annex{ID: "09", Title: "KIẾN NGHỊ", Blocks: []annex.Block{{Heading: "1. Kiến nghị", Paragraphs: []annex.Paragraph{{Text: "Đề nghị:"}, {Text: "bổ sung kinh phí;", Bullet: true}, {Text: "rà soát số liệu.", Bullet: true}}}}}
}
