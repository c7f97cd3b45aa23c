package vi

import (
	"regexp"
	"strconv"
	"strings"

	"tongket/analysis"
	"tongket/analysis/claim"
	"tongket/ingest"
)

// Words around the figures that the team corrects.
const (
	MarkCorrected    = "sửa" // after a figure that the team has corrected
	TitleCorrections = "DANH MỤC SỐ LIỆU ĐÃ SỬA"
	HeadOld          = "Số trong biểu"
	HeadNew          = "Số đã sửa"
	HeadReason       = "Lý do"
	HeadPerson       = "Người, ngày"
	HeadOutcome      = "Kết quả"
	HeadCorrected    = "Sửa, bổ sung"
)

// CorrectedFigure is the new value of a correction of a cell, "không dùng" for one
// that leaves the figure out.
func CorrectedFigure(x *analysis.Correction) string {
	switch {
	case x.Accept:
		return "giữ nguyên"
	case x.New == nil:
		return "không dùng"
	}
	return Exact(*x.New)
}

// CorrectedRaw is what a corrected cell holds with what has become of it: "1.234,
// sửa thành 1.243 (gõ nhầm; bà Hoa, 12/3/2020)".
func CorrectedRaw(raw string, x *analysis.Correction) string {
	return either(Folded(raw), "trống") + ", " + Correction(x)
}

// Correction words what a line did: "sửa thành 1.243 (gõ nhầm; bà Hoa, 12/3/2020)".
func Correction(x *analysis.Correction) string {
	said := "sửa thành " + CorrectedFigure(x)
	switch {
	case x.Accept:
		said = "chấp nhận là đúng"
	case x.New == nil:
		said = "sửa: không dùng số này"
	}
	return said + opt(" (", why(x.Reason, x.By, x.Date), ")")
}

func why(reason, person, date string) string {
	var parts []string
	for _, s := range []string{Folded(reason), CorrectionBy(person, date)} {
		if s != "" {
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, "; ")
}

// CorrectionBy is who said so, and when: "bà Hoa, 12/3/2020".
func CorrectionBy(person, date string) string {
	var parts []string
	for _, s := range []string{Folded(person), dayOr(date)} {
		if s != "" {
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, ", ")
}

// dayOr is a day as it is printed, or what a register has in its place.
func dayOr(text string) string {
	if len(text) == len("2020-03-12") && strings.Count(text, "-") == 2 {
		return DateShort(text)
	}
	return Folded(text)
}

// CorrectionState words what became of a line of the register.
func CorrectionState(s analysis.CorrectionState) string {
	switch s {
	case analysis.CorrectionApplied:
		return "đã sửa"
	case analysis.CorrectionAccepted:
		return "chấp nhận là đúng"
	case analysis.CorrectionStale:
		return "chưa sửa: ô nay ghi số khác"
	case analysis.CorrectionMended:
		return "biểu đã sửa theo"
	}
	switch s {
	case analysis.CorrectionTwice:
		return "không dùng: trùng dòng trên"
	case analysis.CorrectionSheet:
		return "không dùng: chưa ghi trang"
	}
	return "chưa sửa: không có số ở đó"
}

// CorrectionCounts says how many lines of the register hold.
func CorrectionCounts(list []analysis.Correction) string {
	cells, accepted, idle := 0, 0, 0
	for i := range list {
		switch list[i].State {
		case analysis.CorrectionApplied:
			cells += len(list[i].Cells)
		case analysis.CorrectionAccepted:
			accepted++
		default:
			idle++
		}
	}
	s := "Đã sửa " + Count(cells) + " số liệu so với biểu của đơn vị; các số ấy mang dấu “sửa” ở mọi biểu."
	if accepted > 0 {
		s += " Chấp nhận là đúng: " + Count(accepted) + "."
	}
	if idle > 0 {
		s += " Không còn hiệu lực: " + Count(idle) + "."
	}
	return s
}

// CorrectionsNote tells in a text of sentences which of the figures the team has
// corrected; empty if there are none.
func CorrectionsNote(list []analysis.Correction) string {
	var said []string
	for i := range list {
		x := &list[i]
		if x.State != analysis.CorrectionApplied {
			continue
		}
		for _, c := range x.Cells {
			said = append(said, Folded(c.Name)+opt(", ", Folded(c.Place), "")+opt(", ", c.Years.String(), "")+": "+CorrectedRaw(c.Raw, x))
		}
	}
	if len(said) == 0 {
		return ""
	}
	return "Số liệu đã sửa so với biểu: " + strings.Join(said, "; ") + "."
}

// Givens tell which attributes of a figure a register gave: "năm theo nguon.xlsx!nguon!A3";
// empty if none.
func Givens(list []analysis.Given) string {
	var parts []string
	for _, g := range list {
		s := attribute(g.Attribute) + " theo " + Folded(g.Line.String())
		if g.Instead {
			s += " (thay điều biểu ghi)"
		}
		parts = append(parts, s)
	}
	return strings.Join(parts, ", ")
}

// settled says before a finding that it is settled, and how.
func settled(s *analysis.Settled) string {
	if s == nil {
		return ""
	}
	how := "Đã sửa số liệu"
	switch s.How {
	case analysis.SettledAccepted:
		how = "Đã chấp nhận là đúng"
	case analysis.SettledKnown:
		how = "Đã bổ sung"
	}
	return how + " theo " + Folded(s.By.String()) + opt(" (", why(s.Reason, s.Person, ""), ")") + ". "
}

func lineOf(q quoted) string {
	if len(q.Related) == 0 {
		return "ấy của bảng nguồn"
	}
	return Folded(q.Related[0].String())
}

// attribute names an attribute that a line of nguon gives.
func attribute(what string) string {
	switch what {
	case "place":
		return "địa bàn"
	case "year":
		return "năm"
	case "measure":
		return "loại số liệu"
	case "unit":
		return "đơn vị tính"
	case "indicator":
		return "chỉ tiêu"
	}
	return what
}

func quotedValue(what, is string) string {
	switch {
	case what == "measure":
		is = Measure(ingest.Measure(is))
	case what == "place" && is == "":
		is = "toàn tỉnh"
	}
	return "“" + either(clipped(is), "…") + "”"
}

// usedSource words what a line of nguon gave a sheet.
const settledAdvice = "Nếu biểu đã ghi đủ thì xóa dòng ấy."

func usedSource(q quoted, c claim.HintUsed) (string, string) {
	n := either(grouped(ordinal(c.Cells)), "các") + nbsp
	by := " theo " + lineOf(q)
	switch c.Attribute {
	case "left-out":
		return "Để ngoài " + n + "ô của trang" + by + ".", settledAdvice
	case "header":
		return "Lấy dòng tiêu đề" + by + ".", settledAdvice
	case "column":
		return "Lấy vai trò của cột" + by + ".", settledAdvice
	}
	s := Capital(either(attribute(c.Attribute), "điều")) + " " + quotedValue(c.Attribute, c.Is) + " của " + n + "số liệu lấy" + by
	if c.How == "instead" {
		s += ", thay cho điều biểu ghi"
	}
	return s + ".", settledAdvice
}

func unusedSource(q quoted, c claim.UnusedSource) (string, string) {
	switch c.Why {
	case "same":
		return "Dòng này không bổ sung gì: biểu tự ghi như vậy.", "Nếu không cần nữa thì xóa dòng."
	case "cells":
		return "Dòng này không đổi gì: không có ô, cột hay dòng tiêu đề nào như vậy trong biểu.", "Xem lại vùng, cột hoặc dòng tiêu đề của dòng này."
	}
	return "Không có tệp, trang nào như dòng này ghi: " + cited(c.File) + opt(", trang “", Folded(c.Sheet), "”") + ".", "Sửa tên tệp, tên trang; nếu biểu không còn thì xóa dòng."
}

func staleCorrection(q quoted, c claim.StaleCorrection) (string, string) {
	where := "ô cần sửa"
	if len(q.Related) > 0 {
		where = "ô " + Folded(q.Related[0].String())
	}
	switch c.State {
	case "mended":
		return "Số mới của dòng này đã có trong biểu: " + where + " nay ghi " + cited(c.Now) + ".", "Xóa dòng này khỏi bảng sửa số."
	case "twice":
		return "Không dùng dòng này: một dòng ở trên đã nói về số ấy.", "Để lại một dòng."
	case "sheet":
		return "Không dùng dòng này: tệp có nhiều trang mà cột “Trang” để trống.", "Ghi tên trang."
	case "absent":
		return "Không sửa được: không đọc được số liệu nào ở " + where + ".", "Xem lại tệp, trang, ô (hoặc chỉ tiêu, địa bàn, năm) của dòng này; nếu biểu đã đổi thì ghi lại."
	}
	return "Không sửa nữa: " + where + " nay ghi " + cited(c.Now) + ", không còn là số cũ " + cited(c.Old) + ".", "Xem lại số trong biểu; nếu vẫn cần sửa thì ghi số ấy vào cột “Số cũ”, nếu không thì xóa dòng."
}

// registerRow words a line of a register about the sheets that cannot be used, by
// what was expected.
func registerRow(q quoted, c claim.Row, register string) (string, string) {
	mend := "Sửa ô này trong " + register + " rồi chạy lại."
	column, holds := cited(c.Column), either(quoteFirst(Folded(c.Holds)), "để trống")
	switch c.Want {
	case "header":
		return "Không tìm thấy dòng tiêu đề có cột " + column + "; " + register + " không được dùng.", "Đặt tên các cột ở một dòng; xem tên các cột bằng lệnh tongket guide."
	case "column":
		return "Cột " + column + " không thuộc " + register + " nên được bỏ qua.", "Nếu là cột của bảng, sửa lại tên cột; nếu là ghi chú thì bỏ qua."
	case "one":
		return "Dòng vừa có số mới vừa chấp nhận số cũ; không dùng dòng này.", "Để lại một trong hai: “Số mới” hoặc “Chấp nhận”."
	case "nothing":
		if q.Severity == analysis.Info { // a remark alone: a question that init has written
			return "Dòng mới có ghi chú, chưa được trả lời.", "Làm theo ghi chú của dòng: điền vào cột được hỏi, hoặc xóa dòng nếu đã hiểu đúng."
		}
		return "Dòng không nói điều gì về biểu; không dùng dòng này.", "Ghi ít nhất một cột như Năm, Địa bàn, ĐVT, Bỏ qua hoặc Ưu tiên."
	}
	return "Không dùng được dòng này: cột " + column + " " + written(holds) + opt(", cần ", registerExpected(c.Want), "") + ".", mend
}

func written(holds string) string {
	if holds == "để trống" {
		return holds
	}
	return "ghi " + holds
}

// registerExpected names what a column must hold.
func registerExpected(what string) string {
	switch what {
	case "cell":
		return "tệp và ô (ví dụ F17), hoặc chỉ tiêu và năm"
	case "years":
		return "năm hoặc giai đoạn, ví dụ 2018 hoặc 2016-2020"
	case "measure":
		return "TH, ước, KH hoặc mục tiêu"
	case "yes":
		return "“có” hoặc để trống"
	case "number":
		return "số có dấu phẩy thập phân, không có dấu chấm ngăn hàng nghìn, ví dụ 1234,5"
	case "old":
		return "số đang ghi trong biểu"
	case "reason":
		return "lý do"
	case "filled":
		return "điền vào chỗ “…”"
	case "file":
		return "tên tệp"
	case "range":
		return "vùng ô, ví dụ B4:H20, hoặc các dòng 12-15, các cột C:D"
	case "rows":
		return "số dòng, ví dụ 3 hoặc 3-4"
	case "roles":
		return "cột và vai trò, ví dụ A: địa bàn; B: mã; D: bỏ qua"
	case "place":
		return "tên địa bàn như trong danh sách địa bàn"
	case "whole-number":
		return "một số nguyên"
	}
	return ""
}

// CorrectionLine is a line of the register of corrections for a figure, ready to be
// pasted: what is to be filled in is "…". Its columns are those of
// analysis.CorrectionColumns.
func CorrectionLine(p ingest.Pos, raw string) string {
	return line(p.File, p.Sheet, p.Cell(), "", "", "", "", raw, "…", "", "…", "", "")
}

// unseenMark stands in a finding for a character that is not seen, and is left out of
// what a cell is read as.
var unseenMark = regexp.MustCompile(`‹[0-9A-F]{2,6}›`)

// acceptingLine is one that says that the figure is right as it stands.
func acceptingLine(p ingest.Pos, raw string) string {
	return line(p.File, p.Sheet, p.Cell(), "", "", "", "", raw, "", "có", "…", "", "")
}

// line is fields as one line of a CSV with semicolons.
func line(fields ...string) string {
	for i, f := range fields {
		f = Folded(f)
		if strings.ContainsAny(f, ";\"") {
			f = `"` + strings.ReplaceAll(f, `"`, `""`) + `"`
		}
		fields[i] = f
	}
	return strings.Join(fields, ";")
}

// SettlingLine is the line of a register that settles a finding, ready to be pasted;
// empty if none can, or one has.
func SettlingLine(f analysis.Finding) string {
	if f.Settled != nil || f.Pos.File == "" {
		return ""
	}
	switch onCell := f.Pos.Row > 0 && Folded(f.Raw) != ""; {
	case onCell && analysis.OnFigure(f.Code):
		return CorrectionLine(f.Pos, f.Raw)
	case onCell && analysis.OnFigures(f.Code):
		return acceptingLine(f.Pos, unseenMark.ReplaceAllString(f.Raw, ""))
	}
	return sourceLine(f)
}

// sourceLine is the line of nguon that settles a finding; empty if none does.
func sourceLine(f analysis.Finding) string {
	fields := make([]string, len(analysis.SourceColumns()))
	fields[0], fields[1] = f.Pos.File, f.Pos.Sheet
	at := map[string]int{"year": 3, "place": 4, "indicator": 5, "unit": 6, "measure": 7}
	switch f.Code {
	case ingest.CodeNoYear:
		fields[3] = "…"
	case ingest.CodeNameYear:
		name, _ := f.Claim.(claim.OfYear)
		fields[3] = ordinal(name.Year)
	case ingest.CodeYearNotOver:
		fields[7] = "ước"
	case ingest.CodeNamePlace:
		name, _ := f.Claim.(claim.NamePlace)
		fields[4] = Folded(name.Place)
	case analysis.CodeNoPlace:
		fields[4] = "…"
	case ingest.CodeNoIndicator:
		fields[5] = "…"
	case ingest.CodeAmbiguousPlace:
		fields[4] = "…"
	case ingest.CodeContradiction, ingest.CodeHintClash:
		told, _ := f.Claim.(claim.Contradiction)
		clash, _ := f.Claim.(claim.HintClash)
		i, ok := at[either(told.Attribute, clash.Attribute)]
		if !ok {
			return ""
		}
		fields[i], fields[12], fields[13] = "…", "có", "…"
	case analysis.CodeUnits:
		units, _ := f.Claim.(claim.Units)
		fields[6], fields[12], fields[13] = Folded(units.Catalogue), "có", "…"
	case ingest.CodeUnknownPlace:
		if f.Pos.Row == 0 || len(f.Related) > 0 {
			return ""
		}
		fields[2], fields[4], fields[12], fields[13] = f.Pos.Cell(), "…", "có", "…"
	case analysis.CodeConflict:
		if len(f.Parts) == 0 { // on a figure
			return ""
		}
		fields[11], fields[13] = "…", "…"
	case ingest.CodeReturned:
		fields[10], fields[13] = "có", "đã có bản gửi lại"
	case ingest.CodeDoubtful:
		doubtLine(f, fields)
	case ingest.CodeShiftedRow:
		fields[2], fields[10], fields[13] = strconv.Itoa(int(f.Pos.Row)), "có", "…"
	case ingest.CodeMergedFigure:
		fields[2], fields[10], fields[13] = f.Pos.Cell(), "có", "…"
	default:
		if !leftOut(f) {
			return ""
		}
		fields[10], fields[13] = "có", "…"
	}
	return line(fields...)
}

// leftOut reports whether a finding is on a file or a sheet that may be meant for
// something else than figures, so that the team may leave it out.
func leftOut(f analysis.Finding) bool {
	switch f.Code {
	case analysis.CodeOtherProvince:
		c, _ := f.Claim.(claim.OtherProvince)
		return c.Fate == "left"
	case ingest.CodeUnreadable, ingest.CodeEncrypted, ingest.CodeCorrupt, ingest.CodeFault, ingest.CodeEmptyFile, ingest.CodeTooLarge, ingest.CodeNotASheet,
		ingest.CodeLongRow, ingest.CodeLettersLost, ingest.CodeEncodingUnknown, ingest.CodeNoTable, ingest.CodeCommentsSheet:
		return true
	}
	return false
}

// doubtLine fills the line for a table that was doubtful: it has the table read the other
// way, or left out.
func doubtLine(f analysis.Finding, fields []string) {
	c, _ := f.Claim.(claim.Doubtful)
	roles := map[string]string{"label": "chỉ tiêu", "rows": "chỉ tiêu", "heads": "chỉ tiêu", "place": "địa bàn", "year": "năm", "unit": "ĐVT"}
	fields[2] = Folded(c.Range)
	switch {
	case c.What == "unread", c.What == "answers":
		fields[10] = "…"
	case c.What == "unit":
		fields[6] = "…"
	case c.What == "part-year", c.What == "compared", c.What == "whole-year":
		fields[10] = "có"
	case c.What == "left-rows", c.What == "left-columns": // the row or column alone
		if r, ok := ingest.ParseRange(Folded(c.Range)); ok && c.What == "left-rows" {
			r.Row1, r.Row2 = f.Pos.Row, f.Pos.Row
			fields[2] = r.Ref()
		} else if ok {
			r.Col1, r.Col2 = f.Pos.Col, f.Pos.Col
			fields[2] = r.Ref()
		}
		fields[10] = "có"
	case c.Other == "title":
		fields[5], fields[12], fields[13] = "…", "có", "…"
	default:
		fields[9] = "…: " + either(roles[c.Other], "…")
	}
}

// SettlingHead names the register that a finding's line goes into.
func SettlingHead(f analysis.Finding) string { return "dòng ghi vào " + settlingRegister(f) }

func settlingRegister(f analysis.Finding) string {
	if sourceLine(f) != "" {
		return "nguon"
	}
	return "sua-so"
}

// SettlingAdvice says into which register a line goes.
func SettlingAdvice(f analysis.Finding) string {
	if SettlingLine(f) == "" {
		return ""
	}
	switch {
	case leftOut(f):
		return "Không dùng tệp, trang này thì chép “dòng ghi” vào bảng nguon."
	case analysis.OnFigures(f.Code):
		return "Nếu các số ấy đúng thì chép “dòng ghi” vào bảng sua-so và điền lý do."
	case settlingRegister(f) == "nguon":
		return "Hoặc chép “dòng ghi” vào bảng nguon và điền chỗ “…”."
	}
	if f.Code == ingest.CodeSeparators {
		return "Hoặc chép “dòng ghi” vào bảng sua-so: điền số mới và lý do."
	}
	return "Hoặc chép “dòng ghi” vào bảng sua-so: điền số mới (hoặc “có” ở cột Chấp nhận) và lý do."
}

// ExplainKnown tells below a figure that is explained what the team's registers made of
// it; empty if nothing.
func ExplainKnown(x *analysis.Correction, given []analysis.Given) string {
	s := ""
	if x != nil {
		s += "  Sửa:          " + Correction(x) + " ← " + Folded(x.Pos.String()) + "\n"
	}
	if text := Givens(given); text != "" {
		s += "  Bổ sung:      " + text + "\n"
	}
	return s
}
