package ingest

import (
	"strconv"
	"strings"
)

// mostTold is how many issues of one code are told of one file: nobody reads more, and a
// sheet that is no table gives one for each of its cells.
const mostTold = 2000

// Issues collects what is told of one file.
type Issues struct {
	List    []Issue
	said    map[string]bool
	strange map[string]bool // places that were told
	told    map[string]int  // how often, by code
	beyond  []Issue         // the first of each code that are more than are told
}

// Add tells an issue, or counts it where enough of its kind are told.
func (l *Issues) Add(i Issue) {
	if l.told == nil {
		l.told = map[string]int{}
	}
	l.told[i.Code]++
	switch n := l.told[i.Code]; {
	case n <= mostTold:
		l.List = append(l.List, i)
	case n == mostTold+1:
		l.beyond = append(l.beyond, i)
	}
}

// Count is how many issues of a code there were.
func (l *Issues) Count(code string) int { return l.told[code] }

// All are the issues that are told, and of each code how many more there are.
func (l *Issues) All() []Issue {
	list := l.List
	for _, i := range l.beyond {
		list = append(list, Issue{Pos: i.Pos, Code: CodeMoreIssues, Args: []string{i.Code, strconv.Itoa(l.told[i.Code] - mostTold), strconv.Itoa(mostTold)}})
	}
	return list
}

// Once tells an issue the first time that it is said of a sheet (table 0) or of
// one of its tables.
func (l *Issues) Once(i Issue, table int) {
	id := strings.Join([]string{i.Pos.Sheet, strconv.Itoa(table), i.Code, strings.Join(i.Args, "\x01")}, "\x00")
	if i.Code == CodeUnknown || i.Code == CodeAmbiguousPlace {
		id += "\x00" + i.Raw
	}
	if first(&l.said, id) {
		l.Add(i)
	}
}

// OfSheet tells an issue the first time that its code is said of a sheet.
func (l *Issues) OfSheet(i Issue) {
	if first(&l.said, i.Pos.Sheet+"\x00"+i.Code) {
		l.Add(i)
	}
}

// UnknownPlace tells once that the vocabulary does not have a place; near
// returns the names that are alike.
func (l *Issues) UnknownPlace(p Pos, name string, near func(string) []string) {
	if first(&l.strange, name) {
		l.Add(Issue{Pos: p, Code: CodeUnknownPlace, Raw: name, Args: near(name)})
	}
}

// first reports whether a set did not have a text yet, and adds it.
func first(set *map[string]bool, text string) bool {
	if (*set)[text] {
		return false
	}
	if *set == nil {
		*set = map[string]bool{}
	}
	(*set)[text] = true
	return true
}
