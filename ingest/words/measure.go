package words

import (
	"regexp"
	"slices"
	"strings"

	"tongket/ingest"
)

// expectedFigure is the meaning of "dự kiến": an estimate, unless another word of a
// measure says more.
const expectedFigure = "expected"

// TakeMeasure takes the words of a measure off a text: all of it, or at an end
// beside punctuation or where a period stood.
func (t *Table) TakeMeasure(h *Heading, s string) string {
	if h.Since || h.Term {
		s = cutTermWords(s)
	}
	rest, expected := s, false
	for n := 0; n < 4; n++ {
		text := strings.Trim(rest, " -–:;,./()+")
		low := Fold(text)
		if low == "" {
			return ""
		}
		if t.IsFiller(low) && (h.Measure != "" || h.Years != ingest.Period{} || h.IsRel || h.Since || h.Term) {
			return ""
		}
		word, m, ok := t.leadingMeasure(low)
		if !ok {
			break
		}
		after := strings.TrimLeft(cutWords(text, word), " -–:;,./()+")
		if after != "" && !t.allMeasure(Fold(after)) {
			if h.Years != (ingest.Period{}) && h.Measure == "" && strings.HasPrefix(strings.TrimSpace(rest), "(") { // "2017 (ước) Kinh phí"
				h.Measure = m
				return after
			}
			break
		}
		if h.Measure == "" || m == ingest.Estimate || h.Measure == ingest.Actual && m != ingest.Actual || expected && m != ingest.Actual {
			h.Measure = m
		}
		expected = t.meaning(measures, word) == expectedFigure // "dự kiến mục tiêu" is a target
		rest = after
		if after == "" {
			return ""
		}
	}
	return t.takeTrailingMeasure(h, rest)
}

// cutWords drops as many words from the front of s as word has.
func cutWords(s, word string) string {
	fields := strings.Fields(s)
	n := len(strings.Fields(word))
	if n >= len(fields) {
		return ""
	}
	return strings.Join(fields[n:], " ")
}

func (t *Table) leadingMeasure(low string) (string, ingest.Measure, bool) {
	for _, e := range t.lists[measures].longest {
		if rest, ok := strings.CutPrefix(low, e.word); ok && (rest == "" || strings.ContainsRune(" :;,./()-–", rune(rest[0]))) {
			if e.meaning == expectedFigure {
				return e.word, ingest.Estimate, true
			}
			return e.word, ingest.Measure(e.meaning), true
		}
	}
	return "", "", false
}

// allMeasure reports whether a text is made of words of measures and fillers only.
func (t *Table) allMeasure(low string) bool {
	for low != "" {
		low = strings.Trim(low, " -–:;,./()+")
		if low == "" || t.IsFiller(low) {
			return true
		}
		word, _, ok := t.leadingMeasure(low)
		if !ok {
			if word, ok = t.leadingFiller(low); !ok {
				return false
			}
		}
		low = strings.TrimSpace(low[len(word):])
	}
	return true
}

func (t *Table) leadingFiller(low string) (string, bool) {
	var words []string
	for word := range strings.FieldsSeq(low) {
		if words = append(words, word); len(words) == t.lists[fillers].most {
			break
		}
	}
	for n := len(words); n > 0; n-- {
		if w := strings.Join(words[:n], " "); t.has(fillers, w) {
			return w, true
		}
	}
	return "", false
}

// IsFiller reports whether a folded text says nothing by itself beside a period or a
// measure.
func (t *Table) IsFiller(low string) bool {
	low = strings.Trim(low, " -–:;,./()+")
	for low != "" {
		word, ok := t.leadingFiller(low)
		if !ok {
			return false
		}
		low = strings.Trim(low[len(word):], " -–:;,./()+")
	}
	return true
}

// takeDatedMeasure takes a measure off the front of a text where its period
// follows, or where a dash parts it from a breakdown: "Sơ bộ 2018 Nữ", "KH - Nữ".
func (t *Table) takeDatedMeasure(h *Heading, s string) string {
	word, m, ok := t.leadingMeasure(Fold(s))
	if !ok {
		return s
	}
	rest := cutWords(s, word)
	after := strings.TrimLeft(rest, " :–-(.")
	dated := prose(`^(?:năm |cả năm )?(?:19|20)\d\d(?:$|[^\d./])`).MatchString(Fold(after))
	dashed := strings.HasPrefix(rest, "- ") || strings.HasPrefix(rest, "– ")
	if prose(`^(?:từ )?đầu năm$`).MatchString(Fold(after)) { // "Giao đầu năm"
		h.Measure = m
		return ""
	}
	if after == "" || !dated && !dashed && !t.IsVague(after) {
		return s
	}
	h.Measure = m
	if dated && strings.HasPrefix(rest, "(") {
		return rest
	}
	return after
}

// trailingMeasure is the pattern of a label that ends with one of some words.
func trailingMeasure(list []string) *pattern {
	quoted := make([]string, len(list))
	for i, word := range list {
		quoted[i] = regexp.QuoteMeta(word)
	}
	return NewPattern(`^(.+?)(?:\s*[-–:,]\s*|\s*\(|\s+)(` + strings.Join(quoted, "|") + `)\)?$`)
}

// takeTrailingMeasure reads "Số hộ nghèo (KH)", "Hộ nghèo - TH", "Số hộ KH".
func (t *Table) takeTrailingMeasure(h *Heading, s string) string {
	label := strings.TrimSpace(s)
	if !slices.ContainsFunc(t.lists[trailingMeasures].longest, func(e entry) bool {
		return strings.HasSuffix(label, e.word) || strings.HasSuffix(strings.TrimSuffix(label, ")"), e.word)
	}) {
		return s // without the pattern, which may begin at any letter
	}
	m := t.trailing.FindStringSubmatch(label)
	if m == nil {
		return s
	}
	_, measure, ok := t.leadingMeasure(Fold(m[2]))
	beside := strings.ContainsAny(s[len(m[1]):], "-–:,(") || m[2] == strings.ToUpper(m[2]) || h.Years != ingest.Period{}
	if !ok || !beside || h.Measure != "" {
		return s
	}
	h.Measure = measure
	return strings.TrimSpace(m[1])
}
