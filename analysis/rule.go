package analysis

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// RuleKind says what a rule for the next term asks for.
type RuleKind string

const (
	NoRule     RuleKind = ""       // nothing is asked: a proposal
	ToTarget   RuleKind = "target" // "đạt 70": that value at the end, a flow's total
	ByPoints   RuleKind = "points" // "giảm 0,5 điểm %/năm": percentage points a year
	ByGrowth   RuleKind = "growth" // "+3%/năm": per cent a year, compound
	LikeRegion RuleKind = "region" // "bằng bình quân vùng"
)

// A Rule is what the catalogue's "Mục tiêu kỳ tới" asks for.
type Rule struct {
	Kind   RuleKind
	Amount float64 // the target, or points or per cent a year, negative for a fall
	Bound  string  // of a target: "<", ">", "≤", "≥"; "" plain
}

// A RuleError says why a rule or a target cannot be read. Reason is stable:
// "grouping" (a dot between thousands), "decimal-point" (a dot where a comma
// belongs), "per-year" (no "/năm": a year or the term?), "form" (none of the
// forms that are understood).
type RuleError struct {
	Text   string
	Reason string
}

func (e *RuleError) Error() string { return fmt.Sprintf("rule %q: %s", e.Text, e.Reason) }

const numberForm = `([-−+]?\d+(?:,\d+)?)`

var (
	plainForm  = regexp.MustCompile(`^` + numberForm + ` ?%?$`)
	pointsForm = regexp.MustCompile(`^(?:bình quân )?(tăng|giảm|\+|-|−) ?(?:bình quân )?(\d+(?:,\d+)?) ?điểm ?(?:%|phần trăm) ?(?:/ ?năm|mỗi năm|một năm)$`)
	growthForm = regexp.MustCompile(`^(?:bình quân )?(tăng|giảm|\+|-|−) ?(?:bình quân )?(\d+(?:,\d+)?) ?% ?(?:/ ?năm|mỗi năm|một năm)$`)
	noYearForm = regexp.MustCompile(`^(?:tăng|giảm|\+|-|−) ?\d+(?:,\d+)? ?(?:điểm )?%$`)
	targetForm = regexp.MustCompile(`^(?:phấn đấu )?(?:đạt |còn |giữ |duy trì |bằng |giảm còn |giảm xuống còn |giảm xuống |tăng lên |nâng lên )?(?:ở )?(?:mức )?`)
	dotForm    = regexp.MustCompile(`\d\.\d`)
	groupForm  = regexp.MustCompile(`(?:^|[^\d,.])\d{1,3}(?:\.\d{3})+(?:$|[^\d.])`)
	regionForm = regexp.MustCompile(`^(?:đạt |bằng )?(?:mức )?bình quân (?:chung )?(?:của )?(?:toàn )?vùng$`)
)

// boundWords begin a target with a bound, or ("trở lên") end it.
var boundWords = []struct{ before, after, bound string }{
	{"≤", "", "≤"}, {"<=", "", "≤"}, {"≥", "", "≥"}, {">=", "", "≥"}, {"<", "", "<"}, {">", "", ">"},
	{"dưới", "", "<"}, {"trên", "", ">"}, {"ít nhất", "", "≥"}, {"tối thiểu", "", "≥"}, {"không dưới", "", "≥"},
	{"không quá", "", "≤"}, {"tối đa", "", "≤"}, {"không vượt quá", "", "≤"}, {"không trên", "", "≤"}, {"không cao hơn", "", "≤"}, {"không thấp hơn", "", "≥"}, {"hơn", "", ">"},
	{"từ", "trở lên", "≥"}, {"từ", "trở xuống", "≤"}, {"", "trở lên", "≥"}, {"", "trở xuống", "≤"},
}

// ParseTarget reads a target as the catalogue writes it: a number with a
// decimal comma and without grouping, alone or after words that lead to a value
// ("đạt", "còn", "duy trì", "giảm xuống còn", …), with or without "%", and with
// a bound in words or as a sign ("dưới 3", "từ 90 trở lên", "≥ 90"). ok is false
// for an empty text and for every other form: "giảm 2" is a change, no value.
func ParseTarget(text string) (value float64, bound string, ok bool) {
	t := tidy(text)
	t = t[len(targetForm.FindString(t)):]
	for _, w := range boundWords {
		if rest, is := between(t, w.before, w.after); is {
			value, ok = parseNumber(rest)
			return value, w.bound, ok
		}
	}
	value, ok = parseNumber(t)
	return value, "", ok
}

// between is what stands between two words, neither of them being part of a
// longer one.
func between(t, before, after string) (string, bool) {
	rest, a := strings.CutPrefix(t, before)
	rest, b := strings.CutSuffix(rest, after)
	return strings.TrimSpace(rest), a && b
}

// ParseRule reads a rule for the next term: a target (see [ParseTarget]),
// "tăng|giảm|+|- N điểm %/năm", "tăng|giảm|+|- N%/năm" or "bằng bình quân
// vùng"; the empty text is NoRule. The error is a *RuleError.
func ParseRule(text string) (Rule, error) {
	t := tidy(text)
	if t == "" {
		return Rule{}, nil
	}
	if regionForm.MatchString(t) {
		return Rule{Kind: LikeRegion}, nil
	}
	if m := pointsForm.FindStringSubmatch(t); m != nil {
		return changeRule(ByPoints, text, m)
	}
	if m := growthForm.FindStringSubmatch(t); m != nil {
		return changeRule(ByGrowth, text, m)
	}
	// A sign asks for a change, and a change without "/năm" may be the term's.
	if noYearForm.MatchString(t) {
		return Rule{}, &RuleError{text, "per-year"}
	}
	if v, bound, ok := ParseTarget(t); ok && !strings.HasPrefix(t, "+") {
		return Rule{Kind: ToTarget, Amount: v, Bound: bound}, nil
	}
	switch {
	case groupForm.MatchString(t):
		return Rule{}, &RuleError{text, "grouping"}
	case dotForm.MatchString(t):
		return Rule{}, &RuleError{text, "decimal-point"}
	}
	return Rule{}, &RuleError{text, "form"}
}

// changeRule makes a rule of a direction and an amount.
func changeRule(kind RuleKind, text string, match []string) (Rule, error) {
	v, ok := parseNumber(match[2])
	if !ok {
		return Rule{}, &RuleError{text, "form"}
	}
	switch match[1] {
	case "giảm", "-", "−":
		v = -v
	}
	if v < -100 || v == 0 {
		return Rule{}, &RuleError{text, "form"}
	}
	return Rule{Kind: kind, Amount: v}, nil
}

// parseNumber reads a number with a decimal comma and without grouping, "%"
// allowed after it.
func parseNumber(t string) (float64, bool) {
	m := plainForm.FindStringSubmatch(t)
	if m == nil {
		return 0, false
	}
	v, err := strconv.ParseFloat(strings.NewReplacer(",", ".", "−", "-").Replace(m[1]), 64)
	return v, err == nil && !math.IsInf(v, 0)
}

// tidy folds a text for comparison: NFC, lower case, single spaces, no final
// stop.
func tidy(text string) string {
	return strings.TrimRight(strings.ToLower(strings.Join(strings.Fields(norm.NFC.String(text)), " ")), ". ")
}

// Doubtful reports whether a rule may not mean what it says: "giảm 0,5%/năm" of
// a rate is taken as 0.5 per cent of the rate, though "0,5 điểm %/năm" is what
// is often meant. Points of a count have no meaning at all, and [Path] refuses
// them.
func (r Rule) Doubtful(kind IndicatorKind) bool { return r.Kind == ByGrowth && kind == Rate }
