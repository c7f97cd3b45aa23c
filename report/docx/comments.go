package docx

import (
	"time"

	"tongket/report/annex"
	"tongket/report/vi"
)

// mostCells is how many cells a comment names.
const mostCells = 6

// comments are the comments of a document, and where facts were read.
type comments struct {
	texts []string
	at    map[int]annex.Source // by fact; nil: no figure has a comment
}

func (c *comments) sources(all []annex.Source) {
	c.at = make(map[int]annex.Source, len(all))
	for _, s := range all {
		c.at[s.Fact] = s
	}
}

// about names the cells of a figure; empty where it has none or nobody asks.
func (c *comments) about(figure annex.Cell) string {
	if c.at == nil {
		return ""
	}
	var cells []string
	more := 0
	for _, fact := range figure.Facts {
		s, ok := c.at[fact]
		switch {
		case !ok:
		case len(cells) == mostCells:
			more++
		default:
			cells = append(cells, vi.SourceOf(s.Pos, s.Raw))
		}
	}
	if len(cells) == 0 {
		return ""
	}
	return vi.SourcesOf(cells, more)
}

// commentBegins begins what a comment is on, and gives its number; -1 without one.
func (d *document) commentBegins(text string) int {
	if text == "" {
		return -1
	}
	n := len(d.comments.texts)
	d.comments.texts = append(d.comments.texts, text)
	d.empty("w:commentRangeStart", "w:id", itoa(n))
	return n
}

func (d *document) commentEnds(n int) {
	if n < 0 {
		return
	}
	d.empty("w:commentRangeEnd", "w:id", itoa(n))
	d.begin("w:r")
	d.empty("w:commentReference", "w:id", itoa(n))
	d.end(1)
}

// part is comments.xml: they bear the day of the document.
func (c *comments) part(day time.Time) []byte {
	d := &document{}
	d.begin("w:comments", mainSpaces...)
	for i, text := range c.texts {
		d.begin("w:comment", "w:id", itoa(i), "w:author", "tongket", "w:date", day.Format(time.RFC3339), "w:initials", "TK")
		d.paragraph(paragraph{style: styleComment, runs: []run{{text: text}}})
		d.end(1)
	}
	return d.part()
}
