package sheets

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"tongket/analysis"
	"tongket/ingest"
	"tongket/ingest/book"
	"tongket/ingest/words"
	"tongket/report/vi"
)

// The data of the page. Texts that many figures share stand once, in Pool.
type data struct {
	Words    map[string]string `json:"words"`
	Pool     []string          `json:"pool"`
	Sheets   []sheet           `json:"sheets"`
	Findings []finding         `json:"findings"`
}

// A sheet is one sheet of a file.
type sheet struct {
	File    string   `json:"f"`
	Name    string   `json:"s,omitempty"`
	Sender  string   `json:"u,omitempty"`
	Hidden  bool     `json:"h,omitempty"`
	Left    string   `json:"l,omitempty"` // what was left out, by reason, in words
	Cells   []cell   `json:"c"`
	Merges  [][4]int `json:"m,omitempty"`
	Widths  [][3]int `json:"w,omitempty"` // first and last column, letters
	TooMuch int      `json:"x,omitempty"` // cells that the page has no room for
}

// A cell is row, column, text, role; of a figure then the indices in the pool of its
// indicator, place, year, measure, unit, what it is now where it is corrected, and the
// reason of one that is left out.
type cell []any

// Roles of cells.
const (
	roleNone = iota
	roleFigure
	roleIndicator
	rolePlace
	roleYear
	roleMeasure
	roleUnit
	roleLeft
)

// A finding with its cells, each as the number of its sheet, row and column.
type finding struct {
	Severity string   `json:"s"`
	Code     string   `json:"c"`
	Text     string   `json:"t"`
	Advice   string   `json:"a,omitempty"`
	Line     string   `json:"l,omitempty"`
	Register string   `json:"r,omitempty"`
	Settled  bool     `json:"d,omitempty"`
	Cells    [][3]int `json:"at,omitempty"`
	Where    string   `json:"w,omitempty"`
}

// mostBytes is about how much the texts of the sheets may take: with the rest the page
// stays below what mail takes.
const mostBytes = 6 << 20

type builder struct {
	r        *analysis.Review
	data     data
	pool     map[string]int
	at       map[ingest.Pos]int     // sheets by file and name
	facts    map[ingest.Pos][]int32 // by sheet: their numbers
	names    map[string]string      // of indicators
	room     int
	balances map[string][]ingest.Balance // by file
	known    bool                        // the team knows something of a sheet
}

// build is the data of the page of all files, or of one.
func build(r *analysis.Review, from Source, only string) *data {
	b := &builder{r: r, pool: map[string]int{}, at: map[ingest.Pos]int{}, names: map[string]string{}, balances: map[string][]ingest.Balance{}, room: mostBytes}
	b.known = slices.ContainsFunc(r.Findings, func(f analysis.Finding) bool { return f.Code == ingest.CodeHintUsed })
	b.data.Words = vi.SheetsWords()
	b.data.Sheets, b.data.Findings = []sheet{}, []finding{}
	for i := range r.Indicators {
		b.names[r.Indicators[i].Code] = r.Indicators[i].Name
	}
	if from.Facts != nil {
		b.facts = from.Facts()
	} else {
		b.facts = FactsOf(r)
	}
	doubtful := map[string]bool{}
	for _, f := range r.Findings {
		doubtful[f.Pos.File] = true
	}
	files := slices.DeleteFunc(b.files(), func(file string) bool { return only != "" && file != only })
	drawn := map[string][]sheet{}
	for _, first := range []bool{true, false} { // what has findings gets the room first
		for _, file := range files {
			if doubtful[file] != first {
				continue
			}
			if b.room < 0 {
				drawn[file] = b.untold(file)
				continue
			}
			given := from.reading(file)
			for _, g := range from.Grids(file) {
				drawn[file] = append(drawn[file], b.sheet(&g, r.Senders[file], given))
			}
		}
	}
	for _, file := range files {
		for _, s := range drawn[file] {
			b.at[ingest.Pos{File: s.File, Sheet: s.Name}] = len(b.data.Sheets)
			b.data.Sheets = append(b.data.Sheets, s)
		}
	}
	for _, f := range r.Findings {
		if only == "" || f.Pos.File == only || slices.ContainsFunc(f.Related, func(p ingest.Pos) bool { return p.File == only }) {
			b.finding(f)
		}
	}
	return &b.data
}

func sheetOf(p ingest.Pos) ingest.Pos { return ingest.Pos{File: p.File, Sheet: p.Sheet} }

// files are the inputs with a balance, in the order in which they were read.
func (b *builder) files() []string {
	var files []string
	for _, l := range b.r.Balances {
		if !strings.Contains(l.File, "!") && len(b.balances[l.File]) == 0 {
			files = append(files, l.File)
		}
		b.balances[l.File] = append(b.balances[l.File], l)
	}
	return files
}

// text is the number of a text in the pool.
func (b *builder) text(s string) int {
	n, ok := b.pool[s]
	if !ok {
		n = len(b.data.Pool)
		b.pool[s] = n
		b.data.Pool = append(b.data.Pool, s)
	}
	return n
}

func (b *builder) sheet(g *ingest.Grid, sender string, given *reading) sheet {
	out := sheet{File: g.File, Name: g.Sheet, Sender: sender, Hidden: g.Hidden, Cells: []cell{}}
	key := ingest.Pos{File: g.File, Sheet: g.Sheet}
	figures := map[[2]int32]*ingest.Fact{}
	list := make([]ingest.Fact, len(b.facts[key]))
	for i, n := range b.facts[key] {
		list[i] = b.r.Facts.At(int(n))
		figures[[2]int32{list[i].Pos.Row, list[i].Pos.Col}] = &list[i]
	}
	left := b.leftOut(g)
	out.Left = left.words
	roles := newRoles(g, list)
	roles.given, left.given = given, given
	formats := book.FormatsOf(g.Styles)
	for i := range g.Cells {
		c := &g.Cells[i]
		text := formats.Shown(c)
		if text == "" {
			continue
		}
		if b.room -= len(text) + 24; b.room < 0 {
			out.TooMuch++
			continue
		}
		out.Cells = append(out.Cells, b.cell(c, text, figures[[2]int32{c.Row, c.Col}], roles, left))
	}
	right := int32(1)
	for i := range g.Cells {
		right = max(right, g.Cells[i].Col)
	}
	for _, w := range g.Widths {
		if w.Col1 <= right {
			out.Widths = append(out.Widths, [3]int{int(w.Col1), int(min(w.Col2, right)), int(math.Ceil(w.Letters))})
		}
	}
	for _, m := range g.Merges {
		if m.Row2-m.Row1 < 2000 && m.Col2-m.Col1 < 400 {
			out.Merges = append(out.Merges, [4]int{int(m.Row1), int(m.Col1), int(m.Row2), int(m.Col2)})
		}
	}
	return out
}

// untold are the sheets of a file for which there is no room at all: it is not even
// opened.
func (b *builder) untold(file string) (out []sheet) {
	for _, l := range b.balances[file] {
		out = append(out, sheet{File: l.File, Name: l.Sheet, Hidden: l.Hidden, Sender: b.r.Senders[file], Cells: []cell{}, TooMuch: l.Numeric})
	}
	return out
}

func (b *builder) cell(c *ingest.Cell, text string, f *ingest.Fact, roles *roles, left leftOut) cell {
	out := cell{c.Row, c.Col, text}
	switch {
	case f != nil:
		name := f.Label
		if n := b.names[f.Indicator]; f.Indicator != "" && n != "" {
			name = n
		}
		place := f.Place
		if place == "" {
			place = vi.Capital(vi.WholeOf(b.r.Places))
		}
		now := ""
		if x := b.r.Correction(f.Pos); x != nil {
			now = vi.Correction(x)
		}
		if b.known {
			if s := vi.Givens(b.r.Given(f)); s != "" {
				now = strings.Trim(now+"; "+s, "; ")
			}
		}
		out = append(out, roleFigure, b.text(vi.Folded(name)), b.text(vi.Folded(place)), b.text(f.Years.String()), b.text(vi.Measure(f.Measure)), b.text(vi.Folded(f.Unit)))
		if now != "" {
			out = append(out, b.text(now))
		}
		b.room -= 16
	case (c.Kind == ingest.Number || c.Kind == ingest.Date) && roles.number(c) != roleNone:
		out = append(out, roles.number(c))
	case roles.given == nil && (c.Kind == ingest.Number || c.Kind == ingest.Date) && roles.year(c, text):
		out = append(out, roleYear)
	case c.Kind == ingest.Number || c.Kind == ingest.Date:
		out = append(out, roleLeft)
		if why := left.why(c); why != "" {
			out = append(out, b.text(why))
		}
	default:
		if role := roles.of(c); role != roleNone {
			out = append(out, role)
		}
	}
	return out
}

// A leftOut is why numbers of a sheet are no figures.
type leftOut struct {
	words string
	only  string            // the reason of all of them, if there is one
	cells map[string]string // some cells with theirs
	given *reading          // of all cells; nil: nobody says
	at    ingest.Pos        // the sheet
}

func (b *builder) leftOut(g *ingest.Grid) leftOut {
	out := leftOut{cells: map[string]string{}, at: ingest.Pos{File: g.File, Sheet: g.Sheet}}
	var parts []string
	for _, l := range b.balances[g.File] {
		if l.Sheet != g.Sheet {
			continue
		}
		for _, o := range l.LeftOut {
			why := vi.LeftOut(o.Reason)
			parts = append(parts, why+": "+strconv.Itoa(o.Count))
			for _, name := range o.Cells {
				out.cells[name] = why
			}
			if out.only = why; len(l.LeftOut) > 1 {
				out.only = ""
			}
		}
	}
	out.words = strings.Join(parts, "; ")
	return out
}

func (l leftOut) why(c *ingest.Cell) string {
	if l.given != nil {
		at := l.at
		at.Row, at.Col = c.Row, c.Col
		if why := l.given.left[at]; why != "" {
			return vi.LeftOut(why)
		}
	}
	if why := l.cells[(ingest.Pos{Row: c.Row, Col: c.Col}).Cell()]; why != "" {
		return why
	}
	return l.only
}

// roles tell what texts gave the figures of their row and column.
type roles struct {
	byRow, byCol map[int32][]said
	merges       map[[2]int32]ingest.Range
	all          []said // of the sheet, for what stands above its first figure
	first, last  int32  // rows with figures
	given        *reading
	at           ingest.Pos // the sheet
}

// A said is what figures of one row or column say of themselves, as keys.
type said struct{ label, place, unit, years, measure string }

func newRoles(g *ingest.Grid, facts []ingest.Fact) *roles {
	r := &roles{byRow: map[int32][]said{}, byCol: map[int32][]said{}, merges: map[[2]int32]ingest.Range{}, at: ingest.Pos{File: g.File, Sheet: g.Sheet}}
	for i := range facts {
		f := &facts[i]
		s := said{words.Key(f.Label), words.Key(bare(f.Place)), words.Key(f.Unit), f.Years.String(), string(f.Measure)}
		r.all = with(r.all, s)
		if r.first == 0 || f.Pos.Row < r.first {
			r.first = f.Pos.Row
		}
		r.last = max(r.last, f.Pos.Row)
		r.byRow[f.Pos.Row] = with(r.byRow[f.Pos.Row], s)
		r.byCol[f.Pos.Col] = with(r.byCol[f.Pos.Col], s)
	}
	for _, m := range g.Merges {
		r.merges[[2]int32{m.Row1, m.Col1}] = m
	}
	return r
}

// with adds what is not there yet; a row of hundreds says no more than its first ones.
func with(list []said, s said) []said {
	const most = 60
	if len(list) >= most || slices.Contains(list, s) {
		return list
	}
	return append(list, s)
}

// bare is a place's name without the word for its kind.
func bare(place string) string {
	if _, name, ok := strings.Cut(place, " "); ok && strings.ToLower(place[:1]) != place[:1] {
		return name
	}
	return place
}

// told is the role of a cell by the reading.
func (r *roles) told(c *ingest.Cell) int {
	at := r.at
	at.Row, at.Col = c.Row, c.Col
	return r.given.roles[at]
}

// number is the role of a number that is no figure, such as the year of a column.
func (r *roles) number(c *ingest.Cell) int {
	if r.given == nil {
		return roleNone
	}
	return r.told(c)
}

// A reading is what the cells of a file gave its figures, and why others are none.
type reading struct {
	roles map[ingest.Pos]int
	left  map[ingest.Pos]ingest.Reason
}

// reading is that of a file; nil if nobody tells.
func (from Source) reading(file string) *reading {
	if from.Read == nil {
		return nil
	}
	figures, left := from.Read(file)
	out := &reading{map[ingest.Pos]int{}, left}
	for i := range figures {
		e := &figures[i].Evidence
		for _, g := range []struct {
			ground *ingest.Ground
			role   int
		}{{&e.Label, roleIndicator}, {&e.Place, rolePlace}, {&e.Year, roleYear}, {&e.Measure, roleMeasure}, {&e.Unit, roleUnit}} {
			if g.ground.From == ingest.GroundTeam {
				continue
			}
			for _, p := range g.ground.Cells {
				if before := out.roles[p]; before == roleNone || g.role < before {
					out.roles[p] = g.role
				}
			}
		}
	}
	return out
}

// year reports whether a number is the year of the figures of its row or column.
func (r *roles) year(c *ingest.Cell, text string) bool {
	near := append(slices.Clip(r.byRow[c.Row]), r.byCol[c.Col]...)
	return len(text) == 4 && slices.ContainsFunc(near, func(s said) bool { return s.years == text })
}

// of is the role of a text: what the figures of its row, or of the columns it stands
// over, have from it.
func (r *roles) of(c *ingest.Cell) int {
	if r.given != nil {
		return r.told(c)
	}
	if c.Kind != ingest.Text && c.Kind != ingest.Boolean {
		return roleNone
	}
	key := words.Key(c.Text)
	if key == "" || len(key) > 400 {
		return roleNone
	}
	if c.Row > r.last { // notes and signatures
		return roleNone
	}
	near := r.byRow[c.Row]
	last := c.Col
	if m, ok := r.merges[[2]int32{c.Row, c.Col}]; ok {
		last = min(m.Col2, c.Col+60)
	}
	for col := c.Col; col <= last; col++ {
		near = append(slices.Clip(near), r.byCol[col]...)
	}
	if m := vi.MeasureNamed(key); m != "" && slices.ContainsFunc(near, func(s said) bool { return s.measure == string(m) }) {
		return roleMeasure
	}
	if len(near) == 0 && c.Row < r.first {
		near = r.all
	}
	best := roleNone
	for _, s := range near {
		if role := s.from(key); role != roleNone && (best == roleNone || role < best) {
			best = role
		}
	}
	return best
}

// holds reports whether a key holds the words of another, whole.
func holds(key, words string) bool { return strings.Contains(" "+key+" ", " "+words+" ") }

// from is what a text gave a figure; the text holds it, or is a part of its label.
func (s said) from(key string) int {
	switch {
	case s.unit != "" && key == s.unit:
		return roleUnit
	case s.place != "" && holds(key, s.place):
		return rolePlace
	case s.label != "" && (holds(s.label, key) && len(key) > 2 || holds(key, s.label)):
		return roleIndicator
	case s.years != "" && holds(key, s.years):
		return roleYear
	}
	return roleNone
}

func (b *builder) finding(f analysis.Finding) {
	content, advice := vi.Finding(f)
	about := strings.Join(slices.DeleteFunc([]string{vi.Folded(f.Name), vi.Folded(f.Place), f.Years.String()}, func(s string) bool { return s == "" }), ", ")
	if about != "" {
		about += ": "
	}
	out := finding{Severity: string(f.Severity), Code: f.Code, Text: about + content, Advice: advice, Settled: f.Settled != nil, Line: vi.SettlingLine(f)}
	if out.Line != "" {
		out.Register = vi.SettlingHead(f)
	}
	for _, p := range append([]ingest.Pos{f.Pos}, f.Related...) {
		if n, ok := b.at[sheetOf(p)]; ok {
			out.Cells = append(out.Cells, [3]int{n, int(p.Row), int(p.Col)})
		}
		if len(out.Cells) == 100 {
			break
		}
	}
	if len(out.Cells) == 0 && f.Pos.File != "" {
		out.Where = f.Pos.String()
	}
	b.data.Findings = append(b.data.Findings, out)
}
