package vi

import (
	"cmp"
	"strconv"
	"strings"

	"tongket/analysis"
	"tongket/analysis/stat"
)

// NextTarget tells what the next term is to reach, how that compares with the
// term that ends, and how likely it is; empty where nothing is aimed at. A
// proposal is told only of indicators that had a target in this term.
func NextTarget(r *analysis.Review, x *analysis.Result) string {
	if x.Next == nil || x.Next.Target == nil || x.Direction != analysis.Up && x.Direction != analysis.Down {
		return ""
	}
	a := aim{tellerOf(r, x), *x.Next.Target}
	if x.Next.Proposed && (x.Goal == nil || a.worse()) {
		return ""
	}
	var c clauses
	switch {
	case a.byRule(&c):
	case x.Kind == analysis.Flow:
		a.flow(&c)
	default:
		a.level(&c)
	}
	if x.Next.Proposed && !x.Next.Derived {
		c.add("; ", Lower(strings.TrimSuffix(ForecastContradicted(r, x), ".")))
	}
	return c.String()
}

// Unproposed says why nothing is proposed for an indicator that had a target in
// this term, where the reason is that its future is too uncertain; empty
// otherwise. It is for the papers, not for a text to paste.
func Unproposed(r *analysis.Review, x *analysis.Result) string {
	if x.Next == nil || x.Next.Target != nil || x.Next.Wide == nil || x.Goal == nil {
		return ""
	}
	why := NoForecast(x.Next, r.Term)
	return "Mục tiêu " + InYear(r.Term.Next) + " của " + tellerOf(r, x).name() + ": " + why + " và không đề xuất mức cụ thể."
}

// BelowPresent tells a given target of the next term that asks for less than was
// reached in this one: a team that meant it will say why. Empty otherwise. It is
// for the papers.
func BelowPresent(r *analysis.Review, x *analysis.Result) string {
	if x.Next == nil || x.Next.Target == nil || x.Next.Proposed || x.Unknown {
		return ""
	}
	t := tellerOf(r, x)
	now, when, then := x.Term.Last, InYear(r.Term.Last), "đến "+InYear(r.Term.Next)
	if x.Kind == analysis.Flow {
		if x.Term.TotalYears < r.Term.Last-r.Term.Base {
			return ""
		}
		now, when, then = x.Term.Total, "giai đoạn"+nbsp+Span(r.Term.Base+1, r.Term.Last), "giai đoạn"+nbsp+Span(r.Term.Last+1, r.Term.Next)
	}
	if now == nil {
		return ""
	}
	off := t.shown(*x.Next.Target) - t.shown(*now)
	side := ""
	switch {
	case x.Direction == analysis.Up && off < 0:
		side = "thấp hơn"
	case x.Direction == analysis.Down && off > 0:
		side = "cao hơn"
	default:
		return ""
	}
	maybe := ""
	if x.Term.Estimate {
		maybe = "ước "
	}
	goal := t.quantity(*x.Next.Target)
	if word := Bound(x.Next.Bound); word != "" {
		goal = word + nbsp + goal
	}
	return "Mục tiêu " + then + " của " + t.name() + " (" + goal + ") " + side + " kết quả " + when + " (" + maybe + t.quantity(*now) + ")."
}

// byRule tells a target that a rule gave as it was given, then what it comes to:
// "phấn đấu … tăng bình quân 3%/năm, đến năm 2025 đạt khoảng 177 nghìn người".
// One that leads against the indicator's direction is none to strive for.
func (a aim) byRule(c *clauses) bool {
	rule, err := analysis.ParseRule(a.Next.Rule)
	if err != nil || a.Next.Proposed || a.Next.Against || rule.Kind != analysis.ByGrowth && rule.Kind != analysis.ByPoints || rule.Amount == 0 {
		return false
	}
	verb, comes := "tăng", "đạt "
	if rule.Amount < 0 {
		verb, comes = "giảm", "còn "
	}
	yearly, end := Trimmed(abs(rule.Amount), 6)+"%/năm", about(a.target, a.Decimals, Folded(a.Unit))
	if rule.Kind == analysis.ByPoints {
		yearly, end = Shift(abs(rule.Amount), 6, Folded(a.Unit))+"/năm", a.quantity(a.target)
	}
	when := "đến " + InYear(a.term.Next) + " "
	if a.Kind == analysis.Flow {
		when, comes = "cả giai đoạn ", "là "
	}
	c.add("", "giai đoạn"+nbsp+Span(a.term.Last+1, a.term.Next)+", phấn đấu "+a.name()+" "+verb+" bình quân "+yearly)
	c.add(", ", when+comes+end)
	return true
}

// about is a count that a rule or a forecast gave, to what it is worth: three
// digits, from ten thousand on in thousands. Counts under a thousand are exact.
func about(v float64, decimals int, unit string) string {
	if unit == "%" || unit == "‰" || abs(v) < 1000 {
		return Quantity(v, decimals, unit)
	}
	step := 1.0
	for n := abs(v); n >= 1000; n /= 10 {
		step *= 10
	}
	rounded := stat.Round(v/step, 0) * step
	if rounded < 10000 || unit == "triệu đồng" || strings.HasPrefix(unit, "nghìn") {
		return "khoảng " + Quantity(rounded, 0, unit)
	}
	return "khoảng " + Trimmed(rounded/1000, 1) + nbsp + "nghìn" + nbsp + unit
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
	if a.Next.Proposed {
		goal = about(a.target, a.Decimals, Folded(a.Unit))
	}
	switch bound := a.bounded(goal); {
	case bound != "" && a.Next.Kept:
		c.add("", open+"giữ "+a.name()+" "+bound)
		return
	case bound != "" && known && a.target < last:
		c.add("", open+"giảm "+a.name()+" xuống "+bound)
		return
	case bound != "" && known && a.target > last:
		c.add("", open+"nâng "+a.name()+a.upTo()+bound)
		return
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

// before is what the term that ends achieved a year, in brackets, with the ends that
// another sheet contradicts.
func (a aim) before() string {
	if a.Next.Achieved == nil {
		return ""
	}
	return " (giai đoạn" + nbsp + Span(a.term.Base+1, a.term.Last) + ": " + a.moved(*a.Next.Achieved, a.perYear) + opt("; ", contradicted(a.ends()), "") + ")"
}

// ends are the ends of the term that another sheet contradicts.
func (a aim) ends() []int {
	return a.disputed(func(year int) bool { return year == a.term.Base || year == a.term.Last })
}

// flow: "Giai đoạn 2021-2025, phấn đấu … là …"; of what is to fall "giảm … còn".
func (a aim) flow(c *clauses) {
	open := "giai đoạn" + nbsp + Span(a.term.Last+1, a.term.Next) + ", " + a.strive()
	goal := a.quantity(a.target)
	if a.Next.Proposed {
		goal = about(a.target, a.Decimals, Folded(a.Unit))
	}
	total := a.Term.Total
	switch {
	case total != nil && a.against(*total):
		c.add("", "giai đoạn"+nbsp+Span(a.term.Last+1, a.term.Next)+", theo quy tắc đã nêu, "+a.name()+" "+a.changing(*total)+" "+goal)
	case a.bounded(goal) != "":
		c.add("", open+a.name()+" "+a.bounded(goal))
	case a.Direction == analysis.Down && (total == nil || a.shown(a.target) < a.shown(*total)):
		c.add("", open+"giảm "+a.name()+" còn "+goal)
	default:
		c.add("", open+a.name()+" là "+goal)
	}
	if m := a.Next.Average; m != nil && stat.Round(*m, 1) >= 1 {
		s := "bình quân mỗi năm " + cmp.Or(a.bounded(a.averaged(*m)), a.averaged(*m))
		if old := a.Term.Average; old != nil {
			of := ""
			if n := a.Term.TotalYears; n < a.term.Last-a.term.Base {
				of = strconv.Itoa(n) + nbsp + "năm có số liệu của "
			}
			s += " (" + of + "giai đoạn" + nbsp + Span(a.term.Base+1, a.term.Last) + ": " + a.averaged(*old) + opt("; ", contradicted(a.restsOn("")), "") + ")"
		}
		c.add(", ", s)
	}
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
	case "beyond-whole":
		return "số tính được vượt quá tổng số mà chỉ tiêu này là một phần nên không dự báo"
	case "beyond-stock":
		return "số tính được vượt quá số hiện có và số phát sinh thêm nên không dự báo"
	case "zero":
		return "mẫu số " + InYear(term.Last) + " bằng 0 nên chưa dự báo được"
	case "break":
		return "cách tính thay đổi trong kỳ nên chưa dự báo"
	}
	return ""
}
