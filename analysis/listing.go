package analysis

import (
	"tongket/analysis/claim"
	"tongket/analysis/register"
	"tongket/ingest"
)

// Columns of a catalogue of indicators and of places, by the name that their
// header has, folded as by fold.
var (
	indicatorColumns = register.Columns{
		"mã": "Mã", "mã chỉ tiêu": "Mã", "mã số": "Mã",
		"chỉ tiêu": "Chỉ tiêu", "tên chỉ tiêu": "Chỉ tiêu",
		"tên khác": "Tên khác", "lĩnh vực": "Lĩnh vực",
		"đvt": "ĐVT", "đơn vị tính": "ĐVT", "đơn vị": "ĐVT",
		"loại": "Loại", "chiều": "Chiều", "tử số": "Tử số", "mẫu số": "Mẫu số",
		"số lẻ": "Số lẻ", "mục tiêu": "Mục tiêu", "mục tiêu kỳ tới": "Mục tiêu kỳ tới",
		"đơn vị phụ trách": "Đơn vị phụ trách", "nguồn": "Nguồn",
		"có thể âm": columnSigned, "số âm": columnSigned, "bản chất": columnNature, "dân số": columnPopulation,
		"câu": columnSays, "khi đủ": columnFull, "cách tính": columnNorm,
	}
	placeColumns = register.Columns{
		"mã": "Mã", "mã số": "Mã", "tên": "Tên", "địa bàn": "Tên", "tên địa bàn": "Tên", "đơn vị": "Tên",
		"loại": "Loại", "cấp": "Loại", "tên khác": "Tên khác", "ô": "Ô", "ô lưới": "Ô",
	}
	kinds = map[string]IndicatorKind{
		"thời điểm": Stock, "tổng": Flow, "tỷ lệ": Rate, "tỉ lệ": Rate,
	}
	directions = map[string]Direction{"tăng": Up, "giảm": Down, "không": Either}

	// As a catalogue is written.
	writtenKinds      = map[IndicatorKind]string{Stock: "thời điểm", Flow: "tổng", Rate: "tỷ lệ"}
	writtenDirections = map[Direction]string{Up: "tăng", Down: "giảm", Either: "không"}
)

// The columns whose texts are read as targets and rules.
const (
	columnTarget     = "Mục tiêu"
	columnNext       = "Mục tiêu kỳ tới"
	columnSigned     = "Có thể âm"
	columnNature     = "Bản chất"
	columnPopulation = "Dân số"
	columnSays       = "Câu"
	columnFull       = "Khi đủ"
	columnNorm       = "Cách tính"
)

// Expectations: what a CodeCatalogue finding wants.
const (
	expectHeader    = "header"    // no row holds the names of the columns
	expectColumn    = "column"    // a column that the catalogue does not have: it is left out
	expectCode      = "code"      // a code
	expectName      = "name"      // a name
	expectUnique    = "unique"    // a code or a name that no row above has
	expectKind      = "kind"      // thời điểm, tổng or tỷ lệ
	expectDirection = "direction" // tăng, giảm or không
	expectDecimals  = "decimals"  // a whole number from 0 to 6
	expectNature    = "nature"    // hành chính, tri ân or hiện trạng
	expectYesNo     = "yes-no"    // có or không
	expectReference = "reference" // the code of an indicator of the catalogue
)

// fold is text as names of columns and values are compared.
func fold(text string) string { return register.Fold(text) }

// A listing is a register whose columns that cannot be used are findings.
type listing struct{ *register.List }

// A record is a row of a listing.
type record struct{ register.Record }

func newListing(g *ingest.Grid, names register.Columns, required string) (listing, bool) {
	list, ok := register.Find(g, names, required)
	return listing{list}, ok
}

// pasted are the rows of a listing, those that were pasted as a whole line into one
// cell spread over the columns, whose order is given.
func (l listing) pasted(order []string) []record {
	l.Spread(order)
	return l.records()
}

// records are the rows of a listing.
func (l listing) records() []record {
	var out []record
	for _, r := range l.Records() {
		out = append(out, record{r})
	}
	return out
}

func (r record) get(column string) string { return r.Get(column) }

func (r record) pos(column string) ingest.Pos { return r.Pos(column) }

// refuse is the finding on a column of the record that cannot be used.
func (r record) refuse(column, expected string) Finding {
	f := catalogueFinding(r.pos(column), column, r.get(column), expected)
	f.Indicator, f.Name = r.get("Mã"), r.get("Chỉ tiêu")
	return f
}

func catalogueFinding(pos ingest.Pos, column, holds, expected string) Finding {
	return Finding{
		Severity: SeverityOf(CodeCatalogue), Code: CodeCatalogue, Pos: pos,
		Raw: holds, Claim: claim.Row{Column: column, Holds: holds, Want: expected},
	}
}

// extraColumns notes the columns that are not known.
func (l listing) extraColumns() []Finding {
	var out []Finding
	for _, e := range l.Extras() {
		f := catalogueFinding(e.Pos, e.Name, "", expectColumn)
		f.Severity = Info
		out = append(out, f)
	}
	return out
}
