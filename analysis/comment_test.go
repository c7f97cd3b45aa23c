package analysis

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"tongket/analysis/claim"
	"tongket/ingest"
)

func commentCatalogue() Catalogue {
	c := testCatalogue()
	c.Indicators[0].Aliases = append(c.Indicators[0].Aliases, "Hộ dân")
	return c
}

// toldComments are comments and findings, a line each.
func toldComments(comments []Comment, findings []Finding) []string {
	var out []string
	for _, c := range comments {
		state := string(c.State)
		if c.Partly {
			state += " partly"
		}
		out = append(out, fmt.Sprintf("%s %s|%s|%s|%s|%s|%s|%s|%s|%s|%s|%s|%s", c.Pos.Cell(), c.By, c.Date, c.Draft, c.Section, c.Indicator, c.Name, c.Place, c.Years, state, c.Answer, c.Handler, c.Due))
	}
	for _, f := range findings {
		out = append(out, fmt.Sprintf("%s %s %s %q", f.Code, f.Severity, f.Pos, claim.Args(f.Claim)))
	}
	return out
}

func wantComments(t *testing.T, g *ingest.Grid, want ...string) {
	t.Helper()
	if got := toldComments(ParseComments(g, commentCatalogue())); !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestParseComments(t *testing.T) {
	wantComments(t, grid(
		"BẢNG THEO DÕI GÓP Ý",
		"TT|Người góp ý|Ngày|Dự thảo|Mục|Chỉ tiêu|Địa bàn|Năm|Nội dung góp ý|Xử lý|Nội dung trả lời|Đơn vị xử lý|Hạn",
		"1|Chi bộ Văn phòng|12/3/2020|2|II.1|HO|X|2018|Rà soát lại số hộ|Tiếp thu|Đã sửa|Phòng A|25/4/2020",
		"2|Đ/c Nguyễn Văn A|2020-03-13|dự thảo lần thứ 2||hộ dân|||Nêu rõ nguồn|Tiếp thu một phần, bổ sung chú thích||Phòng A|",
		"3|Huyện X|13.3.2020|Lần 1|III||Toàn tỉnh|2016-2020|Bỏ đoạn này|Giải trình|Giữ như dự thảo||",
		"4|Huyện Y|14-3-2020|Dự thảo trình Ban Thường vụ|||||Nhất trí với dự thảo|nhất trí||Phòng B|",
		"5|Huyện Y|14/3/20|2|||||Xem lại||||",
	),
		"I3 Chi bộ Văn phòng|2020-03-12|Dự thảo lần 2|II.1|HO|Tổng số hộ|Huyện X|2018|accepted|Đã sửa|Phòng A|2020-04-25",
		"I4 Đ/c Nguyễn Văn A|2020-03-13|Dự thảo lần 2||HO|Tổng số hộ|||accepted partly|bổ sung chú thích|Phòng A|",
		"I5 Huyện X|2020-03-13|Dự thảo lần 1|III|||Tỉnh T|2016-2020|explained|Giữ như dự thảo||",
		"I6 Huyện Y|2020-03-14|Dự thảo trình Ban Thường vụ||||||agreed||Phòng B|",
		"I7 Huyện Y|2020-03-14|Dự thảo lần 2||||||open|||",
	)
}

// The model of Nghị định 34/2016: no column for the state, the answer says it.
func TestParseCommentsByAnswer(t *testing.T) {
	wantComments(t, grid(
		"Nhóm vấn đề hoặc điều, khoản|Chủ thể góp ý|Nội dung góp ý|Nội dung tiếp thu, giải trình|Dự thảo|Ngày góp ý",
		"Phần I|Sở Tài chính|Sửa số|Tiếp thu, đã sửa|1|1/2/2020",
		"Phần I|Sở Nội vụ|Thêm ý|Không tiếp thu: đã có ở mục 3|1|1/2/2020",
		"Phần I|Sở Y tế|Thêm ý||1|1/2/2020",
		"Phần I|Sở Xây dựng|Thêm ý|Sẽ nghiên cứu|1|1/2/2020",
	),
		"C2 Sở Tài chính|2020-02-01|Dự thảo lần 1|Phần I|||||accepted|Tiếp thu, đã sửa||",
		"C3 Sở Nội vụ|2020-02-01|Dự thảo lần 1|Phần I|||||explained|Không tiếp thu: đã có ở mục 3||",
		"C4 Sở Y tế|2020-02-01|Dự thảo lần 1|Phần I|||||open|||",
		"C5 Sở Xây dựng|2020-02-01|Dự thảo lần 1|Phần I|||||open|Sẽ nghiên cứu||",
		`comment warning danh-muc.csv!D5 ["Nội dung trả lời" "Sẽ nghiên cứu" "state"]`,
	)
}

func TestParseCommentsFaults(t *testing.T) {
	wantComments(t, grid("Nội dung|Họ tên", "a|b"),
		`comment warning danh-muc.csv ["Nội dung góp ý" "" "header"]`)
	wantComments(t, grid(
		"Người góp ý|Ngày|Dự thảo|Chỉ tiêu|Địa bàn|Năm|Nội dung góp ý|Xử lý|Hạn|Ghi chú",
		"|32/3/2020||Tổng sô hộ|Huyện W|20188|Sửa số|đồng ý sửa|mai|x",
		"A|1/3/2020|1||||||",
		"A||1||||Sửa số||",
	),
		"G2 |||||Tổng sô hộ|||open|||",
		"G4 A||Dự thảo lần 1||||||open|||",
		`comment info danh-muc.csv!J1 ["Ghi chú" "" "column"]`,
		`comment warning danh-muc.csv!A2 ["Người góp ý" "" "by"]`,
		`comment warning danh-muc.csv!C2 ["Dự thảo" "" "draft"]`,
		`comment warning danh-muc.csv!B2 ["Ngày" "32/3/2020" "date"]`,
		`comment warning danh-muc.csv!I2 ["Hạn" "mai" "date"]`,
		`comment warning danh-muc.csv!D2 ["Chỉ tiêu" "Tổng sô hộ" "indicator" "Tổng số hộ"]`,
		`comment warning danh-muc.csv!E2 ["Địa bàn" "Huyện W" "place"]`,
		`comment warning danh-muc.csv!F2 ["Năm" "20188" "years"]`,
		`comment warning danh-muc.csv!H2 ["Xử lý" "đồng ý sửa" "state"]`,
		`comment warning danh-muc.csv!G3 ["Nội dung góp ý" "" "text"]`,
		`comment warning danh-muc.csv!B4 ["Ngày" "" "date"]`,
	)
}

// As Excel stores it: real dates, and one cell merged over the comments of one
// body.
func TestParseCommentsFromExcel(t *testing.T) {
	g := grid(
		"Người góp ý|Ngày|Dự thảo|Nội dung góp ý|Xử lý",
		"Chi bộ A||1|Một|Tiếp thu",
		"|||Hai|",
		"Chi bộ B||1|Ba|",
	)
	date := ingest.Cell{Row: 2, Col: 2, Kind: ingest.Date, Num: 43902.4} // 12/3/2020
	g.Cells = slices.Insert(g.Cells, 6, date)
	g.Merges = []ingest.Range{{Row1: 2, Col1: 1, Row2: 3, Col2: 1}, {Row1: 2, Col1: 2, Row2: 4, Col2: 2}, {Row1: 2, Col1: 3, Row2: 3, Col2: 3}}
	wantComments(t, g,
		"D2 Chi bộ A|2020-03-12|Dự thảo lần 1||||||accepted|||",
		"D3 Chi bộ A|2020-03-12|Dự thảo lần 1||||||open|||",
		"D4 Chi bộ B|2020-03-12|Dự thảo lần 1||||||open|||",
	)
}

// A form has a header of two levels and a row of numbers below it; saved as CSV
// it has no merged cells.
func TestParseCommentsBelowTwoLevels(t *testing.T) {
	lines := []string{
		"BẢNG TỔNG HỢP Ý KIẾN",
		"TT|Đơn vị góp ý|Góp ý||||Xử lý||Ghi chú",
		"||Dự thảo lần|Ngày góp ý|Nội dung góp ý|Chỉ tiêu|Kết quả xử lý|Nội dung trả lời|",
		"(1)|(2)|(3)|(4)|(5)|(6)|(7)|(8)|(9)",
		"7|Sở Y tế|1|ngày 24 tháng 4 năm 2020|Sửa số hộ|HO|Tiếp thu|Đã sửa|",
	}
	want := []string{
		"E5 Sở Y tế|2020-04-24|Dự thảo lần 1||HO|Tổng số hộ|||accepted|Đã sửa||",
		`comment info danh-muc.csv!I2 ["Ghi chú" "" "column"]`,
	}
	wantComments(t, grid(lines...), want...)
	g := grid(lines...)
	g.Merges = []ingest.Range{
		{Row1: 1, Col1: 1, Row2: 1, Col2: 9}, {Row1: 2, Col1: 1, Row2: 3, Col2: 1}, {Row1: 2, Col1: 2, Row2: 3, Col2: 2},
		{Row1: 2, Col1: 3, Row2: 2, Col2: 6}, {Row1: 2, Col1: 7, Row2: 2, Col2: 8}, {Row1: 2, Col1: 9, Row2: 3, Col2: 9},
	}
	wantComments(t, g, want...)
	lines[1] = strings.Replace(lines[1], "Góp ý|", "Ý kiến|", 1) // the lower level is found first
	g.Cells = grid(lines...).Cells
	want[1] = `comment info danh-muc.csv!I3 ["Ghi chú" "" "column"]`
	wantComments(t, g, want...)
}

func TestHiddenComments(t *testing.T) {
	f, ok := HiddenComments(grid("Người góp ý|Ngày|Dự thảo|Nội dung góp ý", "A|1/3/2020|1|Sửa", "B||1|Sửa"), commentCatalogue())
	if got := fmt.Sprintf("%s %s %v %v", f.Code, f.Severity, claim.Args(f.Claim), ok); got != "comment warning [Nội dung góp ý 2 shown] true" {
		t.Error(got)
	}
	if _, ok := HiddenComments(grid("Ghi chú|x", "a|b"), commentCatalogue()); ok {
		t.Error("a sheet of notes holds no comments")
	}
}

func TestParseCommentsTwice(t *testing.T) {
	wantComments(t, grid("Người góp ý|Ngày|Dự thảo|Chỉ tiêu|Nội dung góp ý|Xử lý", "A|1/3/2020|1|HO|Sửa|Tiếp thu", "B|1/3/2020|1|HO|Sửa|", "a|1/3/2020|1|Tổng số hộ|sửa|"),
		"E2 A|2020-03-01|Dự thảo lần 1||HO|Tổng số hộ|||accepted|||",
		"E3 B|2020-03-01|Dự thảo lần 1||HO|Tổng số hộ|||open|||",
		"E4 a|2020-03-01|Dự thảo lần 1||HO|Tổng số hộ|||open|||",
		`comment info danh-muc.csv!E4 ["Nội dung góp ý" "sửa" "unique"]`,
	)
}

// What no column tells is told once, not on every row.
func TestParseCommentsWithoutColumns(t *testing.T) {
	wantComments(t, grid("TT|Nội dung góp ý", "1|Một", "2|Hai"),
		"B2 ||||||||open|||",
		"B3 ||||||||open|||",
		`comment info danh-muc.csv!B1 ["Người góp ý" "" "present"]`,
		`comment info danh-muc.csv!B1 ["Ngày" "" "present"]`,
		`comment warning danh-muc.csv!B1 ["Dự thảo" "" "present"]`,
	)
}

func TestDraftName(t *testing.T) {
	for in, want := range map[string]string{
		"3": "Dự thảo lần 3", "03": "Dự thảo lần 3", "Lần 3": "Dự thảo lần 3", "DT3": "Dự thảo lần 3", "DỰ THẢO  lần thứ 3": "Dự thảo lần 3",
		"Dự thảo trình  BTV": "Dự thảo trình BTV", "": "", "Dự thảo 3 (sửa)": "Dự thảo 3 (sửa)",
		"lần thứ hai": "Dự thảo lần 2", "Dự thảo lần II": "Dự thảo lần 2", "lần đầu": "Dự thảo lần 1", "dự thảo số 2": "Dự thảo lần 2",
		"Dự thảo lần 2 (15/4)": "Dự thảo lần 2", "lần 2, ngày 15/4/2020": "Dự thảo lần 2", "2 15.4.20": "Dự thảo lần 2",
		"Dự thảo lần cuối": "Dự thảo lần cuối", "Dự thảo ngày 15/4": "Dự thảo ngày 15/4", "15/4/2020": "15/4/2020", "hai": "hai",
		"0": "0", "20200415": "20200415",
	} {
		if got := DraftName(in); got != want {
			t.Errorf("DraftName(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestStateOf(t *testing.T) {
	for in, want := range map[string]string{
		"Tiếp thu": "accepted", "ĐÃ TIẾP THU.": "accepted", "Tiếp thu (đã sửa)": "accepted: đã sửa", "Tiếp thu: sửa (mục 3)": "accepted: sửa (mục 3)",
		"Đã tiếp thu và bổ sung": "accepted: Đã tiếp thu và bổ sung", "Tiếp thu toàn bộ": "accepted: Tiếp thu toàn bộ",
		"Tiếp thu một phần": "accepted partly", "Đã tiếp thu một phần, bỏ ý 2": "accepted partly: bỏ ý 2", "Tiếp thu 01 phần": "accepted partly",
		"Tiếp thu phần lớn ý kiến":          "accepted partly: Tiếp thu phần lớn ý kiến",
		"Nhất trí với ý kiến góp ý, đã sửa": "accepted: Nhất trí với ý kiến góp ý, đã sửa", // the team with the comment
		"Nhất trí với dự thảo":              "agreed: Nhất trí với dự thảo",                // the body with the draft
		"Không tiếp thu: đã có":             "explained: đã có", "Giữ nguyên như dự thảo": "explained: Giữ nguyên như dự thảo",
		"Chưa": "open", "Chưa xử lý, chờ Cục Thống kê": "open: chờ Cục Thống kê", "Chưa; chờ số": "open: chờ số",
		"Chưa tiếp thu": "?", "Tiếp thu, giải trình": "?", "Tiếp thu và giải trình": "?", "tiếp thu/giải trình": "?", "Tiếp thuế": "?", "Nhất trí, đề nghị sửa": "?",
	} {
		state, partly, answer, ok := stateOf(in)
		got := string(state)
		if partly {
			got += " partly"
		}
		if answer != "" {
			got += ": " + answer
		}
		if !ok {
			got = "?"
		}
		if got != want {
			t.Errorf("stateOf(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestDaysAndYearsOfComments(t *testing.T) {
	for in, want := range map[string]string{"24/04/2020 08:30": "2020-04-24", "2020-04-24T08:30:00Z": "2020-04-24", "ngày 24.4.2020 8h30": "2020-04-24", "24/4": "?", "08:30": "?"} {
		got, ok := isoDate(in)
		if !ok {
			got = "?"
		}
		if got != want {
			t.Errorf("isoDate(%q) = %q, want %q", in, got, want)
		}
	}
	for in, want := range map[string]string{"Ước TH 2020": "2020", "TH năm 2019": "2019", "Giai đoạn 2016 - 2020": "2016-2020", "2020-2016": "?", "2018, 2019": "?"} {
		years, ok := yearsOf(in)
		if got := years.String(); ok != (want != "?") || ok && got != want || !ok && years != (ingest.Period{}) {
			t.Errorf("yearsOf(%q) = %q %v, want %q", in, got, ok, want)
		}
	}
}

// drafts are the kept runs of each draft.
type drafts map[string][]*Review

func (d drafts) run(name string, n int) (Kept, bool) {
	if n >= len(d[name]) {
		return nil, false
	}
	return Rooms.Kept(d[name][n]), true
}

// TestUnchangedFigures: a comment is held against what its figure was in the
// draft that it was made on.
func TestUnchangedFigures(t *testing.T) {
	const old = `t.xlsx!S!C1 | HO | | 2018 | 300 hộ |
		t.xlsx!S!D1 | HO | | 2019 | 310 hộ |
		t.xlsx!S!C2 | HO | Huyện X | 2018 | 100 hộ |
		t.xlsx!S!C3 | NGHEO | | 2018 | 30 hộ |
		t.xlsx!S!E1 | THAT | | 2020 | MT 3 % |`
	change := strings.NewReplacer("310 hộ", "312 hộ", "30 hộ", "27 hộ", "MT 3 %", "MT 4 %").Replace(old)
	before := run(t, old)
	on := func(indicator, place string, year int) Comment {
		c := Comment{Pos: ingest.Pos{File: "gop-y.csv", Row: 2, Col: 5}, By: "Chi bộ A", Date: "2020-03-12", Draft: "Dự thảo lần 1", Indicator: indicator, Name: indicator, Place: place, Text: "Sửa", State: Accepted}
		if year > 0 {
			c.Years = ingest.Year(year)
		}
		return c
	}
	tests := []struct {
		on   Comment
		want string
	}{
		{on("HO", "", 2018), `comment-unchanged warning E2 C1 [300] ["Chi bộ A" "2020-03-12" "Dự thảo lần 1"]`},
		{on("HO", "Tỉnh T", 2018), `comment-unchanged warning E2 C1 [300] ["Chi bộ A" "2020-03-12" "Dự thảo lần 1"]`},
		{on("HO", "Huyện X", 2018), `comment-unchanged warning E2 C2 [100] ["Chi bộ A" "2020-03-12" "Dự thảo lần 1"]`},
		{on("HO", "Huyện X", 0), `comment-unchanged warning E2 ["Chi bộ A" "2020-03-12" "Dự thảo lần 1"]`},
		{on("HO", "Huyện Y", 2018), `comment-unchanged warning E2 ["Chi bộ A" "2020-03-12" "Dự thảo lần 1"]`}, // no figure then, none now
		{on("HO", "", 2019), ""}, // 310 has become 312
		{on("HO", "", 0), ""},
		{on("NGHEO", "", 2018), ""},
		{on("TYLE", "", 2018), ""}, // it follows from its parts
		{on("THAT", "", 2020), ""}, // its target
		{on("VIEC", "", 0), `comment-unchanged info E2 ["Chi bộ A" "2020-03-12" "Dự thảo lần 1"]`},
	}
	for _, test := range tests {
		for _, current := range []string{"", "Dự thảo lần 2"} {
			r := Run(commentCatalogue(), inputOf(t, change), Options{Comments: []Comment{test.on}, Draft: drafts{"Dự thảo lần 1": {nil, before}}.run, Job: Job{Draft: current}})
			var want []string
			if test.want != "" {
				want = []string{test.want}
			}
			wantFindings(t, r, "comment-unchanged draft-not-kept", want...)
			if i := slices.IndexFunc(r.Indicators, func(x Result) bool { return x.Code == test.on.Indicator }); i >= 0 && (test.want != "") != slices.ContainsFunc(r.Indicators[i].Findings, func(k int) bool { return r.Findings[k].Code == CodeUnchanged }) {
				t.Errorf("%+v: the indicator does not know its finding", test.on)
			}
		}
	}
}

// A draft may have been run again after the comment: what differs from any of
// its runs has changed.
func TestUnchangedInEveryRun(t *testing.T) {
	facts := func(n string) string { return "t.xlsx!S!C1 | HO | | 2018 | " + n + " hộ |" }
	c := Comment{Pos: ingest.Pos{Row: 2, Col: 1}, Draft: "Dự thảo lần 1", Indicator: "HO", Name: "Tổng số hộ", Years: ingest.Year(2018), Text: "Sửa", State: Accepted}
	for _, test := range []struct {
		kept []*Review
		want []string
	}{
		{[]*Review{run(t, facts("310"))}, []string{`comment-unchanged warning A2 C1 [310] ["" "" "Dự thảo lần 1"]`}},
		{[]*Review{run(t, facts("310")), run(t, facts("300"))}, nil},
		{[]*Review{run(t, facts("310")), run(t, facts("310"))}, []string{`comment-unchanged warning A2 C1 [310] ["" "" "Dự thảo lần 1"]`}},
		{[]*Review{nil}, []string{`draft-not-kept info A2 ["Dự thảo lần 1" "damaged"]`}},
	} {
		r := Run(commentCatalogue(), inputOf(t, facts("310")), Options{Comments: []Comment{c}, Draft: drafts{c.Draft: test.kept}.run})
		wantFindings(t, r, "comment-unchanged draft-not-kept", test.want...)
	}
}

// A job without a catalogue has indicators that only its sheets name: a comment
// may name them by their label.
func TestCommentsOnLabels(t *testing.T) {
	comments, findings := ParseComments(grid(
		"Người góp ý|Ngày|Dự thảo|Chỉ tiêu|Năm|Nội dung góp ý|Xử lý",
		"A|1/3/2020|1|số cây  xanh|2019|Sửa|Tiếp thu",
		"B|1/3/2020|1|Số cây đỏ|2019|Sửa|Tiếp thu",
		"C|1/3/2020|1|Số ao|2019|Sửa|Tiếp thu",
	), commentCatalogue())
	const facts = "t.xlsx!S!C1 | ~Số cây xanh | | 2019 | 7 cây |\n t.xlsx!S!C2 | ~Số ao | | 2019 | 7 cái |\n t.xlsx!S!C3 | ~Số ao | | 2019 | 7 ha |"
	before := run(t, facts)
	r := Run(commentCatalogue(), inputOf(t, facts), Options{Comments: comments, Findings: findings, Draft: drafts{"Dự thảo lần 1": {before}}.run})
	if r.Comments[0].Indicator != "~Số cây xanh" || r.Comments[1].Indicator != "" || r.Comments[2].Indicator != "" {
		t.Errorf("comments on %q, %q, %q", r.Comments[0].Indicator, r.Comments[1].Indicator, r.Comments[2].Indicator)
	}
	if comments[0].Indicator != "" || len(findings) != 3 {
		t.Error("what was given has changed")
	}
	wantFindings(t, r, "comment comment-unchanged",
		`comment-unchanged warning F2 C1 [7] ["A" "2020-03-01" "Dự thảo lần 1"]`,
		`comment warning D3 ["Chỉ tiêu" "Số cây đỏ" "indicator"]`,
		`comment warning D4 ["Chỉ tiêu" "Số ao" "indicator"]`) // in two units
}

// What was only explained, what is not handled yet, what names no indicator and
// what is on the draft at hand asks for no change.
func TestCommentsThatAskForNoChange(t *testing.T) {
	const facts = "t.xlsx!S!C1 | HO | | 2018 | 300 hộ |"
	c := Comment{Draft: "Dự thảo lần 1", Indicator: "HO", Name: "Tổng số hộ", Text: "Sửa", State: Accepted}
	explained, open, general, now := c, c, c, c
	explained.State, open.State, general.Indicator, general.Name, now.Draft = Explained, Unhandled, "", "", "Dự thảo lần 2"
	r := Run(commentCatalogue(), inputOf(t, facts), Options{
		Comments: []Comment{explained, open, general, now}, Job: Job{Draft: "2"},
		Draft: drafts{"Dự thảo lần 1": {run(t, facts)}, "Dự thảo lần 2": {run(t, facts)}}.run,
	})
	wantFindings(t, r, "comment-unchanged draft-not-kept")
	if got := NamedDrafts(r.Comments, "2"); got != nil {
		t.Errorf("drafts %q are wanted", got)
	}
}

func TestDraftNotKept(t *testing.T) {
	at := func(row int32, draft string) Comment {
		return Comment{Pos: ingest.Pos{File: "gop-y.csv", Row: row, Col: 1}, Draft: draft, Indicator: "HO", Name: "Tổng số hộ", Text: "Sửa", State: Accepted}
	}
	r := Run(commentCatalogue(), inputOf(t, "t.xlsx!S!C1 | HO | | 2018 | 300 hộ |"), Options{
		Comments: []Comment{at(2, "Dự thảo lần 1"), at(3, "Dự thảo lần 2"), at(4, "Dự thảo lần 1")},
	})
	wantFindings(t, r, "comment-unchanged draft-not-kept",
		`draft-not-kept info A2 A4 ["Dự thảo lần 1"]`, `draft-not-kept info A3 ["Dự thảo lần 2"]`)
	// A draft after the one that is made is not waited for.
	r = Run(commentCatalogue(), inputOf(t, "t.xlsx!S!C1 | HO | | 2018 | 300 hộ |"), Options{
		Comments: []Comment{at(2, "Dự thảo lần 1"), at(3, "Dự thảo lần 3"), at(4, "Bản in")}, Job: Job{Draft: "Dự thảo lần 2"},
	})
	wantFindings(t, r, "comment-unchanged draft-not-kept",
		`draft-not-kept info A2 ["Dự thảo lần 1"]`, `draft-not-kept info A4 ["Bản in"]`)
	// However its name is typed, a draft is told once.
	r = Run(commentCatalogue(), inputOf(t, "t.xlsx!S!C1 | HO | | 2018 | 300 hộ |"), Options{
		Comments: []Comment{at(2, "Bản trình Ban Thường vụ"), at(3, "bản trình ban thường vụ")},
	})
	wantFindings(t, r, "comment-unchanged draft-not-kept", `draft-not-kept info A2 A3 ["Bản trình Ban Thường vụ"]`)
}

// FuzzParseComments: no row is lost and nothing is made up, whatever the cells
// hold.
func FuzzParseComments(f *testing.F) {
	f.Add("Người góp ý|Ngày|Dự thảo|Nội dung góp ý|Xử lý\nA|1/3/2020|2|Sửa|Tiếp thu, đã sửa\n|||x|", uint8(3))
	f.Add("Nội dung góp ý|Chủ thể góp ý|Nội dung tiếp thu, giải trình|Năm|Hạn\nSửa|B|Giải trình:|2016-2020|mai", uint8(0))
	f.Add("Góp ý|Mục|Mục\n\n |a|b\nTiếp|", uint8(9))
	f.Fuzz(func(t *testing.T, text string, merged uint8) {
		g := grid(strings.Split(text, "\n")...)
		g.Merges = []ingest.Range{{Row1: int32(merged % 5), Col1: int32(merged % 3), Row2: int32(merged), Col2: int32(merged % 7)}}
		comments, findings := ParseComments(g, commentCatalogue())
		list, ok := newListing(g, commentColumns, columnComment)
		if !ok {
			if len(comments) != 0 || len(findings) != 1 {
				t.Fatalf("without a header: %d comments, %v", len(comments), findings)
			}
			return
		}
		left := 0
		for _, f := range findings {
			if f.Code != CodeComment || f.Pos.Row == 0 {
				t.Errorf("finding %+v", f)
			}
			if len(claim.Args(f.Claim)) > 2 && claim.Args(f.Claim)[2] == wantText {
				left++
			}
		}
		if len(comments)+left != len(list.records()) {
			t.Errorf("%d comments and %d rows left out of %d", len(comments), left, len(list.records()))
		}
		for _, c := range comments {
			if _, ok := isoDate(c.Date); !ok || c.Text == "" || c.Years.From > c.Years.To {
				t.Errorf("comment %+v", c)
			}
			if !slices.Contains([]CommentState{Accepted, Explained, Unhandled, Agreed}, c.State) {
				t.Errorf("state %q", c.State)
			}
		}
	})
}
