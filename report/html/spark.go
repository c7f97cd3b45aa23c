package html

import (
	"fmt"
	"html/template"
	"math"
	"strings"

	"tongket/analysis"
)

// Size of a sparkline, and the room that its dots need.
const (
	sparkWidth  = 132
	sparkHeight = 40
	sparkMargin = 4
)

// sparkline draws the whole's figures of the term as a small line, gaps left
// open, with a dot on the last figure (hollow: an estimate) and the target as
// a dashed line. It holds numbers only. Empty without two figures.
func sparkline(x *analysis.Result) template.HTML {
	low, high, known := math.Inf(1), math.Inf(-1), 0
	see := func(v float64) { low, high = min(low, v), max(high, v) }
	for _, p := range x.Whole.Points {
		if p.Status == analysis.Known && !p.Held {
			see(p.Value)
			known++
		}
	}
	if known < 2 {
		return ""
	}
	goal := x.Goal != nil && x.Kind != analysis.Flow
	if goal {
		see(x.Goal.Value)
	}
	if low == high {
		low, high = low-1, high+1
	}
	y := func(v float64) float64 {
		return sparkMargin + (high-v)/(high-low)*(sparkHeight-2*sparkMargin)
	}
	var b strings.Builder
	fmt.Fprintf(&b, `<svg class="spark" viewBox="0 0 %d %d" aria-hidden="true">`, sparkWidth, sparkHeight)
	if goal {
		fmt.Fprintf(&b, `<path class="g" d="M0 %.1fH%d"/>`, y(x.Goal.Value), sparkWidth)
	}
	sparkPath(&b, x.Whole.Points, y)
	b.WriteString(`</svg>`)
	return template.HTML(b.String())
}

func sparkPath(b *strings.Builder, points []analysis.Point, y func(float64) float64) {
	step := float64(sparkWidth-2*sparkMargin) / float64(max(len(points)-1, 1))
	b.WriteString(`<path d="`)
	command := "M"
	lastX, lastY, estimate := 0.0, 0.0, false
	for i, p := range points {
		if p.Status != analysis.Known || p.Held {
			command = "M"
			continue
		}
		lastX, lastY, estimate = sparkMargin+float64(i)*step, y(p.Value), p.Estimate
		fmt.Fprintf(b, "%s%.0f %.1f", command, lastX, lastY)
		command = "L"
	}
	class := ""
	if estimate {
		class = ` class="e"`
	}
	fmt.Fprintf(b, `"/><circle%s cx="%.0f" cy="%.1f" r="3"/>`, class, lastX, lastY)
}
