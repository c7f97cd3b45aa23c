package vi

import (
	"encoding/csv"
	"io"
	"math"
	"strconv"
	"strings"

	"tongket/analysis"
	"tongket/analysis/stat"
	"tongket/ingest"
)

// Change is the kind of a change, as the first column of `tongket diff`.
func Change(k analysis.ChangeKind) string {
	switch k {
	case analysis.FigureAdded:
		return "thêm"
	case analysis.FigureRemoved:
		return "bớt"
	case analysis.FigureAltered:
		return "đổi"
	case analysis.FigureCorrected:
		return "sửa"
	case analysis.VerdictAltered:
		return "đánh giá"
	case analysis.TargetAltered:
		return "mục tiêu"
	case analysis.FindingAltered:
		return "phát hiện"
	}
	return string(k)
}

// ChangeTitle names a kind of changes above a list of them.
func ChangeTitle(k analysis.ChangeKind) string {
	switch k {
	case analysis.FigureAdded:
		return "Số liệu thêm"
	case analysis.FigureRemoved:
		return "Số liệu bớt"
	case analysis.FigureAltered:
		return "Số liệu đổi"
	case analysis.FigureCorrected:
		return "Số liệu do tổ biên tập sửa"
	case analysis.VerdictAltered:
		return "Đánh giá đổi"
	case analysis.TargetAltered:
		return "Mục tiêu đổi"
	case analysis.FindingAltered:
		return "Phát hiện mới, đã hết"
	}
	return string(k)
}

// NoChange says that two drafts are alike.
const NoChange = "Không có gì khác nhau."

// WriteChanges writes changes as CSV, one a line; without a change it is the
// header alone. Texts that a spreadsheet would run are made inert.
func WriteChanges(w io.Writer, changes []analysis.Change) error {
	out := csv.NewWriter(w)
	if err := out.Write([]string{"loại", "chỉ tiêu", "địa bàn", "năm", "số liệu", "trước", "sau", "ô trước", "ô sau"}); err != nil {
		return err
	}
	for _, c := range changes {
		row := []string{
			Change(c.Kind), either(c.Name, c.Indicator), c.Place, c.Years.String(), ChangeMeasure(c),
			side(c, c.Before, plainNumber), side(c, c.After, plainNumber), ChangeCell(c.Before), ChangeCell(c.After),
		}
		for i, text := range row {
			if i != 5 && i != 6 || c.Kind == analysis.FindingAltered {
				row[i] = inert(Folded(text))
			}
		}
		if err := out.Write(row); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// TellChanges writes changes as lines to read, what the two were made with
// first.
func TellChanges(w io.Writer, c analysis.Comparison) error {
	var b strings.Builder
	for _, contrast := range c.Contrasts {
		b.WriteString("lưu ý: " + Contrast(contrast) + "\n")
	}
	for _, change := range c.Changes {
		b.WriteString(Folded(changeLine(change)) + "\n")
	}
	if len(c.Changes) == 0 {
		b.WriteString(NoChange + "\n")
	} else {
		b.WriteString(AllChanges(c.Changes) + "\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// changeLine tells a change: its kind, what it is about, both sides with their
// cells.
func changeLine(c analysis.Change) string {
	kind, only := Change(c.Kind), analysis.Side{}
	switch {
	case c.Kind == analysis.FigureAdded:
		only = c.After
	case c.Kind == analysis.FigureRemoved:
		only = c.Before
	case c.Kind == analysis.FindingAltered && !c.Before.Stated:
		kind, only = kind+" mới", c.After
	case c.Kind == analysis.FindingAltered && !c.After.Stated:
		kind, only = kind+" đã hết", c.Before
	}
	if kind += opt(": ", ChangeAbout(c), "") + ": "; only.Stated {
		return kind + told(c, only)
	}
	return kind + told(c, c.Before) + " → " + told(c, c.After)
}

// ChangeAbout is the indicator, place, years and measure of a change.
func ChangeAbout(c analysis.Change) string {
	var parts []string
	for _, part := range []string{either(c.Name, c.Indicator), c.Place, c.Years.String(), ChangeMeasure(c)} {
		if part = Folded(part); part != "" {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, ", ")
}

// ChangeCounts is how many changes there are, and of which kinds.
func ChangeCounts(changes []analysis.Change) string {
	var parts []string
	for _, kind := range analysis.ChangeKinds() {
		n := 0
		for _, c := range changes {
			if c.Kind == kind {
				n++
			}
		}
		if n > 0 {
			parts = append(parts, Change(kind)+" "+Count(n))
		}
	}
	return Count(len(changes)) + " thay đổi" + opt(" (", strings.Join(parts, ", "), ")")
}

// AllChanges is the sum below a list of changes.
func AllChanges(changes []analysis.Change) string {
	return "Tất cả: " + ChangeCounts(changes) + "."
}

// ChangeMeasure is the measure of a figure that has changed: "thực hiện", or
// "ước thực hiện → thực hiện"; empty for all else.
func ChangeMeasure(c analysis.Change) string {
	switch {
	case c.Measure == "":
		return ""
	case c.Was != "":
		return Measure(c.Was) + " → " + Measure(c.Measure)
	}
	return Measure(c.Measure)
}

// ChangeMeasureShort is the same for a column of a table: "thực hiện", "ước →
// thực hiện", "KH"; the kind of what is no figure: "đánh giá".
func ChangeMeasureShort(c analysis.Change) string {
	word := func(m ingest.Measure) string {
		switch m {
		case ingest.Estimate:
			return MarkEstimate
		case ingest.Plan:
			return "KH"
		}
		return strings.ReplaceAll(Measure(m), " ", nbsp)
	}
	switch {
	case c.Measure == "":
		return Change(c.Kind)
	case c.Was != "":
		return word(c.Was) + nbsp + "→ " + word(c.Measure)
	}
	return word(c.Measure)
}

// told is a side with its cell, "(không có)" if it says nothing.
func told(c analysis.Change, s analysis.Side) string {
	text := either(ChangeSide(c, s), "(không có)")
	if cell := ChangeCell(s); cell != "" {
		text += " [" + cell + "]"
	}
	return text
}

// ChangeSide is what one of the two drafts says, to be read: "41.050", "dưới
// 5,3", "Vượt (5,3)"; empty if it says nothing. Two numbers that differ never
// look alike.
func ChangeSide(c analysis.Change, s analysis.Side) string {
	number := Exact
	if before, after := c.Before.Value, c.After.Value; (c.Kind == analysis.FigureAltered || c.Kind == analysis.FigureCorrected) && before != nil && after != nil && *before != *after && Exact(*before) == Exact(*after) {
		number = allDigits
	}
	text := side(c, s, number)
	if s.Stated && c.Kind == analysis.VerdictAltered && s.Value != nil {
		text += " (" + Quantity(*s.Value, c.Decimals, Folded(c.Unit)) + ")"
	}
	return text
}

// allDigits is v with the fifteen digits that a spreadsheet keeps.
func allDigits(v float64) string {
	if v == 0 {
		return "0"
	}
	return Trimmed(v, max(0, 14-int(math.Floor(math.Log10(math.Abs(v))))))
}

// plainNumber has a decimal comma and no grouping, as numbers in a catalogue
// have: every digit that the figure has.
func plainNumber(v float64) string {
	return strings.Replace(strconv.FormatFloat(v, 'f', -1, 64), ".", ",", 1)
}

// side words what one Review says; empty if it says nothing. A target is
// rounded as the annexes print it.
func side(c analysis.Change, s analysis.Side, number func(float64) string) string {
	switch {
	case !s.Stated:
		return ""
	case s.Finding != nil:
		content, _ := Finding(*s.Finding)
		return Severity(s.Finding.Severity) + " " + s.Finding.Code + ": " + content
	case c.Kind == analysis.VerdictAltered:
		return Verdict(s.Verdict, s.Estimate)
	case s.Value != nil:
		v := *s.Value
		if c.Kind == analysis.TargetAltered {
			v = stat.Round(v, c.Decimals)
		}
		text := opt("", Bound(s.Bound), " ") + number(v) + opt(" ", Folded(s.Unit), "")
		if s.Proposed {
			return Proposed(text)
		}
		return text
	case s.Mark == ingest.Nil:
		return MarkNil
	}
	return MarkMissing
}

// ChangeCell is the cell of a side as file!sheet!cell; empty if it has none.
func ChangeCell(s analysis.Side) string {
	if s.Pos == (ingest.Pos{}) {
		return ""
	}
	return s.Pos.String()
}

// Contrast tells in what two drafts were made differently.
func Contrast(c analysis.Contrast) string {
	two := func(what string) string {
		return what + ": trước là " + either(Folded(c.Before), "để trống") + ", nay là " + either(Folded(c.After), "để trống")
	}
	switch c.Kind {
	case analysis.ContrastOrganisation:
		return two("hai bản của hai cơ quan khác nhau")
	case analysis.ContrastVersion:
		return two("hai bản do hai phiên bản tongket lập")
	case analysis.ContrastTerm:
		text := two("nhiệm kỳ khác nhau (năm gốc-năm cuối-năm cuối kỳ tới)")
		if lastYear(c.Before) != lastYear(c.After) {
			text += "; không so sánh đánh giá"
		}
		return text
	case analysis.ContrastDefinition:
		return "danh mục khác nhau về đơn vị tính, loại, chiều, số lẻ hoặc tử số, mẫu số của: " + listNames(c.Names)
	case analysis.ContrastRecoded:
		return "chỉ tiêu " + Folded(strings.TrimPrefix(c.Before, "~")) + " nay có mã " + Folded(strings.TrimPrefix(c.After, "~"))
	case analysis.ContrastAdded:
		return "danh mục thêm chỉ tiêu: " + listNames(c.Names)
	case analysis.ContrastRemoved:
		return "danh mục bớt chỉ tiêu: " + listNames(c.Names)
	case analysis.ContrastPlaceRenamed:
		return "địa bàn đổi tên: " + Folded(c.Before) + " → " + Folded(c.After)
	case analysis.ContrastPlaceAdded:
		return "thêm địa bàn: " + listNames(c.Names)
	case analysis.ContrastPlaceRemoved:
		return "bớt địa bàn: " + listNames(c.Names)
	case analysis.ContrastFileAdded:
		return "tệp số liệu mới: " + listNames(c.Names)
	case analysis.ContrastFileRemoved:
		return "tệp số liệu không còn: " + listNames(c.Names)
	case analysis.ContrastFileMoved:
		return "tệp số liệu đổi tên: " + Folded(c.Before) + " → " + Folded(c.After)
	}
	return string(c.Kind)
}

// lastYear is the second year of "2015-2020-2025".
func lastYear(term string) string {
	_, rest, _ := strings.Cut(term, "-")
	year, _, _ := strings.Cut(rest, "-")
	return year
}

// listNames joins names; of a long list only the first are told.
func listNames(names []string) string {
	const most = 12
	told := make([]string, 0, most)
	for _, n := range names[:min(len(names), most)] {
		told = append(told, Folded(n))
	}
	list := strings.Join(told, "; ")
	if more := len(names) - most; more > 0 {
		list += "; và " + Count(more) + " nữa"
	}
	return list
}

// Words of the tables of changes.
const (
	TitleChanges     = "THAY ĐỔI SO VỚI DỰ THẢO TRƯỚC"
	TitleComparison  = "SO SÁNH HAI BẢN DỰ THẢO"
	HeadBefore       = "Dự thảo trước"
	HeadAfter        = "Dự thảo này"
	HeadDifference   = "Tăng, giảm"
	HeadCells        = "Ô số liệu"
	HeadCellBefore   = "Ô trước"
	HeadCellAfter    = "Ô sau"
	HeadState        = "Tình trạng"
	HeadSeverity     = "Mức"
	HeadCode         = "Mã"
	HeadKind         = "Loại thay đổi"
	HeadCount        = "Số thay đổi"
	HeadingFigures   = "Số liệu"
	HeadingVerdicts  = "Đánh giá"
	HeadingGoals     = "Mục tiêu"
	HeadingFindings  = "Phát hiện"
	HeadingChanges   = "Thay đổi so với dự thảo trước"
	HeadingContrasts = "Hai bản khác nhau về cách lập"
	NotStated        = "(không có)"
	SameAsBefore     = "So với dự thảo trước, không có số liệu, đánh giá, mục tiêu hay phát hiện nào thay đổi."
)

// FindingState says what became of a finding between two drafts.
func FindingState(c analysis.Change) string {
	switch {
	case !c.Before.Stated:
		return "mới"
	case !c.After.Stated:
		return "đã hết"
	}
	return "đổi mức"
}

// Compared names a draft with the day of its figures: "Dự thảo lần 1, số liệu
// tính đến ngày 15 tháng 05 năm 2020".
func Compared(draft, asOf string) string {
	name := either(Draft(draft), "bản không ghi tên")
	if asOf == "" {
		return name
	}
	return name + ", " + Lower(FiguresOf(asOf))
}

// Since is the first sentence of the annex of changes.
func Since(p analysis.Previous, changes []analysis.Change) string {
	return "So với " + Compared(p.Draft, p.AsOf) + ", có " + ChangeCounts(changes) + "."
}

// ChangesOf is how many changes there are, for a link to them.
func ChangesOf(changes []analysis.Change) string {
	if len(changes) == 0 {
		return "Không có thay đổi so với dự thảo trước"
	}
	return Count(len(changes)) + " thay đổi so với dự thảo trước"
}

// MoreChanges says how many changes a table leaves out.
func MoreChanges(n int) string {
	return "Còn " + Count(n) + " thay đổi nữa không in ở đây; lệnh tongket diff --format xlsx liệt kê đủ."
}

// TwoCells names the cells of both sides: one cell once, and of two which is
// which.
func TwoCells(c analysis.Change) string {
	before, after := Folded(ChangeCell(c.Before)), Folded(ChangeCell(c.After))
	switch {
	case before == after || before == "":
		return after
	case after == "":
		return before
	}
	return "trước: " + before + "; nay: " + after
}

// ComparisonWords are the texts of the page that compares two drafts.
type ComparisonWords struct {
	Skip, Dark, Print, Before, After, Filter, Find, Example, Reset, Shown, None, Contrasts string
}

// WordsOfComparison are those texts. What stands in braces is filled in by the
// page's script.
func WordsOfComparison() ComparisonWords {
	return ComparisonWords{
		Skip: "Đến danh sách thay đổi", Dark: "Nền tối", Print: "In", Before: HeadBefore, After: HeadAfter,
		Filter: "Lọc theo loại thay đổi", Find: "Tìm trong các thay đổi", Example: "ví dụ: hộ nghèo, Tân Sơn, 2019",
		Reset: "Bỏ lọc", Shown: "Hiển thị {n}/{of} thay đổi", None: "Không có thay đổi nào khớp bộ lọc.", Contrasts: HeadingContrasts,
	}
}
