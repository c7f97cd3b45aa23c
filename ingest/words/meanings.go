// Package words answers what a word, a number, a unit, a period or a name means by
// itself, wherever it stands: it folds spellings, reads figures typed as text,
// parses headings, and finds indicators and places of a job's vocabulary.
//
// The words that decide stand once, in lexicon.tsv, with what they mean; a Table holds
// them with those that a job adds. Code has the patterns of prose alone, each where it
// is used. The package knows no grid: what a text means by its place in a table is a
// question for layout. A text that means nothing is no error: it means nothing.
package words

import (
	"cmp"

	"tongket/ingest"
)

// Meanings says what texts mean to a job: by its lexicon, the years that count
// as such, and what it found before. It depends on these alone, so that a worker
// keeps it from one workbook to the next: the sheets of a job repeat each other.
type Meanings struct {
	*Table              // of the lexicon
	Lex                 *Lexicon
	firstYear, lastYear int

	headings Memo[Heading]
	readings Memo[*Reading]
	places   Memo[placeName]
	Restored Memo[string] // texts that got their diacritics back
}

// NewMeanings takes the years from the options, each with its default.
func NewMeanings(lex *Lexicon, opt ingest.Options) *Meanings {
	return &Meanings{Table: lex.Table, Lex: lex, firstYear: cmp.Or(opt.FirstYear, 1900), lastYear: cmp.Or(opt.LastYear, 2085)}
}

// Reading returns what a text says as a figure.
func (x *Meanings) Reading(text string) *Reading {
	return x.readings.Get(text, func(text string) *Reading {
		r := x.ReadText(text)
		return &r
	})
}
