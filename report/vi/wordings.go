package vi

import (
	"strings"

	"tongket/analysis"
	"tongket/analysis/claim"
	"tongket/ingest"
)

// A wording words a finding: what was found, and what to do about it.
type wording func(q quoted) (content, advice string)

// of is the wording of findings that claim a C.
func of[C claim.Claim](words func(q quoted, c C) (content, advice string)) wording {
	return func(q quoted) (string, string) {
		c, _ := q.Claim.(C)
		return words(q, c)
	}
}

// wordings are the words of every code, of ingest and of analysis.
var wordings = map[string]wording{
	// Of a file as a whole.
	ingest.CodeUnreadable: of(func(q quoted, c claim.Trouble) (string, string) {
		return "Không mở được tệp" + opt(": ", Trouble(Folded(c.What)), "") + ".",
			"Kiểm tra tệp có đang bị chương trình khác khóa hoặc thiếu quyền đọc không, rồi chạy lại."
	}),
	ingest.CodeEncrypted: func(q quoted) (string, string) {
		return "Tệp có mật khẩu nên không đọc được số liệu nào.",
			"Mở tệp bằng Excel, bỏ mật khẩu (Tệp > Thông tin > Bảo vệ sổ làm việc), lưu lại và gửi lại."
	},
	ingest.CodeCorrupt: of(func(q quoted, c claim.Damage) (string, string) {
		part := Folded(c.Part)
		if part == "zip" { // the workbook as a whole
			part = ""
		}
		return "Tệp bị hỏng" + opt(" ở phần ", part, "") + opt(": ", Damage(Folded(c.What)), "") + "; phần hỏng không đọc được số liệu.",
			"Đề nghị đơn vị gửi lại tệp gốc; hoặc mở bằng Excel, lưu thành tệp mới rồi chạy lại."
	}),
	ingest.CodeFault: func(q quoted) (string, string) {
		return "Chương trình gặp lỗi của chính nó khi đọc tệp này; không lấy được số liệu nào của tệp.",
			"Đề nghị gửi tệp này, kèm nhật ký khi chạy với --log json, cho người làm chương trình; trong khi chờ sửa, thử mở tệp bằng Excel, lưu thành tệp mới rồi chạy lại."
	},
	ingest.CodeEmptyFile: of(func(q quoted, c claim.EmptyFile) (string, string) {
		if c.Words {
			return "Tệp chỉ có chữ, không có con số nào.", "Kiểm tra có phải mẫu biểu chưa điền số không; nếu tệp thừa thì bỏ khỏi thư mục số liệu."
		}
		return "Tệp không có nội dung.", "Kiểm tra có phải gửi nhầm tệp không; nếu tệp thừa thì bỏ khỏi thư mục số liệu."
	}),
	ingest.CodeTooLarge: of(func(q quoted, c claim.TooLarge) (string, string) {
		if Folded(c.What) == "labels" {
			return "Tệp có hơn " + grouped(Folded(c.Limit)) + " tên chỉ tiêu không có trong danh mục; từ ô này trở đi không lấy số dưới những tên mới nữa.",
				"Kiểm tra tệp này có phải biểu số liệu theo chỉ tiêu không; nếu là danh sách thì bỏ khỏi thư mục số liệu, nếu đúng là biểu thì tách thành nhiều tệp."
		}
		return "Tệp vượt giới hạn đọc" + opt(": ", limit(Folded(c.What)), "") + opt(" là ", grouped(Folded(c.Size)), "") + opt(", giới hạn ", grouped(Folded(c.Limit)), "") + ".",
			"Xóa các trang, dòng, cột thừa (kể cả định dạng kéo đến cuối trang) rồi lưu lại; nếu tệp đúng như vậy thì tách thành nhiều tệp."
	}),
	ingest.CodeNotASheet: of(func(q quoted, c claim.Looks) (string, string) {
		return "Tệp không phải là bảng tính" + opt(" mà là ", looks(Folded(c.Like)), "") + ", không đọc được số liệu nào.",
			"Đề nghị đơn vị gửi số liệu bằng tệp bảng tính (xlsx, xls, ods, csv)."
	}),
	ingest.CodeInputTime: of(func(q quoted, c claim.InputTime) (string, string) {
		when := "trước nhiệm kỳ"
		if c.When == ingest.TimeFuture {
			when = "sau ngày giờ của máy"
		}
		return "Ngày giờ của tệp" + opt(" (", DateShort(Folded(c.Day)), ")") + " là " + when + opt("; có ", grouped(ordinal(c.Files)), nbsp+"tệp như vậy") + "; không dùng để ghi ngày của kết quả.",
			"Kiểm tra đồng hồ của máy; hoặc ghi ngày lập bằng ngay trong tongket.yaml, bằng --as-of."
	}),
	ingest.CodeLongRow: of(func(q quoted, c claim.LongRow) (string, string) {
		return "Dấu phẩy vừa ngăn cột vừa nằm trong số hoặc trong chữ: dòng này" + opt(" có ", ordinal(c.Values), " giá trị,") + " dài hơn các dòng trên" + opt(" (", ordinal(c.Above), ")") + q.raw() + "; không lấy số nào của tệp.",
			"Mở tệp gốc bằng Excel, lưu lại dạng sổ làm việc (xlsx) rồi gửi lại; nếu phải dùng csv thì ngăn cột bằng dấu chấm phẩy."
	}),
	ingest.CodeLettersLost: of(func(q quoted, c claim.Count) (string, string) {
		return "Chữ của trang đã mất khi lưu: nhiều chữ cái biến thành dấu “?” (" + either(grouped(ordinal(c.Cells)), "một số") + nbsp + "ô)" + q.raw() + "; không lấy số nào của trang.",
			"Không khôi phục được từ tệp này. Đề nghị đơn vị gửi tệp gốc (xlsx), hoặc lưu csv theo bảng mã UTF-8."
	}),
	ingest.CodeEncodingUnknown: of(func(q quoted, c claim.Count) (string, string) {
		return "Không nhận ra bảng mã của chữ trong trang (" + either(grouped(ordinal(c.Cells)), "một số") + nbsp + "ô)" + q.raw() + "; không rõ tên chỉ tiêu, địa bàn nên không lấy số nào của trang.",
			"Mở bằng chương trình đã lập tệp, chuyển chữ sang Unicode rồi gửi lại."
	}),
	ingest.CodeEncoding: of(func(q quoted, c claim.Encoding) (string, string) {
		if Folded(c.Name) == "UTF-8" {
			return "Chữ Unicode trong tệp đã bị một chương trình khác lưu sai bảng mã (như “Tá»•ng sá»‘”), đã khôi phục.",
				"Đối chiếu tên chỉ tiêu, địa bàn đọc được với bản gốc; lần sau gửi tệp gốc."
		}
		return "Chữ trong tệp không theo Unicode, đã đọc theo bảng mã " + either(Folded(c.Name), "suy đoán") + ".",
			"Đối chiếu tên chỉ tiêu, địa bàn đọc được với bản gốc; lần sau gửi tệp dùng phông Unicode."
	}),

	// Of the results of another run that are read like a sheet.
	ingest.CodeRolledUpTwice: of(func(q quoted, c claim.RolledUp) (string, string) {
		return twiceWords(q, c), "Không phải làm gì."
	}),
	ingest.CodeRolledUpChanged: of(func(q quoted, c claim.RolledUp) (string, string) {
		return changedWords(q, c), "Đề nghị đơn vị chạy lại tongket với biểu mới rồi gửi lại kết quả; hoặc bỏ bớt một trong hai khỏi thư mục số liệu."
	}),
	ingest.CodeRolledUpPlace: of(func(q quoted, c claim.Homeless) (string, string) {
		return homelessWords(q, c), "Để tệp trong thư mục mang tên địa bàn (ví dụ so-lieu/phu-tho); hoặc đề nghị đơn vị khai dia-ban.csv có địa bàn của mình, chạy lại và gửi lại tongket.json."
	}),
	ingest.CodeRunFile: of(runFileWords),
	ingest.CodeRunErrors: of(func(q quoted, c claim.Count) (string, string) {
		return "Kết quả này của đơn vị còn " + either(grouped(ordinal(c.Cells)), "một số") + nbsp + "phát hiện mức lỗi; số liệu liên quan có thể sai.",
			"Đề nghị đơn vị sửa hết lỗi nêu trong kiem-tra.csv của mình, chạy lại rồi gửi lại kết quả."
	}),
	ingest.CodeOwnOutput: func(q quoted) (string, string) {
		return "Tệp này là kết quả do tongket lập (phụ lục, bảng so sánh, danh sách phát hiện), không phải biểu; không lấy số nào trong tệp.",
			"Chuyển tệp ra khỏi thư mục biểu. Muốn gộp kết quả của đơn vị khác thì lấy tongket.json của đơn vị ấy; số mới gõ thêm vào tệp này thì chép ra một biểu riêng."
	},
	ingest.CodeReturned: func(q quoted) (string, string) {
		return "Tệp này đã có bản gửi lại " + there(q) + " mà cả hai đang được đọc; chỗ khác nhau dùng số của bản gửi lại.",
			"Chuyển tệp cũ ra khỏi thư mục biểu, hoặc cho bảng nguon bỏ qua."
	},
	ingest.CodeStrayLink: func(q quoted) (string, string) {
		return "Liên kết này dẫn tới một thư mục ngoài công việc; không đọc tệp nào trong đó.",
			"Nếu trong đó có biểu thì chép biểu vào thư mục biểu, hoặc ghi liên kết này vào khóa lien-ket của tongket.yaml."
	},
	ingest.CodeRunFolder: of(func(q quoted, c claim.Names) (string, string) {
		return "Thư mục này là kết quả của một lần chạy: chỉ đọc tongket.json, không đọc " + either(inARow(c.Names), "các tệp khác") + ".",
			"Nếu trong đó có biểu số liệu thì chuyển biểu ra thư mục khác."
	}),

	// Of the content of one cell.
	ingest.CodeUnseen: of(func(q quoted, c claim.Count) (string, string) {
		return "Chữ có ký tự điều khiển hoặc ký tự đảo chiều không nhìn thấy (" + either(grouped(ordinal(c.Cells)), "một số") + nbsp + "ô của trang); các ký tự ấy đã được bỏ khi đọc.",
			"Gõ lại các ô ấy; đối chiếu số đọc được với số trên giấy, vì ký tự đảo chiều làm số hiện ra khác số thật."
	}),
	ingest.CodeSeparators: of(func(q quoted, c claim.Names) (string, string) {
		return "Không rõ dấu phân cách trong số" + q.raw() + opt(": có thể hiểu là ", strings.Join(citedAll(c.Names), " hoặc "), "") + ".",
			"Gõ lại thành số; dấu chấm phân nhóm hàng nghìn, dấu phẩy trước phần thập phân."
	}),
	ingest.CodeNotANumber: func(q quoted) (string, string) {
		return "Ô cần số nhưng lại là chữ" + q.raw() + "; không lấy được số liệu.",
			"Gõ lại số; nếu chưa có số liệu thì ghi “…”, không phát sinh thì ghi “-”, lời giải thích chuyển sang cột Ghi chú."
	},
	ingest.CodeErrorCell: func(q quoted) (string, string) {
		return "Ô báo lỗi tính toán" + q.raw() + ", không có số liệu.",
			"Sửa công thức hoặc gõ số đúng vào ô."
	},
	ingest.CodeUncached: of(func(q quoted, c claim.Uncached) (string, string) {
		return "Công thức" + opt(" =", clipped(strings.TrimPrefix(Folded(c.Text), "=")), "") + " chưa được tính và lưu kết quả" + either(opt("; chương trình tự tính được ", clipped(Folded(q.Raw)), " nhưng không dùng số ấy"), ", không có số liệu") + ".",
			"Mở tệp bằng Excel, chờ tính xong, lưu lại rồi gửi lại."
	}),
	ingest.CodeRangeValue: func(q quoted) (string, string) {
		return "Ô ghi một khoảng thay cho một số" + q.raw() + "; không lấy số nào.",
			"Ghi một số cụ thể; nếu chỉ có khoảng ước thì ghi số ước và nói rõ ở cột Ghi chú."
	},
	ingest.CodeBound: func(q quoted) (string, string) {
		return "Ô thực hiện ghi một mức giới hạn" + q.raw() + " thay cho số cụ thể; không lấy vào tính toán.",
			"Ghi số thực hiện cụ thể; mức “dưới”, “trên” chỉ dùng ở cột mục tiêu."
	},
	ingest.CodeDateValue: func(q quoted) (string, string) {
		return "Ô cần số nhưng lại chứa ngày tháng" + q.raw() + ".",
			"Đặt lại định dạng ô là Số và gõ lại (Excel hay tự đổi “5-10” hoặc “1.5” thành ngày tháng)."
	},
	ingest.CodeStruckOut: of(func(q quoted, c claim.Count) (string, string) {
		return "Bảng có " + either(grouped(ordinal(c.Cells)), "một") + nbsp + "số bị gạch ngang" + q.raw() + "; vẫn được tính.",
			"Nếu số đã bỏ thì xóa khỏi ô, hoặc ghi vào sua-so.csv với số mới để trống; nếu còn đúng thì bỏ gạch ngang."
	}),
	ingest.CodeMergedFigure: func(q quoted) (string, string) {
		return "Một số nằm trong ô gộp nhiều dòng hoặc nhiều cột có tên riêng" + q.raw() + "; không rõ là của dòng, cột nào nên không lấy.",
			"Bỏ gộp ô và ghi số của từng dòng, từng cột; nếu là số chung thì ghi ở dòng tổng."
	},
	ingest.CodeScaledFormat: of(func(q quoted, c claim.ScaledFormat) (string, string) {
		return "Định dạng số của cột" + opt(" ", Folded(c.Column), "") + " hiện số đã chia cho " + thousands(c.Power) + q.raw() + opt(", còn đơn vị tính là ", clipped(Folded(c.Unit)), "") + "; số được lấy như đã gõ.",
			"Kiểm tra đơn vị tính của cột; đổi định dạng ô về “#,##0” và gõ số đúng theo đơn vị ghi trên biểu."
	}),
	ingest.CodeDamagedCell: of(func(q quoted, c claim.DamagedCell) (string, string) {
		return "Ô lưu sai cấu trúc tệp" + opt(": ", Damage(Folded(c.What)), "") + q.raw() + ".",
			"Gõ lại ô bằng Excel và lưu lại, hoặc đề nghị đơn vị gửi lại tệp gốc."
	}),

	// Of the table around a cell.
	ingest.CodeNoTable: func(q quoted) (string, string) {
		return "Trang có số nhưng không nhận ra bảng nào; không lấy được số liệu.",
			"Kiểm tra bảng có dòng tiêu đề (chỉ tiêu, đơn vị tính, năm) ngay trên số liệu không; nếu là bảng tính nháp thì bỏ qua."
	},
	ingest.CodeNoYear: func(q quoted) (string, string) {
		return "Không xác định được năm của số liệu: tiêu đề cột, tên bảng và tên trang đều không ghi năm. Số liệu được giữ lại nhưng chưa dùng vào tính toán.",
			"Ghi năm vào tiêu đề cột hoặc tên bảng."
	},
	ingest.CodeNameYear: of(func(q quoted, c claim.OfYear) (string, string) {
		return "Trong trang không nơi nào ghi năm của số liệu; đã lấy năm" + opt(" ", ordinal(c.Year), "") + " theo tên tệp, thư mục.",
			"Đối chiếu năm; nếu đúng thì ghi năm vào tiêu đề cột hoặc tên bảng, nếu sai thì đổi tên tệp (thư mục) rồi chạy lại."
	}),
	ingest.CodeYearNotOver: of(func(q quoted, c claim.OfYear) (string, string) {
		return "Năm" + opt(" ", ordinal(c.Year), "") + " chưa kết thúc vào ngày của công việc mà tiêu đề không ghi là số ước hay kế hoạch; đã hiểu là số ước thực hiện.",
			"Ghi “Ước TH” (hoặc “TH”, “KH”) ở tiêu đề cột, hoặc ghi loại số liệu vào tệp nguon."
	}),
	ingest.CodeNamePlace: of(func(q quoted, c claim.NamePlace) (string, string) {
		if c.From == "sheet" {
			return "Trong trang không nơi nào ghi địa bàn; đã lấy" + opt(" ", Folded(c.Place), "") + " theo trang" + opt(" “", q.Raw, "”") + ".",
				"Đối chiếu địa bàn; nếu đúng thì ghi vào tên bảng, nếu sai thì ghi địa bàn vào tệp nguon rồi chạy lại."
		}
		return "Trong trang không nơi nào ghi địa bàn; đã lấy" + opt(" ", Folded(c.Place), "") + " theo tên tệp, thư mục" + opt(" “", q.Raw, "”") + ".",
			"Đối chiếu địa bàn; nếu đúng thì ghi vào tên bảng, nếu sai thì đổi tên tệp hoặc ghi địa bàn vào tệp nguon rồi chạy lại."
	}),
	ingest.CodeNoIndicator: func(q quoted) (string, string) {
		return "Không xác định được số liệu thuộc chỉ tiêu nào.",
			"Ghi tên chỉ tiêu vào đầu dòng, tiêu đề cột hoặc tên bảng."
	},
	ingest.CodeDoubtful: of(doubtful),
	ingest.CodeContradiction: of(func(q quoted, c claim.Contradiction) (string, string) {
		return contradiction(c), "Sửa chỗ ghi sai để trang chỉ nói một điều, rồi chạy lại."
	}),
	ingest.CodeAmbiguousPlace: of(func(q quoted, c claim.Names) (string, string) {
		return "Tên địa bàn chưa rõ" + q.raw() + opt(": có thể là ", strings.Join(citedAll(c.Names), " hoặc "), "") + ".",
			"Ghi đủ tên gọi hành chính, ví dụ “Thị xã Phú Thọ” hoặc “Tỉnh Phú Thọ”."
	}),
	ingest.CodeUnknownPlace: of(func(q quoted, c claim.Names) (string, string) {
		return "Địa bàn" + opt(" ", q.place(), "") + " không có trong danh sách địa bàn" + opt("; gần giống: ", inARow(c.Names), "") + ".",
			"Sửa tên cho đúng danh sách địa bàn; hoặc thêm vào dia-ban.csv: địa bàn mới thì thêm một dòng, tên gọi khác thì ghi ở cột “Tên khác”."
	}),
	ingest.CodeMoreIssues: of(func(q quoted, c claim.More) (string, string) {
		return "Tệp còn " + either(grouped(ordinal(c.More)), "nhiều") + nbsp + "phát hiện khác cùng loại" + opt(" “", Folded(c.Code), "”") + ", kể từ ô này; chỉ kể " + either(grouped(ordinal(c.Told)), "một số") + nbsp + "phát hiện đầu.",
			"Sửa nguyên nhân chung của các phát hiện đã kể (thường là một tiêu đề, một cột) rồi chạy lại; nếu tệp không phải biểu số liệu thì bỏ khỏi thư mục số liệu."
	}),
	analysis.CodeManyPlaces: of(func(q quoted, c claim.ManyPlaces) (string, string) {
		return "Có " + either(grouped(ordinal(c.Places)), "quá nhiều") + " địa bàn không có trong danh sách địa bàn (tối đa " + either(grouped(ordinal(c.Most)), "một số") + "); " + Exact(c.Figures) + " số liệu của các địa bàn ấy không vào kết quả, chỉ có trong so-lieu.csv.",
			"Nếu là địa bàn thật thì lập danh sách trong dia-ban.csv (tongket init lập sẵn) rồi chạy lại; nếu là danh sách tên người, tên đơn vị thì bỏ tệp khỏi thư mục số liệu."
	}),
	analysis.CodeManyLabels: of(func(q quoted, c claim.ManyLabels) (string, string) {
		return "Có " + either(grouped(ordinal(c.Labels)), "quá nhiều") + " tên chỉ tiêu không có trong danh mục; kết quả chỉ dùng " + either(grouped(ordinal(c.Taken)), "một số") + nbsp + "tên đầu, " + Exact(c.Figures) + " số liệu còn lại chỉ có trong so-lieu.csv.",
			"Kiểm tra tệp này có phải biểu số liệu theo chỉ tiêu không; nếu là danh sách thì bỏ khỏi thư mục số liệu, nếu là chỉ tiêu thì thêm vào danh mục."
	}),
	analysis.CodeOtherProvince: of(otherProvince),
	ingest.CodeUnknown: of(func(q quoted, c claim.Names) (string, string) {
		return "Chỉ tiêu" + opt(" ", q.label(), "") + " không có trong danh mục" + opt("; gần giống: ", inARow(c.Names), "") + "; số liệu được giữ dưới tên của trang.",
			"Nếu là chỉ tiêu đã có, thêm tên này vào cột “Tên khác” của danh mục; nếu là chỉ tiêu mới, thêm một dòng danh mục."
	}),
	ingest.CodeSimilar: of(func(q quoted, c claim.Similar) (string, string) {
		return "Tên " + cited(c.Label) + " được hiểu là " + cited(c.Taken) + opt(" (độ giống ", Folded(c.Likeness), "") + opt("", closing(Folded(c.Likeness)), "") + ".",
			"Nếu hiểu đúng, thêm tên này vào cột “Tên khác” của danh mục; nếu sai, sửa tên trên trang."
	}),
	ingest.CodeShiftedRow: func(q quoted) (string, string) {
		return "Dòng có vẻ thiếu một ô so với tiêu đề, số liệu có thể bị lệch cột" + q.raw() + ".",
			"Đối chiếu từng ô của dòng với tiêu đề cột và chèn lại ô bị thiếu."
	},
	ingest.CodeCommentsSheet: func(q quoted) (string, string) {
		return "Trang này là bảng góp ý vào dự thảo, không phải biểu số liệu; không lấy số nào trong trang và cũng chưa dùng làm bảng góp ý.",
			"Chuyển tệp ra thư mục công việc, đặt tên gop-y.xlsx hoặc gop-y.csv, hoặc chỉ tệp ấy bằng khóa gop-y của tongket.yaml."
	},
	ingest.CodeFiltered: of(func(q quoted, c claim.Filtered) (string, string) {
		return "Bộ lọc" + opt(" ở vùng ", Folded(c.Range), "") + " đang ẩn " + either(grouped(ordinal(c.Left)), "một số") + opt(" trong ", grouped(ordinal(c.Of)), "") + " số của trang; các số bị ẩn không được lấy.",
			"Bỏ lọc (Dữ liệu > Xóa bộ lọc), lưu lại rồi chạy lại."
	}),
	ingest.CodeHidden: of(func(q quoted, c claim.Count) (string, string) {
		return "Có " + either(grouped(ordinal(c.Cells)), "một số") + " số nằm ở trang, dòng hoặc cột bị ẩn, không được lấy.",
			"Nếu là số liệu thật thì bỏ ẩn, hoặc đặt an: true trong tongket.yaml; nếu là nháp thì bỏ qua."
	}),

	// Of what contradicts itself within a table.
	analysis.CodeTotalMismatch: of(mismatch),
	analysis.CodeRateMismatch: of(func(q quoted, c claim.RateMismatch) (string, string) {
		return "Tỷ lệ ghi " + q.n(c.Printed) + ", tính lại từ tử số " + Exact(c.Numerator) + " và mẫu số " + Exact(c.Denominator) + " được " + q.n(c.Recomputed) + "." + slipOfPen(q, c.Slip),
			"Kiểm tra tử số, mẫu số và tỷ lệ có cùng phạm vi, cùng thời điểm không; sửa số sai."
	}),
	analysis.CodeRateRange: of(func(q quoted, c claim.Figure) (string, string) {
		return "Tỷ lệ " + q.n(c.Value) + " nằm ngoài khoảng từ 0% đến 100%.", "Kiểm tra lại tử số, mẫu số hoặc dấu phẩy thập phân."
	}),
	analysis.CodeNegative: of(func(q quoted, c claim.Figure) (string, string) {
		return "Số đếm là số âm (" + q.n(c.Value) + ").", "Số đếm không thể nhỏ hơn 0; kiểm tra có phải số chênh lệch ghi nhầm cột không."
	}),
	analysis.CodePartGreater: of(func(q quoted, c claim.PartGreater) (string, string) {
		return "Số của bộ phận " + cited(c.PartName) + " là " + Exact(c.Part) + ", lớn hơn số của toàn bộ " + cited(c.WholeName) + " là " + Exact(c.Whole) + ".",
			"Kiểm tra hai ô có bị đảo hoặc lệch dòng không."
	}),
	analysis.CodeTotalPart: of(func(q quoted, c claim.TotalPart) (string, string) {
		return "Tổng số " + q.n(c.Total) + " đúng bằng tổng các địa bàn có trong bảng nhưng bảng thiếu " + either(placesNamed(c.Absent), "một số địa bàn") + ": chưa phải số của toàn bộ.",
			"Bổ sung số của địa bàn còn thiếu và cộng lại tổng số; nếu địa bàn ấy không phát sinh thì ghi “-”."
	}),
	analysis.CodeRuleBroken: of(func(q quoted, c claim.RuleBroken) (string, string) {
		return "Trái quy tắc " + cited(c.Rule) + opt(" (", Folded(c.Says), ")") + ": vế trái " + Exact(c.Left) + ", vế phải " + Exact(c.Right) + opt(" ", q.Unit, "") + ".",
			"Kiểm tra các ô liên quan và sửa số sai; nếu số đúng, ghi rõ nguyên nhân."
	}),
	analysis.CodeFormula: of(func(q quoted, c claim.Formula) (string, string) {
		if c.TypedAsText {
			return "Công thức" + opt(" =", clipped(strings.TrimPrefix(Folded(c.Text), "=")), "") + " được " + q.n(c.Cached) + " vì bỏ qua các số gõ dưới dạng chữ; cộng đủ các ô được " + q.n(c.Sum) + ".",
				"Đổi các ô liên quan thành số (Excel: Dữ liệu > Văn bản thành cột, hoặc gõ lại) để công thức cộng đủ."
		}
		return "Kết quả lưu của công thức" + opt(" =", clipped(strings.TrimPrefix(Folded(c.Text), "=")), "") + " là " + q.n(c.Cached) + ", cộng lại các ô được " + q.n(c.Sum) + ".",
			"Mở tệp bằng Excel, tính lại (F9) và lưu; kiểm tra vùng cộng có sót hoặc thừa dòng không."
	}),
	analysis.CodeBalance: of(func(q quoted, c claim.Balance) (string, string) {
		return "Đầu kỳ " + q.n(c.Start) + ", tăng " + q.n(c.Increase) + ", giảm " + q.n(c.Decrease) + " không khớp với cuối kỳ " + q.n(c.End) + ".",
			"Kiểm tra lại bốn số; cuối kỳ phải bằng đầu kỳ cộng tăng trừ giảm."
	}),

	// Of what is out of line with other years, places and sheets.
	analysis.CodeUnitSlip: of(func(q quoted, c claim.UnitSlip) (string, string) {
		switch c.Against {
		case "target":
			return "Cả dòng ghi đơn vị tính " + cited(c.RowUnit) + ", quy đổi được " + q.n(c.Value) + ", trong khi mục tiêu là " + q.n(c.Median) + ": nghi số đã ghi theo đơn vị tính của danh mục.",
				"Kiểm tra đơn vị tính của dòng và sửa đơn vị tính hoặc số."
		case "job":
			return "Cả dòng ghi đơn vị tính " + cited(c.RowUnit) + ", quy đổi được " + q.n(c.Value) + ", vượt xa mọi số cùng loại trong các biểu (lớn nhất " + q.n(c.Median) + "): nghi số đã ghi theo đơn vị tính của danh mục.",
				"Kiểm tra đơn vị tính của dòng và sửa đơn vị tính hoặc số."
		}
		return "Số " + q.n(c.Value) + " " + times(c.Factor) + " mức thường gặp của các năm khác (trung vị " + q.about(c.Median) + "): nghi sai đơn vị tính.",
			"Kiểm tra đơn vị tính của ô (người hay nghìn người, triệu hay tỷ đồng) và sửa số hoặc đơn vị."
	}),
	analysis.CodeFactor10:  of(digitSlip),
	analysis.CodeFactor100: of(digitSlip),
	analysis.CodeMixedCommas: of(func(q quoted, c claim.MixedCommas) (string, string) {
		return "Trong cùng trang dấu phẩy khi thì ngăn hàng nghìn (" + cited(c.Thousands) + " được đọc là " + either(grouped(strings.ReplaceAll(Folded(c.Thousands), ",", "")), "số nguyên") + ", có " + either(grouped(ordinal(c.Cells)), "vài") + " ô như vậy), khi thì là dấu thập phân (" + cited(c.Decimals) + ").",
			"Đối chiếu các số có dấu phẩy với bản giấy; gõ lại thành số trong Excel."
	}),
	analysis.CodeFraction: of(func(q quoted, c claim.UnitSlip) (string, string) {
		return "Tỷ lệ ghi " + Exact(c.Value) + " trong khi các năm khác ở mức " + q.about(c.Median) + " (trung vị): nghi ghi phân số thay cho phần trăm.",
			"Nếu đúng là phân số, ghi lại theo phần trăm (nhân với 100); nếu là số thật, giữ nguyên."
	}),
	analysis.CodeOutlierYear: of(func(q quoted, c claim.Trend) (string, string) {
		if c.Kind == "trend" {
			return "Số " + q.n(c.Value) + " lệch hẳn xu hướng của các năm khác (theo xu hướng khoảng " + q.n(c.Expected) + ").",
				"Đối chiếu với báo cáo gốc; nếu số đúng, ghi rõ nguyên nhân."
		}
		return "Số " + q.n(c.Value) + " so với năm trước (" + q.n(c.Expected) + ") thay đổi khác hẳn mức thay đổi thường gặp của các năm khác.",
			"Đối chiếu với báo cáo gốc; nếu số đúng, ghi rõ nguyên nhân."
	}),
	analysis.CodeOutlierPlace: of(func(q quoted, c claim.OutlierPlace) (string, string) {
		return "Số " + q.n(c.Value) + " so với năm trước (" + q.n(c.Before) + ") thay đổi khác hẳn các địa bàn khác (trung vị của các địa bàn: gấp " + Trimmed(c.Ratio, 2) + " lần năm trước).",
			"Đề nghị địa bàn xác nhận lại số; nếu số đúng, ghi rõ nguyên nhân."
	}),
	analysis.CodeCopied: of(func(q quoted, c claim.Copied) (string, string) {
		return "Có " + Exact(c.Equal) + "/" + Exact(c.Compared) + " ô giống hệt cột" + opt(" năm"+nbsp, ordinal(c.Year), "") + ": nghi chép lại số của năm khác.",
			"Đối chiếu với báo cáo gốc từng năm và thay bằng số đúng."
	}),
	analysis.CodePlacesSwapped: of(func(q quoted, c claim.PlacesSwapped) (string, string) {
		return "Nghi số của hai địa bàn ghi nhầm chỗ cho nhau: số " + q.n(c.Value) + " lệch xu hướng các năm khác (khoảng " + q.n(c.Expected) + "), số " + q.n(c.Other) + opt(" của ", Place(Folded(c.With)), "") + " lệch ngược lại (khoảng " + q.n(c.OtherExpected) + "); đổi chỗ thì cả hai khớp.",
			"Đối chiếu hai dòng với báo cáo gốc của từng địa bàn."
	}),
	analysis.CodeYearsSwapped: of(func(q quoted, c claim.YearsSwapped) (string, string) {
		return "Nghi hai cột năm" + opt(" ", ordinal(c.Year), "") + opt(" và ", ordinal(c.NextYear), "") + " đổi chỗ cho nhau: mức thay đổi chung của các địa bàn chỉ đều như các năm khác khi đổi lại hai năm này (" + q.n(c.Value) + " và " + q.n(c.Next) + ").",
			"Đối chiếu tiêu đề năm của hai cột với báo cáo gốc."
	}),
	analysis.CodeConflict: of(func(q quoted, c claim.Conflict) (string, string) {
		return "Hai nơi ghi hai số khác nhau: " + q.n(c.Used) + " (đang dùng" + opt(", ", preferred(c.Why), "") + ") và " + q.n(c.Other) + addsUp(c.Sums) + "." + slipOfPen(q, c.Slip), settles(c.Why)
	}),
	analysis.CodeNoPlace: of(func(q quoted, c claim.Conflict) (string, string) {
		return "Trang này không ghi là số liệu của địa bàn nào; số " + q.n(c.Other) + " khác số " + q.n(c.Used) + " của trang ghi rõ là của toàn bộ địa bàn, nên không dùng.",
			"Ghi địa bàn vào tên bảng, hoặc vào tệp nguon của công việc."
	}),
	analysis.CodeEstimateOld: of(func(q quoted, c claim.OldEstimate) (string, string) {
		if c.Why == "actual" {
			return "Có số ước thực hiện" + q.when() + " trong khi đã có số thực hiện; dùng số thực hiện.", "Bỏ hoặc thay số ước bằng số thực hiện."
		}
		return "Số liệu" + q.when() + " vẫn là số ước.", "Thay bằng số thực hiện chính thức."
	}),
	analysis.CodeUnits: of(func(q quoted, c claim.Units) (string, string) {
		return "Không đổi được đơn vị tính " + cited(c.Fact) + " sang " + cited(c.Catalogue) + "; số liệu không được dùng.",
			"Ghi đúng đơn vị tính của danh mục, hoặc sửa đơn vị tính trong danh mục."
	}),
	analysis.CodeBreak: of(func(q quoted, c claim.Break) (string, string) {
		return "Chuỗi số liệu thay đổi cách tính" + opt(" từ năm"+nbsp, ordinal(c.Year), "") + ", không so sánh được với trước đó; không dự báo qua mốc này.",
			"Ghi rõ cách tính mới; nếu có, bổ sung số liệu các năm trước theo cách tính mới."
	}),
	analysis.CodeMissing: of(missing),

	// Of targets, rules and the catalogue.
	analysis.CodeTargetMissing: func(q quoted) (string, string) {
		return "Chỉ tiêu chưa có mục tiêu của nhiệm kỳ nên không đánh giá.", "Bổ sung cột “Mục tiêu” của danh mục nếu Nghị quyết có giao."
	},
	analysis.CodePlanMissing: of(func(q quoted, c claim.PlanMissing) (string, string) {
		return "Chỉ tiêu chưa có mục tiêu kỳ tới" + opt(", và không đề xuất được vì ", NoProposal(c.Why), "") + ".", planned(q)
	}),
	analysis.CodeTargetsDisagree: of(targetsDisagree),
	analysis.CodeRule:            of(rule),
	analysis.CodeRegion: func(q quoted) (string, string) {
		return "Mục tiêu “bằng bình quân vùng” nhưng chưa có số bình quân của vùng.", "Bổ sung số bình quân của vùng vào tongket.yaml, hoặc ghi một số cụ thể."
	},
	analysis.CodeTargetScale: of(func(q quoted, c claim.TargetScale) (string, string) {
		if c.By == "compared" {
			return targetScale(q, c), "Kiểm tra số và đơn vị tính của mức ấy ở khóa so-sanh trong tongket.yaml."
		}
		return targetScale(q, c), "Đối chiếu mục tiêu với văn bản giao (đơn vị tính; mức của một năm hay của cả giai đoạn) và sửa trong danh mục hoặc trên biểu."
	}),
	analysis.CodeTargetConflict: of(func(q quoted, c claim.TargetConflict) (string, string) {
		return "Mục tiêu trên biểu là " + q.n(c.Sheet) + ", trong danh mục là " + q.n(c.Catalogue) + ".", "Đối chiếu với Nghị quyết và sửa nơi ghi sai."
	}),
	analysis.CodeCatalogue: of(catalogueRow),
	analysis.CodeRelation:  of(relationRow),
	analysis.CodeWord:      of(wordRow),

	// Of the register of comments.
	analysis.CodeComment: of(commentRow),
	analysis.CodeUnchanged: of(func(q quoted, c claim.Unchanged) (string, string) {
		figure, advice := "số liệu", "Sửa số liệu theo ý kiến đã tiếp thu; nếu số đúng thì ghi lại cột “Xử lý” là giải trình và nêu lý do."
		if q.Severity == analysis.Info {
			advice = "Nếu ý kiến đòi sửa số thì sửa số liệu; nếu chỉ về lời văn thì bỏ qua."
		}
		if c.Figure != nil {
			figure = "số " + q.n(*c.Figure)
		}
		return "Ý kiến của " + either(Folded(c.By), "người góp ý") + opt(" ngày"+nbsp, dateOrNone(c.Date), "") + opt(" vào ", Folded(c.DraftName), "") + " được ghi là tiếp thu nhưng " + figure + " vẫn như trong dự thảo ấy.",
			advice
	}),
	analysis.CodeDraftNotKept: of(func(q quoted, c claim.DraftNotKept) (string, string) {
		if c.Damaged {
			return "Bản " + cited(c.Draft) + " lưu trong ket-qua/du-thao đã hỏng hoặc do bản chương trình khác ghi nên không đối chiếu được các ý kiến đã tiếp thu với số liệu của dự thảo ấy.",
				"Chép lại bản lưu từ bản sao dự phòng, hoặc chạy lại dự thảo ấy với --draft trên số liệu của nó."
		}
		return "Bản " + cited(c.Draft) + " không được lưu trong ket-qua/du-thao nên không đối chiếu được các ý kiến đã tiếp thu với số liệu của dự thảo ấy.",
			"Lần sau chạy với --draft để lưu từng dự thảo; nếu tên dự thảo trong bảng góp ý ghi sai thì sửa lại."
	}),

	// Of the registers about the sheets.
	analysis.CodeCorrection: of(func(q quoted, c claim.Row) (string, string) {
		return registerRow(q, c, "bảng sửa số")
	}),
	analysis.CodeCorrectionStale: of(staleCorrection),
	analysis.CodeSource: of(func(q quoted, c claim.Row) (string, string) {
		return registerRow(q, c, "bảng nguồn")
	}),
	analysis.CodeSourceUnused: of(unusedSource),
	ingest.CodeHintUsed:       of(usedSource),
	ingest.CodeHintClash: of(func(q quoted, c claim.HintClash) (string, string) {
		what := either(attribute(c.Attribute), "điều")
		return Capital(what) + " theo bảng nguồn là " + quotedValue(c.Attribute, c.Line) + ", biểu lại ghi " + quotedValue(c.Attribute, c.Sheet) + "; vẫn lấy theo biểu.",
			"Nếu biểu sai thì ghi “có” vào cột “Thay” và lý do ở dòng " + lineOf(q) + "; nếu biểu đúng thì sửa hoặc xóa dòng ấy."
	}),
}

// digitSlip words a figure with a digit too many or too few.
func digitSlip(q quoted, c claim.UnitSlip) (string, string) {
	return "Số " + q.n(c.Value) + " " + times(c.Factor) + " mức thường gặp của các năm khác (trung vị " + q.about(c.Median) + "): nghi thừa hoặc thiếu chữ số.",
		"Đối chiếu với báo cáo gốc; sửa nếu gõ thừa, thiếu chữ số hoặc lệch dấu phẩy."
}
