package book

import (
	"iter"
	"strings"
	"unicode/utf8"

	"tongket/ingest"
)

// A Text is values with separators, decoded.
type Text struct {
	Encoding  string // that it was taken as; "" for Unicode
	Separator byte   // that its line "sep=;" names, which is no record; 0 if there is none
	first     int32  // row of the first record
	text      string
}

// OpenText decodes values with separators (see toUnicode).
func OpenText(data []byte) Text { return cutText(toUnicode(data)) }

// cutText takes off what stands before the first record and after the last.
func cutText(text, encoding string) Text {
	t := Text{Encoding: encoding, first: 1, text: strings.TrimRight(strings.TrimPrefix(text, "\uFEFF"), "\x00\x1a")}
	if rest, ok := cutFold(t.text, "sep="); ok && len(rest) > 0 {
		t.Separator = rest[0]
		_, t.text, _ = strings.Cut(rest, "\n")
		t.first++
	}
	return t
}

// FirstLine is the first record as it stands, with its separators and quotes.
func (t Text) FirstLine() string {
	line, _, _ := strings.Cut(t.text, "\n")
	return strings.TrimRight(line, "\r")
}

// Records yields the fields of each record and its row, of those beyond a sheet's last
// column only the first. The slice is valid until the next one.
func (t Text) Records(separator byte) iter.Seq2[int32, []string] {
	return func(yield func(int32, []string) bool) {
		c := fieldReader{text: t.text, separator: separator, row: t.first, col: 1}
		var fields []string
		for c.pos < len(c.text) {
			row := c.row
			for fields = fields[:0]; c.row == row && c.pos < len(c.text); c.step() {
				if field, _ := c.field(); len(fields) <= ingest.MaxCol {
					fields = append(fields, field)
				}
			}
			if !yield(row, fields) {
				return
			}
		}
	}
}

// Fields are the fields of one record.
func Fields(record string, separator byte) []string {
	for _, fields := range (Text{text: record}).Records(separator) {
		return fields
	}
	return nil
}

// readCSV reads values with separators. All cells are texts.
func (b *book) readCSV(data []byte) ([]ingest.Grid, []ingest.Issue) {
	decoded, ok := fromUnicode(data)
	if !ok {
		decoded = keepBytes(data)
	}
	text := cutText(decoded, "")
	separator := text.Separator
	if separator == 0 {
		separator = guessSeparator(text.text)
	}
	if row := text.longRow(separator); row != nil {
		return nil, []ingest.Issue{*row.issue(b.name)}
	}
	g := b.newGrid("", false)
	g.Styles = make([]ingest.Style, 1)
	c := fieldReader{text: text.text, separator: separator, row: 1, col: 1}
	c.read(g)
	b.decodeCells(g)
	return b.finishGrid(nil, g, nil), nil
}

// decodeCells undoes old encodings, each text by itself.
func (b *book) decodeCells(g *gridBuilder) {
	for i := range g.Cells {
		c := &g.Cells[i]
		c.Text = sharedString{plain: c.Text}.text(&b.text, fontUnicode)
		if strings.ContainsRune(c.Text, utf8.RuneError) {
			g.damaged(c.Row, c.Col, c.Text, DamageText)
		}
	}
}

// cutFold is strings.CutPrefix without regard to case.
func cutFold(s, prefix string) (string, bool) {
	if len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix) {
		return s[len(prefix):], true
	}
	return s, false
}

// A fieldReader splits text as Excel does: a quote opens a field only at its
// start, "" is a quote in it, and line breaks in quotes belong to the field.
type fieldReader struct {
	text      string
	separator byte
	pos       int
	row, col  int32 // of the next field
}

func (c *fieldReader) read(g *gridBuilder) {
	for c.pos < len(c.text) {
		field, closed := c.field()
		if !closed {
			g.damaged(c.row, c.col, firstRunes(field, 40), DamageText)
		}
		if strings.TrimSpace(field) != "" {
			g.add(ingest.Cell{Row: c.row, Col: c.col, Kind: ingest.Text, Text: field})
		}
		c.step()
	}
}

// step goes past what ended the field.
func (c *fieldReader) step() {
	if c.pos >= len(c.text) {
		return
	}
	switch c.text[c.pos] {
	case '\r':
		if c.pos+1 < len(c.text) && c.text[c.pos+1] == '\n' {
			c.pos++
		}
		c.row, c.col = c.row+1, 1
	case '\n':
		c.row, c.col = c.row+1, 1
	default:
		c.col++
	}
	c.pos++
}

// field reads up to a separator or the end of the line. closed is false where
// a quote opens and never closes: it is then taken as a character.
func (c *fieldReader) field() (field string, closed bool) {
	rest := c.text[c.pos:]
	if formula, ok := strings.CutPrefix(rest, `="`); ok {
		if n := strings.IndexAny(formula, "\"\n"); n >= 0 && formula[n] == '"' {
			c.pos += n + 3
			return formula[:n] + c.plain(), true
		}
	}
	if strings.HasPrefix(rest, `"`) {
		if value, n := unquote(rest); n > 0 {
			c.pos += n
			return value + c.plain(), true
		}
		return c.plain(), false
	}
	return c.plain(), true
}

// plain reads without regard to quotes.
func (c *fieldReader) plain() string {
	start := c.pos
	for c.pos < len(c.text) {
		if b := c.text[c.pos]; b == c.separator || b == '\n' || b == '\r' {
			break
		}
		c.pos++
	}
	return c.text[start:c.pos]
}

// unquote returns the value of a quoted field and its length, 0 if it is never
// closed.
func unquote(s string) (string, int) {
	for i := 1; i < len(s); i++ {
		if s[i] != '"' {
			continue
		}
		if i+1 < len(s) && s[i+1] == '"' {
			i++
			continue
		}
		return strings.ReplaceAll(s[1:i], `""`, `"`), i + 1
	}
	return "", 0
}

func firstRunes(s string, n int) string {
	for i := range s {
		if n--; n < 0 {
			return s[:i] + "…"
		}
	}
	return s
}
