package analysis

import (
	"bytes"
	"cmp"
	_ "embed"
	"encoding/csv"

	"tongket/analysis/stat"
)

// A Wording is what the catalogue says on how an indicator is told; the zero
// Wording is as any other.
type Wording struct {
	Nature string `json:"nature,omitempty"` // one of the natures below; "" any other
	Says   string `json:"says,omitempty"`   // of a state: the sentence, with {số} and {địa bàn}; of a part: what it is called beside its whole
	Full   string `json:"full,omitempty"`   // of a rate: what is said of its denominator when it is 100 %
	Norm   string `json:"norm,omitempty"`   // what a break in the series changes: "chuẩn nghèo"
}

// Natures of indicators, as the catalogue's "Bản chất" writes them.
const (
	Honoured       = "tri ân"     // heroic mothers, martyrs, wounded: no change is told, nothing is ranked or forecast
	State          = "hiện trạng" // how things stand, of which no change is told: households, members
	Administrative = "hành chính" // offices, units, seats, of which no change is told and nothing is forecast or proposed
)

//go:embed ban-chat.csv
var builtinNatures []byte

// natures are the wordings of the built-in catalogue, by code.
func natures() map[string]Wording {
	records, err := csv.NewReader(bytes.NewReader(builtinNatures)).ReadAll()
	if err != nil {
		panic("analysis: embedded natures: " + err.Error()) // a test reads them
	}
	all := make(map[string]Wording, len(records))
	for _, r := range records[1:] {
		all[r[0]] = Wording{Nature: r[1], Says: r[2], Full: r[3], Norm: r[4]}
	}
	return all
}

// WordingOf is the wording of the built-in catalogue for a code.
func WordingOf(code string) Wording { return natures()[code] }

// word gives the results the wordings of the built-in catalogue where the job's
// own has none.
func word(results []Result) {
	builtin := natures()
	for i := range results {
		own, known := &results[i].Wording, builtin[results[i].Code]
		*own = Wording{cmp.Or(own.Nature, known.Nature), cmp.Or(own.Says, known.Says), cmp.Or(own.Full, known.Full), cmp.Or(own.Norm, known.Norm)}
	}
}

// A Share is a part beside its whole.
type Share struct {
	Value   float64
	Percent float64 // of the whole, of the printed figures, one decimal
	Few     bool    // the whole is too small for a percentage to be told
}

// ShareOf holds a part against its whole: of flows the sums over the term, else
// the last year; ok is false unless both are known in full and the part is not
// more than the whole.
func ShareOf(part, whole *Result, term Term) (s Share, ok bool) {
	if part.Kind != whole.Kind || part.Unit != whole.Unit || part.Kind == Rate {
		return s, false
	}
	value := func(x *Result) (float64, bool) {
		a := outcome(x.Kind, term, x.Whole)
		return stat.Round(a.value, x.Decimals), a.known && !a.partial
	}
	p, known := value(part)
	w, all := value(whole)
	if !known || !all || !(w > 0) || p < 0 || p > w {
		return s, false
	}
	return Share{p, stat.Round(100*p/w, 1), few(whole.Unit, w)}, true
}
