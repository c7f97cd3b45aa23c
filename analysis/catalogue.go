package analysis

import (
	"bytes"
	_ "embed"
	"encoding/csv"
	"slices"

	"tongket/analysis/stat"
	"tongket/ingest"
	"tongket/ingest/words"
)

// Kinds and directions of indicators are those of statistics; see [stat.Kind]
// and [stat.Direction].
type (
	IndicatorKind = stat.Kind
	Direction     = stat.Direction
)

const (
	Stock = stat.Stock
	Flow  = stat.Flow
	Rate  = stat.Rate

	Up     = stat.Up
	Down   = stat.Down
	Either = stat.Either
)

// An Indicator is one row of the catalogue.
type Indicator struct {
	Code        string        `json:"code"` // for a label that the catalogue does not know: "~" and the label
	Name        string        `json:"name"`
	Aliases     []string      `json:"aliases,omitempty"`
	Field       string        `json:"field"` // "Lĩnh vực"; "" for an unknown label
	Unit        string        `json:"unit"`
	Kind        IndicatorKind `json:"kind"`
	Direction   Direction     `json:"direction"`
	Numerator   string        `json:"numerator,omitempty"` // codes, for a rate
	Denominator string        `json:"denominator,omitempty"`
	Decimals    int           `json:"decimals"`             // "Số lẻ"
	Target      string        `json:"target,omitempty"`     // "Mục tiêu" as written: "5,5", "dưới 3"
	NextTarget  string        `json:"nextTarget,omitempty"` // "Mục tiêu kỳ tới" as written: "đạt 72", "+3%/năm"
	Supplier    string        `json:"supplier,omitempty"`   // "Đơn vị phụ trách"
	Source      string        `json:"source,omitempty"`
	Signed      bool          `json:"signed,omitempty"`     // "Có thể âm": a balance or a net change, whose figures may be below 0
	Population  string        `json:"population,omitempty"` // "Dân số": the code of the population that the count is told per
	Wording     Wording       `json:"wording,omitzero"`     // "Bản chất", "Câu", "Khi đủ", "Cách tính"
	Unknown     bool          `json:"unknown,omitempty"`    // made from a label that the catalogue does not know
	Pos         ingest.Pos    `json:"pos,omitzero"`         // its row in the job's catalogue; zero if built in
}

// A Place is one row of the list of places. Which one is the whole,
// ingest.WholeOf says: the one of kind "tỉnh", in a ministry's job that of kind
// "cả nước".
type Place struct {
	Code    string   `json:"code,omitempty"`
	Name    string   `json:"name"`
	Kind    string   `json:"kind,omitempty"` // "tỉnh", "thành phố", "thị xã", "huyện"
	Aliases []string `json:"aliases,omitempty"`
	Tile    Tile     `json:"tile,omitzero"` // "Ô": where it stands on a map of squares
}

// A Catalogue is what the job knows: its indicators and its places, in the
// order in which they are printed.
type Catalogue struct {
	Indicators []Indicator
	Places     []Place       // the whole first, if it has a name
	Words      []ingest.Word // of the field, that add to those built in

	// Province is the one whose targets, suppliers and sources the built-in indicators
	// have ("Phú Thọ"): they count for no other. "" = the rows are anyone's.
	Province string
}

//go:embed danh-muc.csv
var builtinIndicators []byte

//go:embed dia-ban.csv
var builtinPlaces []byte

// Builtin is the catalogue that serves a job without one: the indicators of
// the three fields, with only those targets that a published decision states,
// and the places of the province.
func Builtin() Catalogue {
	indicators, _ := ParseCatalogue(embedded(builtinIndicators))
	places, _ := ParsePlaces(embedded(builtinPlaces))
	for i := range indicators {
		indicators[i].Pos = ingest.Pos{}
	}
	c := Catalogue{Indicators: indicators, Places: places}
	_, c.Province = words.Builtin().SplitPlace(c.whole())
	return c
}

// general is c without what its built-in indicators have of one province: targets, rules
// for the next term, suppliers and sources. Names, units, natures, directions and what a
// rate is made of are the same everywhere.
func (c Catalogue) general() Catalogue {
	c.Indicators = slices.Clone(c.Indicators)
	for i := range c.Indicators {
		if ind := &c.Indicators[i]; ind.Pos.File == "" {
			ind.Target, ind.NextTarget, ind.Supplier, ind.Source = "", "", "", ""
		}
	}
	return c
}

// embedded turns a CSV file of this package into a Grid without a name. The
// files are part of the program: a test reads them, so an error cannot occur.
func embedded(data []byte) *ingest.Grid {
	records, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil {
		panic("analysis: embedded catalogue: " + err.Error())
	}
	g := new(ingest.Grid)
	for r, record := range records {
		for c, text := range record {
			if text != "" {
				g.Cells = append(g.Cells, ingest.Cell{Row: int32(r + 1), Col: int32(c + 1), Kind: ingest.Text, Text: text})
			}
		}
	}
	return g
}

// With is c with the indicators of job added or, where the code is the same,
// put in their place; the places of job, if it has any, replace those of c, and
// its words add to those of c.
//
// The indicators of job keep their order. An indicator of c that job does not
// name stays where it is; one that c does not have follows the one before it in
// job, or else precedes the one after it.
func (c Catalogue) With(job Catalogue) Catalogue {
	known := indexByCode(c.Indicators)
	var groups [][]Indicator // each ends a run of new indicators around one of c's
	var run []Indicator
	shared := make(map[string]bool)
	for _, ind := range job.Indicators {
		if _, ok := known[ind.Code]; !ok {
			run = append(run, ind)
			continue
		}
		shared[ind.Code] = true
		if len(groups) > 0 {
			groups[len(groups)-1] = append(groups[len(groups)-1], run...)
			run = nil
		}
		groups = append(groups, append(run, ind))
		run = nil
	}
	out := Catalogue{Places: c.Places, Province: c.Province, Words: append(c.Words[:len(c.Words):len(c.Words)], job.Words...)}
	for _, ind := range c.Indicators {
		if !shared[ind.Code] {
			out.Indicators = append(out.Indicators, ind)
			continue
		}
		out.Indicators = append(out.Indicators, groups[0]...)
		if groups = groups[1:]; len(groups) == 0 {
			out.Indicators = append(out.Indicators, run...)
			run = nil
		}
	}
	out.Indicators = append(out.Indicators, run...)
	if len(job.Places) > 0 {
		out.Places = job.Places
	}
	return out
}

func indexByCode(indicators []Indicator) map[string]int {
	m := make(map[string]int, len(indicators))
	for i, ind := range indicators {
		m[ind.Code] = i
	}
	return m
}

// Vocabulary is what ingest matches labels with.
func (c Catalogue) Vocabulary() ingest.Vocabulary {
	v := ingest.Vocabulary{Words: c.Words}
	for _, ind := range c.Indicators {
		v.Indicators = append(v.Indicators, ingest.Name{Code: ind.Code, Name: ind.Name, Aliases: ind.Aliases, Unit: ind.Unit})
	}
	for _, p := range c.Places {
		v.Places = append(v.Places, ingest.Name{Code: p.Code, Name: p.Name, Aliases: p.Aliases, Kind: p.Kind})
	}
	return v
}

// faults are what is wrong between rows of the job's catalogue: a numerator or
// a denominator that there is none of, and a name that two indicators of the
// same unit share, so that a label may mean either.
func (c Catalogue) faults() []Finding {
	var out []Finding
	codes := indexByCode(c.Indicators)
	type nameUnit struct{ name, unit string }
	owner := make(map[nameUnit]string)
	for _, ind := range c.Indicators {
		for column, code := range []string{ind.Numerator, ind.Denominator, ind.Population} {
			if _, ok := codes[code]; code != "" && !ok {
				out = append(out, ind.fault([]string{"Tử số", "Mẫu số", columnPopulation}[column], code, expectReference))
			}
		}
		for _, name := range append([]string{ind.Name}, ind.Aliases...) {
			key := nameUnit{fold(name), fold(ind.Unit)}
			if other, taken := owner[key]; taken && other != ind.Code {
				out = append(out, ind.fault("Tên khác", name, expectUnique))
			}
			owner[key] = ind.Code
		}
	}
	return out
}

func (i *Indicator) fault(column, holds, expected string) Finding {
	f := catalogueFinding(i.Pos, column, holds, expected)
	f.Indicator, f.Name = i.Code, i.Name
	return f
}

// whole is the name of the place that is the whole; "" if none is.
func (c Catalogue) whole() string {
	if i := wholeOf(c.Places); i >= 0 {
		return c.Places[i].Name
	}
	return ""
}

// wholeOf is the place that is the whole, -1 if none is.
func wholeOf(places []Place) int {
	kinds := make([]string, len(places))
	for i, p := range places {
		kinds[i] = p.Kind
	}
	return words.WholeOf(kinds)
}
