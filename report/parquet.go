package report

import (
	"io"

	"tongket/analysis"
	"tongket/ingest"
)

// TableName is the file of the facts as Parquet.
const TableName = "so-lieu.parquet"

// WriteTable writes the facts of r as Parquet.
func WriteTable(w io.Writer, r *analysis.Review) error {
	whole := ""
	if len(r.Places) > 0 {
		whole = r.Places[0].Name
	}
	t := ingest.NewFactTable(w, whole, r.Manifest.Sum)
	for _, f := range r.Facts.All() {
		if err := t.Write(f); err != nil {
			return err
		}
	}
	return t.Close()
}
