package main

import (
	"fmt"
	"testing"
	"time"

	"tongket/analysis"
	"tongket/analysis/claim"
)

// TestAsOf: the newest time that can be dates the outputs; others are found.
func TestAsOf(t *testing.T) {
	now := time.Date(2021, 3, 15, 12, 0, 0, 0, indochina)
	at := func(name string, year int, month time.Month, day int) inputTime {
		return inputTime{name, time.Date(year, month, day, 9, 0, 0, 0, indochina)}
	}
	for _, tt := range []struct {
		name  string
		times []inputTime
		day   string
		found string
	}{
		{"the newest", []inputTime{at("a", 2020, 1, 2), at("b", 2020, 5, 6)}, "2020-05-06", "[]"},
		{"a clock that is ahead by hours counts", []inputTime{at("a", 2021, 3, 16)}, "2021-03-16", "[]"},
		{"the future", []inputTime{at("b", 2031, 1, 2), at("a", 2030, 5, 6), at("c", 2020, 5, 6)}, "2020-05-06", "[a input-time [future 2030-05-06 2] [b]]"},
		{"before the term", []inputTime{at("a", 1980, 1, 1), at("b", 2015, 1, 1)}, "2015-01-01", "[a input-time [before 1980-01-01 1] []]"},
		{"none left: the term's end", []inputTime{at("a", 1980, 1, 1), {name: "b"}}, "2020-12-31", "[a input-time [before 1980-01-01 1] []]"},
	} {
		day, findings := asOf(tt.times, analysis.Term{Base: 2015, Last: 2020, Next: 2025}, now)
		var found []string
		for _, f := range findings {
			if analysis.SeverityOf(f.Code) != analysis.Warning {
				t.Errorf("%s is no warning", f.Code)
			}
			var related []string
			for _, r := range f.Related {
				related = append(related, r.File)
			}
			found = append(found, fmt.Sprint(f.Pos.File, " ", f.Code, " ", claim.Args(f.Claim), " ", related))
		}
		if day != tt.day || fmt.Sprint(found) != tt.found {
			t.Errorf("%s: %s %v, want %s %s", tt.name, day, found, tt.day, tt.found)
		}
	}
}
