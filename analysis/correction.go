package analysis

import (
	"cmp"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"tongket/analysis/claim"
	"tongket/analysis/register"
	"tongket/ingest"
	"tongket/ingest/words"
)

// A Correction is a line of the register of corrections ("sua-so"): what the team
// knows better than a sheet about one figure, with who said so and why. It holds
// only while the cell still says Old.
type Correction struct {
	Pos ingest.Pos `json:"pos"` // the line of the register

	// The cell that it is about, or what the figure is about.
	Cell      ingest.Pos     `json:"cell,omitzero"`       // File and Sheet as the register writes them
	Indicator string         `json:"indicator,omitempty"` // code, or a label that the catalogue does not have
	Place     string         `json:"place,omitempty"`     // "" = the whole
	Years     ingest.Period  `json:"years,omitzero"`
	Measure   ingest.Measure `json:"measure,omitempty"` // "" = actual or estimate

	Old    string   `json:"old,omitempty"` // as the register writes it
	New    *float64 `json:"new,omitempty"` // nil: the figure is not to be used
	Accept bool     `json:"accept,omitempty"`
	Reason string   `json:"reason,omitempty"`
	By     string   `json:"by,omitempty"`
	Date   string   `json:"date,omitempty"` // 2020-03-12, or as the register writes it

	State CorrectionState `json:"state"`
	Cells []Corrected     `json:"cells,omitempty"` // that it was applied to, or that are stale
}

// A Corrected is one cell that a Correction is about.
type Corrected struct {
	Pos       ingest.Pos     `json:"pos"`
	Indicator string         `json:"indicator,omitempty"`
	Name      string         `json:"name,omitempty"` // the label
	Place     string         `json:"place,omitempty"`
	Years     ingest.Period  `json:"years,omitzero"`
	Measure   ingest.Measure `json:"measure,omitempty"`
	Unit      string         `json:"unit,omitempty"`
	Raw       string         `json:"raw"` // what the sheet says
	Decimals  int            `json:"decimals,omitempty"`
}

// A CorrectionState says what has become of a Correction.
type CorrectionState string

const (
	CorrectionApplied  CorrectionState = "applied"
	CorrectionAccepted CorrectionState = "accepted" // the figure is right as it stands
	CorrectionStale    CorrectionState = "stale"    // the cell says something else now
	CorrectionMended   CorrectionState = "mended"   // the cell says the new value now: the line may go
	CorrectionAbsent   CorrectionState = "absent"   // no figure stands there
	CorrectionTwice    CorrectionState = "twice"    // a line above is about the same figure
	CorrectionSheet    CorrectionState = "sheet"    // it names no sheet, and the file has several
)

// correctionColumns are the columns of a register of corrections, by the names that
// their headers may have.
var correctionColumns = register.Columns{
	"tt": "TT", "stt": "TT",
	"tệp": columnFile, "tên tệp": columnFile, "file": columnFile, "trang": columnSheet, "trang tính": columnSheet, "sheet": columnSheet,
	"ô": columnCell, "vị trí": columnCell,
	"chỉ tiêu": columnIndicator, "mã chỉ tiêu": columnIndicator, "tên chỉ tiêu": columnIndicator,
	"địa bàn": columnPlace, "năm": columnYear, "loại số liệu": columnMeasure,
	"số cũ": columnOld, "giá trị cũ": columnOld, "số trong biểu": columnOld,
	"số mới": columnNew, "giá trị mới": columnNew, "số đúng": columnNew,
	"chấp nhận": columnAccept, "lý do": columnReason, "lí do": columnReason,
	"người": columnPerson, "người xác nhận": columnPerson, "người sửa": columnPerson, "ngày": columnDay, "ghi chú": columnRemark,
}

// Columns that registers about the sheets share.
const (
	columnFile      = "Tệp"
	columnSheet     = "Trang"
	columnCell      = "Ô"
	columnIndicator = "Chỉ tiêu"
	columnPlace     = "Địa bàn"
	columnYear      = "Năm"
	columnMeasure   = "Loại số liệu"
	columnOld       = "Số cũ"
	columnNew       = "Số mới"
	columnAccept    = "Chấp nhận"
	columnReason    = "Lý do"
	columnPerson    = "Người"
	columnRemark    = "Ghi chú"
)

// What a column of such a register should hold: what its findings want, beside those
// of comments.
const (
	wantCell    = "cell"    // a cell, or an indicator and a year
	wantOld     = "old"     // what the cell says
	wantNumber  = "number"  // a number with a decimal comma and no grouping
	wantYes     = "yes"     // "có", or nothing
	wantOne     = "one"     // a new number, or that the old one is right; not both
	wantReason  = "reason"  // why
	wantMeasure = "measure" // TH, ước, KH, mục tiêu
)

// yesWords tell that something is so, and noWords that it is not.
var (
	yesWords = []string{"có", "co", "x", "yes", "true", "đúng", "1"}
	noWords  = []string{"", "không", "khong", "no", "false", "0"}
)

// yes reads a column that says "có" or nothing.
func yes(text string) (is, ok bool) {
	text = fold(text)
	return slices.Contains(yesWords, text), slices.Contains(yesWords, text) || slices.Contains(noWords, text)
}

// measureWords are what a register calls kinds of figures.
var measureWords = map[string]ingest.Measure{
	"th": ingest.Actual, "thực hiện": ingest.Actual, "kết quả": ingest.Actual,
	"ước": ingest.Estimate, "ước th": ingest.Estimate, "ước thực hiện": ingest.Estimate, "ưth": ingest.Estimate, "sơ bộ": ingest.Estimate,
	"kh": ingest.Plan, "kế hoạch": ingest.Plan,
	"mục tiêu": ingest.Target, "nq": ingest.Target, "nghị quyết": ingest.Target, "mt": ingest.Target,
}

// ParseCorrections reads a register of corrections from a sheet of the job
// (sua-so.csv or .xlsx), in the manner of ParseComments; the columns "Lý do" and one
// other must be there. A line that cannot be used is a Finding with its cell, and
// left out: nothing is corrected by half a line.
func ParseCorrections(g *ingest.Grid, cat Catalogue) ([]Correction, []Finding) {
	list, ok := newListing(g, correctionColumns, columnReason)
	if !ok {
		return nil, []Finding{registerFinding(CodeCorrection, ingest.Pos{File: g.File, Sheet: g.Sheet}, columnReason, "", wantHeader)}
	}
	var out []Correction
	reader := lineReader{code: CodeCorrection, matcher: words.NewMatcher(cat.Vocabulary()), cat: cat}
	reader.findings = list.extras(CodeCorrection)
	for _, r := range list.pasted(CorrectionColumns()) {
		reader.r, reader.bad = r, false
		if c := reader.correction(); !reader.bad {
			out = append(out, c)
		}
	}
	return out, reader.findings
}

// CorrectionColumns are the columns of a register of corrections in the order in
// which one is written, and in which findings print a line of it.
func CorrectionColumns() []string {
	return []string{
		columnFile, columnSheet, columnCell, columnIndicator, columnPlace, columnYear, columnMeasure,
		columnOld, columnNew, columnAccept, columnReason, columnPerson, columnDay,
	}
}

// extras notes the columns that are not known, under the code of the register.
func (l listing) extras(code string) []Finding {
	found := l.extraColumns()
	for i := range found {
		found[i].Code = code
	}
	return found
}

// WithoutHeader reports whether findings say that a sheet is no register at all.
func WithoutHeader(findings []Finding) bool {
	return len(findings) == 1 && findings[0].wants() == wantHeader
}

func registerFinding(code string, pos ingest.Pos, column, holds, want string, near ...string) Finding {
	return Finding{
		Severity: SeverityOf(code), Code: code, Pos: pos, Raw: holds,
		Claim: claim.Row{Column: column, Holds: holds, Want: want, Near: near},
	}
}

// A lineReader reads lines of the registers about the sheets.
type lineReader struct {
	code     string
	matcher  *words.Matcher
	cat      Catalogue
	r        record
	bad      bool // the line in hand cannot be used
	findings []Finding
}

// refuse raises what cannot be read of a column; the line is not used.
func (l *lineReader) refuse(column, want string, near ...string) {
	l.bad = true
	l.findings = append(l.findings, registerFinding(l.code, l.r.pos(column), column, l.r.get(column), want, near...))
}

func (l *lineReader) correction() Correction {
	c := Correction{
		Pos: l.r.pos(columnReason), Cell: l.cell(), Old: l.r.get(columnOld),
		Reason: l.r.get(columnReason), By: l.r.get(columnPerson), Date: l.r.get(columnDay),
	}
	if iso, ok := isoDate(c.Date); ok {
		c.Date = iso
	}
	if c.Cell.Row == 0 {
		c.Indicator, c.Place, c.Years = l.indicator(), l.place(), l.years()
		c.Measure = l.measure()
		if !l.bad && (c.Indicator == "" || c.Years == ingest.Period{}) {
			l.refuse(columnCell, wantCell)
		}
	}
	var ok bool
	if c.Accept, ok = yes(l.r.get(columnAccept)); !ok {
		l.refuse(columnAccept, wantYes)
	}
	if text := l.r.get(columnNew); text != "" {
		if v, ok := registerNumber(text); !ok {
			l.refuse(columnNew, wantNumber)
		} else if c.New = &v; c.Accept {
			l.refuse(columnAccept, wantOne)
		}
	}
	if c.Old == "" && !c.Accept {
		l.refuse(columnOld, wantOld)
	}
	if c.Reason = strings.Trim(c.Reason, "…"); c.Reason == "" {
		l.refuse(columnReason, wantReason)
	}
	return c
}

var (
	cellName   = regexp.MustCompile(`^\$?([A-Za-z]{1,3})\$?([1-9]\d{0,6})$`)
	plainValue = regexp.MustCompile(`^[-+]?\d+(?:,\d+)?$`)
)

// cellOf is the row and the column of "F17"; ok is false for what is no cell.
func cellOf(text string) (row, col int32, ok bool) {
	m := cellName.FindStringSubmatch(strings.TrimSpace(text))
	if m == nil {
		return 0, 0, false
	}
	for _, r := range strings.ToUpper(m[1]) {
		col = col*26 + r - 'A' + 1
	}
	n, _ := strconv.Atoi(m[2])
	return int32(n), col, int32(n) <= ingest.MaxRow && col <= ingest.MaxCol
}

// file is the name of a file, without the apostrophe by which kiem-tra.csv guards one
// that a spreadsheet would take for a formula.
func (l *lineReader) file() string { return strings.TrimPrefix(l.r.get(columnFile), "'") }

// cell reads which cell a line is about: "Tệp", "Trang" and "Ô", or "Ô" alone as
// findings name it, "TỆP!TRANG!Ô".
func (l *lineReader) cell() ingest.Pos {
	p := ingest.Pos{File: l.file(), Sheet: l.r.get(columnSheet)}
	text := l.r.get(columnCell)
	if i := strings.LastIndex(text, "!"); i >= 0 {
		if before := strings.Trim(text[:i], "!"); p.File == "" {
			p.File = before
			if k := strings.LastIndex(before, "!"); k >= 0 {
				p.File, p.Sheet = before[:k], before[k+1:]
			}
		}
		text = text[i+1:]
	}
	if text == "" {
		return p
	}
	var ok bool
	if p.Row, p.Col, ok = cellOf(text); !ok || p.File == "" {
		l.refuse(columnCell, wantCell)
	}
	return p
}

// indicator is the code of the indicator that a line names, or its label where the
// catalogue does not have it.
func (l *lineReader) indicator() string {
	text := l.r.get(columnIndicator)
	if text == "" {
		return ""
	}
	code, _ := l.matcher.Indicator(text)
	return cmp.Or(code, text)
}

// place is the place that a line names; "" is the whole.
func (l *lineReader) place() string {
	text := l.r.get(columnPlace)
	if text == "" {
		return ""
	}
	switch name, _ := l.matcher.Place(text); name {
	case l.cat.whole():
		return ""
	default:
		return cmp.Or(name, text)
	}
}

func (l *lineReader) years() ingest.Period {
	p, ok := yearsOf(l.r.get(columnYear))
	if !ok {
		l.refuse(columnYear, wantYears)
	}
	return p
}

func (l *lineReader) measure() ingest.Measure {
	text := fold(l.r.get(columnMeasure))
	m, ok := measureWords[text]
	if !ok && text != "" {
		l.refuse(columnMeasure, wantMeasure)
	}
	return m
}

// registerNumber reads a number as registers write it: a decimal comma and no
// grouping, so that 1.234 is never guessed at; a percentage by its number of per cent.
func registerNumber(text string) (float64, bool) {
	text = strings.TrimSpace(strings.TrimSuffix(text, "%"))
	if !plainValue.MatchString(text) {
		return 0, false
	}
	v, err := strconv.ParseFloat(strings.Replace(text, ",", ".", 1), 64)
	return v, err == nil
}

// registerDecimals are the decimals that a number needs.
func registerDecimals(v float64) int {
	text := strconv.FormatFloat(v, 'f', -1, 64)
	if i := strings.IndexByte(text, '.'); i >= 0 {
		return len(text) - i - 1
	}
	return 0
}

// A Corrector applies corrections to facts, some at a time.
type Corrector struct {
	list     []Correction
	byCell   map[[2]int32][]int // lines by row and column
	byFigure []int              // lines that name no cell
	several  map[string]bool    // files with several sheets
}

// Several tells which files have several sheets: a line without a sheet is not about
// them, for nobody could tell which.
func (c *Corrector) Several(balances []ingest.Balance) {
	first := make(map[string]string)
	c.several = make(map[string]bool)
	for _, b := range balances {
		if sheet, ok := first[b.File]; ok && sheet != b.Sheet {
			c.several[b.File] = true
		} else {
			first[b.File] = b.Sheet
		}
	}
}

// CorrectionHints tell the reader of sheets which cells are corrected: those are figures
// whatever they hold.
func CorrectionHints(list []Correction) []ingest.Hint {
	var out []ingest.Hint
	for i := range list {
		if c := list[i].Cell; c.Row > 0 && !list[i].Accept {
			out = append(out, ingest.Hint{File: c.File, Sheet: c.Sheet, Range: ingest.Range{Row1: c.Row, Col1: c.Col, Row2: c.Row, Col2: c.Col}, Figure: true})
		}
	}
	return out
}

// NewCorrector returns a Corrector of the lines of a register.
func NewCorrector(list []Correction) *Corrector {
	c := &Corrector{list: slices.Clone(list), byCell: make(map[[2]int32][]int)}
	for i := range c.list {
		x := &c.list[i]
		x.State, x.Cells = CorrectionAbsent, nil
		if x.Cell.Row > 0 {
			key := [2]int32{x.Cell.Row, x.Cell.Col}
			c.byCell[key] = append(c.byCell[key], i)
			continue
		}
		c.byFigure = append(c.byFigure, i)
	}
	return c
}

// Apply gives the facts as the team corrects them. Batches without a corrected
// figure are handed on as they are.
func (c *Corrector) Apply(facts ingest.Facts) ingest.Facts {
	if len(c.list) == 0 {
		return facts
	}
	var out ingest.Facts
	for _, b := range facts.Batches() {
		changed := false
		var list []ingest.Fact
		b.Each(func(f *ingest.Fact) error {
			if mended, ok := c.correct(f); !ok && !f.Known && f.Mark == "" {
				changed = true // it cannot be read, and the correction does not hold
			} else if ok {
				changed = true
				list = append(list, mended)
			} else {
				list = append(list, *f)
			}
			return nil
		})
		if changed {
			out.Append(list...)
		} else {
			out.Add(b)
		}
	}
	return out
}

// correct is a fact as the first line that is about it has it; ok is false if none
// changes it.
func (c *Corrector) correct(f *ingest.Fact) (mended ingest.Fact, ok bool) {
	var by *Correction
	take := func(x *Correction) {
		switch {
		case by != nil && x.State == CorrectionAbsent:
			x.State = CorrectionTwice
		case by == nil && x.meet(f):
			by = x
		}
	}
	for _, i := range c.byCell[[2]int32{f.Pos.Row, f.Pos.Col}] {
		x := &c.list[i]
		switch {
		case !ingest.FileMeant(x.Cell.File, f.Pos.File) || !ingest.SheetMeant(x.Cell.Sheet, f.Pos.Sheet):
		case x.Cell.Sheet == "" && c.several[f.Pos.File]:
			x.State = CorrectionSheet
		default:
			take(x)
		}
	}
	for _, i := range c.byFigure {
		if x := &c.list[i]; x.about(f) {
			take(x)
		}
	}
	if by == nil {
		return mended, false
	}
	return by.applied(f), true
}

// about reports whether a line that names no cell means the fact.
func (x *Correction) about(f *ingest.Fact) bool {
	return (x.Indicator == f.Indicator || f.Indicator == "" && fold(x.Indicator) == fold(f.Label)) && fold(x.Place) == fold(f.Place) && x.Years == f.Years &&
		(x.Measure == f.Measure || x.Measure == "" && reached(f.Measure)) &&
		ingest.FileMeant(x.Cell.File, f.Pos.File) && ingest.SheetMeant(x.Cell.Sheet, f.Pos.Sheet)
}

// meet notes that a line has met a fact that it means, and reports whether it
// changes it.
func (x *Correction) meet(f *ingest.Fact) bool {
	cell := Corrected{f.Pos, f.Indicator, f.Label, f.Place, f.Years, f.Measure, f.Unit, f.Raw, f.Decimals}
	state := CorrectionStale
	switch {
	case x.Old == "" && x.Accept, says(f, x.Old):
		state = CorrectionApplied
		if x.Accept {
			state = CorrectionAccepted
		}
	case x.New != nil && f.Known && f.Value == *x.New:
		state = CorrectionMended
	}
	done := x.State == CorrectionApplied || x.State == CorrectionAccepted
	switch {
	case done && x.State != state: // another sheet gives the figure, and another number
		return false
	case !done && x.State != state:
		x.State, x.Cells = state, nil
	}
	x.Cells = append(x.Cells, cell)
	return state == CorrectionApplied
}

// MarkCorrected is the mark of a figure that the team has corrected.
const MarkCorrected = ingest.Corrected

// applied is the fact as the line has it.
func (x *Correction) applied(f *ingest.Fact) ingest.Fact {
	out := *f
	out.Mark, out.Bound, out.SumOf = MarkCorrected, "", nil
	out.Value, out.Known = 0, false
	if x.New != nil {
		out.Value, out.Known = *x.New, true
		out.Decimals = max(registerDecimals(*x.New), min(out.Decimals, registerDecimals(*x.New)))
	}
	return out
}

// says reports whether a cell says what the register calls its old value: the same
// text, or the same number as it is printed.
func says(f *ingest.Fact, old string) bool {
	old = strings.TrimPrefix(old, "'") // as kiem-tra.csv guards a text
	if fold(old) == fold(f.Raw) {
		return true
	}
	if !f.Known {
		return false
	}
	r := words.Builtin().ReadText(old)
	for _, v := range []float64{r.Value, r.Other} {
		if r.Kind != words.IsNumber && r.Kind != words.IsAmbiguous {
			break
		}
		if math.Abs(v-f.Value) <= 1e-9*max(1, math.Abs(v)) {
			return true
		}
	}
	v, ok := registerNumber(old)
	return ok && math.Abs(v-f.Value) <= 1e-9*max(1, math.Abs(v))
}

// Unread notes which cells that hold no figure are right as they stand: those of which an
// issue tells what an accepting line says that they hold.
func (c *Corrector) Unread(issues []ingest.Issue) {
	for _, issue := range issues {
		if !ofReading(issue.Code) || issue.Code == ingest.CodeSeparators { // which is a number, and which of two is not said
			continue
		}
		for _, i := range c.byCell[[2]int32{issue.Pos.Row, issue.Pos.Col}] {
			if x := &c.list[i]; x.Accept && x.State == CorrectionAbsent && x.accepts(issue.Pos) && fold(x.Old) == fold(issue.Raw) {
				x.State = CorrectionAccepted
			}
		}
	}
}

// Outcome is what became of each line, and the findings on those that do not hold.
func (c *Corrector) Outcome() ([]Correction, []Finding) {
	var findings []Finding
	for i := range c.list {
		x := &c.list[i]
		if x.State == CorrectionApplied || x.State == CorrectionAccepted {
			continue
		}
		if x.Accept && x.State == CorrectionAbsent && x.Cell.File != "" && x.Old == "" {
			x.State = CorrectionAccepted // of a finding on what is no figure
			continue
		}
		f := Finding{Severity: SeverityOf(CodeCorrectionStale), Code: CodeCorrectionStale, Pos: x.Pos, Raw: x.Old}
		if x.State == CorrectionMended {
			f.Severity = Info
		}
		now := ""
		for _, cell := range x.Cells {
			f.Related = append(f.Related, cell.Pos)
			f.Name, f.Indicator, f.Place, f.Years, f.Unit = cell.Name, cell.Indicator, cell.Place, cell.Years, cell.Unit
			now = cell.Raw
		}
		if len(x.Cells) == 0 && x.Cell.Row > 0 {
			f.Related = []ingest.Pos{x.Cell}
		}
		f.Claim = claim.StaleCorrection{State: string(x.State), Old: x.Old, Now: now}
		findings = append(findings, f)
	}
	return c.list, findings
}

// Correction is the line of the register that changed the figure in a cell, or
// accepts it; nil if none did.
func (r *Review) Correction(cell ingest.Pos) *Correction { return CorrectionOf(r.Corrections, cell) }

// CorrectionOf is the line among some that changed the figure in a cell, or accepts
// it; nil if none did.
func CorrectionOf(list []Correction, cell ingest.Pos) *Correction {
	for i := range list {
		x := &list[i]
		if x.State != CorrectionApplied && x.State != CorrectionAccepted {
			continue
		}
		if slices.ContainsFunc(x.Cells, func(c Corrected) bool { return c.Pos == cell }) {
			return x
		}
	}
	return nil
}
