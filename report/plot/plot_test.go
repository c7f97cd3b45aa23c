package plot

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strconv"
	"testing"
)

// random is a course of random figures, with gaps, estimates, figures held back,
// targets and forecasts.
func random(rnd *rand.Rand) Course {
	c := Course{Last: 5, Tick: func(v float64) string { return strconv.FormatFloat(v, 'g', 6, 64) }}
	ahead := rnd.IntN(3) > 0
	n := 6
	if ahead {
		n = 11
	}
	level := []float64{3, 60, 95, 1200, 150000}[rnd.IntN(5)]
	for i := range n {
		c.Years = append(c.Years, strconv.Itoa(2015+i))
		var v *float64
		text := ""
		if i <= c.Last && rnd.IntN(12) > 0 {
			f := level * (0.7 + 0.5*rnd.Float64())
			if level == 95 {
				f = 90 + 10*rnd.Float64()
			}
			v, text = &f, strconv.FormatFloat(f, 'f', rnd.IntN(3), 64)
		}
		c.Values, c.Texts = append(c.Values, v), append(c.Texts, text)
		c.Estimate, c.Held = append(c.Estimate, i == 5), append(c.Held, rnd.IntN(15) == 0)
	}
	if rnd.IntN(3) > 0 {
		g := level * (0.6 + 0.7*rnd.Float64())
		c.Goal, c.GoalText, c.Bound, c.Below = &g, "Mục tiêu dưới "+strconv.FormatFloat(g, 'f', 1, 64), rnd.IntN(2) > 0, rnd.IntN(2) > 0
	}
	if ahead {
		c.Names = []string{"thấp", "cơ sở", "cao"}
		list := func(k float64) []*float64 {
			out := make([]*float64, n)
			for i := 6; i < n; i++ {
				f := level * (1 + k*float64(i-5)/5)
				out[i] = &f
			}
			return out
		}
		spread := rnd.Float64()
		c.Low, c.High = list(-spread), list(spread)
		c.Lines = [][]*float64{list(-spread / 2), list(0), list(spread / 2)}
		if rnd.IntN(2) > 0 {
			c.Path, c.PathText = list(rnd.Float64()-0.5), "123.456"
			c.PathLevel, c.PathBelow = rnd.IntN(2) > 0, rnd.IntN(2) > 0
		}
	}
	c.Cut = Dotted(c.Values, level == 95)
	return c
}

// TestYears draws many courses: no text lies on another, on a line that says
// something, on one of the grid or on a column, and nothing leaves the plot.
func TestYears(t *testing.T) {
	for seed := range uint64(3000) {
		c := random(rand.New(rand.NewPCG(seed, 2)))
		for _, size := range [][2]float64{{78, 40}, {165, 74}, {60, 34}} {
			p := YearsOf(c, size[0], size[1])
			if problem := trouble(p); problem != "" {
				t.Fatalf("seed %d at %v: %s", seed, size, problem)
			}
		}
	}
}

// trouble is the first text that leaves a plot or lies on something.
func trouble(p Plot) string {
	for i, m := range p.Marks {
		if m.Shape != Text {
			continue
		}
		b := m.Box()
		const hair = 0.35
		if b.Left < -hair || b.Top < -hair || b.Right > p.Width+hair || b.Bottom > p.Height+hair {
			return fmt.Sprintf("%q leaves the plot: %+v", m.Text, b)
		}
		for k, o := range p.Marks {
			switch {
			case k == i || o.Ink == Faint && o.Shape != Line || o.Ink == Paper || o.Ink == Band:
			case o.Shape == Text && k < i:
			case o.Shape == Line && o.X != o.X2 && o.Y != o.Y2:
				if slopes(b, o) {
					return fmt.Sprintf("%q lies on a slope", m.Text)
				}
			case b.Meets(o.Box()):
				return fmt.Sprintf("%q lies on %q (shape %d)", m.Text, o.Text, o.Shape)
			}
		}
	}
	return ""
}

// slopes tells whether a slanting line passes through a box.
func slopes(b Box, m Mark) bool {
	for k := range 201 {
		s := float64(k) / 200
		x, y := m.X+s*(m.X2-m.X), m.Y+s*(m.Y2-m.Y)
		if x > b.Left+0.05 && x < b.Right-0.05 && y > b.Top+0.05 && y < b.Bottom-0.05 {
			return true
		}
	}
	return false
}

// TestKeptBoundIsLevel: the line of a bound that is kept lies level over the next
// term, from where that begins, and does not fall to it from the last figure.
func TestKeptBoundIsLevel(t *testing.T) {
	v := func(f float64) *float64 { return &f }
	c := Course{Years: []string{"2019", "2020", "2021", "2022"}, Values: []*float64{v(19), v(20), nil, nil}, Texts: []string{"19", "20", "", ""}, Last: 1,
		Path: []*float64{nil, nil, v(15), v(15)}, PathText: "ít nhất 15", Tick: func(v float64) string { return strconv.Itoa(int(v)) }}
	for _, kept := range []bool{false, true} {
		c.PathLevel = kept
		dashes, strokes := 0, 0
		for _, m := range YearsOf(c, 80, 40).Marks {
			if m.Shape != Line || m.Ink != Way {
				continue
			}
			switch {
			case m.X == m.X2 && m.Y2 < m.Y:
				strokes++
			case m.Y != m.Y2:
				t.Errorf("kept %v: the path goes from %v down to %v", kept, m.Y, m.Y2)
			default:
				dashes++
			}
		}
		if dashes != 1 || (strokes == 3) != kept {
			t.Errorf("kept %v: %d lines, %d strokes up", kept, dashes, strokes)
		}
	}
}

// TestYearsTells: an estimate is an outline, a target ends with the term and bears
// its name, shares near a hundred are dots, a figure held back does not stretch the
// scale.
func TestYearsTells(t *testing.T) {
	v := func(f float64) *float64 { return &f }
	c := Course{Years: []string{"2019", "2020", "2021"}, Values: []*float64{v(10), v(12), nil}, Texts: []string{"10", "12", ""}, Estimate: []bool{false, true, false}, Last: 1,
		Goal: v(11), GoalText: "Mục tiêu 11", Tick: func(v float64) string { return strconv.Itoa(int(v)) }}
	p := YearsOf(c, 80, 40)
	filled, named := 0, false
	for _, m := range p.Marks {
		if m.Shape == Area && m.Ink == Good {
			filled++
		}
		named = named || m.Text == "Mục tiêu 11"
		if m.Shape == Line && m.Ink == Bad && m.X2 > 60 {
			t.Errorf("the target's line goes on to %v of 80", m.X2)
		}
	}
	if filled != 1 || !named {
		t.Errorf("%d filled columns, target named: %v", filled, named)
	}
	c.Held = []bool{false, true, false}
	c.Values[1] = v(900)
	if p := YearsOf(c, 80, 40); len(p.Marks) == 0 || tallest(p) > "99" {
		t.Errorf("a figure held back stretches the scale to %s", tallest(p))
	}
	if !Dotted([]*float64{v(97), nil, v(99.5)}, true) || Dotted([]*float64{v(97), v(80)}, true) || Dotted([]*float64{v(97)}, false) {
		t.Error("dots for shares from 90 to 100 alone")
	}
}

// tallest is the longest and greatest number of the scale.
func tallest(p Plot) string {
	most := ""
	for _, m := range p.Marks {
		if m.Shape == Text && m.Anchor == 1 && (len(m.Text) > len(most) || len(m.Text) == len(most) && m.Text > most) {
			most = m.Text
		}
	}
	if len(most) > 2 {
		return "999"
	}
	return most
}

// TestDumbbells: names and values of many places are clear of each other and of
// the line of the whole.
func TestDumbbells(t *testing.T) {
	for seed := range uint64(500) {
		rnd := rand.New(rand.NewPCG(seed, 3))
		var rows []Pair
		for i := range 3 + rnd.IntN(20) {
			base, last := 30*rnd.Float64(), 15*rnd.Float64()
			rows = append(rows, Pair{Name: "Thanh Thủy " + strconv.Itoa(i), Base: base, Last: last, BaseText: strconv.FormatFloat(base, 'f', 1, 64), LastText: strconv.FormatFloat(last, 'f', 1, 64), Behind: rnd.IntN(2) > 0})
		}
		whole := 15 * rnd.Float64()
		p, n := Dumbbells(rows, &whole, "Toàn tỉnh 2020: 5,31%", 70, 90, func(v float64) string { return strconv.Itoa(int(v)) + "%" })
		if n < len(rows) && n < 20 {
			t.Errorf("seed %d: %d of %d places", seed, n, len(rows))
		}
		if problem := trouble(p); problem != "" {
			t.Errorf("seed %d: %s", seed, problem)
		}
	}
}

// TestSquares: names and figures of a map of squares stay on their squares.
func TestSquares(t *testing.T) {
	var all []Square
	for i := range 13 {
		all = append(all, Square{Row: 1 + i/5, Col: 1 + i%5, Name: "Xã có tên rất dài " + strconv.Itoa(i), Text: "123,45", Class: i%5 - 1, Behind: i%3 == 0})
	}
	for _, width := range []float64{60, 78, 120} {
		p := Squares(all, []string{"dưới 3,86%", "từ 3,86 đến dưới 7,13%", "từ 7,13 đến dưới 10,41%", "từ 10,41% trở lên"}, width)
		shades := map[Ink]bool{}
		for _, m := range p.Marks {
			if m.Shape == Area {
				shades[m.Ink] = true
			}
			if m.Shape != Text {
				continue
			}
			if b := m.Box(); b.Left < 0 || b.Right > width || b.Bottom > p.Height {
				t.Errorf("%q leaves the map at %v", m.Text, width)
			}
			for _, o := range p.Marks {
				if (o.Shape == Line || o.Shape == Down) && m.Box().Meets(o.Box()) || o.Shape == Text && o.Text != m.Text && m.Box().Meets(o.Box()) {
					t.Errorf("%q lies on %q", m.Text, o.Text)
				}
			}
		}
		if len(shades) != 5 {
			t.Errorf("%d shades, want four and that of no figure", len(shades))
		}
	}
}

// TestYearsOwnLabels: a figure stands over its own column or not at all, those that
// take a thousand apart too; where nothing but figures that are held back is known,
// they have a scale.
func TestYearsOwnLabels(t *testing.T) {
	years := []string{"2015", "2016", "2017", "2018", "2019", "2020", "2021", "2022", "2023", "2024", "2025"}
	c := Course{Years: years, Last: 5, Tick: func(v float64) string { return fmt.Sprintf("%.0f", v) }, Names: []string{"kém thuận lợi", "cơ sở", "thuận lợi"}}
	for _, v := range []float64{28900, 29400, 30150, 30600, 31150, 30300} {
		c.Values = append(c.Values, &v)
		c.Texts = append(c.Texts, fmt.Sprintf("%.0f.%03d", math.Floor(v/1000), int(v)%1000))
	}
	for range 3 {
		c.Lines = append(c.Lines, []*float64{nil, nil, nil, nil, nil, nil, c.Values[1], c.Values[1], c.Values[1], c.Values[1], c.Values[1]})
	}
	for _, held := range []bool{false, true} {
		c.Held = []bool{held, held, held, held, held, held}
		p := YearsOf(c, 78, 40)
		at := map[string]float64{}
		for _, m := range p.Marks {
			if m.Shape == Text {
				at[m.Text] = m.X
			}
		}
		for i, s := range c.Texts {
			if x, ok := at[s]; !ok || math.Abs(x-at["2015"]-float64(i)*(at["2020"]-at["2015"])/5) > 0.1 {
				t.Errorf("held %v: %s of %s stands at %v (%v), the years at %v and %v", held, s, years[i], x, ok, at["2015"], at["2020"])
			}
		}
		if held {
			if _, ok := at["40000"]; !ok && at["1"] != 0 {
				t.Error("figures in thousands on a scale to 1")
			}
		}
	}
}

// TestStepsApart: the figures of steps lie on no other text and not on the target's
// line, however small a step is and wherever the target lies.
func TestStepsApart(t *testing.T) {
	for _, goal := range []float64{0, 20, 60, 99, 100, 101, 240} {
		for _, small := range []float64{0.2, 3, 20} {
			steps := []Step{{Name: "2016", Text: "20.000", To: 20}, {Name: "2017", Text: "200", From: 20, To: 20 + small}, {Name: "2018", Text: "59.000", From: 20 + small, To: 100, Estimate: true}, {Name: "Cộng", Text: "100.000", To: 100, Estimate: true}}
			p := Steps(steps, &goal, "Mục tiêu cả giai đoạn: 100.000", 165, 26)
			var texts, lines []Mark
			for _, m := range p.Marks {
				switch {
				case m.Shape == Text:
					texts = append(texts, m)
				case m.Shape == Line && m.Ink == Bad:
					lines = append(lines, m)
				}
			}
			if len(texts) != 9 || len(lines) != 1 {
				t.Fatalf("%d texts, %d targets", len(texts), len(lines))
			}
			for i, m := range texts {
				b := m.Box()
				if b.Left < -0.1 || b.Top < -0.1 || b.Right > 165.1 || b.Bottom > 26.1 {
					t.Errorf("target %v, step %v: %q lies outside: %+v", goal, small, m.Text, b)
				}
				for _, o := range texts[:i] {
					if b.Meets(o.Box()) {
						t.Errorf("target %v, step %v: %q on %q", goal, small, m.Text, o.Text)
					}
				}
				if line := lines[0].Box(); b.Meets(Box{line.Left, line.Top - 0.2, line.Right, line.Bottom + 0.2}) {
					t.Errorf("target %v, step %v: %q on the target's line", goal, small, m.Text)
				}
			}
		}
	}
}

// TestPanelsApart: names and figures of panels lie on none of the others, in any width.
func TestPanelsApart(t *testing.T) {
	v := func(x float64) *float64 { return &x }
	for _, width := range []float64{40, 100, 165, 252} {
		var panels []Panel
		for i := range 14 {
			panels = append(panels, Panel{Name: "Thị trấn có tên rất dài số", Values: []*float64{v(30), nil, v(float64(i)), v(12)}, First: "2015: 30,00", Last: "2020: 12,00", Behind: i%2 == 0, Estimate: true})
		}
		p := Panels(panels, []*float64{v(12), v(9), v(8), v(5)}, width)
		var boxes []Box
		for _, m := range p.Marks {
			if m.Shape != Text {
				continue
			}
			b := m.Box()
			if b.Right > width+0.1 || b.Bottom > p.Height+0.5 {
				t.Errorf("%v mm: %q lies outside", width, m.Text)
			}
			for _, o := range boxes {
				if b.Meets(o) {
					t.Errorf("%v mm: %q on another", width, m.Text)
				}
			}
			boxes = append(boxes, b)
		}
		if len(boxes) != 3*14 {
			t.Errorf("%d texts", len(boxes))
		}
	}
}
