package vi

import (
	"fmt"
	"strconv"

	"tongket/analysis"
	"tongket/analysis/stat"
)

// Places tells where an indicator was highest and lowest in the last year;
// empty with fewer than two places.
func Places(r *analysis.Review, x *analysis.Result) string {
	c := placesOf(r, x)
	if c == nil {
		return ""
	}
	if c.alike() && c.shown(c.d.Min) != c.shown(c.d.Max) {
		return Capital("các "+Kinds(r.Places)) + " đều đạt " + c.within() + "."
	}
	if c.Kind == analysis.Rate && c.before() != nil && c.Spread.Verdict != "" {
		return c.gap()
	}
	return Capital(c.when()) + ", " + c.join() + "."
}

// alike tells whether all places have the same figure, or rates within a point.
func (e *extremes) alike() bool {
	low, high := e.shown(e.d.Min), e.shown(e.d.Max)
	return low == high || e.Kind == analysis.Rate && high-low < alikeWithin
}

// within is what all places reach: "từ 99% trở lên".
func (e *extremes) within() string {
	if e.Direction == analysis.Down {
		return "từ " + e.quantity(e.shown(e.d.Max)) + " trở xuống"
	}
	return "từ " + e.quantity(e.shown(e.d.Min)) + " trở lên"
}

// apart is the difference of the printed figures.
func (e *extremes) apart(d *stat.Dispersion) float64 { return e.shown(d.Max) - e.shown(d.Min) }

// before is the dispersion in the base year; nil if it was not over the same
// number of places.
func (e *extremes) before() *stat.Dispersion {
	if e.Spread == nil || e.Spread.Base == nil || e.Spread.Base.Places != e.d.Places {
		return nil
	}
	return e.Spread.Base
}

// gap tells how far places lie apart and how that changed since the base year.
func (e *extremes) gap() string {
	ends := Place(e.d.Highest[0]) + " " + e.quantity(e.d.Max) + ", " + Place(e.d.Lowest[0]) + " " + e.quantity(e.d.Min)
	if len(e.d.Highest) > 1 || len(e.d.Lowest) > 1 {
		return Capital(e.when()) + ", " + e.join() + "."
	}
	base := e.before()
	if base == nil || e.shown(e.apart(e.d)) == e.shown(e.apart(base)) {
		if e.d.MaxMin == nil || *e.d.MaxMin < gapBetweenPlaces {
			return Capital(e.when()) + ", " + e.join() + "."
		}
		return "Chênh lệch " + e.name() + " giữa các địa bàn còn lớn: " + ends + "."
	}
	verb, to, end := "thu hẹp", "xuống còn", ", song vẫn còn lớn: "
	if e.apart(e.d) > e.apart(base) {
		verb, to, end = "nới rộng", "lên", ": "
	} else if e.d.MaxMin == nil || *e.d.MaxMin < gapBetweenPlaces {
		end = ": "
	}
	return "Chênh lệch " + e.name() + " giữa các địa bàn " + verb + " từ " + e.shift(e.apart(base)) + " " + InYear(e.term.Base) + " " + to + " " +
		e.shift(e.apart(e.d)) + " " + InYear(e.r.Term.Last) + end + ends + "."
}

// briefly is a gap beside others: "tỷ lệ hộ nghèo 13,1 điểm % (huyện Tân Sơn
// 13,68%, thành phố Việt Trì 0,58%; năm 2015 là 28,51 điểm %)".
func (e *extremes) briefly() string {
	s := e.name() + " " + e.shift(e.apart(e.d)) + " ("
	if len(e.d.Highest) == 1 && len(e.d.Lowest) == 1 {
		s += Place(e.d.Highest[0]) + " " + e.quantity(e.d.Max) + ", " + Place(e.d.Lowest[0]) + " " + e.quantity(e.d.Min)
	} else {
		s += "cao nhất " + e.quantity(e.d.Max) + ", thấp nhất " + e.quantity(e.d.Min)
	}
	if base := e.before(); base != nil {
		s += "; " + InYear(e.term.Base) + " là " + e.shift(e.apart(base))
	}
	return s + ")"
}

// narrower tells whether places lie less far apart than in the base year.
func (e *extremes) narrower() bool {
	base := e.before()
	return base != nil && e.shown(e.apart(e.d)) < e.shown(e.apart(base)) && len(e.d.Highest) == 1 && len(e.d.Lowest) == 1
}

// narrowed is a gap that became smaller, beside others: "tỷ lệ hộ nghèo từ 28,51
// điểm % năm 2015 xuống còn 13,1 điểm % năm 2020 (huyện Tân Sơn 13,68%, …)"; the
// years are named once.
func (e *extremes) narrowed(dated bool) string {
	from, to := e.shift(e.apart(e.before())), e.shift(e.apart(e.d))
	if dated {
		from, to = from+" "+InYear(e.term.Base), to+" "+InYear(e.r.Term.Last)
	}
	return e.name() + " từ " + from + " xuống còn " + to + " (" + Place(e.d.Highest[0]) + " " + e.quantity(e.d.Max) + ", " + Place(e.d.Lowest[0]) + " " + e.quantity(e.d.Min) + ")"
}

// when is the year, with the places that have a figure if not all do.
func (e *extremes) when() string {
	s := InYear(e.r.Term.Last)
	if all := len(e.r.Places) - 1; e.d.Places < all {
		s += fmt.Sprintf(" (%d/%d %s có số liệu)", e.d.Places, all, Kinds(e.r.Places))
	}
	if estimatedAtPlaces(e.r.Term.Last, e.Result) {
		s = "ước " + s
	}
	return s
}

// placesOf is what there is to tell of the places; nil with fewer than two.
func placesOf(r *analysis.Review, x *analysis.Result) *extremes {
	d := now(x)
	if d == nil || d.Places < 2 || len(d.Highest) == 0 || len(d.Lowest) == 0 {
		return nil
	}
	return &extremes{tellerOf(r, x), r, d}
}

// now is the dispersion over the places that have the last year.
func now(x *analysis.Result) *stat.Dispersion {
	switch {
	case x.Spread == nil:
		return nil
	case x.Spread.Now != nil:
		return x.Spread.Now
	}
	return x.Spread.Last
}

type extremes struct {
	teller
	r *analysis.Review
	d *stat.Dispersion
}

func (e *extremes) join() string {
	if e.shown(e.d.Max) == e.shown(e.d.Min) {
		return e.name() + " ở " + strconv.Itoa(e.d.Places) + nbsp + Kinds(e.r.Places) + " đều là " + e.quantity(e.d.Max)
	}
	most, least := "nhiều nhất", "ít nhất"
	if e.Kind == analysis.Rate {
		most, least = "cao nhất", "thấp nhất"
	}
	s := e.name() + " " + most + " ở " + e.where(e.d.Highest, e.d.Max, " "+e.whole()) +
		", " + least + " ở " + e.where(e.d.Lowest, e.d.Min, "")
	if e.Kind == analysis.Rate {
		s += ", chênh lệch " + e.shift(e.apart(e.d))
	}
	return s
}

// whole names the whole that shares are of: "toàn tỉnh".
func (e *extremes) whole() string {
	if len(e.r.Places) > 0 && e.r.Places[0].Kind != "" {
		return WholeOf(e.r.Places)
	}
	return "toàn tỉnh"
}

// where names the places with a value, and the share of a single one.
func (e *extremes) where(names []string, v float64, whole string) string {
	switch {
	case len(names) > 3:
		return strconv.Itoa(len(names)) + nbsp + Kinds(e.r.Places) + " (cùng " + e.quantity(v) + ")"
	case len(names) > 1:
		inside := make([]string, len(names))
		for i, n := range names {
			inside[i] = Place(n)
		}
		return Enumerate(inside) + " (cùng " + e.quantity(v) + ")"
	}
	s := Place(names[0]) + " (" + e.quantity(v)
	if share := e.share(names[0]); share != nil && e.Kind != analysis.Rate {
		s += ", chiếm " + Percent(*share, 1) + whole
	}
	return s + ")"
}

func (e *extremes) share(place string) *float64 {
	for _, l := range e.Places {
		if l.Place == place {
			return l.Share
		}
	}
	return nil
}

// estimatedAtPlaces tells whether a place's figure of that year is an estimate.
func estimatedAtPlaces(year int, x *analysis.Result) bool {
	for _, l := range x.Places {
		for _, p := range l.Points {
			if p.Year == year && p.Estimate && p.Status == analysis.Known && !p.Held {
				return true
			}
		}
	}
	return false
}

// AtPlace tells an indicator at one place: its level in the base and the last
// year. It is for places too few to make a table of.
func AtPlace(r *analysis.Review, x *analysis.Result, l analysis.Line) string {
	local := *x
	local.Goal, local.Judgement, local.Whole = nil, analysis.Judgement{}, l
	local.Term = analysis.StatisticsSince(x.Kind, r.Term, x.Term.Since, l.Points)
	s := Sentence(r, &local)
	return "Tại " + Place(Folded(l.Place)) + ", " + Lower(s)
}

// alikeWithin is the gap in points under which all places count as alike.
const alikeWithin = 1

// Alike tells in one sentence a rate that is the same in all places, or within a
// point of it; empty where places differ.
func Alike(r *analysis.Review, x *analysis.Result) string {
	e := placesOf(r, x)
	if e == nil {
		return ""
	}
	low, high := e.shown(e.d.Min), e.shown(e.d.Max)
	name := Capital(e.name())
	switch {
	case x.Kind != analysis.Rate && low != high, x.Kind == analysis.Rate && high-low >= alikeWithin:
		return ""
	case low == high:
		return name + " " + e.when() + " ở các " + Kinds(r.Places) + " đều là " + e.quantity(e.d.Max) + "."
	case x.Direction == analysis.Up:
		return name + " " + e.when() + " ở các " + Kinds(r.Places) + " đều đạt từ " + e.quantity(low) + " trở lên."
	case x.Direction == analysis.Down:
		return name + " " + e.when() + " ở các " + Kinds(r.Places) + " đều từ " + e.quantity(high) + " trở xuống."
	}
	return name + " " + e.when() + " ở các " + Kinds(r.Places) + " trong khoảng từ " + e.quantity(low) + " đến " + e.quantity(high) + "."
}

// NotePlacesOff says what the places of a table come to where that is not the
// printed total: "Các địa bàn cộng lại được 637.250 suất, ít hơn tổng số 3.200
// suất; đang rà soát." A mark at the figure says the latter already.
func NotePlacesOff(x *analysis.Result, sum, whole float64, marked bool) string {
	side := "nhiều hơn"
	if sum < whole {
		side = "ít hơn"
	}
	unit, review := Folded(x.Unit), "; đang rà soát."
	if marked {
		review = "."
	}
	return "Các địa bàn cộng lại được " + Quantity(sum, x.Decimals, unit) + ", " + side + " tổng số " + Quantity(abs(sum-whole), x.Decimals, unit) + review
}

// HeadShare heads the shares of places in the whole, which are those of the
// term's last year: "Tỷ trọng 2020 (%)".
func HeadShare(t analysis.Term) string { return "Tỷ trọng " + strconv.Itoa(t.Last) + " (%)" }
