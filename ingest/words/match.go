package words

import (
	"tongket/ingest"
)

// A Matcher finds what a text that stands on no sheet of figures means in a
// Vocabulary: the indicator or the place that a register of comments or a
// setting names. Unlike Read it takes nothing for its likeness.
type Matcher struct{ lex *Lexicon }

// NewMatcher makes a vocabulary ready for look-ups.
func NewMatcher(v ingest.Vocabulary) *Matcher { return &Matcher{NewLexicon(v)} }

// Indicator returns the code of the indicator that has the text as its code, its
// name or one of its other names, whatever the spelling of tones and capitals;
// "" for none or several, with the names that are nearest.
func (m *Matcher) Indicator(text string) (code string, nearest []string) {
	k := Key(text)
	for _, n := range m.lex.Indicators {
		if k != "" && Key(n.Code) == k {
			return n.Code, nil
		}
	}
	switch list := m.lex.ByKey[k]; len(list) {
	case 0:
	case 1:
		return m.lex.Indicators[list[0]].Code, nil
	default:
		for _, i := range list {
			nearest = append(nearest, m.lex.Indicators[i].Name+" ("+m.lex.Indicators[i].Code+")")
		}
		return "", nearest
	}
	near := m.lex.mostAlike(k, "", false)
	return "", near.Nearest
}

// Place returns the vocabulary's name of the place that the text names: "TX Phú
// Thọ" is "Thị xã Phú Thọ", "toàn tỉnh" the province. It is "" for none or, as
// the bare name of a province and of its town, for several, with the names that
// are nearest.
func (m *Matcher) Place(text string) (name string, nearest []string) {
	if m.lex.IsTotalText(LabelText(Tidy(text))) {
		for i, p := range m.lex.Places {
			if m.lex.IsWhole(i) {
				return p.Name, nil
			}
		}
	}
	p, ok := m.lex.Place(text)
	switch {
	case ok && p.Ambiguous:
		for _, i := range m.lex.ByBare[Key(p.Name)] {
			nearest = append(nearest, m.lex.Places[i].Name)
		}
		return "", nearest
	case ok && p.Known:
		return p.Name, nil
	}
	return "", m.lex.NearPlaces(Tidy(text))
}
