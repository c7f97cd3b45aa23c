package docx

import (
	"fmt"
	"strings"
)

// Styles, by their identifiers; Word shows their names.
const (
	styleAnnex         = "TenPhuLuc"
	styleHeading       = "DeMuc"
	styleBody          = "DoanVan"
	styleBullet        = "GachDauDong"
	styleAttached      = "KemTheo"
	styleScope         = "PhamVi"
	styleRule          = "GachNgan"
	styleContinued     = "TiepTheo"
	styleNote          = "GhiChu"
	styleSource        = "NguonSoLieu"
	styleTableCaption  = "SoBieu"
	styleChartCaption  = "TenBieuDo"
	styleChart         = "BieuDo"
	styleLegend        = "ChuGiaiBieuDo"
	styleContentsTitle = "TieuDeMucLuc"
	styleContents      = "TOC1"
	styleCaptions      = "TableofFigures"
	styleTitle         = "TenTaiLieu"
	styleSubtitle      = "TenPhuTaiLieu"
	styleSuperior      = "CoQuanCapTren"
	styleIssuer        = "CoQuanBanHanh"
	stylePlaceDate     = "DiaDanhNgayThang"
	styleSerial        = "SoKyHieu"
	styleDraft         = "DuThao"
	styleSigner        = "ChuKy"
	styleReceived      = "NoiNhan"
	styleRecipient     = "NoiNhanDong"
	styleLine          = "DongKe"
	styleGap           = "KhoangCach"
	styleBreak         = "NgatPhan"
	styleHeadline      = "CauTomTat"
	styleFrontHeading  = "DeMucTomTat"
	styleFrontNote     = "GhiChuTomTat"
	styleHeader        = "Header"
	styleComment       = "CommentText"
	styleNoteMark      = "DauChuThich"
	styleTable         = "BangSoLieu"
	styleFrameless     = "BangKhongKe"
)

// styleMotto are the styles of the motto's lines.
var styleMotto = [...]string{"QuocHieu", "TieuNgu"}

// The styles of tables' cells: one a size, so that a size can be changed in one
// place.
func cellStyle(size float64) string { return "OBang" + styleSize(size) }

func headStyle(size float64) string { return "DauBang" + styleSize(size) }

func styleSize(size float64) string {
	return strings.ReplaceAll(fmt.Sprintf("%g", size), ".", "")
}

// A style of paragraphs. Lengths are in millimetres, distances before and after
// in points.
type style struct {
	id, name, based, next string
	size                  float64 // 0: of what it is based on
	bold, italic          bool
	underline             bool
	align                 string // of w:jc; empty: of what it is based on
	before, after         float64
	exact                 float64 // height of a line in points; 0: as the type asks for
	first                 float64
	outline               int // level of a heading, from 1; 0: none
	keepNext, keepLines   bool
	bullet                bool
	ruled                 bool    // a line below
	tabs                  float64 // place of a tab with dots before it; 0: none
	fixed                 bool    // a template does not change it: measures rest on it
	firm                  bool    // says all that the style below it might say otherwise: there is a template
	fluid                 bool    // of running text: its lines are as far apart as the template's
	builtIn               bool    // a name that Word knows
}

// paragraphStyles are the styles of a document of a form, whose text is so wide.
func paragraphStyles(f form, width float64) []style {
	all := []style{
		{id: "Normal", name: "Normal", builtIn: true},
		{id: "Heading1", name: "heading 1", based: "Normal", next: styleBody, size: 14, bold: true, align: "center", outline: 1, keepNext: true, keepLines: true, builtIn: true},
		{id: "Heading2", name: "heading 2", based: "Normal", next: styleBody, size: 13, bold: true, align: "left", before: 8, after: 3, outline: 2, keepNext: true, keepLines: true, builtIn: true},
		{id: "Caption", name: "caption", based: "Normal", size: 12, bold: true, keepNext: true, keepLines: true, builtIn: true},
		{id: styleHeader, name: "header", based: "Normal", align: "center", builtIn: true},
		{id: styleComment, name: "annotation text", based: "Normal", size: 10, align: "left", builtIn: true},
		{id: styleContents, name: "toc 1", based: "Normal", next: "Normal", after: 4, tabs: width, fixed: true, builtIn: true},
		{id: styleCaptions, name: "table of figures", based: "Normal", next: "Normal", size: 11, tabs: width, fixed: true, builtIn: true},
		{id: styleAnnex, name: "Tên phụ lục", based: "Heading1", next: styleBody, after: 2},
		{id: styleHeading, name: "Đề mục", based: "Heading2", next: styleBody},
		{id: styleBody, name: "Đoạn văn", based: "Normal", align: "both", after: 6, first: 10, fluid: true},
		{id: styleBullet, name: "Gạch đầu dòng", based: styleBody, align: "both", after: 6, bullet: true, fluid: true},
		{id: styleAttached, name: "Kèm theo", based: "Normal", italic: true, align: "center", before: 2, keepNext: true},
		{id: styleScope, name: "Phạm vi", based: "Normal", size: 12, italic: true, align: "center", after: 4, keepNext: true},
		{id: styleRule, name: "Gạch ngắn", based: "Normal", exact: 5, after: 6, ruled: true, keepNext: true, fixed: true},
		{id: styleContinued, name: "Tiếp theo", based: "Normal", bold: true, align: "center", before: 10, after: 6, keepNext: true},
		{id: styleNote, name: "Ghi chú", based: "Normal", size: 11, align: "both", before: 1, keepLines: true},
		{id: styleSource, name: "Nguồn số liệu", based: "Normal", size: 11, italic: true, before: 1, keepLines: true},
		{id: styleTableCaption, name: "Số biểu", based: "Caption", align: "left", before: 2, after: 2},
		{id: styleChartCaption, name: "Tên biểu đồ", based: "Caption", align: "center", before: 4, after: 2},
		{id: styleChart, name: "Biểu đồ", based: "Normal", align: "center", after: 4},
		{id: styleLegend, name: "Chú giải biểu đồ", based: "Normal", size: 11, align: "center", after: 6},
		{id: styleContentsTitle, name: "Tiêu đề mục lục", based: "Normal", bold: true, align: "center", after: 12, keepNext: true},
		{id: styleTitle, name: "Tên tài liệu", based: "Normal", next: styleSubtitle, size: 26, bold: true, align: "center", after: 8},
		{id: styleSubtitle, name: "Tên phụ tài liệu", based: "Normal", size: 16, bold: true, align: "center", after: 8},
		{id: styleHeadline, name: "Câu tóm tắt", based: "Normal", size: 13, bold: true, before: 4, after: 4, ruled: true, keepLines: true},
		{id: styleFrontHeading, name: "Đề mục tóm tắt", based: "Normal", size: 11, bold: true, before: 4, after: 2, keepNext: true, keepLines: true},
		{id: styleFrontNote, name: "Ghi chú tóm tắt", based: "Normal", size: 9, italic: true, before: 1, keepLines: true},
		{id: styleSuperior, name: "Cơ quan cấp trên", based: "Normal", size: f.superior, align: "center"},
		{id: styleIssuer, name: "Cơ quan ban hành", based: "Normal", size: f.issuer, bold: true, align: "center"},
		{id: styleMotto[0], name: "Quốc hiệu", based: "Normal", size: f.motto[0], bold: true, align: "center"},
		{id: styleMotto[1], name: "Tiêu ngữ", based: "Normal", size: f.motto[1], bold: true, align: "center"},
		{id: stylePlaceDate, name: "Địa danh, ngày tháng", based: "Normal", italic: true, align: "center", before: 6},
		{id: styleSerial, name: "Số, ký hiệu", based: "Normal", size: f.serial, align: "center", before: 6},
		{id: styleDraft, name: "Dự thảo", based: "Normal", size: f.serial, italic: f.party, bold: !f.party, align: "center", before: 2},
		{id: styleSigner, name: "Chữ ký", based: "Normal", bold: true, align: "center", keepNext: true},
		{id: styleReceived, name: "Nơi nhận", based: "Normal", size: received(f), bold: !f.party, italic: !f.party, underline: f.party},
		{id: styleRecipient, name: "Nơi nhận, từng dòng", based: "Normal", size: recipients(f)},
		{id: styleLine, name: "Dòng kẻ", based: "Normal", exact: 6, fixed: true},
		{id: styleGap, name: "Khoảng cách", based: "Normal", exact: 14, fixed: true},
		{id: styleBreak, name: "Ngắt phần", based: "Normal", exact: 2, fixed: true},
	}
	for size := 8.0; size <= 12; size += 0.5 {
		name := strings.ReplaceAll(fmt.Sprintf("%g", size), ".", ",")
		all = append(all,
			style{id: cellStyle(size), name: "Ô bảng " + name, based: "Normal", size: size, fixed: true},
			style{id: headStyle(size), name: "Đầu bảng " + name, based: cellStyle(size), bold: true, align: "center", keepNext: true, fixed: true})
	}
	return all
}

// received is the size of the heading of the recipients.
func received(f form) float64 {
	if f.party {
		return 14
	}
	return 12
}

// recipients is the size of their list.
func recipients(f form) float64 {
	if f.party {
		return 12
	}
	return 11
}

// stylesPart is styles.xml: our styles, and those of the template.
func stylesPart(f form, width float64, t *Template) []byte {
	ours := paragraphStyles(f, width)
	var taken templateStyles
	if t != nil {
		taken = t.take(ours)
	}
	var m markup
	m.begin("w:styles", mainSpaces...)
	if taken.defaults != nil {
		m.node(taken.defaults)
	} else {
		m.docDefaults()
	}
	for _, s := range ours {
		if theirs := taken.instead[s.id]; theirs != nil {
			m.node(theirs)
			continue
		}
		s.firm = t != nil && (s.based == "Normal" || s.fixed) // others look as what they are based on
		m.style(s)
	}
	m.noteMark()
	m.tableStyle("TableNormal", "Normal Table", true, "", 1.2, 0)
	m.tableStyle(styleTable, "Bảng số liệu", false, "single", 1.1, 0.7)
	m.tableStyle(styleFrameless, "Bảng không kẻ", false, "", 0, 0)
	for _, s := range taken.beside {
		m.node(s)
	}
	return m.part()
}

// docDefaults writes what all styles rest on.
func (m *markup) docDefaults() {
	m.begin("w:docDefaults")
	m.begin("w:rPrDefault")
	m.begin("w:rPr")
	m.empty("w:rFonts", "w:ascii", typeface, "w:eastAsia", typeface, "w:hAnsi", typeface, "w:cs", typeface)
	m.empty("w:sz", "w:val", halfPoints(14))
	m.empty("w:szCs", "w:val", halfPoints(14))
	m.empty("w:lang", "w:val", language, "w:eastAsia", language, "w:bidi", "ar-SA")
	m.end(2)
	m.begin("w:pPrDefault")
	m.begin("w:pPr")
	m.empty("w:widowControl")
	m.empty("w:spacing", "w:before", "0", "w:after", "0", "w:line", "240", "w:lineRule", "auto")
	m.end(3)
}

// style writes a style of paragraphs.
func (m *markup) style(s style) {
	attributes := []string{"w:type", "paragraph"}
	if s.id == "Normal" {
		attributes = append(attributes, "w:default", "1")
	}
	if !s.builtIn {
		attributes = append(attributes, "w:customStyle", "1")
	}
	m.begin("w:style", append(attributes, "w:styleId", s.id)...)
	m.empty("w:name", "w:val", s.name)
	if s.based != "" {
		m.empty("w:basedOn", "w:val", s.based)
	}
	if s.next != "" {
		m.empty("w:next", "w:val", s.next)
	}
	m.empty("w:qFormat")
	m.begin("w:pPr")
	m.shape(s)
	m.end(1)
	m.begin("w:rPr")
	if s.firm && s.fixed { // its widths are measured
		m.empty("w:rFonts", "w:ascii", typeface, "w:eastAsia", typeface, "w:hAnsi", typeface, "w:cs", typeface)
	}
	m.flag("w:b", s.bold, s.firm)
	m.flag("w:i", s.italic, s.firm)
	if s.firm && s.fixed {
		m.empty("w:caps", "w:val", "0")
		m.empty("w:spacing", "w:val", "0")
	}
	if s.size > 0 {
		m.empty("w:sz", "w:val", halfPoints(s.size))
		m.empty("w:szCs", "w:val", halfPoints(s.size))
	}
	if s.underline {
		m.empty("w:u", "w:val", "single")
	}
	m.end(2)
}

// flag writes whether letters are bold or italic; that they are not, only where the
// style below may say otherwise.
func (m *markup) flag(name string, on, firm bool) {
	switch {
	case on:
		m.empty(name)
	case firm:
		m.empty(name, "w:val", "0")
	}
}

// shape writes what a style says of its paragraphs, in the order of CT_PPr.
func (m *markup) shape(s style) {
	if s.keepNext {
		m.empty("w:keepNext")
	}
	if s.keepLines {
		m.empty("w:keepLines")
	}
	if s.bullet {
		m.begin("w:numPr")
		m.empty("w:numId", "w:val", "1")
		m.end(1)
	}
	if s.ruled {
		m.begin("w:pBdr")
		m.empty("w:bottom", "w:val", "single", "w:sz", "6", "w:space", "1", "w:color", "000000")
		m.end(1)
	}
	if s.tabs > 0 {
		m.begin("w:tabs")
		m.empty("w:tab", "w:val", "right", "w:leader", "dot", "w:pos", twips(s.tabs))
		m.end(1)
	}
	if s.before+s.after+s.exact > 0 || s.firm {
		spacing := []string{"w:before", twips(s.before * 25.4 / 72), "w:after", twips(s.after * 25.4 / 72)}
		switch {
		case s.exact > 0:
			spacing = append(spacing, "w:line", twips(s.exact*25.4/72), "w:lineRule", "exact")
		case s.firm && !s.fluid:
			spacing = append(spacing, "w:line", "240", "w:lineRule", "auto")
		}
		m.empty("w:spacing", spacing...)
	}
	switch {
	case s.bullet:
		m.empty("w:ind", "w:left", "0", "w:firstLine", twips(10))
	case s.first > 0:
		m.empty("w:ind", "w:firstLine", twips(s.first))
	case s.firm:
		m.empty("w:ind", "w:left", "0", "w:right", "0", "w:firstLine", "0")
	}
	switch {
	case s.align != "":
		m.empty("w:jc", "w:val", s.align)
	case s.firm && s.fixed:
		m.empty("w:jc", "w:val", "left")
	}
	if s.outline > 0 {
		m.empty("w:outlineLvl", "w:val", itoa(s.outline-1))
	}
}

// noteMark writes the styles of letters.
func (m *markup) noteMark() {
	m.begin("w:style", "w:type", "character", "w:default", "1", "w:styleId", "DefaultParagraphFont")
	m.empty("w:name", "w:val", "Default Paragraph Font")
	m.end(1)
	m.begin("w:style", "w:type", "character", "w:customStyle", "1", "w:styleId", styleNoteMark)
	m.empty("w:name", "w:val", "Dấu chú thích")
	m.empty("w:basedOn", "w:val", "DefaultParagraphFont")
	m.empty("w:qFormat")
	m.begin("w:rPr")
	m.empty("w:b", "w:val", "0")
	m.empty("w:i", "w:val", "0")
	m.empty("w:vertAlign", "w:val", "superscript")
	m.end(2)
}

// tableStyle writes a style of tables with the padding of their cells in
// millimetres.
func (m *markup) tableStyle(id, name string, standard bool, border string, side, top float64) {
	attributes := []string{"w:type", "table"}
	if standard {
		attributes = append(attributes, "w:default", "1")
	} else {
		attributes = append(attributes, "w:customStyle", "1")
	}
	m.begin("w:style", append(attributes, "w:styleId", id)...)
	m.empty("w:name", "w:val", name)
	if !standard {
		m.empty("w:basedOn", "w:val", "TableNormal")
	}
	m.begin("w:tblPr")
	m.empty("w:tblInd", "w:w", "0", "w:type", "dxa")
	if border != "" {
		m.begin("w:tblBorders")
		for _, where := range []string{"top", "left", "bottom", "right", "insideH", "insideV"} {
			m.empty("w:"+where, "w:val", border, "w:sz", "4", "w:space", "0", "w:color", "000000")
		}
		m.end(1)
	}
	m.begin("w:tblCellMar")
	for _, p := range []struct {
		where string
		mm    float64
	}{{"top", top}, {"left", side}, {"bottom", top}, {"right", side}} {
		m.empty("w:"+p.where, "w:w", twips(p.mm), "w:type", "dxa")
	}
	m.end(3)
}
