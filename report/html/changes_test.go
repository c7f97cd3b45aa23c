package html

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"testing"

	"tongket/analysis"
	"tongket/analysis/claim"
	"tongket/ingest"
	"tongket/report/annex"
)

// withChanges gives r a draft before, of which so many figures of its
// indicators were others.
func withChanges(r *analysis.Review, figures int) *analysis.Review {
	r.Previous = &analysis.Previous{Draft: "Dự thảo lần 2", AsOf: "2020-05-01"}
	for i := range figures {
		x := r.Indicators[i%len(r.Indicators)]
		before, after := 1000.5+float64(i), 990.25+float64(2*i)
		pos := ingest.Pos{File: "so-lieu/Biểu tổng hợp của Phòng Bảo trợ xã hội.xlsx", Sheet: "Kết quả rà soát hộ nghèo", Row: int32(i + 7), Col: 5}
		r.Changes = append(r.Changes, analysis.Change{Kind: analysis.FigureAltered, Indicator: x.Code, Name: x.Name, Place: r.Places[1+i%13].Name,
			Years: ingest.Year(2016 + i%5), Measure: ingest.Actual, Unit: x.Unit, Decimals: 1,
			Before: analysis.Side{Stated: true, Value: &before, Pos: pos}, After: analysis.Side{Stated: true, Value: &after, Pos: pos}})
	}
	if figures > 0 {
		x, v := r.Indicators[1], 5.5
		finding := &analysis.Finding{Severity: analysis.Error, Code: analysis.CodeTotalMismatch, Claim: claim.TotalMismatch{Printed: 7, Sum: 6}}
		r.Changes = append(r.Changes,
			analysis.Change{Kind: analysis.FigureAdded, Indicator: "KHONG-CO", Name: "Chỉ tiêu khác", Years: ingest.Year(2020), Measure: ingest.Estimate, After: analysis.Side{Stated: true, Value: &v}},
			analysis.Change{Kind: analysis.VerdictAltered, Indicator: x.Code, Name: x.Name, Unit: x.Unit, Decimals: 1, Years: ingest.Year(2020),
				Before: analysis.Side{Stated: true, Verdict: analysis.Met, Value: &v}, After: analysis.Side{Stated: true, Verdict: analysis.NotMet, Value: &v}},
			analysis.Change{Kind: analysis.FindingAltered, Indicator: x.Code, Name: x.Name, After: analysis.Side{Stated: true, Finding: finding}})
	}
	return r
}

// TestChangesInPage: the page lists what has changed, each figure with both
// values and its cell.
func TestChangesInPage(t *testing.T) {
	page := scriptContent.ReplaceAll(write(t, withChanges(sample(6), 3)), nil)
	for spelt, char := range map[string]string{"&#43;": "+", "\u00a0": " "} {
		page = bytes.ReplaceAll(page, []byte(spelt), []byte(char))
	}
	for text, want := range map[string]int{
		"6 thay đổi so với dự thảo trước":                                                1,
		"So với Dự thảo lần 2, số liệu tính đến ngày 01 tháng 5 năm 2020, có 6 thay đổi": 1,
		`<td class="right" data-label="Dự thảo trước">1.000,50</td><td class="right after" data-label="Dự thảo này">990,25</td><td class="right" data-label="Tăng, giảm">-10,25</td>`: 1,
		"so-lieu/Biểu tổng hợp của Phòng Bảo trợ xã hội.xlsx!Kết quả rà soát hộ nghèo!E7":                                                                                             1,
		`<a href="#chi-tieu=KHONG-CO">`: 0, `<td class="right after" data-label="Dự thảo này">Không đạt (5,5`: 1,
	} {
		if got := bytes.Count(page, []byte(text)); got != want {
			t.Errorf("%q stands %d times in the page, want %d", text, got, want)
		}
	}
	if alike := write(t, withChanges(sample(3), 0)); !bytes.Contains(alike, []byte("không có số liệu, đánh giá, mục tiêu hay phát hiện nào thay đổi")) {
		t.Error("a page without a change does not say so")
	}
	if bytes.Contains(scriptContent.ReplaceAll(write(t, sample(3)), nil), []byte(`id="thay-doi"`)) {
		t.Error("a page with nothing to compare has a list of changes")
	}
}

// TestSizeWithChanges: however much has changed, five hundred indicators in
// thirteen districts go into a mail.
func TestSizeWithChanges(t *testing.T) {
	page := write(t, withChanges(sample(500), 5000))
	if n := len(page); n >= 4_000_000 {
		t.Errorf("500 indicators with 5000 changes take %d bytes, want under 4 MB", n)
	}
	if rows := bytes.Count(page, []byte(`data-label="Dự thảo trước"`)); rows < 50 || rows > mostChanges {
		t.Errorf("%d changes are listed", rows)
	}
	if !bytes.Contains(page, []byte("thay đổi nữa không in ở đây")) {
		t.Error("what is left out is not told")
	}
}

// testChanges: what has changed follows the summary and goes before the fields; a long
// list unfolds. The address leads to it, and it leads to an indicator.
func testChanges(t *testing.T, ctx context.Context) {
	long := open(t, ctx, withChanges(sample(6), 40), "", 1280, 900)
	if eval[bool](long, `document.querySelector('#thay-doi details').open`) {
		t.Error("forty changes stand unfolded before the fields")
	}
	b := open(t, ctx, withChanges(sample(6), 4), "", 1280, 900)
	order := eval[[]string](b, `[...document.querySelectorAll('#tom-tat, #thay-doi, .errors, .balance, .field')].map(e => e.id || e.className.split(' ')[0])`)
	if len(order) < 5 || order[0] != "tom-tat" || order[1] != "thay-doi" || order[2] != "errors" || order[3] != "balance" {
		t.Errorf("the home page is %q", order)
	}
	b.goTo("#thay-doi")
	b.until(`document.activeElement.id === 'thay-doi-ten'`)
	if top := eval[float64](b, `document.activeElement.getBoundingClientRect().top`); top < 0 || top > 850 {
		t.Errorf("the list of changes begins at %v of 900 pixels", top)
	}
	eval[any](b, `void document.querySelector('#thay-doi td a').click()`)
	b.until(`document.querySelector('#chi-tiet .name')`)
	b.quiet()
}

// comparison is the comparison of a Review with the draft that it names.
func comparison(r *analysis.Review) annex.Comparison {
	before := *r
	before.Job.Draft, before.AsOf = r.Previous.Draft, r.Previous.AsOf
	return annex.Compare(&before, r, analysis.Comparison{Changes: r.Changes, Contrasts: []analysis.Contrast{{Kind: analysis.ContrastFileMoved, Before: r.Facts.At(0).Pos.File, After: "b.xlsx"}}})
}

func writeComparison(t testing.TB, r *analysis.Review) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := WriteComparison(&b, comparison(r)); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestComparisonPage(t *testing.T) {
	page := writeComparison(t, withChanges(sample(6), 40))
	if !bytes.Equal(page, writeComparison(t, withChanges(sample(6), 40))) {
		t.Error("the same comparison gave different bytes")
	}
	for text, want := range map[string]int{
		`data-label="Dự thảo trước"`: 41, "Tất cả: 43 thay đổi (thêm 1, đổi 40, đánh giá 1, phát hiện 1).": 1,
		`<section class="kind"`: 4, "Tệp số liệu đổi tên: ": 1, "<link": 0, "src=": 0, "url(": 0, "default-src &#39;none&#39;": 1,
	} {
		if got := bytes.Count(page, []byte(text)); got != want {
			t.Errorf("%q stands %d times in the page, want %d", text, got, want)
		}
	}
}

// TestHostileComparison: no text of a sheet becomes an element or an address.
func TestHostileComparison(t *testing.T) {
	r := withChanges(evil(), len(hostile))
	for i := range r.Changes {
		bad := hostile[i%len(hostile)]
		c := &r.Changes[i]
		c.Name, c.Place, c.Unit, c.Before.Pos.File, c.After.Pos.Sheet = bad, bad, bad, bad, bad
	}
	r.Previous.Draft = hostile[0]
	page := writeComparison(t, r)
	if n := bytes.Count(page, []byte("<script")); n != 1 {
		t.Errorf("%d script elements", n)
	}
	static := scriptContent.ReplaceAll(page, nil)
	if bytes.Contains(static, []byte("<img")) || bytes.Contains(static, []byte("<!--<")) {
		t.Error("a text became an element")
	}
	dashboard := scriptContent.ReplaceAll(write(t, r), nil)
	if bytes.Contains(dashboard, []byte("<img")) {
		t.Error("a text became an element of the dashboard")
	}
}

// testComparison filters by kind and by words, on a wide screen and a phone.
func testComparison(t *testing.T, ctx context.Context) {
	r := withChanges(sample(6), 12)
	b := openPage(t, ctx, writeComparison(t, r), "", 1280, 900)
	shown := func() string {
		return fmt.Sprint(eval[[]float64](b, `[...document.querySelectorAll('section.kind')].map(s => s.hidden ? 0 : s.querySelectorAll('tbody tr:not([hidden])').length)`))
	}
	if got := shown(); got != "[1 12 1 1]" {
		t.Errorf("rows %s", got)
	}
	eval[any](b, `void document.querySelector('button[data-kind="altered"]').click()`)
	if got := shown(); got != "[0 12 0 0]" {
		t.Errorf("rows after the click %s", got)
	}
	eval[any](b, `(function () { var i = document.querySelector('[name=tim]'); i.value = 'viet tri'; i.dispatchEvent(new Event('input', { bubbles: true })); })()`)
	if got, say := shown(), eval[string](b, `document.getElementById('so-hien').textContent`); got != "[0 1 0 0]" || say != "Hiển thị 1/15 thay đổi" {
		t.Errorf("rows %s, told %q", got, say)
	}
	if hash := eval[string](b, `location.hash`); hash != "#loai=altered&tim=viet+tri" {
		t.Errorf("address %q", hash)
	}
	b.quiet()

	phone := openPage(t, ctx, writeComparison(t, r), "#loai=verdict", 360, 780)
	if got := eval[float64](phone, `document.documentElement.scrollWidth`); got > 360 {
		t.Errorf("the page is %v pixels wide on a phone of 360", got)
	}
	if got := eval[string](phone, `document.querySelector('section.kind:not([hidden]) h2').innerText`); !strings.HasPrefix(got, "Đánh giá đổi") {
		t.Errorf("the address shows %q", got)
	}
	phone.quiet()
}
