package plot

import (
	"math"
	"slices"

	"tongket/report/chart/fonts"
)

// A Result is one row of Results: a result in per cent of its target.
type Result struct {
	Name    string
	Percent float64
	Text    string // "98,6%"
	Shape   Shape  // Down not met, Ring met, Dot exceeded
}

// The scale of Results: from Floor, or the tens below the least, to Cap.
const (
	Cap   = 120.0
	floor = 90.0
	least = 50.0 // what lies below is drawn there
)

// Results draws rows of results against their targets on one scale, in a box of
// that width and at most that height, in smaller type where all rows find room in
// it. label words an end of the scale. It returns how many rows there was room for.
func Results(rows []Result, width, height float64, label func(percent float64, capped bool) string) (Plot, int) {
	p, n := results(rows, width, height, resultsType, label)
	if n < len(rows) {
		if small, all := results(rows, width, height, resultsSmall, label); all == len(rows) {
			return small, all
		}
	}
	return p, n
}

// Type of the rows of Results, in points.
const (
	resultsType  = 7.8
	resultsSmall = 7.2
)

func results(rows []Result, width, height, size float64, label func(percent float64, capped bool) string) (Plot, int) {
	pen, bold := fonts.Pen{Size: size}, fonts.Pen{Style: fonts.Bold, Size: size}
	axis := fonts.Pen{Size: 7}
	right := bold.Width("100,0%") + 1.5
	left := 0.0
	for _, r := range rows {
		left = max(left, bold.Width(r.Name)+2)
	}
	left = min(left, 0.61*width)
	type laid struct {
		lines  []string
		height float64
	}
	const top = 4.2
	names := make([]laid, 0, len(rows))
	used := 0.0
	for _, r := range rows {
		face := pen
		if r.Shape == Down {
			face = bold
		}
		l := laid{lines: face.Balance(r.Name, left-2)}
		l.height = float64(len(l.lines))*face.Size*fonts.Point*1.02 + 0.5
		if top+used+l.height > height {
			break
		}
		used += l.height
		names = append(names, l)
	}
	n := len(names)
	if n == 0 {
		return Plot{Width: width}, 0
	}
	// Rows are given what is left, within reason.
	airy := 0.0
	if rest := height - top - used; rest > 0 {
		airy = min(rest/float64(n), 1.6)
	}
	p := Plot{Width: width, Height: top + used + airy*float64(n)}
	low := Low(rows[:n])
	x0, x1 := left+2, width-right-2
	at := func(v float64) float64 {
		return x0 + (min(max(v, low), Cap)-low)/(Cap-low)*(x1-x0)
	}
	step := 10.0
	if Cap-low <= 30 {
		step = 5
	}
	for v := low; v <= Cap; v += step {
		ink, w := Faint, 0.12
		if v == 100 {
			ink, w = Black, 0.35
		}
		p.line(at(v), top-0.6, at(v), p.Height, w, ink)
	}
	marks := []float64{100, Cap, low}
	for v := low + 10; v < Cap; v += 10 {
		marks = append(marks, v)
	}
	var labels []Box
	for _, v := range marks { // the most telling first, others where there is room
		p.text(at(v), 1.6, axis, label(v, v == Cap), 0.5, Grey)
		box := p.Marks[len(p.Marks)-1].Box()
		box.Left, box.Right = box.Left-0.7, box.Right+0.7
		if slices.ContainsFunc(labels, box.Meets) {
			p.Marks = p.Marks[:len(p.Marks)-1]
			continue
		}
		labels = append(labels, box)
	}
	y := top
	for i, r := range rows[:n] {
		h := names[i].height + airy
		middle := y + h/2
		face, ink := pen, Good
		if r.Shape == Down {
			face, ink = bold, Bad
		}
		line := face.Size * fonts.Point * 1.02
		for k, s := range names[i].lines {
			p.text(left, middle+(float64(k)-float64(len(names[i].lines)-1)/2)*line, face, s, 1, Black)
		}
		p.line(at(100), middle, at(r.Percent), middle, 0.3, Grey)
		p.add(Mark{Shape: r.Shape, X: at(r.Percent), Y: middle, R: 0.85, Ink: ink})
		p.text(width, middle, face, r.Text, 1, Black)
		y += h
	}
	return p, n
}

// A Pair is one row of Dumbbells: a place in two years.
type Pair struct {
	Name               string
	Base, Last         float64
	BaseText, LastText string
	Behind             bool // worse than the whole: the sign of what is not reached
}

// Dumbbells draws rows of pairs on one scale, with a dashed line where the whole
// stands, in a box of that width and at most that height; it returns how many
// rows there was room for. label words a mark of the scale.
func Dumbbells(rows []Pair, whole *float64, wholeText string, width, height float64, label func(v float64) string) (Plot, int) {
	pen, bold, axis := fonts.Pen{Size: 8}, fonts.Pen{Style: fonts.Bold, Size: 8}, fonts.Pen{Size: 7}
	const top, least = 4.2, 3.1
	foot := 0.0
	if whole != nil {
		foot = 3.6
	}
	n := min(len(rows), int((height-top-foot)/least))
	if n <= 0 {
		return Plot{Width: width}, 0
	}
	rows = rows[:n]
	h := min((height-top-foot)/float64(n), 5)
	p := Plot{Width: width, Height: top + float64(n)*h + foot}
	left := 0.0
	lowText, highText := 0.0, 0.0
	low, high := math.Inf(1), math.Inf(-1)
	if whole != nil {
		low, high = *whole, *whole
	}
	for _, r := range rows {
		left = max(left, pen.Width(r.Name))
		low, high = min(low, r.Base, r.Last), max(high, r.Base, r.Last)
		lowText, highText = max(lowText, bold.Width(r.LastText), pen.Width(r.BaseText)), max(highText, pen.Width(r.BaseText), bold.Width(r.LastText))
	}
	left = min(left, width*0.45)
	ticks := scale(low, high, 4)
	low, high = min(low, ticks[0]), max(high, ticks[len(ticks)-1])
	x0, x1 := left+2+lowText+2.2, width-highText-2.2
	at := func(v float64) float64 { return x0 + (v-low)/(high-low)*(x1-x0) }
	for _, v := range ticks {
		p.line(at(v), top-1.2, at(v), top-0.2, 0.2, Grey)
	}
	p.line(at(ticks[0]), top-0.2, at(ticks[len(ticks)-1]), top-0.2, 0.2, Grey)
	lastEnd := math.Inf(-1)
	for _, v := range ticks {
		s := label(v)
		if w := axis.Width(s); at(v)-w/2 > lastEnd {
			p.text(at(v), 1.2, axis, s, 0.5, Grey)
			lastEnd = at(v) + w/2 + 1
		}
	}
	if whole != nil {
		p.add(Mark{Shape: Line, X: at(*whole), Y: top, X2: at(*whole), Y2: p.Height - foot + 0.8, Width: 0.3, Dashed: true, Ink: Black})
		w := axis.Width(wholeText) / 2
		p.text(min(max(at(*whole), w), width-w), p.Height-1.3, axis, wholeText, 0.5, Black)
	}
	for i, r := range rows {
		middle := top + (float64(i)+0.5)*h
		name := fitted(pen, r.Name, left)
		p.text(0, middle, pen, name, 0, Black)
		a, b := at(r.Base), at(r.Last)
		p.line(a, middle, b, middle, 0.35, Grey)
		p.add(Mark{Shape: Ring, X: a, Y: middle, R: 0.85, Ink: Black}, last(b, middle, r.Behind))
		// The values stand outside, each at its dot, and clear of the line of the whole.
		outer := func(x float64, s string, face fonts.Pen, side float64, ink Ink) {
			w := face.Width(s)
			from := x + side*1.8
			if whole != nil {
				if line := at(*whole); side > 0 && from < line+1 && from+w > line-1 {
					from = line + 1
				} else if side < 0 && from > line-1 && from-w < line+1 {
					from = line - 1
				}
			}
			anchor := 0.0
			if side < 0 {
				anchor = 1
			}
			p.text(from, middle, face, s, anchor, ink)
		}
		if b <= a {
			outer(b, r.LastText, bold, -1, Black)
			outer(a, r.BaseText, pen, 1, Grey)
		} else {
			outer(a, r.BaseText, pen, -1, Grey)
			outer(b, r.LastText, bold, 1, Black)
		}
	}
	return p, n
}

// last marks the last year of a place.
func last(x, y float64, behind bool) Mark {
	if behind {
		return Mark{Shape: Down, X: x, Y: y, R: 1, Ink: Bad}
	}
	return Mark{Shape: Dot, X: x, Y: y, R: 0.9, Ink: Good}
}

// fitted is s, shortened to width where it is longer.
func fitted(pen fonts.Pen, s string, width float64) string {
	if pen.Width(s) <= width+fonts.Slack {
		return s
	}
	letters := []rune(s)
	for len(letters) > 1 && pen.Width(string(letters)+"…") > width {
		letters = letters[:len(letters)-1]
	}
	return string(letters) + "…"
}

// scale gives round marks that span low to high, about n of them.
func scale(low, high float64, n int) []float64 {
	if !(high > low) {
		high = low + math.Max(1, math.Abs(low)*0.1)
	}
	raw := (high - low) / float64(n)
	unit := math.Pow(10, math.Floor(math.Log10(raw)))
	step := 10 * unit
	for _, m := range [...]float64{1, 2, 5} {
		if raw <= m*unit {
			step = m * unit
			break
		}
	}
	from := math.Floor(low / step)
	if low >= 0 && low < 0.45*high {
		from = 0
	}
	var marks []float64
	for k := from; ; k++ {
		v := k * step
		marks = append(marks, v)
		if v >= high-step*1e-9 {
			return marks
		}
	}
}

// Spark draws a small line of the years; nil is a gap. The last figure is a ring
// where it is an estimate, else a dot.
func Spark(values []*float64, estimate bool, width, height float64) Plot {
	p := Plot{Width: width, Height: height}
	low, high := math.Inf(1), math.Inf(-1)
	for _, v := range values {
		if v != nil {
			low, high = min(low, *v), max(high, *v)
		}
	}
	if low > high {
		return p
	}
	const inset = 1.1
	x := func(i int) float64 {
		return inset + float64(i)/float64(max(1, len(values)-1))*(width-2*inset)
	}
	y := func(v float64) float64 {
		if high == low {
			return height / 2
		}
		return height - inset - (v-low)/(high-low)*(height-2*inset)
	}
	last := -1
	for i, v := range values {
		if v == nil {
			continue
		}
		if last >= 0 && last == i-1 {
			p.line(x(last), y(*values[last]), x(i), y(*v), 0.35, Good)
		} else if last >= 0 {
			p.add(Mark{Shape: Line, X: x(last), Y: y(*values[last]), X2: x(i), Y2: y(*v), Width: 0.25, Dashed: true, Ink: Grey})
		}
		last = i
	}
	shape := Dot
	if estimate {
		shape = Ring
	}
	p.add(Mark{Shape: shape, X: x(last), Y: y(*values[last]), R: 0.8, Ink: Good})
	return p
}

// A Span is the plot in a cell of a table: a place at both ends of the term, on
// the scale of its table.
type Span struct {
	Base, Last *float64
	Whole      *float64 // where the whole stands in the last year
	Behind     bool     // worse than it
	Low, High  float64  // the ends of the scale
	Says       string   // to those who cannot see it
}

// Cell draws a Span in a box.
func Cell(s Span, width, height float64) Plot {
	p := Plot{Width: width, Height: height}
	if !(s.High > s.Low) || s.Base == nil && s.Last == nil {
		return p
	}
	const inset = 1.6
	at := func(v float64) float64 { return inset + (v-s.Low)/(s.High-s.Low)*(width-2*inset) }
	if s.Whole != nil {
		p.add(Mark{Shape: Line, X: at(*s.Whole), Y: 0, X2: at(*s.Whole), Y2: height, Width: 0.25, Dashed: true, Ink: Black})
	}
	if s.Base != nil && s.Last != nil {
		p.line(at(*s.Base), height/2, at(*s.Last), height/2, 0.3, Grey)
	}
	if s.Base != nil {
		p.add(Mark{Shape: Ring, X: at(*s.Base), Y: height / 2, R: 0.85, Ink: Black})
	}
	if s.Last != nil {
		p.add(last(at(*s.Last), height/2, s.Behind))
	}
	return p
}

// Low is where the scale of rows of results begins, in per cent of the target.
func Low(rows []Result) float64 {
	low := floor
	for _, r := range rows {
		if r.Percent < low {
			low = max(least, math.Floor(r.Percent/10)*10)
		}
	}
	return low
}

// ResultRow draws the result of one row in a box, on a scale from low to Cap, with the
// line of the target.
func ResultRow(r Result, low, width, height float64) Plot {
	const inset = 1.2
	p := Plot{Width: width, Height: height}
	at := func(v float64) float64 { return inset + (min(max(v, low), Cap)-low)/(Cap-low)*(width-2*inset) }
	ink := Good
	if r.Shape == Down {
		ink = Bad
	}
	p.line(at(100), 0, at(100), height, 0.35, Black)
	p.line(at(100), height/2, at(r.Percent), height/2, 0.3, Grey)
	p.add(Mark{Shape: r.Shape, X: at(r.Percent), Y: height / 2, R: 0.85, Ink: ink})
	return p
}

// PairSpan is the scale that pairs are drawn on, one in a cell, with where the whole
// stands.
func PairSpan(rows []Pair, whole *float64) Span {
	s := Span{Low: math.Inf(1), High: math.Inf(-1), Whole: whole}
	for _, r := range rows {
		s.Low, s.High = min(s.Low, r.Base, r.Last), max(s.High, r.Base, r.Last)
	}
	if whole != nil {
		s.Low, s.High = min(s.Low, *whole), max(s.High, *whole)
	}
	if s.Low >= 0 {
		s.Low = 0
	}
	return s
}
