package ingest

import (
	"strconv"
	"strings"
)

func (x *reader) pos(s *sheet, c *Cell) Pos { return Pos{s.File, s.Sheet, c.Row, c.Col} }

func (x *reader) issue(i Issue) { x.issues = append(x.issues, i) }

// issueOnce raises an issue the first time that it is said of a sheet (table 0)
// or of one of its tables.
func (x *reader) issueOnce(i Issue, table int) {
	id := strings.Join([]string{i.Pos.Sheet, strconv.Itoa(table), i.Code, strings.Join(i.Args, "\x01")}, "\x00")
	if i.Code == CodeUnknown || i.Code == CodeAmbiguousPlace {
		id += "\x00" + i.Raw
	}
	if !x.said[id] {
		x.said[id] = true
		x.issue(i)
	}
}

// unknownPlace raises one issue a file for a place that the vocabulary does
// not have.
func (x *reader) unknownPlace(p Pos, name string) {
	if !x.strange[name] {
		x.strange[name] = true
		x.issue(Issue{Pos: p, Code: CodeUnknownPlace, Raw: name, Args: x.lex.nearPlaces(name)})
	}
}

// nearPlaces offers the places whose names are alike; none is ever taken for it.
func (l *lexicon) nearPlaces(name string) []string { return l.nearby.get(name, l.likePlaces) }

func (l *lexicon) likePlaces(name string) []string {
	_, bare := splitPlace(name)
	var list []string
	for _, p := range l.places {
		_, other := splitPlace(p.Name)
		if similarity(key(bare), key(other)) >= similarOffered && len(list) < 3 {
			list = append(list, p.Name)
		}
	}
	return list
}

// hides tells whether a cell's figure is left out because it is hidden.
func (x *reader) hides(s *sheet, c *Cell) bool { return !x.opt.IncludeHidden && s.hidden(c) }

// reportHidden says once a sheet how many numbers are hidden.
func (x *reader) reportHidden(s *sheet, b Balance) {
	for _, l := range b.LeftOut {
		if l.Reason == ReasonHidden {
			x.issue(Issue{Pos: Pos{File: s.File, Sheet: s.Sheet}, Code: CodeHidden, Args: []string{strconv.Itoa(l.Count)}})
		}
	}
}
