package book

import (
	"cmp"
	"math"
	"strconv"
	"strings"

	"tongket/ingest"
)

type odsStyle struct {
	parent, data string
	class        fontClass
	ownFont      bool
	bold         string // "" = as the parent
	strike       string // likewise
	indent       int
	superior     bool
	hidden       bool    // of a table
	width        float64 // of a column, in points
}

// readStyles reads all styles of a part.
func (o *odsBook) readStyles(x *xmlScanner) {
	for {
		switch x.next() {
		case tokenEnd:
			return
		case tokenOpen:
			o.style(x)
		}
	}
}

// style reads the element just opened if it is a style or a data style.
func (o *odsBook) style(x *xmlScanner) {
	switch string(x.name) {
	case "font-face":
		o.faces[x.attrString("style:name")] = unquoteFont(x.attrString("svg:font-family"))
	case "style":
		o.cellStyle(x)
	case "number-style", "percentage-style", "currency-style", "date-style", "time-style", "text-style":
		o.dataStyle(x)
	}
}

func (o *odsBook) cellStyle(x *xmlScanner) {
	family := x.attrString("family")
	s := &odsStyle{parent: x.attrString("parent-style-name"), data: x.attrString("data-style-name")}
	o.styles[family+":"+x.attrString("name")] = s
	for level := x.depth(); ; {
		switch x.next() {
		case tokenEnd:
			return
		case tokenClose:
			if x.depth() < level {
				return
			}
		case tokenOpen:
			switch string(x.name) {
			case "table-properties":
				s.hidden = x.attrString("display") == "false"
			case "table-column-properties":
				s.width, _ = pointsOf(x.attrString("column-width"))
			case "paragraph-properties":
				s.indent = indentLevels(x.attrString("margin-left"))
			case "text-properties":
				s.setText(x, o.faces)
			}
		}
	}
}

func (s *odsStyle) setText(x *xmlScanner, faces map[string]string) {
	s.bold = x.attrString("font-weight")
	s.strike = x.attrString("text-line-through-style")
	if s.strike == "" {
		s.strike = x.attrString("text-line-through-type")
	}
	s.superior = isSuperior(x.attrString("text-position"))
	font := x.attrString("font-name")
	if family := faces[font]; family != "" {
		font = family
	}
	if font == "" {
		font = unquoteFont(x.attrString("font-family"))
	}
	if font != "" {
		s.ownFont, s.class = true, classOfFont(font)
	}
}

// isSuperior: "super 58%" or "33% 58%".
func isSuperior(position string) bool {
	first, _, _ := strings.Cut(position, " ")
	raised, ok := strings.CutSuffix(first, "%")
	return first == "super" || ok && raised != "0" && !strings.HasPrefix(raised, "-")
}

func unquoteFont(s string) string { return strings.Trim(s, "'\"") }

// indentLevels is a margin in Excel's levels of indent (three blanks each,
// which the spreadsheet programs save as 10 pt).
func indentLevels(margin string) int {
	points, ok := pointsOf(margin)
	if !ok {
		return 0
	}
	return int(math.Round(points / 10))
}

// pointsOf is a length such as "2.5cm" in points.
func pointsOf(length string) (points float64, ok bool) {
	for unit, points := range map[string]float64{"cm": 72 / 2.54, "mm": 7.2 / 2.54, "in": 72, "pt": 1} {
		if number, ok := strings.CutSuffix(length, unit); ok {
			v, err := strconv.ParseFloat(number, 64)
			return v * points, err == nil && v > 0 && v < 1000
		}
	}
	return 0, false
}

// dataStyle translates a data style into a number format code.
func (o *odsBook) dataStyle(x *xmlScanner) {
	name := x.attrString("name")
	if name == "" {
		return
	}
	percent := string(x.name) == "percentage-style"
	var code strings.Builder
	var positive, negative string // from style:map: the sections for the signs
	for level := x.depth(); ; {
		switch x.next() {
		case tokenEnd:
			return
		case tokenText:
			if text := string(x.appendText(nil)); x.depth() == level+1 && text != "" {
				code.WriteString(literal(text))
			}
		case tokenOpen:
			if string(x.name) == "map" {
				applied := o.formats[x.attrString("apply-style-name")]
				switch condition := strings.ReplaceAll(x.attrString("condition"), " ", ""); condition {
				case "value()>=0", "value()>0":
					positive = applied
				case "value()<0":
					negative = applied
				}
				continue
			}
			code.WriteString(dataPiece(x))
		case tokenClose:
			if x.depth() >= level {
				continue
			}
			sections := code.String()
			if percent {
				sections = strings.Replace(sections, "General", "0.##", 1)
			}
			if negative != "" {
				sections = negative + ";" + sections
			}
			if positive != "" {
				sections = positive + ";" + sections
			}
			o.formats[name] = sections
			return
		}
	}
}

func literal(text string) string {
	if strings.Trim(text, "%/-:., ()") == "" {
		return text
	}
	return `"` + strings.ReplaceAll(text, `"`, "") + `"`
}

// dataPiece is one element of a data style as a format code.
func dataPiece(x *xmlScanner) string {
	long := x.attrString("style") == "long"
	pick := func(l, s string) string {
		if long {
			return l
		}
		return s
	}
	switch string(x.name) {
	case "number":
		return numberPiece(x)
	case "scientific-number":
		return "0.00E+00"
	case "fraction":
		return "# ?/?"
	case "text-content":
		return "@"
	case "day":
		return pick("dd", "d")
	case "day-of-week":
		return pick("dddd", "ddd")
	case "month":
		if x.attrBool("textual", false) {
			return pick("mmmm", "mmm")
		}
		return pick("mm", "m")
	case "year":
		return pick("yyyy", "yy")
	case "hours":
		return pick("hh", "h")
	case "minutes":
		return pick("mm", "m")
	case "seconds":
		return pick("ss", "s")
	case "am-pm":
		return "AM/PM"
	}
	return ""
}

// numberPiece is a number:number; one without decimals of its own is General.
func numberPiece(x *xmlScanner) string {
	decimals := x.attrInt("decimal-places", -1)
	least := x.attrInt("min-decimal-places", decimals)
	if decimals < 0 && !x.attrBool("grouping", false) {
		return "General"
	}
	code := strings.Repeat("0", min(max(x.attrInt("min-integer-digits", 1), 0), 30))
	if x.attrBool("grouping", false) {
		code = "#,##" + cmp.Or(code, "#")
	}
	code = cmp.Or(code, "#")
	if decimals = min(decimals, 30); decimals > 0 {
		least = min(max(least, 0), decimals)
		code += "." + strings.Repeat("0", least) + strings.Repeat("#", decimals-least)
	}
	for factor := x.attrInt("display-factor", 1); factor >= 1000; factor /= 1000 {
		code += ","
	}
	return code
}

// cellStyleIndex is the index of a cell style in the styles of all grids; kind
// corrects a percentage whose style is none.
func (o *odsBook) cellStyleIndex(name string, percent bool) uint16 {
	key := name
	if percent {
		key += "\x00%"
	}
	if i, ok := o.cells[key]; ok {
		return i
	}
	var style ingest.Style
	class, data, bold, strike := fontUnicode, "", "", ""
	ownFont := false
	for depth := 0; depth < 20; depth++ {
		s := o.styles["table-cell:"+name]
		if s == nil {
			break
		}
		data, bold, strike = cmp.Or(data, s.data), cmp.Or(bold, s.bold), cmp.Or(strike, s.strike)
		if style.Indent == 0 {
			style.Indent = s.indent
		}
		if !ownFont && s.ownFont {
			ownFont, class = true, s.class
		}
		if s.parent == "" {
			break
		}
		name = s.parent
	}
	style.Strike = strike != "" && strike != "none"
	style.Bold = bold == "bold" || bold >= "600" && bold <= "900"
	if style.Format = o.formats[data]; isGeneral(style.Format) {
		style.Format = ""
	}
	if percent && !IsPercent(style.Format) {
		style.Format = "0.00%"
	}
	if o.cells == nil {
		o.cells = map[string]uint16{}
	}
	i, ok := o.nextStyle(len(o.list))
	if !ok {
		return i
	}
	o.list, o.classes = append(o.list, style), append(o.classes, class)
	o.cells[key] = i
	return i
}
