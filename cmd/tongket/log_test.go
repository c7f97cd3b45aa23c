package main

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
)

// events holds that the last command's standard error is a log of JSON lines
// whose events, each named once, come in the given order: events start done.
func events(ts *testscript.TestScript, _ bool, args []string) {
	var names []string
	for line := range strings.Lines(ts.ReadFile("stderr")) {
		var e struct{ Time, Level, Event string }
		if err := json.Unmarshal([]byte(line), &e); err != nil || e.Time == "" || e.Level == "" {
			ts.Fatalf("no event: %s", line)
		}
		if !slices.Contains(names, e.Event) {
			names = append(names, e.Event)
		}
	}
	if !slices.Equal(names, args) {
		ts.Fatalf("events %q, want %q", names, args)
	}
}
