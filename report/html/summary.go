package html

import (
	"html/template"
	"strings"

	"tongket/analysis"
	"tongket/report/annex"
	"tongket/report/plot"
	"tongket/report/vi"
)

// A summary is the one page for leadership as the page shows it: the same words
// and figures as in print, with links to the indicators.
type summary struct {
	annex.Summary
	Rows      []missRow
	Scores    template.HTML
	Dumbbells template.HTML
	GapCode   string
	Map       template.HTML
	AheadRows []aheadRow
	Errors    []openError
	ErrorsAll int
}

type missRow struct {
	annex.Miss
	Code  string
	Spark template.HTML
}

type aheadRow struct {
	Code, Name string
	Cells      []headedCell
}

// A headedCell is a text and the head of its column, which stands before it where
// the page is too narrow for a row of heads.
type headedCell struct{ Head, Text string }

// An openError is an error in the figures, and what waits for it.
type openError struct {
	Code, Name, Said string
	Holds            bool // a judgement or a forecast waits for it
}

// Measures of the drawings, in millimetres of print: they scale with the page.
const (
	scoresWidth  = 112.0
	squaresWidth = 70.0
	endless      = 1e4
	narrow       = 62.0 // on a telephone: a letter of the drawing is then about 11 pixels
	mostScores   = 40   // the worst come first, the cards have all
	mostMisses   = 10
	mostAhead    = 8
	mostErrors   = 12
)

func newSummary(r *analysis.Review) *summary {
	s := summary{Summary: annex.Summarise(r)}
	if len(s.Scores0()) == 0 && len(s.Misses) == 0 && len(s.Gap) == 0 {
		return nil
	}
	code := func(i int) string { return r.Indicators[i].Code }
	if n := len(s.Misses) - mostMisses; n > 0 {
		s.Misses = s.Misses[:mostMisses]
		s.Remarks = append([]string{vi.MoreMisses(n, "")}, s.Remarks...)
	}
	if len(s.Ahead) > mostAhead {
		s.Ahead, s.AheadNote = s.Ahead[:mostAhead], "" // what it explains comes last
	}
	for _, m := range s.Misses {
		s.Rows = append(s.Rows, missRow{m, code(m.Indicator), drawn(plot.Spark(m.Years, m.Estimate, 22, 7), vi.AltYears(m.Name, s.MissesHead[4]))})
	}
	if n := len(s.Scores0()) - mostScores; n > 0 {
		s.Summary.Scores = s.Scores0()[:mostScores]
		s.ScoresNote += " " + vi.MoreScores(n, "")
	}
	var told []string
	for _, score := range s.Scores0() {
		told = append(told, score.Name+" "+score.Text)
	}
	p, _ := plot.Results(s.Scores0(), scoresWidth, endless, vi.ScaleEnd)
	s.Scores = drawn(p, s.ScoresHeading+": "+strings.Join(told, "; "))
	if len(s.Gap) > 0 {
		told = nil
		for _, g := range s.Gap {
			told = append(told, g.Name+" "+g.BaseText+" → "+g.LastText)
		}
		d, _ := plot.Dumbbells(s.Gap, s.GapWhole, s.GapLine, narrow, endless, func(v float64) string { return vi.ShortQuantity(v, s.GapDigits, s.GapUnit) })
		s.Dumbbells = drawn(d, s.GapHeading+": "+strings.Join(told, "; "))
		s.GapCode = code(s.GapOf)
	}
	if len(s.Squares) > 0 {
		s.Map = drawn(plot.Squares(s.Squares, s.SquareClasses, squaresWidth), s.SquaresSay)
	}
	for k, row := range s.Ahead {
		told := aheadRow{Code: code(s.AheadOf[k]), Name: row[0]}
		for j, text := range row[1:] {
			told.Cells = append(told.Cells, headedCell{s.AheadHead[j+1], text})
		}
		s.AheadRows = append(s.AheadRows, told)
	}
	s.Errors, s.ErrorsAll = openErrors(r)
	return &s
}

// Scores0 are the results of the annex, which Scores draws.
func (s *summary) Scores0() []plot.Result { return s.Summary.Scores }

// Sign is the sign of a result, as the note below the drawing explains it.
func (s *summary) Sign(r plot.Result) string {
	switch r.Shape {
	case plot.Down:
		return "▼"
	case plot.Ring:
		return "○"
	}
	return "●"
}

// drawn is a plot as a picture of the page; its texts are escaped where it is made.
func drawn(p plot.Plot, alt string) template.HTML { return template.HTML(p.SVG(alt)) }

// openErrors are the errors in the figures, those that hold a judgement or a
// forecast back first.
func openErrors(r *analysis.Review) (told []openError, all int) {
	holds := map[int]bool{}
	for i := range r.Indicators {
		for _, f := range r.Indicators[i].HeldBack {
			holds[f] = true
		}
	}
	known := map[string]bool{}
	for i := range r.Indicators {
		known[r.Indicators[i].Code] = true
	}
	var first, rest []openError
	for i, f := range r.Findings {
		if f.Severity != analysis.Error {
			continue
		}
		content, _ := vi.Finding(f)
		e := openError{Name: vi.Folded(f.Name), Said: content, Holds: holds[i]}
		if known[f.Indicator] {
			e.Code = f.Indicator
		}
		if e.Holds {
			first = append(first, e)
		} else {
			rest = append(rest, e)
		}
	}
	told = append(first, rest...)
	return told[:min(len(told), mostErrors)], len(told)
}
