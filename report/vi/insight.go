package vi

import (
	"slices"
	"strconv"
	"strings"

	"tongket/analysis"
	"tongket/analysis/stat"
)

// Headings of the paper that analyses the results, and heads of its tables.
const (
	HeadingDrivers  = "Địa bàn đóng góp vào mức tăng, giảm"
	HeadingEffects  = "Tỷ lệ thay đổi do đâu"
	HeadingGaps     = "Chênh lệch giữa các địa bàn"
	HeadingDensity  = "Số tính trên dân số"
	HeadingSides    = "Bộ phận trong tổng số, khoảng cách nam nữ"
	HeadingLedgers  = "Phát sinh và thoát trong từng năm"
	HeadingCompared = "So sánh với mức chung của vùng, cả nước"
	HeadingMidterm  = "Tiến độ giữa nhiệm kỳ và kết quả cuối nhiệm kỳ"
	HeadingShared   = "Phương án giao mục tiêu cho từng địa bàn"

	HeadContribution = "Đóng góp vào mức tăng, giảm (%)"
	HeadMost         = "Đóng góp nhiều nhất (%)"
	HeadTogether     = "Cộng lại (%)"
	HeadAgainst      = "Ngược chiều (%)"
	HeadByNumerator  = "Do tử số"
	HeadByDivisor    = "Do mẫu số"
	HeadWithin       = "Do từng địa bàn"
	HeadMix          = "Do cơ cấu địa bàn"
	HeadMostPoints   = "Địa bàn đóng góp nhiều nhất (điểm %)"
	HeadSplitParts   = "Theo tử số, mẫu số (điểm %)"
	HeadSplitPlaces  = "Theo địa bàn (điểm %)"
	HeadApart        = "Cao nhất trừ thấp nhất (điểm %)"
	HeadTimes        = "Cao nhất gấp thấp nhất (lần)"
	HeadVariation    = "Hệ số biến thiên (%)"
	HeadFinding      = "Nhận xét"
	HeadHighest      = "Cao nhất"
	HeadLowest       = "Thấp nhất"
	HeadPer          = "Tính trên"
	HeadOfWhole      = "Trong tổng số"
	HeadPartShare    = "Tỷ trọng (%)"
	HeadPartApart    = "Khoảng cách với phần còn lại (điểm %)"
	HeadStart        = "Đầu năm"
	HeadIn           = "Phát sinh"
	HeadOut          = "Thoát, giảm"
	HeadEnd          = "Cuối năm"
	HeadLedgerGap    = "Cuối năm so với số tính được"
	HeadInRate       = "Phát sinh so với đầu năm (%)"
	HeadOutRate      = "Thoát, giảm so với đầu năm (%)"
	HeadReference    = "Mức so sánh"
	HeadOff          = "Chênh lệch"
	HeadPace         = "Tiến độ (%)"
	HeadStatus       = "Xếp loại"
	HeadFinal        = "Kết quả cuối nhiệm kỳ"
)

// What stands below the tables: how the figures are computed, and where that
// comes from.
const (
	DefinesDrivers = "Cách tính: mức tăng, giảm của địa bàn chia cho mức tăng, giảm của tất cả các địa bàn cộng lại; chỉ tính khi đủ số liệu của mọi địa bàn và tổng thay đổi từ 5% trở lên so với đầu nhiệm kỳ. Số của từng địa bàn ghi trong sổ tính phu-luc.xlsx."
	DefinesEffects = "Cách tính: phần do tử số là mức thay đổi của tử số nhân với trung bình hai năm của số nghịch đảo mẫu số, phần do mẫu số tương tự. Phần do từng địa bàn là thay đổi của tỷ lệ mỗi nơi nhân với trung bình hai năm của phần mẫu số nơi đó, phần do cơ cấu là thay đổi của phần mẫu số nhân với trung bình hai năm của tỷ lệ. Hai phần cộng lại bằng mức tăng, giảm. Đóng góp của một địa bàn là hiệu hai năm của tử số nơi đó chia cho mẫu số chung; mọi địa bàn cộng lại bằng mức tăng, giảm. “x”: tử số và mẫu số cùng tăng hoặc cùng giảm, bù trừ gần hết, không tách."
	DefinesGaps    = "Cách tính: thu hẹp khi cả mức chênh lệch và hệ số biến thiên (độ lệch chuẩn chia trung bình, các địa bàn ngang nhau) cùng giảm, nới rộng khi cùng tăng. Chênh lệch và số lần tính từ số đã in."
	DefinesDensity = "Cách tính: số của chỉ tiêu chia cho dân số (cột Dân số của danh mục) cùng năm, cùng địa bàn."
	DefinesSides   = "Cách tính: số của bộ phận chia cho tổng số; phần còn lại bằng 100% trừ tỷ trọng; khoảng cách là hiệu của hai phần. Chỉ tiêu cộng dồn tính theo từng năm."
	DefinesLedgers = "Cách tính: đầu năm cộng phát sinh trừ thoát, giảm phải bằng cuối năm; tỷ lệ so với số đầu năm. Chỉ ghi các năm đủ số liệu."
	DefinesMidterm = "Cách tính: tốc độ đã đạt chia cho tốc độ cần có để đến mục tiêu, tính đến năm giữa nhiệm kỳ; chỉ tiêu cộng dồn: số lũy kế chia cho mục tiêu chia đều. Từ 95% là đúng tiến độ, từ 60% là cơ bản bảo đảm, dưới 60% là chậm, dưới 0 là đi ngược; đã đạt mục tiêu khi số giữa nhiệm kỳ không kém mục tiêu."
	DefinesCompare = "Mức so sánh do đơn vị cung cấp."
)

// MethodNames names the methods of the paper, for who wants to look them up; it
// stands at its end.
const MethodNames = "Tên các phương pháp: thay đổi của tỷ lệ tách theo hai thành phần đối xứng (Kitagawa 1955); chênh lệch giữa các địa bàn theo hội tụ sigma; tiến độ giữa nhiệm kỳ theo cách giám sát mục tiêu phát triển bền vững của Eurostat."

// DefinesShared says how the targets are parted.
func DefinesShared(t analysis.Term) string {
	return "Cách tính: mục tiêu chung nhân với tỷ trọng của địa bàn năm " + strconv.Itoa(t.Last) + " (chỉ tiêu cộng dồn: của cả giai đoạn " + Span(t.Base+1, t.Last) +
		"), làm tròn theo phần dư lớn nhất để cộng lại đúng bằng mục tiêu chung. Phương án để tham khảo khi giao chỉ tiêu, chưa xét điều kiện của từng nơi."
}

// TitleInsights heads the paper that analyses the results.
func TitleInsights(t analysis.Term) string {
	return "PHÂN TÍCH KẾT QUẢ NHIỆM KỲ " + Span(t.Base, t.Last)
}

// HeadMidterm heads the figure in the middle of the term.
func HeadMidterm(year int) string { return "TH đến năm " + strconv.Itoa(year) }

// PerOf is what a count is told per: "100.000 người (lao động đang làm việc …)".
func PerOf(r *analysis.Review, x *analysis.Result) string {
	population := byCode(r, x.Population)
	if population == nil {
		return Count(x.Per)
	}
	unit, _ := analysis.NormalUnit(population.Unit)
	return Quantity(float64(x.Per), 0, unit) + " (" + tellerOf(r, population).name() + ")"
}

// HeadDensity heads a count of the last year per so many of its population:
// "Trên 10.000 người".
func HeadDensity(r *analysis.Review, x *analysis.Result) string {
	per, _, _ := strings.Cut(PerOf(r, x), " (")
	return "Trên " + per
}

// NoteDensity says which population and which year that is.
func NoteDensity(r *analysis.Review, x *analysis.Result) string {
	if population := byCode(r, x.Population); population != nil {
		return "Tính trên " + tellerOf(r, population).name() + " " + InYear(r.Term.Last) + "."
	}
	return ""
}

// FastPace is the pace above which nothing more is said: "trên 200".
func FastPace(percent float64) string { return "trên " + Trimmed(percent, 0) }

// NoteTermTarget explains a flow's target.
func NoteTermTarget(t analysis.Term) string {
	return "Tổng cả giai đoạn " + Span(t.Last+1, t.Next) + "."
}

// DriverList is "Tân Sơn 14,2; Thanh Sơn 12,9", with so many decimals.
func DriverList(list []analysis.Driver, decimals int) string {
	parts := make([]string, len(list))
	for i, d := range list {
		parts[i] = ShortPlace(d.Place) + " " + Number(d.Part, decimals)
	}
	return strings.Join(parts, "; ")
}

// DriversSay tells which places are behind the change of a count: "Số hộ nghèo
// giảm 24.037 hộ, nhiều nhất là ở huyện …, cộng lại chiếm 41,2% mức giảm của toàn
// tỉnh."
func DriversSay(r *analysis.Review, x *analysis.Result, d *analysis.Drivers) string {
	if len(d.Most) == 0 || d.Change == 0 || d.Together > 100 {
		return ""
	}
	t := tellerOf(r, x)
	verb := "tăng"
	if d.Change < 0 {
		verb = "giảm"
	}
	names := make([]string, len(d.Most))
	for i, m := range d.Most {
		names[i] = Place(m.Place)
	}
	var c clauses
	c.add("", t.name()+" "+InYear(r.Term.Last)+" "+verb+" "+t.shift(abs(d.Change))+" so với "+InYear(t.term.Base))
	c.add(", trong đó ", Enumerate(names)+" chiếm "+Percent(d.Together, 1)+" mức "+verb+" của "+WholeOf(r.Places))
	return c.String()
}

// EffectsSay tells what changed a rate: "Tỷ lệ hộ nghèo giảm 6,73 điểm %, trong
// đó 6,01 điểm % do số hộ nghèo giảm, 0,72 điểm % do tổng số hộ dân cư tăng."
func EffectsSay(r *analysis.Review, x *analysis.Result, e *analysis.Effects) string {
	num, den := byCode(r, x.Numerator), byCode(r, x.Denominator)
	if e.Numerator == nil || num == nil || den == nil {
		return ""
	}
	t := tellerOf(r, x)
	verb := map[bool]string{true: "tăng", false: "giảm"}
	up := e.Change > 0
	part := func(v float64, cause *analysis.Result, rose bool) string {
		return t.shift(abs(v)) + " do " + tellerOf(r, cause).name() + " " + verb[rose]
	}
	makes := func(v float64, cause *analysis.Result, rose bool) string {
		return tellerOf(r, cause).name() + " " + verb[rose] + " làm tỷ lệ " + verb[v > 0] + " " + t.shift(abs(v))
	}
	var c clauses
	c.add("", t.name()+" "+verb[up]+" "+t.shift(abs(e.Change))+" so với "+InYear(t.term.Base))
	same := func(v float64) bool { return v != 0 && v > 0 == up }
	switch n, d := *e.Numerator, *e.Denominator; {
	case n == 0 && d == 0:
		return ""
	case d == 0:
		c.add(", ", "do "+tellerOf(r, num).name()+" "+verb[n > 0])
	case n == 0:
		c.add(", ", "do "+tellerOf(r, den).name()+" "+verb[d < 0])
	case same(n) && same(d):
		c.add(", ", "trong đó "+part(n, num, n > 0))
		c.add(", ", part(d, den, d < 0))
	case same(n):
		c.add(": ", makes(n, num, n > 0))
		c.add(", ", makes(d, den, d < 0))
	default:
		c.add(": ", makes(d, den, d < 0))
		c.add(", ", makes(n, num, n > 0))
	}
	return c.String()
}

// byCode is the result of a code, nil if there is none.
func byCode(r *analysis.Review, code string) *analysis.Result {
	i := slices.IndexFunc(r.Indicators, func(x analysis.Result) bool { return code != "" && x.Code == code })
	if i < 0 {
		return nil
	}
	return &r.Indicators[i]
}

// GapsVerdict is a gap in a word or two: "Thu hẹp", "Thu hẹp về điểm %, nới rộng
// về số lần".
func GapsVerdict(x *analysis.Result, g *analysis.Gaps) string {
	switch {
	case g.Last == g.Base:
		return "Không đổi"
	case x.Spread.Verdict == "narrowed":
		return "Thu hẹp"
	case x.Spread.Verdict == "widened":
		return "Nới rộng"
	case g.Last < g.Base:
		return "Thu hẹp về điểm %, nới rộng về tương đối"
	}
	return "Nới rộng về điểm %, thu hẹp về tương đối"
}

// GapsSay tells how far places lie apart at both ends of the term, in points and
// where these disagree in times.
func GapsSay(r *analysis.Review, x *analysis.Result, g *analysis.Gaps) string {
	t := tellerOf(r, x)
	var c clauses
	narrower, wider := "thu hẹp từ ", "nới rộng từ "
	way := func(from, to float64) (verb, end string) {
		if to < from {
			return narrower, " xuống còn "
		}
		return wider, " lên "
	}
	if g.Base == g.Last {
		return ""
	}
	if g.Last == 0 {
		c.add("", InYear(r.Term.Last)+" các "+Kinds(r.Places)+" không còn chênh lệch về "+t.name()+" ("+InYear(t.term.Base)+" là "+t.shift(g.Base)+")")
		return c.String()
	}
	verb, end := way(g.Base, g.Last)
	c.add("", "chênh lệch "+t.name()+" giữa nơi cao nhất và nơi thấp nhất "+verb+t.shift(g.Base)+" "+InYear(t.term.Base)+end+t.shift(g.Last)+" "+InYear(r.Term.Last))
	if a, b := g.BaseTimes, g.LastTimes; a != nil && b != nil && *a != *b && (*b < *a) != (g.Last < g.Base) {
		verb, end := way(*a, *b)
		c.add("; ", "so theo số lần thì "+verb+Trimmed(*a, 1)+end+Trimmed(*b, 1)+" lần")
	}
	return c.String()
}

// women is the word by which a part is known to be that of women, the rest men.
const women = "nữ"

// ofWomen tells whether a part counts women.
func ofWomen(name string) bool { return slices.Contains(strings.Fields(Lower(Name(name))), women) }

// SidesSay tells the gap between women and men: "Trong số người được tạo việc
// làm mới, nữ chiếm 47,1% năm 2015, 48,2% năm 2020; khoảng cách với nam thu hẹp từ
// 5,8 xuống còn 3,6 điểm %." Of other parts nothing.
func SidesSay(r *analysis.Review, x *analysis.Result, s *analysis.Sides) string {
	if !ofWomen(x.Name) || s.Base == nil || s.Last == nil {
		return ""
	}
	before, now := analysis.Apart(*s.Base), analysis.Apart(*s.Last)
	term := tellerOf(r, x).term
	var c clauses
	c.add("", "trong "+tellerOf(r, s.Whole).name()+", "+women+" chiếm "+Percent(*s.Base, 1)+" "+InYear(term.Base)+", "+Percent(*s.Last, 1)+" "+InYear(r.Term.Last))
	point := func(v float64) string { return Shift(v, 1, "%") }
	switch {
	case (*s.Base < 50) != (*s.Last < 50): // the other side leads now
	case now < before:
		c.add("; ", "khoảng cách với nam thu hẹp từ "+point(before)+" xuống còn "+point(now))
	case now > before:
		c.add("; ", "khoảng cách với nam nới rộng từ "+point(before)+" lên "+point(now))
	default:
		c.add("; ", "khoảng cách với nam là "+point(now)+", không đổi")
	}
	return c.String()
}

// LedgerSay tells what a stock's flows came to over the term: "Giai đoạn
// 2016-2020 có 34.570 hộ thoát nghèo … bằng …%". Empty unless every year is known.
func LedgerSay(r *analysis.Review, l *analysis.Ledger) string {
	stock := byCode(r, l.Stock)
	in, out, whole := l.Totals(r.Term)
	if stock == nil || !whole || !(out >= 20) {
		return ""
	}
	t := tellerOf(r, stock)
	var c clauses
	c.add("", "giai đoạn"+nbsp+Span(r.Term.Base+1, r.Term.Last)+", "+t.name()+" giảm do thoát "+t.quantity(out)+", tăng do phát sinh "+t.quantity(in))
	c.add("; ", "số phát sinh bằng "+Percent(stat.Round(100*in/out, 1), 1)+" số thoát")
	return c.String()
}

// LedgerOff tells which years of an account do not balance: "Năm 2019 chưa cân đối:
// đầu năm cộng phát sinh trừ thoát, giảm chênh 90 hộ so với số cuối năm." Empty
// where all do.
func LedgerOff(r *analysis.Review, l *analysis.Ledger) string {
	stock := byCode(r, l.Stock)
	var years []int
	var gaps []string
	for _, y := range l.Years {
		if stock != nil && y.Gap != 0 {
			years, gaps = append(years, y.Year), append(gaps, tellerOf(r, stock).quantity(abs(y.Gap)))
		}
	}
	if len(years) == 0 {
		return ""
	}
	return Capital(InYears(years)) + " chưa cân đối: đầu năm cộng phát sinh trừ thoát, giảm chênh " + Enumerate(gaps) + " so với số cuối năm; cần rà soát."
}

// LedgerHeld tells which years of an account are left out for their figures are
// under review; empty where there are none.
func LedgerHeld(r *analysis.Review, l *analysis.Ledger) string {
	if len(l.Held) == 0 {
		return ""
	}
	return Capital(InYears(l.Held)) + " không ghi vì có số liệu đang rà soát."
}

// ComparedSay tells how an indicator stands to the value it is compared with.
func ComparedSay(r *analysis.Review, x *analysis.Result) string {
	last, off := x.Term.Last, analysis.OffReference(x)
	if off == nil {
		return ""
	}
	t := tellerOf(r, x)
	reference := "mức so sánh (" + t.quantity(*x.Compared) + ")"
	s := t.name() + " " + InYear(r.Term.Last) + " là " + t.quantity(*last)
	if x.Term.Estimate {
		s = t.name() + " " + InYear(r.Term.Last) + " ước là " + t.quantity(*last)
	}
	var c clauses
	c.add("", s)
	switch {
	case *off > 0:
		c.add(", ", "cao hơn "+reference+" "+t.shift(*off))
	case *off < 0:
		c.add(", ", "thấp hơn "+reference+" "+t.shift(-*off))
	default:
		c.add(", ", "bằng "+reference)
	}
	return c.String()
}

// MidtermClass is the class of the progress in the middle of the term, where a
// target that is met then is met and no longer on its way.
func MidtermClass(x *analysis.Result, term analysis.Term) string {
	if analysis.MetBy(x, term, x.Midterm.Year) {
		return Class(stat.TargetMet, false)
	}
	return Class(x.Midterm.Class, false)
}

// MidtermSay sums the progress in the middle of the term up, and names what was
// on its way then and missed its target in the end.
func MidtermSay(r *analysis.Review, results []*analysis.Result) (lines []string) {
	onWay, met := 0, 0
	var lost, late []string
	year := 0
	for _, x := range results {
		year = x.Midterm.Year
		switch x.Midterm.Class {
		case stat.TargetMet, stat.Significant:
			if onWay++; analysis.MetBy(x, r.Term, year) {
				met++
			}
			if x.Judgement.Verdict == analysis.NotMet {
				lost = append(lost, tellerOf(r, x).name())
			}
		default:
			late = append(late, tellerOf(r, x).name())
		}
	}
	if len(results) == 0 {
		return nil
	}
	all := "cả " + Count(len(results)) + " chỉ tiêu đúng tiến độ"
	if len(late) > 0 {
		all = Count(onWay) + "/" + Count(len(results)) + " chỉ tiêu đúng tiến độ"
	}
	if met > 0 {
		all += ", trong đó " + Count(met) + nbsp + "chỉ tiêu đã đạt mục tiêu cả nhiệm kỳ"
	}
	if len(late) > 0 {
		all += "; chưa đúng tiến độ: " + strings.Join(late, ", ")
	}
	switch {
	case len(results) == 1:
		all = tellerOf(r, results[0]).name() + ": " + MidtermClass(results[0], r.Term)
	case met == len(results):
		all = "cả " + Count(met) + " chỉ tiêu đã đạt mục tiêu cả nhiệm kỳ"
	}
	lines = append(lines, "Đến "+InYear(year)+", "+all+".")
	if len(lost) > 0 {
		lines = append(lines, "Đúng tiến độ giữa nhiệm kỳ nhưng cuối nhiệm kỳ không đạt: "+strings.Join(lost, ", ")+".")
	}
	return lines
}
