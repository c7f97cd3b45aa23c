package vi

// Words that a printed document sets around its annexes.
const (
	// Contents heads the table of contents.
	Contents = "MỤC LỤC"
	// NumberedThrough says how the pages of all annexes together are counted.
	NumberedThrough = "Các trang được đánh số liên tục trong toàn tập phụ lục."
	// Continued follows the name of an annex above a further part of a table
	// that is too wide for one page.
	Continued = "(tiếp theo)"
)
