package vi

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"tongket/analysis"
	"tongket/analysis/stat"
)

// Words of the one page for leadership.
const (
	SummaryActual      = "Thực hiện"
	SummaryEstimated   = "Ước thực hiện"
	SummaryGoal        = "Mục tiêu"
	SummaryLack        = "Còn lại"
	SummaryResponsible = "Đơn vị phụ trách"
	SummaryScores      = "Mức thực hiện so với mục tiêu (mục tiêu = 100%)"
	SummaryFields      = "Theo lĩnh vực"
	SummaryField       = "Lĩnh vực"
	SummaryAll         = "Tổng"
	SummarySum         = "Cộng"
	SummaryNeed        = "Cần/năm"
	SummaryDone        = "Đã đạt/năm"
	SummaryNoTargets   = "Chưa có chỉ tiêu nào có mục tiêu Nghị quyết để đánh giá."
)

// SummaryVerdicts head the columns of the fields' balance.
func SummaryVerdicts() []string {
	return []string{SummaryAll, "Vượt", "Đạt", "Không đạt", "Chưa đủ"}
}

// SummaryTitle is the name of the page.
func SummaryTitle(s *analysis.Summary, t analysis.Term) string {
	return fmt.Sprintf("KẾT QUẢ %s CHỈ TIÊU NGHỊ QUYẾT NHIỆM KỲ %s", Count(s.Targeted), Span(t.Base, t.Last))
}

// SummarySubtitle says what the results are, and of which draft.
func SummarySubtitle(r *analysis.Review) string {
	var parts []string
	if r.Summary != nil && r.Summary.Estimate {
		parts = append(parts, "Ước thực hiện đến hết "+InYear(r.Term.Last))
	}
	if d := Draft(r.Job.Draft); d != "" {
		parts = append(parts, Lower(d))
	}
	parts = append(parts, "ngày"+nbsp+DateShort(r.AsOf))
	return "(" + Capital(strings.Join(parts, ", ")) + ")"
}

// Headline is the sentence that says it all: how many targets were reached,
// missed and open, and by how much the misses miss.
func Headline(s *analysis.Summary) string {
	if s.Targeted == 0 {
		return SummaryNoTargets
	}
	if len(s.Courses) > 0 {
		return onTheWay(s)
	}
	maybe := ""
	if s.Estimate {
		maybe = "ước "
	}
	reached := s.Exceeded + s.Met
	var parts []string
	switch {
	case reached == s.Targeted && s.Targeted == 1:
		return "Chỉ tiêu Nghị quyết " + maybe + "đạt."
	case reached == s.Targeted:
		parts = append(parts, "Cả "+Count(reached)+nbsp+"chỉ tiêu đều "+maybe+reachedAs(s))
	case reached > 0:
		parts = append(parts, Count(reached)+"/"+Count(s.Targeted)+nbsp+"chỉ tiêu "+maybe+reachedAs(s))
	}
	if s.NotMet > 0 {
		parts = append(parts, countOf(s.NotMet, reached == 0, s.Targeted)+maybe+"không đạt"+shortOf(s))
	}
	if s.NoData > 0 {
		parts = append(parts, countOf(s.NoData, reached+s.NotMet == 0, s.Targeted)+"chưa đủ số liệu để đánh giá")
	}
	return Capital(strings.Join(parts, "; ")) + "."
}

// onTheWay is the sentence while the term runs: "Đến năm 2018, 3/5 chỉ tiêu đúng tiến
// độ, 1 chỉ tiêu chậm; 1 chỉ tiêu chưa đủ số liệu để đánh giá."
func onTheWay(s *analysis.Summary) string {
	var parts []string
	left := s.Targeted
	for k, c := range s.Courses {
		parts = append(parts, countOf(len(c.Indicators), k == 0, s.Targeted)+Class(c.Class, false))
		left -= len(c.Indicators)
	}
	text := "Đến " + InYear(s.Courses[0].Year) + ", " + strings.Join(parts, ", ")
	if left > 0 {
		text += "; " + Count(left) + nbsp + "chỉ tiêu chưa đủ số liệu để đánh giá"
	}
	return text + "."
}

// Laggards names the targets that are slow or go backwards while the term runs; empty
// if none does.
func Laggards(r *analysis.Review, s *analysis.Summary) string {
	const most = 3
	var names []string
	for _, c := range s.Courses {
		if c.Class == stat.Insufficient || c.Class == stat.Away {
			for _, i := range c.Indicators {
				names = append(names, tellerOf(r, &r.Indicators[i]).name()+" ("+Class(c.Class, false)+")")
			}
		}
	}
	if len(names) == 0 {
		return ""
	}
	more := ""
	if n := len(names) - most; n > 0 {
		names, more = names[:most], "; và "+Count(n)+nbsp+"chỉ tiêu khác"
	}
	return "Cần đẩy nhanh: " + strings.Join(names, "; ") + more + "."
}

// countOf is so many targets: of all "cả 5 chỉ tiêu", where they come first "4/5 chỉ
// tiêu".
func countOf(n int, first bool, all int) string {
	switch {
	case first && n == all && n > 1:
		return "cả " + Count(n) + nbsp + "chỉ tiêu "
	case first:
		return Count(n) + "/" + Count(all) + nbsp + "chỉ tiêu "
	}
	return Count(n) + nbsp + "chỉ tiêu "
}

func reachedAs(s *analysis.Summary) string {
	switch {
	case s.Met == 0:
		return "vượt"
	case s.Exceeded == 0:
		return "đạt"
	}
	return "đạt và vượt (" + Count(s.Exceeded) + nbsp + "vượt, " + Count(s.Met) + nbsp + "đạt)"
}

// shortOf is ", thiếu từ 0,5% đến 1,4% so với mục tiêu".
func shortOf(s *analysis.Summary) string {
	const slight = 0.05 // shows as nought
	switch {
	case s.Most == nil:
		return ""
	case *s.Most < slight:
		return ", mức thiếu dưới 0,1% so với mục tiêu"
	case *s.Least < slight:
		return ", mức thiếu nhiều nhất là " + Percent(*s.Most, 1) + " so với mục tiêu"
	case *s.Least == *s.Most:
		return ", mức thiếu " + Percent(*s.Most, 1) + " so với mục tiêu"
	}
	return ", mức thiếu từ " + Percent(*s.Least, 1) + " đến " + Percent(*s.Most, 1) + " so với mục tiêu"
}

// SummaryMisses heads the table of what was not reached.
func SummaryMisses(s *analysis.Summary) string {
	maybe := ""
	if s.Estimate {
		maybe = "ước "
	}
	switch {
	case s.NotMet > 0:
	case len(s.Courses) > 0:
		return "Chưa có số liệu năm cuối nhiệm kỳ để đánh giá mức đạt mục tiêu"
	case s.NoData == s.Targeted:
		return "Chưa có chỉ tiêu nào đủ số liệu để đánh giá"
	default:
		return "Không có chỉ tiêu " + maybe + "không đạt"
	}
	return "Có " + Count(s.NotMet) + nbsp + "chỉ tiêu " + maybe + "không đạt" // "1. 4 chỉ tiêu" would read as 1,4
}

// MissesWhere tells in which places the misses lie, the worst first: "Theo địa bàn,
// ước năm 2020: số người … giảm so với năm 2015 ở 6/13 huyện, thành, thị, nhiều nhất
// là Lâm Thao (18 người); …". Empty where no miss has figures of places.
func MissesWhere(r *analysis.Review, s *analysis.Summary) string {
	const most = 2
	var told []string
	known, missed, maybe := 0, 0, ""
	for _, score := range s.Scores {
		if score.Verdict == analysis.NotMet {
			missed++
			if score.Where != nil {
				if score.Where.Estimate {
					maybe = "ước "
				}
				if known++; known <= most {
					told = append(told, tellerOf(r, &r.Indicators[score.Indicator]).missedWhere(score.Where))
				}
			}
		}
	}
	if known == 0 {
		return ""
	}
	text := "Theo địa bàn, " + maybe + InYear(r.Term.Last) + ": " + strings.Join(told, "; ")
	if n := known - len(told); n > 0 {
		text += "; và " + Count(n) + nbsp + "chỉ tiêu khác"
	}
	if n := missed - known; n > 0 {
		text += ". " + Count(n) + nbsp + "chỉ tiêu còn lại chưa có số liệu theo địa bàn"
	}
	return text + "."
}

// missedWhere is that of one miss.
func (t teller) missedWhere(w *analysis.Where) string {
	kinds, worse := Kinds(t.r.Places), "giảm"
	if t.Direction == analysis.Down {
		worse = "tăng"
	}
	off := worse + " so với " + InYear(t.term.Base)
	if t.Kind == analysis.Rate {
		off = t.side() + " mục tiêu chung"
	}
	s := t.name() + " " + off + " ở "
	switch {
	case w.Short == 0:
		return t.name() + " không " + off + " ở " + Count(w.Places) + nbsp + kinds
	case w.Short == w.Places:
		s += "cả " + Count(w.Places) + nbsp + withFigures(t.r.Places, w.Places)
	default:
		s += Count(w.Short) + "/" + Count(w.Places) + nbsp + kinds
	}
	most, worst := "nhiều nhất", make([]string, len(w.Worst))
	if t.Kind == analysis.Rate {
		most = strings.TrimSuffix(t.side(), " hơn") + " nhất"
	}
	for k, p := range w.Worst {
		figure := abs(p.Change)
		if t.Kind == analysis.Rate {
			figure = p.Last
		}
		worst[k] = ShortPlace(p.Place) + " (" + t.quantity(figure) + ")"
	}
	return s + ", " + most + " là " + strings.Join(worst, ", ")
}

// MoreMisses counts misses that a page has no room for.
func MoreMisses(n int, where string) string {
	return "Còn " + Count(n) + nbsp + "chỉ tiêu không đạt khác" + opt(", ghi tại ", strings.ReplaceAll(where, " ", nbsp), "") + "."
}

// MoreRemarks counts what is open and finds no room on the page.
func MoreRemarks(n int) string {
	return "Còn " + Count(n) + nbsp + "điểm cần xem khác, ghi tại hồ sơ số liệu."
}

// MoreScores counts the results that a page has no room for.
func MoreScores(n int, where string) string {
	return "Còn " + Count(n) + nbsp + "chỉ tiêu khác, mức thực hiện cao hơn các chỉ tiêu trên" + opt(", ghi tại ", strings.ReplaceAll(where, " ", nbsp), "") + "."
}

// MorePlaces counts the places that a page has no room for.
func MorePlaces(n int, kinds string) string { return "Còn " + Count(n) + nbsp + kinds + " khác." }

// ScoresNote explains the marks of the results.
func ScoresNote(falling, capped bool, without int) string {
	s := "▼ không đạt; ○ đạt; ● vượt."
	if falling {
		s += " Chỉ tiêu cần giảm: mục tiêu chia cho thực hiện."
	}
	if capped {
		s += " Mức trên 120% vẽ tại 120%."
	}
	if without > 0 {
		s += " " + Count(without) + nbsp + "chỉ tiêu không tính được tỷ lệ nên không vẽ."
	}
	return s
}

// ScaleEnd words a mark of the scale: "120%+" at its end.
func ScaleEnd(percent float64, capped bool) string {
	s := Percent(percent, 0)
	if capped {
		s += "+"
	}
	return s
}

// Lacking is what a missed target lacks: "thiếu 90 người", "thấp hơn 0,4 điểm %".
func Lacking(r *analysis.Review, x *analysis.Result) string {
	t := tellerOf(r, x)
	if x.Kind == analysis.Rate {
		return t.side() + " " + t.gapToGoal(t.shift)
	}
	if x.Direction == analysis.Up && t.side() == below {
		return "thiếu " + t.gapToGoal(t.quantity)
	}
	return t.side() + " " + t.gapToGoal(t.quantity)
}

// GoalOf is the target of an indicator with its unit and bound.
func GoalOf(r *analysis.Review, x *analysis.Result) string {
	s := tabled(x.Goal.Value, x.Decimals, x.Unit)
	if word := Bound(x.Goal.Bound); word != "" {
		s = word + " " + s
	}
	return s
}

// tabled is a number with its unit and all its decimals, as columns print it.
func tabled(v float64, decimals int, unit string) string {
	switch unit = Folded(unit); unit {
	case "%", "‰":
		return Number(v, decimals) + unit
	case "":
		return Number(v, decimals)
	}
	return Number(v, decimals) + nbsp + unit
}

// JudgedOf is the result that was judged, with its unit.
func JudgedOf(r *analysis.Review, x *analysis.Result) string {
	if x.Judgement.Actual == nil {
		return MarkMissing
	}
	return tabled(*x.Judgement.Actual, x.Decimals, x.Unit)
}

// CorrectedOf names the judged indicators that have a corrected figure of the term, with
// its years: "Số đã sửa: tỷ lệ hộ nghèo năm 2018."; empty without one.
func CorrectedOf(r *analysis.Review, s *analysis.Summary) string {
	if s == nil || len(r.Corrections) == 0 {
		return ""
	}
	const most = 3
	var names []string
	for _, score := range s.Scores {
		t := tellerOf(r, &r.Indicators[score.Indicator])
		if years := t.correctedYears(); len(years) > 0 {
			names = append(names, t.name()+" "+InYears(years))
		}
	}
	more := ""
	if n := len(names) - most; n > 0 {
		names, more = names[:most], "; và "+Count(n)+nbsp+"chỉ tiêu khác"
	}
	if len(names) == 0 {
		return ""
	}
	return "Số đã " + MarkCorrected + ": " + strings.Join(names, "; ") + more + "."
}

// OpenTargets names the targets that cannot be judged, and why.
func OpenTargets(r *analysis.Review, open []int) string {
	const most = 3
	var names []string
	for _, i := range open[:min(most, len(open))] {
		x := &r.Indicators[i]
		t := tellerOf(r, x)
		s := t.name()
		if why := t.whyOpen(); why != "" {
			s += " (" + why + ")"
		}
		names = append(names, s)
	}
	s := "Chưa đánh giá được: " + strings.Join(names, "; ")
	if n := len(open) - most; n > 0 {
		s += "; và " + Count(n) + nbsp + "chỉ tiêu khác"
	}
	return s + "."
}

// whyOpen says which years a judgement waits for.
func (t teller) whyOpen() string {
	if t.Kind != analysis.Flow {
		return t.absent([]int{t.term.Last})
	}
	missing, _ := t.years()
	if len(missing) == 0 {
		return ""
	}
	return t.absent(missing)
}

// OpenConflict tells a conflict between sheets: "Số … năm 2018 có hai nguồn
// (2.530 và 2.350), đang xác minh."
func OpenConflict(f analysis.Finding) string {
	if len(f.Parts) > 0 {
		return openConflicts(f)
	}
	s := Capital(Name(f.Name))
	if f.Years.From > 0 {
		s += " " + InYears(yearsOf(f))
	}
	c := conflictOf(f)
	return s + " có hai nguồn (" + Trimmed(c.Used, f.Decimals) + " và " + Trimmed(c.Other, f.Decimals) + "), đang xác minh."
}

// openConflicts is the same of two sheets that differ on several figures: "Số … và tỷ lệ …
// các năm 2016, 2017, 2018 có hai nguồn, đang xác minh."
func openConflicts(f analysis.Finding) string {
	var names []string
	var years []int
	for _, p := range f.Parts {
		if name := Name(p.Name); !slices.Contains(names, name) {
			names = append(names, name)
		}
		for _, y := range yearsOf(p) {
			if y > 0 && !slices.Contains(years, y) {
				years = append(years, y)
			}
		}
	}
	slices.Sort(years)
	const most = 3
	if n := len(names); n > most {
		names = append(names[:most-1:most-1], Count(n-most+1)+nbsp+"chỉ tiêu khác")
	}
	s := Capital(Enumerate(names))
	if len(years) > 0 {
		s += " " + InYears(years)
	}
	return s + " có hai nguồn ghi khác nhau, đang xác minh."
}

func yearsOf(f analysis.Finding) []int {
	var years []int
	for y := f.Years.From; y <= max(f.Years.From, f.Years.To); y++ {
		years = append(years, y)
	}
	return years
}

// GapTitle is what the comparison of places says: "Tỷ lệ hộ nghèo giảm ở cả 13
// huyện, thành, thị".
func GapTitle(r *analysis.Review, g *analysis.PlaceGap) string {
	x := &r.Indicators[g.Indicator]
	name := Capital(Name(x.Name))
	better, worse := "tăng", "giảm"
	if x.Direction == analysis.Down {
		better, worse = worse, better
	}
	n, kinds := len(g.Places), Kinds(r.Places)
	switch {
	case g.Better == n:
		return name + " " + better + " ở cả " + Count(n) + nbsp + withFigures(r.Places, n)
	case g.Worse == n:
		return name + " " + worse + " ở cả " + Count(n) + nbsp + withFigures(r.Places, n)
	case g.Better == 0 && g.Worse == 0:
		return name + " không đổi ở " + Count(n) + nbsp + kinds
	case g.Worse == 0:
		return name + " " + better + " ở " + Count(g.Better) + "/" + Count(n) + nbsp + kinds
	case g.Better == 0:
		return name + " " + worse + " ở " + Count(g.Worse) + "/" + Count(n) + nbsp + kinds
	}
	return name + " " + better + " ở " + Count(g.Better) + "/" + Count(n) + nbsp + kinds + ", " + worse + " ở " + Count(g.Worse)
}

// withFigures is the kinds of n places; where more are listed, those that have figures.
func withFigures(places []analysis.Place, n int) string {
	if n < len(places)-1 {
		return Kinds(places) + " có số liệu"
	}
	return Kinds(places)
}

// GapNote explains the marks of the comparison of places.
func GapNote(r *analysis.Review, g *analysis.PlaceGap) string {
	x := &r.Indicators[g.Indicator]
	last := InYear(r.Term.Last)
	if g.Estimate {
		last = "ước " + last
	}
	s := "○ " + InYear(r.Term.Base) + "; ● " + last + "."
	if g.Last == nil || g.Behind == 0 {
		return s
	}
	side := "thấp hơn"
	if x.Direction == analysis.Down {
		side = "cao hơn"
	}
	return strings.TrimSuffix(s, ".") + "; ▼ " + Count(g.Behind) + nbsp + Kinds(r.Places) + " còn " + side + " mức chung " + WholeOf(r.Places) + "."
}

// GapWhole names the line of the whole: "Toàn tỉnh 2020: 5,31%".
func GapWhole(r *analysis.Review, g *analysis.PlaceGap) string {
	x := &r.Indicators[g.Indicator]
	return Capital(WholeOf(r.Places)) + " " + strconv.Itoa(r.Term.Last) + ": " + ShortQuantity(*g.Last, x.Decimals, x.Unit)
}

// ShortQuantity is a figure of a drawing: with its sign, without its unit.
func ShortQuantity(v float64, decimals int, unit string) string {
	if unit == "%" || unit == "‰" {
		return Trimmed(v, decimals) + unit
	}
	return Trimmed(v, decimals)
}

// ShortPlace is a place without its common noun, but of a town and a city, as
// tables of the province name them: "Tân Sơn", "TX Phú Thọ", "TP Việt Trì".
func ShortPlace(name string) string {
	name = Folded(name)
	for _, n := range [...][2]string{{"Thành phố ", "TP "}, {"Thị xã ", "TX "}, {"Thị trấn ", "TT "}, {"Huyện ", ""}, {"Xã ", ""}, {"Phường ", "P. "}, {"Quận ", "Q. "}, {"Tỉnh ", ""}} {
		if rest, ok := strings.CutPrefix(name, n[0]); ok {
			return n[1] + rest
		}
	}
	return name
}

// ShortName is an indicator's name where there is little room, with the usual
// abbreviations of the field.
func ShortName(name string) string {
	s := Capital(Name(name))
	for _, a := range [...][2]string{{"Bà mẹ Việt Nam anh hùng", "Bà mẹ VNAH"}, {"bảo hiểm xã hội", "BHXH"}, {"bảo hiểm y tế", "BHYT"}, {"bảo hiểm thất nghiệp", "BHTN"}} {
		s = strings.ReplaceAll(s, a[0], a[1])
	}
	return s
}

// SummaryAhead heads the targets of the next term that are judged hardest.
func SummaryAhead(t analysis.Term) string {
	return fmt.Sprintf("Mục tiêu đến năm %d khó nhất theo dự báo, cần cân nhắc", t.Next)
}

// AheadHeads heads the table of the next term's hardest targets.
func AheadHeads(t analysis.Term, estimate bool) []string {
	last := "Năm " + strconv.Itoa(t.Last)
	if estimate {
		last = "Ước" + nbsp + strconv.Itoa(t.Last)
	}
	next := nbsp + strconv.Itoa(t.Next)
	return []string{HeadIndicator, last, "Mục" + nbsp + "tiêu" + next, "Dự" + nbsp + "báo" + next, SummaryNeed, SummaryDone}
}

// AheadOf words a target of the next term: the last figure (of a flow the
// term's total), the target, what is forecast, what it takes a year and what there
// was.
func AheadOf(r *analysis.Review, x *analysis.Result) []string {
	a := aim{tellerOf(r, x), *x.Next.Target}
	cells := []string{ShortName(x.Name), MarkMissing, "", MarkMissing, MarkMissing, MarkMissing}
	goal := tabled(a.target, x.Decimals, x.Unit)
	if b := a.bounded(goal); b != "" {
		goal = b
	}
	cells[2] = goal
	if v, ok := a.forecast(); ok {
		cells[3] = tabled(v, x.Decimals, x.Unit)
	}
	if x.Kind == analysis.Flow {
		if x.Term.Total != nil {
			cells[1] = Span(r.Term.Base+1, r.Term.Last) + ": " + tabled(*x.Term.Total, x.Decimals, x.Unit) // the column is headed by one year
		}
		if m := x.Next.Average; m != nil {
			cells[4] = a.averaged(*m)
		}
		if m := x.Term.Average; m != nil {
			cells[5] = a.averaged(*m)
		}
		return cells
	}
	if v, ok := a.usable(r.Term.Last); ok {
		cells[1] = tabled(v, x.Decimals, x.Unit)
	}
	if m := x.Next.Required; m != nil {
		cells[4] = a.signed(*m)
	}
	if m := x.Next.Achieved; m != nil {
		cells[5] = a.signed(*m)
	}
	return cells
}

// signed is a change with its sign, as tables print it: "+0,3 điểm %".
func (t teller) signed(v float64) string {
	unit := Folded(t.Unit)
	s := Number(abs(v), t.Decimals) + nbsp + unit
	if unit == "%" || unit == "‰" {
		s = Number(abs(v), t.Decimals) + nbsp + "điểm" + nbsp + unit
	}
	switch {
	case t.shown(v) > 0:
		return "+" + s
	case t.shown(v) < 0:
		return "-" + s
	}
	return s
}

// MoreAhead counts hard targets that the page has no room for.
func MoreAhead(n int) string { return "Còn " + Count(n) + nbsp + "mục tiêu khó khác." }

// SummarySource is the last line of the page.
func SummarySource(r *analysis.Review, errors int) string {
	s := "Nguồn: số liệu các đơn vị gửi đến ngày" + nbsp + DateShort(r.AsOf) + "."
	if errors == 0 {
		return s + " Không còn lỗi số liệu nào đang rà soát."
	}
	s += " Còn " + Count(errors) + nbsp + "lỗi số liệu đang rà soát"
	switch unsure := analysis.Unsure(r); {
	case unsure == 0:
		return s + "; số có lỗi không dùng trong trang này."
	case unsure < errors:
		return s + "; số có lỗi không dùng trong trang này, trừ số của " + Count(unsure) + nbsp + "lỗi còn phải xác minh."
	}
	return s + "; số nghi có lỗi vẫn dùng trong trang này, kết quả có thể đổi khi xác minh xong."
}

// AltYears says what a small line shows, to those who cannot see it.
func AltYears(name, span string) string { return name + ", các năm " + span }

// AltPlot tells what a cell of a table draws under the column's title, nil being a
// gap, to those who cannot see it.
func AltPlot(title string, values ...*float64) string {
	figures := make([]string, len(values))
	for i, v := range values {
		figures[i] = altFigure(v)
	}
	return title + ": " + strings.Join(figures, "; ")
}

// altFigure is a figure of a small drawing.
func altFigure(v *float64) string {
	switch {
	case v == nil:
		return "không có số liệu"
	case *v > -1 && *v < 1:
		return Exact(*v)
	}
	return Trimmed(*v, 2)
}

// AltSpan tells what a cell of a table draws of a place: both ends of the term, as far
// as they are known, and whether it is worse than the whole.
func AltSpan(t analysis.Term, base, last *float64, behind bool) string {
	var parts []string
	for i, v := range []*float64{base, last} {
		if v != nil {
			parts = append(parts, strconv.Itoa([]int{t.Base, t.Last}[i])+": "+altFigure(v))
		}
	}
	if behind {
		parts = append(parts, worseThanWhole)
	}
	return strings.Join(parts, "; ")
}

// Example is what somebody may search for.
func Example(name string) string { return "ví dụ: " + Name(name) }

// SquaresSay is the line below the map of squares: what is on it, of which year.
func SquaresSay(r *analysis.Review, g *analysis.PlaceGap) string {
	x := &r.Indicators[g.Indicator]
	year := InYear(r.Term.Last)
	if g.Estimate {
		year = "ước " + year
	}
	worse := ""
	if g.Behind > 0 {
		worse = "; ▼ " + BehindKey(r.Places)
	}
	return Capital(Name(x.Name)) + ", " + year + opt(" (", Folded(x.Unit), ")") + "; ô càng đậm thì số càng cao" + worse + ". Vị trí các ô gần đúng với bản đồ."
}

// forecast is what an indicator comes to by the end of the next term if it goes on
// as it did; of a flow the term's total.
func (a aim) forecast() (v float64, ok bool) {
	switch f := a.Next.Forecast; {
	case f == nil || len(f.Base) == 0:
		return 0, false
	case f.Totals != nil:
		return f.Totals[1], true
	default:
		return f.Base[len(f.Base)-1], true
	}
}

// AheadNote says why targets that ask no more each year than was achieved are among
// the hardest; empty where there is none.
func AheadNote(r *analysis.Review, ahead []int) string {
	var why []string
	for _, i := range ahead {
		x := &r.Indicators[i]
		if !analysis.AsksNoMore(x) || x.Next.Forecast == nil {
			continue
		}
		reason := "dự báo đà chậm lại"
		switch target := *x.Next.Target; {
		case x.Next.Forecast.Scale != "logit":
		case x.Direction == analysis.Up && target >= 95:
			reason = "càng gần 100% càng khó tăng"
		case x.Direction == analysis.Down && target <= 5:
			reason = "càng gần 0% càng khó giảm"
		}
		if !slices.Contains(why, reason) {
			why = append(why, reason)
		}
	}
	if len(why) == 0 {
		return ""
	}
	return "Chỉ tiêu cần mỗi năm không hơn mức đã đạt mà vẫn khó là vì " + strings.Join(why, ", ") + " (xem cột dự báo)."
}
