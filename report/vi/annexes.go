package vi

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"tongket/analysis"
	"tongket/ingest"
	"tongket/ingest/words"
)

// Marks that stand in a cell of an annex.
const (
	MarkMissing     = "…"   // no figure
	MarkNil         = "-"   // nothing occurred
	MarkNotAsked    = "x"   // not applicable
	MarkHeld        = "*"   // a figure on which an open error stands, where there are no footnotes
	MarkEstimate    = "ước" // before an estimate
	MarkEstimated   = "ƯTH" // before the year of a column of estimates
	MarkApproximate = "≈"   // before a figure that its sheet gives as approximate
)

// Mark explains a mark in the legend below an annex.
func Mark(mark string) string {
	switch mark {
	case MarkMissing:
		return "“…” chưa có số liệu"
	case MarkNil:
		return "“-” không phát sinh"
	case MarkNotAsked:
		return "“x” không áp dụng"
	case MarkHeld:
		return "“*” số liệu đang rà soát, chưa dùng để tính toán, đánh giá"
	case MarkEstimated:
		return "ƯTH: ước thực hiện"
	case MarkEstimate:
		return "“ước”: ước thực hiện"
	case MarkCorrected:
		return "“sửa” số đã sửa so với biểu của đơn vị, xem danh mục số liệu đã sửa"
	case MarkApproximate:
		return "“≈” số gần đúng do đơn vị ghi"
	}
	return ""
}

// Footnotes on what is under review: a figure, and one that cannot be made for it.
const (
	NoteHeld     = "Số liệu đang rà soát, chưa dùng để tính toán, đánh giá."
	NoteReviewed = "Chưa tính được vì có số liệu đang rà soát."
)

// Legend is the line that explains the marks; empty if there are none.
func Legend(marks []string) string {
	if len(marks) == 0 {
		return ""
	}
	explained := make([]string, len(marks))
	for i, m := range marks {
		explained[i] = Mark(m)
	}
	return "Ghi chú: " + strings.Join(explained, "; ") + "."
}

// Keys of the colours of cells, below the tables of a sheet that has them.
const (
	KeyDoubt  = "Ô nền vàng: số liệu có điểm cần rà soát (xem phụ lục rà soát số liệu và kiem-tra.csv)."
	KeyMissed = "Dòng nền xám, chữ đậm: chỉ tiêu không đạt mục tiêu."
)

// Headers of the columns of annexes.
const (
	HeadNumber       = "TT"
	HeadIndicator    = "Chỉ tiêu"
	HeadUnit         = "ĐVT"
	HeadWholeTerm    = "Cả giai đoạn"
	HeadComparison   = "So sánh với mục tiêu"
	HeadVerdict      = "Đánh giá"
	HeadSource       = "Nguồn (số)"
	HeadChange       = "Tăng, giảm"
	HeadRank         = "Xếp hạng"
	HeadAverage      = "Bình quân năm"
	HeadFeasibility  = "Khả năng thực hiện"
	HeadProbability  = "Xác suất đạt"
	HeadRemark       = "Ghi chú"
	HeadLow          = "Kém thuận lợi"
	HeadBase         = "Cơ sở"
	HeadHigh         = "Thuận lợi"
	HeadFrom         = "Từ"
	HeadTo           = "Đến"
	HeadOwedPlaces   = "Địa bàn còn thiếu"
	HeadOwed         = "Còn thiếu/cần có"
	HeadSourceNumber = "Số"
	HeadSourceCells  = "Năm: trang!ô (nội dung ô, nếu khác số đã in)"
	HeadMark         = "Trang số"
	HeadFile         = "Tệp"
	HeadSheet        = "Trang"
	HeadCell         = "Ô"
	HeadNumeric      = "Ô có số"
	HeadRead         = "Đã đọc"
	HeadLeftOut      = "Để ngoài, lý do"
	HeadPlace        = "Địa bàn"
	HeadYear         = "Năm"
	HeadMeasure      = "Loại số liệu"
	HeadRaw          = "Ô ghi"
	HeadWhere        = "Tệp, trang, ô"
	HeadAbout        = "Chỉ tiêu, địa bàn, năm"
	HeadContent      = "Nội dung"
	HeadAdvice       = "Đề nghị"
)

// Titles and headings.
const (
	TitleCover          = "PHỤ LỤC SỐ LIỆU"
	TitleSupply         = "TÌNH HÌNH CUNG CẤP SỐ LIỆU"
	TitleFindings       = "VẤN ĐỀ SỐ LIỆU CẦN RÀ SOÁT"
	TitleSources        = "NGUỒN SỐ LIỆU"
	OutsideField        = "Chỉ tiêu ngoài danh mục"
	HeadingRemarks      = "Nhận định"
	DoubtsFollow        = "Các đánh giá còn có thể thay đổi:"
	HeadingLimits       = "Một số hạn chế"
	HeadingOthers       = "Các chỉ tiêu khác"
	HeadingSingle       = "Số liệu chỉ một địa bàn gửi"
	HeadingYears        = "Số liệu các năm"
	HeadingPath         = "Mục tiêu và lộ trình"
	HeadingOutlook      = "Kịch bản dự báo"
	HeadingMethod       = "Phương pháp"
	HeadingUnits        = "Số liệu của từng đơn vị"
	HeadingSheets       = "Đối chiếu số ô đã đọc của từng trang"
	HeadingSourceSheets = "Các trang có số liệu"
	HeadingSourceCells  = "Ô của từng số liệu"
	Annex               = "Phụ lục"
	NoFigures           = "Không có số liệu."
)

// Footnotes and lines below a table.
const (
	NoteRatio     = "Tính từ tử số và mẫu số, do biểu không ghi tỷ lệ."
	NoteDisputed  = "Số liệu chưa thống nhất giữa các nguồn."
	NoteTermTotal = "Số của cả giai đoạn do biểu ghi, không cộng từ các năm."
	NoteCompared  = "So sánh với mục tiêu: chỉ tiêu tỷ lệ ghi chênh lệch (điểm %); chỉ tiêu số lượng ghi mức thực hiện so với mục tiêu (%), riêng chỉ tiêu số lượng cần giảm ghi chênh lệch."
	NoteSources   = "Số ở cột đầu là số ghi ở cột “Nguồn (số)” của các phụ lục; “T…” là trang ở bảng thứ nhất; “C5:H5” là các ô liền nhau, “T4-T9!C5” là ô C5 của các trang liền nhau, theo thứ tự các năm; trong ngoặc là nội dung ô, chỉ ghi khi khác số đã in."
	NoteDerived   = "Suy từ mục tiêu của tỷ lệ và kịch bản cơ sở của mẫu số, chưa có mục tiêu được giao."
	NoteProposed  = "Mức đề xuất theo dự báo, chưa có mục tiêu được giao."
	NoteRegular   = "Không có số liệu nào cần rà soát."
	NoteComplete  = "Các đơn vị đã cung cấp đủ số liệu."
)

// TitleOverview heads the annex of all indicators.
func TitleOverview(t analysis.Term) string {
	return "KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU CHỦ YẾU NHIỆM KỲ " + Span(t.Base, t.Last)
}

// TitleField heads the annex of a field.
func TitleField(name string, t analysis.Term) string {
	if name == "" {
		return strings.ToUpper(OutsideField) + " NHIỆM KỲ " + Span(t.Base, t.Last)
	}
	return "KẾT QUẢ LĨNH VỰC " + strings.ToUpper(Folded(name)) + " NHIỆM KỲ " + Span(t.Base, t.Last)
}

// TitleTargets heads the annex of the next term.
func TitleTargets(t analysis.Term) string { return "MỤC TIÊU NHIỆM KỲ " + Span(t.Last, t.Next) }

// TitleCharts heads the annex of charts.
func TitleCharts(t analysis.Term) string {
	return "BIỂU ĐỒ CÁC CHỈ TIÊU NHIỆM KỲ " + Span(t.Base, t.Last)
}

// Subtitle is the second line of the cover.
func Subtitle(t analysis.Term) string {
	return fmt.Sprintf("TỔNG KẾT NHIỆM KỲ %s VÀ MỤC TIÊU ĐẾN NĂM %d", Span(t.Base, t.Last), t.Next)
}

// FieldName is a field as a section of a table names it.
func FieldName(name string) string {
	if Folded(name) == "" {
		return strings.ToUpper(OutsideField)
	}
	return strings.ToUpper(Folded(name))
}

// UnitLine stands above a table of one unit; empty without one.
func UnitLine(unit string) string {
	if Folded(unit) == "" {
		return ""
	}
	return "Đơn vị tính: " + Folded(unit)
}

// HeadGoal, HeadYearOf and HeadPeriod are headers with years in them.
func HeadGoal(year int) string { return "Mục tiêu NQ " + strconv.Itoa(year) }

// HeadTarget heads the next term's target.
func HeadTarget(year int) string { return "Mục tiêu " + strconv.Itoa(year) }

// HeadYearOf heads a single year: "Năm 2015".
func HeadYearOf(year int) string { return "Năm " + strconv.Itoa(year) }

// HeadEstimated heads a year of which all figures are estimates.
func HeadEstimated(year int) string { return MarkEstimated + " " + strconv.Itoa(year) }

// HeadAchieved heads the last year in the table of targets.
func HeadAchieved(year int) string { return "TH " + strconv.Itoa(year) }

// HeadPeriod groups the years of a term.
func HeadPeriod(t analysis.Term) string {
	return "Thực hiện giai đoạn " + Span(t.Base+1, t.Last)
}

// HeadPath groups the years of the next term.
func HeadPath(t analysis.Term) string { return "Lộ trình " + Span(t.Last+1, t.Next) }

// HeadScenarios groups the three scenarios of the next term's last year.
func HeadScenarios(t analysis.Term) string { return "Kịch bản năm " + strconv.Itoa(t.Next) }

// HeadInterval groups the bounds of the forecast's interval.
func HeadInterval(t analysis.Term) string {
	return "Khoảng dự báo 80% năm " + strconv.Itoa(t.Next)
}

// HeadTotals groups the scenarios of a flow's total.
func HeadTotals(t analysis.Term) string {
	return "Tổng giai đoạn " + Span(t.Last+1, t.Next)
}

// HeadPlaces heads the column of places: "Huyện, thành, thị".
func HeadPlaces(places []analysis.Place) string { return Capital(Kinds(places)) }

// WholeOf names the whole: "toàn tỉnh", "cả nước".
func WholeOf(places []analysis.Place) string {
	if len(places) > 0 {
		switch kind := places[0].Kind; kind {
		case "tỉnh", "huyện", "thành phố", "thị xã", "quận", "vùng":
			return "toàn " + kind
		case "cả nước", "toàn quốc":
			return kind
		case "nước", "quốc gia":
			return "cả nước"
		}
	}
	return "toàn bộ"
}

// Scope names the places that an annex is about.
func Scope(places []analysis.Place) string {
	switch n := len(places) - 1; {
	case n < 0:
		return ""
	case n == 0:
		return "Địa bàn: " + Place(Folded(places[0].Name))
	default:
		return "Địa bàn: " + WholeOf(places) + ", " + strconv.Itoa(n) + " " + Kinds(places)
	}
}

// Origin is the line on sources below an annex; where names the annex that
// lists the cells, if it is printed.
func Origin(where string) string {
	return "Nguồn: số liệu do các đơn vị cung cấp" + opt("; ô nguồn của từng số liệu ghi tại ", where, "") + "."
}

// NoteSum explains a figure that is the sum of all places.
func NoteSum(places []analysis.Place) string {
	return "Cộng từ số liệu của các " + Kinds(places) + "."
}

// NoteYears explains the total of a flow with years missing.
func NoteYears(years int) string {
	return "Cộng " + strconv.Itoa(years) + " năm có số liệu."
}

// NoteSince explains a total, a change or an average of a series that starts
// anew within the term.
func NoteSince(year int) string {
	return "Tính từ năm " + strconv.Itoa(year) + ": cách tính thay đổi từ năm này."
}

// NoteBreak explains the first figure after a break in a series.
func NoteBreak(year int) string {
	return "Cách tính thay đổi từ năm " + strconv.Itoa(year) + ", không so sánh với các năm trước đó."
}

// NoteFlow explains a target of a flow.
func NoteFlow(t analysis.Term) string {
	return "Tổng cả giai đoạn " + Span(t.Last+1, t.Next) + "; cột bình quân năm ghi số bình quân mỗi năm của từng giai đoạn, không ghi mức tăng, giảm."
}

// NoteClipped explains a path that a limit of 0 or 100 cuts.
const NoteClipped = "Lộ trình được giới hạn trong khoảng từ 0% đến 100%."

// Method explains how targets and forecasts came about, a paragraph each.
func Method(t analysis.Term) []string {
	return []string{
		"Lộ trình: chỉ tiêu tỷ lệ đi đều từng năm theo đường thẳng từ số năm " + strconv.Itoa(t.Last) + " đến mục tiêu; chỉ tiêu số lượng tăng, giảm theo tốc độ không đổi; chỉ tiêu tổng phân bổ sao cho các năm cộng lại bằng mục tiêu.",
		"Dự báo: trung vị của bốn phương pháp (giữ nguyên mức cuối, xu thế, Holt tắt dần, Theta) trên số liệu các năm đã có, cần ít nhất 4 năm. Kịch bản kém thuận lợi, cơ sở, thuận lợi là các mức mà theo dự báo có 80%, 50%, 20% khả năng đạt được hoặc tốt hơn. Khoảng dự báo 80% là khoảng mà số thực hiện rơi vào với xác suất 80% nếu các năm tới biến động như các năm đã có; thử trên 826 chuỗi số liệu năm của hai cuộc thi dự báo M1 và M3, số thực tế rơi vào khoảng ấy 84-88% số lần ở năm thứ nhất và 82-83% ở năm thứ năm, riêng 245 chuỗi dân số là 84% và 72%. Vì vậy khoảng của chỉ tiêu thời điểm và tỷ lệ được nới thêm, từ 6% ở năm thứ nhất đến 34% ở năm thứ năm; thử trên 16.000 chuỗi mô phỏng, khoảng đã nới chứa số thực tế 75-85% số lần với chuỗi biến động êm (chưa nới: 58-78%), 84-94% với chuỗi biến động mạnh. Khoảng của chỉ tiêu cộng dồn không nới: tổng năm năm thực tế rơi vào khoảng ấy 84-85% số lần trên các chuỗi của hai cuộc thi, riêng các chuỗi dân số là 78%; trên chuỗi mô phỏng là 63-78% nếu biến động êm, 86-90% nếu biến động mạnh.",
		"Khả năng thực hiện: “trong tầm tay” khi xác suất đạt mục tiêu từ 66% trở lên; “phấn đấu” khi từ 10% đến dưới 66%; “rất khó” khi dưới 10%. Xác suất được tính từ chuỗi số liệu ngắn, chỉ để tham khảo khi thảo luận mục tiêu.",
		"Mức đề xuất: kịch bản cơ sở của năm " + strconv.Itoa(t.Next) + " (chỉ tiêu tổng: của cả giai đoạn), chỉ nêu khi chưa có mục tiêu được giao.",
	}
}

// Attached is the line below the name of an annex; dots stay where the job
// does not name the document.
func Attached(document, congress, form string) string {
	text := strings.Trim(Folded(document), "()")
	text = strings.ReplaceAll(text, "Chấp hành", "Chấp"+nbsp+"hành") // a line does not part the word
	if congress = Folded(congress); text == "" && congress != "" {
		text = "Báo cáo trình " + congress
	}
	switch {
	case text == "" && form == "hanh-chinh":
		return "(Kèm theo Báo cáo số …/BC-…, ngày … tháng … năm … của …)"
	case text == "":
		return "(Kèm theo Báo cáo số …-BC/ĐU, ngày … tháng … năm … của …)"
	case strings.HasPrefix(text, "Kèm theo"):
		return "(" + text + ")"
	}
	return "(Kèm theo " + text + ")"
}

// DocumentNumber is the number of the document as its form writes it: "Số
// 12-BC/ĐU" of the Party, "Số: 05/BC-SLĐTBXH" of the administration, where a
// number below 10 has a leading 0; "" if it has none. Dots in the place of the
// number stay.
func DocumentNumber(form, number string) string {
	number = Folded(number)
	for _, word := range []string{"Số:", "số:", "Số ", "số "} {
		number = strings.TrimSpace(strings.TrimPrefix(number, word))
	}
	switch {
	case number == "":
		return ""
	case form != "hanh-chinh":
		return "Số " + number
	}
	if digits, _, _ := strings.Cut(number, "/"); len(digits) == 1 && digits >= "1" && digits <= "9" {
		number = "0" + number
	}
	return "Số: " + number
}

// Draft is the draft's mark: "Dự thảo lần 3", of "3" too.
func Draft(name string) string {
	name = strings.Trim(Folded(name), "()")
	if name != "" && strings.Trim(name, "0123456789") == "" {
		return "Dự thảo lần " + name
	}
	return name
}

// Motto is the right side of the head of a document.
func Motto(form string) []string {
	if form == "hanh-chinh" {
		return []string{"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"}
	}
	return []string{"ĐẢNG CỘNG SẢN VIỆT NAM"}
}

// Available is how the supply table marks one year of an indicator.
func Available(p analysis.Point) string {
	switch {
	case p.Held:
		return MarkHeld
	case p.Status == analysis.Known && p.Estimate:
		return "ước"
	case p.Status == analysis.Known:
		return "có"
	case p.Status == analysis.NilOnly:
		return MarkNil
	}
	return MarkMissing
}

// Counted is the first sentence of the annex of findings.
func Counted(errors, warnings, infos int) string {
	var parts []string
	for _, p := range []struct {
		n    int
		word string
	}{{errors, "lỗi"}, {warnings, "cảnh báo"}, {infos, "lưu ý"}} {
		if p.n > 0 {
			parts = append(parts, strconv.Itoa(p.n)+nbsp+p.word)
		}
	}
	return "Có " + Enumerate(parts) + ". Số liệu có lỗi được in kèm ghi chú và chưa dùng để tính toán, đánh giá, dự báo."
}

// HeldBack names the indicators that are not judged or forecast because of
// errors; empty if there are none.
func HeldBack(names []string) string {
	if len(names) == 0 {
		return ""
	}
	told := make([]string, len(names))
	for i, n := range names {
		told[i] = Name(n)
	}
	return "Chưa đánh giá, dự báo được vì còn lỗi: " + strings.Join(told, "; ") + "."
}

// Slug is a name in ASCII letters, figures and hyphens: "an-sinh-xa-hoi".
func Slug(s string) string { return words.Slug(s) }

// HeadChanged heads the change of places since the base year.
func HeadChanged(t analysis.Term, rate bool, unit string) string {
	s := HeadChange + " " + strconv.Itoa(t.Last) + " so với " + strconv.Itoa(t.Base)
	if rate && (unit == "%" || unit == "‰") {
		s += " (điểm " + unit + ")"
	}
	return s
}

// Filled says that a forecast filled in a year; empty without one.
func Filled(year int) string {
	if year == 0 {
		return ""
	}
	return "Năm " + strconv.Itoa(year) + " nội suy để dự báo"
}

// Supplier is a unit as the supply table names it.
func Supplier(name string) string {
	if Folded(name) == "" {
		return "Chưa rõ đơn vị phụ trách"
	}
	return Folded(name)
}

// NothingOwed says that no place owes a figure.
const NothingOwed = "Không"

// OwedPlaces names the places that still owe a figure: "các năm 2016, 2017: Huyện
// Cẩm Khê, Huyện Yên Lập; năm 2020: Huyện Tân Sơn".
func OwedPlaces(r *analysis.Review, o analysis.Owed) string {
	var parts []string
	for _, of := range owedByYear(r, o) {
		names := make([]string, len(of.places))
		for i, p := range of.places {
			names[i] = Folded(p)
		}
		all := strings.Join(names, ", ")
		if len(names) == len(r.Places)-1 {
			all = "tất cả"
		}
		parts = append(parts, InYears(of.years)+": "+all)
	}
	return either(strings.Join(parts, "; "), NothingOwed)
}

// An owedIn names the places that owe the figures of the same years.
type owedIn struct {
	years  []int
	places []string
}

// owedByYear are the places that owe a figure; years in which the same places
// do are one.
func owedByYear(r *analysis.Review, o analysis.Owed) []owedIn {
	var out []owedIn
	for _, e := range append(slices.Clip(o.Earlier), analysis.OwedPlaces{Year: r.Term.Last, Places: o.Places}) {
		i := slices.IndexFunc(out, func(of owedIn) bool { return slices.Equal(of.places, e.Places) })
		switch {
		case len(e.Places) == 0:
		case i < 0:
			out = append(out, owedIn{[]int{e.Year}, e.Places})
		default:
			out[i].years = append(out[i].years, e.Year)
		}
	}
	return out
}

// HeadingPlaces heads the table of places of an indicator.
func HeadingPlaces(name string, places []analysis.Place) string {
	return Capital(Name(name)) + " theo " + Kinds(places)
}

// YearOf is the year of a figure among the sources: "2019", "ước 2020", "mục
// tiêu 2020", "kế hoạch 2016-2020".
func YearOf(f ingest.Fact) string {
	switch f.Measure {
	case ingest.Estimate:
		return MarkEstimate + " " + f.Years.String()
	case ingest.Plan, ingest.Target:
		return Measure(f.Measure) + " " + f.Years.String()
	}
	return f.Years.String()
}

// OneSheet says that all figures stand on one sheet.
func OneSheet(mark, file, sheet string) string {
	s := "Mọi số liệu lấy từ tệp " + file
	if sheet != MarkNotAsked {
		s += ", trang " + sheet
	}
	return s + " (" + mark + ")."
}

// OneBalance accounts for the cells of the only sheet.
func OneBalance(b ingest.Balance, leftOut string) string {
	s := "Tệp " + Folded(b.File)
	if b.Sheet != "" {
		s += ", trang " + Folded(b.Sheet)
	}
	s += " có " + Count(b.Numeric) + " ô có số, đã đọc " + Count(b.Read)
	return s + opt("; để ngoài: ", leftOut, "") + "."
}

// SourceNumbers says where the cells of a table are listed.
func SourceNumbers(numbers string) string { return "Nguồn (số): " + numbers + "." }

// Words of the book for the congress and of the papers behind it.
const (
	TitlePapers       = "HỒ SƠ SỐ LIỆU"
	FiguresPart       = "Số liệu"
	PapersPart        = "Phần"
	HeadingTargeted   = "Các chỉ tiêu có mục tiêu Nghị quyết"
	HeadingUntargeted = "Các chỉ tiêu khác"
	HeadingIndicators = "Kết quả các chỉ tiêu"
	HeadingAlike      = "Chỉ tiêu đạt như nhau ở các địa bàn"
	HeadingLikelihood = "Khả năng thực hiện mục tiêu"
)

// TitleOutlook heads the paper on how likely the next targets are.
func TitleOutlook(t analysis.Term) string {
	return "DỰ BÁO VÀ KHẢ NĂNG THỰC HIỆN MỤC TIÊU " + Span(t.Last, t.Next)
}

// TitleFigures heads the sheet with the figures of a field by place and year.
func TitleFigures(field string, t analysis.Term) string {
	name := strings.ToUpper(Folded(field))
	if name == "" {
		name = strings.ToUpper(OutsideField)
	}
	return "SỐ LIỆU THEO ĐỊA BÀN CÁC NĂM " + Span(t.Base, t.Last) + ": " + name
}

// HeadingByPlaces heads the tables of places of a field.
func HeadingByPlaces(places []analysis.Place) string { return "Kết quả theo " + Kinds(places) }

// HeadDrawn heads the column in which both ends of the term are drawn.
func HeadDrawn(t analysis.Term, behind bool) string {
	return "○ " + strconv.Itoa(t.Base) + "  " + HeadDrawnLast(t, behind)
}

// OriginUntil is the line on sources below an annex of the book.
func OriginUntil(asOf string) string {
	return "Nguồn: số liệu do các đơn vị cung cấp đến ngày" + nbsp + DateShort(asOf) + "."
}

// OriginOf is the line on the source of one table or chart.
func OriginOf(supplier string, places []analysis.Place) string {
	who := Folded(supplier)
	if who == "" {
		return ""
	}
	return "Nguồn: " + who + "."
}

// ScopeOwn is the scope of a field that has its own.
func ScopeOwn(scope string) string { return "Phạm vi: " + Folded(scope) }

// ScopeWith is the places, and the fields whose scope is another: "Địa bàn: toàn
// tỉnh, 13 huyện, thành, thị; riêng lĩnh vực Xây dựng Đảng: Đảng bộ Sở".
func ScopeWith(places []analysis.Place, fields []analysis.Field, own map[string]string) string {
	s := Scope(places)
	for _, f := range fields {
		if scope := Folded(own[f.Name]); scope != "" && f.Name != "" {
			if s != "" {
				s += "; riêng lĩnh vực "
			} else {
				s = "Lĩnh vực "
			}
			s += Folded(f.Name) + ": " + scope
		}
	}
	return s
}

// worseThanWhole is said of a place.
const worseThanWhole = "kém mức chung"

// HeadDrawnLast is HeadDrawn where the base year has no figures.
func HeadDrawnLast(t analysis.Term, behind bool) string {
	s := "● " + strconv.Itoa(t.Last)
	if behind { // some place bears the sign
		s += "  ▼ " + worseThanWhole
	}
	return s
}

// HeadResult heads what is held against the targets.
func HeadResult(estimated bool) string {
	if estimated {
		return "Ước kết quả"
	}
	return "Kết quả"
}

// NoteResult says what the result of a flow is.
func NoteResult(t analysis.Term) string {
	return "Số cộng của giai đoạn " + Span(t.Base+1, t.Last) + "; các chỉ tiêu khác ghi số năm " + strconv.Itoa(t.Last) + "."
}

// TitleAllYears heads the sheet with all years of all indicators.
func TitleAllYears(t analysis.Term) string {
	return "SỐ LIỆU CÁC NĂM " + Span(t.Base, t.Last) + " CỦA CÁC CHỈ TIÊU"
}
