package analysis

import (
	_ "embed"

	"tongket/ingest"
)

// IndicatorKind says how an indicator behaves over time and places.
type IndicatorKind string

const (
	Stock IndicatorKind = "stock" // "thời điểm": read at the year's end
	Flow  IndicatorKind = "flow"  // "tổng": summed over the term
	Rate  IndicatorKind = "rate"  // "tỷ lệ": never summed nor plainly averaged
)

// Direction says which way an indicator is meant to go.
type Direction string

const (
	Up     Direction = "up"   // "tăng"
	Down   Direction = "down" // "giảm"
	Either Direction = "none" // "không": no judgement
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
	Unknown     bool          `json:"unknown,omitempty"` // made from a label that the catalogue does not know
	Pos         ingest.Pos    `json:"pos,omitzero"`      // its row in the job's catalogue; zero if built in
}

// A Place is one row of the list of places. The one of kind "tỉnh" is the
// whole.
type Place struct {
	Code    string   `json:"code,omitempty"`
	Name    string   `json:"name"`
	Kind    string   `json:"kind,omitempty"` // "tỉnh", "thành phố", "thị xã", "huyện"
	Aliases []string `json:"aliases,omitempty"`
}

// A Catalogue is what the job knows: its indicators and its places, in the
// order in which they are printed.
type Catalogue struct {
	Indicators []Indicator
	Places     []Place // the whole first, if it has a name
}

//go:embed danh-muc.csv
var builtinIndicators []byte

//go:embed dia-ban.csv
var builtinPlaces []byte
