package pdf

import (
	"fmt"
	"math"
	"strings"

	"tongket/report/annex"
)

// sampleDocument is a small document in the Party's form, with all that an
// annex may hold. Its figures are illustrative.
func sampleDocument(annexes ...annex.Annex) annex.Document {
	return annex.Document{
		Form:         "dang",
		Superior:     "ĐẢNG BỘ KHỐI CÁC CƠ QUAN TỈNH",
		Organisation: "ĐẢNG ỦY SỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI",
		Motto:        []string{"ĐẢNG CỘNG SẢN VIỆT NAM"},
		PlaceDate:    "Phú Thọ, ngày 22 tháng 5 năm 2020",
		Draft:        "(Dự thảo lần 3)",
		Title:        "PHỤ LỤC SỐ LIỆU",
		Subtitle:     "TỔNG KẾT NHIỆM KỲ 2015-2020 VÀ MỤC TIÊU ĐẾN NĂM 2025",
		Attached:     "(Kèm theo Báo cáo chính trị của Ban Chấp hành Đảng bộ khóa VI trình Đại hội lần thứ VII)",
		Author:       "Sở Lao động - Thương binh và Xã hội tỉnh Phú Thọ",
		AsOf:         "2020-05-22",
		Annexes:      annexes,
	}
}

func administrativeDocument(annexes ...annex.Annex) annex.Document {
	doc := sampleDocument(annexes...)
	doc.Form = administrative
	doc.Superior = "ỦY BAN NHÂN DÂN TỈNH PHÚ THỌ"
	doc.Organisation = "SỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI"
	doc.Motto = []string{"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"}
	doc.Draft = "DỰ THẢO"
	doc.Attached = "(Kèm theo Báo cáo số …/BC-SLĐTBXH, ngày … tháng … năm 2020 của Sở Lao động - Thương binh và Xã hội)"
	return doc
}

func number(v float64) *float64 { return &v }

// figures makes cells of figures; a mark such as "…" has no number behind it.
func figures(texts ...string) []annex.Cell {
	cells := make([]annex.Cell, len(texts))
	for i, text := range texts {
		cells[i] = annex.Cell{Text: text}
		if strings.ContainsAny(text, "0123456789") {
			cells[i].Value = number(1)
		}
	}
	return cells
}

// mainAnnex is 'Phụ lục I' with repeat times its rows.
func mainAnnex(repeat int) annex.Annex {
	t := annex.Table{ID: "chi_tieu", Frozen: 2, Columns: []annex.Column{
		{Title: "TT", Width: 10, Align: annex.Centre},
		{Title: "Chỉ tiêu", Width: 55},
		{Title: "ĐVT", Width: 17, Align: annex.Centre},
		{Title: "Mục tiêu NQ 2020", Width: 18, Align: annex.Right},
		{Title: "Năm 2015", Width: 18, Align: annex.Right},
		{Group: "Thực hiện giai đoạn", Title: "2016", Width: 18, Align: annex.Right},
		{Group: "Thực hiện giai đoạn", Title: "2017", Width: 18, Align: annex.Right},
		{Group: "Thực hiện giai đoạn", Title: "2018", Width: 18, Align: annex.Right},
		{Group: "Thực hiện giai đoạn", Title: "2019", Width: 18, Align: annex.Right},
		{Group: "Thực hiện giai đoạn", Title: "ƯTH 2020", Width: 18, Align: annex.Right},
		{Title: "So sánh với mục tiêu", Width: 18, Align: annex.Right},
		{Title: "Đánh giá", Width: 18, Align: annex.Centre},
	}}
	row := func(kind annex.RowKind, tt, label, unit string, values ...string) {
		cells := append(figures(tt, label, unit), figures(values...)...)
		for j := range 3 {
			cells[j].Value = nil
		}
		for len(cells) < len(t.Columns) {
			cells = append(cells, annex.Cell{})
		}
		t.Rows = append(t.Rows, annex.Row{Kind: kind, Cells: cells})
	}
	for i := range repeat {
		row(annex.Section, "I", "AN SINH XÃ HỘI", "")
		row(annex.Plain, "1", "Tỷ lệ hộ nghèo theo chuẩn nghèo đa chiều", "%", "5,50", "12,04", "10,51", "8,83", "7,09", "6,18", "5,30", "-0,20", "Vượt")
		row(annex.Child, "", "- Trong đó: dân tộc thiểu số", "%", "x", "…", "…", "…", "…", "…", "…", "x", "x")
		row(annex.Plain, "2", "Số người tham gia bảo hiểm xã hội bắt buộc", "người", "92.000", "77.500", "79.120", "81.455", "84.210", "88.001", "91.350", "-650", "Không đạt")
		row(annex.Section, "II", "NGUỒN NHÂN LỰC", "")
		row(annex.Plain, "1", "Số lao động được giải quyết việc làm mới (cộng dồn cả nhiệm kỳ)", "người", "77.500", "15.300", "15.800", "16.100", "16.234", "16.900", "15.012", "2.546", "Vượt")
		row(annex.Plain, "2", "Tỷ lệ lao động qua đào tạo", "%", "65,0", "55,0", "57,2", "59,4", "61,8", "64,0", "66,5", "1,5", "Vượt")
		row(annex.Section, "III", "NGƯỜI CÓ CÔNG VÀ CÁC CHÍNH SÁCH ƯU ĐÃI ĐỐI VỚI THÂN NHÂN LIỆT SĨ TRÊN ĐỊA BÀN TOÀN TỈNH", "")
		row(annex.Plain, fmt.Sprint(i+1), "Số hộ người có công được hỗ trợ nhà ở", "hộ", "1.200", "-", "210", "305", "402", "180", "96", "-7", "Không đạt")
	}
	return annex.Annex{
		ID: "01-chi-tieu-chu-yeu", Number: "Phụ lục I", Landscape: true,
		Title:    "KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU CHỦ YẾU NHIỆM KỲ 2015-2020",
		Attached: "(Kèm theo Báo cáo chính trị của Ban Chấp hành Đảng bộ khóa VI trình Đại hội lần thứ VII)",
		Scope:    "Địa bàn: toàn tỉnh, 13 huyện, thành, thị",
		Blocks:   []annex.Block{{Table: &t}},
		Notes:    []string{`Ghi chú: "…" chưa có số liệu; "-" không phát sinh; "x" không áp dụng; ƯTH: ước thực hiện.`, "(1) Số liệu năm 2020 ước đến 31/12/2020."},
		Source:   "Nguồn: báo cáo của các phòng, đơn vị thuộc Sở.",
	}
}

// districtAnnex is a table of places by years.
func districtAnnex(years int) annex.Annex {
	t := annex.Table{ID: "huyen", Frozen: 2, Columns: []annex.Column{
		{Title: "TT", Width: 10, Align: annex.Centre},
		{Title: "Địa bàn", Width: 50},
	}}
	for y := range years {
		for _, title := range []string{"TH", "KH"} {
			t.Columns = append(t.Columns, annex.Column{Group: fmt.Sprintf("Năm %d", 2001+y), Title: title, Width: 15, Align: annex.Right})
		}
	}
	places := []string{"Toàn tỉnh", "Thành phố Việt Trì", "Thị xã Phú Thọ", "Huyện Đoan Hùng", "Huyện Hạ Hòa", "Huyện Thanh Ba", "Huyện Phù Ninh",
		"Huyện Yên Lập", "Huyện Cẩm Khê", "Huyện Tam Nông", "Huyện Lâm Thao", "Huyện Thanh Sơn", "Huyện Thanh Thủy", "Huyện Tân Sơn"}
	for i, place := range places {
		row := annex.Row{Cells: []annex.Cell{{Text: itoa(i)}, {Text: place}}}
		if i == 0 {
			row.Kind, row.Cells[0].Text = annex.Total, ""
		}
		for y := range years {
			row.Cells = append(row.Cells, figures(fmt.Sprintf("%d,%02d", 12-y%7+i, (7*i+y)%100), "1.234,50")...)
		}
		t.Rows = append(t.Rows, row)
	}
	return annex.Annex{
		ID: "02-huyen", Number: "Phụ lục II", Title: "TỶ LỆ HỘ NGHÈO THEO ĐỊA BÀN", Attached: "(Kèm theo Báo cáo chính trị)",
		Blocks: []annex.Block{
			{Heading: "1. Nhận định", Paragraphs: []annex.Paragraph{
				{Text: "Tỷ lệ hộ nghèo giảm từ 12,04% năm\u00a02015 xuống còn 5,3% năm\u00a02020, bình quân giảm 1,35\u00a0điểm\u00a0%/năm, vượt mục tiêu Nghị quyết; các huyện miền núi giảm nhanh hơn mức bình quân chung của tỉnh."},
				{Text: "Thành phố Việt Trì thấp nhất (1,2%); huyện Tân Sơn cao nhất (15,4%).", Bullet: true},
			}},
			{Heading: "2. Số liệu", Unit: "Đơn vị tính: %", Table: &t},
		},
		Source: "Nguồn: Phòng Bảo trợ xã hội.",
	}
}

// hostileAnnex has what sheets have held: a label of 300 letters, one without
// spaces, an annex reference longer than the page, emoji, control characters.
func hostileAnnex() annex.Annex {
	long := strings.Repeat("Số đối tượng bảo trợ xã hội được hưởng trợ cấp hằng tháng tại cộng đồng ", 4)
	path := "so-lieu/" + strings.Repeat("BaoCaoTongHopKetQuaThucHien_", 8) + ".xlsx!Biểu 1!F17"
	t := annex.Table{Frozen: 1, Columns: []annex.Column{
		{Title: "Chỉ tiêu", Width: 60}, {Title: "Nguồn", Width: 40}, {Title: strings.TrimSpace(long), Width: 15, Align: annex.Right},
	}, Rows: []annex.Row{
		{Cells: []annex.Cell{{Text: long}, {Text: path}, {Text: "12,04", Value: number(12.04), Note: 12}}},
		{Kind: annex.Section, Cells: []annex.Cell{{Text: strings.ToUpper(long)}, {}, {}}},
		{Cells: []annex.Cell{{Text: "Dòng\nhai\tdòng \u200b😀 </script>(\\)"}, {Text: strings.Repeat("á", 300)}, {Text: "1.234.567.890,123", Value: number(1)}}},
		{Cells: []annex.Cell{{Text: strings.Repeat(long, 30)}, {Text: "một dòng cao hơn trang"}, {Text: "5", Value: number(5)}}},
		{Cells: []annex.Cell{{Text: "Ty\u0309 le\u0323\u0302 ho\u0323\u0302 ngheo\u0300"}, {}, {Text: "không có số liệu vì huyện chưa gửi"}}},
	}}
	return annex.Annex{ID: "03-la", Number: "Phụ lục III", Title: strings.ToUpper(long), Attached: path, Blocks: []annex.Block{{Table: &t}}}
}

// emptyAnnex has no data: a table without rows.
func emptyAnnex() annex.Annex {
	return annex.Annex{ID: "04-trong", Number: "Phụ lục IV", Title: "NGƯỜI CÓ CÔNG",
		Blocks: []annex.Block{{Paragraphs: []annex.Paragraph{{Text: "Chưa có số liệu."}}}, {Table: &annex.Table{Columns: []annex.Column{{Title: "TT"}, {Title: "Chỉ tiêu"}}}}}}
}

// values makes the values of a series; a NaN is a gap.
func values(vs ...float64) []*float64 {
	out := make([]*float64, len(vs))
	for i, v := range vs {
		if !math.IsNaN(v) {
			out[i] = number(v)
		}
	}
	return out
}

// chartAnnex has a chart of each kind.
func chartAnnex(places int) annex.Annex {
	gap := math.NaN()
	columns := annex.Chart{
		ID: "ASXH-HN-TYLE", Kind: annex.Columns, Title: "Tỷ lệ hộ nghèo giai đoạn 2015-2025", Unit: "%", Decimals: 2, Falling: true,
		Categories: []string{"2015", "2016", "2017", "2018", "2019", "2020", "2021", "2022", "2023", "2024", "2025"},
		Goal:       &annex.Line{Value: 5.5, Label: "Mục tiêu Nghị quyết năm 2020: 5,5"},
		Series: []annex.Series{
			{Kind: annex.Yearly, Name: "Thực hiện", Values: values(12.04, 10.51, gap, 7.5, 6.4, 5.3, gap, gap, gap, gap, gap),
				Estimate: []bool{5: true, 10: false}, Held: []bool{3: true, 10: false}},
			{Kind: annex.Low, Name: "Khoảng dự báo 80%", Values: values(gap, gap, gap, gap, gap, gap, 4.1, 3.2, 2.6, 2, 1.6)},
			{Kind: annex.High, Name: "Khoảng dự báo 80%", Values: values(gap, gap, gap, gap, gap, gap, 5.2, 4.9, 4.7, 4.5, 4.4)},
			{Kind: annex.Scenario, Name: "Kịch bản cơ sở", Values: values(gap, gap, gap, gap, gap, gap, 4.6, 4, 3.5, 3.1, 2.7)},
			{Kind: annex.Path, Name: "Lộ trình đến mục tiêu năm 2025", Values: values(gap, gap, gap, gap, gap, 5.3, 4.74, 4.18, 3.62, 3.06, 2.5)},
		},
	}
	bars := annex.Chart{ID: "b", Kind: annex.Bars, Title: "Tỷ lệ hộ nghèo theo địa bàn, năm 2020", Unit: "%", Decimals: 2,
		Goal: &annex.Line{Value: 5.3, Label: "Toàn tỉnh: 5,3"}, Series: []annex.Series{{Kind: annex.Yearly, Name: "Thực hiện"}}}
	heat := annex.Chart{ID: "h", Kind: annex.Heat, Title: "Tỷ lệ hộ nghèo theo địa bàn và năm", Unit: "%", Decimals: 1,
		Categories: []string{"2015", "2016", "2017", "2018", "2019", "2020"}}
	for i := range places {
		name := fmt.Sprintf("Huyện thứ %d", i+1)
		bars.Categories = append(bars.Categories, name)
		bars.Series[0].Values = append(bars.Series[0].Values, number(float64(i)+0.61))
		bars.Series[0].Estimate = append(bars.Series[0].Estimate, i%4 == 0)
		heat.Rows = append(heat.Rows, name)
		heat.Cells = append(heat.Cells, values(20-float64(i), 18-float64(i), gap, 14, 12, float64(i)))
	}
	spark := annex.Chart{ID: "s", Kind: annex.Spark, Title: "Xu hướng", Categories: columns.Categories[:4],
		Series: []annex.Series{{Kind: annex.Yearly, Values: values(3, 2, 4, 1)}}}
	return annex.Annex{ID: "05-bieu-do", Number: "Phụ lục V", Title: "BIỂU ĐỒ", Blocks: []annex.Block{
		{Heading: "1. Tỷ lệ hộ nghèo", Chart: &columns}, {Heading: "2. Địa bàn", Chart: &bars}, {Chart: &heat}, {Chart: &spark},
	}}
}
