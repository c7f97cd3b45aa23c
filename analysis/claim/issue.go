package claim

// What issues of reading claim; the codes of ingest tell which of them.

// A Trouble is why a file cannot be opened.
type Trouble struct {
	kind
	What string // one of book's troubles, or the system's words
}

// A Damage is what is wrong with a file or a cell.
type Damage struct {
	kind
	Part string // of the file; "zip" = the whole
	What string
}

// A DamagedCell is what is wrong with how a cell is stored.
type DamagedCell struct {
	kind
	What string
}

// An EmptyFile holds nothing, or words without a figure.
type EmptyFile struct {
	kind
	Words bool `says:"words"`
}

// A TooLarge is what there is too much of; its size may be told as ">5000000".
type TooLarge struct {
	kind
	What, Size, Limit string
}

// A Looks is what a file that is no sheet looks like.
type Looks struct {
	kind
	Like string
}

// An InputTime is the time of files that dates nothing.
type InputTime struct {
	kind
	When, Day string // the day as 2030-01-02
	Files     int
}

// A LongRow has more values than the rows above it.
type LongRow struct {
	kind
	Values, Above int
}

// A Count is how many cells, figures or findings an issue is about.
type Count struct {
	kind
	Cells int
}

// An Encoding is what a text that is not Unicode was taken as.
type Encoding struct {
	kind
	Name string
}

// A RolledUp is figures that are read elsewhere too.
type RolledUp struct {
	kind
	Figures int
	Of      string `says:"optional"` // what they are left out of: "run" or "sheet"
}

// A Homeless is figures of a run of which no place can be told.
type Homeless struct {
	kind
	Figures int
	Names   []string // that contradict each other
}

// A RunFile is what is wrong with the file of a run.
type RunFile struct {
	kind
	What   string
	Detail string `says:"optional"`
}

// Names are names or readings that may be meant, the nearest first.
type Names struct {
	kind
	Names []string
}

// An Uncached is a formula without a stored result.
type Uncached struct {
	kind
	Text string
}

// A ScaledFormat shows the figures of a column divided by a power of ten.
type ScaledFormat struct {
	kind
	Column, Unit string
	Power        int
}

// An OfYear is the year that figures were taken for.
type OfYear struct {
	kind
	Year int
}

// A NamePlace is the place that a name gives.
type NamePlace struct {
	kind
	Place string
	From  string `says:"optional"` // "sheet": a cover sheet
}

// A Doubtful is a table that can be understood in two ways, or of which figures are
// left out.
type Doubtful struct {
	kind
	Range, What string
	Taken       string `says:"optional"` // the reading taken; the units; how many rows, columns or numbers
	Other       string `says:"optional"` // the other reading; of how many; why they are left out
}

// A Contradiction is an attribute that two places of a sheet tell differently.
type Contradiction struct {
	kind
	Attribute, First, Second string
	Taken                    string // "" = none
}

// A More is how many issues of one code are not told.
type More struct {
	kind
	Code       string
	More, Told int
}

// A Similar is a label that was taken for a name.
type Similar struct {
	kind
	Label, Taken, Likeness string // the last as "0,91"
}

// A Filtered is figures in rows that a filter hides.
type Filtered struct {
	kind
	Left, Of int
	Range    string
}

// A HintUsed is an attribute that a line of the register of sources gave.
type HintUsed struct {
	kind
	Attribute, Is string
	Cells         int    // or figures
	How           string // "filled" or "instead"
	Part          string // of the sheet; empty: all of it
}

// A HintClash is an attribute that a line and the sheet tell differently.
type HintClash struct {
	kind
	Attribute, Line, Sheet string
}
