package layout

import (
	"tongket/ingest"
	"tongket/ingest/words"
)

// An entry is a row that later rows may belong to.
type entry struct {
	level, indent int
	path          words.LabelPath
	unit          string
	row           int32
	figures       bool
	detail        bool   // one of vagueWords
	text          string // of the row alone
	numbered      bool
	bullet        string
	rel           ingest.PartKind
	opensList     bool // "Trong đó: - A": the item stands behind the words
}

// A rowStack is the rows above the one that is read which it may belong to, the outermost
// first.
type rowStack []entry

// lastNumbered is the last row on the stack that bears a number and stands above lettered
// ones.
func (l rowStack) lastNumbered() *entry {
	for k := len(l) - 1; k >= 0; k-- {
		if e := &l[k]; e.level < levelPart+9 && (e.level >= levelMain || e.figures) && e.numbered {
			return e
		}
	}
	return nil
}

// lastMain is the last row of a main or higher level.
func (l rowStack) lastMain() *entry {
	for k := len(l) - 1; k >= 0; k-- {
		if e := &l[k]; e.level < levelChild && e.level > levelSection+5 {
			return e
		}
	}
	return nil
}

// parentFor is the row that explains a child, or that a vague row needs.
func (l rowStack) parentFor(level int, total bool) *entry {
	for k := len(l) - 1; k >= 0; k-- {
		e := &l[k]
		if e.level <= levelSection+5 && !e.figures {
			return nil
		}
		if total && e.figures {
			return nil // the total of the rows above, not a part of the last one
		}
		if e.path != nil && (level >= levelChild || level > e.level) {
			return e
		}
	}
	return nil
}

func (l rowStack) parentUnit() string {
	for k := len(l) - 2; k >= 0; k-- {
		if l[k].unit != "" {
			return l[k].unit
		}
		if l[k].level < levelChild {
			return ""
		}
	}
	return ""
}

// nested tells that a child row belongs to the child row above it.
func nested(top entry, l rowLabel) bool {
	if l.bullet == "" && l.rel != ingest.NoPart { // a second "Trong đó"
		return top.bullet != "" && top.bullet != l.bullet && l.start >= top.indent
	}
	if top.rel != ingest.NoPart && top.opensList && l.bullet == top.bullet {
		return false // "Trong đó: - A", and below it "- B"; "Trong đó: A" and below it blanks and "B"
	}
	return top.level >= levelChild && l.indent > top.indent+1 && (l.bullet == top.bullet || l.bullet == "")
}

func joinPath(p words.LabelPath, l rowLabel) words.LabelPath {
	if l.total || len(p) > 0 && words.Key(p[len(p)-1].Text) == l.key { // "Hộ nghèo" in % below "Hộ nghèo"
		return p
	}
	return append(p[:len(p):len(p)], words.LabelPart{Text: l.text, Rel: l.rel})
}

// repeatedNames are the keys of names that stand in several rows with figures where
// nothing else tells the rows apart: only with the row that they belong to they name one.
func (b *sections) repeatedNames() map[string]bool {
	if !namedAlone(b) {
		return nil
	}
	seen, repeated := map[string]bool{}, map[string]bool{}
	for i := b.t.body; i < b.t.area.bottom && i < b.t.body+sampled; i++ {
		if l, ok := figuredLabel(b, i); ok && l.level < levelChild && !l.vague && l.text != "" {
			if seen[l.key] {
				repeated[l.key] = true
			}
			seen[l.key] = true
		}
	}
	return repeated
}
