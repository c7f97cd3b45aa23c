// Package stat holds the statistics of a review: functions of numbers, in the
// manner of gonum/stat, that know nothing of jobs, sheets or findings.
//
// Its nouns are a figure's [Kind] and its [Direction]. What has no answer is
// told by a second result or by nil, never by NaN; percentages are in per cent
// and rates of growth are fractions unless it says otherwise. The constants of
// the methods stand in one table, each with its source.
package stat

// Kind says how a quantity behaves over time and places.
type Kind string

const (
	Stock Kind = "stock" // "thời điểm": read at the year's end
	Flow  Kind = "flow"  // "tổng": summed over the term
	Rate  Kind = "rate"  // "tỷ lệ": never summed nor plainly averaged
)

// Direction says which way a quantity is meant to go.
type Direction string

const (
	Up     Direction = "up"   // "tăng"
	Down   Direction = "down" // "giảm"
	Either Direction = "none" // "không": no judgement
)
