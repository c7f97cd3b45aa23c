package docx

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"
)

// A node is an element of a part that was read. Its name has the prefix that we give
// its name space, or "?" for one that we do not know.
type node struct {
	name     string
	attrs    []string // names and values by turns
	children []*node
	text     string // of an element without children
}

// prefixes are the prefixes of the name spaces that we know, those of the strict form
// of the standard too.
var prefixes = map[string]string{
	"http://schemas.openxmlformats.org/wordprocessingml/2006/main":           "w",
	"http://schemas.openxmlformats.org/officeDocument/2006/relationships":    "r",
	"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing": "wp",
	"http://schemas.openxmlformats.org/drawingml/2006/main":                  "a",
	"http://schemas.openxmlformats.org/drawingml/2006/picture":               "pic",
	"http://schemas.openxmlformats.org/drawingml/2006/chart":                 "c",
	"http://purl.oclc.org/ooxml/wordprocessingml/main":                       "w",
	"http://purl.oclc.org/ooxml/officeDocument/relationships":                "r",
	"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing":             "wp",
	"http://purl.oclc.org/ooxml/drawingml/main":                              "a",
	"http://purl.oclc.org/ooxml/drawingml/picture":                           "pic",
}

// Bounds of what is read of a template.
const (
	deepest  = 100
	mostRead = 200_000 // elements of a part
)

var errTooMuch = errors.New("more than a template holds")

// parseNode reads an element that was begun, with all that it holds.
func parseNode(dec *xml.Decoder, start xml.StartElement, depth int, left *int) (*node, error) {
	if *left--; *left < 0 || depth > deepest {
		return nil, errTooMuch
	}
	n := &node{name: prefixed(start.Name)}
	for _, a := range start.Attr {
		name := a.Name.Local
		if a.Name.Space != "" {
			name = prefixed(a.Name)
		}
		n.attrs = append(n.attrs, name, a.Value)
	}
	for {
		token, err := dec.Token()
		if err != nil {
			return nil, err
		}
		switch e := token.(type) {
		case xml.StartElement:
			child, err := parseNode(dec, e, depth+1, left)
			if err != nil {
				return nil, err
			}
			n.children = append(n.children, child)
		case xml.CharData:
			n.text += string(e)
		case xml.EndElement:
			return n, nil
		}
	}
}

func prefixed(name xml.Name) string {
	if p := prefixes[name.Space]; p != "" {
		return p + ":" + name.Local
	}
	if name.Space == "http://www.w3.org/XML/1998/namespace" || name.Space == "xml" {
		return "xml:" + name.Local
	}
	return "?:" + name.Local
}

// parsePart reads a part as a whole.
func parsePart(data []byte) (*node, error) {
	left := mostRead
	for dec := xml.NewDecoder(bytes.NewReader(data)); ; {
		token, err := dec.Token()
		if err == io.EOF {
			return nil, io.ErrUnexpectedEOF
		}
		if err != nil {
			return nil, err
		}
		if start, ok := token.(xml.StartElement); ok {
			return parseNode(dec, start, 0, &left)
		}
	}
}

// attr is the value of an attribute.
func (n *node) attr(name string) string {
	if n == nil {
		return ""
	}
	for i := 0; i+1 < len(n.attrs); i += 2 {
		if n.attrs[i] == name {
			return n.attrs[i+1]
		}
	}
	return ""
}

// set gives an attribute a value.
func (n *node) set(name, value string) {
	for i := 0; i+1 < len(n.attrs); i += 2 {
		if n.attrs[i] == name {
			n.attrs[i+1] = value
			return
		}
	}
	n.attrs = append(n.attrs, name, value)
}

// child is the first child of that name; nil if there is none.
func (n *node) child(name string) *node {
	if n == nil {
		return nil
	}
	for _, c := range n.children {
		if c.name == name {
			return c
		}
	}
	return nil
}

// each visits an element and all that it holds.
func (n *node) each(visit func(*node)) {
	visit(n)
	for _, c := range n.children {
		c.each(visit)
	}
}

// node writes an element that was read.
func (m *markup) node(n *node) {
	if len(n.children) == 0 && n.text == "" {
		m.empty(n.name, n.attrs...)
		return
	}
	m.begin(n.name, n.attrs...)
	if len(n.children) == 0 {
		m.escaped(printable(n.text))
	}
	for _, c := range n.children {
		m.node(c)
	}
	m.end(1)
}

// refused are elements that are not taken over from a template although they may
// stand where they do: they number, link, hide or move what is ours, or hold what was
// changed.
var refused = map[string]bool{
	"w:numPr": true, "w:sectPr": true, "w:pPrChange": true, "w:framePr": true, "w:divId": true, "w:cnfStyle": true,
	"w:vanish": true, "w:webHidden": true, "w:specVanish": true, "w:w": true, "w:position": true, "w:effect": true, "w:fitText": true,
	"w:eastAsianLayout": true, "w:oMath": true, "w:em": true, "w:textDirection": true, "w:textboxTightWrap": true, "w:hidden": true,
	"w:tblpPr": true, "w:tblOverlap": true, "w:tcFitText": true, "w:autoRedefine": true, "w:personal": true, "w:rsid": true, "w:aliases": true,
	"w:tblCaption": true, "w:tblDescription": true, "w:bidi": true, "w:highlight": true, "w:rtl": true, "w:bidiVisual": true,
}

// clean leaves of an element what may be taken over, in the order of the standard.
// Only such as have children by the standard keep any.
func (n *node) clean(fonts themeFonts) {
	n.text = ""
	n.attrs = cleanAttributes(n, fonts)
	allowed, any := ordered(n.name)
	n.children = slices.DeleteFunc(n.children, func(c *node) bool {
		return !slices.Contains(allowed, c.name) || refused[c.name] || unreadable(c)
	})
	if !any {
		slices.SortStableFunc(n.children, func(a, b *node) int { return slices.Index(allowed, a.name) - slices.Index(allowed, b.name) })
	}
	if n.name != "w:tabs" && n.name != "w:tr" && n.name != "w:tbl" && n.name != "w:tblGrid" && n.name != "w:style" {
		n.children = slices.CompactFunc(n.children, func(a, b *node) bool { return a.name == b.name })
	}
	for _, c := range n.children {
		c.clean(fonts)
	}
}

// cleanAttributes are the attributes of WordprocessingML itself, with the fonts of a
// theme by their names.
func cleanAttributes(n *node, fonts themeFonts) []string {
	var kept []string
	for i := 0; i+1 < len(n.attrs); i += 2 {
		name, value := n.attrs[i], n.attrs[i+1]
		if !strings.HasPrefix(name, "w:") || len(value) > 255 || strings.HasPrefix(name, "w:rsid") {
			continue
		}
		switch {
		case n.name == "w:rFonts" && strings.HasSuffix(name, "Theme"):
			which := strings.TrimSuffix(name, "Theme")
			if which == "w:cstheme" {
				which = "w:cs"
			}
			if font := fonts.named(value); font != "" && n.attr(which) == "" {
				kept = append(kept, which, font)
			}
		case strings.HasPrefix(name, "w:theme"), strings.HasSuffix(name, "theme"):
		default:
			kept = append(kept, name, value)
		}
	}
	return kept
}

// unreadable tells what would leave a text unread: letters too small or too large, too
// pale for white paper, lines too low for them, an indent off the page.
func unreadable(n *node) bool {
	number := func(attr string) int {
		v, err := strconv.Atoi(strings.TrimSuffix(n.attr(attr), ".0"))
		if err != nil {
			return 0
		}
		return v
	}
	switch n.name {
	case "w:sz", "w:szCs":
		return number("w:val") < 12 || number("w:val") > 96
	case "w:color":
		return pale(n.attr("w:val"))
	case "w:shd":
		return n.attr("w:fill") != "" && n.attr("w:fill") != "auto" && !pale(n.attr("w:fill"))
	case "w:ind":
		for i := 0; i+1 < len(n.attrs); i += 2 {
			if v := number(n.attrs[i]); v > 3000 || v < -1500 {
				return true
			}
		}
	case "w:spacing":
		exact := n.attr("w:lineRule") == "exact"
		line := number("w:line")
		return exact && line < 300 || line != 0 && line < 200 || line > 720 || number("w:before") > 1440 || number("w:after") > 1440 ||
			n.attr("w:val") != "" && (number("w:val") < -10 || number("w:val") > 60)
	}
	return false
}

// pale tells a colour that black reads well on, and that reads badly on white.
func pale(colour string) bool {
	v, err := strconv.ParseUint(colour, 16, 32)
	if err != nil || len(colour) != 6 {
		return false
	}
	r, g, b := float64(v>>16), float64(v>>8&0xff), float64(v&0xff)
	return 0.299*r+0.587*g+0.114*b > 160
}
