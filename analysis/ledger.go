package analysis

import (
	"slices"

	"tongket/analysis/stat"
)

// A Ledger is the account of a stock of the whole from year to year, by a rule
// of the form "đầu A + B - C = A": poor households, those that fell into poverty
// and those that left it.
type Ledger struct {
	Stock string       `json:"stock"` // code
	In    []string     `json:"in"`
	Out   []string     `json:"out"`
	Years []LedgerYear `json:"years"`          // the years after the base, of which all is known
	Held  []int        `json:"held,omitempty"` // years left out, for a figure of theirs is under review
}

// A LedgerYear is one year of a Ledger in the stock's unit. InRate and OutRate
// are the flows in per cent of the stock at the start; nil if that is under
// fewestBase.
type LedgerYear struct {
	Year     int      `json:"year"`
	Start    float64  `json:"start"`
	In       float64  `json:"in"`
	Out      float64  `json:"out"`
	End      float64  `json:"end"`
	InRate   *float64 `json:"inRate,omitempty"`
	OutRate  *float64 `json:"outRate,omitempty"`
	Estimate bool     `json:"estimate,omitempty"`
	Gap      float64  `json:"gap,omitempty"` // the end less what the start and the flows come to, as printed: 0 where the year balances
}

// ledgers are the accounts that the rules know and the results have a year of.
func ledgers(results []Result, term Term, rules []Relation) (out []Ledger) {
	number := make(map[string]*Result, len(results))
	for i := range results {
		number[results[i].Code] = &results[i]
	}
	for _, rule := range rules {
		l, ok := rule.ledger()
		stock := number[l.Stock]
		if !ok || stock == nil {
			continue
		}
		for year := term.Base + 1; year <= term.Last; year++ {
			if y, ok := l.year(number, stock, year); ok {
				l.Years = append(l.Years, y)
			} else if l.held(number, year) {
				l.Held = append(l.Held, year)
			}
		}
		if len(l.Years) > 0 {
			out = append(out, l)
		}
	}
	return out
}

// ledger is the rule as an account, if it is one.
func (r *Relation) ledger() (l Ledger, ok bool) {
	if !r.Equal || len(r.Right) != 1 || r.Right[0].Code == "" || r.Right[0].Before || r.Right[0].Sign < 0 {
		return l, false
	}
	l.Stock = r.Right[0].Code
	for _, t := range r.Left {
		switch {
		case t.Code == l.Stock && t.Before && t.Sign > 0 && !ok:
			ok = true
		case t.Code == "" || t.Before || t.Code == l.Stock:
			return l, false
		case t.Sign > 0:
			l.In = append(l.In, t.Code)
		default:
			l.Out = append(l.Out, t.Code)
		}
	}
	return l, ok && len(l.In) > 0 && len(l.Out) > 0
}

// year is the account of a year; ok is false unless all of it is known.
func (l *Ledger) year(number map[string]*Result, stock *Result, year int) (y LedgerYear, ok bool) {
	start, known := at(stock.Kind, stock.Whole.Points, year-1)
	end, known2 := at(stock.Kind, stock.Whole.Points, year)
	if !known || !known2 || stock.Term.Since > 0 && year-1 < stock.Term.Since {
		return y, false
	}
	y = LedgerYear{Year: year, Start: start, End: end}
	sum := func(codes []string) (s float64, ok bool) {
		for _, code := range codes {
			flow := number[code]
			if flow == nil || !sameUnit(flow.Unit, stock.Unit) {
				return 0, false
			}
			v, known := at(flow.Kind, flow.Whole.Points, year)
			if !known {
				return 0, false
			}
			p, _ := pointOf(flow.Whole.Points, year)
			y.Estimate = y.Estimate || p.Estimate
			s += v
		}
		return s, true
	}
	if y.In, ok = sum(l.In); !ok {
		return y, false
	}
	if y.Out, ok = sum(l.Out); !ok {
		return y, false
	}
	p, _ := pointOf(stock.Whole.Points, year)
	y.Estimate = y.Estimate || p.Estimate
	if !few(stock.Unit, start) {
		y.InRate, y.OutRate = stat.Finite(stat.Round(100*y.In/start, 1)), stat.Finite(stat.Round(100*y.Out/start, 1))
	}
	y.Gap = stat.Round(y.End-(y.Start+y.In-y.Out), stock.Decimals)
	return y, true
}

// held reports whether a figure of a year of the account is under review.
func (l *Ledger) held(number map[string]*Result, year int) bool {
	is := func(code string, year int) bool {
		if number[code] == nil {
			return false
		}
		p, _ := pointOf(number[code].Whole.Points, year)
		return p.Year == year && p.Held
	}
	yes := is(l.Stock, year-1) || is(l.Stock, year)
	for _, code := range slices.Concat(l.In, l.Out) {
		yes = yes || is(code, year)
	}
	return yes
}

// Totals are the flows of a Ledger over the whole term; ok is false unless every
// year is known.
func (l *Ledger) Totals(term Term) (in, out float64, ok bool) {
	for _, y := range l.Years {
		in, out = in+y.In, out+y.Out
	}
	return in, out, len(l.Years) == term.Last-term.Base
}

// sameUnit reports whether figures of two units add up as they stand.
func sameUnit(a, b string) bool {
	power, ok := unitShift(a, b)
	return a == b || ok && power == 0
}
