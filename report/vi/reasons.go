package vi

import (
	"tongket/ingest"
	"tongket/ingest/book"
)

// Damage words what is wrong with a part of a file or with a cell.
func Damage(what string) string {
	switch what {
	case book.DamageChecksum:
		return "mã kiểm tra không khớp"
	case book.DamageShort:
		return "bị cắt ngang"
	case book.DamageStructure:
		return "cấu trúc không hợp lệ"
	case book.DamageMissing:
		return "thiếu phần được nhắc tới"
	case book.DamageReference:
		return "địa chỉ ô không hợp lệ"
	case book.DamageDuplicate:
		return "ô có hai giá trị, chỉ giữ giá trị đầu"
	case book.DamageValues:
		return "ô có hai giá trị, không lấy giá trị nào"
	case book.DamageType:
		return "ô không ghi đúng kiểu dữ liệu"
	case book.DamageNumber:
		return "số không đọc được"
	case book.DamageRecord:
		return "bản ghi của ô thuộc loại không đọc được"
	case book.DamageString:
		return "chữ của ô bị mất"
	case book.DamageStyle:
		return "mất định dạng số nên không rõ số được hiện thế nào"
	case book.DamageCovered:
		return "có số nằm khuất dưới ô gộp"
	case book.DamageLong:
		return "chữ dài quá 32.767 ký tự, chỉ giữ phần đầu"
	case book.DamageText:
		return "có ký tự không đọc được"
	case book.DamageMore:
		return "trang còn nhiều ô hỏng khác"
	}
	return what
}

// Trouble words why a file cannot be opened.
func Trouble(what string) string {
	switch what {
	case book.TroubleMissing:
		return "tệp không còn ở đó"
	case book.TroublePermission:
		return "không có quyền đọc"
	case book.TroubleDirectory:
		return "đây là thư mục"
	case book.TroubleLocked:
		return "tệp đang bị chương trình khác khóa"
	case book.TroubleDisk:
		return "ổ đĩa hoặc mạng không trả được nội dung tệp"
	case book.TroubleNotFile:
		return "đây là đường ống hay thiết bị, không phải tệp"
	case book.TroubleMany:
		return "máy đang mở quá nhiều tệp"
	case book.TroubleChanged:
		return "tệp thay đổi trong khi đang đọc"
	case "":
		return ""
	}
	return "máy báo “" + what + "”"
}

// looks words what a file that is no sheet looks like. The names of programs and
// forms stand for themselves.
func looks(like string) string {
	switch like {
	case ingest.LooksXLSB:
		return "Excel nhị phân (.xlsb)"
	case ingest.LooksOldExcel:
		return "sổ Excel quá cũ (Excel 2 đến 4)"
	case ingest.LooksImage:
		return "ảnh"
	case ingest.LooksArchive:
		return "tệp nén"
	case ingest.LooksText:
		return "văn bản"
	}
	return like
}

// limit words what of a file is too large.
func limit(what string) string {
	switch what {
	case "file":
		return "dung lượng (byte)"
	case "cells":
		return "số ô"
	case "texts":
		return "dung lượng chữ trong các ô (byte)"
	case "long-texts":
		return "dung lượng của các ô có chữ rất dài (byte)"
	case "different-texts":
		return "số nội dung chữ khác nhau"
	case "copies":
		return "số ô lặp lại"
	case "inflated":
		return "dung lượng sau giải nén (byte)"
	case "ratio":
		return "tỷ lệ nén"
	}
	return what
}

// LeftOut words the reason why a numeric cell of a sheet is no figure.
func LeftOut(reason string) string {
	switch reason {
	case "outside":
		return "ngoài bảng (đầu trang, ghi chú, chữ ký)"
	case "serial":
		return "số thứ tự"
	case "column-number":
		return "số hiệu cột"
	case "code":
		return "mã số"
	case "year":
		return "năm, ngày tháng"
	case "comparison":
		return "cột so sánh, tăng giảm, tỷ lệ thực hiện"
	case "part-year":
		return "số quý, tháng, không phải cả năm"
	case "note":
		return "cột ghi chú"
	case "check":
		return "cột kiểm tra"
	case "page-total":
		return "cộng trang, mang sang"
	case "header":
		return "số ở tiêu đề"
	case "by-team":
		return "bỏ qua theo bảng nguồn"
	case "hidden":
		return "trang, dòng hoặc cột ẩn"
	case "illegible":
		return "trang có chữ không đọc được"
	case "merged-figure":
		return "ô gộp nhiều dòng, nhiều cột"
	case "no-table":
		return "không nhận ra bảng"
	case "no-year":
		return "không rõ năm"
	case "no-indicator":
		return "không rõ chỉ tiêu"
	case "no-label":
		return "dòng hoặc cột không có tên"
	case "separators":
		return "không rõ dấu phân cách"
	case "range":
		return "ghi một khoảng"
	case "bound":
		return "ghi một mức giới hạn"
	case "date":
		return "là ngày tháng"
	case "contradiction":
		return "các chỗ ghi không thống nhất"
	case "ambiguous-place":
		return "không rõ địa bàn"
	case "shifted-row":
		return "dòng lệch cột"
	case "no-cached-value":
		return "công thức chưa có kết quả"
	case "comments":
		return "bảng góp ý"
	case "rolled-up":
		return "đã đọc ở nơi khác, chỉ tính một lần"
	case "no-place":
		return "không rõ địa bàn của kết quả"
	case "damaged":
		return "dòng không hợp lệ"
	}
	return reason
}
