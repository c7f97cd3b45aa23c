package vi

import (
	"slices"
	"strconv"
	"strings"

	"tongket/analysis"
	"tongket/analysis/claim"
	"tongket/ingest"
)

// Finding words a finding: what was found, with its numbers as the sheet would
// print them, against what was expected; and what to do about it. Sheet, cell,
// indicator, place and year stand beside it and are not repeated.
func Finding(f analysis.Finding) (content, advice string) {
	q := quoted{f}
	if len(f.Parts) > 1 {
		content, advice = causeWords(q)
		if f.Settled != nil {
			advice = ""
		}
		return settled(f.Settled) + content + effect(f.Holds), advice
	}
	words, ok := wordings[f.Code]
	if !ok { // of another version
		return "Phát hiện thuộc loại “" + f.Code + "”" + q.raw() + ".", "Xem lại ô nêu trên."
	}
	content, advice = words(q)
	if f.Settled != nil {
		advice = ""
	}
	return settled(f.Settled) + content + q.column() + effect(f.Holds), advice
}

// MoreFindings tells of findings that an annex has no room for.
func MoreFindings(n int) string {
	return "Còn " + Count(n) + " phát hiện nữa không in ở đây; tệp kiem-tra.csv liệt kê đủ."
}

// MoreSheets stands for the sheets that a table does not list one by one.
func MoreSheets(n int) string { return Count(n) + " trang khác, không liệt kê" }

// quoted gives the parts of a finding as its wording quotes them.
type quoted struct{ analysis.Finding }

// column says that a finding is on many places of one column; the text before
// quotes one of them.
func (q quoted) column() string {
	cells := 0
	switch c := q.Claim.(type) {
	case claim.UnitSlip:
		if c.Against == "" { // a column, not a row
			cells = c.Cells
		}
	case claim.RateMismatch:
		cells = c.Cells
	case claim.Conflict:
		cells = c.Cells
	case claim.OldEstimate:
		cells = c.Cells
	}
	if cells < 2 {
		return ""
	}
	return " Trong cột này có " + strconv.Itoa(cells) + " ô như vậy."
}

// n is a number with the indicator's decimals and unit.
func (q quoted) n(v float64) string {
	s := Number(v, q.Decimals)
	switch {
	case q.Unit == "%" || q.Unit == "‰":
		return s + q.Unit
	case q.Unit == "":
		return s
	}
	return s + nbsp + Folded(q.Unit)
}

// about is a number in prose: the decimals that it needs, at most the finding's.
func (q quoted) about(v float64) string { return Quantity(v, q.Decimals, Folded(q.Unit)) }

// times words a power of ten as a multiple: "gấp khoảng 1.000 lần", "chỉ bằng
// khoảng một phần nghìn".
func times(power float64) string {
	switch power {
	case 0:
		return "khác xa"
	case 0.1:
		return "chỉ bằng khoảng một phần mười"
	case 0.01:
		return "chỉ bằng khoảng một phần trăm"
	case 0.001:
		return "chỉ bằng khoảng một phần nghìn"
	case 0.000001:
		return "chỉ bằng khoảng một phần triệu"
	}
	return "gấp khoảng " + Exact(power) + " lần"
}

// cited is a text in quotation marks, or "…".
func cited(text string) string { return either(quoteFirst(text), "…") }

// ordinal is a year or a count; "" if it is not known.
func ordinal(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// inARow are texts, comma-separated.
func inARow(list []string) string {
	texts := make([]string, 0, len(list))
	for _, t := range list {
		if t = Folded(t); t != "" {
			texts = append(texts, t)
		}
	}
	return strings.Join(texts, ", ")
}

// raw is what the cell holds, in brackets; empty if that is not known.
func (q quoted) raw() string {
	if Folded(q.Raw) == "" {
		return ""
	}
	return " (ô ghi “" + clipped(Folded(q.Raw)) + "”)"
}

// when is " năm 2018" or " giai đoạn 2016-2020"; empty without a year.
func (q quoted) when() string {
	switch {
	case q.Years == ingest.Period{}:
		return ""
	case q.Years.From == q.Years.To:
		return " " + InYear(q.Years.From)
	}
	return " giai đoạn" + nbsp + q.Years.String()
}

// grouped sets a whole number with dots; other texts stay.
func grouped(s string) string {
	digits := strings.TrimLeft(s, "<>")
	if digits == "" || strings.Trim(digits, "0123456789") != "" {
		return s
	}
	return s[:len(s)-len(digits)] + group(digits)
}

// clipped shortens a quotation that would fill a page.
func clipped(s string) string {
	const most = 160
	r := []rune(s)
	if len(r) <= most {
		return s
	}
	return strings.TrimSpace(string(r[:most])) + " […]"
}

// opt is s between two texts, or nothing if s is empty.
func opt(before, s, after string) string {
	if s == "" {
		return ""
	}
	return before + s + after
}

// either is s, or the other text if s is empty.
func either(s, other string) string {
	if s == "" {
		return other
	}
	return s
}

// thousands words a power of ten by which a number format divides.
func thousands(power int) string {
	switch power {
	case 3:
		return "1.000"
	case 6:
		return "1.000.000"
	case 9:
		return "1.000.000.000"
	}
	return "10^" + ordinal(power)
}

// citedAll puts every text in quotation marks.
func citedAll(texts []string) []string {
	var out []string
	for _, t := range texts {
		if t = Folded(t); t != "" {
			out = append(out, "“"+clipped(t)+"”")
		}
	}
	return out
}

// readings are the ways in which a table may be understood.
var readings = map[string]string{
	"label": "tên chỉ tiêu", "place": "địa bàn", "year": "thời gian", "unit": "đơn vị tính",
	"title": "tên bảng", "sheet": "tên trang", "rows": "tên dòng", "heads": "tiêu đề cột",
}

// doubtful words a table that can be understood in two ways, or is mostly unread.
func doubtful(q quoted, c claim.Doubtful) (string, string) {
	const right = "; nếu hiểu đúng thì ghi ô này vào sua-so với “có” ở cột Chấp nhận."
	at := opt(" ", Folded(c.Range), "")
	switch c.What {
	case "unread":
		return "Phần lớn số trong bảng" + at + " không đọc được (" + Folded(c.Taken) + "/" + Folded(c.Other) + " ô).",
			"Kiểm tra tiêu đề cột, tên dòng và năm của bảng; nếu là bảng tính nháp thì ghi vào nguon với “có” ở cột Bỏ qua."
	case "answers":
		return "Trong bảng" + at + " có " + Folded(c.Taken) + " số" + q.raw() + " nằm ở cột chỉ ghi đạt hay chưa đạt nên không lấy.",
			"Chuyển các số ấy sang cột riêng có tiêu đề và đơn vị tính rồi chạy lại; không dùng thì ghi vào nguon với “có” ở cột Bỏ qua."
	case "nameless":
		return "Có " + either(Folded(c.Taken), "một số") + " dòng của bảng" + at + " có số nhưng chưa rõ là số gì nên không lấy" + q.raw() + ".",
			"Ghi rõ tên dòng ở cột tên (chỉ tiêu, địa bàn hoặc năm) rồi chạy lại; không dùng thì ghi vào nguon với “có” ở cột Bỏ qua."
	case "unit":
		return "Đơn vị tính ghi chung cho bảng" + at + " là nhiều đơn vị" + opt(": ", Folded(c.Taken), "") + "; chưa biết cột nào theo đơn vị nào nên để trống.",
			"Ghi đơn vị tính ở tiêu đề từng cột hoặc thêm cột “Đơn vị tính” rồi chạy lại."
	case "compared":
		return "Bảng" + at + " chỉ có số so sánh (tăng, giảm, tỷ lệ thực hiện) nên không lấy số nào.",
			"Nếu đó là chỉ tiêu thì ghi thêm cột “ĐVT” và số thứ tự của dòng, hoặc thêm tên chỉ tiêu vào danh mục, rồi chạy lại."
	case "left-rows", "left-columns":
		if c.Other == string(ingest.ReasonPartYear) {
			which := " dòng"
			if c.What == "left-columns" {
				which = " cột"
			}
			return "Có " + either(Folded(c.Taken), "một số") + which + " của bảng" + at + " được hiểu là số liệu của một phần năm nên không lấy" + q.raw() + ", mà bảng không có số cả năm cùng tên.",
				"Nếu các chữ ấy thuộc tên chỉ tiêu thì thêm tên vào danh mục; nếu là số cả năm thì sửa tên, rồi chạy lại; không dùng thì ghi vào nguon với “có” ở cột Bỏ qua."
		}
	}
	switch c.What {
	case "left-rows":
		return "Có " + either(Folded(c.Taken), "một số") + " dòng của bảng" + at + " được hiểu là dòng so sánh nên không lấy số liệu" + q.raw() + ".",
			"Nếu là chỉ tiêu thì thêm tên dòng vào danh mục, hoặc ghi số thứ tự và đơn vị tính cho dòng, rồi chạy lại."
	case "left-columns":
		return "Có " + either(Folded(c.Taken), "một số") + " cột của bảng" + at + " được hiểu là cột so sánh nên không lấy số liệu" + q.raw() + ", mà số được so sánh không có trong bảng.",
			"Nếu là chỉ tiêu thì thêm tên cột vào danh mục rồi chạy lại; nếu chỉ là số so sánh thì ghi vào nguon với “có” ở cột Bỏ qua."
	case "part-year":
		return "Bảng" + at + " chỉ có số liệu của tháng, quý hoặc một phần của năm; không lấy làm số cả năm.",
			"Nếu cần số cả năm thì ghi thêm dòng hoặc cột “Cả năm”; nếu bảng thật ra là số cả năm thì sửa tiêu đề rồi chạy lại."
	case "whole-year":
		return "Tên bảng ghi số liệu của tháng, quý hoặc một phần của năm, nhưng số của năm khác trong bảng" + at + " vẫn được lấy là số cả năm" + q.raw() + ".",
			"Đối chiếu: nếu không phải số cả năm thì ghi rõ tháng, quý ở tiêu đề cột rồi chạy lại; nếu là số cả năm thì ghi thêm “Cả năm” ở tiêu đề cột, hoặc ghi ô này vào sua-so với “có” ở cột Chấp nhận."
	case "indicator":
		return "Chỉ tiêu của bảng" + at + opt(" được lấy theo ", readings[c.Taken], "") + opt("; cũng có thể là ", readings[c.Other], "") + ".",
			"Đối chiếu tên chỉ tiêu; nếu sai thì ghi rõ chỉ tiêu ở tên bảng hoặc tên dòng rồi chạy lại" + right
	}
	return "Cột tên dòng của bảng" + at + opt(" được hiểu là ", readings[c.Taken], " nhưng chưa chắc chắn") + opt("; cũng có thể là ", readings[c.Other], "") + ".",
		"Ghi rõ tiêu đề của cột (ví dụ “Chỉ tiêu”, “Địa bàn”, “Năm”) rồi chạy lại" + right
}

// otherProvince words figures of provinces that are not the job's, with how many of how
// many they are.
func otherProvince(q quoted, c claim.OtherProvince) (string, string) {
	share := Exact(c.Figures) + "/" + Exact(c.Of) + nbsp + "số liệu"
	switch c.Fate {
	case "taken":
		return "Các biểu (" + share + ") ghi là của tỉnh " + cited(c.Province) + ", không phải " + cited(c.Own) + " như danh sách địa bàn; mọi kết quả được tính cho " + Folded(c.Province) + ", không dùng mục tiêu có sẵn của tỉnh khác.",
			"Nếu đúng, thêm dia-ban.csv với tên tỉnh và các huyện; nếu sai, sửa tên tỉnh ở đầu biểu."
	case "apart":
		return "Các biểu thuộc " + either(strconv.Itoa(len(c.Names)), "nhiều") + nbsp + "tỉnh khác nhau: " + either(inARow(c.Names), Folded(c.Province)) + "; không biểu nào là của " + cited(c.Own) + ". " +
				share + " ấy không vào kết quả chung nào: mỗi tỉnh, mỗi huyện được giữ thành một địa bàn riêng, không cộng chung.",
			"Mỗi tỉnh nên lập một công việc riêng; nếu muốn tổng hợp thì thêm dia-ban.csv với tên vùng (hoặc cả nước) và các tỉnh; nếu biểu ghi sai tỉnh thì sửa ở đầu biểu."
	}
	return share + " của tệp ghi là của tỉnh " + cited(c.Province) + ", không phải " + cited(c.Own) + "; chúng có trong so-lieu.csv nhưng không tham gia kết quả nào.",
		"Nếu là số của tỉnh mình thì sửa tên tỉnh ở đầu biểu rồi chạy lại; nếu không thì bỏ tệp này ra."
}

// OtherProvinces says how many of a job's figures are in no result because they are of
// other provinces; "" where none are.
func OtherProvinces(findings []analysis.Finding) string {
	left, all := 0.0, 0.0
	var names []string
	for _, f := range findings {
		c, ok := f.Claim.(claim.OtherProvince)
		if !ok || c.Fate == "taken" {
			continue
		}
		left, all = left+c.Figures, c.Of
		of := []string{c.Province}
		if len(c.Names) > 0 {
			of = c.Names
		}
		for _, name := range of {
			if !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	if len(names) == 0 {
		return ""
	}
	return Folded(Number(left, 0) + " trong " + Number(all, 0) + " số liệu không vào kết quả chung nào vì là của tỉnh khác: " + strings.Join(names, ", ") + ".")
}

func closing(s string) string {
	if s == "" {
		return ""
	}
	return ")"
}

// place is the finding's place, else what the cell holds, in quotation marks.
func (q quoted) place() string { return quoteFirst(q.Place, q.Raw) }

// label is the finding's name, else what the cell holds, in quotation marks.
func (q quoted) label() string { return quoteFirst(q.Name, q.Raw) }

func quoteFirst(texts ...string) string {
	for _, t := range texts {
		if t = Folded(t); t != "" {
			return "“" + clipped(t) + "”"
		}
	}
	return ""
}

func contradiction(c claim.Contradiction) string {
	attribute := either(Folded(c.Attribute), "nội dung")
	first, second, taken := Folded(c.First), Folded(c.Second), Folded(c.Taken)
	switch attribute {
	case "place":
		attribute = "địa bàn"
	case "year":
		attribute = "năm"
	case "unit":
		attribute = "đơn vị tính"
	case "indicator":
		attribute = "chỉ tiêu"
	case "measure":
		attribute = "loại số liệu"
		first, second, taken = measureOf(first), measureOf(second), measureOf(taken)
	}
	s := "Các chỗ ghi " + attribute + " không thống nhất: " + either(quoteFirst(first), "để trống") + " và " + either(quoteFirst(second), "để trống")
	if taken == "" {
		return s + "; chưa lấy theo chỗ nào."
	}
	return s + "; đang lấy " + quoteFirst(taken) + "."
}

func measureOf(s string) string { return Measure(ingest.Measure(s)) }

func mismatch(q quoted, c claim.TotalMismatch) (string, string) {
	total, sum := q.n(c.Printed), q.n(c.Sum)
	switch c.Over {
	case "some":
		return "Các bộ phận “Trong đó” cộng lại được " + sum + ", lớn hơn tổng số " + total + ".",
			"Kiểm tra số của từng bộ phận và tổng số; phần “Trong đó” không thể lớn hơn tổng số."
	case "years":
		return "Số cả giai đoạn ghi " + total + ", các năm cộng lại được " + sum + ".",
			"Kiểm tra số của từng năm và số cả giai đoạn; sửa số sai."
	case "all":
		return "Tổng số ghi " + total + ", các bộ phận cộng lại được " + sum + ".",
			"Kiểm tra số của từng bộ phận và tổng số; các bộ phận phải cộng đúng bằng tổng số."
	}
	return "Tổng số ghi " + total + ", các địa bàn cộng lại được " + sum + "." + slipOfPen(q, c.Slip),
		"Kiểm tra có địa bàn nào thiếu, trùng hoặc sai số không; sửa số sai."
}

// preferred says why one of two figures is used.
func preferred(why string) string {
	switch why {
	case "actual":
		return "là số thực hiện"
	case "called":
		return "là số ghi rõ ước thực hiện"
	case "priority":
		return "theo cột Ưu tiên của bảng nguồn"
	case "province-sheet":
		return "theo biểu của tỉnh"
	case "own-sheet":
		return "theo biểu của địa bàn"
	case "newer":
		return "theo biểu mới hơn"
	case "order":
		return "đọc trước"
	}
	return ""
}

// settles is what to do about two figures of which one is used for a reason.
func settles(why string) string {
	const mend = "Xác định số đúng và sửa ở nơi ghi sai."
	if why == "called" {
		return mend + " Nếu số sau là số thực hiện thì ghi rõ ở tiêu đề cột (“TH” trước năm) hoặc ở cột Loại số liệu của tệp nguon."
	}
	return mend
}

// placesNamed names places.
func placesNamed(names []string) string {
	places := make([]string, 0, len(names))
	for _, name := range names {
		places = append(places, Place(Folded(name)))
	}
	return strings.Join(places, ", ")
}

func missing(q quoted, c claim.Missing) (string, string) {
	when := q.when()
	if q.Years.From != q.Years.To { // each of them, not their total
		when = " các năm" + nbsp + q.Years.String()
	}
	if c.Of == "places" {
		return "Chưa có số liệu" + when + " của " + either(placesNamed(c.Places), "một số địa bàn") + ".",
			"Đề nghị các địa bàn nêu trên bổ sung số liệu."
	}
	return "Chưa có số liệu" + when + ".", "Đề nghị đơn vị phụ trách bổ sung số liệu."
}

// targetsDisagree words given targets that contradict each other, or what they
// are taken from.
func targetsDisagree(q quoted, c claim.TargetsDisagree) (string, string) {
	const mend = "Đối chiếu với văn bản giao; sửa mục tiêu sai trong danh mục hoặc trong bảng."
	switch c.By {
	case "source":
		return "Mục tiêu" + q.when() + " ghi “" + Folded(c.First) + "” trong khi cột “Nguồn” nói “" + Folded(c.Second) + "”.", "Nếu văn bản giao có mức giới hạn, ghi đúng như vậy ở cột mục tiêu, ví dụ “dưới 3”."
	case "rule":
		return "Các mục tiêu" + q.when() + " không khớp nhau theo quy tắc “" + Folded(c.First) + "”" + opt(" (", Folded(c.Second), ")") + ": vế trái " + Exact(c.Left) + ", vế phải " + Exact(c.Right) + ".", mend
	}
	if c.By == "forecast" {
		return "Các mục tiêu" + q.when() + " không khớp nhau: tỷ lệ ghi " + q.n(c.Left) + ", trong khi mục tiêu của tử số (" + Name(Folded(c.First)) + ") và dự báo của mẫu số (" + Name(Folded(c.Second)) + ") cho khoảng " + q.n(c.Right) + ".", mend
	}
	return "Các mục tiêu" + q.when() + " không khớp nhau: tỷ lệ ghi " + q.n(c.Left) + ", tính từ mục tiêu của tử số (" + Name(Folded(c.First)) + ") và mẫu số (" + Name(Folded(c.Second)) + ") là " + q.n(c.Right) + ".", mend
}

// targetScale words a target that is out of the scale of its series.
func targetScale(q quoted, c claim.TargetScale) string {
	const unused = "; mục tiêu này chưa được dùng."
	if c.By == "plan" {
		return "Kế hoạch" + q.when() + " " + q.n(c.Target) + " " + times(c.Factor) + " số thực hiện (" + q.about(c.Against) + "); kế hoạch này chưa được dùng."
	}
	if c.By == "compared" {
		return "Mức so sánh" + q.when() + " " + q.n(c.Target) + " " + times(c.Factor) + " số thực hiện (" + q.about(c.Against) + "); mức này chưa được dùng."
	}
	target := "Mục tiêu" + q.when() + " " + q.n(c.Target)
	switch c.By {
	case "mean":
		return target + " xấp xỉ số của một năm (bình quân " + q.about(c.Against) + ") trong khi chỉ tiêu tính cộng dồn cả giai đoạn" + unused
	case "whole":
		return target + " vượt 100% trong khi tỷ lệ này là của một bộ phận trong toàn bộ" + unused
	}
	return target + " " + times(c.Factor) + " số thực hiện (" + q.about(c.Against) + ")" + unused
}

// rule words a target or a rule that cannot be read or followed, by the reason.
func rule(q quoted, c claim.Rule) (string, string) {
	const forms = "Viết theo một trong các dạng: một số (5,5); đạt 72; dưới 3; giảm 0,5 điểm %/năm; tăng 2%/năm; giảm 2%/năm."
	where := cited(c.Text) + opt(" ở cột “", Folded(c.Column), "”")
	switch c.Why {
	case "grouping":
		return "Không hiểu được " + where + ": danh mục không dùng dấu chấm phân nhóm hàng nghìn.", "Ghi số liền, ví dụ 77500."
	case "decimal-point":
		return "Không hiểu được " + where + ": danh mục dùng dấu phẩy thập phân.", "Thay dấu chấm bằng dấu phẩy, ví dụ 5,5."
	case "per-year":
		return "Chưa rõ " + where + " là mức thay đổi mỗi năm hay của cả nhiệm kỳ.", "Ghi thêm “/năm” nếu là mỗi năm; nếu là cả nhiệm kỳ thì ghi mức phải đạt, ví dụ “đạt 72”."
	case "against":
		return "Mục tiêu " + where + " ngược với chiều của chỉ tiêu; đang giữ đúng như ghi.", "Sửa cột “Chiều”, hoặc ghi lại mức phải đạt."
	case "points":
		return "Không dùng được " + where + ": “điểm %” chỉ dùng cho tỷ lệ.", "Ghi theo phần trăm mỗi năm, ví dụ “tăng 2%/năm”, hoặc mức phải đạt."
	case "doubtful":
		return "Chỉ tiêu là tỷ lệ mà " + where + " ghi phần trăm mỗi năm; đang hiểu là phần trăm của chính tỷ lệ.", "Nếu muốn nói điểm phần trăm, ghi “điểm %/năm”, ví dụ “giảm 0,5 điểm %/năm”."
	case "clipped":
		return "Theo " + where + ", tỷ lệ vượt ra ngoài khoảng từ 0% đến 100% trong kỳ tới nên lộ trình dừng ở mức giới hạn.", "Xem lại quy tắc, hoặc ghi mức phải đạt."
	}
	return "Không hiểu được " + where + ".", forms
}

// catalogueRow words a row or a column of the job's catalogue that cannot be used,
// by what was expected.
func catalogueRow(q quoted, c claim.Row) (string, string) {
	const mend = "Sửa dòng này trong danh mục rồi chạy lại."
	column, holds := cited(c.Column), either(quoteFirst(Folded(c.Holds)), "để trống")
	switch c.Want {
	case "header":
		return "Không tìm thấy dòng tiêu đề có cột " + column + "; danh mục không được dùng.", "Đặt tên các cột ở một dòng, ví dụ: Mã, Chỉ tiêu, ĐVT, Loại, Chiều."
	case "column":
		return "Cột " + column + " không thuộc danh mục nên được bỏ qua.", "Nếu là cột của danh mục, sửa lại tên cột; nếu là ghi chú thì bỏ qua."
	case "unique":
		return "Cột " + column + " ghi " + holds + " đã có ở một dòng khác.", mend
	case "reference":
		return "Cột " + column + " ghi " + holds + ", nhưng danh mục không có chỉ tiêu mang mã này.", mend
	}
	return "Dòng danh mục không dùng được: cột " + column + " ghi " + holds + opt(", cần ", expected(c.Want), "") + ".", mend
}

// relationRow words a row or a column of the job's list of rules that cannot be
// used, by what was expected.
func relationRow(q quoted, c claim.Row) (string, string) {
	const forms = "Viết theo một trong các dạng: A <= B; A + B = C; A + B + C = 100; đầu A + B - C = A; A chỉ khi B, với A, B, C là mã chỉ tiêu."
	column, holds := cited(c.Column), either(quoteFirst(Folded(c.Holds)), "để trống")
	switch c.Want {
	case "header":
		return "Không tìm thấy dòng tiêu đề có cột “Quy tắc”; danh sách quy tắc không được dùng.", "Đặt tên các cột ở một dòng: Quy tắc, Mức, Ghi chú."
	case "column":
		return "Cột " + column + " không thuộc danh sách quy tắc nên được bỏ qua.", "Nếu là cột của danh sách, sửa lại tên cột; nếu là ghi chú thì bỏ qua."
	case "code":
		return "Quy tắc " + holds + " dùng mã " + cited(inARow(c.Near)) + " mà danh mục không có; dòng bị bỏ.", "Sửa mã, hoặc thêm chỉ tiêu vào danh mục."
	case "severity":
		return "Cột " + column + " ghi " + holds + ", cần “lỗi”, “cảnh báo” hoặc “lưu ý”; dòng bị bỏ.", "Sửa dòng này rồi chạy lại."
	}
	return "Không hiểu được quy tắc " + holds + "; dòng bị bỏ.", forms
}

// wordRow words a row or a column of the job's list of words that cannot be used, by
// what was expected.
func wordRow(q quoted, c claim.Row) (string, string) {
	const mend = "Sửa dòng này trong danh sách từ ngữ rồi chạy lại."
	column, holds := cited(c.Column), either(quoteFirst(Folded(c.Holds)), "để trống")
	var known string
	if len(c.Near) > 0 {
		known = " Có thể ghi: " + listNames(c.Near) + "."
	}
	switch c.Want {
	case "header":
		return "Không tìm thấy dòng tiêu đề có các cột “Từ” và “Vai trò”; danh sách từ ngữ không được dùng.", "Đặt tên các cột ở một dòng: Từ, Vai trò, Nghĩa, Ghi chú."
	case "column":
		return "Cột " + column + " không thuộc danh sách từ ngữ nên được bỏ qua.", "Nếu là cột của danh sách, sửa lại tên cột; nếu là ghi chú thì bỏ qua."
	case "text":
		return "Cột " + column + " ghi " + holds + ", không phải một từ dùng được cho vai trò ấy nên dòng bị bỏ.", mend
	case "role":
		return "Cột " + column + " ghi " + holds + ", không có vai trò ấy nên dòng bị bỏ.", "Sửa tên vai trò rồi chạy lại." + known
	case "open":
		return "Cột " + column + " ghi " + holds + "; vai trò ấy không thêm từ được nên dòng bị bỏ.", "Bỏ dòng này."
	case "meaning":
		return "Cột " + column + " ghi " + holds + ", không phải nghĩa mà vai trò ấy có nên dòng bị bỏ.", either(strings.TrimSpace("Ghi một từ đã có cùng vai trò, hoặc một nghĩa của vai trò."+known), mend)
	case "unique":
		return "Cột " + column + " ghi " + holds + " đã có ở một dòng khác với vai trò này; dòng sau bị bỏ.", mend
	}
	return "Không hiểu được dòng từ ngữ: cột " + column + " ghi " + holds + ".", mend
}

// expected names what a column of the catalogue must hold.
func expected(what string) string {
	switch what {
	case "code":
		return "mã của chỉ tiêu"
	case "name":
		return "tên"
	case "kind":
		return "“thời điểm”, “tổng” hoặc “tỷ lệ”"
	case "direction":
		return "“tăng”, “giảm” hoặc “không”"
	case "nature":
		return "“hành chính” hoặc để trống"
	case "yes-no":
		return "“có” hoặc “không”"
	case "decimals":
		return "một số nguyên từ 0 đến 6"
	}
	return what
}

// NoProposal says why no target is proposed; empty where there is nothing to
// say.
func NoProposal(why string) string {
	switch why {
	case "part":
		return "số này theo mục tiêu của tỷ lệ mà nó là tử số hoặc mẫu số"
	case "few-cases":
		return "số đếm quá nhỏ, thay đổi chủ yếu do ngẫu nhiên"
	case "wide":
		return "khoảng dự báo quá rộng"
	case "beyond-whole", "beyond-stock":
		return "dự báo vượt quá tổng số hoặc số hiện có mà chỉ tiêu này lấy ra"
	case "whole":
		return "chỉ tiêu mà nó là một phần chưa có mục tiêu"
	case "administrative":
		return "là số theo tổ chức hành chính, không phải kết quả phấn đấu"
	case "backward":
		return "dự báo đi ngược chiều mong muốn"
	case "ledger":
		return "số này theo các chỉ tiêu cùng đẳng thức với nó"
	}
	return ""
}

// planned is what to do about a target of the next term that is missing.
func planned(q quoted) string {
	const add = "Bổ sung cột “Mục tiêu kỳ tới” của danh mục"
	if q.Claim != nil {
		return add + " nếu có giao."
	}
	return add + ", hoặc dùng mức đề xuất theo dự báo."
}

// addsUp says which of two figures is the sum of its places.
func addsUp(side string) string {
	switch side {
	case "used":
		return "; số đang dùng đúng bằng tổng các địa bàn trong bảng của nó"
	case "other":
		return "; số sau đúng bằng tổng các địa bàn trong bảng của nó"
	}
	return ""
}

// slipOfPen says which figure would close a gap with two digits exchanged or its
// point moved.
func slipOfPen(q quoted, slip claim.Slip) string {
	at := func(n int) string {
		if n >= len(q.Related) {
			return ""
		}
		return q.Related[n].Cell()
	}
	switch slip.Of {
	case "part":
		return " Khớp nếu ô " + at(0) + " là " + comma(slip.WouldBe) + " (nghi đảo chữ số hoặc lệch dấu phẩy)."
	case "parts":
		return " Khớp nếu đảo lại hai chữ số liền nhau ở một trong các ô nêu đầu tiên (ví dụ ô " + at(0) + " là " + comma(slip.WouldBe) + ")."
	case "own":
		return " Khớp nếu số này là " + comma(slip.WouldBe) + " (nghi đảo chữ số hoặc lệch dấu phẩy)."
	}
	return ""
}

// comma is a number of a claim, grouped as numbers are.
func comma(text string) string {
	v, err := strconv.ParseFloat(strings.Replace(text, ",", ".", 1), 64)
	if err != nil {
		return text
	}
	return Exact(v)
}

// TooMuchInARun tells that the sheets of a job hold more than one run may.
func TooMuchInARun(what string, limit int) string {
	of := map[string]string{"cells": "ô", "figures": "số liệu", "files": "tệp"}
	return "các biểu của công việc có hơn " + Count(limit) + " " + either(of[what], what) + ", nhiều hơn mức một lần chạy đọc được; hãy bỏ các tệp danh sách, tệp dữ liệu thô khỏi thư mục biểu, hoặc chia biểu ra nhiều công việc; kết quả cũ giữ nguyên"
}
