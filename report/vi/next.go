package vi

import (
	"strconv"
	"strings"

	"tongket/analysis"
	"tongket/analysis/stat"
)

// NextTarget tells what the next term is to reach, how that compares with the
// term that ends, and how likely it is; empty where nothing is aimed at. A
// proposal is told only of indicators that had a target in this term.
func NextTarget(r *analysis.Review, x *analysis.Result) string {
	if s := unproposed(r, x); s != "" {
		return s
	}
	if x.Next == nil || x.Next.Target == nil || x.Direction != analysis.Up && x.Direction != analysis.Down {
		return ""
	}
	a := aim{tellerOf(r, x), *x.Next.Target}
	if x.Next.Proposed && (x.Goal == nil || a.worse()) {
		return ""
	}
	var c clauses
	if x.Kind == analysis.Flow {
		a.flow(&c)
	} else {
		a.level(&c)
	}
	c.add("; ", a.unforeseen())
	return c.String()
}

// unproposed says why nothing is proposed for an indicator that had a target in
// this term, where the reason is that its future is too uncertain.
func unproposed(r *analysis.Review, x *analysis.Result) string {
	if x.Next == nil || x.Next.Target != nil || x.Next.Wide == nil || x.Goal == nil {
		return ""
	}
	why := NoForecast(x.Next, r.Term)
	return "Mục tiêu " + InYear(r.Term.Next) + " của " + tellerOf(r, x).name() + ": " + why + " và không đề xuất mức cụ thể."
}

// Idle tells whether the target is only a proposal, and one that lies on the
// wrong side of the last figure.
func Idle(r *analysis.Review, x *analysis.Result) bool {
	return x.Next != nil && x.Next.Proposed && x.Next.Target != nil && aim{tellerOf(r, x), *x.Next.Target}.worse()
}

// worse tells whether a proposal lies on the wrong side of the last figure:
// nobody aims at that.
func (a aim) worse() bool {
	last, known := a.usable(a.term.Last)
	if a.Kind == analysis.Flow && a.Term.Total != nil {
		last, known = *a.Term.Total, true
	}
	if !known {
		return false
	}
	return a.Direction == analysis.Up && a.shown(a.target) < a.shown(last) || a.Direction == analysis.Down && a.shown(a.target) > a.shown(last)
}

// An aim is a target of the next term.
type aim struct {
	teller
	target float64
}

// strive is "phấn đấu", or "đề xuất phấn đấu" for a target that nobody has
// stated.
func (a aim) strive() string {
	if a.Next.Proposed {
		return "đề xuất phấn đấu "
	}
	return "phấn đấu "
}

// level: "Đến năm 2025, phấn đấu giảm … còn …".
func (a aim) level(c *clauses) {
	last, known := a.usable(a.term.Last)
	open := "đến " + InYear(a.term.Next) + ", " + a.strive()
	goal := a.quantity(a.target)
	switch bound := a.bounded(goal); {
	case bound != "" && a.Next.Kept:
		c.add("", open+"giữ "+a.name()+" "+bound)
		return
	case bound != "" && known && a.target < last:
		c.add("", open+"giảm "+a.name()+" xuống "+bound)
	case bound != "" && known && a.target > last:
		c.add("", open+"nâng "+a.name()+a.upTo()+bound)
	case bound != "":
		c.add("", open+"đưa "+a.name()+" "+bound)
		return
	case known && a.shown(last) == a.shown(a.target):
		c.add("", open+"duy trì "+a.name()+" ở mức "+goal)
		return
	case known && a.against(last):
		c.add("", "đến "+InYear(a.term.Next)+", theo quy tắc đã nêu, "+a.name()+" "+a.changing(last)+" "+goal)
	case a.Direction == analysis.Down && known && a.target > last:
		c.add("", open+"giữ "+a.name()+" ở mức "+goal+" trở xuống")
		return
	case a.Direction == analysis.Up && known && a.target < last:
		c.add("", open+"giữ "+a.name()+" từ "+goal+" trở lên")
		return
	case a.Direction == analysis.Down:
		c.add("", open+"giảm "+a.name()+" còn "+goal)
	default:
		c.add("", open+"nâng "+a.name()+a.upTo()+goal)
	}
	if m := a.Next.Required; m != nil && a.shown(*m) != 0 {
		c.add(", ", "bình quân "+a.moved(*m, a.perYear)+a.before())
	}
}

// against tells whether a rule of so much a year leads from a figure against
// the indicator's direction.
func (a aim) against(last float64) bool {
	return a.Next.Against && a.shown(a.target) != a.shown(last)
}

// changing is "tăng lên" or "giảm xuống còn", as the numbers have it.
func (a aim) changing(last float64) string {
	if a.target < last {
		return "giảm xuống còn"
	}
	return "tăng lên"
}

// bounded is a target in words with its bound: "dưới 3%", "từ 15% trở lên";
// empty for a plain one.
func (a aim) bounded(goal string) string {
	switch word := Bound(a.Next.Bound); {
	case a.Next.Bound == "≥":
		return "từ " + goal + " trở lên"
	case word != "":
		return word + nbsp + goal
	}
	return ""
}

// upTo is " lên ", or " đạt " after a name that ends so.
func (a aim) upTo() string {
	if strings.HasSuffix(a.name(), " lên") {
		return " đạt "
	}
	return " lên "
}

// before is what the term that ends achieved a year, in brackets.
func (a aim) before() string {
	if a.Next.Achieved == nil {
		return ""
	}
	return " (giai đoạn" + nbsp + Span(a.term.Base+1, a.term.Last) + ": " + a.moved(*a.Next.Achieved, a.perYear) + ")"
}

// flow: "Giai đoạn 2021-2025, phấn đấu … là …"; of what is to fall "giảm … còn".
func (a aim) flow(c *clauses) {
	open := "giai đoạn" + nbsp + Span(a.term.Last+1, a.term.Next) + ", " + a.strive()
	goal := a.quantity(a.target)
	total := a.Term.Total
	switch {
	case total != nil && a.against(*total):
		c.add("", "giai đoạn"+nbsp+Span(a.term.Last+1, a.term.Next)+", theo quy tắc đã nêu, "+a.name()+" "+a.changing(*total)+" "+goal)
	case a.Direction == analysis.Down && (total == nil || a.shown(a.target) < a.shown(*total)):
		c.add("", open+"giảm "+a.name()+" còn "+goal)
	default:
		c.add("", open+a.name()+" là "+goal)
	}
	if m := a.Next.Average; m != nil && stat.Round(*m, 1) >= 1 {
		s := "bình quân mỗi năm " + a.averaged(*m)
		if old := a.Term.Average; old != nil {
			s += " (giai đoạn" + nbsp + Span(a.term.Base+1, a.term.Last) + ": " + a.averaged(*old) + ")"
		}
		c.add(", ", s)
	}
}

// unforeseen says why nothing can be forecast of a target; how likely one is
// stands in the tables, and in no sentence that is pasted into a report. A target
// that is itself the forecast is not judged by it.
func (a aim) unforeseen() string {
	if a.Next.Proposed || a.Next.Against {
		return ""
	}
	switch a.Next.NoForecast {
	case "constant", "part", "administrative":
		return ""
	}
	return NoForecast(a.Next, a.term)
}

// NoForecast says why an indicator has no forecast; empty if it has one.
func NoForecast(n *analysis.Next, term analysis.Term) string {
	const least = 4 // years that a forecast needs
	switch n.NoForecast {
	case "few":
		return "chưa đủ số liệu để dự báo (có " + strconv.Itoa(n.KnownYears) + nbsp + "năm, cần ít nhất " + strconv.Itoa(least) + nbsp + "năm)"
	case "gaps":
		return "chưa đủ số liệu để dự báo (khuyết quá một năm ở giữa)"
	case "last-missing":
		return "chưa có số liệu " + InYear(term.Last) + " nên chưa dự báo được"
	case "doubt":
		return "có năm nghi sai hàng chục nên chưa dự báo"
	case "held":
		return "số liệu đang rà soát nên chưa dự báo"
	case "constant":
		return "số liệu không đổi qua các năm nên chưa đủ căn cứ để dự báo"
	case "part":
		return "theo tỷ lệ và mẫu số, không dự báo riêng"
	case "administrative":
		return "là số theo tổ chức hành chính nên không dự báo"
	case "few-cases":
		return "số đếm quá nhỏ nên không dự báo"
	case "wide":
		if n.Wide != nil {
			return "khoảng dự báo quá rộng (từ " + Number(n.Wide[0], 0) + " đến " + Number(n.Wide[1], 0) + ") nên không dự báo"
		}
	case "range":
		return "số liệu biến động quá lớn nên chưa dự báo được"
	case "zero":
		return "mẫu số " + InYear(term.Last) + " bằng 0 nên chưa dự báo được"
	case "break":
		return "cách tính thay đổi trong kỳ nên chưa dự báo"
	}
	return ""
}
