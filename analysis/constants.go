package analysis

// Constants of the methods that are about series of a job; those of the
// statistics stand in stat. "Ours" marks a choice of this project.
const (
	leastPoints   = 4   // ours: known years
	mostPoints    = 10  // ours: older years say little about the next five
	mostInnerGaps = 1   // ours
	outlierZ      = 7.0 // ours: their 3.5 flags 7 to 15 % of clean series of six years
	outlierLeast  = 4   // ours: yearly changes; the MAD of three is too often near 0

	// Scale of targets and of rows (ours).
	leastScale   = 2    // known years to hold a target against
	meanBand     = 0.25 // around one year's mean
	longFigure   = 1000 // a whole number from here on is long for thousands
	beyondOthers = 10.0 // times the largest other figure that counts the same

	trendBand = 2.0 // a slip is farther than this, up or down, from the line through the other years (ours)

	// Strays from the trend (ours; set on clean made-up jobs so that they raise
	// no more doubts than the changes from year to year did).
	leastPooled = 8   // series of a class
	strayLimit  = 5.5 // times the scale, of a place
	endShare    = 1.6 // of the limit at the first and the last year, of a place
	wholeLimit  = 6.5 // the same of the whole, whose indicators are less alike than places of one
	wholeEnd    = 2.6
	wholeLevel  = 1.8 // the same of one that also strays as far from the years next to it
	ownShare    = 1.0 // of what a series' own years stray by

	// Places exchanged in a year (ours; the same).
	exchangeLimit = 4.0 // times the scale that each strays by
	exchangeNear  = 3.0 // and that each is left with once they are exchanged
	exchangeGain  = 0.5 // of what both strayed by

	// Years exchanged (ours; set on clean made-up jobs).
	leastSwapYears  = 5
	leastSwapPlaces = 8
	swapFar         = 5.0 // standard errors that a mean change is off the others
	swapNear        = 4.0 // and that none is once two years are exchanged
	swapGain        = 2.5 // times less than before

	fewestBase = 20.0 // of a count, for anything to be told in per cent of it (ours)

	// Proposals (ours).
	fewestCases  = 30.0 // of a count
	preciseRatio = 1.2  // of the 80 % quantile to the 20 % one: up to here three digits are known
	widestRatio  = 2.0  // of the 80 % quantile to the 20 % one, of a count
	nothingSaid  = 10.0 // of the 90 % quantile to the 10 % one, of a count: such a forecast is not given
	mostPoints80 = 30.0 // percentage points between them, of a rate: the same
	widestRate   = 15.0 // percentage points between them, of a rate
)
