package vi

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"tongket/analysis"
	"tongket/analysis/stat"
)

// A teller tells one indicator over one term. Every number is one that
// analysis computed; what is compared here is only what will be printed.
type teller struct {
	*analysis.Result
	term analysis.Term
	line analysis.Line
	r    *analysis.Review

	brief bool // what it lacks to be compared is said elsewhere
}

// tellerOf tells an indicator over the years of the term that compare: from the
// year on in which the series starts anew, if it does; what lies before is another
// measure.
func tellerOf(r *analysis.Review, x *analysis.Result) teller {
	t := teller{Result: x, term: r.Term, line: x.Whole, r: r}
	if since := x.Term.Since; since > 0 {
		t.term.Base = since
		if x.Kind == analysis.Flow {
			t.term.Base = since - 1
		}
	}
	return t
}

// Sentence tells what became of an indicator over the term: level, change,
// average, judgement, and what is missing, in that order.
func Sentence(r *analysis.Review, x *analysis.Result) string { return tellerOf(r, x).sentence() }

func (t teller) sentence() string {
	switch {
	case !t.anyUsable():
		return t.unknown().String()
	case t.Kind == analysis.Flow:
		return t.doubted(t.flow())
	}
	if s := t.state(); s != "" {
		c := clauses{{"", strings.TrimSuffix(s, ".")}}
		return t.doubted(c)
	}
	c := t.level()
	if since := t.Term.Since; since > 0 && len(c) > 0 {
		c[0].text = "theo " + cmp.Or(t.Wording.Norm, "cách tính") + " áp dụng từ " + InYear(since) + ", " + c[0].text
	}
	return t.doubted(c)
}

// doubted is a sentence of clauses, with what it says of figures that another sheet
// contradicts.
func (t teller) doubted(c clauses) string {
	c.add("; ", contradicted(t.restsOn(c.String())))
	return c.String()
}

// Clauses are the clauses of a sentence, each with what joins it to the one
// before.
type clauses []clause

type clause struct{ join, text string }

func (c *clauses) add(join, text string) {
	if text != "" {
		*c = append(*c, clause{join, text})
	}
}

// String joins the clauses. A sentence has at most four; then a new one
// begins.
func (c clauses) String() string {
	const most = 4
	var b strings.Builder
	for i, cl := range c {
		switch {
		case i == 0:
			b.WriteString(Capital(cl.text))
		case i%most == 0:
			b.WriteString(". " + Capital(cl.text))
		default:
			b.WriteString(cl.join + cl.text)
		}
	}
	if len(c) > 0 {
		b.WriteString(".")
	}
	return b.String()
}

// name is the indicator's name inside a sentence.
func (t teller) name() string { return Name(t.Name) }

// Name is an indicator's name inside a sentence: "Trong đó: nữ …" is "nữ …".
func Name(name string) string {
	name = Folded(name)
	if rest, ok := strings.CutPrefix(name, "Trong đó"); ok {
		name = strings.TrimLeft(rest, " :-")
	}
	if name == "" {
		return "chỉ tiêu chưa rõ tên"
	}
	return Lower(name)
}

// Alone is an indicator's name where the whole does not stand above it: "Nữ …" for
// "Trong đó: nữ …".
func Alone(name string) string {
	if child(name) {
		return Capital(Name(name))
	}
	return Folded(name)
}

// things is what a count counts: its name without "số" ("vụ tranh chấp …").
func (t teller) things() string {
	name := t.name()
	for _, head := range [...]string{"tổng số ", "số "} {
		if rest, ok := strings.CutPrefix(name, head); ok {
			return rest
		}
	}
	return name
}

func (t teller) quantity(v float64) string { return Quantity(v, t.Decimals, Folded(t.Unit)) }

func (t teller) shift(v float64) string { return Shift(v, t.Decimals, Folded(t.Unit)) }

// perYear is a change a year: "1,35 điểm %/năm", "120 người/năm".
func (t teller) perYear(v float64) string { return t.shift(v) + "/năm" }

// shown is v as it is printed, so that what looks equal is told as equal.
func (t teller) shown(v float64) float64 { return stat.Round(v, t.Decimals) }

func (t teller) point(year int) analysis.Point {
	for _, p := range t.line.Points {
		if p.Year == year {
			return p
		}
	}
	return analysis.Point{Year: year, Status: analysis.Missing}
}

func (t teller) usable(year int) (float64, bool) { return analysis.Usable(t.Kind, t.point(year)) }

func (t teller) anyUsable() bool {
	return t.line.TermTotal != nil || slices.ContainsFunc(t.line.Points, func(p analysis.Point) bool {
		_, ok := analysis.Usable(t.Kind, p)
		return ok
	})
}

// unknown says that there is nothing to tell: "số liệu đang rà soát" where an
// open error stands on all there is.
func (t teller) unknown() clauses {
	s := t.name() + ": chưa có số liệu"
	if slices.ContainsFunc(t.line.Points, func(p analysis.Point) bool { return p.Held }) {
		s = t.name() + ": số liệu đang rà soát"
	}
	return clauses{{"", s + t.unjudged()}}
}

// level tells a rate or a count at a date.
func (t teller) level() clauses {
	base, hasBase := t.usable(t.term.Base)
	last, hasLast := t.usable(t.term.Last)
	hasBase = hasBase && t.term.Base < t.term.Last
	var c clauses
	late := false
	switch {
	case hasBase && hasLast:
		late = t.change(&c, base, last)
	case hasLast:
		c.add("", t.name()+" "+InYear(t.term.Last)+" "+t.is(t.term.Last)+" "+t.quantity(last))
	default:
		t.partly(&c, base, hasBase)
	}
	t.judgement(&c)
	if !hasLast {
		c.add("; ", t.gap([]int{t.term.Last}))
	}
	if !t.brief {
		c.add("; ", t.baseless())
	}
	if late {
		c.add("; ", strings.TrimPrefix(t.parts(), ", "))
	}
	return c
}

// anew says from which year on a series is told, and why.
func (t teller) anew() string {
	if t.Term.Since == 0 {
		return ""
	}
	return "do cách tính thay đổi từ " + InYear(t.Term.Since) + ", không so sánh với các năm trước đó"
}

// baseless says why there is no change to tell of a level; empty where there is one.
func (t teller) baseless() string {
	if _, ok := t.usable(t.term.Base); ok || t.term.Base >= t.term.Last || t.Kind == analysis.Flow || !t.anyUsable() || t.state() != "" {
		return ""
	}
	if t.point(t.term.Base).Held {
		return t.absent([]int{t.term.Base}) + " nên chưa so sánh được"
	}
	return t.absent([]int{t.term.Base}) + " để so sánh"
}

// is is "là", or "ước là" for an estimate.
func (t teller) is(year int) string {
	if t.point(year).Estimate {
		return "ước là"
	}
	return "là"
}

// change tells a level in the base and in the last year; late if its parts are
// still to tell, behind all that is said of the whole.
func (t teller) change(c *clauses, base, last float64) (late bool) {
	year := InYear(t.term.Last)
	first, now := t.shown(base), t.shown(last)
	switch {
	case t.constant():
		c.add("", t.name()+" duy trì "+t.quantity(last)+" trong các năm"+nbsp+Span(t.term.Base, t.term.Last)+t.lastEstimated())
	case t.honoured():
		c.add("", t.name()+" "+year+" "+t.is(t.term.Last)+" "+t.quantity(last)+t.parts()) // as things stand
	case t.Kind != analysis.Rate && t.Goal == nil && t.stands():
		c.add("", t.name()+" "+year+" "+t.is(t.term.Last)+" "+t.quantity(last)+t.parts())
	case first == now:
		c.add("", t.name()+" "+year+" "+t.is(t.term.Last)+" "+t.quantity(last))
		c.add(", ", "không đổi so với "+InYear(t.term.Base))
		c.add(", ", t.turned(now))
	case t.Kind != analysis.Rate && first == 0:
		c.add("", InYear(t.term.Base)+" không phát sinh "+t.things())
		c.add("; ", year+" "+t.is(t.term.Last)+" "+t.quantity(last))
	case t.Kind != analysis.Rate && t.Direction != analysis.Up && t.Direction != analysis.Down:
		c.add("", t.name()+" "+year+" "+t.is(t.term.Last)+" "+t.quantity(last))
		c.add(", ", t.difference()+" so với "+InYear(t.term.Base))
		t.peak(c, first, now)
	default:
		counts := t.counts()
		c.add("", t.name()+" "+t.fromTo(base, last, t.term.Last, counts))
		late = true
		switch {
		case t.Kind != analysis.Rate:
			c.add(", ", t.difference())
		case counts == "":
			t.average(c)
		}
	}
	return late
}

// lastEstimated is " (năm 2020 ước thực hiện)" where it is so.
func (t teller) lastEstimated() string {
	if !t.point(t.term.Last).Estimate {
		return ""
	}
	return " (" + InYear(t.term.Last) + " ước thực hiện)"
}

// constant tells whether every year has the same figure as printed, the last one
// as an estimate at most.
func (t teller) constant() bool {
	same, found := 0.0, 0
	for year := t.term.Base; year <= t.term.Last; year++ {
		v, ok := t.usable(year)
		if !ok || t.point(year).Estimate && year < t.term.Last || found > 0 && t.shown(v) != same {
			return false
		}
		same = t.shown(v)
		found++
	}
	return found > 2
}

// Honoured tells whether the catalogue counts heroic mothers, martyrs or wounded
// with an indicator: a change of it is not told nor forecast in print, for it is
// neither a merit nor a failure.
func Honoured(x *analysis.Result) bool { return teller{Result: x}.honoured() }

// Moves tells whether a change of an indicator is told at all.
func Moves(x *analysis.Result) bool {
	t := teller{Result: x}
	return !t.honoured() && !t.stands()
}

func (t teller) honoured() bool {
	return t.Kind != analysis.Rate && t.Wording.Nature == analysis.Honoured
}

// stands tells whether no change of an indicator is told, but how things stand.
func (t teller) stands() bool {
	return t.Wording.Nature == analysis.State || t.Wording.Nature == analysis.Administrative
}

// fromTo is "giảm từ … năm 2015 xuống còn … năm 2020"; the verb follows the
// change.
func (t teller) fromTo(base, last float64, year int, counts string) string {
	verb, to := "tăng", "lên"
	if last < base {
		verb, to = "giảm", "xuống còn"
	}
	from := verb + " từ " + t.quantity(base) + " " + InYear(t.term.Base) + " " + to + " " + t.quantity(last) + " " + InYear(year)
	var aside []string
	if t.point(year).Estimate {
		aside = append(aside, "ước thực hiện")
	}
	if counts != "" {
		aside = append(aside, counts)
	}
	if len(aside) == 0 {
		return from
	}
	return from + " (" + strings.Join(aside, "; ") + ")"
}

// difference is "tăng 33.900 người (28,6%)": the change of a count, as the
// figures beside it are printed. Of a base below twenty no percentage is told.
func (t teller) difference() string {
	if t.Term.Change == nil {
		return ""
	}
	const smallBase = 20
	change := *t.Term.Change
	if t.Term.Base != nil && t.Term.Last != nil {
		change = t.shown(*t.Term.Last) - t.shown(*t.Term.Base)
	}
	s := t.moved(change, t.quantity)
	if rel := t.Term.Relative; rel != nil && t.Term.Base != nil && *t.Term.Base >= smallBase && stat.Round(*rel, 1) != 0 {
		s += " (" + Percent(abs(*rel), 1) + ")"
	}
	return s
}

// moved is a change with the verb of its sign: "giảm 6,74 điểm %".
func (t teller) moved(v float64, worded func(float64) string) string {
	switch shown := t.shown(v); {
	case shown == 0:
		return "không đổi"
	case shown < 0:
		return "giảm " + worded(abs(v))
	}
	return "tăng " + worded(v)
}

func abs(v float64) float64 {
	if v < 0 {
		return -v
	}
	return v
}

// average is the mean yearly change of a rate.
func (t teller) average(c *clauses) {
	if m := t.Term.Yearly; m != nil && t.shown(*m) != 0 {
		c.add(", ", "bình quân "+t.moved(*m, t.perYear))
	}
}

// turned tells of the year before where a figure that is what it was in the base
// year has changed since then by a tenth: equal ends may hide a fall.
func (t teller) turned(now float64) string {
	year := t.term.Last - 1
	v, ok := t.usable(year)
	if !ok || year <= t.term.Base {
		return ""
	}
	switch before := t.shown(v); {
	case abs(before-now) < notable*abs(before):
		return ""
	case before > now:
		return "nhưng thấp hơn " + InYear(year) + " (" + t.quantity(v) + ")"
	}
	return "nhưng cao hơn " + InYear(year) + " (" + t.quantity(v) + ")"
}

// notable is the share of a figure by which a change is told.
const notable = 0.1

// peak tells of a highest year between the base and the last.
func (t teller) peak(c *clauses, first, now float64) {
	year := t.Term.Peak
	if year <= t.term.Base || year >= t.term.Last {
		return
	}
	if v, ok := t.usable(year); ok && t.shown(v) > max(first, now) {
		c.add("; ", "cao nhất là "+InYear(year)+" ("+t.quantity(v)+")")
	}
}

// partly tells a level without its last year: up to the last known year.
func (t teller) partly(c *clauses, base float64, hasBase bool) {
	known := t.term.Last
	for ; known >= t.term.Base; known-- {
		if _, ok := t.usable(known); ok {
			break
		}
	}
	now, _ := t.usable(known)
	switch {
	case !hasBase || known == t.term.Base || t.honoured():
		c.add("", t.name()+" "+InYear(known)+" "+t.is(known)+" "+t.quantity(now))
	case t.shown(base) == t.shown(now):
		c.add("", t.name()+" "+InYear(known)+" "+t.is(known)+" "+t.quantity(now))
		c.add(", ", "không đổi so với "+InYear(t.term.Base))
	case t.Kind != analysis.Rate && t.shown(base) == 0:
		c.add("", InYear(t.term.Base)+" không phát sinh "+t.things())
		c.add("; ", InYear(known)+" "+t.is(known)+" "+t.quantity(now))
	default:
		c.add("", t.name()+" "+t.fromTo(base, now, known, ""))
	}
}

// flow tells a sum over the term.
func (t teller) flow() clauses {
	var c clauses
	period := "giai đoạn" + nbsp + Span(t.term.Base+1, t.term.Last)
	name := strings.TrimSuffix(t.name(), " trong năm") // it is told of several
	missing, nils := t.years()
	years := t.term.Last - t.term.Base
	switch {
	case len(nils) == years:
		c.add("", period+" không phát sinh "+t.things())
		nils = nil
	case len(missing) > 0 && t.line.TermTotal != nil:
		c.add("", period+", "+name+" là "+t.quantity(t.line.TermTotal.Value))
		missing = nil
	case t.Term.Total == nil:
		base, _ := t.usable(t.term.Base)
		c.add("", t.name()+" "+InYear(t.term.Base)+" là "+t.quantity(base))
	case len(missing) > 0:
		c.add("", name+" trong "+strconv.Itoa(t.Term.TotalYears)+nbsp+"năm có số liệu của "+period+" "+t.estimated()+"là "+t.quantity(*t.Term.Total)+t.estimateOfLast())
	default:
		c.add("", period+", "+name+" "+t.came()+t.quantity(*t.Term.Total)+t.estimateOfLast()+t.parts())
	}
	if len(missing) < years && t.Term.TotalYears == years-len(missing) {
		t.mean(&c)
	}
	t.judgement(&c)
	if len(nils) > 0 {
		c.add("; ", InYears(nils)+" không phát sinh")
	}
	since := t.anew()
	if t.Term.Since == t.r.Term.Base+1 {
		since = "" // every year that is summed is of the new kind
	}
	switch {
	case len(missing) > 0 && since != "":
		c.add("; ", t.absent(missing))
	case len(missing) > 0:
		c.add("; ", t.gap(missing))
	}
	if since != "" {
		c.add("; ", since+t.unjudged())
	}
	return c
}

// came is "là ", of an estimate "ước đạt ", of harm "ước là ".
func (t teller) came() string {
	switch {
	case !t.Term.Estimate:
		return "là "
	case t.Direction == analysis.Up:
		return "ước đạt "
	}
	return "ước là "
}

func (t teller) estimated() string {
	if t.Term.Estimate {
		return "ước "
	}
	return ""
}

// estimateOfLast is "(năm 2020 ước 15.950 người)".
func (t teller) estimateOfLast() string {
	v, ok := t.usable(t.term.Last)
	if !ok || !t.point(t.term.Last).Estimate {
		return ""
	}
	return " (" + InYear(t.term.Last) + " ước " + t.quantity(v) + ")"
}

// mean is the yearly average of a flow: whole from 100 on, else one decimal,
// and untold below 1.
func (t teller) mean(c *clauses) {
	m := t.Term.Average
	if m == nil || t.Term.TotalYears < 2 || stat.Round(*m, 1) < 1 {
		return
	}
	c.add(", ", "bình quân mỗi năm "+t.averaged(*m))
}

func (t teller) averaged(m float64) string {
	decimals := 1
	if m >= 100 {
		decimals = 0
	}
	return Quantity(m, decimals, Folded(t.Unit))
}

// years are the years of the term without a usable figure, and those in which
// nothing occurred.
func (t teller) years() (missing, nils []int) {
	for year := t.term.Base + 1; year <= t.term.Last; year++ {
		if _, ok := t.usable(year); !ok {
			missing = append(missing, year)
		} else if t.point(year).Status == analysis.NilOnly {
			nils = append(nils, year)
		}
	}
	return missing, nils
}

// goal is the target with its bound: "5,5%", "dưới 3%", "từ 15% trở lên".
func (t teller) goal() string {
	s := t.quantity(t.Goal.Value)
	if t.Goal.Bound == "≥" {
		return "từ " + s + " trở lên"
	}
	if word := Bound(t.Goal.Bound); word != "" {
		s = word + " " + s
	}
	return s
}

// judgement holds the result against the target.
func (t teller) judgement(c *clauses) {
	j := t.Judgement
	if t.Goal == nil || j.Verdict == analysis.NoVerdict || j.Verdict == analysis.NoData {
		return
	}
	maybe := ""
	if j.Estimate {
		maybe = "ước "
	}
	resolution := "mục tiêu Nghị quyết (" + t.goal() + ")"
	switch {
	case t.Kind == analysis.Flow && t.Term.TotalYears < t.term.Last-t.term.Base && t.line.TermTotal == nil:
		t.already(c, resolution)
	case t.Kind == analysis.Rate:
		t.judgedRate(c, maybe, resolution)
	default:
		t.judgedCount(c, maybe, resolution)
	}
}

// Doubts says how far the estimate of an indicator may be off before its judgement turns;
// empty where it stands. It is for meetings and the dashboard, not for a text to paste.
func Doubts(r *analysis.Review, x *analysis.Result) string {
	t := tellerOf(r, x)
	if !t.judged() {
		return ""
	}
	var c clauses
	c.add("", t.turns())
	return c.String()
}

// DoubtOf is on what the judgement of an indicator still hangs, after its name: what
// [Doubts] says, and the figures that another sheet contradicts.
func DoubtOf(r *analysis.Review, x *analysis.Result) string {
	t := tellerOf(r, x)
	if !t.judged() {
		return ""
	}
	var c clauses
	c.add("", t.turns())
	c.add("; ", contradicted(t.restsOn("")))
	if len(c) == 0 {
		return ""
	}
	return Capital(t.name()) + ": " + Lower(c.String())
}

// judged tells whether there is a verdict on an indicator.
func (t teller) judged() bool {
	return t.Goal != nil && t.Judgement.Verdict != analysis.NoVerdict && t.Judgement.Verdict != analysis.NoData
}

// Contradicted says that the judgement of an indicator rests on figures that another sheet
// contradicts: "Số liệu năm 2018 chưa thống nhất giữa các nguồn."; empty where
// it does not.
func Contradicted(r *analysis.Review, x *analysis.Result) string {
	t := tellerOf(r, x)
	if years := t.restsOn(""); t.judged() && len(years) > 0 {
		return Capital(contradicted(years)) + "."
	}
	return ""
}

// ForecastContradicted is the same of a forecast, which rests on all years.
func ForecastContradicted(r *analysis.Review, x *analysis.Result) string {
	if years := tellerOf(r, x).disputed(func(int) bool { return true }); len(years) > 0 {
		return Capital(contradicted(years)) + "."
	}
	return ""
}

// contradicted says so of the figures of some years, if there are any.
func contradicted(years []int) string {
	if len(years) == 0 {
		return ""
	}
	return "số liệu " + InYears(years) + " chưa thống nhất giữa các nguồn"
}

// restsOn are the years that another sheet contradicts on which a judgement rests, and those
// that a text names: of a flow all that are summed, of a level the last, all where it is told
// to be constant.
func (t teller) restsOn(text string) []int {
	return t.disputed(func(year int) bool {
		switch {
		case t.Kind == analysis.Flow:
			return year > t.term.Base || strings.Contains(text, InYear(year))
		case text != "" && t.constant():
			return true
		}
		return year == t.term.Last || strings.Contains(text, InYear(year))
	})
}

// disputed are the years of those asked for that another sheet contradicts.
func (t teller) disputed(asked func(year int) bool) (years []int) {
	for _, p := range t.line.Points {
		if p.Disputed && !p.Held && p.Year >= t.term.Base && asked(p.Year) {
			years = append(years, p.Year)
		}
	}
	return years
}

// turns says how far an estimate may be off before the judgement on it turns,
// where that is little. Of a rate the distance to the target in points says it.
func (t teller) turns() string {
	const little = 5 // per cent
	turn := t.Turning
	if turn == nil || t.Kind == analysis.Rate || turn.Percent > little || stat.Round(turn.Percent, 1) == 0 {
		return ""
	}
	side := "cao"
	if turn.Falls {
		side = "thấp"
	}
	s := "đánh giá đổi nếu số thực hiện " + InYear(t.term.Last) + " " + side + " hơn ước " + Percent(turn.Percent, 1)
	if off := t.estimatesOff(); off > 0 {
		s += " (các năm trước ước lệch bình quân " + Percent(off, 1) + ")"
	}
	return s
}

// estimatesOff is by how many per cent earlier estimates were off their actual
// figures on the mean; 0 if none can be held against one.
func (t teller) estimatesOff() float64 {
	sum := 0.0
	for _, e := range t.Estimates {
		sum += abs(e.Percent)
	}
	return stat.Round(sum/max(1, float64(len(t.Estimates))), 1)
}

// already tells of a flow whose known years reach the target by themselves.
func (t teller) already(c *clauses, resolution string) {
	verb := "đã đạt "
	if t.Judgement.Verdict == analysis.Exceeded {
		verb = "đã vượt "
	}
	c.add(", ", verb+resolution+" với "+strconv.Itoa(t.Term.TotalYears)+nbsp+"năm có số liệu")
}

func (t teller) judgedRate(c *clauses, maybe, resolution string) {
	gap := t.gapToGoal(t.shift)
	switch t.Judgement.Verdict {
	case analysis.Exceeded:
		if t.Direction == analysis.Down && gap != "" { // what fell is not said to exceed by points
			c.add("; ", "thấp hơn "+resolution+" "+gap)
			c.add(", ", maybe+"vượt mục tiêu")
			return
		}
		c.add(", ", strings.TrimRight(maybe+"vượt "+resolution+" "+gap, " "))
	case analysis.Met:
		c.add(", ", maybe+"đạt "+resolution)
	case analysis.NotMet:
		c.add(", ", maybe+"không đạt "+resolution)
		if gap != "" {
			c.add(", ", t.side()+" "+gap)
		}
	}
}

// judgedCount: where more is better by the share fulfilled, where less is
// better by the difference.
func (t teller) judgedCount(c *clauses, maybe, resolution string) {
	gap := t.gapToGoal(t.quantity)
	fulfilled := t.Judgement.Fulfilment
	byShare := t.Direction == analysis.Up && fulfilled != nil && t.Goal.Bound == ""
	switch v := t.Judgement.Verdict; {
	case v == analysis.Met && byShare:
		c.add(", ", maybe+"đạt 100% "+resolution)
	case v == analysis.Met:
		c.add(", ", maybe+"đạt "+resolution)
	case byShare:
		c.add(", ", maybe+"bằng "+Percent(*fulfilled, 1)+" "+resolution)
		if v == analysis.Exceeded {
			c.add(", ", "vượt "+gap)
		} else {
			c.add(", ", "còn thiếu "+gap)
		}
	default:
		verb := "vượt "
		if v == analysis.NotMet {
			verb = "không đạt "
		}
		c.add(", ", maybe+verb+resolution)
		if gap != "" {
			c.add(", ", t.side()+" "+gap)
		}
	}
}

// side is on which side of the target the result lies.
func (t teller) side() string {
	if d := t.Judgement.Difference; d != nil && *d > 0 {
		return "cao hơn"
	}
	return below
}

// below is the side of a figure that is less than its target.
const below = "thấp hơn"

// gapToGoal is the difference to the target, without a sign; empty if there is
// none.
func (t teller) gapToGoal(worded func(float64) string) string {
	d := t.Judgement.Difference
	if d == nil || t.shown(*d) == 0 {
		return ""
	}
	return worded(abs(*d))
}

// gap says which years are missing, and what cannot be judged for it.
func (t teller) gap(years []int) string {
	return t.absent(years) + t.unjudged()
}

// unjudged says that a target cannot be judged; empty where none is to be.
func (t teller) unjudged() string {
	if t.Judgement.Verdict != analysis.NoData || t.Goal == nil {
		return ""
	}
	return " nên chưa đánh giá được mức đạt mục tiêu Nghị quyết (" + t.goal() + ")"
}

// absent is "chưa có số liệu năm 2018", "mẫu số năm 2018 bằng 0", or "số liệu năm 2018 đang rà soát" for
// figures on which an open error stands.
func (t teller) absent(years []int) string {
	var none, under, zero []int
	for _, y := range years {
		switch p := t.point(y); {
		case p.Held:
			under = append(under, y)
		case p.ByZero:
			zero = append(zero, y)
		default:
			none = append(none, y)
		}
	}
	var parts []string
	if len(zero) > 0 {
		parts = append(parts, "mẫu số "+InYears(zero)+" bằng 0")
	}
	if len(none) > 0 {
		parts = append(parts, "chưa có số liệu "+InYears(none))
	}
	if len(under) > 0 {
		parts = append(parts, "số liệu "+InYears(under)+" đang rà soát")
	}
	return strings.Join(parts, ", ")
}
