package report

import (
	"io"

	"tongket/analysis"
	"tongket/ingest"
	"tongket/ingest/runs"
)

// TableName is the file of the facts as Parquet.
const TableName = "so-lieu.parquet"

// WriteTable writes the facts of r as Parquet; cache may be nil.
func WriteTable(w io.Writer, r *analysis.Review, cache ingest.Cache) error {
	t := runs.Table{Sum: r.Manifest.Sum, Cache: cache}
	if len(r.Places) > 0 {
		t.Whole = r.Places[0].Name
	}
	return t.Write(w, &r.Facts)
}
