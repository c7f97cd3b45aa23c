package vi

import (
	"slices"
	"strconv"
	"strings"

	"tongket/analysis"
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
	for _, words := range [...]func(quoted) (string, string){fileWords, rollWords, cellWords, layoutWords, checkWords, seriesWords, targetWords, commentWords, registerWords} {
		if content, advice = words(q); content != "" {
			if f.Settled != nil {
				advice = ""
			}
			return settled(f.Settled) + content + q.column() + effect(f.Holds), advice
		}
	}
	return "Phát hiện thuộc loại “" + f.Code + "”" + q.raw() + ".", "Xem lại ô nêu trên."
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
	count := ""
	switch q.Code {
	case analysis.CodeUnitSlip, analysis.CodeFactor10, analysis.CodeFactor100, analysis.CodeFraction, analysis.CodeRateMismatch:
		if q.arg(1) == "" { // a column, not a row
			count = q.arg(0)
		}
	case analysis.CodeConflict, analysis.CodeNoPlace, analysis.CodeEstimateOld:
		count = q.arg(1)
	}
	if count == "" || count == "1" {
		return ""
	}
	return " Trong cột này có " + count + " ô như vậy."
}

// n is the i-th number with the indicator's decimals and unit.
func (q quoted) n(i int) string {
	if i >= len(q.Values) {
		return "…"
	}
	s := Number(q.Values[i], q.Decimals)
	switch {
	case q.Unit == "%" || q.Unit == "‰":
		return s + q.Unit
	case q.Unit == "":
		return s
	}
	return s + nbsp + Folded(q.Unit)
}

// bare is the i-th number to its last digit, without a unit.
func (q quoted) bare(i int) string {
	if i >= len(q.Values) {
		return "…"
	}
	return Exact(q.Values[i])
}

// second is the second number in full, "" without one.
func (q quoted) second() string {
	if len(q.Values) < 2 {
		return ""
	}
	return q.bare(1)
}

// about is the i-th number in prose: the decimals that it needs, at most the
// finding's.
func (q quoted) about(i int) string {
	if i >= len(q.Values) {
		return "…"
	}
	return Quantity(q.Values[i], q.Decimals, Folded(q.Unit))
}

// times words the i-th number, a power of ten, as a multiple: "gấp khoảng 1.000
// lần", "chỉ bằng khoảng một phần nghìn".
func (q quoted) times(i int) string {
	if i >= len(q.Values) {
		return "khác xa"
	}
	switch q.Values[i] {
	case 0.1:
		return "chỉ bằng khoảng một phần mười"
	case 0.01:
		return "chỉ bằng khoảng một phần trăm"
	case 0.001:
		return "chỉ bằng khoảng một phần nghìn"
	case 0.000001:
		return "chỉ bằng khoảng một phần triệu"
	}
	return "gấp khoảng " + Exact(q.Values[i]) + " lần"
}

// arg is the i-th text, in one line.
func (q quoted) arg(i int) string {
	if i >= len(q.Args) {
		return ""
	}
	return Folded(q.Args[i])
}

// cited is the i-th text in quotation marks, or "…".
func (q quoted) cited(i int) string {
	if q.arg(i) == "" {
		return "…"
	}
	return "“" + clipped(q.arg(i)) + "”"
}

// rest are the texts from the i-th on, comma-separated.
func (q quoted) rest(i int) string {
	if i >= len(q.Args) {
		return ""
	}
	texts := make([]string, 0, len(q.Args)-i)
	for j := range q.Args[i:] {
		if t := q.arg(i + j); t != "" {
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

// grouped sets a whole number of an Arg with dots; other texts stay.
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

// fileWords words what concerns a file as a whole.
func fileWords(q quoted) (string, string) {
	switch q.Code {
	case ingest.CodeUnreadable:
		return "Không mở được tệp" + opt(": ", Trouble(q.arg(0)), "") + ".",
			"Kiểm tra tệp có đang bị chương trình khác khóa hoặc thiếu quyền đọc không, rồi chạy lại."
	case ingest.CodeEncrypted:
		return "Tệp có mật khẩu nên không đọc được số liệu nào.",
			"Mở tệp bằng Excel, bỏ mật khẩu (Tệp > Thông tin > Bảo vệ sổ làm việc), lưu lại và gửi lại."
	case ingest.CodeCorrupt:
		part := q.arg(0)
		if part == "zip" { // the workbook as a whole
			part = ""
		}
		return "Tệp bị hỏng" + opt(" ở phần ", part, "") + opt(": ", Damage(q.arg(1)), "") + "; phần hỏng không đọc được số liệu.",
			"Đề nghị đơn vị gửi lại tệp gốc; hoặc mở bằng Excel, lưu thành tệp mới rồi chạy lại."
	case ingest.CodeFault:
		return "Chương trình gặp lỗi của chính nó khi đọc tệp này; không lấy được số liệu nào của tệp.",
			"Đề nghị gửi tệp này, kèm nhật ký khi chạy với --log json, cho người làm chương trình; trong khi chờ sửa, thử mở tệp bằng Excel, lưu thành tệp mới rồi chạy lại."
	case ingest.CodeEmptyFile:
		if q.arg(0) == "words" {
			return "Tệp chỉ có chữ, không có con số nào.", "Kiểm tra có phải mẫu biểu chưa điền số không; nếu tệp thừa thì bỏ khỏi thư mục số liệu."
		}
		return "Tệp không có nội dung.", "Kiểm tra có phải gửi nhầm tệp không; nếu tệp thừa thì bỏ khỏi thư mục số liệu."
	case ingest.CodeTooLarge:
		if q.arg(0) == "labels" {
			return "Tệp có hơn " + grouped(q.arg(2)) + " tên chỉ tiêu không có trong danh mục; từ ô này trở đi không lấy số dưới những tên mới nữa.",
				"Kiểm tra tệp này có phải biểu số liệu theo chỉ tiêu không; nếu là danh sách thì bỏ khỏi thư mục số liệu, nếu đúng là biểu thì tách thành nhiều tệp."
		}
		return "Tệp vượt giới hạn đọc" + opt(": ", limit(q.arg(0)), "") + opt(" là ", grouped(q.arg(1)), "") + opt(", giới hạn ", grouped(q.arg(2)), "") + ".",
			"Xóa các trang, dòng, cột thừa (kể cả định dạng kéo đến cuối trang) rồi lưu lại; nếu tệp đúng như vậy thì tách thành nhiều tệp."
	case ingest.CodeNotASheet:
		return "Tệp không phải là bảng tính" + opt(" mà là ", looks(q.arg(0)), "") + ", không đọc được số liệu nào.",
			"Đề nghị đơn vị gửi số liệu bằng tệp bảng tính (xlsx, xls, ods, csv)."
	case ingest.CodeInputTime:
		when := "trước nhiệm kỳ"
		if q.arg(0) == ingest.TimeFuture {
			when = "sau ngày giờ của máy"
		}
		return "Ngày giờ của tệp" + opt(" (", DateShort(q.arg(1)), ")") + " là " + when + opt("; có ", grouped(q.arg(2)), nbsp+"tệp như vậy") + "; không dùng để ghi ngày của kết quả.",
			"Kiểm tra đồng hồ của máy; hoặc ghi ngày lập bằng ngay trong tongket.yaml, bằng --as-of."
	case ingest.CodeLongRow:
		return "Dấu phẩy vừa ngăn cột vừa nằm trong số hoặc trong chữ: dòng này" + opt(" có ", q.arg(0), " giá trị,") + " dài hơn các dòng trên" + opt(" (", q.arg(1), ")") + q.raw() + "; không lấy số nào của tệp.",
			"Mở tệp gốc bằng Excel, lưu lại dạng sổ làm việc (xlsx) rồi gửi lại; nếu phải dùng csv thì ngăn cột bằng dấu chấm phẩy."
	case ingest.CodeLettersLost:
		return "Chữ của trang đã mất khi lưu: nhiều chữ cái biến thành dấu “?” (" + either(grouped(q.arg(0)), "một số") + nbsp + "ô)" + q.raw() + "; không lấy số nào của trang.",
			"Không khôi phục được từ tệp này. Đề nghị đơn vị gửi tệp gốc (xlsx), hoặc lưu csv theo bảng mã UTF-8."
	case ingest.CodeEncodingUnknown:
		return "Không nhận ra bảng mã của chữ trong trang (" + either(grouped(q.arg(0)), "một số") + nbsp + "ô)" + q.raw() + "; không rõ tên chỉ tiêu, địa bàn nên không lấy số nào của trang.",
			"Mở bằng chương trình đã lập tệp, chuyển chữ sang Unicode rồi gửi lại."
	case ingest.CodeEncoding:
		if q.arg(0) == "UTF-8" {
			return "Chữ Unicode trong tệp đã bị một chương trình khác lưu sai bảng mã (như “Tá»•ng sá»‘”), đã khôi phục.",
				"Đối chiếu tên chỉ tiêu, địa bàn đọc được với bản gốc; lần sau gửi tệp gốc."
		}
		return "Chữ trong tệp không theo Unicode, đã đọc theo bảng mã " + either(q.arg(0), "suy đoán") + ".",
			"Đối chiếu tên chỉ tiêu, địa bàn đọc được với bản gốc; lần sau gửi tệp dùng phông Unicode."
	}
	return "", ""
}

// cellWords words what concerns the content of one cell.
func cellWords(q quoted) (string, string) {
	switch q.Code {
	case ingest.CodeUnseen:
		return "Chữ có ký tự điều khiển hoặc ký tự đảo chiều không nhìn thấy (" + either(grouped(q.arg(0)), "một số") + nbsp + "ô của trang); các ký tự ấy đã được bỏ khi đọc.",
			"Gõ lại các ô ấy; đối chiếu số đọc được với số trên giấy, vì ký tự đảo chiều làm số hiện ra khác số thật."
	case ingest.CodeSeparators:
		return "Không rõ dấu phân cách trong số" + q.raw() + opt(": có thể hiểu là ", strings.Join(citedAll(q.Args), " hoặc "), "") + ".",
			"Gõ lại thành số; dấu chấm phân nhóm hàng nghìn, dấu phẩy trước phần thập phân."
	case ingest.CodeNotANumber:
		return "Ô cần số nhưng lại là chữ" + q.raw() + "; không lấy được số liệu.",
			"Gõ lại số; nếu chưa có số liệu thì ghi “…”, không phát sinh thì ghi “-”, lời giải thích chuyển sang cột Ghi chú."
	case ingest.CodeErrorCell:
		return "Ô báo lỗi tính toán" + q.raw() + ", không có số liệu.",
			"Sửa công thức hoặc gõ số đúng vào ô."
	case ingest.CodeUncached:
		return "Công thức" + opt(" =", clipped(strings.TrimPrefix(q.arg(0), "=")), "") + " chưa được tính và lưu kết quả" + either(opt("; chương trình tự tính được ", clipped(Folded(q.Raw)), ""), ", không có số liệu") + ".",
			"Mở tệp bằng Excel, chờ tính xong, lưu lại rồi gửi lại."
	case ingest.CodeRangeValue:
		return "Ô ghi một khoảng thay cho một số" + q.raw() + "; không lấy số nào.",
			"Ghi một số cụ thể; nếu chỉ có khoảng ước thì ghi số ước và nói rõ ở cột Ghi chú."
	case ingest.CodeBound:
		return "Ô thực hiện ghi một mức giới hạn" + q.raw() + " thay cho số cụ thể; không lấy vào tính toán.",
			"Ghi số thực hiện cụ thể; mức “dưới”, “trên” chỉ dùng ở cột mục tiêu."
	case ingest.CodeDateValue:
		return "Ô cần số nhưng lại chứa ngày tháng" + q.raw() + ".",
			"Đặt lại định dạng ô là Số và gõ lại (Excel hay tự đổi “5-10” hoặc “1.5” thành ngày tháng)."
	case ingest.CodeStruckOut:
		return "Bảng có " + either(grouped(q.arg(0)), "một") + nbsp + "số bị gạch ngang" + q.raw() + "; vẫn được tính.",
			"Nếu số đã bỏ thì xóa khỏi ô, hoặc ghi vào sua-so.csv với số mới để trống; nếu còn đúng thì bỏ gạch ngang."
	case ingest.CodeMergedFigure:
		return "Một số nằm trong ô gộp nhiều dòng hoặc nhiều cột có tên riêng" + q.raw() + "; không rõ là của dòng, cột nào nên không lấy.",
			"Bỏ gộp ô và ghi số của từng dòng, từng cột; nếu là số chung thì ghi ở dòng tổng."
	case ingest.CodeScaledFormat:
		return "Định dạng số của cột" + opt(" ", q.arg(0), "") + " hiện số đã chia cho " + thousands(q.arg(2)) + q.raw() + opt(", còn đơn vị tính là ", clipped(Folded(q.arg(1))), "") + "; số được lấy như đã gõ.",
			"Kiểm tra đơn vị tính của cột; đổi định dạng ô về “#,##0” và gõ số đúng theo đơn vị ghi trên biểu."
	case ingest.CodeDamagedCell:
		return "Ô lưu sai cấu trúc tệp" + opt(": ", Damage(q.arg(0)), "") + q.raw() + ".",
			"Gõ lại ô bằng Excel và lưu lại, hoặc đề nghị đơn vị gửi lại tệp gốc."
	}
	return "", ""
}

// thousands words a power of ten by which a number format divides.
func thousands(power string) string {
	switch power {
	case "3":
		return "1.000"
	case "6":
		return "1.000.000"
	case "9":
		return "1.000.000.000"
	}
	return "10^" + power
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
	"title": "tên bảng", "rows": "tên dòng", "heads": "tiêu đề cột",
}

// doubtful words a table that can be understood in two ways, or is mostly unread.
func doubtful(q quoted) (string, string) {
	const right = "; nếu hiểu đúng thì ghi ô này vào sua-so với “có” ở cột Chấp nhận."
	at := opt(" ", q.arg(0), "")
	switch q.arg(1) {
	case "unread":
		return "Phần lớn số trong bảng" + at + " không đọc được (" + q.arg(2) + "/" + q.arg(3) + " ô).",
			"Kiểm tra tiêu đề cột, tên dòng và năm của bảng; nếu là bảng tính nháp thì ghi vào nguon với “có” ở cột Bỏ qua."
	case "unit":
		return "Đơn vị tính ghi chung cho bảng" + at + " là nhiều đơn vị" + opt(": ", q.arg(2), "") + "; chưa biết cột nào theo đơn vị nào nên để trống.",
			"Ghi đơn vị tính ở tiêu đề từng cột hoặc thêm cột “Đơn vị tính” rồi chạy lại."
	case "compared":
		return "Bảng" + at + " chỉ có số so sánh (tăng, giảm, tỷ lệ thực hiện) nên không lấy số nào.",
			"Nếu đó là chỉ tiêu thì ghi thêm cột “ĐVT” và số thứ tự của dòng, hoặc thêm tên chỉ tiêu vào danh mục, rồi chạy lại."
	case "left-rows", "left-columns":
		if q.arg(3) == string(ingest.ReasonPartYear) {
			which := " dòng"
			if q.arg(1) == "left-columns" {
				which = " cột"
			}
			return "Có " + either(q.arg(2), "một số") + which + " của bảng" + at + " được hiểu là số liệu của một phần năm nên không lấy" + q.raw() + ", mà bảng không có số cả năm cùng tên.",
				"Nếu các chữ ấy thuộc tên chỉ tiêu thì thêm tên vào danh mục; nếu là số cả năm thì sửa tên, rồi chạy lại; không dùng thì ghi vào nguon với “có” ở cột Bỏ qua."
		}
	}
	switch q.arg(1) {
	case "left-rows":
		return "Có " + either(q.arg(2), "một số") + " dòng của bảng" + at + " được hiểu là dòng so sánh nên không lấy số liệu" + q.raw() + ".",
			"Nếu là chỉ tiêu thì thêm tên dòng vào danh mục, hoặc ghi số thứ tự và đơn vị tính cho dòng, rồi chạy lại."
	case "left-columns":
		return "Có " + either(q.arg(2), "một số") + " cột của bảng" + at + " được hiểu là cột so sánh nên không lấy số liệu" + q.raw() + ", mà số được so sánh không có trong bảng.",
			"Nếu là chỉ tiêu thì thêm tên cột vào danh mục rồi chạy lại; nếu chỉ là số so sánh thì ghi vào nguon với “có” ở cột Bỏ qua."
	case "part-year":
		return "Bảng" + at + " chỉ có số liệu của tháng, quý hoặc một phần của năm; không lấy làm số cả năm.",
			"Nếu cần số cả năm thì ghi thêm dòng hoặc cột “Cả năm”; nếu bảng thật ra là số cả năm thì sửa tiêu đề rồi chạy lại."
	case "indicator":
		return "Chỉ tiêu của bảng" + at + opt(" được lấy theo ", readings[q.arg(2)], "") + opt("; cũng có thể là ", readings[q.arg(3)], "") + ".",
			"Đối chiếu tên chỉ tiêu; nếu sai thì ghi rõ chỉ tiêu ở tên bảng hoặc tên dòng rồi chạy lại" + right
	}
	return "Cột tên dòng của bảng" + at + opt(" được hiểu là ", readings[q.arg(2)], " nhưng chưa chắc chắn") + opt("; cũng có thể là ", readings[q.arg(3)], "") + ".",
		"Ghi rõ tiêu đề của cột (ví dụ “Chỉ tiêu”, “Địa bàn”, “Năm”) rồi chạy lại" + right
}

// layoutWords words what concerns the table around a cell.
func layoutWords(q quoted) (string, string) {
	switch q.Code {
	case ingest.CodeNoTable:
		return "Trang có số nhưng không nhận ra bảng nào; không lấy được số liệu.",
			"Kiểm tra bảng có dòng tiêu đề (chỉ tiêu, đơn vị tính, năm) ngay trên số liệu không; nếu là bảng tính nháp thì bỏ qua."
	case ingest.CodeNoYear:
		return "Không xác định được năm của số liệu: tiêu đề cột, tên bảng và tên trang đều không ghi năm. Số liệu được giữ lại nhưng chưa dùng vào tính toán.",
			"Ghi năm vào tiêu đề cột hoặc tên bảng."
	case ingest.CodeNameYear:
		return "Trong trang không nơi nào ghi năm của số liệu; đã lấy năm" + opt(" ", q.arg(0), "") + " theo tên tệp.",
			"Đối chiếu năm; nếu đúng thì ghi năm vào tiêu đề cột hoặc tên bảng, nếu sai thì đổi tên tệp rồi chạy lại."
	case ingest.CodeYearNotOver:
		return "Năm" + opt(" ", q.arg(0), "") + " chưa kết thúc vào ngày của công việc mà tiêu đề không ghi là số ước hay kế hoạch; đã hiểu là số ước thực hiện.",
			"Ghi “Ước TH” (hoặc “TH”, “KH”) ở tiêu đề cột, hoặc ghi loại số liệu vào tệp nguon."
	case ingest.CodeNamePlace:
		return "Trong trang không nơi nào ghi địa bàn; đã lấy" + opt(" ", q.arg(0), "") + " theo tên tệp, thư mục" + opt(" “", q.Raw, "”") + ".",
			"Đối chiếu địa bàn; nếu đúng thì ghi vào tên bảng, nếu sai thì đổi tên tệp hoặc ghi địa bàn vào tệp nguon rồi chạy lại."
	case ingest.CodeNoIndicator:
		return "Không xác định được số liệu thuộc chỉ tiêu nào.",
			"Ghi tên chỉ tiêu vào đầu dòng, tiêu đề cột hoặc tên bảng."
	case ingest.CodeDoubtful:
		return doubtful(q)
	case ingest.CodeContradiction:
		return contradiction(q), "Sửa chỗ ghi sai để trang chỉ nói một điều, rồi chạy lại."
	case ingest.CodeAmbiguousPlace:
		return "Tên địa bàn chưa rõ" + q.raw() + opt(": có thể là ", strings.Join(citedAll(q.Args), " hoặc "), "") + ".",
			"Ghi đủ tên gọi hành chính, ví dụ “Thị xã Phú Thọ” hoặc “Tỉnh Phú Thọ”."
	case ingest.CodeUnknownPlace:
		return "Địa bàn" + opt(" ", q.place(), "") + " không có trong danh sách địa bàn" + opt("; gần giống: ", q.rest(0), "") + ".",
			"Sửa tên cho đúng danh sách địa bàn; hoặc thêm vào dia-ban.csv: địa bàn mới thì thêm một dòng, tên gọi khác thì ghi ở cột “Tên khác”."
	case ingest.CodeMoreIssues:
		return "Tệp còn " + either(grouped(q.arg(1)), "nhiều") + nbsp + "phát hiện khác cùng loại" + opt(" “", q.arg(0), "”") + ", kể từ ô này; chỉ kể " + either(grouped(q.arg(2)), "một số") + nbsp + "phát hiện đầu.",
			"Sửa nguyên nhân chung của các phát hiện đã kể (thường là một tiêu đề, một cột) rồi chạy lại; nếu tệp không phải biểu số liệu thì bỏ khỏi thư mục số liệu."
	case analysis.CodeManyPlaces:
		return "Có " + either(grouped(q.arg(1)), "quá nhiều") + " địa bàn không có trong danh sách địa bàn (tối đa " + either(grouped(q.arg(0)), "một số") + "); " + q.bare(0) + " số liệu của các địa bàn ấy không vào kết quả, chỉ có trong so-lieu.csv.",
			"Nếu là địa bàn thật thì lập danh sách trong dia-ban.csv (tongket init lập sẵn) rồi chạy lại; nếu là danh sách tên người, tên đơn vị thì bỏ tệp khỏi thư mục số liệu."
	case analysis.CodeManyLabels:
		return "Có " + either(grouped(q.arg(1)), "quá nhiều") + " tên chỉ tiêu không có trong danh mục; kết quả chỉ dùng " + either(grouped(q.arg(0)), "một số") + nbsp + "tên đầu, " + q.bare(0) + " số liệu còn lại chỉ có trong so-lieu.csv.",
			"Kiểm tra tệp này có phải biểu số liệu theo chỉ tiêu không; nếu là danh sách thì bỏ khỏi thư mục số liệu, nếu là chỉ tiêu thì thêm vào danh mục."
	case analysis.CodeOtherProvince:
		return otherProvince(q)
	case ingest.CodeUnknown:
		return "Chỉ tiêu" + opt(" ", q.label(), "") + " không có trong danh mục" + opt("; gần giống: ", q.rest(0), "") + "; số liệu được giữ dưới tên của trang.",
			"Nếu là chỉ tiêu đã có, thêm tên này vào cột “Tên khác” của danh mục; nếu là chỉ tiêu mới, thêm một dòng danh mục."
	case ingest.CodeSimilar:
		return "Tên " + q.cited(0) + " được hiểu là " + q.cited(1) + opt(" (độ giống ", q.arg(2), "") + opt("", closing(q.arg(2)), "") + ".",
			"Nếu hiểu đúng, thêm tên này vào cột “Tên khác” của danh mục; nếu sai, sửa tên trên trang."
	case ingest.CodeShiftedRow:
		return "Dòng có vẻ thiếu một ô so với tiêu đề, số liệu có thể bị lệch cột" + q.raw() + ".",
			"Đối chiếu từng ô của dòng với tiêu đề cột và chèn lại ô bị thiếu."
	case ingest.CodeCommentsSheet:
		return "Trang này là bảng góp ý vào dự thảo, không phải biểu số liệu; không lấy số nào trong trang và cũng chưa dùng làm bảng góp ý.",
			"Chuyển tệp ra thư mục công việc, đặt tên gop-y.xlsx hoặc gop-y.csv, hoặc chỉ tệp ấy bằng khóa gop-y của tongket.yaml."
	case ingest.CodeFiltered:
		return "Bộ lọc" + opt(" ở vùng ", q.arg(2), "") + " đang ẩn " + either(grouped(q.arg(0)), "một số") + opt(" trong ", grouped(q.arg(1)), "") + " số của trang; các số bị ẩn không được lấy.",
			"Bỏ lọc (Dữ liệu > Xóa bộ lọc), lưu lại rồi chạy lại."
	case ingest.CodeHidden:
		return "Có " + either(grouped(q.arg(0)), "một số") + " số nằm ở trang, dòng hoặc cột bị ẩn, không được lấy.",
			"Nếu là số liệu thật thì bỏ ẩn, hoặc đặt an: true trong tongket.yaml; nếu là nháp thì bỏ qua."
	}
	return "", ""
}

// otherProvince words figures of provinces that are not the job's, with how many of how
// many they are.
func otherProvince(q quoted) (string, string) {
	share := q.bare(0) + opt("/", q.second(), "") + nbsp + "số liệu"
	switch q.arg(2) {
	case "taken":
		return "Các biểu (" + share + ") ghi là của tỉnh " + q.cited(0) + ", không phải " + q.cited(1) + " như danh sách địa bàn; mọi kết quả được tính cho " + q.arg(0) + ", không dùng mục tiêu có sẵn của tỉnh khác.",
			"Nếu đúng, thêm dia-ban.csv với tên tỉnh và các huyện; nếu sai, sửa tên tỉnh ở đầu biểu."
	case "apart":
		names := q.Args[min(3, len(q.Args)):]
		return "Các biểu thuộc " + either(strconv.Itoa(len(names)), "nhiều") + nbsp + "tỉnh khác nhau: " + either(q.rest(3), q.arg(0)) + "; không biểu nào là của " + q.cited(1) + ". " +
				share + " ấy không vào kết quả chung nào: mỗi tỉnh, mỗi huyện được giữ thành một địa bàn riêng, không cộng chung.",
			"Mỗi tỉnh nên lập một công việc riêng; nếu muốn tổng hợp thì thêm dia-ban.csv với tên vùng (hoặc cả nước) và các tỉnh; nếu biểu ghi sai tỉnh thì sửa ở đầu biểu."
	}
	return share + " của tệp ghi là của tỉnh " + q.cited(0) + ", không phải " + q.cited(1) + "; chúng có trong so-lieu.csv nhưng không tham gia kết quả nào.",
		"Nếu là số của tỉnh mình thì sửa tên tỉnh ở đầu biểu rồi chạy lại; nếu không thì bỏ tệp này ra."
}

// OtherProvinces says how many of a job's figures are in no result because they are of
// other provinces; "" where none are.
func OtherProvinces(findings []analysis.Finding) string {
	left, all := 0.0, 0.0
	var names []string
	for _, f := range findings {
		if f.Code != analysis.CodeOtherProvince || len(f.Values) < 2 || len(f.Args) < 3 || f.Args[2] == "taken" {
			continue
		}
		left, all = left+f.Values[0], f.Values[1]
		of := f.Args[:1]
		if len(f.Args) > 3 {
			of = f.Args[3:]
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

func contradiction(q quoted) string {
	attribute := either(q.arg(0), "nội dung")
	first, second, taken := q.arg(1), q.arg(2), q.arg(3)
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

// checkWords words what contradicts itself within a table.
func checkWords(q quoted) (string, string) {
	switch q.Code {
	case analysis.CodeTotalMismatch:
		return mismatch(q)
	case analysis.CodeRateMismatch:
		return "Tỷ lệ ghi " + q.n(0) + ", tính lại từ tử số " + q.bare(2) + " và mẫu số " + q.bare(3) + " được " + q.n(1) + "." + slipOfPen(q, 1),
			"Kiểm tra tử số, mẫu số và tỷ lệ có cùng phạm vi, cùng thời điểm không; sửa số sai."
	case analysis.CodeRateRange:
		return "Tỷ lệ " + q.n(0) + " nằm ngoài khoảng từ 0% đến 100%.", "Kiểm tra lại tử số, mẫu số hoặc dấu phẩy thập phân."
	case analysis.CodeNegative:
		return "Số đếm là số âm (" + q.n(0) + ").", "Số đếm không thể nhỏ hơn 0; kiểm tra có phải số chênh lệch ghi nhầm cột không."
	case analysis.CodePartGreater:
		return "Số của bộ phận " + q.cited(0) + " là " + q.bare(0) + ", lớn hơn số của toàn bộ " + q.cited(1) + " là " + q.bare(1) + ".",
			"Kiểm tra hai ô có bị đảo hoặc lệch dòng không."
	case analysis.CodeTotalPart:
		return "Tổng số " + q.n(0) + " đúng bằng tổng các địa bàn có trong bảng nhưng bảng thiếu " + either(placesNamed(q, 0), "một số địa bàn") + ": chưa phải số của toàn bộ.",
			"Bổ sung số của địa bàn còn thiếu và cộng lại tổng số; nếu địa bàn ấy không phát sinh thì ghi “-”."
	case analysis.CodeRuleBroken:
		return "Trái quy tắc " + q.cited(0) + opt(" (", q.arg(1), ")") + ": vế trái " + q.bare(0) + ", vế phải " + q.bare(1) + opt(" ", q.Unit, "") + ".",
			"Kiểm tra các ô liên quan và sửa số sai; nếu số đúng, ghi rõ nguyên nhân."
	case analysis.CodeFormula:
		if q.arg(1) == "text" {
			return "Công thức" + opt(" =", clipped(strings.TrimPrefix(q.arg(0), "=")), "") + " được " + q.n(0) + " vì bỏ qua các số gõ dưới dạng chữ; cộng đủ các ô được " + q.n(1) + ".",
				"Đổi các ô liên quan thành số (Excel: Dữ liệu > Văn bản thành cột, hoặc gõ lại) để công thức cộng đủ."
		}
		return "Kết quả lưu của công thức" + opt(" =", clipped(strings.TrimPrefix(q.arg(0), "=")), "") + " là " + q.n(0) + ", cộng lại các ô được " + q.n(1) + ".",
			"Mở tệp bằng Excel, tính lại (F9) và lưu; kiểm tra vùng cộng có sót hoặc thừa dòng không."
	case analysis.CodeBalance:
		return "Đầu kỳ " + q.n(0) + ", tăng " + q.n(1) + ", giảm " + q.n(2) + " không khớp với cuối kỳ " + q.n(3) + ".",
			"Kiểm tra lại bốn số; cuối kỳ phải bằng đầu kỳ cộng tăng trừ giảm."
	}
	return "", ""
}

func mismatch(q quoted) (string, string) {
	total, sum := q.n(0), q.n(1)
	switch q.arg(0) {
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
	return "Tổng số ghi " + total + ", các địa bàn cộng lại được " + sum + "." + slipOfPen(q, 1),
		"Kiểm tra có địa bàn nào thiếu, trùng hoặc sai số không; sửa số sai."
}

// seriesWords words what is out of line with other years, places and sheets.
func seriesWords(q quoted) (string, string) {
	switch q.Code {
	case analysis.CodeUnitSlip:
		switch q.arg(1) {
		case "target":
			return "Cả dòng ghi đơn vị tính " + q.cited(2) + ", quy đổi được " + q.n(0) + ", trong khi mục tiêu là " + q.n(1) + ": nghi số đã ghi theo đơn vị tính của danh mục.",
				"Kiểm tra đơn vị tính của dòng và sửa đơn vị tính hoặc số."
		case "job":
			return "Cả dòng ghi đơn vị tính " + q.cited(2) + ", quy đổi được " + q.n(0) + ", vượt xa mọi số cùng loại trong các biểu (lớn nhất " + q.n(1) + "): nghi số đã ghi theo đơn vị tính của danh mục.",
				"Kiểm tra đơn vị tính của dòng và sửa đơn vị tính hoặc số."
		}
		return "Số " + q.n(0) + " " + q.times(2) + " mức thường gặp của các năm khác (trung vị " + q.about(1) + "): nghi sai đơn vị tính.",
			"Kiểm tra đơn vị tính của ô (người hay nghìn người, triệu hay tỷ đồng) và sửa số hoặc đơn vị."
	case analysis.CodeFactor10, analysis.CodeFactor100:
		return "Số " + q.n(0) + " " + q.times(2) + " mức thường gặp của các năm khác (trung vị " + q.about(1) + "): nghi thừa hoặc thiếu chữ số.",
			"Đối chiếu với báo cáo gốc; sửa nếu gõ thừa, thiếu chữ số hoặc lệch dấu phẩy."
	case analysis.CodeMixedCommas:
		return "Trong cùng trang dấu phẩy khi thì ngăn hàng nghìn (" + q.cited(0) + " được đọc là " + either(grouped(strings.ReplaceAll(q.arg(0), ",", "")), "số nguyên") + ", có " + either(grouped(q.arg(2)), "vài") + " ô như vậy), khi thì là dấu thập phân (" + q.cited(1) + ").",
			"Đối chiếu các số có dấu phẩy với bản giấy; gõ lại thành số trong Excel."
	case analysis.CodeFraction:
		return "Tỷ lệ ghi " + q.bare(0) + " trong khi các năm khác ở mức " + q.about(1) + " (trung vị): nghi ghi phân số thay cho phần trăm.",
			"Nếu đúng là phân số, ghi lại theo phần trăm (nhân với 100); nếu là số thật, giữ nguyên."
	case analysis.CodeOutlierYear:
		if q.arg(0) == "trend" {
			return "Số " + q.n(0) + " lệch hẳn xu hướng của các năm khác (theo xu hướng khoảng " + q.n(1) + ").",
				"Đối chiếu với báo cáo gốc; nếu số đúng, ghi rõ nguyên nhân."
		}
		return "Số " + q.n(0) + " so với năm trước (" + q.n(1) + ") thay đổi khác hẳn mức thay đổi thường gặp của các năm khác.",
			"Đối chiếu với báo cáo gốc; nếu số đúng, ghi rõ nguyên nhân."
	case analysis.CodeOutlierPlace:
		return "Số " + q.n(0) + " so với năm trước (" + q.n(1) + ") thay đổi khác hẳn các địa bàn khác (trung vị của các địa bàn: gấp " + q.ratio(2) + " lần năm trước).",
			"Đề nghị địa bàn xác nhận lại số; nếu số đúng, ghi rõ nguyên nhân."
	case analysis.CodeCopied:
		return "Có " + q.bare(0) + "/" + q.bare(1) + " ô giống hệt cột" + opt(" năm"+nbsp, q.arg(0), "") + ": nghi chép lại số của năm khác.",
			"Đối chiếu với báo cáo gốc từng năm và thay bằng số đúng."
	case analysis.CodeYearsSwapped:
		return "Nghi hai cột năm" + opt(" ", q.arg(0), "") + opt(" và ", q.arg(1), "") + " đổi chỗ cho nhau: mức thay đổi chung của các địa bàn chỉ đều như các năm khác khi đổi lại hai năm này (" + q.n(0) + " và " + q.n(1) + ").",
			"Đối chiếu tiêu đề năm của hai cột với báo cáo gốc."
	case analysis.CodeConflict:
		return "Hai nơi ghi hai số khác nhau: " + q.n(0) + " (đang dùng" + opt(", ", preferred(q.arg(0)), "") + ") và " + q.n(1) + addsUp(q.arg(2)) + "." + slipOfPen(q, 3),
			"Xác định số đúng và sửa ở nơi ghi sai."
	case analysis.CodeNoPlace:
		return "Trang này không ghi là số liệu của địa bàn nào; số " + q.n(1) + " khác số " + q.n(0) + " của trang ghi rõ là của toàn bộ địa bàn, nên không dùng.",
			"Ghi địa bàn vào tên bảng, hoặc vào tệp nguon của công việc."
	case analysis.CodeEstimateOld:
		if q.arg(0) == "actual" {
			return "Có số ước thực hiện" + q.when() + " trong khi đã có số thực hiện; dùng số thực hiện.", "Bỏ hoặc thay số ước bằng số thực hiện."
		}
		return "Số liệu" + q.when() + " vẫn là số ước.", "Thay bằng số thực hiện chính thức."
	case analysis.CodeUnits:
		return "Không đổi được đơn vị tính " + q.cited(0) + " sang " + q.cited(1) + "; số liệu không được dùng.",
			"Ghi đúng đơn vị tính của danh mục, hoặc sửa đơn vị tính trong danh mục."
	case analysis.CodeBreak:
		return "Chuỗi số liệu thay đổi cách tính" + opt(" từ năm"+nbsp, q.arg(0), "") + ", không so sánh được với trước đó; không dự báo qua mốc này.",
			"Ghi rõ cách tính mới; nếu có, bổ sung số liệu các năm trước theo cách tính mới."
	case analysis.CodeMissing:
		return missing(q)
	}
	return "", ""
}

// ratio is the i-th number to two decimals.
func (q quoted) ratio(i int) string {
	if i >= len(q.Values) {
		return "…"
	}
	return Trimmed(q.Values[i], 2)
}

// preferred says why one of two figures is used.
func preferred(why string) string {
	switch why {
	case "actual":
		return "là số thực hiện"
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

// placesNamed names the places among the texts from the i-th on.
func placesNamed(q quoted, i int) string {
	places := make([]string, 0, len(q.Args))
	for j := i; j < len(q.Args); j++ {
		places = append(places, Place(Folded(q.Args[j])))
	}
	return strings.Join(places, ", ")
}

func missing(q quoted) (string, string) {
	when := q.when()
	if q.Years.From != q.Years.To { // each of them, not their total
		when = " các năm" + nbsp + q.Years.String()
	}
	if q.arg(0) == "places" {
		return "Chưa có số liệu" + when + " của " + either(placesNamed(q, 1), "một số địa bàn") + ".",
			"Đề nghị các địa bàn nêu trên bổ sung số liệu."
	}
	return "Chưa có số liệu" + when + ".", "Đề nghị đơn vị phụ trách bổ sung số liệu."
}

// targetWords words what concerns targets, rules and the catalogue.
func targetWords(q quoted) (string, string) {
	switch q.Code {
	case analysis.CodeTargetMissing:
		return "Chỉ tiêu chưa có mục tiêu của nhiệm kỳ nên không đánh giá.", "Bổ sung cột “Mục tiêu” của danh mục nếu Nghị quyết có giao."
	case analysis.CodePlanMissing:
		return "Chỉ tiêu chưa có mục tiêu kỳ tới" + opt(", và không đề xuất được vì ", NoProposal(q.arg(0)), "") + ".", planned(q)
	case analysis.CodeTargetsDisagree:
		return targetsDisagree(q)
	case analysis.CodeRule:
		return rule(q)
	case analysis.CodeRegion:
		return "Mục tiêu “bằng bình quân vùng” nhưng chưa có số bình quân của vùng.", "Bổ sung số bình quân của vùng vào tongket.yaml, hoặc ghi một số cụ thể."
	case analysis.CodeTargetScale:
		return targetScale(q), "Đối chiếu mục tiêu với văn bản giao (đơn vị tính; mức của một năm hay của cả giai đoạn) và sửa trong danh mục hoặc trên biểu."
	case analysis.CodeTargetConflict:
		return "Mục tiêu trên biểu là " + q.n(0) + ", trong danh mục là " + q.n(1) + ".", "Đối chiếu với Nghị quyết và sửa nơi ghi sai."
	case analysis.CodeCatalogue:
		return catalogueRow(q)
	case analysis.CodeRelation:
		return relationRow(q)
	case analysis.CodeWord:
		return wordRow(q)
	}
	return "", ""
}

// targetsDisagree words given targets that contradict each other, or what they
// are taken from.
func targetsDisagree(q quoted) (string, string) {
	const mend = "Đối chiếu với văn bản giao; sửa mục tiêu sai trong danh mục hoặc trong bảng."
	switch q.arg(0) {
	case "source":
		return "Mục tiêu" + q.when() + " ghi “" + q.arg(1) + "” trong khi cột “Nguồn” nói “" + q.arg(2) + "”.", "Nếu văn bản giao có mức giới hạn, ghi đúng như vậy ở cột mục tiêu, ví dụ “dưới 3”."
	case "rule":
		return "Các mục tiêu" + q.when() + " không khớp nhau theo quy tắc “" + q.arg(1) + "”" + opt(" (", q.arg(2), ")") + ": vế trái " + q.bare(0) + ", vế phải " + q.bare(1) + ".", mend
	}
	if q.arg(0) == "forecast" {
		return "Các mục tiêu" + q.when() + " không khớp nhau: tỷ lệ ghi " + q.n(0) + ", trong khi mục tiêu của tử số (" + Name(q.arg(1)) + ") và dự báo của mẫu số (" + Name(q.arg(2)) + ") cho khoảng " + q.n(1) + ".", mend
	}
	return "Các mục tiêu" + q.when() + " không khớp nhau: tỷ lệ ghi " + q.n(0) + ", tính từ mục tiêu của tử số (" + Name(q.arg(1)) + ") và mẫu số (" + Name(q.arg(2)) + ") là " + q.n(1) + ".", mend
}

// targetScale words a target that is out of the scale of its series.
func targetScale(q quoted) string {
	const unused = "; mục tiêu này chưa được dùng."
	if q.arg(0) == "plan" {
		return "Kế hoạch" + q.when() + " " + q.n(0) + " " + q.times(2) + " số thực hiện (" + q.about(1) + "); kế hoạch này chưa được dùng."
	}
	target := "Mục tiêu" + q.when() + " " + q.n(0)
	switch q.arg(0) {
	case "mean":
		return target + " xấp xỉ số của một năm (bình quân " + q.about(1) + ") trong khi chỉ tiêu tính cộng dồn cả giai đoạn" + unused
	case "whole":
		return target + " vượt 100% trong khi tỷ lệ này là của một bộ phận trong toàn bộ" + unused
	}
	return target + " " + q.times(2) + " số thực hiện (" + q.about(1) + ")" + unused
}

// rule words a target or a rule that cannot be read or followed, by the reason.
func rule(q quoted) (string, string) {
	const forms = "Viết theo một trong các dạng: một số (5,5); đạt 72; dưới 3; giảm 0,5 điểm %/năm; tăng 2%/năm; giảm 2%/năm."
	where := q.cited(0) + opt(" ở cột “", q.arg(1), "”")
	switch q.arg(2) {
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
func catalogueRow(q quoted) (string, string) {
	const mend = "Sửa dòng này trong danh mục rồi chạy lại."
	column, holds := q.cited(0), either(quoteFirst(q.arg(1)), "để trống")
	switch q.arg(2) {
	case "header":
		return "Không tìm thấy dòng tiêu đề có cột " + column + "; danh mục không được dùng.", "Đặt tên các cột ở một dòng, ví dụ: Mã, Chỉ tiêu, ĐVT, Loại, Chiều."
	case "column":
		return "Cột " + column + " không thuộc danh mục nên được bỏ qua.", "Nếu là cột của danh mục, sửa lại tên cột; nếu là ghi chú thì bỏ qua."
	case "unique":
		return "Cột " + column + " ghi " + holds + " đã có ở một dòng khác.", mend
	case "reference":
		return "Cột " + column + " ghi " + holds + ", nhưng danh mục không có chỉ tiêu mang mã này.", mend
	}
	return "Dòng danh mục không dùng được: cột " + column + " ghi " + holds + opt(", cần ", expected(q.arg(2)), "") + ".", mend
}

// relationRow words a row or a column of the job's list of rules that cannot be
// used, by what was expected.
func relationRow(q quoted) (string, string) {
	const forms = "Viết theo một trong các dạng: A <= B; A + B = C; A + B + C = 100; đầu A + B - C = A; A chỉ khi B, với A, B, C là mã chỉ tiêu."
	column, holds := q.cited(0), either(quoteFirst(q.arg(1)), "để trống")
	switch q.arg(2) {
	case "header":
		return "Không tìm thấy dòng tiêu đề có cột “Quy tắc”; danh sách quy tắc không được dùng.", "Đặt tên các cột ở một dòng: Quy tắc, Mức, Ghi chú."
	case "column":
		return "Cột " + column + " không thuộc danh sách quy tắc nên được bỏ qua.", "Nếu là cột của danh sách, sửa lại tên cột; nếu là ghi chú thì bỏ qua."
	case "code":
		return "Quy tắc " + holds + " dùng mã " + q.cited(3) + " mà danh mục không có; dòng bị bỏ.", "Sửa mã, hoặc thêm chỉ tiêu vào danh mục."
	case "severity":
		return "Cột " + column + " ghi " + holds + ", cần “lỗi”, “cảnh báo” hoặc “lưu ý”; dòng bị bỏ.", "Sửa dòng này rồi chạy lại."
	}
	return "Không hiểu được quy tắc " + holds + "; dòng bị bỏ.", forms
}

// wordRow words a row or a column of the job's list of words that cannot be used, by
// what was expected.
func wordRow(q quoted) (string, string) {
	const mend = "Sửa dòng này trong danh sách từ ngữ rồi chạy lại."
	column, holds := q.cited(0), either(quoteFirst(q.arg(1)), "để trống")
	var known string
	if len(q.Args) > 3 {
		known = " Có thể ghi: " + listNames(q.Args[3:]) + "."
	}
	switch q.arg(2) {
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
	if len(q.Args) > 0 {
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
// point moved; i is the Arg that tells it.
func slipOfPen(q quoted, i int) string {
	at := func(n int) string {
		if n >= len(q.Related) {
			return ""
		}
		return q.Related[n].Cell()
	}
	switch q.arg(i) {
	case "part":
		return " Khớp nếu ô " + at(0) + " là " + comma(q.arg(i+1)) + " (nghi đảo chữ số hoặc lệch dấu phẩy)."
	case "parts":
		return " Khớp nếu đảo lại hai chữ số liền nhau ở một trong các ô nêu đầu tiên (ví dụ ô " + at(0) + " là " + comma(q.arg(i+1)) + ")."
	case "own":
		return " Khớp nếu số này là " + comma(q.arg(i+1)) + " (nghi đảo chữ số hoặc lệch dấu phẩy)."
	}
	return ""
}

// comma is a number of the Args, grouped as numbers are.
func comma(text string) string {
	v, err := strconv.ParseFloat(strings.Replace(text, ",", ".", 1), 64)
	if err != nil {
		return text
	}
	return Exact(v)
}

// TooMuchInARun tells that the sheets of a job hold more than one run may.
func TooMuchInARun(what string, limit int) string {
	of := map[string]string{"cells": "ô", "figures": "số liệu"}
	return "các biểu của công việc có hơn " + Count(limit) + " " + either(of[what], what) + ", nhiều hơn mức một lần chạy đọc được; hãy bỏ các tệp danh sách, tệp dữ liệu thô khỏi thư mục biểu, hoặc chia biểu ra nhiều công việc; kết quả cũ giữ nguyên"
}
