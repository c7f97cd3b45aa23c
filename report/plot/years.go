package plot

import (
	"math"
	"slices"

	"tongket/report/chart/fonts"
)

// A Course is an indicator over the years of the term and of the next. Lists are
// by year; nil is a gap.
type Course struct {
	Years                []string
	Values               []*float64
	Texts                []string // of the values
	Estimate             []bool   // outlined
	Held                 []bool   // an open error stands on it: a dashed outline, never used for the scale
	Last                 int      // index of the term's last year
	Goal                 *float64
	GoalText             string // "Mục tiêu 5,5"
	Below                bool   // of a bound: what is allowed lies below it
	Bound                bool
	Low                  []*float64 // the forecast's interval, of the next term
	High                 []*float64
	Lines                [][]*float64 // the scenarios, of the next term
	Names                []string     // of the scenarios
	Path                 []*float64   // to the next target, from the last figure on, if it has one for the term's last year
	PathText             string
	PathLevel, PathBelow bool // the path is a bound that is kept, drawn as the target's; what is allowed lies below it
	Cut                  bool // the axis does not begin at nought: dots, not columns
	Tick                 func(v float64) string
}

// Type of a course.
var (
	coursePen  = fonts.Pen{Size: 7}
	courseBold = fonts.Pen{Style: fonts.Bold, Size: 7}
)

// Dotted tells whether values are drawn as dots on a cut axis: shares that all lie
// between ninety and a hundred, which columns from nought would show as one height.
func Dotted(values []*float64, percent bool) bool {
	const from, to = 90, 100
	seen := false
	for _, v := range values {
		if v == nil {
			continue
		}
		if *v < from || *v > to {
			return false
		}
		seen = true
	}
	return seen && percent
}

// A courseArea is where a course is drawn, and what stands in it so far.
type courseArea struct {
	Plot
	c              Course
	low, high      float64
	left, right    float64
	top, bottom    float64
	band, rest     float64 // how wide a year of the term is, and one of the next
	pen            fonts.Pen
	labels, strips []Box // of texts, of lines that texts keep off
	years          []Box // of the names of years
}

// YearsOf draws a course in a box.
func YearsOf(c Course, width, height float64) Plot {
	a := &courseArea{Plot: Plot{Width: width, Height: height}, c: c, top: 3.6, bottom: height - 4}
	if len(c.Years) == 0 {
		return a.Plot
	}
	ticks := a.scale()
	for _, v := range ticks {
		a.left = max(a.left, coursePen.Width(c.Tick(v)))
	}
	a.left += 1.2
	a.right = width - a.edgeRoom()
	a.pen = coursePen
	a.bands()
	for _, v := range ticks {
		a.line(a.left, a.y(v), a.right, a.y(v), 0.1, Faint)
		a.text(a.left-0.9, a.y(v), coursePen, c.Tick(v), 1, Grey)
		a.labels = append(a.labels, a.Marks[len(a.Marks)-1].Box())
	}
	a.fan()
	a.columns()
	a.goal()
	a.figures()
	a.goalName()
	a.edge()
	a.axis()
	a.partGrid()
	return a.Plot
}

// scale finds the ends of the scale and its marks: of what counts, not of what is
// held back, unless there is nothing else.
func (a *courseArea) scale() []float64 {
	low, high := math.Inf(1), math.Inf(-1)
	take := func(v *float64) {
		if v != nil {
			low, high = min(low, *v), max(high, *v)
		}
	}
	for i, v := range a.c.Values {
		if !at(a.c.Held, i) {
			take(v)
		}
	}
	if low > high { // nothing but what is held back: a scale it is, and all of it in outline
		for _, v := range a.c.Values {
			take(v)
		}
	}
	take(a.c.Goal)
	for _, list := range append([][]*float64{a.c.Low, a.c.High, a.c.Path}, a.c.Lines...) {
		for _, v := range list {
			take(v)
		}
	}
	if low > high {
		low, high = 0, 1
	}
	if !a.c.Cut {
		low, high = min(low, 0), max(high, 0)
	}
	if a.c.Cut && high-low < 1 { // all but equal: a point below, never above a hundred
		low = high - 1
	}
	ticks := scale(low, high, 4)
	a.low, a.high = ticks[0], ticks[len(ticks)-1]
	return ticks
}

func at(flags []bool, i int) bool { return i < len(flags) && flags[i] }

func (a *courseArea) y(v float64) float64 {
	v = min(max(v, a.low), a.high)
	return a.bottom - (v-a.low)/(a.high-a.low)*(a.bottom-a.top)
}

// x is the middle of a year.
func (a *courseArea) x(i int) float64 { return (a.from(i) + a.from(i+1)) / 2 }

// from is where a year begins.
func (a *courseArea) from(i int) float64 {
	term := min(i, a.c.Last+1)
	return a.left + float64(term)*a.band + float64(i-term)*a.rest
}

// bands shares the width out: the years of the term are given what their figures need
// to stand side by side, as far as the years of the next, which have none, can spare it.
func (a *courseArea) bands() {
	const least, smallest = 2.6, 6.2 // of a year of the next term; of a figure's type, points
	n, total := len(a.c.Years), a.right-a.left
	a.band = total / float64(n)
	a.rest = a.band
	term := min(a.c.Last+1, n)
	next := n - term
	if term <= 0 || next == 0 || a.band <= least {
		return
	}
	a.band = min(max(a.band, a.need(term)), (total-least*float64(next))/float64(term))
	a.rest = (total - a.band*float64(term)) / float64(next)
	for a.pen.Size > smallest && a.need(term) > a.band {
		a.pen.Size -= 0.2
	}
}

// need is how wide the figures of the term's years are at most, with what parts them.
func (a *courseArea) need(term int) float64 {
	need := 0.0
	for i, s := range a.c.Texts {
		if i < term && s != "" {
			need = max(need, a.pen.Width(s)+0.9)
		}
	}
	return need
}

// edgeRoom is what the words at the right edge need.
func (a *courseArea) edgeRoom() float64 {
	room := 0.0
	if len(a.c.Lines) > 0 {
		for _, n := range a.c.Names {
			room = max(room, coursePen.Width(n))
		}
	}
	room = max(room, courseBold.Width(a.c.PathText))
	if len(a.c.Years)-1 <= a.c.Last { // the target's name has no other place
		room = max(room, coursePen.Width(a.c.GoalText))
	}
	if room > 0 {
		room += 1.6
	}
	return room + 0.4
}

// fan draws the interval, the scenarios and the path, all from the last figure.
func (a *courseArea) fan() {
	from := a.lastKnown()
	lead := func(list []*float64) []point2 {
		var points []point2
		if from >= 0 {
			points = append(points, point2{a.x(from), a.y(*a.c.Values[from])})
		}
		for i, v := range list {
			if v != nil && i > a.c.Last {
				points = append(points, point2{a.x(i), a.y(*v)})
			}
		}
		return points
	}
	if up, down := lead(a.c.High), lead(a.c.Low); len(up) > 1 && len(down) > 1 {
		slices.Reverse(down)
		a.add(Mark{Shape: Area, Points: append(up, down...), Ink: Band})
	}
	draw := func(points []point2, width float64, ink Ink, dashed bool) {
		for i := 1; i < len(points); i++ {
			p, q := points[i-1], points[i]
			a.add(Mark{Shape: Line, X: p.X, Y: p.Y, X2: q.X, Y2: q.Y, Width: width, Ink: ink, Dashed: dashed})
			a.strips = append(a.strips, Box{p.X, min(p.Y, q.Y) - 0.2, q.X, max(p.Y, q.Y) + 0.2})
		}
	}
	for _, list := range a.c.Lines {
		draw(lead(list), 0.15, Grey, false)
	}
	if end := len(a.c.Path) - 1; end > a.c.Last {
		var path []point2
		for i, v := range a.c.Path {
			if v != nil && i >= a.c.Last {
				path = append(path, point2{a.x(i), a.y(*v)})
			}
		}
		if v := a.c.Path[end]; a.c.PathLevel && v != nil { // all of the next term, as the target's line is of this
			path = []point2{{a.from(a.c.Last + 1), a.y(*v)}, {a.from(end + 1), a.y(*v)}}
			a.strokes(a.y(*v), a.c.Last+1, end+1, a.c.PathBelow, Way)
		}
		draw(path, 0.4, Way, true)
	}
}

func (a *courseArea) lastKnown() int {
	if i := a.c.Last; i >= 0 && i < len(a.c.Values) && a.c.Values[i] != nil && !at(a.c.Held, i) {
		return i
	}
	return -1
}

// columns draws the years of the term: columns, or dots where the axis is cut; an
// estimate is outlined, what is held back is an outline of dashes.
func (a *courseArea) columns() {
	half := min(a.band*0.29, 3.2)
	last := -1
	for i, v := range a.c.Values {
		if v == nil || i > a.c.Last {
			continue
		}
		x, y := a.x(i), a.y(*v)
		switch {
		case a.c.Cut:
			if last >= 0 && !at(a.c.Held, i) {
				a.line(a.x(last), a.y(*a.c.Values[last]), x, y, 0.25, Good)
				a.strips = append(a.strips, Box{a.x(last), min(a.y(*a.c.Values[last]), y) - 0.1, x, max(a.y(*a.c.Values[last]), y) + 0.1})
			}
			shape := Dot
			if at(a.c.Estimate, i) || at(a.c.Held, i) {
				shape = Ring
			}
			ink := Good
			if at(a.c.Held, i) {
				ink = Grey
			} else {
				last = i
			}
			a.add(Mark{Shape: shape, X: x, Y: y, R: 0.9, Ink: ink})
			a.strips = append(a.strips, Box{x - 0.9, y - 0.9, x + 0.9, y + 0.9})
		case at(a.c.Held, i):
			a.outline(x-half, y, x+half, a.y(0), Grey, true)
		case at(a.c.Estimate, i):
			a.add(Mark{Shape: Area, Points: rectangle(x-half, y, x+half, a.y(0)), Ink: Paper})
			a.outline(x-half, y, x+half, a.y(0), Good, false)
		default:
			a.add(Mark{Shape: Area, Points: rectangle(x-half, y, x+half, a.y(0)), Ink: Good})
		}
	}
}

func rectangle(x, y, x2, y2 float64) []point2 {
	return []point2{{x, y}, {x2, y}, {x2, y2}, {x, y2}}
}

func (a *courseArea) outline(x, y, x2, y2 float64, ink Ink, dashed bool) {
	corners := append(rectangle(x, y, x2, y2), point2{x, y})
	for i := 1; i < len(corners); i++ {
		p, q := corners[i-1], corners[i]
		a.add(Mark{Shape: Line, X: p.X, Y: p.Y, X2: q.X, Y2: q.Y, Width: 0.3, Ink: ink, Dashed: dashed})
	}
}

// goal draws the target from the first year to the last of the term; of a bound,
// short strokes point to what is allowed.
func (a *courseArea) goal() {
	if a.c.Goal == nil || a.c.Last < 0 {
		return
	}
	y, from, to := a.y(*a.c.Goal), a.left, a.from(a.c.Last+1)
	a.line(from, y, to, y, 0.4, Bad)
	a.strips = append(a.strips, Box{from, y - 0.25, to, y + 0.25})
	if a.c.Bound {
		a.strokes(y, 0, a.c.Last+1, a.c.Below, Bad)
	}
}

// strokes point from a bound's line to what is allowed, where each of the years
// from first to last begins.
func (a *courseArea) strokes(y float64, first, last int, below bool, ink Ink) {
	stroke := -1.1
	if below {
		stroke = 1.1
	}
	from, to := a.from(first), a.from(last)
	for i := first; i <= last; i++ {
		x := min(max(a.from(i), from+0.2), to-0.2)
		a.line(x, y, x, y+stroke, 0.3, ink)
		a.strips = append(a.strips, Box{x - 0.2, min(y, y+stroke), x + 0.2, max(y, y+stroke)})
	}
}

// figures writes the values over their columns: first the ends of the term, then
// the others that find room; none touches another or a line. Each stands at its own
// column; higher up only where it keeps to its own year, so that it can't be taken for
// another's. What finds no room is left out: the tables have it.
func (a *courseArea) figures() {
	order := []int{a.c.Last, 0}
	for i := 1; i < a.c.Last; i++ {
		order = append(order, i)
	}
	for _, i := range order {
		if i < 0 || i >= len(a.c.Values) || a.c.Values[i] == nil || i > a.c.Last || a.c.Texts[i] == "" {
			continue
		}
		w := a.pen.Width(a.c.Texts[i])
		x := min(max(a.x(i), w/2), a.Width-w/2)
		y := a.y(*a.c.Values[i])
		tall := a.pen.Size * fonts.Point
		const off = 0.5
		tries := []float64{y - 0.62*tall - off, y - 0.62*tall - off - 0.8, y - 1.9*tall, y - 2.6*tall}
		if a.c.Cut { // a dot has room below, too
			tries = []float64{y - 0.62*tall - off - 0.6, y + 0.62*tall + off + 0.8, y - 1.9*tall, y + 1.9*tall, y + 2.6*tall}
		}
		for _, middle := range tries {
			if middle > a.bottom-0.5*tall {
				continue
			}
			m := Mark{Shape: Text, X: x, Y: middle + 0.34*tall, Text: a.c.Texts[i], Pen: a.pen, Anchor: 0.5, Ink: Black}
			if far := math.Abs(middle-y) > 1.5*tall; far && (x-w/2 < a.from(i) || x+w/2 > a.from(i+1)) {
				continue
			}
			if a.free(m.Box()) && !a.onColumn(m.Box()) {
				a.add(m)
				a.labels = append(a.labels, wider(m.Box()))
				break
			}
		}
	}
}

func wider(b Box) Box { return Box{b.Left - 0.4, b.Top, b.Right + 0.4, b.Bottom} }

// free tells whether a box is on the plot and touches neither text nor line.
func (a *courseArea) free(b Box) bool {
	return b.Top >= 0 && b.Bottom <= a.bottom-0.2 && b.Left >= -0.01 && b.Right <= a.Width+0.01 &&
		!slices.ContainsFunc(a.labels, b.Meets) && !slices.ContainsFunc(a.strips, b.Meets)
}

// goalName writes the target's name at the end of its line, or as near to it as
// there is room.
func (a *courseArea) goalName() {
	if a.c.Goal == nil || a.c.GoalText == "" {
		return
	}
	y, end, w := a.y(*a.c.Goal), a.from(a.c.Last+1)+0.8, coursePen.Width(a.c.GoalText)
	xs := []float64{end}
	if len(a.c.Years)-1 > a.c.Last { // the right edge has words of its own
		xs = []float64{min(end, a.right-w), a.right - w, a.left + 0.5}
	}
	for _, x := range xs {
		for d := 0.0; d < a.Height; d += 0.5 {
			for _, middle := range []float64{y - d, y + d} {
				m := Mark{Shape: Text, X: x, Y: middle + 0.34*coursePen.Size*fonts.Point, Text: a.c.GoalText, Pen: coursePen, Ink: Bad}
				if box := m.Box(); box.Bottom <= a.bottom && a.free(box) && !a.onColumn(box) {
					a.add(m)
					a.labels = append(a.labels, wider(box))
					return
				}
			}
		}
	}
}

// onColumn tells whether a box lies on a column.
func (a *courseArea) onColumn(b Box) bool {
	half := min(a.band*0.29, 3.2)
	for i, v := range a.c.Values {
		if v != nil && i <= a.c.Last && !a.c.Cut && b.Meets(Box{a.x(i) - half, a.y(*v), a.x(i) + half, a.bottom}) {
			return true
		}
	}
	return false
}

// edge writes the next target and the words of the scenarios at the right edge,
// apart from each other.
func (a *courseArea) edge() {
	type word struct {
		text string
		y    float64
		pen  fonts.Pen
		ink  Ink
	}
	var words []word
	end := len(a.c.Years) - 1
	for k, list := range a.c.Lines {
		if k < len(a.c.Names) && end < len(list) && list[end] != nil {
			words = append(words, word{a.c.Names[k], a.y(*list[end]), coursePen, Grey})
		}
	}
	if end >= 0 && end < len(a.c.Path) && a.c.Path[end] != nil && a.c.PathText != "" {
		words = append(words, word{a.c.PathText, a.y(*a.c.Path[end]), courseBold, Way})
	}
	slices.SortStableFunc(words, func(p, q word) int {
		if p.y < q.y {
			return -1
		}
		if p.y > q.y {
			return 1
		}
		return 0
	})
	const step = 2.5
	for range 40 { // push neighbours apart until none touches
		for i := 1; i < len(words); i++ {
			if lack := step - (words[i].y - words[i-1].y); lack > 0 {
				words[i-1].y -= lack / 2
				words[i].y += lack / 2
			}
		}
	}
	if n := len(words); n > 0 {
		shift := max(0, 1.2-words[0].y) - max(0, words[n-1].y-(a.bottom-0.4))
		for i := range words {
			words[i].y += shift
		}
	}
	for _, w := range words {
		a.text(a.right+0.9, w.y, w.pen, w.text, 0, w.ink)
	}
}

// axis writes the years.
func (a *courseArea) axis() {
	a.line(a.left, a.bottom, a.right, a.bottom, 0.25, Grey)
	// The last year of each term, and before it each or every second where they would touch.
	write := func(from, to int, band float64) {
		step := 1
		for i := from; i <= to; i++ {
			for coursePen.Width(a.c.Years[i])+0.5 > band*float64(step) {
				step++
			}
		}
		for i := from + max(0, to-from)%step; i <= to; i += step {
			a.text(a.x(i), a.bottom+2.2, coursePen, a.c.Years[i], 0.5, Grey)
			box := wider(a.Marks[len(a.Marks)-1].Box())
			if slices.ContainsFunc(a.years, box.Meets) {
				a.Marks = a.Marks[:len(a.Marks)-1]
				continue
			}
			a.years = append(a.years, box)
		}
	}
	last := min(a.c.Last, len(a.c.Years)-1)
	write(0, last, a.band)
	write(last+1, len(a.c.Years)-1, a.rest)
}
