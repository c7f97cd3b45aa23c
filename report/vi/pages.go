package vi

import "strings"

// Words that a printed document sets around its annexes.
const (
	// Contents heads the table of contents.
	Contents = "MỤC LỤC"
	// ContentsTables and ContentsCharts head the lists of tables and charts.
	ContentsTables = "DANH MỤC BIỂU"
	ContentsCharts = "DANH MỤC BIỂU ĐỒ"
	// Untitled names a document without a title.
	Untitled = "Phụ lục"
	// NumberedThrough says how the pages of all annexes together are counted.
	NumberedThrough = "Các trang được đánh số liên tục trong toàn tập."
	// Continued follows the name of an annex above a further part of a table
	// that is too wide for one page.
	Continued = "(tiếp theo)"
	// CaptionTable and CaptionChart stand before the numbers of tables and charts.
	CaptionTable = "Biểu"
	CaptionChart = "Biểu đồ"
	// ChartsHeading heads the sheet of charts.
	ChartsHeading = "BIỂU ĐỒ CÁC CHỈ TIÊU"
	// Recipients heads the list of who receives a document.
	Recipients = "Nơi nhận:"
	// AltColumns and its like say what a chart is, to those who cannot see it.
	AltColumns = "Biểu đồ cột theo năm"
	AltBars    = "Biểu đồ thanh ngang theo địa bàn"
	AltHeat    = "Bảng màu theo địa bàn và năm"
	AltLine    = "Đường theo năm"
	AltSteps   = "Biểu đồ thác nước theo năm"
	AltPanels  = "Đường theo năm của từng địa bàn"
	AltLow     = "cận dưới"
	AltHigh    = "cận trên"
	AltLegend  = "Chú giải của các biểu đồ"
	// AltPicture names a picture of the office's in the head or the foot.
	AltPicture = "Hình của cơ quan"
	// AltDrawn names a small drawing in a row of a table, AltInRow says where its figures
	// stand.
	AltDrawn = "Hình trong dòng"
	AltInRow = "Hình nhỏ vẽ các số ở cùng dòng của biểu."
)

// SourceOf says where a figure was read: the cell, and what stands in it.
func SourceOf(pos, raw string) string {
	if raw == "" {
		return pos
	}
	return pos + ": “" + raw + "”"
}

// SourcesOf heads the cells that a figure was read from or computed of; more are those
// that are not named.
func SourcesOf(cells []string, more int) string {
	text := "Nguồn: " + strings.Join(cells, "; ")
	if more > 0 {
		text += "; và " + Count(more) + " ô nữa (trang Nguồn số liệu của phu-luc.xlsx)"
	}
	return text
}
