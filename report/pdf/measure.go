package pdf

import "tongket/report/table"

// point is the length of a typographic point in millimetres, the unit of all
// lengths in this package but type sizes.
const point = table.Point

// perMillimetre is a millimetre in points, the unit of a PDF.
const perMillimetre = 72 / 25.4

// slack is what a line may be wider than its measure through rounding.
const slack = table.Slack

// A pen is a style at a size in points.
type pen = table.Pen
