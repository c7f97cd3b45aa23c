package diff

import (
	"cmp"
	"slices"
	"strings"

	"tongket/analysis"
	"tongket/analysis/claim"
	"tongket/ingest"
)

// A findingKey tells findings apart. What it leaves empty doesn't count.
type findingKey struct {
	code, indicator, name, place string
	years                        ingest.Period
	file, sheet, cell            string
	said                         string // what the cell and the wording say
}

// findingKeys are what a finding goes by, the strictest first: rows move, and a
// sheet may come again in another file. One that names neither an indicator nor
// a year is about a place in a file, or about what is written there.
func (d *differ) findingKeys(f *analysis.Finding, early bool) []findingKey {
	k := findingKey{code: f.Code, indicator: f.Indicator, name: f.Name, place: f.Place, years: f.Years}
	pos := f.Pos
	if early {
		pos, k.indicator, k.place = d.now(pos), d.recode.code(f.Indicator), d.recode.place(f.Place)
	}
	if k.indicator != "" {
		k.name = "" // the catalogue may word it otherwise
	}
	said := f.Raw + "\n" + strings.Join(claim.Args(f.Claim), "\n")
	here, sheet := k, k
	here.file, here.sheet, here.cell = pos.File, pos.Sheet, pos.Cell()
	sheet.file, sheet.sheet = pos.File, pos.Sheet
	exact, told := here, sheet
	exact.said, told.said = said, said
	keys := []findingKey{exact, here, told}
	if f.Indicator != "" {
		keys = append(keys, sheet)
		if f.Years == (ingest.Period{}) {
			k.said = said
		}
		keys = append(keys, k)
	}
	return keys
}

// findings lists the findings that are gone, those that are new, each in its
// Review's order, and those that are graver or less grave now.
func (d *differ) findings() []analysis.Change {
	matched := d.matchFindings()
	var out, changed []analysis.Change
	taken := make(map[int]bool, len(matched))
	for i := range d.early {
		f := &d.early[i]
		side := analysis.Side{Stated: true, Finding: f, Pos: f.Pos}
		if matched[i] < 0 {
			out = append(out, findingChange(f, side, analysis.Side{}))
			continue
		}
		taken[matched[i]] = true
		if now := &d.late[matched[i]]; now.Severity != f.Severity {
			changed = append(changed, findingChange(now, side, analysis.Side{Stated: true, Finding: now, Pos: now.Pos}))
		}
	}
	for i := range d.late {
		if f := &d.late[i]; !taken[i] {
			out = append(out, findingChange(f, analysis.Side{}, analysis.Side{Stated: true, Finding: f, Pos: f.Pos}))
		}
	}
	return append(out, changed...)
}

// matchFindings gives for each finding of the earlier Review its counterpart in
// the later, -1 for none. What goes by a strict key is taken first.
func (d *differ) matchFindings() []int {
	const passes = 5
	matched := slices.Repeat([]int{-1}, len(d.early))
	taken := make([]bool, len(d.late))
	old, new := d.allKeys(d.early, true), d.allKeys(d.late, false)
	for pass := range passes {
		free := make(map[findingKey][]int)
		for j, keys := range new {
			if pass < len(keys) && !taken[j] {
				free[keys[pass]] = append(free[keys[pass]], j)
			}
		}
		for i, keys := range old {
			if pass >= len(keys) || matched[i] >= 0 {
				continue
			}
			if list := free[keys[pass]]; len(list) > 0 {
				matched[i], taken[list[0]] = list[0], true
				free[keys[pass]] = list[1:]
			}
		}
	}
	return matched
}

func (d *differ) allKeys(findings []analysis.Finding, early bool) [][]findingKey {
	all := make([][]findingKey, len(findings))
	for i := range findings {
		all[i] = d.findingKeys(&findings[i], early)
	}
	return all
}

func findingChange(f *analysis.Finding, before, after analysis.Side) analysis.Change {
	return analysis.Change{
		Kind: analysis.FindingAltered, Indicator: f.Indicator, Name: cmp.Or(f.Name, f.Indicator), Place: f.Place, Years: f.Years,
		Unit: f.Unit, Decimals: f.Decimals, Before: before, After: after,
	}
}
