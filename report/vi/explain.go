package vi

import (
	"fmt"
	"strings"

	"tongket/ingest"
)

// Explain tells how a figure was understood: each attribute, the cells that gave it and
// what else was considered. text gives a cell as shown.
func Explain(x *ingest.Explained, whole string, text func(ingest.Pos) string) string {
	var b strings.Builder
	value := plainNumber(x.Value)
	if !x.Known {
		value = "chưa có số"
	}
	fmt.Fprintf(&b, "%s: %s", x.Pos, strings.TrimSpace(value+" "+x.Unit))
	if x.Raw != "" {
		fmt.Fprintf(&b, " (ô ghi “%s”)", x.Raw)
	}
	b.WriteString("\n")
	label := x.Label
	if x.Indicator != "" {
		label += " [" + x.Indicator + "]"
	}
	place := x.Place
	if place == "" {
		place = "toàn bộ"
		if whole != "" {
			place = whole
		}
	}
	year := x.Years.String()
	if x.Years == (ingest.Period{}) {
		year = "không rõ"
	}
	unit := x.Unit
	if unit == "" {
		unit = "không ghi"
	}
	for _, l := range []struct {
		name, is string
		ground   ingest.Ground
	}{
		{"Chỉ tiêu", label, x.Evidence.Label}, {"Địa bàn", place, x.Evidence.Place}, {"Năm", year, x.Evidence.Year},
		{"Loại số liệu", Measure(x.Measure), x.Evidence.Measure}, {"Đơn vị tính", unit, x.Evidence.Unit},
	} {
		fmt.Fprintf(&b, "  %-13s %s ← %s\n", l.name+":", l.is, ground(l.ground, text))
	}
	return b.String()
}

// ground tells where an attribute comes from.
func ground(g ingest.Ground, text func(ingest.Pos) string) string {
	said := map[ingest.GroundKind]string{
		ingest.GroundNone: "không nơi nào ghi", ingest.GroundCell: "chính ô này", ingest.GroundRow: "tên dòng", ingest.GroundHead: "tiêu đề cột",
		ingest.GroundBand: "dòng nhóm phía trên", ingest.GroundTitle: "phần tên bảng", ingest.GroundSheet: "tên trang", ingest.GroundFile: "tên tệp, thư mục",
		ingest.GroundLabel: "lời của tên chỉ tiêu", ingest.GroundTeam: "tệp nguon của công việc", ingest.GroundDefault: "không nơi nào ghi khác, lấy mặc định",
	}[g.From]
	var cells []string
	for _, p := range g.Cells {
		cell := p.Cell()
		if t := strings.Join(strings.Fields(text(p)), " "); t != "" && g.From != ingest.GroundCell {
			cell += " “" + t + "”"
		}
		cells = append(cells, cell)
	}
	if len(cells) > 0 {
		said += ": " + strings.Join(cells, "; ")
	}
	if other := considered(g.Other); other != "" {
		said += " · cũng đã xét: " + other
	}
	return said
}

// considered names what else was considered for an attribute.
func considered(other string) string {
	switch other {
	case "title":
		return "lấy chỉ tiêu theo tên bảng"
	case "rows":
		return "lấy chỉ tiêu theo tên dòng"
	case "heads":
		return "lấy chỉ tiêu theo tiêu đề cột"
	}
	names := map[string]string{"label": "chỉ tiêu", "place": "địa bàn", "year": "thời gian", "unit": "đơn vị tính", "kind": "loại số liệu",
		"code": "mã số", "serial": "số thứ tự", "note": "ghi chú", "breakdown": "phân tổ", "figure": "số liệu", "province": "tỉnh", "value": "số liệu"}
	if name := names[other]; name != "" {
		return "hiểu cột ấy là " + name
	}
	return ""
}

// NotAFigure tells why a cell with a number is no figure.
func NotAFigure(p ingest.Pos, why ingest.Reason) string {
	return fmt.Sprintf("%s: không lấy làm số liệu: %s\n", p, LeftOut(string(why)))
}

// NothingToExplain tells that no figure stands where one was asked for.
func NothingToExplain(file, sheet, cell string, sheets []string) error {
	where := file
	if sheet != "" || cell != "" {
		where += "!" + sheet
	}
	if cell != "" {
		where += "!" + cell
	}
	if len(sheets) > 0 && sheets[0] != "" {
		return fmt.Errorf("%s: không có số liệu nào; tệp có các trang: %s", where, strings.Join(sheets, ", "))
	}
	return fmt.Errorf("%s: không có số liệu nào", where)
}
