package analysis

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"tongket/analysis/claim"
	"tongket/analysis/register"
	"tongket/ingest"
	"tongket/ingest/words"
)

// sourceColumns are the columns of a register of what the team knows of the sheets
// ("nguon"), by the names that their headers may have.
var sourceColumns = register.Columns{
	"tt": "TT", "stt": "TT",
	"tệp": columnFile, "tên tệp": columnFile, "tệp, thư mục": columnFile, "file": columnFile,
	"trang": columnSheet, "trang tính": columnSheet, "sheet": columnSheet,
	"vùng": columnRange, "vùng ô": columnRange, "năm": columnYear, "địa bàn": columnPlace,
	"chỉ tiêu": columnIndicator, "đvt": columnUnit, "đơn vị tính": columnUnit, "loại số liệu": columnMeasure,
	"tiêu đề": columnHeader, "dòng tiêu đề": columnHeader, "cột": columnRoles, "vai trò cột": columnRoles,
	"bỏ qua": columnLeave, "ưu tiên": columnPriority, "thay": columnInstead,
	"lý do": columnReason, "lí do": columnReason, "ghi chú": columnRemark,
	"đơn vị gửi": columnSender, "đơn vị": columnSender, "nơi gửi": columnSender,
}

// Columns of the register of sources alone.
const (
	columnRange    = "Vùng"
	columnUnit     = "ĐVT"
	columnHeader   = "Tiêu đề"
	columnRoles    = "Cột"
	columnLeave    = "Bỏ qua"
	columnPriority = "Ưu tiên"
	columnInstead  = "Thay"
	columnSender   = "Đơn vị gửi"
)

// What a column of it should hold.
const (
	wantFile    = "file"         // the name of a file
	wantRange   = "range"        // B4:H20, 12-15, C:D
	wantRows    = "rows"         // 3, 3-4
	wantRoles   = "roles"        // A: địa bàn; B: mã
	wantWhole   = "whole-number" // of "Ưu tiên"
	wantFilled  = "filled"       // something in the place of "…"
	wantNothing = "nothing"      // anything at all
)

// SourceColumns are the columns of a register of sources in the order in which one is
// written, and in which findings print a line of it.
func SourceColumns() []string {
	return []string{
		columnFile, columnSheet, columnRange, columnYear, columnPlace, columnIndicator, columnUnit, columnMeasure,
		columnHeader, columnRoles, columnLeave, columnPriority, columnInstead, columnReason, columnRemark,
	}
}

// A SourceLine is a line of the register of sources.
type SourceLine struct {
	ingest.Hint
	Reason string
	Sender string // the unit that sent the file
}

// rolesOfColumns are what a register calls the roles of columns; "" leaves one out.
var rolesOfColumns = map[string]words.Role{
	"bỏ qua": "", "bỏ": "", "không dùng": "", "ghi chú": "", "mã": "", "mã số": "", "stt": "", "tt": "", "số thứ tự": "",
	"địa bàn": words.RolePlace, "chỉ tiêu": words.RoleLabel, "tên chỉ tiêu": words.RoleLabel, "nội dung": words.RoleLabel,
	"đvt": words.RoleUnit, "đơn vị tính": words.RoleUnit, "năm": words.RoleYear, "loại số liệu": words.RoleKind,
	"số liệu": words.RoleFigure, "số": words.RoleFigure, "giá trị": words.RoleFigure,
}

// ParseSources reads a register of sources from a sheet of the job (nguon.csv or
// .xlsx), in the manner of ParseCorrections; the column "Tệp" and one other must be
// there.
func ParseSources(g *ingest.Grid, cat Catalogue) ([]SourceLine, []Finding) {
	list, ok := newListing(g, sourceColumns, columnFile)
	if !ok {
		return nil, []Finding{registerFinding(CodeSource, ingest.Pos{File: g.File, Sheet: g.Sheet}, columnFile, "", wantHeader)}
	}
	var out []SourceLine
	reader := lineReader{code: CodeSource, matcher: words.NewMatcher(cat.Vocabulary()), cat: cat}
	reader.findings = list.extras(CodeSource)
	for _, r := range list.pasted(SourceColumns()) {
		reader.r, reader.bad = r, false
		if s := reader.source(); !reader.bad {
			out = append(out, s)
		}
	}
	return out, reader.findings
}

func (l *lineReader) source() SourceLine {
	s := SourceLine{Reason: strings.Trim(l.r.get(columnReason), "…"), Sender: l.r.get(columnSender)}
	h := &s.Hint
	h.Line = l.r.pos(columnFile)
	h.File, h.Sheet = l.file(), l.r.get(columnSheet)
	if h.File == "" {
		l.refuse(columnFile, wantFile)
		return s
	}
	h.Range = l.area()
	h.Years, h.Measure, h.Unit = l.years(), l.measure(), l.r.get(columnUnit)
	l.sourcePlace(h)
	for _, column := range []string{columnIndicator, columnUnit} {
		if text := l.r.get(column); text != "" && strings.Trim(text, "…. ") == "" { // as it was pasted
			l.refuse(column, wantFilled)
		}
	}
	if text := l.r.get(columnIndicator); text != "" {
		h.Indicator = text
		if code, _ := l.matcher.Indicator(text); code != "" {
			h.Code, h.Indicator = code, l.cat.Indicators[indexByCode(l.cat.Indicators)[code]].Name
		}
	}
	h.Header = l.rows()
	h.Columns = l.roles()
	h.LeaveOut = l.flag(columnLeave)
	h.Instead = l.flag(columnInstead)
	if text := l.r.get(columnPriority); text != "" {
		n, err := strconv.Atoi(text)
		if err != nil {
			l.refuse(columnPriority, wantWhole)
		}
		h.Priority = n
	}
	switch {
	case l.bad:
	case h.Instead && s.Reason == "":
		l.refuse(columnReason, wantReason)
	case !knowsAnything(h) && s.Sender == "":
		l.refuse(columnYear, wantNothing)
		if l.r.get(columnRemark) != "" { // a remark alone, as init writes
			l.findings[len(l.findings)-1].Severity = Info
		}
	}
	return s
}

func knowsAnything(h *ingest.Hint) bool {
	return h.Years != ingest.Period{} || h.Whole || h.Place != "" || h.Indicator != "" || h.Unit != "" || h.Measure != "" ||
		h.Header != [2]int32{} || len(h.Columns) > 0 || h.LeaveOut || h.Priority != 0
}

// sourcePlace reads the place: one that the list does not have stays as it is written,
// unless the line was pasted and nobody has filled it in.
func (l *lineReader) sourcePlace(h *ingest.Hint) {
	text := l.r.get(columnPlace)
	if text == "" {
		return
	}
	name, near := l.matcher.Place(text)
	switch {
	case strings.Trim(text, "…. ") == "" || name == "" && len(near) > 1:
		l.refuse(columnPlace, wantPlace, near...)
	case name == l.cat.whole() && name != "":
		h.Whole = true
	default:
		h.Place = cmp.Or(name, text)
	}
}

func (l *lineReader) flag(column string) bool {
	is, ok := yes(l.r.get(column))
	if !ok {
		l.refuse(column, wantYes)
	}
	return is
}

var (
	rowSpan    = regexp.MustCompile(`^(\d+)(?: ?[-–:] ?(\d+))?$`)
	columnSpan = regexp.MustCompile(`^([A-Za-z]{1,3})(?: ?[-–:] ?([A-Za-z]{1,3}))?$`)
)

// area reads a part of a sheet: "B4:H20", "B4", rows "12-15", columns "C:D".
func (l *lineReader) area() ingest.Range {
	text := strings.TrimSpace(strings.ReplaceAll(l.r.get(columnRange), "$", ""))
	if text == "" {
		return ingest.Range{}
	}
	if from, to, ok := spanOf(rowSpan, text, atoi32); ok {
		return ingest.Range{Row1: from, Col1: 1, Row2: to, Col2: ingest.MaxCol}
	}
	if from, to, ok := spanOf(columnSpan, text, columnNumber); ok {
		return ingest.Range{Row1: 1, Col1: from, Row2: ingest.MaxRow, Col2: to}
	}
	first, last, two := strings.Cut(strings.ReplaceAll(text, "-", ":"), ":")
	if !two {
		last = first
	}
	r1, c1, ok := cellOf(first)
	r2, c2, ok2 := cellOf(last)
	if !ok || !ok2 || r2 < r1 || c2 < c1 {
		l.refuse(columnRange, wantRange)
	}
	return ingest.Range{Row1: r1, Col1: c1, Row2: r2, Col2: c2}
}

// spanOf reads one number or name, or two with a dash between.
func spanOf(pattern *regexp.Regexp, text string, number func(string) int32) (from, to int32, ok bool) {
	m := pattern.FindStringSubmatch(text)
	if m == nil {
		return 0, 0, false
	}
	from = number(m[1])
	if to = from; m[2] != "" {
		to = number(m[2])
	}
	return from, to, from > 0 && from <= to
}

func atoi32(s string) int32 {
	n, err := strconv.Atoi(s)
	if err != nil || n > ingest.MaxRow {
		return 0
	}
	return int32(n)
}

func columnNumber(name string) int32 {
	_, col, ok := cellOf(name + "1")
	if !ok {
		return 0
	}
	return col
}

func (l *lineReader) rows() (rows [2]int32) {
	text := strings.TrimSpace(l.r.get(columnHeader))
	if text == "" {
		return rows
	}
	from, to, ok := spanOf(rowSpan, text, atoi32)
	if !ok {
		l.refuse(columnHeader, wantRows)
	}
	return [2]int32{from, to}
}

// roles reads "A: địa bàn; B: mã; D-F: bỏ qua".
func (l *lineReader) roles() (out []ingest.ColumnRole) {
	for _, part := range strings.FieldsFunc(l.r.get(columnRoles), func(r rune) bool { return r == ';' || r == ',' || r == '\n' }) {
		column, role, ok := strings.Cut(part, ":")
		from, to, ok2 := spanOf(columnSpan, strings.TrimSpace(column), columnNumber)
		is, ok3 := rolesOfColumns[fold(role)]
		if !ok || !ok2 || !ok3 {
			l.refuse(columnRoles, wantRoles)
			return nil
		}
		for col := from; col <= to; col++ {
			out = append(out, ingest.ColumnRole{Col: col, Role: string(is)})
		}
	}
	return out
}

// Hints are what lines say of the reading of sheets.
func Hints(lines []SourceLine) []ingest.Hint {
	var out []ingest.Hint
	for _, s := range lines {
		out = append(out, s.Hint)
	}
	return out
}

// checkSources finds the lines that touch nothing: no sheet is read that they mean, or
// the sheets say themselves what they say.
func checkSources(lines []SourceLine, in ingest.Result) []Finding {
	said := make(map[ingest.Pos]bool) // lines that reading tells of
	for _, i := range in.Issues {
		if i.Code == ingest.CodeHintUsed || i.Code == ingest.CodeHintClash {
			for _, line := range i.Related {
				said[line] = true
			}
		}
	}
	issues := make([]Finding, len(in.Issues))
	for k, i := range in.Issues {
		issues[k] = FromIssue(i)
	}
	var out []Finding
	for i := range lines {
		s := &lines[i]
		about := slices.ContainsFunc(in.Balances, func(b ingest.Balance) bool { return s.About(b.File, b.Sheet) })
		settles := slices.ContainsFunc(issues, func(f Finding) bool { return s.settles(&f) })
		why := "same"
		switch {
		case said[s.Line], settles, about && !knowsAnything(&s.Hint), about && s.Priority != 0 && s.anyIn(in.Facts):
			continue
		case !about:
			why = "file"
		case s.Priority != 0 || s.LeaveOut || s.Header != [2]int32{} || len(s.Columns) > 0:
			why = "cells"
		}
		f := Finding{Severity: SeverityOf(CodeSourceUnused), Code: CodeSourceUnused, Pos: s.Line, Raw: s.File, Claim: claim.UnusedSource{Why: why, File: s.File, Sheet: s.Sheet}}
		if why == "same" {
			f.Severity = Info
		}
		out = append(out, f)
	}
	return out
}

// anyIn reports whether any figure stands where the line is about.
func (s *SourceLine) anyIn(facts ingest.Facts) bool {
	if s.Range == (ingest.Range{}) {
		return true
	}
	for i := range facts.Len() {
		if p := facts.Pos(i); s.Covers(p.Row, p.Col) && s.About(p.File, p.Sheet) {
			return true
		}
	}
	return false
}

// prefer keeps of each sheet the team's lines that give it or a part of it a priority: a
// line about a part goes before one about the sheet, then their order counts.
func (a *assembly) prefer(lines []SourceLine) {
	a.sources = lines
	for _, part := range []bool{true, false} {
		for i := range lines {
			if l := &lines[i]; l.Priority != 0 && (l.Range != ingest.Range{}) == part {
				for k := range a.sheets {
					if s := &a.sheets[k]; l.About(s.file, s.sheet) {
						s.preferences = append(s.preferences, l)
					}
				}
			}
		}
	}
}

// preference is the line that gives a figure its priority, nil if none does.
func (a *assembly) preference(fact int32) *SourceLine {
	lines := a.sheets[a.sheet[fact]].preferences
	if len(lines) == 0 {
		return nil
	}
	at := a.facts.Pos(int(fact))
	for _, l := range lines {
		if l.Covers(at.Row, at.Col) {
			return l
		}
	}
	return nil
}

// rank is the priority that a line gives, 0 without one; the higher wins.
func (s *SourceLine) rank() int {
	if s == nil {
		return 0
	}
	return s.Priority
}
