package analysis

import (
	"regexp"
	"strconv"
	"strings"

	"tongket/analysis/claim"
	"tongket/ingest"
)

// groupedComma is a number whose commas part thousands, if it is read as a whole one;
// decimalComma one that has decimals behind its comma.
var (
	groupedComma = regexp.MustCompile(`^-?\d{1,3}(?:,\d{3})+$`)
	decimalComma = regexp.MustCompile(`^-?\d+,\d+ ?%?$`)
)

// checkCommas finds the sheets in which a comma parts thousands in one column and
// decimals in another: each was read by its unit and its neighbours, and one of them may
// have been meant as the other.
func checkCommas(facts ingest.Facts) []Finding {
	type seen struct {
		grouped, decimal *ingest.Fact
		count            int
	}
	sheets := make(map[sheetName]*seen)
	var order []sheetName
	for _, f := range facts.All() {
		if !f.Known || strings.IndexByte(f.Raw, ',') < 0 {
			continue
		}
		name := sheetOf(f.Pos)
		s := sheets[name]
		if s == nil {
			s = new(seen)
			sheets[name], order = s, append(order, name)
		}
		switch raw := strings.TrimSpace(f.Raw); {
		case groupedComma.MatchString(raw) && reads(strings.ReplaceAll(raw, ",", ""), f.Value):
			if s.count++; s.grouped == nil {
				grouped := *f
				s.grouped = &grouped
			}
		case s.decimal == nil && decimalComma.MatchString(raw) && reads(strings.Replace(strings.Trim(raw, " %"), ",", ".", 1), f.Value):
			decimal := *f
			s.decimal = &decimal
		}
	}
	var out []Finding
	for _, name := range order {
		s := sheets[name]
		if s.grouped == nil || s.decimal == nil || s.grouped.Pos.Col == s.decimal.Pos.Col && s.grouped.Pos.Row == s.decimal.Pos.Row {
			continue
		}
		g := s.grouped
		out = append(out, Finding{
			Severity: SeverityOf(CodeMixedCommas), Code: CodeMixedCommas, Pos: g.Pos, Related: []ingest.Pos{s.decimal.Pos}, Raw: g.Raw,
			Indicator: g.Indicator, Name: g.Label, Place: g.Place, Years: g.Years,
			Claim: claim.MixedCommas{Thousands: g.Raw, Decimals: s.decimal.Raw, Cells: s.count},
		})
	}
	return out
}

// reads reports whether a text with a decimal point is the number.
func reads(text string, v float64) bool {
	x, err := strconv.ParseFloat(text, 64)
	return err == nil && x == v
}
