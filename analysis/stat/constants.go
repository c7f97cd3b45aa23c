package stat

// Constants of the methods: name, value, source. "Ours" marks a choice of this
// project, made for want of a standard; everything else cites where it is from.
const (
	// Rounding.
	roundGuard  = 1e-9 // ours: of a printed unit, takes 1.005 as the half that it was typed as
	significant = 12   // ours: digits kept before a comparison with a threshold, to drop binary noise
	SameWithin  = 1e-9 // ours: relative difference below which two results are the same

	// Progress: Eurostat, EU SDG monitoring report, annex on methods; read in
	// Open SDG's documentation of its progress status.
	progressSignificant = 95.0 // per cent of the required rate
	progressModerate    = 60.0 // the same
	trendSignificant    = 0.01 // a year, without a target: Eurostat
	trendAway           = -0.01
	boundExponent       = 4.44 // factor C of bounded rates: Statistics Canada, in Open SDG's documentation
	RateLimit           = 100.0

	// Forecast. Six points cannot estimate parameters, so they are fixed (ours).
	holtAlpha    = 0.8  // level; damped trend of Gardner & McKenzie 1985; also Theta's smoothing
	holtBeta     = 0.2  // trend, as a share of the level's correction (β*)
	holtPhi      = 0.9  // damping a year
	levelSpread  = 1.06 // ours: the width of the first year of a figure at a date, times; set on made-up populations, see TestCoverage
	spreadStep   = 0.07 // and so much more each year after
	noSpread     = 1e-9 // ours: a scale below it is rounding
	LowQuantile  = 0.20 // scenario "thấp" (ours)
	HighQuantile = 0.80 // scenario "cao" (ours)
	OuterLow     = 0.10 // outer band of the charts (ours)
	OuterHigh    = 0.90

	// Feasibility: cut-offs ours, after the likelihood scale of the IPCC's
	// guidance on uncertainty.
	reachProbability   = 0.66 // and above: "trong tầm tay"
	stretchProbability = 0.10 // and above: "phấn đấu"; below: "rất khó"

	// Places.
	leastChange = 0.01 // ours: of the base total; no contributions to a smaller change

	// Checks.
	madToSigma    = 0.6745 // Iglewicz & Hoaglin 1993
	OutlierChange = 0.10   // ours: smaller changes are never outliers
	hbU           = 0.4    // Hidiroglou & Berthelot 1986: weight of size
	hbA           = 0.05   // the same; default of univOutl and of Statistics Norway's function
	hbC           = 20.0   // default of Statistics Norway's function; a smaller one flags 13 calm districts
	LeastPlaces   = 5      // ours: places with both years; quartiles of fewer say nothing
	SlipBand      = 3.0    // ours: around 1000 and 1,000,000
	FactorBand    = 1.5    // ours: around 10 and 100
	slipLeast     = 3      // ours: other years to compare with
	CopiedLeast   = 5      // ours: equal cells
	copiedShare   = 0.5    // ours: of the cells compared

	// Strays from the trend.
	leastOthers = 4 // ours: years that a line is drawn through
)
