package ingest

// Codes of issues. They are stable: kiem-tra.csv prints them and report/vi
// words them, each with its Args in the order given here.
const (
	// The file as a whole.
	CodeUnreadable  = "unreadable"    // the machine cannot open it; Args: one of the Troubles, or the system's words
	CodeEncrypted   = "encrypted"     // it needs a password
	CodeCorrupt     = "corrupt"       // damaged; Args: the part, what is wrong with it
	CodeFault       = "program-fault" // reading it broke this program, whatever the file holds: ours to mend, from the file; Issue.Err has the stack
	CodeEmptyFile   = "empty-file"    // no bytes, or no sheet with a cell; Args: "words" if there are words and no figure
	CodeTooLarge    = "too-large"     // Args: what is too large, its size, the limit
	CodeNotASheet   = "not-a-sheet"   // Args: what it looks like, one of the Looks
	CodeEncoding    = "encoding"      // text was not Unicode; Args: what it was taken as ("TCVN3", "VNI", "VPS", "VISCII", "windows-1258", "windows-1252", or "UTF-8": Unicode that another program had taken for windows-1252)
	CodeLongRow     = "long-row"      // text with commas between its values whose numbers have some too: nothing of it is read; Pos, Raw: the first row that is longer than those above; Args: its values, theirs
	CodeLettersLost = "letters-lost"  // letters of a sheet were saved as "?": no figure of it is read; Raw: one such text; Args: how many texts

	CodeEncodingUnknown = "encoding-unknown" // most words of a sheet are none in any encoding: no figure of it is read; Raw: one such text; Args: how many texts

	// What the team knows of a sheet; Related: the line of its register.
	CodeHintUsed  = "source-known"         // Args: the attribute ("place", "year", "measure", "unit", "indicator", "header", "column", "left-out"), what it is now, how many figures or cells, "filled" or "instead", the part of the sheet as Range.Ref, empty for all of it
	CodeHintClash = "source-contradiction" // the sheet says otherwise, and is followed; Args: the attribute, the line's, the sheet's

	CodeOwnOutput = "own-output" // an output of this program, which is no sheet; nothing of it is read

	CodeReturned = "returned" // the sender's workbook came back mended under the same name in another form, and both are read; Related: the one that came back

	CodeInputTime = "input-time" // inputs whose time dates nothing; Pos: the first; Related: others; Args: TimeFuture or TimeBefore, its day (2030-01-02), how many

	// A cell.
	CodeSeparators   = "number-separators" // "1.234" as text: thousands or decimals; Args: both readings
	CodeNotANumber   = "not-a-number"      // text where a figure is expected
	CodeErrorCell    = "error-cell"        // #DIV/0! and the like, as a value or typed
	CodeUncached     = "no-cached-value"   // a formula without a stored result; Args: the formula
	CodeRangeValue   = "range-value"       // "15.000 - 16.000"
	CodeBound        = "bound"             // "dưới 5,5" where an actual figure is expected
	CodeDateValue    = "date-value"        // a date where a figure is expected
	CodeUnseen       = "unseen-characters" // texts of a sheet held control characters or marks of direction, which are left out; Pos, Raw: the first; Args: how many cells
	CodeStruckOut    = "struck-out"        // figures of a table are struck out, and count; Pos: the first; Related: others; Args: how many
	CodeMergedFigure = "merged-figure"     // one number in a cell merged over several rows or columns with names: given to none
	CodeScaledFormat = "scaled-format"     // a column whose number format shows thousands, millions or billions while its unit says otherwise; Args: the column, the unit, the power of ten that is cut off
	CodeDamagedCell  = "damaged-cell"      // a cell that the file stores in a broken way; Args: what

	// The layout around a cell, a column, a row or a sheet.
	CodeNoTable        = "no-table"         // numbers, but no table can be made out
	CodeNoYear         = "no-year"          // neither header, title nor sheet gives the year
	CodeNameYear       = "year-from-name"   // only the name of the file or of a folder gives the year, which is taken; Args: the year
	CodeYearNotOver    = "year-not-over"    // figures of a year that is not over at the job's date stand under a bare head: they are taken for estimates; Args: the year
	CodeNamePlace      = "place-from-name"  // only the name of the file or its folder, or a cover sheet, gives the place, which is taken; Raw: the name; Args: the place, "sheet" of a cover
	CodeNoIndicator    = "no-indicator"     // nothing says what the figures are
	CodeDoubtful       = "doubtful-reading" // a table that can be understood in two ways; Args: its range, what is in doubt ("rows", "indicator"), the reading taken, the other one; the range, "unit" and the units listed for all; the range, "left-rows" and how many rows were taken for comparisons that may be more; the range and "compared", for a table of nothing but comparisons; the range and "part-year", for a table of nothing but months or quarters; the range and "whole-year", for years that are taken as whole below a title of a part of one; the range, "nameless" and how many rows have figures and a text that names none; the range, "answers" and how many numbers stand in columns that say of each row whether something was reached; or the range, "unread", how many numbers were left out, of how many
	CodeContradiction  = "contradiction"    // Args: the attribute ("place", "year", "unit", "measure", "indicator"), one reading, the other, the one taken ("" = none)
	CodeAmbiguousPlace = "ambiguous-place"
	CodeUnknownPlace   = "unknown-place"     // Args: the nearest names
	CodeUnknown        = "unknown-indicator" // Args: the nearest names
	CodeSimilar        = "similar-label"     // Args: the label, the name taken, the similarity ("0,91")
	CodeShiftedRow     = "shifted-row"       // a row that seems to have a cell less than its header
	CodeCommentsSheet  = "comments-sheet"    // a register of comments on the drafts among the sheets: no figure of it is read
	CodeMoreIssues     = "more-issues"       // more issues of one code in a file than are told; Args: the code, how many more, how many are told
	CodeFiltered       = "filtered"          // figures in rows that a filter hides are left out; Args: how many, of how many figures, the filter's range
	CodeHidden         = "hidden"            // figures on a hidden sheet, row or column are left out; Args: how many

	// Another run's tongket.json, so-lieu.csv or Parquet file as input.
	CodeRolledUpTwice   = "rolled-up-twice"   // figures that are read elsewhere too count once; Related: where; Args: how many, of what they are left out: "run" or "sheet"
	CodeRolledUpChanged = "rolled-up-changed" // the same, but the sheet is not as the run has read it; Args: the same. "run": the sheet counts; "sheet": the run does
	CodeRolledUpPlace   = "rolled-up-place"   // what place the run is about cannot be told: its figures without a place are left out; Args: how many, the names that contradict each other, if any
	CodeRunFile         = "run-file"          // the file of a run that cannot be read, or not wholly; Args: one of RunDamaged and its fellows, and its detail
	CodeRunErrors       = "run-errors"        // a run whose own findings are errors; Args: how many
	CodeStrayLink       = "stray-link"        // a link to a folder outside the job that its settings don't name: nothing in it is read
	CodeRunFolder       = "run-folder"        // files in the folder of a run's outputs that are not read; Args: their names
)

// What is wrong with the time of an input: the first Arg of CodeInputTime.
const (
	TimeFuture = "future" // against the clock of the machine
	TimeBefore = "before" // the term
)

// What a file that is no sheet looks like: the Arg of CodeNotASheet.
const (
	LooksUnknown    = ""
	LooksWord       = "Word"
	LooksPowerPoint = "PowerPoint"
	LooksPDF        = "PDF"
	LooksXML        = "XML"
	LooksXLSB       = "xlsb"      // a workbook of Excel, and one whose form is not read
	LooksOldExcel   = "old-excel" // a sheet of Excel 2 to 4, whose form is not read
	LooksImage      = "image"     // a picture: a scan, a photograph of a table
	LooksArchive    = "archive"   // a packed file: zip, rar, 7z
	LooksText       = "text"      // a letter, or another text without any figure
)

// A Reason says why a numeric cell is no figure. Reasons are stable: the
// balance of a sheet prints them, and report/vi words them.
type Reason = string

const (
	ReasonOutside        Reason = "outside"         // above, below or beside the tables: title block, notes, telephone numbers
	ReasonSerial         Reason = "serial"          // STT
	ReasonColumnNumber   Reason = "column-number"   // the row of column numbers below a header
	ReasonCode           Reason = "code"            // codes of places, forms, indicators
	ReasonYear           Reason = "year"            // years and dates in headers, labels and lists
	ReasonComparison     Reason = "comparison"      // "So sánh", "Tăng/giảm", "% TH/KH", "Tốc độ tăng", "Xếp hạng"
	ReasonPartYear       Reason = "part-year"       // a quarter, half a year, a round: not a whole year
	ReasonNote           Reason = "note"            // "Ghi chú" and other columns of words
	ReasonCheck          Reason = "check"           // "Kiểm tra": the sheet's own checks
	ReasonPageTotal      Reason = "page-total"      // "Cộng trang", "Mang sang"
	ReasonHeader         Reason = "header"          // a number in a header, a repeated header
	ReasonHidden         Reason = "hidden"          // on a hidden sheet, row or column
	ReasonNoTable        Reason = "no-table"        // issue no-table
	ReasonNoYear         Reason = "no-year"         // issue no-year
	ReasonNoIndicator    Reason = "no-indicator"    // issue no-indicator
	ReasonNoLabel        Reason = "no-label"        // a row or a column without any name
	ReasonSeparators     Reason = "separators"      // issue number-separators
	ReasonRange          Reason = "range"           // issue range-value
	ReasonBound          Reason = "bound"           // issue bound
	ReasonDate           Reason = "date"            // issue date-value
	ReasonContradiction  Reason = "contradiction"   // issue contradiction, with nothing taken
	ReasonAmbiguousPlace Reason = "ambiguous-place" // issue ambiguous-place
	ReasonShiftedRow     Reason = "shifted-row"     // issue shifted-row
	ReasonUncached       Reason = "no-cached-value" // issue no-cached-value
	ReasonComments       Reason = "comments"        // a sheet that holds a register of comments: issue comments-sheet
	ReasonTeam           Reason = "by-team"         // left out by a line of the team's register: issue source-known
	ReasonRolledUp       Reason = "rolled-up"       // read elsewhere too: issue rolled-up-twice or rolled-up-changed
	ReasonNoPlace        Reason = "no-place"        // issue rolled-up-place
	ReasonMerged         Reason = "merged-figure"   // issue merged-figure
	ReasonIllegible      Reason = "illegible"       // issue letters-lost or encoding-unknown, of the sheet
	ReasonDamaged        Reason = "damaged"         // issue run-file or damaged-cell
)
