package vi

import (
	"cmp"
	"slices"
	"strings"

	"tongket/analysis"
)

// state tells how things stand, as the catalogue words it: "Ban Chấp hành có 15
// đồng chí"; empty where it does not, or the last year is not known.
func (t teller) state() string {
	v, ok := t.usable(t.term.Last)
	if t.Wording.Says == "" || child(t.Name) || !ok || t.Goal != nil || !strings.Contains(t.Wording.Says, "{số}") {
		return ""
	}
	s := strings.NewReplacer("{số}", Trimmed(v, t.Decimals), "{địa bàn}", WholeOf(t.r.Places), " {số} ", " "+Trimmed(v, t.Decimals)+nbsp).Replace(t.Wording.Says)
	for i := range t.r.Indicators {
		rate := tellerOf(t.r, &t.r.Indicators[i])
		if rate.Denominator != t.Code || rate.Wording.Full == "" {
			continue
		}
		if share, ok := rate.usable(t.term.Last); ok && rate.shown(share) == 100 {
			s += ", " + rate.Wording.Full
		}
	}
	return s + t.parts() + "."
}

// child tells whether a name is that of a part of the indicator above it.
func child(name string) bool { return strings.HasPrefix(Folded(name), "Trong đó") }

// parts is ", trong đó lao động nữ 37.943 người (48%)": the parts of an indicator
// beside it.
func (t teller) parts() string {
	const most = 3
	var told []string
	for _, i := range partsOf(t.r, t.Code) {
		part := &t.r.Indicators[i]
		if s, ok := analysis.ShareOf(part, t.Result, t.term); ok && len(told) < most {
			one := cmp.Or(part.Wording.Says, Name(part.Name)) + " " + Quantity(s.Value, part.Decimals, Folded(part.Unit))
			if !s.Few {
				one += " (" + Percent(s.Percent, 1) + ")"
			}
			told = append(told, one)
		}
	}
	if len(told) == 0 {
		return ""
	}
	return ", trong đó " + Enumerate(told)
}

// partsOf are the parts of an indicator: those that follow it in the catalogue
// under "Trong đó".
func partsOf(r *analysis.Review, code string) []int {
	at := slices.IndexFunc(r.Indicators, func(x analysis.Result) bool { return x.Code == code })
	if at < 0 || child(r.Indicators[at].Name) {
		return nil
	}
	var parts []int
	for i := at + 1; i < len(r.Indicators) && r.Indicators[i].Field == r.Indicators[at].Field; i++ {
		if child(r.Indicators[i].Name) {
			parts = append(parts, i)
		} else if r.Indicators[i].Kind != analysis.Rate { // a rate of the part may stand between
			break
		}
	}
	return parts
}

// toldWith tells whether an indicator is told beside its whole.
func toldWith(r *analysis.Review, i int) bool {
	for at := i - 1; at >= 0 && child(r.Indicators[i].Name); at-- {
		whole := &r.Indicators[at]
		if child(whole.Name) || whole.Kind == analysis.Rate {
			continue
		}
		_, ok := analysis.ShareOf(&r.Indicators[i], whole, r.Term)
		return ok && slices.Contains(partsOf(r, whole.Code), i)
	}
	return false
}

// counts is "222/225 xã, phường, thị trấn": the counts behind a rate, where the
// numerator moved against it because its base changed.
func (t teller) counts() string {
	if t.Kind != analysis.Rate || t.Term.Change == nil {
		return ""
	}
	find := func(code string) *teller {
		for i := range t.r.Indicators {
			if t.r.Indicators[i].Code == code && code != "" {
				x := tellerOf(t.r, &t.r.Indicators[i])
				return &x
			}
		}
		return nil
	}
	part, whole := find(t.Numerator), find(t.Denominator)
	if part == nil || whole == nil || !whole.stands() {
		return ""
	}
	before, ok1 := part.usable(t.term.Base)
	now, ok2 := part.usable(t.term.Last)
	all, ok3 := whole.usable(t.term.Last)
	if !ok1 || !ok2 || !ok3 || (now-before)**t.Term.Change >= 0 {
		return ""
	}
	return Number(now, part.Decimals) + "/" + Number(all, whole.Decimals) + nbsp + whole.things()
}
