package book

import (
	"strings"
	"unicode/utf8"

	"tongket/ingest"
)

// readCSV reads values with separators. All cells are texts.
func (b *book) readCSV(data []byte) ([]ingest.Grid, []ingest.Issue) {
	text, encoding := ToUnicode(data)
	if encoding != "" {
		b.add(ingest.Pos{File: b.name}, ingest.CodeEncoding, "", encoding)
	}
	text = strings.TrimRight(text, "\x00\x1a")
	text = strings.TrimPrefix(text, "\uFEFF")
	separator := byte(0)
	if rest, ok := CutFold(text, "sep="); ok && len(rest) > 0 {
		separator = rest[0]
		_, text, _ = strings.Cut(rest, "\n")
	} else {
		separator = guessSeparator(text)
	}
	g := newGridBuilder(b.name, "", false)
	g.Styles = make([]ingest.Style, 1)
	c := CSVReader{Text: text, Separator: separator}
	c.read(g)
	b.decodeCells(g)
	grid, issues := g.finish()
	b.issues = append(b.issues, issues...)
	return []ingest.Grid{grid}, nil
}

// decodeCells undoes TCVN3 and VNI in a text that was saved as Unicode from a
// sheet in such a font.
func (b *book) decodeCells(g *gridBuilder) {
	left := votes
	for i := 0; i < len(g.Cells) && left > 0; i++ {
		if mayBeLegacy(g.Cells[i].Text) {
			b.text.vote.count(g.Cells[i].Text)
			left--
		}
	}
	for i := range g.Cells {
		g.Cells[i].Text = b.text.text(g.Cells[i].Text, fontUnicode)
	}
}

func CutFold(s, prefix string) (string, bool) {
	if len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix) {
		return s[len(prefix):], true
	}
	return s, false
}

// A CSVReader splits text as Excel does: a quote opens a field only at its
// start, "" is a quote in it, and line breaks in quotes belong to the field.
type CSVReader struct {
	Text      string
	Separator byte
	Pos       int
	Row, Col  int32
}

func (c *CSVReader) read(g *gridBuilder) {
	c.Row, c.Col = 1, 1
	for c.Pos < len(c.Text) && c.Row <= ingest.MaxRow {
		field, closed := c.Field()
		if !closed {
			g.damaged(c.Row, c.Col, firstRunes(field, 40), DamageText)
		} else if strings.ContainsRune(field, utf8.RuneError) {
			g.damaged(c.Row, c.Col, field, DamageText)
		}
		if len(g.Cells) < maxCells && strings.TrimSpace(field) != "" && c.Col <= ingest.MaxCol {
			g.add(ingest.Cell{Row: c.Row, Col: c.Col, Kind: ingest.Text, Text: field})
		}
		c.Step()
	}
}

// Step goes past what ended the field.
func (c *CSVReader) Step() {
	if c.Pos >= len(c.Text) {
		return
	}
	switch c.Text[c.Pos] {
	case '\r':
		if c.Pos+1 < len(c.Text) && c.Text[c.Pos+1] == '\n' {
			c.Pos++
		}
		c.Row, c.Col = c.Row+1, 1
	case '\n':
		c.Row, c.Col = c.Row+1, 1
	default:
		c.Col++
	}
	c.Pos++
}

// Field reads up to a separator or the end of the line. closed is false where
// a quote opens and never closes: it is then taken as a character.
func (c *CSVReader) Field() (field string, closed bool) {
	rest := c.Text[c.Pos:]
	if formula, ok := strings.CutPrefix(rest, `="`); ok {
		if n := strings.IndexAny(formula, "\"\n"); n >= 0 && formula[n] == '"' {
			c.Pos += n + 3
			return formula[:n] + c.plain(), true
		}
	}
	if strings.HasPrefix(rest, `"`) {
		if value, n := unquote(rest); n > 0 {
			c.Pos += n
			return value + c.plain(), true
		}
		return c.plain(), false
	}
	return c.plain(), true
}

// plain reads without regard to quotes.
func (c *CSVReader) plain() string {
	start := c.Pos
	for c.Pos < len(c.Text) {
		if b := c.Text[c.Pos]; b == c.Separator || b == '\n' || b == '\r' {
			break
		}
		c.Pos++
	}
	return c.Text[start:c.Pos]
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

// guessSeparator takes the separator that cuts the lines most evenly; the
// comma, which is also the decimal mark, is asked last.
func guessSeparator(text string) byte {
	if len(text) > sampleSize {
		text = text[:sampleSize]
		text = text[:strings.LastIndexByte(text, '\n')+1]
	}
	best, most := byte(','), 0.0
	for _, s := range []byte("\t;|^~,") {
		if e := evenness(text, s); e > most+0.15 || most == 0 && e > 0 {
			best, most = s, e
		}
	}
	return best
}

// evenness is the share of the lines, of those that a separator cuts and at
// least a third of all, that it cuts into the usual number of fields.
func evenness(text string, separator byte) float64 {
	counter := CSVReader{Text: text, Separator: separator}
	fields := map[int32]int{}
	lines, cut := 0, 0
	row, last := int32(1), int32(0)
	end := func() {
		if last > 0 {
			lines++
		}
		if last > 1 {
			cut++
			fields[last]++
		}
	}
	counter.Row, counter.Col = 1, 1
	for counter.Pos < len(text) {
		field, _ := counter.Field()
		if counter.Row != row {
			end()
			row, last = counter.Row, 0
		}
		if field != "" || counter.Col > 1 {
			last = counter.Col
		}
		counter.Step()
	}
	end()
	usual := 0
	for _, n := range fields {
		usual = max(usual, n)
	}
	if cut == 0 {
		return 0
	}
	return float64(usual) / float64(max(cut, (lines+2)/3))
}
