// Package table decides how a table of an annex stands on a page of print: how
// wide its columns are, in which size of type it is set, where it is parted if
// it is too wide, and how its texts break into lines.
//
// The noun is the Grid: some of a table's columns with their widths at a size.
// The PDF and the Word document are set by the same grids, so that they look
// alike. The package draws nothing and knows no file format; whatever the table,
// there is a grid for it.
package table

import "tongket/report/chart/fonts"

// Point is the length of a typographic point in millimetres, the unit of all
// lengths in this package but type sizes.
const Point = fonts.Point

// Slack is what a line may be wider than its measure through rounding.
const Slack = fonts.Slack

// A Pen is a style at a size in points.
type Pen = fonts.Pen
