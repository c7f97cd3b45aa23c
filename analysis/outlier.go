package analysis

import (
	"math"

	"tongket/analysis/stat"
)

// A Jump is the change from one year to the next.
type Jump struct {
	Year    int     // the later one
	Log     float64 // log of the ratio
	Z       float64 // robust z among the series' changes
	Off     float64 // Log less the median of the changes
	Flagged bool    // beyond 7, and a change of at least 10 %
}

// Jumps gives the yearly log changes of a series between known numbers above 0
// in following years, with their robust z. It is nil for fewer than four
// changes (ours) and if their MAD is 0.
func Jumps(kind IndicatorKind, points []Point) []Jump {
	var jumps []Jump
	var logs []float64
	for i := 1; i < len(points); i++ {
		a, first := Usable(kind, points[i-1])
		b, second := Usable(kind, points[i])
		if first && second && a > 0 && b > 0 && points[i].Year == points[i-1].Year+1 {
			logs = append(logs, math.Log(b)-math.Log(a))
			jumps = append(jumps, Jump{Year: points[i].Year, Log: logs[len(logs)-1]})
		}
	}
	middle, _, z := stat.RobustZ(logs)
	if len(logs) < outlierLeast || z == nil {
		return nil
	}
	for i := range jumps {
		jumps[i].Z, jumps[i].Off = z[i], jumps[i].Log-middle
		jumps[i].Flagged = math.Abs(z[i]) > outlierZ && stat.Trim(math.Abs(math.Expm1(jumps[i].Log))) >= stat.OutlierChange
	}
	return jumps
}

// OutlierYears gives the jumps that point at doubtful years, each with the year
// to look at: one bad year shows as two jumps in opposite directions, and is
// named once.
func OutlierYears(kind IndicatorKind, points []Point) []Jump {
	var out []Jump
	jumps := Jumps(kind, points)
	for i := 0; i < len(jumps); i++ {
		if !jumps[i].Flagged {
			continue
		}
		out = append(out, jumps[i])
		if i+1 < len(jumps) && jumps[i+1].Flagged && jumps[i+1].Year == jumps[i].Year+1 && jumps[i].Log*jumps[i+1].Log < 0 {
			i++
		}
	}
	return out
}
