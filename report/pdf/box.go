package pdf

import (
	"tongket/report/chart/fonts"
	"tongket/report/vi"
)

// The type in the box of a chart that could not be drawn, in pixels.
const (
	boxType = 11.0
	boxLine = 15.0
	boxEdge = 8.0
)

// box is what is printed in a chart's place when it cannot be drawn: a frame with its
// figures, as many as there is room for.
func (p placedChart) box() vectors {
	ink, frame := colour{}, colour{150, 150, 150}
	v := vectors{width: p.width, height: p.height}
	edge := func(x, y float64) segment { return segment{op: 'L', pts: [3][2]float64{{x, y}}} }
	path := []segment{{op: 'M', pts: [3][2]float64{{1, 1}}}, edge(p.width-1, 1), edge(p.width-1, p.height-1), edge(1, p.height-1), {op: 'Z'}}
	v.items = append(v.items, item{at: identity, path: path, stroke: &frame, width: 1})
	letters := pen{Style: fonts.Regular, Size: boxType * pixel / point}
	lines := append([]string{vi.ChartUndrawn}, p.chart.Figures()...)
	y := boxEdge + boxType
	for _, text := range lines {
		for _, line := range letters.Wrap(text, (p.width-2*boxEdge)*pixel) {
			if y > p.height-boxEdge {
				return v
			}
			v.items = append(v.items, item{at: identity, text: line, x: boxEdge, y: y, size: boxType, fill: &ink})
			y += boxLine
		}
	}
	return v
}
