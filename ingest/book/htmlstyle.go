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
	strike  bool
	hidden  bool
	indent  int
	sup     bool
}

// plain is what cells keep of it.
func (s htmlStyle) plain() ingest.Style {
	return ingest.Style{Format: s.format, Indent: s.indent, Bold: s.bold, Strike: s.strike}
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
		case "text-decoration", "text-decoration-line":
			s.strike = strings.Contains(value, "line-through")
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

// unescapeCSS takes each backslash off that stands before a character of the line.
func unescapeCSS(s string) string {
	if !strings.Contains(s, `\`) {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' && i+1 < len(s) && s[i+1] != '\n' {
			i++
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// htmlFormat is mso-number-format as a format code: escapes resolved (a
// semicolon in it has none and was cut off before) and names spelled out.
func htmlFormat(v string) string {
	v = strings.Trim(v, `"'`)
	v = unescapeCSS(v)
	if code, ok := formatCodes[v]; ok {
		return code
	}
	return v
}

func (h *htmlReader) styleOf(n *html.Node, s htmlStyle) htmlStyle {
	switch n.DataAtom {
	case atom.B, atom.Strong, atom.Th:
		s.bold = true
	case atom.S, atom.Strike, atom.Del:
		s.strike = true
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
		s.bold, s.strike, s.hidden, s.sup = s.bold || c.bold, s.strike || c.strike, s.hidden || c.hidden, s.sup || c.sup
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
