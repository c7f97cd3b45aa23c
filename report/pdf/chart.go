package pdf

import (
	"tongket/report/annex"
)

// chartBlock lays out a chart.
func (f *flow) chartBlock(b annex.Block) error {
	return nil
}
