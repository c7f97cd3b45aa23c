package analysis

import (
	"bytes"
	"encoding/json"

	"tongket/analysis/claim"
	"tongket/ingest"
)

// Severity of a finding.
type Severity string

const (
	Error   Severity = "error"   // "lỗi": a figure that must not be used as it stands
	Warning Severity = "warning" // "cảnh báo": a doubt
	Info    Severity = "info"    // "lưu ý": for information
)

// A Finding is one thing that somebody should look at. Wording is report/vi's.
type Finding struct {
	Severity  Severity      `json:"severity"`
	Code      string        `json:"code"`
	Pos       ingest.Pos    `json:"pos,omitzero"`
	Related   []ingest.Pos  `json:"related,omitempty"`
	Indicator string        `json:"indicator,omitempty"` // code
	Name      string        `json:"name,omitempty"`      // the indicator's name or the label
	Place     string        `json:"place,omitempty"`
	Years     ingest.Period `json:"years,omitzero"`
	Decimals  int           `json:"decimals,omitempty"` // to quote the numbers of Claim with
	Unit      string        `json:"unit,omitempty"`
	Raw       string        `json:"raw,omitempty"`
	Claim     claim.Claim   `json:"-"` // what it says, of the type of its code; in JSON "values" and "args"

	// Parts are the findings of one cause that it is told for; none = itself alone.
	Parts []Finding `json:"parts,omitempty"`

	Holds Holding `json:"holds,omitzero"` // what it keeps from being told

	// Shift is by how many per cent the whole's figure would be another if the figure
	// were what is expected; 0: not known.
	Shift float64 `json:"shift,omitempty"`

	// Settled says which line of the team's registers has settled it: it stays in the
	// list as Info and holds no figure; nil if none has.
	Settled *Settled `json:"settled,omitempty"`
}

// A Settled is how a Finding was settled.
type Settled struct {
	By     ingest.Pos `json:"by"`  // the line
	How    string     `json:"how"` // "corrected", "accepted" (right as it stands), "known" (a line of nguon says what the sheet does not)
	Reason string     `json:"reason,omitempty"`
	Person string     `json:"person,omitempty"`
}

// wants is what a list expected where a row of it cannot be used; "" of other findings.
func (f *Finding) wants() string {
	row, _ := f.Claim.(claim.Row)
	return row.Want
}

// of is a finding on a row of a list as one on a list of another kind.
func (f Finding) of(code, want string) Finding {
	row, _ := f.Claim.(claim.Row)
	row.Want = want
	f.Code, f.Claim = code, row
	return f
}

// A writtenFinding is a Finding as it stands in JSON.
type writtenFinding struct {
	Severity  Severity      `json:"severity"`
	Code      string        `json:"code"`
	Pos       ingest.Pos    `json:"pos,omitzero"`
	Related   []ingest.Pos  `json:"related,omitempty"`
	Indicator string        `json:"indicator,omitempty"`
	Name      string        `json:"name,omitempty"`
	Place     string        `json:"place,omitempty"`
	Years     ingest.Period `json:"years,omitzero"`
	Values    []float64     `json:"values,omitempty"`
	Decimals  int           `json:"decimals,omitempty"`
	Unit      string        `json:"unit,omitempty"`
	Raw       string        `json:"raw,omitempty"`
	Args      []string      `json:"args,omitempty"`
	Parts     []Finding     `json:"parts,omitempty"`
	Holds     Holding       `json:"holds,omitzero"`
	Shift     float64       `json:"shift,omitempty"`
	Settled   *Settled      `json:"settled,omitempty"`
}

// MarshalJSON writes the claim as values and args, in the order of its fields.
func (f Finding) MarshalJSON() ([]byte, error) {
	return written(writtenFinding{
		f.Severity, f.Code, f.Pos, f.Related, f.Indicator, f.Name, f.Place, f.Years, claim.Values(f.Claim), f.Decimals, f.Unit, f.Raw, claim.Args(f.Claim),
		f.Parts, f.Holds, f.Shift, f.Settled,
	})
}

// written is v as JSON, without escapes for HTML.
func written(v any) ([]byte, error) {
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	err := enc.Encode(v)
	return bytes.TrimSuffix(out.Bytes(), []byte("\n")), err
}

// UnmarshalJSON reads what MarshalJSON wrote; a key that it does not write is an error.
func (f *Finding) UnmarshalJSON(data []byte) error {
	var w writtenFinding
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&w); err != nil {
		return err
	}
	*f = Finding{
		Severity: w.Severity, Code: w.Code, Pos: w.Pos, Related: w.Related, Indicator: w.Indicator, Name: w.Name, Place: w.Place, Years: w.Years,
		Decimals: w.Decimals, Unit: w.Unit, Raw: w.Raw, Parts: w.Parts, Holds: w.Holds, Shift: w.Shift, Settled: w.Settled,
	}
	if like := claimOf(w.Code); like != nil && len(w.Values)+len(w.Args) > 0 {
		f.Claim = claim.From(like, w.Values, w.Args)
	}
	return nil
}
