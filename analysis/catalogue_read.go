package analysis

import (
	"errors"
	"strconv"
	"strings"
	"tongket/analysis/claim"
	"tongket/ingest"
)

// ParseCatalogue reads a catalogue of indicators from a sheet of the job
// (danh-muc.csv or .xlsx). Its columns are found by their names, in any order;
// of them only "Chỉ tiêu" and "Mã" must be there. Without the column "Loại" a
// unit of "%" makes a rate and any other a stock; without "Chiều" there is no
// direction.
//
// What cannot be used is a Finding with its cell and what was expected; a row
// without a code or a name, or with a code that a row above has, is left out,
// any other row is kept with the cautious value in the place of the bad one.
func ParseCatalogue(g *ingest.Grid) ([]Indicator, []Finding) {
	list, ok := newListing(g, indicatorColumns, "Chỉ tiêu")
	if !ok || !list.Has("Mã") {
		return nil, []Finding{catalogueFinding(ingest.Pos{File: g.File, Sheet: g.Sheet}, "Mã", "", expectHeader)}
	}
	findings := list.extraColumns()
	var indicators []Indicator
	rows := make(map[string]int32) // of each code
	for _, r := range list.records() {
		ind, bad := r.indicator()
		findings = append(findings, bad...)
		if ind.Code == "" || ind.Name == "" {
			continue
		}
		if _, twice := rows[ind.Code]; twice {
			findings = append(findings, r.refuse("Mã", expectUnique))
			continue
		}
		rows[ind.Code] = r.Row()
		indicators = append(indicators, ind)
	}
	return indicators, findings
}

func (r record) indicator() (Indicator, []Finding) {
	var bad []Finding
	ind := Indicator{
		Code: r.get("Mã"), Name: r.get("Chỉ tiêu"), Aliases: splitAliases(r.get("Tên khác")),
		Field: r.get("Lĩnh vực"), Unit: r.get("ĐVT"),
		Numerator: r.get("Tử số"), Denominator: r.get("Mẫu số"),
		Population: r.get(columnPopulation), Supplier: r.get("Đơn vị phụ trách"), Source: r.get("Nguồn"),
		Wording: Wording{Says: r.get(columnSays), Full: r.get(columnFull), Norm: r.get(columnNorm)},
		Pos:     r.pos("Mã"),
	}
	if ind.Code == "" {
		bad = append(bad, r.refuse("Mã", expectCode))
	}
	if ind.Name == "" {
		bad = append(bad, r.refuse("Chỉ tiêu", expectName))
	}
	if len(bad) > 0 {
		return ind, bad
	}
	var f []Finding
	ind.Kind, f = r.kind(ind.Unit)
	bad = append(bad, f...)
	ind.Direction, f = r.direction()
	bad = append(bad, f...)
	ind.Decimals, f = r.decimals(ind.Unit)
	bad = append(bad, f...)
	ind.Signed, f = r.signed(ind.Name)
	bad = append(bad, f...)
	switch nature := fold(r.get(columnNature)); nature {
	case "", Administrative, Honoured, State:
		ind.Wording.Nature = nature
	default:
		bad = append(bad, r.refuse(columnNature, expectNature))
	}
	ind.Target, f = r.rule(columnTarget, ind)
	bad = append(bad, f...)
	ind.NextTarget, f = r.rule(columnNext, ind)
	return ind, append(bad, f...)
}

func (r record) kind(unit string) (IndicatorKind, []Finding) {
	kind := Stock
	if unit == "%" {
		kind = Rate
	}
	if !r.Has("Loại") {
		return kind, nil
	}
	if k, ok := kinds[fold(r.get("Loại"))]; ok {
		return k, nil
	}
	return kind, []Finding{r.refuse("Loại", expectKind)}
}

func (r record) direction() (Direction, []Finding) {
	text := fold(r.get("Chiều"))
	if text == "" {
		return Either, nil
	}
	if d, ok := directions[text]; ok {
		return d, nil
	}
	return Either, []Finding{r.refuse("Chiều", expectDirection)}
}

// decimals reads "Số lẻ"; if it is empty a rate has one decimal and any other
// indicator none.
func (r record) decimals(unit string) (int, []Finding) {
	usual := 0
	if unit == "%" {
		usual = 1
	}
	text := r.get("Số lẻ")
	if text == "" {
		return usual, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 0 || n > 6 {
		return usual, []Finding{r.refuse("Số lẻ", expectDecimals)}
	}
	return n, nil
}

// signed reads "Có thể âm"; if it is empty the name says it: what is called a
// net change or a difference may be below 0.
func (r record) signed(name string) (bool, []Finding) {
	switch fold(r.get(columnSigned)) {
	case "có", "x":
		return true, nil
	case "không":
		return false, nil
	case "":
		return isBalance(name), nil
	}
	return isBalance(name), []Finding{r.refuse(columnSigned, expectYesNo)}
}

// balanceWords are words in a name that say that a figure is a difference of
// two, which may be below 0.
var balanceWords = []string{"thuần", "chênh lệch", "cân đối thu chi", "bội thu", "lãi, lỗ", "lãi lỗ"}

func isBalance(name string) bool {
	name = " " + fold(name) + " "
	for _, w := range balanceWords {
		if strings.Contains(name, " "+w+" ") {
			return true
		}
	}
	return false
}

// rule reads a target or a rule and finds fault with it at once, while the
// cell is at hand. It keeps the text as written.
func (r record) rule(column string, ind Indicator) (string, []Finding) {
	text := r.get(column)
	if ind.Unit == "%" && !strings.Contains(text, "/") {
		text = strings.TrimSuffix(text, "%") // a cell with a percent format
	}
	reason := ruleFault(text, column == columnTarget, ind)
	if reason == "" {
		return text, nil
	}
	return text, []Finding{{
		Severity: SeverityOf(CodeRule), Code: CodeRule, Pos: r.pos(column),
		Indicator: ind.Code, Name: ind.Name, Raw: text, Claim: claim.Rule{Text: text, Column: column, Why: reason},
	}}
}

// ruleFault says what is wrong with a target or a rule, as claim.Rule
// has it; "" if nothing is.
func ruleFault(text string, target bool, ind Indicator) string {
	if text == "" {
		return ""
	}
	rule, err := ParseRule(text)
	var fault *RuleError
	switch {
	case errors.As(err, &fault):
		return fault.Reason
	case target && rule.Kind != ToTarget:
		return "form"
	case rule.Kind == ByPoints && ind.Kind != Rate:
		return "points"
	case rule.Doubtful(ind.Kind):
		return "doubtful"
	}
	return ""
}

func splitAliases(text string) []string {
	var out []string
	for _, a := range strings.Split(text, ";") {
		if a = strings.TrimSpace(a); a != "" {
			out = append(out, a)
		}
	}
	return out
}

// ParsePlaces reads a list of places from a sheet of the job (dia-ban.csv or
// .xlsx), in the manner of ParseCatalogue; only the column "Tên" must be there.
// A row without a name, or with a name that a row above has, is left out.
func ParsePlaces(g *ingest.Grid) ([]Place, []Finding) {
	list, ok := newListing(g, placeColumns, "Tên")
	if !ok {
		return nil, []Finding{catalogueFinding(ingest.Pos{File: g.File, Sheet: g.Sheet}, "Tên", "", expectHeader)}
	}
	findings := list.extraColumns()
	var places []Place
	seen := make(map[string]bool)
	for _, r := range list.records() {
		p := Place{Code: r.get("Mã"), Name: r.get("Tên"), Kind: strings.ToLower(r.get("Loại")), Aliases: splitAliases(r.get("Tên khác"))}
		p.Tile, _ = ParseTile(r.get("Ô"))
		switch {
		case p.Name == "":
			findings = append(findings, r.refuse("Tên", expectName))
		case seen[p.Name]:
			findings = append(findings, r.refuse("Tên", expectUnique))
		default:
			seen[p.Name] = true
			places = append(places, p)
		}
	}
	return wholeFirst(places), findings
}

// wholeFirst moves the place that is the whole to the front.
func wholeFirst(places []Place) []Place {
	i := wholeOf(places)
	if i < 0 {
		return places
	}
	out := append([]Place{places[i]}, places[:i]...)
	return append(out, places[i+1:]...)
}

// CatalogueColumns are the columns of a catalogue in the order in which one is
// written.
func CatalogueColumns() []string {
	return []string{
		"Mã", "Chỉ tiêu", "Tên khác", "Lĩnh vực", "ĐVT", "Loại", "Chiều", "Tử số", "Mẫu số", "Số lẻ",
		columnTarget, columnNext, "Đơn vị phụ trách", "Nguồn", columnSigned, columnNature, columnPopulation,
		columnSays, columnFull, columnNorm,
	}
}

// CatalogueRow is an indicator as a row of a catalogue, in the order of
// CatalogueColumns: ParseCatalogue reads it back.
func CatalogueRow(i Indicator) []string {
	return []string{
		i.Code, i.Name, strings.Join(i.Aliases, ";"), i.Field, i.Unit, writtenKinds[i.Kind], writtenDirections[i.Direction],
		i.Numerator, i.Denominator, strconv.Itoa(i.Decimals), i.Target, i.NextTarget, i.Supplier, i.Source, yesNo(i.Signed), i.Wording.Nature, i.Population,
		i.Wording.Says, i.Wording.Full, i.Wording.Norm,
	}
}

// yesNo is "có", or nothing.
func yesNo(yes bool) string {
	if yes {
		return "có"
	}
	return ""
}
