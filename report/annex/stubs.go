package annex

func (b *book) field(int) Annex { return Annex{ID: "linh-vuc", Title: "LĨNH VỰC"} }
func (b *book) targets() Annex  { return Annex{ID: "muc-tieu", Title: "MỤC TIÊU"} }
func (b *book) charts() Annex   { return Annex{ID: "bieu-do", Title: "BIỂU ĐỒ"} }
func (b *book) supply() Annex {
	return Annex{ID: "cung-cap", Title: "TÌNH HÌNH CUNG CẤP SỐ LIỆU"}
}
func (b *book) findings() Annex {
	return Annex{ID: "ra-soat", Title: "VẤN ĐỀ SỐ LIỆU CẦN RÀ SOÁT"}
}
func (b *book) sourceAnnex() Annex { return Annex{ID: "nguon", Title: "NGUỒN SỐ LIỆU"} }
