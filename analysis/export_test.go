package analysis

// What the tests of room diff share with those of this one: both compare whole Reviews.
var (
	PlaceTable    = placeTable
	InputOf       = inputOf
	TestCatalogue = testCatalogue
	RunLines      = run
	Encoded       = encoded
	WildFacts     = wildFacts
)

// Rooms is what the tests of this room ask of room diff, which is built on it:
// diff_test.go, outside the package, sets it.
var Rooms struct {
	Kept  func(*Review) Kept
	Since func(before, after *Review)
}
