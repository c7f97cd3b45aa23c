package vi

import (
	"strconv"
	"strings"
)

// Words of the workbook that all can read: its sheets, the heads of its tables and
// what stands in a cell that the annexes leave empty.
const (
	CoverSheet   = "Bìa"
	NotesSheet   = "Chú thích"
	NotesTitle   = "CHÚ THÍCH"
	ContentsLink = "Về trang Mục lục"
	NotesLink    = "Đến trang Chú thích"

	HeadAnnexOf   = "Phụ lục, phần"
	HeadHolds     = "Nội dung"
	HeadNoteText  = "Nội dung chú thích"
	HeadNoteOf    = "Số chú thích"
	HeadGroupOf   = "Nhóm"
	HeadCellNotes = "Chú thích của dòng"
	HeadChartOf   = "Biểu đồ"
	HeadChartTold = "Biểu đồ cho thấy"
	HeadChartData = "Số liệu trong biểu đồ"

	NoRemark    = "không có"
	AllParts    = "Chung"
	BlankCell   = "(không ghi)"
	NoteMissed  = "không đạt mục tiêu"
	NoteDoubted = "đang rà soát"
	ChartsOf    = "Biểu đồ bằng lời"
	TextOf      = "Phần lời"
	NoteNone    = "Các biểu không có chú thích đánh số."
)

// NoteRef refers to a note of the sheet of notes: "[chú thích 3]".
func NoteRef(n int) string { return "[chú thích " + strconv.Itoa(n) + "]" }

// OneTable says what a sheet holds, to those who hear it: how many tables, where it
// begins, how large it is.
func OneTable(row, rows, columns int) string {
	return "Trang này có một bảng, bắt đầu ở ô A" + strconv.Itoa(row) + ", gồm " + Count(columns) + " cột và " + Count(rows) + " dòng số liệu."
}

// AccessibleCover are the lines below the title of the workbook that all can read.
func AccessibleCover(tables int) []string {
	return []string{
		"Tệp này dành cho người dùng phần mềm đọc màn hình, hoặc đưa số liệu sang chương trình khác: cùng số liệu với phu-luc.xlsx, không có ô gộp, không có dòng trống, mỗi trang một bảng, bảng nào cũng có tên.",
		"Tệp có " + Count(tables) + " bảng. Trang Mục lục dẫn đến từng trang; trang Chú thích có các chú thích đánh số.",
		"Số trong ô là số thật. Ô không có số thì có dấu: “…” chưa có số liệu; “-” không phát sinh; “x” không áp dụng; “" + BlankCell + "” biểu gốc để trống.",
		"Muốn biết một con số lấy từ tệp, trang và ô nào, xem trang Nguồn số liệu của phu-luc.xlsx.",
	}
}

// JoinHeads joins the two levels of a header to one: "Thực hiện: 2017".
func JoinHeads(group, title string) string {
	group, title = Folded(group), Folded(title)
	if group == "" || title == "" {
		return group + title
	}
	return group + ": " + title
}

// PartOfRow names a row that says only what part it is together with what it is of:
// "Số lao động được tạo việc làm: trong đó nữ".
func PartOfRow(whole, part string) string {
	part = strings.TrimSpace(strings.TrimLeft(Folded(part), "-– "))
	if whole == "" {
		return part
	}
	return Folded(whole) + " / " + part
}
