package ingest

import "testing"

func TestFileMeant(t *testing.T) {
	tests := []struct {
		pattern, file string
		want          bool
	}{
		{"a.xlsx", "so-lieu/x/a.xlsx", true},
		{"A.XLSX", "so-lieu/a.xlsx", true},
		{"so-lieu/a.xlsx", "so-lieu/a.xlsx", true},
		{`so-lieu\a.xlsx`, "so-lieu/a.xlsx", true},
		{"x/a.xlsx", "so-lieu/x/a.xlsx", true},
		{"y/a.xlsx", "so-lieu/x/a.xlsx", false},
		{"*.xlsx", "so-lieu/a.xlsx", true},
		{"x/*", "so-lieu/x/a.xlsx", true},
		{"so-lieu/x", "so-lieu/x/a.xlsx", true}, // a folder
		{"x/", "so-lieu/x/a.xlsx", true},
		{"a [1].xlsx", "so-lieu/a [1].xlsx", true}, // as browsers name a second download
		{"b.xlsx", "so-lieu/a.xlsx", false},
		{"", "so-lieu/a.xlsx", true},
	}
	for _, test := range tests {
		if got := FileMeant(test.pattern, test.file); got != test.want {
			t.Errorf("FileMeant(%q, %q) = %v", test.pattern, test.file, got)
		}
	}
}
