package analysis

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"tongket/analysis/claim"
	"tongket/ingest"
	"tongket/ingest/words"
)

// An assembly holds the facts of a job while they are put together: each with
// its indicator, its place and its table as small numbers, so that two million
// of them fit and nothing is looked up by name twice. It is the first stage and
// does not change once it is assembled.
type assembly struct {
	term       Term
	facts      ingest.Facts
	indicators []Indicator      // the catalogue's, then those that only a label names
	number     map[string]int32 // of each indicator, by code
	ones       []bool           // whether an indicator counts units that come one by one
	places     []Place          // the whole first, then the catalogue's, then those it does not know
	listed     int              // places[1:listed] are the catalogue's
	nation     words.Memo[bool] // by name, which places are provinces, regions or the country
	province   string           // taken for the whole in the place of the catalogue's; "" = the catalogue's
	several    bool             // the places lie in several provinces, none of them the catalogue's
	breaks     []int            // of each indicator: the year in which it starts anew; 0 = none in the term
	own        []int32          // the facts of the job's province, in input order: all others are left alone

	indicator []int32 // of each fact
	place     []int32 // of each fact; -1: a subtotal of several places
	sheet     []int32 // of each fact: index into sheets
	table     []int32 // of each fact: index into tables
	sheets    []sheetInfo
	tables    int

	byLine  []int32 // facts in order of indicator, place and input
	byTable []int32 // facts in order of table and input
	starts  []int32 // of each table in byTable, and its end

	issues   []ingest.Issue // of the reading
	asSent   []Finding      // on what the sheets say by themselves
	sources  []SourceLine   // what the team knows of the sheets
	accepted []Correction   // among them the lines that accept figures as they stand
}

// A sheetInfo is what the order of precedence asks of a sheet.
type sheetInfo struct {
	file, sheet string
	revision    revision      // of its file
	preferences []*SourceLine // of the team that are about it or a part of it, those of parts first
	newest      int           // the last year it has an actual or an estimate of
}

// assemble gives every fact its indicator, place and table. It tells of what the
// catalogue leaves open and of figures of other provinces.
func assemble(cat Catalogue, in ingest.Result, term Term, breaks map[string]int) (*assembly, []Finding) {
	a := &assembly{term: term, facts: in.Facts}
	findings := append(cat.faults(), findOwn(a, cat)...)
	if elsewhere(a, cat) {
		cat = cat.general()
	}
	findings = append(findings, a.leaveUnlisted(cat)...)
	findings = append(findings, a.leaveMany(cat)...)
	a.assignTables(returnedFiles(in.Issues))
	a.assignIndicators(cat)
	a.assignPlaces(cat)
	a.byLine = a.sorted()
	for i := range a.indicators {
		year := breaks[a.indicators[i].Code]
		if year <= term.Base || year > term.Last {
			year = 0
		}
		a.breaks = append(a.breaks, year)
	}
	return a, findings
}

// findOwn tells the facts of the job's province from those of others, which
// would be added to its own: they stay facts and are left alone.
//
// Where no sheet names the catalogue's province and no fact is of a place in
// it, the job is about others: a single one is the whole; several are places
// of their own, "Hà Giang" and "Huyện X, Hà Giang".
func findOwn(a *assembly, cat Catalogue) []Finding {
	whole := cat.whole()
	listed := make(map[string]bool)
	for _, p := range cat.Places {
		listed[p.Name] = p.Name != whole
	}
	others, met := make(map[string]bool), false
	province, place := "", ""
	for i, f := range a.facts.All() {
		if i > 0 && f.Province == province && f.Place == place {
			continue // as the fact before
		}
		province, place = f.Province, f.Place
		switch {
		case f.Province == whole || f.Province == "" && listed[f.Place]:
			met = met || f.Province != "" || f.Place != ""
		case f.Province != "":
			others[f.Province] = true
		}
	}
	fate := "left"
	switch {
	case met || len(others) == 0:
	case len(others) == 1:
		fate = "taken"
		for a.province = range others {
		}
	default:
		fate, a.several = "apart", true
	}
	a.own = make([]int32, 0, a.facts.Len())
	for i, f := range a.facts.All() {
		if f.Years == (ingest.Period{}) {
			continue // until the sheet says its year
		}
		if p := f.Province; fate != "left" || p == "" || p == whole {
			a.own = append(a.own, int32(i))
		}
	}
	return otherProvinces(a, whole, fate, slices.Sorted(maps.Keys(others)))
}

// elsewhere tells a job of another province than that whose figures the built-in
// catalogue has: the sheets or the list of places name another, or the districts of the
// sheets are not its own.
func elsewhere(a *assembly, cat Catalogue) bool {
	if cat.Province == "" {
		return false
	}
	table := words.Builtin()
	whole := cmp.Or(a.province, cat.whole())
	kind, bare := table.SplitPlace(whole)
	is := words.Key(bare) == words.Key(cat.Province) && (kind == "" || kind == words.ProvinceKind())
	switch {
	case a.several, whole != "" && !is && !table.IsTotalWord(words.Key(whole)):
		return true
	case is && a.province != "":
		return false
	}
	listed := make(map[string]bool)
	for _, p := range append(Builtin().Places, cat.Places...) {
		for _, name := range append([]string{p.Name}, p.Aliases...) {
			listed[words.Key(name)] = true
		}
	}
	others, districts, last := make(map[string]bool), false, ""
	for _, f := range a.eachOwn {
		if is && f.Province == whole {
			return false // the sheet says so
		}
		if f.Group || f.Place == "" || f.Place == last {
			continue
		}
		last = f.Place
		name := f.Place[strings.LastIndex(f.Place, ", ")+1:] // "Xã A, Huyện B" lies in B
		if listed[words.Key(name)] || listed[words.Key(f.Place)] {
			return false
		}
		if kind, _ := table.SplitPlace(name); !words.IsCommuneWord(kind) {
			others[name] = true
			districts = districts || kind != ""
		}
	}
	return districts || len(others) >= fewestDistricts
}

// fewestDistricts are places without a kind that nobody knows, from which on they are
// another province's districts and not somebody's own words (ours).
const fewestDistricts = 3

// otherProvinces tells of each file with figures of another province, or once
// that the job is about others, whose names are given.
func otherProvinces(a *assembly, whole, fate string, names []string) (findings []Finding) {
	type source struct{ file, province string }
	said := make(map[source]int)
	n, last := -1, source{} // the finding on the source before
	for _, f := range a.facts.All() {
		if f.Province == "" || f.Province == whole {
			continue
		}
		key := source{f.Pos.File, f.Province}
		if fate != "left" {
			key = source{} // once
		}
		if key != last {
			n, last = -1, key
			if k, ok := said[key]; ok {
				n = k
			}
		}
		if n >= 0 {
			told := findings[n].Claim.(claim.OtherProvince)
			told.Figures++
			findings[n].Claim = told
			continue
		}
		n = len(findings)
		found := Finding{Code: CodeOtherProvince, Severity: Error, Pos: ingest.Pos{File: f.Pos.File}}
		told := claim.OtherProvince{Figures: 1, Of: float64(a.facts.Len()), Province: f.Province, Own: whole, Fate: fate}
		switch fate {
		case "taken":
			found.Severity = Warning
		case "apart":
			told.Names = names
		}
		found.Claim = told
		findings = append(findings, found)
		said[key] = n
	}
	return findings
}

// placeName is the place of a fact as the job tells places apart: "" is the
// whole.
func (a *assembly) placeName(f *ingest.Fact) string {
	switch {
	case !a.several || f.Province == "":
		return f.Place
	case f.Place == "":
		return f.Province
	}
	return f.Place + ", " + f.Province
}

// assignTables numbers sheets and tables in input order.
func (a *assembly) assignTables(returned map[string]bool) {
	type sheetKey struct{ file, sheet string }
	type tableKey struct{ sheet, table int32 }
	sheets := make(map[sheetKey]int32)
	tables := make(map[tableKey]int32)
	a.sheet = make([]int32, a.facts.Len())
	a.table = make([]int32, a.facts.Len())
	for i := range a.table {
		a.table[i] = -1
	}
	var last sheetKey
	lastTable, before := 0, int32(-2) // of the fact before
	for i, f := range a.eachOwn {
		sk := sheetKey{f.Pos.File, f.Pos.Sheet}
		if before == i-1 && f.Table == lastTable && sk == last {
			a.sheet[i], a.table[i] = a.sheet[i-1], a.table[i-1]
		} else {
			s, ok := sheets[sk]
			if !ok {
				s = int32(len(sheets))
				sheets[sk] = s
				a.sheets = append(a.sheets, sheetInfo{file: f.Pos.File, sheet: f.Pos.Sheet, revision: revisionOf(f.Pos.File)})
				if returned[f.Pos.File] {
					a.sheets[s].revision.number++
				}
			}
			tk := tableKey{s, int32(f.Table)}
			t, ok := tables[tk]
			if !ok {
				t = int32(len(tables))
				tables[tk] = t
			}
			a.sheet[i], a.table[i] = s, t
		}
		last, lastTable, before = sk, f.Table, i
		if s := &a.sheets[a.sheet[i]]; f.Known && reached(f.Measure) && f.Years.From == f.Years.To && f.Years.To > s.newest {
			s.newest = f.Years.To
		}
	}
	a.tables = len(tables)
	a.byTable, a.starts = bucket(a.table, a.tables)
}

// reached tells whether a measure is of what happened rather than of what was
// meant to happen.
func reached(m ingest.Measure) bool { return m == ingest.Actual || m == ingest.Estimate }

// bucket orders the indexes of key by their keys 0..n-1, keeping their order
// within each, and gives the start of each bucket and the end of the last.
func bucket(key []int32, n int) (order, starts []int32) {
	starts = make([]int32, n+1)
	for _, k := range key {
		if k >= 0 {
			starts[k+1]++
		}
	}
	for k := range n {
		starts[k+1] += starts[k]
	}
	order = make([]int32, starts[n])
	next := slices.Clone(starts)
	for i, k := range key {
		if k >= 0 {
			order[next[k]] = int32(i)
			next[k]++
		}
	}
	return order, starts
}

// assignIndicators numbers indicators: those of the catalogue that a fact
// names or that the job itself lists, then one for each label and unit that
// the catalogue does not know.
//
// Of an unknown label only what is safe is taken: a unit of "%" makes a rate,
// any other a stock; it has no direction and no target.
func (a *assembly) assignIndicators(cat Catalogue) {
	a.indicator = make([]int32, a.facts.Len())
	wanted := make([]bool, len(cat.Indicators))
	known := indexByCode(cat.Indicators)
	for i, ind := range cat.Indicators {
		wanted[i] = ind.Pos.File != ""
	}
	for _, f := range a.eachOwn {
		if k, ok := known[f.Indicator]; ok {
			wanted[k] = true
		}
	}
	number := make(map[string]int32)
	for i, ind := range cat.Indicators {
		if wanted[i] {
			number[ind.Code] = int32(len(a.indicators))
			a.indicators = append(a.indicators, ind)
		}
	}
	unknown := unknownLabels{number: make(map[labelUnit]int32), codes: make(map[string]bool)}
	for i, f := range a.eachOwn {
		k, ok := number[f.Indicator]
		if !ok {
			k = unknown.take(a, f)
		}
		a.indicator[i] = k
	}
	a.number = make(map[string]int32, len(a.indicators))
	for k := range a.indicators {
		a.number[a.indicators[k].Code] = int32(k)
		name, power := NormalUnit(a.indicators[k].Unit)
		a.ones = append(a.ones, power == 0 && name != "%")
	}
}

type labelUnit struct{ label, unit string }

type unknownLabels struct {
	number map[labelUnit]int32
	codes  map[string]bool
}

// take is the number of the indicator that the label of f makes.
func (u *unknownLabels) take(a *assembly, f *ingest.Fact) int32 {
	key := labelUnit{f.Label, f.Unit}
	k, ok := u.number[key]
	if !ok {
		k = int32(len(a.indicators))
		u.number[key] = k
		a.indicators = append(a.indicators, u.make(f))
	}
	ind := &a.indicators[k]
	ind.Decimals = max(ind.Decimals, min(f.Decimals, mostDecimals))
	return k
}

// mostDecimals are printed of a figure whose indicator the catalogue does not
// know.
const mostDecimals = 3

func (u *unknownLabels) make(f *ingest.Fact) Indicator {
	code := "~" + f.Label
	if u.codes[code] {
		code += " (" + f.Unit + ")"
	}
	u.codes[code] = true
	ind := Indicator{Code: code, Name: f.Label, Unit: f.Unit, Kind: Stock, Direction: Either, Unknown: true}
	if f.Unit == "%" {
		ind.Kind = Rate
	}
	return ind
}

// assignPlaces numbers places. If no fact is of a place of the catalogue, its
// places are not those of these sheets and are left out.
func (a *assembly) assignPlaces(cat Catalogue) {
	a.place = make([]int32, a.facts.Len())
	for i := range a.place {
		a.place[i] = -1
	}
	number := a.listPlaces(cat)
	for i, f := range a.eachOwn {
		if f.Group {
			continue
		}
		name := a.placeName(f)
		k, ok := number[name]
		if !ok {
			k = int32(len(a.places))
			number[name] = k
			a.places = append(a.places, Place{Name: name})
		}
		a.place[i] = k
	}
}

func (a *assembly) listPlaces(cat Catalogue) map[string]int32 {
	whole := cat.whole()
	number := map[string]int32{"": 0, whole: 0}
	a.places = []Place{{Name: whole}}
	listed := make(map[string]bool)
	for _, p := range cat.Places {
		if p.Name == whole {
			a.places[0] = p
			continue
		}
		listed[p.Name] = true
	}
	if a.province != "" {
		a.places[0] = Place{Name: a.province, Kind: "tỉnh"}
	}
	met, unknown := false, false
	for _, f := range a.eachOwn {
		if name := a.placeName(f); name != "" && name != whole && !f.Group {
			met = met || listed[name]
			unknown = unknown || !listed[name]
		}
	}
	if met || !unknown {
		for _, p := range cat.Places {
			if _, ok := number[p.Name]; !ok {
				number[p.Name] = int32(len(a.places))
				a.places = append(a.places, p)
			}
		}
	}
	a.listed = len(a.places)
	return number
}

// sorted orders the facts by indicator, place and input, leaving out subtotals
// of places.
func (a *assembly) sorted() []int32 {
	byPlace, _ := bucket(a.place, len(a.places))
	key := make([]int32, len(byPlace))
	for i, f := range byPlace {
		key[i] = a.indicator[f]
	}
	order, _ := bucket(key, len(a.indicators))
	for i, k := range order {
		order[i] = byPlace[k]
	}
	return order
}

// about is a finding on a fact, with what the fact says of itself.
func (a *assembly) about(code string, fact int32) Finding {
	f := a.fact(fact)
	ind := &a.indicators[a.indicator[fact]]
	out := Finding{
		Code: code, Pos: f.Pos, Indicator: ind.Code, Name: ind.Name,
		Place: a.placeName(&f), Years: f.Years, Unit: f.Unit, Raw: f.Raw, Decimals: max(f.Decimals, 0),
	}
	if !a.unlisted(fact) {
		out.Place = a.places[a.place[fact]].Name
		if a.place[fact] == 0 {
			out.Place = ""
		}
	}
	return out
}

func (a *assembly) unlisted(fact int32) bool { return a.place[fact] < 0 }

// eachOwn yields the job's own facts with their numbers. A fact is the caller's
// only until the next.
func (a *assembly) eachOwn(yield func(int32, *ingest.Fact) bool) {
	c := a.facts.Cursor()
	for _, i := range a.own {
		if !yield(i, c.At(int(i))) {
			return
		}
	}
}

// basis is what the i-th fact says besides its number and texts. Where that and
// these few are enough, they take a fraction of the time of fact.
func (a *assembly) basis(i int32) *ingest.Basis { return a.facts.Basis(int(i)) }

func (a *assembly) figure(i int32) float64 { return a.facts.Value(int(i)) }

func (a *assembly) posOf(i int32) ingest.Pos { return a.facts.Pos(int(i)) }

func (a *assembly) unitOf(i int32) string { return a.facts.Unit(int(i)) }

// fact is the i-th fact.
func (a *assembly) fact(i int32) ingest.Fact { return a.facts.At(int(i)) }
