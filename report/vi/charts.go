package vi

import (
	"slices"
	"strconv"
	"strings"

	"tongket/analysis"
)

// Words of the charts' legends.
const (
	ChartActual       = "Thực hiện"
	ChartUndrawn      = "Không vẽ được biểu đồ này. Số liệu:"
	ChartEstimate     = "Ước thực hiện"
	ChartHeld         = "Số liệu đang rà soát"
	ChartBefore       = "Cộng dồn các năm trước"
	ChartInterval     = "Khoảng dự báo 80%"
	ChartScenarios    = "Kịch bản kém thuận lợi, cơ sở, thuận lợi"
	ChartScenarioLow  = "Kịch bản kém thuận lợi"
	ChartScenarioBase = "Kịch bản cơ sở"
	ChartScenarioHigh = "Kịch bản thuận lợi"
)

// ChartGoal names the line of the resolution's target: "Mục tiêu Nghị quyết
// năm 2020: dưới 5,5".
func ChartGoal(g analysis.Goal, year, decimals int) string {
	s := ChartGoalOf(year) + ": "
	if b := Bound(g.Bound); b != "" {
		s += b + " "
	}
	return s + Trimmed(g.Value, decimals)
}

// ChartGoalOf names the line of a target whatever its value.
func ChartGoalOf(year int) string { return "Mục tiêu Nghị quyết năm " + strconv.Itoa(year) }

// ChartPath names the yearly path to the target of the next term, or to the
// target that is only proposed, or the level that is reached and to be kept:
// "Mức cần giữ đến năm 2025: ít nhất 15".
func ChartPath(year int, n *analysis.Next, decimals int) string {
	if n.Kept {
		return "Mức cần giữ đến năm " + strconv.Itoa(year) + ": " + Bound(n.Bound) + " " + Trimmed(*n.Target, decimals)
	}
	if n.Proposed {
		return "Lộ trình đến mức đề xuất năm " + strconv.Itoa(year)
	}
	return "Lộ trình đến mục tiêu năm " + strconv.Itoa(year)
}

// ChartWhole names the whole's figure among its places: "Toàn tỉnh: 5,3".
func ChartWhole(places []analysis.Place, v float64, decimals int) string {
	return Capital(WholeOf(places)) + ": " + Trimmed(v, decimals)
}

// ChartPlaces is the title of the chart that ranks the places in a year.
func ChartPlaces(name string, year int) string { return name + ", năm " + strconv.Itoa(year) }

// ChartGoalShort names the target at the end of its line: "Mục tiêu dưới 3,5".
func ChartGoalShort(g analysis.Goal, decimals int) string {
	s := SummaryGoal + " "
	if b := Bound(g.Bound); b != "" {
		s += b + " "
	}
	return s + Trimmed(g.Value, decimals)
}

// ChartScenarioNames stand at the ends of the scenarios.
func ChartScenarioNames() []string {
	return []string{"kém thuận lợi", "cơ sở", "thuận lợi"}
}

// ChartSays is what a chart over the years shows, as its caption: the change from
// one end of the term to the other, or what a flow comes to, and the judgement; and
// which of its figures the team has corrected.
func ChartSays(r *analysis.Review, x *analysis.Result) string {
	t := tellerOf(r, x)
	name := Capital(t.name())
	base, hasBase := t.usable(t.term.Base)
	last, hasLast := t.usable(r.Term.Last)
	s, from := "", "" // of a series that starts anew: in which year
	if t.term.Base > r.Term.Base {
		from = " " + InYear(t.term.Base)
	}
	switch {
	case x.Kind == analysis.Flow && from != "" && x.Term.Total != nil && x.Term.TotalYears == t.term.Last-t.term.Base:
		s = strings.TrimSuffix(name, " trong năm") + " giai đoạn" + nbsp + Span(t.term.Base+1, t.term.Last) + " " + t.estimated() + "là " + t.quantity(*x.Term.Total)
	case x.Kind == analysis.Flow && x.Term.Total != nil && x.Term.TotalYears == r.Term.Last-r.Term.Base:
		s = strings.TrimSuffix(name, " trong năm") + " " + t.came() + t.quantity(*x.Term.Total)
	case x.Kind == analysis.Flow && x.Term.Total != nil && x.Whole.TermTotal == nil:
		s = strings.TrimSuffix(name, " trong năm") + " trong " + strconv.Itoa(x.Term.TotalYears) + " năm có số liệu " + t.estimated() + "là " + t.quantity(*x.Term.Total)
	case x.Kind == analysis.Flow || !hasLast:
		return name + t.chartCorrected()
	case !hasBase || t.honoured():
		s = name + " là " + t.quantity(last)
	case t.shown(base) == t.shown(last):
		s = name + t.chartLevel(last)
	case last < base:
		s = name + " giảm từ " + t.quantity(base) + from + " xuống còn " + t.quantity(last)
	default:
		s = name + " tăng từ " + t.quantity(base) + from + " lên " + t.quantity(last)
	}
	return s + t.chartVerdict() + t.chartCorrected()
}

// chartLevel is a figure that is what it was in the base year: kept in all years that are
// known, or come back to, which a caption must not hide.
func (t teller) chartLevel(last float64) string {
	for _, p := range t.Whole.Points {
		if v, ok := t.usable(p.Year); ok && p.Year >= t.term.Base && t.shown(v) != t.shown(last) {
			return " là " + t.quantity(last) + ", bằng " + InYear(t.term.Base) + opt(", ", t.turned(t.shown(last)), "")
		}
	}
	return " giữ ở mức " + t.quantity(last)
}

// chartCorrected names the years whose figures are corrected: "; số năm 2018 đã sửa".
func (t teller) chartCorrected() string {
	years := t.correctedYears()
	if len(years) == 0 {
		return ""
	}
	return "; số " + InYears(years) + " đã sửa"
}

// correctedYears are the years of the whole's figures that the team has corrected.
func (t teller) correctedYears() (years []int) {
	for _, p := range t.Whole.Points {
		if slices.ContainsFunc(p.Facts, func(f int) bool {
			return f >= 0 && f < t.r.Facts.Len() && t.r.Facts.Basis(f).Mark == analysis.MarkCorrected
		}) {
			years = append(years, p.Year)
		}
	}
	return years
}

func (t teller) chartVerdict() string {
	maybe := ""
	if t.Judgement.Estimate {
		maybe = "ước "
	}
	switch t.Judgement.Verdict {
	case analysis.Exceeded:
		return ", " + maybe + "vượt mục tiêu"
	case analysis.Met:
		return ", " + maybe + "đạt mục tiêu"
	case analysis.NotMet:
		return ", " + maybe + "không đạt mục tiêu"
	}
	return ""
}

// ChartAbout is the line below a chart's caption: its unit and scope, which may be
// the field's own.
func ChartAbout(r *analysis.Review, x *analysis.Result, scope string) string {
	var parts []string
	if unit := Folded(x.Unit); unit != "" {
		parts = append(parts, "Đơn vị tính: "+unit)
	}
	if own := Folded(scope); own != "" {
		parts = append(parts, own)
	} else if len(r.Places) > 0 {
		parts = append(parts, WholeOf(r.Places))
	}
	if x.Kind == analysis.Flow && x.Goal != nil {
		parts = append(parts, "mục tiêu cả giai đoạn: "+Trimmed(x.Goal.Value, x.Decimals))
	}
	return strings.Join(parts, "; ")
}

// ChartNote explains what the charts over the years have in common.
func ChartNote(t analysis.Term) string {
	return "Cột hoặc chấm rỗng: ước thực hiện; nét đứt màu xám: số liệu đang rà soát. Vạch ngang: mục tiêu Nghị quyết năm " + strconv.Itoa(t.Last) +
		", có râu về phía được phép nếu mục tiêu là một giới hạn. Nét đứt đậm: lộ trình đến năm " + strconv.Itoa(t.Next) +
		" (có râu: giới hạn đã đạt, cần giữ), số in đậm là mức cuối lộ trình; vùng nhạt và các nét mảnh: khoảng dự báo 80% và ba kịch bản. Trục không bắt đầu từ 0 thì vẽ chấm."
}

// ChartSteps and ChartPanels name the charts of a flow added up and of places over the
// years, for the contents.
func ChartSteps(name string) string { return Capital(Name(name)) + ": từng năm và cộng dồn" }
func ChartPanels(name string) string {
	return Capital(Name(name)) + " của từng địa bàn qua các năm"
}

// StepsCaption is what a flow comes to beside its target, with its name.
func StepsCaption(r *analysis.Review, x *analysis.Result, total float64) string {
	return Capital(Name(x.Name)) + ": " + Lower(StepsSay(r, x, total))
}

// StepsAbout is the line below it: unit, scope, how an estimate looks.
func StepsAbout(r *analysis.Review, x *analysis.Result, scope string) string {
	parts := []string{"Đơn vị tính: " + Folded(x.Unit)}
	if own := Folded(scope); own != "" {
		parts = append(parts, own)
	} else if len(r.Places) > 0 {
		parts = append(parts, WholeOf(r.Places))
	}
	if x.Term.Estimate {
		parts = append(parts, "cột rỗng: ước thực hiện")
	}
	return strings.Join(parts, "; ")
}

// ChartTermGoal names the line of a flow's target: "Mục tiêu cả giai đoạn: 12.500".
func ChartTermGoal(g analysis.Goal, decimals int) string {
	s := "Mục tiêu cả giai đoạn: "
	if b := Bound(g.Bound); b != "" {
		s += b + " "
	}
	return s + Trimmed(g.Value, decimals)
}

// PanelsAbout is the line below the years of each place: unit, scale, signs.
func PanelsAbout(r *analysis.Review, x *analysis.Result, g *analysis.PlaceGap) string {
	parts := []string{"Đơn vị tính: " + Folded(x.Unit), "các ô cùng một thang", "nét đứt: " + WholeOf(r.Places)}
	if g.Estimate {
		parts = append(parts, "○ ước thực hiện")
	}
	if g.Behind > 0 {
		parts = append(parts, "▼ "+BehindKey(r.Places))
	}
	return strings.Join(parts, "; ")
}
