package html

import (
	"encoding/json"
	"math"
	"slices"
	"strconv"
	"strings"

	"tongket/analysis"
	"tongket/analysis/stat"
	"tongket/ingest"
	"tongket/report/annex"
	"tongket/report/chart"
	"tongket/report/vi"
)

// The data of the page: what its scripts draw the views of indicators from.
// Everything is an index into a list that holds it once, as a term of five
// hundred indicators in thirteen districts must fit into a mail.
type data struct {
	Base       int               `json:"base"`
	Last       int               `json:"last"`
	Next       int               `json:"next"`
	AsOf       string            `json:"asOf"`
	Words      map[string]string `json:"words"`
	Sheets     [][3]string       `json:"sheets"` // file, sheet, who sent it
	Facts      triples           `json:"facts"`  // three a fact: row, column, the cell as shown (or its number)
	Runs       [][2]int          `json:"runs"`   // from which fact on, which sheet
	Places     []string          `json:"places"` // the whole first
	Short      []string          `json:"short"`  // their names where there is little room
	Fields     []string          `json:"fields"`
	Suppliers  []string          `json:"suppliers"`
	Names      []string          `json:"names"` // of rows and figures
	Pool       []json.RawMessage `json:"pool"`  // shared parts of the charts' options
	Indicators []indicator       `json:"indicators"`
	Land       *land             `json:"land,omitempty"`
}

// An indicator as the page needs it.
type indicator struct {
	Code     string            `json:"c"`
	Name     string            `json:"n"`
	Aliases  string            `json:"a,omitempty"` // other names, to be found by
	Field    int               `json:"f"`
	Supplier int               `json:"s"`
	Unit     string            `json:"u"`
	Decimals int               `json:"d"`
	Falling  bool              `json:"down,omitempty"`
	Verdict  analysis.Verdict  `json:"v,omitempty"`
	Badge    string            `json:"w,omitempty"` // the verdict in words
	Class    stat.Class        `json:"p,omitempty"` // towards a target
	Source   string            `json:"q,omitempty"`
	Years    int               `json:"y"`           // columns of its table, from Base
	Rows     []row             `json:"r"`           // the table behind the chart
	Lines    []line            `json:"l,omitempty"` // its places
	Ranked   int               `json:"b,omitempty"` // the year that the bars show
	Figures  []figure          `json:"k"`
	Sentence string            `json:"t,omitempty"` // the term and what is ahead, in words
	Places   string            `json:"e,omitempty"` // its places, in words
	Findings []finding         `json:"g,omitempty"`
	Comments []comment         `json:"m,omitempty"`
	Charts   []json.RawMessage `json:"x"`           // options: columns, heat map (its cells are filled in by the page)
	Says     string            `json:"h,omitempty"` // the caption of the columns; captions are as tail gives them
	About    int               `json:"i"`           // its unit and scope

	// Of the places, in the order of Lines.
	Plain   bool       `json:"np,omitempty"` // neither ranked nor compared: mothers, martyrs
	Percent bool       `json:"pc,omitempty"` // a rate: the whole stands among them
	Changes []*float64 `json:"dc,omitempty"` // over the term
	Gaps    []*float64 `json:"dg,omitempty"` // to the whole, in the last year
	Behind  []int      `json:"bh,omitempty"` // worse than the whole: a bit a year, the base the lowest
	Counts  []int      `json:"bc,omitempty"` // how many are, by year
	Side    string     `json:"bs,omitempty"` // on which side of the whole is worse
	Breaks  []float64  `json:"br,omitempty"` // ends of the classes of the map
	Shifted *int       `json:"ss,omitempty"` // the caption of both ends of the term
	Changed string     `json:"cs,omitempty"` // that of the changes, of a rate: counts are not ranked
	Steps   [][2]any   `json:"st,omitempty"` // of a flow: what it comes to by year, from the first after the base; whether estimated
	Left    *float64   `json:"sl,omitempty"` // what is lacking to its target
	Goal    *float64   `json:"sg,omitempty"` // its target
	Stepped string     `json:"sw,omitempty"` // the caption of its years added up
}

// Tuples, for short JSON.
type (
	row     []any // name, the fact to count from, cells; of a forecast: minus the years left out before
	line    []any // place, rank or 0, the fact to count from, cells
	figure  []any // name, text, facts
	finding []any // severity, content, advice, cells as text
)

// Flags of a cell.
const (
	estimated = 1 << iota
	held
	notAvailable
	nilOnly
	missing
	summed
	recomputed
	corrected
)

// A triples is a list of JSON, three elements a fact, without its brackets: of
// hundreds of thousands, as values they would be ten times as large.
type triples []byte

// MarshalJSON is the list.
func (t triples) MarshalJSON() ([]byte, error) {
	return append(append([]byte{'['}, t...), ']'), nil
}

// add adds a fact.
func (t *triples) add(row, col int32, raw string) {
	if len(*t) > 0 {
		*t = append(*t, ',')
	}
	*t = append(strconv.AppendInt(*t, int64(row), 10), ',')
	*t = append(strconv.AppendInt(*t, int64(col), 10), ',')
	if v, ok := numeric(raw); ok {
		*t = strconv.AppendFloat(*t, v, 'f', -1, 64)
		return
	}
	text, _ := json.Marshal(raw) // of a string there is no error
	*t = append(*t, text...)
}

// A builder collects the lists that indexes point into.
type builder struct {
	r      *analysis.Review
	read   *ingest.Cursor // of r's facts
	data   *data
	facts  map[int]int    // index into Review.Facts → index into data.Facts
	texts  map[string]int // of what is written elsewhere, likewise
	raws   []string       // of the facts in data
	sheets map[[2]string]int
	names  map[string]int
	pool   *pool
	charts [][]string // options, by indicator
	given  bool       // the team knows something of a sheet
}

// newBuilder makes the data of r; what it returns still gives facts a place in
// them.
func newBuilder(r *analysis.Review) (*builder, error) {
	b := &builder{
		given: slices.ContainsFunc(r.Findings, func(f analysis.Finding) bool { return f.Code == ingest.CodeHintUsed }),
		r:     r, read: r.Facts.Cursor(), facts: map[int]int{}, texts: map[string]int{}, sheets: map[[2]string]int{}, names: map[string]int{}, pool: newPool(),
		data: &data{Base: r.Term.Base, Last: r.Term.Last, Next: r.Term.Next, AsOf: vi.DateShort(r.AsOf), Words: vi.PageWords(r.Places),
			Sheets: [][3]string{}, Runs: [][2]int{}, Places: placeNames(r), Short: shortNames(r), Fields: fieldNames(r), Suppliers: suppliers(r), Land: landOf(r)},
	}
	for i := range r.Indicators {
		if err := b.options(i); err != nil {
			return nil, err
		}
	}
	for i := range r.Indicators {
		x, err := b.indicator(i)
		if err != nil {
			return nil, err
		}
		b.data.Indicators = append(b.data.Indicators, x)
	}
	b.data.Pool = b.pool.entries
	return b, nil
}

func placeNames(r *analysis.Review) []string {
	names := []string{}
	for _, p := range r.Places {
		names = append(names, p.Name)
	}
	for _, x := range r.Indicators { // places that the catalogue does not know
		for _, l := range x.Places {
			if !slices.Contains(names, l.Place) {
				names = append(names, l.Place)
			}
		}
	}
	return names
}

func shortNames(r *analysis.Review) []string {
	names := placeNames(r)
	for i, name := range names {
		names[i] = vi.ShortPlace(name)
	}
	return names
}

func fieldNames(r *analysis.Review) []string {
	names := []string{}
	for _, f := range r.Fields {
		names = append(names, f.Name)
	}
	return names
}

func suppliers(r *analysis.Review) []string {
	names := []string{}
	for _, x := range r.Indicators {
		if !slices.Contains(names, x.Supplier) {
			names = append(names, x.Supplier)
		}
	}
	return names
}

// options makes the options of an indicator's charts and counts what they
// share with those of others.
func (b *builder) options(i int) error {
	var all []string
	for _, c := range annex.Charts(b.r, i) {
		switch c.Kind {
		case annex.Bars: // the page draws them itself, of any year
			continue
		case annex.Heat:
			c.Cells, c.CellFacts, c.CellHeld = nil, nil, nil
		}
		option, err := chart.Option(c)
		if err != nil {
			return err
		}
		all = append(all, string(option))
		if err := b.pool.count(all[len(all)-1]); err != nil {
			return err
		}
	}
	b.charts = append(b.charts, all)
	return nil
}

func (b *builder) indicator(i int) (indicator, error) {
	x := &b.r.Indicators[i]
	charts := annex.Charts(b.r, i)
	d := indicator{
		Code: x.Code, Name: x.Name, Aliases: strings.Join(x.Aliases, "; "), Unit: x.Unit, Decimals: x.Decimals, Falling: x.Direction == analysis.Down,
		Verdict: x.Judgement.Verdict, Badge: badge(x), Class: towards(x), Source: x.Source,
		Field:    fieldOf(b.r, i),
		Supplier: slices.Index(b.data.Suppliers, x.Supplier),
		Years:    len(charts[0].Categories),
		Rows:     b.rows(x, charts[0]),
		Figures:  b.figures(x),
		Findings: b.findings(x),
		Comments: b.comments(x.Code),
		Sentence: sentence(b.r, x),
		Places:   vi.Places(b.r, x),
		Says:     tail(x.Name, charts[0].Says),
		About:    b.name(charts[0].About),
	}
	for _, l := range x.Places {
		d.Lines = append(d.Lines, b.line(l, annex.Ranked(x)))
	}
	for _, c := range charts[1:] {
		if c.Kind == annex.Bars {
			d.Ranked, _ = strconv.Atoi(c.Title[len(c.Title)-4:])
		}
	}
	b.compare(&d, i)
	for _, option := range b.charts[i] {
		short, err := b.pool.intern(option)
		if err != nil {
			return d, err
		}
		d.Charts = append(d.Charts, short)
	}
	return d, nil
}

// compare holds the places of an indicator against each other, and adds up the years
// of a flow.
func (b *builder) compare(d *indicator, i int) {
	x := &b.r.Indicators[i]
	d.Plain, d.Percent = vi.Honoured(x), x.Kind == analysis.Rate
	if steps := analysis.RunningTotals(x, b.r.Term); len(steps) > 1 && !d.Plain {
		for _, s := range steps {
			d.Steps = append(d.Steps, [2]any{short(s.To), bit(s.Estimate)})
		}
		last := steps[len(steps)-1]
		d.Left, d.Stepped = shorter(last.TargetLeft), vi.StepsSay(b.r, x, last.To)
		if x.Goal != nil {
			d.Goal = shorter(&x.Goal.Value)
		}
	}
	if d.Ranked == 0 || d.Plain {
		return
	}
	v := analysis.ViewPlaces(b.r, i, d.Ranked)
	for k, l := range x.Places {
		d.Changes = append(d.Changes, shorter(l.Change))
		d.Gaps = append(d.Gaps, v.Gap[k])
		mask := 0
		for y, behind := range v.Behind[k] {
			mask |= bit(behind) << y
		}
		d.Behind = append(d.Behind, mask)
	}
	if !slices.ContainsFunc(d.Gaps, func(g *float64) bool { return g != nil }) {
		d.Gaps = nil
	}
	if side := vi.BehindSide(x); side != "" && d.Percent {
		d.Side, d.Counts = side, v.Count
	} else {
		d.Behind = nil
	}
	d.Breaks = v.Breaks
	if v.Shift != nil {
		says := b.name(tail(x.Name, vi.GapTitle(b.r, v.Shift)))
		d.Shifted = &says
		if d.Percent {
			d.Changed = vi.ChangesSay(x, d.Changes)
		}
	}
}

// tail is a text that begins with a name without it, after a tilde: most captions
// begin with their indicator, which the page knows.
func tail(name, text string) string {
	if rest, ok := strings.CutPrefix(text, name); ok {
		return "~" + rest
	}
	return text
}

func bit(on bool) int {
	if on {
		return 1
	}
	return 0
}

// shorter is a figure to draw with; nil for none.
func shorter(v *float64) *float64 {
	if v == nil {
		return nil
	}
	s, ok := short(*v).(float64)
	if !ok {
		return nil
	}
	return &s
}

// badge is the verdict in words, empty for none.
func badge(x *analysis.Result) string {
	if x.Judgement.Verdict == analysis.NoVerdict {
		return ""
	}
	return vi.Verdict(x.Judgement.Verdict, x.Judgement.Estimate)
}

// towards is the class of an indicator's progress towards its target; without
// a target there is only a trend.
func towards(x *analysis.Result) stat.Class {
	if x.Goal == nil {
		return stat.NoClass
	}
	return x.Progress.Class
}

func sentence(r *analysis.Review, x *analysis.Result) string {
	return strings.TrimSpace(strings.Join([]string{vi.Sentence(r, x), vi.Doubts(r, x), vi.NextTarget(r, x), vi.Unproposed(r, x)}, " "))
}

func fieldOf(r *analysis.Review, i int) int {
	return slices.IndexFunc(r.Fields, func(f analysis.Field) bool { return slices.Contains(f.Indicators, i) })
}

// rows are the table behind the chart of the years: the figures, the plan, and
// each series of the next term.
func (b *builder) rows(x *analysis.Result, c annex.Chart) []row {
	rows := []row{b.actualRow(x)}
	if r, planned := b.planRow(x); planned {
		rows = append(rows, r)
	}
	for _, s := range c.Series[1:] {
		name := s.Name
		switch s.Kind {
		case annex.Low:
			name = vi.RowLow
		case annex.High:
			name = vi.RowHigh
		}
		ahead := len(x.Whole.Points)
		r := row{b.name(name), -ahead}
		for _, v := range s.Values[ahead:] {
			if v == nil {
				r = append(r, nil)
			} else {
				r = append(r, short(stat.Round(*v, x.Decimals)))
			}
		}
		rows = append(rows, r)
	}
	return rows
}

func (b *builder) actualRow(x *analysis.Result) row {
	t := b.counter()
	r := row{b.name(vi.ChartActual), t.next}
	for _, p := range x.Whole.Points {
		r = append(r, t.cell(p))
	}
	return packed(r, 2)
}

func (b *builder) planRow(x *analysis.Result) (r row, planned bool) {
	t := b.counter()
	r = row{b.name(vi.RowPlan), t.next}
	for _, p := range x.Whole.Points {
		if p.Plan == nil {
			r = append(r, nil)
			continue
		}
		r, planned = append(r, t.sourced(*p.Plan, 0, p.PlanFacts)), true
	}
	return packed(r, 2), planned
}

func (b *builder) line(l analysis.Line, ranked bool) line {
	rank := 0
	if ranked && l.Rank != nil {
		rank = *l.Rank
	}
	t := b.counter()
	all := line{slices.Index(b.data.Places, l.Place), rank, t.next}
	for _, p := range l.Points {
		all = append(all, t.cell(p))
	}
	return packed(all, 3)
}

// packed joins the cells of a tuple, from index from on, that are read one
// after another into a text with a letter each: "." for [0], "e" for [0,1], an
// estimate. Most rows are one text.
func packed[T ~[]any](tuple T, from int) T {
	out := tuple[:from:from]
	letters := ""
	flush := func() {
		if letters != "" {
			out, letters = append(out, letters), ""
		}
	}
	for _, cell := range tuple[from:] {
		switch list, _ := cell.([]any); {
		case len(list) == 1 && list[0] == 0:
			letters += "."
		case len(list) == 2 && list[0] == 0 && list[1] == estimated:
			letters += "e"
		default:
			flush()
			out = append(out, cell)
		}
	}
	flush()
	return out
}

// A counter writes the cells of a row. A fact is told by how far it stands
// from the one after the last that was told: 0 for a sheet that is read from
// left to right.
type counter struct {
	*builder
	next int
}

func (b *builder) counter() *counter { return &counter{b, len(b.raws)} }

// cell is a point in the shortest form: nil where nobody says anything; a
// number without a source; [fact] or [fact, flags] where the figure is what
// the fact's raw text says; else [number or nil, flags, facts…], with nil for
// no fact.
func (t *counter) cell(p analysis.Point) any {
	flags := 0
	for _, f := range []struct {
		on   bool
		flag int
	}{
		{p.Estimate, estimated}, {p.Held, held}, {p.Status == analysis.NoValue, notAvailable},
		{p.Status == analysis.NilOnly, nilOnly}, {p.Status == analysis.Missing, missing},
		{p.From == "sum", summed}, {p.From == "ratio", recomputed}, {t.corrected(p.Facts), corrected},
	} {
		if f.on {
			flags |= f.flag
		}
	}
	switch {
	case p.Status == analysis.Known:
		return t.sourced(p.Value, flags, p.Facts)
	case p.Status == analysis.Missing && len(p.Facts) == 0:
		return nil
	}
	return append([]any{nil, flags}, t.sources(p.Facts)...)
}

func (t *counter) sourced(v float64, flags int, facts []int) any {
	if len(facts) == 0 && flags == 0 {
		return short(v)
	}
	list := t.sources(facts)
	if len(facts) == 1 && flags&(summed|recomputed) == 0 {
		if said, ok := plainNumber(t.raws[t.next-1]); ok && said == v {
			if flags == 0 {
				return list
			}
			return append(list, flags)
		}
	}
	return append([]any{short(v), flags}, list...)
}

func (t *counter) sources(facts []int) []any {
	list := []any{}
	for _, f := range facts {
		at := t.fact(f)
		list = append(list, at-t.next)
		t.next = at + 1
	}
	if len(list) == 0 {
		list = append(list, nil)
	}
	return list
}

func (b *builder) fact(f int) int {
	if at, ok := b.facts[f]; ok {
		return at
	}
	fact := b.read.At(f)
	at := len(b.raws)
	b.facts[f] = at
	raw := fact.Raw
	if x := b.r.Correction(fact.Pos); x != nil && fact.Mark == analysis.MarkCorrected {
		raw = vi.CorrectedRaw(raw, x)
	}
	if b.given {
		if s := vi.Givens(b.r.Given(fact)); s != "" {
			raw += " (" + s + ")"
		}
	}
	b.raws = append(b.raws, raw)
	b.place(at, fact.Pos, raw)
	return at
}

// corrected tells whether one of the facts is as the team has corrected it.
func (b *builder) corrected(facts []int) bool {
	return len(b.r.Corrections) > 0 && slices.ContainsFunc(facts, func(f int) bool {
		return b.r.Facts.Basis(f).Mark == analysis.MarkCorrected
	})
}

// marked is a figure's text with the mark of one that is corrected.
func (b *builder) marked(text string, facts []int) string {
	if text != "" && b.corrected(facts) {
		text += " " + vi.MarkCorrected
	}
	return text
}

// written is a text that stands somewhere else than in a fact's cell, such as
// a target in the catalogue, as the page knows facts.
func (b *builder) written(p ingest.Pos, raw string) int {
	key := p.String() + "\n" + raw
	at, ok := b.texts[key]
	if !ok {
		at = len(b.raws)
		b.texts[key] = at
		b.raws = append(b.raws, raw)
		b.place(at, p, raw)
	}
	return at
}

// place puts fact number at into the data.
func (b *builder) place(at int, p ingest.Pos, raw string) {
	b.data.Facts.add(p.Row, p.Col, raw)
	sheet := b.sheet(p.File, p.Sheet)
	if runs := b.data.Runs; len(runs) == 0 || runs[len(runs)-1][1] != sheet {
		b.data.Runs = append(runs, [2]int{at, sheet})
	}
}

// numeric is a text as a number where the page's scripts write that number
// just like the text, which is shorter.
func numeric(raw string) (v float64, ok bool) {
	v, ok = plainNumber(raw)
	whole, fraction, _ := strings.Cut(raw, ",")
	text := strings.ReplaceAll(whole, ".", "")
	if fraction != "" {
		text += "." + fraction
	}
	if !ok || strconv.FormatFloat(v, 'f', -1, 64) != text || v != 0 && math.Abs(v) < 1e-3 || math.Abs(v) > 1e12 {
		return 0, false
	}
	return v, true
}

func (b *builder) sheet(file, sheet string) int {
	key := [2]string{file, sheet}
	at, ok := b.sheets[key]
	if !ok {
		at = len(b.data.Sheets)
		b.sheets[key] = at
		b.data.Sheets = append(b.data.Sheets, [3]string{file, sheet, b.r.Senders[file]})
	}
	return at
}

func (b *builder) name(s string) int {
	at, ok := b.names[s]
	if !ok {
		at = len(b.data.Names)
		b.names[s] = at
		b.data.Names = append(b.data.Names, s)
	}
	return at
}

// short is a figure to draw with: 12 significant digits.
func short(v float64) any {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return nil
	}
	s, err := strconv.ParseFloat(strconv.FormatFloat(v, 'g', 12, 64), 64)
	if err != nil {
		return v
	}
	return s
}

// plainNumber reads a figure that is written as vi.Number writes it, as the
// page's scripts do too.
func plainNumber(raw string) (float64, bool) {
	whole, fraction, _ := strings.Cut(raw, ",")
	v, err := strconv.ParseFloat(strings.ReplaceAll(whole, ".", "")+"."+fraction, 64)
	if err != nil || vi.Number(v, len(fraction)) != raw {
		return 0, false
	}
	return v, true
}

func (b *builder) findings(x *analysis.Result) []finding {
	var all []finding
	for _, i := range bySeverity(b.r, x.Findings) {
		f := b.r.Findings[i].On(x.Code)
		content, advice := vi.Finding(f)
		if line := vi.SettlingLine(f); line != "" {
			advice = strings.TrimSpace(advice + " " + vi.Capital(vi.SettlingHead(f)) + ": " + line)
		}
		t := finding{f.Severity, content, advice}
		if f.Pos.File != "" {
			t = append(t, place(f.Pos))
		}
		for _, p := range f.Related {
			t = append(t, place(p))
		}
		all = append(all, t)
	}
	return all
}

// bySeverity puts errors first, else keeps the order.
func bySeverity(r *analysis.Review, findings []int) []int {
	rank := map[analysis.Severity]int{analysis.Error: 0, analysis.Warning: 1, analysis.Info: 2}
	return slices.SortedStableFunc(slices.Values(findings), func(a, b int) int {
		return rank[r.Findings[a].Severity] - rank[r.Findings[b].Severity]
	})
}
