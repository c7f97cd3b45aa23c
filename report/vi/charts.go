package vi

import (
	"strconv"

	"tongket/analysis"
)

// Words of the charts' legends.
const (
	ChartActual       = "Thực hiện"
	ChartUndrawn      = "Không vẽ được biểu đồ này. Số liệu:"
	ChartEstimate     = "Ước thực hiện"
	ChartHeld         = "Số liệu đang rà soát"
	ChartInterval     = "Khoảng dự báo 80%"
	ChartScenarios    = "Kịch bản kém thuận lợi, cơ sở, thuận lợi"
	ChartScenarioLow  = "Kịch bản kém thuận lợi"
	ChartScenarioBase = "Kịch bản cơ sở"
	ChartScenarioHigh = "Kịch bản thuận lợi"
)

// ChartGoal names the line of the resolution's target: "Mục tiêu Nghị quyết
// năm 2020: dưới 5,5".
func ChartGoal(g analysis.Goal, year, decimals int) string {
	s := ChartGoalOf(year) + ": "
	if b := Bound(g.Bound); b != "" {
		s += b + " "
	}
	return s + Trimmed(g.Value, decimals)
}

// ChartGoalOf names the line of a target whatever its value.
func ChartGoalOf(year int) string { return "Mục tiêu Nghị quyết năm " + strconv.Itoa(year) }

// ChartPath names the yearly path to the target of the next term, or to the
// target that is only proposed.
func ChartPath(year int, proposed bool) string {
	if proposed {
		return "Lộ trình đến mức đề xuất năm " + strconv.Itoa(year)
	}
	return "Lộ trình đến mục tiêu năm " + strconv.Itoa(year)
}

// ChartWhole names the whole's figure among its places: "Toàn tỉnh: 5,3".
func ChartWhole(places []analysis.Place, v float64, decimals int) string {
	return Capital(WholeOf(places)) + ": " + Trimmed(v, decimals)
}

// ChartPlaces is the title of the chart that ranks the places in a year.
func ChartPlaces(name string, year int) string { return name + ", năm " + strconv.Itoa(year) }
