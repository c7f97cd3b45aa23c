package xlsx

import (
	"bytes"
	"math"
	"strconv"
	"strings"
)

// A rowXML is a row of a sheet in the making, as a workbook's XML has it. It
// serves one row after the other.
type rowXML struct {
	row int
	xml []byte
}

// begin begins a row so many points high; 0: as high as its contents.
func (r *rowXML) begin(row int, points float64) {
	r.row = row
	r.xml = append(r.xml[:0], `<row r="`...)
	r.xml = strconv.AppendInt(r.xml, int64(row), 10)
	if points > 0 {
		r.xml = append(r.xml, `" ht="`...)
		r.xml = strconv.AppendFloat(r.xml, points, 'f', -1, 64)
		r.xml = append(r.xml, `" customHeight="1`...)
	}
	r.xml = append(r.xml, `">`...)
}

// end is the whole row; the next begin overwrites it.
func (r *rowXML) end() []byte {
	r.xml = append(r.xml, `</row>`...)
	return r.xml
}

// cells writes the cells of a row that hold something or look like something.
func (r *rowXML) cells(cells []cell) {
	for col, c := range cells {
		switch {
		case c.isNumber:
			r.number(col, int(c.style), c.number, c.text)
		case c.text != "" || c.style != 0:
			r.text(col, int(c.style), c.text)
		}
	}
}

// cell begins a cell; columns count from 0.
func (r *rowXML) cell(col, style int) {
	r.xml = append(r.xml, `<c r="`...)
	if col < 26 {
		r.xml = append(r.xml, byte('A'+col))
	} else {
		r.xml = append(r.xml, columnName(col+1)...)
	}
	r.xml = strconv.AppendInt(r.xml, int64(r.row), 10)
	r.xml = append(r.xml, `" s="`...)
	r.xml = strconv.AppendInt(r.xml, int64(style), 10)
	r.xml = append(r.xml, '"')
}

// number writes a number, of which a spreadsheet holds 15 digits, and the
// formula that gives it, if any.
func (r *rowXML) number(col, style int, v float64, formula string) {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		r.text(col, style, strconv.FormatFloat(v, 'g', -1, 64))
		return
	}
	r.cell(col, style)
	r.xml = append(r.xml, '>')
	if formula != "" {
		r.xml = append(r.xml, `<f>`...)
		r.escaped(formula)
		r.xml = append(r.xml, `</f>`...)
	}
	r.xml = append(r.xml, `<v>`...)
	from := len(r.xml)
	r.xml = strconv.AppendFloat(r.xml, v, 'f', -1, 64)
	if math.Abs(v) != math.MaxFloat64 { // its digits, cut, would be another number
		r.xml = r.xml[:from+len(fifteen(r.xml[from:]))]
	}
	r.xml = append(r.xml, `</v></c>`...)
}

// fifteen cuts a number after its fifteenth digit, in place, as spreadsheets do.
func fifteen(number []byte) []byte {
	const most = 15
	if len(number) <= most {
		return number
	}
	point, digits := bytes.IndexByte(number, '.'), 0
	for i, c := range number {
		if c < '0' || c > '9' || digits == 0 && c == '0' {
			continue
		}
		if digits++; digits <= most {
			continue
		}
		if point >= 0 && i > point {
			return bytes.TrimSuffix(number[:i], []byte("."))
		}
		if point >= 0 {
			number = number[:point]
		}
		for k := i; k < len(number); k++ {
			number[k] = '0'
		}
		return number
	}
	return number
}

// text writes a text as text, whatever it looks like.
func (r *rowXML) text(col, style int, text string) {
	r.cell(col, style)
	if text = printable(text); text == "" {
		r.xml = append(r.xml, `></c>`...)
		return
	}
	r.xml = append(r.xml, ` t="inlineStr"><is><t`...)
	if strings.ContainsRune(" \t\n", rune(text[0])) || strings.ContainsRune(" \t\n", rune(text[len(text)-1])) {
		r.xml = append(r.xml, ` xml:space="preserve"`...)
	}
	r.xml = append(r.xml, '>')
	r.escaped(text)
	r.xml = append(r.xml, `</t></is></c>`...)
}

// escaped appends a text as XML. What looks like the code of a character in a
// workbook, "_x000A_", keeps its letters.
func (r *rowXML) escaped(text string) {
	for i := range len(text) {
		switch c := text[i]; c {
		case '&':
			r.xml = append(r.xml, "&amp;"...)
		case '<':
			r.xml = append(r.xml, "&lt;"...)
		case '>':
			r.xml = append(r.xml, "&gt;"...)
		case '"':
			r.xml = append(r.xml, "&#34;"...)
		case '\'':
			r.xml = append(r.xml, "&#39;"...)
		case '\t':
			r.xml = append(r.xml, "&#x9;"...)
		case '_':
			if isCode(text[i:]) {
				r.xml = append(r.xml, "_x005F"...)
			}
			r.xml = append(r.xml, c)
		default:
			r.xml = append(r.xml, c)
		}
	}
}

// isCode tells whether a text begins like the code of a character.
func isCode(text string) bool {
	if len(text) < len("_x0000_") || text[1] != 'x' || text[6] != '_' {
		return false
	}
	_, err := strconv.ParseUint(text[2:6], 16, 16)
	return err == nil
}
