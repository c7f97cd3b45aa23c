package docx

import (
	"bytes"
	"encoding/xml"
	"math"
	"strconv"
	"strings"
)

// A markup is XML in the making: elements are closed in the order in which they
// were begun, texts and attributes are escaped.
type markup struct {
	bytes.Buffer
	open []string
}

// begin opens an element; attributes are names and values by turns.
func (m *markup) begin(name string, attributes ...string) {
	m.element(name, attributes)
	m.WriteByte('>')
	m.open = append(m.open, name)
}

// end closes n elements.
func (m *markup) end(n int) {
	for range n {
		last := len(m.open) - 1
		m.WriteString("</" + m.open[last] + ">")
		m.open = m.open[:last]
	}
}

// empty writes an element without content.
func (m *markup) empty(name string, attributes ...string) {
	m.element(name, attributes)
	m.WriteString("/>")
}

func (m *markup) element(name string, attributes []string) {
	m.WriteByte('<')
	m.WriteString(name)
	for i := 0; i+1 < len(attributes); i += 2 {
		m.WriteByte(' ')
		m.WriteString(attributes[i])
		m.WriteString(`="`)
		m.escaped(printable(attributes[i+1]))
		m.WriteByte('"')
	}
}

// simple writes an element that holds a text.
func (m *markup) simple(name, text string, attributes ...string) {
	m.begin(name, attributes...)
	m.escaped(printable(text))
	m.end(1)
}

// escaped writes a text as XML; a buffer takes all.
func (m *markup) escaped(text string) { _ = xml.EscapeText(&m.Buffer, []byte(text)) }

// part is the file that was written, with the line that all begin with.
func (m *markup) part() []byte { return append([]byte(xml.Header), m.whole()...) }

// whole is what was written, with all elements closed: it may be too large to be there
// twice.
func (m *markup) whole() []byte {
	m.end(len(m.open))
	return m.Bytes()
}

// printable is s without what XML has no place for, and without the marks that
// turn the direction of text and so make it read as what it is not.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n', r == '\t':
			return r
		case r < ' ', r >= 0x7f && r < 0xa0, r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069, r == 0xfeff, r == 0xfffe, r == 0xffff:
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\ufffd"))
}

func itoa(n int) string { return strconv.Itoa(n) }

// twips is a length in millimetres in twentieths of a point, the unit of
// WordprocessingML.
func twips(mm float64) string { return itoa(twipsOf(mm)) }

func twipsOf(mm float64) int { return int(math.Round(mm * 1440 / 25.4)) }

// emu is a length in millimetres in the unit of DrawingML.
func emu(mm float64) string { return itoa(int(math.Round(mm * 36000))) }

// halfPoints is a type size as WordprocessingML wants it.
func halfPoints(size float64) string { return itoa(int(math.Round(size * 2))) }
