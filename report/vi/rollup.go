package vi

import (
	"strings"

	"tongket/analysis/claim"
	"tongket/ingest/runs"
)

// figuresOf is "12 số liệu".
func figuresOf(n int) string { return either(grouped(ordinal(n)), "Một số") + nbsp + "số liệu" }

// cellsOf is "12 ô có số".
func cellsOf(n int) string { return either(grouped(ordinal(n)), "một số") + nbsp + "ô có số" }

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

func twiceWords(q quoted, c claim.RolledUp) string {
	if c.Of == "sheet" {
		return "Biểu này đã được đọc qua kết quả của đơn vị tại " + there(q) + "; " + cellsOf(c.Figures) + " trong biểu không tính thêm lần nữa."
	}
	return Capital(figuresOf(c.Figures)) + " trong kết quả này đã được đọc tại " + there(q) + "; chỉ tính một lần."
}

func changedWords(q quoted, c claim.RolledUp) string {
	if c.Of == "sheet" {
		return "Biểu này khác với bản mà kết quả của đơn vị tại " + there(q) + " đã đọc, hoặc chưa được đọc ở đó; dùng số trong kết quả, không dùng " + cellsOf(c.Figures) + " trong biểu."
	}
	return "Kết quả này được lập từ bản khác của biểu " + there(q) + "; dùng số trong biểu, không dùng " + figuresOf(c.Figures) + " trong kết quả."
}

func homelessWords(q quoted, c claim.Homeless) string {
	s := "Không rõ kết quả này là của địa bàn nào nên không dùng " + figuresOf(c.Figures) + " không ghi địa bàn"
	if names := citedAll(c.Names); names != nil {
		s += "; các nơi ghi khác nhau: " + Enumerate(names)
	}
	return s + "."
}

func runFileWords(q quoted, c claim.RunFile) (string, string) {
	again := "Đề nghị đơn vị gửi lại tệp, hoặc chạy lại tongket và gửi kết quả mới."
	switch c.What {
	case runs.RunVersion:
		return "Kết quả này do phiên bản khác của tongket lập" + opt(" (lược đồ ", Folded(c.Detail), ")") + ", không đọc được.",
			"Hai nơi dùng cùng một phiên bản tongket, rồi đơn vị chạy lại và gửi kết quả mới."
	case runs.RunForeign:
		return "Tệp Parquet này không phải số liệu của tongket" + opt(": thiếu cột ", Folded(c.Detail), " hoặc cột ấy khác kiểu") + ".",
			"Bỏ tệp khỏi thư mục số liệu; hoặc ghi lại với đủ các cột của so-lieu.parquet."
	case runs.RunChanged:
		return "Tệp kết quả của đơn vị thay đổi trong khi đang đọc.", "Chạy lại sau khi tệp đã chép xong."
	case runs.RunRows:
		return "Có " + either(grouped(Folded(c.Detail)), "một số") + nbsp + "dòng không phải số liệu hợp lệ (tệp đã bị sửa?), không đọc các dòng ấy.", again
	}
	return "Tệp kết quả của đơn vị bị hỏng" + opt(" (tại byte ", grouped(Folded(c.Detail)), ")") + ", không đọc được hoặc chỉ đọc được một phần.", again
}
