package vi

import (
	"strings"

	"tongket/ingest/runs"
)

// figuresOf is "12 số liệu".
func figuresOf(q quoted, i int) string {
	return either(grouped(q.arg(i)), "Một số") + nbsp + "số liệu"
}

// cellsOf is "12 ô có số".
func cellsOf(q quoted, i int) string {
	return either(grouped(q.arg(i)), "một số") + nbsp + "ô có số"
}

// there names the files that have the figures.
func there(q quoted) string {
	var names []string
	for _, p := range q.Related {
		if len(names) == 3 {
			return strings.Join(names, ", ") + " và nơi khác"
		}
		names = append(names, Folded(p.String()))
	}
	return either(Enumerate(names), "tệp khác")
}

func twiceWords(q quoted) string {
	if q.arg(1) == "sheet" {
		return "Biểu này đã được đọc qua kết quả của đơn vị tại " + there(q) + "; " + cellsOf(q, 0) + " trong biểu không tính thêm lần nữa."
	}
	return Capital(figuresOf(q, 0)) + " trong kết quả này đã được đọc tại " + there(q) + "; chỉ tính một lần."
}

func changedWords(q quoted) string {
	if q.arg(1) == "sheet" {
		return "Biểu này khác với bản mà kết quả của đơn vị tại " + there(q) + " đã đọc, hoặc chưa được đọc ở đó; dùng số trong kết quả, không dùng " + cellsOf(q, 0) + " trong biểu."
	}
	return "Kết quả này được lập từ bản khác của biểu " + there(q) + "; dùng số trong biểu, không dùng " + figuresOf(q, 0) + " trong kết quả."
}

func homelessWords(q quoted) string {
	s := "Không rõ kết quả này là của địa bàn nào nên không dùng " + figuresOf(q, 0) + " không ghi địa bàn"
	if names := citedAll(q.texts()[min(1, len(q.texts())):]); names != nil {
		s += "; các nơi ghi khác nhau: " + Enumerate(names)
	}
	return s + "."
}

func runFileWords(q quoted) (string, string) {
	again := "Đề nghị đơn vị gửi lại tệp, hoặc chạy lại tongket và gửi kết quả mới."
	switch q.arg(0) {
	case runs.RunVersion:
		return "Kết quả này do phiên bản khác của tongket lập" + opt(" (lược đồ ", q.arg(1), ")") + ", không đọc được.",
			"Hai nơi dùng cùng một phiên bản tongket, rồi đơn vị chạy lại và gửi kết quả mới."
	case runs.RunForeign:
		return "Tệp Parquet này không phải số liệu của tongket" + opt(": thiếu cột ", q.arg(1), " hoặc cột ấy khác kiểu") + ".",
			"Bỏ tệp khỏi thư mục số liệu; hoặc ghi lại với đủ các cột của so-lieu.parquet."
	case runs.RunChanged:
		return "Tệp kết quả của đơn vị thay đổi trong khi đang đọc.", "Chạy lại sau khi tệp đã chép xong."
	case runs.RunRows:
		return "Có " + either(grouped(q.arg(1)), "một số") + nbsp + "dòng không phải số liệu hợp lệ (tệp đã bị sửa?), không đọc các dòng ấy.", again
	}
	return "Tệp kết quả của đơn vị bị hỏng" + opt(" (tại byte ", grouped(q.arg(1)), ")") + ", không đọc được hoặc chỉ đọc được một phần.", again
}
