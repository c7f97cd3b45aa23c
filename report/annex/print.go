package annex

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"

	"tongket/analysis"
)

// A Print is how a job is printed; the zero Print is everything as it comes.
type Print struct {
	Superior  string   `json:"superior,omitempty"`  // "ĐẢNG BỘ KHỐI CÁC CƠ QUAN TỈNH"
	PlaceName string   `json:"placeName,omitempty"` // of the place and date line: "Phú Thọ"
	Congress  string   `json:"congress,omitempty"`  // "Đại hội lần thứ VII"
	Document  string   `json:"document,omitempty"`  // what the annexes are attached to
	Form      string   `json:"form"`                // "dang" or "hanh-chinh"
	Annexes   []string `json:"annexes,omitempty"`   // which annexes, in order; empty = all

	// Columns are which columns of an annex's tables are printed, by the annex's
	// name, in order; none = all.
	Columns map[string][]string `json:"columns,omitempty"`

	// Number is the document's number as it is printed: "12-BC/ĐU".
	Number string `json:"number,omitempty"`

	Book Selection `json:"book,omitzero"`

	// Map is the text of a GeoJSON FeatureCollection with the borders of the
	// places. A feature belongs to the place whose name or alias one of its
	// properties is.
	Map string `json:"map,omitempty"`
}

// A Selection is what a job chooses of the annexes that go to the congress; the zero
// Selection is all of them as they come.
type Selection struct {
	Indicators []string             `json:"indicators,omitempty"` // codes: which are printed, in order; empty = all
	Charts     []string             `json:"charts,omitempty"`     // codes: which charts over the years are printed, in order; empty = of all indicators with a target
	Places     string               `json:"places,omitempty"`     // code of the indicator whose places the one page compares; empty = the widest gap
	Names      map[string]AnnexName `json:"names,omitempty"`      // of annexes, by their name in Print.Annexes
	Scopes     map[string]string    `json:"scopes,omitempty"`     // of fields, by name, whose figures are not those of the places: "Đảng bộ Sở"
	TargetOnly bool                 `json:"targetOnly,omitempty"` // without the part on indicators that have no target
	Bare       bool                 `json:"bare,omitempty"`       // without the letterhead
	Signature  Signature            `json:"signature,omitzero"`
	Recipients []string             `json:"recipients,omitempty"` // "Nơi nhận"
}

// An AnnexName is how a job numbers and names an annex: "Biểu số 01". What is
// empty is as it comes.
type AnnexName struct {
	Number string `json:"number,omitempty"`
	Title  string `json:"title,omitempty"`
}

// PrintOf is how the job of a Review is printed.
func PrintOf(r *analysis.Review) Print {
	p, _ := r.Job.Print.(Print)
	return p
}

// A writtenJob is a Job and its print settings as they stand in JSON.
type writtenJob struct {
	Superior     string              `json:"superior,omitempty"`
	Organisation string              `json:"organisation,omitempty"`
	PlaceName    string              `json:"placeName,omitempty"`
	Congress     string              `json:"congress,omitempty"`
	Document     string              `json:"document,omitempty"`
	Draft        string              `json:"draft,omitempty"`
	Form         string              `json:"form"`
	Annexes      []string            `json:"annexes,omitempty"`
	Fields       []string            `json:"fields,omitempty"`
	Columns      map[string][]string `json:"columns,omitempty"`
	Due          analysis.Due        `json:"due,omitzero"`
	Asked        []string            `json:"asked,omitempty"`
	Number       string              `json:"number,omitempty"`
	Book         Selection           `json:"book,omitzero"`
	Map          string              `json:"map,omitempty"`
}

// With is a Job and its print settings as one object.
func (p Print) With(j analysis.Job) any {
	return writtenJob{p.Superior, j.Organisation, p.PlaceName, p.Congress, p.Document, j.Draft, p.Form, p.Annexes, j.Fields, p.Columns, j.Due, j.Asked, p.Number, p.Book, p.Map}
}

// Decode reads a Review and how it is printed; a key that is neither the Job's nor
// one of the print settings is an error.
func Decode(rd io.Reader) (*analysis.Review, error) {
	r, err := analysis.Decode(rd)
	if err != nil {
		return nil, err
	}
	if read, ok := r.Job.Print.(analysis.ReadPrinting); ok {
		var w writtenJob
		dec := json.NewDecoder(bytes.NewReader(read))
		dec.DisallowUnknownFields()
		if err := dec.Decode(&w); err != nil {
			return nil, fmt.Errorf("decode review: job: %w", err)
		}
		r.Job.Print = Print{w.Superior, w.PlaceName, w.Congress, w.Document, w.Form, w.Annexes, w.Columns, w.Number, w.Book, w.Map}
	}
	return r, nil
}
