package vi

import "tongket/analysis"

// A FormColumn is what a form says of one of its columns.
type FormColumn struct {
	Name, Help, Example string
	Values              []string // that the cell may hold
	Free                bool     // or anything else
	Width               float64  // in characters
}

// Words around the forms that `init` writes.
const (
	FormHelpSheet      = "Hướng dẫn"
	FormHelpCatalogue  = "danh-muc: danh mục chỉ tiêu. Mỗi dòng một chỉ tiêu; thêm, sửa, xóa dòng tùy ý rồi chạy lại tongket."
	FormHelpPlaces     = "dia-ban: danh sách địa bàn. Mỗi dòng một địa bàn; dòng có loại cao nhất (tỉnh, thành phố trực thuộc) là toàn tỉnh."
	FormHelpSources    = "nguon: điều tổ biên tập biết mà biểu không ghi. Mỗi dòng nói về một tệp, một trang hay một vùng; chỗ “…” là chỗ cần điền."
	FormHelpCorrection = "sua-so: số liệu tổ biên tập sửa, bỏ hoặc chấp nhận. Tệp của đơn vị gửi giữ nguyên; dòng chỉ có hiệu lực khi ô vẫn ghi số cũ."
)

// Remarks of lines that init proposes.
const (
	RemarkNameYear  = "Năm lấy từ tên tệp hoặc thư mục: xem lại."
	RemarkNamePlace = "Địa bàn lấy từ tên tệp hoặc thư mục: xem lại."
	RemarkNoPlace   = "Biểu không ghi địa bàn: đang hiểu là toàn tỉnh. Nếu của một địa bàn thì ghi vào cột Địa bàn; nếu đúng là toàn tỉnh thì xóa dòng này."
)

// FormHelpHeads head the columns of the sheet of help.
func FormHelpHeads() []string { return []string{"Cột", "Ghi gì", "Ví dụ"} }

var yesOnly = []string{"có"}

// CatalogueForm are the columns of danh-muc.xlsx.
func CatalogueForm() []FormColumn {
	of := map[string]FormColumn{
		"Mã":               {Help: "Mã riêng của chỉ tiêu, không trùng; tự đặt, ngắn, không dấu.", Example: "YT-BHYT", Width: 16},
		"Chỉ tiêu":         {Help: "Tên in ra phụ lục.", Example: "Tỷ lệ dân số tham gia bảo hiểm y tế", Width: 48},
		"Tên khác":         {Help: "Các cách gọi khác trong biểu, cách nhau bằng dấu chấm phẩy. Tên do init đề nghị cần xem lại: xóa nếu không phải cùng chỉ tiêu.", Example: "TL tham gia BHYT; Tỷ lệ bao phủ BHYT", Width: 34},
		"Lĩnh vực":         {Help: "Tên lĩnh vực; mỗi lĩnh vực là một phụ lục.", Example: "Y tế", Width: 20},
		"ĐVT":              {Help: "Đơn vị tính in ra; biểu ghi nghìn người, triệu đồng… thì được đổi về đơn vị này.", Example: "%", Width: 12},
		"Loại":             {Help: "thời điểm (số có đến cuối năm), tổng (cộng dồn trong năm) hoặc tỷ lệ.", Example: "tỷ lệ", Values: []string{"thời điểm", "tổng", "tỷ lệ"}, Width: 12},
		"Chiều":            {Help: "tăng là tốt, giảm là tốt, hay không đánh giá (không).", Example: "tăng", Values: []string{"tăng", "giảm", "không"}, Width: 9},
		"Tử số":            {Help: "Của tỷ lệ: mã của chỉ tiêu làm tử số; để trống nếu không tính lại.", Example: "YT-BHYT-SO", Width: 14},
		"Mẫu số":           {Help: "Của tỷ lệ: mã của chỉ tiêu làm mẫu số.", Example: "DAN-SO", Width: 14},
		"Số lẻ":            {Help: "Số chữ số thập phân khi in, từ 0 đến 6.", Example: "1", Values: []string{"0", "1", "2", "3"}, Free: true, Width: 8},
		"Mục tiêu":         {Help: "Mục tiêu Nghị quyết giao cho năm cuối nhiệm kỳ (chỉ tiêu cộng dồn: cả nhiệm kỳ); dấu phẩy thập phân, không chấm hàng nghìn.", Example: "trên 90", Width: 14},
		"Mục tiêu kỳ tới":  {Help: "Mục tiêu năm cuối kỳ tới, hoặc một quy tắc.", Example: "giảm 0,5 điểm %/năm", Width: 20},
		"Đơn vị phụ trách": {Help: "Đơn vị cung cấp số liệu, để đôn đốc và gửi lại biểu.", Example: "Phòng Nghiệp vụ Y", Width: 26},
		"Có thể âm":        {Help: "có: số chênh lệch, tăng giảm thuần; số âm không bị báo lỗi.", Example: "có", Values: yesOnly, Width: 10},
		"Dân số":           {Help: "Mã của số dân mà số đếm được tính trên 1.000 hoặc 10.000 người.", Example: "DAN-SO", Width: 12},
		"Bản chất":         {Help: "hành chính: số đơn vị, số tổ chức, số ghế; không dự báo, không đề xuất mục tiêu. hiện trạng: chỉ nêu số hiện có, không nêu tăng, giảm. tri ân: không nêu tăng, giảm, không xếp hạng.", Example: "hành chính", Values: []string{analysis.Administrative, analysis.State, analysis.Honoured}, Width: 12},
		"Câu":              {Help: "Câu nói số hiện có, với {số} và {địa bàn}; của dòng “Trong đó”: tên gọi bên cạnh số chung. Để trống thì theo tên chỉ tiêu.", Example: "Ban Chấp hành có {số} đồng chí", Width: 24},
		"Khi đủ":           {Help: "Của tỷ lệ: lời nói về số chung khi đạt 100%.", Example: "đều được phụng dưỡng suốt đời", Width: 20},
		"Cách tính":        {Help: "Điều thay đổi khi chuỗi số liệu bắt đầu lại.", Example: "chuẩn nghèo", Width: 14},
		"Nguồn":            {Help: "Căn cứ hoặc nguồn của mục tiêu, nếu có.", Example: "Nghị quyết Đại hội", Width: 22},
	}
	return formColumns(analysis.CatalogueColumns(), of)
}

// PlacesForm are the columns of dia-ban.xlsx; short is how a place of the job may be
// written too.
func PlacesForm(short string) []FormColumn {
	return formColumns([]string{"Mã", "Tên", "Loại", "Tên khác", "Ô"}, map[string]FormColumn{
		"Mã":       {Help: "Mã địa bàn, nếu cần; để trống được.", Example: "231", Width: 10},
		"Tên":      {Help: "Tên in ra phụ lục.", Example: "Huyện Tân Sơn", Width: 30},
		"Loại":     {Help: "tỉnh, thành phố, thị xã, huyện, quận, xã… Đúng một địa bàn có loại cao nhất là toàn tỉnh.", Example: "huyện", Values: []string{"tỉnh", "thành phố", "thị xã", "huyện", "quận", "phường", "thị trấn", "xã"}, Free: true, Width: 14},
		"Tên khác": {Help: "Các cách viết khác trong biểu, cách nhau bằng dấu chấm phẩy.", Example: either(short, "H. Tân Sơn; Tân Sơn"), Width: 40},
		"Ô":        {Help: "Hàng và cột trên bản đồ ô vuông; để trống cũng được.", Example: "2-3", Width: 8},
	})
}

// SourcesForm are the columns of nguon.xlsx; places are those of the job.
func SourcesForm(places []string) []FormColumn {
	return formColumns(analysis.SourceColumns(), map[string]FormColumn{
		"Tệp":          {Help: "Tên tệp, hoặc thư mục; dùng được dấu *. Không ghi thư mục thì tìm ở mọi thư mục.", Example: "bao-cao-2018.xlsx", Width: 34},
		"Trang":        {Help: "Tên trang; để trống là mọi trang của tệp.", Example: "Biểu 1", Width: 16},
		"Vùng":         {Help: "Một phần của trang: vùng ô, các dòng hoặc các cột; để trống là cả trang.", Example: "B4:H20, 12-15, C:D", Width: 12},
		"Năm":          {Help: "Năm hoặc giai đoạn của số liệu mà biểu không ghi.", Example: "2018", Width: 10},
		"Địa bàn":      {Help: "Địa bàn mà biểu không ghi; toàn tỉnh thì ghi tên tỉnh.", Example: "Huyện Tân Sơn", Values: places, Free: true, Width: 22},
		"Chỉ tiêu":     {Help: "Mã hoặc tên chỉ tiêu mà biểu không ghi.", Example: "Số hộ nghèo", Width: 26},
		"ĐVT":          {Help: "Đơn vị tính mà biểu không ghi.", Example: "hộ", Width: 10},
		"Loại số liệu": {Help: "TH (thực hiện), ước, KH (kế hoạch) hoặc mục tiêu.", Example: "ước", Values: []string{"TH", "ước", "KH", "mục tiêu"}, Width: 12},
		"Tiêu đề":      {Help: "Dòng tiêu đề của bảng, nếu chương trình nhận sai.", Example: "3-4", Width: 10},
		"Cột":          {Help: "Vai trò của cột, nếu chương trình nhận sai: địa bàn, chỉ tiêu, năm, ĐVT, loại số liệu, số liệu, mã, bỏ qua.", Example: "A: địa bàn; B: mã; D: bỏ qua", Width: 22},
		"Bỏ qua":       {Help: "có: không lấy số nào của tệp, trang hay vùng này.", Example: "có", Values: yesOnly, Width: 9},
		"Ưu tiên":      {Help: "Một số nguyên: hai biểu ghi khác nhau thì dùng biểu có số lớn hơn.", Example: "5", Width: 9},
		"Thay":         {Help: "có: lấy theo dòng này dù biểu ghi khác; phải ghi lý do.", Example: "có", Values: yesOnly, Width: 8},
		"Lý do":        {Help: "Vì sao; bắt buộc khi Thay.", Example: "biểu ghi nhầm năm, đã hỏi phòng", Width: 30},
		"Ghi chú":      {Help: "Ghi gì cũng được; chương trình không đọc.", Example: "", Width: 34},
	})
}

// CorrectionsForm are the columns of sua-so.xlsx.
func CorrectionsForm(places []string) []FormColumn {
	return formColumns(analysis.CorrectionColumns(), map[string]FormColumn{
		"Tệp":          {Help: "Tên tệp có số cần sửa.", Example: "bao-cao-2018.xlsx", Width: 34},
		"Trang":        {Help: "Tên trang; tệp CSV không có trang thì để trống.", Example: "Biểu 1", Width: 16},
		"Ô":            {Help: "Ô cần sửa; hoặc để trống và ghi chỉ tiêu, địa bàn, năm.", Example: "F17", Width: 8},
		"Chỉ tiêu":     {Help: "Mã hoặc tên chỉ tiêu, nếu không ghi ô.", Example: "Số hộ nghèo", Width: 24},
		"Địa bàn":      {Help: "Địa bàn; để trống là toàn tỉnh.", Example: "Huyện Tân Sơn", Values: places, Free: true, Width: 20},
		"Năm":          {Help: "Năm, nếu không ghi ô.", Example: "2018", Width: 9},
		"Loại số liệu": {Help: "Để trống là thực hiện hoặc ước.", Example: "KH", Values: []string{"TH", "ước", "KH", "mục tiêu"}, Width: 12},
		"Số cũ":        {Help: "Số đang ghi trong ô. Ô ghi số khác thì dòng này thôi hiệu lực và có phát hiện.", Example: "1234,5", Width: 12},
		"Số mới":       {Help: "Số đúng, theo đơn vị tính của biểu; dấu phẩy thập phân, không chấm hàng nghìn. Để trống là không dùng số này.", Example: "1243,5", Width: 12},
		"Chấp nhận":    {Help: "có: số trong ô đúng, không cần rà soát nữa.", Example: "có", Values: yesOnly, Width: 11},
		"Lý do":        {Help: "Bắt buộc; in trong phụ lục các số đã sửa.", Example: "gõ nhầm, theo báo cáo 123/BC", Width: 32},
		"Người":        {Help: "Ai xác nhận.", Example: "bà Hoa, Phòng Kế hoạch", Width: 22},
		"Ngày":         {Help: "Ngày xác nhận.", Example: "12/3/2020", Width: 12},
	})
}

func formColumns(names []string, of map[string]FormColumn) []FormColumn {
	out := make([]FormColumn, len(names))
	for i, name := range names {
		out[i] = of[name]
		out[i].Name = name
		if out[i].Width == 0 {
			out[i].Width = 16
		}
	}
	return out
}
