package book

import (
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"tongket/ingest"
)

// An htmlStyle is what a class or a style attribute says.
type htmlStyle struct {
	format  string
	class   fontClass
	ownFont bool
	bold    bool
	hidden  bool
	indent  int
	sup     bool
}

func (h *htmlReader) style(s ingest.Style) uint16 {
	i, ok := h.indexes[s]
	if !ok {
		if i, ok = h.nextStyle(len(h.list)); !ok {
			return i
		}
		h.list = append(h.list, s)
		h.indexes[s] = i
	}
	return i
}

var cssRule = regexp.MustCompile(`\.([\w-]+)\s*\{([^}]*)\}`)

var cssUnescape = regexp.MustCompile(`\\(.)`)

// with adds declarations.
func (s htmlStyle) with(css string) htmlStyle {
	for _, d := range strings.Split(css, ";") {
		name, value, _ := strings.Cut(d, ":")
		value = strings.TrimSpace(value)
		switch strings.ToLower(strings.TrimSpace(name)) {
		case "mso-number-format":
			s.format = htmlFormat(value)
		case "font-family":
			first, _, _ := strings.Cut(value, ",")
			s.ownFont, s.class = true, classOfFont(strings.Trim(first, `"' `))
		case "font-weight":
			s.bold = strings.HasPrefix(value, "bold") || value >= "600" && value <= "900"
		case "display":
			s.hidden = value == "none"
		case "mso-char-indent-count":
			s.indent, _ = strconv.Atoi(value)
		case "vertical-align":
			s.sup = value == "super"
		}
	}
	return s
}

// htmlFormat is mso-number-format as a format code: escapes resolved (a
// semicolon in it has none and was cut off before) and names spelled out.
func htmlFormat(v string) string {
	v = strings.Trim(v, `"'`)
	v = cssUnescape.ReplaceAllString(v, "$1")
	if code, ok := namedFormats[v]; ok {
		return code
	}
	return v
}

// namedFormats are the names that SpreadsheetML and Excel's HTML give to
// common formats.
var namedFormats = map[string]string{
	"General": "", "General Number": "", "Fixed": "0.00", "Standard": "#,##0.00", "Percent": "0.00%", "Scientific": "0.00E+00",
	"Short Date": "dd/mm/yyyy", "Medium Date": "dd/mm/yyyy", "Long Date": "dd/mm/yyyy", "General Date": "dd/mm/yyyy h:mm",
	"Short Time": "h:mm", "Medium Time": "h:mm", "Long Time": "h:mm:ss", "Currency": `#,##0.00 "₫"`, "@": "@", "Text": "@",
}

func (h *htmlReader) styleOf(n *html.Node, s htmlStyle) htmlStyle {
	switch n.DataAtom {
	case atom.B, atom.Strong, atom.Th:
		s.bold = true
	case atom.Sup:
		s.sup = true
	case atom.Font:
		if face := attribute(n, "face"); face != "" {
			first, _, _ := strings.Cut(face, ",")
			s.ownFont, s.class = true, classOfFont(first)
		}
	}
	for _, class := range strings.Fields(attribute(n, "class")) {
		c := h.css[class]
		if c.format != "" {
			s.format = c.format
		}
		if c.ownFont {
			s.ownFont, s.class = true, c.class
		}
		s.bold, s.hidden, s.sup = s.bold || c.bold, s.hidden || c.hidden, s.sup || c.sup
		s.indent = max(s.indent, c.indent)
	}
	return s.with(attribute(n, "style"))
}

// afterSemicolons is what follows the nth semicolon.
func afterSemicolons(s string, n int) string {
	for ; n > 0; n-- {
		_, s, _ = strings.Cut(s, ";")
	}
	if isGeneral(s) {
		return ""
	}
	return s
}
