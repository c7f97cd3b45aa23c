package vi

import (
	"strings"

	"tongket/analysis"
	"tongket/analysis/claim"
)

// Words of the annex of comments.
const (
	TitleComments    = "BẢNG TỔNG HỢP TIẾP THU, GIẢI TRÌNH Ý KIẾN GÓP Ý"
	HeadingCounts    = "Số ý kiến theo từng dự thảo"
	HeadingComments  = "Tiếp thu, giải trình từng ý kiến"
	HeadDraft        = "Dự thảo"
	HeadTotal        = "Tổng số"
	HeadBy           = "Ý kiến của"
	HeadSection      = "Phần, mục, chỉ tiêu"
	HeadComment      = "Nội dung góp ý"
	HeadAnswer       = "Tiếp thu, giải trình"
	NoDraftNamed     = "Không ghi dự thảo"
	NoPersonNamed    = "Không ghi người góp ý"
	AllComments      = "Cộng"
	HeadingRegister  = "Tiếp thu, giải trình ý kiến góp ý"
	CommentsOnOthers = "Ý kiến chung"
)

// CommentState is what has become of a comment, as a label.
func CommentState(s analysis.CommentState, partly bool) string {
	switch {
	case s == analysis.Accepted && partly:
		return "Tiếp thu một phần"
	case s == analysis.Accepted:
		return "Tiếp thu"
	case s == analysis.Explained:
		return "Giải trình"
	case s == analysis.Agreed:
		return "Nhất trí"
	}
	return "Chưa xử lý"
}

// CommentCounts is the balance of a register: "Tổng số ý kiến: 12; tiếp thu: 7;
// giải trình: 3; chưa xử lý: 2". Those that only agree are told where there are
// any.
func CommentCounts(n analysis.CommentCount) string {
	s := "Tổng số ý kiến: " + Count(n.Total) + "; tiếp thu: " + Count(n.Accepted)
	if n.Partly > 0 {
		s += " (trong đó tiếp thu một phần: " + Count(n.Partly) + ")"
	}
	s += "; giải trình: " + Count(n.Explained) + "; chưa xử lý: " + Count(n.Unhandled)
	if n.Agreed > 0 {
		s += "; nhất trí: " + Count(n.Agreed)
	}
	return s
}

// CommentsOn is the balance of one draft: "Dự thảo lần 2: 4 ý kiến; tiếp thu:
// 3; giải trình: 1; chưa xử lý: 0".
func CommentsOn(n analysis.CommentCount) string {
	_, counts, _ := strings.Cut(CommentCounts(n), "; ")
	return either(Folded(n.Draft), NoDraftNamed) + ": " + Count(n.Total) + " ý kiến; " + counts
}

// CommentsOf is how many comments there are on one thing: "3 góp ý, 1 chưa xử
// lý"; empty for none.
func CommentsOf(n analysis.CommentCount) string {
	switch {
	case n.Total == 0:
		return ""
	case n.Unhandled == 0:
		return Count(n.Total) + " góp ý"
	}
	return Count(n.Total) + " góp ý, " + Count(n.Unhandled) + " chưa xử lý"
}

// CommentBy is who made a comment, when and on what: "Chi bộ Văn phòng Sở,
// ngày 12/3/2020, Dự thảo lần 2".
func CommentBy(c analysis.Comment) string {
	parts := []string{either(Folded(c.By), NoPersonNamed)}
	if c.Date != "" {
		parts = append(parts, "ngày"+nbsp+DateShort(c.Date))
	}
	if c.Draft != "" {
		parts = append(parts, strings.Replace(Folded(c.Draft), " lần ", " lần"+nbsp, 1))
	}
	return strings.Join(parts, ", ")
}

// CommentOn is what a comment is about: "Mục II.1; Tỷ lệ hộ nghèo, huyện Tân
// Sơn, năm 2018"; "Ý kiến chung" where nothing is named.
func CommentOn(c analysis.Comment) string {
	var parts []string
	if s := Folded(c.Section); s != "" {
		parts = append(parts, s)
	}
	if s := CommentFigure(c); s != "" {
		parts = append(parts, s)
	}
	return either(strings.Join(parts, "; "), CommentsOnOthers)
}

// CommentFigure is the figure that a comment is about: "Tỷ lệ hộ nghèo, huyện
// Tân Sơn, năm 2018"; empty if it names none.
func CommentFigure(c analysis.Comment) string {
	var parts []string
	if s := Folded(c.Name); s != "" {
		parts = append(parts, s)
	}
	return strings.Join(append(parts, commentScope(c)...), ", ")
}

// CommentScope is the place and the years of a comment: "huyện Tân Sơn, năm
// 2018"; empty if it names none.
func CommentScope(c analysis.Comment) string { return strings.Join(commentScope(c), ", ") }

func commentScope(c analysis.Comment) []string {
	var parts []string
	if s := Folded(c.Place); s != "" {
		parts = append(parts, Place(s))
	}
	switch p := c.Years; {
	case p.From == 0:
	case p.From == p.To:
		parts = append(parts, InYear(p.From))
	default:
		parts = append(parts, "giai đoạn"+nbsp+p.String())
	}
	return parts
}

// CommentAnswer is the state of a comment and the answer: "Tiếp thu: đã sửa
// lại số hộ." An answer that opens with the state ("Đã tiếp thu …") stands alone.
func CommentAnswer(c analysis.Comment) string {
	state, answer := CommentState(c.State, c.Partly), Folded(c.Answer)
	switch {
	case answer == "":
		return state
	case strings.HasPrefix(strings.TrimPrefix(strings.ToLower(answer), "đã "), strings.ToLower(state)):
		return answer
	}
	return state + ": " + Lower(answer)
}

func dateOrNone(iso string) string {
	if iso == "" {
		return ""
	}
	return DateShort(iso)
}

// commentRow words a row of the register that cannot be read, by what was
// expected.
func commentRow(q quoted, c claim.Row) (string, string) {
	const mend = "Sửa ô này trong bảng góp ý rồi chạy lại."
	column, holds := cited(c.Column), either(quoteFirst(Folded(c.Holds)), "để trống")
	near := opt("; gần giống: ", inARow(c.Near), "")
	switch c.Want {
	case "header":
		return "Không tìm thấy dòng tiêu đề có cột " + column + "; trang này của bảng góp ý không được dùng.", "Đặt tên các cột ở một dòng, ví dụ: Người góp ý, Ngày, Dự thảo, Chỉ tiêu, Nội dung góp ý, Xử lý, Nội dung trả lời."
	case "present":
		return "Bảng góp ý không có cột " + column + " nên không biết " + commentUntold(Folded(c.Column)) + ".", "Thêm cột " + column + " vào bảng góp ý; nếu đã có thì sửa lại tên cột ở dòng tiêu đề."
	case "shown":
		return "Trang ẩn này có " + either(grouped(Folded(c.Holds)), "một số") + nbsp + "ý kiến không được tính.", "Bỏ ẩn trang, hoặc đặt an: true trong tongket.yaml; nếu không dùng thì xóa trang."
	case "column":
		return "Cột " + column + " không thuộc bảng góp ý nên được bỏ qua.", "Nếu là cột của bảng góp ý, sửa lại tên cột; nếu là ghi chú thì bỏ qua."
	case "text":
		return "Dòng không có nội dung góp ý nên được bỏ qua.", "Ghi nội dung góp ý; nếu là dòng tiêu đề nhóm thì bỏ qua."
	case "unique":
		where := "một dòng trên"
		if len(q.Related) > 0 {
			where = Folded(q.Related[0].String())
		}
		return "Ý kiến này giống hệt ý kiến ở " + where + "; được tính hai lần.", "Nếu ghi trùng thì xóa một dòng trong bảng góp ý."
	case "by":
		return "Ý kiến không ghi người góp ý.", mend
	case "indicator":
		return "Cột " + column + " ghi " + holds + ", danh mục không có một chỉ tiêu nào mang đúng mã hay tên ấy" + near + ".", "Ghi mã hoặc tên chỉ tiêu như trong danh mục; nếu ý kiến không về một chỉ tiêu thì để trống cột này."
	case "place":
		return "Cột " + column + " ghi " + holds + ", không rõ là địa bàn nào" + near + ".", "Ghi tên địa bàn như trong danh sách địa bàn; toàn tỉnh thì để trống."
	}
	return "Không hiểu được cột " + column + " của bảng góp ý: ghi " + holds + opt(", cần ", commentExpected(c.Want), "") + ".", mend
}

// commentUntold names what no row tells in a register without a column.
func commentUntold(column string) string {
	switch column {
	case "Ngày":
		return "ngày góp ý"
	case "Dự thảo":
		return "ý kiến về bản dự thảo nào; không đối chiếu được ý kiến đã tiếp thu với số liệu của dự thảo ấy"
	}
	return "ai góp ý"
}

// commentExpected names what a column of the register must hold.
func commentExpected(what string) string {
	switch what {
	case "date":
		return "ngày, ví dụ 12/3/2020"
	case "draft":
		return "tên hoặc số lần của bản dự thảo, ví dụ 2"
	case "years":
		return "năm hoặc giai đoạn, ví dụ 2018 hoặc 2016-2020"
	case "state":
		return "tiếp thu, giải trình hoặc chưa xử lý"
	}
	return ""
}
