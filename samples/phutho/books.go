package phutho

import (
	"fmt"
	"strconv"
	"strings"
)

// Books are the sample's workbooks without faults.
func Books() []*Book {
	f := NewFigures()
	var books []*Book
	for _, b := range []struct {
		name string
		fill func(*maker)
	}{
		{"Biểu 01 - Kết quả rà soát hộ nghèo, cận nghèo 2015-2020.xlsx", povertyReview},
		{"bien dong ho ngheo 2016-2020.xlsx", povertyChange},
		{"Tro giup XH, BHYT, qua Tet (P.BTXH gui).xlsx", assistance},
		{"TE HCDB 2015-2020.xlsx", children},
		{"Việc làm, XKLĐ 2015-2020 (sửa lần 2).xlsx", jobs},
		{"BC GDNN 2015-2020.xls", training},
		{"LD - co cau (Cuc Thong ke).ods", labourForce},
		{"BHXH tinh - so nguoi tham gia.csv", insurance},
		{"Biểu tổng hợp NCC toàn tỉnh.xlsx", merit},
		{"NCC 13 huyen thanh thi.xlsx", meritByDistrict},
		{"Tân Sơn báo cáo 2015-2020.xlsx", tanSon},
		{"Chi tieu Nghi quyet Dai hoi VI.xlsx", resolution},
		{"XH-LD tong hop chung (VP So gui).xlsx", office},
		{"uoc TH 2019 (bao cao thang 11).xlsx", november},
		{"XDD - VP Dang uy.xlsx", party},
	} {
		m := &maker{f: f, book: &Book{Name: Folder + "/" + b.name}}
		b.fill(m)
		books = append(books, m.book)
	}
	return books
}

// Folder of the sheets in the job.
const Folder = "so-lieu"

var department = []string{"UBND TỈNH PHÚ THỌ", "SỞ LAO ĐỘNG - TB VÀ XH"}

// povertyReview: a sheet a year, place × indicator under a two-level header.
// 2015 has its rates typed as text with a comma, 2016 with a dot as the
// province's own table prints them, 2017 as per cent cells, later formulas.
func povertyReview(m *maker) {
	for year := First; year <= Last; year++ {
		povertyYear(m, year)
	}
}

func povertyYear(m *maker, year int) {
	sheet, name := fmt.Sprintf("Năm %d", year), "KẾT QUẢ RÀ SOÁT HỘ NGHÈO, HỘ CẬN NGHÈO NĂM %d"
	below := fmt.Sprintf("(Chuẩn nghèo đa chiều giai đoạn 2016-2020; số liệu đến 31/12/%d)", year)
	if year == 2016 {
		below = "(Kèm theo Quyết định số 211/QĐ-UBND ngày 24/01/2017 của UBND tỉnh Phú Thọ)"
	}
	if year == Last {
		sheet, name = "Ước 2020", "ƯỚC KẾT QUẢ RÀ SOÁT HỘ NGHÈO, HỘ CẬN NGHÈO NĂM %d"
		below = "(Ước thực hiện đến 31/12/2020)"
	}
	m.sheet(sheet, 6, 22, 13, 11, 11, 11, 11)
	h := m.title(7, title{from: department, form: []string{"Biểu số 01/RSHN"}, name: fmt.Sprintf(name, year), below: below})
	m.s.head(h, h+1, 1, "STT", "Huyện, thành, thị", "Tổng số hộ")
	m.s.span(h, 4, h, 5, Head, "Hộ nghèo")
	m.s.span(h, 6, h, 7, Head, "Hộ cận nghèo")
	m.s.line(h+1, 4, Head, "Số hộ", "Tỷ lệ %", "Số hộ", "Tỷ lệ %")
	m.s.line(h+2, 1, Mid, "A", "B", "1", "2", "3=2/1", "4", "5=4/1")
	total, first := h+3, h+4
	m.s.line(total, 1, Section, "", "TOÀN TỈNH")
	m.places(first, 1, full)
	for i, code := range []string{"ASXH-HO-TONG", "ASXH-HN-SO", "ASXH-HCN-SO"} {
		m.byPlace(first, []int{3, 4, 6}[i], total, code, year)
	}
	for i := range len(m.f.Places) + 1 {
		m.s.at(total+i, 3).unit("") // 'Tổng số hộ' has no unit beside it
	}
	for i := range len(m.f.Places) + 1 {
		m.povertyRate(total+i, 5, "ASXH-HN-TYLE", i, year)
		m.povertyRate(total+i, 7, "ASXH-HCN-TYLE", i, year)
	}
	m.foot(first+13, 7, "Phú Thọ, ngày 15 tháng 01 năm "+strconv.Itoa(year+1), "NGƯỜI LẬP BIỂU", "TRƯỞNG PHÒNG BTXH",
		"Ghi chú: tỷ lệ tính trên tổng số hộ dân cư của từng địa bàn.")
}

func (m *maker) povertyRate(row, col int, code string, place, year int) {
	c := m.figure(row, col, code, place, year)
	switch v := c.fact.Value; year {
	case 2015:
		c.typed(comma(v, 2))
	case 2016:
		c.typed(strconv.FormatFloat(v, 'f', 2, 64))
	case 2017:
		c.percent(2)
	default:
		c.formula("ROUND(%s/%s*100,2)", reference(row, col-1), reference(row, 3))
	}
}

// povertyChange: the poor households of the year's start and end with what
// moved them.
func povertyChange(m *maker) {
	for year := First + 1; year <= Last; year++ {
		m.sheet("BD "+strconv.Itoa(year), 6, 20, 12, 13, 16, 12)
		name := fmt.Sprintf("BIẾN ĐỘNG HỘ NGHÈO NĂM %d", year)
		if year == Last {
			name = "BIẾN ĐỘNG HỘ NGHÈO NĂM 2020 (ƯỚC THỰC HIỆN)"
		}
		h := m.title(6, title{from: department, form: []string{"Biểu số 02/RSHN"}, name: name, unit: "Đơn vị tính: hộ"})
		m.s.head(h, h+1, 1, "STT", "Đơn vị", "Hộ nghèo đầu năm")
		m.s.text(h, 4, Head, "Giảm trong năm")
		m.s.text(h, 5, Head, "Tăng trong năm")
		m.s.text(h+1, 4, Head, "Hộ thoát nghèo")
		m.s.text(h+1, 5, Head, "Hộ nghèo phát sinh, tái nghèo")
		m.s.head(h, h+1, 6, "Hộ nghèo cuối năm")
		first := h + 2
		m.places(first, 1, abbreviated)
		m.byPlace(first, 3, first+13, "ASXH-HN-SO", year-1)
		m.byPlace(first, 4, first+13, "ASXH-HN-THOAT", year)
		m.byPlace(first, 5, first+13, "ASXH-HN-TANG", year)
		m.byPlace(first, 6, first+13, "ASXH-HN-SO", year)
		m.s.line(first+13, 1, Section, "", "Cộng")
	}
}

// assistance: place × year sheets, and three tables on one sheet.
func assistance(m *maker) {
	m.sheet("BTXH", 6, 22, 11, 11, 11, 11, 11, 12)
	h := m.title(8, title{from: department, form: []string{"Biểu số 03/BTXH"},
		name:  "SỐ ĐỐI TƯỢNG BẢO TRỢ XÃ HỘI HƯỞNG TRỢ CẤP HẰNG THÁNG GIAI ĐOẠN 2015-2020",
		below: "(Số có mặt đến 31/12 hằng năm)", unit: "Đơn vị tính: người"})
	m.placeYears(h, 1, "ASXH-BTXH-SO", "TỔNG SỐ", full, yearHeads)
	for i := range 6 { // typed totals, not formulas
		c := m.s.at(h+1, 3+i)
		c.Formula, c.fact.Mark = "", ""
	}
	m.foot(h+15, 8, "Phú Thọ, ngày 20 tháng 4 năm 2020", "NGƯỜI LẬP BIỂU", "TRƯỞNG PHÒNG",
		"Ghi chú: (1) Theo Nghị định số 136/2013/NĐ-CP ngày 21/10/2013 của Chính phủ; số liệu năm 2018 đã điều chỉnh 125 trường hợp.")

	m.sheet("BHYT nguoi ngheo", 5, 18, 9, 9, 9, 9, 9, 10, 3, 5, 18, 9, 9, 9, 9, 9, 10)
	m.s.span(1, 1, 1, 17, Heading, "NGƯỜI NGHÈO VÀ CẤP THẺ BẢO HIỂM Y TẾ CHO NGƯỜI NGHÈO, 2015-2020")
	m.s.text(3, 1, Plain, "Bảng 1. Số nhân khẩu thuộc hộ nghèo (Đơn vị tính: người)")
	m.s.text(3, 10, Plain, "Bảng 2. Số người nghèo được cấp thẻ bảo hiểm y tế (ĐVT: người)")
	m.placeYears(4, 1, "ASXH-NN-SO", "Toàn tỉnh", short, plainHeads)
	m.placeYears(4, 10, "ASXH-BHYT-NGHEO", "Toàn tỉnh", short, plainHeads)
	m.s.text(21, 1, Plain, "Bảng 3. Tỷ lệ người nghèo có thẻ bảo hiểm y tế (ĐVT: %)")
	m.placeYears(22, 1, "ASXH-BHYT-TYLE", "Toàn tỉnh", short, plainHeads)

	m.sheet("Quà Tết", 6, 22, 11, 11, 11, 11, 11, 12)
	h = m.title(8, title{from: department, name: "SỐ SUẤT QUÀ TẶNG DỊP TẾT NGUYÊN ĐÁN CHIA THEO HUYỆN, THÀNH, THỊ",
		unit: "Đơn vị tính: suất"})
	m.placeYears(h, 1, "ASXH-TET-SUAT", "", abbreviated, yearHeads)
}

func yearHeads(year int) string {
	if year == Last {
		return "Ước TH 2020"
	}
	return fmt.Sprintf("Năm %d", year)
}

func plainHeads(year int) string {
	if year == Last {
		return "Ước 2020"
	}
	return strconv.Itoa(year)
}

// placeYears writes a place × year table with its header in row h, the total
// below it (none if total is empty) and then the places.
func (m *maker) placeYears(h, col int, code, total string, name func(Place) string, head func(int) string) {
	m.s.line(h, col, Head, "STT", "Đơn vị")
	first, totalRow := h+1, 0
	if total != "" {
		first, totalRow = h+2, h+1
		m.s.line(totalRow, col, Section, "", total)
	}
	m.places(first, col, name)
	for y := First; y <= Last; y++ {
		c := col + 2 + y - First
		if t := head(y); t == strconv.Itoa(y) {
			m.s.num(h, c, Head, float64(y))
		} else {
			m.s.text(h, c, Head, t)
		}
		if m.f.Unit(code) != "%" {
			m.byPlace(first, c, totalRow, code, y)
			continue
		}
		for i := range len(m.f.Places) + 1 {
			m.figure(totalRow+i, c, code, i, y)
		}
	}
}

// children: years over three indicators each, the total last, bare names.
func children(m *maker) {
	widths := []float64{5, 16}
	for range 18 {
		widths = append(widths, 11)
	}
	m.sheet("TE HCĐB", widths...)
	h := m.title(20, title{from: department, form: []string{"Biểu số 05/TE"},
		name:  "TRẺ EM CÓ HOÀN CẢNH ĐẶC BIỆT VÀ KẾT QUẢ TRỢ GIÚP CÁC NĂM 2015-2020",
		below: "(Nguồn: Phòng Bảo vệ, chăm sóc trẻ em và Bình đẳng giới)"})
	m.s.head(h, h+1, 1, "TT", "Huyện, thành, thị")
	first := h + 2
	m.places(first, 1, bare)
	m.s.line(first+13, 1, Section, "", "Cộng toàn tỉnh")
	for y := First; y <= Last; y++ {
		c := 3 + 3*(y-First)
		m.s.span(h, c, h, c+2, Head, yearHeads(y))
		m.s.line(h+1, c, Head, "Trẻ em có HCĐB (trẻ em)", "Trẻ em HCĐB được trợ giúp (trẻ em)", "Tỷ lệ trẻ em HCĐB được trợ giúp (%)")
		m.byPlace(first, c, first+13, "ASXH-TE-HCDB", y)
		m.byPlace(first, c+1, first+13, "ASXH-TE-TG", y)
		for i := range m.f.Places {
			m.figure(first+i, c+2, "ASXH-TE-TYLE", i+1, y)
		}
		m.figure(first+13, c+2, "ASXH-TE-TYLE", 0, y).formula("ROUND(%s/%s*100,1)", reference(first+13, c+1), reference(first+13, c))
	}
}

// jobs: sex under years, place × year with the total last, and plan and
// actual side by side.
func jobs(m *maker) {
	m.sheet("VLM theo huyện", 5, 22, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9)
	h := m.title(14, title{from: department, form: []string{"Biểu số 06/VL"},
		name: "SỐ NGƯỜI ĐƯỢC TẠO VIỆC LÀM MỚI GIAI ĐOẠN 2015-2020", unit: "Đơn vị tính: người"})
	m.s.head(h, h+1, 1, "STT", "Đơn vị")
	total, first := h+2, h+3
	m.s.line(total, 1, Section, "", "TỔNG SỐ")
	m.places(first, 1, abbreviated)
	for y := First; y <= Last; y++ {
		c := 3 + 2*(y-First)
		m.s.span(h, c, h, c+1, Head, yearHeads(y))
		m.s.line(h+1, c, Head, "Tổng số", "Trong đó: nữ")
		m.byPlace(first, c, total, "NNL-VL-MOI", y)
		m.byPlace(first, c+1, total, "NNL-VL-NU", y)
	}

	m.sheet("XKLĐ", 6, 22, 10, 10, 10, 10, 10, 12, 13)
	h = m.title(9, title{from: department, name: "SỐ NGƯỜI ĐI LÀM VIỆC Ở NƯỚC NGOÀI THEO HỢP ĐỒNG, 2015-2020", unit: "ĐVT: người"})
	m.twoPages(h, "NNL-XKLD")

	m.sheet("KH-TH", 5, 44, 9, 10, 10, 9, 10, 10, 9, 11, 11, 9)
	h = m.title(12, title{from: department, name: "KẾT QUẢ THỰC HIỆN KẾ HOẠCH VIỆC LÀM 2019, ƯỚC 2020 VÀ GIAI ĐOẠN 2016-2020"})
	m.s.head(h, h+1, 1, "TT", "Chỉ tiêu", "ĐVT")
	m.s.span(h, 4, h, 6, Head, "Năm 2019")
	m.s.span(h, 7, h, 9, Head, "Năm 2020")
	m.s.span(h, 10, h, 12, Head, "Giai đoạn 2016-2020")
	m.s.line(h+1, 4, Head, "KH", "TH", "% TH/KH", "KH", "Ước TH", "% TH/KH", "KH 5 năm", "Ước TH 5 năm", "% so KH")
	m.planRow(h+2, "1", "Số người được tạo việc làm mới", "NNL-VL-MOI", 15500, 15500, 77500)
	m.planRow(h+3, "2", "Đưa lao động đi làm việc ở nước ngoài", "NNL-XKLD", 2500, 2500, 12500)

	m.sheet("Quý 2019", 5, 44, 9, 10, 10, 10, 10, 11)
	h = m.title(8, title{from: department, name: "KẾT QUẢ GIẢI QUYẾT VIỆC LÀM THEO QUÝ NĂM 2019"})
	m.s.line(h, 1, Head, "TT", "Chỉ tiêu", "ĐVT", "Quý I", "Quý II", "Quý III", "Quý IV", "Cả năm")
	m.quarters(h+1, "1", "Số người được tạo việc làm mới", "NNL-VL-MOI", 2019)
	m.quarters(h+2, "2", "Xuất khẩu lao động", "NNL-XKLD", 2019)
}

// quarters writes four quarters, which are no figures for us, and the year.
func (m *maker) quarters(row int, serial, label, code string, year int) {
	m.s.text(row, 1, Mid, serial)
	m.s.text(row, 2, Label, label)
	m.s.text(row, 3, Mid, m.f.Unit(code))
	for i, v := range apportion(m.f.At(code, 0, year), []float64{21, 26, 27, 26}) {
		m.s.num(row, 4+i, Whole, v)
	}
	m.figure(row, 8, code, 0, year).formula("SUM(D%d:G%d)", row, row)
}

// twoPages is a place × year table that goes on, after seven places, under its
// header again; the last column is a comparison.
func (m *maker) twoPages(h int, code string) {
	const page = 7
	last := h + 1 + len(m.f.Places) + 2
	row := h
	for i := range len(m.f.Places) + 1 {
		if i == 0 || i == page+1 {
			if i > 0 {
				m.s.text(row, 1, Remark, "(tiếp theo)")
				row++
			}
			m.s.line(row, 1, Head, "STT", "Đơn vị")
			for y := First; y <= Last; y++ {
				m.s.text(row, 3+y-First, Head, yearHeads(y))
			}
			m.s.text(row, 9, Head, "Tăng/giảm 2020/2015")
			row++
		}
		if i == 0 {
			m.s.line(row, 1, Section, "", "Toàn tỉnh")
		} else {
			m.s.num(row, 1, Mid, float64(i))
			m.s.text(row, 2, Label, m.f.Places[i-1].Short)
		}
		for j, c := range m.years(row, 3, code, i) {
			if i == 0 {
				c.bold().formula("SUM(%s:%s)", reference(row+1, 3+j), reference(last, 3+j))
			}
		}
		c := m.s.num(row, 9, Whole, m.f.At(code, i, Last)-m.f.At(code, i, First))
		c.Formula = fmt.Sprintf("H%d-C%d", row, row)
		row++
	}
}

func (m *maker) planRow(row int, serial, label, code string, plan2019, plan2020, planTerm float64) {
	m.s.text(row, 1, Mid, serial)
	m.s.text(row, 2, Label, label)
	m.s.text(row, 3, Mid, m.f.Unit(code))
	m.value(row, 4, code, 0, "2019", plan2019).measure("plan")
	m.figure(row, 5, code, 0, 2019)
	m.value(row, 7, code, 0, "2020", plan2020).measure("plan")
	m.figure(row, 8, code, 0, 2020)
	m.value(row, 10, code, 0, "2016-2020", planTerm).measure("plan")
	m.value(row, 11, code, 0, "2016-2020", m.f.Total(code)).measure("estimate")
	for _, col := range []int{4, 7, 10} {
		c := m.s.num(row, col+2, One, round(100*m.s.at(row, col+1).Num/m.s.at(row, col).Num, 1))
		c.Formula = fmt.Sprintf("ROUND(%s/%s*100,1)", reference(row, col+1), reference(row, col))
	}
}

// training is the .xls in TCVN3: one unit column, children under their parent.
func training(m *maker) {
	m.sheet("Bieu GDNN", 5, 52, 9, 11, 11, 11, 11, 11, 12)
	m.s.Font = ".VnTime"
	h := m.title(9, title{from: department, form: []string{"Biểu số 07/GDNN"},
		name:  "KẾT QUẢ GIÁO DỤC NGHỀ NGHIỆP VÀ CHẤT LƯỢNG LAO ĐỘNG 2015-2020",
		below: "(Số liệu của Phòng Giáo dục nghề nghiệp)"})
	m.s.line(h, 1, Head, "TT", "Chỉ tiêu", "ĐVT", "TH 2015", "TH 2016", "TH 2017", "TH 2018", "TH 2019", "Ước TH 2020")
	at := m.table(h+1, 0, []row{
		{serial: "I", label: "TUYỂN SINH, ĐÀO TẠO"},
		{serial: "1", label: "Tuyển sinh giáo dục nghề nghiệp", code: "NNL-TS"},
		{serial: "2", label: "Đào tạo nghề cho lao động nông thôn", code: "NNL-DT-NT"},
		{serial: "II", label: "CHẤT LƯỢNG LAO ĐỘNG"},
		{serial: "1", label: "Lao động qua đào tạo", code: "NNL-DT-SO"},
		{serial: "2", label: "Tỷ lệ lao động qua đào tạo", code: "NNL-DT-TYLE"},
		{serial: "3", label: "Lao động có bằng cấp chứng chỉ", code: "NNL-CC-SO"},
		{serial: "4", label: "Tỷ lệ lao động có bằng cấp, chứng chỉ", code: "NNL-CC-TYLE"},
	})
	m.foot(at, 9, "Phú Thọ, ngày 06 tháng 5 năm 2020", "Người lập biểu", "Trưởng phòng")

	m.sheet("TS theo huyen", 5, 22, 11, 11, 11, 11, 11, 12)
	m.s.Font = ".VnTime"
	h = m.title(8, title{from: department, name: "TUYỂN SINH GIÁO DỤC NGHỀ NGHIỆP CHIA THEO HUYỆN, THÀNH, THỊ", unit: "Đơn vị tính: người"})
	m.placeYears(h, 1, "NNL-TS", "Tổng số", abbreviated, yearHeads)
}

// labourForce is the .ods of the statistical office: nghìn người, and a
// structure that adds up to 100.
func labourForce(m *maker) {
	m.sheet("LLLD", 5, 46, 13, 10, 10, 10, 10, 10, 12)
	h := m.title(9, title{from: []string{"TỔNG CỤC THỐNG KÊ", "CỤC THỐNG KÊ TỈNH PHÚ THỌ"},
		name: "LAO ĐỘNG VÀ CƠ CẤU LAO ĐỘNG TỈNH PHÚ THỌ 2015-2020"})
	m.s.line(h, 1, Head, "TT", "Chỉ tiêu", "ĐVT", "Năm 2015", "Năm 2016", "Năm 2017", "Năm 2018", "Năm 2019", "Sơ bộ 2020")
	at := m.table(h+1, 0, []row{
		{serial: "1", label: "Lực lượng lao động từ 15 tuổi trở lên", code: "NNL-LLLD", unit: "Nghìn người"},
		{serial: "2", label: "Lao động đang làm việc trong nền kinh tế", code: "NNL-LDLV", unit: "Nghìn người"},
		{serial: "3", label: "Cơ cấu lao động"},
		{serial: "", label: "- Nông, lâm, thủy sản", code: "NNL-NGANH-NN", child: true},
		{serial: "", label: "- Công nghiệp - Xây dựng", code: "NNL-NGANH-CN", child: true},
		{serial: "", label: "- Dịch vụ", code: "NNL-NGANH-DV", child: true},
		{serial: "4", label: "Tỷ lệ thất nghiệp khu vực thành thị", code: "NNL-TN-TT"},
	})
	m.s.text(at+1, 1, Remark, "Nguồn: Điều tra lao động - việc làm; số liệu năm 2020 là số sơ bộ.")

	m.sheet("Theo nam", 16, 28, 28)
	m.s.span(1, 1, 1, 3, Heading, "LAO ĐỘNG TỈNH PHÚ THỌ QUA CÁC NĂM")
	m.s.line(3, 1, Head, "Năm", "Lực lượng lao động", "Lao động đang làm việc")
	m.s.span(4, 1, 4, 3, Mid, "Nghìn người")
	for y := First; y <= Last; y++ {
		row := 5 + y - First
		m.s.num(row, 1, Mid, float64(y))
		if y == Last {
			c := m.s.at(row, 1)
			c.IsNum, c.Num, c.Text = false, 0, "Sơ bộ 2020"
		}
		m.figure(row, 2, "NNL-LLLD", 0, y)
		m.figure(row, 3, "NNL-LDLV", 0, y)
	}
}

// insurance is the long list in a .csv with ";".
func insurance(m *maker) {
	m.sheet("")
	m.s.line(1, 1, Plain, "Chỉ tiêu", "Địa bàn", "Năm", "Loại", "Giá trị", "ĐVT", "Ghi chú")
	row := 2
	for _, r := range [][2]string{
		{"Số người tham gia bảo hiểm xã hội", "NNL-BHXH-SO"},
		{"Tỷ lệ tham gia BHXH", "NNL-BHXH-TYLE"},
		{"Tham gia BHTN", "NNL-BHTN-SO"},
	} {
		for y := First; y <= Last; y++ {
			kind := "TH"
			if y == Last {
				kind = "Ước"
			}
			m.s.line(row, 1, Plain, r[0], "Toàn tỉnh")
			m.s.num(row, 3, Plain, float64(y))
			m.s.text(row, 4, Plain, kind)
			m.figure(row, 5, r[1], 0, y)
			m.s.text(row, 6, Plain, m.f.Unit(r[1]))
			row++
		}
	}
}

// merit: the province's table with sections and children, a place × year
// sheet and the mothers of 2020 with their rate.
func merit(m *maker) {
	m.sheet("NCC toàn tỉnh", 5, 58, 11, 10, 10, 10, 10, 10, 12)
	h := m.title(9, title{from: department, form: []string{"Biểu số 01/NCC", "(Ban hành kèm theo Công văn số 512/SLĐTBXH-NCC ngày 10/02/2020)"},
		name: "KẾT QUẢ THỰC HIỆN CHÍNH SÁCH NGƯỜI CÓ CÔNG GIAI ĐOẠN 2015-2020"})
	m.s.line(h, 1, Head, "TT", "Chỉ tiêu", "ĐVT", "2015", "TH 2016", "Năm 2017", "31/12/2018", "2019\n(thực hiện)", "Ước TH\n2020")
	for i := range 9 {
		m.s.num(h+1, i+1, Mid, float64(i+1))
	}
	at := m.table(h+2, 0, []row{
		{serial: "I", label: "ĐỐI TƯỢNG, TRỢ CẤP"},
		{serial: "1", label: "Người có công hưởng trợ cấp hàng tháng", code: "NCC-TCHT"},
		{serial: "2", label: "Thương binh và người hưởng chính sách như thương binh", code: "NCC-TB", unit: `"`},
		{serial: "3", label: "Tổng số liệt sĩ", code: "NCC-LS", unit: `"`},
		{serial: "4", label: "Bà mẹ VNAH còn sống", code: "NCC-BM-SONG", unit: "Mẹ"},
		{serial: "5", label: "Mẹ VNAH được phụng dưỡng", code: "NCC-BM-PD", unit: "Mẹ"},
		{serial: "6", label: "Tỷ lệ mẹ VNAH được phụng dưỡng", code: "NCC-BM-TYLE"},
		{serial: "II", label: "CHĂM LO NGƯỜI CÓ CÔNG"},
		{serial: "1", label: "Số hộ người có công được hỗ trợ nhà ở", code: "NCC-NHA"},
		{serial: "2", label: "Vận động Quỹ \"Đền ơn đáp nghĩa\"", code: "NCC-DODN", unit: "Tr.đồng"},
		{serial: "3", label: "Điều dưỡng phục hồi sức khoẻ", code: "NCC-DD", unit: "Lượt người"},
		{serial: "4", label: "Tổng số hộ gia đình người có công", code: "NCC-HO-TONG"},
		{serial: "5", label: "Hộ NCC có mức sống từ trung bình trở lên", code: "NCC-HO-MSTB"},
		{serial: "6", label: "Tỷ lệ hộ NCC có mức sống từ trung bình trở lên", code: "NCC-HO-TYLE"},
		{serial: "III", label: "CÔNG TRÌNH GHI CÔNG, PHONG TRÀO"},
		{serial: "1", label: "Tổng số xã, phường, thị trấn", code: "NCC-XA-TONG"},
		{serial: "2", label: "Xã, phường làm tốt công tác thương binh liệt sỹ", code: "NCC-XA-TOT"},
		{serial: "3", label: "Tỷ lệ xã làm tốt công tác TBLS", code: "NCC-XA-TYLE"},
		{serial: "4", label: "Số mộ liệt sĩ trong nghĩa trang", code: "NCC-MO"},
		{serial: "5", label: "Nghĩa trang liệt sĩ được tu bổ", code: "NCC-NT"},
	})
	m.foot(at, 9, "Phú Thọ, ngày 12 tháng 5 năm 2020", "NGƯỜI LẬP BIỂU", "TRƯỞNG PHÒNG NGƯỜI CÓ CÔNG",
		"Ghi chú: (1) Không bao gồm đối tượng do Bộ CHQS tỉnh quản lý.",
		"(2) Từ năm 2020 còn 225 đơn vị hành chính cấp xã sau sắp xếp (trước đó 277).")

	m.sheet("TCHT theo huyện", 6, 22, 11, 11, 11, 11, 11, 12)
	h = m.title(8, title{from: department, name: "NGƯỜI CÓ CÔNG VÀ THÂN NHÂN HƯỞNG TRỢ CẤP HẰNG THÁNG 2015-2020", unit: "Đơn vị tính: người"})
	m.placeYears(h, 1, "NCC-TCHT", "Toàn tỉnh", full, yearHeads)

	m.sheet("Nhà ở NCC", 6, 26, 30)
	h = m.title(3, title{from: department, name: "HỖ TRỢ NGƯỜI CÓ CÔNG VỀ NHÀ Ở CÁC NĂM 2016-2020"})
	m.s.line(h, 1, Head, "STT", "Đơn vị", "Số hộ người có công được hỗ trợ nhà ở (hộ)")
	for y := First + 1; y <= Last; y++ {
		at := h + 1 + 15*(y-First-1)
		name := fmt.Sprintf("NĂM %d", y)
		if y == Last {
			name = "ƯỚC NĂM 2020"
		}
		m.s.line(at, 1, Section, "", name, "")
		m.places(at+1, 1, short)
		m.byPlace(at+1, 3, at+14, "NCC-NHA", y)
		m.s.line(at+14, 1, Section, "", "Cộng")
	}

	m.sheet("Mẹ VNAH 2020", 6, 22, 16, 18, 18)
	h = m.title(5, title{from: department, name: "BÀ MẸ VIỆT NAM ANH HÙNG CÒN SỐNG VÀ ĐƯỢC PHỤNG DƯỠNG NĂM 2020", below: "(Ước đến 31/12/2020)"})
	m.s.line(h, 1, Head, "STT", "Đơn vị", "Bà mẹ VNAH còn sống (mẹ)", "Mẹ VNAH được phụng dưỡng (mẹ)", "Tỷ lệ mẹ VNAH được phụng dưỡng (%)")
	m.places(h+1, 1, short)
	m.byPlace(h+1, 3, h+14, "NCC-BM-SONG", Last)
	m.byPlace(h+1, 4, h+14, "NCC-BM-PD", Last)
	for i := range m.f.Places {
		c := m.figure(h+1+i, 5, "NCC-BM-TYLE", i+1, Last)
		if m.f.At("NCC-BM-SONG", i+1, Last) == 0 {
			c.missing("-")
			continue
		}
		c.formula("D%d/C%d*100", h+1+i, h+1+i)
	}
	m.figure(h+14, 5, "NCC-BM-TYLE", 0, Last).formula("D%d/C%d*100", h+14, h+14)
	m.s.line(h+14, 1, Section, "", "Toàn tỉnh")
}

// meritByDistrict: a sheet a district, each sent by the district itself.
func meritByDistrict(m *maker) {
	for i, p := range m.f.Places {
		m.sheet(p.Short, 5, 52, 12, 10, 10, 10, 10, 10, 12)
		district := strings.ToLower(p.Name[:1]) + p.Name[1:]
		h := m.title(9, title{
			from:   []string{"UBND " + strings.ToUpper(p.Name), "PHÒNG LAO ĐỘNG - TB VÀ XH"},
			form:   []string{"Biểu số 02/NCC"},
			report: fmt.Sprintf("Đơn vị báo cáo: Phòng LĐ-TB&XH %s - %s", district, p.Code),
			name:   "TÌNH HÌNH NGƯỜI CÓ CÔNG GIAI ĐOẠN 2015-2020",
		})
		m.s.line(h, 1, Head, "TT", "Chỉ tiêu", "ĐVT", "2015", "2016", "2017", "2018", "2019", "Ước 2020")
		at := m.table(h+1, i+1, []row{
			{serial: "1", label: "Tổng số hộ gia đình người có công", code: "NCC-HO-TONG"},
			{serial: "", label: "Trong đó: Hộ NCC có mức sống từ trung bình trở lên", code: "NCC-HO-MSTB", child: true},
			{serial: "2", label: "Tỷ lệ hộ NCC có mức sống từ trung bình trở lên", code: "NCC-HO-TYLE"},
			{serial: "3", label: "Số hộ người có công được hỗ trợ nhà ở", code: "NCC-NHA"},
			{serial: "4", label: "Quỹ Đền ơn đáp nghĩa", code: "NCC-DODN", unit: "Triệu đồng"},
		})
		m.foot(at, 9, bare(p)+", ngày 15 tháng 4 năm 2020", "NGƯỜI LẬP BIỂU", "TRƯỞNG PHÒNG")
	}
}

// tanSon is a district's own report: a title block gives the place.
func tanSon(m *maker) {
	const place = 13
	m.sheet("Sheet1", 5, 48, 10, 10, 10, 10, 10, 10, 12)
	h := m.title(9, title{
		from: []string{"UBND HUYỆN TÂN SƠN", "PHÒNG LAO ĐỘNG - TB VÀ XH"}, form: []string{"Biểu tổng hợp"},
		report: "Đơn vị báo cáo: Phòng LĐ-TB&XH huyện Tân Sơn - 240",
		name:   "KẾT QUẢ CÔNG TÁC LAO ĐỘNG, NGƯỜI CÓ CÔNG VÀ XÃ HỘI 2015-2020"})
	m.s.line(h, 1, Head, "TT", "Chỉ tiêu", "ĐVT", "2015", "2016", "2017", "2018", "2019", "Ước TH 2020")
	at := m.table(h+1, place, []row{
		{serial: "I", label: "GIẢM NGHÈO, BẢO TRỢ XÃ HỘI"},
		{serial: "1", label: "Tổng số hộ nghèo", code: "ASXH-HN-SO", unit: "Hộ"},
		{serial: "2", label: "Tỷ lệ hộ nghèo", code: "ASXH-HN-TYLE"},
		{serial: "3", label: "Đối tượng bảo trợ xã hội hưởng trợ cấp thường xuyên", code: "ASXH-BTXH-SO"},
		{serial: "II", label: "VIỆC LÀM, NGƯỜI CÓ CÔNG"},
		{serial: "1", label: "Giải quyết việc làm mới", code: "NNL-VL-MOI"},
		{serial: "2", label: "NCC hưởng trợ cấp hằng tháng", code: "NCC-TCHT"},
	})
	m.foot(at, 9, "Tân Sơn, ngày 15 tháng 4 năm 2020", "NGƯỜI LẬP BIỂU", "TRƯỞNG PHÒNG", "Số điện thoại liên hệ: 02103866123")
}

// resolution: the targets of the congress resolution, and those proposed.
func resolution(m *maker) {
	m.sheet("Mục tiêu Nghị quyết", 5, 56, 12, 12, 18, 24)
	h := m.title(6, title{from: []string{"ĐẢNG BỘ SỞ LAO ĐỘNG - TB VÀ XH", "*"},
		name:  "CHỈ TIÊU NGHỊ QUYẾT ĐẠI HỘI ĐẢNG BỘ SỞ LẦN THỨ VI, NHIỆM KỲ 2015-2020",
		below: "(Trích Nghị quyết Đại hội)"})
	m.s.line(h, 1, Head, "TT", "Chỉ tiêu", "ĐVT", "Thực hiện năm 2015", "Mục tiêu đến năm 2020", "Ghi chú")
	at := m.targets(h+1, "2020", true, []targetRow{
		{label: "Tỷ lệ hộ nghèo", code: "ASXH-HN-TYLE", text: "5,5"},
		{label: "Tỷ lệ hộ cận nghèo", code: "ASXH-HCN-TYLE", text: "5,5"},
		{label: "Tỷ lệ người nghèo có thẻ bảo hiểm y tế", code: "ASXH-BHYT-TYLE", text: "100"},
		{label: "Tỷ lệ trẻ em có hoàn cảnh đặc biệt được trợ giúp", code: "ASXH-TE-TYLE", text: "90"},
		{label: "Tỷ lệ lao động qua đào tạo", code: "NNL-DT-TYLE", text: "70"},
		{label: "Tỷ lệ lao động qua đào tạo có bằng cấp, chứng chỉ", code: "NNL-CC-TYLE", text: "28"},
		{label: "Tỷ lệ thất nghiệp khu vực thành thị", code: "NNL-TN-TT", text: "Dưới 3,5"},
		{label: "Tỷ lệ lực lượng lao động tham gia bảo hiểm xã hội", code: "NNL-BHXH-TYLE", text: "18"},
		{label: "Tỷ lệ hộ NCC có mức sống từ trung bình trở lên", code: "NCC-HO-TYLE", text: "99"},
		{label: "Tỷ lệ mẹ VNAH được phụng dưỡng", code: "NCC-BM-TYLE", text: "100"},
		{label: "Tỷ lệ xã làm tốt công tác TBLS", code: "NCC-XA-TYLE", text: "98"},
	})
	m.foot(at, 6, "Phú Thọ, ngày 25 tháng 6 năm 2015", "", "T/M BAN CHẤP HÀNH")

	m.sheet("Chỉ tiêu 5 năm", 5, 56, 12, 24)
	h = m.title(4, title{from: []string{"ĐẢNG BỘ SỞ LAO ĐỘNG - TB VÀ XH", "*"}, name: "CHỈ TIÊU THỰC HIỆN TRONG 5 NĂM 2016-2020"})
	m.s.line(h, 1, Head, "TT", "Chỉ tiêu", "ĐVT", "Mục tiêu giai đoạn 2016-2020")
	m.targets(h+1, "2016-2020", false, []targetRow{
		{label: "Số hộ thoát nghèo", code: "ASXH-HN-THOAT", text: "30000"},
		{label: "Số người được tạo việc làm mới", code: "NNL-VL-MOI", text: "77500"},
		{label: "Xuất khẩu lao động", code: "NNL-XKLD", text: "12500"},
		{label: "Tuyển sinh giáo dục nghề nghiệp", code: "NNL-TS", text: "150000"},
		{label: "Đào tạo nghề cho lao động nông thôn", code: "NNL-DT-NT", text: "75000"},
		{label: "Số hộ người có công được hỗ trợ nhà ở", code: "NCC-NHA", text: "6000"},
		{label: "Vận động Quỹ \"Đền ơn đáp nghĩa\"", code: "NCC-DODN", text: "40000"},
		{label: "Điều dưỡng phục hồi sức khỏe", code: "NCC-DD", text: "40000"},
	})

	m.sheet("Đề xuất 2025", 5, 56, 12, 20)
	h = m.title(4, title{from: []string{"ĐẢNG BỘ SỞ LAO ĐỘNG - TB VÀ XH", "*"}, name: "DỰ KIẾN CHỈ TIÊU NHIỆM KỲ 2020-2025", below: "(Dự thảo, xin ý kiến)"})
	m.s.line(h, 1, Head, "TT", "Chỉ tiêu", "ĐVT", "Mục tiêu đến năm 2025")
	m.targets(h+1, "2025", false, []targetRow{
		{label: "Tỷ lệ lao động qua đào tạo", code: "NNL-DT-TYLE", text: "72"},
		{label: "Tỷ lệ lao động qua đào tạo có bằng cấp, chứng chỉ", code: "NNL-CC-TYLE", text: "30"},
		{label: "Tỷ lệ thất nghiệp khu vực thành thị", code: "NNL-TN-TT", text: "3"},
		{label: "Tỷ lệ hộ NCC có mức sống từ trung bình trở lên", code: "NCC-HO-TYLE", text: "99,5"},
	})
}

type targetRow struct{ label, code, text string }

// targets writes targets, a plain number as a number and a bound as text;
// with the base year's figure beside it if base is set.
func (m *maker) targets(at int, years string, base bool, rows []targetRow) int {
	for i, t := range rows {
		m.s.num(at, 1, Mid, float64(i+1))
		m.s.text(at, 2, Label, t.label)
		m.s.text(at, 3, Mid, m.f.Unit(t.code))
		col := 4
		if base {
			m.figure(at, col, t.code, 0, First)
			m.s.text(at, col+2, Label, "")
			col++
		}
		word, digits, bound := strings.Cut(t.text, " ")
		if !bound {
			digits = word
		}
		c := m.value(at, col, t.code, 0, years, number(strings.Replace(digits, ",", ".", 1))).measure("target")
		if bound {
			c.typed(t.text)
			c.fact.Mark = "approx"
		}
		at++
	}
	return at
}

// office: what the department's office gathers from everybody.
func office(m *maker) {
	m.sheet("Tổng hợp", 5, 58, 11, 10, 10, 10, 10, 10, 12)
	h := m.title(9, title{from: department, form: []string{"Biểu số 10/TH"},
		name: "TỔNG HỢP MỘT SỐ CHỈ TIÊU LAO ĐỘNG, XÃ HỘI TOÀN TỈNH 2015-2020", below: "(Phục vụ xây dựng Báo cáo chính trị)"})
	m.s.line(h, 1, Head, "TT", "Chỉ tiêu", "ĐVT", "2015", "2016", "2017", "2018", "2019", "Ước TH 2020")
	at := m.table(h+1, 0, []row{
		{serial: "I", label: "AN SINH XÃ HỘI"},
		{serial: "1", label: "Số hộ nghèo cuối năm", code: "ASXH-HN-SO"},
		{serial: "", label: "Trong đó: - Hộ nghèo dân tộc thiểu số", code: "ASXH-HN-DTTS", child: true},
		{serial: "2", label: "Số hộ nghèo khu vực nông thôn", code: "ASXH-HN-NT"},
		{serial: "3", label: "Số hộ thoát nghèo trong năm", code: "ASXH-HN-THOAT"},
		{serial: "4", label: "Hộ nghèo được hỗ trợ nhà ở", code: "ASXH-NHA-NGHEO"},
		{serial: "5", label: "Số suất quà tặng dịp Tết Nguyên đán", code: "ASXH-TET-SUAT"},
		{serial: "6", label: "Số lượt người được cai nghiện ma túy", code: "ASXH-MT-CN"},
		{serial: "II", label: "LAO ĐỘNG, VIỆC LÀM"},
		{serial: "1", label: "Xuất khẩu lao động", code: "NNL-XKLD"},
		{serial: "2", label: "Tỷ lệ lao động nữ được giải quyết việc làm", code: "ASXH-BDG-VL"},
		{serial: "3", label: "Số vụ tai nạn lao động", code: "NNL-TNLD-VU"},
		{serial: "4", label: "Ngừng việc tập thể", code: "NNL-TCLD-VU"},
		{serial: "5", label: "Số người tham gia bảo hiểm xã hội", code: "NNL-BHXH-SO"},
	})
	m.foot(at, 9, "Phú Thọ, ngày 18 tháng 5 năm 2020", "NGƯỜI TỔNG HỢP", "CHÁNH VĂN PHÒNG")
}

// november is an old report: 2018 done and 2019 still to come.
func november(m *maker) {
	m.sheet("Bieu 2019", 5, 48, 10, 12, 12, 12, 14)
	h := m.title(7, title{from: department, name: "KẾT QUẢ THỰC HIỆN MỘT SỐ CHỈ TIÊU NĂM 2019"})
	m.s.line(h, 1, Head, "TT", "Chỉ tiêu", "ĐVT", "TH 2018", "KH 2019", "TH 2019", "So sánh TH/KH (%)")
	for i, r := range []struct {
		label, code string
		plan        float64
	}{
		{"Số người được tạo việc làm mới", "NNL-VL-MOI", 15500},
		{"Tuyển sinh giáo dục nghề nghiệp", "NNL-TS", 30500},
		{"Quỹ Đền ơn đáp nghĩa", "NCC-DODN", 8300},
	} {
		at := h + 1 + i
		m.s.num(at, 1, Mid, float64(i+1))
		m.s.text(at, 2, Label, r.label)
		m.s.text(at, 3, Mid, m.f.Unit(r.code))
		m.figure(at, 4, r.code, 0, 2018)
		m.value(at, 5, r.code, 0, "2019", r.plan).measure("plan")
		m.figure(at, 6, r.code, 0, 2019)
		c := m.s.num(at, 7, One, round(100*m.f.At(r.code, 0, 2019)/r.plan, 1))
		c.Formula = fmt.Sprintf("ROUND(F%d/E%d*100,1)", at, at)
	}
}

// party is the optional fourth field.
func party(m *maker) {
	m.sheet("Xây dựng Đảng", 5, 50, 12, 9, 9, 9, 9, 9, 12)
	h := m.title(9, title{from: []string{"ĐẢNG BỘ KHỐI CÁC CƠ QUAN TỈNH", "ĐẢNG ỦY SỞ LAO ĐỘNG - TB VÀ XH"}, form: []string{"ĐẢNG CỘNG SẢN VIỆT NAM"},
		name: "KẾT QUẢ CÔNG TÁC XÂY DỰNG ĐẢNG NHIỆM KỲ 2015-2020"})
	m.s.line(h, 1, Head, "TT", "Chỉ tiêu", "ĐVT", "2015", "2016", "2017", "2018", "2019", "Ước TH 2020")
	m.table(h+1, 0, []row{
		{serial: "I", label: "TỔ CHỨC ĐẢNG, ĐẢNG VIÊN"},
		{serial: "1", label: "Tổng số đảng viên của Đảng bộ", code: "XDD-DV"},
		{serial: "2", label: "Số đảng viên mới kết nạp", code: "XDD-KN"},
		{serial: "3", label: "Số chi bộ được đánh giá, xếp loại", code: "XDD-CB-SO"},
		{serial: "4", label: "Chi bộ HTTNV trở lên", code: "XDD-CB-TOT"},
		{serial: "5", label: "Tỷ lệ chi bộ HTTNV trở lên", code: "XDD-CB-TYLE"},
		{serial: "II", label: "CƠ CẤU CẤP ỦY"},
		{serial: "1", label: "Số ủy viên Ban Chấp hành Đảng bộ", code: "XDD-CU-SO"},
		{serial: "", label: "Trong đó: - Cấp ủy viên nữ", code: "XDD-CU-NU", child: true},
		{serial: "", label: "- Cấp ủy viên trẻ", code: "XDD-CU-TRE", child: true},
		{serial: "", label: "- Cấp ủy viên trình độ thạc sĩ trở lên", code: "XDD-CU-SDH", child: true},
		{serial: "2", label: "Tỷ lệ cấp ủy viên nữ", code: "XDD-CU-NU-TYLE"},
		{serial: "3", label: "Tỷ lệ cấp ủy viên dưới 40 tuổi", code: "XDD-CU-TRE-TYLE"},
		{serial: "4", label: "Tỷ lệ cấp ủy viên có trình độ sau đại học", code: "XDD-CU-SDH-TYLE"},
	})
}
