package vi

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"

	"tongket/analysis"
)

// Words of the page for progress meetings.
const (
	TitleDebts      = "TÌNH HÌNH GỬI SỐ LIỆU, GÓP Ý VÀ TRẢ LỜI"
	HeadOwedContent = "Nội dung còn thiếu, cần sửa"
	HeadAmount      = "Số lượng"
	HeadDue         = "Hạn"
	HeadLate        = "Quá hạn (ngày)"
	HeadSender      = "Đơn vị"
	HeadNewFigures  = "Số liệu mới"
	HeadAltered     = "Số liệu sửa"
	HeadSaid        = "Góp ý"
	HeadAnswers     = "Trả lời"
	NothingKnown    = "Chưa có danh mục chỉ tiêu của các đơn vị nên chưa biết còn thiếu số liệu nào: lập danh mục (danh-muc.xlsx) rồi chạy lại."
	NothingUsed     = "Chưa có số liệu nào dùng được nên chưa biết đơn vị nào đã gửi đủ: xử lý các phát hiện trong kiem-tra.csv rồi chạy lại."
	NothingOwing    = "Theo danh mục và bảng góp ý, các đơn vị đã gửi đủ số liệu, góp ý và trả lời."
	NothingSent     = "Chưa có số liệu, góp ý hay trả lời nào mới."
	FileOfDebts     = "Danh sách đầy đủ, mỗi dòng một nội dung, ở tệp don-doc.csv."
)

// DebtKind is the kind of a thing that is owed.
func DebtKind(k analysis.DebtKind) string {
	switch k {
	case analysis.OwedFigure:
		return "Số liệu"
	case analysis.OwedMending:
		return "Sửa lỗi"
	case analysis.OwedComment:
		return "Góp ý"
	}
	return "Trả lời"
}

// DebtState says how a debt stands to its day.
func DebtState(d analysis.Debt, asOf string) string {
	switch {
	case d.Due == "":
		return "không ghi hạn"
	case d.Late > 0:
		return "quá hạn"
	case d.Due == asOf:
		return "đến hạn"
	}
	return "trong hạn"
}

// DebtContent says what is owed, beside its indicator, place and year.
func DebtContent(r *analysis.Review, d analysis.Debt) string {
	switch d.Kind {
	case analysis.OwedFigure:
		return "Chưa có số liệu"
	case analysis.OwedMending:
		return mendingContent(r, d)
	case analysis.OwedComment:
		return "Chưa góp ý" + opt(" vào ", Folded(r.Job.Draft), "")
	}
	if d.Comment >= len(r.Comments) {
		return "Chưa trả lời"
	}
	c := r.Comments[d.Comment]
	return fmt.Sprintf("Chưa trả lời ý kiến số %d của %s: %s", d.Comment+1, either(Folded(c.By), "người không ghi tên"), clipped(Folded(c.Text)))
}

// mendingContent is what is wrong with a figure, and in which cell.
func mendingContent(r *analysis.Review, d analysis.Debt) string {
	if d.Finding >= len(r.Findings) {
		return "Số liệu có lỗi"
	}
	f := r.Findings[d.Finding]
	content, _ := Finding(f)
	return opt("", Folded(f.Pos.String()), ": ") + content
}

// WriteDebts writes what is owed as CSV, one thing a line, after a byte order
// mark so that Excel reads UTF-8.
func WriteDebts(w io.Writer, r *analysis.Review) error {
	if _, err := io.WriteString(w, BOM); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	if err := out.Write([]string{"loại", "đơn vị", "nội dung", "chỉ tiêu", "địa bàn", "năm", "hạn", "quá hạn", "trạng thái"}); err != nil {
		return err
	}
	for _, d := range analysis.Debts(r) {
		if err := out.Write(debtRow(r, d)); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

func debtRow(r *analysis.Review, d analysis.Debt) []string {
	late := ""
	if d.Due != "" {
		late = strconv.Itoa(d.Late)
	}
	row := []string{strings.ToLower(DebtKind(d.Kind)), d.Unit, DebtContent(r, d), d.Name, d.Place, d.Years.String(), d.Due, late, DebtState(d, r.AsOf)}
	for i, text := range row {
		row[i] = inert(Folded(text))
	}
	return row
}

// OwedOf lists the debts of one unit and kind in a line: "Số hộ nghèo (các năm
// 2016, 2017; 3 huyện, thành, thị năm 2020)", "ý kiến số 5 (Ủy ban nhân dân
// huyện Tân Sơn)". It names so many at most, and says how many more there are.
func OwedOf(r *analysis.Review, debts []analysis.Debt, most int) string {
	var parts []string
	left := 0
	add := func(text string, n int) {
		if len(parts) < most {
			parts = append(parts, text)
			return
		}
		left += n
	}
	for i := 0; i < len(debts); {
		k := i + 1
		for k < len(debts) && debts[i].Kind == analysis.OwedFigure && debts[k].Indicator == debts[i].Indicator {
			k++
		}
		add(owedText(r, debts[i:k]), k-i)
		i = k
	}
	text := strings.Join(parts, "; ")
	if left > 0 {
		text += "; và " + Count(left) + " nội dung khác"
	}
	return text
}

// owedText words the debts on one indicator, or a single other debt.
func owedText(r *analysis.Review, debts []analysis.Debt) string {
	d := debts[0]
	switch d.Kind {
	case analysis.OwedComment:
		return either(Folded(r.Job.Draft), "dự thảo")
	case analysis.OwedMending:
		return mendingText(r, d)
	case analysis.OwedAnswer:
		by := ""
		if d.Comment < len(r.Comments) {
			by = Folded(r.Comments[d.Comment].By)
		}
		return fmt.Sprintf("ý kiến số%s%d", nbsp, d.Comment+1) + opt(" (", by, ")")
	}
	o := analysis.Owed{}
	for _, d := range debts {
		n := len(o.Earlier)
		switch {
		case d.Place == "":
			o.Years = append(o.Years, d.Years.From)
		case n > 0 && o.Earlier[n-1].Year == d.Years.From:
			o.Earlier[n-1].Places = append(o.Earlier[n-1].Places, d.Place)
		default:
			o.Earlier = append(o.Earlier, analysis.OwedPlaces{Year: d.Years.From, Places: []string{d.Place}})
		}
	}
	var parts []string
	if len(o.Years) > 0 {
		parts = append(parts, InYears(o.Years))
	}
	for _, of := range owedByYear(r, o) {
		parts = append(parts, somePlaces(r, of.places)+" "+InYears(of.years))
	}
	return Name(d.Name) + " (" + strings.Join(parts, "; ") + ")"
}

// mendingText names the figure that an error is on: "số hộ nghèo (huyện Tân Sơn,
// năm 2018)"; else the file.
func mendingText(r *analysis.Review, d analysis.Debt) string {
	if Folded(d.Name) == "" && d.Finding < len(r.Findings) {
		return "tệp " + Folded(r.Findings[d.Finding].Pos.File)
	}
	scope := commentScope(analysis.Comment{Place: d.Place, Years: d.Years})
	return Name(d.Name) + opt(" (", strings.Join(scope, ", "), ")")
}

// DebtBalance is the first sentence of the page: "Tính đến ngày 22 tháng 5 năm
// 2020, 7 đơn vị còn thiếu 12 số liệu, 2 góp ý và 4 trả lời, còn 6 lỗi số liệu
// phải sửa; quá hạn 9 nội dung."
func DebtBalance(r *analysis.Review, debts []analysis.Debt) string {
	count := map[analysis.DebtKind]int{}
	units := map[string]bool{}
	late := 0
	for _, d := range debts {
		count[d.Kind]++
		if d.Unit != "" {
			units[Folded(strings.ToLower(d.Unit))] = true
		}
		if d.Late > 0 {
			late++
		}
	}
	var open []string
	if owed := amounts(count[analysis.OwedFigure], 0, count[analysis.OwedComment], count[analysis.OwedAnswer]); owed != "" {
		open = append(open, "còn thiếu "+owed)
	}
	if n := count[analysis.OwedMending]; n > 0 {
		open = append(open, "còn "+Count(n)+nbsp+"lỗi số liệu phải sửa")
	}
	who := " "
	if len(units) > 0 {
		who = ", " + Count(len(units)) + nbsp + "đơn vị "
	}
	s := "Tính đến " + Date(r.AsOf) + who + strings.Join(open, ", ")
	if late > 0 {
		s += "; quá hạn " + Count(late) + nbsp + "nội dung"
	}
	return s + "."
}

// amounts enumerates what there is of each: "12 số liệu, 2 góp ý và 4 trả lời".
func amounts(figures, altered, comments, answers int) string {
	var parts []string
	for _, p := range []struct {
		n    int
		word string
	}{{figures, "số liệu"}, {altered, "số liệu sửa"}, {comments, "góp ý"}, {answers, "trả lời"}} {
		if p.n > 0 {
			parts = append(parts, Count(p.n)+nbsp+p.word)
		}
	}
	return Enumerate(parts)
}

// HeadingSent heads what has come since an earlier state: "Đã gửi từ Dự thảo
// lần 2 (ngày 15/5/2020)".
func HeadingSent(p analysis.Previous) string {
	return "Đã gửi từ " + either(Folded(p.Draft), "lần trước") + opt(" (ngày"+nbsp, dateOrNone(p.AsOf), ")")
}

// Complete names the units that owe nothing; empty if there are none.
func Complete(units []string) string {
	if len(units) == 0 {
		return ""
	}
	folded := make([]string, len(units))
	for i, u := range units {
		folded[i] = Folded(u)
	}
	return "Không còn thiếu: " + strings.Join(folded, "; ") + "."
}

// NobodyOwes says that nobody owes anything, or why that cannot be told: there is no
// catalogue that says who has to send what, or no figure that could be used.
func NobodyOwes(r *analysis.Review) string {
	known, used := false, false
	for i := range r.Indicators {
		x := &r.Indicators[i]
		known = known || !x.Unknown
		for _, l := range append([]analysis.Line{x.Whole}, x.Places...) {
			for _, p := range l.Points {
				used = used || p.Status == analysis.Known || p.Status == analysis.NilOnly
			}
			used = used || l.TermTotal != nil
		}
	}
	switch {
	case !used && r.Facts.Len() > 0:
		return NothingUsed
	case !known && len(r.Indicators) > 0:
		return NothingKnown
	}
	return NothingOwing
}
