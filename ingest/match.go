package ingest

// A Matcher finds what a text that stands on no sheet of figures means in a
// Vocabulary: the indicator or the place that a register of comments or a
// setting names. Unlike Read it takes nothing for its likeness.
type Matcher struct{ lex *lexicon }

// NewMatcher makes a vocabulary ready for look-ups.
func NewMatcher(v Vocabulary) *Matcher { return &Matcher{newLexicon(v)} }

// Indicator is the code of the indicator that has the text as its code, its
// name or one of its other names, whatever the spelling of tones and capitals;
// "" for none or several, with the names that are nearest.
func (m *Matcher) Indicator(text string) (code string, nearest []string) {
	k := key(text)
	for _, n := range m.lex.names {
		if k != "" && key(n.Code) == k {
			return n.Code, nil
		}
	}
	switch list := m.lex.exact[k]; len(list) {
	case 0:
	case 1:
		return m.lex.names[list[0]].Code, nil
	default:
		for _, i := range list {
			nearest = append(nearest, m.lex.names[i].Name+" ("+m.lex.names[i].Code+")")
		}
		return "", nearest
	}
	near := m.lex.mostAlike(k, "", false)
	return "", near.nearest
}

// Place is the vocabulary's name of the place that the text names: "TX Phú
// Thọ" is "Thị xã Phú Thọ", "toàn tỉnh" the province. It is "" for none or, as
// the bare name of a province and of its town, for several, with the names that
// are nearest.
func (m *Matcher) Place(text string) (name string, nearest []string) {
	if isTotalText(labelText(tidy(text))) {
		for i, p := range m.lex.places {
			if m.lex.isWhole(i) {
				return p.Name, nil
			}
		}
	}
	p, ok := m.lex.place(text)
	switch {
	case ok && p.ambiguous:
		for _, i := range m.lex.byBare[key(p.name)] {
			nearest = append(nearest, m.lex.places[i].Name)
		}
		return "", nearest
	case ok && p.known:
		return p.name, nil
	}
	return "", m.lex.nearPlaces(tidy(text))
}
