package annex

import (
	"slices"
	"strconv"
	"strings"

	"tongket/analysis"
	"tongket/analysis/claim"
	"tongket/ingest"
	"tongket/report/vi"
)

// mostFindings are printed of each severity: beyond that nobody reads them on
// paper, and kiem-tra.csv has them all.
const mostFindings = 1000

// findings is the annex of what has to be looked at, the gravest first.
func (b *document) findings() Annex {
	a := Annex{ID: "ra-soat", Title: vi.TitleFindings}
	if len(b.r.Findings) == 0 {
		a.Blocks = []Block{{Paragraphs: append([]Paragraph{{Text: vi.NoteRegular}}, b.doubts()...)}}
		return a
	}
	t := Table{ID: b.tableID("ra_soat"), Frozen: 1, Columns: []Column{
		{Title: vi.HeadNumber, Align: Centre}, {Title: vi.HeadAbout, Align: Left}, {Name: ColWhere, Title: vi.HeadWhere, Align: Left},
		{Name: ColContent, Title: vi.HeadContent, Align: Left}, {Name: ColAdvice, Title: vi.HeadAdvice, Align: Left},
	}}
	number, section, more := 0, 0, 0
	var counts []int
	for _, severity := range []analysis.Severity{analysis.Error, analysis.Warning, analysis.Info} {
		rows, n := b.findingRows(severity, &number)
		counts = append(counts, n)
		if len(rows) > mostFindings {
			for _, row := range rows[mostFindings:] {
				more += len(row.Cells[0].Findings)
			}
			rows = rows[:mostFindings]
		}
		if len(rows) > 0 {
			section++
			t.Rows = append(t.Rows, sectionRow(vi.Roman(section), strings.ToUpper(vi.Severity(severity)), len(t.Columns)))
			t.Rows = append(t.Rows, rows...)
		}
	}
	fit(&t)
	b.page().choose(&t, NameFindings)
	a.Landscape = true
	a.Blocks = []Block{{Paragraphs: []Paragraph{{Text: vi.Counted(counts[0], counts[1], counts[2])}}}}
	if s := vi.HeldBack(b.heldBack()); s != "" {
		a.Blocks[0].Paragraphs = append(a.Blocks[0].Paragraphs, Paragraph{Text: s})
	}
	a.Blocks[0].Paragraphs = append(a.Blocks[0].Paragraphs, b.doubts()...)
	a.Blocks = append(a.Blocks, Block{Table: &t})
	if more > 0 {
		a.Blocks = append(a.Blocks, Block{Paragraphs: []Paragraph{{Text: vi.MoreFindings(more)}}})
	}
	return a
}

// doubts are lines on the judgements that may still turn, under a line of their own.
func (b *document) doubts() []Paragraph {
	var lines []Paragraph
	for i := range b.r.Indicators {
		if s := vi.DoubtOf(b.r, &b.r.Indicators[i]); s != "" {
			lines = append(lines, Paragraph{Text: s, Bullet: true})
		}
	}
	if len(lines) > 0 {
		lines = append([]Paragraph{{Text: vi.DoubtsFollow}}, lines...)
	}
	return lines
}

// mostAlike is how many findings that say the same are one row.
const mostAlike = 12

// findingRows are the findings of a severity, and how many there are. Those that
// miss the figures of the same years on the sheets of one file are one row.
func (b *document) findingRows(severity analysis.Severity, number *int) (rows []Row, n int) {
	type missed struct {
		file  string
		years ingest.Period
	}
	of := map[missed]int{} // the row that more of them can join
	for i, f := range b.r.Findings {
		if f.Severity != severity {
			continue
		}
		n++
		c, whole := f.Claim.(claim.Missing)
		key := missed{f.Pos.File, f.Years}
		whole = whole && f.Place == "" && f.Pos.Cell() == "" && c.Of == "whole"
		if at, ok := of[key]; ok && whole {
			together := append(rows[at].Cells[0].Findings, i)
			rows[at].Cells[0].Findings = together
			rows[at].Cells[1], rows[at].Cells[2] = text(b.aboutAll(together)), text(orNone(b.placesOfAll(together)))
			if len(together) == mostAlike {
				delete(of, key)
			}
			continue
		}
		if whole {
			of[key] = len(rows)
		}
		*number++
		content, advice := vi.Finding(f)
		rows = append(rows, Row{Cells: []Cell{
			{Text: strconv.Itoa(*number), Findings: []int{i}}, text(about(f)), text(orNone(places(f))),
			{Text: content}, {Text: advice},
		}})
	}
	return rows, n
}

// aboutAll is what findings of the same years are about.
func (b *document) aboutAll(findings []int) string {
	var names []string
	for _, i := range findings {
		names = append(names, vi.Folded(b.r.Findings[i].Name))
	}
	return strings.Join(names, "; ") + ", " + b.r.Findings[findings[0]].Years.String()
}

// placesOfAll names the sheets of findings.
func (b *document) placesOfAll(findings []int) string {
	f := b.r.Findings[findings[0]]
	f.Related = nil
	for _, i := range findings {
		for _, p := range append([]ingest.Pos{b.r.Findings[i].Pos}, b.r.Findings[i].Related...) {
			if p != f.Pos && !slices.Contains(f.Related, p) {
				f.Related = append(f.Related, p)
			}
		}
	}
	return places(f)
}

// places names the cells of a finding, those of one sheet together; print
// names some of them, kiem-tra.csv all.
func places(f analysis.Finding) string {
	const most = 6
	all := f.Related
	if f.Pos.File != "" {
		all = append([]ingest.Pos{f.Pos}, all...)
	}
	var b strings.Builder
	for i, p := range all {
		if i == most {
			b.WriteString("; …")
			break
		}
		switch sheet := sheetOf(p); {
		case i > 0 && sheet == sheetOf(all[i-1]) && p.Cell() != "":
			b.WriteString(", " + p.Cell())
		default:
			if i > 0 {
				b.WriteString("; ")
			}
			b.WriteString(p.String())
		}
	}
	return b.String()
}

// about is what a finding is about: indicator, place, years.
func about(f analysis.Finding) string {
	var parts []string
	for _, s := range []string{vi.Alone(f.Name), vi.Folded(f.Place), f.Years.String()} {
		if s != "" {
			parts = append(parts, s)
		}
	}
	if len(parts) == 0 {
		return orNone(f.Indicator)
	}
	return strings.Join(parts, ", ")
}

// heldBack are the names of the indicators that errors keep from a judgement.
func (b *document) heldBack() []string {
	var names []string
	for i := range b.r.Indicators {
		if x := &b.r.Indicators[i]; len(x.HeldBack) > 0 && !slices.Contains(names, x.Name) {
			names = append(names, x.Name)
		}
	}
	return names
}
