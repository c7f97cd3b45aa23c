package words

import (
	"cmp"
	_ "embed"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"tongket/ingest"
)

// A Table says what the words of the field mean: which are units, heads of
// columns, names of a whole and so on. The built-in one stands in lexicon.tsv; a
// job adds to it by its own words.
//
// What a text means is asked of the table of the job that the text belongs to, so no
// function of the package knows the built-in words only. The exceptions are roles that
// a job cannot add to: Fold needs no job for spellings and tone marks, and WholeOf
// none for the kinds of wholes.
type Table struct {
	unitTable
	roles    map[string]wordRole // by the name that drafters use
	trailing *pattern            // of a measure that ends a label
}

// A lexis holds the words of all roles.
type lexis struct{ lists [roleCount]list }

// A wordRole is what a word does in a text.
type wordRole int

const (
	tones wordRole = iota
	spellings
	units
	multiples
	moneyWords
	quantities
	openings
	measures
	trailingMeasures
	fillers
	totals
	relations
	heads
	vagueWords
	sectors
	groups
	plainWords
	synonyms
	abbreviations
	marks
	dittos
	bounds
	boundsAfter
	comparisons
	checks
	partYears
	wholeYears
	relativeYears
	beforeYears
	placeKinds
	wholeKinds
	unmarkedPhrases
	ratioBases
	noUnits
	nationPlaces
	emptyHeads
	halves
	wholeUnits
	areas
	commentHeads
	registerHeads
	noCommunes
	nameStops
	properNames
	roleCount
)

// id is the name of a role in the table.
func (r wordRole) id() string {
	return [roleCount]string{"tone", "spelling", "unit", "multiple", "money", "quantity", "opening", "measure", "trailing", "filler", "total",
		"relation", "head", "vague", "sector", "group", "plain", "synonym", "abbreviation", "mark", "ditto", "bound", "bound-after",
		"comparison", "check", "part-year", "whole-year", "relative-year", "before-year", "place-kind", "whole-kind", "unmarked", "ratio-base", "no-unit", "nation-place",
		"empty-head", "half", "whole-unit", "area", "comment-head", "register-head", "no-commune", "name-stop", "proper-name"}[r]
}

// comparable is a word of the role as texts are compared with it.
func (r wordRole) comparable(text string) string {
	switch r {
	case heads:
		if rest, ok := strings.CutSuffix(text, goesOn); ok {
			return Key(rest) + goesOn
		}
		return Key(text)
	case quantities, totals, vagueWords, sectors, groups, plainWords, synonyms, abbreviations, noUnits, nationPlaces, emptyHeads, halves, areas:
		return Key(text)
	case relations, placeKinds:
		return Lower(Tidy(text))
	case tones, spellings, trailingMeasures, dittos:
		return Tidy(text)
	}
	return Fold(text)
}

// says is what stands as the meaning of a word of the role.
func (r wordRole) says() meaningKind {
	switch r {
	case tones, spellings, synonyms, abbreviations, halves, properNames:
		return freeText
	case multiples, quantities, placeKinds, unmarkedPhrases:
		return freeOrNone
	case units, openings, measures, relations, heads, marks, bounds, boundsAfter, relativeYears, wholeKinds:
		return named
	case comparisons:
		return namedOrNone
	}
	return nothing
}

type meaningKind int

const (
	nothing     meaningKind = iota // to be a word of the role is all
	named                          // one of the meanings that the table names, or another word of the role
	namedOrNone                    // the same, or nothing
	freeText                       // a text
	freeOrNone                     // the same, or nothing
)

// goesOn ends a head of a column that goes on after its words.
const goesOn = " …"

// A list holds the words of one role.
type list struct {
	name     string            // that drafters use
	fixed    bool              // a job cannot add to it
	meanings map[string]string // by the name that drafters use
	words    map[string]string // word → meaning
	longest  []entry           // the longer before those that they begin with
	most     int               // blanks and one in the word that has most
}

type entry struct{ word, meaning string }

// order sets what follows from the words.
func (l *list) order() {
	l.longest, l.most = make([]entry, 0, len(l.words)), 0
	for word, meaning := range l.words {
		l.longest = append(l.longest, entry{word, meaning})
		l.most = max(l.most, strings.Count(word, " ")+1)
	}
	slices.SortFunc(l.longest, func(a, b entry) int {
		return cmp.Or(cmp.Compare(len(b.word), len(a.word)), strings.Compare(a.word, b.word))
	})
}

//go:embed lexicon.tsv
var lexicon string

// A lexiconRow is one row of the table.
type lexiconRow struct {
	line                int
	word, role, meaning string
}

func lexiconRows() (rows []lexiconRow) {
	n := 0
	for line := range strings.Lines(lexicon) {
		n++
		line = strings.TrimSuffix(line, "\n")
		if line == "" || line[0] == '#' {
			continue
		}
		fields := strings.SplitN(line, "\t", 4)
		fields = append(fields, "", "")
		rows = append(rows, lexiconRow{n, fields[0], fields[1], fields[2]})
	}
	return rows
}

// builtin is the table of lexicon.tsv. It is part of the program, and a test
// reads it: a fault is one of the program.
var builtin = sync.OnceValue(func() *Table {
	t, err := readTable(lexiconRows())
	if err != nil {
		panic("ingest/words: " + err.Error())
	}
	return t
})

// Builtin returns the table without any words of a job.
func Builtin() *Table { return builtin() }

func readTable(rows []lexiconRow) (*Table, error) {
	t := &Table{roles: map[string]wordRole{}}
	ids := map[string]wordRole{}
	for r := range roleCount {
		ids[r.id()] = r
		t.lists[r].words = map[string]string{}
	}
	for _, row := range rows {
		id, of := strings.CutPrefix(row.role, "meaning of ")
		fixed := false
		switch {
		case row.role == "role":
			id, fixed = strings.CutSuffix(row.meaning, " (fixed)")
		case !of:
			continue
		}
		r, ok := ids[id]
		if !ok {
			return nil, fmt.Errorf("line %d: no role %q", row.line, id)
		}
		l := &t.lists[r]
		if of {
			if l.meanings == nil {
				l.meanings = map[string]string{}
			}
			l.meanings[row.word] = row.meaning
			continue
		}
		l.name, l.fixed = row.word, fixed
		t.roles[row.word] = r
	}
	var list []placedWord
	for _, row := range rows {
		if row.role == "role" || strings.HasPrefix(row.role, "meaning of ") {
			continue
		}
		r, ok := t.roles[row.role]
		if !ok {
			return nil, fmt.Errorf("line %d: no role %q", row.line, row.role)
		}
		list = append(list, placedWord{r, row.word, row.meaning})
	}
	if i := t.add(list); i >= 0 {
		return nil, fmt.Errorf("%q as %s: no meaning %q", list[i].word, list[i].role.id(), list[i].meaning)
	}
	return t, nil
}

// A placedWord is a word that is to join a table.
type placedWord struct {
	role          wordRole
	word, meaning string
}

// add puts words into the table. Those that mean the same as another word come
// after it. It returns the index of a word whose meaning is none, or -1.
func (t *Table) add(list []placedWord) int {
	var later []int
	for i, w := range list {
		if meaning, ok := t.meaningOf(w.role, w.meaning); ok {
			t.lists[w.role].words[w.word] = meaning
		} else {
			later = append(later, i)
		}
	}
	for _, i := range later {
		w := list[i]
		meaning, ok := t.meaningLike(w.role, w.meaning)
		if !ok {
			return i
		}
		t.lists[w.role].words[w.word] = meaning
	}
	for r := range t.lists {
		t.lists[r].order()
	}
	t.finish()
	return -1
}

// meaningOf is the program's name of a meaning.
func (t *lexis) meaningOf(r wordRole, text string) (string, bool) {
	kind := r.says()
	switch {
	case text == "":
		return "", kind == nothing || kind == namedOrNone || kind == freeOrNone
	case kind == freeText || kind == freeOrNone:
		return text, true
	case kind == nothing:
		return "", false
	}
	var parts []string
	for part := range strings.SplitSeq(text, ";") {
		id, ok := t.lists[r].meanings[strings.TrimSpace(part)]
		if !ok {
			return "", false
		}
		parts = append(parts, id)
	}
	return strings.Join(parts, ";"), true
}

// meaningLike is the meaning of another word of the role. A unit is then spelled
// as that one.
func (t *lexis) meaningLike(r wordRole, text string) (string, bool) {
	if kind := r.says(); kind != named && kind != namedOrNone {
		return "", false
	}
	word := r.comparable(text)
	meaning, ok := t.lists[r].words[word]
	if ok && r == units && !strings.HasPrefix(meaning, spelledAs) {
		meaning = spelledAs + word
	}
	return meaning, ok
}

// spelledAs begins the meaning of a unit that is another spelling.
const spelledAs = "as "

// finish makes what the table looks up beside its lists.
func (t *Table) finish() {
	t.units = make(map[string]unitEntry, len(t.lists[units].words))
	for word, meaning := range t.lists[units].words {
		if tidied, ok := strings.CutPrefix(meaning, spelledAs); ok {
			t.units[word] = unitEntry{tidied: tidied}
			continue
		}
		class, comma, _ := strings.Cut(meaning, ";")
		t.units[word] = unitEntry{tidied: word, class: Class(class), afterComma: comma != "", counted: t.takesMultiples(word)}
	}
	t.trailing = trailingMeasure(slices.Sorted(maps.Keys(t.lists[trailingMeasures].words)))
}

// nameOf is the name that drafters use for a meaning of words of a role.
func (t *lexis) nameOf(r wordRole, id string) string {
	for name, known := range t.lists[r].meanings {
		if known == id {
			return name
		}
	}
	return ""
}

// has reports whether a text is a word of the role.
func (t *lexis) has(r wordRole, text string) bool {
	_, ok := t.lists[r].words[text]
	return ok
}

// meaning is what a word of the role means; "" where a text is none.
func (t *lexis) meaning(r wordRole, text string) string { return t.lists[r].words[text] }

// anyIn reports whether a word of the role stands anywhere in a text.
func (t *lexis) anyIn(r wordRole, text string) bool {
	return slices.ContainsFunc(t.lists[r].longest, func(e entry) bool { return strings.Contains(text, e.word) })
}

// anyWordIn reports whether a word of the role stands in a text as whole words.
func (t *lexis) anyWordIn(r wordRole, text string) bool {
	return slices.ContainsFunc(t.lists[r].longest, func(e entry) bool { return containsWord(text, e.word) })
}

// opens reports whether a text begins with a word of the role, as whole words.
func (t *lexis) opens(r wordRole, text string) bool {
	return slices.ContainsFunc(t.lists[r].longest, func(e entry) bool {
		rest, ok := strings.CutPrefix(text, e.word)
		return ok && edge(utf8.DecodeRuneInString(rest))
	})
}

// containsWord reports whether a phrase stands in a text with no letter or digit
// right before or behind it.
func containsWord(text, phrase string) bool {
	for from := 0; ; {
		at := strings.Index(text[from:], phrase)
		if at < 0 {
			return false
		}
		start := from + at
		end := start + len(phrase)
		if edge(utf8.DecodeLastRuneInString(text[:start])) && edge(utf8.DecodeRuneInString(text[end:])) {
			return true
		}
		_, size := utf8.DecodeRuneInString(text[start:])
		from = start + size
	}
}

// edge reports whether a character beside a word, of that size, is none or ends it.
func edge(r rune, size int) bool { return size == 0 || !unicode.IsLetter(r) && !unicode.IsNumber(r) }

// What is wrong with a word that a job adds.
const (
	FaultText    = "word"    // there is none, or none that a text may hold
	FaultRole    = "role"    // no role is named so
	FaultFixed   = "fixed"   // a job cannot add to the role
	FaultMeaning = "meaning" // the role has no such meaning
)

// Fault says what is wrong with a word that a job adds; "" if nothing is.
func (t *Table) Fault(w ingest.Word) string {
	r, ok := t.roles[Fold(w.Role)]
	switch {
	case !ok:
		return FaultRole
	case t.lists[r].fixed:
		return FaultFixed
	}
	text := r.comparable(w.Text)
	if strings.Trim(text, goesOn) == "" || r == abbreviations && strings.Contains(text, " ") {
		return FaultText
	}
	if _, ok := t.jobMeaning(r, w.Meaning); !ok {
		return FaultMeaning
	}
	return ""
}

// Roles are the names of the roles that a job may add words to.
func (t *Table) Roles() (names []string) {
	for _, l := range t.lists {
		if !l.fixed {
			names = append(names, l.name)
		}
	}
	return names
}

// Meanings are the names of the meanings that words of a role may have; none where
// they are free.
func (t *Table) Meanings(role string) []string {
	r, ok := t.roles[Fold(role)]
	if !ok {
		return nil
	}
	return slices.Sorted(maps.Keys(t.lists[r].meanings))
}

// jobMeaning is the meaning that a job gives a word of the role.
func (t *Table) jobMeaning(r wordRole, text string) (string, bool) {
	text = Tidy(text)
	if meaning, ok := t.meaningOf(r, Fold(text)); ok {
		switch r {
		case quantities:
			unit, known := t.KnownUnit(text)
			return unit, known || text == ""
		case multiples:
			return meaning, text == "" || t.has(multiples, Fold(text))
		case placeKinds, synonyms, abbreviations:
			return Key(text), true
		}
		return meaning, true
	}
	return t.meaningLike(r, text)
}

// With returns the table with a job's words added, each of which may mean the same as
// one before it. A word that the table has in the same role gets the job's meaning.
// Words with a fault are left out.
func (t *Table) With(words []ingest.Word) *Table {
	wide := &Table{unitTable: t.unitTable, roles: t.roles}
	var own [roleCount]bool
	put := func(r wordRole, word, meaning string) {
		if !own[r] {
			wide.lists[r].words, own[r] = maps.Clone(wide.lists[r].words), true
		}
		wide.lists[r].words[word] = meaning
		wide.lists[r].order()
	}
	for _, w := range words {
		if wide.Fault(w) != "" {
			continue
		}
		r := t.roles[Fold(w.Role)]
		meaning, _ := wide.jobMeaning(r, w.Meaning)
		put(r, r.comparable(w.Text), meaning)
		if r == measures {
			text := Tidy(w.Text)
			for _, form := range []string{text, Lower(text), Capitalised(Lower(text)), strings.ToUpper(text)} {
				put(trailingMeasures, form, "")
			}
		}
		wide.finish()
	}
	if own == [roleCount]bool{} {
		return t
	}
	return wide
}
