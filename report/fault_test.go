package report

import (
	"errors"
	"testing"
)

// TestFaultOfAnOutput: a fault of the program in an output's goroutine is an error.
func TestFaultOfAnOutput(t *testing.T) {
	err := noPanic("a.pdf", func() error { var list []int; return errors.New(string(rune(list[3]))) })
	var fault *Fault
	if !errors.As(err, &fault) || fault.Output != "a.pdf" || len(fault.Stack) == 0 {
		t.Errorf("%v", err)
	}
}
