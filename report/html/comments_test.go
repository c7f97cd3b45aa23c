package html

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"testing"

	"tongket/analysis"
	"tongket/ingest"
)

// withComments gives r a register: two comments on its first indicator, one on
// the second, one on an indicator that the page does not have, and one on none.
func withComments(r *analysis.Review) *analysis.Review {
	pos := func(row int32) ingest.Pos { return ingest.Pos{File: "gop-y.csv", Row: row, Col: 6} }
	x, y := r.Indicators[0], r.Indicators[1]
	r.Comments = []analysis.Comment{
		{Pos: pos(2), By: "Chi bộ Văn phòng Sở", Date: "2020-04-24", Draft: "Dự thảo lần 2", Section: "Phần I, mục 1", Indicator: x.Code, Name: x.Name, Place: r.Places[13].Name, Years: ingest.Year(2018),
			Text: "Đề nghị dùng số theo quyết định công bố của tỉnh, không dùng số sơ bộ của huyện gửi về từ đầu năm.", State: analysis.Accepted, Answer: "Đã thay bằng số theo kết quả rà soát do tỉnh công bố."},
		{Pos: pos(3), By: "Ủy ban nhân dân huyện Tân Sơn", Date: "2020-05-14", Draft: "Dự thảo lần 3", Indicator: x.Code, Name: x.Name, Text: "Kiểm tra lại số của huyện.", State: analysis.Unhandled},
		{Pos: pos(4), By: "Cục Thống kê tỉnh", Draft: "Dự thảo lần 2", Indicator: y.Code, Name: y.Name, Text: "Số mới là số sơ bộ.", State: analysis.Explained, Answer: "Giữ số sơ bộ và ghi rõ là ước thực hiện."},
		{Pos: pos(5), By: "Sở Y tế", Draft: "Dự thảo lần 3", Indicator: "KHONG-CO", Name: "Chỉ tiêu khác", Text: "Bổ sung.", State: analysis.Accepted, Partly: true},
		{Pos: pos(6), Draft: "Dự thảo lần 3", Text: "Nhất trí.", State: analysis.Agreed},
	}
	return r
}

// TestCommentsInPage: a comment stands at its indicator, and all of them in
// the list.
func TestCommentsInPage(t *testing.T) {
	page := write(t, withComments(sample(6)))
	d := dataOf(t, page)
	for i, want := range []int{2, 1, 0, 0, 0, 0} {
		if got := len(d.Indicators[i].Comments); got != want {
			t.Errorf("indicator %d has %d comments, want %d", i, got, want)
		}
	}
	if got, want := strings.Join(d.Indicators[0].Comments[0], "|"), "accepted|Tiếp thu|Chi bộ Văn phòng Sở, ngày\u00a024/4/2020, Dự thảo lần\u00a02|Phần I, mục 1; huyện Tân Sơn, năm\u00a02018|Đề nghị dùng số theo quyết định"; !strings.HasPrefix(got, want) {
		t.Errorf("the first comment is %q, want %q", got, want)
	}
	static := scriptContent.ReplaceAll(page, nil)
	for text, want := range map[string]int{
		"2 góp ý, 1 chưa xử lý": 1, "5 góp ý, 1 chưa xử lý": 1, ">1 góp ý<": 1, "<li><div class=\"asked\">": 5,
		"Tổng số ý kiến: 5; tiếp thu: 2 (trong đó tiếp thu một phần: 1); giải trình: 1; chưa xử lý: 1; nhất trí: 1.": 1,
		"Dự thảo lần 2: 2 ý kiến; tiếp thu: 1; giải trình: 1; chưa xử lý: 0.":                                        1,
		`<a href="#chi-tieu=KHONG-CO">`: 0, `<p class="on"><a href="#chi-tieu=CT-001">`: 2,
	} {
		if got := bytes.Count(static, []byte(text)); got != want {
			t.Errorf("%q stands %d times in the page, want %d", text, got, want)
		}
	}
	if bytes.Contains(scriptContent.ReplaceAll(write(t, sample(3)), nil), []byte(`id="gop-y"`)) {
		t.Error("a page without a register has a list of comments")
	}
}

// testComments opens an indicator from the list and reads what was said of it.
func testComments(t *testing.T, ctx context.Context) {
	b := open(t, ctx, withComments(sample(6)), "", 1280, 900)
	eval[any](b, `void document.querySelector('.to-comments a').click()`)
	b.until(`document.activeElement.id === 'gop-y-ten'`)
	if top := eval[float64](b, `document.activeElement.getBoundingClientRect().top`); top < 0 || top > 850 {
		t.Errorf("the list of comments begins at %v of 900 pixels", top)
	}
	eval[any](b, `void document.querySelector('#gop-y a').click()`)
	b.until(`document.querySelector('#chi-tiet .comments li')`)
	got := eval[[]string](b, `[...document.querySelectorAll('#chi-tiet .comments h2, #chi-tiet .comments li')].map(e => e.innerText.replace(/\s+/g, ' '))`)
	want := []string{
		"Góp ý vào dự thảo (2)",
		"Tiếp thu Chi bộ Văn phòng Sở, ngày 24/4/2020, Dự thảo lần 2 Phần I, mục 1; huyện Tân Sơn, năm 2018 Đề nghị dùng số theo quyết định công bố của tỉnh, không dùng số sơ bộ của huyện gửi về từ đầu năm. Trả lời: Đã thay bằng số theo kết quả rà soát do tỉnh công bố.",
		"Chưa xử lý Ủy ban nhân dân huyện Tân Sơn, ngày 14/5/2020, Dự thảo lần 3 Kiểm tra lại số của huyện.",
	}
	if fmt.Sprintf("%q", got) != fmt.Sprintf("%q", want) {
		t.Errorf("the view says\n%q\nwant\n%q", got, want)
	}
	b.goTo("#chi-tieu=CT-003")
	if eval[bool](b, `document.querySelector('#chi-tiet .comments') !== null`) {
		t.Error("an indicator that nobody spoke of has comments")
	}
	b.quiet()
}
