package vi

import (
	"slices"
	"strconv"
	"strings"

	"tongket/analysis"
)

// Balance tells how the indicators of a field with a target were judged; parts
// that are zero are left out, and several that were judged alike told together. It is
// an estimate as soon as one of the judgements rests on one.
func Balance(r *analysis.Review, f analysis.Field) string {
	const asked = "chỉ tiêu Nghị quyết Đại hội đề ra"
	if f.Targeted == 0 {
		return ""
	}
	var parts []string
	for _, p := range []struct {
		count int
		word  string
	}{{f.Exceeded, "vượt"}, {f.Met, "đạt"}, {f.NotMet, "không đạt"}} {
		switch {
		case p.count == 1 && f.Targeted == 1:
			return Capital(asked) + " " + maybeOf(r, f) + p.word + "."
		case p.count > 1 && p.count == f.Targeted:
			return "Cả " + strconv.Itoa(p.count) + nbsp + asked + " " + maybeOf(r, f) + "đều " + p.word + "."
		case p.count > 0:
			parts = append(parts, strconv.Itoa(p.count)+nbsp+"chỉ tiêu "+p.word)
		}
	}
	s := "Trong " + strconv.Itoa(f.Targeted) + nbsp + asked + ", "
	if maybe := maybeOf(r, f); maybe != "" && len(parts) > 0 {
		s += maybe + "có "
	}
	if f.NoData == 0 {
		return s + strings.Join(parts, ", ") + "."
	}
	open := strconv.Itoa(f.NoData) + nbsp + "chỉ tiêu chưa đủ số liệu để đánh giá"
	switch {
	case f.Targeted == 1:
		return Capital(asked) + " chưa đủ số liệu để đánh giá."
	case len(parts) == 0 && f.NoData == f.Targeted:
		return "Cả " + strconv.Itoa(f.NoData) + nbsp + asked + " đều chưa đủ số liệu để đánh giá."
	case len(parts) == 0:
		return s + open + "."
	}
	return s + strings.Join(parts, ", ") + "; " + open + "."
}

// maybeOf is "ước " where a judgement of the field rests on an estimate.
func maybeOf(r *analysis.Review, f analysis.Field) string {
	for _, i := range f.Indicators {
		if r.Indicators[i].Judgement.Estimate {
			return "ước "
		}
	}
	return ""
}

// A Field is what is told of a field of work.
type Field struct {
	Paragraphs [][]string // sentences, by paragraph, in order
	Limits     []string   // "Một số hạn chế": one a line
	Next       []string   // "Mục tiêu đến năm 2025": one a line
	Others     []string   // sentences on what the paragraph leaves out
}

// most indicators of one kind in the paragraphs of a field without targets, and
// inFull of them in a sentence of their own: those that follow are gathered where
// they were judged alike, so that no turn is heard more than three times. Of those
// that were not judged up to most are told in full, and up to mostNamed of the
// gathered are named.
const (
	most      = 5
	inFull    = 3
	mostNamed = 8
)

// Tell words a field: in a paragraph its balance and up to five indicators with
// a target, in another up to five flows, in a last one the widest gap between
// places, unless the limits tell it. What is owed stands in the papers for
// meetings, never in a text to paste.
func Tell(r *analysis.Review, f analysis.Field) Field {
	var out Field
	var others []*analysis.Result
	levels, flows := chosen(r, f)
	onLevels, told := gathered(r, levels)
	onFlows, more := gathered(r, flows)
	told = append(told, more...)
	out.Limits = limits(r, f)
	gap := widest(r, f)
	if len(gaps(r, f)) > 0 {
		gap = "" // the limits tell it
	}
	out.add(append([]string{Balance(r, f)}, onLevels...))
	out.add(openings(r, onFlows))
	out.add([]string{gap})
	inRates := toldInRates(r)
	for _, i := range f.Indicators {
		x := &r.Indicators[i]
		if s := NextTarget(r, x); s != "" {
			out.Next = append(out.Next, underHead(r, s))
		}
		if !slices.Contains(told, i) && hasFigure(x) && !toldWith(r, i) && !inRates[x.Code] && (x.Goal != nil || whole(r, x)) && !fallsWithBase(r, x) {
			others = append(others, x)
		}
	}
	out.Next = gatheredTargets(out.Next)
	moves, others := alikeMoved(r, others)
	out.Others = append(moves, sentences(r, others)...)
	return out
}

// alikeMoved gathers labels outside the catalogue that moved alike since the base
// year, where more than a few did; left are the indicators that it does not tell.
func alikeMoved(r *analysis.Review, all []*analysis.Result) (told []string, left []*analysis.Result) {
	type move struct {
		verb     string
		estimate bool
	}
	of := func(x *analysis.Result) (m move, ok bool) {
		if !x.Unknown || x.Kind == analysis.Flow || x.Term.Change == nil || x.Term.Last == nil || x.Goal != nil || x.Term.Since > 0 {
			return m, false
		}
		m = move{"không đổi", tellerOf(r, x).point(r.Term.Last).Estimate}
		switch change := *x.Term.Change; {
		case change > 0:
			m.verb = "tăng"
		case change < 0:
			m.verb = "giảm"
		}
		return m, true
	}
	alike := map[move][]*analysis.Result{}
	for _, x := range all {
		if m, ok := of(x); ok {
			alike[m] = append(alike[m], x)
		}
	}
	for _, m := range [...]move{{"tăng", false}, {"tăng", true}, {"giảm", false}, {"giảm", true}, {"không đổi", false}, {"không đổi", true}} {
		if len(alike[m]) > inFull {
			told = append(told, tellMoved(r, m.verb, m.estimate, alike[m]))
		}
	}
	for _, x := range all {
		if m, ok := of(x); !ok || len(alike[m]) <= inFull {
			left = append(left, x)
		}
	}
	return told, left
}

// tellMoved tells indicators that moved alike: "Năm 2020 có 12 chỉ tiêu tăng so với
// năm 2015, trong đó có: … 115 cái (tăng 15 cái); …".
func tellMoved(r *analysis.Review, verb string, estimate bool, all []*analysis.Result) string {
	parts := make([]string, min(len(all), mostNamed))
	for k := range parts {
		t := tellerOf(r, all[k])
		parts[k] = t.name() + " " + t.quantity(*t.Term.Last)
		if end := t.name()[len(t.name())-1]; end >= '0' && end <= '9' {
			parts[k] = t.name() + " là " + t.quantity(*t.Term.Last)
		}
		if d := t.difference(); *t.Term.Change != 0 && d != "" {
			parts[k] += ", " + d
		}
	}
	when := InYear(r.Term.Last)
	if estimate {
		when = "ước " + when
	}
	list := ": "
	if len(parts) < len(all) {
		list = ", trong đó có: "
	}
	return Capital(when) + " có " + Count(len(all)) + nbsp + "chỉ tiêu " + verb + " so với " + InYear(r.Term.Base) + list + strings.Join(parts, "; ") + "."
}

// sentences are those on indicators, each in its own; what several of them lack to
// be compared is said once, behind them.
func sentences(r *analysis.Review, all []*analysis.Result) []string {
	lacking := map[string][]string{}
	var order []string
	for _, x := range all {
		t := tellerOf(r, x)
		if why := t.baseless(); why != "" {
			if lacking[why] == nil {
				order = append(order, why)
			}
			lacking[why] = append(lacking[why], t.name())
		}
	}
	var told []string
	for _, x := range all {
		t := tellerOf(r, x)
		t.brief = len(lacking[t.baseless()]) > 1
		told = append(told, t.sentence())
	}
	for _, why := range order {
		switch names := lacking[why]; {
		case len(names) == 1:
		case len(names) == len(all) && strings.HasPrefix(why, "chưa có"):
			told = append(told, "Cả "+Count(len(names))+nbsp+"chỉ tiêu nêu trên đều "+why+".")
		case len(names) > mostNamed:
			told = append(told, Capital(why)+": "+strings.Join(names[:mostNamed], "; ")+" và "+Count(len(names)-mostNamed)+nbsp+"chỉ tiêu khác.")
		default:
			told = append(told, Capital(why)+": "+strings.Join(names, "; ")+".")
		}
	}
	return told
}

// mostTargets is how many targets of one turn a field's list holds one by one.
const mostTargets = 8

// gatheredTargets tells targets that ask alike together where they are many: "Nâng: tỷ
// lệ … lên 92%; …". What each asks a year stands in the annex.
func gatheredTargets(all []string) []string {
	turns := [...]string{"Đề xuất phấn đấu nâng ", "Đề xuất phấn đấu giảm ", "Nâng ", "Giảm "}
	turnOf := func(s string) int {
		return slices.IndexFunc(turns[:], func(turn string) bool { return strings.HasPrefix(s, turn) })
	}
	var alike [len(turns)][]string
	for _, s := range all {
		if k := turnOf(s); k >= 0 {
			rest := strings.TrimSuffix(strings.TrimPrefix(s, turns[k]), ".")
			if end := strings.LastIndex(rest, ", bình quân "); end > 0 && strings.Contains(rest[end:], "/năm") {
				rest = rest[:end]
			}
			alike[k] = append(alike[k], rest)
		}
	}
	var told []string
	for _, s := range all {
		switch k := turnOf(s); {
		case k < 0 || len(alike[k]) <= mostTargets:
			told = append(told, s)
		case !slices.ContainsFunc(told, func(t string) bool { return strings.HasPrefix(t, strings.TrimSpace(turns[k])+": ") }):
			told = append(told, strings.TrimSpace(turns[k])+": "+strings.Join(alike[k], "; ")+".")
		}
	}
	return told
}

// underHead is a sentence on a target as it stands in a list whose head says the
// year and the striving already.
func underHead(r *analysis.Review, s string) string {
	rest, ok := strings.CutPrefix(s, "Đến "+InYear(r.Term.Next)+", phấn đấu ")
	if !ok {
		rest, ok = strings.CutPrefix(s, "Đến "+InYear(r.Term.Next)+", ")
	}
	if ok {
		return Capital(rest)
	}
	return strings.Replace(s, ", phấn đấu ", ", ", 1)
}

// toldInRates are the codes of the indicators that the sentences on rates tell with
// them: the count and its base that one gives in brackets, and the count of one that
// is a hundred per cent and told so with its whole ("…, đều được phụng dưỡng suốt
// đời").
func toldInRates(r *analysis.Review) map[string]bool {
	told := make(map[string]bool)
	for i := range r.Indicators {
		x := &r.Indicators[i]
		if x.Kind == analysis.Rate && tellerOf(r, x).counts() != "" {
			told[x.Numerator], told[x.Denominator] = true, true
		}
		for k := 0; x.Wording.Full != "" && k < len(r.Indicators); k++ {
			y := &r.Indicators[k]
			if y.Code == x.Denominator && strings.Contains(tellerOf(r, y).state(), x.Wording.Full) {
				told[x.Numerator] = true
			}
		}
	}
	return told
}

// add appends a paragraph of the sentences that are not empty. The resolution is
// named where the paragraph first holds a result against its target.
func (f *Field) add(sentences []string) {
	const full, short = "mục tiêu Nghị quyết (", "mục tiêu ("
	var told []string
	named := false
	for _, s := range sentences {
		if s == "" {
			continue
		}
		if named {
			s = strings.Replace(s, full, short, 1)
		}
		named = named || strings.Contains(s, full)
		told = append(told, s)
	}
	if len(told) > 0 {
		f.Paragraphs = append(f.Paragraphs, told)
	}
}

// gathered are the sentences on indicators: the first in full, then what was not
// judged, then those that were judged alike together. of are the indicators that
// they tell.
func gathered(r *analysis.Review, indicators []int) (told []string, of []int) {
	open := 0
	var full []*analysis.Result
	alike := map[analysis.Verdict][]*analysis.Result{}
	for k, i := range indicators {
		x := &r.Indicators[i]
		switch verdict := x.Judgement.Verdict; {
		case k < inFull:
			full = append(full, x)
		case verdict != analysis.NoVerdict && verdict != analysis.NoData && whole(r, x):
			alike[verdict] = append(alike[verdict], x)
		case open == most:
			continue // it stands in the list
		default:
			open++
			full = append(full, x)
		}
		of = append(of, i)
	}
	told = sentences(r, full)
	for _, verdict := range [...]analysis.Verdict{analysis.Exceeded, analysis.Met, analysis.NotMet} {
		if all := alike[verdict]; len(all) > 0 && !(verdict == analysis.NotMet && len(all) > most) { // the limits name them

			told = append(told, together(r, Lower(Verdict(verdict, false)), all))
		}
	}
	return told, of
}

// together tells indicators that were judged alike: "Có 2 chỉ tiêu khác ước vượt
// mục tiêu: tỷ lệ … 94,1% (mục tiêu 90%); …"; of one alone "Tỷ lệ … là 94,1% (mục
// tiêu 90%), ước vượt mục tiêu."
func together(r *analysis.Review, verb string, all []*analysis.Result) string {
	estimated := !slices.ContainsFunc(all, func(x *analysis.Result) bool { return !x.Judgement.Estimate })
	parts := make([]string, min(len(all), mostNamed))
	for i := range parts {
		parts[i] = tellerOf(r, all[i]).held(!estimated, len(all) == 1)
	}
	if estimated {
		verb = "ước " + verb
	}
	if len(all) == 1 {
		return Capital(parts[0]) + ", " + verb + " mục tiêu."
	}
	if len(parts) < len(all) {
		return "Có " + Count(len(all)) + nbsp + "chỉ tiêu khác " + verb + " mục tiêu, trong đó có: " + strings.Join(parts, "; ") + "."
	}
	return "Có " + Count(len(all)) + nbsp + "chỉ tiêu khác " + verb + " mục tiêu: " + strings.Join(parts, "; ") + "."
}

// held is an indicator's result beside its target: "tỷ lệ lao động qua đào tạo
// 70% (mục tiêu 70%)"; each says of itself that it is an estimate unless all are. As
// the subject of a sentence it has a verb.
func (t teller) held(marked, subject bool) string {
	maybe := " "
	if marked && t.Judgement.Estimate {
		maybe = " ước "
	}
	name := strings.TrimSuffix(t.name(), " trong năm")
	if end := name[len(name)-1]; maybe == " " && (subject || end >= '0' && end <= '9') {
		maybe = " là " // or two numbers stand side by side
	}
	if t.Judgement.Actual == nil {
		return name
	}
	own := ""
	if part := byCode(t.r, t.Numerator); part != nil && part.Kind == analysis.Flow {
		own = "riêng " + InYear(t.term.Last) + "; " // its parts are told over the term, where they make another rate
	}
	return name + maybe + t.quantity(*t.Judgement.Actual) + " (" + own + "mục tiêu " + t.goal() + opt("; ", contradicted(t.restsOn("")), "") + ")"
}

// fallsWithBase tells whether a count moved against its direction while the rate
// of which it is the numerator did not: the rate tells it.
func fallsWithBase(r *analysis.Review, x *analysis.Result) bool {
	change := x.Term.Change
	if change == nil || x.Goal != nil || !(x.Direction == analysis.Up && *change < 0 || x.Direction == analysis.Down && *change > 0) {
		return false
	}
	return ratesLead(r, x)
}

// openings varies how sentences on flows begin that follow each other.
func openings(r *analysis.Review, told []string) []string {
	period := "iai đoạn" + nbsp + Span(r.Term.Base+1, r.Term.Last) + ", "
	others := []string{"Trong " + strconv.Itoa(r.Term.Last-r.Term.Base) + nbsp + "năm" + nbsp + Span(r.Term.Base+1, r.Term.Last) + ", ", "Cùng giai đoạn, "}
	for k, n := 0, -1; k < len(told); k++ {
		rest, ok := strings.CutPrefix(told[k], "G"+period)
		if !ok {
			continue
		}
		if n++; n > 0 {
			told[k] = others[(n-1)%len(others)] + rest
		}
	}
	return told
}

// chosen are the indicators that the paragraphs tell: levels with a target (in
// a field without any, up to five levels with a direction), then flows, those with
// a target first, each in the catalogue's order.
func chosen(r *analysis.Review, f analysis.Field) (levels, flows []int) {
	var untargeted, others []int
	for _, i := range f.Indicators {
		switch x := &r.Indicators[i]; {
		case !hasFigure(x):
		case x.Kind != analysis.Flow && x.Goal != nil:
			levels = append(levels, i)
		case x.Kind != analysis.Flow:
			if x.Direction == analysis.Up || x.Direction == analysis.Down {
				untargeted = append(untargeted, i)
			}
		case x.Goal != nil:
			flows = append(flows, i)
		case !x.Unknown && !toldWith(r, i) && whole(r, x):
			others = append(others, i)
		}
	}
	if f.Targeted == 0 {
		levels = untargeted
	}
	if f.Targeted == 0 {
		levels = levels[:min(most, len(levels))]
	}
	return levels, append(flows, others[:min(len(others), max(0, inFull-len(flows)))]...)
}

// whole tells whether a flow is known in all years of the term: of one that is not,
// and has no target, nothing is said in a text to paste.
func whole(r *analysis.Review, x *analysis.Result) bool {
	if x.Kind != analysis.Flow || x.Whole.TermTotal != nil {
		return true
	}
	missing, _ := tellerOf(r, x).years()
	return len(missing) == 0
}

// hasFigure tells whether there is anything to tell of an indicator.
func hasFigure(x *analysis.Result) bool {
	return x.Whole.TermTotal != nil || slices.ContainsFunc(x.Whole.Points, func(p analysis.Point) bool {
		return p.Status == analysis.Known || p.Status == analysis.NilOnly
	})
}

// widest is the sentence on the rate that differs most between places; without
// rates on the count that does, by its coefficient of variation.
func widest(r *analysis.Review, f analysis.Field) string {
	var best *analysis.Result
	for _, i := range f.Indicators {
		x := &r.Indicators[i]
		if x.Unknown && !hasFigure(x) {
			continue // a label of some places' own sheets is no name of an indicator of the whole
		}
		if now(x) != nil && wider(x, best) {
			best = x
		}
	}
	if best == nil || placesOf(r, best) == nil || placesOf(r, best).alike() {
		return "" // no gap where all are alike
	}
	return Places(r, best)
}

func wider(x, best *analysis.Result) bool {
	switch {
	case best == nil:
		return true
	case (x.Kind == analysis.Rate) != (best.Kind == analysis.Rate):
		return x.Kind == analysis.Rate
	case x.Kind == analysis.Rate:
		return now(x).Range > now(best).Range
	}
	a, b := now(x).CV, now(best).CV
	return a != nil && (b == nil || *a > *b)
}

// somePlaces names up to three places and counts more.
func somePlaces(r *analysis.Review, places []string) string {
	if len(places) > 3 {
		return Count(len(places)) + nbsp + Kinds(r.Places)
	}
	names := make([]string, len(places))
	for i, p := range places {
		names[i] = Place(Folded(p))
	}
	return Enumerate(names)
}

// gapBetweenPlaces is how many times the lowest place's rate the highest must
// be at least for the difference to be told as a limit.
const gapBetweenPlaces = 5

// limits are the cases of "Một số hạn chế", from the data alone.
func limits(r *analysis.Review, f analysis.Field) []string {
	lines := shortfalls(r, missed(r, f))
	for _, i := range f.Indicators {
		t := tellerOf(r, &r.Indicators[i])
		if s := t.contrary(); s != "" && !ratesLead(r, &r.Indicators[i]) {
			lines = append(lines, s)
		}
	}
	for _, i := range f.Indicators {
		if s := behind(r, &r.Indicators[i]); s != "" {
			lines = append(lines, s)
		}
	}
	return append(lines, gaps(r, f)...)
}

// missed are the indicators of a field whose targets were not met.
func missed(r *analysis.Review, f analysis.Field) (all []teller) {
	for _, i := range f.Indicators {
		if t := tellerOf(r, &r.Indicators[i]); t.Judgement.Verdict == analysis.NotMet {
			all = append(all, t)
		}
	}
	return all
}

// shortfalls are targets that were not met: one a line, of many the names and what
// each lacks in one sentence, so that the turn is not heard over and over.
func shortfalls(r *analysis.Review, all []teller) []string {
	if len(all) <= most {
		lines := make([]string, len(all))
		for k, t := range all {
			lines[k] = t.shortfall()
		}
		return lines
	}
	actual := slices.ContainsFunc(all, func(t teller) bool { return !t.Judgement.Estimate })
	parts, maybe := make([]string, len(all)), "ước "
	if actual {
		maybe = ""
	}
	for k, t := range all {
		mark := " "
		if actual && t.Judgement.Estimate {
			mark = " ước "
		}
		parts[k] = t.name() + mark + Lacking(r, t.Result) + opt(" (", contradicted(t.restsOn("")), ")")
	}
	return []string{"Có " + Count(len(all)) + nbsp + "chỉ tiêu " + maybe + "không đạt mục tiêu Nghị quyết: " + strings.Join(parts, "; ") + "."}
}

// behind tells a last figure that is worse than the one it is compared with:
// "Tỷ lệ hộ cận nghèo năm 2020 ước là 5,24%, cao hơn mức so sánh (4,5%) 0,74 điểm
// %." Empty where it is not, or nobody gave one.
func behind(r *analysis.Review, x *analysis.Result) string {
	off := analysis.OffReference(x)
	if off != nil && x.Kind == analysis.Rate && (x.Direction == analysis.Down && *off > 0 || x.Direction == analysis.Up && *off < 0) {
		return ComparedSay(r, x)
	}
	return ""
}

// gaps are the sentences on rates that differ much between places: one with its
// change, two or more in one sentence.
func gaps(r *analysis.Review, f analysis.Field) []string {
	var unlike []*extremes
	for _, i := range f.Indicators {
		if x := &r.Indicators[i]; unequal(r, x) {
			unlike = append(unlike, placesOf(r, x))
		}
	}
	switch len(unlike) {
	case 0:
		return nil
	case 1:
		return []string{unlike[0].gap()}
	}
	var parts []string
	if !slices.ContainsFunc(unlike, func(e *extremes) bool { return !e.narrower() }) {
		for i, e := range unlike {
			parts = append(parts, e.narrowed(i == 0))
		}
		return []string{"Chênh lệch giữa các địa bàn thu hẹp song còn lớn: " + strings.Join(parts, "; ") + "."}
	}
	for _, e := range unlike {
		parts = append(parts, e.briefly())
	}
	return []string{"Chênh lệch giữa các địa bàn còn lớn: " + strings.Join(parts, "; ") + "."}
}

// shortfall is a target that was not met.
func (t teller) shortfall() string {
	worded := t.quantity
	if t.Kind == analysis.Rate {
		worded = t.shift
	}
	gap := t.gapToGoal(worded)
	maybe := ""
	if t.Judgement.Estimate {
		maybe = "ước "
	}
	s := Capital(t.name()) + ": " + maybe + "không đạt mục tiêu Nghị quyết"
	switch {
	case gap == "":
	case t.Kind != analysis.Rate && t.side() == below:
		s += ", còn thiếu " + gap
	default:
		s += ", " + t.side() + " " + gap
	}
	return s + opt("; ", contradicted(t.restsOn("")), "") + "."
}

// contrary is a change against the direction of a target.
func (t teller) contrary() string {
	change := t.Term.Change
	if t.Goal == nil || t.Kind == analysis.Flow || change == nil {
		return ""
	}
	verb := ""
	switch shown := t.shown(*change); {
	case t.Direction == analysis.Up && shown < 0:
		verb = "giảm"
	case t.Direction == analysis.Down && shown > 0:
		verb = "tăng"
	default:
		return ""
	}
	s := t.name() + " " + verb + " so với " + InYear(t.term.Base) + ", trái chiều với mục tiêu"
	return t.doubted(clauses{{"", s}})
}

// unequal tells whether a rate with a direction differs much between places, or
// more than it did.
func unequal(r *analysis.Review, x *analysis.Result) bool {
	e := placesOf(r, x)
	if e == nil || x.Kind != analysis.Rate || x.Direction != analysis.Up && x.Direction != analysis.Down || e.alike() {
		return false
	}
	return e.d.MaxMin != nil && *e.d.MaxMin >= gapBetweenPlaces || x.Spread.Verdict == "widened"
}

// ratesLead tells whether a count is the numerator of a rate that went the right
// way: where its base fell, a smaller count is no failure.
func ratesLead(r *analysis.Review, x *analysis.Result) bool {
	for i := range r.Indicators {
		rate := &r.Indicators[i]
		if rate.Kind != analysis.Rate || rate.Numerator != x.Code || rate.Term.Change == nil {
			continue
		}
		if change := *rate.Term.Change; rate.Direction == analysis.Up && change >= 0 || rate.Direction == analysis.Down && change <= 0 {
			return true
		}
	}
	return false
}
