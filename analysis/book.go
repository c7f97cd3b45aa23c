package analysis

// A Book is what a job chooses of the annexes that go to the congress; the zero
// Book is all of them as they come.
type Book struct {
	Indicators []string             `json:"indicators,omitempty"` // codes: which are printed, in order; empty = all
	Charts     []string             `json:"charts,omitempty"`     // codes: which charts over the years are printed, in order; empty = of all indicators with a target
	Places     string               `json:"places,omitempty"`     // code of the indicator whose places the one page compares; empty = the widest gap
	Names      map[string]AnnexName `json:"names,omitempty"`      // of annexes, by their name in Job.Annexes
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

// A Signature is who signs a document, for whom and in which office.
type Signature struct {
	For   []string `json:"for,omitempty"`   // "T/M BAN CHẤP HÀNH"
	Title string   `json:"title,omitempty"` // "BÍ THƯ"
	Name  string   `json:"name,omitempty"`
}
